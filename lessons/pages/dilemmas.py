"""Dilemmas: the list of them, and one as scene after scene. The address holds the way; nothing else does."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from core import ui
from core.scroll import top
from core.visit import Door, Visit
from lessons import load
from lessons.dilemma import Dilemma, Node, Turn

KINDS = {
    "wise": ("✓", "ทางที่เหมาะสม", "A wise way"),
    "open": ("○", "ยังมีเรื่องให้ทำต่อ", "Not over yet"),
    "costly": ("!", "ทางที่มีราคาต้องจ่าย", "A way that costs"),
}


def render(visit: Door) -> None:
    """All dilemmas, or the one that the address names."""
    who = visit()
    with who.read() as db:
        found = load.dilemmas_in_force(db)
    slug = st.query_params.get("dilemma", "")
    if slug in found:
        _scene(visit, slug)
        return
    ui.heading(who.say("เรื่องให้ตัดสินใจ", "Dilemmas"))
    if not found:
        ui.empty(who.say("ยังไม่มีเรื่องให้ตัดสินใจ เมื่อวิทยากรเพิ่มแล้วจะอยู่ที่นี่", "There are no dilemmas yet. When a trainer adds one, it stands here."))  # fmt: skip
        return
    st.html(f'<p class="sj-soft">{who.say("ลองตัดสินใจแล้วดูว่าเรื่องจบอย่างไร ไม่มีคะแนน ไม่มีการบันทึก ลองใหม่ได้ทุกทาง ทางที่เหมาะสมเป็นคำแนะนำของผู้จัดทำ เรื่องจริงถามผู้รับผิดชอบงานจริยธรรม", "Decide, and see how it ends. No marks, nothing kept, and every way can be tried. What is wise is the authors’ advice; for a real case ask your ethics officer.")}</p>')  # fmt: skip
    cards = [
        f'<a class="sj-card sj-way" href="/dilemmas?{urlencode({"dilemma": name})}" target="_self"><strong>{escape(each.title[who.language])}</strong>'
        f"<p>{escape(each.summary[who.language])}</p>"
        f'<span class="sj-soft">{who.say(f"{each.minutes} นาที · จบได้ {len(each.endings)} แบบ", f"{each.minutes} minutes · {len(each.endings)} endings")}</span></a>'
        for name, each in found.items()
    ]
    st.html("".join(cards))


@st.fragment
def _scene(visit: Door, slug: str) -> None:
    who = visit()
    with who.read() as db:
        dilemma = load.dilemmas_in_force(db).get(slug)
    if dilemma is None:
        return
    way = st.query_params.get("way", "")
    walked, here = dilemma.walk(way.split(".") if way else ())
    kept = ".".join(turn.id for _, turn in walked)
    top(f"{slug}/{kept}")
    st.html(f'<p class="sj-soft"><a href="/dilemmas" target="_self">{who.say("← เรื่องทั้งหมด", "← All dilemmas")}</a> </p>{ui.HEAD}{escape(dilemma.title[who.language])}</h1>')  # fmt: skip
    if walked:
        _trail(who, walked)
    if here.ending:
        _ending(who, dilemma, here)
    else:
        st.markdown(here.body[who.language])
        for turn in here.options:
            st.button(turn.text[who.language], key=f"{slug}/{here.id}/{turn.id}", width="stretch",
                      on_click=visit.then(_choose, f"{kept}.{turn.id}".strip(".")))  # fmt: skip
    with st.container(horizontal=True):
        if walked:
            back = ".".join(turn.id for _, turn in walked[:-1])
            st.button(who.say("ย้อนกลับ", "Back"), key="back", on_click=visit.then(_choose, back))
        if here.ending:
            st.button(who.say("เริ่มใหม่", "Begin again"), key="again", on_click=visit.then(_choose, ""))


def _trail(who: Visit, walked: list[tuple[Node, Turn]]) -> None:
    """What was chosen on the way here."""
    steps = "".join(f"<li>{escape(turn.text[who.language])}</li>" for _, turn in walked)
    st.html(f'<details class="sj-soft"><summary>{who.say(f"ท่านเลือกมาแล้ว {len(walked)} ครั้ง", f"Your choices so far: {len(walked)}")}</summary><ol>{steps}</ol></details>')  # fmt: skip


def _ending(who: Visit, dilemma: Dilemma, here: Node) -> None:
    assert here.ending
    assert here.title
    assert here.explained
    sign, th, en = KINDS[here.ending]
    st.html(f'<p class="sj-soft"><span aria-hidden="true">{sign}</span> {who.say(th, en)}</p>')
    st.markdown(f"## {here.title[who.language]}\n\n{here.body[who.language]}")
    source = ui.sources(who, [dilemma.sources[name] for name in here.sources]) if here.sources else ""
    mark = "sj-right" if here.ending == "wise" else "sj-plain"
    st.html(f'<div class="sj-card" role="status"><div class="{mark}">{escape(here.explained[who.language])}{source}</div></div>')  # fmt: skip


def _choose(_: Visit, way: str) -> None:
    """Write the way into the address."""
    if way:
        st.query_params["way"] = way
    else:
        st.query_params.pop("way", None)
