"""Addresses that people gave for reminders, and the log of what was sent: a row a person, programme and day mark.

The row is written before the letter goes and again after it. Whatever happens between, the row stands, and nobody
gets the letter a second time; only what surely did not go ("failed") can be tried again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.db import Database, one, rows, value
from core.record import Writing, stamp
from programmes.store.walked import walked


@dataclass(frozen=True, slots=True)
class Delivery:
    """One letter of the log. `state` is sending, sent or failed; `reason` is a word of `core.mail`."""

    programme: str
    person: str
    days: int
    state: str
    reason: str
    at: str


def address(db: Database, person: str) -> str:
    """The e-mail address that a person gave for reminders; "" for none."""
    return str(value(db, "select address from programmes_addresses where person = :p", {"p": person}) or "")


def set_address(writing: Writing, person: str, given: str) -> None:
    """Keep a person's address, or none when it is empty."""
    writing.db.conn.execute("delete from programmes_addresses where person = :p", {"p": person})
    if given:
        writing.db.conn.execute(
            "insert into programmes_addresses (person, address) values (:p, :given)", {"p": person, "given": given}
        )


def addresses(db: Database) -> Mapping[str, str]:
    """Every address, by person."""
    return {row["person"]: row["address"] for row in rows(db, "select person, address from programmes_addresses")}


def taken(writing: Writing, programme: str, person: str, days: int, *, again: bool) -> bool:
    """Take a letter up, before it goes. False when it was taken up already; `again` takes up what failed, too."""
    done = writing.db.conn.execute(
        "insert into programmes_deliveries (programme, person, days, state, reason, at)"
        " values (:programme, :person, :days, 'sending', '', :at) on conflict (programme, person, days)"
        " do update set state = 'sending', reason = '', at = excluded.at"
        " where :again and programmes_deliveries.state = 'failed'",
        {"programme": programme, "person": person, "days": days, "at": stamp(writing.at), "again": int(again)},
    )
    return bool(done.rowcount)


def settled(writing: Writing, programme: str, person: str, days: int, state: str, reason: str) -> None:
    """Keep what came of a letter."""
    writing.db.conn.execute(
        "update programmes_deliveries set state = :state, reason = :reason, at = :at"
        " where programme = :programme and person = :person and days = :days",
        {
            "programme": programme,
            "person": person,
            "days": days,
            "state": state,
            "reason": reason,
            "at": stamp(writing.at),
        },
    )


def attempted(db: Database, programme: str, days: int) -> Mapping[str, str]:
    """The state of each letter of one day mark, by person."""
    sql = "select person, state from programmes_deliveries where programme = :programme and days = :days"
    return {row["person"]: row["state"] for row in rows(db, sql, {"programme": programme, "days": days})}


def deliveries(db: Database, programme: str) -> list[Delivery]:
    """All letters of a programme, the newest first."""
    sql = "select * from programmes_deliveries where programme = :programme order by at desc, person"
    return [Delivery(**row) for row in rows(db, sql, {"programme": programme})]


def export(db: Database, person: str) -> Mapping[str, Any]:
    """A person's own data in this room."""
    found = one(db, "select address from programmes_addresses where person = :p", {"p": person})
    sent = "select programme, days, state, at from programmes_deliveries where person = :p order by at"
    return {
        "email": found["address"] if found else "",
        "reminders": rows(db, sent, {"p": person}),
        "begun": walked(db, person),
    }


def erase(writing: Writing, person: str) -> None:
    """A person's address, their letters in the log and what they were told go."""
    for table in ("programmes_addresses", "programmes_deliveries", "programmes_celebrated"):
        writing.db.conn.execute(f"delete from {table} where person = :p", {"p": person})
