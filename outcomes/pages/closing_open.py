"""A quarter that is over and not closed: what would be frozen, what is missing, and the one button."""

from html import escape

import streamlit as st

from core import ui
from core.db import Database
from core.record import digest
from core.signing import Refused
from core.visit import Door, Visit
from outcomes import headline
from outcomes.account import Account, close, snapshot
from outcomes.figures import Period
from outcomes.indicators import NOTHING
from outcomes.pages.said import over_all, tell, told
from outcomes.reported import Wanted, projects, report, root

MAIN = (
    "participation.enrolled", "participation.not_started", "participation.under_way", "participation.finished",
    "knowledge.tested", "knowledge.matched", "knowledge.pre_mean", "knowledge.post_mean", "knowledge.at_criterion",
    "pledges.executive.signed", "pledges.member.signed", "certificates.passed", "certificates.attended",
)  # fmt: skip
REFUSED = {
    "lasting": ("งวดนี้ยังไม่สิ้นสุด", "This period is still running."),
    "closed": ("งวดนี้ปิดไปแล้ว", "This period is closed already."),
    "before": ("งวดนี้สิ้นสุดก่อนเริ่มใช้ระบบ", "This period was over before the record began."),
    "moved": (
        "ตัวเลขเปลี่ยนไประหว่างที่ท่านดู ยังไม่ได้บันทึกอะไร ตรวจตัวเลขด้านล่างอีกครั้ง",
        "The figures changed while you looked; nothing was written. Look at them once more, below.",
    ),
    "open": ("งวดนี้ยังไม่ปิด", "This period is not closed."),
    "unreasoned": ("ยังไม่ได้ปรับปรุง — เขียนเหตุผล", "Nothing was restated — write why."),
    "same": ("ตัวเลขตรงกับที่ปิดไว้แล้ว ไม่มีอะไรต้องปรับปรุง", "The figures are those that were closed; there is nothing to restate."),
}  # fmt: skip


def show(visit: Door, who: Visit, period: Period) -> None:
    """The main figures of each project, what is missing, and closing."""
    found = Account(period, None)
    st.html(f"<h2>{who.say('สิ่งที่จะตรึงไว้', 'What will be frozen')}</h2>")
    with who.read() as db:
        mark = digest(snapshot(db, period))
        _figures(who, db, found)
        _missing(who, db, found)
    ui.card(
        who.say("ปิดงวดแล้วแก้ไม่ได้", "A closing cannot be undone"),
        who.say(
            "ระบบจะตรึงตัวเลขทั้งหมดพร้อมลายมือชื่ออิเล็กทรอนิกส์ของหน่วยงาน สิ่งที่บันทึกภายหลังจะไม่เปลี่ยนตัวเลขที่ปิดไป แต่ปรับปรุงงวดได้ โดยแสดงของเดิม ของใหม่ และเหตุผล",
            "All figures are frozen under the organisation’s signature. What is recorded later does not change them; the period can be restated, which shows the old, the new and the reason.",
        ),
    )
    sure = st.checkbox(
        who.say("ตรวจตัวเลขแล้ว และเข้าใจว่าปิดแล้วแก้ไม่ได้", "I looked through the figures, and know that this cannot be undone"),
        key=f"closing/sure/{period.fiscal_year}/{period.quarter}",
    )  # fmt: skip
    st.button(
        who.say(f"ปิดงวดไตรมาส {period.quarter} ปี {period.fiscal_year}", f"Close quarter {period.quarter} of {period.fiscal_year}"),
        key="closing/close", type="primary", disabled=not sure, on_click=visit.then(_close, period, mark),
    )  # fmt: skip
    told()  # where the eyes are, after the button


def _figures(who: Visit, db: Database, found: Account) -> None:
    scopes = found.scopes(db)
    if not scopes:
        ui.empty(who.say("ปีงบประมาณนี้ไม่มีหลักสูตร จะตรึงเฉพาะตัวเลขที่บันทึกเองและเรื่องที่เผยแพร่", "There is no programme in this fiscal year; only the figures entered by hand and the topics published are frozen."))  # fmt: skip
    for programmes in scopes.values():
        made = report(db, found, Wanted(programmes, "", who.at))
        title = ", ".join(each["title"][who.language] for each in programmes)
        st.html(f"<h3>{escape(title)}</h3>")
        ui.table(
            [who.say("ตัวเลข", "Figure"), who.say("ค่า", "Value"), who.say("หน่วย", "Unit")],
            [
                [each.label[who.language], each.shown(who.language), each.unit[who.language]]
                for each in headline.figures(made)
                if each.key in MAIN
            ],
            frozenset({1}),
        )


def _missing(who: Visit, db: Database, found: Account) -> None:
    top = root(found.units(db))
    absent = [
        f"{line.id} {line.text[who.language]}"
        for project in projects(db, found, top)
        for line in project.indicators
        if line.figure == NOTHING
    ]
    under_way = {
        ", ".join(each["title"][who.language] for each in programmes): found.figures(db, programmes, top).under_way
        for programmes in found.scopes(db).values()
    }
    lines = [
        who.say(f"{title}: กำลังเรียนอยู่ {n:,} คน จะนับตามที่ทำถึงวันสิ้นงวด", f"{title}: {n:,} under way; they count as they stood on the last day")
        for title, n in under_way.items()
        if n
    ]  # fmt: skip
    st.html(f"<h2>{who.say('ตรวจก่อนปิด', 'Before you close')}</h2>")
    items = "".join(f"<li>{escape(line)}</li>" for line in [*lines])
    if absent:
        listed = "".join(f"<li>{escape(line)}</li>" for line in absent)
        say = who.say(f"ตัวชี้วัดที่ยังไม่มีตัวเลข {len(absent)} ข้อ", f"{len(absent)} indicator(s) without a figure")
        link = f'<a href="/entering?fiscal_year={found.period.fiscal_year}" target="_self">{who.say("บันทึกตัวเลข", "Enter them")}</a>'
        items += f"<li>{say} · {link}<ul>{listed}</ul></li>"
    paper = who.say(
        "แบบทดสอบบนกระดาษที่ยังไม่ได้กรอก ระบบยังไม่ทราบผล กรอกให้ครบก่อนปิดงวด",
        "Paper tests that are not typed in yet are not known here; type them in before you close.",
    )
    st.html(f'<div class="sj-card"><ul>{items}<li>{paper}</li></ul></div>')


def _close(who: Visit, period: Period, mark: str) -> None:
    if not over_all(who):
        return
    refused = close(who.ground, period, who.person.id, mark)
    say(who, refused, ("ปิดงวดแล้ว", "The period is closed."))


def say(who: Visit, refused: Refused | None, done: tuple[str, str]) -> None:
    """What an act came to."""
    words = done if refused is None else REFUSED[refused.reason]
    tell(refused is None or refused.reason == "closed", who.say(*words))
