"""What the last act on these pages came to, kept over the rerun that follows it; and the words that they share."""

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil
from typing import TypeVar

import streamlit as st

from core.directory import ROLES, Person, Unit
from core.visit import Visit
from people.person import ROLE_WORDS

T = TypeVar("T")


def tell(good: bool, text: str) -> None:
    """Keep a word for the run that follows."""
    st.session_state["people/told"] = (good, text)


def told() -> None:
    """Show the word, once. Its place is there without it too, so that what stands below does not shut or jump.

    On a phone that place is out of sight for whoever pressed a button far below, so the word passes by there too.
    """
    with st.container(key="people-told"):
        word = st.session_state.pop("people/told", None)
        if word:
            (st.success if word[0] else st.error)(_escaped(word[1]))
            passes = st.session_state.get("people/passes", 0) + 1  # the same word once more passes once more
            st.session_state["people/passes"] = passes
            st.html(f'<div class="sj-pass" aria-hidden="true" data-nth="{passes}">{escape(word[1])}</div>')


def _escaped(text: str) -> str:
    """Text that somebody wrote, as Markdown that shows it as it is, and makes no link of an address in it."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#~$:" else c for c in text)


def roles(who: Visit, person: Person) -> str:
    """The roles that a person holds, in words."""
    held = [role for role in ROLES if any(role == each for each, _ in person.grants)] or ["learner"]
    return ", ".join(ROLE_WORDS[role][who.language] for role in held)


def named(who: Visit, units: Mapping[str, Unit], ids: Sequence[str]) -> str:
    """Units by name; a dash for none."""
    return ", ".join(units[unit].name[who.language] for unit in ids if unit in units) or "–"


def part(items: Sequence[T], key: str, size: int) -> Sequence[T]:
    """One page of a long list, with the way to the others below where there are any."""
    pages = max(1, ceil(len(items) / size))
    page = 1
    if pages > 1:
        st.session_state[key] = min(int(st.session_state.get(key, 1)), pages)
        page = st.pagination(pages, key=key)
    return items[(page - 1) * size : page * size]


def what_is_kept(who: Visit, goes: str) -> None:
    """What each room keeps of a person: what `goes`, and what stays and why. One room below the other, for phones."""
    assert who.ground.keeper is not None  # the house stands before a page shows
    stays = who.say("คงอยู่", "Stays")
    why = who.say(
        "บันทึกที่ไม่มีชื่อคงอยู่ เพราะยอดรวมและสถิติข้อสอบที่รายงานไปแล้วนับจากบันทึกเหล่านี้",
        "Records without a name stay, because totals and item statistics already reported are counted from them.",
    )
    rooms = "".join(
        f"<article><h3>{escape(kept.title[who.language])}</h3><dl>"
        f"<dt>{escape(goes)}</dt><dd>{escape(kept.goes[who.language])}</dd>"
        f"<dt>{stays}</dt><dd>{escape(kept.stays[who.language])}</dd></dl></article>"
        for kept in who.ground.keeper.kept().values()
    )
    st.html(f'<p class="sj-soft">{why}</p><div class="sj-card sj-kept">{rooms}</div>')
