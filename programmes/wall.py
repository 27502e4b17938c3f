"""The wall poster: the emblem in bloom, a programme's title, what it is and how to begin; one sheet of A4 or A3."""

from contextlib import nullcontext
from datetime import date
from fractions import Fraction

from core.emblem import HEIGHT, LETTERS, WIDTH, Letter, emblem
from core.language import Language, say
from core.paper import A3, A4, INK, JADE, MARIGOLD, Paper, printed, qr_modules
from programmes.announcement import Announcement

MIDDLE, MARGIN = A4[0] / 2, 20.0  # mm
WIDE = A4[0] - 2 * MARGIN
LARGEST, LEAST = 150.0, 84.0  # mm, the emblem's width: what titles leave of it
CODE = 58.0  # mm, with its quiet zone: read at arm's length, as one stands before a wall
STEPS = (16.0, 15.0, 14.0, 13.0)  # points, the way in
FOOT = 281.0  # mm, the lowest line
IN_BLOOM = {letter: Letter(Fraction(1), bloomed=True) for letter in LETTERS}


def pdf(said: Announcement, language: Language, day: date, *, large: bool = False) -> bytes:
    """The poster as a PDF, portrait; `large` on A3."""
    title = said.brief.title[language]
    paper = Paper(title, "th-TH" if language == "th" else "en", day)
    with paper.enlarged(A3) if large else nullcontext():
        paper.draw(f"8 8 {A4[0] - 16} {A4[1] - 16} re S", INK, 0.5)
        paper.draw(f"10 10 {A4[0] - 20} {A4[1] - 20} re S", MARIGOLD, 1.0)
        house = paper.fit(printed(said.organisation[language]), ((20, 1), (16, 1), (14, 2), (11, 3)), WIDE, bold=True)
        paper.write_block(house, MIDDLE, 19.0)
        _draw_middle(paper, said, language, 19.0 + house.height, _draw_foot(paper, said, language))
    return paper.finished()


def _draw_middle(paper: Paper, said: Announcement, language: Language, top: float, bottom: float) -> None:
    """Emblem, title and what it is, between the office's name and the way in; the emblem takes what the words leave."""
    choices = ((38, 1), (34, 2), (28, 2), (26, 3), (20, 4), (16, 6))
    title = paper.fit(printed(said.brief.title[language]), choices, WIDE, bold=True, colour=JADE)
    what = [paper.fit(printed(line), ((18, 1), (15, 1), (13, 2)), WIDE) for line in said.what(language)]
    what.append(paper.fit(printed(said.until(language)), ((18, 1), (15, 1), (13, 2)), WIDE, bold=True, colour=JADE))
    words = title.height + 5.0 + sum(line.height for line in what)
    wide = max(LEAST, min(LARGEST, (bottom - top - words - 13.0) * WIDTH / HEIGHT))
    high = wide * HEIGHT / WIDTH
    air = max(0.0, bottom - top - words - high) / 3
    paper.drawing(emblem(IN_BLOOM, language), MIDDLE - wide / 2, top + air, wide)
    top += air + high + air
    for place, block in enumerate((title, *what)):
        paper.write_block(block, MIDDLE, top)
        top += block.height + (5.0 if place == 0 else 0.0)


def _draw_foot(paper: Paper, said: Announcement, language: Language) -> float:
    """The code with the address under it, and the way in beside; returns where they begin."""
    address = paper.fit(said.address, ((14, 1), (11, 1), (9, 2)), WIDE, bold=True)
    bottom = FOOT - address.height - 1.0
    top = bottom - CODE
    paper.draw(f"{MARGIN} {A4[1] - top + 4} m {A4[0] - MARGIN} {A4[1] - top + 4} l S", MARIGOLD, 0.6)
    paper.code(qr_modules(said.scanned), MARGIN + CODE / 2 - 4, bottom, CODE)
    paper.write_block(address, MIDDLE, FOOT - address.height)
    left, room = MARGIN + CODE, WIDE - CODE
    head = paper.fit(say(language, "เริ่มอย่างไร", "How to begin"), ((20, 1),), room, bold=True)
    at = paper.write_text(head, left, top + 3.0, leading=1.6)
    for size in STEPS:
        lines = [paper.wrap(text, size, room - 8) for text in said.begins(language)]
        if at + sum(len(line.lines) for line in lines) * size * 0.353 * 1.7 <= bottom:
            break
    for number, line in enumerate(lines, start=1):
        paper.write_text(paper.fit(f"{number}.", ((size, 1),), 8), left, at)
        at = paper.write_text(line, left + 8, at)
    return top - 4
