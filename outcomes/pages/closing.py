"""Closing quarters: how each of a year stands, what would be frozen, what was, and what the record says since."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core import ui
from core.calendar import fiscal_year, local_day, long_date, short_date
from core.visit import Door, Visit
from outcomes.figures import Period
from outcomes.pages import closing_done, closing_open
from outcomes.pages.said import named, names, whole, year_chosen
from outcomes.store import asked, closings
from outcomes.store.closings import Closed

QUARTERS = (1, 2, 3, 4)


def render(visit: Door) -> None:
    """The quarters of a year, and the one that is chosen."""
    who = visit()
    ui.heading(who.say("ปิดงวด", "Closing"))
    if not whole(who):
        return
    with who.read() as db:
        years = {*asked.years(db), *closings.years(db), fiscal_year(local_day(who.at))}
    year = year_chosen(visit, who, years)
    with who.read() as db:
        editions = {quarter: closings.editions(db, year, quarter) for quarter in QUARTERS}
    period = Period(year, _chosen(visit, who, year, editions))
    found = editions[period.quarter]
    if found:
        closing_done.show(visit, who, period, found)
    elif period.span.ends > who.at:
        ends, opens = long_date(period.span.last, who.language), long_date(local_day(period.span.ends), who.language)
        ui.empty(
            who.say(
                f"งวดนี้ถึงวันที่ {ends} ปิดได้ตั้งแต่วันที่ {opens}",
                f"This period runs until {ends}; it can be closed from {opens} on.",
            )
        )
    elif _began_later(who, period):
        ui.empty(
            who.say(
                "งวดนี้สิ้นสุดก่อนเริ่มใช้ระบบ จึงไม่มีตัวเลขให้ปิด ผลของปีก่อนนำเข้าได้ที่หน้าข้อมูลย้อนหลัง",
                "This period was over before the record began, so there is nothing to close. Earlier results can be brought in as history.",
            )
        )
        st.page_link(who.pages["history"], label=who.say("ไปหน้าข้อมูลย้อนหลัง", "Go to earlier results"))
    else:
        closing_open.show(visit, who, period)


def _chosen(visit: Door, who: Visit, year: int, editions: dict[int, list[Closed]]) -> int:
    """The quarter chosen, kept in the address: the first that waits to be closed, else the last that is over."""
    over = [quarter for quarter in QUARTERS if Period(year, quarter).span.ends <= who.at]
    first = next((quarter for quarter in over if not editions[quarter]), over[-1] if over else 1)
    known = names(who, {found[0].by for found in editions.values() if found})
    found = st.radio(
        who.say("งวด", "Period"), **named(visit, "quarter", [str(quarter) for quarter in QUARTERS], str(first)),
        format_func=lambda quarter: _title(who, Period(year, int(quarter))),
        captions=[_state(who, Period(year, quarter), editions[quarter], known) for quarter in QUARTERS],
    )  # fmt: skip
    return int(found or first)


def _title(who: Visit, period: Period) -> str:
    last = short_date(period.span.last, who.language)
    whole = period.quarter == 4
    return who.say(
        f"ไตรมาส {period.quarter}{' (ทั้งปี)' if whole else ''} ถึง {last}",
        f"Quarter {period.quarter}{' (the whole year)' if whole else ''}, to {last}",
    )


def _state(who: Visit, period: Period, found: Sequence[Closed], known: Mapping[str, str]) -> str:
    if not found:
        if period.span.ends > who.at:
            return who.say("ยังไม่สิ้นสุด", "still running")
        return who.say("สิ้นสุดแล้ว ยังไม่ปิดงวด", "over, not closed")
    first, times = found[0], len(found) - 1
    day = short_date(local_day(first.at), who.language)
    again = who.say(f" · ปรับปรุง {times} ครั้ง", f" · restated {times} ×") if times else ""
    return who.say(f"ปิดงวดแล้ว {day} โดย {known[first.by]}{again}", f"closed on {day} by {known[first.by]}{again}")


def _began_later(who: Visit, period: Period) -> bool:
    with who.read() as db:
        return asked.closing(db, period.span) is None
