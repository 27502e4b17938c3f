"""Passwords, sign-ins, one-time links and failed tries, kept. No fact is told of them: they are not for ever."""

import secrets
from datetime import datetime, timedelta

from core.db import Database, one, rows, value
from core.directory import Shared
from core.settings import SHARED_MINUTES, setting
from people.signin import REMEMBERED, SHARED_LASTS, kept_token, wait

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


def begin(db: Database, person: str, at: datetime, *, shared: bool = False) -> str:
    """Sign a person in; returns the sign-in's id, which only the signed cookie carries.

    On a `shared` computer it ends some minutes after its last use.
    """
    signin, minutes = secrets.token_hex(16), shared_minutes(db) if shared else 0
    ends = at + (_unused(minutes) if shared else SIGNIN_LASTS)
    db.conn.execute(
        "insert into people_signins (id, person, at, ends, minutes) values (:id, :person, :at, :ends, :minutes)",
        {"id": signin, "person": person, "at": at.isoformat(), "ends": ends.isoformat(), "minutes": minutes},
    )
    return signin


def shared_minutes(db: Database) -> int:
    """After how many minutes without use a sign-in on a shared computer ends, as the organisation has set it."""
    return int(setting(db, SHARED_MINUTES) or SHARED_LASTS)


def _unused(minutes: int) -> timedelta:
    """How long a sign-in lasts after a use was written down. Later ones may not be for half a minute: they count too."""
    return timedelta(minutes=minutes, seconds=30)


def shared(db: Database, signin: str) -> Shared | None:
    """How a sign-in on a shared computer stands; None for one on somebody's own."""
    row = one(db, "select minutes, ends from people_signins where id = :id and minutes > 0", {"id": signin})
    return Shared(row["minutes"], datetime.fromisoformat(row["ends"])) if row else None


def used(db: Database, signin: str, at: datetime) -> None:
    """A sign-in on a shared computer is in use, and lasts on. One that has ended stays so."""
    standing = shared(db, signin)
    if standing:
        db.conn.execute(
            "update people_signins set ends = :ends where id = :id and revoked = '' and ends > :at",
            {"ends": (at + _unused(standing.minutes)).isoformat(), "id": signin, "at": at.isoformat()},
        )


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


def counted(db: Database, at: datetime, *keys: tuple[str, str]) -> timedelta:
    """How long to wait. Whoever need not is counted now, before the password is looked at: many at once are many tries."""
    pause = max(wait(kind, tries(db, kind, key), at) for kind, key in keys)
    if not pause:
        for kind, key in keys:
            failed(db, kind, key, at)
    return pause


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
