"""Erasing a person on request: who it is, what goes and what stays and why, and then the code as the last word."""

import streamlit as st

from core import ui
from core.db import Database
from core.directory import Person
from core.language import Text
from core.visit import Door, Visit
from people.admission import reached
from people.pages.said import what_is_kept
from people.person import tidy
from people.store.directory import Roster
from people.store.search import whole_administrators

DONE = "erasure/done"  # in the session: the id of whoever was erased last, and what was said then


def render(visit: Door) -> None:
    """First the person, then the consequences, then the code."""
    who = visit()
    ui.heading(who.say("ลบข้อมูลบุคคล", "Erase a person"))
    ui.told()
    st.session_state.setdefault("erasure/code", st.query_params.get("code", "")[:40])
    st.text_input(who.say("รหัสของผู้ที่ขอให้ลบ", "Code of whoever asks for it"), key="erasure/code", max_chars=40)
    code = tidy(st.session_state["erasure/code"])
    if not code:
        ui.empty(
            who.say(
                "พิมพ์รหัส แล้วหน้านี้จะแสดงว่าอะไรจะหายไปและอะไรคงอยู่ ก่อนให้ยืนยัน",
                "Type the code. Before you confirm, this page shows what goes and what stays.",
            )
        )
        return
    with who.read() as db:
        person = Roster().by_code(db, code)
        wrong = _refusal(db, who, person)
        unit = Roster().unit(db, person.unit) if person and not wrong else None
    if wrong or person is None:
        ui.empty(wrong[who.language] if wrong else "")
        return
    ui.card(person.full_name, f"{who.say('รหัส', 'Code')} {person.code}", unit.name[who.language] if unit else "")
    _consequences(visit, who, person)


def _consequences(visit: Door, who: Visit, person: Person) -> None:
    """What goes and what stays and why, room by room; and the code as the last word."""
    what_is_kept(who, who.say("จะหายไปอย่างถาวร", "Goes for good"))
    with st.form("erasure", border=False):
        st.text_input(
            who.say(f"พิมพ์รหัส {person.code} อีกครั้งเพื่อยืนยัน", f"Type the code {person.code} again to confirm"),
            key="erasure/again",
            max_chars=40,
        )
        st.form_submit_button(who.say("ลบข้อมูลของผู้นี้", "Erase this person"), on_click=visit.then(_erase, person.id))
    st.html(
        f'<p class="sj-soft">{who.say("ลบแล้วนำกลับมาไม่ได้ แม้จากหน้าจอใด ข้อมูลสำรองที่ทำไว้ก่อนยังมีชื่อจนกว่าจะลบแฟ้มสำรอง", "It cannot be brought back. Backups made before still hold the name until they are deleted.")}</p>'
    )


def _refusal(db: Database, who: Visit, person: Person | None) -> Text | None:
    """Why this person is not erased by whoever is here."""
    if person is None or not reached(db, who.person, person):
        return Text(
            th="ไม่มีผู้ใช้รหัสนี้ในหน่วยงานที่ท่านดูแล ตรวจรหัสอีกครั้ง", en="Nobody in your units has this code. Check it, please."
        )
    if person.id == who.person.id:
        return Text(
            th="ท่านลบข้อมูลของตนเองไม่ได้ ขอให้ผู้ดูแลระบบอีกคนหนึ่งทำให้",
            en="You cannot erase yourself. Ask another administrator to do it.",
        )
    if whole_administrators(db) == [person.id]:
        return Text(
            th="ผู้นี้เป็นผู้ดูแลระบบคนสุดท้ายของทั้งหน่วยงาน ตั้งผู้ดูแลระบบอีกคนก่อน",
            en="This is the last administrator of the whole organisation. Make another one first.",
        )
    return None


def _erase(who: Visit, id: str) -> None:
    kept = st.session_state
    again = tidy(kept["erasure/again"])
    assert who.ground.keeper is not None  # the house stands before a page shows
    if kept.get(DONE, ("", ""))[0] == id:  # a second click on what the first one did
        ui.tell(kept[DONE][1])
        return
    with who.write() as writing:
        person = Roster().person(writing.db, id)
        if (wrong := _refusal(writing.db, who, person)) or person is None:
            ui.tell(wrong[who.language] if wrong else "")
            return
        if again.lower() != person.code.lower():
            ui.tell(
                who.say(
                    "ยังไม่ได้ลบอะไร: รหัสที่พิมพ์ยืนยันไม่ตรงกัน",
                    "Nothing was erased: the code typed to confirm is another one.",
                )
            )
            return
        who.ground.keeper.forget(writing, person.id)
    kept["erasure/code"] = kept["erasure/again"] = ""
    said = who.say(
        f"ลบข้อมูลของรหัส {person.code} แล้ว บันทึกที่ไม่มีชื่อยังอยู่เพื่อให้ยอดรวมตรวจสอบได้",
        f"The data of {person.code} are erased. The record without a name stays, so that figures can be checked.",
    )
    if not who.ground.fold():
        said += who.say(
            " ขณะนี้มีผู้อ่านข้อมูลอยู่ ระบบจะล้างแฟ้มบันทึกชั่วคราวของฐานข้อมูลภายในไม่กี่นาที",
            " Somebody is reading just now: the database’s log is emptied within minutes.",
        )
    kept[DONE] = (id, said)
    ui.tell(said)
