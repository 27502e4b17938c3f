"""One person, as an administrator sees and mends them."""

import streamlit as st

from core import ui
from core.directory import Person
from core.visit import Door, Visit
from people.admission import reached
from people.pages import person_data, person_ways
from people.pages.said import named, roles, told
from people.store import search
from people.store.directory import Roster


def render(visit: Door) -> None:
    """The person of the address: their data, roles, a new sign-in link, leaving and coming back."""
    who = visit()
    ui.heading(who.say("บุคคล", "Person"))
    told()
    st.page_link(who.pages["people"], label=who.say("← กลับไปหน้าบุคลากร", "← Back to People"))
    with who.read() as db:
        person = Roster().person(db, st.query_params.get("id", ""))
        mine = who.ground.directory.scope(db, who.person, "administrator")
        theirs = person is not None and reached(db, who.person, person)
        waiting = person is not None and person.id in search.waiting(db, [person.id])
    if person is None or person.unit not in mine:
        ui.empty(
            who.say(
                "ไม่พบบุคคลนี้ในหน่วยงานที่ท่านดูแล ค้นหาจากหน้าบุคลากร",
                "This person is not in your units. Look for them on the page People.",
            )
        )
        return
    _card(who, person, waiting)
    if not theirs:
        ui.empty(
            who.say(
                "มีบทบาทนอกหน่วยงานที่ท่านดูแล จึงแก้ไขจากที่นี่ไม่ได้ ขอให้ผู้ดูแลระบบของทั้งหน่วยงานแก้ให้",
                "They hold a role outside your units, so they are mended by an administrator of the whole organisation.",
            )
        )
    elif person.active:
        person_data.data(visit, who, person)
        person_data.rights(visit, who, person)
        person_ways.link(visit, who, person)
        person_ways.leaving(visit, who, person)
    else:
        person_ways.back(visit, who, person)
    if theirs and person.id != who.person.id:
        person_ways.erasing(who, person)


def _card(who: Visit, person: Person, waiting: bool) -> None:
    with who.read() as db:
        units = who.ground.directory.units(db)
        last = Roster().unit(db, person.unit)
    home = named(who, units, [person.unit])
    if last and person.unit not in units:
        home = who.say(f"{last.name.th} (ยุบแล้ว)", f"{last.name.en} (removed)")
    state = who.say("ออกจากบัญชีแล้ว", "left the roster")
    if person.active:
        state = who.say("ยังไม่ตั้งรหัสผ่าน", "no password yet") if waiting else who.say("พร้อมใช้งาน", "ready")
    also = f" (+ {named(who, units, person.also)})" if person.also else ""
    ui.card(
        person.full_name,
        " · ".join(each for each in (f"{who.say('รหัส', 'code')} {person.code}", person.position, state) if each),
        f"{home}{also}",
        roles(who, person) + (who.say(", ผู้บริหาร", ", executive") if person.executive else ""),
    )
