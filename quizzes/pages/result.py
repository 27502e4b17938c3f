"""The result: the score by topic, before and after; and the reason for every option, now that nothing measured is left."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from html import escape

import streamlit as st

from core import ui
from core.calendar import long_date
from core.content import Source
from core.db import Database
from core.onward import onward, steps_of
from core.path import Brief
from core.scroll import top
from core.visit import Visit
from quizzes import load, store
from quizzes.attempt import Attempt, items, score, shuffled
from quizzes.item import Answer, Item
from quizzes.pages import marks
from quizzes.pages.marks import percent
from quizzes.quiz import Quiz


def show(who: Visit, brief: Brief) -> None:
    """Everything about a finished post-test, for the person who took it: how it went, the way on, then the reasons."""
    with who.read() as db:
        attempts = {moment: store.attempt(db, who.person.id, brief.slug, moment) for moment in ("pre", "post")}
        taken = {moment: each for moment, each in attempts.items() if each and each.finished}
        banks = {moment: load.banks_at(db, each.versions) for moment, each in taken.items()}
        waiting = still_measured(who, brief, db)
    scored = {moment: score(banks[moment], each.form, each.answers) for moment, each in taken.items()}
    steps = steps_of(who, brief.slug)
    ui.told()
    ui.heading(who.say("ผลแบบทดสอบหลังเรียน", "Post-test result"))
    top(f"result/{brief.slug}")
    marks.warm(who, brief, scored, explained=not waiting)
    onward(who, steps, "test")
    marks.figures(who, brief, scored, decides=any(step.measured for step in steps))
    _paper(who, taken)
    marks.topics(who, banks["post"], scored)
    if waiting:
        ui.empty(
            who.say(
                f"คำอธิบายรายข้อเปิดให้อ่านเมื่อท่านทำแบบทดสอบหลังเรียนของ “{waiting.title.th}” เสร็จ เพราะข้อสอบเรื่องเดียวกันนี้ยังใช้วัดท่านอีกครั้ง ระหว่างนี้เปิดบทเรียนทบทวนได้ทุกเมื่อ",
                f"The reasons open when you have done the post-test of “{waiting.title.en}” too, for it asks about the same topic once more. Until then every lesson can be read again.",
            )
        )
    else:
        _reasons(who, taken, banks)


def still_measured(who: Visit, brief: Brief, db: Database) -> Brief | None:
    """Another programme of this person that runs and whose post-test on some of these topics is still to come.

    While there is one the reasons wait. The page before the test asks here too, so that it promises nothing else.
    """
    for other in who.paths.mine(db, who.person):
        if other.slug != brief.slug and set(other.topics) & set(brief.topics):
            attempt = store.attempt(db, who.person.id, other.slug, "post")
            if attempt is None or not attempt.finished:
                return other
    return None


def _paper(who: Visit, taken: Mapping[str, Attempt]) -> None:
    """Which of the tests were answered by hand, when, and how that came here."""
    for moment, each in taken.items():
        if each.paper:
            day = long_date(date.fromisoformat(each.sat), who.language)
            which = (
                who.say("แบบทดสอบก่อนเรียน", "The pre-test")
                if moment == "pre"
                else who.say("แบบทดสอบหลังเรียน", "The post-test")
            )
            ui.empty(
                who.say(
                    f"{which}ทำบนกระดาษเมื่อ {day} เลขที่ {each.number} กรอกเข้าระบบสองครั้งแยกกันและตรงกันทุกข้อ",
                    f"{which} was answered on paper on {day}, number {each.number}, and typed in by two entries that agree.",
                )
            )


def _reasons(who: Visit, taken: Mapping[str, Attempt], banks: Mapping[str, Mapping[str, Quiz]]) -> None:
    """Every answer explained: first what helps most, those of the post-test that were not wholly right."""
    post = _items(who, taken["post"], banks["post"])
    less, right = ([card for full, card in post if full == kind] for kind in (False, True))
    before = [card for _, card in _items(who, taken["pre"], banks["pre"])] if "pre" in taken else []
    folds = (
        _fold(right, who.say(f"ข้อที่ตอบถูก {len(right)} ข้อ", f"{len(right)} answered right")),
        _fold(before, who.say(f"แบบทดสอบก่อนเรียน {len(before)} ข้อ", f"The pre-test, {len(before)} questions")),
    )
    first = who.say(f"น่าอ่านก่อน {len(less)} ข้อ แตะเพื่อดูเหตุผล", f"{len(less)} to read first; touch one for its reasons")
    said = f'<p class="sj-soft">{first}</p>' if less else ""
    head = who.say("คำอธิบายทุกข้อ", "Every answer explained")
    st.html(f'<h2 class="sj-part">{head}</h2>{said}{"".join(less)}{"".join(folds)}')


def _fold(cards: list[str], title: str) -> str:
    return f'<details class="sj-fold"><summary>{title}</summary>{"".join(cards)}</details>' if cards else ""


def _items(who: Visit, taken: Attempt, banks: Mapping[str, Quiz]) -> list[tuple[bool, str]]:
    """Each item, whether it was answered wholly right, and its card."""
    sources = {topic: bank.sources for topic, bank in banks.items()}
    return [
        (item.mark(taken.answers.get(item.id, ())) == 1, _item(who, taken, item, sources[topic]))
        for topic, item in items(banks, taken.form)
    ]


def _item(who: Visit, taken: Attempt, item: Item, sources: Mapping[str, Source]) -> str:
    given = taken.answers.get(item.id, ())
    stem, lines = escape(item.stem[who.language].replace("**", "")), options(who, item, given, sources, taken.id)
    sign = "✓" if item.mark(given) == 1 else "○"
    return f'<details class="sj-card"><summary>{sign} {stem} <span class="sj-soft">({_word(who, item, given)})</span></summary>{lines}</details>'


def explained(who: Visit, item: Item, given: Answer, sources: Mapping[str, Source], order: str) -> str:
    """An item with what was answered, and the reason for every option; `order` shuffles them."""
    stem = escape(item.stem[who.language].replace("**", ""))
    return f"<strong>{stem}</strong><p>{_word(who, item, given)}</p>{options(who, item, given, sources, order)}"


def _word(who: Visit, item: Item, given: Answer) -> str:
    mark = item.mark(given)
    if mark == 1:
        return who.say("ถูกต้อง", "right")
    if mark == 0:
        return who.say("ยังไม่ถูกต้อง", "not right yet")
    if mark == Fraction(1, 2):
        return who.say("ถูกบางส่วน นับครึ่งข้อ", "partly right, counts half")
    return who.say(f"ถูกบางส่วน นับร้อยละ {percent(mark)} ของข้อ", f"partly right, counts {percent(mark)} %")


def options(who: Visit, item: Item, given: Answer, sources: Mapping[str, Source], order: str) -> str:
    """Every option of an item with its state, its reason and the source of that; a source that all share stands once."""
    lines, shared = list[str](), len({option.source for option in item.options}) == 1
    for option in shuffled(order, item):
        right, chosen = option.id in item.key, option.id in given
        partly = item.widget == "one" and not right and item.mark((option.id,)) > 0
        state = (
            who.say("คำตอบที่ถูกต้อง", "right answer")
            if right
            else who.say("ถูกต้องบางส่วน", "partly right")
            if partly
            else who.say("ไม่ใช่คำตอบ", "not an answer")
        )
        yours = who.say(" · ท่านเลือก", " · you chose it") if chosen else ""
        told = "" if shared else _source(who, sources.get(option.source))
        style = "sj-right" if right else "sj-wrong" if chosen else "sj-plain"
        lines.append(
            f'<div class="{style}"><strong>{escape(option.text[who.language])}</strong> <span class="sj-soft">{state}{yours}</span>'
            f"<br>{escape(option.feedback[who.language])}{told}</div>"
        )
    source = sources.get(item.options[0].source) if shared else None
    return "".join(lines) + (ui.sources(who, [source]) if source else "")


def _source(who: Visit, source: Source | None) -> str:
    """The source of one option's reason, folded: it is long, and each option has its own."""
    if source is None:
        return ""
    said = f"<ul><li>{escape(source.told(who.language))}</li></ul>"
    return f'<details class="sj-soft sj-sources"><summary>{who.say("ที่มา", "Source")}</summary>{said}</details>'
