"""The test: one question a screen, each answer in the database before the next one shows."""

from datetime import datetime

import streamlit as st

from core import ui
from core.calendar import local_day, long_date
from core.language import Text
from core.onward import on_path
from core.visit import Door, Visit
from quizzes import load, store
from quizzes.attempt import Attempt
from quizzes.pages import before, question, result

TITLES = {
    "pre": Text(th="แบบทดสอบก่อนเรียน", en="Pre-test"),
    "post": Text(th="แบบทดสอบหลังเรียน", en="Post-test"),
}


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
        banks = load.banks_of(db, brief.topics, brief.forms) if brief else {}
    if not allowed or brief is None:
        _not_now(who, programme, moment)
    elif begun is None and not banks:
        ui.heading(_title(who, moment))
        ui.elsewhere(
            who,
            who.say(
                "หลักสูตรนี้ยังไม่มีข้อสอบ กรุณาแจ้งวิทยากร", "This programme has no questions yet. Please tell your trainer."
            ),
        )
    elif begun is None and moment == "pre" and st.query_params.get("first") and who.person.came == local_day(who.at):
        _begin(who, brief.slug, moment)  # they have just joined to begin, and nothing is lost by it
        question.show(visit, programme, moment)
    elif begun is None:
        ui.heading(_title(who, moment))
        before.show(who, brief, moment, sum(bank.size for _, bank in banks.values()))
        st.button(
            who.say("เริ่มทำ", "Begin"), key="begin", type="primary", width="stretch",
            on_click=visit.then(_begin, brief.slug, moment),
        )  # fmt: skip
        before.more(who, brief, moment)
    elif begun.finished and moment == "post":
        result.show(who, brief)
    elif begun.finished:
        ui.heading(_title(who, moment))
        ui.told()
        ui.elsewhere(
            who,
            who.say(
                "ส่งแบบทดสอบก่อนเรียนแล้ว ผลและคำอธิบายจะแสดงหลังแบบทดสอบหลังเรียน",
                "The pre-test is handed in. Result and reasons show after the post-test.",
            ),
        )
    elif begun.paper:
        _on_paper(visit, who, begun)
    else:
        question.show(visit, programme, moment)


def _title(who: Visit, moment: str) -> str:
    return TITLES[moment][who.language] if moment in TITLES else who.say("แบบทดสอบ", "Test")


def _not_now(who: Visit, programme: str, moment: str) -> None:
    """Which of the two it is: to come, or in no programme of theirs."""
    ui.heading(_title(who, moment))
    if on_path(who, programme, "test", moment):
        said = who.say(
            "ยังไม่ถึงแบบทดสอบนี้ ทำขั้นก่อนหน้าให้ครบก่อน", "It is not time for this test yet: the steps before it come first."
        )
    else:
        said = who.say(
            "แบบทดสอบนี้ไม่อยู่ในหลักสูตรของท่านที่เปิดอยู่ในวันนี้", "This test is not in a programme of yours that is open today."
        )
    ui.elsewhere(who, said)


def _begin(who: Visit, programme: str, moment: str) -> None:
    with who.write() as writing:
        brief = who.paths.brief(writing.db, programme)
        if brief and moment in ("pre", "post") and who.paths.open(writing.db, programme, who.person, "test", moment):
            banks = load.banks_of(writing.db, brief.topics, brief.forms)
            store.begin(
                writing, who.ground.new_id(), who.person, programme, "pre" if moment == "pre" else "post", banks
            )


def _on_paper(visit: Door, who: Visit, begun: Attempt) -> None:
    """The form was printed: it is answered on paper or on the screen, never on both."""
    with who.read() as db:
        typed = store.typed_in(db, begun.id)
    day = long_date(local_day(datetime.fromisoformat(begun.paper)), who.language)
    ui.heading(TITLES[begun.moment][who.language])
    ui.told()
    ui.card(
        who.say("แบบทดสอบนี้อยู่บนกระดาษ", "This test is on paper"),
        who.say(
            f"พิมพ์ให้ท่านเมื่อ {day} เลขที่ {begun.number} ตอบบนกระดาษแล้วส่งคืนผู้ที่พิมพ์ให้",
            f"It was printed for you on {day}, number {begun.number}. Answer it by hand, and give it back.",
        ),
        who.say(
            "คำตอบบนกระดาษกำลังกรอกเข้าระบบ ผลจะแสดงเมื่อกรอกครบสองครั้งและตรงกัน",
            "Your answers are being typed in. The test is done when two entries agree.",
        )
        if typed
        else who.say("เมื่อกรอกคำตอบเข้าระบบแล้ว ท่านจะไปขั้นต่อไปได้", "When your answers are typed in, you can go on."),
    )
    if not typed:
        st.button(
            who.say("ทำต่อบนหน้าจอแทน", "Continue on screen instead"), key="screen", width="stretch",
            on_click=visit.then(_to_screen, begun.programme, begun.moment),
        )  # fmt: skip
        ui.empty(
            who.say(
                "หากทำต่อบนหน้าจอ กระดาษที่พิมพ์ไว้จะใช้ไม่ได้อีก",
                "If you continue on the screen, the printed paper no longer counts.",
            )
        )


def _to_screen(who: Visit, programme: str, moment: str) -> None:
    with who.write() as writing:
        begun = store.attempt(writing.db, who.person.id, programme, moment)
        ended = begun is not None and store.to_screen(writing, begun.id)
    if not ended:
        ui.tell(
            who.say(
                "กระดาษของท่านเริ่มกรอกเข้าระบบแล้ว จึงทำต่อบนหน้าจอไม่ได้",
                "Your paper is being typed in already, so the test stays on paper.",
            )
        )
