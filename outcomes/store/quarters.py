"""The ends of quarters, at which the counts are kept as they stand."""

from datetime import datetime
from functools import lru_cache

from core.calendar import fiscal_span, fiscal_year, local_day, quarter
from core.db import Database
from core.record import stamp


@lru_cache
def fiscal_year_of(closing: str) -> int:
    """The fiscal year that begins, or goes on, at a quarter's end."""
    return fiscal_year(local_day(datetime.fromisoformat(closing)))


@lru_cache
def quarter_ended(closing: str) -> int:
    """The quarter (1 to 4) that ended at a closing."""
    return (quarter(local_day(datetime.fromisoformat(closing))) - 2) % 4 + 1


@lru_cache
def next_end(closing: str) -> str:
    """The quarter's end after this one."""
    year, ended = fiscal_year_of(closing), quarter_ended(closing)
    return stamp(fiscal_span(year, ended % 4 + 1).ends)


def begins(at: datetime) -> str:
    """The beginning of the quarter in which a moment lies."""
    day = local_day(at)
    return stamp(fiscal_span(fiscal_year(day), quarter(day)).begins)


def freeze(db: Database, closing: str, scope: str) -> None:
    """Keep the counts of a scope as they stand at a quarter's end."""
    at = {"closing": closing, "scope": scope}
    db.conn.execute(
        "insert into outcomes_counts select :closing, scope, word, unit, n from outcomes_counts"
        " where closing = '' and scope = :scope",
        at,
    )
    db.conn.execute(
        "insert into outcomes_pairs select :closing, scope, unit, topic, pre, post, n from outcomes_pairs"
        " where closing = '' and scope = :scope",
        at,
    )


def drop(db: Database, closing: str, scope: str) -> None:
    """Forget the counts of a scope."""
    for table in ("outcomes_counts", "outcomes_pairs"):
        db.conn.execute(f"delete from {table} where closing = ? and scope = ?", (closing, scope))
