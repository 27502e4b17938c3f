"""The figures of a fiscal year up to a quarter's end, for a set of units: counted once, shown everywhere.

The denominator is the roster on the closing day (today, while the period lasts); the numerator is the members of
that roster who did it within the period, wherever they then were. So no history of moves can push a share over 1.
"""

from dataclasses import dataclass
from datetime import datetime

from core.calendar import Span, fiscal_span
from core.db import Database
from outcomes import store
from outcomes.measure import Knowledge, knowledge


@dataclass(frozen=True, slots=True)
class Progress:
    """Members of the roster by how far they are in one programme."""

    not_started: tuple[str, ...]
    under_way: tuple[tuple[str, str], ...]  # person, the last thing done
    finished: tuple[str, ...]

    @property
    def everybody(self) -> int:
        return len(self.not_started) + len(self.under_way) + len(self.finished)


@dataclass(frozen=True, slots=True)
class Figures:
    """What is reported. `roster` is a number of persons, `topics` the titles' JSON of the topics published."""

    fiscal_year: int
    quarter: int
    span: Span
    closing: datetime
    roster: int
    topics: tuple[str, ...]
    knowledge: Knowledge
    finished: int
    under_way: int
    not_started: int


def closing(span: Span, now: datetime) -> datetime:
    """The moment for which a period's figures stand: its end, or now while it lasts."""
    return min(span.ends, now)


def people(db: Database, at: datetime, units: frozenset[str] | None) -> frozenset[str]:
    """The roster at a moment, of these units (None: all)."""
    return frozenset(person for person, unit in store.roster(db, at).items() if units is None or unit in units)


def progress(db: Database, programme: str, at: datetime, members: frozenset[str]) -> Progress:
    """How far each of the members is in a programme at a moment."""
    done = store.finished(db, programme, at) & members
    begun = {
        person: last
        for person, last in store.begun(db, programme, at).items()
        if person in members and person not in done
    }
    return Progress(tuple(sorted(members - done - begun.keys())), tuple(sorted(begun.items())), tuple(sorted(done)))


def figures(
    db: Database,
    fiscal_year: int,
    quarter: int,
    now: datetime,
    units: frozenset[str] | None = None,
    *,
    blocks: bool = False,
) -> Figures:
    """The figures of `fiscal_year` (B.E.) from its first day to the end of `quarter` (1 to 4).

    `blocks`: marks of whole blocks of five people only, for whatever is published.
    """
    span = fiscal_span(fiscal_year, quarter)
    at = closing(span, now)
    members = people(db, at, units)
    programmes = store.programmes(db, fiscal_year)
    slugs = [row["slug"] for row in programmes]
    stood = [progress(db, slug, at, members) for slug in slugs]
    done = {person for each in stood for person in each.finished}
    begun = {person for each in stood for person, _ in each.under_way} - done
    return Figures(
        fiscal_year=fiscal_year,
        quarter=quarter,
        span=span,
        closing=at,
        roster=len(members),
        topics=tuple(row["title"] for row in store.topics(db, at)),
        knowledge=knowledge(
            store.scores(db, slugs, "pre", at, members),
            store.scores(db, slugs, "post", at, members),
            max((row["criterion"] for row in programmes), default=0),
            blocks=blocks,
        ),
        finished=len(done),
        under_way=len(begun),
        not_started=len(members) - len(done) - len(begun),
    )
