"""Signatures, kept: who signed which words, when, as what. That somebody did not sign is kept nowhere."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from core.audit import Finding
from core.db import Database, Migrations, one, rows, value
from core.directory import Person
from core.facts import PledgeSigned
from core.language import Language
from core.library import current
from core.record import Writing, of_kind, seal, stamp
from core.signing import Refused
from pledges.pledge import Pledge

migrations = Migrations("pledges")


@migrations()
def m001_signatures(db: Database) -> None:
    db.conn.execute(
        "create table pledges_signatures (id text primary key, person text not null, programme text not null,"
        " pledge text not null, version text not null, language text not null, name text not null,"
        " position text not null, unit text not null, at text not null, salt text not null,"
        " unique (person, programme, pledge))"
    )


def signature(db: Database, person: str, programme: str, pledge: str) -> dict[str, Any] | None:
    """A person's signature under a programme's pledge; None before they signed."""
    return one(
        db,
        "select * from pledges_signatures where person = :person and programme = :programme and pledge = :pledge",
        {"person": person, "programme": programme, "pledge": pledge},
    )


def sign(
    writing: Writing,
    new_id: str,
    person: Person,
    programme: str,
    slug: str,
    version: str,
    pledge: Pledge,
    language: Language,
) -> Refused | None:
    """Sign, once. Refused when the words that were shown are no longer in force; then nothing is kept.

    The check, the row and the fact stand in one transaction: no new version can slip in between.
    """
    if current(writing.db, "pledges", slug) != version:
        return Refused("the text has changed since it was shown")
    if signature(writing.db, person.id, programme, slug):
        return None
    salt = secrets.token_hex(16)
    writing.db.conn.execute(
        "insert into pledges_signatures (id, person, programme, pledge, version, language, name, position, unit, at, salt)"
        " values (:id, :person, :programme, :pledge, :version, :language, :name, :position, :unit, :at, :salt)",
        {
            "id": new_id, "person": person.id, "programme": programme, "pledge": slug, "version": version,
            "language": language, "name": person.full_name, "position": person.position, "unit": person.unit,
            "at": stamp(writing.at), "salt": salt,
        },
    )  # fmt: skip
    writing.tell(
        PledgeSigned(
            programme=programme, pledge=slug, version=version, text=pledge.digest(language), language=language,
            standing=person.standing, seal=seal(salt, [person.full_name, person.position]),
        ),
        person=person.id, unit=person.unit, subject=new_id,
    )  # fmt: skip
    return None


def signed_by(db: Database, programme: str, pledge: str) -> frozenset[str]:
    """The ids of all who have signed a programme's pledge."""
    sql = "select person from pledges_signatures where programme = :programme and pledge = :pledge"
    return frozenset(row[0] for row in db.conn.execute(sql, {"programme": programme, "pledge": pledge}))


def used(db: Database, slug: str, version: str) -> bool:
    """Whether anybody has signed a version."""
    sql = "select 1 from pledges_signatures where pledge = :slug and version = :version limit 1"
    return bool(value(db, sql, {"slug": slug, "version": version}))


def health(db: Database) -> Mapping[str, int]:
    """How many signatures there are."""
    return {"signatures": value(db, "select count(*) from pledges_signatures")}


def export(db: Database, person: str) -> Mapping[str, Any]:
    """A person's own data in this room."""
    return {"signatures": rows(db, "select * from pledges_signatures where person = :p order by at", {"p": person})}


def erase(writing: Writing, person: str) -> None:
    """A person's name under a pledge goes; that it was signed stays in the record, without a name."""
    writing.db.conn.execute("delete from pledges_signatures where person = :p", {"p": person})


Held = Callable[[Database, str, str], Pledge]


def audit(db: Database, held: Held) -> Iterator[Finding]:
    """Whether each signature is what the record says, over the words that it names."""
    erased = {fact.person for fact in of_kind(db, "PersonErased")}
    known = set()
    for fact in of_kind(db, "PledgeSigned"):
        known.add(fact.subject)
        place = f"signature {fact.subject}"
        row = one(db, "select * from pledges_signatures where id = :id", {"id": fact.subject})
        if row is None:
            if fact.person not in erased:
                yield Finding(place, "its row is gone, and no fact says that it was erased")
            continue
        same = all(row[name] == fact.body[name] for name in ("programme", "pledge", "version", "language"))
        if not same or (row["person"], row["unit"]) != (fact.person, fact.unit) or row["at"] != stamp(fact.at):
            yield Finding(place, "its row is not what the record says")
        elif seal(row["salt"], [row["name"], row["position"]]) != fact.body["seal"]:
            yield Finding(place, "name and position are not those that were sealed")
        else:
            try:
                words = held(db, row["pledge"], row["version"]).digest(row["language"])
            except LookupError:
                words = ""
            if words != fact.body["text"]:
                yield Finding(place, "the kept text is not the one that was signed")
    for row in rows(db, "select id from pledges_signatures"):
        if row["id"] not in known:
            yield Finding(f"signature {row['id']}", "the row has no fact")
