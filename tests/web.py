"""The web for tests: the rooms' routes inside the same walls as in app.py, and behind them a stand-in for Streamlit.

The stand-in answers everything, as Streamlit does: what did not get to it, the walls kept away.
"""

from html.parser import HTMLParser
from http.cookies import SimpleCookie

from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

import house
from core.directory import Person
from core.gate import COOKIE
from core.server import Server
from people import load
from people.store import notice as notices
from people.store import signins

HERE = "http://localhost:8501"
STREAM = "ws://localhost:8501/_stcore/stream"
SHELL = '<!DOCTYPE html><html lang="en"><head><title>Streamlit</title></head><body>shell</body></html>'


class Web:
    """A house on the web. `arrived`: what came through to Streamlit."""

    def __init__(self, opened: house.House):
        self.ground = opened.ground
        self.server = Server(opened.ground, house.ROOMS, lambda: (opened.problems, opened.waiting))
        self.arrived: list[Scope] = []
        self.app = Starlette(
            routes=[*self.server.routes, Mount("/", app=self.streamlit)], middleware=self.server.middleware
        )

    async def streamlit(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers whatever is asked with the shell, and echoes on every websocket."""
        self.arrived.append(scope)
        if scope["type"] == "http" and scope["method"] not in ("GET", "HEAD"):
            return await PlainTextResponse("Method Not Allowed", 405)(scope, receive, send)
        if scope["type"] == "http":
            return await HTMLResponse(SHELL, headers={"etag": '"shell"'})(scope, receive, send)
        socket = WebSocket(scope, receive, send)
        await socket.accept()
        try:
            while True:
                await socket.send_bytes(await socket.receive_bytes())
        except WebSocketDisconnect:
            return None

    def guest(self, *, address: str = "203.0.113.7", origin: str | None = HERE, here: str = HERE) -> TestClient:
        """A browser in which nobody is signed in; its unsafe requests say that they come from `origin`."""
        headers = {"origin": origin} if origin else {}
        return TestClient(
            self.app, base_url=here, headers=headers, follow_redirects=False, client=(address, 50000)
        )  # fmt: skip

    def signed_in(self, person: Person, *, origin: str | None = HERE) -> TestClient:
        """A browser in which somebody is signed in, who has read the privacy notice."""
        with self.ground.write() as writing:
            signin = signins.begin(writing.db, person.id, writing.at)
            if (notice := load.notice(writing.db)) and not load.informed(writing.db, person.id):
                notices.read(writing, person, *notice)
        client = self.guest(origin=origin)
        client.cookies.set(COOKIE, self.cookie(signin), domain="localhost.local")
        return client

    def cookie(self, signin: str) -> str:
        """The cookie of a sign-in, as the gate writes it."""
        response = Response()
        self.server.gate.welcome(response, signin, secure=False)
        return SimpleCookie(response.headers["set-cookie"])[COOKIE].value

    def came(self, name: str) -> list[str]:
        """The values of a header in the last request that came through to Streamlit."""
        headers: list[tuple[bytes, bytes]] = self.arrived[-1]["headers"]
        return [value.decode() for each, value in headers if each.decode().lower() == name]


class Read(HTMLParser):
    """A document as a browser reads it: its elements, what runs or styles in it, and the text that is seen."""

    def __init__(self, document: str):
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.inline: dict[str, list[str]] = {"script": [], "style": []}  # the texts of scripts and styles in the page
        self.text = ""
        self._inside = ""
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._inside = tag
        if tag in self.inline and "src" not in self.elements[-1][1]:
            self.inline[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside in self.inline:
            if "src" not in self.elements[-1][1]:
                self.inline[self._inside][-1] += data
        else:
            self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every element of a kind."""
        return [attributes for each, attributes in self.elements if each == tag]

    @property
    def language(self) -> str:
        return self.all("html")[0]["lang"]


def signed_out(location: str) -> bool:
    """Whether a redirection leads to the sign-in page."""
    return location == "/sign-in" or location.startswith("/sign-in?back=")
