"""The rows that cannot be taken: why, the way to mend them, and the choice to leave them out."""

import streamlit as st

from core import ui
from core.visit import Visit
from people.mending import mending
from people.pages.import_words import LINES
from people.pages.said import part
from people.review import Review


def refused(who: Visit, raw: bytes, found: Review) -> None:
    """Every row that cannot be taken and why, and these rows as a file to mend."""
    if not found.refused:
        return
    rows = len({each.row for each in found.refused})
    whole = not found.rows  # it is the file that cannot be read
    st.error(
        who.say("ยังไม่ได้บันทึกอะไร แก้ตามนี้แล้วเลือกแฟ้มอีกครั้ง", "Nothing was written. Mend this, and choose the file again.")
        if whole
        else who.say(
            f"ต้องแก้ {rows} แถว แถวอื่นตรวจได้ด้านล่าง ยังไม่ได้บันทึกอะไร",
            f"{rows} row(s) to mend; look through the others below. Nothing was written.",
        )
    )
    ui.table(
        [who.say("แถว", "Row"), who.say("สิ่งที่ต้องแก้", "What to mend")],
        [[each.row, each.why[who.language]] for each in part(found.refused, "import/refused", LINES)],
    )
    if sheet := b"" if whole else mending(raw, found.refused, who.language):
        st.download_button(
            who.say(f"ดาวน์โหลด {rows} แถวที่ต้องแก้ (CSV)", f"Download the {rows} row(s) to mend (CSV)"),
            sheet,
            "to-mend.csv",
            "text/csv",
            on_click="ignore",
            help=who.say(
                "คอลัมน์สุดท้ายบอกสิ่งที่ต้องแก้ แก้แล้วนำเข้าเฉพาะแฟ้มนี้ได้ ระบบจะไม่ถามถึงผู้ที่ไม่อยู่ในแฟ้มนี้",
                "Its last column says what to mend. Mended, it can be brought in alone: nobody who is not in it is asked about.",
            ),
        )


def left_out(who: Visit, found: Review) -> bool:
    """The choice to bring in the other rows and leave the refused ones out; False where there is nothing to choose."""
    if not found.refused or not found.others_ready:
        return False
    rows = len(found.of("refused"))
    return st.checkbox(
        who.say(
            f"นำเข้าแถวอื่นก่อน เว้น {rows} แถวที่ต้องแก้ไว้ภายหลัง",
            f"Bring in the other rows now, and leave the {rows} row(s) to mend for later",
        ),
        key="import/out",
    )


def short(who: Visit, found: Review) -> None:
    """Codes that may have lost the zeros before them."""
    if not found.short:
        return
    first = found.short[0].draft
    ui.card(
        who.say(
            f"รหัส {len(found.short)} แถวอาจขาดเลขศูนย์ข้างหน้า", f"{len(found.short)} code(s) may lack zeros before them"
        ),
        who.say(
            f"เช่น แถว {first.row}: {first.code} ขณะที่รหัสอื่นที่ขึ้นต้นด้วยศูนย์มี {found.length} หลัก ถ้าควรเป็น {first.code.zfill(found.length)}"
            " ให้จัดช่องรหัสใน Excel เป็น “ข้อความ” แล้วพิมพ์ศูนย์ให้ครบ มิฉะนั้นจะเป็นคนใหม่",
            f"Row {first.row}, for one: {first.code}, while all other codes that begin with a zero have {found.length} digits."
            f" If {first.code.zfill(found.length)} is meant, format the column as text in Excel and type the zeros;"
            " as they are, these rows are new people.",
        ),
    )
