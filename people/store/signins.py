"""Passwords, sign-ins, one-time links and failed tries, kept. No fact is told of them: they are not for ever."""

import secrets
from datetime import datetime, timedelta

from core.db import Database, one, rows, value
from people.signin import REMEMBERED, kept_token

SIGNIN_LASTS = timedelta(days=30)
LINK_LASTS = {"set-up": timedelta(days=7), "join": timedelta(days=30)}


def password_of(db: Database, person: str) -> str | None:
    """The kept hash; None while no password was chosen."""
    found = value(db, "select hash from people_passwords where person = :person", {"person": person})
    return None if found is None else str(found)


def set_password(db: Database, person: str, kept: str) -> None:
    """Keep a new password's hash, in place of the one before."""
    db.conn.execute(
        "insert into people_passwords (person, hash) values (:person, :hash)"
        " on conflict (person) do update set hash = excluded.hash",
        {"person": person, "hash": kept},
    )


def begin(db: Database, person: str, at: datetime) -> str:
    """Sign a person in; returns the sign-in's id, which only the signed cookie carries."""
    signin = secrets.token_hex(16)
    db.conn.execute(
        "insert into people_signins (id, person, at, ends) values (:id, :person, :at, :ends)",
        {"id": signin, "person": person, "at": at.isoformat(), "ends": (at + SIGNIN_LASTS).isoformat()},
    )
    return signin


def revoke(db: Database, signin: str, at: datetime) -> None:
    """End one sign-in."""
    db.conn.execute(
        "update people_signins set revoked = :at where id = :id and revoked = ''", {"at": at.isoformat(), "id": signin}
    )


def revoke_all(db: Database, person: str, at: datetime) -> None:
    """End every sign-in of a person."""
    db.conn.execute(
        "update people_signins set revoked = :at where person = :person and revoked = ''",
        {"at": at.isoformat(), "person": person},
    )


def link(db: Database, token: str, purpose: str, person: str, at: datetime) -> None:
    """Keep a one-time link; the person's earlier ones for the same purpose end now."""
    db.conn.execute(
        "update people_links set used = :at where purpose = :purpose and person = :person and used = ''",
        {"at": at.isoformat(), "purpose": purpose, "person": person},
    )
    db.conn.execute(
        "insert into people_links (token, purpose, person, ends) values (:token, :purpose, :person, :ends)",
        {
            "token": kept_token(token),
            "purpose": purpose,
            "person": person,
            "ends": (at + LINK_LASTS[purpose]).isoformat(),
        },
    )


def linked(db: Database, token: str, purpose: str, at: datetime) -> str | None:
    """Whom a link is for ("" for the first administrator's); None when it was used, has ended, or never was."""
    row = one(
        db,
        "select person from people_links where token = :token and purpose = :purpose and used = '' and ends > :at",
        {"token": kept_token(token), "purpose": purpose, "at": at.isoformat()},
    )
    return None if row is None else str(row["person"])


def use(db: Database, token: str, at: datetime) -> None:
    """A link opens once."""
    db.conn.execute(
        "update people_links set used = :at where token = :token", {"at": at.isoformat(), "token": kept_token(token)}
    )


def failed(db: Database, kind: str, who: str, at: datetime) -> None:
    """Keep a try as failed until it is known to be right, and drop those that count no more."""
    db.conn.execute("delete from people_tries where at < :old", {"old": (at - REMEMBERED).isoformat()})
    db.conn.execute(
        "insert into people_tries (kind, who, at) values (:kind, :who, :at)",
        {"kind": kind, "who": who, "at": at.isoformat()},
    )


def tries(db: Database, kind: str, who: str) -> list[datetime]:
    """The failed tries, oldest first."""
    found = rows(
        db, "select at from people_tries where kind = :kind and who = :who order by at", {"kind": kind, "who": who}
    )
    return [datetime.fromisoformat(row["at"]) for row in found]


def forgiven(db: Database, who: str) -> None:
    """After a right password, the account's failed tries count no more."""
    db.conn.execute("delete from people_tries where kind = 'account' and who = :who", {"who": who})


def taken_back(db: Database, kind: str, who: str, at: datetime) -> None:
    """One try of that moment, which was counted before it was known to be right, counts no more."""
    db.conn.execute(
        "delete from people_tries where rowid ="
        " (select rowid from people_tries where kind = :kind and who = :who and at = :at limit 1)",
        {"kind": kind, "who": who, "at": at.isoformat()},
    )


def has_administrator(db: Database) -> bool:
    """Whether somebody on the roster can administer; until then the set-up link is open."""
    return bool(
        value(
            db,
            "select 1 from people_grants g join people_persons p on p.id = g.person"
            " join people_passwords w on w.person = p.id where g.role = 'administrator' and p.active = 1 limit 1",
        )
    )


def without_password(db: Database) -> frozenset[str]:
    """Those on the roster who have not chosen a password yet."""
    found = rows(
        db,
        "select p.id from people_persons p left join people_passwords w on w.person = p.id"
        " where p.active = 1 and w.person is null",
    )
    return frozenset(row["id"] for row in found)
