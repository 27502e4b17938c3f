"""From which moment on what a fact says is so: from an earlier day where it names one, and never after the fact."""

from datetime import date, timedelta
from functools import lru_cache

from core.calendar import Span
from core.record import Fact, stamp


def holds(fact: Fact) -> str:
    """The moment as the record writes it. A move holds from a day's beginning, a test and a certificate from its end."""
    at = stamp(fact.at)
    if day := fact.body.get("on"):
        return min(at, _morning(day))
    if day := fact.body.get("sat") or fact.body.get("issued"):
        return min(at, _evening(day))
    return at


@lru_cache
def _morning(day: str) -> str:
    """The beginning of a day."""
    return stamp(Span(*[date.fromisoformat(day)] * 2).begins)


@lru_cache
def _evening(day: str) -> str:
    """The last moment of a day."""
    return stamp(Span(*[date.fromisoformat(day)] * 2).ends - timedelta(microseconds=1))
