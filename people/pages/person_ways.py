"""A person's ways in and out: a new sign-in link, leaving the roster, coming back."""

from base64 import b64encode
from urllib.parse import urlsplit

import streamlit as st

from core import ui
from core.address import loopback
from core.calendar import local_day
from core.day import day_of, written
from core.directory import Person
from core.paper import qr_modules
from core.settings import links_at
from core.visit import Door, Visit
from people.admission import new_link, scope
from people.pages.person_data import GONE, LAST, changed, key, still
from people.pages.said import tell
from people.person import Draft, no_day, to_come
from people.slip import scanned
from people.store import roster
from people.store.search import whole_administrators
from people.tree import ways


def link(visit: Door, who: Visit, person: Person) -> None:
    """A new one-time link for whoever has none, or forgot the password."""
    made = st.session_state.get("link/made", ("", ""))
    if made[0] != person.id:
        st.button(
            who.say("สร้างลิงก์เข้าใช้งานใหม่", "Make a new sign-in link"),
            key="link/go",
            on_click=visit.then(_link, person.id),
        )
        return
    ui.card(
        who.say(f"ลิงก์เข้าใช้งานของ {person.full_name}", f"Sign-in link of {person.full_name}"),
        who.say(
            "ให้เจ้าตัวสแกน หรือส่งลิงก์ให้เจ้าตัวเท่านั้น ใช้ได้ครั้งเดียว ภายใน 30 วัน ลิงก์และใบเดิมใช้ไม่ได้แล้ว",
            "Let them scan it, or send it to them alone. It opens once, within 30 days. Earlier links and slips open nothing any more.",
        ),
    )
    if loopback(urlsplit(made[1]).netloc):
        st.html(f'<p class="sj-wrong">{_here_alone(who)}</p>')
    st.html(f'<img class="sj-qr" alt="QR" src="{_picture(scanned(made[1]))}" width="220" height="220">')
    st.code(made[1], language=None, wrap_lines=True)
    st.button(who.say("ปิด", "Close"), key="link/close", on_click=visit.then(_close))


def _here_alone(who: Visit) -> str:
    """That a link opens on this computer alone, and where to set an address."""
    way = who.say("ตั้งที่อยู่ในเครือข่ายที่หน้าตั้งค่าหน่วยงาน", "Set the office network’s address on the page Organisation")
    return (
        who.say(
            "ลิงก์นี้เปิดได้จากเครื่องนี้เครื่องเดียว โทรศัพท์เปิดไม่ได้ ", "This link opens on this computer alone, and on no phone. "
        )
        + f'<a href="/organisation" target="_self">{way}</a>'
    )


def _picture(address: str) -> str:
    """A QR code as a picture that stands in the page itself."""
    modules = qr_modules(address)
    dots = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(modules) for x, dark in enumerate(row) if dark)
    size = len(modules)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{dots}"/></svg>'
    )
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def _link(who: Visit, id: str) -> None:
    with who.write() as writing:
        person = still(who, writing.db, id)
        if person is None:
            return
        if not person.active:
            tell(False, GONE[who.language])
            return
        token, address = new_link(who.ground, writing, id), links_at(writing.db)
    host = st.context.headers.get("host", "localhost")
    scheme = "https" if st.context.url and st.context.url.startswith("https") else "http"
    st.session_state["link/made"] = (id, f"{address or f'{scheme}://{host}'}/join/{token}")


def _close(who: Visit) -> None:
    st.session_state.pop("link/made", None)


def leaving(visit: Door, who: Visit, person: Person) -> None:
    """The way off the roster: first asked for, then confirmed with the day."""
    if st.session_state.get("person/leaving") != person.id:
        st.button(
            who.say("ออกจากบัญชีบุคลากร…", "Leaves the roster…"), key="leave/ask", on_click=visit.then(_ask, person.id)
        )
        return
    ui.card(
        who.say(f"{person.full_name} ออกจากบัญชี", f"{person.full_name} leaves the roster"),
        who.say(
            "เข้าใช้งานไม่ได้อีก บทบาทและหน่วยงานรองสิ้นสุดลง สิ่งที่เรียนและลงนามไว้ยังอยู่ในบันทึก และกลับเข้าบัญชีได้ภายหลัง",
            "They can no longer sign in; roles and secondary units go. What they learned and signed stays in the record, and they can come back later.",
        ),
    )
    st.text_input(
        who.say("ออกตั้งแต่วันที่", "From the day"), written(local_day(who.at), who.language), key=key(person, "on"), max_chars=30,
        help=who.say("วันแรกที่ไม่อยู่แล้ว เช่น 1/3/2569", "the first day without them, such as 2026-03-01"),
    )  # fmt: skip
    with st.container(horizontal=True):
        st.button(
            who.say("ยืนยันว่าออกแล้ว", "They have left"),
            key="leave/go",
            type="primary",
            on_click=visit.then(_leave, person.id),
        )
        st.button(who.say("ไม่ใช่", "Cancel"), key="leave/no", on_click=visit.then(_ask, ""))


def _ask(who: Visit, id: str) -> None:
    st.session_state["person/leaving"] = id


def _leave(who: Visit, id: str) -> None:
    with who.write() as writing:
        person = still(who, writing.db, id)
        if person is None:
            return
        typed, today = str(st.session_state.get(key(person, "on"), "")), local_day(who.at)
        on = day_of(typed)
        if on is None or on > today:
            tell(False, (to_come(typed) if on else no_day(typed))[who.language])
            return
        if whole_administrators(writing.db) == [id]:
            tell(False, LAST[who.language])
            return
        if person.active:
            roster.leave(writing, person, on.isoformat() if on < today else "")
    st.session_state["person/leaving"] = ""
    _close(who)
    changed()
    tell(True, who.say(f"{person.full_name} ออกจากบัญชีแล้ว", f"{person.full_name} left the roster."))


def back(visit: Door, who: Visit, person: Person) -> None:
    """The way back onto the roster, into a unit of the administrator's."""
    with who.read() as db:
        tree = who.ground.directory.units(db)
        mine = who.ground.directory.scope(db, who.person, "administrator")
    units, labels = [unit for unit in tree if unit in mine], ways(tree)
    last = units.index(person.unit) if person.unit in units else None  # their unit may have been removed since
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            who.say("กลับเข้าหน่วยงาน", "Comes back into"), units, last, format_func=labels.__getitem__,
            key=key(person, "back"),
        )  # fmt: skip
        st.button(
            who.say("กลับเข้าบัญชี", "Comes back"), key="back/go", type="primary", on_click=visit.then(_back, person.id)
        )


def _back(who: Visit, id: str) -> None:
    with who.write() as writing:
        person = still(who, writing.db, id)
        if person is None:
            return
        unit = st.session_state[key(person, "back")]
        if unit is None:
            tell(False, who.say("เลือกหน่วยงานที่จะกลับเข้าก่อน", "Choose the unit that they come back into first."))
            return
        if person.active or unit not in scope(writing.db, who.person):
            tell(False, GONE[who.language])
            return
        executive = "yes" if person.executive else ""
        draft = Draft(person.code, person.title, person.name, person.position, "", executive=executive)
        roster.come_back(writing, person, draft, unit)
    changed()
    tell(
        True,
        who.say(
            f"{person.full_name} กลับเข้าบัญชีแล้ว บทบาทเดิมต้องให้ใหม่",
            f"{person.full_name} is on the roster again. Former roles have to be given anew.",
        ),
    )


def erasing(who: Visit, person: Person) -> None:
    """The way to the page that erases, for whoever asks for it."""
    st.page_link(
        who.pages["erasure"],
        label=who.say("ลบข้อมูลของผู้นี้ตามที่ขอ…", "Erase their data, as they asked…"),
        query_params={"code": person.code},
    )
