"""This room's addresses: plain pages, whole in one request."""

from starlette.routing import Route

from core.gate import Gate
from core.ground import Ground
from people.routes import slips
from people.routes.doors import Doors


def routes(ground: Ground, gate: Gate) -> list[Route]:
    """This room's routes."""
    doors = Doors(ground, gate)
    return [
        Route("/sign-in", doors.sign_in, methods=["GET", "POST"]),
        Route("/sign-out", doors.sign_out, methods=["GET", "POST"]),
        Route("/set-up/{token}", doors.set_up, methods=["GET", "POST"]),
        Route("/join/{token}", doors.join, methods=["GET", "POST"]),
        Route("/password", doors.password, methods=["GET", "POST"]),
        Route("/language/{code}", doors.language),
        Route("/slips", slips.page(ground), methods=["GET", "POST"]),
    ]
