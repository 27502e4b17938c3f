"""The trainer's desk: every mistake in the content files, what waits for a review, and what is in force."""

from html import escape

import streamlit as st

from core import ui
from core.library import Waiting
from core.previews import titled
from core.rehearse import MOVED
from core.visit import Door, Visit
from programmes import load
from programmes.pages import right, trial
from programmes.touched import Touched, touched


def render(visit: Door) -> None:
    """What the files say, read at the last look."""
    who = visit()
    desk = who.ground.desk
    assert desk is not None, "the house sets it before anybody comes in"
    ui.heading(who.say("เนื้อหา", "Content"))
    _where(who)
    st.button(who.say("อ่านแฟ้มใหม่", "Read the files again"), key="again", type="primary", on_click=visit.then(_again))
    if told := st.session_state.pop("content/told", None):
        st.html(
            f'<p class="{"sj-saved" if told[0] else "sj-soft"}" role="status">{"✓ " if told[0] else ""}{escape(told[1])}</p>'
        )
    _problems(who)
    _hints(who)
    _waiting(visit, who)
    for room, title, slugs in desk.shelved():
        head = f'<h2 class="sj-part">{escape(title[who.language])}</h2>'
        names = "".join(f"<li>{titled(name, f'{slug}.yaml', who.language)}</li>" for slug, name in slugs.items())
        st.html(f'{head}<ul class="sj-names">{names}</ul>')
        if (page := f"preview-{room}") in who.pages:
            st.page_link(who.pages[page], label=who.say(f"ดูตัวอย่าง: {title.th}", f"Preview: {title.en}"))


def _where(who: Visit) -> None:
    """How files come in; the folder's name is for whoever copies them there, so it is folded."""
    folder = f"{who.ground.content.parent.name}/{who.ground.content.name}"
    how = who.say(
        "วางแฟ้ม YAML ของหน่วยงานในโฟลเดอร์เนื้อหา แยกโฟลเดอร์ย่อยตามชนิด แล้วกดอ่านใหม่",
        "Put the office’s own YAML files into the content folder, with one subfolder for each kind, then read them again.",
    )
    st.html(
        f'<p class="sj-soft">{how}</p><details class="sj-soft"><summary>{who.say("โฟลเดอร์เนื้อหาอยู่ที่ใด", "Where the content folder is")}</summary>'
        f"<code>{escape(folder)}/</code></details>"
    )


def _problems(who: Visit) -> None:
    found = who.ground.desk.problems if who.ground.desk else []
    if not found:
        ui.card(who.say("ทุกแฟ้มอ่านได้ ไม่มีที่ต้องแก้", "Every file can be read; nothing to mend"), level=2)
        return
    ui.card(
        who.say(f"ต้องแก้ {len(found)} แห่ง", f"{len(found)} place(s) to mend"),
        who.say(
            "ยังไม่ใช้แฟ้มที่มีที่ต้องแก้ ฉบับก่อนหน้ายังใช้อยู่",
            "A file with a mistake is not used; the version before it stays in force.",
        ),
    )
    ui.problems(who, found)


def _hints(who: Visit) -> None:
    """What is no mistake of a file, and somebody should look at: units that are not there, or several of one name."""
    found = who.ground.desk.hints() if who.ground.desk else ()
    if not found:
        return
    ui.card(
        who.say(f"ควรดู {len(found)} แห่ง", f"{len(found)} place(s) to look at"),
        who.say("แฟ้มใช้อยู่ แต่ชื่อหน่วยงานในแฟ้มไม่ตรงกับโครงสร้างหน่วยงานวันนี้", "The files are in force, and name units otherwise than the tree does today."),
    )  # fmt: skip
    ui.problems(who, found)


def _waiting(visit: Door, who: Visit) -> None:
    if not who.ground.desk or not who.ground.desk.waiting:
        return
    may = right.whole(who)
    for each in tuple(who.ground.desk.waiting):
        ui.card(
            f"{each.room}/{each.slug}",
            who.say("มีผู้ใช้ฉบับเดิมแล้ว การแก้สิ่งที่ผูกพันเขา เช่น เฉลย เกณฑ์ หรือข้อความคำมั่น จึงรอการทบทวน ผู้ที่ทำไปแล้วยังนับตามฉบับเดิม", "People have used the present version, so a change of what binds them (a key, a criterion, a pledge) waits. Who has finished keeps the version that they saw."),
        )  # fmt: skip
        if may:
            _one(visit, who, each)
    if not may:
        st.html(f'<p class="sj-soft">{escape(_who_may(who))}</p>')


def _one(visit: Door, who: Visit, each: Waiting) -> None:
    """First what it changes and whom it touches; then, with that in view, the button that brings it into force."""
    place, desk = f"{each.room}/{each.slug}", who.ground.desk
    kept = f"trial/{place}"
    if desk is not None and st.button(
        who.say("ดูว่าเปลี่ยนอะไรและกระทบใคร", "See what it changes and whom it touches"), key=f"look/{place}"
    ):
        with st.spinner(who.say("กำลังลองดู…", "Trying it out…")):
            found = desk.trial(each.room, each.slug)
        st.session_state[kept] = trial.plain(found, _touched(who, each)) if found else None
        if found is None:
            st.session_state["content/told"] = (False, _changed_again(who, place))
            st.rerun()
    seen = st.session_state.get(kept)
    if not seen or seen["version"] != each.version:
        return
    trial.changes(who, seen["changes"], seen["more"])
    trial.consequences(who, seen)
    st.button(
        who.say("ทบทวนแล้ว ใช้ฉบับใหม่", "Reviewed: use the new version"),
        key=f"review/{place}",
        type="primary",
        on_click=visit.then(_review, each.room, each.slug, seen["head"]),
    )


def _touched(who: Visit, each: Waiting) -> Touched | None:
    """Whom a programme's change touches; other content is for whomever a programme is for."""
    desk = who.ground.desk
    if desk is None or each.room != load.shelf.room:
        return None
    waits = load.waiting(who.ground.content, each.slug)
    if waits is None:
        return None
    with who.read() as db:
        return touched(who.ground, db, each.slug, waits)


def _who_may(who: Visit) -> str:
    names = right.names(who)
    return who.say(
        f"ผู้ทบทวนได้คือวิทยากรหรือผู้ดูแลระบบของทั้งหน่วยงาน: {names}",
        f"Trainers and administrators of the whole organisation may review it: {names}",
    )


def _changed_again(who: Visit, place: str) -> str:
    return who.say(
        f"มีการแก้แฟ้ม {place} อีกหลังเริ่มรอทบทวน ยังไม่ได้ใช้ ดูแฟ้มแล้วกดอีกครั้ง",
        f"The file of {place} was changed again while it waited. It is not in force; look at it, then press again.",
    )


def _again(who: Visit) -> None:
    if who.ground.desk:
        who.ground.desk.publish()
        st.session_state["content/told"] = (True, who.say("อ่านแล้ว", "Read again."))


def _review(who: Visit, room: str, slug: str, head: str) -> None:
    if not right.whole(who):
        st.session_state["content/told"] = (False, _who_may(who))
        return
    if who.ground.desk is None:
        return
    place, st.session_state[f"trial/{room}/{slug}"] = f"{room}/{slug}", None
    refused = who.ground.desk.review(room, slug, head)
    if refused is None:
        said = who.say(f"{place} ฉบับใหม่ใช้อยู่แล้ว", f"The new version of {place} is in force.")
    elif refused.reason == MOVED:
        said = who.say(f"{place} ยังไม่ได้ใช้ เพราะมีข้อมูลใหม่เข้ามาหลังจากที่ลองดู กดดูอีกครั้ง", f"{place} is not in force: something was written after you looked. Look again.")  # fmt: skip
    else:
        said = _changed_again(who, place)
    st.session_state["content/told"] = (refused is None, said)
