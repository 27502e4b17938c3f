"""Making a poster by which a unit's people join: asked first, then answered with the paper itself."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from core.calendar import local_day
from core.directory import Person, Unit
from core.ground import Ground
from core.html import escape, plain, sorry
from core.language import Language, Text, say
from core.settings import ORGANISATION_EN, ORGANISATION_TH, setting
from core.web import language_of
from people.joining import LASTS
from people.routes.given import fields, house_address, pdf, too_large, unreachable
from people.signin import typed_token
from people.store import joining
from people.store.directory import Roster


def page(ground: Ground) -> Callable[[Request], Awaitable[Response]]:
    """GET asks for which unit; POST keeps the link's digest and answers with the poster, the only place of the link."""

    async def posters(request: Request) -> Response:
        language = language_of(request.scope)
        person: Person | None = request.state.person
        if person is None:
            return RedirectResponse("/sign-in?back=/posters", 303)
        if not person.holds("manager", "administrator"):
            return sorry(
                language, 403,
                ("หน้านี้สำหรับผู้กำกับติดตามและผู้ดูแลระบบ", "ขอให้ผู้กำกับติดตามของหน่วยงานพิมพ์ให้"),
                ("This page is for managers and administrators", "Ask your manager to print it."),
            )  # fmt: skip
        with ground.read() as db:
            mine, units = Roster().scope(db, person, "manager", "administrator"), Roster().units(db)
        if request.method != "POST":
            return _asking(language, person, {id: unit for id, unit in units.items() if id in mine})
        given = await fields(request)
        if given is None:
            return too_large(request)
        unit, days = given.get("unit", ""), given.get("days", "")
        if unit not in mine or unit not in units or days not in map(str, LASTS):
            return sorry(
                language, 400,
                ("เลือกหน่วยงานและจำนวนวันจากหน้านี้", "กลับไปหน้าโปสเตอร์แล้วลองอีกครั้ง"),
                ("Choose the unit and the days on the page", "Go back to the posters, and try again."),
            )  # fmt: skip
        if warned := unreachable(ground, request, given, person):
            return warned
        return await run_in_threadpool(_made, ground, request, units[unit], int(days), given.get("way") == "at-once")

    return posters


def _made(ground: Ground, request: Request, unit: Unit, days: int, at_once: bool) -> Response:
    token = typed_token()
    with ground.write() as writing:
        at = writing.at
        ends = at + timedelta(days=days)
        joining.make(writing.db, ground.new_id(), token, unit.id, at_once=at_once, at=at, ends=ends)
        house = Text(
            th=setting(writing.db, ORGANISATION_TH) or unit.name.th,
            en=setting(writing.db, ORGANISATION_EN) or unit.name.en,
        )
        address = f"{house_address(writing.db, request)}/joining/{token}"
    from people import poster  # fpdf2, numpy and pdfium: 45 MB that wait for the first paper

    sheet = poster.Sheet(house, unit.name, address, at_once, local_day(ends - timedelta(days=1)))
    return pdf(poster.pdf(sheet, local_day(at)), "poster")


def _asking(language: Language, person: Person, units: dict[str, Unit]) -> Response:
    title = say(language, "โปสเตอร์เข้าร่วม", "Poster to join by")

    def depth(unit: Unit) -> int:
        above = units.get(unit.above)
        return 1 + depth(above) if above else 0

    options = "".join(
        f'<option value="{escape(id, quote=True)}">{"– " * depth(unit)}{escape(unit.name[language])}</option>'
        for id, unit in units.items()
    )
    days = "".join(
        f'<option value="{each}"{" selected" if each == 30 else ""}>{each} {say(language, "วัน", "days")}</option>'
        for each in LASTS
    )
    lead = say(
        language,
        "ติดโปสเตอร์ไว้ในหน่วยงาน ใครสแกนคิวอาร์โค้ดจะกรอกชื่อ ตั้งรหัสและรหัสผ่านเอง ไม่ต้องมีรายชื่อล่วงหน้า",
        "Put it on a wall of the unit. Whoever scans it writes their name and chooses code and password; no list is needed.",
    )
    note = say(
        language,
        "ลิงก์อยู่บนโปสเตอร์เท่านั้น ระบบไม่เก็บไว้ ยุติได้ทุกเมื่อที่หน้า “ขอเข้าร่วม” โปสเตอร์ที่พิมพ์ไว้ก่อนยังใช้ได้",
        "The link stands on the poster alone and is not kept. End it at any time on the page “Joining”. Earlier posters still work.",
    )
    body = (
        f'<h1>{title}</h1><p>{lead}</p><form class="card" method="post" action="/posters">'
        f'<label for="unit">{say(language, "หน่วยงาน", "Unit")}</label><select id="unit" name="unit">{options}</select>'
        f"<fieldset><legend>{say(language, 'เมื่อมีผู้สมัคร', 'When somebody comes')}</legend>{_ways(language)}</fieldset>"
        f'<label for="days">{say(language, "ใช้ได้นาน", "It opens for")}</label><select id="days" name="days">{days}</select>'
        f"<button>{say(language, 'ทำโปสเตอร์ (PDF)', 'Make the poster (PDF)')}</button></form>"
        f'<p class="hint">{note}</p><p><a href="/joining">{say(language, "ไปหน้า “ขอเข้าร่วม”", "To the page “Joining”")}</a></p>'
    )
    return plain(title, body, language, here="/posters", person=person)


def _ways(language: Language) -> str:
    """What becomes of whoever comes, as a choice of two."""
    ways = (
        ("admit", "ผู้กำกับติดตามกดรับเข้าก่อน (แนะนำ)", "A manager admits each person (recommended)", " checked"),
        ("at-once", "เข้าได้ทันที", "They are in at once", ""),
    )
    return "".join(
        f'<label class="tick"><input type="radio" name="way" value="{value}"{on}>{say(language, th, en)}</label>'
        for value, th, en, on in ways
    )
