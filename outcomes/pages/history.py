"""Results of earlier years from Google Forms' sheets: looked through, then kept as totals, apart from the record."""

from html import escape

import streamlit as st

from core import ui
from core.visit import Door, Visit
from outcomes.amount import MEAN, shown
from outcomes.formsheet import parsed
from outcomes.pages import history_review
from outcomes.pages.history_review import MOMENTS
from outcomes.pages.said import names, over_all, part, tell, told, when, whole
from outcomes.store import history
from outcomes.store.history import Brought

SHOWN = 20  # sheets at once


def render(visit: Door) -> None:
    """The uploader with its review, and what was brought in."""
    who = visit()
    ui.heading(who.say("ข้อมูลย้อนหลังจากแบบฟอร์มเดิม", "Earlier results from old forms"))
    if not whole(who):
        return
    _how(who)
    sheet = st.file_uploader(
        who.say("แฟ้มคำตอบของแบบทดสอบ (CSV หรือ XLSX)", "The quiz’s answers (CSV or XLSX)"),
        type=["csv", "xlsx"], key=f"history/{st.session_state.setdefault('history/n', 0)}",
    )  # fmt: skip
    if sheet is None:
        _listed(visit, who)
    else:
        history_review.show(visit, who, parsed(sheet.getvalue()))


def _how(who: Visit) -> None:
    said = who.say(
        "ใช้แฟ้มที่ดาวน์โหลดจาก Google Forms หรือ Google Sheets ระบบอ่านเฉพาะคะแนนและวันที่ ไม่อ่านและไม่เก็บชื่อ อีเมล หรือคำตอบ"
        " ตรวจก่อนบันทึกทุกครั้ง ยอดที่นำเข้าแสดงแยกต่างหากในรายงาน ไม่รวมกับตัวเลขที่ระบบนับ",
        "Use the file that Google Forms or Google Sheets gives you. Only marks and days are read; names, e-mail addresses and answers"
        " are neither read nor kept. You look before anything is written. What is brought in stands apart in reports, never added to what is counted here.",
    )
    st.html(f'<p class="sj-soft">{said}</p>')


def _listed(visit: Door, who: Visit) -> None:
    with who.read() as db:
        found = history.brought(db)
    told()
    st.html(f"<h2>{who.say('ที่นำเข้าแล้ว', 'Brought in')}</h2>")
    if not found:
        ui.empty(who.say("ยังไม่มีข้อมูลย้อนหลัง", "There are no earlier results yet."))
        return
    known = names(who, {each.by for each in found})
    for each in part(found[::-1], "history/page", SHOWN):
        _card(who, each, known[each.by])
        _taking_back(visit, who, each)


def _card(who: Visit, each: Brought, name: str) -> None:
    moment = MOMENTS[each.moment][who.language]
    mean, spread = shown(each.mean, MEAN), shown(each.deviation, MEAN)
    figures = who.say(
        f"{each.people:,} คน · ค่าเฉลี่ยร้อยละ {mean} · ส่วนเบี่ยงเบนมาตรฐาน {spread}",
        f"{each.people:,} people · mean {mean} per cent · standard deviation {spread}",
    )
    lines = [f"<p>{figures}</p>", f"<p>{escape(each.note)}</p>" if each.note else ""]
    title = who.say(f"ปี {each.fiscal_year} · {each.label} · {moment}", f"{each.fiscal_year} · {each.label} · {moment}")
    who_when = f'<p class="sj-soft">{escape(name)} · {when(who, each.at)}</p>'
    st.html(f'<div class="sj-card"><h3>{escape(title)}</h3>{"".join(lines)}{who_when}</div>')


def _taking_back(visit: Door, who: Visit, each: Brought) -> None:
    if st.session_state.get("history/back") != each.id:
        st.button(who.say("ถอนออก…", "Withdraw…"), key=f"back/{each.id}", on_click=visit.then(_ask, each.id))
        return
    ui.card(
        who.say("ถอนข้อมูลชุดนี้ออกจากรายงาน", "Withdraw this from the reports"),
        who.say("นำเข้าใหม่จากแฟ้มเดิมได้ภายหลัง", "It can be brought in again from its file."),
        level=3,
    )
    with st.container(horizontal=True):
        st.button(
            who.say("ถอนออก", "Withdraw"), key=f"go/{each.id}", type="primary", on_click=visit.then(_withdraw, each.id)
        )
        st.button(who.say("ไม่ถอน", "Do not withdraw"), key=f"no/{each.id}", on_click=visit.then(_ask, ""))


def _ask(who: Visit, id: str) -> None:
    st.session_state["history/back"] = id


def _withdraw(who: Visit, id: str) -> None:
    if not over_all(who):
        return
    st.session_state["history/back"] = ""
    with who.write() as writing:
        stood = history.withdraw(writing, id, who.person.id)
    tell(True, who.say("ถอนแล้ว", "Withdrawn.") if stood else who.say("ถอนไปแล้วก่อนหน้านี้", "It was withdrawn already."))
