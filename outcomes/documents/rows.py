"""Tables on paper: a head repeated on each page, rows kept whole where a page has room for them."""

from collections.abc import Sequence

from core.paper import INK, MM, Setting
from outcomes.documents.blocks import Align, Cell, Table
from outcomes.documents.column import BOTTOM, LEADING, LEFT, TOP, Column

SIZE = 9.5  # points
PAD = 1.4  # mm beside the text
STEP = SIZE / MM * LEADING  # mm from line to line
SHADE = (0xE7, 0xE6, 0xE6)

Laid = tuple[float, float, Setting, Align, float]  # from x, so wide, lines, and how far they step in (all mm)


def table(column: Column, block: Table) -> None:
    """The block's rows at the column's place, over as many pages as they take."""
    widths = [part / sum(block.widths) * column.width for part in block.widths]
    head = _laid(column, [Cell(text, "C", bold=True) for text in block.heads], widths)
    rows = [_laid(column, row, widths) for row in block.rows]
    column.need(_height(head) + (min(_height(rows[0]), 60.0) if rows else 0))
    _draw(column, head, 0, _count(head), shaded=True)
    for row in rows:
        _flow(column, head, row)


def _laid(column: Column, cells: Sequence[Cell], widths: Sequence[float]) -> list[Laid]:
    laid, x, position = [], LEFT, 0
    for cell in cells:
        width = sum(widths[position : position + cell.span])
        inset = cell.inset * 4.0
        lines = column.lines(cell.text, SIZE, width - 2 * PAD - inset, bold=cell.bold)
        laid.append((x, width, lines, cell.align, inset))
        x, position = x + width, position + cell.span
    return laid


def _count(row: Sequence[Laid]) -> int:
    return max((len(lines.lines) for _, _, lines, _, _ in row), default=1)


def _height(row: Sequence[Laid]) -> float:
    return _count(row) * STEP + 2 * PAD


def _flow(column: Column, head: Sequence[Laid], row: Sequence[Laid]) -> None:
    """One row: whole if a page can hold it, else as many of its lines as fit, and the rest on the next."""
    done, count = 0, _count(row)
    while done < count:
        room = int((column.left_over - 2 * PAD) / STEP)
        empty = column.paper.h - TOP - BOTTOM - _height(head)  # what a new page has under the head
        page = int((empty - 2 * PAD - 0.1) / STEP)
        if room < min(count - done, page) and (count - done <= page or room < 3):
            column.page()
            _draw(column, head, 0, _count(head), shaded=True)
            continue
        till = min(count, done + max(room, 1))
        _draw(column, row, done, till)
        done = till


def _draw(column: Column, row: Sequence[Laid], since: int, till: int, *, shaded: bool = False) -> None:
    paper, top = column.paper, column.y
    height = (till - since) * STEP + 2 * PAD
    low = paper.h - top - height
    left, right = row[0][0], row[-1][0] + row[-1][1]
    if shaded:
        paper.draw(f"{left:.2f} {low:.2f} {right - left:.2f} {height:.2f} re f", SHADE)
    for x, width, setting, align, inset in row:
        paper.draw(f"{x:.2f} {low:.2f} {width:.2f} {height:.2f} re S", INK, 0.2)
        lines = setting.lines[since:till]
        above = (till - since - len(setting.lines)) * STEP / 2 if shaded else 0.0
        place = {"L": x + PAD + inset, "C": x + width / 2, "R": x + width - PAD}[align]
        for number, line in enumerate(lines):
            paper.write_line(line, place, top + PAD + above + STEP * (number + 0.72), setting, align)
    column.y = top + height
