"""A lesson as its file says it now, all cards below each other: for whoever writes it, before anybody reads it."""

from html import escape
from itertools import chain

import streamlit as st

from core import ui, wording
from core.calendar import local_day
from core.library import drafted, drafts
from core.previews import previews
from core.visit import Door, Visit
from lessons import load, sourced
from lessons.lesson import Card, Lesson


def render(visit: Door) -> None:
    """The lesson that the address names, or the list of all files."""
    who = visit()
    slug = st.query_params.get("slug", "")
    known = drafts(load.shelf, who.ground.content)
    ui.heading(who.say("ดูตัวอย่างบทเรียน", "Preview of lessons"))
    if slug not in known:
        st.html(previews(who, load.shelf))
        return
    found, problems = drafted(load.shelf, who.ground.content, slug, lambda each: chain(wording.slips(each), wording.ahead(each, local_day(who.at)), sourced.slips(each)))  # fmt: skip
    ui.drafted(who, known[slug], problems)
    if isinstance(found, Lesson):
        st.html(f'<p class="sj-soft">{escape(found.summary[who.language])} · {found.minutes} {who.say("นาที", "minutes")} · {" ".join(found.letters)}</p>')  # fmt: skip
        for place, card in enumerate(found.cards, start=1):
            with st.container(key=f"sj-box-{place}"):
                _card(who, found, card, place)


def _card(who: Visit, lesson: Lesson, card: Card, place: int) -> None:
    st.html(f'<p class="sj-soft">{who.say("หน้า", "Card")} {place} · {escape(card.id)}</p>')
    st.markdown(f"## {card.title[who.language]}\n\n{card.body[who.language]}")
    for option in card.options:
        mark, wise = ("sj-right", who.say(" · เหมาะสม", " · wise")) if option.wise else ("sj-plain", "")
        st.html(
            f'<div class="{mark}"><span class="sj-soft">{escape(option.id)}{wise}</span><br>'
            f"<strong>{escape(option.text[who.language])}</strong><br>{escape(option.consequence[who.language])}</div>"
        )
    if card.channel:
        st.html(f'<p class="sj-soft">{who.say("ตรงนี้แสดงลิงก์ช่องทางร้องเรียนของหน่วยงาน ถ้ายังไม่ได้ใส่ลิงก์ จะแสดงช่องทางที่ทุกคนใช้ได้", "Here stands the link to the office’s own complaint channel; while there is none, the channels open to everyone")}</p>')  # fmt: skip
    if card.sources:
        st.html(ui.sources(who, [lesson.sources[name] for name in card.sources]))
