"""The trainer's desk: every mistake in the content files, what waits for a review, and what is in force."""

from html import escape

import streamlit as st

from core import ui
from core.visit import Door, Visit


def render(visit: Door) -> None:
    """What the files say, read at the last look."""
    who = visit()
    desk = who.ground.desk
    assert desk is not None, "the house sets it before anybody comes in"
    ui.heading(who.say("เนื้อหา", "Content"))
    folder = f"{who.ground.content.parent.name}/{who.ground.content.name}"
    st.html(
        f'<p class="sj-soft">{who.say(f"วางแฟ้ม YAML ของหน่วยงานใน {folder}/ แยกโฟลเดอร์ตามชนิด แล้วกดอ่านใหม่", f"Put the office’s own YAML files into {folder}/, a folder a kind, then read again.")}</p>'
    )
    st.button(who.say("อ่านแฟ้มใหม่", "Read the files again"), key="again", type="primary", on_click=visit.then(_again))
    if told := st.session_state.pop("content/told", None):
        st.html(
            f'<p class="{"sj-saved" if told[0] else "sj-soft"}" role="status">{"✓ " if told[0] else ""}{escape(told[1])}</p>'
        )
    _problems(who)
    _waiting(visit, who)
    for title, slugs in desk.shelved():
        ui.table(
            [title[who.language], who.say("ฉบับที่ใช้อยู่", "Version in force")],
            [[slug, version[:12]] for slug, version in slugs.items()],
        )


def _problems(who: Visit) -> None:
    found = who.ground.desk.problems if who.ground.desk else []
    if not found:
        ui.card(who.say("ทุกแฟ้มอ่านได้ ไม่มีที่ต้องแก้", "Every file can be read; nothing to mend"), level=2)
        return
    ui.card(
        who.say(f"ต้องแก้ {len(found)} แห่ง", f"{len(found)} place(s) to mend"),
        who.say(
            "แฟ้มที่มีที่ต้องแก้ยังไม่ถูกใช้ ฉบับก่อนหน้ายังใช้อยู่",
            "A file with a mistake is not used; the version before it stays in force.",
        ),
    )
    heads = [who.say("แฟ้ม:บรรทัด", "File:line"), who.say("ปัญหา", "What is wrong"), who.say("วิธีแก้", "What to write")]
    ui.table(heads, [[f"{p.file}:{p.line}", p.wrong[who.language], p.write[who.language]] for p in found])


def _waiting(visit: Door, who: Visit) -> None:
    for each in who.ground.desk.waiting if who.ground.desk else []:
        ui.card(
            f"{each.room}/{each.slug}",
            who.say("มีผู้ใช้ฉบับเดิมแล้ว การแก้เฉลย เกณฑ์ หรือข้อความคำมั่นจึงรอการทบทวน ผู้ที่ทำไปแล้วยังนับตามฉบับเดิม", "People have used the present version, so a change of key, criterion or pledge waits. Who has finished keeps the version that they saw."),
        )  # fmt: skip
        st.button(
            who.say("ทบทวนแล้ว ใช้ฉบับใหม่", "Reviewed: use the new version"),
            key=f"review/{each.room}/{each.slug}",
            on_click=visit.then(_review, each.room, each.slug),
        )


def _again(who: Visit) -> None:
    if who.ground.desk:
        who.ground.desk.publish()
        st.session_state["content/told"] = (True, who.say("อ่านแล้ว", "Read again."))


def _review(who: Visit, room: str, slug: str) -> None:
    if who.ground.desk:
        refused = who.ground.desk.review(room, slug)
        said = (
            who.say(f"{room}/{slug} ฉบับใหม่ใช้อยู่แล้ว", f"The new version of {room}/{slug} is in force.")
            if refused is None
            else who.say(
                f"แฟ้ม {room}/{slug} ถูกแก้อีกหลังเริ่มรอทบทวน ยังไม่ได้ใช้ ดูแฟ้มแล้วกดอีกครั้ง",
                f"The file of {room}/{slug} was changed again while it waited. It is not in force; look at it, then press again.",
            )
        )
        st.session_state["content/told"] = (refused is None, said)
