"""A person's own data as one file, for that person alone."""

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from core.directory import Person
from core.ground import Ground
from core.language import Language
from core.web import language_of
from people import portable
from people.routes.given import PRINTED


def page(ground: Ground) -> Callable[[Request], Awaitable[Response]]:
    """GET answers with the ZIP of whoever is signed in; there is no way to ask for another person's."""

    async def owned(request: Request) -> Response:
        person: Person | None = request.state.person
        if person is None:
            return RedirectResponse("/sign-in?back=/my-data", 303)
        packed = await run_in_threadpool(_packed, ground, person, language_of(request.scope))
        headers = {**PRINTED, "content-disposition": 'attachment; filename="my-data.zip"'}
        return Response(packed, media_type="application/zip", headers=headers)

    return owned


def _packed(ground: Ground, person: Person, language: Language) -> bytes:
    assert ground.keeper is not None  # the house stands before it is served
    with ground.read() as db:
        rooms = ground.keeper.own(db, person.id)
    return portable.packed(person, rooms, ground.keeper.kept(), language, ground.clock())
