"""Rows whose name is there already: a question for each, the same person or somebody else."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core import ui
from core.directory import Unit
from core.visit import Door, Visit
from people.matching import OTHER, Alike
from people.pages.said import named, part
from people.review import Row

Units = Mapping[str, Unit]
QUESTIONS = 10  # at once


def doubtful(visit: Door, who: Visit, doubts: Sequence[Row], decided: Mapping[int, str], units: Units) -> None:
    """A question for each row whose name is there already: the same person, or somebody else."""
    if not doubts:
        return
    ui.card(
        who.say(f"ชื่อซ้ำ {len(doubts)} แถว: คนเดียวกันหรือไม่", f"{len(doubts)} row(s) with a name that is there already"),
        who.say(
            "เลือกทีละแถว ถ้าเป็นคนเดียวกัน แถวนั้นจะปรับข้อมูลของคนเดิม รหัสเดิมไม่เปลี่ยน",
            "Decide each. The same person is brought up to date; their code never changes.",
        ),
    )
    for row in part(doubts, "import/doubts", QUESTIONS):
        _question(visit, who, row, decided.get(row.draft.row), units)
    open_still = [row.draft.row for row in doubts if row.draft.row not in decided]
    if len(open_still) > 1:
        st.button(
            who.say(f"อีก {len(open_still)} แถวเป็นคนละคนทั้งหมด", f"The other {len(open_still)} are all somebody else"),
            key="import/others",
            on_click=visit.then(_others, open_still),
        )


def _question(visit: Door, who: Visit, row: Row, chosen: str | None, units: Units) -> None:
    options = {each.key: _same(who, each, units) for each in row.alike}
    options[OTHER] = who.say("คนละคน เพิ่มเป็นคนใหม่", "somebody else: a new person")
    key, draft = f"import/same/{st.session_state['import/n']}/{row.draft.row}", row.draft
    code = draft.code or who.say("ไม่มีรหัส", "no code")
    st.radio(
        who.say(
            f"แถว {draft.row}: {draft.name} ({code}) {draft.unit}",
            f"Row {draft.row}: {draft.name} ({code}) {draft.unit}",
        ),
        list(options),
        index=list(options).index(chosen) if chosen in options else None,
        format_func=options.__getitem__,
        key=key,
        on_change=visit.then(_decide, draft.row, key),
    )


def _same(who: Visit, each: Alike, units: Units) -> str:
    if each.person:
        about = f"{each.person.code} · {named(who, units, [each.person.unit])}"
        left = "" if each.person.active else who.say(" (ออกแล้ว จะกลับเข้าบัญชี)", " (left; comes back)")
        return who.say(f"คนเดียวกับ {about}{left}", f"the same as {about}{left}")
    if each.row:
        return who.say(f"คนเดียวกับแถว {each.row} ไม่ใช้แถวนี้", f"the same as row {each.row}: leave this row out")
    return who.say(
        "คนเดียวกับผู้ที่อยู่นอกหน่วยงานของท่าน ไม่ใช้แถวนี้ ขอให้ผู้ดูแลระบบส่วนกลางย้ายให้",
        "the same as somebody outside your units: leave this row out, and ask an administrator above you to move them",
    )


def _decide(who: Visit, row: int, key: str) -> None:
    if (chosen := st.session_state.get(key)) is not None:
        st.session_state["import/decided"] = {**st.session_state["import/decided"], row: chosen}


def _others(who: Visit, rows: list[int]) -> None:
    st.session_state["import/decided"] = {**st.session_state["import/decided"], **dict.fromkeys(rows, OTHER)}
    for row in rows:
        st.session_state[f"import/same/{st.session_state['import/n']}/{row}"] = OTHER
