"""The report as PDF: the memorandum's blocks, set on paper with the same words and the same figures."""

from functools import singledispatchmethod

from core.paper import INK, QUIET, Setting
from outcomes.documents import picture, rows
from outcomes.documents.blocks import Fill, Frames, Heading, Opening, Picture, Signature, Table, Turn, Words
from outcomes.documents.column import LEFT, Column
from outcomes.documents.voice import Voice
from outcomes.documents.words import document, title
from outcomes.report import Report

BODY, SMALL, LABEL = 11.5, 9.5, 13.0  # points; Sarabun is drawn larger than the TH Sarabun of the DOCX
PICTURE = 160.0  # mm, at most: it was drawn for an upright page
DOTS = 7.4  # mm from one line to fill in to the next


def pdf(report: Report, voice: Voice | None = None) -> bytes:
    """The report as PDF; the same report is the same bytes."""
    voice = voice or Voice()
    writer = _Writer(report, voice)
    for block in document(report, voice):
        writer.write(block)
    return writer.column.finished()


class _Writer:
    """Sets one block after the other."""

    def __init__(self, report: Report, voice: Voice):
        self.voice = voice
        self.tables = self.pictures = 0
        language = "th-TH" if voice.language == "th" else "en"
        self.column = Column(title(report, voice), language, report.made, self._number)

    def _number(self, page: int) -> str:
        return f"{self.voice.say('หน้า', 'Page')} {self.voice.numbered(str(page))}"

    @singledispatchmethod
    def write(self, block: object) -> None:
        raise NotImplementedError(type(block).__name__)

    @write.register
    def _(self, block: Opening) -> None:
        column = self.column
        column.paper.write_line(block.title, column.paper.w / 2, column.y + 9, Setting((), 21, True))
        column.y += 17
        half = LEFT + column.width / 2
        self._filled(block.agency, LEFT, LEFT + column.width)
        high = self._filled(block.number, LEFT, half - 2)
        column.y -= high  # the day stands beside the number
        self._filled(block.day, half, LEFT + column.width)
        self._filled(block.subject, LEFT, LEFT + column.width)
        self._filled(block.to, LEFT, LEFT + column.width, BODY)
        column.y += 3

    def _filled(self, pair: tuple[str, str], left: float, right: float, size: float = LABEL) -> float:
        """A word, what stands after it, and dots as far as the line goes. Returns how high it was (mm)."""
        column, (word, value) = self.column, pair
        label = Setting((), size, size == LABEL)
        x = left + column.paper.measure(word, label.bold) * size + 2
        lines = column.lines(value, BODY, right - x).lines if value else ("",)
        for row, line in enumerate(lines):
            baseline = column.y + 6.2
            if row == 0:
                column.paper.write_line(word, left, baseline, label, "L")
            if line:
                column.paper.write_line(line, x, baseline, Setting((), BODY), "L")
            end = x + (column.paper.measure(line, False) * BODY + 1 if line else 0)
            if row == len(lines) - 1 and end < right:
                column.rule(end, right, baseline + 0.6, dots=True)
            column.y += 8.0
        return 8.0 * len(lines)

    @write.register
    def _(self, block: Heading) -> None:
        size, room = (13.5, 62.0) if block.level == 1 else (BODY, 78.0)  # no heading is left alone at the foot
        if not self.column.empty:
            self.column.need(room)
            self.column.y += 3.5 if block.level == 1 else 2.5
        self.column.write(block.text, size, bold=True, after=0.8)

    @write.register
    def _(self, block: Words) -> None:
        if block.shape == "note":
            self.column.write(block.text, SMALL, colour=QUIET, after=2.0)
        else:
            if block.shape == "lead":
                self.column.need(30)
            self.column.write(block.text, BODY, indent=25.0 if block.shape in ("letter", "closing") else 0.0)

    @write.register
    def _(self, block: Fill) -> None:
        self.column.need(DOTS * (block.lines + 1))
        self.column.write(f"[{block.asked}]", SMALL, colour=QUIET, after=0)
        for _ in range(block.lines):
            self.column.need(DOTS)
            self.column.y += DOTS
            self.column.rule(LEFT, LEFT + self.column.width, self.column.y, dots=True)
        self.column.y += 3

    @write.register
    def _(self, block: Signature) -> None:
        column, left = self.column, LEFT + 75
        column.need(22 + 9 * len(block.lines))
        column.y += 16
        for before, after in block.lines:
            baseline = column.y + 6
            start = left + column.paper.measure(before, False) * BODY + 1
            end = left + 80 - column.paper.measure(after, False) * BODY - 1
            column.paper.write_line(before, left, baseline, Setting((), BODY), "L")
            column.rule(start, end, baseline + 0.6, dots=True)
            if after:
                column.paper.write_line(after, left + 80, baseline, Setting((), BODY), "R")
            column.y += 9

    @write.register
    def _(self, block: Table) -> None:
        self.tables += 1
        self.column.need(40)
        word = self.voice.say("ตารางที่", "Table")
        self.column.write(
            f"{word} {self.voice.numbered(str(self.tables))} {block.caption}", SMALL + 0.5, bold=True, after=1.2
        )
        rows.table(self.column, block)
        self.column.y += 3.5

    @write.register
    def _(self, block: Picture) -> None:
        self.pictures += 1
        column = self.column
        wide = min(column.width, PICTURE)
        column.need(picture.height(column.paper, block, wide) + 14)
        column.y = picture.draw(column.paper, block, LEFT, column.y + 2, wide) + 2
        word = self.voice.say("ภาพที่", "Figure")
        column.write(
            f"{word} {self.voice.numbered(str(self.pictures))} {block.caption}", SMALL + 0.5, bold=True, after=3
        )

    @write.register
    def _(self, block: Frames) -> None:
        column, high = self.column, 70.0
        width = column.width / 2 - 3
        for first in range(0, len(block.captions), 2):
            column.need(high + 14)
            for place, caption in enumerate(block.captions[first : first + 2]):
                x = LEFT + place * (width + 6)
                column.paper.draw(
                    f"{x:.2f} {column.paper.h - column.y - high:.2f} {width:.2f} {high:.2f} re S", INK, 0.25
                )
                column.paper.write_line(
                    f"[{block.asked}]", x + width / 2, column.y + high / 2, Setting((), SMALL, colour=QUIET)
                )
                column.paper.write_line(caption, x, column.y + high + 7, Setting((), SMALL), "L")
                start = x + column.paper.measure(caption, False) * SMALL + 1.5
                column.rule(start, x + width, column.y + high + 7.6, dots=True)
            column.y += high + 14

    @write.register
    def _(self, block: Turn) -> None:
        self.column.turn(block.lying)
