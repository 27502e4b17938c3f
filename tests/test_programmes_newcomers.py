"""What is known may be skipped; programmes for newcomers, walked day by day; and the templates to begin from."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

import pytest
from conftest import CAST, OFFICE, Clock
from hypothesis import given
from hypothesis import strategies as some
from story import Tab, begins, brief_of, hands_in, reads, sits, walks

import house
from core.calendar import fiscal_span
from core.directory import Person
from core.record import of_kind
from core.settings import ADDRESS, set_to
from outcomes.figures import Period, figures
from outcomes.store import asked
from people.person import Draft
from people.store import roster
from programmes import load, store
from programmes.pace import days, until
from programmes.programme import Programme
from programmes.reminding import due
from programmes.slips import meets
from programmes.walk import NOBODY
from programmes.written import written

Who = Callable[[str], Person]
RENEWAL, NEW = "renewal-2570", "new-2570"


@pytest.fixture(autouse=True)
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let app.py find this house."""
    monkeypatch.setattr(house, "house", lambda: opened)


def publish(opened: house.House, slug: str, text: str) -> None:
    file = opened.ground.content / "programmes" / f"{slug}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    opened.publish()
    assert opened.problems == []


@pytest.fixture
def renewal(opened: house.House) -> str:
    """A programme of two topics in which a topic known to 75 per cent may be skipped."""
    template = load.templates()["renewal"]
    short = ({"test": "pre"}, {"lesson": "strong"}, {"lesson": "gifts"}, *template.path[-3:])
    publish(opened, RENEWAL, written(template.model_copy(update={"path": short})))
    return RENEWAL


def knows(opened: house.House, person: Person, right: int, programme: str = RENEWAL) -> None:
    """Sit the pre-test with so many right answers from the first on: strong has the first four, gifts the others."""
    sits(opened, person, "pre", right, programme)


@pytest.mark.parametrize(
    ("right", "next_step", "known"),
    [
        (0, "strong", []),
        (2, "strong", []),
        (3, "gifts", ["strong"]),
        (4, "gifts", ["strong"]),
        (7, "post", ["strong", "gifts"]),
    ],
)
def test_a_lesson_is_skipped_from_three_of_four_on(
    opened: house.House, cast: Who, renewal: str, right: int, next_step: str, known: list[str]
) -> None:
    ana = cast("ANA")
    knows(opened, ana, right)
    with opened.ground.read() as db:
        steps = opened.paths.steps(db, renewal, ana)
        step = opened.paths.next(db, renewal, ana)
        [halt] = opened.paths.halts(db, renewal, [ana])
    assert step is not None
    assert step.name == next_step
    assert [each.name for each in steps if each.known] == known
    assert halt.step is not None
    assert halt.step.name == next_step


def test_what_may_be_skipped_may_be_read_and_is_then_read(opened: house.House, cast: Who, renewal: str) -> None:
    ana = cast("ANA")
    knows(opened, ana, 4)
    with opened.ground.read() as db:
        assert opened.paths.open(db, renewal, ana, "lesson", "strong")
    reads(opened, ana, "strong", renewal)
    with opened.ground.read() as db:
        strong = opened.paths.steps(db, renewal, ana)[1]
    assert (strong.done, strong.known) == (True, False)


def test_who_skipped_finishes_and_is_issued_the_certificate_and_the_record_gives_it_again(
    opened: house.House, cast: Who, renewal: str
) -> None:
    ana = cast("ANA")
    knows(opened, ana, 8)
    walks(opened, ana, programme=renewal)
    with opened.ground.read() as db:
        issued = {fact.body["credential"] for fact in of_kind(db, "CredentialIssued") if fact.person == ana.id}
        assert opened.paths.finished(db, renewal) == {ana.id}
        assert not [fact for fact in of_kind(db, "LessonFinished") if fact.person == ana.id]
    assert "strong" in issued, "the certificate"
    assert "six-letters" not in issued, "a badge for reading is for those who read"
    assert list(opened.audit()) == []


def test_without_the_field_nothing_is_skipped(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    sits(opened, ana, "pre", 8)
    with opened.ground.read() as db:
        step = opened.paths.next(db, "strong-2570", ana)
        shares = store.shares(db, "strong-2570", ana.id, "pre")
        assert store.shares(db, "strong-2570", ana.id, "post") == {}
    assert step is not None
    assert step.name == "strong"
    assert shares == {"strong": Fraction(1), "gifts": Fraction(1)}


def test_skipping_needs_a_pre_test() -> None:
    said = load.templates()["renewal"]
    without = said.model_copy(update={"path": said.path[1:]})
    assert [slip.at for slip in without.slips()] == [("known_at",)]


# Newcomers.


@pytest.fixture
def newcomers(opened: house.House, cast: Who) -> str:
    """From tomorrow on, for those who come; the cast is here already."""
    template = load.templates()["new-official"]
    first = date(2026, 11, 24)
    text = written(template.model_copy(update={"first": first, "last": fiscal_span(2570).last}))
    cast("ANA")
    publish(opened, NEW, text)
    return NEW


def comes(opened: house.House, code: str, on: str = "") -> Person:
    with opened.ground.write() as writing:
        unit = next(iter(opened.ground.directory.units(writing.db)))
        id = roster.add(writing, opened.ground.new_id(), Draft(code, "", f"{code} ทดสอบ", "", OFFICE), unit, on=on)
    with opened.ground.read() as db:
        found = opened.ground.directory.person(db, id)
    assert found is not None
    return found


def enrolled(opened: house.House, programme: str) -> list[str]:
    with opened.ground.read() as db:
        people = opened.ground.directory.everybody(db)
        return [person.code for person in opened.paths.enrolled(db, programme, people)]


def counted(opened: house.House, programme: str) -> int:
    """How many the figures of the year count in it."""
    with opened.ground.read() as db:
        [row] = [row for row in asked.programmes(db, 2570) if row["slug"] == programme]
        [top] = [unit for unit, each in opened.ground.directory.units(db).items() if not each.above]
        return figures(db, Period(2570, 1), [row], top)["enrolled"]


def test_a_programme_for_newcomers_is_for_those_who_come_while_it_runs(
    opened: house.House, newcomers: str, clock: Clock
) -> None:
    assert enrolled(opened, newcomers) == []
    clock.goes(days=3)
    comes(opened, "NEW1")
    comes(opened, "NEW2", on="2026-11-23")
    comes(opened, "NEW3", on="2026-11-25")

    assert enrolled(opened, newcomers) == ["NEW1", "NEW3"]
    assert counted(opened, newcomers) == 2
    assert list(opened.audit()) == []


def test_each_newcomer_has_their_own_days_and_late_is_not_too_late(
    opened: house.House, newcomers: str, clock: Clock
) -> None:
    clock.goes(days=3)
    new = comes(opened, "NEW1")
    with opened.ground.read() as db:
        mine = opened.paths.mine(db, new)
    assert [(brief.slug, brief.due) for brief in mine] == [
        (newcomers, date(2026, 12, 9)), ("strong-2570", date(2027, 9, 30)),
    ]  # fmt: skip
    assert until(mine[0], date(2026, 11, 26)).en == "until 9 Dec 2026 · 13 days left"
    assert until(mine[0], date(2026, 12, 10)).en == "meant to be done by 9 Dec 2026; you can go on until 30 Sep 2027"
    tab = Tab(opened, new).open()
    assert tab.shows("ถึงวันที่ 9 ธ.ค. 2569")
    assert tab.shows("วันละประมาณ 10 นาที")
    assert tab.shows("วันที่\u00a012–14")


def test_who_comes_back_is_a_newcomer_again_and_who_moves_is_none(
    opened: house.House, cast: Who, newcomers: str, clock: Clock
) -> None:
    clock.goes(days=2)
    with opened.ground.write() as writing:
        ana, dao = (opened.ground.directory.by_code(writing.db, code) for code in ("ANA", "DAO"))
        assert ana
        assert dao
        roster.leave(writing, ana)
        roster.move(writing, dao, ana.unit)
    clock.goes(days=9)
    with opened.ground.write() as writing:
        gone = opened.ground.directory.person(writing.db, ana.id)
        assert gone
        roster.come_back(writing, gone, CAST[3], gone.unit)
    assert enrolled(opened, newcomers) == ["ANA"]
    assert counted(opened, newcomers) == 1
    assert list(opened.audit()) == []


def test_a_newcomer_is_reminded_by_their_own_day(opened: house.House, newcomers: str, clock: Clock) -> None:
    clock.goes(days=3)
    new = comes(opened, "NEW1")
    with opened.ground.write() as writing:
        store.set_address(writing, new.id, "new@example.go.th")
        set_to(writing.db, ADDRESS, "https://sujarit.example.go.th")
    with opened.ground.read() as db:
        told = {day: due(opened.ground, db, day) for day in (date(2026, 12, n) for n in range(1, 11))}
    assert [each.isoformat() for each, letters in told.items() if letters] == [
        "2026-12-02", "2026-12-03", "2026-12-04", "2026-12-05", "2026-12-06", "2026-12-08", "2026-12-09",
    ]  # fmt: skip
    [letter] = told[date(2026, 12, 2)]
    assert (letter.programme, letter.days, letter.person.code) == (newcomers, 7, "NEW1")
    assert "(ถึงวันที่ 9 ธ.ค. 2569)" in letter.words.text("th")


# Day by day.


@given(some.lists(some.integers(0, 60), max_size=20), some.integers(5, 60))
def test_days_follow_each_other_and_no_day_is_fuller_than_meant(minutes: list[int], daily: int) -> None:
    found = list(days(minutes, daily))
    load_of: dict[int, int] = {}
    place = 1
    for (first, last), each in zip(found, minutes, strict=True):
        assert place <= first <= place + 1, "no day is left out"
        assert first <= last
        for day in range(first, last):
            load_of[day] = load_of.get(day, 0) + min(each, daily)
        left = each - sum(min(each, daily) for _ in range(first, last))
        load_of[last] = load_of.get(last, 0) + max(left, 0)
        place = last
    assert all(each <= daily for each in load_of.values())


def test_the_newcomers_programme_takes_its_days_and_no_day_more_than_ten_minutes(
    opened: house.House, newcomers: str
) -> None:
    new = comes(opened, "NEW1", on="2026-11-23")
    with opened.ground.read() as db:
        known = load.programme(db, newcomers)
        assert known
        brief = known[1].brief(newcomers, known[0])
        steps = [opened.paths.kinds[word].step(opened.ground, db, brief, name, new) for word, name in known[1].stops]
    last = list(days([step.minutes for step in steps], brief.daily))[-1][1]
    assert (brief.daily, brief.days) == (10, 14)
    assert last == 14


# The templates.


@pytest.mark.parametrize("name", ["new-official", "no-gift", "renewal"])
def test_a_template_is_whole_and_in_force_nowhere(opened: house.House, name: str) -> None:
    template = load.templates()[name]
    assert list(meets(name, template, opened.names())) == []
    assert list(template.slips()) == []
    with opened.ground.read() as db:
        assert name not in [slug for slug, _, _ in load.everything(db)]
    assert Programme.model_validate(template.model_dump()) == template


def test_the_new_official_learns_every_topic_and_the_main_programme_six(opened: house.House) -> None:
    topics = set(opened.names()["lesson"])
    assert set(load.templates()["new-official"].behind("lesson")) == topics
    assert len(topics) >= 11
    main = load.shelf.folder / "strong-2570.yaml"
    assert main.read_text(encoding="utf-8").count("- lesson:") == 6


def test_the_campaign_leads_from_the_first_question_to_the_pledge_in_a_quarter_of_an_hour(opened: house.House) -> None:
    template = load.templates()["no-gift"]
    with opened.ground.read() as db:
        brief = template.brief("no-gift", "")
        steps = [opened.paths.kinds[word].step(opened.ground, db, brief, name, NOBODY) for word, name in template.stops]
    assert [step.kind for step in steps] == ["test", "lesson", "test", "pledge", "certificate"]
    assert all(step.minutes for step in steps if step.kind != "certificate")
    assert sum(step.minutes for step in steps) <= 15


def test_the_form_begins_a_newcomers_programme_tomorrow(opened: house.House, cast: Who) -> None:
    tab = Tab(opened, cast("TAM")).open("programme", template="new-official")
    assert tab.app.text_input[0].value == "เริ่มงานอย่างสุจริต สำหรับผู้เข้าใหม่"
    tab.click("look")
    tab.click("use")
    with opened.ground.read() as db:
        known = load.programme(db, "new-2570")
    assert known is not None
    assert (known[1].newcomers, known[1].daily, known[1].first) == (14, 10, date(2026, 11, 24))


def test_days_of_a_newcomer_end_with_the_programme() -> None:
    template = load.templates()["new-official"]
    last = template.span.last
    person = Person("p", "P", "", "P", "", "u", False, "th", True, (), came=last - timedelta(days=3))
    assert template.due(person) == last
    assert template.suits(person, set())
    assert not template.suits(Person("p", "P", "", "P", "", "u", False, "th", True, ()), set())


def test_what_was_known_is_known_only_when_the_test_is_handed_in(opened: house.House, cast: Who, renewal: str) -> None:
    ana = cast("ANA")
    begins(opened, ana, "pre", renewal)
    with opened.ground.read() as db:
        assert store.shares(db, renewal, ana.id, "pre") == {}
    hands_in(opened, ana, "pre", renewal)
    with opened.ground.read() as db:
        assert set(store.shares(db, renewal, ana.id, "pre").values()) == {Fraction(0)}


def test_home_says_that_a_programme_is_done_and_that_another_one_comes_next(
    opened: house.House, cast: Who, renewal: str
) -> None:
    ana = cast("ANA")
    walks(opened, ana, programme=renewal)
    main = brief_of(opened)
    tab = Tab(opened, ana).open()
    assert tab.shows("ครบทุกขั้นแล้ว ขอบคุณ หลักสูตรถัดไปคือ")
    assert tab.app.button(key=f"next/{main.slug}").label == "เริ่มหลักสูตรถัดไป"
    walks(opened, ana, steps=1)
    tab = Tab(opened, ana).open()
    assert tab.app.button(key=f"next/{main.slug}").label.startswith("เริ่ม: "), "once begun it is a step like any other"
    assert not tab.shows("หลักสูตรถัดไปคือ")
