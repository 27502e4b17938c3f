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
    """A share of full marks in per cent, to a tenth: half a point of four is seen."""
    return f"{float(share) * 100:.1f}".removesuffix(".0")


def points(who: Visit, found: Result) -> str:
    """What a mark is made of: how many answers, and whether a part of some counted."""
    full, count = sum(found.results.values(), Fraction(0)), len(found.results)
    partly = sum(0 < mark < 1 for mark in found.results.values())
    if not partly:
        return who.say(f"ถูก {full} จาก {count} ข้อ", f"{full} of {count} right")
    whole, half = int(full), full - int(full) == Fraction(1, 2)
    if half:
        th, en = (f" {whole} ข้อครึ่ง", f"{whole}½") if whole else ("ครึ่งข้อ", "½")
    else:
        told = f"{float(full):.2f}".rstrip("0").rstrip(".")
        th, en = f" {told} ข้อ", told
    return who.say(
        f"ได้{th} จาก {count} ข้อ (ถูกบางส่วน {partly} ข้อ เพราะยังมีคำตอบที่ครบกว่า)",
        f"{en} of {count} ({partly} partly right: there is a fuller answer)",
    )


def warm(who: Visit, brief: Brief, scored: Scored, *, explained: bool) -> None:
    """What was reached, gained or kept, in words that scold nobody and praise what is true. `explained`: the reasons stand below."""
    after = scored["post"].score
    before = scored["pre"].score if "pre" in scored else None
    lines = [] if before is None else [_compared(who, before, after)]
    if explained and after < 1:
        lines.append(who.say("คำอธิบายด้านล่างบอกเหตุผลของทุกคำตอบ", "The reasons below explain every answer"))
    said = "".join(f"<p>{escape(line)}</p>" for line in lines)
    st.html(
        f'<div class="sj-card sj-next" role="status"><h2>{escape(_head(who, brief, before, after))}</h2>{said}</div>'
    )


def _head(who: Visit, brief: Brief, before: Fraction | None, after: Fraction) -> str:
    """One sentence. A rise is praised as one, a high mark that was kept as kept, and nothing that did not happen."""
    if before is None or after > before:
        if reached(brief, after):
            return who.say("ทำได้ดีมาก ถึงเกณฑ์แล้ว", "Well done: you have reached the organisation’s criterion")
        if before is not None:
            return who.say("ท่านรู้มากขึ้นจากก่อนเรียนแล้ว", "You know more than before")
    elif reached(brief, after):
        if after == before:
            return who.say("ท่านรู้เรื่องนี้ดีตั้งแต่ก่อนเรียน", "You knew this well from the start")
        return who.say("ยังถึงเกณฑ์ของหน่วยงาน", "You still reach the organisation’s criterion")
    return who.say("ขอบคุณที่ทำจนครบทุกข้อ", "Thank you for answering every question")


def _compared(who: Visit, before: Fraction, after: Fraction) -> str:
    """The two marks beside each other; after a fall also that the questions were others."""
    if after == before:
        return who.say(f"ร้อยละ {percent(after)} เท่ากันทั้งก่อนและหลังเรียน", f"{percent(after)} %, the same before and after")
    said = who.say(
        f"จากร้อยละ {percent(before)} ก่อนเรียน เป็นร้อยละ {percent(after)}",
        f"From {percent(before)} % before to {percent(after)} %",
    )
    if after < before:
        said += who.say(" ข้อสอบสองครั้งเป็นคนละชุดกัน", "; the two tests asked different questions")
    return said


def reached(brief: Brief, after: Fraction) -> bool:
    """Whether the post-test is at the office's own criterion."""
    return after * 100 >= brief.criterion


def figures(who: Visit, brief: Brief, scored: Scored, *, decides: bool) -> None:
    """Before and after, beside the office's criterion. `decides`: a certificate asks for that mark."""
    after = scored["post"].score
    if reached(brief, after):
        note = who.say(
            f"ถึงเกณฑ์ของหน่วยงาน (ร้อยละ {brief.criterion})", f"Reached the organisation’s criterion ({brief.criterion} %)"
        )
    else:
        note = who.say(
            f"ยังไม่ถึงเกณฑ์ของหน่วยงาน (ร้อยละ {brief.criterion})",
            f"Has not reached the organisation’s criterion yet ({brief.criterion} %)",
        )
        if brief.certificate and not decides:
            note += who.say(" ไม่กระทบการรับเกียรติบัตร", "; it does not keep you from the certificate")
    pairs = [(who.say("หลังเรียน (ร้อยละ)", "After (%)"), percent(after), points(who, scored["post"]))]
    if "pre" in scored:
        label = who.say("ก่อนเรียน (ร้อยละ)", "Before (%)")
        pairs.insert(0, (label, percent(scored["pre"].score), points(who, scored["pre"])))
    ui.figures(pairs)
    st.html(f'<p class="sj-soft">{escape(note)}</p>')


def topics(who: Visit, banks: Mapping[str, Quiz], scored: Scored) -> None:
    """The same by topic, where there are several: of one it would say nothing more."""
    if len(banks) < 2:
        return
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
