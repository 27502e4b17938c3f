"""The figures of a fiscal year up to a quarter's end: counted once, shown everywhere.

The denominator is the roster on the closing day (today, while the period lasts), of those for whom the programme is;
the numerator is the members of that roster who did it within the period, wherever they then were. So no history of
moves can push a share over 1.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.calendar import Span, fiscal_span
from core.db import Database, Row
from outcomes.hidden import tree
from outcomes.measure import Knowledge, knowledge
from outcomes.stated import Figures as Figures
from outcomes.store import asked
from outcomes.store.tree import children


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day of a fiscal year (B.E.) to the end of a quarter (1 to 4)."""

    fiscal_year: int
    quarter: int

    @property
    def span(self) -> Span:
        return fiscal_span(self.fiscal_year, self.quarter)

    def as_of(self, now: datetime) -> datetime:
        """The moment for which its figures stand: its end, or now while it lasts."""
        return min(self.span.ends, now)


def stops(programme: Row) -> list[str]:
    """The steps of a programme at which people may have stopped, in their order."""
    lessons = [f"lesson:{topic}" for topic in programme["topics"]]
    return ["begun:pre", "test:pre", *lessons, "begun:post", "test:post", f"pledge:{programme['pledge']}"]


def scope_of(programmes: Sequence[Row]) -> str:
    """The scope of some programmes of one project: their own, or the project's where there are several."""
    first = programmes[0]
    return str(first["slug"]) if len(programmes) == 1 else f"{first['fiscal_year']}/{first['plan']}"


def criteria_of(programmes: Sequence[Row]) -> tuple[int, ...]:
    """The criteria of some programmes in per cent, each once; whoever took a test is judged by their own programme's."""
    return tuple(sorted({programme["criterion"] for programme in programmes}))


def figures(db: Database, period: Period, programmes: Sequence[Row], unit: str) -> Figures:
    """The figures of some programmes of one project, for a unit with all below it, as the record has them now."""
    closing, scope = asked.closing(db, period.span), scope_of(programmes)
    criterion = criteria_of(programmes)[-1]
    if closing is None:
        return Figures({}, {}, criterion, False, False)
    may = shown(db, closing, scope)
    counts = asked.counts(db, closing, scope, unit, _stops(programmes))
    known = _known(asked.pairs(db, closing, scope, unit), criterion, counts)
    return Figures(counts, known, criterion, *(unit in units for units in may))


def by_unit(db: Database, period: Period, programmes: Sequence[Row]) -> dict[str, Figures]:
    """The same for every unit that has people."""
    closing, scope = asked.closing(db, period.span), scope_of(programmes)
    if closing is None:
        return {}
    criterion = criteria_of(programmes)[-1]
    may = shown(db, closing, scope)
    counts = asked.all_counts(db, closing, scope, _stops(programmes))
    known = {
        unit: _known(pairs, criterion, counts.get(unit, {})) for unit, pairs in asked.all_pairs(db, closing, scope)
    }
    return {
        unit: Figures(said, known.get(unit, {}), criterion, *(unit in units for units in may))
        for unit, said in counts.items()
        if said.get("enrolled")
    }


def _known(pairs: asked.Pairs, criterion: int, counts: Mapping[str, int]) -> dict[str, Knowledge]:
    """Marks by topic. Of the whole test, who reached the criterion is counted by each one's own programme's."""
    found = knowledge(pairs, criterion)
    if "" in found:
        found[""] = replace(found[""], reached=counts.get("reached", 0))
    return found


def _stops(programmes: Sequence[Row]) -> list[str]:
    return [stop for programme in programmes for stop in stops(programme)]


def shown(db: Database, closing: str, scope: str) -> tuple[set[str], set[str], set[str]]:
    """The units whose marks, share at the criterion, and certificates by what they say may stand beside each other.

    A certificate says of the test what the criterion says of it. So also those who took the test and have none yet
    must be nobody, or five and more.
    """
    below = children(db, closing)
    top = below.get("", [])
    matched, post, finished = (asked.by_unit(db, closing, scope, word) for word in ("matched", "post", "finished"))
    marks, share = (tree(size, below, top) for size in (matched, post))
    without = {unit: abs(n - finished.get(unit, 0)) for unit, n in post.items()}
    certified = share & tree(finished, below, top) & tree(without, below, top, nobody=True)
    return marks, share, certified


def roster(db: Database, period: Period, unit: str) -> int:
    """How many people are on the roster at the period's closing, in a unit with all below it."""
    closing = asked.closing(db, period.span)
    return 0 if closing is None else asked.counts(db, closing, "", unit).get("enrolled", 0)
