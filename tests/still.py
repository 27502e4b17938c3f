"""A server in which time and chance stand still: the same names, numbers and days at every start, for pictures.

Run from the repository: `PYTHONPATH=. python tests/still.py FOLDER` serves a made-up office; `… FOLDER fresh` one in
which nobody is yet.
The house's clock and chance are replaced here, before Streamlit starts `app.py` in this same process; the product
knows nothing of it. What a picture needs to find (a certificate's address, a link) is written beside the folder.
"""

import json
import os
import secrets
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import filed
import found
import standing
from cryptography.hazmat.primitives import serialization as forms
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import badges.store
import demo
import house
from core.calendar import local_day
from core.settings import COMPLAINTS, set_to
from core.signing import KEY_FILE

UNTIL = datetime(2027, 2, 17, 3, 0, tzinfo=UTC)  # a Wednesday morning in Bangkok, in the second quarter of 2570
EARLIER = datetime(2026, 12, 2, 3, 0, tzinfo=UTC)
PEOPLE, SEED = 30, 2570
AMISS = "amiss"  # in a page's query: what is to be amiss with it


def stands(folder: Path) -> None:
    """Let what is drawn by chance be the same each time, and the organisation's key too."""
    drawn = Random(SEED)

    def token_hex(nbytes: int | None = None) -> str:
        return drawn.randbytes(nbytes or 32).hex()

    secrets.token_hex, secrets.choice = token_hex, drawn.choice
    folder.joinpath("keys").mkdir(parents=True, mode=0o700)
    key = Ed25519PrivateKey.from_private_bytes(Random(SEED).randbytes(32))
    pem = key.private_bytes(forms.Encoding.PEM, forms.PrivateFormat.PKCS8, forms.NoEncryption())
    folder.joinpath("keys", KEY_FILE).write_bytes(pem)


def chance_ids(seed: int) -> Callable[[], str]:
    """Ids by a chance that is the same each time."""
    drawn = Random(seed)
    return lambda: f"{drawn.getrandbits(64):016x}"


def fill(folder: Path) -> dict[str, str]:
    """Make the office; what is found at which address."""
    filed.files(folder)
    list(demo.fill(folder, PEOPLE, SEED, UNTIL))
    at = EARLIER
    opened = house.open_house(folder, clock=lambda: at, new_id=chance_ids(SEED + 1), synchronous="OFF")
    standing.ends_early(opened)
    at = UNTIL
    with opened.ground.write() as writing:
        set_to(writing.db, COMPLAINTS, "https://complaints.example.go.th")
    standing.stand(opened, local_day(UNTIL))
    filed.waits(opened, folder)
    known = {**found.people(opened), **found.certificates(opened)}
    opened.ground.settle()
    opened.ground.store.close()
    return known


def _raise() -> None:
    raise RuntimeError("broken on purpose, for a picture")


def _breaking() -> None:
    import streamlit as st

    if st.button("break", key="break"):
        _raise()


def breaks() -> None:
    """Let the page of gifts break where its address says so, as a mistake of ours would."""
    import streamlit as st

    from gifts.pages import desk

    whole = desk.render

    def render(visit: Any) -> None:
        match st.query_params.get(AMISS):
            case "page":
                _raise()
            case "callback":
                st.button("break", key="break", on_click=_raise)
            case "fragment":
                st.fragment(_breaking)()
        whole(visit)

    desk.render = render


def lacks() -> None:
    """Let pages find no content where their address says so: an office cannot take away what the program brings."""
    import streamlit as st

    import lessons.load
    import quizzes.load

    for module, name in (
        (lessons.load, "lessons_in_force"), (lessons.load, "dilemmas_in_force"), (quizzes.load, "banks_in_force"),
    ):  # fmt: skip
        whole = getattr(module, name)

        def some(db: Any, whole: Callable[[Any], Any] = whole) -> Any:
            return {} if st.query_params.get(AMISS) == "content" else whole(db)

        setattr(module, name, some)


def celebrates() -> None:
    """Let news stay news: a page that is opened anew celebrates again."""
    badges.store.celebrate = lambda writing, credentials: list(credentials)


def main(folder: Path, fresh: bool) -> None:
    """Fill the folder and serve it as `sujarit serve` does."""
    stands(folder)
    known = {} if fresh else fill(folder)
    folder.with_suffix(".json").write_text(json.dumps(known), encoding="utf-8")
    house.open_house = partial(house.open_house, clock=lambda: UNTIL, new_id=chance_ids(SEED + 2), synchronous="OFF")
    breaks()
    lacks()
    celebrates()
    import sujarit

    os.environ[house.DATA] = str(folder)
    sujarit.main(["serve"])


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] == ["fresh"])
