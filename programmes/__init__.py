"""Programmes, who is enrolled in them, the learner's path and home page, reminders."""

from collections.abc import Mapping
from typing import Any

from core.calendar import local_day
from core.db import Database
from core.ground import Ground
from core.keeper import Kept
from core.language import Text
from core.room import Page, Room
from programmes import load, reminding, store
from programmes.cli import remind


def _health(ground: Ground, db: Database) -> Mapping[str, Any]:
    return {"running_today": sum(1 for _ in load.running(db, local_day(ground.clock())))}


room = Room(
    name="programmes",
    migrations=store.migrations,
    pages=(
        Page("", Text(th="หน้าหลัก", en="Home"), "programmes.pages.home:render"),
        Page(
            "programmes",
            Text(th="หลักสูตร", en="Programmes"),
            "programmes.pages.overview:render",
            ("trainer", "administrator"),
        ),
        Page(
            "programme",
            Text(th="แก้ไขหลักสูตร", en="Edit a programme"),
            "programmes.pages.form:render",
            ("trainer", "administrator"),
            shown=False,
        ),
        Page(
            "reminders",
            Text(th="เตือน", en="Reminders"),
            "programmes.pages.reminders:render",
            ("manager", "administrator"),
        ),
        Page(
            "content", Text(th="เนื้อหา", en="Content"), "programmes.pages.content:render", ("trainer", "administrator")
        ),
    ),
    commands=(remind,),
    followers=lambda ground: (store.follower(),),
    tick=reminding.Rounds().tick,
    shelf=load.shelf,
    health=_health,
    export=store.export,
    erase=store.erase,
    kept=Kept(
        Text(th="โครงการและการเตือน", en="Programmes and reminders"),
        Text(
            th="อีเมลที่ให้ไว้ และรายการข้อความเตือนที่ส่ง",
            en="The e-mail address that was given, and the list of reminders sent.",
        ),
        Text(
            th="ไม่มี",
            en="Nothing.",
        ),
    ),
)
