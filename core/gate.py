"""The gate: a signed cookie becomes a person, on HTTP and on the websocket, and nothing else does."""

import os
import socket
from collections.abc import Callable
from urllib.parse import urlsplit

from itsdangerous import BadSignature, URLSafeSerializer
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import Scope

from core.ground import Ground
from core.settings import ADDRESS, OFFICE_ADDRESS, setting

COOKIE = "sujarit"
COOKIE_DAYS = 30
SHARED_COOKIE = "sujarit_shared"  # this computer is shared: no secret, and it outlives the sign-ins
HEADERS = (b"x-sujarit-person", b"x-sujarit-signin")  # trusted by Streamlit, so never taken from a client


class Gate:
    """Reads and writes the cookie, and knows the names and routes of this house."""

    def __init__(self, ground: Ground, routed: Callable[[str], bool]):
        self.ground, self.routed = ground, routed
        self._cookies = URLSafeSerializer(ground.signer.secret("cookie"), salt="sujarit.signin")
        self._own = {"localhost", socket.gethostname().lower(), f"{socket.gethostname().lower()}.local"}
        self._own |= {name.strip().lower() for name in os.environ.get("SUJARIT_HOSTS", "").split(",") if name.strip()}

    def names(self) -> set[str]:
        """The host names that this server answers to."""
        with self.ground.read() as db:
            given = [urlsplit(setting(db, name)).hostname for name in (ADDRESS, OFFICE_ADDRESS)]
        return self._own | {name for name in given if name}

    def identified(self, scope: Scope, *, look: bool = True) -> tuple[Scope, bool]:
        """The request with our own identity headers and nobody else's; and whether somebody is signed in.

        `look=False` spares the question for files that are the same for everybody.
        """
        headers = [(name, value) for name, value in scope["headers"] if name.lower() not in HEADERS]
        signin = self.signin(HTTPConnection(scope).cookies.get(COOKIE, "")) if look else ""
        person = shared = None
        informed = True
        if signin:
            with self.ground.read() as db:
                person = self.ground.directory.signed_in(db, signin, self.ground.clock())
                if person:
                    shared = self.ground.directory.shared(db, signin)
                    informed = self.ground.directory.informed(db, person.id)
        state = {**scope.get("state", {}), "person": person, "signin": signin if person else ""}
        state |= {"shared": shared, "informed": informed}
        if person:
            headers += [(HEADERS[0], person.id.encode()), (HEADERS[1], signin.encode())]
        return {**scope, "headers": headers, "state": state}, person is not None

    def signin(self, cookie: str) -> str:
        """The sign-in that a cookie names, if our signature on it holds; "" otherwise."""
        try:
            return str(self._cookies.loads(cookie)) if cookie else ""
        except BadSignature:
            return ""

    def welcome(self, response: Response, signin: str, *, secure: bool, shared: bool = False) -> None:
        """Set the cookie: HttpOnly, for our own pages, over HTTPS only where the page came so.

        On a shared computer it goes when the browser is closed, and the computer is remembered as a shared one.
        """
        response.set_cookie(
            COOKIE, str(self._cookies.dumps(signin)), max_age=None if shared else COOKIE_DAYS * 86400,
            httponly=True, samesite="lax", secure=secure,
        )  # fmt: skip
        if shared:
            response.set_cookie(SHARED_COOKIE, "yes", max_age=365 * 86400, httponly=True, samesite="lax", secure=secure)

    def farewell(self, response: Response) -> None:
        """Take the cookie away, and with it whatever this browser kept of us."""
        response.delete_cookie(COOKIE)
        response.headers["clear-site-data"] = '"cache", "storage"'
