"""All that the manager's page shows, as plain values: read in one go, from the account of the period or of now."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core.db import Database
from core.directory import Directory, Person
from core.language import Text
from outcomes.overview.frame import Frame, looked_at
from outcomes.overview.lists import Lists, listed
from outcomes.plan import Plan, Project
from outcomes.report import ProjectLine, Restatement, TopicLine
from outcomes.reported import projects, restatements, topic_lines
from outcomes.reported.branch import Branch, branch_at
from outcomes.stated import Figures


@dataclass(frozen=True, slots=True)
class Planned:
    """A project of a plan with its lines as they are reported."""

    plan: str  # its slug
    project: Project
    line: ProjectLine


@dataclass(frozen=True, slots=True)
class Overview:
    """The page. What a year without a programme has not is None or empty."""

    frame: Frame
    titles: Mapping[str, Text]  # of the lessons
    figures: Figures | None
    branch: Branch
    lists: Lists | None
    plans: Mapping[str, Plan]
    planned: tuple[Planned, ...]
    knowledge: tuple[TopicLine, ...]
    restated: tuple[Restatement, ...]


def overview(db: Database, directory: Directory, person: Person, given: Mapping[str, str], now: datetime) -> Overview:
    """Everything that the page shows for an address."""
    at = looked_at(db, directory, person, given, now)
    said = {row["slug"]: row["title"] for row in at.found.topics(db)}
    plans = at.found.plans(db)
    stated = [(slug, project) for slug, plan in plans.items() for project in plan.projects]
    lines = projects(db, at.found, at.view.unit)
    served = at.programmes
    figures = at.found.figures(db, served, at.view.unit) if served and at.recorded else None
    below = branch_at(db, at.found, at.view.project, at.tree, at.view.unit)
    return Overview(
        frame=at,
        titles={slug: Text(**json.loads(title)) for slug, title in said.items()},
        figures=figures,
        branch=below,
        lists=listed(db, directory, at.found.period, served, below, frozenset(at.units)) if figures else None,
        plans=plans,
        planned=tuple(Planned(slug, project, line) for (slug, project), line in zip(stated, lines, strict=True)),
        knowledge=topic_lines(figures, served, said) if figures else (),
        restated=tuple(restatements(db, at.found, served, at.view.unit)) if served else (),
    )
