"""Taking stock of the library: whether each version is what its digest says, and in force what the record says."""

import json
from collections.abc import Iterator

from core.db import Database, rows
from core.facts import Said
from core.record import canonical, digest, in_order

# The kinds of fact that take out of force what another kind brought into it.
ENDED = {"ProgrammeWithdrawn": "ProgrammePublished"}


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
    for fact in in_order(db, *published, *ENDED):
        if fact.kind in ENDED:
            last[ENDED[fact.kind], fact.subject] = (fact.seq, "")
            continue
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
