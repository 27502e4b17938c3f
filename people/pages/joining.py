"""Those who asked to join by a poster, and the posters by which they did."""

from collections.abc import Mapping
from datetime import timedelta
from html import escape

import streamlit as st

from core import ui
from core.calendar import local_day, short_date
from core.db import Database
from core.directory import Unit
from core.visit import Door, Visit
from people.joining import Poster, Waiting
from people.store import joining
from people.store.directory import Roster

AT_ONCE = 10  # people on the page at once
CHOSEN, WORD = "joining/chosen", "joining/word"  # in the session: "admit:id" or "decline:id", and the word for them


def render(visit: Door) -> None:
    """The line, and who is at its head."""
    who = visit()
    ui.heading(who.say("ขอเข้าร่วม", "Joining"))
    ui.told()
    _forget_old(who)
    with who.read() as db:
        mine = _mine(db, who)
        line = joining.waiting(db, mine)
        posters = joining.posters(db, mine, who.at)
        units = Roster().units(db)
    chosen, _, id = st.session_state.get(CHOSEN, "").partition(":")
    asked = next((each for each in line if each.id == id), None)
    if asked:
        _confirm(visit, who, chosen, asked)
    elif not line:
        ui.empty(
            who.say(
                "ยังไม่มีใครรออยู่ ผู้ที่สแกนโปสเตอร์แล้วสมัครจะอยู่ที่นี่",
                "Nobody is waiting. Whoever scans a poster and asks to join will be here.",
            )
        )
    else:
        _line(visit, who, line, units, mine)
    _posters(visit, who, posters, units)


def _forget_old(who: Visit) -> None:
    """Whoever looks at the line never sees what should be deleted by now."""
    with who.read() as db:
        old = joining.old(db, who.at)
    if old:
        with who.write() as writing:
            joining.forget_old(writing.db, writing.at)


def _mine(db: Database, who: Visit) -> frozenset[str]:
    return who.ground.directory.scope(db, who.person, "manager", "administrator")


def _line(visit: Door, who: Visit, line: list[Waiting], units: Mapping[str, Unit], mine: frozenset[str]) -> None:
    st.html(f'<div class="sj-soft">{who.say(f"รออยู่ {len(line)} คน", f"{len(line)} waiting")}</div>')
    for each in line[:AT_ONCE]:
        with st.container(key=f"sj-box-{each.id}"):
            st.html(_card(who, each, units, mine))
            with st.container(horizontal=True, gap="small"):
                st.button(
                    who.say("รับเข้า", "Admit"), key=f"admit/{each.id}", width="stretch",
                    on_click=visit.then(_choose, f"admit:{each.id}"),
                )  # fmt: skip
                st.button(
                    who.say("ไม่รับ", "Decline"), key=f"decline/{each.id}", width="stretch",
                    on_click=visit.then(_choose, f"decline:{each.id}"),
                )  # fmt: skip
    if len(line) > AT_ONCE:
        more = len(line) - AT_ONCE
        st.html(
            f'<p class="sj-soft">{who.say(f"และอีก {more} คน จะแสดงเมื่อจัดการข้างบนแล้ว", f"And {more} more, shown when these are done.")}</p>'
        )


def _card(who: Visit, each: Waiting, units: Mapping[str, Unit], mine: frozenset[str]) -> str:
    """Who asks, and whether somebody of that name is on the roster already."""
    doubt = ""
    if each.like:
        others = ", ".join(
            f"{code} · {units[unit].name[who.language]}" if unit in mine else who.say("หน่วยงานอื่น", "another unit")
            for code, unit in each.like
        )
        same = who.say("อาจซ้ำ: มีชื่อนี้ในบัญชีบุคลากรแล้ว", "Perhaps twice: this name is on the roster already")
        doubt = f'<p class="sj-wrong"><strong>? {same}</strong> ({escape(others)})</p>'
    asked = who.say("สมัครเมื่อ", "asked on")
    return (
        f"<h2>{escape(each.title)}{escape(each.name)}</h2>"
        f"<p>{who.say('รหัส', 'Code')} {escape(each.code)}{f' · {escape(each.position)}' if each.position else ''}</p>"
        f'<p class="sj-soft">{escape(units[each.unit].name[who.language])} · {asked} {short_date(each.since, who.language)}</p>{doubt}'
    )


def _choose(who: Visit, chosen: str) -> None:
    st.session_state[CHOSEN] = chosen


def _confirm(visit: Door, who: Visit, chosen: str, asked: Waiting) -> None:
    with st.container(key=f"sj-box-{asked.id}"):
        _question(visit, who, chosen, asked)


def _question(visit: Door, who: Visit, chosen: str, asked: Waiting) -> None:
    name = f"{asked.title}{asked.name}"
    if chosen == "admit":
        lines = [
            who.say(
                "จะอยู่ในบัญชีบุคลากรของหน่วยงานนี้ และเข้าสู่ระบบได้ทันที",
                "They will be on the roster of this unit, and can sign in at once.",
            )
        ]
        if asked.like:
            lines.append(
                who.say(
                    "มีชื่อนี้ในบัญชีบุคลากรแล้ว หากเป็นคนเดียวกัน เลือก “ไม่รับ” แล้วบอกให้ใช้รหัสเดิม",
                    "This name is on the roster already. If it is the same person, decline, and tell them to use their code.",
                )
            )
        st.html(_words(who.say(f"รับ {name} เข้า?", f"Admit {name}?"), *lines))
        label = who.say("ยืนยันรับเข้า", "Yes, admit")
    else:
        seen = who.say("ผู้สมัครจะเห็นข้อความด้านล่างเมื่อเข้าสู่ระบบ", "They will see the word below when they sign in.")
        st.html(_words(who.say(f"ไม่รับ {name}?", f"Decline {name}?"), seen))
        st.text_input(who.say("ข้อความถึงผู้สมัคร (เว้นว่างได้)", "A word for them (may be empty)"), key=WORD, max_chars=200)
        label = who.say("ยืนยันไม่รับ", "Yes, decline")
    with st.container(horizontal=True, gap="small"):
        st.button(
            label, key="joining/yes", type="primary", width="stretch", on_click=visit.then(_act, chosen, asked.id)
        )
        st.button(who.say("ยังก่อน", "Not yet"), key="joining/no", width="stretch", on_click=visit.then(_choose, ""))


def _words(title: str, *lines: str) -> str:
    return f"<h2>{escape(title)}</h2>" + "".join(f"<p>{escape(line)}</p>" for line in lines)


def _act(who: Visit, chosen: str, id: str) -> None:
    """What was confirmed, if the person still waits and the unit is still theirs."""
    st.session_state[CHOSEN] = ""
    with who.write() as writing:
        mine = _mine(writing.db, who)
        if chosen == "admit":
            wrong = joining.admit(writing, who.ground.new_id(), id, mine)
            said = wrong[who.language] if wrong else who.say("รับเข้าแล้ว", "Admitted.")
        else:
            word = str(st.session_state.get(WORD) or "").strip()
            done = joining.decline(writing.db, id, mine, word, writing.at)
            said = who.say("ไม่รับ และแจ้งผู้สมัครแล้ว", "Declined; they will be told.")
            said = said if done else who.say("ผู้นี้ไม่ได้รออยู่แล้ว", "This person waits no longer.")
    ui.tell(said)


def _posters(visit: Door, who: Visit, posters: list[Poster], units: Mapping[str, Unit]) -> None:
    st.html(f'<h2 class="sj-part">{who.say("โปสเตอร์ที่ใช้อยู่", "Posters that open something")}</h2>')
    make = who.say("ทำโปสเตอร์ใหม่", "Make a new poster")
    st.html(f'<a class="sj-button" href="/posters" target="_self">{make}</a>')
    for poster in posters:
        until = short_date(local_day(poster.ends - timedelta(days=1)), who.language)
        way = who.say("เข้าได้ทันที", "in at once") if poster.at_once else who.say("ต้องรับเข้าก่อน", "to be admitted")
        with st.container(key=f"sj-box-{poster.id}"):
            st.html(
                _words(units[poster.unit].name[who.language], f"{way} · {who.say('ใช้ได้ถึง', 'opens until')} {until}")
            )
            st.button(
                who.say("ยุติโปสเตอร์นี้", "End this poster"), key=f"end/{poster.id}", on_click=visit.then(_end, poster.id)
            )


def _end(who: Visit, id: str) -> None:
    with who.write() as writing:
        joining.end(writing.db, id, _mine(writing.db, who), writing.at)
    ui.tell(who.say("ยุติแล้ว คิวอาร์โค้ดบนโปสเตอร์ใช้ไม่ได้อีก", "Ended. Its QR code opens nothing any more."))
