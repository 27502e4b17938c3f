"""The programmes: which run, come and have ended, with how many people; making one, and next year's from this year's."""

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from core import ui
from core.calendar import local_day, short_date
from core.directory import Person
from core.language import Text
from core.visit import Door, Visit
from programmes import load, store
from programmes.pages import right
from programmes.programme import Programme
from programmes.reminder import left_in_words
from programmes.renewal import renewed
from programmes.written import written

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
        ui.elsewhere(who, who.say("หน้านี้สำหรับวิทยากรและผู้ดูแลระบบของทั้งหน่วยงาน", "This page is for trainers and administrators of the whole organisation."))  # fmt: skip
        return
    with who.read() as db:
        found = load.everything(db)
    _make(who, found)
    today = local_day(who.at)
    by_state: dict[str, list[tuple[str, Programme]]] = {state: [] for state in STATES}
    for slug, _, programme in found:
        by_state[_state(programme, today)].append((slug, programme))
    with who.read() as db:
        people = who.ground.directory.everybody(db) if by_state["running"] or by_state["coming"] else []
    for state, each in by_state.items():
        if each:
            st.html(f"<h2>{STATES[state][who.language]}</h2>")
        for slug, programme in each[:SHOWN]:
            _one(visit, who, slug, programme, state, people)


def _state(programme: Programme, today: date) -> str:
    span = programme.span
    return "coming" if today < span.first else "ended" if today > span.last else "running"


def _make(who: Visit, found: Sequence[tuple[str, str, Programme]]) -> None:
    titles = {slug: programme.title[who.language] for slug, _, programme in found}
    if not titles:
        ui.empty(who.say("ยังไม่มีหลักสูตร", "There is no programme yet."))
        return
    with st.expander(who.say("สร้างหลักสูตรใหม่จากต้นแบบ", "Make a new programme from a template")):
        chosen = st.selectbox(
            who.say("ต้นแบบ", "Template"), list(titles), format_func=titles.__getitem__, key="programmes/template"
        )
        if st.button(who.say("เริ่มจากต้นแบบนี้", "Begin with this template"), key="programmes/make"):
            who.go("programme", {"template": chosen})


def _one(visit: Door, who: Visit, slug: str, programme: Programme, state: str, people: Sequence[Person]) -> None:
    with who.read() as db:
        enrolled = str(len(who.paths.enrolled(db, slug, people))) if state != "ended" else "–"
        begun, finished = len(store.begun_by(db, slug)), len(who.paths.finished(db, slug))
    span, say = programme.span, who.say
    days = f"{short_date(span.first, who.language)} – {short_date(span.last, who.language)}"
    if state == "running":
        days += f" · {left_in_words((span.last - local_day(who.at)).days)[who.language]}"
    counts = ((say("ผู้เรียน", "Enrolled"), enrolled), (say("เริ่มแล้ว", "Begun"), begun), (say("ครบทุกขั้น", "Finished"), finished))  # fmt: skip
    numbers = "".join(f"<div><span class=sj-soft>{label}</span><b>{number}</b></div>" for label, number in counts)
    st.html(
        f'<div class="sj-card"><h3>{escape(programme.title[who.language])}</h3><p class="sj-soft">{escape(days)}</p>'
        f'<p class="sj-soft">{escape(for_whom(who, programme))}</p><div class="sj-counts">{numbers}</div></div>'
    )
    with st.container(horizontal=True, gap="small"):
        if st.button(say("แก้ไข", "Edit"), key=f"edit/{slug}"):
            who.go("programme", {"programme": slug})
        st.button(
            say(f"สร้างของปี {programme.fiscal_year + 1}", f"Make that of {programme.fiscal_year + 1}"),
            key=f"renew/{slug}",
            on_click=visit.then(_renew, slug),
        )
        reminds = state == "running" and "reminders" in who.pages
        if reminds and st.button(say("เตือน", "Remind"), key=f"remind/{slug}"):
            who.go("reminders", {"programme": slug})


def for_whom(who: Visit, programme: Programme) -> str:
    """For whom a programme is, in words."""
    standing = {
        "executive": who.say("เฉพาะผู้บริหาร", "executives only"),
        "member": who.say("เฉพาะผู้ที่ไม่ใช่ผู้บริหาร", "all but executives"),
    }
    parts = [", ".join(names) for names in (programme.units, programme.positions) if names]
    parts += [standing[programme.standing]] if programme.standing else []
    return who.say("สำหรับ: ", "For: ") + (" · ".join(parts) or who.say("ทุกคน", "everybody"))


def _renew(who: Visit, slug: str) -> None:
    desk = who.ground.desk
    with who.read() as db:
        known = load.programme(db, slug)
        if known is None or desk is None or not right.whole(who):
            return
        then, programme = renewed(slug, known[1])
        there = load.programme(db, then) is not None or load.own_text(who.ground.content, then) is not None
    title = programme.title[who.language]
    if there:
        ui.tell(who.say(f"มี “{title}” อยู่แล้ว แก้ไขได้ด้านล่าง", f"“{title}” is there already; edit it below."))
        return
    refused = desk.put("programmes", then, programme, written(programme), "")
    ui.tell(
        who.say(f"สร้าง “{title}” แล้ว มีแบบทดสอบก่อนเรียนเป็นขั้นแรก ตรวจและแก้ไขได้ด้านล่าง", f"“{title}” is made, with the pre-test first. Look at it below.")
        if refused is None
        else who.say("ยังไม่ได้สร้าง เพราะมีข้อมูลใหม่เข้ามาในขณะนั้น กดอีกครั้ง", "Nothing was made: something else was written at that moment. Press again.")
    )  # fmt: skip
