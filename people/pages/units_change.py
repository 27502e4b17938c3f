"""One unit: its name and place, and a new one below it."""

from html import escape

import streamlit as st

from core.directory import Unit
from core.language import Text
from core.visit import Door, Visit
from people.admission import scope
from people.pages.said import tell
from people.store import units as store
from people.store.directory import Roster
from people.tree import ways
from people.unit import name_of, way, wrongs

GONE = Text(th="หน่วยงานนี้ไม่อยู่ในส่วนที่ท่านดูแลแล้ว", en="This unit is not yours to mend any more.")


def unit(visit: Door, who: Visit, here: Unit, home: int) -> None:
    """What the unit is, and what can be done with it."""
    lines = [who.say(f"บุคลากรที่นี่ {home:,} คน", f"{home:,} people at home here")]
    if not here.above:
        lines.append(
            who.say("ชื่อของทั้งหน่วยงานตั้งที่หน้า “ตั้งค่าหน่วยงาน”", "The whole organisation is named on the page “Organisation”.")
        )
    listed = who.say("ดูรายชื่อรวมหน่วยงานย่อย", "See the people, with all units below")
    lines.append(f'<a href="/people?unit={escape(here.id)}" target="_self">{listed}</a>')
    body = "".join(f"<p>{line}</p>" for line in lines)
    st.html(f'<div class="sj-card"><h2>{escape(here.name[who.language])}</h2>{body}</div>')
    if here.above:
        _mending(visit, who, here)
    _adding(visit, who, here)


def key(id: str, name: str) -> str:
    """The name of a field of this unit's; another one after each change, so that it shows what is kept."""
    return f"units/{id}/{st.session_state.setdefault('units/n', 0)}/{name}"


def changed(who: Visit, th: str, en: str) -> None:
    """Say what was done; from now on the fields show what is kept."""
    st.session_state["units/n"] = st.session_state.get("units/n", 0) + 1
    tell(True, who.say(th, en))


def _mending(visit: Door, who: Visit, here: Unit) -> None:
    with who.read() as db:
        every = Roster().units(db)
        mine = scope(db, who.person)
    labels = ways(every)
    below = [id for id in every if id in mine and here.id not in way(every, id)]
    with st.form(key(here.id, "form")):
        st.text_input(who.say("ชื่อหน่วยงาน", "Name in Thai"), here.name.th, key=key(here.id, "th"), max_chars=150)
        st.text_input(who.say("ชื่อภาษาอังกฤษ", "Name in English"), here.name.en, key=key(here.id, "en"), max_chars=150)
        if here.above in below:
            st.selectbox(
                who.say("อยู่ใต้หน่วยงาน", "Stands below"), below, below.index(here.above), key=key(here.id, "above"),
                format_func=labels.__getitem__,
                help=who.say(
                    "เมื่อย้าย ยอดนับใต้หน่วยงานใหม่ตั้งแต่บัดนี้ และผู้ดูแลหน่วยงานใหม่จะดูแลหน่วยงานนี้ด้วย งวดที่สิ้นสุดแล้วไม่เปลี่ยน",
                    "When it moves, it counts below the new one from now on, and whoever is over that is over this too. Quarters that are over do not change.",
                ),
            )  # fmt: skip
        st.form_submit_button(
            who.say("บันทึก", "Save"), key=key(here.id, "save"), type="primary", on_click=visit.then(_save, here.id)
        )


def _save(who: Visit, id: str) -> None:
    kept = st.session_state
    with who.write() as writing:
        every, mine = Roster().units(writing.db), scope(writing.db, who.person)
        here = every.get(id)
        if here is None or not here.above or id not in mine:
            tell(False, GONE[who.language])
            return
        above = str(kept.get(key(id, "above")) or here.above)
        if above != here.above and above not in mine:
            tell(False, GONE[who.language])
            return
        name = name_of(str(kept[key(id, "th")]), str(kept[key(id, "en")]))
        wrong = wrongs(every, name, above, id)
        if wrong or name is None:
            tell(False, _unsaved(who, wrong))
            return
        done = store.put(writing, id, name, above)
    if done:
        changed(who, "บันทึกแล้ว", "Saved.")
    else:
        tell(True, who.say("ข้อมูลเหมือนเดิม", "Nothing was different."))


def _unsaved(who: Visit, wrong: list[Text]) -> str:
    return who.say("ยังไม่ได้บันทึก: ", "Nothing was saved: ") + " · ".join(text[who.language] for text in wrong)


def _adding(visit: Door, who: Visit, here: Unit) -> None:
    with (
        st.expander(who.say("เพิ่มหน่วยงานย่อย", "Add a unit below it"), key=f"units/add/{here.id}"),
        st.form(key(here.id, "new"), border=False),
    ):
        st.text_input(who.say("ชื่อหน่วยงานใหม่", "Its name in Thai"), key=key(here.id, "new/th"), max_chars=150)
        st.text_input(
            who.say("ชื่อภาษาอังกฤษ (เว้นว่างได้)", "Its name in English (may be empty)"),
            key=key(here.id, "new/en"),
            max_chars=150,
        )
        st.form_submit_button(who.say("เพิ่ม", "Add"), key=key(here.id, "make"), on_click=visit.then(_make, here.id))


def _make(who: Visit, above: str) -> None:
    kept = st.session_state
    with who.write() as writing:
        every = Roster().units(writing.db)
        if above not in every or above not in scope(writing.db, who.person):
            tell(False, GONE[who.language])
            return
        name = name_of(str(kept[key(above, "new/th")]), str(kept[key(above, "new/en")]))
        wrong = wrongs(every, name, above)
        if wrong or name is None:
            tell(False, _unsaved(who, wrong))
            return
        store.place_unit(writing, who.ground.new_id(), name, above)
    changed(who, f"เพิ่ม “{name.th}” แล้ว", f"“{name.en}” was added.")
