"""The report of a period as a file, for managers: DOCX, PDF, XLSX, and the evidence pack."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from core.directory import Person
from core.ground import Ground
from core.html import sorry
from core.language import Language
from core.signing import public_keys, public_pem
from core.web import language_of
from outcomes import load
from outcomes.account import account
from outcomes.documents.voice import Voice
from outcomes.figures import Period
from outcomes.ita import Ita
from outcomes.published import outside
from outcomes.report import Report
from outcomes.reported import Wanted, report, root
from outcomes.store import asked as asked_of
from outcomes.store.closings import Closed

NAME = re.compile(r"(?P<year>2[56]\d\d)-(?P<quarter>[1-4])\.(?P<ending>docx|pdf|xlsx|zip)")
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "zip": "application/zip",
}


def _writers() -> dict[str, Callable[[Report, Voice], bytes]]:
    """By ending. python-docx, fpdf2, numpy and pdfium are 85 MB that wait for the first report."""
    from outcomes.documents.book import book
    from outcomes.documents.memo import memo
    from outcomes.documents.sheet_pdf import pdf

    return {"docx": memo, "pdf": pdf, "xlsx": lambda made, voice: book(made)}


@dataclass(frozen=True, slots=True)
class Made:
    """A file, or the status with which it is refused."""

    content: bytes
    status: int = 200


class Reports:
    """The handler, over one house."""

    def __init__(self, ground: Ground):
        self.ground = ground

    async def file(self, request: Request) -> Response:
        """The report that the address names: 2570-2.docx, with ?unit=, ?project=, ?language= and ?numerals=."""
        language, person = language_of(request.scope), request.state.person
        if person is None:
            here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse(f"/sign-in?back={quote(here)}", 303)
        asked = NAME.fullmatch(request.path_params["name"])
        if not person.holds("manager", "administrator"):
            return self._refused(language, 403)
        if asked is None:
            return self._refused(language, 404)
        made = await run_in_threadpool(self._made, person, asked, request.query_params, language)
        if made.status != 200:
            return self._refused(language, made.status)
        ending = asked["ending"]
        how = "inline" if ending == "pdf" else "attachment"
        headers = {
            "content-disposition": f'{how}; filename="sujarit-{asked["year"]}-{asked["quarter"]}.{ending}"',
            "cache-control": "no-store",
        }
        return Response(made.content, media_type=TYPES[ending], headers=headers)

    def _made(self, person: Person, asked: re.Match[str], query: QueryParams, language: Language) -> Made:
        """What is asked for is read in one look at the database; the files are made when it is closed."""
        with self.ground.read() as db:
            found = account(db, Period(int(asked["year"]), int(asked["quarter"])))
            scopes, units = found.scopes(db), found.units(db)
            mine, whole = self.ground.directory.scope(db, person, "manager", "administrator"), root(units)
            unit = query.get("unit") or (whole if whole in mine else next((each for each in units if each in mine), ""))
            project = query.get("project") or next(iter(scopes), "")
            if unit not in mine or (asked["ending"] == "zip" and unit != whole):
                return Made(b"", 403)
            recorded = found.closed is not None or asked_of.closing(db, found.period.span) is not None
            # The pack holds a signed snapshot: there is none before the period is closed.
            # A year without a programme has its report all the same: topics, and the figures entered by hand.
            known = project in scopes if scopes else not query.get("project")
            packed = asked["ending"] == "zip"
            # What was closed before its figures were judged holds in its snapshot what must not be handed out.
            if (
                not known
                or not recorded
                or unit not in units
                or (packed and not (found.closed and found.closed.judged))
            ):
                return Made(b"", 404)
            served, now = scopes.get(project, []), self.ground.clock()
            made = (
                outside(db, found, served, now)
                if packed
                else report(db, found, Wanted(served, "" if unit == whole else unit, now))
            )
            ita = load.ita(db, found.period.fiscal_year)
        spoken: Language = "en" if query.get("language", language) == "en" else "th"
        voice = Voice(spoken, "th" if query.get("numerals") == "th" else "en")
        if packed and found.closed:
            return Made(self._pack(found.closed, made, voice, ita))
        return Made(_writers()[asked["ending"]](made, voice))

    def _pack(self, closed: Closed, made: Report, voice: Voice, ita: Ita | None) -> bytes:
        """The evidence pack, with the key that signed then."""
        from outcomes.documents.pack import pack

        documents = {ending: write(made, voice) for ending, write in _writers().items()}
        signature = {"kid": closed.kid, "algorithm": "Ed25519", "signature": closed.signature}
        return pack(
            made, documents, closed.signed, signature, public_pem(public_keys(self.ground.keys)[closed.kid]), ita
        )

    def _refused(self, language: Language, status: int) -> Response:
        if status == 403:
            return sorry(
                language, 403,
                ("รายงานนี้สำหรับผู้กำกับติดตามหรือผู้ดูแลระบบของหน่วยงานนั้น", "ขอให้ผู้ที่มีสิทธิดาวน์โหลดให้"),
                ("This report is for managers and administrators of that unit", "Ask one of them for it."),
            )  # fmt: skip
        return sorry(
            language, 404,
            ("ไม่มีรายงานนี้", "ชุดหลักฐานมีหลังปิดงวดแล้ว รายงานอื่นเลือกได้ที่หน้าผลการดำเนินงาน"),
            ("There is no such report", "The evidence pack comes with the closing of its quarter; choose others on the page of outcomes."),
        )  # fmt: skip
