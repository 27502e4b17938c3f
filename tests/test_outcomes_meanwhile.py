"""Closing while people work: nobody waits for the reading, and what is told meanwhile of the period is in it."""

from collections.abc import Callable
from datetime import timedelta
from threading import Thread

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_outcomes_figures import EVENTS, PEOPLE, happens, published
from world import BEGINS, JOINED, World, world

from core.calendar import local_day
from core.facts import LessonFinished, TopicPublished
from outcomes.account import account, close, closing, restate, snapshot
from outcomes.figures import Period
from outcomes.store.closings import Closed
from outcomes.store.groups import groups

QUARTER = Period(2569, 1)
AFTER = BEGINS + timedelta(days=120)
LATE = local_day(BEGINS + timedelta(days=20)).isoformat()


def meanwhile(patch: pytest.MonkeyPatch, act: Callable[[], object], times: int = 1) -> list[int]:
    """Let something happen each of the first times that a closing has read its figures; how often it has read."""
    read: list[int] = []

    def slow(*given: object) -> dict[str, int]:
        found = groups(*given)  # type: ignore[arg-type]
        read.append(len(read))
        if len(read) <= times:
            act()
        return found

    patch.setattr("outcomes.account.closing.groups", slow)
    return read


def office(made: World) -> None:
    """One programme, one quarter that is over, and two people in it."""
    made.publish("p-2569", 2569)
    made.clock.goes(days=40)
    for person in ("ann", "ben"):
        made.tell(JOINED, person, "one")
    made.scores("ann", "post", "8/10")
    made.clock.at = AFTER


def closed(made: World) -> Closed:
    with made.ground.read() as db:
        found = account(db, QUARTER).closed
    assert found is not None
    return found


def now(made: World) -> dict[str, object]:
    """All that would be closed now."""
    with made.ground.read() as db:
        return snapshot(db, QUARTER)


def with_marks(made: World) -> int:
    """How many people the closed quarter counts with a post-test."""
    return int(closed(made).account["scopes"]["p-2569"]["top"]["counts"]["post"])


def test_what_is_said_of_the_quarter_while_it_is_read_is_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with world() as made:
        office(made)
        read = meanwhile(monkeypatch, lambda: made.scores("ben", "post", "9/10", sat=LATE))
        assert close(made.ground, QUARTER, "boss") is None
        assert with_marks(made) == 2
        assert len(read) == 2


def test_what_people_do_today_does_not_make_it_be_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with world() as made:
        office(made)
        before = len(made.facts())
        read = meanwhile(monkeypatch, lambda: made.tell(LessonFinished("p-2569", "gifts", "v"), "ben", "one"), times=9)
        assert close(made.ground, QUARTER, "boss") is None
        assert len(read) == 1
        assert closed(made).snapshot["seq"] == before
        assert closed(made).snapshot["head"] == made.facts()[before - 1].hash
        assert made.facts()[-2].kind == "LessonFinished"


def test_where_something_is_said_of_it_again_and_again_it_is_closed_with_all_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with world() as made:
        office(made)
        late = iter([f"late{n}" for n in range(9)])

        def comes() -> None:
            person = next(late)
            made.tell(JOINED, person, "one")
            made.scores(person, "post", "9/10", sat=LATE)
            made.tell(TopicPublished("v", {"th": person, "en": person}), subject="gifts")

        read = meanwhile(monkeypatch, comes, closing.TRIES)
        assert close(made.ground, QUARTER, "boss") is None
        assert len(read) == closing.TRIES + 1
        assert closed(made).account == now(made)


def test_somebody_else_s_answer_is_saved_while_the_figures_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    with world() as made:
        office(made)
        saved: list[bool] = []

        def answers() -> None:
            other = Thread(target=lambda: made.tell(LessonFinished("p-2569", "gifts", "v"), "ben", "one"), daemon=True)
            other.start()
            other.join(20)
            saved.append(not other.is_alive())

        meanwhile(monkeypatch, answers)
        assert close(made.ground, QUARTER, "boss") is None
        assert saved == [True]


@settings(max_examples=15, deadline=None)
@given(
    st.lists(EVENTS, min_size=20, max_size=40),
    st.lists(
        EVENTS.filter(lambda event: event[2] != "finish"), min_size=1, max_size=12
    ),  # which reads, and there is one reader
    st.booleans(),
)
@example([(0, PEOPLE[0], "leave", "top", "p-2569", 0)], [(0, PEOPLE[0], "join", "top", "p-2569", 3)], True)
def test_a_quarter_is_closed_as_the_record_has_it_then_whatever_is_told_meanwhile(
    before: list[tuple[int, str, str, str, str, int]], later: list[tuple[int, str, str, str, str, int]], again: bool
) -> None:
    with world() as made, pytest.MonkeyPatch.context() as patch:
        published(made)
        here: dict[str, str] = {}
        for person in PEOPLE:
            happens(made, "join", person, "one", "", 0, here)
        for hours, person, act, unit, slug, number in before:
            made.clock.at = min(made.clock.at + timedelta(hours=hours), AFTER)
            happens(made, act, person, unit, slug, number, here)
        made.clock.at = AFTER
        if again:
            assert close(made.ground, QUARTER, "boss") is None
            made.scores(PEOPLE[0], "pre", "1/10", sat=LATE)
        told = iter(later)

        def comes() -> None:
            if event := next(told, None):
                _, person, act, unit, slug, number = event
                made.clock.goes(hours=1)
                happens(made, act, person, unit, slug, number, here)

        meanwhile(patch, comes, times=99)
        refused = restate(made.ground, QUARTER, "boss", "late") if again else close(made.ground, QUARTER, "boss")
        assert refused is None or (again and refused.reason == "same")
        assert closed(made).account == now(made)
