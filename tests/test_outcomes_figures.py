"""The figures: who is counted, up to when, and that two ways of counting them give the same."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from world import BEGINS, JOINED, UNITS, World, agree, plainly, world

from core import follow
from core.calendar import local_day
from core.db import rows
from core.facts import (
    LessonFinished,
    PersonAlsoIn,
    PersonChanged,
    PersonErased,
    PersonJoined,
    PersonLeft,
    PledgeSigned,
    QuizStarted,
    TopicPublished,
    UnitChanged,
    UnitPlaced,
)
from core.record import Fact

PEOPLE = tuple(f"p{n}" for n in range(8))
OFTEN = [
    "join",
    "join",
    "join",
    "move",
    "move",
    "leave",
    "erase",
    "start",
    "pre",
    "post",
    "post",
    "lesson",
    "pledge",
    "finish",
    "revoke",
    "also",
    "change",
    "paper",
]
ACTS = st.sampled_from(OFTEN)
EVENTS = st.tuples(
    st.integers(0, 900),  # hours since the event before
    st.sampled_from(PEOPLE),
    ACTS,
    st.sampled_from([*UNITS]),
    st.sampled_from(["p-2569", "q-2569", "p-2570", "r-2569"]),
    st.integers(0, 10),  # tenths of full marks, or days by which something is entered later
)
YEARS = {2569: ["p-2569", "q-2569", "r-2569"], 2570: ["p-2570"]}


def happens(made: World, act: str, person: str, unit: str, slug: str, number: int, here: dict[str, str]) -> None:
    """One event, if it can happen; `here` is who is on the roster, and where."""
    day = local_day(made.clock()) - timedelta(days=number * 20)
    on = day.isoformat() if number % 2 else ""
    if act == "join" and person not in here:
        here[person] = unit
        made.tell(
            PersonJoined("executive" if number > 7 else "member", "", "nurse" if number % 2 else "", on), person, unit
        )
    elif act == "move" and here.get(person, unit) != unit:
        made.tell(UnitChanged(here[person], on), person, unit)
        here[person] = unit
    elif act in ("leave", "erase") and person in here:
        made.tell(PersonLeft(on) if act == "leave" else PersonErased(), person, here.pop(person))
    elif act == "change" and person in here:
        made.tell(PersonChanged("executive" if number > 5 else "member", "", "nurse"), person, here[person])
    elif act == "also" and person in here:
        made.tell(PersonAlsoIn([unit] if number % 2 else []), person, here[person])
    elif act == "start":
        made.tell(QuizStarted(slug, "pre", "A", paper=number > 5), person, unit)
    elif act in ("pre", "post"):
        made.scores(person, act, f"{number}/10", slug)
    elif act == "paper":
        made.scores(person, "post", f"{number}/10", slug, day.isoformat())
    elif act == "lesson":
        made.tell(LessonFinished(slug, "gifts", "v"), person, unit)
    elif act == "pledge":
        made.tell(PledgeSigned(slug, "integrity", "v", "", "th", "member", ""), person, unit)
    elif act == "finish":
        made.finishes(person, slug, number % 3, passed=number > 4)
    elif act == "revoke":
        made.revokes(person, slug)


def published(made: World) -> None:
    """Three programmes of one year, two of them for one project, and one of the next."""
    made.publish("p-2569", 2569, 60)
    made.publish("q-2569", 2569, 80)
    made.publish("r-2569", 2569, 50, plan="2.1", units=["one"], posts=["nurse"])
    made.publish("p-2570", 2570, standing="member")
    made.tell(TopicPublished("v", {"th": "ก", "en": "a"}), subject="gifts")


def scopes(year: int) -> list[list[str]]:
    """Each programme of a year, and those that serve one project."""
    return [[slug] for slug in YEARS[year]] + ([["p-2569", "q-2569"]] if year == 2569 else [])


def both_ways(made: World, facts: Sequence[Fact]) -> None:
    for year in YEARS:
        for quarter in (1, 2, 3, 4):
            for slugs in scopes(year):
                for unit in UNITS:
                    agree(made.figures(year, quarter, slugs, unit), plainly(facts, year, quarter, slugs, unit))


@settings(max_examples=30, deadline=None)
@given(st.lists(EVENTS, min_size=20, max_size=80))
def test_no_history_of_movers_leavers_and_late_entries_puts_the_figures_apart_or_a_share_over_1(
    events: list[tuple[int, str, str, str, str, int]],
) -> None:
    with world() as made:
        published(made)
        here: dict[str, str] = {}
        for person in PEOPLE[:6]:
            happens(made, "join", person, "top", "", 0, here)
        for hours, person, act, unit, slug, number in events:
            made.clock.goes(hours=hours)
            happens(made, act, person, unit, slug, number, here)
        both_ways(made, made.facts())


def test_the_follower_s_rows_can_be_dropped_and_made_anew() -> None:
    with world() as made:
        published(made)
        here: dict[str, str] = {}
        chance = Random(7)
        for _ in range(300):
            made.clock.goes(hours=29)
            act, slug = chance.choice(OFTEN), chance.choice([*YEARS[2569], "p-2570"])
            happens(made, act, chance.choice(PEOPLE), chance.choice([*UNITS]), slug, chance.randrange(11), here)
        one = made.ground.followers[0]

        def kept() -> list[list[dict[str, object]]]:
            with made.ground.read() as db:
                return [rows(db, f"select * from {table}") for table in one.tables]

        before = kept()
        assert all(before), [t for t, b in zip(one.tables, before, strict=True) if not b]
        with made.ground.store.write() as db:
            follow.forget(db, one)
        made.ground.settle()
        assert kept() == before


def test_a_unit_that_is_moved_in_the_tree_takes_its_people_along_from_then_on() -> None:
    with world() as made:
        published(made)
        made.clock.goes(days=40)
        made.tell(JOINED, "ann", "deep")
        assert made.figures(2569, 1, ["p-2569"], "one")["enrolled"] == 1
        made.clock.goes(days=100)
        made.tell(UnitPlaced("two", {"th": "deep", "en": "deep"}), unit="deep", subject="deep")
        assert made.figures(2569, 1, ["p-2569"], "one")["enrolled"] == 1, "a past quarter keeps its tree"
        assert made.figures(2569, 2, ["p-2569"], "one")["enrolled"] == 0
        assert made.figures(2569, 2, ["p-2569"], "two")["enrolled"] == 1
        both_ways(made, made.facts())


def test_a_move_entered_two_months_later_reaches_the_quarter_that_it_was_in() -> None:
    with world() as made:
        made.publish("p-2569", 2569)
        made.clock.goes(days=40)
        made.tell(JOINED, "ann", "one")
        made.scores("ann", "post", "1")
        made.clock.at = BEGINS + timedelta(days=200)  # in quarter 3
        made.tell(PersonLeft(), "nobody")
        assert made.figures(2569, 2, ["p-2569"], "one")["post"] == 1
        made.tell(UnitChanged("one", date(2026, 3, 1).isoformat()), "ann", "two")
        assert made.figures(2569, 1, ["p-2569"], "one")["post"] == 1
        assert made.figures(2569, 2, ["p-2569"], "one")["post"] == 0
        assert made.figures(2569, 2, ["p-2569"], "two")["post"] == 1


def test_who_was_only_printed_a_test_has_not_begun() -> None:
    with world() as made:
        made.publish("p-2569", 2569)
        made.clock.goes(days=40)
        made.tell(JOINED, "ann", "one")
        made.tell(QuizStarted("p-2569", "pre", "A", paper=True), "ann", "one")
        assert made.figures(2569, 1, ["p-2569"], "one").not_started == 1
        made.scores("ann", "pre", "1", sat=local_day(made.clock()).isoformat())
        assert made.figures(2569, 1, ["p-2569"], "one").under_way == 1
