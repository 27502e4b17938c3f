"""This room's addresses: the public page with its open data, and the reports as files."""

from starlette.routing import Route

from core.gate import Gate
from core.ground import Ground
from outcomes.routes.opened import Opened
from outcomes.routes.reports import Reports


def routes(ground: Ground, gate: Gate) -> list[Route]:
    """This room's routes."""
    public, reports = Opened(ground), Reports(ground)
    return [
        Route("/outcomes", public.page),
        Route("/outcomes.json", public.json),
        Route("/outcomes.csv", public.csv),
        Route("/reports/{name}", reports.file),
    ]
