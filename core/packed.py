"""Files on the wire: Streamlit's scripts and styles packed with gzip, and what never changes kept for ever.

Each is packed when it is first asked for, and kept in memory: the sixty files of a first visit take 60 ms and half
a megabyte, so there is no cache on the disk that could be stale or damaged. Whoever takes no gzip, or asks for a part
of a file, is answered by Streamlit itself.
"""

import gzip
import hashlib
import re
import threading
from dataclasses import dataclass
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.shell import Shell

FOR_EVER = "public, max-age=31536000, immutable"
_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
_OURS = "/app/static/"
_SOME = re.compile(r"\s*q\s*=\s*(1(\.0*)?|0\.\d*[1-9]\d*)\s*", re.IGNORECASE)
_ICONS = re.compile(rb"(@font-face\{font-family:\"?Material Symbols[^}]*)\}")
_DEFAULT = re.compile(rb"@font-face\{font-family:\"?Source Sans\"?;[^}]*\}")


@dataclass(frozen=True, slots=True)
class Packet:
    """A packed file, and the name of this very content."""

    body: bytes
    etag: str


def takes_gzip(accepted: str) -> bool:
    """Whether an `Accept-Encoding` allows gzip: by its name, or by the star where its name is not there (RFC 9110)."""
    weights: dict[str, bool] = {}
    for part in accepted.split(","):
        name, *parameters = part.split(";")
        weights[name.strip().lower()] = all(_SOME.fullmatch(each) for each in parameters)
    return weights.get("gzip", weights.get("x-gzip", weights.get("*", False)))


def lightened(name: str, text: bytes) -> bytes:
    """A file of Streamlit's without what it would fetch in vain.

    Its scripts ask for the icons' font at every start, 375 kB, by asking for a blank in it. A face that holds no blank
    comes with the first icon, and on most pages never. And what stands there before the theme is known is set in
    Streamlit's own type, 170 kB for the blink of an eye; without that face it is set in the device's.
    """
    if not name.endswith(".css"):
        return text
    return _DEFAULT.sub(b"", _ICONS.sub(rb"\1;unicode-range:U+21-10FFFF}", text))


class Packed:
    """Stands before Streamlit's own static files, and ours."""

    def __init__(self, app: ASGIApp, shell: Shell):
        self.app, self.shell = app, shell
        self.packets: dict[str, Packet] = {}
        self.lock = threading.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return await self.app(scope, receive, send)
        path = scope["path"]
        if path.startswith(_OURS) and scope["query_string"].startswith(b"v="):
            return await self.app(scope, receive, _with(send, "cache-control", FOR_EVER))
        kind = _TYPES.get(Path(path).suffix)
        if kind is None or path not in self.shell.files:
            return await self.app(scope, receive, send)
        asked = Headers(scope=scope)
        if "range" in asked or not takes_gzip(asked.get("accept-encoding", "")):
            return await self.app(scope, receive, _with(send, "vary", "Accept-Encoding"))
        packet = self.packets.get(path)
        if packet is None:
            packet = await run_in_threadpool(self.packet, path)
        await _answer(packet, kind, asked.get("if-none-match", ""))(scope, receive, send)

    def packet(self, path: str) -> Packet:
        """One of Streamlit's files, packed once."""
        with self.lock:  # thirty people come at nine o'clock; one of them waits for the packing, not all do it
            if path not in self.packets:
                text = lightened(path, (self.shell.folder / path.lstrip("/")).read_bytes())
                etag = f'"{hashlib.sha256(text).hexdigest()[:20]}-gzip"'
                self.packets[path] = Packet(gzip.compress(text, 9, mtime=0), etag)
            return self.packets[path]


def _answer(packet: Packet, kind: str, known: str) -> Response:
    headers = {"etag": packet.etag, "vary": "Accept-Encoding", "cache-control": FOR_EVER}
    if packet.etag in [each.strip().removeprefix("W/") for each in known.split(",")] or known.strip() == "*":
        return Response(status_code=304, headers=headers)
    return Response(packet.body, headers={**headers, "content-encoding": "gzip"}, media_type=kind)


def _with(send: Send, name: str, value: str) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] in (200, 206, 304):
            headers = MutableHeaders(raw=list(message["headers"]))
            headers[name] = value
            message = {**message, "headers": headers.raw}
        await send(message)

    return sending
