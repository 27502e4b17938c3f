"""The doors: sign-in, sign-out, a new person's link, a new password, the language. Plain pages."""

from datetime import timedelta
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from core.directory import Person
from core.gate import COOKIE, Gate
from core.ground import Ground
from core.language import Text, spoken
from core.settings import CONTACT, ORGANISATION_EN, ORGANISATION_TH, setting
from core.web import LANGUAGE_COOKIE, language_of
from people.joining import Answer, own
from people.person import MAXIMUM_PASSWORD, tidy
from people.routes import forms
from people.routes.given import FIRST, address_of, chosen, fields, gone, local, on_phone, shares, too_large, welcome
from people.routes.joining import answered
from people.signin import hashed, matches
from people.store import joining, roster, signins
from people.store.directory import Roster
from people.store.signins import counted


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
            minutes, shared, contact = signins.shared_minutes(db), shares(db, request), setting(db, CONTACT)
        page = partial(
            forms.sign_in, language, organisation, back, minutes=minutes, contact=contact, phone=on_phone(request)
        )
        if request.method != "POST":
            why = {"rested": forms.rested, "left": forms.left}
            told = [text(language) for word, text in why.items() if word in request.query_params]
            response = page(shared=shared, said=next(iter(told), ""))
            if COOKIE in request.cookies:  # of a sign-in that has ended: nothing of it stays in this browser
                self.gate.farewell(response)
            return response
        given = await fields(request)
        if given is None:
            return too_large(request)
        code, password = tidy(given.get("code", ""))[:80], given.get("password", "")[:MAXIMUM_PASSWORD]
        outcome = await run_in_threadpool(self._try, code, password, address_of(request), "shared" in given)
        if isinstance(outcome, str):
            return welcome(self.gate, request, outcome, back, given)
        if isinstance(outcome, Answer):
            return answered(language, outcome, "/sign-in")
        pause = isinstance(outcome, timedelta)
        said = forms.waiting(outcome)[language] if outcome else forms.not_right(language)
        return page(shared="shared" in given, code=code, said=said, status=429 if pause else 403)

    def _try(self, code: str, password: str, address: str, shared: bool) -> str | timedelta | Answer | None:
        """A new sign-in's id, or how long to wait, or what is answered to who asked to join.

        None when code and password do not belong together.
        """
        at = self.ground.clock()
        with self.ground.write() as writing:
            person = Roster().by_code(writing.db, code) or Roster().by_code(writing.db, own(code))
            code = person.code if person else own(code)
            who = code.lower()  # one account, in whatever way its code was typed
            if pause := counted(writing.db, at, ("account", who), ("address", address)):
                return pause
            kept = signins.password_of(writing.db, person.id) if person and person.active else None
            asked = None if person else joining.asked(writing.db, code)
        if not matches(password, asked[0] if asked else kept) or not (person or asked):
            return None
        with self.ground.write() as writing:
            signins.forgiven(writing.db, who)
            signins.taken_back(writing.db, "address", address, at)
            if person is None:
                return asked[1] if asked else None
            return signins.begin(writing.db, person.id, at, shared=shared)

    def _confirmed(self, person: Person, password: str) -> bool | timedelta:
        """Whether it is the person's present password, or how long to wait."""
        at, who = self.ground.clock(), person.code.lower()
        with self.ground.write() as writing:
            if pause := counted(writing.db, at, ("account", who)):
                return pause
            kept = signins.password_of(writing.db, person.id)
        if not matches(password, kept):
            return False
        with self.ground.write() as writing:
            signins.forgiven(writing.db, who)
        return True

    async def sign_out(self, request: Request) -> Response:
        if request.method != "POST":
            return forms.sign_out(language_of(request.scope), request.state.person)
        if request.state.signin:
            with self.ground.write() as writing:
                signins.revoke(writing.db, request.state.signin, writing.at)
        response = RedirectResponse(local(request.query_params.get("back", "/sign-in?left")), 303)
        self.gate.farewell(response)
        return response

    async def join(self, request: Request) -> Response:
        """A one-time link: whoever holds it chooses the password of the person that it is for."""
        token, language = request.path_params["token"], language_of(request.scope)
        with self.ground.read() as db:
            known = signins.linked(db, token, "join", self.ground.clock())
            person = Roster().person(db, known) if known else None
            tick = forms.shared_tick(language, signins.shared_minutes(db), shares(db, request), on_phone(request))
        if person is None or not person.active:
            return gone(request)
        if request.method != "POST":
            return forms.join(language, person, tick)
        given = await fields(request)
        if given is None:
            return too_large(request)
        if wrong := chosen(given, person.code):
            return forms.join(language, person, tick, wrong)
        kept = await run_in_threadpool(hashed, given["password"])
        with self.ground.write() as writing:
            if signins.linked(writing.db, token, "join", writing.at) != person.id:
                return gone(request)
            signins.use(writing.db, token, writing.at)
            signins.set_password(writing.db, person.id, kept)
            signins.revoke_all(writing.db, person.id, writing.at)
            signins.forgiven(writing.db, person.code.lower())
            signin = signins.begin(writing.db, person.id, writing.at, shared="shared" in given)
        return welcome(self.gate, request, signin, FIRST, given)

    async def password(self, request: Request) -> Response:
        """A new password for whoever is signed in; all their other sign-ins end."""
        person, language = request.state.person, language_of(request.scope)
        if person is None:
            return RedirectResponse("/sign-in?back=/password", 303)
        if request.method != "POST":
            return forms.password(language, person)
        given = await fields(request)
        if given is None:
            return too_large(request)
        right = await run_in_threadpool(self._confirmed, person, given.get("before", "")[:MAXIMUM_PASSWORD])
        if isinstance(right, timedelta):
            return forms.password(language, person, forms.waiting(right))
        if not right:
            wrong = Text(th="รหัสผ่านเดิมไม่ถูกต้อง ลองอีกครั้ง", en="The present password is not right. Try again.")
            return forms.password(language, person, wrong, "before")
        if found := chosen(given, person.code):
            return forms.password(language, person, found, "password")
        new = await run_in_threadpool(hashed, given["password"])
        with self.ground.write() as writing:
            signins.set_password(writing.db, person.id, new)
            signins.revoke_all(writing.db, person.id, writing.at)
            signin = signins.begin(writing.db, person.id, writing.at, shared=request.state.shared is not None)
        return welcome(self.gate, request, signin, "/", {"shared": "yes"} if request.state.shared else {})

    async def language(self, request: Request) -> Response:
        """Read on in the other language."""
        code = spoken(request.path_params["code"])
        if request.state.person is not None:
            with self.ground.write() as writing:
                roster.set_language(writing, request.state.person.id, code)
        response = RedirectResponse(local(request.query_params.get("back", "/")), 303)
        response.set_cookie(LANGUAGE_COOKIE, code, max_age=365 * 86400, httponly=True, samesite="lax")
        return response
