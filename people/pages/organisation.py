"""What the organisation says of itself: its name, its public address, whether its totals are open."""

import streamlit as st

from core import ui
from core.language import Text
from core.settings import ADDRESS, ORGANISATION_EN, ORGANISATION_TH, OUTCOMES_PUBLIC, set_to, setting
from core.visit import Door, Visit
from people.address import public_address
from people.person import tidy
from people.store import roster


def render(visit: Door) -> None:
    """The settings, as a form."""
    who = visit()
    ui.heading(who.say("ตั้งค่าหน่วยงาน", "Organisation"))
    with who.read() as db:
        top = next(iter(who.ground.directory.units(db)), "")
        whole = top in who.ground.directory.scope(db, who.person, "administrator")
    if not whole:
        ui.elsewhere(
            who, who.say("หน้านี้สำหรับผู้ดูแลระบบของทั้งหน่วยงาน", "This page is for administrators of the whole organisation.")
        )
        return
    told = st.session_state.pop("organisation/told", None)
    if told:
        (st.success if told[0] else st.error)(told[1])
    with who.read() as db:
        th, en, address, public = (
            setting(db, name) for name in (ORGANISATION_TH, ORGANISATION_EN, ADDRESS, OUTCOMES_PUBLIC)
        )
    with st.form("organisation", border=False):
        st.text_input(who.say("ชื่อหน่วยงาน", "Name in Thai"), th, key="organisation/th", max_chars=150)
        st.text_input(who.say("ชื่อภาษาอังกฤษ", "Name in English"), en, key="organisation/en", max_chars=150)
        st.text_input(
            who.say("ที่อยู่เว็บสาธารณะ (https://…)", "Public address (https://…)"),
            address,
            key="organisation/address",
            max_chars=120,
        )
        st.html(
            f'<p class="sj-soft">{who.say("ที่อยู่นี้พิมพ์ในคิวอาร์โค้ดบนเกียรติบัตร กระดาษที่พิมพ์ไปแล้วเปลี่ยนไม่ได้ จึงควรเป็นที่อยู่ที่ใช้ได้นาน", "It is printed in the certificates’ QR codes. Printed paper cannot be changed, so choose one that will last.")}</p>'
        )
        st.checkbox(
            who.say("เปิดเผยยอดรวมต่อสาธารณะ (/api/outcomes)", "Publish the totals (/api/outcomes)"),
            public == "yes",
            key="organisation/public",
        )
        st.form_submit_button(who.say("บันทึก", "Save"), type="primary", on_click=visit.then(_save))


def _save(who: Visit) -> None:
    kept = st.session_state
    th, en = tidy(kept["organisation/th"]), tidy(kept["organisation/en"])
    address = public_address(kept["organisation/address"])
    if not th or address is None:
        wrong = who.say("ยังไม่ได้บันทึก: ", "Nothing was saved: ")
        wrong += (
            who.say("ชื่อหน่วยงานว่าง", "the name is empty")
            if not th
            else who.say("ที่อยู่เว็บต้องเป็น https://ชื่อเครื่อง", "the address must be https://name")
        )
        kept["organisation/told"] = (False, wrong)
        return
    with who.write() as writing:
        if (setting(writing.db, ORGANISATION_TH), setting(writing.db, ORGANISATION_EN)) != (th, en or th):
            roster.name_top(writing, who.ground.new_id(), Text(th=th, en=en or th))
        for name, value in (
            (ORGANISATION_TH, th),
            (ORGANISATION_EN, en or th),
            (ADDRESS, address),
            (OUTCOMES_PUBLIC, "yes" if kept["organisation/public"] else ""),
        ):
            set_to(writing.db, name, value)
    kept["organisation/told"] = (True, who.say("บันทึกแล้ว", "Saved."))
