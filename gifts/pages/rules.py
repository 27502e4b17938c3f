"""The layers of rules that hold here, and for an administrator of the whole organisation the choice of them."""

from html import escape

import streamlit as st

from core.settings import GIFTS_PROFILE, set_to
from core.visit import Door, Visit
from gifts import load
from gifts.layer import PROFILES
from gifts.pages.told import sourced
from gifts.verdict import Layers


def shown(visit: Door, who: Visit, layers: Layers) -> None:
    """All layers with their sources, behind one touch."""
    with st.expander(who.say("กฎที่ใช้ที่นี่", "The rules that hold here")):
        parts = []
        for layer in layers.values():
            sources = "<br>".join(sourced(who, each) for each in layer.sources.values())
            parts.append(f'<li>{escape(layer.title[who.language])}<br><span class="sj-soft">{sources}</span></li>')
        st.html(
            f"<p>{who.say('เมื่อกฎหลายชั้นตอบต่างกัน ใช้ชั้นที่เข้มที่สุด', 'Where layers differ, the strictest wins.')}</p><ol>{''.join(parts)}</ol>"
        )
        st.html(
            f'<p class="sj-soft">{who.say("หน้านี้ช่วยการเรียนรู้ ไม่ใช่คำวินิจฉัยทางกฎหมาย", "The desk is for learning; it is not a legal ruling.")}</p>'
        )
        if _whole(who):
            with who.read() as db:
                st.session_state["gifts/profile"] = load.profile(db)
            names = {each: text[who.language] for each, text in PROFILES.items()}
            st.selectbox(who.say("หน่วยงานนี้ใช้กฎชุดใด", "Whose rules hold here"), list(names), format_func=names.__getitem__,
                         key="gifts/profile", on_change=visit.then(_profile))  # fmt: skip


def _whole(who: Visit) -> bool:
    """Whether the visitor administers the whole organisation."""
    with who.read() as db:
        top = next((unit.id for unit in who.ground.directory.units(db).values() if not unit.above), "")
    return top in who.person.over("administrator")


def _profile(who: Visit) -> None:
    if _whole(who):
        with who.write() as writing:
            set_to(writing.db, GIFTS_PROFILE, st.session_state["gifts/profile"])
