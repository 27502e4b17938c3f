"""What a page shows when our own code breaks: what happened, what was kept, and what to do. The log has the rest.

Streamlit would show a red box in English instead. It calls this for a page, a fragment and a callback alike.
"""

from collections.abc import Callable
from datetime import datetime
from html import escape

import streamlit as st

from core.calendar import BANGKOK
from core.language import Language, spoken

LANGUAGE = "sj/language"  # in the session: the language of the page that is open


def mishap(clock: Callable[[], datetime]) -> Callable[[Exception], bool]:
    """What Streamlit asks about an exception that nobody caught; True: ours is shown, and not Streamlit's."""

    def shown(error: Exception) -> bool:
        language = spoken(st.session_state.get(LANGUAGE) or st.context.cookies.get("sujarit_language"))
        st.html(words(language, clock()))
        return True

    return shown


def words(language: Language, at: datetime) -> str:
    """The card, as HTML. Its links load the page anew, which also ends whatever state it was in."""
    th, minute = language == "th", f"{at.astimezone(BANGKOK):%H:%M}"
    title = "ขออภัย ส่วนนี้ขัดข้อง" if th else "Sorry, this part has broken"
    kept = (
        "สิ่งที่บันทึกไว้แล้วยังอยู่ครบ แต่สิ่งที่เพิ่งกดอาจยังไม่ได้บันทึก"
        if th
        else "Everything saved before is kept. What you did last may not be saved."
    )
    do = (
        f"เปิดหน้านี้ใหม่แล้วลองอีกครั้ง หากยังขัดข้อง กรุณาแจ้งผู้ดูแลระบบว่าเกิดขึ้นเวลา {minute} น."
        if th
        else f"Open the page again and try once more. If it breaks again, please tell your administrator that it was at {minute}."
    )
    again, home = ("เปิดหน้านี้ใหม่", "ไปหน้าหลัก") if th else ("Open the page again", "Go to the home page")
    return (
        f'<div class="sj-card sj-mishap" role="alert"><h2>{escape(title)}</h2><p>{escape(kept)}</p><p>{escape(do)}</p>'
        f'<a class="sj-button" href="" target="_self">{again}</a><a class="sj-button" href="/" target="_self">{home}</a></div>'
    )
