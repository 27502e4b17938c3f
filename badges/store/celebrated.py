"""What a holder has been told of: each badge and certificate once, on whatever device."""

from collections.abc import Iterable
from datetime import date

from badges.store.followed import Standing, held
from core.db import Database, rows
from core.record import Writing


def news(db: Database, person: str, since: date, today: date) -> list[Standing]:
    """What a person was issued since a day, and has not been told of. Most often nothing, in one question."""
    sql = (
        "select c.id from badges_credentials c left join badges_celebrated d on d.credential = c.id"
        " where c.person = :p and d.credential is null"
    )
    fresh = {row["id"] for row in rows(db, sql, {"p": person})}
    if not fresh:
        return []
    return [
        each for each in held(db, person) if each.id in fresh and each.issued >= since and each.state(today) == "valid"
    ]


def celebrate(writing: Writing, credentials: Iterable[str]) -> list[str]:
    """Note that their holder is told of these; returns those of which nobody else has told them meanwhile."""
    sql = "insert into badges_celebrated (credential) values (:id) on conflict do nothing"
    return [each for each in credentials if writing.db.conn.execute(sql, {"id": each}).rowcount]
