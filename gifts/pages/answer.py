"""The desk's answer: what to do, the rules that say so, what others say, and what would have changed it."""

from dataclasses import replace
from html import escape

import streamlit as st

from core.visit import Visit
from gifts.case import Case
from gifts.pages.told import named, spoken
from gifts.verdict import Layers, Otherwise, Verdict, otherwise, steps, verdict
from gifts.words import IN_HAND, MEANINGS, UNSAID, changed

SHOWN = 3  # of what would have changed the answer


def given(who: Visit, case: Case, found: Verdict, layers: Layers) -> None:
    """The answer to a case."""
    do = IN_HAND if found.answer == "decline" and case.received else MEANINGS[found.answer].do
    why = (
        spoken(who, found.by, layers)
        if found.by
        else f"<p>{who.say('กฎที่ใช้ที่นี่ไม่ได้พูดถึงกรณีนี้', 'The rules here do not speak of this case.')}</p>"
    )
    beside = "".join(spoken(who, each, layers, found.answer) for each in found.beside)
    _card(found.answer, named(who, found.answer), do[who.language], why + beside + _laxer(who, found, layers))
    _changes(who, [_line(who, each, layers) for each in otherwise(layers, case)[:SHOWN]])


def unsaid(who: Visit, case: Case, layers: Layers) -> None:
    """Nobody has said the value, and the answer hangs on it: what it would be on either side of the limit."""
    why = who.say(
        "คำตอบของเรื่องนี้ขึ้นกับมูลค่า ใส่โดยประมาณก็พอ", "The answer to this case hangs on the value. A rough one will do."
    )
    _card("waits", escape(UNSAID[who.language]), why, "")
    below = replace(case, value=1)
    above = next(each for each in otherwise(layers, below) if each.word == "value")
    within = Otherwise("value", replace(below, value=_limit(layers, above)), verdict(layers, below))
    _changes(who, [_line(who, each, layers) for each in (within, above)])


def _card(kind: str, title: str, do: str, rules: str) -> None:
    st.html(
        f'<section id="answer" class="sj-card sj-verdict {kind}" role="status" aria-live="polite"><h2>{title}</h2>'
        f"<p>{escape(do)}</p>{rules}</section>"
    )


def _laxer(who: Visit, found: Verdict, layers: Layers) -> str:
    """The rule that would have decided otherwise, were it not for the stricter ones; not shown twice."""
    if found.laxer is None or found.laxer in found.beside:
        return ""
    asked = who.say("ถ้าไม่มีกฎที่เข้มกว่า คำตอบจะเป็นอย่างไร", "Without the stricter rules, what would it be?")
    return f"<details><summary>{asked}</summary>{spoken(who, found.laxer, layers, found.answer)}</details>"


def _line(who: Visit, each: Otherwise, layers: Layers) -> str:
    """One thing that would change the answer, to what, and by which layer."""
    limit = _limit(layers, each) if each.word == "value" else None
    by = layers[each.verdict.by.layer].title[who.language] if each.verdict.by else ""
    return (
        f"<li>{escape(changed(each.word, each.case, limit, who.language))}: <strong>{named(who, each.verdict.answer)}</strong>"
        f' <span class="sj-soft">{escape(by)}</span></li>'
    )


def _changes(who: Visit, lines: list[str]) -> None:
    """What would have decided otherwise: at most a few, each with its rule."""
    if lines:
        st.html(f'<section class="sj-card"><h3>{who.say("อะไรจะทำให้คำตอบเปลี่ยน", "What would change the answer")}</h3><ul>{"".join(lines)}</ul></section>')  # fmt: skip


def _limit(layers: Layers, each: Otherwise) -> int:
    """The limit that the amount crossed: the step below it when it went over one, itself when it stays within."""
    values = steps(layers.values(), "value")
    place = values.index(each.case.value)
    return values[place - 1] if place and values[place - 1] == each.case.value - 1 else each.case.value
