"""Who is a newcomer after all, what next year's programme for newcomers is, and a path's small words."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

import pytest
from conftest import OFFICE, Clock
from hypothesis import given
from hypothesis import strategies as st
from story import Tab
from test_people_review import csv, seen

import house
from core.calendar import fiscal_span
from core.db import Database
from core.directory import Person
from core.ground import Ground
from core.record import of_kind
from core.settings import ADDRESS, set_to
from people.importing import bring, undone
from people.store import imports
from programmes import load, reminding, store
from programmes.pages.path import _held
from programmes.programme import Programme
from programmes.renewal import renewed
from programmes.slips import slips_of
from programmes.written import written

Who = Callable[[str], Person]


@pytest.fixture
def newcomers(opened: house.House, cast: Who) -> str:
    """From tomorrow on; the cast is here already."""
    said = load.templates()["new-official"].model_copy(
        update={"first": date(2026, 11, 24), "last": fiscal_span(2570).last}
    )
    file = opened.ground.content / "programmes" / "new-2570.yaml"
    file.write_text(written(said), encoding="utf-8")
    cast("ANA")
    opened.publish()
    assert opened.problems == []
    return "new-2570"


def test_whom_a_sheet_took_off_by_mistake_is_no_newcomer_when_the_sheet_is_undone(
    opened: house.House, cast: Who, newcomers: str, clock: Clock
) -> None:
    ground, came = opened.ground, cast("ANA").came
    clock.goes(days=3)
    sheet = csv("code,name,unit", f"DAO,ดาว ทดสอบ,{OFFICE} > กลุ่มงานสอง", f"BENTO,เบนโต ทดสอบ,{OFFICE} > กลุ่มงานหนึ่ง")
    gone = [person.id for person in seen(ground, sheet).missing if person.code == "ANA"]
    assert gone
    assert bring(ground, sheet.drafts, seen(ground, sheet), leavers=gone, on="2026-11-25") is not None
    with ground.read() as db:
        [done] = imports.undoable(db, clock())
    clock.goes(days=2)
    assert undone(ground, done.id) is not None
    with ground.read() as db:
        ana = ground.directory.by_code(db, "ANA")
        assert ana
        assert (ana.active, ana.came) == (True, came)
        assert opened.paths.enrolled(db, newcomers, ground.directory.everybody(db)) == []
        assert [fact.body["came"] for fact in of_kind(db, "PersonJoined") if fact.person == ana.id][-1] == str(came)
    assert list(opened.audit()) == []


def test_next_years_programme_for_newcomers_is_as_it_was_and_nobody_who_comes_falls_between() -> None:
    now = load.templates()["new-official"].model_copy(update={"first": date(2026, 11, 24), "last": date(2027, 9, 30)})
    slug, then = renewed("new-2570", now)
    assert (slug, then.fiscal_year, then.known_at, then.stops) == ("new-2571", 2571, None, now.stops)
    assert then.span.first == now.span.last + timedelta(days=1)
    assert then.span.last == date(2028, 9, 30)
    assert then.newcomers == now.newcomers


DAYS = st.dates(date(2026, 10, 1), date(2027, 9, 30))


@given(DAYS, DAYS, st.sampled_from(["first", "last", "both", ""]))
def test_every_day_between_two_years_of_newcomers_is_in_exactly_one_of_them(
    one: date, other: date, given_days: str
) -> None:
    first, last = sorted((one, other))
    days = {"first": {"first": first}, "last": {"last": last}, "both": {"first": first, "last": last}, "": {}}[
        given_days
    ]
    now = Programme.model_validate({**load.templates()["new-official"].model_dump(), **days})
    then = renewed("new-2570", now)[1]
    assert [slip for slip in slips_of(then) if slip.at == ("last",)] == []
    if "last" not in days or "first" in days:
        assert then.span.first == now.span.last + timedelta(days=1)


def test_the_form_of_next_years_newcomers_says_what_it_did(
    opened: house.House, cast: Who, newcomers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "house", lambda: opened)
    tab = Tab(opened, cast("ADISA")).open("programme", renew=newcomers)
    assert tab.shows("เริ่มวันถัดจากวันสุดท้ายของปีนี้")
    assert not tab.shows("มีแบบทดสอบก่อนเรียนเป็นขั้นแรก")


def test_on_a_day_on_which_no_letter_can_be_due_nobody_is_looked_up(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The round goes every day; an organisation of 100,000 is asked for on the few on which it may matter."""
    with opened.ground.write() as writing:
        store.set_address(writing, cast("ANA").id, "ana@example.go.th")
        set_to(writing.db, ADDRESS, "https://sujarit.example.go.th")
    asked = list[int]()
    people = reminding._people

    def counted(ground: Ground, db: Database, ids: Iterable[str]) -> list[Person]:
        asked.append(1)
        return people(ground, db, ids)

    monkeypatch.setattr(reminding, "_people", counted)
    with opened.ground.read() as db:
        assert reminding.due(opened.ground, db, date(2026, 11, 23)) == []
        assert asked == []
        assert len(reminding.due(opened.ground, db, date(2027, 9, 23))) == 1
    assert asked == [1]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("วันที่ 12–14 · ภายหลัง · บทเรียน · 6 นาที", "วันที่\u00a012–14 · ภายหลัง · บทเรียน · 6\u00a0นาที"),
        ("day 3 · later · Lesson · 6 minutes", "day\u00a03 · later · Lesson · 6\u00a0minutes"),
        ("24 ข้อ · ไม่จับเวลา", "24\u00a0ข้อ · ไม่จับเวลา"),
        ("STRONG 6 A", "STRONG 6 A"),
    ],
)
def test_a_number_is_not_parted_from_what_it_counts(text: str, held: str) -> None:
    assert _held(text) == held
