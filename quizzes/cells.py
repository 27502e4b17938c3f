"""Lines of a CSV file that Excel opens with its Thai, and in which no text becomes a formula."""

import csv
from collections.abc import Iterable
from io import StringIO

MARK = "\ufeff"  # at the beginning of the file: without it Excel reads UTF-8 as the computer's own letters


def line(cells: Iterable[str | int | float | None]) -> str:
    """One line; None is an empty cell. A text that begins like a formula is led in by an apostrophe."""
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([_plain(cell) for cell in cells])
    return out.getvalue()


def _plain(cell: str | int | float | None) -> str | int | float:
    if isinstance(cell, str) and cell.lstrip().startswith(("=", "+", "-", "@")):
        return f"'{cell}"
    return "" if cell is None else cell
