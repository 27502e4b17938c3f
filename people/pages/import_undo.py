"""The imports of the past thirty days, and undoing one of them as a whole, after a question that names everybody."""

from html import escape

import streamlit as st

from core import ui
from core.calendar import BANGKOK, local_day, short_date
from core.db import Database
from core.visit import Door, Visit
from people.admission import whole
from people.difference import differences
from people.image import image
from people.importing import undoing, undone
from people.order import sorting
from people.pages.import_words import LINES, Units, change
from people.pages.said import part, tell
from people.store import imports
from people.store.imports import Import, Touched

SHOWN = 10  # imports


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
        who.say(
            "ดูได้ว่าเปลี่ยนอะไรไปบ้าง และย้อนกลับทั้งแฟ้มได้ภายใน 30 วัน",
            "See what each changed; within 30 days it can be undone as a whole.",
        ),
    )
    for each in found:
        by = names.get(each.who, "") or who.say("คำสั่งบนเครื่อง", "the command")
        with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.html(
                f"<b>{escape(each.file or who.say('แฟ้มไม่มีชื่อ', 'a file without a name'))}</b>"
                f'<div class="sj-soft">{_when(who, each)} · {escape(by)}<br>{_counts(who, each)}</div>'
            )
            st.button(
                who.say("ดูและย้อนกลับ…", "Look and undo…"), key=f"undo/{each.id}", on_click=visit.then(_ask, each.id)
            )


def _counts(who: Visit, each: Import) -> str:
    return who.say(
        f"เพิ่ม {each.came:,} แก้ {each.changed:,} ออก {each.gone:,}",
        f"{each.came:,} came, {each.changed:,} changed, {each.gone:,} left",
    )


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
        units = who.ground.directory.units(db)
        made = _made(db, id, units, who)
        by = who.ground.directory.names(db, [found.who]).get(found.who, "") or who.say("คำสั่งบนเครื่อง", "the command")
    ui.card(
        who.say("ย้อนกลับการนำเข้านี้?", "Undo this import?"),
        " · ".join(each for each in (found.file, _when(who, found), by) if each),
        *_would(who, back),
        *([who.say(f"หน่วยงานที่แฟ้มนี้สร้างจะยุบไปด้วยถ้าไม่มีใครอยู่แล้ว: {made}", f"Units that it made go if nobody is left in them: {made}")] if made else []),
        who.say("สิ่งที่แต่ละคนเรียนหรือลงนามไปแล้วไม่หาย", "Nothing that anybody learned or signed is lost."),
    )  # fmt: skip
    with st.container(horizontal=True):
        st.button(
            who.say(f"ย้อนกลับ {len(back):,} คน", f"Undo for {len(back):,} people"),
            key="undo/go",
            type="primary",
            disabled=not back,
            on_click=visit.then(_undo, id),
        )
        st.button(who.say("ไม่ย้อนกลับ", "Do not undo"), key="undo/no", on_click=visit.then(_ask, ""))
    _people(who, back, units, who.say("จะย้อนกลับ", "To be set back"), "undo/back")
    if stays:
        ui.card(
            who.say(f"{len(stays):,} คนไม่ย้อนกลับ", f"{len(stays):,} will not be set back"),
            who.say(
                "มีการแก้ไขหลังการนำเข้า หรืออยู่นอกหน่วยงานที่ท่านดูแล จึงคงไว้ตามที่เป็นอยู่",
                "They were changed since, or lie outside your units, and stay as they are.",
            ),
        )
        _people(who, stays, units, who.say("คงไว้", "They stay"), "undo/stays")
    return True


def _would(who: Visit, back: list[Touched]) -> list[str]:
    """How many would leave, return and get back their values."""
    leave = sum(each.before is None for each in back)
    return_ = sum(bool(each.before and each.before.active and not each.now.active) for each in back)
    mended = len(back) - leave - return_
    said = (
        (leave, who.say(f"{leave:,} คนที่เพิ่มจะออกจากบัญชี", f"{leave:,} who came will leave.")),
        (return_, who.say(f"{return_:,} คนที่ออกจะกลับมา", f"{return_:,} who left will return.")),
        (
            mended,
            who.say(
                f"{mended:,} คนจะได้ข้อมูล หน่วยงาน และบทบาทเดิมคืน",
                f"{mended:,} get back their data, units and roles.",
            ),
        ),
    )
    return [text for count, text in said if count]


def _made(db: Database, id: str, units: Units, who: Visit) -> str:
    names = [units[unit].name[who.language] for unit in imports.units_made(db, id) if unit in units]
    return ", ".join(names[:SHOWN]) + (f" … +{len(names) - SHOWN}" if len(names) > SHOWN else "")


def _people(who: Visit, people: list[Touched], units: Units, title: str, key: str) -> None:
    """Who was touched, and what the import did to each: before → after."""
    if not people:
        return
    places = {unit: place for place, unit in enumerate(units)}
    listed = sorted(
        people, key=lambda each: (each.before is None, places.get(each.now.unit, 0), sorting(each.now.name))
    )
    lines = [
        [
            f"{each.now.code} {each.now.full_name}",
            " · ".join(change(who, one, units) for one in differences(each.before, image(each.now))) or "–",
        ]
        for each in part(listed, key, LINES)
    ]
    ui.table([title, who.say("ที่แฟ้มนี้ทำ (ก่อน → หลัง)", "What the file did (before → after)")], lines)


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
