"""What a sheet of earlier results says, before anything is kept; and keeping its totals."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, cast

import streamlit as st

from core import ui
from core.calendar import fiscal_span, fiscal_year, local_day, short_date
from core.db import Database
from core.language import Text
from core.visit import Door, Visit
from outcomes.amount import MEAN, shown
from outcomes.formsheet import Sheet, Taken
from outcomes.measure import SMALLEST
from outcomes.pages.said import over_all, part, tell, told
from outcomes.store import history
from outcomes.store.history import Brought
from outcomes.typed import amount_of, tidied

MOMENTS = {"pre": Text(th="ก่อนเรียน", en="pre-test"), "post": Text(th="หลังเรียน", en="post-test")}
LINES = 50  # refused rows at once
LONGEST = 120  # characters of a label
YEARS = 20  # back from this one


def show(visit: Door, who: Visit, sheet: Sheet | Text) -> None:
    """What was read, what was refused, whose year it is, and the one button."""
    if isinstance(sheet, Text):
        st.error(who.say("ยังไม่ได้บันทึกอะไร", "Nothing was written") + f"\n\n{sheet[who.language]}")
        return
    key = f"history/{st.session_state['history/n']}"
    full = _full(who, key) if sheet.bare else None
    if sheet.bare and full is None:
        return
    taken = sheet.taken(full)
    _figures(who, sheet, taken)
    _refused(who, taken)
    if not taken.totals.n:
        st.error(
            who.say(
                "อ่านคะแนนไม่ได้เลยสักแถว จึงไม่มีอะไรให้นำเข้า — ดูเหตุผลของแต่ละแถวด้านบน แล้วแก้คอลัมน์คะแนนในแฟ้มให้เป็นแบบ 8 / 10 หรือ 8",
                "Not one mark can be read, so there is nothing to bring in — see why above, row by row, and mend the file’s column of marks: 8 / 10, or 8.",
            )
            if taken.refused
            else who.say(
                "แฟ้มนี้มีหัวตารางแต่ไม่มีคำตอบ — ตรวจว่าดาวน์โหลดแฟ้มที่มีคำตอบแล้ว",
                "The file has a header and no answers — see that you downloaded the one with answers.",
            )
        )
        return
    if taken.totals.n < SMALLEST:
        st.error(
            who.say(
                f"อ่านคะแนนได้ {taken.totals.n} คน น้อยกว่า {SMALLEST} คน จึงนำเข้าไม่ได้ เพราะยอดรวมจะบอกคะแนนของแต่ละคน",
                f"There are marks of {taken.totals.n}, fewer than {SMALLEST}, which cannot be brought in: totals would give single people’s marks away.",
            )
        )
        return
    _form(visit, who, key, sheet, taken)


def _full(who: Visit, key: str) -> Fraction | None:
    """What a mark is out of, asked for where the cells do not say."""
    typed = st.text_input(
        who.say("คะแนนเต็มของแบบทดสอบ", "Full marks of the test"), key=f"{key}/full", max_chars=10,
        help=who.say("ในแฟ้มมีแต่คะแนนที่ได้ เช่น 8 ไม่ได้บอกว่าเต็มเท่าใด", "The file says only what was scored, such as 8, and not of how many."),
    )  # fmt: skip
    if not typed:
        st.info(who.say("ใส่คะแนนเต็มก่อน จึงจะคิดเป็นร้อยละได้", "Give the full marks first, to work out per cent."))
        return None
    found = amount_of(typed, percent=False)
    if isinstance(found, Text) or not found:
        st.error(
            who.say(
                f"“{typed}” ไม่ใช่คะแนนเต็ม — เขียนเป็นตัวเลข เช่น 10",
                f"“{typed}” is no number of marks — write one such as 10",
            )
        )
        return None
    return Fraction(found)


def _figures(who: Visit, sheet: Sheet, taken: Taken) -> None:
    totals = taken.totals
    hidden = totals.n < SMALLEST
    ui.figures(
        (
            (who.say("คน", "People"), f"{totals.n:,}", who.say(f"จาก {len(sheet.said):,} แถว", f"of {len(sheet.said):,} rows")),
            (who.say("ค่าเฉลี่ย", "Mean"), "–" if hidden else shown(totals.mean, MEAN), who.say("ร้อยละ", "per cent")),
            ("S.D.", "–" if hidden else shown(totals.deviation, MEAN), who.say("ส่วนเบี่ยงเบนมาตรฐาน", "standard deviation")),
        )
    )  # fmt: skip
    if sheet.days:
        first, last = (short_date(day, who.language) for day in (sheet.days[0], sheet.days[-1]))
        said = who.say(f"คำตอบตั้งแต่ {first} ถึง {last}", f"Answers from {first} to {last}")
    else:
        said = who.say("ในแฟ้มไม่มีวันที่ที่อ่านได้", "No day can be read in the file.")
    again = who.say(
        "ผู้ที่ตอบหลายครั้งนับหลายครั้ง หากมี ให้ลบแถวที่ซ้ำออกจากแฟ้มก่อน",
        "Whoever answered twice counts twice: take such rows out of the file first.",
    )
    st.html(f'<p class="sj-soft">{said}<br>{again}</p>')


def _refused(who: Visit, taken: Taken) -> None:
    if not taken.refused:
        return
    with st.expander(
        who.say(f"แถวที่ไม่นับ {len(taken.refused)} แถว", f"{len(taken.refused)} row(s) left out"), expanded=True
    ):
        ui.table(
            [who.say("แถว", "Row"), who.say("เพราะ", "Why")],
            [[each.row, each.why[who.language]] for each in part(taken.refused, "history/refused", LINES)],
        )


def _form(visit: Door, who: Visit, key: str, sheet: Sheet, taken: Taken) -> None:
    this = fiscal_year(local_day(who.at))
    years = list(range(this, this - YEARS, -1))
    found = fiscal_year(sheet.days[-1]) if sheet.days else this - 1
    left = len(taken.refused)
    with st.form(f"{key}/form", border=False):
        st.selectbox(
            who.say("ผลของปีงบประมาณ", "Results of the fiscal year (B.E.)"), years,
            years.index(found) if found in years else 0, key=f"{key}/year",
        )  # fmt: skip
        st.text_input(
            who.say("ชื่อแบบทดสอบ", "Name of the test"), key=f"{key}/label", max_chars=LONGEST,
            help=who.say("ผลก่อนเรียนและหลังเรียนของชุดเดียวกัน ใช้ชื่อเดียวกัน", "Give the pre-test and the post-test of one course the same name."),
        )  # fmt: skip
        st.radio(
            who.say("ทำเมื่อใด", "Taken"), list(MOMENTS), index=None, key=f"{key}/moment",
            format_func=lambda moment: MOMENTS[moment][who.language],
        )  # fmt: skip
        st.text_input(
            who.say("หมายเหตุ (พิมพ์ในรายงาน)", "Note (printed in reports)"),
            who.say(f"ไม่นับ {left} แถวที่อ่านคะแนนไม่ได้", f"{left} row(s) without a readable mark left out") if left else "",
            key=f"{key}/note", max_chars=LONGEST,
        )  # fmt: skip
        st.form_submit_button(
            who.say(f"บันทึกยอดรวมของ {taken.totals.n:,} คน", f"Keep the totals of {taken.totals.n:,} people"),
            type="primary", on_click=visit.then(_keep, key, sheet, taken),
        )  # fmt: skip
    told()  # where the eyes are, after the button


def _keep(who: Visit, key: str, sheet: Sheet, taken: Taken) -> None:
    if not over_all(who):
        return
    kept, totals = st.session_state, taken.totals
    year, moment = int(kept[f"{key}/year"]), str(kept.get(f"{key}/moment") or "")
    label, note = (tidied(str(kept.get(f"{key}/{name}") or "")) for name in ("label", "note"))
    outside = sum(day not in fiscal_span(year) for day in sheet.days)
    with who.write() as writing:
        wrong = [each[who.language] for each in _wrongs(writing.db, year, label, moment)]
        if wrong or totals.mean is None:
            tell(False, who.say("ยังไม่ได้บันทึก", "Nothing was saved"), *wrong)
            return
        history.bring(
            writing,
            Brought(
                who.ground.new_id(), year, label, cast(Literal["pre", "post"], moment), totals.n, totals.mean,
                totals.variance, note, who.person.id, writing.at,
            ),
        )  # fmt: skip
    kept["history/n"] += 1  # another uploader, an empty one: the file goes
    beyond = who.say(
        f"มี {outside} คำตอบที่อยู่นอกปีงบประมาณ {year}", f"{outside} of the answers lie outside fiscal year {year}."
    )
    tell(True, who.say("บันทึกแล้ว", "Saved."), *([beyond] if outside else []))


def _wrongs(db: Database, year: int, label: str, moment: str) -> Iterator[Text]:
    """What is missing or stands already, each with what to do."""
    if not label:
        yield Text(
            th="ยังไม่มีชื่อแบบทดสอบ — เขียนชื่อที่จะพิมพ์ในรายงาน", en="the test has no name — write the one that reports print"
        )
    if moment not in MOMENTS:
        yield Text(
            th="ยังไม่ได้เลือก — เลือกว่าทำก่อนเรียนหรือหลังเรียน",
            en="it is not chosen yet — say whether it is the pre-test or the post-test",
        )
    if any((each.fiscal_year, each.label, each.moment) == (year, label, moment) for each in history.brought(db)):
        yield Text(
            th=f"มีผลของ “{label}” {MOMENTS[moment].th} ปี {year} อยู่แล้ว — ใช้ชื่ออื่น หรือถอนของเดิมก่อน",
            en=f"there are results of “{label}”, {MOMENTS[moment].en}, of {year} already — use another name, or withdraw those first",
        )
