"""Programmes, who is enrolled in them, the learner's path and home page."""

from collections.abc import Mapping
from typing import Any

from core.calendar import local_day
from core.db import Database
from core.ground import Ground
from core.language import Text
from core.room import Page, Room
from programmes import load, store


def _health(ground: Ground, db: Database) -> Mapping[str, Any]:
    return {"running_today": sum(1 for _ in load.running(db, local_day(ground.clock())))}


room = Room(
    name="programmes",
    migrations=store.migrations,
    pages=(
        Page("", Text(th="หน้าหลัก", en="Home"), "programmes.pages.home:render"),
        Page(
            "content", Text(th="เนื้อหา", en="Content"), "programmes.pages.content:render", ("trainer", "administrator")
        ),
    ),
    shelf=load.shelf,
    health=_health,
)
