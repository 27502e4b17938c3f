"""Programmes from their files, and those in force."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType

from core.content import Slip
from core.db import Database
from core.desk import aside, own_file
from core.directory import Directory
from core.facts import ProgrammePublished, ProgrammeWithdrawn, Said
from core.language import Text
from core.library import Mark, Shelf, found, in_force, slugs, version_of, withdrawn
from core.reading import read
from core.ways import Ways
from programmes import store
from programmes.named import hints
from programmes.programme import Programme
from programmes.slips import meets

TEMPLATES = Path(__file__).parent / "templates"


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
        posts=sorted(mark(position) for position in programme.positions),
        standing=programme.standing or "",
        valid_days=-1 if programme.valid_days is None else programme.valid_days,
        newcomers=programme.newcomers or 0,
        known_at=-1 if programme.known_at is None else programme.known_at,
    )


def _hints(directory: Directory, db: Database, slug: str, programme: Programme) -> Iterator[Slip]:
    if programme.units:
        yield from hints(programme.units, Ways(directory.units(db).values()), store.meant(db, slug))


shelf = Shelf(
    room="programmes",
    title=Text(th="หลักสูตร", en="Programmes"),
    model=Programme,
    folder=Path(__file__).parent / "content",
    said=_said,
    binding=lambda programme: programme.binding,
    used=lambda db, slug, version: store.begun(db, slug),
    meets=meets,
    hints=_hints,
    gone=ProgrammeWithdrawn,
)


@cache
def templates() -> Mapping[str, Programme]:
    """What comes with the program to begin a programme from, by name; in force nowhere."""
    found = {path.stem: read(path, Programme, path.name) for path in sorted(TEMPLATES.glob("*.yaml"))}
    return MappingProxyType({name: programme for name, (programme, _) in found.items() if programme})


def programme(db: Database, slug: str) -> tuple[str, Programme] | None:
    """The version in force of a programme, and the programme."""
    return in_force(db, shelf, slug)


def put_aside(db: Database) -> dict[str, Programme]:
    """By slug, the programmes that were withdrawn, as they last were."""
    return {slug: programme for slug, _, programme in withdrawn(db, shelf)}


def version(programme: Programme) -> str:
    """The version that a programme is when it is published."""
    return version_of(programme)


def waiting(content: Path, slug: str) -> Programme | None:
    """What the files say of a programme now, be it in force or not."""
    programme = found(shelf, content)[0].get(slug)
    return programme if isinstance(programme, Programme) else None


def own_text(content: Path, slug: str) -> str | None:
    """The office's own file of a programme, as it stands; None when there is none."""
    file = own_file(content, "programmes", slug)
    return file.read_text(encoding="utf-8-sig", errors="replace") if file.exists() else None


def keep_copy(content: Path, slug: str, at: datetime) -> str:
    """Put a copy of the office's own file beside it, under a name that nothing reads. Returns the name."""
    file = own_file(content, "programmes", slug)
    copy = aside(file, at)
    copy.write_bytes(file.read_bytes())
    return copy.name


def everything(db: Database) -> list[tuple[str, str, Programme]]:
    """Slug, version and programme of all in force, those that end last before the others."""
    known = [(slug, *each) for slug in slugs(db, "programmes") if (each := programme(db, slug))]
    return sorted(known, key=lambda each: (each[2].span.last, each[0]), reverse=True)


def running(db: Database, day: date) -> Iterator[tuple[str, str, Programme]]:
    """Slug, version and programme of all that run on a day, those that end first before the others."""
    yield from (each for each in reversed(everything(db)) if day in each[2].span)
