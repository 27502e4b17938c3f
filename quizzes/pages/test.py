"""The test: one question a screen, each answer in the database before the next one shows."""

import streamlit as st

from core import ui
from core.visit import Door, Visit
from quizzes import load, store
from quizzes.pages import question, result


def render(visit: Door) -> None:
    """The test that the address names: its beginning, its questions, or (after the post-test) its result."""
    who = visit()
    if not st.query_params.get("programme"):  # the browser's way back leads here without saying where
        who.go("")
    programme, moment = st.query_params.get("programme", ""), st.query_params.get("moment", "")
    with who.read() as db:
        allowed = who.paths.open(db, programme, who.person, "test", moment)
        brief = who.paths.brief(db, programme)
        begun = store.attempt(db, who.person.id, programme, moment) if allowed else None
        banks = load.banks_of(db, brief.topics) if brief else {}
    if not allowed or brief is None:
        ui.elsewhere(
            who,
            who.say(
                "ยังไม่ถึงแบบทดสอบนี้ หรือไม่อยู่ในหลักสูตรของท่าน",
                "It is not time for this test yet, or it is not in a programme of yours.",
            ),
        )
    elif begun is None and not banks:
        ui.elsewhere(
            who,
            who.say(
                "หลักสูตรนี้ยังไม่มีข้อสอบ กรุณาแจ้งวิทยากร", "This programme has no questions yet. Please tell your trainer."
            ),
        )
    elif begun is None:
        _beginning(visit, who, programme, moment, sum(len(bank.form("A")) for _, bank in banks.values()))
    elif begun.finished and moment == "post":
        result.show(who, brief)
    elif begun.finished:
        ui.told()
        ui.elsewhere(
            who,
            who.say(
                "ส่งแบบทดสอบก่อนเรียนแล้ว ผลและคำอธิบายจะแสดงหลังแบบทดสอบหลังเรียน",
                "The pre-test is handed in. Result and reasons show after the post-test.",
            ),
        )
    else:
        question.show(visit, programme, moment)


def _beginning(visit: Door, who: Visit, programme: str, moment: str, count: int) -> None:
    ui.heading(who.say("แบบทดสอบก่อนเรียน", "Pre-test") if moment == "pre" else who.say("แบบทดสอบหลังเรียน", "Post-test"))
    why = (
        who.say("เพื่อดูว่าท่านรู้อะไรอยู่แล้ว ไม่มีผลต่อการผ่าน", "It shows what you know already, and counts for nothing else.")
        if moment == "pre"
        else who.say(
            "เพื่อดูว่าท่านเรียนรู้อะไรเพิ่ม ส่งได้ครั้งเดียว แล้วดูคำอธิบายทุกข้อได้",
            "It shows what you have learned. It is handed in once; then every answer is explained.",
        )
    )
    ui.card(
        who.say(f"{count} ข้อ ไม่จับเวลา", f"{count} questions, no time limit"), why,
        who.say("ทุกคำตอบบันทึกทันที หยุดแล้วกลับมาทำต่อบนเครื่องใดก็ได้", "Every answer is saved at once; stop, and go on later on any device."),
    )  # fmt: skip
    st.button(
        who.say("เริ่มทำ", "Begin"),
        key="begin",
        type="primary",
        width="stretch",
        on_click=visit.then(_begin, programme, moment),
    )


def _begin(who: Visit, programme: str, moment: str) -> None:
    with who.write() as writing:
        brief = who.paths.brief(writing.db, programme)
        if brief and moment in ("pre", "post") and who.paths.open(writing.db, programme, who.person, "test", moment):
            banks = load.banks_of(writing.db, brief.topics)
            store.begin(
                writing, who.ground.new_id(), who.person, programme, "pre" if moment == "pre" else "post", banks
            )
