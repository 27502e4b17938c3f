"""Badges and certificates, kept: what is printed on each, frozen at issue; and what the follower reads from the record."""

import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from badges.credential import Done
from core.audit import Finding
from core.calendar import local_day
from core.db import Database, Migrations, Row, one, rows, value
from core.facts import CredentialIssued, CredentialRevoked
from core.record import Writing, canonical, of_kind, seal

migrations = Migrations("badges")

FOLLOWED = ("badges_programmes", "badges_rules", "badges_done", "badges_standing")


@migrations()
def m001_badges(db: Database) -> None:
    for table in (
        # The room's own: frozen at issue, never made anew. `data` and `salt` are emptied when a person is erased.
        "badges_credentials (id text primary key, person text not null, credential text not null,"
        " programme text not null, period text not null, number text not null, data text not null, salt text not null,"
        " unique (person, credential, period))",
        # The follower's: made from the record, dropped and made anew at will.
        "badges_programmes (slug text primary key, body text not null)",
        "badges_rules (slug text primary key, version text not null, shape text not null, rule text not null,"
        " valid_days integer not null, title text not null)",
        "badges_done (person text not null, programme text not null, what text not null, name text not null,"
        " score text not null, primary key (person, programme, what, name))",
        "badges_standing (id text primary key, person text not null, credential text not null, programme text not null,"
        " period text not null, passed integer not null, issued text not null, expires text not null,"
        " superseded text not null, revoked text not null, reason text not null)",
    ):
        db.conn.execute(f"create table {table}")
    db.conn.execute("create index badges_standing_person on badges_standing (person, credential)")


@dataclass(frozen=True, slots=True)
class Standing:
    """One issued badge or certificate, and how it stands."""

    id: str
    person: str
    credential: str
    programme: str
    period: str
    passed: bool
    issued: date
    expires: date | None
    superseded: date | None
    revoked: date | None
    reason: str

    def state(self, today: date) -> str:
        """valid, expired, superseded or revoked, as of a day; the gravest when several hold."""
        if self.revoked:
            return "revoked"
        if self.superseded:
            return "superseded"
        return "expired" if self.expires and today > self.expires else "valid"


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _standing(row: Row) -> Standing:
    return Standing(
        id=row["id"], person=row["person"], credential=row["credential"], programme=row["programme"],
        period=row["period"], passed=bool(row["passed"]), issued=date.fromisoformat(row["issued"]),
        expires=_day(row["expires"]), superseded=_day(row["superseded"]), revoked=_day(row["revoked"]), reason=row["reason"],
    )  # fmt: skip


def standing(db: Database, credential: str) -> Standing | None:
    """How an issued credential stands, by its id."""
    row = one(db, "select * from badges_standing where id = :id", {"id": credential})
    return _standing(row) if row else None


def held(db: Database, person: str) -> list[Standing]:
    """All that a person was issued, the newest first."""
    return [
        _standing(row)
        for row in rows(db, "select * from badges_standing where person = :p order by issued desc, id", {"p": person})
    ]


def issued_for(db: Database, person: str, credential: str, period: str) -> str | None:
    """The id of the credential that bears this person, name and period."""
    sql = "select id from badges_credentials where person = :person and credential = :credential and period = :period"
    found = value(db, sql, {"person": person, "credential": credential, "period": period})
    return None if found is None else str(found)


def printed(db: Database, credential: str) -> dict[str, Any] | None:
    """What is printed on a credential, frozen at issue; None when it never was, or was erased."""
    data = value(db, "select data from badges_credentials where id = :id", {"id": credential})
    return json.loads(data) if data else None


def issue(
    writing: Writing, new_id: str, person: str, unit: str, said: Mapping[str, Any], data: Mapping[str, Any]
) -> None:
    """Freeze what is printed and tell that it was issued. `said`: credential, version, programme, period, passed, days."""
    salt = secrets.token_hex(16)
    words = {"credential": said["credential"], "period": said["period"]}
    count = int(
        value(
            writing.db,
            "select count(*) from badges_credentials where credential = :credential and period = :period",
            words,
        )
    )
    number = f"{count + 1}/{said['period']}"
    data = {**data, "number": number}
    writing.db.conn.execute(
        "insert into badges_credentials (id, person, credential, programme, period, number, data, salt)"
        " values (:id, :person, :credential, :programme, :period, :number, :data, :salt)",
        {
            "id": new_id, "person": person, "credential": said["credential"], "programme": said["programme"],
            "period": said["period"], "number": number, "data": canonical(data).decode(), "salt": salt,
        },
    )  # fmt: skip
    writing.tell(CredentialIssued(**said, seal=seal(salt, data)), person=person, unit=unit, subject=new_id)


def revoke(writing: Writing, found: Standing, unit: str, reason: str) -> None:
    """Tell that a credential was revoked; `reason` is one of `REASONS`, not free text."""
    writing.tell(CredentialRevoked(reason), person=found.person, unit=unit, subject=found.id)


def used(db: Database, slug: str, version: str) -> bool:
    """Whether a credential was ever issued."""
    return bool(value(db, "select 1 from badges_credentials where credential = :slug limit 1", {"slug": slug}))


def keep_programme(db: Database, slug: str, body: Mapping[str, Any]) -> None:
    """The follower's note of a programme."""
    sql = "insert into badges_programmes (slug, body) values (:slug, :body) on conflict (slug) do update set body = excluded.body"
    db.conn.execute(sql, {"slug": slug, "body": canonical(dict(body)).decode()})


def keep_rule(db: Database, slug: str, body: Mapping[str, Any]) -> None:
    """The follower's note of a rule."""
    db.conn.execute(
        "insert into badges_rules (slug, version, shape, rule, valid_days, title)"
        " values (:slug, :version, :shape, :rule, :days, :title) on conflict (slug) do update set version = excluded.version,"
        " shape = excluded.shape, rule = excluded.rule, valid_days = excluded.valid_days, title = excluded.title",
        {
            "slug": slug, "version": body["version"], "shape": body["shape"], "rule": canonical(body["rule"]).decode(),
            "days": body["valid_days"], "title": canonical(body["title"]).decode(),
        },
    )  # fmt: skip


def keep_done(db: Database, person: str, programme: str, what: str, name: str, score: str = "") -> None:
    """The follower's note of something that a person did in a programme."""
    db.conn.execute(
        "insert into badges_done (person, programme, what, name, score) values (:person, :programme, :what, :name, :score)"
        " on conflict (person, programme, what, name) do nothing",
        {"person": person, "programme": programme, "what": what, "name": name, "score": score},
    )


def programme(db: Database, slug: str) -> dict[str, Any] | None:
    """What the record last said of a programme."""
    body = value(db, "select body from badges_programmes where slug = :slug", {"slug": slug})
    return json.loads(body) if body else None


def rules(db: Database) -> list[Row]:
    """All rules, each with its `rule` and `title` as plain values."""
    found = rows(db, "select * from badges_rules order by slug")
    return [{**row, "rule": json.loads(row["rule"]), "title": json.loads(row["title"])} for row in found]


def done(db: Database, person: str, programme_slug: str, asked: Mapping[str, Any]) -> Done:
    """What a person has done in a programme, with what it asks."""
    found = rows(
        db,
        "select what, name, score from badges_done where person = :p and programme = :g",
        {"p": person, "g": programme_slug},
    )
    names = {
        what: frozenset(row["name"] for row in found if row["what"] == what) for what in ("lesson", "test", "pledge")
    }
    score = next((Fraction(row["score"]) for row in found if (row["what"], row["name"]) == ("test", "post")), None)
    return Done(
        names["lesson"],
        names["test"],
        names["pledge"],
        score,
        tuple(asked["topics"]),
        asked["pledge"],
        asked["criterion"],
    )


def participants(db: Database) -> list[tuple[str, str]]:
    """Everybody who did anything, with the programme."""
    return [
        (r["person"], r["programme"])
        for r in rows(db, "select distinct person, programme from badges_done order by programme, person")
    ]


def keep_standing(db: Database, credential: str, person: str, body: Mapping[str, Any]) -> None:
    """The follower's note of an issue; of two periods the earlier is superseded, whichever was issued first."""
    same = {"person": person, **{name: body[name] for name in ("credential", "period")}}
    where = "where person = :person and credential = :credential"
    db.conn.execute(
        f"update badges_standing set superseded = :issued {where} and period < :period and superseded = ''",
        {**same, "issued": body["issued"]},
    )
    later = value(db, f"select issued from badges_standing {where} and period > :period order by period limit 1", same)
    db.conn.execute(
        "insert into badges_standing (id, person, credential, programme, period, passed, issued, expires, superseded, revoked, reason)"
        " values (:id, :person, :credential, :programme, :period, :passed, :issued, :expires, :superseded, '', '')",
        {
            **same, "id": credential, "passed": int(body["passed"]), "superseded": later or "",
            **{name: body[name] for name in ("programme", "issued", "expires")},
        },
    )  # fmt: skip


def keep_revoked(db: Database, credential: str, at: datetime, reason: str) -> None:
    """The follower's note of a revocation."""
    db.conn.execute(
        "update badges_standing set revoked = :day, reason = :reason where id = :id and revoked = ''",
        {"day": local_day(at).isoformat(), "reason": reason, "id": credential},
    )


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
    writing.db.conn.execute("update badges_credentials set data = '', salt = '' where person = :p", {"p": person})


def audit(db: Database) -> Iterator[Finding]:
    """Whether what is printed on each credential is what was sealed at its issue."""
    erased = {fact.person for fact in of_kind(db, "PersonErased")}
    known = set()
    for fact in of_kind(db, "CredentialIssued"):
        known.add(fact.subject)
        row = one(db, "select * from badges_credentials where id = :id", {"id": fact.subject})
        place = f"credential {fact.subject}"
        if row is None:
            yield Finding(place, "its row is gone")
        elif row["data"] == "" or row["salt"] == "":
            if fact.person not in erased:
                yield Finding(place, "what is printed on it is gone, and no fact says that it was erased")
        elif wrong := _wrong(row, fact.person, fact.body):
            yield Finding(place, wrong)
    for row in rows(db, "select id from badges_credentials"):
        if row["id"] not in known:
            yield Finding(f"credential {row['id']}", "the row has no fact")


def _wrong(row: Row, person: str, body: Mapping[str, Any]) -> str | None:
    if row["person"] != person or any(row[name] != body[name] for name in ("credential", "programme", "period")):
        return "its row is not what the record says"
    try:
        data = json.loads(row["data"])
    except ValueError:
        return "what is printed on it cannot be read"
    if canonical(data).decode() != row["data"] or seal(row["salt"], data) != body["seal"]:
        return "what is printed on it is not what was sealed at its issue"
    return None if data["number"] == row["number"] else "its number is not the one that is printed"
