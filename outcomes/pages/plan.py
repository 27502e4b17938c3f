"""The page's third question: the plan's indicators, with what the plan states, the figure, who counts and who does not."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from core.visit import Visit
from outcomes.indicators import NOTHING
from outcomes.overview import Overview, Planned
from outcomes.plan import Indicator
from outcomes.report import IndicatorLine


def show(who: Visit, found: Overview) -> None:
    """Every plan of the year with its projects as cards."""
    if not found.frame.scopes:
        year = found.frame.view.fiscal_year
        text = who.say(
            f"ปีงบประมาณ {year} ยังไม่มีหลักสูตร เมื่อวิทยากรเปิดหลักสูตรของปีนี้ ตัวเลขจะขึ้นที่นี่เอง",
            f"There is no programme for fiscal year {year} yet. When a trainer opens one, its figures come here by themselves.",
        )
        st.html(f'<div class="sj-card sj-soft">{text}</div>')
    if not found.plans:
        return
    st.html(f"<h2 class=sj-part>{who.say('ตัวชี้วัดตามแผน', 'The plan’s indicators')}</h2>")
    for slug, plan in found.plans.items():
        cards = [_project(who, found, each) for each in found.planned if each.plan == slug]
        st.html(f'<p class="sj-soft">{escape(plan.title[who.language])}</p>{"".join(cards)}')


def _project(who: Visit, found: Overview, each: Planned) -> str:
    line = each.line
    facts = (
        (who.say("กลุ่มเป้าหมาย", "Target group"), who.say(f"{line.who.th} {line.target_persons:,} คน", f"{line.target_persons:,} people: {line.who.en}")),
        (who.say("ระยะเวลา", "Period"), line.period[who.language]),
        (who.say("ผู้รับผิดชอบ", "Responsible"), line.responsible[who.language]),
    )  # fmt: skip
    told = "".join(f"<div><dt>{label}</dt><dd>{escape(text)}</dd></div>" for label, text in facts)
    known = {indicator.id: indicator for indicator in (*each.project.outputs, *each.project.outcomes)}
    indicators = "".join(_indicator(who, found, each, known[said.id], said) for said in line.indicators)
    title, dimension = f"{escape(line.code)} {escape(line.title[who.language])}", escape(line.dimension[who.language])
    body = f"<dl>{told}</dl>{indicators}"
    if len(found.planned) == 1 or any(said.counted == "people" for said in line.indicators):
        return f'<section class="sj-card sj-plan"><p class="sj-soft">{dimension}</p><h3>{title}</h3>{body}</section>'
    # What people enter by hand is folded away, with how much of it there is: the page is long, and paper shows all.
    there = sum(said.figure != NOTHING for said in line.indicators)
    have = who.say(
        f"มีตัวเลขแล้ว {there} จาก {len(line.indicators)} ตัวชี้วัด",
        f"{there} of {len(line.indicators)} indicators have a figure",
    )
    return (
        f'<details class="sj-card sj-plan"><summary><h3>{title}</h3><span class="sj-soft">{have}</span></summary>'
        f'<p class="sj-soft">{dimension}</p>{body}</details>'
    )


def _indicator(who: Visit, found: Overview, planned: Planned, each: Indicator, line: IndicatorLine) -> str:
    kind = who.say("ผลผลิต", "Output") if line.kind == "output" else who.say("ผลลัพธ์", "Outcome")
    small = [
        (who.say("นับ", "Counts"), escape(line.counts[who.language])),
        (who.say("ไม่นับ", "Does not count"), escape(line.not_counted[who.language])),
    ]
    if each.instrument:
        small.append((who.say("เครื่องมือ", "Instrument"), escape(each.instrument[who.language])))
    if line.evidence:
        small.append((who.say("หลักฐาน", "Evidence"), _linked(line.evidence[who.language])))
    if each.channel:
        small.append((who.say("ช่องทางของหน่วยงาน", "The office’s own channel"), _linked(each.channel)))
    neutral = who.say(
        "จำนวนที่มากหรือน้อยไม่ได้แปลว่าดีหรือไม่ดี ระบบนี้ไม่รับเรื่องร้องเรียน",
        "Neither more nor fewer is good or bad. This system takes no complaints.",
    )
    notes = f'<p class="sj-soft">{neutral}</p>' if each.neutral or each.channel else ""
    return (
        f'<article><h4><span class="sj-soft">{kind} {escape(line.id)}</span> {escape(line.text[who.language])}</h4><dl>'
        f"<div><dt>{who.say('แผนระบุ', 'The plan states')}</dt><dd>{escape(line.stated[who.language])}</dd></div>"
        f'<div class="figure"><dt>{who.say("ผล", "Figure")}</dt><dd>{escape(line.figure[who.language])}</dd></div></dl>'
        f'{notes}<dl class="small">{"".join(f"<div><dt>{label}</dt><dd>{text}</dd></div>" for label, text in small)}</dl>'
        f"{_entering(who, found, planned, line)}</article>"
    )


def _entering(who: Visit, found: Overview, planned: Planned, line: IndicatorLine) -> str:
    """The way to enter a figure that is not counted, for managers of the whole organisation."""
    if line.counted != "by hand" or "entering" not in who.pages or not found.frame.over_all:
        return ""
    asked = {
        "fiscal_year": found.frame.view.fiscal_year,
        "project": f"{planned.plan}/{planned.line.code}",
        "indicator": line.id,
    }
    label = who.say(f"บันทึกหรือแก้ตัวเลข {line.id}", f"Enter or change {line.id}")
    return f'<a class="sj-button" href="/entering?{escape(urlencode(asked))}" target="_self">{label}</a>'


def _linked(text: str) -> str:
    """A text, as a link where it is an address."""
    safe = escape(text)
    return f'<a href="{safe}" target="_blank" rel="noopener">{safe}</a>' if text.startswith(("https://", "http://")) else safe  # fmt: skip
