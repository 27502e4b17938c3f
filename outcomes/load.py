"""The plan from its file, and the one in force."""

from pathlib import Path

from core.db import Database
from core.facts import PlanPublished
from core.language import Text
from core.library import Shelf, in_force, slugs
from outcomes.ita import Ita
from outcomes.plan import Plan

shelf = Shelf(
    room="outcomes",
    title=Text(th="แผน", en="Plans"),
    model=Plan,
    folder=Path(__file__).parent / "content",
    said=lambda slug, version, plan, mark: PlanPublished(version, plan.title.model_dump()),
    binding=lambda plan: None,  # figures are counted from the record; the plan's words only stand beside them
    used=lambda db, slug, version: False,
)


def plans(db: Database, fiscal_year: int) -> dict[str, Plan]:
    """The plans that cover a fiscal year (B.E.), by slug."""
    return {slug: plan for slug, plan in _all(db).items() if fiscal_year in plan.years}


def years(db: Database) -> list[int]:
    """The fiscal years that any plan covers, in order."""
    return sorted({year for plan in _all(db).values() for year in plan.years})


def _all(db: Database) -> dict[str, Plan]:
    return {slug: known[1] for slug in slugs(db, "outcomes") if (known := in_force(db, shelf, slug))}


def ita(db: Database, fiscal_year: int) -> Ita | None:
    """The ITA's indicators of a fiscal year, where a plan file gives them."""
    return next(
        (plan.ita for plan in plans(db, fiscal_year).values() if plan.ita and plan.ita.fiscal_year == fiscal_year), None
    )
