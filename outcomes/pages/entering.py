"""Figures that nobody counts but people: entered with day and evidence, changed with a reason, and all of it kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import escape

import streamlit as st

from core import ui
from core.calendar import fiscal_span, fiscal_year, local_day, short_date
from core.visit import Door, Visit
from outcomes import load
from outcomes.pages import entering_form, entering_past
from outcomes.pages.said import named, told, whole, year_chosen
from outcomes.plan import Indicator, Plan, Project
from outcomes.store import asked, closings, entered


@dataclass(frozen=True, slots=True)
class Chosen:
    """The indicator that the page is about."""

    fiscal_year: int
    plan: str
    indicator: Indicator


def render(visit: Door) -> None:
    """Year, project and indicator; the form for its figure; its history."""
    who = visit()
    ui.heading(who.say("บันทึกตัวเลขของตัวชี้วัด", "Indicators’ figures"))
    if not whole(who):
        return
    chosen = _chosen(visit, who)
    if chosen is None:
        return
    _about(who, chosen.indicator)
    _closed(who, chosen.fiscal_year)
    with who.read() as db:
        found = entered.entries(db, chosen.fiscal_year, chosen.plan, chosen.indicator.id)
    entering_form.show(visit, who, chosen.fiscal_year, chosen.plan, chosen.indicator, found)
    told()  # where the eyes are, after the button
    entering_past.show(visit, who, chosen.indicator, found)


def _chosen(visit: Door, who: Visit) -> Chosen | None:
    """The indicator chosen by year, plan and project; None, and a word, where there is none to enter."""
    this = fiscal_year(local_day(who.at))
    with who.read() as db:
        years = [year for year in load.years(db) if year <= this]
    if not years:
        ui.empty(who.say("ยังไม่มีแผนที่ครอบคลุมปีนี้ วิทยากรเพิ่มแผนได้ในแฟ้มเนื้อหา", "No plan covers this year yet. A trainer adds one among the content files."))  # fmt: skip
        return None
    year = year_chosen(visit, who, years)
    with who.read() as db:
        plans = load.plans(db, year)
        served = {row["plan"] for row in asked.programmes(db, year)}
        said = entered.standing(db, year, fiscal_span(year).last)
    projects = {
        f"{slug}/{project.code}": (slug, project)
        for slug, plan in plans.items()
        for project in plan.projects
        if project.by_hand(project.code in served)
    }
    if not projects:
        ui.empty(who.say("ทุกตัวชี้วัดของปีนี้ระบบนับให้แล้ว", "Every indicator of this year is counted by the system."))
        return None
    place = st.selectbox(
        who.say("โครงการ", "Project"), **named(visit, "project", list(projects)),
        format_func=lambda key: _project(who, plans, *projects[key]),
    )  # fmt: skip
    slug, project = projects[place]
    listed = {each.id: each for each in project.by_hand(project.code in served)}
    return Chosen(year, slug, _indicator(visit, who, listed, said.get(slug, {})))


def _project(who: Visit, plans: Mapping[str, Plan], slug: str, project: Project) -> str:
    whose = f" · {plans[slug].title[who.language]}" if len(plans) > 1 else ""
    return f"{project.code} {project.title[who.language]}{whose}"


def _indicator(
    visit: Door, who: Visit, listed: Mapping[str, Indicator], said: Mapping[str, Mapping[str, str]]
) -> Indicator:
    chosen = st.radio(
        who.say("ตัวชี้วัด", "Indicator"), **named(visit, "indicator", list(listed)),
        format_func=lambda id: f"{id} {listed[id].text[who.language]}",
        captions=[_stands(who, each, said.get(id)) for id, each in listed.items()],
    )  # fmt: skip
    return listed.get(chosen or "", next(iter(listed.values())))


def _stands(who: Visit, indicator: Indicator, said: Mapping[str, str] | None) -> str:
    if said is None:
        return who.say("ยังไม่มีตัวเลข", "no figure yet")
    day = short_date(date.fromisoformat(said["day"]), who.language)
    figure = entering_past.figure(who, indicator, said["amount"])
    return who.say(f"{figure} ณ {day}", f"{figure} on {day}")


def _about(who: Visit, indicator: Indicator) -> None:
    """What the plan says of the indicator, and where the office's own channel is."""
    lines = []
    if indicator.at_least and indicator.measure:
        least, measure = f"{indicator.at_least:,}", indicator.measure[who.language]
        lines.append(who.say(f"แผนระบุ ไม่น้อยกว่า {least} {measure}", f"The plan states at least {least} {measure}"))
    if indicator.instrument:
        lines.append(who.say("เครื่องมือตามแผน: ", "Instrument in the plan: ") + indicator.instrument[who.language])
    if indicator.neutral:
        lines.append(
            who.say(
                "จำนวนนี้มากหรือน้อยไม่ได้บอกว่าดีหรือไม่ดี ทุกหน้าจึงแสดงเป็นตัวเลขเฉย ๆ",
                "More or less of it is neither good nor bad, so it is shown as a plain number everywhere.",
            )
        )
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    if indicator.channel:
        word = who.say("ช่องทางของหน่วยงาน", "The office’s own channel")
        body += f'<p><a href="{escape(indicator.channel)}" target="_blank" rel="noopener">{word}</a> '
        body += f"{who.say('ระบบนี้ไม่รับเรื่องร้องเรียน', 'This system takes no complaints.')}</p>"
    if body:
        st.html(f'<div class="sj-card sj-soft">{body}</div>')


def _closed(who: Visit, year: int) -> None:
    """Which quarters of the year are closed: their figures stay, whatever is entered."""
    with who.read() as db:
        quarters = closings.quarters(db, year)
    if quarters:
        listed = ", ".join(str(quarter) for quarter in quarters)
        ui.empty(
            who.say(
                f"ไตรมาส {listed} ปิดงวดแล้ว ตัวเลขที่ปิดไปไม่เปลี่ยนตามที่บันทึกใหม่ จนกว่าจะปรับปรุงงวดนั้น",
                f"Closed quarters: {listed}. Their figures stay as they are, whatever you enter, until they are restated.",
            )
        )
