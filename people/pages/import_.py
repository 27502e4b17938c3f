"""Bringing in a sheet: its review first, then one button that says what it will do; and the way back."""

from hashlib import sha256
from html import escape

import streamlit as st

from core import ui
from core.calendar import local_day
from core.day import day_of, written
from core.visit import Door, Visit
from people.admission import look
from people.columns import COLUMNS, heads, taken_out, unread
from people.importing import bring
from people.pages import import_doubts, import_refused, import_review, import_undo
from people.pages.said import tell, told
from people.person import no_day, tidy, to_come
from people.review import Review
from people.sheet import Sheet, parsed

NAME = 120  # characters kept of a file's name


def render(visit: Door) -> None:
    """The uploader, the review of what was put into it, and the imports that can be undone."""
    who = visit()
    ui.heading(who.say("นำเข้ารายชื่อ", "Import people"))
    told()
    if import_undo.asking(visit, who):
        return
    st.page_link(who.pages["people"], label=who.say("← กลับไปหน้าบุคลากร", "← Back to People"))
    lead = who.say(
        "เลือกแฟ้มแล้วจะเห็นสิ่งที่จะเปลี่ยนทีละคน ยังไม่บันทึกจนกว่าท่านจะกดบันทึก",
        "Choose a file, and see what it would change, person by person. Nothing is written until you say so.",
    )
    st.html(f'<p class="sj-soft">{lead}</p>')
    sheet = st.file_uploader(
        who.say("แฟ้ม CSV หรือ Excel (XLSX)", "CSV or Excel file (XLSX)"),
        type=["csv", "xlsx"],
        key=f"import/{st.session_state.setdefault('import/n', 0)}",
    )
    if sheet is None:
        _how(who)
        import_undo.past(visit, who)
        return
    raw = sheet.getvalue()
    _begin(sha256(raw).hexdigest())
    _reviewed(visit, who, raw, tidy(sheet.name)[:NAME])


def _how(who: Visit) -> None:
    ui.card(
        who.say("แฟ้มเป็นอย่างไร", "What the file is like"),
        who.say(f"หัวตารางมีได้: {heads('th')}", f"Its header may have: {heads('en')}."),
        who.say("ต้องมีชื่อและหน่วยงาน ข้อมูลที่ไม่มีคอลัมน์ในแฟ้มจะคงไว้ตามเดิม", "Name and unit are needed. What has no column is left as it is."),
        who.say("ผู้ที่มีรหัสอยู่แล้วจะปรับข้อมูล ไม่เพิ่มซ้ำ", "Who is there already, by code, is brought up to date and never added twice."),
    )  # fmt: skip
    place = 1 if who.language == "th" else 0
    st.download_button(
        who.say("แฟ้มเปล่าพร้อมหัวตาราง (CSV)", "An empty file with the header (CSV)"),
        "\ufeff" + ",".join(words[place] for words in COLUMNS.values()) + "\r\n",
        "people.csv",
        "text/csv",
        on_click="ignore",
    )


def _begin(mark: str) -> None:
    """Another file begins without decisions and ticks."""
    kept = st.session_state
    if kept.get("import/file") != mark:
        kept["import/file"], kept["import/decided"], kept["import/leaving"], kept["import/out"] = mark, {}, [], False


def _reviewed(visit: Door, who: Visit, raw: bytes, file: str) -> None:
    today, sheet, missing = local_day(who.at), parsed(raw), not taken_out(raw)
    with who.read() as db:
        units = who.ground.directory.units(db)
        found = first = look(db, sheet.drafts, today, who.person, refused=sheet.refusals, missing=missing)
        if doubts := first.of("doubtful"):
            found = look(
                db, sheet.drafts, today, who.person, refused=sheet.refusals, missing=missing, decided=_decided()
            )
    if found.rows:
        _unread(who, raw)
        import_review.figures(who, found, len(doubts))
    import_refused.refused(who, raw, found)
    import_refused.short(who, found)
    import_doubts.doubtful(visit, who, doubts, _decided(), units)
    import_review.changed(who, found, units)
    import_review.new(who, found, units)
    import_review.missing(visit, who, found, units)
    _button(visit, who, sheet, found, file, missing)


def _unread(who: Visit, raw: bytes) -> None:
    if names := ", ".join(f"“{name}”" for name in unread(raw)):
        text = who.say(f"ไม่ได้อ่านคอลัมน์ {names}", f"Nothing is read from the columns {names}")
        st.html(f'<p class="sj-soft">{escape(text)}</p>')


def _decided() -> dict[int, str]:
    return dict(st.session_state.get("import/decided", {}))


def _button(visit: Door, who: Visit, sheet: Sheet, found: Review, file: str, missing: bool) -> None:
    new, changed = len(found.of("new")), len(found.of("changed"))
    leaving = [person.id for person in found.missing if person.id in st.session_state.get("import/leaving", [])]
    total = new + changed + len(leaving)
    if left := len(found.of("doubtful")):
        st.warning(
            who.say(
                f"ยังต้องตัดสินอีก {left} แถวว่าเป็นคนเดียวกันหรือไม่ จึงจะบันทึกได้",
                f"Decide {left} more row(s), the same person or not, before anything can be written.",
            )
        )
    elif total and (not found.refused or import_refused.left_out(who, found)):
        counts = (
            (new, who.say(f"ใหม่ {new}", f"{new} new")),
            (changed, who.say(f"ปรับ {changed}", f"{changed} changed")),
            (len(leaving), who.say(f"ออก {len(leaving)}", f"{len(leaving)} leave")),
        )
        said = " · ".join(text for count, text in counts if count)
        st.button(
            who.say(f"บันทึก {total} คน: {said}", f"Write {total} people: {said}"),
            key="import/go",
            type="primary",
            width="stretch",
            on_click=visit.then(_write, sheet, found, file, missing),
        )
    elif not total and not found.refused:
        st.info(
            who.say(
                "ทุกแถวตรงกับบัญชีบุคลากรอยู่แล้ว ไม่มีอะไรต้องบันทึก",
                "Every row stands on the roster already; there is nothing to write.",
            )
        )


def _write(who: Visit, sheet: Sheet, shown: Review, file: str = "", missing: bool = True) -> None:
    kept = st.session_state
    today = local_day(who.at)
    typed = str(kept.get("import/on") or written(today, who.language))
    leaving, on = list(kept.get("import/leaving", [])), day_of(typed)
    if leaving and (on is None or on > today):
        tell(False, (to_come(typed) if on else no_day(typed))[who.language])
        return
    done = bring(
        who.ground, sheet.drafts, shown, who.person, refused=sheet.refusals, leave_out=bool(kept.get("import/out")),
        missing=missing, decided=_decided(), leavers=leaving, on=(on or today).isoformat(), file=file,
    )  # fmt: skip
    if done is None:
        tell(
            False,
            who.say(
                "บัญชีบุคลากรเปลี่ยนไประหว่างที่ท่านตรวจ ยังไม่ได้บันทึกอะไร ตรวจรายการด้านล่างอีกครั้ง",
                "The roster changed while you looked; nothing was written. Look through the list below once more.",
            ),
        )
        return
    kept["import/n"] += 1  # another uploader, an empty one
    out = len(shown.of("refused"))
    said = (
        (done.left, who.say(f"ออก {done.left}", f"{done.left} left")),
        (out, who.say(f"เว้นไว้ {out} แถวที่ต้องแก้", f"{out} row(s) to mend were left out")),
    )
    counts = who.say(
        f"ใหม่ {done.new} ปรับ {done.changed} คงเดิม {done.unchanged}",
        f"{done.new} new, {done.changed} changed, {done.unchanged} unchanged",
    )
    tell(True, who.say(" ", ", ").join([counts, *(text for count, text in said if count)]))
