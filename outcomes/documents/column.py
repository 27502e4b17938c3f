"""A column of running text on paper: where the next line goes, and when a new page begins."""

import re
from collections.abc import Callable
from datetime import date

from core.paper import INK, MM, QUIET, Colour, Paper, Setting, printable

LEFT, RIGHT, TOP, BOTTOM = 30.0, 20.0, 18.0, 20.0  # mm, as the memorandum's form has them
LEADING = 1.62  # em from baseline to baseline

_LONG = re.compile(r"[!-~]{18,}")  # an address or a digest: it may break after its signs, and in long runs anywhere
_SIGN = re.compile(r"(?<=[/?&=_.,:;-])|(?<=[0-9A-Za-z]{12})(?=[0-9A-Za-z]{4})")
_CLUSTER = re.compile("[^\u0e31\u0e33-\u0e3a\u0e47-\u0e4e][\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]*|.")


class Column:
    """Pages of one column, each with its number at the foot."""

    def __init__(self, title: str, language: str, day: date, number: Callable[[int], str]):
        self.paper = Paper(title, language, day)
        self.number = number
        self.lying = False
        self.y = TOP

    @property
    def width(self) -> float:
        """From margin to margin, in mm."""
        return self.paper.w - LEFT - RIGHT

    @property
    def left_over(self) -> float:
        """How much of the page is still free, in mm."""
        return self.paper.h - BOTTOM - self.y

    @property
    def empty(self) -> bool:
        """Whether nothing stands on the page yet."""
        return self.y == TOP

    def turn(self, lying: bool) -> None:
        """A new page, upright or on its side; the one that is still empty is not left behind."""
        self.lying = lying
        self.page()

    def page(self) -> None:
        """A new page."""
        self._foot()
        self.paper.add_page(orientation="landscape" if self.lying else "portrait")
        self.y = TOP

    def need(self, room: float) -> None:
        """A new page when less than so many mm are free."""
        if self.left_over < room and not self.empty:
            self.page()

    def finished(self) -> bytes:
        """The file."""
        self._foot()
        return self.paper.finished()

    def _foot(self) -> None:
        text = self.number(self.paper.page_no())
        self.paper.write_line(text, self.paper.w / 2, self.paper.h - 10, Setting((), 10, colour=QUIET))

    def lines(self, text: str, size: float, width: float, *, bold: bool = False, colour: Colour = INK) -> Setting:
        """Text as lines that fit, whatever is in it: what the fonts cannot draw is shown as a box, never left out."""
        known = printable()
        text = "".join(c if c in known or c.isspace() else "\u25a1" for c in text.replace("\u200b", ""))
        text = _LONG.sub(lambda run: _SIGN.sub("\u200b", run[0]), text)
        wrapped = [line for each in text.split("\n") for line in self.paper.wrap(each, size, width, bold=bold).lines]
        lines = [part for line in wrapped for part in self._cut(line, width / size, bold)]
        return Setting(tuple(lines), size, bold, colour)

    def _cut(self, line: str, room: float, bold: bool) -> list[str]:
        """A line that is still too long (one word without end), cut between its letters."""
        if self.paper.measure(line, bold) <= room:
            return [line]
        parts = [""]
        for letter in _CLUSTER.findall(line):
            if parts[-1] and self.paper.measure(parts[-1] + letter, bold) > room:
                parts.append("")
            parts[-1] += letter
        return parts

    def write(
        self,
        text: str,
        size: float,
        *,
        bold: bool = False,
        colour: Colour = INK,
        indent: float = 0.0,
        after: float = 1.5,
    ) -> None:
        """A paragraph over as many pages as it takes; its first line begins `indent` mm further in."""
        step, said = size / MM * LEADING, " ".join(text.split())
        first = self.lines(said, size, self.width - indent, bold=bold, colour=colour)
        lines = list(first.lines)
        if indent and len(lines) > 1:
            rest = said.replace("\u200b", "")[len(lines[0]) :].lstrip()
            lines = [lines[0], *self.lines(rest, size, self.width, bold=bold, colour=colour).lines]
        self.need(step * min(len(lines), 4))  # a short paragraph is not divided, and no line begins a long one alone
        for row, line in enumerate(lines):
            self.need(step)
            self.paper.write_line(line, LEFT + (indent if row == 0 else 0), self.y + step * 0.72, first, "L")
            self.y += step
        self.y += after

    def rule(self, x: float, till: float, y: float, *, dots: bool = False) -> None:
        """A level line, or dots to write on, at so many mm from the top."""
        low = self.paper.h - y
        dash, thickness = ("[0 1.1] 0 d 1 J ", 0.3) if dots else ("", 0.2)
        self.paper.draw(f"{dash}{x:.2f} {low:.2f} m {till:.2f} {low:.2f} l S", INK, thickness)
