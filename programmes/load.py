"""Programmes from their files, and those in force."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from core.db import Database
from core.facts import ProgrammePublished, Said
from core.language import Text
from core.library import Mark, Shelf, in_force, slugs
from programmes import store
from programmes.programme import Programme, meets


def _said(slug: str, version: str, programme: Programme, mark: Mark) -> Said:
    brief = programme.brief(slug, version)
    return ProgrammePublished(
        version=version,
        title=programme.title.model_dump(),
        code=brief.code,
        first=brief.first.isoformat(),
        last=brief.last.isoformat(),
        fiscal_year=brief.fiscal_year,
        topics=list(brief.topics),
        criterion=brief.criterion,
        pledge=brief.pledge,
        certificate=brief.certificate,
        units=list(programme.units),
        plan=programme.plan,
    )


shelf = Shelf(
    room="programmes",
    title=Text(th="หลักสูตร", en="Programmes"),
    model=Programme,
    folder=Path(__file__).parent / "content",
    said=_said,
    binding=lambda programme: [programme.criterion, [list(stop) for stop in programme.stops]],
    used=lambda db, slug, version: store.begun(db, slug),
    meets=meets,
)


def programme(db: Database, slug: str) -> tuple[str, Programme] | None:
    """The version in force of a programme, and the programme."""
    return in_force(db, shelf, slug)


def running(db: Database, day: date) -> Iterator[tuple[str, str, Programme]]:
    """Slug, version and programme of all that run on a day, those that end first before the others."""
    found = [(slug, *known) for slug in slugs(db, "programmes") if (known := programme(db, slug))]
    yield from sorted((each for each in found if day in each[2].span), key=lambda each: (each[2].span.last, each[0]))
