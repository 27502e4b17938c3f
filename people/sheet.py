"""A sheet of people into drafts, or every row's mistake. A CSV and a workbook go the same way from their cells on."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from core.language import Language, Text
from core.table import cells
from people.person import Draft, Refusal, tidied, wrongs

COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("code", "รหัส", "รหัสเจ้าหน้าที่", "รหัสบุคลากร"),
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
_WORDS = {**COLUMNS, "surname": SURNAME, **STAIRS}
HEADER_WITHIN = 20  # rows: above the header there may stand a title
MAXIMUM_ROWS = 60_000


class Sheet(NamedTuple):
    """What a sheet says: its people, each with the row, and every mistake. Nothing is written while there is one."""

    drafts: tuple[Draft, ...]
    refusals: tuple[Refusal, ...]


def heads(language: Language) -> str:
    """All that a column may be called, one word for each."""
    place = 1 if language == "th" else 0
    return ", ".join(words[place] for words in _WORDS.values())


@lru_cache(maxsize=1)  # every click on the review's page asks again for the same bytes
def parsed(raw: bytes) -> Sheet:
    """All drafts of a sheet and all refusals."""
    found = cells(raw)
    if isinstance(found, Text):
        return Sheet((), (Refusal(1, found),))
    lines = [(number, line) for number, line in enumerate(found, 1) if any(cell.strip() for cell in line)]
    if not lines:
        return _nothing(1, "แฟ้มว่างเปล่า — ใส่หัวตารางและรายชื่อ", "the file is empty — give it a header and people")
    if len(lines) > MAXIMUM_ROWS:
        return _nothing(
            1,
            f"แฟ้มมี {len(lines)} แถว — แบ่งเป็นหลายแฟ้ม ไม่เกิน {MAXIMUM_ROWS} แถว",
            f"the file has {len(lines)} rows — split it, at most {MAXIMUM_ROWS} rows",
        )
    header = _header(lines)
    places = _places(lines[header][1])
    if missing := _missing(places):
        return _nothing(
            lines[header][0],
            f"ไม่พบคอลัมน์ {_called(missing)} — แถวแรกต้องเป็นหัวตาราง: {_called(tuple(_WORDS))}",
            f"there is no column {_called(missing)} — the first row must name the columns: {_called(tuple(_WORDS))}",
        )
    return _rows(lines[header + 1 :], places, lines[header][0])


@lru_cache(maxsize=1)
def unread(raw: bytes) -> tuple[str, ...]:
    """The headings of a sheet's columns that nothing is read from."""
    found = cells(raw)
    lines = (
        [] if isinstance(found, Text) else [(n, line) for n, line in enumerate(found, 1) if any(map(str.strip, line))]
    )
    if not lines:
        return ()
    heads = lines[_header(lines)][1]
    known = {*_places(heads).values()}
    return tuple(" ".join(head.split()) for place, head in enumerate(heads) if head.strip() and place not in known)


def _header(lines: list[tuple[int, list[str]]]) -> int:
    """Which line names the columns: the first of the first rows that does."""
    near = [place for place, (number, _) in enumerate(lines) if number <= HEADER_WITHIN]
    return next((place for place in near if not _missing(_places(lines[place][1]))), 0)


def _nothing(row: int, th: str, en: str) -> Sheet:
    return Sheet((), (Refusal(row, Text(th=th, en=en)),))


def _called(names: tuple[str, ...]) -> str:
    return ", ".join(f"{_WORDS[name][1]}/{name}" for name in names)


def _missing(places: dict[str, int]) -> tuple[str, ...]:
    unit = "unit" in places or any(name in places for name in STAIRS)
    return (*(() if "name" in places else ("name",)), *(() if unit else ("unit",)))


def _rows(lines: list[tuple[int, list[str]]], places: dict[str, int], header: int) -> Sheet:
    drafts: list[Draft] = []
    refusals: list[Refusal] = []
    first: dict[tuple[str, ...], int] = {}
    silent = frozenset(name for name in COLUMNS if name not in places) - {"unit"}
    for number, line in lines:
        draft = tidied(Draft(*_given(line, places), row=number, silent=silent))
        refusals += [Refusal(number, why) for why in wrongs(draft)]
        key = (draft.code.lower(),) if draft.code else ("", draft.name, *draft.units)
        if key in first and (draft.code or draft.name):
            refusals.append(Refusal(number, _twice(draft, first[key])))
        first.setdefault(key, number)
        drafts.append(draft)
    if not drafts:
        return _nothing(header + 1, "ไม่มีรายชื่อ — ใส่รายชื่อใต้หัวตาราง", "there are no people — write them below the header")
    return Sheet(tuple(drafts), tuple(refusals))


def _given(line: list[str], places: dict[str, int]) -> Iterator[str]:
    """A row's cells in the order of a draft's fields. Where the unit's cell is empty, the stairs lead to it."""

    def cell(name: str) -> str:
        return line[places[name]] if name in places and places[name] < len(line) else ""

    for name in COLUMNS:
        if name == "unit" and not cell("unit").strip():
            yield " > ".join(part for stair in STAIRS if (part := cell(stair).strip()))
        else:
            yield f"{cell(name)} {cell('surname')}".strip() if name == "name" else cell(name)


def _twice(draft: Draft, row: int) -> Text:
    if draft.code:
        return Text(
            th=f"รหัส {draft.code} ซ้ำกับแถว {row} — แก้รหัสให้ไม่ซ้ำ",
            en=f"the code {draft.code} is also in row {row} — give each person one code",
        )
    return Text(
        th=f"ชื่อนี้ในหน่วยงานเดียวกันซ้ำกับแถว {row} — หากเป็นคนละคน ใส่รหัสให้ทั้งสองคน",
        en=f"this name in the same unit is also in row {row} — if they are two people, give both a code",
    )


def _places(header: list[str]) -> dict[str, int]:
    named = ["".join(cell.split()).lower() for cell in header]
    return {
        name: named.index(known.replace(" ", ""))
        for name, words in _WORDS.items()
        for known in words[::-1]
        if known.replace(" ", "") in named
    }
