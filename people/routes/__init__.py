"""This room's addresses: plain pages, whole in one request."""

from starlette.routing import Route

from core.gate import Gate
from core.ground import Ground
from people.routes import joining, owned, posters, privacy, setup, slips
from people.routes.doors import Doors


def routes(ground: Ground, gate: Gate) -> list[Route]:
    """This room's routes."""
    doors = Doors(ground, gate)
    return [
        Route("/sign-in", doors.sign_in, methods=["GET", "POST"]),
        Route("/sign-out", doors.sign_out, methods=["GET", "POST"]),
        Route("/set-up/{token}", setup.page(ground, gate), methods=["GET", "POST"]),
        Route("/begin", setup.begin(ground)),
        Route("/join/{token}", doors.join, methods=["GET", "POST"]),
        Route("/password", doors.password, methods=["GET", "POST"]),
        Route("/language/{code}", doors.language),
        Route("/privacy", privacy.page(ground), methods=["GET", "POST"]),
        Route("/my-data.zip", owned.page(ground)),
        Route("/slips", slips.page(ground), methods=["GET", "POST"]),
        Route("/posters", posters.page(ground), methods=["GET", "POST"]),
        Route("/joining/{token}", joining.page(ground, gate), methods=["GET", "POST"]),
    ]
