"""A manager's year, for the demo: closing, restating, entering figures, bringing old results."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from core.directory import Person
from core.ground import Ground
from outcomes.account import close, restate
from outcomes.figures import Period
from outcomes.load import plans
from outcomes.store import history
from outcomes.store.entered import Entry, enter


def closes(ground: Ground, by: Person, year: int, quarter: int) -> None:
    """Close a quarter."""
    close(ground, Period(year, quarter), by.id)


def restates(ground: Ground, by: Person, year: int, quarter: int, reason: str) -> None:
    """State a closed quarter anew."""
    restate(ground, Period(year, quarter), by.id, reason)


def enters(ground: Ground, by: Person, year: int, indicator: str, day: date, said: Mapping[str, str]) -> None:
    """Enter an indicator's figure: `amount`, `evidence` and, for a change, `reason`."""
    with ground.write() as writing:
        plan = next(iter(plans(writing.db, year)), "")
        amount, evidence, reason = Decimal(said["amount"]), said["evidence"], said.get("reason", "")
        entry = Entry(year, plan, indicator, day, amount, evidence, reason, by.id, writing.at)
        enter(writing, entry)


def brings(ground: Ground, by: Person, year: int, means: Mapping[str, int], people: int) -> None:
    """Bring last years' results in: mean marks in per cent, before and after."""
    for moment in ("pre", "post"):
        with ground.write() as writing:
            found = history.Brought(
                ground.new_id(), year, "แบบทดสอบ Google Forms เดิม", "pre" if moment == "pre" else "post", people,
                Fraction(means[moment]), Fraction(means[moment] * 3), "ข้อมูลสาธิต", by.id, writing.at,
            )  # fmt: skip
            history.bring(writing, found)
