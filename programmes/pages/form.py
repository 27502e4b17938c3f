"""A programme as a form: made from a template or changed, checked as it is filled in, and shown before it counts."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from core import ui
from core.calendar import fiscal_year, local_day
from core.content import Slip
from core.visit import Door, Visit
from programmes import load
from programmes.draft import SECTIONS, checked, fresh_code, section_of
from programmes.pages import right, trial
from programmes.pages.fields import Fields
from programmes.programme import Programme
from programmes.touched import touched
from programmes.written import written


def render(visit: Door) -> None:
    """The form of the programme that the address names, or of a new one after a template."""
    who = visit()
    slug, template = st.query_params.get("programme", ""), st.query_params.get("template", "")
    with who.read() as db:
        known = load.programme(db, slug or template)
        codes = {each: programme.code for each, _, programme in load.everything(db)}
    if known is None or not right.whole(who):
        ui.elsewhere(
            who, who.say("ไม่พบหลักสูตรนี้ หรือท่านไม่มีสิทธิแก้ไข", "There is no such programme, or you may not change it.")
        )
        return
    ui.heading(known[1].title[who.language] if slug else who.say("หลักสูตรใหม่", "A new programme"))
    ui.told()
    st.page_link(who.pages["programmes"], label=who.say("กลับไปที่หลักสูตรทั้งหมด", "Back to all programmes"))
    key = f"programme/{slug or f'new/{template}'}/{known[0][:12]}"
    data, slots = _fields(who, key, known[1], codes, fresh=not slug)
    names = who.ground.desk.names() if who.ground.desk else {}
    programme, slips = checked(data, names, codes, slug)
    _slips(who, slips, slots)
    if programme is None:
        st.html(f'<div class="sj-card sj-soft" role="status">{who.say(f"ยังใช้ไม่ได้ แก้ {len(slips)} แห่งที่บอกไว้ข้างบน", f"Not yet: mend the {len(slips)} place(s) named above.")}</div>')  # fmt: skip
        return
    _use(visit, who, slug or str(data["code"]).lower(), programme, key, known[1] if slug else None)


def _fields(
    who: Visit, key: str, base: Programme, codes: Mapping[str, str], *, fresh: bool
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the form holds, and a place below each section for what is wrong in it."""
    fields = Fields(who, key, base, who.ground.desk.offered() if who.ground.desk else {})
    year = fiscal_year(local_day(who.at)) if fresh else base.fiscal_year
    code = fresh_code(base.code, base.fiscal_year, year, codes) if fresh else base.code
    units, positions = _roster(who, key)
    slots: dict[str, Any] = {}

    def section(name: str) -> None:
        st.html(f"<h2>{SECTIONS[name][who.language]}</h2>")
        slots[name] = st.container()

    section("name")
    data = fields.name(code, year, fresh=fresh)
    section("whom")
    data |= fields.whom(units, positions)
    section("when")
    data |= fields.when(data["fiscal_year"])
    section("what")
    asked, tests = fields.what()
    section("close")
    data |= asked | fields.close(tests)
    section("plan")
    return data | fields.plan(), slots


def _roster(who: Visit, key: str) -> tuple[Sequence[str], Sequence[str]]:
    """The names of units and positions. The positions are looked up once a form: that asks for everybody."""
    kept = f"{key}/roster"
    with who.read() as db:
        units = dict.fromkeys(unit.name.th for unit in who.ground.directory.units(db).values())
        if kept not in st.session_state:
            people = who.ground.directory.everybody(db)
            st.session_state[kept] = sorted({person.position for person in people if person.position})
    return list(units), st.session_state[kept]


def _slips(who: Visit, slips: Sequence[Slip], slots: Mapping[str, Any]) -> None:
    for each in slips:
        with slots[section_of(each)]:
            st.html(f'<div class="sj-wrong" role="alert">{escape(each.wrong[who.language])} — {escape(each.write[who.language])}</div>')  # fmt: skip


def _use(visit: Door, who: Visit, slug: str, programme: Programme, key: str, before: Programme | None) -> None:
    """Look first, then bring into force."""
    desk, kept = who.ground.desk, f"{key}/trial"
    if desk is None or (before is not None and programme == before):
        st.html(f'<p class="sj-soft">{who.say("ยังไม่มีการเปลี่ยนแปลง", "Nothing has been changed.")}</p>')
        return
    text, by_hand = written(programme), _by_hand(who, slug, before)
    look = who.say("ดูว่ากระทบใครก่อนใช้", "See whom it touches, before it counts")
    if st.button(look, key="look", type="secondary" if kept in st.session_state else "primary", width="stretch"):
        with st.spinner(who.say("กำลังลองดู…", "Trying it out…")):
            found = desk.trial("programmes", slug, programme)
            if found is not None:
                with who.read() as db:
                    st.session_state[kept] = trial.plain(found, touched(who.ground, db, slug, programme))
    seen = st.session_state.get(kept)
    if seen is None or seen["version"] != load.version(programme):
        return
    st.html(f"<h2>{who.say('สิ่งที่เปลี่ยน', 'What changes')}</h2>")
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
