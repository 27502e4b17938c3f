"""Marks before and after as a picture: an open circle, a line, a filled circle; the same in black and white.

It is drawn on paper (core/paper.py), which shapes Thai everywhere alike; for Word the drawing is photographed.
"""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pypdfium2

from core.language import Language
from core.paper import A4, INK, PDFIUM, QUIET, Paper, Setting
from outcomes.documents.blocks import Bar, Picture

LABELS = 0.36  # of the width, for the topics' names
SIZE, SMALL = 10.0, 9.0  # points
ROW = 5.4  # mm from line to line
STEP = 1.6  # mm, the radius of a circle
WIDE, EDGE = 160.0, 2.0  # mm, the picture in Word and the white round it
DPI = 220
LINE, WHITE = (0xC8, 0xC8, 0xC8), (0xFF, 0xFF, 0xFF)
At = Callable[[float], float]  # a mark to its place, mm


def draw(paper: Paper, block: Picture, left: float, top: float, width: float) -> float:
    """The picture between `left` and `left + width`, from `top` down (mm). Returns where it ends."""
    middle = left + width * LABELS
    scale = (width * (1 - LABELS) - 14) / 100  # mm for a per cent; the rest is room for the last figure

    def at(mark: float) -> float:
        return middle + 4 + mark * scale

    rows, heights = _rows(paper, block, width)
    bottom = top + sum(heights)
    _axis(paper, block, at, top, bottom)
    line = top
    for bar, row, height in zip(block.bars, rows, heights, strict=True):
        paper.write_text(row, left, line + (height - len(row.lines) * ROW) / 2 - 0.4, leading=ROW / (SIZE / 72 * 25.4))
        _marks(paper, bar, at, line + height / 2)
        line += height
    return _legend(paper, block, left + STEP, bottom + 10.5)


def height(paper: Paper, block: Picture, width: float) -> float:
    """How high the picture will be, in mm."""
    return sum(_rows(paper, block, width)[1]) + 15


def _rows(paper: Paper, block: Picture, width: float) -> tuple[list[Setting], list[float]]:
    """Each topic's name in lines, and how high its row is (mm)."""
    rows = [paper.wrap(bar.label, SIZE, width * LABELS - 2) for bar in block.bars]
    return rows, [max(8.5, len(row.lines) * ROW + 2.5) for row in rows]


def png(block: Picture, language: Language) -> bytes:
    """The picture alone, to be put into a document."""
    paper = Paper(block.caption, language, date(2000, 1, 1))
    bottom = draw(paper, block, EDGE, EDGE, WIDE - 2 * EDGE) + EDGE
    dots = 72 / 25.4
    with PDFIUM:
        opened = pypdfium2.PdfDocument(paper.finished())
        crop = (0.0, (A4[1] - bottom) * dots, (A4[0] - WIDE) * dots, 0.0)  # left, bottom, right, top
        bitmap = opened[0].render(scale=DPI / 72, crop=crop, grayscale=True)
        image = bitmap.to_pil().copy()  # must not outlive pdfium's memory
        bitmap.close()
        opened.close()
    made = BytesIO()
    image.save(made, "PNG", dpi=(DPI, DPI), optimize=True)
    return made.getvalue()


def _axis(paper: Paper, block: Picture, at: At, top: float, bottom: float) -> None:
    high = paper.h
    for place, words in enumerate(block.axis):
        mark = 100 * place / (len(block.axis) - 1)
        paper.draw(f"{at(mark):.2f} {high - top:.2f} m {at(mark):.2f} {high - bottom:.2f} l S", LINE, 0.2)
        paper.write_line(words, at(mark), bottom + 4.5, Setting((), SMALL, colour=QUIET))
    for x in map(at, block.criteria):
        paper.draw(f"[1.6 1.1] 0 d {x:.2f} {high - top + 1:.2f} m {x:.2f} {high - bottom:.2f} l S", INK, 0.35)


def _marks(paper: Paper, bar: Bar, at: At, y: float) -> None:
    low = paper.h - y
    if bar.before is None or bar.after is None:
        words = " · ".join(dict.fromkeys(bar.words))
        wide = paper.measure(words, False) * SMALL + 2
        paper.draw(f"{at(0) + 1:.2f} {low - 2.6:.2f} {wide:.2f} 5.2 re f", WHITE)  # no line runs through words
        paper.write_line(words, at(0) + 2, y + 1.1, Setting((), SMALL, colour=QUIET), "L")
        return
    first, last = at(bar.before), at(bar.after)
    paper.draw(f"{first:.2f} {low:.2f} m {last:.2f} {low:.2f} l S", INK, 0.5)
    paper.draw(f"1 g {_circle(first, low)} B", INK, 0.5)
    paper.draw(f"{_circle(last, low)} f", INK)
    rises = bar.after >= bar.before
    sides = (("R", -2.4), ("L", 2.4)) if rises else (("L", 2.4), ("R", -2.4))
    for x, words, (side, aside) in zip((first, last), bar.words, sides, strict=True):
        paper.write_line(words, x + aside, y + 1.1, Setting((), SMALL), side)


def _legend(paper: Paper, block: Picture, left: float, baseline: float) -> float:
    before, after, criterion = block.legend
    low = paper.h - baseline + 1.1
    x = left
    for shape, words in ((f"1 g {_circle(x, low)} B", before), (f"{_circle(x + 26, low)} f", after)):
        paper.draw(shape, INK, 0.5)
        paper.write_line(words, x + 3, baseline, Setting((), SMALL), "L")
        x += 26
    paper.draw(f"[1.6 1.1] 0 d {x - 1:.2f} {low:.2f} m {x + 5:.2f} {low:.2f} l S", INK, 0.35)
    paper.write_line(criterion, x + 7, baseline, Setting((), SMALL), "L")
    return baseline + 3


def _circle(x: float, y: float) -> str:
    """A circle as four Bézier curves, as PDF path operators."""
    r, c = STEP, STEP * 0.5523
    return (
        f"{x + r:.3f} {y:.3f} m {x + r:.3f} {y + c:.3f} {x + c:.3f} {y + r:.3f} {x:.3f} {y + r:.3f} c "
        f"{x - c:.3f} {y + r:.3f} {x - r:.3f} {y + c:.3f} {x - r:.3f} {y:.3f} c "
        f"{x - r:.3f} {y - c:.3f} {x - c:.3f} {y - r:.3f} {x:.3f} {y - r:.3f} c "
        f"{x + c:.3f} {y - r:.3f} {x + r:.3f} {y - c:.3f} {x + r:.3f} {y:.3f} c h"
    )
