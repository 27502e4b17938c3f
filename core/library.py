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
from core.facts import Said
from core.language import Text
from core.reading import files, placed, read
from core.record import Writing, canonical, digest, in_order, stamp

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


@dataclass(frozen=True, slots=True)
class Waiting:
    """A change that waits for a review: nothing of it is in force."""

    room: str
    slug: str
    version: str


def found(shelf: Shelf, own: Path) -> tuple[dict[str, Content], list[Problem]]:
    """Every content file of a shelf that can be read, and every problem in the others."""
    contents, problems = {}, []
    for slug, (path, name) in files(shelf.folder, own / shelf.room).items():
        content, wrong = read(path, shelf.model, name)
        problems += wrong
        if content is not None:
            contents[slug] = content
    return contents, problems


def unmet(
    shelf: Shelf, own: Path, contents: Mapping[str, Content], names: Mapping[str, tuple[str, ...]]
) -> dict[str, list[Problem]]:
    """By slug, the problems of contents that name what does not exist."""
    if shelf.meets is None:
        return {}
    known = files(shelf.folder, own / shelf.room)
    slips = {slug: list(shelf.meets(slug, content, names)) for slug, content in contents.items()}
    return {slug: placed(*known[slug], each) for slug, each in slips.items() if each}


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
    writing.tell(shelf.said(slug, version, content, writing.signer.mark), subject=slug)
    return None


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


def disagreements(db: Database) -> Iterator[tuple[str, str]]:
    """Published versions whose body is no longer what their digest says, or that are gone, as (place, wrong)."""
    for row in rows(db, "select room, slug, version, body from library_versions order by room, slug, at"):
        try:
            body = json.loads(row["body"])
            same = digest(body) == row["version"] and canonical(body).decode() == row["body"]
        except (ValueError, TypeError):
            same = False
        if not same:
            yield f"content {row['room']}/{row['slug']} {row['version'][:12]}", "its text is not that of its digest"
    gone = (
        "select c.room, c.slug, c.version from library_current c left join library_versions v"
        " on v.room = c.room and v.slug = c.slug and v.version = c.version where v.version is null"
    )
    for row in rows(db, gone):
        yield f"content {row['room']}/{row['slug']} {row['version'][:12]}", "it is in force, and it is not here"


def untold(db: Database) -> Iterator[tuple[str, str]]:
    """Versions, kept or in force, that the record does not say were published, as (place, wrong).

    The record has to stand for that. One slug may stand in several rooms: a digest says whose version it is.
    """
    published = [kind for kind in Said.kinds if kind.endswith("Published") or kind == "CredentialDefined"]
    kinds: dict[tuple[str, str], set[str]] = {}  # slug and version → the kinds of fact that published it
    last: dict[tuple[str, str], tuple[int, str]] = {}  # kind and slug → fact and version of the last one
    for fact in in_order(db, *published):
        version = str(fact.body.get("version", ""))
        kinds.setdefault((fact.subject, version), set()).add(fact.kind)
        last[fact.kind, fact.subject] = (fact.seq, version)
    own: dict[str, set[str]] = {}  # room → the kinds of fact that publish its content
    in_room: set[tuple[str, str]] = set()
    for row in rows(db, "select room, slug, version from library_versions order by room, slug, at"):
        told = kinds.get((row["slug"], row["version"]))
        own.setdefault(row["room"], set()).update(told or ())
        in_room.add((row["room"], row["slug"]))
        if not told:
            yield f"content {row['room']}/{row['slug']} {row['version'][:12]}", "no fact says that it was published"
    force = {(row["room"], row["slug"]): row["version"] for row in rows(db, "select * from library_current")}
    for room, slug in sorted(in_room | force.keys()):
        said = max((last[kind, slug] for kind in own.get(room, ()) if (kind, slug) in last), default=(0, ""))
        version = force.get((room, slug), "")
        if version != said[1]:
            place = f"content {room}/{slug} {version[:12]}".rstrip()
            yield place, "it is in force, and is not what was published last" if version else "it is no longer in force"
