"""Reminders: how many days are left, who is where, and a message for each group to take into LINE."""

from html import escape

import streamlit as st

from core import along, ui
from core.calendar import local_day, short_date
from core.language import LANGUAGES
from core.path import Brief, Halt
from core.visit import Door, Visit
from programmes import load
from programmes.pages import letters, papers, post, where
from programmes.reminder import Words, days_left

NAMES = 50


def render(visit: Door) -> None:
    """The programmes that run today, one at a time, for the visitor's own units."""
    who = visit()
    ui.heading(who.say("เตือน", "Reminders"))
    ui.told()
    with who.read() as db:
        running = {
            slug: programme.brief(slug, version) for slug, version, programme in load.running(db, local_day(who.at))
        }
    if running:
        asked = st.query_params.get("programme", "")
        options = list(running)
        chosen = st.selectbox(
            who.say("หลักสูตร", "Programme"), options, options.index(asked) if asked in running else 0,
            format_func=lambda slug: running[slug].title[who.language], key="reminders/programme",
        )  # fmt: skip
        _programme(visit, who, running[chosen])
    else:
        ui.empty(who.say("ขณะนี้ไม่มีหลักสูตรที่เปิดอยู่ เมื่อเปิดแล้ว ข้อความเตือนจะอยู่ที่นี่", "No programme runs today. When one does, its reminders stand here."))  # fmt: skip
    post.section(visit, who)


def _programme(visit: Door, who: Visit, brief: Brief) -> None:
    left = days_left(brief.last, local_day(who.at))
    with who.read() as db:
        mine = who.ground.directory.scope(db, who.person, "manager", "administrator")
        everybody = who.ground.directory.everybody(db, mine)
        people = who.paths.enrolled(db, brief.slug, everybody)
        halts = who.paths.halts(db, brief.slug, people)
        address = where.here(db)
    waiting = sum(len(halt.people) for halt in halts)
    ui.figures((
        (who.say("เหลือเวลา", "Left"), str(left), who.say(f"วัน ถึง {short_date(brief.last, 'th')}", f"days, until {short_date(brief.last, 'en')}")),
        (who.say("ทำครบแล้ว", "Finished"), str(len(people) - waiting), who.say(f"จาก {len(people)} คน", f"of {len(people)}")),
    ))  # fmt: skip
    if not halts:
        ui.empty(who.say("ทุกคนในหน่วยงานของท่านทำครบแล้ว", "Everybody in your units has finished.") if people else who.say("หลักสูตรนี้ไม่มีผู้เรียนในหน่วยงานของท่าน", "Nobody of your units is in this programme."))  # fmt: skip
    if not address and not all(halt.paper for halt in halts):
        where.missing(who, who.say("ข้อความด้านล่างยังไม่มีลิงก์ เพราะยังไม่ได้ตั้งที่อยู่เว็บของระบบ", "The messages below have no link yet: the system’s web address is not set."))  # fmt: skip
    for place, halt in enumerate(halts):
        if halt.paper:
            _on_paper(who, halt)
        else:
            _group(who, brief, halt, left, address, f"{brief.slug}/{place}")
    papers.section(who, brief.slug)
    letters.section(visit, who, brief, everybody)


def _group(who: Visit, brief: Brief, halt: Halt, left: int, address: str, key: str) -> None:
    """One group: how many, its message in both languages, and for the manager alone who they are."""
    title = who.say("ยังไม่เริ่ม", "Not started") if halt.step is None else who.say("ขั้นต่อไป: ", "Next: ") + halt.step.title[who.language]  # fmt: skip
    _title(who, title, halt)
    words = Words(brief, halt.step, left, address)
    label, done = who.say("คัดลอกข้อความ", "Copy the message"), who.say("คัดลอกแล้ว ✓", "Copied ✓")
    along.to_copy(words.text(who.language), who.language, label, done, f"{key}/{who.language}")
    other = next(each for each in LANGUAGES if each != who.language)
    named = halt.step is None or halt.step.kind != "pledge"  # that somebody has not signed is told to nobody by name
    fold = who.say("ข้อความภาษาอังกฤษ และรายชื่อ", "The message in Thai, and the names") if named else who.say("ข้อความภาษาอังกฤษ", "The message in Thai")  # fmt: skip
    with st.expander(fold):
        along.to_copy(words.text(other), other, label, done, f"{key}/{other}")
        if named:
            _names(who, halt)


def _on_paper(who: Visit, halt: Halt) -> None:
    """Whose answers lie on paper: nothing is left for them to do, but for whoever types in."""
    step = halt.step.title[who.language] if halt.step else ""
    _title(who, who.say(f"{step}: อยู่บนกระดาษ รอกรอกคำตอบ", f"{step}: on paper, waiting for typing in"), halt)
    note = who.say("ไม่ต้องเตือนกลุ่มนี้ เมื่อได้กระดาษคืนแล้ว ให้ผู้กรอกสองคนกรอกคำตอบเข้าระบบ", "They need no reminder. When the paper is back, two people type the answers in.")  # fmt: skip
    st.html(f'<p class="sj-soft">{note}</p>')
    if "paper" in who.pages:
        st.page_link(who.pages["paper"], label=who.say("ไปหน้าแบบทดสอบบนกระดาษ", "Go to the paper tests"))
    with st.expander(who.say("รายชื่อ", "The names")):
        _names(who, halt)


def _title(who: Visit, title: str, halt: Halt) -> None:
    count = who.say(f"{len(halt.people)} คน", f"{len(halt.people)} people" if len(halt.people) > 1 else "1 person")
    st.html(f"<h2 class=sj-part>{escape(title)} · {count}</h2>")


def _names(who: Visit, halt: Halt) -> None:
    names = ", ".join(escape(person.full_name) for person in halt.people[:NAMES])
    more = len(halt.people) - NAMES
    rest = who.say(f" และอีก {more} คน", f" and {more} more") if more > 0 else ""
    note = who.say("รายชื่อนี้สำหรับท่านเท่านั้น ไม่อยู่ในข้อความ", "The names are for you alone; they are in no message.")
    st.html(f'<p class="sj-soft">{note}</p><p>{names}{rest}</p>')
