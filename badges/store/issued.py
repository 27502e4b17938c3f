"""Badges and certificates as they were issued: what is printed on each, frozen, and the fact of it."""

import json
import secrets
from collections.abc import Mapping
from typing import Any

from badges.store.designs import used_words
from badges.store.followed import Standing
from core.db import Database, rows, value
from core.facts import CredentialIssued, CredentialRevoked
from core.record import Writing, canonical, seal

# A badge is of a person and a period, a certificate of the programme too; `programme` is "" where any will do.
_OF = (
    "from badges_credentials where person = :person and credential = :credential and period = :period"
    " and (:programme = '' or programme = :programme)"
)


def issued_for(db: Database, person: str, credential: str, period: str, programme: str = "") -> str | None:
    """The id of the credential that bears this person, name and period: of its latest edition."""
    key = {"person": person, "credential": credential, "period": period, "programme": programme}
    found = value(db, f"select id {_OF} order by edition desc limit 1", key)
    return None if found is None else str(found)


def issued_to(db: Database, credential: str, period: str, programme: str) -> frozenset[str]:
    """The ids of all who were issued a certificate of a programme."""
    sql = "select person from badges_credentials where credential = :c and period = :period and programme = :programme"
    found = db.conn.execute(sql, {"c": credential, "period": period, "programme": programme})
    return frozenset(row[0] for row in found)


def edition_issued(db: Database, person: str, credential: str, period: str, programme: str, edition: int) -> bool:
    """Whether an edition was issued: the first is 0, and each that was revoked as a mistake makes room for one more."""
    key = {"person": person, "credential": credential, "period": period, "programme": programme, "edition": edition}
    return value(db, f"select 1 {_OF} and edition = :edition", key) is not None


def printed(db: Database, credential: str) -> dict[str, Any] | None:
    """What is printed on a credential, frozen at issue; None when it never was, or was erased."""
    data = value(db, "select data from badges_credentials where id = :id", {"id": credential})
    return json.loads(data) if data else None


def issue(
    writing: Writing,
    new_id: str,
    person: str,
    unit: str,
    said: Mapping[str, Any],
    data: Mapping[str, Any],
    edition: int,
) -> None:
    """Freeze what is printed and tell that it was issued. `said`: credential, version, programme, period, passed, days."""
    salt = secrets.token_hex(16)
    words = {"credential": said["credential"], "period": said["period"]}
    last = value(
        writing.db,
        "select number from badges_credentials where credential = :credential and period = :period"
        " order by length(number) desc, number desc limit 1",
        words,
    )
    number = f"{int(last.split('/')[0]) + 1 if last else 1}/{said['period']}"
    data = {**data, "number": number}
    if "words" in data:
        used_words(writing.db, data["words"])
    writing.db.conn.execute(
        "insert into badges_credentials (id, person, credential, programme, period, edition, number, data, salt)"
        " values (:id, :person, :credential, :programme, :period, :edition, :number, :data, :salt)",
        {
            "id": new_id, "person": person, "credential": said["credential"], "programme": said["programme"],
            "period": said["period"], "edition": edition, "number": number, "data": canonical(data).decode(), "salt": salt,
        },
    )  # fmt: skip
    writing.tell(CredentialIssued(**said, seal=seal(salt, data)), person=person, unit=unit, subject=new_id)


def revoke(writing: Writing, found: Standing, unit: str, reason: str) -> None:
    """Tell that a credential was revoked; `reason` is one of `REASONS`, not free text."""
    writing.tell(CredentialRevoked(reason), person=found.person, unit=unit, subject=found.id)


def used(db: Database, slug: str, version: str) -> bool:
    """Whether a credential was ever issued."""
    return bool(value(db, "select 1 from badges_credentials where credential = :slug limit 1", {"slug": slug}))


def health(db: Database) -> Mapping[str, int]:
    """How many badges and certificates were issued."""
    return {"issued": value(db, "select count(*) from badges_credentials")}


def export(db: Database, person: str) -> Mapping[str, Any]:
    """A person's own data in this room."""
    return {
        "credentials": rows(
            db,
            "select id, credential, programme, period, number, data from badges_credentials where person = :p",
            {"p": person},
        )
    }


def erase(writing: Writing, person: str) -> None:
    """What was printed goes; that something was issued, and how it stands, stays."""
    told = "delete from badges_celebrated where credential in (select id from badges_credentials where person = :p)"
    writing.db.conn.execute(told, {"p": person})
    writing.db.conn.execute("update badges_credentials set data = '', salt = '' where person = :p", {"p": person})
