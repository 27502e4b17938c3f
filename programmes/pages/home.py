"""Home: each programme as a path, with one next step."""

import re
from html import escape

import streamlit as st

from core import ui
from core.calendar import local_day
from core.language import Text
from core.path import Brief, Step
from core.visit import Door, Visit
from programmes.pace import daily_plan, until
from programmes.pages import address


def render(visit: Door) -> None:
    """The learner's programmes that run today."""
    who = visit()
    ui.told()
    with who.read() as db:
        mine = who.paths.mine(db, who.person)
        paths = [(brief, who.paths.steps(db, brief.slug, who.person)) for brief in mine]
    _alone(who)
    if not paths:
        ui.heading(who.say("หน้าหลัก", "Home"))
        ui.empty(
            who.say(
                "ขณะนี้ยังไม่มีหลักสูตรของท่าน เมื่อหน่วยงานเปิดหลักสูตร จะแสดงที่นี่",
                "No programme is open for you now. When your office opens one, it stands here.",
            )
        )
    for brief, steps in paths:
        _path(who, brief, list(steps))
    address.section(visit, who)


def _alone(who: Visit) -> None:
    """After the set-up nobody is here but the administrator: what comes next."""
    if "people" not in who.pages:
        return
    with who.read() as db:
        directory = who.ground.directory
        several = len(directory.units(db)) > 1 or len(directory.everybody(db)) > 1
    if several:
        return
    ui.card(
        who.say("ขั้นต่อไป: เพิ่มบุคลากร", "Next: add your people"),
        who.say("ตั้งค่าเรียบร้อย ตอนนี้มีท่านคนเดียวในระบบ เพิ่มทีละคนหรือจากแฟ้ม แล้วพิมพ์ใบเข้าใช้งานครั้งแรกให้แต่ละคน", "All is set up, and you are the only one here. Add people one by one or from a file, then print each a first sign-in slip."),
    )  # fmt: skip
    if st.button(who.say("เพิ่มบุคลากร", "Add people"), key="alone/people", type="primary", width="stretch"):
        who.go("people")


def _path(who: Visit, brief: Brief, steps: list[Step]) -> None:
    ui.heading(brief.title[who.language])
    done = sum(step.done for step in steps)
    when = until(brief, local_day(who.at))[who.language]
    daily = who.say(f" · วันละประมาณ {brief.daily} นาที", f" · about {brief.daily} minutes a day") if brief.daily else ""
    ui.progress(
        done,
        len(steps),
        who.say(
            f"ทำแล้ว {done} จาก {len(steps)} ขั้น · {when}{daily}", f"{done} of {len(steps)} steps done · {when}{daily}"
        ),
    )
    following = next((step for step in steps if not step.done), None)
    if following:
        _next(who, brief, following)
    else:
        ui.card(
            who.say("ครบทุกขั้นแล้ว", "Every step is done"),
            who.say("ขอบคุณที่ร่วมสร้างวัฒนธรรมสุจริต", "Thank you for building a culture of integrity."),
        )
        last = steps[-1]
        if st.button(
            f"{who.say('เปิดดู', 'Open')}: {last.title[who.language]}",
            key=f"last/{brief.slug}",
            type="primary",
            width="stretch",
        ):
            who.go(last.page, last.query)
    days: list[Text | None] = [*daily_plan(brief, steps)] or [None] * len(steps)
    lines = "".join(_line(who, step, step is following, day) for step, day in zip(steps, days, strict=True))
    st.html(f'<div class="sj-card"><ol class="sj-path">{lines}</ol></div>')
    open_again = [step for step in steps if step.done and (step.kind, step.name) != ("test", "pre")]
    if open_again:
        with st.container(horizontal=True, gap="small"):
            for step in open_again:
                if st.button(
                    who.say("ดูอีกครั้ง: ", "Again: ") + step.title[who.language],
                    key=f"{brief.slug}/{step.kind}/{step.name}",
                ):
                    who.go(step.page, step.query)


def _next(who: Visit, brief: Brief, step: Step) -> None:
    ui.card(step.title[who.language], step.detail[who.language])
    label = who.say("ทำต่อ", "Go on") if step.begun else who.say("เริ่ม", "Begin")
    if st.button(f"{label}: {step.title[who.language]}", key=f"next/{brief.slug}", type="primary", width="stretch"):
        who.go(step.page, step.query)


def _line(who: Visit, step: Step, now: bool, day: Text | None) -> str:
    state, mark, word = (
        ("done", "✓", who.say("รู้แล้ว", "known") if step.known else who.say("ทำแล้ว", "done"))
        if step.done
        else ("now", "", who.say("ขั้นต่อไป", "next"))
        if now
        else ("later", "", who.say("ภายหลัง", "later"))
    )
    word = f"{day[who.language]} · {word}" if day else word
    return (
        f'<li class="sj-{state}"><span class="sj-dot" aria-hidden="true">{mark}</span><div><strong>{escape(step.title[who.language])}</strong>'
        f'<div class="sj-soft">{escape(_held(f"{word} · {step.detail[who.language]}"))}</div></div></li>'
    )


def _held(text: str) -> str:
    """A number stays in one line with the word that it counts."""
    return re.sub(r"(?<=\d) (?=[ก-๙a-z])|(?<=วันที่) (?=\d)|(?<=day) (?=\d)", "\u00a0", text)
