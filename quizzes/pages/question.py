"""One question on the screen, in a fragment of its own: answered, saved, gone on from, and handed in at the end."""

import streamlit as st

from core import ui
from core.scroll import top
from core.visit import Door, Visit
from quizzes import load, store
from quizzes.attempt import Attempt, items, shuffled
from quizzes.item import Item
from quizzes.pages import before
from quizzes.pages.asked import ask, given


@st.fragment
def show(visit: Door, programme: str, moment: str) -> None:
    """The question where this person is."""
    who = visit()
    with who.read() as db:
        begun = store.attempt(db, who.person.id, programme, moment)
        asked = items(load.banks_at(db, begun.versions), begun.form) if begun else []
    if begun is None or begun.finished or begun.paper:  # handed in, here or in another window; or printed meanwhile
        if begun is not None and begun.finished and moment == "pre":
            who.go("")
        st.rerun(scope="app")
    place = _place(begun, asked)
    done = len(begun.answers)
    top(f"{begun.id}/{place}")
    if place >= len(asked):
        _handing_in(visit, who, programme, moment, begun, asked)
        return
    _, item = asked[place]
    if moment == "pre" and not done and st.query_params.get("first"):
        before.in_a_line(who, len(asked))
    left = _left(who, begun, asked, item)
    ui.progress(
        done, len(asked),
        who.say(f"ข้อ {place + 1} จาก {len(asked)} · {left}", f"Question {place + 1} of {len(asked)} · {left}"),
        who.say(f"บันทึกแล้ว {done} คำตอบ", f"{done} answers saved") if done else "", heads=True,
    )  # fmt: skip
    key = f"{begun.id}/{item.id}"
    ask(who, item, shuffled(begun.id, item), key, begun.answers.get(item.id, ()))
    ui.told()
    with st.container(horizontal=True, key="sj-turns"):  # beside each other: a second tap in haste does not go back
        if place:
            st.button(who.say("ย้อนกลับ", "Back"), key="back", on_click=visit.then(_go_to, begun.id, place - 1))
        st.button(
            who.say("บันทึกและไปต่อ", "Save and go on"), key="save", type="primary", width="stretch",
            on_click=visit.then(_answer, programme, moment, item.id, place, key),
        )  # fmt: skip


def _place(begun: Attempt, asked: list[tuple[str, Item]]) -> int:
    """Where the person is: where they went, else the first question without an answer."""
    answers = begun.answers
    first = next((i for i, (_, item) in enumerate(asked) if item.id not in answers), len(asked))
    return min(int(st.session_state.get(f"at/{begun.id}", first)), len(asked))


def _left(who: Visit, begun: Attempt, asked: list[tuple[str, Item]], item: Item) -> str:
    """How many others wait for an answer: also for somebody who went back."""
    others = sum(each.id not in begun.answers for _, each in asked if each is not item)
    if others:
        return who.say(f"เหลืออีก {others} ข้อ", f"{others} more")
    return who.say("ตอบครบทุกข้อแล้ว", "all answered") if item.id in begun.answers else who.say("ข้อสุดท้าย", "the last one")


def _handing_in(
    visit: Door, who: Visit, programme: str, moment: str, begun: Attempt, asked: list[tuple[str, Item]]
) -> None:
    """A last look before what cannot be undone."""
    missing = [i for i, (_, item) in enumerate(asked) if item.id not in begun.answers]
    ui.progress(
        len(begun.answers),
        len(asked),
        who.say(f"ตอบแล้ว {len(begun.answers)} จาก {len(asked)} ข้อ", f"{len(begun.answers)} of {len(asked)} answered"),
        who.say("บันทึกครบ", "all saved"),
        heads=True,
    )
    ui.card(
        who.say("ส่งแบบทดสอบ", "Hand in the test"),
        who.say(
            "ส่งแล้วแก้คำตอบไม่ได้ ย้อนกลับไปดูก่อนได้",
            "Once handed in, answers cannot be changed. You can go back and look first.",
        ),
    )
    with st.container(horizontal=True, key="sj-turns"):
        st.button(
            who.say("ย้อนกลับ", "Back"),
            key="back",
            on_click=visit.then(_go_to, begun.id, missing[0] if missing else len(asked) - 1),
        )
        if not missing:
            st.button(
                who.say("ส่งคำตอบ", "Hand in"),
                key="finish",
                type="primary",
                width="stretch",
                on_click=visit.then(_finish, programme, moment),
            )


def _go_to(who: Visit, attempt: str, place: int) -> None:
    st.session_state[f"at/{attempt}"] = place


def _answer(who: Visit, programme: str, moment: str, name: str, place: int, key: str) -> None:
    """Save the answer, then show the next question; never the other way round."""
    with who.read() as db:
        begun = store.attempt(db, who.person.id, programme, moment)
        asked = {item.id: item for _, item in items(load.banks_at(db, begun.versions), begun.form)} if begun else {}
    item = asked.get(name)
    if begun is None or item is None:
        return
    chosen = given(item, key)
    if not chosen:
        ui.tell(who.say("เลือกคำตอบก่อน แล้วกดบันทึก", "Choose an answer first, then save it"), lacks=True)
        return
    if chosen != begun.answers.get(name):
        with who.write() as writing:
            if not store.answer(writing, begun.id, name, chosen):
                ui.tell(
                    who.say(
                        "แบบทดสอบนี้ส่งไปแล้วจากอีกหน้าต่างหนึ่ง หรืออยู่บนกระดาษ คำตอบนี้ไม่ได้บันทึก",
                        "This test was handed in from another window, or is on paper; this answer was not saved",
                    )
                )
    st.session_state[f"at/{begun.id}"] = place + 1


def _finish(who: Visit, programme: str, moment: str) -> None:
    with who.write() as writing:
        begun = store.attempt(writing.db, who.person.id, programme, moment)
        if begun:
            store.finish(writing, who.person, programme, moment, load.banks_at(writing.db, begun.versions))
    if begun and moment == "pre":  # what follows is home; after the post-test it is the result, which speaks for itself
        ui.tell(who.say("ส่งแบบทดสอบก่อนเรียนแล้ว บันทึกครบทุกคำตอบ", "The pre-test is handed in, with every answer saved."))
