"""Situations to decide, one at a time. The address holds which one and what was chosen; nothing else does."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from core import ui
from core.scroll import top
from core.visit import Door, Visit
from gifts import load
from gifts.layer import PROFILES, Profile
from gifts.pages.told import named, spoken
from gifts.scenario import Collection, Scenario, Way
from gifts.verdict import Layers, verdict
from gifts.words import address


def render(visit: Door) -> None:
    """The list of all situations, or the one that the address names."""
    who = visit()
    with who.read() as db:
        found = load.scenarios(db)
    if _place(len(found)):
        _one(visit)
        return
    ui.heading(who.say("ลองตัดสินใจ", "Try and decide"))
    if not found:
        ui.empty(who.say("ยังไม่มีสถานการณ์ให้ลองตัดสินใจ เมื่อวิทยากรเพิ่มแล้วจะอยู่ที่นี่", "There are no situations yet. When a trainer adds some, they stand here."))  # fmt: skip
        return
    st.html(f'<p class="sj-soft">{who.say("เรื่องสั้น ๆ จากงานจริง เลือกทางหนึ่งแล้วดูผลของทุกทาง ไม่มีคะแนน ไม่มีการบันทึก ทางที่เหมาะสมเป็นคำแนะนำของผู้จัดทำ เรื่องจริงถามผู้รับผิดชอบงานจริยธรรม", "Short situations from everyday work. Choose a way, and see what comes of each. No marks, and nothing is kept. What is wise is the authors’ advice; for a real case ask your ethics officer.")}</p>')  # fmt: skip
    lines = "".join(
        f'<li><a href="/scenarios?n={n}" target="_self">{escape(each.title[who.language])}</a></li>'
        for n, (_, each) in enumerate(found, 1)
    )
    st.html(f'<nav class="sj-stories" aria-label="{who.say("ทุกเรื่อง", "All situations")}"><ol>{lines}</ol></nav>')
    st.html(
        f'<a class="sj-button" href="/gifts" target="_self">{who.say("ไปหน้า “รับได้ไหม”", "To “May I take it?”")}</a>'
    )


def _place(total: int) -> int:
    """Which situation the address names, from 1; 0 for none."""
    said = st.query_params.get("n", "")
    place = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 0
    return place if place <= total else 0


@st.fragment
def _one(visit: Door) -> None:
    who = visit()
    with who.read() as db:
        found = load.scenarios(db)
        profile = load.profile(db)
        layers = load.layers(db, profile)
    place = _place(len(found))
    if not place:
        return
    collection, story = found[place - 1]
    chosen = story.way(st.query_params.get("chosen", ""))
    top(f"scenarios/{place}/{chosen.id if chosen else ''}")
    st.html(f'<p class="sj-soft"><a href="/scenarios" target="_self">{who.say(f"← ทั้ง {len(found)} เรื่อง", f"← All {len(found)}")}</a> · {who.say(f"เรื่องที่ {place}", f"No. {place}")}</p>')  # fmt: skip
    ui.heading(story.title[who.language])
    st.html(f"<p>{escape(story.text[who.language])}</p>")
    if chosen:
        _outcome(who, collection, story, chosen)
        _desk(who, story, layers, profile)
    else:
        for way in story.options:
            st.button(way.text[who.language], key=f"{story.id}/{way.id}", width="stretch", on_click=visit.then(_go_to, place, way.id))  # fmt: skip
    _turns(visit, who, place, len(found), chosen is not None)


def _outcome(who: Visit, collection: Collection, story: Scenario, chosen: Way) -> None:
    """What comes of each way, the chosen one first; why, and the sources."""
    parts = []
    for way in sorted(story.options, key=lambda each: each is not chosen):
        said = who.say("ท่านเลือก", "You chose") if way is chosen else who.say("อีกทางหนึ่ง", "Another way")
        wise = who.say(" · เหมาะสม", " · wise") if way.wise else ""
        parts.append(
            f'<div class="{"sj-right" if way.wise else "sj-plain"}"><span class="sj-soft">{said}{wise}</span><br>'
            f"<strong>{escape(way.text[who.language])}</strong><br>{escape(way.consequence[who.language])}</div>"
        )
    sources = ui.sources(who, [collection.sources[name] for name in story.sources])
    st.html(
        f'<div class="sj-card" role="status">{"".join(parts)}</div>'
        f'<section class="sj-card"><h2>{who.say("เพราะอะไร", "Why")}</h2><p>{escape(story.why[who.language])}</p>{sources}</section>'
    )


def _desk(who: Visit, story: Scenario, layers: Layers, profile: Profile) -> None:
    """What the gift desk says of the case by the rules that hold here, and where others' rules say something else."""
    if story.case is None or story.answer is None:
        return
    case = story.case.case
    found = verdict(layers, case)
    because = spoken(who, found.by, layers) if found.by else ""
    elsewhere = ""
    if found.answer != story.answer and profile not in story.profiles:
        names = " · ".join(PROFILES[each][who.language] for each in story.profiles)
        elsewhere = f"<p>{escape(names)}: <strong>{named(who, story.answer)}</strong></p>"
    st.html(
        f'<section class="sj-card sj-verdict {found.answer}"><span class="sj-soft">{who.say("คำตอบตามกฎที่ใช้ที่นี่", "The answer by the rules that hold here")}</span>'
        f"<h2>{named(who, found.answer)}</h2>{because}{elsewhere}"
        f'<a class="sj-button" href="/gifts?{escape(urlencode(address(case)))}" target="_self">{who.say("ดูเรื่องนี้ในหน้า “รับได้ไหม”", "Open this case in “May I take it?”")}</a></section>'
    )


def _turns(visit: Door, who: Visit, place: int, total: int, decided: bool) -> None:
    """On, and back: to the ways of this situation, or to the one before."""
    with st.container(horizontal=True, key="sj-turns"):
        if decided:
            st.button(who.say("เลือกใหม่", "Choose again"), key="again", on_click=visit.then(_go_to, place))
        elif place > 1:
            st.button(who.say("ย้อนกลับ", "Back"), key="back", on_click=visit.then(_go_to, place - 1))
        if place < total and decided:
            st.button(who.say("เรื่องต่อไป", "Next"), key="next", type="primary", width="stretch",
                      on_click=visit.then(_go_to, place + 1))  # fmt: skip
        elif place < total:  # not among the ways to act, and not like them
            st.button(who.say("ข้ามเรื่องนี้", "Skip this one"), key="next", type="tertiary", on_click=visit.then(_go_to, place + 1))  # fmt: skip


def _go_to(_: Visit, place: int, chosen: str = "") -> None:
    """Write the place into the address."""
    st.query_params.from_dict({"n": str(place), **({"chosen": chosen} if chosen else {})})
