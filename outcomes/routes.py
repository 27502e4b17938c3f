"""The figures as open data: totals only; public when the organisation says so, else for signed-in managers."""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from core.calendar import fiscal_year, local_day
from core.gate import Gate
from core.ground import Ground
from core.settings import ORGANISATION_EN, ORGANISATION_TH, OUTCOMES_PUBLIC, setting
from outcomes import load, store
from outcomes.figures import Figures, figures


def routes(ground: Ground, gate: Gate) -> list[Route]:
    """This room's routes."""

    async def totals(request: Request) -> Response:
        person = request.state.person
        with ground.read() as db:
            public = setting(db, OUTCOMES_PUBLIC) == "yes"
        if not public and person is None:
            return JSONResponse({"error": "these figures are not public; sign in as a manager"}, 401)
        if not public and not person.holds("manager", "administrator"):
            return JSONResponse({"error": "these figures are for managers"}, 403)
        now = ground.clock()
        asked = _asked(request, fiscal_year(local_day(now)))
        if isinstance(asked, str):
            return JSONResponse({"error": asked}, 400)
        with ground.read() as db:
            found = figures(db, *asked, now, blocks=True)
            organisation = {"th": setting(db, ORGANISATION_TH), "en": setting(db, ORGANISATION_EN)}
            codes = frozenset(row["plan"] for row in store.programmes(db, asked[0]))
            projects = load.measured(db, asked[0], codes)
        body = {"organisation": organisation, **published(found)}
        body["projects"] = [
            {"code": p.code, "title": p.title.model_dump(), "target_persons": p.target.persons} for p in projects
        ]
        return JSONResponse(body, headers={"cache-control": "no-store"})

    return [Route("/api/outcomes", totals)]


def _asked(request: Request, this_year: int) -> tuple[int, int] | str:
    """Fiscal year (B.E.) and quarter of a request, or what is wrong with them."""
    year, quarter = request.query_params.get("fiscal_year", str(this_year)), request.query_params.get("quarter", "4")
    if not (len(year) == 4 and year.isascii() and year.isdigit() and 2500 <= int(year) <= 2699):
        return f"fiscal_year={year[:20]} is not a Buddhist year such as {this_year}"
    if quarter not in ("1", "2", "3", "4"):
        return f"quarter={quarter[:20]} is not 1, 2, 3 or 4"
    return int(year), int(quarter)


def published(found: Figures) -> dict[str, Any]:
    """The figures as JSON: totals; null where fewer than five stand behind a mark. Means in per cent of full marks."""

    def rounded(value: float | None, digits: int) -> float | None:
        return None if value is None else round(value, digits)

    known = found.knowledge
    return {
        "fiscal_year": found.fiscal_year,
        "quarter": found.quarter,
        "from": found.span.first.isoformat(),
        "to": found.span.last.isoformat(),
        "as_of": found.closing.isoformat(timespec="seconds"),
        "roster": found.roster,
        "topics_published": len(found.topics),
        "topics": [json.loads(title) for title in found.topics],
        "not_started": found.not_started,
        "under_way": found.under_way,
        "finished": found.finished,
        "knowledge": {
            "tested": known.tested,
            "matched": known.matched,
            "pre_mean": rounded(known.pre_mean, 2),
            "post_mean": rounded(known.post_mean, 2),
            "normalised_gain": rounded(known.gain, 4),
            "criterion": known.criterion,
            "criterion_is": "the organisation's own",
            "at_criterion": known.reached,
            "share_at_criterion": rounded(known.share, 4),
        },
    }
