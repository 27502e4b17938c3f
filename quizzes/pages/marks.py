"""What a finished test came to: one warm sentence, the marks before and after, and those of each topic."""

from collections.abc import Mapping
from fractions import Fraction

import streamlit as st

from core import ui
from core.html import escape
from core.path import Brief
from core.visit import Visit
from quizzes.attempt import Result
from quizzes.quiz import Quiz

Scored = Mapping[str, Result]  # by moment


def percent(share: Fraction) -> str:
    """A share of full marks in whole per cent."""
    return f"{float(share) * 100:.0f}"


def warm(who: Visit, brief: Brief, scored: Scored, *, explained: bool) -> None:
    """What was reached or gained, in one sentence that scolds nobody. `explained`: the reasons stand below."""
    after = scored["post"].score
    before = scored["pre"].score if "pre" in scored else after
    if reached(brief, after):
        head = who.say("ทำได้ดีมาก ถึงเกณฑ์แล้ว", "Well done: you are at the organisation’s criterion")
    elif after > before:
        head = who.say("ท่านรู้มากขึ้นจากก่อนเรียนแล้ว", "You know more than before")
    else:
        head = who.say("ขอบคุณที่ทำจนครบทุกข้อ", "Thank you for answering every question")
    lines = []
    if after > before:
        lines.append(
            who.say(
                f"จากร้อยละ {percent(before)} ก่อนเรียน เป็นร้อยละ {percent(after)}",
                f"From {percent(before)} % before to {percent(after)} %",
            )
        )
    if explained and after < 1:
        lines.append(who.say("คำอธิบายด้านล่างบอกเหตุผลของทุกคำตอบ", "The reasons below explain every answer"))
    said = "".join(f"<p>{escape(line)}</p>" for line in lines)
    st.html(f'<div class="sj-card sj-next" role="status"><h2>{escape(head)}</h2>{said}</div>')


def reached(brief: Brief, after: Fraction) -> bool:
    """Whether the post-test is at the office's own criterion."""
    return after * 100 >= brief.criterion


def figures(who: Visit, brief: Brief, scored: Scored, *, decides: bool) -> None:
    """Before and after, beside the office's criterion. `decides`: a certificate asks for that mark."""
    after = scored["post"].score
    if reached(brief, after):
        note = who.say(
            f"ถึงเกณฑ์ของหน่วยงาน (ร้อยละ {brief.criterion})", f"at the organisation's criterion ({brief.criterion} %)"
        )
    else:
        note = who.say(
            f"ยังไม่ถึงเกณฑ์ของหน่วยงาน (ร้อยละ {brief.criterion})",
            f"not yet at the organisation's criterion ({brief.criterion} %)",
        )
        if brief.certificate and not decides:
            note += who.say(" ไม่กระทบการรับเกียรติบัตร", "; it does not keep you from the certificate")
    pairs = [(who.say("หลังเรียน (ร้อยละ)", "After (%)"), percent(after), note)]
    if "pre" in scored:
        pairs.insert(0, (who.say("ก่อนเรียน (ร้อยละ)", "Before (%)"), percent(scored["pre"].score), ""))
    ui.figures(pairs)


def topics(who: Visit, banks: Mapping[str, Quiz], scored: Scored) -> None:
    """The same by topic."""
    heads = [who.say("เรื่อง", "Topic"), who.say("ก่อน", "Before"), who.say("หลัง", "After")]
    before = scored["pre"].topics if "pre" in scored else {}
    lines = [
        [
            bank.title[who.language],
            percent(before[topic]) if topic in before else "–",
            percent(scored["post"].topics[topic]),
        ]
        for topic, bank in banks.items()
    ]
    ui.table(heads, lines, frozenset({1, 2}))
