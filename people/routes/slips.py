"""Slips to print: each new person's one-time sign-in link as a QR code."""

from collections.abc import Awaitable, Callable
from io import BytesIO

import qrcode
import qrcode.image.svg
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from core.directory import Person
from core.ground import Ground
from core.html import escape, plain, sorry
from core.language import Language, say
from core.settings import ADDRESS, setting
from core.web import language_of
from people.admission import new_link, reached
from people.store import signins
from people.store.directory import Roster


def page(ground: Ground) -> Callable[[Request], Awaitable[Response]]:
    """GET asks; POST makes new links, for one person (`person=id`) or for all who have no password yet."""

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
        with ground.read() as db:
            waiting = signins.without_password(db)
            mine = [p for p in Roster().everybody(db) if reached(db, who, p)]
        if request.method != "POST":
            return _asking(language, sum(p.id in waiting for p in mine))
        wanted = request.query_params.get("person", "")
        with ground.write() as writing:
            chosen = [p for p in mine if p.id == wanted] if wanted else [p for p in mine if p.id in waiting]
            links = [(person, new_link(ground, writing, person.id)) for person in chosen]
            address = setting(writing.db, ADDRESS) or f"{request.url.scheme}://{request.headers['host']}"
        return _printed(language, [(person, f"{address}/join/{token}") for person, token in links])

    return slips


def _asking(language: Language, count: int) -> Response:
    title = say(language, "ใบเข้าใช้งานครั้งแรก", "First sign-in slips")
    body = (
        f'<h1>{title}</h1><form class="card" method="post" action="/slips">'
        f"<p>{say(language, f'ผู้ที่ยังไม่ได้ตั้งรหัสผ่าน {count} คน ใบเดิมที่พิมพ์ไปแล้วจะใช้ไม่ได้', f'{count} people have no password yet. Slips printed before will open nothing.')}</p>"
        f"<button>{say(language, 'ทำใบใหม่', 'Make new slips')}</button></form>"
    )
    return plain(title, body, language, here="/slips")


def _printed(language: Language, links: list[tuple[Person, str]]) -> Response:
    title = say(language, "ใบเข้าใช้งานครั้งแรก", "First sign-in slips")
    once = say(language, "ใช้ได้ครั้งเดียว ภายใน 30 วัน", "Opens once, within 30 days")
    cards = "".join(
        f'<div class="slip">{qr_svg(link)}<strong>{escape(person.full_name)}</strong><br>'
        f"{say(language, 'รหัส', 'Code')} {escape(person.code)}<br><small>{escape(link)}</small><br><small>{once}</small></div>"
        for person, link in links
    )
    empty = say(language, "ทุกคนตั้งรหัสผ่านแล้ว", "Everybody has chosen a password.")
    lead = links[0][1].rsplit("/join/", 1)[0] if links else ""
    where = say(language, "คิวอาร์โค้ดพาไปที่", "The codes lead to")
    note = say(
        language,
        "พิมพ์หน้านี้แล้วตัดแจก ลิงก์แสดงครั้งเดียวในหน้านี้",
        "Print this page and hand the slips out. The links are shown here only once.",
    )
    return plain(
        title,
        f'<h1 class="noprint">{title}</h1><p class="noprint">{note}<br>{where} <strong>{escape(lead)}</strong></p><div class="slips">{cards or empty}</div>',
        language,
    )


def qr_svg(text: str) -> str:
    """A QR code as an inline SVG of one path."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4)
    code.add_data(text)
    out = BytesIO()
    code.make_image(image_factory=qrcode.image.svg.SvgPathImage).save(out)
    svg = out.getvalue().decode()
    return svg[svg.index("<svg") :].replace("<svg", '<svg role="img" aria-label="QR"', 1)
