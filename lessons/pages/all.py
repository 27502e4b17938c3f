"""All lessons: those of one's own programmes, at their time; and all others, for whoever likes to read them."""

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from core import ui
from core.path import Brief, Step
from core.visit import Door, Visit
from lessons import load, store
from lessons.lesson import Lesson, Reading


def render(visit: Door) -> None:
    """Every lesson in force, with how far one is in it."""
    who = visit()
    with who.read() as db:
        found = load.lessons_in_force(db)
        paths = [(brief, who.paths.steps(db, brief.slug, who.person)) for brief in who.paths.mine(db, who.person)]
        read = store.elective(db, who.person.id)
    ui.told()
    ui.heading(who.say("บทเรียนทั้งหมด", "All lessons"))
    if not found:
        ui.empty(who.say("ยังไม่มีบทเรียน เมื่อวิทยากรเพิ่มแล้วจะอยู่ที่นี่", "There are no lessons yet. When a trainer adds one, it stands here."))  # fmt: skip
    asked = {slug: _asked(paths, slug) for slug in found}
    mine = list(
        dict.fromkeys(
            step.name for _, steps in paths for step in steps if step.kind == "lesson" and asked.get(step.name)
        )
    )
    others = [slug for slug in found if not asked[slug]]
    if mine:
        _part(who, who.say("ในหลักสูตรของท่าน", "In your programme"))
        st.html("".join(_mine(who, slug, found[slug], *each) for slug in mine if (each := asked[slug])))
    if others:
        _part(who, who.say("อ่านเพิ่มตามที่สนใจ", "To read as you like"))
        st.html("".join(_other(who, slug, found[slug], read) for slug in others))
    _beside(who)


def _part(who: Visit, title: str) -> None:
    st.html(f"<h2 class=sj-part>{escape(title)}</h2>")


def _asked(paths: Sequence[tuple[Brief, Sequence[Step]]], slug: str) -> tuple[Brief, Step, bool] | None:
    """The programme that asks for a lesson, its step, and whether it is open; an open one before others."""
    found = [
        (brief, step, all(earlier.done for earlier in steps[:place]))
        for brief, steps in paths
        for place, step in enumerate(steps)
        if (step.kind, step.name) == ("lesson", slug)
    ]
    return next((each for each in found if each[2]), found[0] if found else None)


def _mine(who: Visit, slug: str, lesson: Lesson, brief: Brief, step: Step, may: bool) -> str:
    state = (
        who.say("รู้แล้วจากแบบทดสอบก่อนเรียน อ่านได้", "known by the pre-test; you may read it")
        if step.known
        else who.say("อ่านจบแล้ว", "read")
        if step.done
        else step.detail[who.language]
        if may and step.begun
        else who.say("อ่านได้แล้ว", "open now")
        if may
        else who.say("เปิดเมื่อถึงขั้นนี้", "opens at its step")
    )
    return _card(who, lesson, state, {"programme": brief.slug, "lesson": slug} if may else None, read=step.done)


def _other(who: Visit, slug: str, lesson: Lesson, read: Mapping[str, Reading]) -> str:
    reading = read.get(slug)
    state = who.say("ยังไม่ได้อ่าน", "not read yet")
    if reading:
        place, cards = min(reading.place(lesson) + 1, len(lesson.cards)), len(lesson.cards)
        state = who.say(f"อ่านถึงหน้า {place} จาก {cards}", f"at card {place} of {cards}")
        state = who.say("อ่านจบแล้ว", "read") if reading.finished else state
    return _card(who, lesson, state, {"lesson": slug}, read=reading is not None and reading.finished)


def _card(who: Visit, lesson: Lesson, state: str, query: Mapping[str, str] | None, *, read: bool) -> str:
    """One lesson; without a query it has no way in yet. What was read bears the sign that it has on the path."""
    minutes = who.say(f"{lesson.minutes} นาที", f"{lesson.minutes} minutes")
    told = (
        f"<strong>{escape(lesson.title[who.language])}</strong><p>{escape(lesson.summary[who.language])}</p>"
        f'<span class="sj-soft">{minutes} · {escape(state)}</span>'
    )
    if read:
        told = f'<span class="sj-done sj-read"><span class="sj-dot" aria-hidden="true">✓</span></span><span class="sj-told">{told}</span>'
    if query is None:
        return f'<div class="sj-card">{told}</div>'
    return f'<a class="sj-card sj-way" href="/lesson?{escape(urlencode(query))}" target="_self">{told}</a>'


def _beside(who: Visit) -> None:
    """What else there is to try, without marks."""
    ways = [
        ("dilemmas", who.say("เรื่องให้ตัดสินใจ", "Dilemmas"), who.say("เรื่องในที่ทำงานที่จบได้หลายแบบ ไม่มีคะแนน", "Stories from the office with several endings, and no marks.")),
        ("practice", who.say("ฝึกตอบ", "Practice"), who.say("คำถามสั้น ๆ พร้อมคำอธิบายทันที ไม่เก็บคะแนน", "Short questions, explained at once; no marks are kept.")),
    ]  # fmt: skip
    _part(who, who.say("ลองใช้สิ่งที่เรียน", "Try what you learned"))
    st.html("".join(
        f'<a class="sj-card sj-way" href="/{page}" target="_self"><strong>{title}</strong><p>{text}</p></a>'
        for page, title, text in ways if page in who.pages
    ))  # fmt: skip
