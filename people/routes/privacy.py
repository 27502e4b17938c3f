"""The privacy notice for everybody to read, and the one act that says that somebody has."""

from collections.abc import Awaitable, Callable
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from core.calendar import local_day, long_date
from core.ground import Ground
from core.html import escape, plain, sorry
from core.language import Language, say
from core.web import language_of
from people import load
from people.notice import Notice
from people.routes.given import fields, local, too_large
from people.store import notice as store


def page(ground: Ground) -> Callable[[Request], Awaitable[Response]]:
    """GET shows it; POST says that whoever is signed in has read the version that was shown, and goes on to `back`."""

    async def privacy(request: Request) -> Response:
        person, language = request.state.person, language_of(request.scope)
        back = local(request.query_params.get("back", "/"))
        with ground.read() as db:
            found = load.notice(db)
            at = store.read_at(db, person.id, found[1].binding()) if found and person else None
        if found is None:
            return sorry(
                language, 404,
                ("ยังไม่มีประกาศความเป็นส่วนตัว", "สอบถามผู้ดูแลระบบของหน่วยงาน"),
                ("There is no privacy notice yet", "Please ask your administrator."),
            )  # fmt: skip
        version, notice = found
        if request.method == "POST":
            given = await fields(request)
            if given is None:
                return too_large(request)
            if person and given.get("version") == version:  # else it changed while it was read: it is shown anew
                with ground.write() as writing:
                    store.read(writing, person, version, notice)
                return RedirectResponse(back, 303)
        body = f"<h1>{escape(notice.title[language])}</h1>"
        if person and at is None:
            body += (
                f"{brief(notice, language) + folded(notice, language) if notice.short else words(notice, language)}"
                f'<p class="hint">{say(language, "“รับทราบ” คือบอกว่าท่านได้อ่านแล้ว ไม่ใช่การให้ความยินยอม", "This says that you have read it. It is not consent.")}</p>'
                f'<form method="post" action="/privacy?back={quote(back)}"><input type="hidden" name="version" value="{version}">'
                f"<button>{say(language, 'รับทราบ และไปต่อ', 'I have read this; go on')}</button></form>"
            )
        else:
            body += words(notice, language)
        if person and at:
            day = long_date(local_day(at), language)
            body += f'<p class="hint">{say(language, f"ท่านรับทราบแล้วเมื่อ {day}", f"You read this on {day}.")}</p>'
            body += f'<p><a class="button" href="{escape(back, quote=True)}">{say(language, "กลับ", "Back")}</a></p>'
        here = f"/privacy?back={quote(back)}"
        return plain(notice.title[language], body, language, here=here, person=person)

    return privacy


def brief(notice: Notice, language: Language) -> str:
    """The notice on one screen: a line for each of its parts; "" where the office has written none."""
    lines = "".join(
        f"<div><dt>{escape(title[language])}</dt><dd>{escape(line[language])}</dd></div>"
        for title, line in notice.short
    )
    return f'<dl class="brief">{lines}</dl>' if lines else ""


def folded(notice: Notice, language: Language, *, lines: bool = False) -> str:
    """All its words, one tap away. `lines`: its short lines first, where they do not stand on the page already."""
    whole = say(language, "อ่านประกาศความเป็นส่วนตัว", "Read the privacy notice")
    head = brief(notice, language) + "<hr>" if lines else ""
    return f"<details><summary>{whole}</summary>{head}{words(notice, language)}</details>"


def words(notice: Notice, language: Language, level: int = 2) -> str:
    """The notice as HTML, with its sources and whom to ask."""
    parts = "".join(
        f"<h{level}>{escape(part.title[language])}</h{level}>{_paragraphs(part.text[language])}"
        + "".join(_source(notice, name, language) for name in part.sources)
        for part in notice.parts
    )
    asked = say(language, "ติดต่อ", "Contact")
    return (
        f"<p>{escape(notice.lead[language])}</p>{parts}"
        f"<h{level}>{asked}</h{level}>{_paragraphs(notice.contact[language])}"
    )


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(' '.join(each.split()))}</p>" for each in text.split("\n\n") if each.strip())


def _source(notice: Notice, name: str, language: Language) -> str:
    source = notice.sources[name]
    standing = say(language, "", "")
    if source.standing != "verified":
        standing = say(language, " · ตรวจสอบแล้วบางส่วน", " · partly verified")
    checked = say(language, "ตรวจสอบเมื่อ", "checked")
    where = f" ({escape(source.address)})" if source.address else ""
    return f'<p class="hint">{escape(source.title[language])}{where} · {checked} {source.checked_day(language)}{standing}</p>'
