"""Content in force: each published version is kept for ever under its digest, and parsed once.

What nobody has used yet is published at start by itself. A change to what somebody has used waits for a person's
review when it touches what binds (a key, a criterion, a pledge's words); other changes are published too.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from core.content import Content, Problem, Slip
from core.db import Database, Migrations, one, rows
from core.directory import Directory
from core.facts import Said
from core.language import Text
from core.reading import curly, files, misnamed, placed, read
from core.record import Writing, canonical, digest, stamp
from core.strays import strays

migrations = Migrations("library")


@migrations()
def m001_versions(db: Database) -> None:
    db.conn.execute(
        "create table library_versions (room text not null, slug text not null, version text not null,"
        " body text not null, at text not null, primary key (room, slug, version))"
    )
    db.conn.execute(
        "create table library_current (room text not null, slug text not null, version text not null,"
        " primary key (room, slug))"
    )


@migrations()
def m002_withdrawn(db: Database) -> None:
    # What was in force and was taken out: a file that still says so does not bring it back by itself.
    db.conn.execute(
        "create table library_withdrawn (room text not null, slug text not null, version text not null,"
        " primary key (room, slug))"
    )


Mark = Callable[[str], str]  # what stands in a fact for a word that must not; see Signer.mark


@dataclass(frozen=True)
class Shelf:
    """The content of one room: its model, its shipped files, and what publishing it says."""

    room: str
    title: Text
    model: type[Content]
    folder: Path
    said: Callable[[str, str, Any, Mark], Said]  # slug, version, content → the fact
    binding: Callable[[Any], Any]  # the part whose change waits for a review once it has been used
    used: Callable[[Database, str, str], bool]  # slug, version → whether anybody has used it
    meets: Callable[[str, Any, Mapping[str, tuple[str, ...]]], Iterator[Slip]] | None = None  # what else must exist
    # What it names that the roster has not: no mistake, for people and units come and go, but somebody should look.
    hints: Callable[[Directory, Database, str, Any], Iterator[Slip]] | None = None
    gone: Callable[[str], Said] | None = None  # version → the fact that it is withdrawn; None: it cannot be


@dataclass(frozen=True, slots=True)
class Waiting:
    """A change that waits for a review: nothing of it is in force."""

    room: str
    slug: str
    version: str


def found(shelf: Shelf, own: Path) -> tuple[dict[str, Content], list[Problem]]:
    """Every content file of a shelf that can be read, and every problem in the others."""
    named = files(shelf.folder, own / shelf.room)
    contents, misfits = {}, dict(misnamed(named))
    problems = list(misfits.values())
    for slug, (path, name) in named.items():
        content, wrong = read(path, shelf.model, name)
        problems += wrong
        if content is not None and slug not in misfits:
            contents[slug] = content
    return contents, [*problems, *strays(own / shelf.room)]


def strict(
    shelf: Shelf, own: Path, contents: Mapping[str, Content], slips: Callable[[Any], Iterator[Slip]]
) -> list[Problem]:
    """The problems of contents whose shape is right: what `slips` says of each, in its file and line."""
    known = files(shelf.folder, own / shelf.room)
    told = {slug: list(slips(content)) for slug, content in contents.items()}
    quotes = [problem for slug in contents for problem in curly(*known[slug])]
    return [*quotes, *(problem for slug, each in told.items() if each for problem in placed(*known[slug], each))]


def drafts(shelf: Shelf, own: Path) -> dict[str, str]:
    """Every content file of a shelf by slug, and how it is called: the office's own, and what is shipped."""
    return {slug: name for slug, (_, name) in files(shelf.folder, own / shelf.room).items()}


def drafted(
    shelf: Shelf, own: Path, slug: str, slips: Callable[[Any], Iterator[Slip]]
) -> tuple[Content | None, list[Problem]]:
    """A content as its file says it now, be it in force or not, and what is wrong with it; `slips` looks at its words."""
    path, name = files(shelf.folder, own / shelf.room)[slug]
    content, problems = read(path, shelf.model, name)
    return content, problems if content is None else [
        *problems,
        *curly(path, name),
        *placed(path, name, [*slips(content)]),
    ]


def unmet(
    shelf: Shelf, own: Path, contents: Mapping[str, Content], names: Mapping[str, tuple[str, ...]]
) -> dict[str, list[Problem]]:
    """By slug, the problems of contents that name what does not exist."""
    if shelf.meets is None:
        return {}
    known = files(shelf.folder, own / shelf.room)
    slips = {slug: list(shelf.meets(slug, content, names)) for slug, content in contents.items()}
    return {slug: placed(*known[slug], each) for slug, each in slips.items() if each}


def hinted(
    shelf: Shelf, own: Path, contents: Mapping[str, Content], directory: Directory, db: Database
) -> list[Problem]:
    """What contents name that the roster does not have, where their files say it."""
    if shelf.hints is None:
        return []
    known = files(shelf.folder, own / shelf.room)
    slips = {slug: list(shelf.hints(directory, db, slug, content)) for slug, content in contents.items()}
    return [
        problem
        for slug, each in slips.items()
        if each
        for problem in (placed(*known[slug], each) if slug in known else _unfiled(shelf, slug, each))
    ]


def _unfiled(shelf: Shelf, slug: str, slips: list[Slip]) -> Iterator[Problem]:
    """What is in force though its file is gone."""
    yield from (Problem(f"{shelf.room}/{slug}", 1, each.wrong, each.write) for each in slips)


def body_of(content: Content) -> Any:
    """A content as plain JSON, the same for every way of writing the same thing."""
    return content.model_dump(mode="json", exclude_defaults=True)


def version_of(content: Content) -> str:
    """The version that a content is when it is published."""
    return digest(body_of(content))


def publish(writing: Writing, shelf: Shelf, slug: str, content: Content, *, reviewed: bool = False) -> Waiting | None:
    """Bring a content into force, unless it is already, or must wait for a review."""
    body, version = body_of(content), version_of(content)
    now = current(writing.db, shelf.room, slug)
    if now == version:
        return None
    if now and not reviewed and (used := _used(writing.db, shelf, slug)):
        bound = shelf.binding(held(writing.db, shelf, slug, now))
        if bound != shelf.binding(content) and bound in [shelf.binding(each) for each in used]:
            return Waiting(shelf.room, slug, version)
    if not now and not reviewed and _put_aside(writing.db, shelf.room, slug):
        return None if _known(writing.db, shelf.room, slug, version) else Waiting(shelf.room, slug, version)
    writing.db.conn.execute(
        "insert into library_versions (room, slug, version, body, at) values (:room, :slug, :version, :body, :at)"
        " on conflict (room, slug, version) do nothing",
        {
            "room": shelf.room,
            "slug": slug,
            "version": version,
            "body": canonical(body).decode(),
            "at": stamp(writing.at),
        },
    )
    writing.db.conn.execute(
        "insert into library_current (room, slug, version) values (:room, :slug, :version)"
        " on conflict (room, slug) do update set version = excluded.version",
        {"room": shelf.room, "slug": slug, "version": version},
    )
    writing.db.conn.execute("delete from library_withdrawn where room = ? and slug = ?", (shelf.room, slug))
    writing.tell(shelf.said(slug, version, content, writing.signer.mark), subject=slug)
    return None


def withdraw(writing: Writing, shelf: Shelf, slug: str) -> bool:
    """Take a content out of force that nobody has used. False, and nothing done, where that cannot be."""
    version = current(writing.db, shelf.room, slug)
    if shelf.gone is None or not version or _used(writing.db, shelf, slug):
        return False
    at = {"room": shelf.room, "slug": slug, "version": version}
    writing.db.conn.execute("delete from library_current where room = :room and slug = :slug", at)
    writing.db.conn.execute("insert into library_withdrawn (room, slug, version) values (:room, :slug, :version)", at)
    writing.tell(shelf.gone(version), subject=slug)
    return True


def withdrawn(db: Database, shelf: Shelf) -> list[tuple[str, str, Any]]:
    """Slug, version and content of what was withdrawn, and has not come back."""
    found = rows(
        db, "select slug, version from library_withdrawn where room = :room order by slug", {"room": shelf.room}
    )
    return [(row["slug"], row["version"], held(db, shelf, row["slug"], row["version"])) for row in found]


def _put_aside(db: Database, room: str, slug: str) -> bool:
    sql = "select 1 from library_withdrawn where room = :room and slug = :slug"
    return one(db, sql, {"room": room, "slug": slug}) is not None


def _known(db: Database, room: str, slug: str, version: str) -> bool:
    """Whether a version was ever in force: what somebody wrote after a withdrawal was not, and is for a person to see."""
    sql = "select 1 from library_versions where room = :room and slug = :slug and version = :version"
    return one(db, sql, {"room": room, "slug": slug, "version": version}) is not None


def _used(db: Database, shelf: Shelf, slug: str) -> list[Any]:
    """The versions that somebody has used: one that binds may stand behind a later one that only reads better."""
    sql = "select version from library_versions where room = :room and slug = :slug"
    versions = [row["version"] for row in rows(db, sql, {"room": shelf.room, "slug": slug})]
    return [held(db, shelf, slug, version) for version in versions if shelf.used(db, slug, version)]


def current(db: Database, room: str, slug: str) -> str | None:
    """The version in force."""
    row = one(
        db, "select version from library_current where room = :room and slug = :slug", {"room": room, "slug": slug}
    )
    return row["version"] if row else None


def slugs(db: Database, room: str) -> list[str]:
    """The slugs of a room's content in force."""
    return [
        r["slug"] for r in rows(db, "select slug from library_current where room = :room order by slug", {"room": room})
    ]


@lru_cache(maxsize=512)
def _parsed(model: type[Content], version: str, body: str) -> Content:
    return model.model_validate(json.loads(body))


def held(db: Database, shelf: Shelf, slug: str, version: str) -> Any:
    """A published version as its model. Raises LookupError when it was never published here."""
    row = one(
        db,
        "select body from library_versions where room = :room and slug = :slug and version = :version",
        {"room": shelf.room, "slug": slug, "version": version},
    )
    if row is None:
        raise LookupError(f"{shelf.room}/{slug} has no version {version}")
    return _parsed(shelf.model, version, row["body"])


def in_force(db: Database, shelf: Shelf, slug: str) -> tuple[str, Any] | None:
    """The version in force of a slug, and its content."""
    version = current(db, shelf.room, slug)
    return (version, held(db, shelf, slug, version)) if version else None


def all_in_force(db: Database, shelf: Shelf) -> dict[str, Any]:
    """Every content in force of a shelf, by slug."""
    return {slug: known[1] for slug in slugs(db, shelf.room) if (known := in_force(db, shelf, slug))}
