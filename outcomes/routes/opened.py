"""The public page and the open data: totals of closed quarters, when the organisation has switched them on."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from core.calendar import arabic_digits, fiscal_year, local_day
from core.ground import Ground
from core.html import sorry
from core.language import Text
from core.settings import OUTCOMES_PUBLIC, setting
from core.web import language_of
from outcomes.amount import GAIN, MEAN, number
from outcomes.headline import figures
from outcomes.published import Quarter, publication
from outcomes.report import TopicLine
from outcomes.reported import organisation
from outcomes.routes.publicly import page
from outcomes.store import asked

NOBODY = Text(th="–", en="–")
HEAD = ("fiscal_year", "quarter", "project", "key", "label_th", "label_en", "value", "unit_th", "hidden")


class Opened:
    """The handlers. What may be published was decided when a quarter was closed or restated."""

    def __init__(self, ground: Ground):
        self.ground = ground

    def _published(self, year: int) -> tuple[bool, list[Quarter], list[int], Text]:
        """Whether it is switched on; the year's quarters; the years that have programmes; whose they are."""
        now = self.ground.clock()
        with self.ground.read() as db:
            if setting(db, OUTCOMES_PUBLIC) != "yes":
                return False, [], [], NOBODY
            return True, publication(db, year, now), asked.years(db), organisation(db)

    def _year(self, request: Request) -> int | Text:
        """The fiscal year that is asked for (B.E.), in Thai or Arabic digits; or what is wrong with it."""
        this = fiscal_year(local_day(self.ground.clock()))
        asked = request.query_params.get("fiscal_year", str(this))
        year = arabic_digits(asked)
        if not (len(year) == 4 and year.isascii() and year.isdigit() and 2500 <= int(year) <= 2699):
            return Text(
                th=f"fiscal_year={asked[:20]} ไม่ใช่ปี พ.ศ. — เขียนเช่น {this}",
                en=f"fiscal_year={asked[:20]} is not a Buddhist year — write one such as {this}",
            )
        return int(year)

    async def page(self, request: Request) -> Response:
        """The page for anybody, whole in one request."""
        language, year = language_of(request.scope), self._year(request)
        open_, told, years, whose = await run_in_threadpool(self._published, year if isinstance(year, int) else 0)
        if not open_:
            return sorry(
                language, 404,
                ("หน่วยงานนี้ยังไม่เผยแพร่ผล", "ผู้ดูแลระบบเปิดได้ที่หน้าตั้งค่าหน่วยงาน"),
                ("This organisation has not published its results", "An administrator can switch them on in the settings."),
            )  # fmt: skip
        if isinstance(year, Text):
            return sorry(language, 400, ("ปีงบประมาณไม่ถูกต้อง", year.th), ("That is not a fiscal year", year.en))
        return page(language, whose, year, years, told)

    async def json(self, request: Request) -> Response:
        """The same as JSON."""
        year = self._year(request)
        if isinstance(year, Text):
            return JSONResponse({"error": year.en, "error_th": year.th}, 400)
        open_, told, _, whose = await run_in_threadpool(self._published, year)
        if not open_:
            return JSONResponse({"error": "these figures are not public"}, 404)
        body = {
            "organisation": whose.model_dump(),
            "fiscal_year": year,
            "quarters": [_said(each) for each in told],
        }
        return JSONResponse(body, headers={"access-control-allow-origin": "*"})

    async def csv(self, request: Request) -> Response:
        """The same as a table, a figure a row; UTF-8 with a mark, so that Excel opens the Thai."""
        year = self._year(request)
        if isinstance(year, Text):
            return Response(f"{year.th}\n{year.en}", 400, media_type="text/plain")
        open_, told, _, _ = await run_in_threadpool(self._published, year)
        if not open_:
            return Response("these figures are not public", 404, media_type="text/plain")
        out = StringIO()
        writer = csv.writer(out)
        writer.writerow(HEAD)
        writer.writerows(row for each in told for row in _rows(each))
        headers = {"content-disposition": f'inline; filename="outcomes-{year}.csv"', "access-control-allow-origin": "*"}
        return Response(out.getvalue().encode("utf-8-sig"), media_type="text/csv; charset=utf-8", headers=headers)


def _rows(each: Quarter) -> Iterator[list[Any]]:
    found = each.report
    for figure in figures(found):
        value = "" if figure.number is None else figure.number
        yield [
            found.fiscal_year,
            found.quarter,
            each.scope,
            figure.key,
            figure.label.th,
            figure.label.en,
            value,
            figure.unit.th,
            figure.hidden,
        ]


def _said(each: Quarter) -> dict[str, Any]:
    """A quarter as JSON; null where a figure is not shown, and then `hidden` says why."""
    found = each.report
    return {
        "quarter": found.quarter,
        "project": each.scope,
        "programmes": [title.model_dump() for title in each.programmes],
        "from": found.first.isoformat(),
        "to": found.closing.isoformat(),
        "closed": found.closed.isoformat() if found.closed else None,
        "restated": found.anew.isoformat() if found.anew else None,
        "edition": each.edition,
        "criteria": list(found.criteria),
        "criterion_is": "the organisation's own, of each programme for itself",
        "figures": {figure.key: figure.number for figure in figures(found)},
        "hidden": {figure.key: figure.hidden for figure in figures(found) if figure.hidden},
        "topics": [_topic(line) for line in found.knowledge[1:]],
        "published": [{"title": topic.title.model_dump(), "on": topic.on.isoformat()} for topic in found.topics],
    }


def _topic(line: TopicLine) -> dict[str, Any]:
    return {
        "topic": line.key, "title": line.title.model_dump(), "matched": number(line.matched),
        **{name: number(getattr(line, name), MEAN) for name in ("pre_mean", "pre_sd", "post_mean", "post_sd")},
        "normalised_gain": number(line.gain, GAIN),
    }  # fmt: skip
