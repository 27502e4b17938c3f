"""The server's life: the rooms' routes, the walls round them, and what runs beside them while it lives."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Match, Route

from core.content import Problem
from core.db import value
from core.follow import lag
from core.gate import Gate
from core.ground import Ground
from core.library import Waiting
from core.room import Room, named
from core.shell import Shell
from core.web import Hosts, Pace, Walls

CATCH_UP = 60.0  # seconds between two looks at what followers and checkpoints have left undone

Content = Callable[[], tuple[list[Problem], list[Waiting]]]


class Server:
    """What `st.App` needs of a house."""

    def __init__(self, ground: Ground, rooms: Sequence[Room], content: Content):
        self.ground, self.rooms, self.content = ground, rooms, content
        self.gate = Gate(ground, self.routed)
        self.routes: list[BaseRoute] = [Route("/healthz", self.health)]
        for room in rooms:
            if room.routes:
                self.routes += named(room.routes)(ground, self.gate)
        paths = frozenset("/" + page.path for room in rooms for page in room.pages)
        self.middleware = [
            Middleware(Hosts, gate=self.gate),
            Middleware(Walls, gate=self.gate, shell=Shell(), paths=paths),
            Middleware(Pace),
        ]

    def routed(self, path: str) -> bool:
        """Whether one of our routes answers at a path."""
        scope = {"type": "http", "path": path, "method": "GET", "root_path": "", "headers": []}
        return any(route.matches(scope)[0] is not Match.NONE for route in self.routes)

    @contextlib.asynccontextmanager
    async def lifespan(self, app: Any) -> AsyncIterator[None]:
        """While the server lives, what was left undone is done: followers catch up, a finished day is signed."""
        watch = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watch.cancel()

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(CATCH_UP)
            await run_in_threadpool(self.ground.settle)
            await run_in_threadpool(self.ground.checkpoint)

    async def health(self, request: Request) -> Response:
        """How the database, the record, the content and each room are. 503 when something does not stand."""
        problems, waiting = self.content()
        with self.ground.read() as db:
            facts = int(value(db, "select count(*) from record_facts"))
            behind = lag(db, self.ground.followers)
            integrity = str(value(db, "pragma quick_check(1)"))
            rooms = {room.name: {"state": "ok", **room.health(self.ground, db)} for room in self.rooms}
        state = {
            "state": "ok" if integrity == "ok" and not problems else "look",
            "database": integrity,
            "record": {"facts": facts, "followers_behind": behind, "key": self.ground.signer.kid},
            "content": {
                "problems": len(problems),
                "waiting_for_review": [f"{each.room}/{each.slug}" for each in waiting],
            },
            "rooms": rooms,
        }
        return JSONResponse(state, 200 if integrity == "ok" else 503, headers={"cache-control": "no-store"})
