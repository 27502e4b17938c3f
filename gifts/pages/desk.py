"""The gift desk: a case is put together by touch, and answered below, with the rule and what would have changed it."""

from html import escape

import streamlit as st

from core import along, ui
from core.visit import Door, Visit
from gifts import load
from gifts.case import Case
from gifts.pages import answer, rules
from gifts.pages.told import named
from gifts.verdict import Layers, Verdict, verdict, waits
from gifts.words import ASKED, CHOICES, HELD, MOST, NOTE, OFTEN, POLITELY, UNSAID, address, addressed, nth


def render(visit: Door) -> None:
    """The desk for whoever is signed in, in any programme or none."""
    who = visit()
    with who.read() as db:
        stories = len(load.scenarios(db))
    ui.heading(who.say("รับได้ไหม", "May I take it?"))
    st.html(f'<p class="sj-soft">{who.say("เลือกให้ตรงกับเรื่องของท่าน คำตอบอยู่ด้านล่างและเปลี่ยนตามทันที ไม่มีการบันทึกว่าใครถามอะไร หน้านี้ตอบฝั่งผู้รับ การให้ก็มีกฎเช่นกัน ถ้าท่านเป็นผู้ให้ ถามผู้รับผิดชอบงานจริยธรรมก่อน", "Choose what fits your case. The answer is below and changes as you choose. No record is kept of who asks what. This page is for the person who receives a gift. Giving has its own rules: if you are the giver, ask your ethics officer first.")}</p>')  # fmt: skip
    if stories:
        st.html(f'<a class="sj-button" href="/scenarios" target="_self">{who.say(f"ลองตัดสินใจ {stories} เรื่อง →", f"Try and decide: {stories} situations →")}</a>')  # fmt: skip
    _desk(visit)


@st.fragment
def _desk(visit: Door) -> None:
    who = visit()
    with who.read() as db:
        layers = load.layers(db, load.profile(db))
    case = addressed(st.query_params.to_dict())
    _asked(visit, who, case)
    _assumed(who, case)
    if waits(layers, case):
        _bar(who, escape(UNSAID[who.language]))
        answer.unsaid(who, case, layers)
    else:
        found = verdict(layers, case)
        _bar(who, named(who, found.answer))
        answer.given(who, case, found, layers)
        _take_along(who, found, layers)
    rules.shown(visit, who, layers)


def _asked(visit: Door, who: Visit, case: Case) -> None:
    """The questions. The address holds the case; the widgets follow it, and write it."""
    for word in ASKED:
        names = {each: text[who.language] for each, text in CHOICES[word].items()}
        st.session_state[f"gifts/{word}"] = getattr(case, word)
        st.pills(ASKED[word][who.language], list(names), format_func=names.__getitem__, key=f"gifts/{word}",
                 required=True, on_change=visit.then(_choose, case, word))  # fmt: skip
    st.session_state["gifts/value"] = case.value or None
    with st.container(horizontal=True, vertical_alignment="bottom", key="sj-value"):
        st.number_input(
            who.say("มูลค่ารวมโดยประมาณ (บาท)", "Rough value in all (baht)"), 1, MOST, None, step=100, key="gifts/value",
            placeholder=who.say("เช่น 500", "such as 500"), on_change=visit.then(_choose, case),
        )  # fmt: skip
        # A phone's number pad may have no Enter: touching the button leaves the field, and so hands its amount in.
        st.button(who.say("ดูคำตอบ", "See the answer"), key="gifts/see", on_click=visit.then(_choose, case))
    st.session_state["gifts/times"] = min(case.times, OFTEN)
    st.pills(who.say("จากผู้ให้รายนี้ในปีนี้", "From this giver, this year"), range(1, OFTEN + 1), format_func=lambda n: nth(n, who.language),
             key="gifts/times", required=True, on_change=visit.then(_choose, case))  # fmt: skip
    for word, asked in (
        ("relative", who.say("ผู้ให้เป็นญาติ", "The giver is a relative")),
        ("received", HELD[who.language]),
        ("family", who.say("ให้คนในครอบครัวของท่าน", "It goes to your family")),
    ):
        st.session_state[f"gifts/{word}"] = getattr(case, word)
        st.checkbox(asked, key=f"gifts/{word}", on_change=visit.then(_choose, case))


def _choose(_: Visit, case: Case, word: str = "") -> None:
    """Write the case as it is chosen now into the address, and note the question that was answered."""
    if word:
        st.session_state["gifts/said"] = [*_said(), word]
    said = {word: st.session_state[f"gifts/{word}"] for word in Case.__slots__}
    said["value"] = said["value"] or 0
    st.query_params.from_dict(
        address(Case(**{word: getattr(case, word) if each is None else each for word, each in said.items()}))
    )


def _said() -> list[str]:
    """The questions that somebody answered, here or in the link that they followed."""
    return [*st.session_state.get("gifts/said", []), *(word for word in ASKED if word in st.query_params)]


def _assumed(who: Visit, case: Case) -> None:
    """What the answer takes for granted because nobody has said it yet."""
    words = [word for word in ASKED if word not in _said()]
    if words:
        each = " · ".join(
            f"{ASKED[word][who.language]}: {CHOICES[word][getattr(case, word)][who.language]}" for word in words
        )
        head = who.say("ยังไม่ได้เลือก จึงตอบตามค่าตั้งต้นนี้ไปก่อน", "Not chosen yet, so the answer assumes")
        st.html(f'<p class="sj-soft">{head}<br>{escape(each)}</p>')


def _bar(who: Visit, text: str) -> None:
    """The answer in two words at the foot of the window, while the questions are being touched."""
    with st.container(key="sj-answer"):
        st.html(f'<a href="#answer"><strong>{text}</strong><span>{who.say("ดูเหตุผล ↓", "See why ↓")}</span></a>')


def _take_along(who: Visit, found: Verdict, layers: Layers) -> None:
    """Words to take along: how to decline, and what to note."""
    copy, copied = who.say("คัดลอก", "Copy"), who.say("คัดลอกแล้ว ✓", "Copied ✓")
    if found.answer in ("decline", "ask"):
        words = "policy" if found.answer == "decline" and _policy(found, layers) else found.answer
        with st.expander(who.say("พูดอย่างไรให้สุภาพ", "How to say it politely")):
            along.to_copy(POLITELY[words][who.language], who.language, copy, copied, f"politely/{words}/{who.language}")
    if found.answer in ("decline", "record", "report"):
        with st.expander(who.say("แบบบันทึกสั้น ๆ", "A short note to fill in")):
            along.to_copy(NOTE[who.language], who.language, copy, copied, f"note/{who.language}")


def _policy(found: Verdict, layers: Layers) -> bool:
    """Whether a No Gift Policy declines: a layer of some agencies alone that speaks of who has business with them."""
    said = (found.by, *found.beside)
    return any(each and each.rule.when.link and layers[each.layer].profiles for each in said)
