"""The plain pages of the doors, as HTML: every value that came from outside is escaped here."""

from datetime import timedelta
from urllib.parse import quote

from starlette.responses import Response

from core.directory import Person
from core.html import escape, plain
from core.language import Language, Text, say
from people.address import public_address
from people.person import MAXIMUM_PASSWORD, MINIMUM_PASSWORD, Draft, password_wrong, wrongs


def _wrong(message: str) -> str:
    return f'<div class="wrong" role="alert">{escape(message)}</div>' if message else ""


def _field(name: str, label: str, value: str = "", hint: str = "", *, kind: str = "text", more: str = "") -> str:
    note = f'<span class="hint" id="{name}-hint">{escape(hint)}</span>' if hint else ""
    described = f' aria-describedby="{name}-hint"' if hint else ""
    return (
        f'<label for="{name}">{escape(label)}</label>{note}'
        f'<input id="{name}" name="{name}" type="{kind}" value="{escape(value, quote=True)}"{described} {more}>'
    )


def _new_password(language: Language) -> str:
    size = f'minlength="{MINIMUM_PASSWORD}" maxlength="{MAXIMUM_PASSWORD}" required autocomplete="new-password"'
    hint = say(
        language,
        f"อย่างน้อย {MINIMUM_PASSWORD} ตัวอักษร วลีสั้น ๆ ที่จำง่าย ปลอดภัยกว่ารหัสสั้นที่จำยาก",
        f"At least {MINIMUM_PASSWORD} characters. A short phrase is better than a hard word.",
    )
    return _field(
        "password", say(language, "รหัสผ่านใหม่", "New password"), "", hint, kind="password", more=size
    ) + _field("again", say(language, "พิมพ์รหัสผ่านใหม่อีกครั้ง", "The new password again"), kind="password", more=size)


def waiting(pause: timedelta) -> Text:
    """How long to wait, in words."""
    seconds = int(pause.total_seconds()) + 1
    minutes, rest = divmod(seconds, 60)
    th = f"{minutes} นาที {rest} วินาที" if minutes else f"{rest} วินาที"
    en = f"{minutes} min {rest} s" if minutes else f"{rest} s"
    return Text(
        th=f"ลองหลายครั้งแล้ว กรุณารออีก {th} แล้วลองใหม่", en=f"There were many tries. Please wait {en}, then try again."
    )


def sign_in(
    language: Language,
    organisation: str,
    back: str,
    *,
    code: str = "",
    refused: bool = False,
    wait: timedelta | None = None,
) -> Response:
    """The sign-in page; the same words whether the code or the password was not right."""
    message = ""
    if refused:
        message = say(
            language,
            "รหัสหรือรหัสผ่านไม่ถูกต้อง ลองอีกครั้ง หรือขอลิงก์ใหม่จากผู้ดูแลระบบ",
            "The code or the password is not right. Try again, or ask your administrator for a new link.",
        )
    if wait:
        message = waiting(wait)[language]
    body = (
        f"<h1>{say(language, 'เข้าสู่ระบบ', 'Sign in')}</h1>"
        f"<p>{escape(organisation)}</p>{_wrong(message)}"
        f'<form class="card" method="post" action="/sign-in?back={quote(back)}">'
        + _field(
            "code",
            say(language, "รหัสเจ้าหน้าที่", "Staff code"),
            code,
            more='autocomplete="username" autocapitalize="none" required autofocus',
        )
        + _field(
            "password",
            say(language, "รหัสผ่าน", "Password"),
            kind="password",
            more='autocomplete="current-password" required',
        )
        + f"<button>{say(language, 'เข้าสู่ระบบ', 'Sign in')}</button></form>"
        f'<p class="hint">{say(language, "เข้าครั้งแรกหรือลืมรหัสผ่าน: ขอลิงก์หรือคิวอาร์โค้ดจากผู้ดูแลระบบของหน่วยงาน", "First time here, or forgot the password: ask your administrator for a link or QR code.")}</p>'
    )
    status = 429 if wait else 403 if refused else 200
    return plain(say(language, "เข้าสู่ระบบ", "Sign in"), body, language, status=status, here="/sign-in")


def sign_out(language: Language) -> Response:
    """Asks before it signs out; signing out is a POST, so that no link can do it."""
    title = say(language, "ออกจากระบบ", "Sign out")
    body = (
        f'<h1>{title}</h1><form class="card" method="post" action="/sign-out">'
        f"<p>{say(language, 'สิ่งที่บันทึกไว้แล้วยังอยู่ครบ เข้าสู่ระบบใหม่แล้วทำต่อได้', 'All that was saved is kept; sign in again to go on.')}</p>"
        f'<button>{title}</button> <a class="button quiet" href="/">{say(language, "ยังไม่ออก", "Stay")}</a></form>'
    )
    return plain(title, body, language, here="/sign-out")


def join(language: Language, person: Person, wrong: Text | None = None) -> Response:
    """The first page of a new person: this is you, choose a password."""
    title = say(language, "ตั้งรหัสผ่าน", "Choose a password")
    body = (
        f"<h1>{say(language, 'ยินดีต้อนรับ', 'Welcome,')} {escape(person.full_name)}</h1>"
        f"<p>{say(language, 'รหัสเจ้าหน้าที่ของท่านคือ', 'Your staff code is')} <strong>{escape(person.code)}</strong> "
        f"{say(language, 'ใช้ร่วมกับรหัสผ่านที่ตั้งด้านล่าง', 'Use it with the password that you choose below.')}</p>"
        f'{_wrong(wrong[language] if wrong else "")}<form class="card" method="post">'
        f'<input type="hidden" name="code" autocomplete="username" value="{escape(person.code, quote=True)}">'
        f"{_new_password(language)}<button>{say(language, 'ตั้งรหัสผ่านและเริ่มเรียน', 'Set it and begin')}</button></form>"
        f'<p class="hint">{say(language, "ไม่ใช่ชื่อของท่าน? ปิดหน้านี้แล้วแจ้งผู้ดูแลระบบ", "Not your name? Close this page and tell your administrator.")}</p>'
    )
    return plain(title, body, language, status=400 if wrong else 200)


def password(language: Language, wrong: Text | None = None) -> Response:
    """A new password for whoever is signed in."""
    title = say(language, "เปลี่ยนรหัสผ่าน", "Change password")
    body = (
        f'<h1>{title}</h1>{_wrong(wrong[language] if wrong else "")}<form class="card" method="post" action="/password">'
        + _field(
            "before",
            say(language, "รหัสผ่านเดิม", "Present password"),
            kind="password",
            more='autocomplete="current-password" required',
        )
        + _new_password(language)
        + f"<button>{title}</button></form><p>{say(language, 'อุปกรณ์อื่นที่เข้าสู่ระบบไว้จะต้องเข้าใหม่', 'Other devices will have to sign in again.')}</p>"
    )
    return plain(title, body, language, status=400 if wrong else 200, here="/password")


def set_up(language: Language, token: str, given: dict[str, str], found: list[Text] | None = None) -> Response:
    """The one-time page of the first administrator: the organisation, and themselves."""
    title = say(language, "เริ่มใช้งานสุจริต", "Set up Sujarit")

    def field(name: str, th: str, en: str, hint: tuple[str, str] = ("", ""), more: str = "", kind: str = "text") -> str:
        return _field(name, say(language, th, en), given.get(name, ""), say(language, *hint), more=more, kind=kind)

    body = (
        f'<h1>{title}</h1>{"".join(_wrong(text[language]) for text in found or [])}<form method="post">'
        f'<div class="card"><h2>{say(language, "หน่วยงาน", "The organisation")}</h2>'
        + field("organisation_th", "ชื่อหน่วยงาน", "Name in Thai", more="required")
        + field("organisation_en", "ชื่อภาษาอังกฤษ", "Name in English", ("เว้นว่างได้", "may be left empty"))
        + field(
            "address",
            "ที่อยู่เว็บสาธารณะ",
            "Public address",
            (
                "เช่น https://sujarit.example.go.th ใช้ในคิวอาร์โค้ดบนเกียรติบัตร เว้นว่างไว้ก่อนได้ แต่เกียรติบัตรจะยังไม่มีคิวอาร์โค้ด",
                "such as https://sujarit.example.go.th; it stands in the certificates' QR codes. May be left empty for now; then certificates carry no QR.",
            ),
            more='inputmode="url"',
        )
        + f'</div><div class="card"><h2>{say(language, "ผู้ดูแลระบบคนแรก (ตัวท่าน)", "The first administrator (you)")}</h2>'
        + field(
            "code",
            "รหัสเจ้าหน้าที่ ใช้เข้าสู่ระบบ",
            "Staff code, to sign in with",
            more='required autocomplete="username" autocapitalize="none"',
        )
        + field("title", "คำนำหน้า", "Title")
        + field("name", "ชื่อและนามสกุล", "First name and surname", more="required")
        + field("position", "ตำแหน่ง", "Position")
        + _new_password(language)
        + f"</div><button>{say(language, 'เริ่มใช้งาน', 'Begin')}</button></form>"
    )
    return plain(title, body, language, status=400 if found else 200, here=f"/set-up/{token}")


def set_up_wrongs(given: dict[str, str], draft: Draft) -> list[Text]:
    """Everything that is wrong on the set-up page."""
    found = list(wrongs(draft, code_needed=True))
    if given.get("password") != given.get("again"):
        found.append(Text(th="รหัสผ่านสองช่องไม่เหมือนกัน พิมพ์ใหม่ทั้งสองช่อง", en="The two passwords differ. Type both again."))
    elif wrong := password_wrong(given.get("password", ""), draft.code):
        found.append(wrong)
    if public_address(given.get("address", "")) is None:
        found.append(
            Text(
                th="ที่อยู่เว็บไม่ถูกต้อง — เขียนแบบ https://ชื่อเครื่อง หรือเว้นว่าง",
                en="The address is not right — write https://name, or leave it empty.",
            )
        )
    return found
