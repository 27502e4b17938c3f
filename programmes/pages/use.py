"""The foot of a programme's form: what a change does and whom it touches, and then the button that brings it into force."""

import streamlit as st

from core import ui
from core.visit import Door, Visit
from programmes import load
from programmes.pages import right, trial
from programmes.pages.filled import Filled
from programmes.programme import Programme
from programmes.touched import touched
from programmes.written import written


def section(visit: Door, who: Visit, slug: str, programme: Programme, found: Filled) -> None:
    """Look first, then bring into force."""
    desk, kept = who.ground.desk, f"{found.key}/trial"
    with who.read() as db:
        known = load.programme(db, slug)
    before = known[1] if known else None
    if desk is None or (found.before is not None and programme in (before, found.before)):
        st.html(f'<p class="sj-soft">{who.say("ยังไม่มีการเปลี่ยนแปลง", "Nothing has been changed.")}</p>')
        return
    text, by_hand = written(programme), _by_hand(who, slug, before)
    look = who.say("ดูว่ากระทบใครก่อนใช้", "See whom it touches, before it counts")
    if st.button(look, key="look", type="secondary" if kept in st.session_state else "primary", width="stretch"):
        with st.spinner(who.say("กำลังลองดู…", "Trying it out…")):
            tried = desk.trial("programmes", slug, programme)
            if tried is not None:
                with who.read() as db:
                    st.session_state[kept] = trial.plain(tried, touched(who.ground, db, slug, programme))
                st.rerun()
    seen = st.session_state.get(kept)
    if seen is None or seen["version"] != load.version(programme):
        return
    if before is not None:  # of a new one everything is new, and stands above
        st.html(f"<h2 class=sj-part>{who.say('สิ่งที่เปลี่ยน', 'What changes')}</h2>")
        trial.changes(who, seen["changes"], seen["more"])
    trial.consequences(who, seen)
    if by_hand:
        st.html(f'<div class="sj-card sj-said">{who.say("แฟ้มเดิมแก้ด้วยมือ หมายเหตุในแฟ้มจะหายไป จึงจะเก็บสำเนาแฟ้มเดิมไว้ข้างกัน", "The present file was edited by hand, and its remarks would be lost; so a copy of it is kept beside it.")}</div>')  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        if st.button(who.say("ใช้หลักสูตรนี้", "Bring it into force"), key="use", type="primary"):
            _brought(who, slug, programme, text, seen["head"] if seen["people"]["begun"] else "", kept, by_hand=by_hand)
        st.button(who.say("ยังไม่ใช้", "Not yet"), key="cancel", on_click=visit.then(_cancel, kept))


def _by_hand(who: Visit, slug: str, before: Programme | None) -> bool:
    """Whether the office's own file is another text than this form would have written."""
    text = load.own_text(who.ground.content, slug)
    return text is not None and (before is None or text != written(before))


def _brought(who: Visit, slug: str, programme: Programme, text: str, head: str, kept: str, *, by_hand: bool) -> None:
    desk = who.ground.desk
    if desk is None or not right.whole(who):
        return
    copy = load.keep_copy(who.ground.content, slug, who.at) if by_hand else ""
    st.session_state.pop(kept, None)
    if desk.put("programmes", slug, programme, text, head) is not None:
        ui.tell(who.say("ยังไม่ได้ใช้ เพราะมีข้อมูลใหม่เข้ามาหลังจากที่ลองดู ค่าในแบบฟอร์มยังอยู่ กดดูอีกครั้ง", "Not in force: something was written after you looked. Your entries are kept; look again."))  # fmt: skip
        st.rerun()
    told = who.say(f"ใช้ “{programme.title.th}” แล้ว", f"“{programme.title.en}” is in force.")
    ui.tell(told + (who.say(f" เก็บแฟ้มเดิมไว้ที่ {copy}", f" The former file is kept as {copy}.") if copy else ""))
    who.go("programmes")


def _cancel(who: Visit, kept: str) -> None:
    st.session_state.pop(kept, None)
