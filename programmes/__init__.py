"""Programmes, who is enrolled in them, the learner's path and home page, reminders."""

from collections.abc import Iterator, Mapping
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
    lacks = reminding.lacking(ground, db)
    running = {"running_today": sum(1 for _ in load.running(db, local_day(ground.clock())))}
    # A mail server without an address sends nothing, and nobody would hear of it. None at all is a choice.
    return {**running, "mail": "no address" if lacks == "address" else "off" if lacks else "on"} | (
        {"state": "look"} if lacks == "address" else {}
    )


def _needs(ground: Ground, db: Database, unit: str) -> Iterator[Text]:
    """The programmes that name a unit and are not over: without it they would be for nobody, or for others."""
    today = local_day(ground.clock())
    for slug, _, programme in load.everything(db):
        if programme.span.last >= today and any(unit in units for units in store.meant(db, slug).values()):
            yield Text(
                th=f"หลักสูตร “{programme.title.th}” กำหนดไว้สำหรับหน่วยงานนี้",
                en=f"the programme “{programme.title.en}” names it",
            )


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
            under="programmes",
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
    routes="programmes.routes:routes",
    commands=(remind,),
    followers=lambda ground: (store.follower(),),
    tick=reminding.Rounds().tick,
    shelves=(load.shelf,),
    health=_health,
    export=store.export,
    needs=_needs,
    erase=store.erase,
    kept=Kept(
        Text(th="หลักสูตรและการเตือน", en="Programmes and reminders"),
        Text(
            th="อีเมลที่ให้ไว้ และรายการข้อความเตือนที่ส่ง",
            en="The e-mail address that was given, and the list of reminders sent.",
        ),
        Text(
            th="บันทึกที่ไม่มีชื่อ ซึ่งบอกว่าเริ่มหลักสูตรใด และได้คะแนนก่อนและหลังเรียนเท่าใดในแต่ละเรื่อง",
            en="A record without a name of which programmes were begun, and of the marks before and after, by topic.",
        ),
    ),
)
