"""The hand-out: what a programme teaches, how long it takes, what is voluntary, what is kept, and how to come in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.emblem import emblem
from core.language import Language, say
from core.paper import A4, INK, JADE, MARIGOLD, QUIET, Paper, printed, qr_modules
from programmes.announcement import Announcement
from programmes.asked import ask, kept, voluntary
from programmes.wall import IN_BLOOM

MARGIN, TOP, FOOT = 18.0, 16.0, 281.0  # mm
WIDE = A4[0] - 2 * MARGIN
EMBLEM = 58.0  # mm across
CODE = 44.0  # mm, with its quiet zone: read at arm's length
BESIDE = WIDE - CODE - 2  # mm for the words beside the code
AIR = 2.6  # mm between parts
SIZES = tuple(size / 2 for size in range(28, 12, -1))  # points, the first at which one page holds all


@dataclass(slots=True)
class Pen:
    """A hand-out at one size of type; `top` is where the next line may begin (mm)."""

    paper: Paper
    size: float
    top: float

    def head(self, text: str) -> None:
        """A part's heading."""
        set_ = self.paper.fit(text, ((self.size * 1.15, 1),), WIDE, bold=True, colour=JADE)
        self.top = self.paper.write_text(set_, MARGIN, self.top + AIR, leading=1.6)

    def line(self, text: str, *, wide: float = WIDE, sign: str = "", end: str = "") -> None:
        """A paragraph, with a sign before it and something at its right edge."""
        left = MARGIN + (self.size * 0.55 if sign else 0.0)
        room = wide - (left - MARGIN) - (self.paper.measure(end, False) * self.size + 3 if end else 0.0)
        if sign:
            self.paper.write_text(self.paper.fit(sign, ((self.size, 1),), 6), MARGIN, self.top, leading=1.55)
        if end:
            ends = self.paper.fit(end, ((self.size, 1),), 40, colour=QUIET)
            self.paper.write_line(end, MARGIN + wide, self.top + self.size * 25.4 / 72 * 1.55 * 0.72, ends, "R")
        self.top = self.paper.write_text(self.paper.wrap(printed(text), self.size, room), left, self.top, leading=1.55)


def pdf(said: Announcement, language: Language, day: date) -> bytes:
    """The hand-out as a PDF, one page of A4, in the largest type that lets it be one."""
    for size in SIZES:
        paper, bottom = _drawn(said, language, day, size)
        if bottom <= FOOT:
            break
    return paper.finished()


def _drawn(said: Announcement, language: Language, day: date, size: float) -> tuple[Paper, float]:
    paper = Paper(said.brief.title[language], "th-TH" if language == "th" else "en", day)
    pen = Pen(paper, size, _draw_head(paper, said, language))
    pen.head(say(language, "ท่านจะได้เรียนอะไร", "What you will learn"))
    for number, step in enumerate(said.topics, start=1):
        pen.line(step.title[language], sign=f"{number}.", end=_minutes(step.minutes, language))
    pen.head(say(language, "ใช้เวลาเท่าใด", "How long it takes"))
    pen.line(_takes(said, language))
    for title, lines in (
        (say(language, "อะไรที่สมัครใจ", "What is voluntary"), voluntary(said, language)),
        (say(language, "เก็บอะไร ใครเห็น", "What is kept, and who sees it"), kept(language)),
    ):
        if lines:
            pen.head(title)
            for line in lines:
                pen.line(line, sign="•")
    return paper, _draw_way_in(pen, said, language)


def _draw_head(paper: Paper, said: Announcement, language: Language) -> float:
    room = WIDE - EMBLEM - 4
    paper.drawing(emblem(IN_BLOOM, language), A4[0] - MARGIN - EMBLEM, TOP, EMBLEM)
    house = paper.fit(printed(said.organisation[language]), ((13, 1), (12, 2), (10, 3)), room, colour=QUIET)
    top = paper.write_text(house, MARGIN, TOP, leading=1.5)
    title = paper.fit(printed(said.brief.title[language]), ((24, 1), (22, 2), (17, 3), (13, 5)), room, bold=True)
    top = paper.write_text(title, MARGIN, top, leading=1.5)
    until = paper.fit(printed(said.until(language)), ((13, 1), (11, 2)), room, bold=True, colour=JADE)
    top = max(paper.write_text(until, MARGIN, top, leading=1.5), TOP + EMBLEM * 190 / 360) + 1.0
    paper.draw(f"{MARGIN} {A4[1] - top} m {A4[0] - MARGIN} {A4[1] - top} l S", MARIGOLD, 0.8)
    return top


def _draw_way_in(pen: Pen, said: Announcement, language: Language) -> float:
    """How to come in, beside the code, and whom to ask."""
    pen.head(say(language, "เข้าใช้งานอย่างไร", "How to come in"))
    begins = pen.top
    pen.paper.code(qr_modules(said.scanned), A4[0] - MARGIN - CODE / 2 + 4, begins + CODE - 5, CODE)
    _numbered(pen, said.begins(language))
    address = pen.paper.fit(said.address, ((pen.size * 1.1, 1), (pen.size * 0.8, 2)), BESIDE, bold=True, colour=INK)
    pen.top = pen.paper.write_text(address, MARGIN, pen.top + 1.0, leading=1.55)
    pen.top = max(pen.top, begins + CODE - 8)
    pen.head(say(language, "ถามใคร", "Whom to ask"))
    for line in ask(language, said.contact):
        pen.line(line)
    return pen.top


def _numbered(pen: Pen, lines: Sequence[str]) -> None:
    for number, line in enumerate(lines, start=1):
        pen.line(line, wide=BESIDE, sign=f"{number}.")


def _takes(said: Announcement, language: Language) -> str:
    tests = sum(step.minutes for step in said.tests)
    whole = say(language, f"รวมราว {said.minutes} นาที", f"About {said.minutes} minutes in all")
    apart = say(language, f" เป็นแบบทดสอบราว {tests} นาที ไม่จับเวลา", f", some {tests} of them for tests without a time limit") if tests else ""  # fmt: skip
    rest = say(language, " ทำครั้งละขั้นก็ได้ ทุกอย่างบันทึกทันที กลับมาทำต่อบนเครื่องใดก็ได้", ". Do one step at a time if you like: everything is saved at once, and goes on on any device.")  # fmt: skip
    return whole + apart + rest


def _minutes(minutes: int, language: Language) -> str:
    if not minutes:
        return ""
    return say(language, f"{minutes} นาที", "1 minute" if minutes == 1 else f"{minutes} minutes")
