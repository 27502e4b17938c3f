"""The plan from its file, and the one in force."""

from pathlib import Path

from core.db import Database
from core.facts import PlanPublished
from core.language import Text
from core.library import Shelf, in_force, slugs
from outcomes.plan import Plan, Project

shelf = Shelf(
    room="outcomes",
    title=Text(th="แผน", en="Plans"),
    model=Plan,
    folder=Path(__file__).parent / "content",
    said=lambda slug, version, plan, mark: PlanPublished(version, plan.title.model_dump()),
    binding=lambda plan: None,  # figures are counted from the record; the plan's words only stand beside them
    used=lambda db, slug, version: False,
)


def plans(db: Database, fiscal_year: int) -> list[Plan]:
    """The plans that cover a fiscal year (B.E.)."""
    found = [known[1] for slug in slugs(db, "outcomes") if (known := in_force(db, shelf, slug))]
    return [plan for plan in found if plan.fiscal_years[0] <= fiscal_year <= plan.fiscal_years[1]]


def measured(db: Database, fiscal_year: int, codes: frozenset[str]) -> list[Project]:
    """The projects of plans that a programme of this year serves."""
    return [project for plan in plans(db, fiscal_year) for project in plan.projects if project.code in codes]
