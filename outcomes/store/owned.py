"""What somebody entered, closed and brought in: theirs to see. Erasing them leaves it, under an id without a name."""

from typing import Any

from core.db import Database
from outcomes.store import closings, entered, history


def export(db: Database, person: str) -> dict[str, Any]:
    """A person's own entries, closings and sheets."""
    found = {
        "entered": [
            {
                "fiscal_year": each.fiscal_year,
                "plan": each.plan,
                "indicator": each.indicator,
                "day": each.day.isoformat(),
                "amount": None if each.amount is None else f"{each.amount:f}",
                "evidence": each.evidence,
                "reason": each.reason,
                "at": each.at.isoformat(),
            }
            for each in entered.of_person(db, person)
        ],
        "closed": [
            {
                "fiscal_year": each.fiscal_year,
                "quarter": each.quarter,
                "edition": each.edition,
                "reason": each.reason,
                "at": each.at.isoformat(),
            }
            for each in closings.closed_by(db, person)
        ],
        "brought": [
            {"fiscal_year": each.fiscal_year, "label": each.label, "note": each.note, "at": each.at.isoformat()}
            for each in history.of_person(db, person)
        ],
    }
    return {name: listed for name, listed in found.items() if listed}
