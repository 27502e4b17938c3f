"""Taking a programme out of force that nobody has begun: asked twice, and nothing is lost."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from core import ui
from core.visit import Door, Visit
from programmes import load
from programmes.pages import right
from programmes.programme import Programme

ASKED = "programmes/withdraw"  # in the session: the slug of the programme in question


def button(visit: Door, who: Visit, slug: str) -> None:
    """The first touch, which asks."""
    st.button(who.say("ถอน", "Withdraw"), key=f"withdraw/{slug}", on_click=visit.then(_ask, slug))


def _ask(who: Visit, slug: str) -> None:
    st.session_state[ASKED] = slug


def asked(visit: Door, who: Visit, slug: str, programme: Programme) -> None:
    """What withdrawing means, and the second touch, which does it."""
    if st.session_state.get(ASKED) != slug:
        return
    title = who.say(f"ถอน “{programme.title.th}” ใช่หรือไม่", f"Withdraw “{programme.title.en}”?")
    what = who.say("ยังไม่มีใครเริ่ม เมื่อถอนแล้วจะหายไปจากหน้าหลักของทุกคนและจากตัวเลขรายงาน แฟ้มของหน่วยงานเก็บไว้ในโฟลเดอร์เดิม นำกลับมาใช้ได้จากท้ายหน้านี้", "Nobody has begun. It goes from everybody’s home page and from the figures. The office’s own file is kept in its folder, and the foot of this page brings it back.")  # fmt: skip
    ui.card(title, what)
    with st.container(horizontal=True, gap="small"):
        st.button(who.say("ถอนหลักสูตรนี้", "Withdraw it"), key="withdraw/yes", type="primary", on_click=visit.then(_withdraw, slug))  # fmt: skip
        st.button(who.say("ไม่ถอน", "Keep it"), key="withdraw/no", on_click=visit.then(_keep))


def _keep(who: Visit) -> None:
    st.session_state.pop(ASKED, None)


def _withdraw(who: Visit, slug: str) -> None:
    st.session_state.pop(ASKED, None)
    desk = who.ground.desk
    with who.read() as db:
        known = load.programme(db, slug)
    if known is None or desk is None or not right.whole(who):
        return
    title = known[1].title[who.language]
    if desk.withdraw("programmes", slug) is None:
        ui.tell(
            who.say(
                f"ถอน “{title}” แล้ว นำกลับมาใช้ได้จากท้ายหน้านี้",
                f"“{title}” is withdrawn; the foot of this page brings it back.",
            )
        )
    else:
        ui.tell(who.say(f"ยังไม่ได้ถอน “{title}” เพราะมีผู้เริ่มแล้ว ถ้าต้องการปิด ให้แก้ไขวันสุดท้าย", f"“{title}” is not withdrawn: somebody has begun. To close it, change its last day."))  # fmt: skip


def put_aside(who: Visit, programmes: Mapping[str, Programme]) -> None:
    """What was withdrawn, and the way back."""
    if not programmes:
        return
    st.html(f"<h2 class=sj-part>{who.say('ถอนออกแล้ว', 'Withdrawn')}</h2>")
    for slug, programme in programmes.items():
        st.html(f'<div class="sj-card"><h3>{escape(programme.title[who.language])}</h3></div>')
        if st.button(who.say("นำกลับมาใช้", "Bring it back"), key=f"back/{slug}"):
            who.go("programme", {"programme": slug})
