"""The plan's indicators, the manager's page, reports, and the figures as open data."""

from core.follow import lag
from core.keeper import Kept
from core.language import Text
from core.room import Page, Room
from core.signing import public_keys
from outcomes import load, play
from outcomes.cli import outcomes
from outcomes.store import audit, followed, owned, tables

room = Room(
    name="outcomes",
    migrations=tables.migrations,
    pages=(
        Page(
            "results",
            Text(th="ผลการดำเนินงาน", en="Outcomes"),
            "outcomes.pages.manager:render",
            ("manager", "administrator"),
        ),
        *(
            Page(
                path, title, f"outcomes.pages.{path}:render", ("manager", "administrator"), shown=False, under="results"
            )
            for path, title in (
                ("entering", Text(th="บันทึกตัวเลขของตัวชี้วัด", en="Indicators’ figures")),
                ("closing", Text(th="ปิดงวด", en="Closing")),
                ("history", Text(th="ข้อมูลย้อนหลัง", en="Earlier results")),
            )
        ),
    ),
    commands=(outcomes,),
    routes="outcomes.routes:routes",
    followers=lambda ground: (followed.follower(),),
    plays={"closes": play.closes, "restates": play.restates, "enters": play.enters, "brings": play.brings},
    shelves=(load.shelf,),
    health=lambda ground, db: {"facts_behind": lag(db, (followed.follower(),))},
    audit=lambda ground, db: audit.audit(db, public_keys(ground.keys)),
    export=owned.export,
    kept=Kept(
        Text(th="ผลการดำเนินงาน", en="Outcomes"),
        Text(
            th="ชื่อของผู้ที่บันทึกตัวเลข ปิดงวด หรือนำเข้าข้อมูลย้อนหลัง",
            en="The name of whoever entered a figure, closed a period or brought earlier results in.",
        ),
        Text(
            th="ยอดรวมของแผนที่รายงานไปแล้ว และตัวเลขที่บันทึกไว้พร้อมหลักฐานและเหตุผล โดยไม่มีชื่อผู้บันทึก เพื่อให้รายงานยังตรวจสอบได้",
            en="The plan’s totals as reported, and figures that were entered, with evidence and reason but without who did it, so that reports can still be checked.",
        ),
    ),
)
