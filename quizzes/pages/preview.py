"""A bank as its file says it now, with keys and reasons: for whoever writes it, before anybody is asked."""

from html import escape
from itertools import chain

import streamlit as st

from core import ui, wording
from core.calendar import local_day
from core.language import Text
from core.library import drafted, drafts
from core.previews import previews
from core.visit import Door, Visit
from quizzes import blueprint, load
from quizzes.item import Item
from quizzes.pages.result import options
from quizzes.quiz import MEASURED, Quiz

KINDS = {
    "single": Text(th="เลือกข้อเดียว", en="one answer"),
    "several": Text(th="เลือกได้หลายข้อ", en="several answers"),
    "truefalse": Text(th="ถูกหรือไม่ถูก", en="true or false"),
    "judgement": Text(th="สถานการณ์ให้ตัดสินใจ", en="a situation to judge"),
}
LEVELS = {
    "remember": Text(th="จำ", en="remember"),
    "understand": Text(th="เข้าใจ", en="understand"),
    "apply": Text(th="ใช้", en="apply"),
}
EXPECTED = {
    "easy": Text(th="คาดว่าง่าย", en="expected to be easy"),
    "medium": Text(th="คาดว่าปานกลาง", en="expected to be of medium difficulty"),
    "hard": Text(th="คาดว่ายาก", en="expected to be hard"),
}


def render(visit: Door) -> None:
    """The bank that the address names, or the list of all files."""
    who = visit()
    slug = st.query_params.get("slug", "")
    known = drafts(load.shelf, who.ground.content)
    ui.heading(who.say("ดูตัวอย่างข้อสอบ", "Preview of quizzes"))
    if slug not in known:
        st.html(previews(who, load.shelf))
        return
    found, problems = drafted(load.shelf, who.ground.content, slug, lambda each: chain(wording.slips(each), wording.ahead(each, local_day(who.at)), blueprint.slips(each)))  # fmt: skip
    ui.drafted(who, known[slug], problems)
    if isinstance(found, Quiz):
        ui.empty(who.say("หน้านี้แสดงเฉลย โปรดไม่เปิดให้ผู้ที่ยังไม่ได้ทำแบบทดสอบเห็น", "This page shows the keys: keep it from whoever is still to be tested."))  # fmt: skip
        for form in (*MEASURED, "practice"):
            if asked := found.form(form):
                name = who.say("ข้อฝึก", "Practice") if form == "practice" else who.say(f"ชุด {form}", f"Form {form}")
                st.html(f"<h2 class=sj-part>{name}</h2>" + "".join(_item(who, found, each) for each in asked))


def _item(who: Visit, quiz: Quiz, item: Item) -> str:
    stem = escape(item.stem[who.language].replace("**", ""))
    words = (each[who.language] for each in (KINDS[item.kind], LEVELS[item.level], EXPECTED[item.expected]))
    kind = " · ".join((escape(item.id), *words))
    return f'<details class="sj-card"><summary>{stem}<br><span class="sj-soft">{kind}</span></summary>{options(who, item, (), quiz.sources, item.id)}</details>'
