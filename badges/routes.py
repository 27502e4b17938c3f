"""Verification for strangers, and the certificate itself for its holder: plain GET addresses, one request each."""

from collections.abc import Callable
from datetime import date
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from badges import load, store
from badges.credential import Credential
from badges.medal import State, medal
from badges.token import Claims, read
from core.calendar import local_day, long_date
from core.db import Database
from core.directory import Person
from core.gate import Gate
from core.ground import Ground
from core.html import escape, plain, sorry
from core.language import Language, say
from core.library import in_force
from core.signing import Refused, public_keys
from core.web import language_of

STATES = {
    "valid": ("ใช้ได้", "Valid"),
    "expired": ("หมดอายุแล้ว", "Expired"),
    "superseded": ("มีฉบับใหม่แทนแล้ว", "Superseded by a newer one"),
    "revoked": ("ถูกเพิกถอน", "Revoked"),
}
KEPT, SEEN = 200, 100  # dots per inch of a certificate's picture: to keep, and as it stands on a page
SIZES = ("64", "128", "256", "512", "1024")  # pixels of a badge's PNG
REASONS = {
    "mistake": ("ออกให้โดยข้อมูลคลาดเคลื่อน", "issued with wrong data"),
    "withdrawn": ("ผู้ถือขอถอน", "withdrawn at the holder's request"),
    "fraud": ("ได้มาโดยไม่สุจริต", "obtained dishonestly"),
}


def routes(ground: Ground, gate: Gate) -> list[Route]:
    """This room's routes."""
    room, medals = Certificates(ground), Medals(ground)
    return [
        Route("/V/{token}", room.verify),
        Route("/v/{token}", room.verify),
        Route("/certificates/{id}.pdf", room.pdf),
        Route("/certificates/{id}.png", room.png),
        Route("/badges/{slug}.svg", medals.svg),
        Route("/badges/{slug}.png", medals.png),
    ]


class Certificates:
    """The handlers, over one house."""

    def __init__(self, ground: Ground):
        self.ground = ground
        self.keys = public_keys(ground.keys)

    async def verify(self, request: Request) -> Response:
        """The issued record behind a token, as of now; a wrong code is an honest 404."""
        language, token = language_of(request.scope), request.path_params["token"]
        claims = read(token, self.keys)
        if isinstance(claims, Refused):
            return sorry(
                language, 404,
                ("ไม่พบเกียรติบัตรนี้", "รหัสไม่ตรงกับเกียรติบัตรที่หน่วยงานนี้ออก ลองสแกนใหม่ให้เห็นคิวอาร์โค้ดทั้งดวง หากยังไม่พบ โปรดสอบถามหน่วยงานที่ออก"),
                ("There is no such certificate", "This code is not of a certificate that this organisation issued. Scan it again with the whole code in view; if it stays so, ask the organisation."),
            )  # fmt: skip
        with self.ground.read() as db:
            standing, data = store.standing(db, claims.id), store.printed(db, claims.id)
        here = f"/v/{token}"
        if standing is None:
            return _body(language, claims, None, None, "", here)
        state = standing.state(local_day(self.ground.clock()))
        return _body(language, claims, standing, data, state, here)

    async def pdf(self, request: Request) -> Response:
        return await self._paper(request, "pdf")

    async def png(self, request: Request) -> Response:
        return await self._paper(request, "png")

    def _allowed(self, db: Database, asking: Person, holder: str) -> bool:
        """A certificate is for its holder, and for administrators of the holder's unit."""
        whose = self.ground.directory.person(db, holder)
        mine = self.ground.directory.scope(db, asking, "administrator")
        return holder == asking.id or (whose is not None and whose.unit in mine)

    async def _paper(self, request: Request, kind: str) -> Response:
        language, person = language_of(request.scope), request.state.person
        if person is None:
            return RedirectResponse(f"/sign-in?back={request.url.path}", 303)
        from badges import certificate  # fpdf2, numpy and pdfium: 45 MB that wait for the first certificate
        from badges.sheet import sheet_of

        with self.ground.read() as db:
            standing, data = store.standing(db, request.path_params["id"]), store.printed(db, request.path_params["id"])
            allowed = bool(standing) and self._allowed(db, person, standing.person if standing else "")
            sheet = (
                standing and data and sheet_of(self.ground, db, standing.id, data, _wanted(request, person, language))
            )
        if not standing or not sheet or not allowed:
            return sorry(
                language, 404,
                ("ไม่พบเกียรติบัตรนี้", "ดูเกียรติบัตรของท่านได้ที่หน้า “เกียรติบัตร”"),
                ("There is no such certificate", "Your own stand on the page “Certificates”."),
            )  # fmt: skip
        if lacking := certificate.unprintable(sheet):
            return sorry(
                language, 422,
                (f"ยังพิมพ์เกียรติบัตรไม่ได้ เพราะแบบอักษรไม่มีตัว {lacking}", "แจ้งผู้ดูแลระบบให้แก้ชื่อเป็นอักษรไทยหรือละติน เกียรติบัตรที่ออกไว้ยังอยู่ครบ"),
                (f"This certificate cannot be printed: the font has no {lacking}", "Ask your administrator to write the name in Thai or Latin letters. What was issued is kept."),
            )  # fmt: skip
        content = await run_in_threadpool(certificate.pdf, sheet)
        media = "application/pdf"
        if kind == "png":
            dpi = SEEN if request.query_params.get("size") == "page" else KEPT
            content, media = await run_in_threadpool(certificate.png, content, dpi), "image/png"
        name = f"sujarit-{standing.period}-{standing.id[:6]}.{kind}"
        # Shown in place and not as a download: LINE's in-app browser has no downloads.
        return Response(
            content,
            media_type=media,
            headers={"content-disposition": f'inline; filename="{name}"', "cache-control": "private, max-age=300"},
        )


class Medals:
    """The pictures of badges, for whoever is signed in: the same for all, for they name nobody."""

    def __init__(self, ground: Ground):
        self.ground = ground

    async def svg(self, request: Request) -> Response:
        """For a page, in a state; an address that names the version may be kept for good."""
        asked = request.query_params
        state: State = (
            "near" if asked.get("state") == "near" else "later" if asked.get("state") == "later" else "earned"
        )

        def draw(badge: Credential, language: Language) -> Response:
            kept = "private, max-age=31536000, immutable" if asked.get("v") else "private, max-age=300"
            content = medal(badge.drawn[language], badge.tint, state)
            return Response(content, media_type="image/svg+xml", headers={"cache-control": kept})

        return await self._answer(request, draw)

    async def png(self, request: Request) -> Response:
        """To keep and to send: earned, on white."""
        asked = request.query_params.get("size", "")

        def draw(badge: Credential, language: Language) -> Response:
            from badges.pictured import pictured  # as for a certificate: loaded for the first picture

            content = pictured(badge.drawn[language], badge.tint, int(asked) if asked in SIZES else 512)
            return Response(content, media_type="image/png", headers={"cache-control": "private, max-age=300"})

        return await self._answer(request, draw)

    async def _answer(self, request: Request, draw: Callable[[Credential, Language], Response]) -> Response:
        language, person = language_of(request.scope), request.state.person
        if person is None:
            return RedirectResponse(f"/sign-in?back={request.url.path}", 303)
        with self.ground.read() as db:
            known = in_force(db, load.shelf, request.path_params["slug"])
        if known is None or known[1].shape != "badge":
            return sorry(
                language, 404,
                ("ไม่พบเหรียญตรานี้", "ดูเหรียญตราทั้งหมดได้ที่หน้า “เกียรติบัตร”"),
                ("There is no such badge", "All badges stand on the page “Certificates”."),
            )  # fmt: skip
        return await run_in_threadpool(draw, known[1], _wanted(request, person, language))


def _wanted(request: Request, person: Person, language: Language) -> Language:
    asked = request.query_params.get("language")
    return "en" if asked == "en" else "th" if asked == "th" else language


def _body(
    language: Language,
    claims: Claims,
    standing: store.Standing | None,
    data: dict[str, Any] | None,
    state: str,
    here: str,
) -> Response:
    """What a stranger sees: the state first, then the issued record to compare with the paper."""
    title = say(language, "ตรวจสอบเกียรติบัตร", "Verify a certificate")
    mark = {"valid": "✓", "expired": "○", "superseded": "○", "revoked": "✕"}.get(state, "?")
    if standing is None:
        word, note = say(language, "ลายมือชื่ออิเล็กทรอนิกส์ถูกต้อง แต่ไม่พบบันทึกในระบบ", "Signed by us, but not in the record"), say(
            language, "รหัสนี้มีลายมือชื่ออิเล็กทรอนิกส์ของหน่วยงานจริง แต่ระบบนี้ไม่มีบันทึกว่าออกให้ โปรดสอบถามหน่วยงาน",
            "This code was signed by the organisation, but this database has no issue of it. Please ask the organisation.",
        )  # fmt: skip
    else:
        word, note = say(language, *STATES[state]), _note(language, standing, state)
    lines = _lines(language, claims, standing, data)
    listed = "".join(f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in lines if text)
    body = (
        f'<h1>{title}</h1><p class="state {state or "expired"}"><span aria-hidden="true">{mark}</span> {escape(word)}</p>'
        f'<p>{escape(note)}</p><div class="card"><dl>{listed}</dl></div>'
        f"<p><strong>{say(language, 'เทียบกับกระดาษในมือท่าน', 'Compare with the paper in your hand')}</strong> "
        f"{say(language, 'ชื่อ หน่วยงาน และเลขที่ต้องตรงกันทุกตัวอักษร วันที่ต้องเป็นวันเดียวกัน (ตัวเลขบนกระดาษอาจเป็นเลขไทย)', 'Name, unit and number must agree to the letter, and the days must be the same (on paper they may be in Thai numerals).')}</p>"
    )
    return plain(title, body, language, status=200 if standing else 404, here=here)


def _note(language: Language, standing: store.Standing, state: str) -> str:
    now = say(language, "สถานะ ณ ขณะนี้", "As of now")
    if state == "revoked" and standing.revoked:
        reason = say(language, *REASONS.get(standing.reason, ("", "")))
        return f"{now}: {say(language, 'เพิกถอนเมื่อ', 'revoked on')} {long_date(standing.revoked, language)} {reason}"
    if state == "superseded" and standing.superseded:
        return f"{now}: {say(language, 'แทนด้วยฉบับที่ออกเมื่อ', 'superseded by one issued on')} {long_date(standing.superseded, language)}"
    if state == "expired" and standing.expires:
        return f"{now}: {say(language, 'หมดอายุเมื่อ', 'expired after')} {long_date(standing.expires, language)}"
    return f"{now} {say(language, 'หน่วยงานยืนยันว่าออกเกียรติบัตรนี้จริง', 'the organisation confirms that it issued this.')}"


def _lines(
    language: Language, claims: Claims, standing: store.Standing | None, data: dict[str, Any] | None
) -> list[tuple[str, str]]:
    def day(each: date | None) -> str:
        return long_date(each, language) if each else ""

    holder = say(language, "ผู้ได้รับ", "Holder")
    if data is None:
        erased = say(language, "ลบตามคำขอแล้ว", "erased on request") if standing else claims.name
        return [
            (holder, erased),
            (say(language, "รหัสหลักสูตร", "Programme code"), claims.programme),
            (say(language, "ออกให้เมื่อ", "Issued on"), day(claims.issued)),
            (say(language, "ใช้ได้ถึง", "Valid until"), day(claims.expires)),
        ]
    outcome = (
        say(language, "ผ่านการอบรมตามเกณฑ์ของหน่วยงาน", "passed, by the organisation's criterion")
        if data["passed"]
        else say(language, "เข้าร่วมการอบรม", "attended")
    )
    return [
        (holder, data["holder"]),
        (say(language, "หน่วยงานของผู้ได้รับ", "Unit"), data["unit"][language]),
        (say(language, "เรื่อง", "For"), data["title"][language]),
        (say(language, "หลักสูตร", "Programme"), f"{data['programme'][language]} ({data['code']})"),
        (say(language, "ผล", "Outcome"), outcome),
        (say(language, "เลขที่", "Number"), data["number"]),
        (say(language, "ออกให้เมื่อ", "Issued on"), day(claims.issued)),
        (say(language, "ใช้ได้ถึง", "Valid until"), day(claims.expires)),
        (say(language, "ออกโดย", "Issued by"), data["organisation"][language]),
    ]
