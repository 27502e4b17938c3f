"""Typing in one test from its paper: two independent entries, and only what both agree on is scored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape

import streamlit as st

from core import ui
from core.calendar import local_day, long_date
from core.db import Database
from core.directory import Person
from core.path import Brief
from core.visit import Door, Visit
from quizzes import load, store
from quizzes.attempt import Attempt
from quizzes.entry import LETTERS, SAT, Question, Standing, days, standing, typed
from quizzes.sheet import questions
from quizzes.typist import entrusted, others


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies before the typist: whose test, how its entries stand, what is to be typed in now, and as which entry."""

    begun: Attempt
    person: Person
    brief: Brief
    standing: Standing
    asked: Sequence[Question]
    days: Sequence[date]
    n: int
    waits: bool  # for another person: this one made the first entry, and somebody else can make the second


def _desk(who: Visit, db: Database, id: str) -> Desk | None:
    begun = store.attempt_of(db, id)
    person = entrusted(who.ground, db, who.person, begun.person) if begun else None
    brief = who.paths.brief(db, begun.programme) if begun else None
    if begun is None or person is None or brief is None:
        return None
    everything, entries = questions(db, begun), store.entries(db, begun.id)
    found = standing([each.item.id for each in everything], entries)
    printed = local_day(datetime.fromisoformat(begun.paper)) if begun.paper else local_day(who.at)
    return Desk(
        begun, person, brief, found, [each for each in everything if each.item.id in found.open],
        days(printed, brief.first, brief.last, local_day(who.at)), len(entries) + 1,
        found.first == who.person.id and others(who.ground, db, person, found.first),
    )  # fmt: skip


def show(visit: Door, who: Visit, id: str) -> None:
    """One test: whose it is, how its entries stand, and the next entry."""
    with who.read() as db:
        desk = _desk(who, db, id)
    if desk is None:
        ui.heading(who.say("แบบทดสอบบนกระดาษ", "Paper tests"))
        ui.empty(who.say("ไม่พบแบบทดสอบนี้ในหน่วยงานที่ท่านดูแล", "There is no such test in the units that you look after."))
        _back(who)
        return
    moment = who.say("ก่อนเรียน", "pre-test") if desk.begun.moment == "pre" else who.say("หลังเรียน", "post-test")
    ui.heading(f"{who.say('กรอกคำตอบ', 'Type in')}: {desk.person.full_name}")
    st.html(
        f'<p class="sj-soft">{escape(desk.brief.title[who.language])} · {moment} · {who.say("เลขที่", "number")} {desk.begun.number}</p>'
    )
    ui.told()
    if desk.begun.finished or not desk.begun.paper:
        ui.empty(_over(who, desk))
    elif desk.waits:
        ui.empty(
            who.say(
                "ท่านกรอกครั้งที่หนึ่งแล้ว ครั้งที่สองต้องให้ผู้มีสิทธิอีกคนกรอกจากกระดาษแผ่นเดียวกัน",
                "You made the first entry. The second one has to be typed in by somebody else, from the same paper.",
            )
        )
    else:
        _entry(visit, who, desk)
    _back(who)


def _over(who: Visit, desk: Desk) -> str:
    if not desk.begun.paper:
        return who.say(
            "ผู้เรียนทำแบบทดสอบนี้บนหน้าจอ กระดาษแผ่นนี้จึงไม่ใช้แล้ว",
            "This test is taken on the screen, so this paper no longer counts.",
        )
    return who.say(
        "กรอกครบสองครั้งและตรงกันแล้ว บันทึกผลเรียบร้อย ผู้เรียนดูผลได้เอง",
        "Both entries agree, and the test is scored. The person can see the result.",
    )


def _entry(visit: Door, who: Visit, desk: Desk) -> None:
    second = bool(desk.standing.first)
    if desk.standing.differed:
        told = ", ".join(str(each.number) for each in desk.asked)
        parts = [who.say(f"ข้อ {told}", f"questions {told}")] if told else []
        parts += [who.say("วันที่ทำ", "the day")] if SAT in desk.standing.open else []
        ui.card(
            who.say("สองครั้งไม่ตรงกัน", "The two entries differ"),
            who.say(f"ที่ {' และ '.join(parts)}", f"in {' and '.join(parts)}"),
            who.say("ดูกระดาษอีกครั้ง แล้วกรอกเฉพาะส่วนนี้ใหม่ทั้งสองครั้ง", "Look at the paper again; both entries of this part are made anew."),
        )  # fmt: skip
    ui.card(
        who.say("กรอกครั้งที่สอง", "Second entry") if second else who.say("กรอกครั้งที่หนึ่ง", "First entry"),
        who.say("กรอกจากกระดาษโดยตรง สิ่งที่กรอกครั้งแรกไม่แสดง", "Type from the paper itself; the first entry is not shown.")
        if second
        else who.say("กรอกตามที่ทำเครื่องหมายไว้ ข้อที่เว้นว่างพิมพ์ -", "Type what is marked; where nothing is, type -"),
    )
    for text in st.session_state.pop("entering/wrong", []):
        st.html(f'<div class="sj-wrong" role="alert">{escape(text)}</div>')
    key = f"entering/{desk.begun.id}/{desk.n}"
    with st.form(key, border=False, enter_to_submit=True):
        if SAT in desk.standing.open:
            st.selectbox(
                who.say("วันที่ทำแบบทดสอบ", "The day on which it was sat"), desk.days,
                format_func=lambda day: long_date(day, who.language), key=f"{key}/day",
            )  # fmt: skip
        if desk.asked:
            st.html(f'<p class="sj-soft">{_guide(who, desk.asked)}</p>')
            st.text_input(
                who.say("คำตอบ", "Answers"), key=f"{key}/text", max_chars=500, autocomplete="off",
                placeholder=_example(who, desk.asked),
            )  # fmt: skip
        st.form_submit_button(
            who.say("บันทึกครั้งที่สอง", "Save the second entry") if second else who.say("บันทึกครั้งที่หนึ่ง", "Save the first entry"),
            type="primary", width="stretch", on_click=visit.then(_enter, desk.begun.id, desk.n),
        )  # fmt: skip


def _guide(who: Visit, asked: Sequence[Question]) -> str:
    """Which letters each question has: nothing of what it asks."""
    letters = LETTERS[who.language]
    parts = []
    for each in asked:
        many = who.say(" หลายคำตอบ", " several") if each.item.widget == "many" else ""
        last = letters[len(each.options) - 1]
        parts.append(f'<span style="white-space:nowrap"><b>{each.number}</b> {letters[0]}–{last}{many}</span>')
    return " · ".join(parts)


def _example(who: Visit, asked: Sequence[Question]) -> str:
    letters = LETTERS[who.language]
    return " ".join(
        f"{each.number}{letters[place % len(each.options)]}{letters[1] if each.item.widget == 'many' and place % len(each.options) != 1 else ''}"
        for place, each in enumerate(asked[:3])
    ) + (" …" if len(asked) > 3 else "")


def _back(who: Visit) -> None:
    st.html(f'<a class="sj-button" href="/paper" target="_self">{who.say("กลับไปที่รายการ", "Back to the list")}</a>')


def _enter(who: Visit, id: str, n: int) -> None:
    """Keep an entry, when nothing is wrong with it; when two agree in everything, the test is scored."""
    kept, key = st.session_state, f"entering/{id}/{n}"
    with who.write() as writing:
        desk = _desk(who, writing.db, id)
        if desk is None or desk.waits:
            return
        answers, wrong = typed(str(kept.get(f"{key}/text") or ""), desk.asked) if desk.asked else ({}, [])
        day = kept.get(f"{key}/day") if SAT in desk.standing.open else None
        if day is not None and day not in desk.days:
            return
        if wrong and desk.n == n:
            kept["entering/wrong"] = [text[who.language] for text in wrong]
            return
        banks = load.banks_at(writing.db, desk.begun.versions)
        sat = day.isoformat() if day else ""
        found = store.enter(writing, id, desk.person.unit, who.person.id, n, sat, answers, banks)
    if found is None:
        ui.tell(
            who.say(
                "มีผู้กรอกแบบทดสอบนี้ไปแล้วระหว่างที่ท่านพิมพ์ ที่ท่านพิมพ์ไม่ได้บันทึก ดูสถานะล่าสุดด้านล่าง",
                "Somebody typed in this test meanwhile; what you typed was not kept. See below how it stands now.",
            )
        )
        return
    ui.tell(_news(who, found, desk.person))
    if not found.differed or found.first:
        del st.query_params["attempt"]


def _news(who: Visit, found: Standing, person: Person) -> str:
    if not found.open:
        return who.say(
            f"{person.full_name}: สองครั้งตรงกันทุกข้อ บันทึกผลแล้ว",
            f"{person.full_name}: both entries agree; the test is scored.",
        )
    if found.first:
        return who.say(
            f"{person.full_name}: บันทึกครั้งที่หนึ่งแล้ว รอครั้งที่สอง",
            f"{person.full_name}: first entry saved; the second is still to come.",
        )
    return who.say("บันทึกครั้งที่สองแล้ว", "Second entry saved")
