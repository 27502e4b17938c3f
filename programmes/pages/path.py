"""A programme's path on the home page: what is done, to look at again; what is next; what comes later."""

import re
from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

from core.calendar import local_day, short_date
from core.language import Text
from core.path import Brief, Step
from core.visit import Visit
from programmes.pace import daily_plan, until

FOLDED = 4  # steps; more of one kind are folded away, so that the page stays short


def due(who: Visit, brief: Brief, steps: Sequence[Step]) -> str:
    """How far somebody is, and until when, in words."""
    done = sum(step.done for step in steps)
    if done == len(steps):  # nothing is left to hurry for
        last = short_date(brief.last, who.language)
        return who.say(
            f"ทำแล้ว {done} จาก {done} ขั้น · ทบทวนได้ถึงวันที่ {last}",
            f"{done} of {done} steps done · open to look at again until {last}",
        )
    when = until(brief, local_day(who.at))[who.language]
    daily = who.say(f" · วันละประมาณ {brief.daily} นาที", f" · about {brief.daily} minutes a day") if brief.daily else ""
    return who.say(
        f"ทำแล้ว {done} จาก {len(steps)} ขั้น · {when}{daily}", f"{done} of {len(steps)} steps done · {when}{daily}"
    )


def path(who: Visit, brief: Brief, steps: Sequence[Step], following: Step | None, *, leads: bool) -> str:
    """The path as lists, as HTML. `leads`: the next step has no button of its own on the page, so its line is the way to it."""
    days: list[Text | None] = [*daily_plan(brief, steps)] or [None] * len(steps)
    each = list(zip(steps, days, strict=True))
    done = [_line(who, step, "done", day) for step, day in each if step.done]
    now = [_line(who, step, "now", day, leads=leads) for step, day in each if step is following]
    later = [_line(who, step, "later", day) for step, day in each if not step.done and step is not following]
    parts = (
        _part(done, who.say(f"ทำแล้ว {len(done)} ขั้น", f"{len(done)} steps done")),
        _part(now, ""),
        _part(later, who.say(f"ภายหลัง {len(later)} ขั้น", f"{len(later)} more step{'s' if len(later) > 1 else ''}")),
    )
    return f'<div class="sj-card sj-path">{"".join(parts)}</div>'


def _part(lines: list[str], words: str) -> str:
    if not lines:
        return ""
    listed = f"<ol>{''.join(lines)}</ol>"
    return f"<details><summary>{words}</summary>{listed}</details>" if words and len(lines) > FOLDED else listed


def _line(who: Visit, step: Step, state: str, day: Text | None, *, leads: bool = True) -> str:
    """A step. `leads`: of the next one, that this line is all that is said of it, and the way to it."""
    mark, word = {
        "done": ("✓", who.say("รู้แล้ว", "known") if step.known else who.say("ทำแล้ว", "done")),
        "now": ("", who.say("ขั้นต่อไป", "next")),
        "later": ("", who.say("ภายหลัง", "later")),
    }[state]
    word = f"{day[who.language]} · {word}" if day else word
    more = f"{word} · {step.detail[who.language]}" if leads else word
    said = f'<strong>{escape(step.title[who.language])}</strong><span class="sj-soft">{escape(_held(more))}</span>'
    # What the pre-test showed stays hidden until the post-test: its page has nothing to look at again.
    if (state == "now" and leads) or (state == "done" and (step.kind, step.name) != ("test", "pre")):
        query = f"?{urlencode(dict(step.query))}" if step.query else ""
        said = f'<a href="/{step.page}{escape(query)}" target="_self">{said}</a>'
    return f'<li class="sj-{state}"><span class="sj-dot" aria-hidden="true">{mark}</span><div>{said}</div></li>'


def _held(text: str) -> str:
    """A number stays in one line with the word that it counts."""
    return re.sub(r"(?<=\d) (?=[ก-๙a-z])|(?<=วันที่) (?=\d)|(?<=day) (?=\d)", "\u00a0", text)
