"""A figure as somebody types it: an amount and a day, or what is wrong with them and what to write."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.calendar import Span, arabic_digits, long_date
from core.day import day_of
from core.language import Text

LONGEST = 500  # characters of evidence and of a reason
_AMOUNT = re.compile(r"(\d{1,12}|\d{1,3}(,\d{3}){1,3})(\.\d{1,4})?", re.ASCII)
_FINER = re.compile(r"[\d,]+\.\d{5,}", re.ASCII)
_PER_CENT = re.compile(r"^ร้อยละ|(%|เปอร์เซ็นต์|per ?cent)$", re.IGNORECASE)
LARGE = 100_000  # what counts more than an organisation has people is asked about once
TIMES = 10  # and so is what grew by so much


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form, as it was typed. `reason` is asked for where a day's figure is changed."""

    amount: str
    day: str
    evidence: str
    reason: str = ""


def tidied(text: str) -> str:
    """Words as they are kept: NFC, single spaces, none at the ends."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def amount_of(text: str, percent: bool) -> Decimal | Text:
    """The amount that a text says, in Thai or Arabic digits: whole or decimal, not below 0; per cent up to 100."""
    said = arabic_digits(text).strip()
    said = _PER_CENT.sub("", said).strip() if percent else said
    if _FINER.fullmatch(said):
        return Text(
            th=f"“{text.strip()}” มีทศนิยมเกิน 4 ตำแหน่ง — เขียนไม่เกิน 4 ตำแหน่ง",
            en=f"“{text.strip()}” has more than 4 decimals — write at most 4",
        )
    if not _AMOUNT.fullmatch(said):
        return Text(
            th=f"“{text.strip()}” ไม่ใช่จำนวน — เขียนเป็นตัวเลขตั้งแต่ 0 ขึ้นไป เช่น 12 หรือ 85.5" if text.strip() else "ยังไม่มีตัวเลข — เขียนจำนวน เช่น 12 หรือ 85.5",
            en=f"“{text.strip()}” is no amount — write a number of 0 or more, such as 12 or 85.5" if text.strip() else "the figure is missing — write a number, such as 12 or 85.5",
        )  # fmt: skip
    found = Decimal(said.replace(",", ""))
    if percent and found > 100:
        return Text(
            th=f"ร้อยละ {found} มากกว่า 100 — เขียนร้อยละ 0 ถึง 100", en=f"{found} per cent is over 100 — write 0 to 100"
        )
    return Decimal(0) if not found else found.normalize()


def unusual(amount: Decimal, before: Decimal | None) -> Text | None:
    """What is asked before a very large amount is kept; `before` is the figure that stands, if there is one."""
    grown = before is not None and amount > max(Decimal(100), before * TIMES)
    if amount <= LARGE and not grown:
        return None
    than = ("", "")
    if before is not None:
        than = f" (ตัวเลขก่อนหน้า {before:,f})", f" (the one before is {before:,f})"
    return Text(
        th=f"{amount:,f} เป็นตัวเลขที่สูงผิดปกติ{than[0]} — ถ้าถูกต้องแล้ว กดบันทึกอีกครั้ง",
        en=f"{amount:,f} is unusually large{than[1]} — if it is right, save it once more",
    )


def stands_on(text: str, year: Span, today: date) -> date | Text:
    """The day for which a figure stands: within the fiscal year, and not to come."""
    found = day_of(text)
    if found is None:
        return Text(
            th=f"“{text.strip()}” ไม่ใช่วันที่ — เขียนแบบ 31/12/2569 หรือ 31 ธ.ค. 2569",
            en=f"“{text.strip()}” is no day — write it as 2026-12-31, or as 31/12/2569",
        )
    if found not in year:
        return Text(
            th=f"{long_date(found, 'th')} ไม่อยู่ในปีงบประมาณที่เลือก — เลือกวันตั้งแต่ {long_date(year.first, 'th')} ถึง {long_date(year.last, 'th')} หรือเลือกปีอื่น",
            en=f"{long_date(found, 'en')} is not in the chosen fiscal year — name a day from {long_date(year.first, 'en')} to {long_date(year.last, 'en')}, or choose another year",
        )
    if found > today:
        return Text(
            th=f"{long_date(found, 'th')} ยังมาไม่ถึง — บันทึกได้ถึงวันนี้ ({long_date(today, 'th')})",
            en=f"{long_date(found, 'en')} is still to come — name a day up to today ({long_date(today, 'en')})",
        )
    return found


def wrongs(typed: Typed, standing: Decimal | None) -> Iterator[Text]:
    """What is wrong with the words beside the figure. `standing` is what was entered for that day already."""
    if not typed.evidence.strip():
        yield Text(
            th="ยังไม่มีหลักฐาน — เขียนเลขที่หนังสือ ชื่อเอกสาร หรือลิงก์",
            en="the evidence is missing — write a document's number or name, or a link",
        )
    if standing is not None and not typed.reason.strip():
        yield Text(
            th=f"วันนี้มีตัวเลข {standing:,f} อยู่แล้ว — เขียนเหตุผลที่แก้ ตัวเลขเดิมจะยังอยู่ในประวัติ",
            en=f"there is a figure for that day already, {standing:,f} — write why you change it; it stays in the history",
        )
    for said, th, en in ((typed.evidence, "หลักฐาน", "the evidence"), (typed.reason, "เหตุผล", "the reason")):
        if len(said) > LONGEST:
            yield Text(
                th=f"{th}ยาวเกิน {LONGEST} ตัวอักษร — ย่อให้สั้นลง",
                en=f"{en} is longer than {LONGEST} characters — shorten it",
            )
