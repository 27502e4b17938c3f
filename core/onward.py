"""The way on from what was just done: its news, and one button that names the next step, at the foot of a phone's screen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from core.path import Step
from core.room import named

if TYPE_CHECKING:
    from core.visit import Visit


def steps_of(who: "Visit", programme: str) -> Sequence[Step]:
    """A person's steps as they stand now, after what was just done."""
    with who.read() as db:
        return who.paths.steps(db, programme, who.person)


def on_path(who: "Visit", programme: str, kind: str, name: str) -> bool:
    """Whether such a step is on a path of theirs, be it open yet or not."""
    return any((step.kind, step.name) == (kind, name) for step in steps_of(who, programme))


def news(who: "Visit") -> bool:
    """What other rooms have to tell of what was just done; each tells it once. Whether there was anything."""
    told = [bool(named(panel.render)(who, ())) for panel in who.ground.panels if panel.page == "onward"]
    return any(told)


def onward(who: "Visit", steps: Sequence[Step], here: str) -> None:
    """News, then straight to the next step; after the last one to what the path ends with, unless that is `here` (its kind)."""
    news(who)
    step = next((step for step in steps if not step.done), None)
    if step:
        label = f"{who.say('ต่อไป', 'Next')}: {step.title[who.language]}"
    elif steps and steps[-1].kind != here:
        step = steps[-1]
        label = f"{who.say('เปิดดู', 'Open')}: {step.title[who.language]}"
    else:
        label = who.say("ไปหน้าหลัก", "Go to the home page")
    with st.container(key="sj-onward"), st.container(key="sj-act"):
        if st.button(label, key="on", type="primary", width="stretch"):
            who.go(step.page if step else "", step.query if step else None)
