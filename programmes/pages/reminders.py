"""Reminders: how many days are left, who is where, and a message for each group to take into LINE; and the e-mail."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from core import ui
from core.calendar import local_day, short_date
from core.directory import Person
from core.language import LANGUAGES
from core.mail import REASONS, post_of
from core.path import Brief, Halt
from core.settings import ADDRESS, setting
from core.visit import Door, Visit
from programmes import load, store
from programmes.pages import post
from programmes.reminder import Words, days_left
from programmes.reminding import remind

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
        address = setting(db, ADDRESS) or _here()
    waiting = sum(len(halt.people) for halt in halts)
    ui.figures((
        (who.say("เหลือเวลา", "Left"), str(left), who.say(f"วัน ถึง {short_date(brief.last, 'th')}", f"days, until {short_date(brief.last, 'en')}")),
        (who.say("ทำครบแล้ว", "Finished"), str(len(people) - waiting), who.say(f"จาก {len(people)} คน", f"of {len(people)}")),
    ))  # fmt: skip
    if not halts:
        ui.empty(who.say("ทุกคนในหน่วยงานของท่านทำครบแล้ว", "Everybody in your units has finished.") if people else who.say("หลักสูตรนี้ไม่มีผู้เรียนในหน่วยงานของท่าน", "Nobody of your units is in this programme."))  # fmt: skip
    for place, halt in enumerate(halts):
        _group(who, brief, halt, left, address, f"{brief.slug}/{place}")
    _mail(visit, who, brief, everybody)


def _group(who: Visit, brief: Brief, halt: Halt, left: int, address: str, key: str) -> None:
    """One group: how many, its message in both languages, and for the manager alone who they are."""
    title = who.say("ยังไม่ได้เริ่ม", "Not begun") if halt.step is None else who.say("ขั้นต่อไป: ", "Next: ") + halt.step.title[who.language]  # fmt: skip
    count = who.say(f"{len(halt.people)} คน", f"{len(halt.people)} people" if len(halt.people) > 1 else "1 person")
    st.html(f"<h2>{escape(title)} · {count}</h2>")
    words = Words(brief, halt.step, left, address)
    label, done = who.say("คัดลอกข้อความ", "Copy the message"), who.say("คัดลอกแล้ว ✓", "Copied ✓")
    ui.to_copy(words.text(who.language), who.language, label, done, f"{key}/{who.language}")
    other = next(each for each in LANGUAGES if each != who.language)
    named = halt.step is None or halt.step.kind != "pledge"  # that somebody has not signed is told to nobody by name
    fold = who.say("ข้อความภาษาอังกฤษ และรายชื่อ", "The message in Thai, and the names") if named else who.say("ข้อความภาษาอังกฤษ", "The message in Thai")  # fmt: skip
    with st.expander(fold):
        ui.to_copy(words.text(other), other, label, done, f"{key}/{other}")
        if named:
            _names(who, halt)


def _names(who: Visit, halt: Halt) -> None:
    names = ", ".join(escape(person.full_name) for person in halt.people[:NAMES])
    more = len(halt.people) - NAMES
    rest = who.say(f" และอีก {more} คน", f" and {more} more") if more > 0 else ""
    note = who.say("รายชื่อนี้สำหรับท่าน ไม่อยู่ในข้อความ", "The names are for you; they are not in the message.")
    st.html(f'<p class="sj-soft">{note}</p><p>{names}{rest}</p>')


def _mail(visit: Door, who: Visit, brief: Brief, everybody: Sequence[Person]) -> None:
    """What went by e-mail, and the buttons for what is due and for what failed."""
    with who.read() as db:
        if post_of(db, who.ground.keys) is None:
            return
        names = {person.id: person.full_name for person in everybody}
        log = [each for each in store.deliveries(db, brief.slug) if each.person in names]
    st.html(f"<h2>{who.say('อีเมล', 'E-mail')}</h2>")
    sent, failed, unsure = (sum(each.state == state for each in log) for state in ("sent", "failed", "sending"))
    told = who.say(
        f"ส่งแล้ว {sent} ไม่สำเร็จ {failed} ไม่ทราบผล {unsure} · ระบบส่งเองเมื่อเหลือ 30, 7 และ 1 วัน คนละครั้ง",
        f"{sent} sent, {failed} failed, {unsure} unknown · they go by themselves with 30, 7 and 1 days left, once to each",
    )
    st.html(f'<p class="sj-soft">{told}</p>')
    with st.container(horizontal=True, gap="small"):
        st.button(
            who.say("ส่งที่ครบกำหนดตอนนี้", "Send what is due now"), key="mail/send", on_click=visit.then(_send, False)
        )
        if failed:
            st.button(
                who.say("ลองส่งที่ไม่สำเร็จอีกครั้ง", "Try again what failed"),
                key="mail/again",
                on_click=visit.then(_send, True),
            )
    if log:
        _log(who, log, names)


def _log(who: Visit, log: Sequence[store.Delivery], names: dict[str, str]) -> None:
    states = {"sent": who.say("ส่งแล้ว", "sent"), "failed": who.say("ไม่สำเร็จ", "failed"), "sending": who.say("ไม่ทราบผล", "unknown")}  # fmt: skip
    with st.expander(who.say("บันทึกการส่ง", "The log")):
        ui.table(
            [who.say("ชื่อ", "Name"), who.say("เหลือ (วัน)", "Days left"), who.say("ผล", "Came to")],
            [
                [names[each.person], each.days, states[each.state] + (f" · {REASONS[each.reason][who.language]}" if each.reason in REASONS else "")]
                for each in log[:NAMES]
            ],
            frozenset({1}),
        )  # fmt: skip


def _send(who: Visit, again: bool) -> None:
    with who.read() as db:
        mine = who.ground.directory.scope(db, who.person, "manager", "administrator")
    came = remind(who.ground, again=again, units=mine)
    if came is None:
        return
    reasons = " · ".join(REASONS[reason][who.language] for reason in came.reasons)
    said = who.say(f"ส่งแล้ว {came.sent} ไม่สำเร็จ {came.failed} ไม่ทราบผล {came.unsure}", f"{came.sent} sent, {came.failed} failed, {came.unsure} unknown")  # fmt: skip
    ui.tell(said + (f" · {reasons}" if reasons else ""))


def _here() -> str:
    """The address at which this page was asked for; there is no public one."""
    scheme = "https" if st.context.url and st.context.url.startswith("https") else "http"
    return f"{scheme}://{st.context.headers.get('host', 'localhost')}"
