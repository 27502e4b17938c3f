"""Who waits for a slip, and the many links that are made at once for slips."""

from datetime import datetime

from core.db import Database, Row, rows
from people.signin import kept_token
from people.store.directory import Roster
from people.store.signins import LINK_LASTS


def renew(db: Database, tokens: dict[str, str], purpose: str, at: datetime) -> None:
    """Keep one-time links for many people (person → token); their earlier ones for the same purpose end now."""
    ends = (at + LINK_LASTS[purpose]).isoformat()
    db.conn.executemany(
        "update people_links set used = :at where purpose = :purpose and person = :person and used = ''",
        [{"at": at.isoformat(), "purpose": purpose, "person": person} for person in tokens],
    )
    db.conn.executemany(
        "insert into people_links (token, purpose, person, ends) values (:token, :purpose, :person, :ends)",
        [{"token": kept_token(t), "purpose": purpose, "person": p, "ends": ends} for p, t in tokens.items()],
    )


def awaited(db: Database) -> list[Row]:
    """Those on the roster who have no password yet, in the order of the list: id, code, title, name, unit.

    `over`: the units over which they hold a role, with commas between.
    """
    found = rows(
        db,
        "select p.id, p.code, p.title, p.name, p.unit, coalesce(group_concat(g.unit), '') as over"
        " from people_persons p"
        " left join people_passwords w on w.person = p.id left join people_grants g on g.person = p.id"
        " where p.active = 1 and w.person is null group by p.id order by p.sorting, p.id",
    )
    places = {unit: place for place, unit in enumerate(Roster().units(db))}
    return sorted(found, key=lambda row: places[row["unit"]])
