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
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from cryptography.hazmat.primitives import serialization as forms
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import badges.address
import badges.store
import demo
import house
from core.ground import Ground
from core.settings import COMPLAINTS, set_to
from core.signing import KEY_FILE
from people.joining import Poster
from people.person import Draft
from people.store import joining, signins

UNTIL = datetime(2027, 2, 17, 3, 0, tzinfo=UTC)  # a Wednesday morning in Bangkok, in the second quarter of 2570
PEOPLE, SEED = 30, 2570
HALF_WAY = "D000005"  # has a password as the cast's first four have
BREAKS = "amiss"  # in the query of the page of gifts: there our own code raises


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


def chance_ids(seed: int) -> Any:
    """Ids by a chance that is the same each time."""
    drawn = Random(seed)
    return lambda: f"{drawn.getrandbits(64):016x}"


def fill(folder: Path) -> dict[str, str]:
    """Make the office; what is found at which address."""
    list(demo.fill(folder, PEOPLE, SEED, UNTIL))
    opened = house.open_house(folder, clock=lambda: UNTIL, new_id=chance_ids(SEED + 1), synchronous="OFF")
    ground = opened.ground
    house.passwords(ground, [HALF_WAY], demo.PASSWORD)
    with ground.write() as writing:
        set_to(writing.db, COMPLAINTS, "https://complaints.example.go.th")
    with ground.read() as db:
        people = {person.code: person for person in ground.directory.everybody(db)}
        held = [each for each in badges.store.held(db, people["MANAGER"].id) if each.credential == "strong"]
        revoked = next(each for each in badges.store.held(db, people["D000007"].id) if each.credential == "strong")
    with ground.write() as writing:
        badges.store.revoke(writing, revoked, people["D000007"].unit, "mistake")
        signins.link(writing.db, "still-join", "join", people["D000008"].id, writing.at)
    _asks(ground, people["MANAGER"].unit)
    found = {
        "person": people["D000012"].id,
        "valid": _verified(ground, next(each.id for each in held if not each.superseded)),
        "superseded": _verified(ground, next((each.id for each in held if each.superseded), held[0].id)),
        "revoked": _verified(ground, revoked.id),
    }
    ground.store.close()
    return found


def _verified(ground: Ground, credential: str) -> str:
    with ground.read() as db:
        data = badges.store.printed(db, credential)
        assert data is not None
        address = badges.address.address_of(ground, db, credential, data)
    return "V/" + str(address).rpartition("/V/")[2]


def _asks(ground: Ground, unit: str) -> None:
    """A poster hangs, and two have asked to join by it."""
    with ground.write() as writing:
        ends = writing.at + timedelta(days=30)
        joining.make(writing.db, "poster", "still-poster", unit, at_once=False, at=writing.at, ends=ends)
        poster = Poster("poster", unit, False, ends, False)
        for code, name in (("N001", "ตัวอย่าง ผู้สมัครใหม่"), ("N002", "สมมุติ ผู้สมัครอีกคน")):
            draft = Draft(code, "นางสาว", name, "นักวิชาการสาธารณสุข", unit)
            joining.ask(writing.db, code.lower(), poster, draft, "", writing.at)


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
        match st.query_params.get(BREAKS):
            case "page":
                _raise()
            case "callback":
                st.button("break", key="break", on_click=_raise)
            case "fragment":
                st.fragment(_breaking)()
        whole(visit)

    desk.render = render


def main(folder: Path, fresh: bool) -> None:
    """Fill the folder and serve it as `sujarit serve` does."""
    stands(folder)
    found = {} if fresh else fill(folder)
    folder.with_suffix(".json").write_text(json.dumps(found), encoding="utf-8")
    house.open_house = partial(house.open_house, clock=lambda: UNTIL, new_id=chance_ids(SEED + 2), synchronous="OFF")
    breaks()
    import sujarit

    os.environ[house.DATA] = str(folder)
    sujarit.main(["serve"])


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] == ["fresh"])
