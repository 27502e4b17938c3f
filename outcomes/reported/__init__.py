"""From an account to the report: the one place where figures become what page, documents and open data print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.calendar import local_day
from core.db import Database, Row
from core.language import Text
from core.record import head
from core.settings import ORGANISATION_EN, ORGANISATION_TH, setting
from outcomes.account import Account
from outcomes.figures import criteria_of
from outcomes.notes import NOTES
from outcomes.plan import Plan, Project
from outcomes.report import Report
from outcomes.reported.branch import root, unit_lines
from outcomes.reported.lines import issued, participation, pledge_lines, projects, published, topic_line, topic_lines
from outcomes.reported.restated import history_lines, restatements
from outcomes.stated import Figures

NONE = Figures({}, {}, 0, False, False)
__all__ = [
    "Wanted", "history_lines", "organisation", "participation", "projects", "report", "restatements", "root",
    "topic_line", "topic_lines", "unit_lines",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a report is asked for: the programmes of one project, a unit ("" for the whole), and the moment."""

    programmes: list[Row]
    unit: str
    now: datetime


def report(db: Database, found: Account, wanted: Wanted) -> Report:
    """The report of a period for a unit with all below it."""
    units, period = found.units(db), found.period
    top = wanted.unit or root(units)
    figures = found.figures(db, wanted.programmes, top) if wanted.programmes else NONE
    plan, project = _served(found.plans(db), wanted.programmes)
    titles = {row["slug"]: row["title"] for row in found.topics(db)}
    latest = found.closed
    end = min(period.span.last, local_day(wanted.now))
    return Report(
        organisation=organisation(db),
        unit=units[top].name if wanted.unit and top in units and units[top].above else None,
        fiscal_year=period.fiscal_year,
        quarter=period.quarter,
        first=period.span.first,
        closing=end,
        made=local_day(wanted.now),
        closed=local_day(found.first.at) if found.first else None,
        anew=local_day(latest.at) if latest and latest.edition > 1 else None,
        head=latest.snapshot["head"] if latest else head(db)[1],
        plan=plan.title if plan else None,
        plan_owner=plan.owner if plan else None,
        project=Text(th=f"{project.code} {project.title.th}", en=f"{project.code} {project.title.en}")
        if project
        else None,
        programmes=tuple(Text(**row["title"]) for row in wanted.programmes),
        projects=tuple(projects(db, found, top)),
        participation=participation(figures),
        units=tuple(unit_lines(db, found, wanted.programmes, top, units)) if wanted.programmes else (),
        criteria=criteria_of(wanted.programmes),
        knowledge=topic_lines(figures, wanted.programmes, titles),
        pledges=pledge_lines(figures) if wanted.programmes else (),
        certificates=issued(figures),
        topics=tuple(published(db, found)),
        notes=NOTES,
        restated=tuple(restatements(db, found, wanted.programmes, top)),
        history=tuple(history_lines(db)),
    )


def _served(plans: Mapping[str, Plan], programmes: Sequence[Row]) -> tuple[Plan | None, Project | None]:
    """The plan that some programmes serve with its project; else the year's first plan, if there is any."""
    code = str(programmes[0]["plan"]) if programmes else ""
    plan = next((each for each in plans.values() if each.project(code)), next(iter(plans.values()), None))
    return plan, plan.project(code) if plan else None


def organisation(db: Database) -> Text:
    """Whose report it is."""
    th = setting(db, ORGANISATION_TH) or "–"
    return Text(th=th, en=setting(db, ORGANISATION_EN) or th)
