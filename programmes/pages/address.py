"""One's own e-mail address for reminders: given freely, changed and taken back here."""

import streamlit as st

from core import ui
from core.mail import is_address, post_of
from core.visit import Door, Visit
from programmes import store


def section(visit: Door, who: Visit) -> None:
    """A fold at the foot of the home page, where letters can go, or an address is kept."""
    with who.read() as db:
        mine, post = store.address(db, who.person.id), post_of(db, who.ground.keys)
    if post is None and not mine:
        return
    with st.expander(who.say("รับการเตือนทางอีเมล", "Reminders by e-mail")):
        note = who.say(
            "ไม่บังคับ ใช้ส่งการเตือนก่อนหลักสูตรสิ้นสุด 30, 7 และ 1 วันเท่านั้น ลบออกเมื่อใดก็ได้",
            "Only if you wish, and only for reminders 30, 7 and 1 days before a programme ends. Take it back whenever you like.",
        )
        st.html(f'<p class="sj-soft">{note}</p>')
        with st.form("address", border=False):
            st.text_input(
                who.say("อีเมลของท่าน (เว้นว่าง = ไม่รับ)", "Your address (empty: none)"),
                mine,
                key="address/mine",
                max_chars=254,
            )
            st.form_submit_button(who.say("บันทึก", "Save"), on_click=visit.then(_save))


def _save(who: Visit) -> None:
    given = str(st.session_state["address/mine"]).strip()
    if given and not is_address(given):
        ui.tell(who.say("ยังไม่ได้บันทึก: อีเมลไม่ถูกต้อง ตัวอย่าง name@example.go.th", "Nothing was saved: this is no address, such as name@example.go.th."))  # fmt: skip
        return
    with who.write() as writing:
        store.set_address(writing, who.person.id, given)
    ui.tell(who.say(f"จะส่งการเตือนไปที่ {given}", f"Reminders go to {given}.") if given else who.say("ลบอีเมลแล้ว", "Your address is deleted."))  # fmt: skip
