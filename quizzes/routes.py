"""Tests on paper as a file to print, and item statistics as a sheet: plain GET addresses that change nothing."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from core.directory import Person
from core.gate import Gate
from core.ground import Ground
from core.html import sorry
from core.language import Language, say
from core.web import language_of
from quizzes import store
from quizzes.cells import MARK, line
from quizzes.figures import FLAGS, FormFigures, allowed, figures
from quizzes.leaf import Leaf
from quizzes.sheet import AT_ONCE, leaf
from quizzes.typist import entrusted

HEADS = {
    "th": ("ปีงบประมาณ", "หลักสูตร", "แบบทดสอบ", "ชุด", "KR-20", "เรื่อง", "รหัสข้อ", "โจทย์", "จำนวนครั้งที่ทำ", "ค่าความยากง่าย", "ค่าอำนาจจำแนก", "ข้อสังเกต"),
    "en": ("fiscal year", "programme", "test", "form", "KR-20", "topic", "item", "question", "attempts", "facility", "discrimination", "note"),
}  # fmt: skip


def routes(ground: Ground, gate: Gate) -> list[Route]:
    """This room's routes."""
    room = Sheets(ground)
    return [Route("/paper-tests.pdf", room.paper), Route("/items.csv", room.items)]


class Sheets:
    """The handlers, over one house."""

    def __init__(self, ground: Ground):
        self.ground = ground

    async def paper(self, request: Request) -> Response:
        """The printed tests that `attempt=…` names, once or several times; all of them, or none."""
        language, person = language_of(request.scope), request.state.person
        if person is None:
            return _sign_in(request)
        ids = list(dict.fromkeys(request.query_params.getlist("attempt")))
        found = await run_in_threadpool(self._leaves, person, ids)
        if not found or len(found) != len(ids) or len(ids) > AT_ONCE:
            return sorry(
                language, 404,
                ("ไม่มีแบบทดสอบนี้ให้พิมพ์", "พิมพ์ได้เฉพาะที่เตรียมไว้แล้วในหน้า “แบบทดสอบบนกระดาษ” และยังไม่ได้กรอกครบ ของหน่วยงานที่ท่านดูแล"),
                ("There is no such test to print", "Only tests prepared on the page “Paper tests” can be printed, for your own units, until they are typed in."),
            )  # fmt: skip
        from quizzes.paper import pdf, unprintable  # fpdf2 and the fonts: they wait for the first sheet

        if lacking := unprintable(found):
            return sorry(
                language, 422,
                (f"ยังพิมพ์ไม่ได้ เพราะแบบอักษรไม่มีตัว {lacking}", "แก้ชื่อหรือข้อสอบเป็นอักษรไทยหรือละติน แล้วพิมพ์อีกครั้ง ชุดที่เตรียมไว้ยังอยู่ครบ"),
                (f"This cannot be printed: the font has no {lacking}", "Write the name or the question in Thai or Latin letters and print again. What was prepared is kept."),
            )  # fmt: skip
        content = await run_in_threadpool(pdf, found)
        headers = {"content-disposition": 'inline; filename="paper-tests.pdf"', "cache-control": "private, no-store"}
        return Response(content, media_type="application/pdf", headers=headers)

    def _leaves(self, asking: Person, ids: list[str]) -> list[Leaf]:
        leaves = []
        with self.ground.read() as db:
            for id in ids[: AT_ONCE + 1]:
                begun = store.attempt_of(db, id)
                person = entrusted(self.ground, db, asking, begun.person) if begun else None
                if begun and person and begun.paper and not begun.finished:
                    leaves.append(leaf(self.ground, db, begun, person))
        return leaves

    async def items(self, request: Request) -> Response:
        """Item statistics, a line an item, sent while they are read."""
        language, person = language_of(request.scope), request.state.person
        if person is None:
            return _sign_in(request)
        with self.ground.read() as db:
            theirs = allowed(self.ground, db, person)
        if not theirs:
            return sorry(
                language, 403,
                ("ข้อมูลนี้สำหรับวิทยากร และผู้กำกับติดตามของทั้งหน่วยงาน", "หากท่านควรเห็น กรุณาแจ้งผู้ดูแลระบบของหน่วยงาน"),
                ("These figures are for trainers, and for managers of the whole organisation", "If they should be yours, please tell your administrator."),
            )  # fmt: skip
        asked = {name: request.query_params.get(name, "") for name in ("programme", "moment")}
        return StreamingResponse(
            self._lines(language, asked),
            media_type="text/csv; charset=utf-8",
            headers={"content-disposition": 'attachment; filename="items.csv"', "cache-control": "no-store"},
        )

    def _lines(self, language: Language, asked: dict[str, str]) -> Iterator[str]:
        yield MARK + line(HEADS[language])
        with self.ground.read() as db:
            tests = store.counted_tests(db, asked["programme"], asked["moment"])
        for test in tests:  # each in a picture of its own: a slow reader must not keep a connection
            with self.ground.read() as db:
                found = figures(db, test)
            yield "".join(_rows(found, language))


def _rows(test: FormFigures, language: Language) -> Iterator[str]:
    moment = say(language, "ก่อนเรียน", "pre-test") if test.moment == "pre" else say(language, "หลังเรียน", "post-test")
    title = test.title[language] if test.title else test.programme
    for each in test.items:
        found = each.found
        cells: list[Any] = [
            test.fiscal_year or None, title, moment, test.form, _rounded(test.kr20), each.title[language] if each.title else each.topic,
            each.id, each.item.stem[language].replace("**", "") if each.item else "", found.n, _rounded(float(found.facility)),
            _rounded(found.discrimination), ", ".join(FLAGS[flag][language] for flag in found.flags),
        ]  # fmt: skip
        yield line(cells)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _sign_in(request: Request) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/sign-in?back={quote(request.url.path + query)}", 303)
