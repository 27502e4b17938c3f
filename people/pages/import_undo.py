"""The imports of the past thirty days, and undoing one of them as a whole, after a question."""

from html import escape

import streamlit as st

from core import ui
from core.calendar import BANGKOK, local_day, short_date
from core.visit import Door, Visit
from people.admission import whole
from people.importing import undoing, undone
from people.pages.said import tell
from people.store import imports
from people.store.imports import Import, Touched

SHOWN = 10  # imports; names


def past(visit: Door, who: Visit) -> None:
    """The imports that can be undone, newest first: of the whole organisation's administrators all, of others their own."""
    with who.read() as db:
        all_of_it = whole(db, who.person)
        found = [each for each in imports.undoable(db, who.at) if all_of_it or each.who == who.person.id][:SHOWN]
        names = who.ground.directory.names(db, {each.who for each in found if each.who})
    if not found:
        return
    ui.card(
        who.say("การนำเข้าที่ผ่านมา", "Past imports"),
        who.say("ย้อนกลับทั้งแฟ้มได้ภายใน 30 วัน", "Each can be undone as a whole within 30 days."),
    )
    for each in found:
        by = names.get(each.who, "") or who.say("คำสั่งบนเครื่อง", "the command")
        st.html(
            f'<p class="sj-soft">{_when(who, each)} · {escape(by)} · '
            + who.say(
                f"เพิ่ม {each.came} แก้ {each.changed} ออก {each.gone}",
                f"{each.came} came, {each.changed} changed, {each.gone} left",
            )
            + "</p>"
        )
        st.button(who.say("ย้อนกลับ…", "Undo…"), key=f"undo/{each.id}", on_click=visit.then(_ask, each.id))


def _when(who: Visit, each: Import) -> str:
    return f"{short_date(local_day(each.at), who.language)} {each.at.astimezone(BANGKOK):%H:%M}"


def _ask(who: Visit, id: str) -> None:
    st.session_state["undo/asked"] = id


def asking(visit: Door, who: Visit) -> bool:
    """What undoing would do, with the two ways on; False when nothing is asked."""
    id = st.session_state.get("undo/asked", "")
    with who.read() as db:
        found = imports.undoable_one(db, id, who.at) if id else None
        if found is None or not (whole(db, who.person) or found.who == who.person.id):
            return False
        back, stays = undoing(db, id, who.person)
    leave = sum(each.before is None for each in back)
    return_ = sum(bool(each.before and each.before.active and not each.now.active) for each in back)
    mended = len(back) - leave - return_
    said = (
        (leave, who.say(f"{leave} คนที่เพิ่มจะออกจากบัญชี", f"{leave} who came will leave.")),
        (return_, who.say(f"{return_} คนที่ออกจะกลับมา", f"{return_} who left will return.")),
        (
            mended,
            who.say(f"{mended} คนจะได้ข้อมูล หน่วยงาน และบทบาทเดิมคืน", f"{mended} get back their data, units and roles."),
        ),
    )
    ui.card(
        who.say(f"ย้อนกลับการนำเข้าเมื่อ {_when(who, found)}", f"Undo the import of {_when(who, found)}"),
        *(text for count, text in said if count),
        who.say(
            "หน่วยงานที่สร้างขึ้นยังอยู่ และสิ่งที่แต่ละคนเรียนหรือลงนามไปแล้วไม่หาย",
            "Units that were made stay, and nothing that anybody learned or signed is lost.",
        ),
    )
    if stays:
        _stay(who, stays)
    with st.container(horizontal=True):
        st.button(
            who.say(f"ย้อนกลับ {len(back)} คน", f"Undo for {len(back)} people"),
            key="undo/go",
            type="primary",
            disabled=not back,
            on_click=visit.then(_undo, id),
        )
        st.button(who.say("ไม่ย้อนกลับ", "Do not undo"), key="undo/no", on_click=visit.then(_ask, ""))
    return True


def _stay(who: Visit, stays: list[Touched]) -> None:
    ui.card(
        who.say(f"{len(stays)} คนไม่ย้อนกลับ", f"{len(stays)} will not be set back"),
        who.say(
            "มีการแก้ไขหลังการนำเข้า หรืออยู่นอกหน่วยงานที่ท่านดูแล จึงคงไว้ตามที่เป็นอยู่",
            "They were changed since, or lie outside your units, and stay as they are.",
        ),
        ", ".join(f"{each.now.code} {each.now.full_name}" for each in stays[:SHOWN])
        + (" …" if len(stays) > SHOWN else ""),
    )


def _undo(who: Visit, id: str) -> None:
    st.session_state["undo/asked"] = ""
    with who.read() as db:
        found = imports.undoable_one(db, id, who.at)
        theirs = found is not None and (whole(db, who.person) or found.who == who.person.id)
    done = undone(who.ground, id, who.person) if theirs else None
    if done is None:
        tell(False, who.say("การนำเข้านี้ย้อนกลับไม่ได้แล้ว", "This import can no longer be undone."))
        return
    back, stays = done
    stay = who.say(f" คงไว้ {len(stays)} คน", f", {len(stays)} stay as they are") if stays else ""
    tell(bool(back), who.say(f"ย้อนกลับแล้ว {len(back)} คน{stay}", f"Undone for {len(back)} people{stay}."))
