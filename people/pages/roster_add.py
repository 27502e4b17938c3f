"""Adding one person: a form that stays open, with what was typed, until it is right."""

import streamlit as st

from core.calendar import local_day
from core.directory import ROLES
from core.visit import Door, Visit
from people.admission import add_one
from people.pages.said import tell
from people.person import ROLE_WORDS, Draft, tidied, wrongs
from people.review import Row
from people.tree import ways

TEXTS = ("code", "title", "name", "position")


def form(visit: Door, who: Visit) -> None:
    """The form, in a box that opens."""
    with who.read() as db:
        mine = who.ground.directory.scope(db, who.person, "administrator")
        units = [way for id, way in ways(who.ground.directory.units(db)).items() if id in mine]
    opened = bool(st.session_state.pop("add/open", False))
    with st.expander(who.say("เพิ่มทีละคน", "Add one person"), expanded=opened, key="add"):
        with st.form("add/form", clear_on_submit=False, border=False):
            st.text_input(
                who.say("รหัสเข้าใช้งาน (เว้นว่าง = ระบบตั้งให้)", "Sign-in code (empty: one is made)"),
                key="add/code",
                max_chars=40,
            )
            st.text_input(
                who.say("คำนำหน้า (พิมพ์บนเกียรติบัตร)", "Title (printed on certificates)"), key="add/title", max_chars=40
            )
            st.text_input(who.say("ชื่อและนามสกุล", "First name and surname"), key="add/name", max_chars=120)
            st.text_input(who.say("ตำแหน่ง", "Position"), key="add/position", max_chars=120)
            st.selectbox(
                who.say("หน่วยงาน (เลือกหรือพิมพ์ใหม่)", "Unit (choose or type)"),
                units,
                key="add/unit",
                accept_new_options=True,
            )
            st.selectbox(
                who.say("บทบาท", "Role"), ROLES, key="add/role", format_func=lambda role: ROLE_WORDS[role][who.language]
            )
            st.checkbox(who.say("เป็นผู้บริหาร", "Executive"), key="add/executive")
            st.form_submit_button(who.say("เพิ่ม", "Add"), type="primary", on_click=visit.then(_add))


def _add(who: Visit) -> None:
    kept = st.session_state
    kept["add/open"] = True
    given = [str(kept.get(f"add/{name}") or "") for name in (*TEXTS, "unit", "role")]
    draft = tidied(Draft(*given, *(["yes"] if kept.get("add/executive") else [])))
    if found := list(wrongs(draft)):
        tell(False, " · ".join(text[who.language] for text in found))
        return
    sure = kept.pop("add/sure", None) == [draft.code, draft.name]
    with who.write() as writing:
        looked = add_one(who.ground, writing, who.person, draft, local_day(who.at), others=sure)
    if looked.refused:
        tell(False, looked.refused[0].why[who.language])
        return
    row = looked.rows[0]
    if row.what != "new":
        tell(False, _there(who, row))
        if row.what == "doubtful":
            kept["add/sure"] = [draft.code, draft.name]
        return
    for name in TEXTS:
        kept[f"add/{name}"] = ""
    kept["add/role"], kept["add/executive"] = "learner", False  # rights are given on purpose, never left over
    tell(True, who.say(f"เพิ่ม {draft.name} แล้ว", f"{draft.name} was added."))


def _there(who: Visit, row: Row) -> str:
    """Who is there already: by the code, or with the same name."""
    if row.person and row.draft.code:
        return who.say(
            f"มีรหัส {row.draft.code} อยู่แล้ว ({row.person.full_name}) ยังไม่ได้บันทึก",
            f"The code {row.draft.code} is taken ({row.person.full_name}); nothing was saved.",
        )
    if row.person:
        return who.say(
            f"{row.person.full_name} อยู่ในหน่วยงานนี้แล้ว (รหัส {row.person.code}) ยังไม่ได้บันทึก หากเป็นคนละคน ใส่รหัส",
            f"{row.person.full_name} is in this unit already (code {row.person.code}); nothing was saved. For somebody else, give a code.",
        )
    codes = ", ".join(each.person.code for each in row.alike if each.person) or who.say(
        "นอกหน่วยงานของท่าน", "outside your units"
    )
    return who.say(
        f"มีผู้ชื่อ “{row.draft.name}” อยู่แล้ว ({codes}) ยังไม่ได้บันทึก หากเป็นคนละคน กด “เพิ่ม” อีกครั้ง",
        f"There is a “{row.draft.name}” already ({codes}); nothing was saved. If this is somebody else, press “Add” again.",
    )
