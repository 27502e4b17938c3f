"""The parts of an import's review, each shown where there is something in it."""

import streamlit as st

from core import ui
from core.calendar import local_day
from core.day import written
from core.directory import full_name
from core.visit import Door, Visit
from people.pages.import_words import LINES, Units, change, since
from people.pages.said import named, part
from people.person import ROLE_WORDS
from people.review import Review, Row

FEW = 20  # people not in the sheet that show without being asked for


def figures(who: Visit, found: Review, doubts: int) -> None:
    """How many rows of each kind there are."""
    people = who.say("คน", "people")
    refused = len(found.of("refused"))
    counts = (
        (who.say("ใหม่", "New"), len(found.of("new")), people),
        (who.say("ปรับข้อมูล", "Changed"), len(found.of("changed")), people),
        (who.say("คงเดิม", "Unchanged"), len(found.of("unchanged")), people),
        (who.say("ชื่อซ้ำ", "Same name"), doubts, who.say("แถว", "rows")),
        (who.say("ต้องแก้", "To mend"), refused, who.say("แถว", "rows")),
        (who.say("ไม่อยู่ในแฟ้ม", "Not in it"), len(found.missing), people),
    )
    always = 3
    ui.figures(
        (label, f"{count:,}", unit) for place, (label, count, unit) in enumerate(counts) if count or place < always
    )


def changed(who: Visit, found: Review, units: Units) -> None:
    """Everybody whose data would change: each value as it is and as it would be, moves first."""
    rows = sorted(found.of("changed"), key=lambda row: all(each.field != "unit" for each in row.changes))
    if not rows:
        return
    known = {**units, **{unit.id: unit for unit in found.made}}
    with st.expander(who.say(f"ปรับข้อมูล {len(rows)} คน", f"{len(rows)} changed"), expanded=True):
        lines: list[list[str | int]] = []
        for row in part(rows, "import/changed", LINES):
            dated = "unit" if row.person and row.person.active else "back"  # a day is said once
            said = [change(who, each, known, row.on if each.field == dated else "") for each in row.changes]
            lines.append([row.draft.row, f"{row.person.code if row.person else ''} {row.draft.name}", " · ".join(said)])
        ui.table([who.say("แถว", "Row"), who.say("ใคร", "Who"), who.say("จะปรับ", "What changes")], lines)


def new(who: Visit, found: Review, units: Units) -> None:
    """Everybody who would come onto the roster, and the units that would be made for them."""
    rows = found.of("new")
    if found.made:
        names = ", ".join(unit.name[who.language] for unit in found.made[:LINES])
        more = f" … +{len(found.made) - LINES}" if len(found.made) > LINES else ""
        ui.card(
            who.say(f"หน่วยงานที่จะสร้างใหม่ {len(found.made)} แห่ง", f"{len(found.made)} unit(s) will be made"),
            names + more,
            who.say("ตรวจตัวสะกด ชื่อที่พิมพ์ผิดจะกลายเป็นหน่วยงานใหม่", "Look at the spelling: a slip makes a unit of its own."),
        )
    if not rows:
        return
    known = {**units, **{unit.id: unit for unit in found.made}}
    with st.expander(who.say(f"ใหม่ทั้งหมด {len(rows)} คน", f"{len(rows)} will be new"), expanded=True):
        ui.table(
            [who.say("แถว", "Row"), who.say("ใคร", "Who"), who.say("หน่วยงาน", "Unit")],
            [[row.draft.row, _who(who, row), _stands(who, row, known)] for row in part(rows, "import/new", LINES)],
        )


def _who(who: Visit, row: Row) -> str:
    code = row.draft.code or who.say("(ตั้งรหัสให้)", "(a code is made)")
    return " · ".join(
        each for each in (f"{code} {full_name(row.draft.title, row.draft.name)}", row.draft.position) if each
    )


def _stands(who: Visit, row: Row, units: Units) -> str:
    role = row.draft.as_role or "learner"
    signs = [] if role == "learner" else [ROLE_WORDS[role][who.language]]
    return " · ".join([named(who, units, [row.unit, *(row.also or ())]) + since(who, row.on), *signs])


def missing(visit: Door, who: Visit, found: Review, units: Units) -> None:
    """People of the sheet's units who are not in it: nobody leaves unless ticked."""
    if not found.missing:
        return
    with st.expander(
        who.say(f"ไม่อยู่ในแฟ้ม {len(found.missing)} คน", f"{len(found.missing)} not in the sheet"),
        expanded=len(found.missing) <= FEW,
    ):
        st.html(
            f'<p class="sj-soft">{who.say("อยู่ในหน่วยงานที่แฟ้มกล่าวถึง แต่ไม่มีในแฟ้ม ยังอยู่ในบัญชีต่อไป เว้นแต่ท่านเลือกว่าออกแล้ว", "They stand in units that the sheet speaks of, and not in the sheet. They stay on the roster unless you tick them.")}</p>'
        )
        today = local_day(who.at)
        st.text_input(
            who.say("ผู้ที่เลือกไว้ ออกตั้งแต่วันที่", "Those who are ticked leave from the day"),
            written(today, who.language),
            key="import/on",
            max_chars=30,
            help=who.say("เช่น 1/3/2569 วันแรกที่ไม่อยู่แล้ว", "such as 2026-03-01: the first day without them"),
        )
        leaving = st.session_state.get("import/leaving", [])
        for person in part(found.missing, "import/missing", LINES):
            key = f"import/leaves/{st.session_state['import/n']}/{person.id}"
            st.checkbox(
                f"{person.code} · {person.full_name} · {named(who, units, [person.unit])}",
                person.id in leaving,
                key=key,
                on_change=visit.then(_tick, person.id, key),
            )


def _tick(who: Visit, person: str, key: str) -> None:
    kept = [each for each in st.session_state["import/leaving"] if each != person]
    st.session_state["import/leaving"] = [*kept, person] if st.session_state.get(key) else kept
