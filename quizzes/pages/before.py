"""What stands before a test begins: what, how many, how long; and folded, for who asks, what comes of it."""

from html import escape

import streamlit as st

from core.onward import steps_of
from core.path import Brief
from core.visit import Visit
from quizzes.attempt import minutes_of
from quizzes.pages.result import still_measured


def show(who: Visit, brief: Brief, moment: str, count: int) -> None:
    """The few words that everybody reads before the first question."""
    minutes = minutes_of(count)
    head = who.say(
        f"{count} ข้อ ราว {minutes} นาที ไม่จับเวลา", f"{count} questions, about {minutes} minutes, no time limit"
    )
    what = _harmless(who) if moment == "pre" else _shown(who, brief)
    with who.read() as db:
        several = len(who.paths.mine(db, who.person)) > 1  # then it has to be said whose test this is
    title = f'<p class="sj-soft">{escape(brief.title[who.language])}</p>' if several else ""
    st.html(f'<div class="sj-card sj-brief">{title}<h2>{escape(head)}</h2><p>{escape(what)}</p></div>')


def in_a_line(who: Visit, count: int) -> None:
    """The same in a line over the first question, for whoever came straight to it."""
    minutes = minutes_of(count)
    said = who.say(
        f"แบบทดสอบก่อนเรียน ราว {minutes} นาที ไม่จับเวลา", f"The pre-test: about {minutes} minutes, no time limit"
    )
    st.html(f'<p class="sj-soft">{said} · {_harmless(who)}</p>')


def _harmless(who: Visit) -> str:
    return who.say("ยังไม่ได้เรียน ตอบผิดไม่เป็นไร", "Nothing is learned yet, so a wrong answer does no harm")


def more(who: Visit, brief: Brief, moment: str) -> None:
    """The rest, under one line below the button."""
    if moment == "pre":
        summary = who.say("ทำไมให้ทำก่อนเรียน", "Why before the lesson?")
        lines = [
            who.say("เพื่อดูว่าท่านรู้อะไรอยู่แล้ว ตอบเท่าที่รู้ได้เลย", "It shows what you know already; answer what you can"),
            who.say("ผลและคำอธิบายแสดงหลังแบบทดสอบหลังเรียน", "Result and reasons show after the post-test"),
            who.say("คำตอบบันทึกทันที ทำต่อภายหลังบนเครื่องใดก็ได้", "Every answer is saved at once; go on later, on any device"),
        ]
    else:
        summary = who.say("เกณฑ์และการใช้ผล", "The criterion, and what the mark decides")
        lines = [
            who.say("เพื่อดูว่าท่านเรียนรู้อะไรเพิ่ม ส่งได้ครั้งเดียว", "It shows what you have learned; it is handed in once"),
            *_what_waits(who, brief),
            *_what_counts(who, brief),
        ]
    st.html(f'<details class="sj-fold"><summary>{escape(summary)}</summary>{_bullets(lines)}</details>')


def _bullets(lines: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"


def _waiting(who: Visit, brief: Brief) -> Brief | None:
    """The programme for which the reasons wait: what the result itself goes by says it."""
    with who.read() as db:
        return still_measured(who, brief, db)


def _shown(who: Visit, brief: Brief) -> str:
    """What the result will show when the post-test is handed in."""
    if _waiting(who, brief) is None:
        return who.say("ส่งแล้วเห็นคะแนนและคำอธิบายทุกข้อทันที", "Handed in, it shows your mark and explains every answer")
    return who.say("ส่งแล้วเห็นคะแนนทันที", "Handed in, it shows your mark at once")


def _what_waits(who: Visit, brief: Brief) -> tuple[str, ...]:
    """Why the reasons come later, where they do."""
    waiting = _waiting(who, brief)
    if waiting is None:
        return ()
    return (
        who.say(
            f"คำอธิบายรายข้อเปิดให้อ่านเมื่อท่านทำ “{waiting.title.th}” เสร็จด้วย เพราะข้อสอบเรื่องเดียวกันนี้ยังใช้วัดท่านอีกครั้ง",
            f"The reasons open when you have done “{waiting.title.en}” too, for it asks about the same topic once more",
        ),
    )


def _what_counts(who: Visit, brief: Brief) -> tuple[str, ...]:
    """What the mark decides about, and what it does not."""
    criterion = who.say(
        f"เกณฑ์ของหน่วยงานคือร้อยละ {brief.criterion}", f"The organisation’s criterion is {brief.criterion} per cent"
    )
    if not brief.certificate:
        return (criterion + who.say(" ไม่ถึงก็เรียนต่อได้", "; below it you go on all the same"),)
    if any(step.measured for step in steps_of(who, brief.slug)):  # an office's own rule: it asks for marks
        return criterion, who.say("เกียรติบัตรของหลักสูตรนี้ดูคะแนนด้วย", "This programme’s certificate looks at the mark too")
    return (
        who.say(
            "คะแนนไม่ตัดสินว่าจะได้เกียรติบัตรหรือไม่ ทุกคนที่ทำครบทุกขั้นได้รับ",
            "The mark does not decide whether you get the certificate: all who finish every step do",
        ),
        criterion,
        who.say(
            "ถึงเกณฑ์ เกียรติบัตรจะระบุว่าผ่านการอบรม ไม่ถึง จะระบุว่าเข้าร่วมการอบรม",
            "At it the certificate speaks of completing the course, below it of taking part",
        ),
    )
