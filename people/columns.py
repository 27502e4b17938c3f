"""The columns of a sheet of people: what they may be called, where they stand, and what is below them."""

from functools import lru_cache
from typing import NamedTuple

from core.language import Language, Text
from core.table import cells, given
from people.person import Refusal

COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("code", "รหัส", "รหัสเข้าใช้งาน", "รหัสเจ้าหน้าที่", "รหัสบุคลากร"),
    "title": ("title", "คำนำหน้า", "คำนำหน้าชื่อ"),
    "name": ("name", "ชื่อ", "ชื่อ-สกุล", "ชื่อ-นามสกุล", "ชื่อสกุล", "ชื่อ นามสกุล"),
    "position": ("position", "ตำแหน่ง"),
    "unit": ("unit", "หน่วยงาน", "สังกัด"),
    "role": ("role", "บทบาท"),
    "executive": ("executive", "ผู้บริหาร"),
    "also": ("also", "หน่วยงานรอง"),
    "since": ("since", "ตั้งแต่วันที่"),
}
STAIRS: dict[str, tuple[str, ...]] = {  # columns in place of the unit's, from the top down
    "province": ("province", "จังหวัด"),
    "district": ("district", "อำเภอ"),
    "office": ("office", "สำนักงาน"),
    "group": ("group", "กลุ่มงาน"),
}
SURNAME = ("surname", "นามสกุล", "สกุล")  # beside a column of first names
REASON = Text(th="สิ่งที่ต้องแก้", en="to mend")  # the column of a sheet of refused rows, as `mending` writes it
_WORDS = {**COLUMNS, "surname": SURNAME, **STAIRS}
HEADER_WITHIN = 20  # rows: above the header there may stand a title
MAXIMUM_ROWS = 60_000
Line = tuple[int, list[str]]  # the row as the sheet counts it, and its cells


class Table(NamedTuple):
    """A sheet's header, the place of each known column, and the rows below that are not empty."""

    header: Line
    places: dict[str, int]
    lines: list[Line]


@lru_cache(maxsize=1)  # every click on the review's page asks again for the same bytes
def table(raw: bytes) -> Table | Refusal:
    """A sheet as header and rows; why not, where it is no sheet. A column that is needed may still be missing."""
    found = cells(raw)
    if isinstance(found, Text):
        return Refusal(1, found)
    lines = [(number, line) for number, line in enumerate(found, 1) if any(cell.strip() for cell in line)]
    if not lines:
        return _refused("แฟ้มว่างเปล่า — ใส่หัวตารางและรายชื่อ", "the file is empty — give it a header and people")
    if len(lines) > MAXIMUM_ROWS:
        return _refused(
            f"แฟ้มมี {len(lines)} แถว — แบ่งเป็นหลายแฟ้ม ไม่เกิน {MAXIMUM_ROWS} แถว",
            f"the file has {len(lines)} rows — split it, at most {MAXIMUM_ROWS} rows",
        )
    near = [place for place, (number, _) in enumerate(lines) if number <= HEADER_WITHIN]
    at = next((place for place in near if not missing(_places(lines[place][1]))), 0)
    below = lines[at + 1 :]
    if any(_reason(head) for head in lines[at][1]):
        below = [(number, [given(cell) for cell in line]) for number, line in below]
    return Table(lines[at], _places(lines[at][1]), below)


def _refused(th: str, en: str) -> Refusal:
    return Refusal(1, Text(th=th, en=en))


def missing(places: dict[str, int]) -> tuple[str, ...]:
    """The needed columns that are not there."""
    unit = "unit" in places or any(name in places for name in STAIRS)
    return (*(() if "name" in places else ("name",)), *(() if unit else ("unit",)))


def unread(raw: bytes) -> tuple[str, ...]:
    """The headings of a sheet's columns that nothing is read from."""
    found = table(raw)
    if isinstance(found, Refusal):
        return ()
    known = {*found.places.values()}
    heads = (head for place, head in enumerate(found.header[1]) if place not in known and not _reason(head))
    return tuple(" ".join(head.split()) for head in heads if head.strip())


def taken_out(raw: bytes) -> bool:
    """Whether a sheet holds refused rows of another one, mended: who is not in it is in the other."""
    found = table(raw)
    return isinstance(found, Table) and any(_reason(head) for head in found.header[1])


def _reason(head: str) -> bool:
    return " ".join(head.split()).lower() in (REASON.th, REASON.en)


def called(names: tuple[str, ...], language: Language) -> str:
    """Columns by the first word that each has in a language."""
    return ", ".join(_WORDS[name][1 if language == "th" else 0] for name in names)


def heads(language: Language) -> str:
    """All that a column may be called, one word for each."""
    return called(tuple(_WORDS), language)


def _places(header: list[str]) -> dict[str, int]:
    named = ["".join(cell.split()).lower() for cell in header]
    return {
        name: named.index(known.replace(" ", ""))
        for name, words in _WORDS.items()
        for known in words[::-1]
        if known.replace(" ", "") in named
    }
