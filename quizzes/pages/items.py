"""Item statistics for those who write and answer for the questions: how hard each is, and what it tells apart."""

from urllib.parse import urlencode

import streamlit as st

from core import ui
from core.db import Database
from core.language import Text
from core.visit import Door, Visit
from quizzes import store
from quizzes.figures import FLAGS, FormFigures, ItemFigures, allowed, figures
from quizzes.pages.choice import choice
from quizzes.pages.listing import Line, listing
from quizzes.pages.printing import MOMENTS
from quizzes.statistics import EASY, HARD, JUDGED, WEAK

SORTS = {
    "form": Text(th="ตามเรื่องและข้อ", en="by topic and question"),
    "hardest": Text(th="ยากที่สุดก่อน", en="hardest first"),
    "weakest": Text(th="จำแนกได้น้อยที่สุดก่อน", en="least discriminating first"),
}


def render(visit: Door) -> None:
    """The statistics of the programme and test that the address names."""
    who = visit()
    ui.heading(who.say("คุณภาพข้อสอบ", "Item statistics"))
    with who.read() as db:
        theirs = allowed(who.ground, db, who.person)
        found = _programmes(db) if theirs else {}
    if not theirs:
        ui.empty(
            who.say(
                "หน้านี้สำหรับวิทยากร และผู้กำกับติดตามหรือผู้ดูแลระบบของทั้งหน่วยงาน",
                "This page is for trainers, and for managers and administrators of the whole organisation.",
            )
        )
        return
    if not found:
        ui.empty(
            who.say(
                f"สถิติรายข้อจะแสดงเมื่อมีผู้ส่งแบบทดสอบชุดเดียวกันครบ {store.BLOCK} คน",
                f"Statistics show as soon as {store.BLOCK} people have handed in the same form.",
            )
        )
        return
    programme, moment, sort = _chosen(visit, who, found)
    with who.read() as db:
        tests = [figures(db, test) for test in store.counted_tests(db, programme, moment)]
    _about(who)
    for test in tests:
        _test(who, test, sort)
    if not tests:
        ui.empty(
            who.say(
                f"แบบทดสอบนี้ยังมีผู้ส่งไม่ครบ {store.BLOCK} คนในชุดใดเลย จึงยังไม่แสดง",
                f"No form of this test has been handed in by {store.BLOCK} people yet, so nothing is shown.",
            )
        )
        return
    query = urlencode({"programme": programme, "moment": moment})
    st.html(
        f'<a class="sj-button" href="/items.csv?{query}">{who.say("ดาวน์โหลดตารางนี้ (CSV)", "Download this table (CSV)")}</a>'
        f'<a class="sj-button" href="/items.csv">{who.say("ทุกหลักสูตร (CSV)", "All programmes (CSV)")}</a>'
    )


def _programmes(db: Database) -> dict[str, Text]:
    """Titles of the programmes that have statistics, the latest first."""
    counted = {programme for programme, _, _ in store.counted_tests(db)}
    titles = {each.slug: each.title for each in store.programmes(db) if each.slug in counted}
    return titles | {slug: Text(th=slug, en=slug) for slug in sorted(counted - titles.keys())}


def _chosen(visit: Door, who: Visit, found: dict[str, Text]) -> tuple[str, str, str]:
    """Programme, test and order, kept in the address."""
    programmes = {slug: title[who.language] for slug, title in found.items()}
    moments = {each: MOMENTS[each][who.language] for each in ("post", "pre")}
    sorts = {each: text[who.language] for each, text in SORTS.items()}
    programme = choice(visit, who.say("หลักสูตร", "Programme"), "programme", programmes)
    with st.container(horizontal=True):
        moment = choice(visit, who.say("แบบทดสอบ", "Test"), "moment", moments)
        sort = choice(visit, who.say("เรียงลำดับ", "Sort"), "sort", sorts)
    return programme, moment, sort


def _about(who: Visit) -> None:
    easy, hard = f"{float(EASY):.1f}", f"{float(HARD):.1f}"
    st.html(
        '<p class="sj-soft">'
        + who.say(
            f"นับทั้งหน่วยงาน ตารางของแต่ละชุดปรับใหม่เมื่อมีผู้ส่งครบทุก {store.BLOCK} คน จึงอาจมีผู้ส่งล่าสุดไม่เกิน {store.BLOCK - 1} คนต่อชุดที่ยังไม่ได้นับ<br>"
            f"ข้อสังเกตเป็นเกณฑ์ของระบบนี้: ค่าความยากง่ายเกิน {easy} หรือต่ำกว่า {hard} และอำนาจจำแนกต่ำกว่า {WEAK} "
            f"(ตัดสินอำนาจจำแนกเมื่อมีตั้งแต่ {JUDGED} คน)",
            f"The whole organisation. Each form’s table is renewed after every {store.BLOCK} tests handed in, so up to {store.BLOCK - 1} of the latest may not be counted yet.<br>"
            f"The notes are this system's own convention: facility over {easy} or under {hard}, discrimination under {WEAK} "
            f"(judged from {JUDGED} people on).",
        )
        + "</p>"
    )


def _test(who: Visit, test: FormFigures, sort: str) -> None:
    reliability = "–" if test.kr20 is None else f"{test.kr20:.2f}"
    judged = "" if test.n >= JUDGED else who.say(" (คนน้อย ยังไม่ควรตัดสิน)", " (few people: not to be judged yet)")
    st.html(f"<h2>{who.say(f'ชุด {test.form}', f'Form {test.form}')}</h2>")
    st.html(f'<p class="sj-soft">{who.say(f"{test.n} คน", f"{test.n} people")} · KR-20 {reliability}{judged}</p>')
    heads = (who.say("ข้อ", "Question"), who.say("ความยากง่าย", "Facility"), who.say("อำนาจจำแนก", "Discrimination"))
    listing(who, heads, [_line(who, each) for each in _sorted(test.items, sort)])


def _line(who: Visit, each: ItemFigures) -> Line:
    apart = "–" if each.found.discrimination is None else f"{each.found.discrimination:.2f}".replace("-", "−")
    flags = ", ".join(FLAGS[flag][who.language] for flag in each.found.flags)
    return Line(each, (f"{float(each.found.facility):.2f}", apart), flags)


def _sorted(items: tuple[ItemFigures, ...], sort: str) -> list[ItemFigures]:
    if sort == "hardest":
        return sorted(items, key=lambda each: (each.found.facility, each.id))
    if sort == "weakest":
        return sorted(
            items, key=lambda each: (-2 if each.found.discrimination is None else each.found.discrimination, each.id)
        )
    return sorted(items, key=lambda each: (each.topic, each.id))
