"""The plan's own table on the manager's page: what it states, and what this product measures of it."""

from html import escape

import streamlit as st

from core import ui
from core.db import Row
from core.visit import Visit
from outcomes import load
from outcomes.figures import Figures
from outcomes.plan import Indicator, Project


def table(who: Visit, year: int, programmes: list[Row], found: Figures) -> None:
    """The plan's own table: each project with its target group, and what is reported of each indicator."""
    codes = {row["plan"] for row in programmes}
    with who.read() as db:
        plans = load.plans(db, year)
    heads = [who.say("ตัวชี้วัดตามแผน", "Indicator in the plan"), who.say("แผนระบุ", "Stated"), who.say("ผล", "Figure")]
    for plan in plans:
        st.html(f"<h2>{escape(plan.title[who.language])}</h2>")
        for project in plan.projects:
            ui.card(
                f"{project.code} {project.title[who.language]}",
                who.say(f"กลุ่มเป้าหมาย {project.target.who.th} {project.target.persons} คน", f"Target group: {project.target.persons}, {project.target.who.en}"),
                level=3,
            )  # fmt: skip
            kinds = ((who.say("ผลผลิต", "Output"), project.outputs), (who.say("ผลลัพธ์", "Outcome"), project.outcomes))
            ui.table(
                heads, [_indicator(who, kind, each, project, found, codes) for kind, listed in kinds for each in listed]
            )


def _indicator(
    who: Visit, kind: str, each: Indicator, project: Project, found: Figures, codes: set[str]
) -> tuple[str, str, str]:
    """One line of the plan's table; a dash where the figure is entered by people, which is still to come."""
    figure = "–"
    if each.figure == "topics_published" and project.code in codes:
        figure = who.say(f"{len(found.topics)} เรื่อง", f"{len(found.topics)} topics")
    elif each.figure == "knowledge" and project.code in codes:
        tested, target = found.knowledge.tested, project.target.persons
        figure = who.say(f"ทดสอบแล้ว {tested} คน จากเป้าหมาย {target} คน", f"{tested} tested, of a target of {target}")
    least = f"≥ {each.at_least} {each.measure[who.language]}" if each.at_least and each.measure else ""
    by = f"{who.say('เครื่องมือ', 'instrument')}: {each.instrument[who.language]}" if each.instrument else ""
    return f"{kind} {each.id}: {each.text[who.language]}", " · ".join(filter(None, (least, by))), figure
