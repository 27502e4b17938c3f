"""Bringing in a sheet: its review first, then one button that says what it will do; and the way back."""

from hashlib import sha256

import streamlit as st

from core import ui
from core.calendar import local_day
from core.day import day_of, written
from core.visit import Door, Visit
from people.admission import look
from people.importing import bring
from people.pages import import_doubts, import_review, import_undo
from people.pages.said import tell, told
from people.person import no_day, to_come
from people.review import Review
from people.sheet import COLUMNS, Sheet, heads, parsed, unread


def render(visit: Door) -> None:
    """The uploader, the review of what was put into it, and the imports that can be undone."""
    who = visit()
    ui.heading(who.say("นำเข้ารายชื่อ", "Import people"))
    told()
    if import_undo.asking(visit, who):
        return
    st.page_link(who.pages["people"], label=who.say("← กลับไปหน้าบุคลากร", "← Back to People"))
    _how(who)
    sheet = st.file_uploader(
        who.say("แฟ้ม CSV หรือ Excel (XLSX)", "CSV or Excel file (XLSX)"),
        type=["csv", "xlsx"],
        key=f"import/{st.session_state.setdefault('import/n', 0)}",
    )
    if sheet is None:
        import_undo.past(visit, who)
        return
    raw = sheet.getvalue()
    _begin(sha256(raw).hexdigest())
    if left := unread(raw):
        names = ", ".join(f"“{name}”" for name in left)
        ui.empty(who.say(f"ไม่ได้อ่านคอลัมน์ {names}", f"Nothing is read from the columns {names}"))
    _reviewed(visit, who, parsed(raw))


def _how(who: Visit) -> None:
    st.html(
        f'<p class="sj-soft">{who.say("แถวแรกเป็นหัวตาราง คอลัมน์ที่รู้จัก", "The first row names the columns; known are")}: {heads(who.language)}<br>'
        + who.say(
            "ต้องมีชื่อและหน่วยงาน คอลัมน์ที่ไม่มีในแฟ้มจะไม่ถูกแก้ ผู้ที่มีรหัสอยู่แล้วจะปรับข้อมูล ไม่เพิ่มซ้ำ ตรวจก่อนบันทึกทุกครั้ง",
            "Name and unit are needed. What has no column is left as it is; who is there already, by code, is brought up to date. You look before anything is written.",
        )
        + "</p>"
    )
    place = 1 if who.language == "th" else 0
    st.download_button(
        who.say("แฟ้มตัวอย่าง (หัวตาราง)", "An empty sheet (header)"),
        "\ufeff" + ",".join(words[place] for words in COLUMNS.values()) + "\r\n",
        "people.csv",
        "text/csv",
        on_click="ignore",
    )


def _begin(mark: str) -> None:
    """Another file begins without decisions and ticks."""
    kept = st.session_state
    if kept.get("import/file") != mark:
        kept["import/file"], kept["import/decided"], kept["import/leaving"] = mark, {}, []


def _reviewed(visit: Door, who: Visit, sheet: Sheet) -> None:
    today = local_day(who.at)
    with who.read() as db:
        units = who.ground.directory.units(db)
        first = look(db, sheet.drafts, today, who.person, refused=sheet.refusals)
        doubts = first.of("doubtful")
        found = (
            look(db, sheet.drafts, today, who.person, refused=sheet.refusals, decided=_decided()) if doubts else first
        )
    if found.refused:
        import_review.refused(who, found)
        return
    import_review.figures(who, found, len(doubts))
    import_doubts.doubtful(visit, who, doubts, _decided(), units)
    import_review.changed(who, found, units)
    import_review.new(who, found, units)
    import_review.missing(visit, who, found, units)
    _button(visit, who, sheet, found)


def _decided() -> dict[int, str]:
    return dict(st.session_state.get("import/decided", {}))


def _button(visit: Door, who: Visit, sheet: Sheet, found: Review) -> None:
    new, changed = len(found.of("new")), len(found.of("changed"))
    leaving = [person.id for person in found.missing if person.id in st.session_state.get("import/leaving", [])]
    if left := len(found.of("doubtful")):
        st.warning(
            who.say(
                f"ยังต้องตัดสินอีก {left} แถวว่าเป็นคนเดียวกันหรือไม่ จึงจะบันทึกได้",
                f"Decide {left} more row(s), the same person or not, before anything can be written.",
            )
        )
    elif not new + changed + len(leaving):
        st.info(
            who.say(
                "ทุกแถวตรงกับบัญชีอยู่แล้ว ไม่มีอะไรต้องบันทึก",
                "Every row stands on the roster already; there is nothing to write.",
            )
        )
    else:
        counts = (
            (new, who.say(f"ใหม่ {new}", f"{new} new")),
            (changed, who.say(f"ปรับ {changed}", f"{changed} changed")),
            (len(leaving), who.say(f"ออก {len(leaving)}", f"{len(leaving)} leave")),
        )
        said = " · ".join(text for count, text in counts if count)
        total = new + changed + len(leaving)
        st.button(
            who.say(f"บันทึก {total} คน: {said}", f"Write {total} people: {said}"),
            key="import/go",
            type="primary",
            on_click=visit.then(_write, sheet, found),
        )


def _write(who: Visit, sheet: Sheet, shown: Review) -> None:
    kept = st.session_state
    today = local_day(who.at)
    typed = str(kept.get("import/on") or written(today, who.language))
    leaving, on = list(kept.get("import/leaving", [])), day_of(typed)
    if leaving and (on is None or on > today):
        tell(False, (to_come(typed) if on else no_day(typed))[who.language])
        return
    done = bring(
        who.ground, sheet.drafts, shown, who.person, decided=_decided(), leavers=leaving, on=(on or today).isoformat()
    )
    if done is None:
        tell(
            False,
            who.say(
                "บัญชีเปลี่ยนไประหว่างที่ท่านตรวจ ยังไม่ได้บันทึกอะไร ตรวจรายการด้านล่างอีกครั้ง",
                "The roster changed while you looked; nothing was written. Look through the list below once more.",
            ),
        )
        return
    kept["import/n"] += 1  # another uploader, an empty one
    left = who.say(f" ออก {done.left}", f", {done.left} left") if done.left else ""
    tell(
        True,
        who.say(
            f"ใหม่ {done.new} ปรับ {done.changed} คงเดิม {done.unchanged}{left}",
            f"{done.new} new, {done.changed} changed, {done.unchanged} unchanged{left}",
        ),
    )
