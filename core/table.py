"""A file as offices have it (CSV in UTF-8 or Excel's Thai cp874, or a workbook) into cells of text, or why not."""

import csv
import io

from core.language import Text
from core.workbook import BOOK, OLD, book_cells, old_book

MAXIMUM_BYTES = 5_000_000  # some 50,000 rows

Cells = list[list[str]]


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
    except csv.Error as error:  # such as a quotation mark that is never closed
        return Text(
            th=f"อ่านตารางไม่ได้ ({error}) — ตรวจเครื่องหมายคำพูดในแฟ้ม แล้วบันทึกเป็น CSV (UTF-8) อีกครั้ง",
            en=f"the table cannot be read ({error}) — check its quotation marks, and save it as CSV (UTF-8) again",
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
