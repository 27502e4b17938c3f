"""A file as offices have it (CSV in UTF-8 or Excel's Thai cp874, or a workbook) into cells of text, or why not."""

import csv
import io
from collections.abc import Iterable, Sequence

from core.language import Text
from core.workbook import BOOK, OLD, book_cells, old_book

MAXIMUM_BYTES = 5_000_000  # some 50,000 rows

Cells = list[list[str]]
_ACTS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for the beginning of a formula


def cells(raw: bytes) -> Cells | Text:
    """All cells of a file, row by row as it shows them. Of a workbook, those of its first sheet that has any."""
    if len(raw) > MAXIMUM_BYTES:
        size = f"{len(raw) / 1e6:.0f} MB"
        return Text(th=f"แฟ้มใหญ่ {size} — แบ่งเป็นหลายแฟ้ม ไม่เกิน 5 MB", en=f"the file has {size} — split it, at most 5 MB")
    if raw.startswith(BOOK):
        return book_cells(raw)
    if raw.startswith(OLD):
        return old_book(raw)
    text = _decoded(raw)
    if text is None:
        return Text(
            th="อ่านแฟ้มไม่ได้ — บันทึกจาก Excel เป็น XLSX หรือ CSV (UTF-8) แล้วลองอีกครั้ง",
            en="this is neither a workbook nor a CSV text — save it from Excel as XLSX or as CSV (UTF-8), and try again",
        )
    try:
        return list(csv.reader(io.StringIO(text, newline=""), _dialect(text)))
    except csv.Error:  # such as a quotation mark that is never closed
        return Text(
            th="อ่านตารางไม่ได้ อาจมีเครื่องหมายคำพูดเปิดแล้วไม่ปิด — ตรวจเครื่องหมายคำพูดในแฟ้ม แล้วบันทึกเป็น CSV (UTF-8) อีกครั้ง",
            en="the table cannot be read; a quotation mark may be open — check them, and save it as CSV (UTF-8) again",
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


def to_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as a CSV that Excel opens with its Thai; what it would take for a formula is led in by an apostrophe."""
    out = io.StringIO()
    csv.writer(out).writerows([f"'{cell}" if _acts(cell) else cell for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def given(cell: str) -> str:
    """A cell as it was before `to_csv` led it in."""
    return cell[1:] if cell[:1] == "'" and _acts(cell[1:]) else cell


def _acts(cell: str) -> bool:
    return len(cell) > 1 and cell.startswith(_ACTS)  # a dash alone, as in many sheets, does nothing
