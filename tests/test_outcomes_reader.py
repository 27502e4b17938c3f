"""What a reader outside can combine over all quarters, editions, projects and tables tells nothing of few people."""

from datetime import date, timedelta

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from reader import Reader, betrayed
from test_outcomes_account import closes
from test_outcomes_figures import EVENTS, PEOPLE, happens
from world import BEGINS, world

from core.facts import PersonJoined
from core.settings import OUTCOMES_PUBLIC, set_to
from outcomes.account import restate
from outcomes.figures import Period

MANY = tuple(f"p{n}" for n in range(16))
AT = {1: 95, 2: 190, 3: 280, 4: 370}


def group(*people: int) -> frozenset[object]:
    return frozenset(people)


def test_the_reader_finds_what_a_subtraction_gives_away() -> None:
    assert betrayed([group(*range(12)), group(*range(2, 12))]) == [group(0, 1)]
    assert betrayed([group(*range(12)), group(*range(5, 12))]) == []
    assert betrayed([group(*range(6)), group(*range(1, 7))]) == [group(0, 6)]
    assert betrayed([group(1, 2, 3)]) == [group(1, 2, 3)]
    assert betrayed([group(*range(10)), group(*range(10, 20)), group(*range(19))]) == [group(19)]
    assert betrayed([]) == betrayed([group()]) == []


# A year is long: to make a failing one shorter takes minutes.
@settings(
    max_examples=14, deadline=None, phases=[Phase.reuse, Phase.generate], suppress_health_check=[HealthCheck.too_slow]
)
@given(
    st.lists(EVENTS, min_size=30, max_size=90), st.integers(0, 90), st.integers(1, 3), st.integers(0, 7),
    st.booleans(),
)  # fmt: skip
def test_nothing_of_fewer_than_five_follows_from_all_that_was_ever_published(
    events: list[tuple[int, str, str, str, str, int]], late: int, again: int, executives: int, by_certificates: bool
) -> None:
    with world() as made:
        made.publish("p-2569", 2569, 60)
        made.publish("r-2569", 2569, 50, plan="2.1", units=["one"], posts=["nurse"])
        with made.ground.store.write() as db:
            set_to(db, OUTCOMES_PUBLIC, "yes")
        made.clock.at = BEGINS + timedelta(days=1)
        here: dict[str, str] = {}
        for place, person in enumerate(MANY):
            made.tell(PersonJoined("executive" if place < executives else "member", "", "nurse"), person, "one")
            here[person] = "one"
        reader, sitting = Reader(), {1: MANY[:8], 2: MANY[8:10], 3: MANY[10:], 4: ()}
        for quarter in AT:
            if quarter == 2:
                made.publish("q-2569", 2569, 80)  # joins the first one's project, whose scope has another name now
            for place, person in enumerate(sitting[quarter]):
                slug = "q-2569" if quarter > 1 and place % 2 else "p-2569"
                made.scores(person, "pre", "3/10", slug)
                made.scores(person, "post", f"{5 + place % 5}/10", slug)
                if by_certificates:
                    made.finishes(person, slug, passed=place % 2 == 0)
            share = events[quarter - 1 :: 4]
            for n, (_, person, act, unit, slug, tenths) in enumerate(share):
                made.clock.at = max(made.clock.at, BEGINS + timedelta(days=AT[quarter] - 90 + 85 * n // len(share)))
                slug = slug if quarter > 1 else slug.replace("q-", "p-")
                happens(made, act, MANY[(PEOPLE.index(person) * 2 + n) % 16], unit, slug, tenths, here)
            made.clock.at = BEGINS + timedelta(days=AT[quarter])
            assert closes(made, Period(2569, quarter)) is None
            reader.look(made)
            if quarter >= again:
                sat = (date(2025, 10, 1) + timedelta(days=late)).isoformat()
                made.scores(MANY[(late + quarter) % 16], "post", "9/10", "p-2569", sat=sat)
                if restate(made.ground, Period(2569, again), "boss", "late") is None:
                    reader.look(made)
        assert reader.betrayed() == []
        assert reader.few == []
        assert reader.numbers
