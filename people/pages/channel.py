"""Where this organisation takes complaints: a link that lessons show. The program itself takes none."""

import streamlit as st

from core.settings import COMPLAINTS, setting
from core.visit import Visit
from people.address import CHANNEL_RULE, channel

FIELD = "organisation/channel"


def asked(who: Visit) -> None:
    """The link as a field, with what it is for."""
    with who.read() as db:
        kept = setting(db, COMPLAINTS)
        st.session_state.setdefault(FIELD, kept)
    st.text_input(who.say("ช่องทางร้องเรียนของหน่วยงาน (https://…)", "This office’s complaint channel (https://…)"), key=FIELD, max_chars=300)  # fmt: skip
    note = who.say("หน้าเว็บที่หน่วยงานรับเรื่องร้องเรียน บทเรียนเรื่องการแจ้งเบาะแสจะแสดงลิงก์นี้ ระบบนี้ไม่รับเรื่องร้องเรียน", "The web page where the office takes complaints. The lesson on speaking up links to it; this system takes none.")  # fmt: skip
    none = "" if kept else " " + who.say("ขณะนี้ยังไม่มีลิงก์ บทเรียนจึงแสดงช่องทางที่ทุกคนใช้ได้แทน", "There is no link yet, so the lesson shows channels open to everyone instead.")  # fmt: skip
    st.html(f'<div class="sj-soft">{note}{none}</div>')


def given(who: Visit) -> tuple[str, list[str]]:
    """The link as it was typed, to be kept, and what is wrong with it."""
    found = channel(str(st.session_state.get(FIELD, "")))
    return found or "", [CHANNEL_RULE[who.language]] if found is None else []
