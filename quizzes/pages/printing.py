"""Printing tests: programme, which test, and the people whose path is at it."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

from core import ui
from core.calendar import local_day
from core.db import Database
from core.directory import Person, Unit
from core.language import Text
from core.visit import Door, Visit
from quizzes import load, store
from quizzes.attempt import Attempt, Moment
from quizzes.pages.choice import choice
from quizzes.sheet import AT_ONCE
from quizzes.typist import RIGHT, entrusted

MOMENTS = {"pre": Text(th="ก่อนเรียน", en="pre-test"), "post": Text(th="หลังเรียน", en="post-test")}


def show(visit: Door, who: Visit) -> None:
    """Choose, prepare, and the way to the file."""
    st.html(f"<h2>{who.say('พิมพ์แบบทดสอบ', 'Print tests')}</h2>")
    with who.read() as db:
        mine = who.ground.directory.scope(db, who.person, *RIGHT)
        units = {id: unit for id, unit in who.ground.directory.units(db).items() if id in mine}
        today = local_day(who.at)
        running = {each.slug: each.title for each in store.programmes(db) if each.first <= today <= each.last}
    if not running:
        ui.empty(who.say("วันนี้ไม่มีหลักสูตรที่เปิดอยู่", "No programme runs today."))
        return
    programme, moment, unit = _chosen(visit, who, running, units)
    with who.read() as db:
        people = _at(who, db, programme, moment, unit)
    names = {person.id: f"{person.full_name} · {person.code}" for person in people}
    if not names:
        ui.empty(
            who.say(
                "ในหน่วยงานนี้ไม่มีผู้ที่ถึงแบบทดสอบนี้แล้วและยังไม่ได้ทำ",
                "Nobody in this unit has come to this test without having taken it.",
            )
        )
    else:
        st.multiselect(
            who.say(f"ผู้ที่ถึงแบบทดสอบนี้แล้ว ({len(names)} คน)", f"Whose path is at this test ({len(names)})"),
            list(names), format_func=names.__getitem__, key="print/people", max_selections=AT_ONCE,
            placeholder=who.say("เลือกชื่อ", "Choose names"), on_change="ignore",
        )  # fmt: skip
        if len(names) <= AT_ONCE:
            st.checkbox(who.say("ทุกคนในรายการ", "Everybody listed"), key="print/all", on_change="ignore")
        st.button(
            who.say("เตรียมพิมพ์", "Prepare"), key="print", type="primary", width="stretch",
            on_click=visit.then(_prepare, programme, moment, unit),
        )  # fmt: skip


def _chosen(visit: Door, who: Visit, running: Mapping[str, Text], units: Mapping[str, Unit]) -> tuple[str, Moment, str]:
    """Programme, test and unit, kept in the address."""
    language = who.language
    titles = {slug: title[language] for slug, title in running.items()}
    names = {id: unit.name[language] for id, unit in units.items()}
    programme = choice(visit, who.say("หลักสูตร", "Programme"), "programme", titles)
    moment = choice(
        visit, who.say("แบบทดสอบ", "Test"), "moment", {each: text[language] for each, text in MOMENTS.items()}
    )
    unit = choice(visit, who.say("หน่วยงาน", "Unit"), "unit", names)
    return programme, "pre" if moment == "pre" else "post", unit


def _at(who: Visit, db: Database, programme: str, moment: Moment, unit: str) -> list[Person]:
    """The people of a unit, itself without those below it, whose next step is this test; not the one who asks."""
    people = [each for each in who.ground.directory.everybody(db, frozenset({unit})) if each.id != who.person.id]
    found: list[Person] = []
    for halt in who.paths.halts(db, programme, who.paths.enrolled(db, programme, people)):
        step = halt.step or who.paths.next(db, programme, halt.people[0])
        if step and (step.kind, step.name) == ("test", moment):
            found += halt.people
    return sorted(found, key=lambda person: person.name)


def _prepare(who: Visit, programme: str, moment: Moment, unit: str) -> None:
    """Give each of the chosen people their form, on paper. Printing begins the attempt."""
    with who.write() as writing:
        brief = who.paths.brief(writing.db, programme)
        banks = load.banks_of(writing.db, brief.topics, brief.forms) if brief else {}
        here = {person.id: person for person in _at(who, writing.db, programme, moment, unit)} if banks else {}
        everybody = st.session_state.get("print/all") and len(here) <= AT_ONCE
        asked: Sequence[str] = list(here) if everybody else st.session_state.get("print/people") or []
        chosen = [
            here[id] for id in asked[:AT_ONCE] if id in here and entrusted(who.ground, writing.db, who.person, id)
        ]
        made: list[tuple[Person, Attempt | None]] = [
            (each, store.print_out(writing, who.ground.new_id(), each, programme, moment, banks)) for each in chosen
        ]
    _said(who, bool(banks), made)


def _said(who: Visit, questions: bool, made: list[tuple[Person, Attempt | None]]) -> None:
    ready = [attempt.id for _, attempt in made if attempt]
    busy = ", ".join(person.full_name for person, attempt in made if not attempt)
    words = []
    if not questions:
        words.append(who.say("หลักสูตรนี้ยังไม่มีข้อสอบ", "This programme has no questions yet"))
    elif not made:
        words.append(who.say("เลือกชื่อก่อน แล้วกดเตรียมพิมพ์", "Choose names first, then prepare"))
    if ready:
        words.append(
            who.say(f"เตรียมแล้ว {len(ready)} คน เปิดแฟ้มแล้วสั่งพิมพ์", f"{len(ready)} prepared: open the file and print it")
        )
    if busy:
        words.append(
            who.say(f"กำลังทำบนหน้าจออยู่ จึงไม่ได้พิมพ์: {busy}", f"Answering on screen already, so not printed: {busy}")
        )
    ui.tell(" · ".join(words))
    st.session_state["print/made"] = ready
    st.session_state["print/people"], st.session_state["print/all"] = [], False


def file(who: Visit) -> None:
    """The way to the file of what was just prepared."""
    if made := st.session_state.get("print/made"):
        query = urlencode([("attempt", id) for id in made])
        word = who.say(f"เปิดแฟ้มเพื่อพิมพ์ ({len(made)} คน)", f"Open the file to print ({len(made)})")
        st.html(f'<a class="sj-button" href="/paper-tests.pdf?{query}" target="_blank">{word}</a>')
