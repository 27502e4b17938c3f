"""Tests on paper, for those who cannot go online: which are out, the way to one of them, and printing new ones."""

from collections.abc import Mapping
from datetime import datetime
from html import escape
from urllib.parse import urlencode

import streamlit as st

from core import ui
from core.calendar import local_day, short_date
from core.db import Row
from core.directory import Person
from core.language import Text
from core.visit import Door, Visit
from quizzes import store
from quizzes.attempt import number
from quizzes.pages import entering, printing
from quizzes.pages.printing import MOMENTS
from quizzes.typist import digits, entrusted, in_hands

LISTED = 50  # of those that are out; the others are found by their number


def render(visit: Door) -> None:
    """What is out on paper and how to print more; or, when the address names an attempt, its typing in."""
    who = visit()
    if st.query_params.get("attempt"):
        entering.show(visit, who, st.query_params["attempt"])
        return
    ui.heading(who.say("แบบทดสอบบนกระดาษ", "Paper tests"))
    ui.told()
    printing.file(who)
    _find(who)
    _out(who)
    printing.show(visit, who)


def _find(who: Visit) -> None:
    """By the number on the sheet, or by what a scanner types."""
    with st.form("find", border=False):
        text = st.text_input(
            who.say("เลขที่บนกระดาษ หรือข้อความจากคิวอาร์โค้ด", "Number on the sheet, or the QR code's text"),
            key="find/number",
        )
        sought = st.form_submit_button(who.say("กรอกคำตอบ", "Type in"), type="primary")
    if not sought:
        return
    with who.read() as db:
        ids = store.numbered(db, digits(text)) if digits(text) else []
        begun = store.attempt_of(db, ids[0]) if len(ids) == 1 else None
        mine = begun and entrusted(who.ground, db, who.person, begun.person)
    if begun and mine:
        who.go("paper", {"attempt": begun.id})
    ui.empty(
        who.say(
            "ไม่พบเลขที่นี้ในแบบทดสอบของหน่วยงานที่ท่านดูแล ตรวจเลขที่ใต้คิวอาร์โค้ดอีกครั้ง",
            "There is no such number among the tests of your units. Check the number below the QR code.",
        )
    )


def _out(who: Visit) -> None:
    with who.read() as db:
        found = store.out(db)
        people = in_hands(who.ground, db, who.person, (row["person"] for row in found))
        titles = {each.slug: each.title for each in store.programmes(db)}
    mine = [row for row in found if row["person"] in people]
    st.html(f"<h2>{who.say('รอกรอกคำตอบ', 'Waiting to be typed in')} ({len(mine)})</h2>")
    if not mine:
        ui.empty(
            who.say(
                "ยังไม่มีแบบทดสอบที่พิมพ์ไว้ พิมพ์ได้จากด้านล่าง",
                "Nothing is out on paper. You can print tests below.",
            )
        )
        return
    lines = [_line(who, row, people[row["person"]], titles) for row in mine[:LISTED]]
    st.html(f'<div class="sj-out" role="list">{"".join(lines)}</div>')
    if len(mine) > LISTED:
        ui.empty(
            who.say(
                f"แสดง {LISTED} ฉบับที่พิมพ์ไว้นานที่สุด ฉบับอื่นค้นจากเลขที่",
                f"These are the {LISTED} that have been out longest; find others by their number.",
            )
        )


def _line(who: Visit, row: Row, person: Person, titles: Mapping[str, Text]) -> str:
    state = (
        who.say("ยังไม่กรอก", "not typed in")
        if not row["entries"]
        else who.say("กรอกแล้วครั้งที่หนึ่ง", "first entry made")
        if row["entries"] % 2
        else who.say("สองครั้งไม่ตรงกัน", "the entries differ")
    )
    title = titles[row["programme"]][who.language] if row["programme"] in titles else row["programme"]
    day = short_date(local_day(datetime.fromisoformat(row["paper"])), who.language)
    query = urlencode({"attempt": row["id"]})
    again = who.say("พิมพ์อีกครั้ง", "Print again")
    return (
        f'<div class="sj-card" role="listitem"><a href="/paper?{query}" target="_self"><strong>{escape(person.full_name)}</strong></a>'
        f'<br><span class="sj-soft">{who.say("รหัส", "code")} {escape(person.code)} · {who.say("เลขที่", "number")} {number(row["id"])}<br>'
        f"{escape(title)} · {MOMENTS[row['moment']][who.language]} · {who.say('พิมพ์เมื่อ', 'printed')} {day}</span>"
        f'<br><span class="row"><span>{state}</span><a href="/paper-tests.pdf?{query}" target="_blank">{again}</a></span></div>'
    )
