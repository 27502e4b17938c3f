"""That everybody stands where the gallery wants them, whatever the demo's people do; and that a shift is told."""

from collections.abc import Callable
from pathlib import Path

import pytest
import still
from cast import ASKED, CAST, DECIDES, FINISHED, HALF_WAY, PLACES, PLAIN, PRINTED, PROGRAMME
from shots import SHOTS
from standing import Standing, stood

import house
from people.store import roster


@pytest.fixture
def office(tmp_path: Path) -> house.House:
    still.fill(tmp_path / "office")
    opened = house.open_house(tmp_path / "office", clock=lambda: still.UNTIL, synchronous="OFF")
    stood(opened)
    return opened


def _answers(standing: Standing) -> None:
    standing.walks(ASKED, PROGRAMME, "lesson:strong")


def _reads_on(standing: Standing) -> None:
    standing.walks(HALF_WAY, PROGRAMME, "test:post")


def _decides(standing: Standing) -> None:
    standing.reads(DECIDES, PROGRAMME, "strong", decided=True)


def _celebrates(standing: Standing) -> None:
    with standing.ground.write() as writing:
        roster.set_festive(writing, standing.person(PLAIN).id, True)


@pytest.mark.parametrize(
    ("shifts", "who"), [(_answers, ASKED), (_reads_on, HALF_WAY), (_decides, DECIDES), (_celebrates, PLAIN)]
)
def test_whoever_stands_elsewhere_is_told(office: house.House, shifts: Callable[[Standing], None], who: str) -> None:
    shifts(Standing(office))
    with pytest.raises(AssertionError, match=who):
        stood(office)
    office.ground.store.close()


@pytest.mark.parametrize("seed", [1, 2])
def test_where_they_stand_does_not_depend_on_the_demo_s_people(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(still, "SEED", seed)
    known = still.fill(tmp_path / "office")  # fails where somebody stands elsewhere
    assert {"person", "left", "code", "valid", "superseded", "expired", "revoked"} == known.keys()
    assert len(set(known.values())) == len(known)
    assert known["code"] not in CAST


def test_nobody_of_the_demo_is_meant_by_a_code() -> None:
    """Their walk is by chance, and another one after any change of the demo."""
    staff = {"ADMIN", "MANAGER", "TRAINER", "LEARNER"}  # the demo's own roles; LEARNER walks nowhere
    assert {shot.who for shot in SHOTS} <= {"", *CAST, *staff}
    assert {*PLACES} <= {*CAST, "MANAGER"}
    assert [shot.name for shot in SHOTS if "D0000" in shot.path] == []


def test_each_picture_of_somebody_at_a_place_shows_that_it_is_that_place() -> None:
    """A page comes also where somebody stands elsewhere: it is what is on it that tells."""
    stands = {HALF_WAY, ASKED, PRINTED, DECIDES, FINISHED, *PLACES}
    wanted = ("home", "lesson", "test", "practice", "pledge", "certificates", "verify")
    shown = [shot for shot in SHOTS if shot.who in stands or shot.name.startswith("verify-")]
    bare = [shot.name for shot in shown if shot.name.startswith(wanted) and shot.state == "full" and not shot.then]
    assert bare == [], "say in `then` what is on these pages and on no other state of them"
