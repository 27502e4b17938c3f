"""The one next step on the home page, with the page's one primary button."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from core import ui
from core.path import Brief, Step
from core.visit import Visit


def ahead(who: Visit, brief: Brief, steps: Sequence[Step], over: Brief | None, *, several: bool, news: bool) -> None:
    """The next step; after the last one, what was reached.

    `over`: the programme that is done, where this one has not begun. `several`: it is one of several.
    """
    step = next((step for step in steps if not step.done), None)
    first, head, under, label = _words(who, brief, steps[-1], step, over, several)
    above = f'<p class="sj-soft">{escape(first)}</p>' if first else ""
    st.html(
        f'<div class="sj-card {"sj-news" if news else "sj-next"}">{ui.petals() if news else ""}{above}<h2>{escape(head)}</h2><p class="sj-soft">{escape(under)}</p></div>'
    )
    to = step or steps[-1]
    with st.container(key="sj-act"):  # on a phone it stays at the foot of the screen until it is reached
        if st.button(label, key=f"{'next' if step else 'last'}/{brief.slug}", type="primary", width="stretch"):
            who.go(to.page, to.query)


def _words(
    who: Visit, brief: Brief, last: Step, step: Step | None, over: Brief | None, several: bool
) -> tuple[str, str, str, str]:
    """What stands over, in and under the heading, and on the button."""
    title = brief.title[who.language]
    if step is None:
        return (
            "",
            who.say("ครบทุกขั้นแล้ว", "Every step is done"),
            who.say("ขอบคุณที่ร่วมสร้างวัฒนธรรมสุจริต", "Thank you for building a culture of integrity."),
            f"{who.say('เปิดดู', 'Open')}: {last.title[who.language]}",
        )
    head, detail = step.title[who.language], step.detail[who.language]
    if over:
        done = over.title[who.language]
        return (
            who.say(f"“{done}” ครบทุกขั้นแล้ว ขอบคุณ หลักสูตรถัดไปคือ", f"“{done}” is done, thank you. Next is"),
            title,
            f"{head} · {detail} · {who.say('ทำวันหลังได้', 'it can wait for another day')}",
            who.say("เริ่มหลักสูตรถัดไป", "Begin the next programme"),
        )
    return (
        who.say("ขั้นต่อไป", "Next step") + (f" · {title}" if several else ""),
        head,
        detail,
        f"{who.say('ทำต่อ', 'Go on') if step.begun else who.say('เริ่ม', 'Begin')}: {head}",
    )
