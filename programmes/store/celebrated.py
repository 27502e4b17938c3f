"""Who was told that a programme is finished: each person once, on whatever device."""

from core.db import Database, value
from core.record import Writing


def celebrated(db: Database, programme: str, person: str) -> bool:
    """Whether a person was told."""
    sql = "select 1 from programmes_celebrated where programme = :g and person = :p"
    return bool(value(db, sql, {"g": programme, "p": person}))


def celebrate(writing: Writing, programme: str, person: str) -> bool:
    """Note that they are told; whether this was the first time."""
    sql = "insert into programmes_celebrated (programme, person) values (:g, :p) on conflict do nothing"
    return writing.db.conn.execute(sql, {"g": programme, "p": person}).rowcount == 1
