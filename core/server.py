"""The server's life: the rooms' routes, the walls round them, and what runs beside them while it lives."""

import asyncio
import contextlib
import gc
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Match, Route

from core.audit import lately, readable
from core.content import Problem
from core.db import Database, DatabaseError, value
from core.follow import lag
from core.gate import Gate
from core.greeting import STOPPED, Greeting
from core.ground import Ground
from core.language import spoken
from core.library import Waiting
from core.packed import Packed
from core.room import Room, named
from core.shell import Shell
from core.static import FAVICON, TOUCH_ICON, manifest
from core.web import Hosts, Pace, Walls

CATCH_UP = 60.0  # seconds between two looks at what followers and checkpoints have left undone

NOW = {"cache-control": "no-store"}  # true of this moment only

Content = Callable[[], tuple[list[Problem], list[Waiting]]]


async def _icon(request: Request) -> Response:
    """Ours in the place of Streamlit's: as `page_icon` it would bring numpy in, 36 MB, and cost time at every run."""
    touch = request.url.path.startswith("/apple-touch-icon")
    return FileResponse(TOUCH_ICON if touch else FAVICON, headers={"cache-control": "public, max-age=604800"})


async def _manifest(request: Request) -> Response:
    """The language stands in the address: a browser asks for it without cookies."""
    found = manifest(spoken(request.query_params.get("language")))
    headers = {"cache-control": "public, max-age=86400"}
    return JSONResponse(found, headers=headers, media_type="application/manifest+json")


def unheard(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """A browser that is gone is no error. On Windows asyncio tells each one that hangs up as one, with its whole trace."""
    if not isinstance(context.get("exception"), ConnectionResetError | ConnectionAbortedError | BrokenPipeError):
        loop.default_exception_handler(context)


class Server:
    """What `st.App` needs of a house."""

    def __init__(
        self, ground: Ground, rooms: Sequence[Room], content: Content, hello: Callable[[], Greeting] | None = None
    ):
        self.ground, self.rooms, self.content, self.hello = ground, rooms, content, hello
        self.gate = Gate(ground, self.routed)
        self.routes: list[BaseRoute] = [
            Route("/healthz", self.health),
            Route("/favicon.png", _icon),
            Route("/favicon.ico", _icon),
            Route("/apple-touch-icon.png", _icon),  # an iPhone asks for these by itself
            Route("/apple-touch-icon-precomposed.png", _icon),
            Route("/manifest.webmanifest", _manifest),
        ]
        for room in rooms:
            if room.routes:
                self.routes += named(room.routes)(ground, self.gate)
        paths = {"/" + page.path: page.roles for room in rooms for page in room.pages}
        shell = Shell()
        self.middleware = [
            Middleware(Hosts, gate=self.gate, shell=shell),
            Middleware(Walls, gate=self.gate, shell=shell, paths=paths),
            Middleware(Packed, shell=shell),
            Middleware(Pace),
        ]

    def routed(self, path: str) -> bool:
        """Whether one of our routes answers at a path."""
        scope = {"type": "http", "path": path, "method": "GET", "root_path": "", "headers": []}
        return any(route.matches(scope)[0] is not Match.NONE for route in self.routes)

    @contextlib.asynccontextmanager
    async def lifespan(self, app: Any) -> AsyncIterator[None]:
        """While the server lives, what was left undone is done: followers catch up, a day is signed, the log is emptied."""
        # What was loaded until now lives as long as the server. Collecting it again and again, a moment after every
        # few hundred new objects, costs a fifth of each click; set it aside, and look at the young less often.
        gc.collect()
        gc.freeze()
        gc.set_threshold(10_000, 20, 50)
        watch = asyncio.create_task(self._watch())
        asyncio.get_running_loop().set_exception_handler(unheard)
        if self.hello:
            print(*(await run_in_threadpool(self.hello)).lines(), sep="\n", flush=True)
        try:
            yield
        finally:
            watch.cancel()
            self.ground.fold()  # whoever copies the folder now has everything in one file
            if self.hello:
                print(f"\n{STOPPED}", flush=True)

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(CATCH_UP)
            await run_in_threadpool(self.ground.settle)
            await run_in_threadpool(self.ground.checkpoint)
            await run_in_threadpool(self.ground.fold)
            for room in self.rooms:
                await run_in_threadpool(room.tick, self.ground)

    async def health(self, request: Request) -> Response:
        """How the database, the record, the content and each room are. 503 when something does not stand."""
        return await run_in_threadpool(self._look)  # the check reads the whole file: not on the thread that serves all

    def _look(self) -> Response:
        problems, waiting = self.content()
        with self.ground.read() as db:
            integrity = str(value(db, "pragma quick_check(1)"))
            if integrity != "ok":  # whatever else is asked of a damaged file may fail
                return JSONResponse({"state": "look", "database": integrity}, 503, headers=NOW)
            facts = int(value(db, "select count(*) from record_facts"))
            behind = lag(db, self.ground.followers)
            finding = next(readable("the record", lately(db, self.ground.keys)), None)
            rooms = {room.name: self._room(db, room) for room in self.rooms}
        record = {"state": "look", "finding": str(finding)} if finding else {"state": "ok"}
        well = not problems and all(each["state"] == "ok" for each in (record, *rooms.values()))
        state = {
            "state": "ok" if well else "look",
            "database": integrity,
            "record": {**record, "facts": facts, "followers_behind": behind, "key": self.ground.signer.kid},
            "content": {
                "problems": len(problems),
                "waiting_for_review": [f"{each.room}/{each.slug}" for each in waiting],
            },
            "rooms": rooms,
        }
        return JSONResponse(state, headers=NOW)

    def _room(self, db: Database, room: Room) -> dict[str, Any]:
        try:
            return {"state": "ok", **room.health(self.ground, db)}
        except (ValueError, TypeError, LookupError, DatabaseError):  # what it keeps cannot be read any more
            return {"state": "look"}
