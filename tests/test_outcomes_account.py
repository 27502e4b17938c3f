"""Closing a quarter: what was reported stays; what is stated anew says what it was, what it is, and why."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_outcomes_figures import EVENTS, PEOPLE, happens, published
from world import BEGINS, SIGNER, UNITS, World, agree, plainly, world

from core.facts import PersonLeft
from core.record import in_order
from core.signing import verify
from outcomes.account import account, close, restate, snapshot
from outcomes.figures import Period
from outcomes.stated import figures_of, plain
from outcomes.store import closings
from outcomes.store.audit import audit

QUARTER = Period(2569, 2)
AFTER = BEGINS + timedelta(days=190)


def closes(made: World, period: Period = QUARTER) -> object:
    return close(made.ground, period, "boss")


def stated(made: World, period: Period = QUARTER) -> str:
    """All that the account of a period says, as text."""
    with made.ground.read() as db:
        found = account(db, period)
        scopes = found.scopes(db).items()
        said = [[scope, unit, plain(found.figures(db, served, unit))] for scope, served in scopes for unit in UNITS]
        return json.dumps([said, found.topics(db), [found.roster(db, unit) for unit in UNITS], sorted(found.units(db))])


@settings(max_examples=15)
@given(st.lists(EVENTS, min_size=20, max_size=50), st.lists(EVENTS, min_size=10, max_size=30))
def test_a_closed_period_never_changes_whatever_is_told_or_entered_later(
    before: list[tuple[int, str, str, str, str, int]], later: list[tuple[int, str, str, str, str, int]]
) -> None:
    with world() as made:
        published(made)
        here: dict[str, str] = {}
        for person in PEOPLE:
            happens(made, "join", person, "one", "", 0, here)
        for hours, person, act, unit, slug, number in before:
            made.clock.at = min(made.clock.at + timedelta(hours=hours), AFTER)
            happens(made, act, person, unit, slug, number, here)
        made.clock.at = AFTER
        assert closes(made) is None
        frozen = stated(made)
        for hours, person, act, unit, slug, number in later:
            made.clock.goes(hours=hours / 10)
            happens(made, act, person, unit, slug, number, here)
            assert stated(made) == frozen
        with made.ground.read() as db:
            assert list(audit(db, {SIGNER.kid: SIGNER.public})) == []


def test_a_period_that_lasts_or_is_closed_cannot_be_closed() -> None:
    with world() as made:
        published(made)
        made.clock.at = BEGINS + timedelta(days=100)
        refused = closes(made)
        assert getattr(refused, "reason", "") == "lasting"
        made.clock.at = AFTER
        assert closes(made) is None
        assert getattr(closes(made), "reason", "") == "closed"


def test_a_paper_test_typed_in_after_the_closing_is_stated_anew_with_its_reason() -> None:
    with world() as made:
        made.publish("p-2569", 2569)
        made.clock.at = BEGINS + timedelta(days=10)
        for person in PEOPLE:
            happens(made, "join", person, "one", "", 0, {})
            made.scores(person, "pre", "3/10")
        for person in PEOPLE[1:]:
            made.scores(person, "post", "8/10")
        made.clock.at = AFTER
        assert closes(made) is None
        assert getattr(restate(made.ground, QUARTER, "boss", "because"), "reason", "") == "same"
        made.scores(PEOPLE[0], "post", "9/10", sat=date(2026, 3, 20).isoformat())
        with made.ground.read() as db:
            programmes = account(db, QUARTER).programmes(db)
            assert account(db, QUARTER).figures(db, programmes, "top")["post"] == len(PEOPLE) - 1
        assert getattr(restate(made.ground, QUARTER, "boss", " "), "reason", "") == "unreasoned"
        assert restate(made.ground, QUARTER, "boss", "a paper test came late") is None
        with made.ground.read() as db:
            assert account(db, QUARTER).figures(db, programmes, "top")["post"] == len(PEOPLE)
            first, second = closings.editions(db, 2569, 2)
            assert (first.edition, second.edition, second.reason) == (1, 2, "a paper test came late")
            assert verify(SIGNER.public, second.signed, second.signature)
            kinds = [fact.kind for fact in in_order(db, "PeriodClosed", "PeriodRestated")]
            assert kinds == ["PeriodClosed", "PeriodRestated"]
            assert list(audit(db, {SIGNER.kid: SIGNER.public})) == []


@pytest.mark.parametrize(
    ("sql", "place"),
    [
        ("update outcomes_closed set snapshot = replace(snapshot, '\"enrolled\":8', '\"enrolled\":9')", "edition 1"),
        ("update outcomes_closed set signature = '00' || substr(signature, 3)", "edition 1"),
        ("delete from outcomes_closed", "closed period 2569/2"),
    ],
)
def test_a_changed_snapshot_is_found(sql: str, place: str) -> None:
    with world() as made:
        published(made)
        made.clock.at = BEGINS + timedelta(days=10)
        for person in PEOPLE:
            happens(made, "join", person, "one", "", 0, {})
        made.clock.at = AFTER
        assert closes(made) is None
        with made.ground.store.write() as db:
            db.conn.execute(sql)
            assert place in "\n".join(each.place for each in audit(db, {SIGNER.kid: SIGNER.public}))


def test_figures_come_back_from_plain_json_as_they_were() -> None:
    with world() as made:
        published(made)
        made.clock.at = BEGINS + timedelta(days=10)
        for place, person in enumerate(PEOPLE):
            happens(made, "join", person, "one", "", 0, {})
            made.scores(person, "pre", f"{place}/10")
            made.scores(person, "post", f"{place + 2}/10")
        made.tell(PersonLeft(), PEOPLE[0], "one")
        found = made.figures(2569, 1, ["p-2569"], "one")
        assert figures_of(json.loads(json.dumps(plain(found)))) == found
        with made.ground.read() as db:
            assert snapshot(db, Period(2569, 1))["roster"]["one"] == len(PEOPLE) - 1


@settings(max_examples=8, deadline=None)
@given(st.lists(EVENTS, min_size=20, max_size=50))
def test_what_is_frozen_is_what_the_second_way_counts_on_the_day_of_closing(
    events: list[tuple[int, str, str, str, str, int]],
) -> None:
    with world() as made:
        published(made)
        here: dict[str, str] = {}
        for person in PEOPLE:
            happens(made, "join", person, "one", "", 0, here)
        for hours, person, act, unit, slug, number in events:
            made.clock.at = min(made.clock.at + timedelta(hours=hours), AFTER)
            happens(made, act, person, unit, slug, number, here)
        made.clock.at = AFTER
        facts = made.facts()
        assert closes(made) is None
        with made.ground.read() as db:
            found = account(db, QUARTER)
            assert found.closed is not None
            for served in found.scopes(db).values():
                slugs = [row["slug"] for row in served]
                for unit in UNITS:
                    agree(found.figures(db, served, unit), plainly(facts, 2569, 2, slugs, unit))
