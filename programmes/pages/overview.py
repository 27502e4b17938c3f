"""The programmes: which run, come and have ended, with how many people; making one, next year's, and withdrawing."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

import streamlit as st

from core import ui
from core.calendar import local_day, short_date
from core.directory import Person
from core.language import Text
from core.visit import Door, Visit
from core.ways import Meant, Ways
from programmes import load, store
from programmes.named import hints, today
from programmes.pages import papers, right, withdrawing
from programmes.programme import Programme
from programmes.reminder import left_in_words
from programmes.renewal import renewed

STATES = {
    "running": Text(th="เปิดอยู่", en="Running"),
    "coming": Text(th="ยังไม่ถึงวันเริ่ม", en="Coming"),
    "ended": Text(th="สิ้นสุดแล้ว", en="Ended"),
}
SHOWN = 20  # ended programmes: two decades of a yearly one


def render(visit: Door) -> None:
    """All programmes by their state, those that run first."""
    who = visit()
    ui.heading(who.say("หลักสูตร", "Programmes"))
    ui.told()
    if not right.whole(who):
        names = right.names(who)
        ui.elsewhere(who, who.say(f"หน้านี้สำหรับวิทยากรและผู้ดูแลระบบของทั้งหน่วยงาน: {names}", f"This page is for trainers and administrators of the whole organisation: {names}"))  # fmt: skip
        return
    with who.read() as db:
        found, aside = load.everything(db), load.put_aside(db)
        tree = Ways(who.ground.directory.units(db).values())
    _make(who, {**load.templates(), **{slug: programme for slug, _, programme in found}, **aside})
    day = local_day(who.at)
    by_state: dict[str, list[tuple[str, Programme]]] = {state: [] for state in STATES}
    for slug, _, programme in found:
        by_state[_state(programme, day)].append((slug, programme))
    with who.read() as db:
        people = who.ground.directory.everybody(db) if by_state["running"] or by_state["coming"] else []
    for state, each in by_state.items():
        if each:
            st.html(f"<h2 class=sj-part>{STATES[state][who.language]}</h2>")
        for slug, programme in each[:SHOWN]:
            _one(visit, who, slug, programme, state, people, tree)
    withdrawing.put_aside(who, aside)


def _state(programme: Programme, day: date) -> str:
    span = programme.span
    return "coming" if day < span.first else "ended" if day > span.last else "running"


def _make(who: Visit, templates: Mapping[str, Programme]) -> None:
    titles = {slug: programme.title[who.language] for slug, programme in templates.items()}
    with st.expander(who.say("สร้างหลักสูตรใหม่จากต้นแบบ", "Make a new programme from a template")):
        chosen = st.selectbox(
            who.say("ต้นแบบ", "Template"), list(titles), format_func=titles.__getitem__, key="programmes/template"
        )
        if st.button(who.say("เริ่มจากต้นแบบนี้", "Begin with this template"), key="programmes/make"):
            who.go("programme", {"template": chosen})


def _one(
    visit: Door, who: Visit, slug: str, programme: Programme, state: str, people: Sequence[Person], tree: Ways
) -> None:
    with who.read() as db:
        enrolled = str(len(who.paths.enrolled(db, slug, people))) if state != "ended" else "–"
        begun, finished = len(store.begun_by(db, slug)), len(who.paths.finished(db, slug))
        meant, used = store.meant(db, slug), store.begun(db, slug)
        renewable = load.programme(db, renewed(slug, programme)[0]) is None
    span, say = programme.span, who.say
    days = f"{short_date(span.first, who.language)} – {short_date(span.last, who.language)}"
    if state == "running":
        days += f" · {left_in_words((span.last - local_day(who.at)).days)[who.language]}"
    counts = ((say("ผู้เรียน", "Enrolled"), enrolled), (say("เริ่มแล้ว", "Begun"), begun), (say("ครบทุกขั้น", "Finished"), finished))  # fmt: skip
    numbers = "".join(f"<div><span class=sj-soft>{label}</span><b>{number}</b></div>" for label, number in counts)
    st.html(
        f'<div class="sj-card"><h3>{escape(programme.title[who.language])}</h3><p class="sj-soft">{escape(days)}</p>'
        f'<p class="sj-soft">{escape(for_whom(who, today(programme, tree, meant)))}</p>'
        f'{_hints(who, programme, tree, meant, state)}<div class="sj-counts">{numbers}</div></div>'
    )
    with st.container(horizontal=True, gap="small"):
        if st.button(say("แก้ไข", "Edit"), key=f"edit/{slug}"):
            who.go("programme", {"programme": slug})
        year = programme.fiscal_year + 1
        if renewable and st.button(say(f"เตรียมของปี {year}", f"Prepare that of {year}"), key=f"renew/{slug}"):
            who.go("programme", {"renew": slug})
        reminds = state == "running" and "reminders" in who.pages
        if reminds and st.button(say("เตือน", "Remind"), key=f"remind/{slug}"):
            who.go("reminders", {"programme": slug})
        if not used:
            withdrawing.button(visit, who, slug)
    withdrawing.asked(visit, who, slug, programme)
    if state != "ended":
        papers.section(who, slug)


def _hints(who: Visit, programme: Programme, tree: Ways, meant: Meant, state: str) -> str:
    """What to look at in the names of its units, while it still matters."""
    found = hints(programme.units, tree, meant) if state != "ended" else ()
    lines = (f"{escape(each.wrong[who.language])} — {escape(each.write[who.language])}" for each in found)
    return "".join(f'<p class="sj-plain">{line}</p>' for line in lines)


def for_whom(who: Visit, programme: Programme) -> str:
    """For whom a programme is, in words."""
    standing = {
        "executive": who.say("เฉพาะผู้บริหาร", "executives only"),
        "member": who.say("เฉพาะผู้ที่ไม่ใช่ผู้บริหาร", "all but executives"),
    }
    parts = [", ".join(names) for names in (programme.units, programme.positions) if names]
    parts += [standing[programme.standing]] if programme.standing else []
    if programme.newcomers:
        days = programme.newcomers
        parts.append(who.say(f"ผู้เข้าใหม่ คนละ {days} วันนับจากวันแรก", f"newcomers, {days} days each from their first day"))
    return who.say("สำหรับ: ", "For: ") + (" · ".join(parts) or who.say("ทุกคน", "everybody"))
