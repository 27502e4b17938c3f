"""The form’s fields about people and days: for whom a programme is, and when."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from core.calendar import ERA, MONTHS_EN, MONTHS_TH, fiscal_span
from programmes.pages.fields import NONE, Fields


def whom(fields: Fields, units: Sequence[str], positions: Sequence[str]) -> dict[str, Any]:
    """Units, positions and standing, and whether it is for newcomers."""
    say, hint = fields.who.say, fields.who.say("ทุกหน่วยงาน", "all units")
    chosen = st.multiselect(
        say("หน่วยงาน รวมหน่วยงานย่อย", "Units, with those below them"), _with(units, fields.base.units), fields.base.units,
        key=fields.of("units"), placeholder=hint,
    )  # fmt: skip
    posts = st.multiselect(
        say("ตำแหน่ง", "Positions"), _with(positions, fields.base.positions), fields.base.positions,
        key=fields.of("positions"), placeholder=say("ทุกตำแหน่ง", "all positions"),
    )  # fmt: skip
    words = {
        NONE: say("ทุกคน", "Everybody"),
        "executive": say("เฉพาะผู้บริหาร", "Executives only"),
        "member": say("เฉพาะผู้ที่ไม่ใช่ผู้บริหาร", "All but executives"),
    }
    options = list(words)
    standing = st.radio(
        say("ระดับ", "Standing"), options, options.index(fields.base.standing or NONE),
        format_func=words.__getitem__, key=fields.of("standing"),
    )  # fmt: skip
    return {"units": list(chosen), "positions": list(posts), "standing": standing or None, **_newcomers(fields)}


def _newcomers(fields: Fields) -> dict[str, Any]:
    """Whether it is for newcomers alone, and how many days each of them has."""
    say, now = fields.who.say, fields.base.newcomers
    only = st.checkbox(
        say("เฉพาะผู้ที่เข้ามาใหม่ในช่วงวันของหลักสูตร", "Only for those who come while the programme runs"),
        now is not None, key=fields.of("new"),
    )  # fmt: skip
    if not only:
        return {}
    days = st.number_input(
        say("คนละกี่วัน นับจากวันแรกของแต่ละคน", "Days for each, from their own first one"), 1, 366, now or 14, key=fields.of("newcomers")
    )  # fmt: skip
    return {"newcomers": int(days)}


def when(fields: Fields, fiscal: int) -> dict[str, Any]:
    """The first and the last day, or the whole fiscal year."""
    say, base = fields.who.say, fields.base
    whole = st.checkbox(
        say(f"ทั้งปีงบประมาณ {fiscal}", f"The whole fiscal year {fiscal}"),
        base.first is None and base.last is None, key=fields.of("whole"),
    )  # fmt: skip
    if whole:
        return {}
    year = fiscal_span(fiscal)
    return {
        "first": _day(fields, say("วันแรก", "First day"), base.first or year.first, fiscal, "first"),
        "last": _day(fields, say("วันสุดท้าย", "Last day"), base.last or year.last, fiscal, "last"),
    }


def _day(fields: Fields, label: str, now: date, fiscal: int, name: str) -> str:
    """A day by three lists: Streamlit's own calendar knows neither Thai nor the Buddhist Era."""
    say, months = fields.who.say, fields.who.say("|".join(MONTHS_TH), "|".join(MONTHS_EN)).split("|")
    years = sorted({fiscal - 1, fiscal, fiscal + 1, now.year + ERA})
    with st.container(horizontal=True, gap="small"):
        day = st.selectbox(label, range(1, 32), now.day - 1, key=fields.of(f"{name}/day"))
        month = st.selectbox(
            say("เดือน", "Month"), range(1, 13), now.month - 1, format_func=lambda n: months[n - 1], key=fields.of(f"{name}/month")
        )  # fmt: skip
        year = st.selectbox(
            say("พ.ศ.", "Year (B.E.)"), years, years.index(now.year + ERA), key=fields.of(f"{name}/year")
        )
    return f"{year - ERA:04d}-{month:02d}-{day:02d}"


def _with(options: Sequence[str], now: Sequence[str]) -> list[str]:
    """The options, and those chosen before that are no longer among them."""
    return list(dict.fromkeys((*options, *now)))
