"""What the organisation says of itself: its name, its addresses, whether its totals are open."""

import streamlit as st

from core import ui
from core.language import Text
from core.settings import (
    ADDRESS,
    COMPLAINTS,
    CONTACT,
    FESTIVE,
    OFFICE_ADDRESS,
    ORGANISATION_EN,
    ORGANISATION_TH,
    OUTCOMES_PUBLIC,
    SHARED_MINUTES,
    SHARED_USUAL,
    set_to,
    setting,
)
from core.visit import Door, Visit
from people.admission import whole
from people.pages import addresses, channel
from people.pages.said import tell, told
from people.person import tidy
from people.signin import LONGEST, SHORTEST
from people.store import signins
from people.store.units import name_top


def render(visit: Door) -> None:
    """The settings, as a form."""
    who = visit()
    ui.heading(who.say("ตั้งค่าหน่วยงาน", "Organisation"))
    if not _whole(who):
        ui.elsewhere(
            who, who.say("หน้านี้สำหรับผู้ดูแลระบบของทั้งหน่วยงาน", "This page is for administrators of the whole organisation.")
        )
        return
    _form(visit, who)


def _form(visit: Door, who: Visit) -> None:
    told()
    with who.read() as db:
        th, en, public, usual, festive = (
            setting(db, name) for name in (ORGANISATION_TH, ORGANISATION_EN, OUTCOMES_PUBLIC, SHARED_USUAL, FESTIVE)
        )
        minutes = signins.shared_minutes(db)
    with st.form("organisation", border=False):
        st.text_input(who.say("ชื่อหน่วยงาน", "Name in Thai"), th, key="organisation/th", max_chars=150)
        st.text_input(who.say("ชื่อภาษาอังกฤษ", "Name in English"), en, key="organisation/en", max_chars=150)
        addresses.asked(who)
        _contact(who)
        channel.asked(who)
        st.checkbox(
            who.say("เปิดเผยยอดรวมต่อสาธารณะ ที่หน้าผลการดำเนินงาน", "Publish the totals, on the public outcomes page"),
            public == "yes",
            key="organisation/public",
        )
        st.checkbox(
            who.say("แสดงตราดอกไม้ เหรียญตรา และการฉลองแก่ผู้เรียน", "Show learners the flowers, badges and celebrations"),
            festive != "no",
            key="organisation/festive",
        )
        _shared(who, minutes, usual == "yes")
        st.form_submit_button(who.say("บันทึก", "Save"), type="primary", on_click=visit.then(_save))
    addresses.offered(visit, who)
    st.page_link(
        who.pages["units"], label=who.say("โครงสร้างหน่วยงาน: เพิ่ม ย้าย เปลี่ยนชื่อ ยุบ", "The units: add, move, rename, remove")
    )
    st.page_link(who.pages["erasure"], label=who.say("ลบข้อมูลของบุคคลที่ขอให้ลบ", "Erase a person who asks for it"))


def _whole(who: Visit) -> bool:
    """Whether the visitor administers the whole organisation, as things stand now."""
    with who.read() as db:
        return whole(db, who.person)


def _contact(who: Visit) -> None:
    """Whom to ask, before anybody has signed in: everybody can read it."""
    with who.read() as db:
        named = setting(db, CONTACT)
    st.text_input(
        who.say("ติดต่อใครเมื่อเข้าไม่ได้", "Whom to ask who cannot get in"),
        named, key="organisation/contact", max_chars=120,
        placeholder=who.say("เช่น คุณมาลี งานธุรการ โทร. 0 2000 0000", "such as Malee, the registry, 0 2000 0000"),
    )  # fmt: skip
    note = who.say("แสดงที่หน้าเข้าสู่ระบบและในเอกสารแจก ทุกคนที่เปิดหน้าเข้าสู่ระบบอ่านได้", "It stands on the sign-in page and on hand-outs; whoever opens the sign-in page can read it.")  # fmt: skip
    st.html(f'<div class="sj-soft">{note}</div>')


def _shared(who: Visit, minutes: int, usual: bool) -> None:
    """Computers that several people use: for how long, and whether they are the rule here."""
    st.number_input(
        who.say(
            "เครื่องที่ใช้ร่วมกัน: ออกจากระบบเองเมื่อไม่ได้ใช้ (นาที)",
            "Shared computers: sign out after so many minutes without use",
        ),
        SHORTEST,
        LONGEST,
        minutes,
        key="organisation/minutes",
    )
    st.checkbox(
        who.say(
            "ส่วนใหญ่ใช้เครื่องร่วมกัน (หน้าเข้าสู่ระบบจะเลือกไว้ให้ก่อน)",
            "Most computers here are shared (the sign-in page has it ticked beforehand)",
        ),
        usual,
        key="organisation/usual",
    )


def _save(who: Visit) -> None:
    if not _whole(who):  # the right may have been narrowed to a unit while the page was open, which says so now
        return
    kept = st.session_state
    th, en = tidy(kept["organisation/th"]), tidy(kept["organisation/en"])
    public, office, wrongs = addresses.given(who)
    complaints, wrong = channel.given(who)
    wrongs += wrong
    if not th:
        wrongs.insert(0, who.say("ชื่อหน่วยงานว่าง", "the name is empty"))
    if wrongs:
        tell(False, who.say("ยังไม่ได้บันทึก: ", "Nothing was saved: ") + " · ".join(wrongs))
        return
    with who.write() as writing:
        if (setting(writing.db, ORGANISATION_TH), setting(writing.db, ORGANISATION_EN)) != (th, en or th):
            name_top(writing, who.ground.new_id(), Text(th=th, en=en or th))
        for name, value in (
            (ORGANISATION_TH, th),
            (ORGANISATION_EN, en or th),
            (ADDRESS, public),
            (OFFICE_ADDRESS, office),
            (COMPLAINTS, complaints),
            (CONTACT, tidy(str(kept.get("organisation/contact") or ""))),
            (OUTCOMES_PUBLIC, "yes" if kept["organisation/public"] else ""),
            (FESTIVE, "" if kept["organisation/festive"] else "no"),
            (SHARED_MINUTES, str(int(kept["organisation/minutes"]))),
            (SHARED_USUAL, "yes" if kept["organisation/usual"] else ""),
        ):
            set_to(writing.db, name, value)
    tell(True, who.say("บันทึกแล้ว", "Saved."))
