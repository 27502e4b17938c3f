"""What a workbook's cells show: a code with its zeros, a day as a day, whatever format an office gave them."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from core.day import day_of
from core.language import Text
from core.shown import padded
from core.table import cells


def book(lines: Sequence[Sequence[tuple[object, str]]], sheets: Sequence[str] = ("รายชื่อ",)) -> bytes:
    """A workbook with these values, each in a number format; the lines stand in the last sheet."""
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    for name in sheets:
        sheet = made.add_worksheet(name)
    for y, line in enumerate(lines):
        for x, (value, form) in enumerate(line):
            sheet.write(y, x, value, made.add_format({"num_format": form}))
    made.close()
    return out.getvalue()


def read(value: object, form: str, **options: Sequence[str]) -> str:
    """One value as it comes out."""
    found = cells(book([[(value, form)]], **options))
    assert not isinstance(found, Text)
    return found[0][0]


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (12, "00000", "00012"),
        (12.0, "0000000;-0000000;", "0000012"),
        (123456, "00000", "123456"),
        (1234567890123, "0-0000-00000-00-0", "1-2345-67890-12-3"),
        (7, '"ก-"000', "ก-007"),
        (7, "\\H000", "H007"),
        (7, "[$-D00041E]000", "007"),
        (7, "##0", "7"),
        (12.0, "General", "12"),
        (12.0, "#,##0.00", "12"),
        (12, "@", "12"),
        (1.5, "00000", "1.5"),
        (-3, "00000", "-3"),
        ("0012", "General", "0012"),
        ("0012", "00000", "0012"),
        (12, "[<=999]000;00000", "12"),
        (True, "00000", "true"),
    ],
)
def test_a_number_comes_out_as_its_cell_shows_it(value: object, form: str, text: str) -> None:
    assert read(value, form) == text


@pytest.mark.parametrize(
    "form", ["d/m/yyyy", "[$-107041E]d mmm yyyy;@", "dd/mm/bbbb", "B2d/m/yyyy", "[$-1070000]d/m/yyyy;@"]
)
@pytest.mark.parametrize("typed", [datetime(2026, 3, 1), datetime(2569, 3, 1)])  # noqa: DTZ001
def test_a_day_is_a_day_in_every_format_and_one_typed_in_buddhist_years_too(form: str, typed: datetime) -> None:
    assert day_of(read(typed, form)) == date(2026, 3, 1)


def test_a_day_of_thai_excel_s_own_formats_is_a_day() -> None:
    """Formats 71 and on are known by number alone: no file says what they are."""
    raw = book([[(46082, "00000")]])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(out, "w") as after:
        for part in before.namelist():
            after.writestr(part, before.read(part).replace(b'numFmtId="164" font', b'numFmtId="71" font'))
    found = cells(out.getvalue())
    assert found == [["2026-03-01"]]


def test_the_cells_of_another_sheet_do_not_count_and_their_places_are_kept() -> None:
    raw = book([[("รหัส", "@"), (3, "General")], [], [(12, "00000"), (12, "General"), (5, "000")]], ("ว่าง", "รายชื่อ"))
    assert cells(raw) == [["รหัส", "3", ""], ["", "", ""], ["00012", "12", "005"]]


@given(st.integers(0, 10**12), st.integers(1, 9), st.integers(0, 4))
def test_a_padded_number_is_the_same_number_and_never_shorter(number: int, zeros: int, dashes: int) -> None:
    shown = padded(number, "-".join(["0" * zeros] * (dashes + 1)))
    assert shown is not None
    assert int(shown.replace("-", "")) == number
    assert len(shown.replace("-", "")) == max(len(str(number)), zeros * (dashes + 1))
