"""Persons, units, roles, sign-in: the only room that knows names."""

from collections.abc import Mapping
from typing import Any

from core.db import Database, value
from core.ground import Ground
from core.language import Text
from core.room import Page, Room
from people.cli import people
from people.store import audit, roster, tables


def _health(ground: Ground, db: Database) -> Mapping[str, Any]:
    return {"on_roster": value(db, "select count(*) from people_persons where active = 1")}


room = Room(
    name="people",
    migrations=tables.migrations,
    pages=(
        Page("people", Text(th="บุคลากร", en="People"), "people.pages.roster:render", ("administrator",)),
        Page(
            "organisation",
            Text(th="ตั้งค่าหน่วยงาน", en="Organisation"),
            "people.pages.organisation:render",
            ("administrator",),
        ),
    ),
    routes="people.routes:routes",
    commands=(people,),
    health=_health,
    audit=lambda ground, db: audit.audit(db),
    export=roster.export,
    erase=roster.erase,
)
