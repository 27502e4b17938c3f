"""The report as files, and the ways to closing, entering and earlier years, for whoever may."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from core.visit import Visit
from outcomes.overview import Overview

ENDINGS = (
    ("docx", "รายงาน Word", "Word report"), ("pdf", "รายงาน PDF", "PDF report"), ("xlsx", "ตาราง Excel", "Excel workbook"),
)  # fmt: skip


def show(who: Visit, found: Overview) -> None:
    """What can be taken along; and why the evidence pack is not there, when it is not."""
    frame = found.frame
    st.html(f"<h2 class='sj-part sj-screen'>{who.say('รายงานและชุดหลักฐาน', 'Reports and evidence')}</h2>")
    if not frame.recorded:
        st.html(f'<p class="sj-soft">{who.say("งวดนี้ยังไม่มีตัวเลขสำหรับรายงาน", "This period has no figures to report yet.")}</p>')  # fmt: skip
    else:
        made = [_link(who, found, ending, who.say(th, en)) for ending, th, en in ENDINGS]
        if frame.whole and frame.found.closed:
            made.append(_link(who, found, "zip", who.say("ชุดหลักฐาน ZIP", "Evidence pack (ZIP)")))
        st.html(f'<p class="sj-files">{"".join(made)}</p>{_no_pack(who, found)}')
    if frame.over_all:
        links(who, found, ("closing", "entering", "history"))


def _link(who: Visit, found: Overview, ending: str, label: str) -> str:
    address = escape(found.frame.view.report(ending, who.language))
    return f'<a class="sj-button" href="{address}" target="_blank">{label}</a>'


def _no_pack(who: Visit, found: Overview) -> str:
    if not found.frame.whole:
        text = who.say("ชุดหลักฐานมีเฉพาะของทั้งหน่วยงาน", "The evidence pack is of the whole organisation only.")
    elif found.frame.found.closed is None:
        text = who.say("ชุดหลักฐานมีหลังปิดงวด เพราะต้องมีตัวเลขที่ลงลายมือชื่ออิเล็กทรอนิกส์แล้ว", "The evidence pack comes with the closing, for it holds the signed figures.")  # fmt: skip
    else:
        return ""
    return f'<p class="sj-soft">{text}</p>'


def links(who: Visit, found: Overview, paths: Iterable[str]) -> None:
    """The ways to other pages of this room, for the same year and quarter, as far as they are this person's."""
    view = found.frame.view
    same = {"fiscal_year": str(view.fiscal_year), "quarter": str(view.quarter)}
    with st.container(horizontal=True):
        for path in paths:
            if path in who.pages:
                st.page_link(who.pages[path], label=who.pages[path].title, query_params=same)
