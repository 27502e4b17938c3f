"""A programme's poster and hand-out, to print, and the way to somebody's first step: GET addresses that change nothing."""

from collections.abc import Awaitable, Callable
from urllib.parse import quote, urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from core.address import loopback
from core.calendar import local_day
from core.directory import Person
from core.gate import Gate
from core.ground import Ground
from core.html import escape, plain, sorry
from core.language import Language, Text, say, spoken
from core.settings import CONTACT, ORGANISATION_EN, ORGANISATION_TH, links_at, setting
from core.web import language_of
from programmes.announcement import Announcement
from programmes.reminding import paths_of

PRINTED = {"cache-control": "no-store", "x-robots-tag": "noindex"}


def routes(ground: Ground, gate: Gate) -> list[Route]:
    """This room's routes."""
    room = Papers(ground)
    return [
        Route("/first-step", first_step(ground)),
        Route("/programme-poster.pdf", room.poster),
        Route("/programme-handout.pdf", room.handout),
    ]


def first_step(ground: Ground) -> Callable[[Request], Awaitable[Response]]:
    """On to the first step of whoever is new here; to the home page whoever has begun, or runs something."""

    async def onward(request: Request) -> Response:
        person: Person | None = request.state.person
        if person is None:
            return RedirectResponse("/sign-in", 303)
        return RedirectResponse("/" if person.grants else await run_in_threadpool(_first, ground, person), 303)

    return onward


def _first(ground: Ground, person: Person) -> str:
    """The address of a person's very first step; "/" when something is begun, or nothing is to be done."""
    paths = paths_of(ground)
    with ground.read() as db:
        for brief in paths.mine(db, person):
            steps = paths.steps(db, brief.slug, person)
            step = next((each for each in steps if not each.done), None)
            if step:
                if any(each.done or each.begun for each in steps):
                    return "/"
                first = {"first": "yes"} if person.came == local_day(ground.clock()) else {}
                return f"/{step.page}?{urlencode({**dict(step.query), **first})}"
    return "/"


class Papers:
    """The handlers, over one house."""

    def __init__(self, ground: Ground):
        self.ground = ground

    async def poster(self, request: Request) -> Response:
        """The wall poster of `programme=…`, on A4, or with `size=a3` on A3."""
        return await run_in_threadpool(self._paper, request, "poster")

    async def handout(self, request: Request) -> Response:
        """The hand-out of `programme=…`, one page of A4."""
        return await run_in_threadpool(self._paper, request, "handout")

    def _paper(self, request: Request, kind: str) -> Response:
        reader, person = language_of(request.scope), request.state.person
        if refused := _refused(request, reader, person):
            return refused
        said = self._said(request, request.query_params.get("programme", ""))
        if said is None:
            return sorry(
                reader, 404,
                ("ไม่มีหลักสูตรนี้", "เลือกหลักสูตรจากหน้า “หลักสูตร” หรือหน้า “เตือน” แล้วกดพิมพ์จากที่นั่น"),
                ("There is no such programme", "Choose one on the page “Programmes” or “Reminders”, and print from there."),
            )  # fmt: skip
        if loopback(urlsplit(said.address).netloc):
            return _nowhere(reader, person, request.url.path)
        language, day = spoken(request.query_params.get("language")), local_day(self.ground.clock())
        from programmes import handout, wall  # fpdf2 and the fonts: they wait for the first paper

        if kind == "handout":
            return _pdf(handout.pdf(said, language, day), "handout")
        return _pdf(wall.pdf(said, language, day, large=request.query_params.get("size") == "a3"), "poster")

    def _said(self, request: Request, slug: str) -> Announcement | None:
        paths, directory = paths_of(self.ground), self.ground.directory
        with self.ground.read() as db:
            brief = paths.brief(db, slug)
            if brief is None:
                return None
            top = next(iter(directory.units(db).values())).name
            house = Text(th=setting(db, ORGANISATION_TH) or top.th, en=setting(db, ORGANISATION_EN) or top.en)
            address = links_at(db) or f"{request.url.scheme}://{request.headers['host']}"
            return Announcement(house, brief, tuple(paths.outline(db, slug)), address.rstrip("/"), setting(db, CONTACT))


def _refused(request: Request, language: Language, person: Person | None) -> Response | None:
    if person is None:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/sign-in?back={quote(request.url.path + query)}", 303)
    if person.holds("trainer", "manager", "administrator"):
        return None
    return sorry(
        language, 403,
        ("หน้านี้สำหรับวิทยากร ผู้กำกับติดตาม และผู้ดูแลระบบ", "ขอให้ผู้กำกับติดตามของหน่วยงานพิมพ์ให้"),
        ("This is for trainers, managers and administrators", "Ask your manager to print it."),
    )  # fmt: skip


def _nowhere(language: Language, person: Person, here: str) -> Response:
    """A word instead of a paper whose code would open on this computer alone."""
    title = say(language, "ตั้งที่อยู่สำหรับโทรศัพท์ก่อนพิมพ์", "Set an address for phones before you print")
    why = say(
        language,
        "คิวอาร์โค้ดบนกระดาษจะเป็น localhost ซึ่งเปิดได้จากเครื่องนี้เครื่องเดียว เพราะยังไม่ได้ตั้งที่อยู่เว็บหรือที่อยู่ในเครือข่ายของหน่วยงาน ตั้งแล้วกลับมากดพิมพ์อีกครั้ง",
        "The code on the paper would say localhost, which this computer alone can open: neither the public address nor the office network’s is set. Set one, then print again.",
    )
    way = say(language, "ขอให้ผู้ดูแลระบบตั้งที่หน้า “ตั้งค่าหน่วยงาน”", "Ask an administrator to set it on the page “Organisation”.")  # fmt: skip
    if person.holds("administrator"):
        way = f'<a class="button" href="/organisation">{say(language, "ไปตั้งที่อยู่", "Set the address")}</a>'
    return plain(title, f"<h1>{escape(title)}</h1><p>{why}</p><p>{way}</p>", language, status=409, here=here, person=person)  # fmt: skip


def _pdf(document: bytes, name: str) -> Response:
    headers = {**PRINTED, "content-disposition": f'inline; filename="{name}.pdf"'}
    return Response(document, media_type="application/pdf", headers=headers)
