"""The form behind a poster's code: three fields, what may be left empty folded, and the notice above the button."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from core.ground import Ground
from core.html import escape, plain
from core.language import Language, Text, say
from core.settings import ORGANISATION_EN, ORGANISATION_TH, setting
from core.web import language_of
from people import load
from people.joining import LONGEST, PATTERN, RULE, SHORTEST, Poster
from people.notice import Notice
from people.routes import forms, privacy
from people.routes.given import on_phone, shares
from people.store import signins
from people.store.directory import Roster

Mistakes = dict[str, list[Text]]  # by the field's name; "" for what is of none
OPTIONAL = ("title", "position")


def form(
    ground: Ground, request: Request, poster: Poster, given: dict[str, str], found: Mistakes, status: int = 200
) -> Response:
    """The form, with whatever was typed but the password, and what is wrong at its field."""
    language = language_of(request.scope)
    with ground.read() as db:
        house = setting(db, ORGANISATION_TH if language == "th" else ORGANISATION_EN)
        unit, notice = Roster().unit(db, poster.unit), load.notice(db)
        tick = forms.shared_tick(
            language, signins.shared_minutes(db), "shared" in given or shares(db, request), on_phone(request)
        )
    where = " · ".join(dict.fromkeys((house, unit.name[language] if unit else house)))
    first = next(iter(found), "")

    def mistake(name: str) -> str:
        return " ".join(text[language] for text in found.get(name, ()))

    def field(name: str, label: str, hint: str = "", more: str = "") -> str:
        focus = " autofocus" if name == first else ""
        return forms.field(name, label, given.get(name, ""), hint, more=more + focus, mistake=mistake(name))

    title = say(language, "เข้าร่วมเรียนรู้สุจริต", "Join the integrity programme")
    body = (
        f"<h1>{title}</h1><p>{escape(where)}</p>"
        f'<p>{say(language, "มีรหัสเข้าใช้งานอยู่แล้ว?", "Have a sign-in code already?")} '
        f'<a class="touch" href="/sign-in">{say(language, "เข้าสู่ระบบ", "Sign in")}</a></p>'
        f'{forms.wrong(mistake(""))}<form class="card" method="post">'
        + field("name", say(language, "ชื่อและนามสกุล", "First name and surname"),
                more='maxlength="120" required autocomplete="name"')
        + forms.new_password(language, mistake("password"), "autofocus" if first == "password" else "")
        + "<div data-waits>" + field("code", say(language, "รหัสเข้าใช้งาน", "Sign-in code"), "" if mistake("code") else _code_hint(language), _code_rule(language)) + "</div>"
        + _optional(language, field, opened=any(given.get(each) for each in OPTIONAL))
        + tick + _notice(notice, language) + f"<button>{say(language, 'เข้าร่วม', 'Join')}</button></form>"
    )  # fmt: skip
    return plain(title, body, language, status=status, here=request.url.path, showing=True)


def _code_hint(language: Language) -> str:
    return say(
        language,
        "ระบบตั้งให้จากชื่อ แก้ได้ ใช้เข้าสู่ระบบครั้งหน้า",
        "Made from your name; change it if you like. It lets you in next time.",
    )


def _code_rule(language: Language) -> str:
    """The rule for browsers: what they refuse themselves costs nobody the password that they typed."""
    return (
        f'minlength="{SHORTEST}" maxlength="{LONGEST}" pattern="{PATTERN}" title="{RULE[language]}" required'
        ' data-from="name" autocomplete="username" autocapitalize="none" spellcheck="false"'
    )


def _optional(language: Language, field: Callable[..., str], *, opened: bool) -> str:
    """What may be left empty, folded until somebody wants it."""
    summary = say(language, "คำนำหน้าและตำแหน่ง (ไม่บังคับ)", "Title and position (optional)")
    return (
        f"<details{' open' if opened else ''}><summary>{summary}</summary>"
        + field(
            "title",
            say(language, "คำนำหน้า (พิมพ์บนเกียรติบัตร)", "Title (printed on certificates)"),
            more='maxlength="40" autocomplete="honorific-prefix"',
        )
        + field(
            "position", say(language, "ตำแหน่ง", "Position"), more='maxlength="120" autocomplete="organization-title"'
        )
        + "</details>"
    )


def _notice(notice: tuple[str, Notice] | None, language: Language) -> str:
    """The notice above the button, in a sentence or in its lines, and that pressing it says that it was read."""
    if notice is None:
        return ""
    version, found = notice
    whole = privacy.folded(found, language, lines=bool(found.line))
    if not found.short:
        return whole
    if found.line:
        said = say(
            language,
            "กด “เข้าร่วม” คือรับทราบประกาศด้านล่าง",
            "“Join” says that you have read the notice below.",
        )
        shown = f'<p class="hint">{escape(found.line[language])}</p><p class="hint">{said}</p>{whole}'
    else:
        said = say(
            language,
            "กด “เข้าร่วม” คือรับทราบประกาศความเป็นส่วนตัวนี้ ไม่ใช่การให้ความยินยอม",
            "“Join” says that you have read this privacy notice. It is not consent.",
        )
        shown = (
            f'<h2>{escape(found.title[language])}</h2>{privacy.brief(found, language)}<p class="hint">{said}</p>{whole}'
        )
    return f'<section class="notice">{shown}</section><input type="hidden" name="notice" value="{version}">'
