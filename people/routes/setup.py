"""The first administrator: the set-up page behind the link that `make run` printed, and where to begin after it."""

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from core.gate import Gate
from core.ground import Ground
from core.html import plain
from core.language import Language, Text, say
from core.settings import ADDRESS, OFFICE_ADDRESS, ORGANISATION_EN, ORGANISATION_TH, set_to
from core.web import language_of
from people.address import OFFICE_RULE, PUBLIC_RULE, office_address, public_address
from people.person import Draft, password_wrong, tidy, wrongs
from people.routes import forms
from people.routes.given import fields, gone, too_large, welcome
from people.signin import hashed
from people.store import roster, signins
from people.store.directory import Roster
from people.store.units import name_top

Page = Callable[[Request], Awaitable[Response]]


def page(ground: Ground, gate: Gate) -> Page:
    """GET asks, POST makes the administrator and signs them in; the link opens once, and not after that."""

    async def set_up(request: Request) -> Response:
        token, language = request.path_params["token"], language_of(request.scope)
        with ground.read() as db:
            known = signins.linked(db, token, "set-up", ground.clock()) is not None
            if not known or signins.has_administrator(db):
                return gone(request, set_up=True)
        if request.method != "POST":
            return _form(language, token, _came_by(request))
        given = await fields(request)
        if given is None:
            return too_large(request)
        draft = Draft(tidy(given.get("code", "")), tidy(given.get("title", "")), tidy(given.get("name", "")),
                      tidy(given.get("position", "")), tidy(given.get("organisation_th", "")), "administrator")  # fmt: skip
        if found := _wrongs(given, draft):
            return _form(language, token, given, found)
        kept = await run_in_threadpool(hashed, given["password"])
        signin = await run_in_threadpool(_made, ground, token, given, draft, kept)
        return welcome(gate, request, signin, "/begin", {}) if signin else gone(request, set_up=True)

    return set_up


def _made(ground: Ground, token: str, given: dict[str, str], draft: Draft, kept: str) -> str | None:
    """The organisation and its first administrator, in one transaction: the new sign-in; None when the link is used."""
    th = tidy(given["organisation_th"])
    organisation = Text(th=th, en=tidy(given.get("organisation_en", "")) or th)
    with ground.write() as writing:
        if signins.linked(writing.db, token, "set-up", writing.at) is None:
            return None
        signins.use(writing.db, token, writing.at)
        top = name_top(writing, ground.new_id(), organisation)
        here = Roster().by_code(writing.db, draft.code)  # a sheet may have been there first
        if here:
            roster.change(writing, here, draft, top)
        person = here.id if here else roster.add(writing, ground.new_id(), draft, top)
        set_to(writing.db, ORGANISATION_TH, organisation.th)
        set_to(writing.db, ORGANISATION_EN, organisation.en)
        set_to(writing.db, ADDRESS, public_address(given.get("address", "")) or "")
        set_to(writing.db, OFFICE_ADDRESS, office_address(given.get("office", "")) or "")
        signins.set_password(writing.db, person, kept)
        return signins.begin(writing.db, person, writing.at)


def begin(ground: Ground) -> Page:
    """What an administrator does first: bring people in, one way or another."""

    async def begin(request: Request) -> Response:
        person, language = request.state.person, language_of(request.scope)
        if person is None or not request.state.informed:
            return RedirectResponse("/privacy?back=/begin" if person else "/sign-in?back=/begin", 303)
        if not person.holds("administrator"):
            return RedirectResponse("/", 303)
        title = say(language, "เพิ่มบุคลากร", "Add people")
        ways = (
            ("/people", "มีรายชื่อในแฟ้ม", "You have a list in a file",
             "เพิ่มจากแฟ้ม หรือทีละคน แล้วพิมพ์ใบเข้าใช้งานแจก", "Add it, or people one by one; then print slips and hand them out."),
            ("/posters", "ให้แต่ละคนสมัครเอง", "People join by themselves",
             "พิมพ์โปสเตอร์คิวอาร์โค้ดติดในหน่วยงาน แล้วกดรับเข้า", "Print a poster with a QR code for the wall, and admit who comes."),
            ("/", "ดูก่อนว่าเรียนอะไร", "See first what is learned",
             "ไปหน้าหลัก ทำตามเส้นทางเหมือนผู้เรียน", "Go to the home page, and walk the path as a learner does."),
        )  # fmt: skip
        cards = "".join(
            f'<div class="card"><h2><a href="{to}">{say(language, th, en)}</a></h2><p>{say(language, more, most)}</p></div>'
            for to, th, en, more, most in ways
        )
        lead = say(
            language,
            "ตั้งค่าหน่วยงานเรียบร้อยแล้ว ขั้นต่อไปคือให้เพื่อนร่วมงานเข้ามา เลือกทางที่สะดวก",
            "Your organisation is set up. Next, let your colleagues in; choose whichever way suits you.",
        )
        body = f"<h1>{title}</h1><p>{lead}</p>{cards}"
        return plain(title, body, language, here="/begin", person=person)

    return begin


def _form(language: Language, token: str, given: dict[str, str], found: list[Text] | None = None) -> Response:
    """The organisation, and themselves."""
    title = say(language, "เริ่มใช้งานสุจริต", "Set up Sujarit")

    def field(name: str, th: str, en: str, hint: tuple[str, str] = ("", ""), more: str = "", kind: str = "text") -> str:
        return forms.field(name, say(language, th, en), given.get(name, ""), say(language, *hint), more=more, kind=kind)

    body = (
        f'<h1>{title}</h1>{"".join(forms.wrong(text[language]) for text in found or [])}<form method="post">'
        f'<div class="card"><h2>{say(language, "หน่วยงาน", "The organisation")}</h2>'
        + field("organisation_th", "ชื่อหน่วยงาน", "Name in Thai", more="required")
        + field("organisation_en", "ชื่อภาษาอังกฤษ", "Name in English", ("เว้นว่างได้", "may be left empty"))
        + field(
            "address",
            "ที่อยู่เว็บสาธารณะ",
            "Public address",
            (
                "เช่น https://sujarit.example.go.th ใช้ในคิวอาร์โค้ดบนเกียรติบัตร เว้นว่างไว้ก่อนได้ แต่เกียรติบัตรจะยังไม่มีคิวอาร์โค้ด",
                "such as https://sujarit.example.go.th; it stands in the certificates' QR codes. May be left empty for now; then certificates carry no QR.",
            ),
            more='inputmode="url"',
        )
        + field(
            "office",
            "ที่อยู่ในเครือข่ายของหน่วยงาน",
            "Address in the office’s network",
            (
                "เช่น http://192.168.1.20:8501 โทรศัพท์ในหน่วยงานใช้เปิดลิงก์บนใบเข้าใช้งานและโปสเตอร์ ตั้งภายหลังได้ที่หน้า “ตั้งค่าหน่วยงาน”",
                "such as http://192.168.1.20:8501; the phones in the office open slips’ and posters’ links by it. It can be set later on the page “Organisation”.",
            ),
            more='inputmode="url"',
        )
        + f'</div><div class="card"><h2>{say(language, "ผู้ดูแลระบบคนแรก (ตัวท่าน)", "The first administrator (you)")}</h2>'
        + field(
            "code",
            "รหัสเข้าใช้งาน",
            "Sign-in code",
            more='required autocomplete="username" autocapitalize="none"',
        )
        + field("title", "คำนำหน้า (พิมพ์บนเกียรติบัตร)", "Title (printed on certificates)")
        + field("name", "ชื่อและนามสกุล", "First name and surname", more="required")
        + field("position", "ตำแหน่ง", "Position")
        + forms.new_password(language)
        + f"</div><button>{say(language, 'เริ่มใช้งาน', 'Begin')}</button></form>"
    )
    return plain(title, body, language, status=400 if found else 200, here=f"/set-up/{token}", showing=True)


def _came_by(request: Request) -> dict[str, str]:
    """The address that this page was opened by, in its field, where the phones of others can open it too."""
    came = f"{request.url.scheme}://{request.headers['host']}"
    return {"address": public_address(came) or "", "office": "" if public_address(came) else office_address(came) or ""}


def _wrongs(given: dict[str, str], draft: Draft) -> list[Text]:
    """Everything that is wrong on the set-up page."""
    found = list(wrongs(draft, code_needed=True))
    if wrong := password_wrong(given.get("password", ""), draft.code):
        found.append(wrong)
    if public_address(given.get("address", "")) is None:
        found.append(PUBLIC_RULE)
    if office_address(given.get("office", "")) is None:
        found.append(OFFICE_RULE)
    return found
