"""Behind a poster's code: who somebody is, the code that they choose, and then in, or into the line."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from core.directory import Person
from core.gate import Gate
from core.ground import Ground
from core.html import escape, plain
from core.language import Language, Text, say
from core.record import Writing
from core.web import language_of
from people import load
from people.joining import Answer, code_wrong, own
from people.person import Draft, tidied, wrongs_of
from people.routes import forms
from people.routes.given import FIRST, address_of, chosen, fields, gone, too_large, welcome
from people.routes.joining_form import Mistakes, form
from people.signin import hashed
from people.store import joining, roster, signins
from people.store import notice as notices
from people.store.directory import Roster
from people.store.signins import counted


def page(ground: Ground, gate: Gate) -> Callable[[Request], Awaitable[Response]]:
    """GET asks; POST puts whoever comes on the roster and signs them in, or lets them wait to be admitted."""

    async def join(request: Request) -> Response:
        token, language = request.path_params["token"].lower(), language_of(request.scope)
        with ground.read() as db:
            poster = joining.poster(db, token, ground.clock())
        if poster is None:
            return gone(request)
        if request.method != "POST" and "waiting" in request.query_params:  # read on in the other language
            return answered(language, Answer(False, ""), f"/joining/{token}?waiting=yes")
        if request.method != "POST" and request.state.person is not None:
            return _here_already(language, request.state.person, request.url.path)
        if request.method != "POST":
            return form(ground, request, poster, {}, {})
        given = await fields(request)
        if given is None:
            return too_large(request)
        found, pause = await run_in_threadpool(_wrong, ground, given, address_of(request))
        if found:
            return form(ground, request, poster, given, found, 429 if pause else 400)
        kept = await run_in_threadpool(hashed, given["password"])
        outcome = await run_in_threadpool(_joined, ground, token, given, kept)
        if outcome is None:
            return gone(request)
        if isinstance(outcome, dict):
            return form(ground, request, poster, given, outcome, 400)
        if isinstance(outcome, Answer):
            return answered(language, outcome, f"/joining/{token}?waiting=yes")
        return welcome(gate, request, outcome, FIRST, given)

    return join


def _draft(given: dict[str, str]) -> Draft:
    """Who somebody says that they are."""
    title, name, position = (given.get(each, "") for each in ("title", "name", "position"))
    return tidied(Draft(own(given.get("code", "")), title, name, position, "-"))


def _wrong(ground: Ground, given: dict[str, str], address: str) -> tuple[Mistakes, timedelta]:
    """Everything that is wrong with a form, and how long to wait where there were too many of them.

    That a code is taken has to be said, and is what a stranger could ask again and again: so that is paced by itself.
    """
    at, draft = ground.clock(), _draft(given)
    with ground.write() as writing:
        pause = counted(writing.db, at, ("joining", address), ("taken", address))
        if pause:
            return {"": [forms.waiting(pause)]}, pause
        taken = joining.taken(writing.db, draft.code)
        if not taken:
            signins.taken_back(writing.db, "taken", address, at)
    code, password = code_wrong(draft.code, taken), chosen(given, draft.code)
    found: Mistakes = {  # in the order of the fields: the first one is where the form opens again
        "name": list(wrongs_of(draft, "name")),
        "password": [password] if password else [],
        "code": [code] if code else [],
        "title": list(wrongs_of(draft, "title")),
        "position": list(wrongs_of(draft, "position")),
    }
    return {name: texts for name, texts in found.items() if texts}, pause


def _joined(ground: Ground, token: str, given: dict[str, str], kept: str) -> str | Answer | Mistakes | None:
    """The new sign-in's id, or that they wait; or what is wrong; None when the poster ended a moment ago."""
    draft = _draft(given)
    with ground.write() as writing:
        db, at = writing.db, writing.at
        poster = joining.poster(db, token, at)
        if poster is None:
            return None
        if wrong := code_wrong(draft.code, joining.taken(db, draft.code)):
            return {"code": [wrong]}
        if not poster.at_once or joining.known(db, draft.name):  # a namesake is looked at, whatever the poster says
            if joining.full(db, poster.id):
                many = Text(
                    th="มีผู้รอจำนวนมาก ขอให้ผู้กำกับติดตามตรวจผู้ที่รออยู่ก่อน แล้วลองใหม่",
                    en="Very many are waiting. Please ask your manager to look through them, then try again.",
                )
                return {"": [many]}
            joining.ask(db, ground.new_id(), poster, draft, kept, at)
            return Answer(False, "")
        person = roster.add(writing, ground.new_id(), draft, poster.unit)
        signins.set_password(db, person, kept)
        _informed(writing, person, given.get("notice", ""))
        return signins.begin(db, person, at, shared="shared" in given)


def _informed(writing: Writing, person: str, shown: str) -> None:
    """The notice's lines stood above the button: pressing it said that they were read, if they still hold.

    Whoever waits to be admitted reads them at their first sign-in: until then there is nobody to say it of.
    """
    found, joined = load.notice(writing.db), Roster().person(writing.db, person)
    if found and joined and found[1].short and shown == found[0]:
        notices.read(writing, joined, *found)


def _here_already(language: Language, person: Person, here: str) -> Response:
    """Somebody who is signed in scanned the poster again: on to where they were, or out for whoever is another."""
    title = say(language, "เข้าร่วมอยู่แล้ว", "You are in already")
    body = (
        f"<h1>{title}</h1><p>{say(language, 'ท่านเข้าสู่ระบบอยู่ในชื่อ', 'You are signed in as')} <strong>{escape(person.full_name)}</strong></p>"
        f'<p><a class="button" href="/">{say(language, "ไปต่อ", "Go on")}</a></p>'
        f'<form method="post" action="/sign-out?back={quote(here)}">'
        f'<button class="quiet">{say(language, "ไม่ใช่ฉัน", "Not me")}</button>'
        f'<p class="hint">{say(language, "จะออกจากระบบ แล้วกลับมาหน้าสมัครนี้ สิ่งที่บันทึกไว้ยังอยู่ครบ", "This signs you out and leads back here to join. All that was saved is kept.")}</p></form>'
    )
    return plain(title, body, language, here=here)


def answered(language: Language, answer: Answer, here: str) -> Response:
    """What somebody who asked to join is told, now and whenever they sign in: that they wait, or that it was declined.

    `here`: the page to which the other language leads; whoever signed in does that again.
    """
    if answer.declined:
        title = say(language, "ครั้งนี้ยังไม่ได้รับเข้า", "Your request to join was declined")
        word = f"<blockquote>{escape(answer.word)}</blockquote>" if answer.word else ""
        more = say(
            language,
            "หากท่านควรเข้าร่วม กรุณาติดต่อผู้กำกับติดตามของหน่วยงาน หรือสมัครใหม่จากโปสเตอร์",
            "If you should be here, please speak to your manager, or ask again by the poster.",
        )
    else:
        title, word = say(language, "รอรับเข้า", "Waiting to be admitted"), ""
        more = say(
            language,
            "ผู้กำกับติดตามหรือผู้ดูแลระบบของหน่วยงานเห็นคำขอของท่านแล้ว เมื่อรับเข้าแล้ว ใช้รหัสเข้าใช้งานและรหัสผ่านที่ตั้งไว้เข้าสู่ระบบ",
            "Your manager or administrator sees your request. Once you are admitted, use the sign-in code and password that you chose.",
        )
    button = f'<a class="button" href="/sign-in">{say(language, "ไปหน้าเข้าสู่ระบบ", "Go to the sign-in page")}</a>'
    return plain(title, f"<h1>{title}</h1>{word}<p>{more}</p><p>{button}</p>", language, here=here)
