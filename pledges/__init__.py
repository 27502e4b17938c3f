"""Pledge texts and their versions, signatures."""

from datetime import datetime

from core.calendar import local_day, short_date
from core.db import Database
from core.directory import Person
from core.ground import Ground
from core.keeper import Kept
from core.language import Text
from core.path import Brief, Step, StepKind
from core.room import Page, Room
from pledges import load, store
from pledges.play import play


def _step(ground: Ground, db: Database, brief: Brief, name: str, person: Person) -> Step:
    found, signed = load.pledge(db, name), store.signature(db, person.id, brief.slug, name)
    detail = Text(th="อ่านและลงนามด้วยความสมัครใจ", en="Read it, and sign it if you will")
    if signed:
        day = local_day(datetime.fromisoformat(signed["at"]))
        detail = Text(th=f"ลงนามเมื่อ {short_date(day, 'th')}", en=f"Signed on {short_date(day, 'en')}")
    return Step(
        "pledge", name, found[1].title if found else Text(th=name, en=name), detail, "pledge",
        done=signed is not None, query={"programme": brief.slug, "pledge": name}, minutes=2,
    )  # fmt: skip


room = Room(
    name="pledges",
    migrations=store.migrations,
    pages=(Page("pledge", Text(th="คำมั่น", en="Pledge"), "pledges.page:render", shown=False),),
    steps=(StepKind("pledge", None, _step, play, done=lambda db, brief, name: store.signed_by(db, brief.slug, name)),),
    shelves=(load.shelf,),
    health=lambda ground, db: store.health(db),
    audit=lambda ground, db: store.audit(db, load.kept),
    export=store.export,
    erase=store.erase,
    kept=Kept(
        Text(th="คำมั่น", en="Pledges"),
        Text(th="ชื่อและหน่วยงานใต้คำมั่นที่ลงนาม", en="Name and unit under each pledge signed."),
        Text(
            th="บันทึกที่ไม่มีชื่อ ซึ่งบอกว่ามีผู้ลงนามข้อความฉบับใด เมื่อใด",
            en="A record without a name of when somebody signed which words.",
        ),
    ),
)
