"""Streamlit's page shell and all answers, dressed: security headers, a strict content policy, the reader's language."""

import base64
import gzip
import hashlib
import re
from functools import lru_cache
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import Message, Scope, Send

from core.directory import Shared
from core.language import Language, say
from core.static import FACES, beside

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
# 170 kB of a type in which no page of ours is set.
_PRELOAD = re.compile(rb'<link\s+rel="preload"[^>]*\bas="font"[^>]*>')
# The look stands in the page itself: sent with the first run, it would come after the first elements, and all would
# jump. In the body, so that it stands below Streamlit's own rules in the head and speaks last.
LOOK = f"<style>{FACES}{(Path(__file__).parent / 'look.css').read_text(encoding='utf-8')}</style>"
_NOSCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)  # in English, and about machines
_OPENING = (Path(__file__).parent / "opening.css").read_text(encoding="utf-8")
_UNCHANGED = {b"accept-encoding", b"range", b"if-none-match", b"if-modified-since"}
ALWAYS = {
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(self), microphone=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin",
}


class Shell:
    """Computed once from the installed Streamlit: its files, and the hashes of its own inline scripts, which alone may run."""

    def __init__(self) -> None:
        self.folder = Path(streamlit.__file__).parent / "static"
        files = (path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.*"))
        self.files = frozenset(f"/{name}" for name in files if name != "index.html")
        index = (self.folder / "index.html").read_text(encoding="utf-8")
        hashes = (
            base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in _INLINE.findall(index)
        )
        scripts = " ".join(f"'sha256-{each}'" for each in hashes)
        self.policy = (
            f"default-src 'self'; script-src 'self' {scripts} 'wasm-unsafe-eval' blob:; style-src 'self' 'unsafe-inline';"
            " img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:;"
            " frame-src 'self' blob: data:; media-src 'self' blob: data:; frame-ancestors 'none'; base-uri 'self';"
            " form-action 'self'; object-src 'none'"
        )

    def whole(self, scope: Scope) -> Scope:
        """A request for the shell that cannot be answered from a cache or in part: its language may have changed."""
        return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name not in _UNCHANGED]}

    def dressed(
        self, send: Send, language: Language, streamlit_page: bool, *,
        private: bool = False, shared: Shared | None = None, packs: bool = False,
    ) -> Send:  # fmt: skip
        """`send`, with headers on every answer; Streamlit's HTML gets `lang` and a title that is ours.

        `private`: what somebody who is signed in gets is kept by no browser. On a `shared` computer a plain page goes
        to the sign-in page by itself, a little after the sign-in has ended; Streamlit's pages have the seat for that.
        `packs`: whoever asks takes gzip, and gets Streamlit's page in it: 11 kB for 41.
        """
        start: Message | None = None
        body = b""

        async def dressing(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=list(message["headers"]))
                headers.setdefault("content-security-policy", self.policy)
                headers.update(ALWAYS)
                html = headers.get("content-type", "").startswith("text/html")
                if private:
                    headers["cache-control"] = "no-store"
                if shared and html and not streamlit_page:
                    headers["refresh"] = f"{shared.minutes * 60 + 40}; url=/sign-in?rested=1"
                message = {**message, "headers": headers.raw}
                if streamlit_page and message["status"] == 200 and html:
                    start = message
                    return
            elif start is not None:
                body += message.get("body", b"")
                if message.get("more_body"):
                    return
                opening, start = start, None
                zipped = packs and body != b""  # a HEAD has none
                body = _packed(body, language) if zipped else _in_language(body, language)
                headers = MutableHeaders(raw=[h for h in opening["headers"] if h[0] not in (b"etag", b"last-modified")])
                if zipped:
                    headers["content-encoding"] = "gzip"
                headers["vary"] = "Accept-Encoding"
                headers["content-length"] = str(len(body))
                headers["cache-control"] = "no-store"
                await send({**opening, "headers": headers.raw})
                await send({"type": "http.response.body", "body": body})
                return
            await send(message)

        return dressing


@lru_cache(maxsize=4)
def _packed(body: bytes, language: Language) -> bytes:
    """The page is the same for everybody who reads one language."""
    return gzip.compress(_in_language(body, language), mtime=0)


def _in_language(body: bytes, language: Language) -> bytes:
    title = "สุจริต" if language == "th" else "Sujarit"
    body = _NOSCRIPT.sub(f"<noscript>{_without_script(language)}</noscript>".encode(), _PRELOAD.sub(b"", body))
    body = body.replace(b"</head>", f"{beside(language)}<style>{_OPENING}</style></head>".encode(), 1)
    body = body.replace(b"</body>", f"{LOOK}</body>".encode(), 1)
    body = body.replace(b'<html lang="en">', f'<html lang="{language}" translate="no">'.encode(), 1)
    return body.replace(b"<title>Streamlit</title>", f"<title>{title}</title>".encode(), 1)


def _without_script(language: Language) -> str:
    told = say(
        language,
        "หน้านี้ต้องใช้ JavaScript กรุณาเปิด JavaScript ในเบราว์เซอร์ แล้วเปิดหน้านี้ใหม่",
        "This page needs JavaScript. Please allow it in your browser, and open the page again.",
    )
    return f"<style>body::before,body::after{{display:none!important}}</style><p>{told}</p>"
