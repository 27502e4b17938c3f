"""Behind a poster's code: who somebody is, the code that they choose, and then in, or into the line."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from core.gate import Gate
from core.ground import Ground
from core.html import escape, plain
from core.language import Language, Text, say
from core.settings import ORGANISATION_EN, ORGANISATION_TH, setting
from core.web import language_of
from people import load
from people.joining import RULE, Answer, Poster, code_wrong
from people.person import Draft, tidied, wrongs
from people.routes import forms
from people.routes.given import address_of, chosen, fields, gone, shares, too_large, welcome
from people.routes.privacy import words
from people.signin import hashed
from people.store import joining, roster, signins
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
        if request.method != "POST":
            return _form(ground, request, poster, {}, [])
        given = await fields(request)
        if given is None:
            return too_large(request)
        code, title, name, position = (given.get(each, "") for each in ("code", "title", "name", "position"))
        draft = tidied(Draft(code, title, name, position, "-"))
        found, pause = await run_in_threadpool(_wrong, ground, given, draft, address_of(request))
        if found:
            return _form(ground, request, poster, given, found, 429 if pause else 400)
        kept = await run_in_threadpool(hashed, given["password"])
        outcome = await run_in_threadpool(_joined, ground, token, draft, kept, "shared" in given)
        if outcome is None:
            return gone(request)
        if isinstance(outcome, Text):
            return _form(ground, request, poster, given, [outcome], 400)
        if isinstance(outcome, Answer):
            return answered(language, outcome, f"/joining/{token}?waiting=yes")
        return welcome(gate, request, outcome, "/", given)

    return join


def _wrong(ground: Ground, given: dict[str, str], draft: Draft, address: str) -> tuple[list[Text], timedelta]:
    """Everything that is wrong with a form, and how long to wait where there were too many of them.

    That a code is taken has to be said, and is what a stranger could ask again and again: so that is paced by itself.
    """
    at = ground.clock()
    with ground.write() as writing:
        pause = counted(writing.db, at, ("joining", address), ("taken", address))
        if pause:
            return [forms.waiting(pause)], pause
        taken = joining.taken(writing.db, draft.code)
        if not taken:
            signins.taken_back(writing.db, "taken", address, at)
    found = list(wrongs(draft))
    if wrong := code_wrong(draft.code, taken):
        found.append(wrong)
    if wrong := chosen(given, draft.code):
        found.append(wrong)
    return found, pause


def _joined(ground: Ground, token: str, draft: Draft, kept: str, shared: bool) -> str | Answer | Text | None:
    """The new sign-in's id, or that they wait; or what is wrong; None when the poster ended a moment ago."""
    with ground.write() as writing:
        db, at = writing.db, writing.at
        poster = joining.poster(db, token, at)
        if poster is None:
            return None
        if wrong := code_wrong(draft.code, joining.taken(db, draft.code)):
            return wrong
        if not poster.at_once or joining.known(db, draft.name):  # a namesake is looked at, whatever the poster says
            if joining.full(db, poster.id):
                return Text(
                    th="มีผู้รอจำนวนมาก ขอให้ผู้กำกับติดตามตรวจผู้ที่รออยู่ก่อน แล้วลองใหม่",
                    en="Very many are waiting. Please ask your manager to look through them, then try again.",
                )
            joining.ask(db, ground.new_id(), poster, draft, kept, at)
            return Answer(False, "")
        person = roster.add(writing, ground.new_id(), draft, poster.unit)
        signins.set_password(db, person, kept)
        return signins.begin(db, person, at, shared=shared)


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
            "ผู้กำกับติดตามหรือผู้ดูแลระบบของหน่วยงานเห็นคำขอของท่านแล้ว เมื่อรับเข้าแล้ว เข้าสู่ระบบด้วยรหัสและรหัสผ่านที่ตั้งไว้",
            "Your manager or administrator sees your request. Once you are admitted, sign in with the code and password that you chose.",
        )
    button = f'<a class="button" href="/sign-in">{say(language, "ไปหน้าเข้าสู่ระบบ", "Go to the sign-in page")}</a>'
    return plain(title, f"<h1>{title}</h1>{word}<p>{more}</p><p>{button}</p>", language, here=here)


def _form(
    ground: Ground, request: Request, poster: Poster, given: dict[str, str], found: list[Text], status: int = 200
) -> Response:
    """The form, with whatever was typed but the passwords."""
    language, person = language_of(request.scope), request.state.person
    with ground.read() as db:
        house = setting(db, ORGANISATION_TH if language == "th" else ORGANISATION_EN)
        unit, notice = Roster().unit(db, poster.unit), load.notice(db)
        tick = forms.shared_tick(language, signins.shared_minutes(db), shares(db, request))
    where = " · ".join(dict.fromkeys((house, unit.name[language] if unit else house)))

    def field(name: str, th: str, en: str, hint: str = "", more: str = "") -> str:
        return forms.field(name, say(language, th, en), given.get(name, ""), hint, more=more)

    title = say(language, "เข้าร่วมเรียนรู้สุจริต", "Join the integrity programme")
    summary = say(language, "ประกาศความเป็นส่วนตัว: เก็บอะไร เพื่ออะไร", "Privacy notice: what is kept, and why")
    body = (
        f"<h1>{title}</h1><p>{escape(where)}</p>{''.join(forms.wrong(text[language]) for text in found)}"
        '<form class="card" method="post">'
        + field("title", "คำนำหน้า", "Title", more='maxlength="40" autocomplete="honorific-prefix"')
        + field("name", "ชื่อและนามสกุล", "First name and surname", more='maxlength="120" required autocomplete="name"')
        + field("position", "ตำแหน่ง", "Position", more='maxlength="120" autocomplete="organization-title"')
        + field("code", "รหัสที่ใช้เข้าสู่ระบบ ตั้งเอง", "A code to sign in with, of your own choice", RULE[language],
                'maxlength="20" required autocomplete="username" autocapitalize="none"')
        + forms.new_password(language) + tick
        + (f"<details><summary>{summary}</summary>{words(notice[1], language, level=2)}</details>" if notice else "")
        + f"<button>{say(language, 'เข้าร่วม', 'Join')}</button></form>"
        f'<p class="hint">{say(language, "มีรหัสอยู่แล้ว?", "Have a code already?")} '
        f'<a href="/sign-in">{say(language, "เข้าสู่ระบบ", "Sign in")}</a></p>'
    )  # fmt: skip
    return plain(title, body, language, status=status, here=request.url.path, person=person)
