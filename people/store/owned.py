"""What is a person's own in this room: handed out on request, and deleted on request."""

from collections.abc import Mapping
from typing import Any

from core.db import Database, one, rows
from core.facts import PersonErased
from core.record import Writing


def export(db: Database, person: str) -> Mapping[str, Any]:
    """A person's own data in this room."""
    found = one(
        db,
        "select code, title, name, position, unit, executive, language, festive from people_persons where id = :id",
        {"id": person},
    )
    return {
        "person": found or {},
        "roles": rows(db, "select role, unit from people_grants where person = :id", {"id": person}),
        "notices_read": rows(
            db, "select version, at from people_notices where person = :id order by at", {"id": person}
        ),
        "sign_ins": rows(
            db, "select at, ends, revoked from people_signins where person = :id order by at", {"id": person}
        ),
        "secondary_units": rows(db, "select unit from people_also where person = :id", {"id": person}),
        "before_imports": rows(
            db, "select import, before from people_images where person = :id and before <> ''", {"id": person}
        ),
    }


def erase(writing: Writing, person: str) -> None:
    """Delete a person's own values and the salt; the facts stay, without a name."""
    row = one(writing.db, "select code, unit from people_persons where id = :id", {"id": person})
    code, unit = (row["code"], row["unit"]) if row else ("", "")
    for sql in (
        "delete from people_links where person = :id",
        "delete from people_joining where lower(code) = lower(:code)",  # asked for by a poster, and declined
        "delete from people_tries where kind = 'account' and who = :low",
        "delete from people_persons where id = :id",
    ):  # passwords, sign-ins, secondary units and what was there before an import go with the row
        writing.db.conn.execute(sql, {"id": person, "code": code, "low": code.lower()})
    writing.tell(PersonErased(), person=person, unit=unit, subject=person)
