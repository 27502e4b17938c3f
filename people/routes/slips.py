"""Slips to print: each new person's one-time sign-in link, eight on a sheet of A4."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from core.calendar import local_day
from core.db import Row
from core.directory import Person, full_name
from core.ground import Ground
from core.html import escape, plain, sorry
from core.language import Language, say
from core.settings import ORGANISATION_EN, ORGANISATION_TH, setting
from core.web import language_of
from people.admission import reached
from people.routes.given import fields, house_address, pdf, too_large, unreachable
from people.signin import token
from people.slips import Batch, batches
from people.store import slips as store
from people.store.directory import Roster
from people.store.signins import LINK_LASTS


def page(ground: Ground) -> Callable[[Request], Awaitable[Response]]:
    """GET asks for whom; POST makes new links, for one person (`person=id`) or for those without a password."""

    async def slips(request: Request) -> Response:
        language = language_of(request.scope)
        who: Person | None = request.state.person
        if who is None:
            return RedirectResponse("/sign-in?back=/slips", 303)
        if not who.holds("administrator"):
            return sorry(
                language, 403,
                ("หน้านี้สำหรับผู้ดูแลระบบ", "ขอให้ผู้ดูแลระบบของหน่วยงานพิมพ์ให้"),
                ("This page is for administrators", "Ask your administrator to print it."),
            )  # fmt: skip
        given = await fields(request) if request.method == "POST" else {}
        if given is None:
            return too_large(request)
        return await run_in_threadpool(_answer, ground, request, who, given, language)

    return slips


def _answer(ground: Ground, request: Request, who: Person, given: dict[str, str], language: Language) -> Response:
    with ground.read() as db:
        mine, units = Roster().scope(db, who, "administrator"), Roster().units(db)
        people = [row for row in store.awaited(db) if _within(row, mine)]
        wanted = Roster().person(db, request.query_params.get("person", ""))
        if wanted and wanted.active and reached(db, who, wanted):
            people = [{"id": wanted.id, "code": wanted.code, "title": wanted.title, "name": wanted.name,
                       "unit": wanted.unit}]  # fmt: skip
        elif "person" in request.query_params:
            people = []
    found = batches(people, {id: unit for id, unit in units.items() if id in mine})
    batch = next((each for each in found if each.key == given.get("batch", found[0].key)), None) if found else None
    if request.method != "POST" or batch is None:
        return _asking(language, who, found, moved=request.method == "POST" and bool(found))
    names = {id: unit.name[language] for id, unit in units.items()}
    return unreachable(ground, request, given, who) or _printed(ground, request, batch.people, names, language)


def _within(row: Row, mine: frozenset[str]) -> bool:
    """Whether a person, and all that they may do, lies within an administrator's units."""
    return row["unit"] in mine and all(unit in mine for unit in row["over"].split(",") if unit)


def _printed(
    ground: Ground, request: Request, people: list[Row], units: dict[str, str], language: Language
) -> Response:
    """New links on paper. The paper is made first and the links kept after it: a slip opens as soon as it is here."""
    from people import slip  # fpdf2, numpy and pdfium: 45 MB that wait for the first paper

    at = ground.clock()
    tokens = {row["id"]: token() for row in people}
    with ground.read() as db:
        address = house_address(db, request)
        house = setting(db, ORGANISATION_TH if language == "th" else ORGANISATION_EN)
    printed = [
        slip.Slip(
            full_name(row["title"], row["name"]), row["code"], units[row["unit"]], f"{address}/join/{tokens[row['id']]}"
        )
        for row in people
    ]
    until = local_day(at + LINK_LASTS["join"] - timedelta(days=1))
    document = slip.pdf(printed, house, until, local_day(at), language)
    with ground.write() as writing:
        store.renew(writing.db, tokens, "join", at)
    return pdf(document, "slips")


def _asking(language: Language, who: Person, found: list[Batch], *, moved: bool) -> Response:
    title = say(language, "ใบเข้าใช้งานครั้งแรก", "First sign-in slips")
    if not found:
        empty = say(
            language, "ทุกคนตั้งรหัสผ่านแล้ว ไม่มีใบที่ต้องพิมพ์", "Everybody has chosen a password; there is nothing to print."
        )
        more = say(language, "กลับไปหน้าบุคลากร", "Back to People")
        return plain(title, f'<h1>{title}</h1><p>{empty}</p><p><a class="button" href="/people">{more}</a></p>', language,
                     here="/slips", person=who)  # fmt: skip
    anew = say(language, "รายชื่อเปลี่ยนไประหว่างนี้ เลือกอีกครั้ง", "The list has changed meanwhile. Please choose again.")
    options = "".join(
        f'<option value="{escape(each.key, quote=True)}">{escape(each.label(language))}</option>' for each in found
    )
    lead = say(
        language,
        f"ผู้ที่ยังไม่ได้ตั้งรหัสผ่าน {found[0].total} คน พิมพ์แผ่นละ 8 ใบ เรียงตามรายชื่อ",
        f"{found[0].total} people have no password yet. Eight slips on a sheet, in the order of the list.",
    )
    note = say(
        language,
        "ทำใบใหม่แล้ว ใบเดิมของผู้ที่เลือกจะใช้ไม่ได้ ลิงก์อยู่บนกระดาษเท่านั้น ระบบไม่เก็บไว้ ใช้ได้ครั้งเดียวภายใน 30 วัน",
        "Slips printed before for the same people open nothing any more. The links stand on the paper alone; each opens once, within 30 days.",
    )
    body = (
        f'<h1>{title}</h1><form class="card" method="post" action="/slips"><p>{lead}</p>'
        f'{f"<p role=alert>{anew}</p>" if moved else ""}<label for="batch">{say(language, "พิมพ์ให้", "For")}</label>'
        f'<select id="batch" name="batch">{options}</select><p class="hint">{note}</p>'
        f"<button>{say(language, 'ทำใบใหม่ (PDF)', 'Make new slips (PDF)')}</button></form>"
        f'<p><a class="touch" href="/people">{say(language, "← กลับไปหน้าบุคลากร", "← Back to People")}</a></p>'
    )
    return plain(title, body, language, here="/slips", person=who)
