"""Slips for the first sign-in: eight on a sheet of A4, with cut marks, in the order of the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.calendar import short_date
from core.language import Language, say
from core.paper import A4, INK, QUIET, Paper, Setting, printed, qr_modules

ACROSS, DOWN = 2, 4
WIDE, HIGH = A4[0] / ACROSS, A4[1] / DOWN  # mm, one slip
EDGE, TOP = 8.0, 5.0  # mm of air within a slip: printers leave some 5 mm of the paper white
CODE = 30.0  # mm, the QR code without its quiet zone: the least that an old phone reads at arm's length
BESIDE = 45.0  # mm from a slip's left edge to the words beside the code
FOOT = 29.5  # mm at the bottom for what to do and the address
AIR = 1.2  # mm between the words beside the code
ROOM = WIDE - BESIDE - 6.0  # mm for these words


@dataclass(frozen=True, slots=True)
class Slip:
    """What one slip says. `address` is typed as it stands: "https://host/join/token"."""

    name: str
    code: str
    unit: str
    address: str


def pdf(slips: Sequence[Slip], organisation: str, until: date, day: date, language: Language) -> bytes:
    """All slips as a PDF, A4 portrait; `until` is the last whole day on which the links open."""
    title = say(language, "ใบเข้าใช้งานครั้งแรก", "First sign-in slips")
    paper = Paper(title, "th-TH" if language == "th" else "en", day)
    for place, slip in enumerate(slips):
        if place and place % (ACROSS * DOWN) == 0:
            paper.add_page()
        if place % (ACROSS * DOWN) == 0:
            _draw_marks(paper)
        row, column = divmod(place % (ACROSS * DOWN), ACROSS)
        _draw(paper, slip, organisation, until, language, column * WIDE, row * HIGH)
    return paper.finished()


def scanned(address: str) -> str:
    """What a slip's or poster's code holds: LINE opens it in the phone's own browser, which keeps the sign-in."""
    return f"{address}?openExternalBrowser=1"


def _draw_marks(paper: Paper) -> None:
    """Where to cut: short lines at the edges of the paper, and a small cross where cuts meet."""
    across = [(WIDE * n, 0.0) for n in range(1, ACROSS)]
    down = [HIGH * n for n in range(1, DOWN)]
    lines = [f"{x:.2f} {y:.2f} m {x:.2f} {y + 9:.2f} l" for x, _ in across for y in (0.0, A4[1] - 9)]
    for y in down:
        lines += [f"{x:.2f} {y:.2f} m {x + 9:.2f} {y:.2f} l" for x in (0.0, A4[0] - 9)]
        for x, _ in across:
            lines.append(f"{x - 3:.2f} {y:.2f} m {x + 3:.2f} {y:.2f} l {x:.2f} {y - 3:.2f} m {x:.2f} {y + 3:.2f} l")
    paper.draw(" ".join((*lines, "S")), QUIET, 0.2)


def _draw(paper: Paper, slip: Slip, organisation: str, until: date, language: Language, x: float, y: float) -> None:
    house = paper.fit(printed(organisation), ((11, 1), (9.5, 1), (8.5, 2)), WIDE - 2 * EDGE, bold=True)
    top = _left(paper, house, x + EDGE, y + TOP) + 1.0
    modules = qr_modules(scanned(slip.address))
    across = CODE * len(modules) / (len(modules) - 8)
    quiet = across * 4 / len(modules)  # the code's white border may lie over the slip's own
    paper.code(modules, x + EDGE + CODE / 2, top + CODE + quiet + 0.5, across)
    words = (
        slip.name,
        f"{say(language, 'รหัสเข้าใช้งาน', 'Sign-in code')} {slip.code}",
        slip.unit,
        valid(until, language),
    )
    for block in _beside(paper, words, y + HIGH - FOOT - top):
        top = _left(paper, block, x + BESIDE, top) + AIR
    host, _, token = slip.address.partition("/join/")
    lines = (*((line, 10.0) for line in steps(language)), (host, 9.0), (f"/join/{token}", 9.0))
    for row, (line, size) in enumerate(lines):
        setting = paper.fit(printed(line), ((size, 1),), WIDE - 2 * EDGE)
        paper.write_line(setting.lines[0], x + EDGE, y + HIGH - 6.0 - (4 - row) * (FOOT - 9.5) / 4, setting, "L")


def _beside(paper: Paper, words: tuple[str, str, str, str], room: float) -> list[Setting]:
    """Name, code, unit and end beside the code, smaller only where they would not fit into `room` mm of height."""
    name, code, unit, end = map(printed, words)
    for percent in range(100, 40, -10):
        blocks = [
            paper.fit(text, [(size * percent / 100, lines) for size, lines in choices], ROOM, bold=bold, colour=colour)
            for text, choices, bold, colour in (
                (name, ((15, 1), (13, 1), (12, 2), (10, 3)), True, INK),
                (code, ((14, 1), (11, 2)), True, INK),
                (unit, ((11, 1), (10, 2), (9, 3)), False, QUIET),
                (end, ((10.5, 1), (10, 2)), False, INK),
            )
        ]
        if sum(block.height + AIR for block in blocks) <= room:
            break
    return blocks


def _left(paper: Paper, setting: Setting, x: float, top: float) -> float:
    """Lines from x, the highest mark at `top`; returns the lowest foot (all mm)."""
    for row, line in enumerate(setting.lines):
        paper.write_line(line, x, top + setting.rise + row * (setting.rise + setting.depth), setting, "L")
    return top + setting.height


def valid(until: date, language: Language) -> str:
    """Once, and until when."""
    last = short_date(until, language)
    return say(language, f"ใช้ได้ครั้งเดียว ถึงวันที่ {last}", f"Opens once, until {last}")


def steps(language: Language) -> tuple[str, str, str]:
    """What to do with a slip, in three short lines."""
    return (
        say(language, "1. สแกนคิวอาร์โค้ด หรือพิมพ์ที่อยู่ด้านล่างต่อกัน", "1. Scan the code, or type the address below as one."),
        say(language, "2. ตั้งรหัสผ่านของท่านเอง", "2. Choose a password of your own."),
        say(
            language, "3. ครั้งต่อไปเข้าด้วยรหัสเข้าใช้งานและรหัสผ่านนี้", "3. From then on use the sign-in code and that password."
        ),
    )
