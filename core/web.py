"""The web's walls: every request and every websocket passes here before it meets a route or Streamlit.

From outside in: the host must be ours; the answer gets its headers; closed and unknown paths end honestly; an
unsafe request must come from our own pages; the cookie becomes a person, or the way to the sign-in page; a
websocket's messages are paced. Plain ASGI classes, each `__init__(app, …)` and `__call__(scope, receive, send)`.
"""

import asyncio
import time
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.gate import Gate
from core.html import sorry
from core.language import Language, spoken
from core.shell import Shell

LANGUAGE_COOKIE = "sujarit_language"
STREAMLIT = ("/_stcore/", "/static/", "/media/", "/component/", "/app/static/", "/favicon.png")
OPEN = ("/static/", "/app/static/", "/favicon.png", "/_stcore/health")  # the same for everybody: no secret in them
CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
SAFE = ("GET", "HEAD", "OPTIONS")


def language_of(scope: Scope) -> Language:
    """The reader's language, from the cookie that the language link sets; Thai otherwise."""
    return spoken(HTTPConnection(scope).cookies.get(LANGUAGE_COOKIE))


class Hosts:
    """Answers only to our own names: this machine, an address in numbers, or the organisation's public one.

    A number cannot be re-bound by a stranger's DNS; a name can, so a name must be known.
    """

    def __init__(self, app: ASGIApp, gate: Gate):
        self.app, self.gate = app, gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or self.ours(HTTPConnection(scope).headers.get("host", "")):
            return await self.app(scope, receive, send)
        if scope["type"] == "websocket":
            return await send({"type": "websocket.close", "code": 1008})
        await PlainTextResponse("This name is not one of this server's (SUJARIT_HOSTS adds one).", 421)(
            scope, receive, send
        )

    def ours(self, host: str) -> bool:
        name = urlsplit(f"//{host}").hostname or ""
        try:
            ip_address(name)
        except ValueError:
            return name in self.gate.names()
        return True


class Walls:
    """Closed paths, honest 404s, same origin, identity, and the shell's headers."""

    def __init__(self, app: ASGIApp, gate: Gate, shell: Shell, paths: frozenset[str]):
        self.app, self.gate, self.shell, self.paths = app, gate, shell, paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        path = scope["path"]
        streamlit = path in self.paths or path.startswith(STREAMLIT)
        scope, signed_in = self.gate.identified(scope, look=not path.startswith(OPEN))
        if scope["type"] == "websocket":
            if not signed_in or path.startswith(CLOSED):
                return await send({"type": "websocket.close", "code": 1008})
            return await self.app(scope, receive, send)
        send = self.shell.dressed(scope, send, streamlit)
        answer: ASGIApp = self.app
        if scope["method"] not in SAFE and not same_origin(scope):
            answer = PlainTextResponse("This request did not come from this site's own pages.", 403)
        elif path.startswith(CLOSED) or not (streamlit or self.gate.routed(path)):
            answer = missing(scope)
        elif streamlit and not signed_in and not path.startswith(OPEN):
            back = path + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
            answer = (
                RedirectResponse("/sign-in" if back == "/" else f"/sign-in?back={quote(back)}", 303)
                if path in self.paths
                else PlainTextResponse("Sign in first.", 401)
            )
        elif path in self.paths:
            scope = self.shell.whole(scope)
        await answer(scope, receive, send)


def same_origin(scope: Scope) -> bool:
    """Whether a request says that it comes from a page of the host that it goes to."""
    headers = HTTPConnection(scope).headers
    origin = headers.get("origin") or headers.get("referer") or ""
    return bool(origin) and urlsplit(origin).netloc == headers.get("host")


def missing(scope: Scope) -> ASGIApp:
    """An honest 404, as a page for readers and as JSON for programs."""
    if scope["path"].startswith("/api/"):
        return PlainTextResponse('{"error": "there is nothing at this address"}', 404, media_type="application/json")
    return sorry(
        language_of(scope), 404,
        ("ไม่พบหน้านี้", "ตรวจที่อยู่อีกครั้ง หรือกลับไปหน้าหลัก"),
        ("There is no such page", "Check the address, or go back to the home page."),
    )  # fmt: skip


class Pace:
    """Slows a websocket's messages down to what a person can do; nothing is dropped, the client just waits.

    `rate` messages a second after the first `burst`; at most `sockets` open at once for one sign-in. So one
    client's flood costs itself its own time, and others nothing.
    """

    def __init__(self, app: ASGIApp, rate: float = 10, burst: int = 30, sockets: int = 24):
        self.app, self.rate, self.burst, self.sockets = app, rate, burst, sockets
        self.open: dict[str, int] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            return await self.app(scope, receive, send)
        who = str(scope.get("state", {}).get("signin") or (scope.get("client") or ("?",))[0])
        if self.open.get(who, 0) >= self.sockets:
            return await send({"type": "websocket.close", "code": 1013})
        self.open[who] = self.open.get(who, 0) + 1
        left, last = float(self.burst), time.monotonic()

        async def paced() -> Message:
            nonlocal left, last
            message = await receive()
            if message["type"] == "websocket.receive":
                moment = time.monotonic()
                left = min(self.burst, left + (moment - last) * self.rate) - 1
                last = moment
                if left < 0:
                    await asyncio.sleep(-left / self.rate)
            return message

        try:
            await self.app(scope, paced, send)
        finally:
            self.open[who] -= 1
            if not self.open[who]:
                del self.open[who]
