"""Persons, units, roles, sign-in: the only room that knows names."""

from collections.abc import Mapping
from itertools import chain
from typing import Any

from core.db import Database, value
from core.ground import Ground
from core.keeper import Kept
from core.language import Text
from core.room import Page, Room
from people import load, play
from people.cli import address, people
from people.store import audit, notice, owned, tables


def _health(ground: Ground, db: Database) -> Mapping[str, Any]:
    return {"on_roster": value(db, "select count(*) from people_persons where active = 1")}


room = Room(
    name="people",
    migrations=tables.migrations,
    pages=(
        Page("people", Text(th="บุคลากร", en="People"), "people.pages.roster:render", ("administrator",)),
        Page(
            "person",
            Text(th="บุคคล", en="Person"),
            "people.pages.person:render",
            ("administrator",),
            shown=False,
            under="people",
        ),
        Page(
            "import",
            Text(th="นำเข้ารายชื่อ", en="Import people"),
            "people.pages.import_:render",
            ("administrator",),
            shown=False,
            under="people",
        ),
        Page(
            "organisation",
            Text(th="ตั้งค่าหน่วยงาน", en="Organisation"),
            "people.pages.organisation:render",
            ("administrator",),
        ),
        Page("units", Text(th="โครงสร้างหน่วยงาน", en="Units"), "people.pages.units:render", ("administrator",)),
        Page("joining", Text(th="ขอเข้าร่วม", en="Joining"), "people.pages.joining:render", ("manager", "administrator")),
        Page("my-data", Text(th="ข้อมูลของฉัน", en="My data"), "people.pages.privacy:render", shown=False),
        Page(
            "erasure",
            Text(th="ลบข้อมูลบุคคล", en="Erase a person"),
            "people.pages.erasure:render",
            ("administrator",),
            shown=False,
            under="organisation",
        ),
    ),
    routes="people.routes:routes",
    commands=(people, address),
    health=_health,
    plays={"moves": play.moves, "leaves": play.leaves, "helps": play.helps},
    shelves=(load.shelf,),
    audit=lambda ground, db: chain(audit.audit(db), notice.audit(db, load.kept)),
    export=owned.export,
    erase=owned.erase,
    kept=Kept(
        Text(th="บุคลากรและการเข้าสู่ระบบ", en="Roster and sign-in"),
        Text(
            th="คำนำหน้า ชื่อ ตำแหน่ง รหัส รหัสผ่าน บทบาท ลิงก์ และการเข้าสู่ระบบ",
            en="Title, name, position, code, password, roles, links and sign-ins.",
        ),
        Text(
            th="บันทึกที่ไม่มีชื่อ ซึ่งบอกว่ามีผู้เข้ามา ย้าย หรือออกจากหน่วยงานใด เมื่อใด",
            en="A record without a name of when somebody came to, moved to or left which unit.",
        ),
    ),
)
