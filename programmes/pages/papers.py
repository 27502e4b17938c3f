"""The way to a programme's poster and hand-out: a fold with a line for each sheet, in both languages."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from core.language import LANGUAGES, Language, say
from core.visit import Visit


def section(who: Visit, slug: str) -> None:
    """What can be printed for a programme's staff."""
    sheets: tuple[tuple[str, str, dict[str, str]], ...] = (
        (who.say("โปสเตอร์ A4", "Poster, A4"), "poster", {}),
        (who.say("โปสเตอร์ A3", "Poster, A3"), "poster", {"size": "a3"}),
        (who.say("เอกสารแจก 1 หน้า", "Hand-out, one page"), "handout", {}),
    )
    with st.expander(who.say("โปสเตอร์และเอกสารแจก (PDF)", "Poster and hand-out (PDF)")):
        lead = who.say("ใช้บอกบุคลากรว่าหลักสูตรนี้คืออะไร เริ่มอย่างไร ถึงเมื่อใด ไม่มีชื่อบุคคลบนกระดาษ", "They tell staff what this programme is, how to begin, and until when. Nobody is named on them.")  # fmt: skip
        lines = "".join(f"<li>{escape(title)}: {_links(kind, {'programme': slug, **more})}</li>" for title, kind, more in sheets)  # fmt: skip
        st.html(f'<p class="sj-soft">{lead}</p><ul class="sj-files-list">{lines}</ul>')


def _links(kind: str, query: dict[str, str]) -> str:
    """One sheet in each language."""
    return " · ".join(_link(kind, query, language) for language in LANGUAGES)


def _link(kind: str, query: dict[str, str], language: Language) -> str:
    address = escape(f"/programme-{kind}.pdf?{urlencode({**query, 'language': language})}", quote=True)
    return f'<a href="{address}" target="_blank" lang="{language}">{say(language, "ภาษาไทย", "English")}</a>'
