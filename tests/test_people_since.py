"""Who came, or came back, on an earlier day counts from that day; and an undone import is undone from there."""

import pytest
from conftest import CAST, Clock
from test_people_review import ONE, TWO, csv, kinds, seen, someone
from test_people_undo import brings, standing

import house
from core.audit import Finding
from core.ground import Ground
from core.record import of_kind
from people.admission import admit_all
from people.importing import bring, undone
from people.store import imports, roster
from people.store.directory import Roster


@pytest.fixture
def office(ground: Ground) -> Ground:
    admit_all(ground, CAST)
    return ground


def told(ground: Ground, code: str, kind: str = "PersonJoined") -> list[str]:
    """The days that the facts of a person name."""
    person = someone(ground, code)
    with ground.read() as db:
        return [fact.body["on"] for fact in of_kind(db, kind) if fact.person == person.id]


def test_a_newcomer_s_day_is_told_and_one_to_come_is_refused(office: Ground, opened: house.House) -> None:
    sheet = csv(
        "code,name,unit,since", f"N1,ใหม่ หนึ่ง,{ONE},1/11/2569", f"N2,ใหม่ สอง,{ONE},", f"N3,ใหม่ สาม,{ONE},1/3/2575"
    )
    found = seen(office, sheet)
    assert kinds(found) == ["new", "new", "refused"]
    assert [row.on for row in found.rows] == ["2026-11-01", "", ""]
    assert "still to come" in found.refused[0].why.en
    bring(office, sheet.drafts, found, leave_out=True)
    assert (told(office, "N1"), told(office, "N2")) == (["2026-11-01"], [""])
    assert list(opened.audit()) == list[Finding]()


def test_who_comes_back_does_so_from_their_day_but_not_before_they_left(office: Ground, opened: house.House) -> None:
    with office.write() as writing:
        roster.leave(writing, someone(office, "ANA"), "2026-11-10")
        roster.leave(writing, someone(office, "DAO"))
    sheet = csv("code,name,unit,since", f"ANA,อานา ทดสอบ,{TWO},15/11/2569", f"DAO,ดาว ทดสอบ,{TWO},1/11/2569")
    found = seen(office, sheet)
    assert kinds(found) == ["changed", "refused"]
    assert "lies before they left (23 Nov 2026)" in found.refused[0].why.en
    bring(office, sheet.drafts, found, leave_out=True)
    assert told(office, "ANA") == ["", "2026-11-15"]
    earlier = csv("code,name,unit,since", f"DAO,ดาว ทดสอบ,{TWO},")
    bring(office, earlier.drafts, seen(office, earlier))
    assert told(office, "DAO") == ["", ""]
    assert list(opened.audit()) == []


def test_undone_the_newcomer_was_never_there_and_the_leaver_never_gone(office: Ground, clock: Clock) -> None:
    before = standing(office)
    done = brings(
        office,
        csv("code,name,unit,since", f"N1,ใหม่,{ONE},1/10/2569", f"BENTO,เบนโต ทดสอบ,{ONE},"),
        ["ANA"],
        on="2026-11-02",
    )
    clock.goes(days=3)
    assert undone(office, done) is not None
    assert standing(office) == before
    assert told(office, "N1", "PersonLeft") == ["2026-10-01"]
    assert told(office, "ANA") == ["", "2026-11-02"], "back from the day on which they had left"


def test_units_that_an_import_made_go_when_it_is_undone_unless_somebody_came_to_them(office: Ground) -> None:
    one, two = f"{ONE} > ใหม่ ก > ใหม่ ข", f"{ONE} > ใหม่ ค"
    done = brings(office, csv("code,name,unit", f"N1,ใหม่ หนึ่ง,{one}", f"N2,ใหม่ สอง,{two}"))
    admit_all(office, [CAST[3].__class__("LATE", "", "มาทีหลัง", "", two)])
    with office.read() as db:
        assert [Roster().units(db)[unit].name.th for unit in imports.units_made(db, done)] == [
            "ใหม่ ก",
            "ใหม่ ข",
            "ใหม่ ค",
        ]
    undone(office, done)
    with office.read() as db:
        names = [unit.name.th for unit in Roster().units(db).values()]
    assert "ใหม่ ก" not in names
    assert "ใหม่ ข" not in names
    assert "ใหม่ ค" in names
    again = brings(office, csv("code,name,unit", f"N1,ใหม่ หนึ่ง,{one}"))
    assert someone(office, "N1").active
    assert undone(office, again) is not None
