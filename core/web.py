"""The web's walls: every request and every websocket passes here before it meets a route or Streamlit.

From outside in: the host must be ours; the answer gets its headers; closed and unknown paths end honestly; an
unsafe request must come from our own pages; the cookie becomes a person, or the way to the sign-in page; a
websocket's messages are paced. Plain ASGI classes, each `__init__(app, …)` and `__call__(scope, receive, send)`.
"""

import asyncio
import time
from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.directory import Role
from core.gate import Gate
from core.html import sorry
from core.language import Language, spoken
from core.packed import takes_gzip
from core.shell import ALWAYS, Shell

LANGUAGE_COOKIE = "sujarit_language"
# Streamlit's own paths beside its pages and files. All else that it is asked for it would answer with its shell.
SOCKET = "/_stcore/stream"
STREAMLIT = ("/_stcore/upload_file/", "/_stcore/bidi-components/", "/media/", "/component/", "/app/static/")
ENDS = ("/_stcore/health", "/_stcore/host-config", SOCKET)
# The same for everybody: no secret in them.
ICONS = ("/favicon.", "/apple-touch-icon", "/manifest.webmanifest")
OPEN = ("/static/", "/app/static/", *ICONS, "/_stcore/health")
SAFE = ("GET", "HEAD", "OPTIONS")


def language_of(scope: Scope) -> Language:
    """The reader's own language; else that of the cookie that the language link sets; else Thai."""
    person = scope.get("state", {}).get("person")
    if person is not None and person.language:
        return spoken(person.language)
    return spoken(HTTPConnection(scope).cookies.get(LANGUAGE_COOKIE))


class Hosts:
    """Answers only to our own names: this machine, an address in numbers, or one that the organisation has set.

    A number cannot be re-bound by a stranger's DNS; a name can, so a name must be known.
    """

    def __init__(self, app: ASGIApp, gate: Gate, shell: Shell):
        self.app, self.gate, self.shell = app, gate, shell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or self.ours(HTTPConnection(scope).headers.get("host", "")):
            return await self.app(scope, receive, send)
        if scope["type"] == "websocket":
            return await send({"type": "websocket.close", "code": 1008})
        await PlainTextResponse("This name is not one of this server's (SUJARIT_HOSTS adds one).", 421)(
            scope, receive, self.shell.dressed(send, language_of(scope), False)
        )

    def ours(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:  # such as "[" without its end
            return False
        try:
            ip_address(name)
        except ValueError:
            return name in self.gate.names()
        return True


class Walls:
    """Closed paths, honest 404s, same origin, identity, and the shell's headers."""

    def __init__(self, app: ASGIApp, gate: Gate, shell: Shell, paths: Mapping[str, tuple[Role, ...]]):
        self.app, self.gate, self.shell, self.paths = app, gate, shell, paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        path = scope["path"]
        streamlit = path in self.paths or path in self.shell.files or path in ENDS or path.startswith(STREAMLIT)
        scope, signed_in = self.gate.identified(scope, look=not path.startswith(OPEN))
        if scope["type"] == "websocket":
            if not signed_in or path != SOCKET or not same_origin(scope):
                return await send({"type": "websocket.close", "code": 1008})
            return await self.app(scope, receive, send)
        shared = scope["state"]["shared"]
        if shared and (path in self.paths or not streamlit):  # what a browser fetches by itself is no use of it
            await run_in_threadpool(self.gate.ground.stays, scope["state"]["signin"], shared)
        packs = path in self.paths and takes_gzip(HTTPConnection(scope).headers.get("accept-encoding", ""))
        send = self.shell.dressed(send, language_of(scope), streamlit, private=signed_in, shared=shared, packs=packs)
        answer: ASGIApp = self.app
        if scope["method"] not in SAFE and not same_origin(scope):
            answer = PlainTextResponse("This request did not come from this site's own pages.", 403)
        elif not (streamlit or self.gate.routed(path)):
            answer = missing(scope)
        elif streamlit and not signed_in and not path.startswith(OPEN):
            back = _whole_path(scope)
            answer = (
                RedirectResponse("/sign-in" if back == "/" else f"/sign-in?back={quote(back)}", 303)
                if path in self.paths
                else PlainTextResponse("Sign in first.", 401)
            )
        elif path in self.paths and not scope["state"]["person"].holds(*self.paths[path]):
            answer = not_theirs(scope)
        elif path in self.paths and not scope["state"]["informed"]:
            answer = RedirectResponse(f"/privacy?back={quote(_whole_path(scope))}", 303)
        elif path in self.paths:
            scope = self.shell.whole(scope)
        await answer(scope, receive, send)


def _whole_path(scope: Scope) -> str:
    return str(scope["path"]) + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")


def same_origin(scope: Scope) -> bool:
    """Whether a request says that it comes from a page of the host that it goes to."""
    headers = HTTPConnection(scope).headers
    origin = headers.get("origin") or headers.get("referer") or ""
    try:
        return bool(origin) and urlsplit(origin).netloc == headers.get("host")
    except ValueError:  # an origin that no browser writes
        return False


def missing(scope: Scope) -> ASGIApp:
    """An honest 404, as a page for readers and as JSON for programs."""
    if "/_stcore/" in scope["path"][1:]:  # Streamlit looks below each page first, and then where it is
        return PlainTextResponse("", 404)
    if scope["path"].startswith("/api/"):
        return PlainTextResponse('{"error": "there is nothing at this address"}', 404, media_type="application/json")
    return sorry(
        language_of(scope), 404,
        ("ไม่พบหน้านี้", "ตรวจที่อยู่อีกครั้ง หรือกลับไปหน้าหลัก"),
        ("There is no such page", "Check the address, or go back to the home page."),
    )  # fmt: skip


def not_theirs(scope: Scope) -> ASGIApp:
    """A page for those with another role."""
    return sorry(
        language_of(scope), 403,
        ("หน้านี้สำหรับผู้ที่มีสิทธิเท่านั้น", "หากท่านควรเข้าได้ กรุณาแจ้งผู้ดูแลระบบของหน่วยงาน"),
        ("This page is for those with the right to it", "If it should be yours, please tell your administrator."),
    )  # fmt: skip


def broken(request: Request, error: Exception) -> Response:
    """A plain page for our own mistake on one of our routes. Starlette raises it again, so the log has it whole."""
    answer = sorry(
        language_of(request.scope), 500,
        ("ขออภัย ระบบขัดข้อง", "สิ่งที่บันทึกไว้แล้วยังอยู่ครบ กลับไปลองอีกครั้ง หากยังขัดข้อง กรุณาแจ้งผู้ดูแลระบบของหน่วยงาน"),
        ("Sorry, something has broken", "Everything saved before is kept. Go back and try once more; if it breaks again, please tell your administrator."),
    )  # fmt: skip
    answer.headers.update(ALWAYS)
    return answer


class Allowance:
    """What one sign-in may send: `left` messages at the moment `last`, over all its open `sockets`."""

    def __init__(self, rate: float, burst: int, moment: float):
        self.rate, self.burst, self.left, self.last, self.sockets = rate, burst, float(burst), moment, 0

    def settle(self, moment: float) -> float:
        """Bring `left` up to a moment. Below nought it is what was sent ahead of its time."""
        self.left, self.last = min(self.burst, self.left + (moment - self.last) * self.rate), moment
        return self.left


class Pace:
    """Slows websockets' messages down to what a person can do; nothing is dropped, the client just waits.

    For one sign-in, `rate` messages a second after the first `burst`, however many sockets they come through, and
    at most `sockets` open at once. So one client's flood costs itself its own time, and others nothing.
    """

    def __init__(self, app: ASGIApp, rate: float = 10, burst: int = 30, sockets: int = 24):
        self.app, self.rate, self.burst, self.sockets = app, rate, burst, sockets
        self.allowances: dict[str, Allowance] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            return await self.app(scope, receive, send)
        who = str(scope.get("state", {}).get("signin") or (scope.get("client") or ("?",))[0])
        mine = self.allowance(who)
        if mine.sockets >= self.sockets:
            return await send({"type": "websocket.close", "code": 1013})

        async def paced() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive":
                mine.settle(time.monotonic())
                mine.left -= 1
                if mine.left < 0:
                    await asyncio.sleep(-mine.left / self.rate)
            return message

        mine.sockets += 1
        try:
            await self.app(scope, paced, send)
        finally:
            mine.sockets -= 1

    def allowance(self, who: str) -> Allowance:
        """A sign-in's allowance. It outlives its sockets until it is whole again, so coming anew gains nothing."""
        moment = time.monotonic()
        for each, kept in list(self.allowances.items()):
            if not kept.sockets and kept.settle(moment) >= self.burst:
                del self.allowances[each]
        return self.allowances.setdefault(who, Allowance(self.rate, self.burst, moment))
