"""A whole import undone: everybody whom it touched stands as before, unless somebody changed them since."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import CAST, NOON, OFFICE, Clock
from hypothesis import given, settings
from hypothesis import strategies as st
from test_people_review import csv, seen, someone

import house
from core.calendar import local_day
from core.db import rows, value
from core.directory import Person
from core.ground import Ground
from core.record import of_kind
from people.admission import admit_all
from people.image import image, read
from people.importing import bring, undoing, undone
from people.person import Draft
from people.sheet import Sheet
from people.store import imports, owned, roster, signins
from people.store.directory import Roster

ONE, TWO = f"{OFFICE} > กลุ่มงานหนึ่ง", f"{OFFICE} > กลุ่มงานสอง"
SHEET = csv(
    "code,title,name,position,unit,role,executive,also,since",
    f"NEW,นาย,ใหม่ เอี่ยม,,{ONE},manager,,กลุ่มงานสอง,",
    f"ANA,นางสาว,อานา นามใหม่,หัวหน้า,{TWO},trainer,ใช่,กลุ่มงานหนึ่ง,1/3/2569",
    f"DAO,นางสาว,ดาว ทดสอบ,พยาบาลวิชาชีพ,{TWO},,,,",
)


@pytest.fixture
def office(ground: Ground) -> Ground:
    admit_all(ground, CAST)
    return ground


def brings(ground: Ground, sheet: Sheet, leavers: Sequence[str] = (), who: Person | None = None, on: str = "") -> str:
    """Bring a sheet in as it stands; returns the import's id."""
    with ground.read() as db:
        ids = [person.id for person in seen(ground, sheet, who).missing if person.code in leavers]
        day = on or local_day(ground.clock()).isoformat()
    assert bring(ground, sheet.drafts, seen(ground, sheet, who), who, leavers=ids, on=day) is not None
    with ground.read() as db:
        return imports.undoable(db, ground.clock())[0].id


def everybody(ground: Ground) -> dict[str, object]:
    """How everybody stands, by code; also those who left."""
    with ground.read() as db:
        ids = [row["id"] for row in rows(db, "select id from people_persons")]
        return {person.code: image(person) for person in imports.people(db, ids).values()}


def standing(ground: Ground) -> dict[str, object]:
    with ground.read() as db:
        return {person.code: image(person) for person in Roster().everybody(db)}


def test_new_ones_leave_changed_ones_get_back_their_values_and_leavers_return(
    office: Ground, opened: house.House
) -> None:
    with office.write() as writing:
        bento = someone(office, "BENTO")
        roster.put_also(writing, bento.id, bento.unit, [someone(office, "DAO").unit])
    before = standing(office)
    done = brings(office, SHEET, ["BENTO"])
    assert {"BENTO"} == set(before) - set(standing(office))
    assert standing(office)["ANA"] != before["ANA"]

    found = undone(office, done)
    assert found is not None
    assert (sorted(each.now.code for each in found[0]), found[1]) == (["ANA", "BENTO", "NEW"], [])
    assert standing(office) == before
    assert not someone(office, "NEW").active
    assert undone(office, done) is None, "once"
    with office.read() as db:
        assert [fact.subject for fact in of_kind(db, "SheetUndone")] == [done]
        assert value(db, "select count(*) from people_images") == 0
    assert list(opened.audit()) == []


def test_who_was_changed_since_stays_and_is_named(office: Ground) -> None:
    done = brings(office, SHEET)
    ana = someone(office, "ANA")
    with office.write() as writing:
        roster.renew(writing, ana, Draft("ANA", "นาง", "อานา แต่งงาน", "หัวหน้า", "", executive="yes"))
    with office.read() as db:
        back, stays = undoing(db, done)
    assert ([each.now.code for each in back], [each.now.code for each in stays]) == (["NEW"], ["ANA"])
    assert undone(office, done) is not None
    assert someone(office, "ANA").name == "อานา แต่งงาน"
    assert not someone(office, "NEW").active


def test_a_move_undone_later_is_undone_from_the_day_from_which_it_counted(office: Ground, clock: Clock) -> None:
    home = someone(office, "ANA").unit
    first = brings(office, SHEET)
    clock.goes(days=2)
    undone(office, first)
    plain = csv("code,name,unit", f"DAO,ดาว ทดสอบ,{ONE}")
    second = brings(office, plain)
    clock.goes(days=3)
    undone(office, second)
    with office.read() as db:
        moves = [(fact.unit == home, fact.body["on"]) for fact in of_kind(db, "UnitChanged")]
    assert moves == [(False, "2026-03-01"), (True, "2026-03-01"), (True, ""), (False, "2026-11-25")]


def test_an_import_can_be_undone_for_thirty_days_and_its_images_go_with_the_next(office: Ground, clock: Clock) -> None:
    old = brings(office, SHEET)
    clock.goes(days=30, seconds=1)
    assert undone(office, old) is None
    new = brings(office, csv("code,name,unit", f"LATER,คนใหม่,{ONE}"))
    with office.read() as db:
        assert {row["import"] for row in rows(db, "select import from people_images")} == {new}
    assert undone(office, new) is not None


def test_who_is_erased_takes_what_stood_before_with_them_and_the_others_can_be_set_back(
    office: Ground, opened: house.House
) -> None:
    done = brings(office, SHEET)
    ana = someone(office, "ANA")
    with office.read() as db:
        given = owned.export(db, ana.id)
    assert read(given["before_imports"][0]["before"]).name == "อานา ทดสอบ", "and it is theirs to read"
    opened.erase("ANA")
    with office.read() as db:
        assert "อานา" not in str(rows(db, "select * from people_images"))
    found = undone(office, done)
    assert found is not None
    assert [each.now.code for each in found[0]] == ["NEW"]
    assert list(opened.audit()) == []


def test_an_administrator_of_a_part_sets_back_whom_they_reach(office: Ground) -> None:
    admit_all(office, [Draft("UNA", "", "อูนา", "", ONE, "administrator")])
    done = brings(office, SHEET)
    with office.read() as db:
        back, stays = undoing(db, done, someone(office, "UNA"))
    assert ([each.now.code for each in back], [each.now.code for each in stays]) == (["NEW"], ["ANA"])
    assert someone(office, "ANA").unit == someone(office, "DAO").unit, "she stands in the other unit now"


def test_sign_ins_of_who_came_by_a_sheet_end_when_it_is_undone(office: Ground) -> None:
    done = brings(office, SHEET)
    new = someone(office, "NEW")
    with office.write() as writing:
        signin = signins.begin(writing.db, new.id, writing.at)
    undone(office, done)
    brings(office, SHEET)
    with office.read() as db:
        assert someone(office, "NEW").active
        assert Roster().signed_in(db, signin, NOON) is None


VALUES = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["อานา ทดสอบ", "อานา อื่น"]),
        "position": st.sampled_from(["", "หัวหน้า"]),
        "unit": st.sampled_from([ONE, TWO, OFFICE, f"{OFFICE} > ใหม่"]),
        "role": st.sampled_from(["", "manager", "trainer"]),
        "executive": st.sampled_from(["", "yes"]),
        "also": st.sampled_from(["", "กลุ่มงานสอง", f"กลุ่มงานหนึ่ง;{OFFICE}"]),
    }
)


@given(VALUES, VALUES, st.booleans())
@settings(derandomize=True, deadline=None, max_examples=40)
def test_undone_is_as_before_whatever_was_there(first: dict[str, str], second: dict[str, str], leaves: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        opened = house.open_house(Path(folder), clock=lambda: NOON, synchronous="OFF")
        ground = opened.ground
        admit_all(ground, CAST)
        first_id = brought(ground, first)
        if leaves:
            with ground.write() as writing:
                roster.leave(writing, someone(ground, "ANA"))
        before = everybody(ground)
        second_id = brought(ground, second)
        if second_id != first_id:
            assert undone(ground, second_id) is not None
        assert everybody(ground) == before
        assert list(opened.audit()) == []
        ground.store.close()


def brought(ground: Ground, values: dict[str, str]) -> str:
    """Bring in a sheet with Ana alone; returns the newest import, "" when there is none as nothing changed."""
    sheet = csv("code," + ",".join(values), "ANA," + ",".join(values.values()))
    assert bring(ground, sheet.drafts, seen(ground, sheet)) is not None
    with ground.read() as db:
        told = [fact.subject for fact in of_kind(db, "SheetImported")]
    return told[-1] if told else ""
