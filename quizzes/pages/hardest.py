"""The panel on the manager's page: which questions are still the hardest after learning."""

import streamlit as st

from core import ui
from core.room import Asked
from core.visit import Visit
from quizzes import store
from quizzes.figures import figures
from quizzes.pages.listing import Line, listing

SHOWN = 5


def render(who: Visit, asked: Asked) -> None:
    """The hardest questions of the post-tests of a fiscal year's programmes, of the whole organisation."""
    with who.read() as db:
        slugs = [each.slug for each in store.programmes(db) if each.fiscal_year == asked.fiscal_year]
        found = [
            item for slug in slugs for test in store.counted_tests(db, slug, "post") for item in figures(db, test).items
        ]
    st.html(f"<h2>{who.say('ข้อที่ยากที่สุดหลังเรียน', 'Hardest questions after learning')}</h2>")
    st.html(
        '<p class="sj-soft">'
        + who.say(
            f"ทั้งหน่วยงาน ทั้งปีงบประมาณ {asked.fiscal_year} ไม่แยกหน่วยงานย่อยและไตรมาส ปรับใหม่เมื่อมีผู้ส่งชุดเดียวกันครบทุก {store.BLOCK} คน",
            f"The whole organisation and all of fiscal year {asked.fiscal_year}, not by unit or quarter; renewed after every {store.BLOCK} tests of a form handed in.",
        )
        + "</p>"
    )
    if not found:
        ui.empty(
            who.say(
                f"ไม่แสดง ยังมีผู้ส่งแบบทดสอบหลังเรียนชุดเดียวกันไม่ครบ {store.BLOCK} คน",
                f"Not shown: fewer than {store.BLOCK} people have handed in the same form of a post-test.",
            )
        )
        return
    hardest = sorted(found, key=lambda each: (each.found.facility, each.id))[:SHOWN]
    heads = (who.say("ข้อ", "Question"), who.say("ได้คะแนน (ร้อยละ)", "Mean mark (%)"), who.say("คน", "People"))
    listing(who, heads, [Line(e, (f"{float(e.found.facility) * 100:.0f}", str(e.found.n))) for e in hardest])
