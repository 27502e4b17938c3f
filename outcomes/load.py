"""The plan from its file, and the one in force."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from core.db import Database
from core.facts import PlanPublished
from core.language import Text
from core.library import Shelf, held, in_force, slugs, version_of
from core.reading import read
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


def versions(db: Database, fiscal_year: int) -> dict[str, str]:
    """The plans that are reported on in a fiscal year (B.E.): slug and version.

    A plan that comes with the program is an example: in a year that a plan of the office's own covers, it is left out.
    """
    covering = {slug: version for slug, (version, plan) in _known(db).items() if fiscal_year in plan.years}
    own = {slug: version for slug, version in covering.items() if _shipped().get(slug) != version}
    return own or covering


def plans(db: Database, fiscal_year: int) -> dict[str, Plan]:
    """The same, by slug."""
    return at(db, versions(db, fiscal_year))


def at(db: Database, versions: Mapping[str, str]) -> dict[str, Plan]:
    """Plans as they once were, by slug."""
    return {slug: held(db, shelf, slug, version) for slug, version in versions.items()}


@cache
def _shipped() -> dict[str, str]:
    """Slug and version of the plans that come with the program."""
    found = {path.stem: read(path, Plan, path.name)[0] for path in shelf.folder.glob("*.yaml")}
    return {slug: version_of(plan) for slug, plan in found.items() if plan}


def years(db: Database) -> list[int]:
    """The fiscal years that any plan covers, in order."""
    return sorted({year for _, plan in _known(db).values() for year in plan.years})


def _known(db: Database) -> dict[str, tuple[str, Plan]]:
    return {slug: known for slug in slugs(db, "outcomes") if (known := in_force(db, shelf, slug))}


def ita(db: Database, fiscal_year: int) -> Ita | None:
    """The ITA's indicators of a fiscal year, where a plan file gives them."""
    covering = (plan for _, plan in _known(db).values() if fiscal_year in plan.years)
    told = (
        plan.ita for plan in (*plans(db, fiscal_year).values(), *covering)
    )  # the shipped one's, where no own says it
    return next((ita for ita in told if ita and ita.fiscal_year == fiscal_year), None)
