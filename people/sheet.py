"""A sheet of people: CSV as offices have it (UTF-8, or Excel's Thai cp874) into drafts, or every row's mistake."""

import csv
import io
from dataclasses import dataclass

from core.language import Text
from people.person import Draft, tidied, wrongs

MAXIMUM_BYTES = 5_000_000  # some 50,000 rows
COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("code", "รหัส", "รหัสเจ้าหน้าที่", "รหัสบุคลากร"),
    "title": ("title", "คำนำหน้า", "คำนำหน้าชื่อ"),
    "name": ("name", "ชื่อ", "ชื่อ-สกุล", "ชื่อ-นามสกุล", "ชื่อสกุล", "ชื่อ นามสกุล"),
    "position": ("position", "ตำแหน่ง"),
    "unit": ("unit", "หน่วยงาน", "สังกัด"),
    "role": ("role", "บทบาท"),
    "executive": ("executive", "ผู้บริหาร"),
}
NEEDED = ("name", "unit")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row (counted as the sheet shows it, the header is 1) that cannot be taken, and why."""

    row: int
    why: Text


def parsed(raw: bytes) -> tuple[list[Draft], list[Refusal]]:
    """All drafts of a sheet, each with its row, and all refusals. Whoever writes anything does so only when there is no refusal."""
    if len(raw) > MAXIMUM_BYTES:
        size = f"{len(raw) / 1e6:.0f} MB"
        return [], [
            Refusal(
                1,
                Text(
                    th=f"แฟ้มใหญ่ {size} — แบ่งเป็นหลายแฟ้ม ไม่เกิน 5 MB", en=f"the file has {size} — split it, at most 5 MB"
                ),
            )
        ]
    text = _decoded(raw)
    if text is None:
        return [], [
            Refusal(
                1,
                Text(
                    th="อ่านแฟ้มไม่ได้ — บันทึกเป็น CSV (UTF-8) จาก Excel แล้วลองอีกครั้ง",
                    en="this is not a CSV text — save it from Excel as CSV (UTF-8), and try again",
                ),
            )
        ]
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), _dialect(text)))
    except csv.Error as error:  # such as a quotation mark that is never closed
        return [], [
            Refusal(
                1,
                Text(
                    th=f"อ่านตารางไม่ได้ ({error}) — ตรวจเครื่องหมายคำพูดในแฟ้ม แล้วบันทึกเป็น CSV (UTF-8) อีกครั้ง",
                    en=f"the table cannot be read ({error}) — check its quotation marks, and save it as CSV (UTF-8) again",
                ),
            )
        ]
    if not lines:
        return [], [
            Refusal(1, Text(th="แฟ้มว่างเปล่า — ใส่หัวตารางและรายชื่อ", en="the file is empty — give it a header and people"))
        ]
    places = _places(lines[0])
    if missing := [name for name in NEEDED if name not in places]:
        heads = ", ".join(f"{COLUMNS[name][1]}/{name}" for name in COLUMNS)
        lacking = ", ".join(f"{COLUMNS[name][1]}/{name}" for name in missing)
        return [], [
            Refusal(
                1,
                Text(
                    th=f"ไม่พบคอลัมน์ {lacking} — แถวแรกต้องเป็นหัวตาราง: {heads}",
                    en=f"there is no column {lacking} — the first row must name the columns: {heads}",
                ),
            )
        ]
    return _rows(lines[1:], places)


def _rows(lines: list[list[str]], places: dict[str, int]) -> tuple[list[Draft], list[Refusal]]:
    drafts: list[Draft] = []
    refusals: list[Refusal] = []
    first: dict[tuple[str, ...], int] = {}
    for number, cells in enumerate(lines, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        given = (cells[places[f]] if f in places and places[f] < len(cells) else "" for f in COLUMNS)
        draft = tidied(Draft(*given, row=number))
        refusals += [Refusal(number, why) for why in wrongs(draft)]
        key = (draft.code.lower(),) if draft.code else ("", draft.name, *draft.units)
        if key in first and (draft.code or draft.name):
            refusals.append(Refusal(number, _twice(draft, first[key])))
        first.setdefault(key, number)
        drafts.append(draft)
    if not drafts:
        refusals.append(
            Refusal(2, Text(th="ไม่มีรายชื่อ — ใส่รายชื่อใต้หัวตาราง", en="there are no people — write them below the header"))
        )
    return drafts, refusals


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


def _decoded(raw: bytes) -> str | None:
    if b"\0" in raw:
        return None
    for encoding in ("utf-8-sig", "cp874"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _dialect(text: str) -> type[csv.Dialect] | csv.Dialect:
    line = text.split("\n", 1)[0]

    class Sheet(csv.excel):
        delimiter = max(",;\t", key=line.count)

    return Sheet


def _places(header: list[str]) -> dict[str, int]:
    heads = ["".join(cell.split()).lower() for cell in header]
    return {
        name: heads.index(known.replace(" ", ""))
        for name, words in COLUMNS.items()
        for known in words[::-1]
        if known.replace(" ", "") in heads
    }
