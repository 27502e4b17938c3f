"""The administrator's list of people: adding one, adding a sheet, a new link for whoever forgot."""

import streamlit as st

from core import ui
from core.directory import ROLES, Person
from core.settings import ADDRESS, setting
from core.visit import Door, Visit
from people.admission import Beyond, admit, admit_all, new_link, outside, reached, ways
from people.person import ROLE_WORDS, Draft, tidied, wrongs
from people.sheet import COLUMNS, Refusal, parsed
from people.store import signins
from people.store.directory import Roster


def render(visit: Door) -> None:
    """Everybody on the roster, and the ways to add to it."""
    who = visit()
    ui.heading(who.say("บุคลากร", "People"))
    _said(who)
    with st.expander(who.say("เพิ่มทีละคน", "Add one person")):
        _one(visit, who)
    with st.expander(who.say("เพิ่มจากแฟ้ม CSV", "Add from a CSV file")):
        _sheet(visit, who)
    st.html(
        f'<a class="sj-button" href="/slips" target="_blank">{who.say("พิมพ์ใบเข้าใช้งานครั้งแรก", "Print first sign-in slips")}</a>'
    )
    with who.read() as db:
        mine = who.ground.directory.scope(db, who.person, "administrator")
        people = Roster().everybody(db, mine)
        units = who.ground.directory.units(db)
        waiting = signins.without_password(db)
    _links(visit, who, people)
    ui.table(
        [who.say("รหัส", "Code"), who.say("ชื่อ", "Name"), who.say("หน่วยงาน", "Unit"), who.say("บทบาท", "Role"), who.say("เข้าใช้งาน", "Access")],
        [
            [p.code, p.full_name, units[p.unit].name[who.language], _roles(who, p),
             who.say("ยังไม่ตั้งรหัสผ่าน", "no password yet") if p.id in waiting else who.say("พร้อม", "ready")]
            for p in people
        ],
    )  # fmt: skip


def _roles(who: Visit, person: Person) -> str:
    held = [role for role in ROLES if any(role == each for each, _ in person.grants)] or ["learner"]
    return ", ".join(ROLE_WORDS[role][who.language] for role in held)


def _said(who: Visit) -> None:
    """What the last act came to, kept over the rerun that follows it."""
    told = st.session_state.pop("people/told", None)
    if told:
        (st.success if told[0] else st.error)(told[1])


def _tell(good: bool, text: str) -> None:
    st.session_state["people/told"] = (good, text)


def _one(visit: Door, who: Visit) -> None:
    with who.read() as db:
        mine = who.ground.directory.scope(db, who.person, "administrator")
        units = [way for id, way in ways(who.ground.directory.units(db)).items() if id in mine]
    with st.form("add", clear_on_submit=False, border=False):
        st.text_input(
            who.say("รหัสเจ้าหน้าที่ (เว้นว่าง = ระบบตั้งให้)", "Staff code (empty: one is made)"), key="add/code", max_chars=40
        )
        st.text_input(who.say("คำนำหน้า", "Title"), key="add/title", max_chars=40)
        st.text_input(who.say("ชื่อและนามสกุล", "First name and surname"), key="add/name", max_chars=120)
        st.text_input(who.say("ตำแหน่ง", "Position"), key="add/position", max_chars=120)
        st.selectbox(
            who.say("หน่วยงาน (เลือกหรือพิมพ์ใหม่)", "Unit (choose or type)"), units, key="add/unit", accept_new_options=True
        )
        st.selectbox(
            who.say("บทบาท", "Role"), ROLES, key="add/role", format_func=lambda role: ROLE_WORDS[role][who.language]
        )
        st.checkbox(who.say("เป็นผู้บริหาร", "Executive"), key="add/executive")
        st.form_submit_button(who.say("เพิ่ม", "Add"), type="primary", on_click=visit.then(_add))


def _add(who: Visit) -> None:
    kept = st.session_state
    fields = ("code", "title", "name", "position", "unit", "role")
    given = [str(kept.get(f"add/{name}") or "") for name in fields]
    draft = tidied(Draft(*given, *(["yes"] if kept.get("add/executive") else [])))
    if found := list(wrongs(draft)):
        _tell(False, " · ".join(text[who.language] for text in found))
        return
    with who.write() as writing:
        beyond = outside(writing.db, who.person, draft)
        taken = draft.code and Roster().by_code(writing.db, draft.code)
        if not beyond and not taken:
            admit(who.ground, writing, draft)
    if beyond:
        _tell(False, beyond[who.language])
        return
    if taken:
        _tell(
            False,
            who.say(
                f"มีรหัส {draft.code} อยู่แล้ว ({taken.full_name}) ยังไม่ได้บันทึก",
                f"The code {draft.code} is taken ({taken.full_name}); nothing was saved.",
            ),
        )
        return
    for name in ("code", "title", "name", "position"):
        kept[f"add/{name}"] = ""
    kept["add/role"], kept["add/executive"] = "learner", False  # rights are given on purpose, never left over
    _tell(True, who.say(f"เพิ่ม {draft.name} แล้ว", f"{draft.name} was added."))


def _sheet(visit: Door, who: Visit) -> None:
    heads = ", ".join(f"{words[1]}/{name}" for name, words in COLUMNS.items())
    st.html(
        f'<p class="sj-soft">{who.say("แถวแรกเป็นหัวตาราง", "The first row names the columns")}: {heads}<br>{who.say("บันทึกทั้งแฟ้มหรือไม่บันทึกเลย ผู้ที่มีรหัสอยู่แล้วจะปรับข้อมูล ไม่เพิ่มซ้ำ", "All of it is written or nothing; who is there already, by code, is brought up to date.")}</p>'
    )
    sheet = st.file_uploader(who.say("แฟ้ม CSV", "CSV file"), type=["csv"], key="sheet")
    if sheet is None:
        return
    drafts, refusals = parsed(sheet.getvalue())
    with who.read() as db:
        beyond = [(draft.row, outside(db, who.person, draft)) for draft in drafts]
    refusals += [Refusal(row, why) for row, why in beyond if why]
    if refusals:
        st.error(
            who.say(
                f"ยังไม่ได้บันทึกอะไร แก้ {len(refusals)} แห่งแล้วลองใหม่",
                f"Nothing was written. Mend {len(refusals)} place(s) and try again.",
            )
        )
        ui.table(
            [who.say("แถว", "Row"), who.say("สิ่งที่ต้องแก้", "What to mend")],
            [[r.row, r.why[who.language]] for r in refusals[:200]],
        )
        return
    ui.table(
        [who.say("รหัส", "Code"), who.say("ชื่อ", "Name"), who.say("หน่วยงาน", "Unit")],
        [[d.code or "–", f"{d.title}{d.name}", d.unit] for d in drafts[:20]],
    )
    st.button(
        who.say(f"บันทึก {len(drafts)} คน", f"Write {len(drafts)} people"),
        key="sheet/go",
        type="primary",
        on_click=visit.then(_admit, drafts),
    )


def _admit(who: Visit, drafts: list[Draft]) -> None:
    try:
        done = admit_all(who.ground, drafts, who.person)
    except Beyond as beyond:
        found = [who.say(f"แถว {draft.row}: ", f"row {draft.row}: ") + why[who.language] for draft, why in beyond.found]
        _tell(False, " · ".join([who.say("ยังไม่ได้บันทึกอะไร", "Nothing was written"), *found[:20]]))
        return
    _tell(
        True,
        who.say(
            f"ใหม่ {done.new} ปรับ {done.changed} คงเดิม {done.unchanged}",
            f"{done.new} new, {done.changed} changed, {done.unchanged} unchanged",
        ),
    )


def _links(visit: Door, who: Visit, people: list[Person]) -> None:
    names = {person.id: f"{person.code} · {person.full_name}" for person in people}
    with st.expander(who.say("ลิงก์เข้าใช้งานใหม่ (สำหรับผู้ที่ลืมรหัสผ่าน)", "A new sign-in link (for who forgot)")):
        chosen = st.selectbox(
            who.say("ใคร", "Who"),
            list(names),
            format_func=names.__getitem__,
            index=None,
            key="link/who",
            placeholder=who.say("เลือกชื่อ", "Choose a name"),
        )
        st.button(
            who.say("สร้างลิงก์", "Make a link"),
            key="link/go",
            disabled=chosen is None,
            on_click=visit.then(_link, chosen),
        )
        link = st.session_state.pop("link/made", None)
        if link:
            st.code(link, language=None)
            st.html(
                f'<p class="sj-soft">{who.say("ใช้ได้ครั้งเดียว ภายใน 30 วัน ลิงก์ก่อนหน้าใช้ไม่ได้แล้ว", "It opens once, within 30 days. Earlier links open nothing any more.")}</p>'
            )


def _link(who: Visit, person: str) -> None:
    with who.write() as writing:
        wanted = Roster().person(writing.db, person)
        if wanted is None or not reached(writing.db, who.person, wanted):
            _tell(
                False,
                who.say(
                    "บุคคลนี้อยู่นอกหน่วยงานที่ท่านดูแล ยังไม่ได้สร้างลิงก์", "This person is outside your units; no link was made."
                ),
            )
            return
        token, address = new_link(who.ground, writing, person), setting(writing.db, ADDRESS)
    host = st.context.headers.get("host", "localhost")
    scheme = "https" if st.context.url and st.context.url.startswith("https") else "http"
    st.session_state["link/made"] = f"{address or f'{scheme}://{host}'}/join/{token}"
