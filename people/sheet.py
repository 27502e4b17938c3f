"""A sheet of people into drafts, or every row's mistake. A CSV and a workbook go the same way from their cells on."""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from core.language import Text
from people.columns import COLUMNS, STAIRS, Table, called, heads, missing, table
from people.person import Draft, Refusal, tidied, wrongs


class Sheet(NamedTuple):
    """What a sheet says: its people, each with the row, and every mistake. The drafts of refused rows are among them."""

    drafts: tuple[Draft, ...]
    refusals: tuple[Refusal, ...]


@lru_cache(maxsize=1)
def parsed(raw: bytes) -> Sheet:
    """All drafts of a sheet and all refusals."""
    found = table(raw)
    if isinstance(found, Refusal):
        return Sheet((), (found,))
    if lacks := missing(found.places):
        return _nothing(
            found.header[0],
            f"ไม่พบคอลัมน์ {called(lacks, 'th')} — แถวแรกต้องเป็นหัวตาราง คอลัมน์ที่รู้จัก: {heads('th')}",
            f"there is no column {called(lacks, 'en')} — the first row must name the columns; known are: {heads('en')}",
        )
    return _rows(found)


def _nothing(row: int, th: str, en: str) -> Sheet:
    return Sheet((), (Refusal(row, Text(th=th, en=en)),))


def _rows(found: Table) -> Sheet:
    drafts: list[Draft] = []
    refusals: list[Refusal] = []
    same: defaultdict[tuple[str, ...], list[Draft]] = defaultdict(list)
    silent = frozenset(name for name in COLUMNS if name not in found.places) - {"unit"}
    for number, line in found.lines:
        draft = tidied(Draft(*_given(line, found.places), row=number, silent=silent))
        refusals += [Refusal(number, why) for why in wrongs(draft)]
        if draft.code or draft.name:
            same[(draft.code.lower(),) if draft.code else ("", draft.name, *draft.units)].append(draft)
        drafts.append(draft)
    if not drafts:
        return _nothing(
            found.header[0] + 1,
            "ไม่มีรายชื่อ — ใส่รายชื่อใต้หัวตาราง",
            "there are no people — write them below the header",
        )
    for each in same.values():  # none of them is taken: nobody but the office knows which of them is right
        refusals += [
            Refusal(draft.row, _twice(draft, each[0 if place else 1].row))
            for place, draft in enumerate(each)
            if len(each) > 1
        ]
    return Sheet(tuple(drafts), tuple(sorted(refusals, key=lambda refusal: refusal.row)))


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
