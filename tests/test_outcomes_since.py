"""Who came on an earlier day than that of the entry: counted from that day, in both ways of counting."""

from datetime import date, timedelta

import pytest
from test_outcomes_figures import both_ways, published
from world import BEGINS, World, world

from core.audit import chain
from core.calendar import fiscal_span
from core.facts import PersonAlsoIn, PersonChanged, PersonJoined, PersonLeft, Said, UnitChanged, UnitPlaced, understood
from outcomes.account import snapshot
from outcomes.difference import differences
from outcomes.figures import Period

DECEMBER = PersonJoined("member", "", on="2025-12-01")  # in quarter 1 of fiscal year 2569


def enrolled(made: World, unit: str = "top") -> list[int]:
    """Of each quarter so far."""
    return [made.figures(2569, quarter, ["p-2569"], unit)["enrolled"] for quarter in (1, 2)]


def in_january(made: World) -> None:
    """Programmes are published before the year; then it is 15 January."""
    published(made)
    made.clock.at = BEGINS + timedelta(days=106)


def test_who_came_in_december_and_is_entered_in_january_counts_from_december() -> None:
    with world() as made:
        in_january(made)
        made.tell(PersonJoined("member", ""), "bob", "one")
        assert enrolled(made) == [0, 1]
        made.tell(DECEMBER, "ann", "one")
        assert (enrolled(made), enrolled(made, "one"), enrolled(made, "two")) == ([1, 2], [1, 2], [0, 0])
        both_ways(made, made.facts())


def test_a_fact_of_an_earlier_version_names_no_day_and_is_read_as_before() -> None:
    said = understood("PersonJoined", {"standing": "member", "seal": "", "post": ""})
    assert said == PersonJoined("member", "")

    class Before(Said):
        """What an earlier version told: the same kind, without the day."""

        kind = "PersonJoined"

        def body(self) -> dict[str, str]:
            return {"standing": "member", "seal": "", "post": ""}

    del Said.kinds["Before"]
    with world() as made:
        in_january(made)
        made.tell(Before(), "ann", "one")
        assert enrolled(made) == [0, 1]
        both_ways(made, made.facts())
        with made.ground.read() as db:
            assert list(chain(db)) == []


def test_a_day_before_the_record_began_reaches_back_to_its_beginning() -> None:
    with world() as made:
        in_january(made)
        made.tell(PersonJoined("member", "", on="1998-05-01"), "ann", "one")
        assert enrolled(made) == [1, 1]
        both_ways(made, made.facts())


def test_a_unit_that_was_entered_with_them_stands_where_it_was_first_put() -> None:
    with world() as made:
        in_january(made)
        made.tell(UnitPlaced("two", {"th": "new", "en": "new"}), unit="new", subject="new")
        made.tell(DECEMBER, "ann", "new")
        assert (enrolled(made), enrolled(made, "two"), enrolled(made, "new")) == ([1, 1], [1, 1], [1, 1])
        made.tell(UnitPlaced("one", {"th": "new", "en": "new"}), unit="new", subject="new")
        assert (enrolled(made, "two"), enrolled(made, "one")) == ([1, 0], [0, 1])
        both_ways(made, made.facts())


def test_a_programme_that_was_published_later_has_nobody_in_the_quarter_before() -> None:
    with world() as made:
        in_january(made)
        made.publish("late-2569", 2569)
        made.tell(DECEMBER, "ann", "one")
        assert made.figures(2569, 1, ["late-2569"])["enrolled"] == 0
        assert made.figures(2569, 2, ["late-2569"])["enrolled"] == 1
        made.tell(UnitChanged("one", "2025-12-10"), "ann", "two")
        assert made.figures(2569, 1, ["late-2569"], "one")["enrolled"] == 0
        assert made.figures(2569, 1, ["late-2569"], "two")["enrolled"] == 0
        both_ways(made, made.facts())


@pytest.mark.parametrize("back", ["2025-11-10", "2025-12-20", "2026-01-05"])
@pytest.mark.parametrize("left", ["", "2025-12-15"])
def test_who_comes_back_has_one_stay_at_a_time(back: str, left: str) -> None:
    with world() as made:
        published(made)
        made.tell(PersonJoined("member", "", "nurse"), "ann", "one")
        made.clock.at = BEGINS + timedelta(days=50)
        made.tell(PersonChanged("executive", "", "nurse"), "ann", "one")
        made.tell(PersonAlsoIn(["two"]), "ann", "one")
        made.clock.at = BEGINS + timedelta(days=100)
        made.tell(PersonAlsoIn([]), "ann", "one")
        made.tell(PersonLeft(left), "ann", "one")
        made.clock.goes(days=5)
        made.tell(PersonJoined("member", "", on=back), "ann", "two")
        with made.ground.read() as db:
            stays = db.conn.execute(
                "select since, till from outcomes_stays where since <> till order by since"
            ).fetchall()
        assert all(stays[place][1] <= stays[place + 1][0] for place in range(len(stays) - 1))
        assert stays[-1][1] == ""
        both_ways(made, made.facts())


def test_the_days_of_these_tests_lie_where_they_say() -> None:
    assert date(2025, 12, 1) in [fiscal_span(2569, 1).first + timedelta(days=61)]


def test_a_quarter_that_was_closed_shows_who_is_entered_later_as_a_difference() -> None:
    with world() as made:
        in_january(made)
        made.tell(PersonJoined("member", "", on="2025-11-01"), "bob", "one")
        with made.ground.read() as db:
            before = snapshot(db, Period(2569, 1))
        made.tell(DECEMBER, "ann", "one")
        with made.ground.read() as db:
            found = differences(before, snapshot(db, Period(2569, 1)))
    assert ("1", "2") in [(each.closed.en, each.now.en) for each in found]
