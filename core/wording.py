"""What a content's words must not be, whatever room they stand in: for `check --strict`, which looks at sense and not at shape."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import BaseModel

from core.content import Slip, Source, Steps, slip
from core.language import Text

# Misspellings of the source documents and frequent ones, each with the right word (docs/why.md).
MISSPELT = {
    "ยกย่องธรรมาภิบาล": "ยกระดับธรรมาภิบาล",
    "ยกย่องเจตจำนง": "ยกระดับเจตจำนง",
    "ทัน่วงที": "ทันท่วงที",
    "ต่อด้านทุจริต": "ต้านทุจริต",
    "ออนาคต": "อนาคต",
    "รังองค์กร": "รักองค์กร",
    "โยจะ": "โดยจะ",
    "ลงมือชื่อ": "ลงลายมือชื่อ",
    "การทุกจริต": "การทุจริต",
    "ปะพฤติ": "ประพฤติ",
    "เชิ่อม": "เชื่อม",
    "เทคนิคหาร": "เทคนิคการ",
    "ภายใตั": "ภายใต้",
    "ประชาขน": "ประชาชน",
    "เกียรติ์": "เกียรติ",
    "มิตีที่": "มิติที่",
    "สำนักกอนามย": "สำนักอนามัย",
    "สำนักงานมัธย": "สำนักอนามัย",
    "ประพฤตินิชอบ": "ประพฤติมิชอบ",
    "แผนพับ": "แผ่นพับ",
    "วิทยุทัศน์": "วีดิทัศน์",
    "สม่าเสมอ": "สม่ำเสมอ",
    "ปปช": "ป.ป.ช.",
    "ปปท": "ป.ป.ท.",
    "อนุญาติ": "อนุญาต",
    "สังเกตุ": "สังเกต",
    "โกง": "ทุจริต",
}
_PART = re.compile(r"(?<!เ)ครือข่าย|มติที่ ?[0-9๐-๙]")  # right as a part of another word
_THAI, _ENGLISH = re.compile("[\u0e01-\u0e5b]"), re.compile("[A-Za-z0-9]")
_ARABIC_DAY = re.compile(
    "[0-9]+ ?(?:ม\\.ค|ก\\.พ|มี\\.ค|เม\\.ย|พ\\.ค|มิ\\.ย|ก\\.ค|ส\\.ค|ก\\.ย|ต\\.ค|พ\\.ย|ธ\\.ค|[ก-๙]+คม|[ก-๙]+ยน|กุมภาพันธ์)[^0-9๐-๙]{0,12}[๐-๙]"
)
_THAI_DAY = re.compile("[๐-๙]+ ?(?:[ก-๙.]{3,12})[^0-9๐-๙]{0,12}[0-9]{4}")


OLD = Text(th="แหล่งเก่ากว่า 1 ปี", en="sources older than a year")


def old(content: Any, today: date) -> int:
    """How many of a content's sources were last checked more than a year ago."""
    sources: dict[str, Source] = getattr(content, "sources", {})
    return sum((today - date.fromisoformat(each.checked)).days > 365 for each in sources.values())


def ahead(content: Any, today: date) -> Iterator[Slip]:
    """A Slip for each source that was last checked on a day that is still to come: it would never be too old."""
    sources: dict[str, Source] = getattr(content, "sources", {})
    for name, each in sources.items():
        if date.fromisoformat(each.checked) > today:
            yield slip("sources", name, "checked", wrong=(f"วันที่ตรวจสอบล่าสุด “{each.checked}” ยังมาไม่ถึง", f"the day of the last check, “{each.checked}”, is still to come"), write=("เขียนวันที่ตรวจสอบจริง", "write the day on which it was checked"))  # fmt: skip


def texts(value: Any, at: Steps = ()) -> Iterator[tuple[Steps, Text]]:
    """Every text in a content, however deep, with the way to it."""
    if isinstance(value, Text):
        yield at, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name), (*at, name))
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, (*at, name))
    elif isinstance(value, list | tuple):
        for place, inner in enumerate(value):
            yield from texts(inner, (*at, place))


def slips(content: BaseModel) -> Iterator[Slip]:
    """A Slip for each misspelling, each text without its twin, and each date in two kinds of digits."""
    for at, text in texts(content):
        for wrong in (each for each in MISSPELT if each in text.th):
            yield slip(*at, "th", wrong=(f"คำว่า “{wrong}” สะกดไม่ถูก หรือไม่ควรใช้", f"“{wrong}” is misspelt, or not to be used"), write=(f"เขียน “{MISSPELT[wrong]}”", f"write “{MISSPELT[wrong]}”"))  # fmt: skip
        if found := _PART.search(text.th):
            yield slip(*at, "th", wrong=(f"คำว่า “{found[0]}” สะกดไม่ถูก", f"“{found[0]}” is misspelt"), write=("เขียน “เครือข่าย” หรือ “มิติที่”", "write “เครือข่าย” or “มิติที่”"))  # fmt: skip
        if not _THAI.search(text.th) and text.th != text.en:
            yield slip(*at, "th", wrong=("ข้อความไทยไม่มีอักษรไทย", "the Thai text has no Thai letter"), write=("เขียนเป็นภาษาไทย", "write it in Thai"))  # fmt: skip
        if text.th == text.en and _THAI.search(text.th):
            yield slip(*at, "en", wrong=("ยังไม่มีภาษาอังกฤษคู่กัน", "there is no English beside the Thai"), write=("แปลเป็นภาษาอังกฤษ", "write it in English"))  # fmt: skip
        elif not _ENGLISH.search(text.en):
            yield slip(*at, "en", wrong=("ข้อความอังกฤษว่างหรือไม่ใช่ภาษาอังกฤษ", "the English text is no English"), write=("เขียนเป็นภาษาอังกฤษ", "write it in English"))  # fmt: skip
        if found := _ARABIC_DAY.search(text.th) or _THAI_DAY.search(text.th):
            yield slip(*at, "th", wrong=(f"วันที่ “{found[0]}” ปนเลขไทยกับเลขอารบิก", f"the date “{found[0]}” mixes Thai and Arabic digits"), write=("ใช้เลขแบบเดียวทั้งวันที่", "use one kind of digits in it"))  # fmt: skip
