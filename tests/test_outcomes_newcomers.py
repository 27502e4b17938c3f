"""A programme for newcomers in the figures: two ways of counting agree, whoever comes late, leaves, or comes back."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_outcomes_figures import OFTEN, PEOPLE, happens
from world import BEGINS, UNITS, World, agree, plainly, world

from core.calendar import Span, local_day
from core.facts import PersonJoined, PersonLeft, UnitChanged

FIRST, LAST = date(2025, 11, 15), date(2026, 5, 20)  # it begins and ends within a quarter
NEW = "n-2569"
Event = tuple[int, str, str, str, str, int]
EVENTS = st.tuples(
    st.integers(0, 900), st.sampled_from(PEOPLE), st.sampled_from([*OFTEN, "join", "leave", "stayed"]),
    st.sampled_from([*UNITS]), st.sampled_from([NEW, "p-2569"]), st.integers(0, 10),
)  # fmt: skip


def published(made: World) -> None:
    """One for newcomers and one for all, for one project."""
    made.publish("p-2569", 2569, 60)
    made.publish(NEW, 2569, 70, newcomers=14, span=Span(FIRST, LAST))


def goes_on(made: World, person: str, unit: str, number: int, here: dict[str, str], came: dict[str, str]) -> None:
    """A leaving that was no leaving is undone: whoever is back is as long with us as before."""
    if person in here or person not in came:
        return
    here[person] = unit
    on = (local_day(made.clock()) - timedelta(days=number)).isoformat() if number % 2 else ""
    made.tell(PersonJoined("member", "", "", on, came[person]), person, unit)


@settings(max_examples=25, deadline=None)
@given(st.lists(EVENTS, min_size=20, max_size=70))
@example([(1100, "p0", "leave", "top", NEW, 0), (500, "p0", "join", "one", NEW, 0), (10, "p0", "post", "one", NEW, 9)])
@example(
    [(1100, "p0", "leave", "top", NEW, 0), (500, "p0", "stayed", "one", NEW, 1), (10, "p0", "post", "one", NEW, 9)]
)
def test_whoever_comes_leaves_and_comes_back_is_counted_alike_in_every_quarter(events: Sequence[Event]) -> None:
    with world() as made:
        published(made)
        here: dict[str, str] = {}
        came: dict[str, str] = {}
        for person in PEOPLE[:4]:
            happens(made, "join", person, "top", "", 0, here)
        for hours, person, act, unit, slug, number in events:
            made.clock.goes(hours=hours)
            if act == "stayed":
                goes_on(made, person, unit, number, here, came)
            else:
                happens(made, act, person, unit, slug, number, here)
            came = {
                fact.person: fact.body["came"] or fact.body["on"] or local_day(fact.at).isoformat()
                for fact in made.facts() if fact.kind == "PersonJoined"
            }  # fmt: skip
        facts = made.facts()
        for quarter in (1, 2, 3, 4):
            for slugs in ([NEW], ["p-2569"], ["p-2569", NEW]):
                for unit in UNITS:
                    agree(made.figures(2569, quarter, slugs, unit), plainly(facts, 2569, quarter, slugs, unit))


def enrolled(made: World, quarter: int, unit: str = "top") -> int:
    return made.figures(2569, quarter, [NEW], unit)["enrolled"]


def test_who_was_here_before_is_no_newcomer_and_who_comes_back_is_one_from_then_on() -> None:
    with world() as made:
        published(made)
        made.tell(PersonJoined("member", ""), "old", "one")
        made.clock.at = BEGINS + timedelta(days=60)
        made.tell(PersonJoined("member", ""), "new", "one")
        made.tell(PersonLeft(), "old", "one")
        assert enrolled(made, 1) == 1
        made.clock.at = BEGINS + timedelta(days=100)  # in quarter 2
        made.tell(PersonJoined("member", ""), "old", "two")
        assert (enrolled(made, 1), enrolled(made, 2), enrolled(made, 2, "two")) == (1, 2, 1)
        made.tell(UnitChanged("one"), "new", "two")
        assert enrolled(made, 2, "two") == 2, "a move makes nobody new, and nobody old"


def test_a_first_day_entered_after_the_quarter_closed_reaches_it_from_that_day_on() -> None:
    with world() as made:
        published(made)
        made.clock.at = BEGINS + timedelta(days=150)
        made.tell(PersonJoined("member", "", "", "2025-12-01"), "late", "one")
        made.tell(PersonJoined("member", "", "", "2025-10-20"), "before", "one")
        assert (enrolled(made, 1), enrolled(made, 2)) == (1, 1)


def test_a_leaving_that_is_undone_makes_nobody_a_newcomer() -> None:
    with world() as made:
        published(made)
        made.tell(PersonJoined("member", ""), "old", "one")
        made.clock.at = BEGINS + timedelta(days=70)
        made.tell(PersonLeft(), "old", "one")
        made.tell(PersonJoined("member", "", came="2025-09-01"), "old", "one")
        assert enrolled(made, 1) == 0


def test_marks_by_topic_are_told_of_one_programme_alone_also_where_nobody_is_in_two() -> None:
    """Of a project with two programmes they would be those of whoever is in one of them alone: of a single newcomer."""
    with world() as made:
        published(made)
        made.tell(PersonJoined("member", ""), "old", "one")
        made.scores("old", "post", "3/10", "p-2569")
        assert set(made.figures(2569, 1, ["p-2569"]).knowledge) == {"", "gifts"}
        assert set(made.figures(2569, 1, ["p-2569", NEW]).knowledge) == {""}
