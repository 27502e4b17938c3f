"""What came with a request of these pages, how it is let in, and the answers to what none of them sends."""

from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from core.address import loopback
from core.db import Database
from core.directory import Person
from core.gate import SHARED_COOKIE, Gate
from core.ground import Ground
from core.html import escape, plain, sorry
from core.language import Text, say
from core.settings import SHARED_USUAL, links_at, setting
from core.web import language_of
from people.admission import whole
from people.person import password_wrong

FIRST = "/first-step"  # the programmes' way for whoever is new: straight to their first step
MAXIMUM_FORM = 20_000  # bytes; a form of these pages is far below
PRINTED = {"cache-control": "no-store", "x-robots-tag": "noindex"}


def local(back: str) -> str:
    """A way back that stays on this site; "/" for any other."""
    safe = back.startswith("/") and not back.startswith("//") and "\\" not in back and back.isprintable()
    return back if safe else "/"


async def fields(request: Request) -> dict[str, str] | None:
    """A form's fields; None when it is larger than any of ours."""
    raw = b""
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > MAXIMUM_FORM:
            return None
    return dict(parse_qsl(raw.decode("utf-8", "replace"), keep_blank_values=True))


def chosen(given: dict[str, str], code: str) -> Text | None:
    """What is wrong with a password that was chosen."""
    return password_wrong(given.get("password", ""), code)


def address_of(request: Request) -> str:
    """From which address a request comes."""
    return request.client.host if request.client else "?"


def house_address(db: Database, request: Request) -> str:
    """The address for what is printed; where none is set, the one by which this request came."""
    return links_at(db) or f"{request.url.scheme}://{request.headers['host']}"


def unreachable(ground: Ground, request: Request, given: dict[str, str], person: Person) -> Response | None:
    """A word before the paper, where its links would open on this computer alone; None where others can open them.

    Whoever only tries things out prints all the same: the form comes again as it was, with that said.
    """
    with ground.read() as db:
        if "anyway" in given or not loopback(urlsplit(house_address(db, request)).netloc):
            return None
        sets = whole(db, person)
    language = language_of(request.scope)
    title = say(language, "ตั้งที่อยู่สำหรับโทรศัพท์ก่อนพิมพ์", "Set an address for phones before you print")
    why = say(
        language,
        "ลิงก์และคิวอาร์โค้ดจะเป็น localhost ซึ่งเปิดได้จากเครื่องนี้เครื่องเดียว โทรศัพท์ของผู้อื่นเปิดไม่ได้ เพราะยังไม่ได้ตั้งที่อยู่ในเครือข่ายของหน่วยงาน",
        "The links and QR codes would say localhost, which this computer alone can open. Other people’s phones cannot: the office network’s address is not set yet.",
    )
    way = (
        f'<p><a class="button" href="/organisation">{say(language, "ไปตั้งที่อยู่", "Set the address")}</a></p>'
        if sets
        else f"<p>{say(language, 'ขอให้ผู้ดูแลระบบของทั้งหน่วยงานตั้งที่อยู่ที่หน้า “ตั้งค่าหน่วยงาน”', 'Ask an administrator of the whole organisation to set it on the page “Organisation”.')}</p>"
    )
    again = "".join(
        f'<input type="hidden" name="{escape(name, quote=True)}" value="{escape(value, quote=True)}">'
        for name, value in {**given, "anyway": "yes"}.items()
    )
    place = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    body = (
        f'<h1>{title}</h1><p>{why}</p>{way}<form method="post" action="{escape(place, quote=True)}">{again}'
        f'<button class="quiet">{say(language, "พิมพ์ไว้ลองบนเครื่องนี้", "Print all the same, to try it here")}</button></form>'
    )
    return plain(title, body, language, here=request.url.path, person=person)


def shares(db: Database, request: Request) -> bool:
    """Whether this computer is taken for a shared one before anybody says so."""
    return SHARED_COOKIE in request.cookies or setting(db, SHARED_USUAL) == "yes"


def on_phone(request: Request) -> bool:
    """Whether a request says that it comes from a phone: every phone's browser has “Mobi” in its name for itself."""
    return "Mobi" in request.headers.get("user-agent", "")


def welcome(gate: Gate, request: Request, signin: str, back: str, given: dict[str, str]) -> Response:
    """On to where they wanted, signed in; the tick says whether this computer is shared, and is remembered."""
    response, shared = RedirectResponse(back, 303), "shared" in given
    gate.welcome(response, signin, secure=request.url.scheme == "https", shared=shared)
    if not shared and SHARED_COOKIE in request.cookies:
        response.delete_cookie(SHARED_COOKIE)
    return response


def gone(request: Request, *, set_up: bool = False) -> Response:
    """A link that opens nothing (any more): why that may be, and what to do about it."""
    language = language_of(request.scope)
    title = say(language, "ลิงก์นี้ใช้ไม่ได้แล้ว", "This link does not open anything")
    ways = [
        (
            "ตั้งรหัสผ่านไว้แล้ว — ลิงก์ใช้ได้ครั้งเดียว เข้าสู่ระบบด้วยรหัสเข้าใช้งานและรหัสผ่านได้เลย",
            "You have chosen a password already — a link opens once. Use your sign-in code and password.",
        ),
        (
            "ได้ใบใหม่กว่านี้ หรือเลยวันที่บนใบ — ขอใบหรือลิงก์ใหม่จากผู้ดูแลระบบของหน่วยงาน",
            "You were given a newer slip, or its day is past — ask your administrator for a new slip or link.",
        ),
        ("พิมพ์ที่อยู่เอง — ตรวจตัวอักษรอีกครั้ง", "You typed the address — check its letters."),
    ]
    if set_up:
        ways = [
            ("มีผู้ดูแลระบบแล้ว — เข้าสู่ระบบ หรือขอลิงก์จากผู้ดูแลระบบ",
             "There is an administrator already — sign in, or ask them for a link."),
            ("เริ่มโปรแกรมใหม่หลังได้ลิงก์นี้ — ใช้ลิงก์ล่าสุดที่โปรแกรมพิมพ์ไว้",
             "The program was started again since — use the last link that it printed."),
        ]  # fmt: skip
    body = (
        f"<h1>{title}</h1><ul>{''.join(f'<li>{escape(say(language, *way))}</li>' for way in ways)}</ul>"
        f'<p><a class="button" href="/sign-in">{say(language, "เข้าสู่ระบบ", "Sign in")}</a></p>'
    )
    return plain(title, body, language, status=404)


def too_large(request: Request) -> Response:
    """A form that nobody typed."""
    return sorry(
        language_of(request.scope), 413,
        ("ข้อมูลที่ส่งมาใหญ่เกินไป", "กลับไปหน้าเดิมแล้วลองอีกครั้ง"),
        ("That was too much at once", "Go back and try again."),
    )  # fmt: skip


def pdf(document: bytes, name: str) -> Response:
    """A document to print, shown in place and kept nowhere."""
    headers = {**PRINTED, "content-disposition": f'inline; filename="{name}.pdf"'}
    return Response(document, media_type="application/pdf", headers=headers)
