"""The removal of a unit that is empty: what it still holds, or the question whether it shall go."""

from html import escape

import streamlit as st

from core import ui
from core.db import Database
from core.directory import Unit
from core.language import Text
from core.visit import Door, Visit
from people.admission import scope
from people.pages.said import tell
from people.pages.units_change import GONE, changed
from people.store import units as store
from people.store.directory import Roster

ASKED = "units/removing"  # in the session: the unit whose removal was asked for


def removing(visit: Door, who: Visit, here: Unit) -> None:
    """What keeps the unit, or the way to remove it."""
    with who.read() as db:
        held = _holds(db, who, here.id)
    if held:
        with st.expander(who.say("ยุบหน่วยงานนี้", "Remove this unit"), key=f"units/held/{here.id}"):
            lead = who.say("ยุบได้เมื่อไม่มีอะไรอยู่แล้ว ขณะนี้ยังมี", "It can be removed when it is empty. By now it has")
            items = "".join(f"<li>{escape(text[who.language])}</li>" for text in held)
            st.html(f"<p>{lead}</p><ul>{items}</ul>")
        return
    if st.session_state.get(ASKED) != here.id:
        st.button(who.say("ยุบหน่วยงานนี้…", "Remove this unit…"), key="units/ask", on_click=visit.then(_ask, here.id))
        return
    ui.card(
        who.say(f"ยุบ “{here.name.th}”?", f"Remove “{here.name.en}”?"),
        who.say(
            "จะไม่แสดงในรายการอีก งวดที่ผ่านมายังแสดงตามเดิม และคนที่ออกไปจากหน่วยงานนี้แล้วยังค้นได้",
            "It is shown no more. Past quarters show it as before, and those who left from it can still be found.",
        ),
    )
    with st.container(horizontal=True):
        st.button(
            who.say("ยืนยันยุบ", "Yes, remove"), key="units/yes", type="primary", on_click=visit.then(_remove, here.id)
        )
        st.button(who.say("ไม่ยุบ", "Cancel"), key="units/no", on_click=visit.then(_ask, ""))


def _holds(db: Database, who: Visit, unit: str) -> list[Text]:
    """Everything that a unit holds, in words; nothing when it may be removed."""
    assert who.ground.keeper is not None  # the house stands before a page shows
    use = store.use(db, unit, who.at)
    counted = (
        (use.home, "บุคลากร {} คน — ย้ายหรือให้ออกก่อน", "{} people at home — move them, or take them off the roster"),
        (use.also, "ผู้ที่มีที่นี่เป็นหน่วยงานรอง {} คน — ถอนที่หน้าของแต่ละคน", "{} people who work here too — take it away on each person’s page"),
        (use.roles, "บทบาทเหนือหน่วยงานนี้ {} บทบาท — ถอนที่หน้าของแต่ละคน", "{} roles over it — take them away on each person’s page"),
        (use.below, "หน่วยงานย่อย {} แห่ง — ย้ายหรือยุบก่อน", "{} units below it — move or remove them"),
        (use.asking, "ผู้ขอเข้าร่วม {} คน — รับหรือไม่รับที่หน้า “ขอเข้าร่วม”", "{} people who ask to join — answer them on the page “Joining”"),
        (use.posters, "โปสเตอร์ที่ใช้อยู่ {} แผ่น — ยุติที่หน้า “ขอเข้าร่วม”", "{} posters in use — end them on the page “Joining”"),
    )  # fmt: skip
    found = [Text(th=th.format(f"{n:,}"), en=en.format(f"{n:,}")) for n, th, en in counted if n]
    return [*found, *who.ground.keeper.needs(db, unit)]


def _ask(who: Visit, id: str) -> None:
    st.session_state[ASKED] = id


def _remove(who: Visit, id: str) -> None:
    st.session_state[ASKED] = ""
    with who.write() as writing:
        here = Roster().units(writing.db).get(id)
        if here is None or id not in scope(writing.db, who.person):
            tell(False, GONE[who.language])
            return
        if _holds(writing.db, who, id) or not store.remove(writing, id):
            tell(
                False,
                who.say("ยังไม่ได้ยุบ: มีอะไรเข้ามาในหน่วยงานนี้แล้ว", "It was not removed: there is something in it by now."),
            )
            return
    st.query_params["unit"] = here.above
    changed(who, f"ยุบ “{here.name.th}” แล้ว", f"“{here.name.en}” was removed.")
