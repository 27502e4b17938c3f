"""The manager's page: who is where, each unit, the plan, what was learned, and the hardest items, in this order."""

from html import escape
from itertools import groupby

import streamlit as st

from core import ui
from core.calendar import fiscal_span, local_day, long_date
from core.room import Asked, named
from core.visit import Door, Visit
from outcomes.overview import Overview, overview
from outcomes.pages import files, filters, knowledge, people, plan, units


def render(visit: Door) -> None:
    """The figures of the year, quarter, programme and unit that the address names."""
    who = visit()
    with who.read() as db:
        given = {name: str(value) for name, value in st.query_params.items()}
        found = overview(db, who.ground.directory, who.person, given, who.at)
    ui.heading(who.say("ผลการดำเนินงาน", "Outcomes"))
    filters.show(visit, who, found.frame)
    _period(who, found)
    if not found.frame.recorded:
        _before_the_record(who, found)
    elif found.figures is None or _begins_later(who, found):
        plan.show(who, found)
    else:
        people.show(who, found)
        units.show(who, found)
        plan.show(who, found)
        knowledge.show(who, found)
        _panels(who, found)
    files.show(who, found)


def _period(who: Visit, found: Overview) -> None:
    """Which days are counted, whether the quarter is closed, and what was stated anew since."""
    view, closed = found.frame.view, found.frame.found.closed
    span, today = found.frame.found.period.span, local_day(who.at)
    first, last, now = (long_date(day, who.language) for day in (span.first, span.last, today))
    lines = [row["title"][who.language] for row in found.frame.programmes]
    lines.append(who.say(f"{first} ถึง {last}", f"{first} to {last}"))
    if closed:
        first, last = (
            long_date(local_day(each.at), who.language) for each in (found.frame.found.first or closed, closed)
        )
        lines.append(who.say(f"ปิดงวดแล้วเมื่อ {first}", f"Closed on {first}"))
        if closed.edition > 1:
            lines.append(who.say(f"ปรับปรุงเมื่อ {last}", f"Restated on {last}"))
    elif span.last >= today:
        lines.append(who.say(f"ยังไม่สิ้นงวด ข้อมูล ณ {now}", f"The period is still running; figures as of {now}"))
    else:
        lines.append(who.say("สิ้นงวดแล้ว ยังไม่ปิดงวด", "The period is over, and not closed yet"))
    notes = [f'<p class="sj-soft">{escape(" · ".join(lines))}</p>']
    begins = fiscal_span(view.fiscal_year, view.quarter).last
    if view.quarter > 1 and today <= fiscal_span(view.fiscal_year, view.quarter - 1).last < begins:
        notes.append(
            '<p class="sj-soft">'
            + who.say(
                f"ไตรมาสที่ {view.quarter} ยังไม่เริ่ม ตัวเลขคือที่นับได้ถึงวันนี้",
                f"Quarter {view.quarter} has not begun; these are the figures as of today.",
            )
            + "</p>"
        )
    st.html("".join(notes) + _restated(who, found))


def _restated(who: Visit, found: Overview) -> str:
    """What later editions of a closed quarter changed: the figure before, after, and why."""
    if not found.restated:
        return ""
    heads = who.say("ตัวเลข", "Figure"), who.say("เดิม", "Before"), who.say("ใหม่", "Now")
    title = who.say("ตัวเลขที่ปรับปรุงหลังปิดงวด", "Figures restated after the closing")
    parts = []
    for (on, why), lines in groupby(found.restated, lambda each: (each.on, each.why)):
        day, told = long_date(on, who.language), [(each.what[who.language], each.before, each.after) for each in lines]
        reason = who.say(f"ปรับปรุงเมื่อ {day} เพราะ {why}", f"Restated on {day}, because: {why}")
        parts.append(f"<p>{escape(reason)}</p>{units.table(title, heads, told, numbers=(1, 2))}")
    head = f"<summary>{title} ({len(found.restated):,})</summary>"
    return f'<details class="sj-card">{head}{"".join(parts)}</details>'


def _before_the_record(who: Visit, found: Overview) -> None:
    ui.empty(
        who.say(
            "ระบบเริ่มบันทึกหลังงวดนี้ จึงไม่มีตัวเลขของงวดนี้ ผลของปีก่อน ๆ นำเข้าได้จากแฟ้มเดิมของหน่วยงาน",
            "The record began after this period, so it has no figures. Results of earlier years can be brought in from the office's own sheets.",
        )
    )
    if found.frame.over_all:
        files.links(who, found, ("history",))


def _begins_later(who: Visit, found: Overview) -> bool:
    """Says so when the fiscal year has not begun."""
    first = found.frame.found.period.span.first
    if first <= local_day(who.at):
        return False
    day = long_date(first, who.language)
    ui.empty(
        who.say(f"ปีงบประมาณนี้เริ่ม {day} ตัวเลขจะขึ้นเมื่อถึงวันนั้น", f"This fiscal year begins on {day}; its figures come then.")
    )
    return True


def _panels(who: Visit, found: Overview) -> None:
    """What other rooms have to say about the same period and units."""
    view, whole = found.frame.view, found.frame.whole
    asked = Asked(view.fiscal_year, view.quarter, None if whole else frozenset(found.branch.units))
    for panel in who.ground.panels:
        if panel.page == "results":
            named(panel.render)(who, asked)
