"""Plain pages: whole HTML documents of one request, for doors that need no Streamlit and work without a script."""

import base64
import hashlib
from html import escape
from pathlib import Path

from starlette.responses import HTMLResponse, Response

from core.directory import Person
from core.language import Language, say
from core.static import FACES, beside

__all__ = ["PLAIN_POLICY", "SHOWING", "STYLE", "escape", "not_me", "plain", "sorry"]

STYLE = FACES + (Path(__file__).parent / "plain.css").read_text(encoding="utf-8")
_STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()

# Nothing may be fetched but our own type and icons, and nothing may run; the one style is known by its hash, and
# forms go home only. Where a password is typed, the one script that shows it may run, known by its hash too.
PLAIN_POLICY = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; img-src 'self' data:; font-src 'self'; manifest-src 'self';"
    " form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)

# A sign-in code is offered from the name, as long as they have written none; its field comes with it.
# And it brings out the button in a password's field, which is hidden from browsers that run nothing. What is sent is hidden
# again first: else a browser would keep it among the words that it offers the next person.
SHOWING = """document.querySelectorAll('[data-shows]').forEach(function(button){
var field=button.previousElementSibling,said=[button.dataset.shows,button.dataset.hides];
function show(on){field.type=on?'text':'password';
button.textContent=said[+on].split('|')[0];button.setAttribute('aria-label',said[+on].split('|')[1])}
show(false);button.hidden=false;
button.addEventListener('click',function(){show(field.type==='password')});
button.form.addEventListener('submit',function(){show(false)})});
document.querySelectorAll('[data-from]').forEach(function(code){
var name=document.getElementById(code.dataset.from),own=!!code.value,number=10+Math.floor(90*Math.random());
function offer(){
code.closest('[data-waits]').hidden=!own&&!name.value;
if(own)return;
var first=name.value.trim().split(/\\s+/)[0].slice(0,18);
code.value=first&&first+number;
if(!code.checkValidity())code.value=''}
code.addEventListener('input',function(){own=true});
name.addEventListener('input',offer);
offer()})"""
_SHOWING_HASH = base64.b64encode(hashlib.sha256(SHOWING.encode()).digest()).decode()
SHOWING_POLICY = f"{PLAIN_POLICY}; script-src 'sha256-{_SHOWING_HASH}'"


def plain(
    title: str,
    body: str,
    language: Language,
    *,
    status: int = 200,
    here: str = "",
    person: Person | None = None,
    showing: bool = False,
) -> HTMLResponse:
    """A page from a title and a body that is HTML already. `here`: this page's path, for the link to the other language.

    `person`: who is signed in. The page names them, and lets whoever is somebody else out. `showing`: a password is
    typed here, and can be shown.
    """
    other: Language = "en" if language == "th" else "th"
    switch = (
        f'<a class="language" lang="{other}" href="/language/{other}?back={escape(here, quote=True)}">'
        f"{say(other, 'ไทย', 'English')}</a>"
        if here
        else ""
    )
    document = (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">'
        f'<link rel="icon" href="/favicon.png">{beside(language)}'
        f"<title>{escape(title)} · {say(language, 'สุจริต', 'Sujarit')}</title><style>{STYLE}</style></head>"
        f'<body><header><a class="brand" href="/">{say(language, "สุจริต", "Sujarit")}</a>{switch}'
        f"{not_me(person, language) if person else ''}</header><main>{body}</main>{f'<script>{SHOWING}</script>' if showing else ''}</body></html>"
    )
    policy = SHOWING_POLICY if showing else PLAIN_POLICY
    return HTMLResponse(document, status, {"content-security-policy": policy, "cache-control": "no-store"})


def not_me(person: Person, language: Language) -> str:
    """Who is signed in, and the way out for whoever is not that person: one touch, for all is saved."""
    return (
        f'<form class="who" method="post" action="/sign-out" aria-label="{say(language, "บัญชี", "Account")}"><span>{escape(person.name)}</span>'
        f"<button>{say(language, 'ไม่ใช่ฉัน', 'Not me')}</button></form>"
    )


def sorry(language: Language, status: int, th: tuple[str, str], en: tuple[str, str]) -> Response:
    """A page that says what happened and what to do; (headline, remedy) in both languages."""
    headline, remedy = th if language == "th" else en
    body = f'<h1>{escape(headline)}</h1><p>{escape(remedy)}</p><p><a class="button" href="/">{say(language, "ไปหน้าหลัก", "Go to the home page")}</a></p>'
    return plain(headline, body, language, status=status)
