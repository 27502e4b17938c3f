"""The form for an indicator's figure: what is wrong is said, and nothing that was typed is lost."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from html import escape

import streamlit as st

from core.calendar import fiscal_span, local_day
from core.day import written
from core.db import Database
from core.record import Writing
from core.visit import Door, Visit
from outcomes.pages.said import over_all, tell
from outcomes.plan import Indicator
from outcomes.store import closings, entered
from outcomes.store.entered import Entry
from outcomes.typed import LONGEST, Typed, amount_of, stands_on, tidied, unusual, wrongs


def show(visit: Door, who: Visit, year: int, plan: str, indicator: Indicator, found: Sequence[Entry]) -> None:
    """Amount, day, evidence, and a reason where there is something that it may change."""
    key = f"entering/{year}/{plan}/{indicator.id}/{st.session_state.get('entering/n', 0)}"
    span = fiscal_span(year)
    st.html(f"<h2>{escape(who.say('บันทึกตัวเลข', 'Enter a figure'))}</h2>")
    with st.form(key, border=False):
        measure = f" ({indicator.measure[who.language]})" if indicator.measure else ""
        st.text_input(who.say("จำนวน", "Figure") + measure, key=f"{key}/amount", max_chars=30)
        st.text_input(
            who.say("ณ วันที่", "On the day"), written(min(span.last, local_day(who.at)), who.language),
            key=f"{key}/day", max_chars=30, help=who.say("เช่น 31/12/2569", "such as 2026-12-31"),
        )  # fmt: skip
        st.text_area(
            who.say("หลักฐาน (เลขที่หนังสือ ชื่อเอกสาร หรือลิงก์)", "Evidence (a document’s number or name, or a link)"),
            key=f"{key}/evidence", max_chars=LONGEST, height=100,
            help=who.say("ไม่ใส่ชื่อบุคคลหรือเนื้อหาของเรื่องร้องเรียน", "No names of people, and nothing of what a complaint says."),
        )  # fmt: skip
        if found:
            st.text_input(
                who.say("เหตุผลที่แก้ (เมื่อแก้ตัวเลขของวันเดิม)", "Why it changes (where that day has a figure already)"),
                key=f"{key}/reason", max_chars=LONGEST,
            )  # fmt: skip
        st.form_submit_button(
            who.say("บันทึก", "Save"), type="primary", on_click=visit.then(_save, year, plan, indicator, key)
        )


def _save(who: Visit, year: int, plan: str, indicator: Indicator, key: str) -> None:
    if not over_all(who):
        return
    kept = st.session_state
    typed = Typed(*(str(kept.get(f"{key}/{name}") or "") for name in ("amount", "day", "evidence", "reason")))
    amount, day = amount_of(typed.amount, indicator.percent), stands_on(typed.day, fiscal_span(year), local_day(who.at))
    with who.write() as writing:
        found = entered.entries(writing.db, year, plan, indicator.id)
        before = next((each for each in found if each.day == day and each.amount is not None), None)
        if before and (before.amount, before.evidence) == (amount, tidied(typed.evidence)):
            tell(True, who.say("บันทึกไว้แล้ว", "This is saved already."))  # a second click, or another tab
            kept["entering/n"] = kept.get("entering/n", 0) + 1
            return
        wrong = [each for each in (amount, day) if not isinstance(each, Decimal | date)]
        wrong += wrongs(typed, before.amount if before else None)
        if wrong:
            tell(False, who.say("ยังไม่ได้บันทึก", "Nothing was saved"), *(each[who.language] for each in wrong))
            return
        assert isinstance(amount, Decimal)
        latest = next((each.amount for each in found if each.amount is not None), None)
        doubt = unusual(amount, latest)
        if doubt and kept.get(f"{key}/asked") != str(amount):
            kept[f"{key}/asked"] = str(amount)
            tell(False, who.say("ยังไม่ได้บันทึก", "Nothing was saved"), doubt[who.language])
            return
        assert isinstance(day, date)
        entry = Entry(
            year, plan, indicator.id, day, amount, tidied(typed.evidence),
            tidied(typed.reason) if before else "", who.person.id, writing.at,
        )  # fmt: skip
        quarters = enters(writing, entry)
    kept["entering/n"] = kept.get("entering/n", 0) + 1
    tell(True, who.say("บันทึกแล้ว", "Saved."), *stays(who, year, quarters))


def enters(writing: Writing, entry: Entry) -> list[int]:
    """Keep an entry. Returns the closed quarters whose figure it would change, if they were not closed."""
    before = _stood(writing.db, entry)
    entered.enter(writing, entry)
    return [quarter for quarter, figure in _stood(writing.db, entry).items() if figure != before[quarter]]


def _stood(db: Database, entry: Entry) -> dict[int, Mapping[str, str] | None]:
    """What stands of an indicator at the end of each closed quarter."""
    year = entry.fiscal_year
    ends = {quarter: fiscal_span(year, quarter).last for quarter in closings.quarters(db, year)}
    return {
        quarter: entered.standing(db, year, end).get(entry.plan, {}).get(entry.indicator)
        for quarter, end in ends.items()
    }


def stays(who: Visit, year: int, quarters: Sequence[int]) -> list[str]:
    """What is said of closed quarters: their figures stay."""
    if not quarters:
        return []
    listed, address = (
        ", ".join(str(quarter) for quarter in quarters),
        f"/closing?fiscal_year={year}&quarter={quarters[0]}",
    )
    return [
        who.say(
            f"ไตรมาส {listed} ปิดงวดแล้ว ตัวเลขที่ปิดไปยังเป็นตามเดิม หากต้องการให้รายงานเปลี่ยน ให้ปรับปรุงงวดที่[หน้าปิดงวด]({address})",
            f"Closed quarters: {listed}. Their figure stays as it was; to change what is reported, restate them on the [page of closings]({address}).",
        )
    ]
