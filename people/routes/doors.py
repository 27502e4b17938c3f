"""The doors: sign-in, sign-out, the first set-up, a new person's link, a new password, the language. Plain pages."""

from datetime import datetime, timedelta

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from core.db import Database
from core.directory import Person
from core.gate import Gate
from core.ground import Ground
from core.language import Text, spoken
from core.settings import ADDRESS, ORGANISATION_EN, ORGANISATION_TH, set_to, setting
from core.web import LANGUAGE_COOKIE, language_of
from people.address import public_address
from people.person import MAXIMUM_PASSWORD, Draft, tidy
from people.routes import forms
from people.routes.given import chosen, fields, gone, local, too_large
from people.signin import hashed, matches, wait
from people.store import roster, signins
from people.store.directory import Roster


def _counted(db: Database, at: datetime, *keys: tuple[str, str]) -> timedelta:
    """How long to wait. Whoever need not is counted now, before the password is looked at: many at once are many tries."""
    pause = max(wait(kind, signins.tries(db, kind, key), at) for kind, key in keys)
    if not pause:
        for kind, key in keys:
            signins.failed(db, kind, key, at)
    return pause


class Doors:
    """The handlers, over one house."""

    def __init__(self, ground: Ground, gate: Gate):
        self.ground, self.gate = ground, gate

    async def sign_in(self, request: Request) -> Response:
        language, back = language_of(request.scope), local(request.query_params.get("back", "/"))
        if request.state.person is not None and request.method != "POST":
            return RedirectResponse(back, 303)
        with self.ground.read() as db:
            organisation = setting(db, ORGANISATION_TH if language == "th" else ORGANISATION_EN)
        if request.method != "POST":
            return forms.sign_in(language, organisation, back)
        given = await fields(request)
        if given is None:
            return too_large(request)
        code, password = tidy(given.get("code", ""))[:80], given.get("password", "")[:MAXIMUM_PASSWORD]
        address = request.client.host if request.client else "?"
        outcome = await run_in_threadpool(self._try, code, password, address)
        if isinstance(outcome, timedelta):
            return forms.sign_in(language, organisation, back, code=code, wait=outcome)
        if outcome is None:
            return forms.sign_in(language, organisation, back, code=code, refused=True)
        return self._welcome(request, outcome, back)

    def _try(self, code: str, password: str, address: str) -> str | timedelta | None:
        """A new sign-in's id, or how long to wait, or None when code and password do not belong together."""
        at, who = self.ground.clock(), code.lower()
        with self.ground.write() as writing:
            if pause := _counted(writing.db, at, ("account", who), ("address", address)):
                return pause
            person = Roster().by_code(writing.db, code)
            kept = signins.password_of(writing.db, person.id) if person and person.active else None
        if not matches(password, kept) or person is None:
            return None
        with self.ground.write() as writing:
            signins.forgiven(writing.db, who)
            signins.taken_back(writing.db, "address", address, at)
            return signins.begin(writing.db, person.id, at)

    def _confirmed(self, person: Person, password: str) -> bool | timedelta:
        """Whether it is the person's present password, or how long to wait."""
        at, who = self.ground.clock(), person.code.lower()
        with self.ground.write() as writing:
            if pause := _counted(writing.db, at, ("account", who)):
                return pause
            kept = signins.password_of(writing.db, person.id)
        if not matches(password, kept):
            return False
        with self.ground.write() as writing:
            signins.forgiven(writing.db, who)
        return True

    def _welcome(self, request: Request, signin: str, back: str) -> Response:
        response = RedirectResponse(back, 303)
        self.gate.welcome(response, signin, secure=request.url.scheme == "https")
        return response

    async def sign_out(self, request: Request) -> Response:
        if request.method != "POST":
            return forms.sign_out(language_of(request.scope))
        if request.state.signin:
            with self.ground.write() as writing:
                signins.revoke(writing.db, request.state.signin, writing.at)
        response = RedirectResponse("/sign-in", 303)
        self.gate.farewell(response)
        return response

    async def set_up(self, request: Request) -> Response:
        """The first administrator: behind the link that `make run` printed, once."""
        token, language = request.path_params["token"], language_of(request.scope)
        with self.ground.read() as db:
            known = signins.linked(
                db, token, "set-up", self.ground.clock()
            ) is not None and not signins.has_administrator(db)
        if not known:
            return gone(request)
        if request.method != "POST":
            return forms.set_up(language, token, {})
        given = await fields(request)
        if given is None:
            return too_large(request)
        draft = Draft(tidy(given.get("code", "")), tidy(given.get("title", "")), tidy(given.get("name", "")),
                      tidy(given.get("position", "")), tidy(given.get("organisation_th", "")), "administrator")  # fmt: skip
        if wrongs := forms.set_up_wrongs(given, draft):
            return forms.set_up(language, token, given, wrongs)
        kept = await run_in_threadpool(hashed, given["password"])
        organisation = Text(
            th=tidy(given["organisation_th"]),
            en=tidy(given.get("organisation_en", "")) or tidy(given["organisation_th"]),
        )
        with self.ground.write() as writing:
            if signins.linked(writing.db, token, "set-up", writing.at) is None:
                return gone(request)
            signins.use(writing.db, token, writing.at)
            top = roster.name_top(writing, self.ground.new_id(), organisation)
            here = Roster().by_code(writing.db, draft.code)  # a sheet may have been there first
            if here:
                roster.change(writing, here, draft, top)
            person = here.id if here else roster.add(writing, self.ground.new_id(), draft, top)
            set_to(writing.db, ORGANISATION_TH, organisation.th)
            set_to(writing.db, ORGANISATION_EN, organisation.en)
            set_to(writing.db, ADDRESS, public_address(given.get("address", "")) or "")
            signins.set_password(writing.db, person, kept)
            signin = signins.begin(writing.db, person, writing.at)
        return self._welcome(request, signin, "/")

    async def join(self, request: Request) -> Response:
        """A one-time link: whoever holds it chooses the password of the person that it is for."""
        token, language = request.path_params["token"], language_of(request.scope)
        with self.ground.read() as db:
            known = signins.linked(db, token, "join", self.ground.clock())
            person = Roster().person(db, known) if known else None
        if person is None or not person.active:
            return gone(request)
        if request.method != "POST":
            return forms.join(language, person)
        given = await fields(request)
        if given is None:
            return too_large(request)
        if wrong := chosen(given, person.code):
            return forms.join(language, person, wrong)
        kept = await run_in_threadpool(hashed, given["password"])
        with self.ground.write() as writing:
            if signins.linked(writing.db, token, "join", writing.at) != person.id:
                return gone(request)
            signins.use(writing.db, token, writing.at)
            signins.set_password(writing.db, person.id, kept)
            signins.revoke_all(writing.db, person.id, writing.at)
            signins.forgiven(writing.db, person.code.lower())
            signin = signins.begin(writing.db, person.id, writing.at)
        return self._welcome(request, signin, "/")

    async def password(self, request: Request) -> Response:
        """A new password for whoever is signed in; all their other sign-ins end."""
        person, language = request.state.person, language_of(request.scope)
        if person is None:
            return RedirectResponse("/sign-in?back=/password", 303)
        if request.method != "POST":
            return forms.password(language)
        given = await fields(request)
        if given is None:
            return too_large(request)
        right = await run_in_threadpool(self._confirmed, person, given.get("before", "")[:MAXIMUM_PASSWORD])
        if isinstance(right, timedelta):
            return forms.password(language, forms.waiting(right))
        if not right:
            return forms.password(
                language, Text(th="รหัสผ่านเดิมไม่ถูกต้อง ลองอีกครั้ง", en="The present password is not right. Try again.")
            )
        if wrong := chosen(given, person.code):
            return forms.password(language, wrong)
        new = await run_in_threadpool(hashed, given["password"])
        with self.ground.write() as writing:
            signins.set_password(writing.db, person.id, new)
            signins.revoke_all(writing.db, person.id, writing.at)
            signin = signins.begin(writing.db, person.id, writing.at)
        return self._welcome(request, signin, "/")

    async def language(self, request: Request) -> Response:
        """Read on in the other language."""
        code = spoken(request.path_params["code"])
        if request.state.person is not None:
            with self.ground.write() as writing:
                roster.set_language(writing, request.state.person.id, code)
        response = RedirectResponse(local(request.query_params.get("back", "/")), 303)
        response.set_cookie(LANGUAGE_COOKIE, code, max_age=365 * 86400, httponly=True, samesite="lax")
        return response
