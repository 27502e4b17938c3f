"""A programme as a form: made from a template or changed, and checked as it is filled in."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from core import ui
from core.content import Slip
from core.visit import Door, Visit
from programmes import load
from programmes.draft import SECTIONS, alike, checked, section_of
from programmes.named import hints
from programmes.pages import right, trial, use
from programmes.pages.fields import Fields
from programmes.pages.fields_learning import close, what
from programmes.pages.fields_people import when, whom
from programmes.pages.filled import Filled, filled, there


def render(visit: Door) -> None:
    """The form of the programme that the address names, of a new one after a template, or of next year's."""
    who = visit()
    with who.read() as db:
        others = {each: programme for each, _, programme in load.everything(db)}
        codes = {each: programme.code for each, programme in others.items()}
        found = filled(who, db, codes)
        taken = found is not None and there(who, db, found)
    if found is None or not right.whole(who):
        ui.elsewhere(
            who,
            who.say("ไม่พบหลักสูตรนี้ หรือท่านไม่มีสิทธิแก้ไข", "There is no such programme, or you may not change it."),
            heads=True,
        )
        return
    if taken:
        _there(who, found)
        return
    ui.heading(found.base.title[who.language] if found.slug else who.say("หลักสูตรใหม่", "A new programme"))
    ui.told()
    st.page_link(who.pages["programmes"], label=who.say("← กลับไปที่หลักสูตรทั้งหมด", "Back to all programmes"))
    _lead(who, found)
    data, slots = _fields(who, found)
    names = who.ground.desk.names() if who.ground.desk else {}
    programme, slips = checked(data, names, codes, found.slug)
    _slips(who, slips, slots)
    _hints(who, [*hints(data["units"], found.tree, found.meant), *alike(data, others, found.slug)], slots)
    if programme is None:
        st.html(f'<div class="sj-card sj-soft" role="status">{who.say(f"ยังใช้ไม่ได้ แก้ {len(slips)} แห่งที่บอกไว้ข้างบน", f"Not yet: mend the {len(slips)} place(s) named above.")}</div>')  # fmt: skip
        return
    use.section(visit, who, found.slug or str(data["code"]).lower(), programme, found)


def _there(who: Visit, found: Filled) -> None:
    """Next year's is there already: the way to it."""
    title = found.base.title[who.language]
    ui.empty(who.say(f"มี “{title}” อยู่แล้ว", f"“{title}” is there already."))
    href = f"/programme?{urlencode({'programme': found.slug})}"
    st.html(f'<p><a class="sj-button" href="{href}" target="_self">{who.say("เปิดหลักสูตรนั้น", "Open it")}</a></p>')


def _lead(who: Visit, found: Filled) -> None:
    """What a form that is filled in beforehand asks for."""
    if found.before is not None:
        return
    if found.key.startswith("programme/renew/") and found.base.newcomers:
        text = who.say("กรอกไว้ให้แล้วจากหลักสูตรปีนี้ เริ่มวันถัดจากวันสุดท้ายของปีนี้ ผู้ที่เข้ามาใหม่จึงไม่ตกหล่น อ่านทวน แก้ตามต้องการ แล้วกดปุ่มล่างสุด ยังไม่มีอะไรเกิดขึ้นก่อนนั้น", "Filled in from this year’s, from the day after its last one on, so that no newcomer falls between. Read it over, change what you like, and press the button at the end; nothing happens before.")  # fmt: skip
    elif found.key.startswith("programme/renew/"):
        text = who.say("กรอกไว้ให้แล้วจากหลักสูตรปีนี้ โดยเลื่อนวันไปหนึ่งปี มีแบบทดสอบก่อนเรียนเป็นขั้นแรก และข้ามเรื่องที่รู้แล้วได้ อ่านทวน แก้ตามต้องการ แล้วกดปุ่มล่างสุด ยังไม่มีอะไรเกิดขึ้นก่อนนั้น", "Filled in from this year’s, a year later, with the pre-test first and what is known to be skipped. Read it over, change what you like, and press the button at the end; nothing happens before.")  # fmt: skip
    elif found.slug:
        text = who.say("หลักสูตรนี้ถอนออกแล้ว กดปุ่มล่างสุดเพื่อนำกลับมาใช้", "This programme was withdrawn. The button at the end brings it back.")  # fmt: skip
    else:
        text = who.say("กรอกไว้ให้แล้วจากต้นแบบ ตั้งชื่อและเลือกว่าสำหรับใคร ยังไม่มีอะไรเกิดขึ้นก่อนกดปุ่มล่างสุด", "Filled in from the template. Give it a title and say for whom it is; nothing happens before the button at the end.")  # fmt: skip
    st.html(f'<p class="sj-soft">{text}</p>')


def _fields(who: Visit, found: Filled) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the form holds, and a place below each section for what is wrong in it."""
    fields = Fields(who, found.key, found.base, who.ground.desk.offered() if who.ground.desk else {})
    units = [found.tree.written(unit) for unit in found.tree.units]
    slots: dict[str, Any] = {}

    def section(name: str) -> None:
        st.html(f"<h2 class=sj-part>{SECTIONS[name][who.language]}</h2>")
        slots[name] = st.container()

    section("name")
    data = fields.name(found.slug, told=found.before is None)
    section("whom")
    data |= whom(fields, units, _positions(who, found.key))
    section("when")
    data |= when(fields, data["fiscal_year"])
    section("what")
    asked, tests = what(fields)
    section("close")
    data |= asked | close(fields, tests)
    section("plan")
    return data | fields.plan(), slots


def _positions(who: Visit, key: str) -> Sequence[str]:
    """The names of positions, looked up once a form: that asks for everybody."""
    kept = f"{key}/roster"
    if kept not in st.session_state:
        with who.read() as db:
            people = who.ground.directory.everybody(db)
        st.session_state[kept] = sorted({person.position for person in people if person.position})
    found: Sequence[str] = st.session_state[kept]
    return found


def _slips(who: Visit, slips: Sequence[Slip], slots: Mapping[str, Any]) -> None:
    for each in slips:
        with slots[section_of(each)]:
            told = trial.in_words(who, each.at, f"{each.wrong[who.language]} — {each.write[who.language]}")
            st.html(f'<div class="sj-wrong" role="alert">{escape(told)}</div>')


def _hints(who: Visit, found: Sequence[Slip], slots: Mapping[str, Any]) -> None:
    """What to look at, and what no mistake is."""
    for each in found:
        with slots[section_of(each)]:
            st.html(f'<div class="sj-plain sj-soft" role="status">{escape(each.wrong[who.language])} — {escape(each.write[who.language])}</div>')  # fmt: skip
