"""The figures of a fiscal year up to a quarter's end: counted once, shown everywhere.

The denominator is the roster on the closing day (today, while the period lasts), of those for whom the programme is;
the numerator is the members of that roster who did it within the period, wherever they then were. So no history of
moves can push a share over 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.calendar import Span, fiscal_span
from core.db import Database, Row
from outcomes.hidden import tree
from outcomes.measure import knowledge
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


def figures(db: Database, period: Period, programmes: Sequence[Row], unit: str) -> Figures:
    """The figures of some programmes of one project, for a unit with all below it, as the record has them now."""
    return next(iter(by_unit(db, period, programmes, [unit]).values()))


def by_unit(db: Database, period: Period, programmes: Sequence[Row], units: Sequence[str]) -> dict[str, Figures]:
    """The same for several units."""
    closing, scope = asked.closing(db, period.span), scope_of(programmes)
    criterion = max(programme["criterion"] for programme in programmes)
    if closing is None:
        return dict.fromkeys(units, Figures({}, {}, criterion, False, False))
    words = [stop for programme in programmes for stop in stops(programme)]
    marks, share = shown(db, closing, scope)
    return {
        unit: Figures(
            asked.counts(db, closing, scope, unit, words),
            knowledge(asked.pairs(db, closing, scope, unit), criterion),
            criterion,
            unit in marks,
            unit in share,
        )
        for unit in units
    }


def shown(db: Database, closing: str, scope: str) -> tuple[set[str], set[str]]:
    """The units whose marks, and whose share at the criterion, may stand beside each other."""
    below = children(db, closing)
    sizes = [asked.by_unit(db, closing, scope, word) for word in ("matched", "post")]
    marks, share = (tree(size, below, below.get("", [])) for size in sizes)
    return marks, share


def roster(db: Database, period: Period, unit: str) -> int:
    """How many people are on the roster at the period's closing, in a unit with all below it."""
    closing = asked.closing(db, period.span)
    return 0 if closing is None else asked.counts(db, closing, "", unit).get("enrolled", 0)
