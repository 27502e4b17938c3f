"""An indicator's history: every figure that was entered, who changed it and why; and taking one back with a reason."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import escape

import streamlit as st

from core import ui
from core.calendar import long_date, short_date
from core.visit import Door, Visit
from outcomes.pages.entering_form import enters, stays
from outcomes.pages.said import names, over_all, part, tell, when
from outcomes.plan import Indicator
from outcomes.store import entered
from outcomes.store.entered import Entry
from outcomes.typed import LONGEST, tidied

SHOWN = 20  # entries at once
LINK = re.compile(r"https?://[^\s<>\"']+")


def figure(who: Visit, indicator: Indicator, amount: str | Decimal | None) -> str:
    """An amount with what it counts; a dash where there is none."""
    if amount is None or amount == "":
        return "–"
    measure = f" {indicator.measure[who.language]}" if indicator.measure else ""
    return f"{Decimal(amount):,f}{measure}"


def show(visit: Door, who: Visit, indicator: Indicator, found: Sequence[Entry]) -> None:
    """The history, the newest first; with each figure that stands, the way to take it back."""
    if not found:
        return
    st.html(f"<h2>{escape(who.say('ประวัติ', 'History'))}</h2>")
    known = names(who, {each.by for each in found})
    before = _before(found)
    newest = {each.day: each for each in reversed(found)}
    for place, each in part(list(enumerate(found)), "entering/page", SHOWN):
        _card(who, indicator, each, before[place], known[each.by])
        if newest[each.day] is each and each.amount is not None:
            _taking_back(visit, who, each)


def _before(found: Sequence[Entry]) -> list[Decimal | None]:
    """What stood for the same day before each entry."""
    stood: dict[date, Decimal | None] = {}
    told = []
    for each in reversed(found):
        told.append(stood.get(each.day))
        stood[each.day] = each.amount
    return told[::-1]


def _card(who: Visit, indicator: Indicator, each: Entry, before: Decimal | None, name: str) -> None:
    old, new = figure(who, indicator, before), figure(who, indicator, each.amount)
    new = who.say("ถอนแล้ว", "withdrawn") if each.amount is None else new
    change = new if before is None else f"{old} → {new}"
    lines = [
        f"<p><b>{escape(change)}</b> · {who.say('ณ', 'on')} {short_date(each.day, who.language)}</p>",
        f"<p>{who.say('หลักฐาน', 'Evidence')}: {_linked(each.evidence)}</p>" if each.evidence else "",
        f"<p>{who.say('เหตุผล', 'Why')}: {escape(each.reason)}</p>" if each.reason else "",
        f'<p class="sj-soft">{escape(name)} · {when(who, each.at)}</p>',
    ]
    st.html(f'<div class="sj-card">{"".join(lines)}</div>')


def _linked(text: str) -> str:
    """Text as HTML, with its addresses as links."""
    parts, end = [], 0
    for found in LINK.finditer(text):
        address = escape(found[0])
        parts += [
            escape(text[end : found.start()]),
            f'<a href="{address}" target="_blank" rel="noopener">{address}</a>',
        ]
        end = found.end()
    return "".join([*parts, escape(text[end:])])


def _taking_back(visit: Door, who: Visit, each: Entry) -> None:
    place = f"{each.fiscal_year}/{each.plan}/{each.indicator}/{each.day.isoformat()}"
    if st.session_state.get("entering/back") != place:
        st.button(who.say("ถอนตัวเลขนี้…", "Withdraw this figure…"), key=f"back/{place}", on_click=visit.then(_ask, place))
        return
    day = long_date(each.day, who.language)
    ui.card(
        who.say(f"ถอนตัวเลข ณ {day}", f"Withdraw the figure of {day}"),
        who.say("ตัวเลขจะไม่อยู่ในรายงานอีก แต่ยังอยู่ในประวัติ", "It will be in no report any more, and stays in the history."),
        level=3,
    )
    with st.form(f"withdraw/{place}", border=False):
        st.text_input(who.say("เหตุผลที่ถอน", "Why it is withdrawn"), key=f"why/{place}", max_chars=LONGEST)
        with st.container(horizontal=True):
            st.form_submit_button(who.say("ถอนตัวเลข", "Withdraw"), type="primary", on_click=visit.then(_withdraw, each, place))  # fmt: skip
            st.form_submit_button(who.say("ไม่ถอน", "Do not withdraw"), on_click=visit.then(_ask, ""))


def _ask(who: Visit, place: str) -> None:
    st.session_state["entering/back"] = place


def _withdraw(who: Visit, shown: Entry, place: str) -> None:
    if not over_all(who):
        return
    why = tidied(str(st.session_state.get(f"why/{place}") or ""))
    if not why:
        tell(False, who.say("ยังไม่ได้ถอน — เขียนเหตุผลที่ถอน", "Nothing was withdrawn — write why you withdraw it."))
        return
    st.session_state["entering/back"] = ""
    with who.write() as writing:
        found = entered.entries(writing.db, shown.fiscal_year, shown.plan, shown.indicator)
        if next((each for each in found if each.day == shown.day), None) != shown:
            tell(
                False,
                who.say("ตัวเลขนี้เปลี่ยนไปแล้ว ดูประวัติด้านล่าง", "This figure was changed meanwhile; see the history below."),
            )
            return
        gone = replace(shown, amount=None, evidence="", reason=why, by=who.person.id, at=writing.at)
        quarters = enters(writing, gone)
    tell(True, who.say("ถอนแล้ว", "Withdrawn."), *stays(who, shown.fiscal_year, quarters))
