"""A person's own data: what is kept, the way to take it along, and what can be asked for."""

from html import escape

import streamlit as st

from core import ui
from core.settings import FESTIVE, setting
from core.visit import Door, Visit
from people import load
from people.pages.said import what_is_kept
from people.store import roster


def render(visit: Door) -> None:
    """What is kept of whoever is here, room by room."""
    who = visit()
    ui.heading(who.say("ข้อมูลของฉัน", "My data"))
    person = who.person
    with who.read() as db:
        unit, notice = who.ground.directory.unit(db, person.unit), load.notice(db)
        offered = setting(db, FESTIVE) != "no"
    ui.card(
        person.full_name,
        f"{who.say('รหัส', 'Code')} {person.code}",
        " · ".join(text for text in (person.position, unit.name[who.language] if unit else "") if text),
    )
    if offered:
        _festive(visit, who)
    lead = who.say(
        "ดาวน์โหลดทุกอย่างที่ระบบเก็บเกี่ยวกับท่านได้ในแฟ้มเดียว (ZIP) เปิดอ่านที่แฟ้ม my-data.html ข้างใน มีข้อมูลส่วนตัว อย่าเก็บไว้ในเครื่องที่ใช้ร่วมกัน",
        "Download all that is kept of you in one file (ZIP); to read it, open my-data.html inside. It is personal: do not leave it on a shared computer.",
    )
    button = who.say("ดาวน์โหลดข้อมูลของฉัน", "Download my data")
    # LINE's own browser keeps no files; it hands this address to the phone's, which asks to sign in first.
    address = "/my-data.zip?openExternalBrowser=1"
    st.html(f'<p>{lead}</p><a class="sj-button" href="{address}" target="_self">{button}</a>')
    st.html(f"<h2>{who.say('เก็บอะไรไว้บ้าง และอะไรคงอยู่เมื่อขอลบ', 'What is kept, and what stays after an erasure')}</h2>")
    what_is_kept(who, who.say("ลบได้", "Can be erased"))
    asked = who.say(
        "ขอแก้ข้อมูลที่ไม่ถูกต้อง หรือขอลบข้อมูล ได้จากผู้ดูแลระบบของหน่วยงานท่าน",
        "To have something corrected or erased, ask your administrator.",
    )
    contact = f" {notice[1].contact[who.language]}" if notice else ""
    more = who.say("อ่านประกาศความเป็นส่วนตัว", "Read the privacy notice")
    st.html(
        f'<p>{asked}{escape(contact)}</p><p class="sj-out"><a href="/privacy?back=/my-data" target="_self">{more}</a></p>'
    )


def _festive(visit: Door, who: Visit) -> None:
    """The person's own choice; where the organisation does without, there is none to make."""
    st.checkbox(
        who.say("แสดงตราดอกไม้ เหรียญตรา และการฉลอง", "Show the flowers, badges and celebrations"),
        who.person.festive,
        key="my-data/festive",
        on_change=visit.then(_set_festive),
    )
    st.html(
        '<p class="sj-soft">'
        + who.say(
            "ปิดแล้วจะเห็นแถบความก้าวหน้าแทน ผลการเรียนและเกียรติบัตรไม่เปลี่ยน",
            "Without them a plain bar shows how far you are. Your results and certificates stay as they are.",
        )
        + "</p>"
    )


def _set_festive(who: Visit) -> None:
    with who.write() as writing:
        roster.set_festive(writing, who.person.id, bool(st.session_state["my-data/festive"]))
