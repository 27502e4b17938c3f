"""The plain pages of the doors, as HTML: every value that came from outside is escaped here."""

from datetime import timedelta
from urllib.parse import quote

from starlette.responses import Response

from core.directory import Person
from core.html import escape, plain
from core.language import Language, Text, say
from people.person import MAXIMUM_PASSWORD, MINIMUM_PASSWORD
from people.routes.forgotten import forgotten


def wrong(message: str) -> str:
    """What is wrong, above a form."""
    return f'<div class="wrong" role="alert">{escape(message)}</div>' if message else ""


def field(
    name: str,
    label: str,
    value: str = "",
    hint: str = "",
    *,
    kind: str = "text",
    more: str = "",
    mistake: str = "",
    button: str = "",
) -> str:
    """A labelled text field, with its hint and what is wrong with it, which are read out with it; a button within it."""
    note = f'<span class="hint" id="{name}-hint">{escape(hint)}</span>' if hint else ""
    if mistake:
        note += f'<div class="wrong" role="alert" id="{name}-wrong">{escape(mistake)}</div>'
    reads = " ".join(f"{name}-{each}" for each, text in (("wrong", mistake), ("hint", hint)) if text)
    described = (f' aria-describedby="{reads}"' if reads else "") + (' aria-invalid="true"' if mistake else "")
    entry = f'<input id="{name}" name="{name}" type="{kind}" value="{escape(value, quote=True)}"{described} {more}>'
    entry = f'<span class="within">{entry}{button}</span>' if button else entry
    return f'<label for="{name}">{escape(label)}</label>{note}{entry}'


def secret(language: Language, name: str, label: str, hint: str = "", *, more: str = "", mistake: str = "") -> str:
    """A field for a password, with the button that shows what is typed; the page's script brings it out.

    The button's name begins with the word that is seen on it, parted from the rest: who speaks to a device says that word
    (WCAG 2.5.3).
    """
    shows = say(language, "แสดง|แสดง รหัสผ่าน", "Show|Show the password")
    hides = say(language, "ซ่อน|ซ่อน รหัสผ่าน", "Hide|Hide the password")
    button = f'<button type="button" data-shows="{shows}" data-hides="{hides}" hidden></button>'
    return field(name, label, "", hint, kind="password", more=more, mistake=mistake, button=button)


def new_password(language: Language, mistake: str = "", more: str = "", *, instead: bool = False) -> str:
    """A new password, typed once and shown to whoever wants to see it. `instead`: there is one already."""
    size = f'minlength="{MINIMUM_PASSWORD}" maxlength="{MAXIMUM_PASSWORD}" required autocomplete="new-password"'
    hint = say(
        language,
        f"อย่างน้อย {MINIMUM_PASSWORD} ตัวอักษร",
        f"At least {MINIMUM_PASSWORD} characters.",
    )
    label = say(language, "ตั้งรหัสผ่าน", "Choose a password")
    if instead:
        label = say(language, "รหัสผ่านใหม่", "New password")
    return secret(language, "password", label, hint, more=f"{size} {more}", mistake=mistake)


def good(message: str) -> str:
    """What somebody is told that is no mistake of theirs."""
    return f'<div class="good" role="status">{escape(message)}</div>' if message else ""


def waiting(pause: timedelta) -> Text:
    """How long to wait, in words."""
    seconds = int(pause.total_seconds()) + 1
    minutes, rest = divmod(seconds, 60)
    th = f"{minutes} นาที {rest} วินาที" if minutes else f"{rest} วินาที"
    en = f"{minutes} min {rest} s" if minutes else f"{rest} s"
    return Text(
        th=f"ลองหลายครั้งแล้ว กรุณารออีก {th} แล้วลองใหม่", en=f"There were many tries. Please wait {en}, then try again."
    )


def shared_tick(language: Language, minutes: int, on: bool, phone: bool) -> str:
    """The box for a computer that several people use; "" on a phone, which is its owner's unless somebody said otherwise."""
    if phone and not on:
        return ""
    text = say(
        language,
        f"เครื่องที่ใช้ร่วมกัน: ออกจากระบบเองเมื่อไม่ได้ใช้ {minutes} นาที",
        f"Shared computer: sign me out after {minutes} minutes without use",
    )
    return f'<label class="tick small"><input type="checkbox" name="shared" value="yes"{" checked" if on else ""}>{text}</label>'


def sign_in(
    language: Language,
    organisation: str,
    back: str,
    *,
    minutes: int,
    shared: bool,
    phone: bool,
    contact: str = "",
    code: str = "",
    said: str = "",
    status: int = 200,
) -> Response:
    """The sign-in page; `said` stands above the form. `contact`: whom the office named to be asked."""
    filled = "off" if shared else "username"  # a shared computer's browser need not remember who was there
    body = (
        f"<h1>{say(language, 'เข้าสู่ระบบ', 'Sign in')}</h1>"
        f"<p>{escape(organisation)}</p>{wrong(said) if status != 200 else good(said)}"
        f'<form class="card" method="post" action="/sign-in?back={quote(back)}">'
        + field(
            "code",
            say(language, "รหัสเข้าใช้งาน", "Sign-in code"),
            code,
            more=f'autocomplete="{filled}" autocapitalize="none" required autofocus',
        )
        + secret(
            language,
            "password",
            say(language, "รหัสผ่าน", "Password"),
            more=f'autocomplete="{"off" if shared else "current-password"}" required',
        )
        + shared_tick(language, minutes, shared, phone)
        + f"<button>{say(language, 'เข้าสู่ระบบ', 'Sign in')}</button></form>{forgotten(language, contact)}"
        f'<p class="hint"><a href="/privacy">{say(language, "ประกาศความเป็นส่วนตัว", "Privacy notice")}</a></p>'
    )
    return plain(say(language, "เข้าสู่ระบบ", "Sign in"), body, language, status=status, here="/sign-in", showing=True)


def not_right(language: Language) -> str:
    """The same words whether the code or the password was not right."""
    return say(
        language,
        "รหัสเข้าใช้งานหรือรหัสผ่านไม่ถูกต้อง ลองอีกครั้ง หรือดู “ลืมรหัสเข้าใช้งานหรือรหัสผ่าน?” ด้านล่าง",
        "The sign-in code or the password is not right. Try again, or see “Forgot the password?” below.",
    )


def rested(language: Language) -> str:
    """Why whoever was here is signed out, and that nothing is lost."""
    return say(
        language,
        "ออกจากระบบให้แล้ว เพราะไม่มีการใช้งานบนเครื่องที่ใช้ร่วมกัน คำตอบที่บันทึกไว้ยังอยู่ครบ",
        "You were signed out, because this shared computer was not used for a while. All that was saved is kept.",
    )


def left(language: Language) -> str:
    """That somebody has signed out, and that nothing is lost."""
    return say(
        language,
        "ออกจากระบบแล้ว สิ่งที่บันทึกไว้ยังอยู่ครบ",
        "You are signed out. All that was saved is kept.",
    )


def sign_out(language: Language, person: Person | None) -> Response:
    """Asks before it signs out; signing out is a POST, so that no link can do it."""
    title = say(language, "ออกจากระบบ", "Sign out")
    code = (
        f"<p>{say(language, 'ครั้งหน้าเข้าด้วยรหัสเข้าใช้งาน', 'Next time come in with your sign-in code')} <strong>{escape(person.code)}</strong></p>"
        if person
        else ""
    )
    body = (
        f'<h1>{title}</h1><form class="card" method="post" action="/sign-out">{code}'
        f"<p>{say(language, 'สิ่งที่บันทึกไว้แล้วยังอยู่ครบ เข้าสู่ระบบใหม่แล้วทำต่อได้', 'All that was saved is kept; sign in again to go on.')}</p>"
        f'<button>{title}</button> <a class="button quiet" href="/">{say(language, "ยังไม่ออก", "Stay")}</a></form>'
    )
    return plain(title, body, language, here="/sign-out", person=person)


def join(language: Language, person: Person, tick: str, found: Text | None = None) -> Response:
    """The first page of a new person: this is you, choose a password."""
    title = say(language, "ตั้งรหัสผ่าน", "Choose a password")
    body = (
        f"<h1>{say(language, 'ยินดีต้อนรับ', 'Welcome,')} {escape(person.full_name)}</h1>"
        f"<p>{say(language, 'รหัสเข้าใช้งานของท่านคือ', 'Your sign-in code is')} <strong>{escape(person.code)}</strong> "
        f"{say(language, 'ใช้ร่วมกับรหัสผ่านที่ตั้งด้านล่าง', 'Use it with the password that you choose below.')}</p>"
        '<form class="card" method="post">'
        f'<input type="hidden" name="code" autocomplete="username" value="{escape(person.code, quote=True)}">'
        f"{new_password(language, found[language] if found else '', 'autofocus')}{tick}<button>{say(language, 'ตั้งรหัสผ่านและเริ่มเรียน', 'Set it and begin')}</button></form>"
        f'<p class="hint">{say(language, "ไม่ใช่ชื่อของท่าน? ปิดหน้านี้แล้วแจ้งผู้ดูแลระบบ", "Not your name? Close this page and tell your administrator.")}</p>'
    )
    return plain(title, body, language, status=400 if found else 200, showing=True)


def password(language: Language, person: Person, found: Text | None = None, at: str = "") -> Response:
    """A new password for whoever is signed in. What was found is said at a field, or above where it is of none."""
    mistake = found[language] if found else ""
    title = say(language, "เปลี่ยนรหัสผ่าน", "Change password")
    body = (
        f'<h1>{title}</h1>{wrong("" if at else mistake)}<form class="card" method="post" action="/password">'
        + secret(
            language,
            "before",
            say(language, "รหัสผ่านเดิม", "Present password"),
            more=f'autocomplete="current-password" required {"autofocus" if at == "before" else ""}',
            mistake=mistake if at == "before" else "",
        )
        + new_password(
            language, mistake if at == "password" else "", "autofocus" if at == "password" else "", instead=True
        )
        + f'<button>{title}</button> <a class="button quiet" href="/">{say(language, "ไม่เปลี่ยน", "Keep the present one")}</a></form>'
        f"<p class='hint'>{say(language, 'อุปกรณ์อื่นที่เข้าสู่ระบบไว้ต้องเข้าสู่ระบบใหม่', 'Other devices will have to sign in again.')}</p>"
    )
    status = 400 if found else 200
    return plain(title, body, language, status=status, here="/password", person=person, showing=True)
