"""The administrator's list of people: looking through it, and the ways to add to it."""

from html import escape
from math import ceil

import streamlit as st

from core import ui
from core.directory import Person
from core.visit import Door, Visit
from people.pages import roster_add
from people.pages.said import named, roles, told
from people.person import tidy
from people.store import search
from people.store.search import State, Wanted
from people.tree import ways

SIZE = 50  # people a page


def render(visit: Door) -> None:
    """The roster, a page of it, and the ways to add to it."""
    who = visit()
    ui.heading(who.say("บุคลากร", "People"))
    told()
    roster_add.form(visit, who)
    st.html(
        f'<a class="sj-button" href="/import" target="_self">{who.say("เพิ่มจากแฟ้ม CSV หรือ Excel", "Add from a CSV or Excel file")}</a>'
        f'<a class="sj-button" href="/slips" target="_blank">{who.say("พิมพ์ใบเข้าใช้งานครั้งแรก", "Print first sign-in slips")}</a>'
    )
    _list(visit, who)


def _list(visit: Door, who: Visit) -> None:
    wanted = _wanted(visit, who)
    with who.read() as db:
        asked = _asked()
        total, people = search.page(db, wanted, asked * SIZE, SIZE)
        if total and not people:  # a page that is no more: there are fewer now, or the address was typed
            asked = (total - 1) // SIZE
            total, people = search.page(db, wanted, asked * SIZE, SIZE)
            st.session_state["p"] = asked + 1
        units = who.ground.directory.units(db)
        waiting = search.waiting(db, [person.id for person in people])
    if not people:
        _nobody(who, wanted)
        return
    cards = "".join(
        _card(who, person, named(who, units, (person.unit, *person.also)), person.id in waiting) for person in people
    )
    count = who.say(f"พบ {total:,} คน", f"{total:,} people")
    st.html(f'<div class="sj-soft" role="status">{count}</div><div class="sj-people">{cards}</div>')
    if total > SIZE:
        st.pagination(ceil(total / SIZE), key="p", bind="query-params")


def _wanted(visit: Door, who: Visit) -> Wanted:
    """What is looked for, kept in the address."""
    with who.read() as db:
        units = who.ground.directory.units(db)
        mine = who.ground.directory.scope(db, who.person, "administrator")
        written = {id: way for id, way in ways(units).items() if id in mine}
        states: dict[State, str] = {
            "here": who.say("อยู่ในบัญชี", "on the roster"),
            "waiting": who.say("ยังไม่ตั้งรหัสผ่าน", "no password yet"),
            "left": who.say("ออกแล้ว", "left"),
        }
        with st.container(horizontal=True):
            words = st.text_input(
                who.say("ค้นหาชื่อหรือรหัส", "Find a name or code"), key="q", bind="query-params", type="search",
                placeholder=who.say("เช่น มาลี หรือ H003", "such as Malee or H003"), max_chars=80, on_change=visit.then(_from_the_first),
            )  # fmt: skip
            unit = st.selectbox(
                who.say("หน่วยงาน", "Unit"), ["", *written], key="unit", bind="query-params",
                format_func=lambda id: written.get(id, who.say("ทุกหน่วยงานของท่าน", "all your units")),
                on_change=visit.then(_from_the_first),
            )  # fmt: skip
            state = st.selectbox(
                who.say("แสดง", "Show"), list(states), key="show", bind="query-params", format_func=states.__getitem__,
                on_change=visit.then(_from_the_first),
            )  # fmt: skip
        within = who.ground.directory.below(db, unit) & mine if unit else mine
    return Wanted(tidy(words or ""), None if within >= units.keys() else within, state or "here")


def _asked() -> int:
    """The page that is asked for, from 0: chosen below the list, or in the address when somebody comes in."""
    page = str(st.session_state.get("p") or st.query_params.get("p", ""))
    return max(0, int(page) - 1) if page.isdecimal() and len(page) < 7 else 0


def _from_the_first(who: Visit) -> None:
    """Another question begins at its first page."""
    st.session_state["p"] = 1


def _nobody(who: Visit, wanted: Wanted) -> None:
    if wanted.words:
        ui.empty(
            who.say(
                f"ไม่พบ “{wanted.words}” ลองพิมพ์บางส่วนของชื่อหรือรหัส หรือเลือกหน่วยงานอื่น",
                f"Nobody was found for “{wanted.words}”. Try a part of the name or code, or another unit.",
            )
        )
    elif wanted.state == "waiting":
        ui.empty(who.say("ทุกคนตั้งรหัสผ่านแล้ว", "Everybody has chosen a password."))
    elif wanted.state == "left":
        ui.empty(who.say("ยังไม่มีผู้ที่ออกจากบัญชี", "Nobody has left the roster."))
    else:
        ui.empty(
            who.say(
                "ยังไม่มีบุคลากรในหน่วยงานนี้ เพิ่มทีละคนหรือเพิ่มจากแฟ้มได้ด้านบน",
                "There is nobody in this unit yet. Add them one by one or from a file, above.",
            )
        )


def _card(who: Visit, person: Person, units: str, waiting: bool) -> str:
    """One person as a line that is a card on a phone; the whole of it leads to them."""
    signs = [roles(who, person)] if person.grants else []
    if person.executive:
        signs.append(who.say("ผู้บริหาร", "executive"))
    if not person.active:
        signs.append(who.say("ออกแล้ว", "left"))
    elif waiting:
        signs.append(who.say("ยังไม่ตั้งรหัสผ่าน", "no password yet"))
    about = " · ".join(each for each in (person.code, person.position, units) if each)
    marks = "".join(f"<i>{escape(sign)}</i>" for sign in signs)
    return (
        f'<a href="/person?id={escape(person.id)}" target="_self"><span><b>{escape(person.full_name)}</b>'
        f"<small>{escape(about)}</small></span><span>{marks}</span></a>"
    )
