"""Practice: a topic's loose items, one after the other, each explained at once. Nothing is kept of it.

The place stands in the address, so that the browser's way back, a reload and a phone that slept lead to the same item.
"""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from core import ui
from core.db import Database
from core.scroll import top
from core.visit import Door, Visit
from quizzes import load
from quizzes.attempt import shuffled
from quizzes.item import Item
from quizzes.pages.asked import ask, given
from quizzes.pages.result import explained
from quizzes.quiz import Quiz

DONE = "practice/answered"  # in the session: item → what was chosen, for as long as the tab is open


def render(visit: Door) -> None:
    """The topics to practise, or the one that the address names."""
    who = visit()
    with who.read() as db:
        banks = {topic: bank for topic, bank in load.banks_in_force(db).items() if bank.form("practice")}
        later, order = _later(who, db), _order(who, db)
    topic = st.query_params.get("topic", "")
    if topic in banks and topic not in later:
        _item(visit, topic)
        return
    ui.heading(who.say("ฝึกตอบ", "Practice"))
    if not banks:
        ui.empty(who.say("ยังไม่มีข้อฝึก เมื่อวิทยากรเพิ่มแล้วจะอยู่ที่นี่", "There is nothing to practise yet. When a trainer adds items, they stand here."))  # fmt: skip
        return
    st.html(f'<p class="sj-soft">{who.say("ตอบแล้วเห็นคำอธิบายทันที ไม่เก็บคะแนน และไม่ใช่ข้อที่ใช้วัดผล คำตอบของสถานการณ์เป็นคำแนะนำของผู้จัดทำ เรื่องจริงถามผู้รับผิดชอบงานจริยธรรม", "Each answer is explained at once. No marks are kept, and none of these is in a measured test. The answers to situations are the authors’ advice; for a real case ask your ethics officer.")}</p>')  # fmt: skip
    listed = sorted(banks, key=lambda topic: (topic in later, order.get(topic, len(order))))  # the open ones first
    st.html("".join(_card(who, topic, banks[topic], topic in later) for topic in listed))


def _later(who: Visit, db: Database) -> set[str]:
    """Topics whose lesson somebody is still to read in a programme: practice comes after it, and after the pre-test."""
    return {
        step.name
        for brief in who.paths.mine(db, who.person)
        for step in who.paths.steps(db, brief.slug, who.person)
        if step.kind == "lesson" and not step.done
    }


def _order(who: Visit, db: Database) -> dict[str, int]:
    """Topics by their place in the person's programmes."""
    topics = dict.fromkeys(topic for brief in who.paths.mine(db, who.person) for topic in brief.topics)
    return {topic: place for place, topic in enumerate(topics)}


def _card(who: Visit, topic: str, bank: Quiz, later: bool) -> str:
    count = len(bank.form("practice"))
    note = who.say("เปิดเมื่ออ่านบทเรียนเรื่องนี้แล้ว", "opens when you have read its lesson") if later else who.say(f"{count} ข้อ", f"{count} questions")  # fmt: skip
    told = f'<strong>{escape(bank.title[who.language])}</strong><br><span class="sj-soft">{note}</span>'
    if later:
        return f'<div class="sj-card">{told}</div>'
    return f'<a class="sj-card sj-way" href="/practice?{urlencode({"topic": topic})}" target="_self">{told}</a>'


@st.fragment
def _item(visit: Door, topic: str) -> None:
    who = visit()
    with who.read() as db:
        bank = load.bank_in_force(db, topic)
    if bank is None:
        return
    asked = bank.form("practice")
    place = _place(len(asked))
    top(f"practice/{topic}/{place}")
    st.html(f'<p class="sj-soft"><a href="/practice" target="_self">{who.say("← ทุกเรื่อง", "← All topics")}</a></p>')
    if place == len(asked):
        _end(visit, who, topic, bank)
        return
    item = asked[place]
    ui.progress(place, len(asked), who.say(f"{bank.title.th} · ข้อ {place + 1} จาก {len(asked)}", f"{bank.title.en} · question {place + 1} of {len(asked)}"), heads=True)  # fmt: skip
    given = st.session_state.get(DONE, {}).get(item.id)
    if given is None:
        _ask(visit, who, topic, item)
        return
    st.html(
        f'<div class="sj-card" role="status">{explained(who, item, tuple(given), bank.sources, who.person.id)}</div>'
    )
    st.button(who.say("ข้อต่อไป", "Next"), key="next", type="primary", width="stretch", on_click=visit.then(_go_to, topic, place + 1))  # fmt: skip


def _ask(visit: Door, who: Visit, topic: str, item: Item) -> None:
    ask(who, item, shuffled(who.person.id, item), f"practice/{item.id}")
    ui.told()
    st.button(who.say("ดูคำอธิบาย", "See why"), key="answer", type="primary", width="stretch", on_click=visit.then(_answer, topic, item.id))  # fmt: skip


def _answer(who: Visit, topic: str, name: str) -> None:
    with who.read() as db:
        bank = load.bank_in_force(db, topic)
    item = bank.item(name) if bank else None
    if item is None or item.form != "practice":
        return
    chosen = given(item, f"practice/{name}")
    if not chosen:
        ui.tell(who.say("เลือกคำตอบก่อน", "Choose an answer first"), lacks=True)
        return
    st.session_state[DONE] = {**st.session_state.get(DONE, {}), name: list(chosen)}


def _place(count: int) -> int:
    """The item that the address names, from 0; `count` is the end."""
    named = st.query_params.get("n", "")
    return min(max(int(named), 1) - 1, count) if named.isascii() and named.isdecimal() and len(named) < 4 else 0


def _go_to(_: Visit, topic: str, place: int) -> None:
    st.query_params.from_dict({"topic": topic, "n": str(place + 1)})


def _end(visit: Door, who: Visit, topic: str, bank: Quiz) -> None:
    done, asked = st.session_state.get(DONE, {}), bank.form("practice")
    answered = [item for item in asked if item.id in done]  # all of them, but after a reload
    right = sum(item.mark(tuple(done[item.id])) == 1 for item in answered)
    told = who.say(f"ตอบถูก {right} จาก {len(answered)} ข้อ ไม่มีการเก็บคะแนน", f"{right} of {len(answered)} right; nothing was kept.")  # fmt: skip
    ui.card(who.say("ฝึกครบแล้ว", "All practised"), told if answered else who.say("ไม่มีการเก็บคะแนน", "Nothing was kept."))
    with st.container(horizontal=True, key="sj-turns"):
        st.button(who.say("ฝึกอีกครั้ง", "Once more"), key="again", width="stretch", on_click=visit.then(_again, topic))
        if st.button(who.say("เลือกเรื่องอื่น", "Another topic"), key="others", type="primary", width="stretch"):
            who.go("practice")


def _again(who: Visit, topic: str) -> None:
    with who.read() as db:
        bank = load.bank_in_force(db, topic)
    ids = {item.id for item in bank.items} if bank else set()
    st.session_state[DONE] = {name: given for name, given in st.session_state.get(DONE, {}).items() if name not in ids}
    _go_to(who, topic, 0)
