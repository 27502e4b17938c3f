"""The lesson player: one card at a time, a decision among them, the place kept at every turn."""

from html import escape
from urllib.parse import urlsplit

import streamlit as st

from core import ui
from core.content import Source
from core.db import Database
from core.onward import on_path
from core.scroll import top
from core.settings import COMPLAINTS, setting
from core.visit import Door, Visit
from lessons import load, store
from lessons.lesson import Card, Channel, Lesson, Reading
from lessons.pages.decision import SAID, decision


def render(visit: Door) -> None:
    """The lesson that the address names, if it is this person's turn."""
    who = visit()
    if not st.query_params.get("lesson"):  # the browser's way back leads here without saying where
        who.go("")
    programme, slug = st.query_params.get("programme", ""), st.query_params.get("lesson", "")
    with who.read() as db:
        found = load.open_lesson(db, who.person.id, programme, slug)
        allowed = found and _may(who, db, programme, slug)
    if not found or not allowed:
        _not_now(who, programme, slug, found[1] if found else None)
        return
    _card(visit, programme, slug)


def _may(who: Visit, db: Database, programme: str, slug: str) -> bool:
    """Whether it is time for it: on a path at its step; outside of one whenever no path of theirs still asks for it."""
    if programme:
        return who.paths.open(db, programme, who.person, "lesson", slug)
    asking = [brief.slug for brief in who.paths.mine(db, who.person) if slug in brief.topics]
    return all(who.paths.open(db, each, who.person, "lesson", slug) for each in asking)


def _not_now(who: Visit, programme: str, slug: str, lesson: Lesson | None) -> None:
    """Which of the two it is: to come, or in no programme of theirs. Outside of one a lesson waits for a path's turn."""
    if lesson and (not programme or on_path(who, programme, "lesson", slug)):
        ui.heading(lesson.title[who.language])
        said = who.say(
            "ยังไม่ถึงบทเรียนนี้ ทำขั้นก่อนหน้าให้ครบก่อน", "It is not time for this lesson yet: the steps before it come first."
        )
    else:
        ui.heading(who.say("บทเรียน", "Lesson"))
        said = who.say(
            "บทเรียนนี้ไม่อยู่ในหลักสูตรของท่านที่เปิดอยู่ในวันนี้", "This lesson is not in a programme of yours that is open today."
        )
    ui.elsewhere(who, said)


@st.fragment
def _card(visit: Door, programme: str, slug: str) -> None:
    who = visit()
    with who.read() as db:
        found = load.open_lesson(db, who.person.id, programme, slug)
        kept = store.reading(db, who.person.id, programme, slug)
    if found is None:
        return
    lesson: Lesson = found[1]
    reading = kept[1] if kept else Reading(lesson.cards[0].id, {}, False)
    place = _place(programme, slug, lesson, reading)
    card, total = lesson.cards[place], len(lesson.cards)
    top(f"{programme}/{slug}/{card.id}" + (f"#{SAID}" if card.id in reading.choices else ""))
    ui.progress(
        place + 1, total, who.say(f"{lesson.title.th} · หน้า {place + 1} จาก {total}", f"{lesson.title.en} · card {place + 1} of {total}"),
        who.say("บันทึกแล้วว่าอ่านถึงหน้านี้", "your place is saved") if kept else "", heads=True,
    )  # fmt: skip
    st.markdown(f"## {card.title[who.language]}\n\n{card.body[who.language]}")
    if card.decides:
        decision(visit, who, programme, slug, card, reading)
    if card.channel:
        st.html(_channel(who, lesson, card))
    if card.sources:
        st.html(ui.sources(who, [lesson.sources[name] for name in card.sources]))
    _turns(visit, who, programme, slug, lesson, reading, place)


def _channel(who: Visit, lesson: Lesson, card: Card) -> str:
    """The way to where this organisation takes complaints; while it has not said where, to the public channels.

    That the link is missing is told to the administrators, where they set it: a reader who means to report is not sent
    to ask for it.
    """
    with who.read() as db:
        link = setting(db, COMPLAINTS)
    if not link:
        return "".join(_public(who, each, lesson.sources[each.source]) for each in card.public)
    return (
        f'<div class="sj-card"><strong>{who.say("ช่องทางของหน่วยงานเรา", "Our own channel")}</strong><br>'
        f'<a class="sj-button" href="{escape(link)}" target="_blank" rel="noopener noreferrer">{who.say("เปิดหน้ารับเรื่องร้องเรียน ↗", "Open the complaint page ↗")}</a>'
        f'<p class="sj-soft">{escape(urlsplit(link).hostname or "")}</p></div>'
    )


def _public(who: Visit, channel: Channel, source: Source) -> str:
    name, call = escape(channel.name[who.language]), who.say("โทร.", "telephone")
    return (
        f'<div class="sj-card"><strong>{who.say("ช่องทางที่ทุกคนใช้ได้", "Open to everyone")}</strong><br>'
        f'<a class="sj-button" href="tel:{channel.telephone}">{name} {call} {channel.telephone}</a>'
        f'<p class="sj-soft">{who.say("ที่มา", "Source")}: {escape(source.told(who.language))}</p></div>'
    )


def _place(programme: str, slug: str, lesson: Lesson, reading: Reading) -> int:
    """Where to go on. What was read to its end begins anew: its last card would only say that it is over."""
    place = reading.place(lesson)
    over = reading.finished and place == len(lesson.cards) - 1
    return 0 if over and _again(programme, slug) not in st.session_state else place


def _again(programme: str, slug: str) -> str:
    """In the session while a lesson is turned over in it."""
    return f"again/{programme}/{slug}"


def _turns(visit: Door, who: Visit, programme: str, slug: str, lesson: Lesson, reading: Reading, place: int) -> None:
    last = place == len(lesson.cards) - 1
    with st.container(horizontal=True, key="sj-turns"):
        if place:
            st.button(
                who.say("ย้อนกลับ", "Back"),
                key="back",
                on_click=visit.then(_turn, programme, slug, lesson.cards[place - 1].id),
            )
        if not reading.may_go_on(lesson.cards[place]):
            return
        if not last:
            st.button(who.say("ต่อไป", "Next"), key="next", type="primary", width="stretch",
                      on_click=visit.then(_turn, programme, slug, lesson.cards[place + 1].id))  # fmt: skip
        elif st.button(who.say("จบบทเรียน", "Finish the lesson"), key="finish", type="primary", width="stretch",
                       on_click=visit.then(_finish, programme, slug)):  # fmt: skip
            st.session_state.pop(_again(programme, slug), None)
            who.go("" if programme else "lessons")


def _turn(who: Visit, programme: str, slug: str, card: str) -> None:
    with who.write() as writing:
        found = load.open_lesson(writing.db, who.person.id, programme, slug)
        if found:
            store.turn(writing, who.person.id, programme, slug, found[0], card)
    st.session_state[_again(programme, slug)] = True


def _finish(who: Visit, programme: str, slug: str) -> None:
    """Only who has been at the last card, with every decision taken, has finished."""
    with who.write() as writing:
        found = load.open_lesson(writing.db, who.person.id, programme, slug)
        if found is None or not _may(who, writing.db, programme, slug):
            return
        version, lesson = found
        kept = store.reading(writing.db, who.person.id, programme, slug)
        choices = kept[1].choices if kept else {}
        if all(card.id in choices for card in lesson.cards if card.decides):
            store.turn(writing, who.person.id, programme, slug, version, lesson.cards[-1].id)
            store.finish(writing, who.person, programme, slug, version)
            st.session_state[_again(programme, slug)] = True  # until this page is left, it stays where it was
            ui.tell(who.say(f"อ่านจบแล้ว: {lesson.title.th}", f"Read to the end: {lesson.title.en}"))
