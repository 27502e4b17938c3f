"""A poster by which a unit's people join by themselves: one sheet of A4 for the wall."""

from dataclasses import dataclass
from datetime import date

from core.calendar import long_date
from core.language import Text
from core.paper import A4, INK, MARIGOLD, QUIET, Paper, printed, qr_modules
from people.slip import scanned

MIDDLE, MARGIN = A4[0] / 2, 20.0  # mm
CODE = 122.0  # mm at most, with its quiet zone: read from two metres away
FOOT = 282.0  # mm, the lowest line
BELOW = 73.0  # mm under the address, for the steps and the end


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a poster says. `address` is "https://host/joining/token"; `until` the last whole day of the link."""

    organisation: Text
    unit: Text
    address: str
    at_once: bool
    until: date


def pdf(sheet: Sheet, day: date) -> bytes:
    """The poster as a PDF, A4 portrait, in Thai with English under it."""
    paper = Paper(f"เข้าร่วม {printed(sheet.unit.th)}", "th-TH", day)
    paper.draw(f"8 8 {A4[0] - 16} {A4[1] - 16} re S", INK, 0.5)
    paper.draw(f"10 10 {A4[0] - 20} {A4[1] - 20} re S", MARIGOLD, 1.0)
    wide = A4[0] - 2 * MARGIN
    unit = sheet.unit.th if sheet.unit.th != sheet.organisation.th else ""
    top = 20.0
    for text, choices, bold, air in (
        (sheet.organisation.th, ((22, 1), (18, 1), (16, 2), (12, 3)), True, 2.0),
        (unit, ((17, 1), (15, 1), (13, 2)), False, 5.0),
        ("เข้าร่วมเรียนรู้สุจริต", ((38, 1),), True, 0.5),
        ("Join the integrity programme", ((16, 1),), False, 2.0),
    ):
        if text:
            block = paper.fit(printed(text), choices, wide, bold=bold)
            paper.write_block(block, MIDDLE, top)
            top += block.height + air
    address = paper.fit(sheet.address, ((15, 1), (12, 1), (10, 2)), wide, bold=True)
    across = min(CODE, FOOT - BELOW - address.height - top)
    paper.code(qr_modules(scanned(sheet.address)), MIDDLE, top + across, across)
    top += across + 1.0
    paper.write_block(address, MIDDLE, top)
    _draw_steps(paper, sheet.at_once, top + address.height + 6.0)
    _draw_end(paper, sheet.until)
    return paper.finished()


def _draw_steps(paper: Paper, at_once: bool, top: float) -> None:
    for number, (th, en) in enumerate(steps(at_once), start=1):
        for text, size, colour in ((th, 17, INK), (en, 11, QUIET)):
            block = paper.fit(text, ((size, 1),), A4[0] - 2 * MARGIN - 16, colour=colour)
            paper.write_line(block.lines[0], MARGIN + 13, top + block.rise, block, "L")
            if size == 17:
                paper.write_line(f"{number}.", MARGIN + 4, top + block.rise, block, "L")
            top += block.height
        top += 2.0


def _draw_end(paper: Paper, until: date) -> None:
    words = (f"ใช้ได้ถึงวันที่ {long_date(until, 'th')}", f"Until {long_date(until, 'en')}")
    both = paper.fit(" · ".join(words), ((12, 1),), A4[0] - 2 * MARGIN, colour=QUIET)
    paper.write_block(both, MIDDLE, FOOT - both.height)


def steps(at_once: bool) -> tuple[tuple[str, str], ...]:
    """The three steps, in Thai and English."""
    last = ("เริ่มเรียนได้ทันที", "Begin at once.")
    if not at_once:
        last = ("รอผู้กำกับติดตามรับเข้า แล้วเข้าสู่ระบบ", "Wait until you are admitted, then sign in.")
    return (
        ("สแกนคิวอาร์โค้ดด้วยกล้องโทรศัพท์ หรือพิมพ์ที่อยู่", "Scan the code with your phone’s camera, or type the address."),
        ("กรอกชื่อ แล้วตั้งรหัสผ่านของท่านเอง", "Write your name, and choose a password."),
        last,
    )
