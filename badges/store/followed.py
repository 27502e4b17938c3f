"""What the follower notes of the record: programmes, rules, what people did, and how each credential stands."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache
from typing import Any

from badges.credential import Done
from core.calendar import local_day
from core.db import Database, Row, one, rows, value
from core.language import Text
from core.record import canonical


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
    return _said(body) if body else None


@lru_cache(maxsize=256)
def _said(text: str) -> Any:
    """Read once: whoever asks only looks at it."""
    return json.loads(text)


def newest_title(db: Database) -> Text | None:
    """The title of the programme with the latest year; None while there is none."""
    asked = [_said(row["body"]) for row in rows(db, "select body from badges_programmes order by slug")]
    return Text(**max(asked, key=lambda each: int(each["fiscal_year"]))["title"]) if asked else None


def rules(db: Database) -> list[Row]:
    """All rules, each with its `rule` and `title` as plain values."""
    found = rows(db, "select * from badges_rules order by slug")
    return [{**row, "rule": _said(row["rule"]), "title": _said(row["title"])} for row in found]


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
    known_at = asked.get("known_at", -1)
    said = next((row["score"] for row in found if row["what"] == "knew"), "{}") if known_at >= 0 else "{}"
    return Done(
        names["lesson"],
        names["test"],
        names["pledge"],
        score,
        tuple(asked["topics"]),
        asked["pledge"],
        asked["criterion"],
        frozenset(topic for topic, share in _said(said).items() if Fraction(share) * 100 >= known_at),
    )


def participants(db: Database) -> list[tuple[str, str]]:
    """Everybody who did anything, with the programme."""
    return [
        (r["person"], r["programme"])
        for r in rows(db, "select distinct person, programme from badges_done order by programme, person")
    ]


def participants_in(db: Database, programme_slug: str) -> list[str]:
    """Everybody who did anything in a programme."""
    sql = "select distinct person from badges_done where programme = :g order by person"
    return [row["person"] for row in rows(db, sql, {"g": programme_slug})]


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


def mistakes(db: Database, person: str, credential: str, period: str, programme: str) -> int:
    """How many editions of a credential were revoked because they were issued with wrong data. `programme` "": of any."""
    sql = (
        "select count(*) from badges_standing where person = :person and credential = :credential"
        " and period = :period and (:programme = '' or programme = :programme) and reason = 'mistake'"
    )
    key = {"person": person, "credential": credential, "period": period, "programme": programme}
    return int(value(db, sql, key))


def keep_revoked(db: Database, credential: str, at: datetime, reason: str) -> None:
    """The follower's note of a revocation."""
    db.conn.execute(
        "update badges_standing set revoked = :day, reason = :reason where id = :id and revoked = ''",
        {"day": local_day(at).isoformat(), "reason": reason, "id": credential},
    )
