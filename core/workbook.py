"""A workbook (XLSX) into cells of text: numbers and days as an office sees them."""

import io
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from xml.parsers.expat import ExpatError

from python_calamine import CalamineError, CalamineWorkbook

from core.language import Text
from core.shown import forms, sheets, shown, styled

BOOK, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how a ZIP begins, and Microsoft's older container
MAXIMUM_UNPACKED = 60_000_000  # bytes; a sheet of 50,000 people has some 20 MB
MAXIMUM_PARTS = 1000
# What zipfile says of a ZIP that is none, whose parts are cut off, or locked, or packed in an unknown way; and calamine.
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, CalamineError, ExpatError,
)  # fmt: skip
Value = int | float | str | bool | time | date | datetime | timedelta  # as calamine gives them


def book_cells(raw: bytes) -> list[list[str]] | Text:
    """The cells of the first sheet that has any, from its first row on."""
    try:
        plain = _unpacked(raw)
        if isinstance(plain, Text):
            return plain
        with CalamineWorkbook.from_filelike(plain) as book, zipfile.ZipFile(plain) as parts:
            for name in book.sheet_names:
                values = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                if any(_text(cell) for row in values for cell in row):
                    return _cells(values, parts, name)
    except _UNREADABLE:  # their words are for programmers, and in English
        return Text(
            th="อ่านแฟ้ม Excel ไม่ได้ อาจเสียหายหรือเป็นแฟ้มชนิดอื่น — เปิดใน Excel แล้วบันทึกเป็น XLSX ใหม่อีกครั้ง",
            en="the workbook cannot be read; it may be damaged, or something else — open it in Excel, and save it as XLSX again",
        )
    return []


def _cells(values: list[list[Value]], parts: zipfile.ZipFile, name: str) -> list[list[str]]:
    """A sheet's values as text: what their cells show where it is more than the number, as 00012 of 12."""
    found = [[_text(value) for value in row] for row in values]
    for row, column, form in styled(parts, sheets(parts).get(name, ""), forms(parts)):
        value = values[row][column] if row < len(values) and column < len(values[row]) else ""
        if isinstance(value, int | float) and not isinstance(value, bool):
            found[row][column] = shown(value, form) or found[row][column]
    return found


def _unpacked(raw: bytes) -> io.BytesIO | Text:
    """The same workbook, stored without compression: what is parsed is as large as was declared, and no larger."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        parts = packed.infolist()
        if len(parts) > MAXIMUM_PARTS or sum(part.file_size for part in parts) > MAXIMUM_UNPACKED:
            return Text(
                th="แฟ้มใหญ่เกินไปเมื่อคลายออก — คัดลอกเฉพาะตารางไปไว้ในแฟ้มใหม่ หรือแบ่งเป็นหลายแฟ้ม",
                en="the workbook is too large inside — copy the table alone into a new one, or split it",
            )
        if "xl/workbook.xml" not in packed.namelist():
            return Text(
                th="แฟ้มนี้ไม่ใช่แฟ้ม Excel (XLSX) — เปิดใน Excel แล้วบันทึกเป็น XLSX หรือ CSV (UTF-8)",
                en="this is not an Excel workbook (XLSX) — open it in Excel, and save it as XLSX or CSV (UTF-8)",
            )
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as plain:
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    plain.writestr(part.filename, packed.read(part))
    out.seek(0)
    return out


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def old_book(raw: bytes) -> Text:
    """Why Microsoft's older container is not read: a workbook with a password, or one of before 2007."""
    if "EncryptedPackage".encode("utf-16-le") in raw:
        return Text(
            th="แฟ้มนี้ตั้งรหัสผ่านไว้ — เปิดใน Excel เอารหัสผ่านออก บันทึก แล้วลองอีกครั้ง",
            en="the workbook has a password — open it in Excel, take the password away, save it, and try again",
        )
    return Text(
        th="แฟ้มนี้เป็น Excel แบบเก่า (.xls) — เปิดใน Excel แล้วบันทึกเป็น XLSX",
        en="this is a workbook of the old kind (.xls) — open it in Excel, and save it as XLSX",
    )
