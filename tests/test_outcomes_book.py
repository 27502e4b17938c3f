"""The follower's book: however many facts are counted together, it comes to the same; and all is renamed at once."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_outcomes_figures import EVENTS, PEOPLE, both_ways, happens, published
from world import BEGINS, JOINED, UNITS, World, world

from core import follow
from core.db import Row, rows
from core.facts import UnitPlaced
from outcomes.store.book import Book

TURNS = st.one_of(
    EVENTS,
    st.tuples(st.integers(0, 900), st.just("unit"), st.sampled_from(["one", "two", "deep"]), st.integers(0, 2)),
    st.tuples(st.integers(0, 900), st.just("programme"), st.sampled_from(["", "one", "deep"]), st.integers(40, 60)),
)


def lives(made: World, turns: list[tuple[object, ...]]) -> None:
    """A history in which units are renamed and moved, and a programme is published anew for others."""
    published(made)
    here: dict[str, str] = {}
    for person in PEOPLE:
        happens(made, "join", person, "one", "", 0, here)
    for turn in turns:
        made.clock.goes(hours=int(str(turn[0])))
        match turn:
            case (_, "unit", str(unit), int(n)):
                above = "two" if unit == "deep" and n else UNITS[unit]
                made.tell(UnitPlaced(above, {"th": f"{unit}{n}", "en": unit}), unit=unit, subject=unit)
            case (_, "programme", str(unit), int(criterion)):
                made.publish("p-2569", 2569, criterion, units=[unit] if unit else [])
            case (_, str(person), str(act), str(unit), str(slug), int(number)):
                happens(made, act, person, unit, slug, number, here)


def kept(made: World) -> Mapping[str, list[Row]]:
    """All that the follower keeps."""
    with made.ground.read() as db:
        return {table: rows(db, f"select * from {table}") for table in made.ground.followers[0].tables}


def anew(made: World, batch: int) -> Mapping[str, list[Row]]:
    """The same, made anew from the record, so many facts at a time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(follow, "BATCH", batch)
        with made.ground.store.write() as db:
            follow.forget(db, made.ground.followers[0])
        made.ground.settle()
    return kept(made)


@settings(max_examples=20, deadline=None)
@given(st.lists(TURNS, min_size=10, max_size=40), st.integers(1, 4))
def test_one_by_one_a_few_together_or_all_at_once_comes_to_the_same(turns: list[tuple[object, ...]], few: int) -> None:
    with world() as made:
        lives(made, turns)
        prompt = kept(made)
        assert anew(made, few) == prompt
        assert anew(made, 10_000) == prompt


def test_a_sheet_that_renames_every_unit_counts_everybody_anew_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with world() as made:
        published(made)
        made.clock.at = BEGINS + timedelta(days=40)
        for person in PEOPLE:
            made.tell(JOINED, person, "deep")
        folds: list[Book] = []
        read = Book._read

        def reads(book: Book) -> None:
            folds.append(book)
            read(book)

        monkeypatch.setattr(Book, "_read", reads)
        with made.ground.write() as writing:
            for unit, above in UNITS.items():
                writing.tell(UnitPlaced(above, {"th": f"new {unit}", "en": unit}), unit=unit, subject=unit)
        assert len(folds) == 2, "opened, and read anew once"
        assert made.figures(2569, 1, ["p-2569"], "one")["enrolled"] == len(PEOPLE)
        both_ways(made, made.facts())
