"""Words as outlines: shaped by HarfBuzz in Sarabun Bold, so that every screen, phone and printer draws the same.

The font is Sarabun 1.000 (core/fonts, SIL OFL 1.1), whose outlines a picture may carry.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import uharfbuzz

FONT = Path(__file__).parent / "fonts" / "Sarabun-Bold.ttf"


@dataclass(frozen=True, slots=True)
class Outline:
    """A line of text as SVG path data, 1000 units to the em, y upwards from the baseline.

    `left`, `right`, `low` and `high` bound what is inked, marks and feet with it.
    """

    path: str
    left: float
    right: float
    low: float
    high: float


class _Pen:
    """Writes down what HarfBuzz draws, moved to its place in the line."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.points: list[tuple[float, float]] = []
        self.x = self.y = 0.0

    def _write(self, sign: str, *points: tuple[float, float]) -> None:
        moved = [(self.x + x, self.y + y) for x, y in points]
        self.points += moved
        self.said.append(sign + " ".join(f"{x:g} {y:g}" for x, y in moved))

    def moveTo(self, point: tuple[float, float]) -> None:
        self._write("M", point)

    def lineTo(self, point: tuple[float, float]) -> None:
        self._write("L", point)

    def qCurveTo(self, *points: tuple[float, float]) -> None:
        self._write("Q", *points)

    def curveTo(self, *points: tuple[float, float]) -> None:
        self._write("C", *points)

    def closePath(self) -> None:
        self.said.append("Z")


@cache
def _font() -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(FONT))))


@lru_cache(maxsize=256)
def outline(text: str) -> Outline:
    """A line of text, shaped: tone marks over vowels, ำ in two parts, ญ and ฐ without their feet over a vowel."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(_font(), buffer, {})
    pen, at = _Pen(), 0.0
    for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        pen.x, pen.y = at + place.x_offset, float(place.y_offset)
        _font().draw_glyph_with_pen(glyph.codepoint, pen)
        at += place.x_advance
    across, upward = [x for x, _ in pen.points] or [0.0], [y for _, y in pen.points] or [0.0]
    return Outline("".join(pen.said), min(across), max(across), min(upward), max(upward))
