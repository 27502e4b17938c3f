"""The shared look of Streamlit's pages: our own HTML for what is read, Streamlit's widgets for what is touched."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import streamlit as st

from core.content import Problem, Source
from core.directory import Role
from core.language import Text
from core.room import Page
from core.settings import DEMO, setting

if TYPE_CHECKING:
    from core.visit import Visit

HEAD = '<h1 id="sj-head" tabindex="-1">'  # where a page begins for whoever comes by keyboard or hears it: core.scroll
AT_ONCE = 4  # pages beside each other; more are put away in menus
GROUPS: dict[Role, Text] = {
    "learner": Text(th="เรียน", en="Learn"),
    "trainer": Text(th="วิทยากร", en="Teach"),
    "manager": Text(th="ติดตาม", en="Manage"),
    "administrator": Text(th="ดูแลระบบ", en="Administer"),
}


def masthead(visit: "Visit", pages: Sequence[Page], here: str, under: str = "") -> None:
    """Who is here, the way to the other language and out; and the pages that are theirs, when there are several.

    "Not me" is one touch, for all is saved; and a form, because signing out is a POST. On somebody's own phone the
    menu has the way out, and the place is their name's.
    """
    other, word = ("en", "English") if visit.language == "th" else ("th", "ไทย")
    query = urlencode(dict(st.query_params.items()))
    back = quote(f"/{here}" + (f"?{query}" if query else ""))
    with visit.read() as db:
        made_up = setting(db, DEMO) == "yes"
    demo = f'<span class="sj-demo">{visit.say("<i>ข้อมูล</i>สาธิต", "Demo<i> data</i>")}</span>' if made_up else ""
    st.html(
        f'<nav class="sj-top" aria-label="{visit.say("บัญชี", "Account")}">'
        f'<a class="sj-skip" href="#sj-head" target="_self">{visit.say("ข้ามไปที่เนื้อหา", "Skip to the content")}</a>'
        f'<a class="brand" href="/" target="_self">{visit.say("สุจริต", "Sujarit")}</a>{demo}'
        f'<a class="language" href="/language/{other}?back={back}" target="_self" lang="{other}">{word}</a><span class="mine">'
        f'<details><summary><span>{escape(visit.person.name)}</span></summary><div class="menu"><p>{escape(visit.person.full_name)}<br>{visit.say("รหัสเข้าใช้งาน", "Sign-in code")} <b>{escape(visit.person.code)}</b></p>'
        f'<a href="/my-data" target="_self">{visit.say("ข้อมูลของฉัน", "My data")}</a>'
        f'<a href="/password" target="_self">{visit.say("เปลี่ยนรหัสผ่าน", "Change password")}</a>'
        f'<a href="/sign-out" target="_self">{visit.say("ออกจากระบบ", "Sign out")}</a></div></details>'
        f'<form class="sj-not-me{" shared" if visit.shared else ""}" method="post" action="/sign-out"><button>{visit.say("ไม่ใช่ฉัน", "Not me")}</button></form>'
        "</span></nav>"
    )
    if len(pages) > AT_ONCE:
        st.html(_menus(visit, pages, under or here))
    elif len(pages) > 1:
        with st.container(horizontal=True, gap="small", key="sj-nav"):
            for page in pages:
                st.page_link(visit.pages[page.path], label=page.title[visit.language])


def _menus(visit: "Visit", pages: Sequence[Page], here: str) -> str:
    """Many pages, as menus by the first role that each serves. They open without a script, one at a time."""
    found = [(role, [page for page in pages if _serves(page) == role]) for role in GROUPS]
    menus = "".join(
        f'<details name="sj-nav"><summary{_mark(any(page.path == here for page in those), "true")}>'
        f'{GROUPS[role][visit.language]}</summary><div class="menu">{"".join(_link(visit, page, here) for page in those)}</div></details>'
        if len(those) > 1
        else "".join(_link(visit, page, here) for page in those)
        for role, those in found
    )
    return f'<nav class="sj-nav" aria-label="{visit.say("หน้าต่าง ๆ", "Pages")}">{menus}</nav>'


def _serves(page: Page) -> Role:
    return next(role for role in GROUPS if role in page.roles)


def _link(visit: "Visit", page: Page, here: str) -> str:
    title = escape(page.title[visit.language])
    return f'<a href="/{page.path}" target="_self"{_mark(page.path == here, "page")}>{title}</a>'


def _mark(holds: bool, word: str) -> str:
    return f' aria-current="{word}"' if holds else ""


def heading(text: str) -> None:
    """The page's title."""
    st.html(f"{HEAD}{escape(text)}</h1>")


def card(title: str, *lines: str, level: int = 2) -> None:
    """A card with a title and lines of plain text."""
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    st.html(f'<div class="sj-card"><h{level}>{escape(title)}</h{level}>{body}</div>')


def empty(text: str) -> None:
    """What will be here, and how it begins."""
    st.html(f'<div class="sj-card sj-soft">{escape(text)}</div>')


def progress(place: int, total: int, text: str, note: str = "", *, heads: bool = False) -> None:
    """How far, as a bar and in words. `place` of `total` are done. `heads`: it is what the page is called."""
    share = round(100 * place / total) if total else 0
    saved = f' <span class="sj-saved" role="status">✓ {escape(note)}</span>' if note else ""
    st.html(
        f'<div class="sj-soft">{f"{HEAD}{escape(text)}</h1>" if heads else escape(text)}{saved}</div>'
        f'<div class="sj-bar" role="progressbar" aria-valuenow="{share}" aria-valuemin="0" aria-valuemax="100" aria-label="{escape(text)}">'
        f'<i style="width:{share}%"></i></div>'
    )


def table(heads: Sequence[str], lines: Iterable[Sequence[str | int]], numbers: frozenset[int] = frozenset()) -> None:
    """A table as HTML; the columns in `numbers` stand right."""

    def cells(tag: str, values: Sequence[str | int]) -> str:
        return "".join(
            f"<{tag}{' class=n' if i in numbers else ''}>{escape(str(value))}</{tag}>" for i, value in enumerate(values)
        )

    body = "".join(f"<tr>{cells('td', line)}</tr>" for line in lines)
    st.html(
        f'<div class="sj-wide"><table class="sj-table"><thead><tr>{cells("th", heads)}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def figures(pairs: Iterable[tuple[str, str, str]]) -> None:
    """Large figures, each (label, figure, what it counts)."""
    boxes = "".join(
        f'<div><span class="sj-soft">{escape(label)}</span><b>{escape(figure)}</b><span class="sj-soft">{escape(note)}</span></div>'
        for label, figure, note in pairs
    )
    st.html(f'<div class="sj-figures">{boxes}</div>')


def problems(visit: "Visit", found: Iterable[Problem]) -> None:
    """Mistakes in content files, below each other: a table of three such columns does not go onto a phone."""
    lines = "".join(
        f"<li><code>{escape(f'{p.file}:{p.line}')}</code><p>{escape(p.wrong[visit.language])}</p>"
        f"<p><strong>{visit.say('วิธีแก้', 'What to write')}</strong> {escape(p.write[visit.language])}</p></li>"
        for p in found
    )
    st.html(f'<ul class="sj-card sj-problems">{lines}</ul>')


def drafted(visit: "Visit", name: str, found: Sequence[Problem]) -> None:
    """What stands above a preview: which file it is, and what to mend in it."""
    say = visit.say
    st.html(f'<p class="sj-soft">{escape(name)} · {say("ตามที่บันทึกไว้ในแฟ้มขณะนี้ ยังไม่จำเป็นต้องใช้อยู่", "as the file says it now; it need not be in force")}</p>')  # fmt: skip
    if found:
        card(say(f"ต้องแก้ {len(found)} แห่ง", f"{len(found)} place(s) to mend"))
        problems(visit, found)
    else:
        card(say("ไม่มีที่ต้องแก้", "Nothing to mend"))


def elsewhere(visit: "Visit", text: str, *, heads: bool = False) -> None:
    """A page that has nothing to show here and now: why, and the way on. `heads`: nothing else is its heading."""
    begin, end = (HEAD, "</h1>") if heads else ("<div>", "</div>")
    st.html(f'<div class="sj-card sj-soft">{begin}{escape(text)}{end}</div>')
    with st.container(key="sj-elsewhere"):
        st.page_link(visit.pages[""], label=visit.say("ไปหน้าหลัก", "Go to the home page"))


def sources(visit: "Visit", found: Sequence[Source]) -> str:
    """Where a statement was read, as HTML; of several the day of the oldest check, and the rest to unfold."""
    if len(found) == 1:
        return f'<p class="sj-soft">{visit.say("ที่มา", "Source")}: {escape(found[0].told(visit.language))}</p>'
    day = min(found, key=lambda source: source.checked).checked_day(visit.language)
    said = visit.say(f"ที่มา {len(found)} แหล่ง · ตรวจสอบล่าสุด {day}", f"{len(found)} sources · last checked {day}")
    listed = "".join(f"<li>{escape(source.told(visit.language))}</li>" for source in found)
    return f'<details class="sj-soft sj-sources"><summary>{said}</summary><ul>{listed}</ul></details>'


def tell(text: str, *, lacks: bool = False) -> None:
    """Keep a word for the run that follows: what a callback draws itself would take the place of the page's first things.

    `lacks`: it says that nothing was chosen, so the style sheet takes it away as soon as something is, without a run.
    """
    st.session_state["sj/said"] = text
    st.session_state["sj/lacks"] = lacks


def told() -> None:
    """Show the word that a callback left, once."""
    lacks = " sj-lacks" if st.session_state.pop("sj/lacks", False) else ""
    if said := st.session_state.pop("sj/said", ""):
        st.html(f'<div class="sj-card sj-said{lacks}" role="alert">{escape(said)}</div>')


def petals(pictures: str = "") -> str:
    """A celebration's head: petals that open once behind pictures, or a flower of them. They have a place of their own,
    so that none falls over words; whoever prefers no motion sees the flower, still, and nothing behind pictures."""
    return f'<div class="petals{" shown" if pictures else ""}"><span aria-hidden="true">{"<i></i>" * 12}</span>{pictures}</div>'
