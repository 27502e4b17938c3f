"""A person's data, units and roles, mended one thing at a time."""

from dataclasses import replace

import streamlit as st

from core import ui
from core.calendar import local_day
from core.day import day_of, written
from core.db import Database
from core.directory import ROLES, Person, Role
from core.language import Text
from core.visit import Door, Visit
from people.admission import reached, scope
from people.pages.said import tell
from people.person import ROLE_WORDS, Draft, no_day, tidied, to_come, wrongs
from people.store import roster
from people.store.directory import Roster
from people.store.search import whole_administrators
from people.tree import ways

LAST = Text(
    th="เป็นผู้ดูแลระบบของทั้งหน่วยงานคนสุดท้าย ให้บทบาทนี้แก่ผู้อื่นก่อน",
    en="This is the last to administer the whole organisation; give somebody else the role first.",
)
GONE = Text(th="แก้ไขไม่ได้แล้ว บุคคลนี้ไม่อยู่ในหน่วยงานที่ท่านดูแล", en="This person is not yours to mend any more.")


def key(person: Person, name: str) -> str:
    """The name of a field of this person's; another one after each change, so that it shows what is kept."""
    return f"person/{person.id}/{st.session_state.setdefault('person/n', 0)}/{name}"


def changed() -> None:
    """From now on the fields show what is kept."""
    st.session_state["person/n"] = st.session_state.get("person/n", 0) + 1


def still(who: Visit, db: Database, id: str) -> Person | None:
    """The person as they are now, if they are still within reach; says so when they are not."""
    person = Roster().person(db, id)
    if person is None or not reached(db, who.person, person):
        tell(False, GONE[who.language])
        return None
    return person


def data(visit: Door, who: Visit, person: Person) -> None:
    """Title, name, position, standing and units."""
    with who.read() as db:
        tree = who.ground.directory.units(db)
        mine = who.ground.directory.scope(db, who.person, "administrator")
    labels = ways(tree)
    homes = [unit for unit in tree if unit in mine]
    with st.form(key(person, "form"), border=True):
        st.text_input(
            who.say("คำนำหน้า (พิมพ์บนเกียรติบัตร)", "Title (printed on certificates)"),
            person.title,
            key=key(person, "title"),
            max_chars=40,
        )
        st.text_input(
            who.say("ชื่อและนามสกุล", "First name and surname"), person.name, key=key(person, "name"), max_chars=120
        )
        st.text_input(who.say("ตำแหน่ง", "Position"), person.position, key=key(person, "position"), max_chars=120)
        st.checkbox(who.say("เป็นผู้บริหาร", "Executive"), person.executive, key=key(person, "executive"))
        st.selectbox(
            who.say("หน่วยงานหลัก", "Home unit"), homes, homes.index(person.unit), format_func=labels.__getitem__,
            key=key(person, "unit"), help=who.say("ตัวเลขของแผนนับที่นี่ที่เดียว", "The plan’s figures count them here alone."),
        )  # fmt: skip
        st.text_input(
            who.say("ถ้าย้าย ย้ายตั้งแต่วันที่", "If they move: from the day"), written(local_day(who.at), who.language),
            key=key(person, "since"), max_chars=30,
            help=who.say("เช่น 1/3/2569 เมื่อบันทึกการย้ายย้อนหลัง", "such as 2026-03-01, when an earlier move is entered"),
        )  # fmt: skip
        st.multiselect(
            who.say("หน่วยงานรอง (ทำงานที่นี่ด้วย ไม่นับซ้ำ)", "Secondary units (works there too, counted once)"),
            [unit for unit in tree if unit in mine or unit in person.also], list(person.also),
            format_func=labels.__getitem__, key=key(person, "also"), placeholder=who.say("ไม่มี", "none"),
        )  # fmt: skip
        st.form_submit_button(
            who.say("บันทึก", "Save"), key=key(person, "save"), type="primary", on_click=visit.then(_save, person.id)
        )


def _save(who: Visit, id: str) -> None:
    with who.write() as writing:
        person = still(who, writing.db, id)
        if person is None:
            return
        kept = {
            name: st.session_state[key(person, name)]
            for name in ("title", "name", "position", "executive", "unit", "also", "since")
        }
        draft = tidied(Draft(person.code, kept["title"], kept["name"], kept["position"], "-",
                             executive="yes" if kept["executive"] else "", since=kept["since"]))  # fmt: skip
        since, today = day_of(draft.since), local_day(who.at)
        moves = kept["unit"] != person.unit
        found = list(wrongs(draft if moves else replace(draft, since="")))
        if moves and (since is None or since > today):
            found.append(to_come(draft.since) if since else no_day(draft.since))
        also, mine = set(kept["also"]) - {kept["unit"]}, scope(writing.db, who.person)
        outside = (({kept["unit"]} if moves else set()) | (also ^ set(person.also) - {kept["unit"]})) - mine
        if outside or found:
            tell(
                False,
                " · ".join([GONE[who.language]] if outside else dict.fromkeys(text[who.language] for text in found)),
            )
            return
        on = since.isoformat() if moves and since and since < today else ""
        done = roster.change(writing, person, draft, kept["unit"], also=also, on=on)
    changed()
    tell(True, who.say("บันทึกแล้ว", "Saved.") if done else who.say("ข้อมูลเหมือนเดิม", "Nothing was different."))


def rights(visit: Door, who: Visit, person: Person) -> None:
    """The roles held, each with the way to take it away; and another one to give."""
    with who.read() as db:
        tree = who.ground.directory.units(db)
        mine = who.ground.directory.scope(db, who.person, "administrator")
    labels = ways(tree)
    ui.card(
        who.say("บทบาท", "Roles"),
        who.say(
            "ทุกคนเป็นผู้เรียน บทบาทอื่นใช้กับหน่วยงานที่เลือกและหน่วยงานย่อยทั้งหมด",
            "Everybody is a learner. A role is held over a unit and all below it.",
        ),
    )
    for role, unit in person.grants:
        words = f"{ROLE_WORDS[role][who.language]} · {labels.get(unit, unit)}"
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.markdown(words)
            st.button(
                who.say("ถอน", "Take away"),
                key=f"role/{role}/{unit}",
                on_click=visit.then(_take, person.id, role, unit),
            )
    units = [unit for unit in tree if unit in mine]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            who.say("ให้บทบาท", "Give the role"), ROLES[1:], format_func=lambda role: ROLE_WORDS[role][who.language],
            key=key(person, "role"),
        )  # fmt: skip
        st.selectbox(
            who.say("ในหน่วยงาน", "over"),
            units,
            units.index(person.unit),
            format_func=labels.__getitem__,
            key=key(person, "over"),
        )
        st.button(who.say("ให้", "Give"), key="role/give", on_click=visit.then(_give, person.id))


def _take(who: Visit, id: str, role: Role, unit: str) -> None:
    with who.write() as writing:
        person = still(who, writing.db, id)
        if person is None:
            return
        top = not Roster().units(writing.db)[unit].above
        if role == "administrator" and top and whole_administrators(writing.db) == [id]:
            tell(False, LAST[who.language])
            return
        roster.withdraw(writing, id, role, unit)
    changed()
    tell(True, who.say(f"ถอนบทบาท{ROLE_WORDS[role].th}แล้ว", f"No longer {ROLE_WORDS[role].en}."))


def _give(who: Visit, id: str) -> None:
    with who.write() as writing:
        person = still(who, writing.db, id)
        if person is None:
            return
        role, unit = st.session_state[key(person, "role")], st.session_state[key(person, "over")]
        if not person.active or unit not in scope(writing.db, who.person) or role not in ROLES:
            tell(False, GONE[who.language])
            return
        roster.grant(writing, id, role, unit)
    changed()
    tell(True, who.say(f"ให้บทบาท{ROLE_WORDS[role].th}แล้ว", f"Now {ROLE_WORDS[role].en}."))
