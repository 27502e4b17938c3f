"""A certificate as it hangs on an office wall: the frozen sheet, and its PDF and picture.

Wording: as Thai offices write them (docs/why.md). "ได้ผ่านการอบรม" is said of those who met the criterion and of nobody else.
"""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

import pypdfium2

from badges.framed import WIDTH, Framed
from core.calendar import long_date
from core.language import Language, say
from core.paper import PDFIUM, QUIET, Setting, printable, qr_modules

MARGIN = 30.0  # mm beside the text
TOP = 26.0  # mm, the highest mark of the organisation's name
FOOT = 193.0  # mm, the lowest baseline
CENTRE = WIDTH / 2
MODULE = 0.42  # mm: the least that a phone reads from a print at arm's length
CODE, WIDEST = 30.0, 55.0  # mm with the quiet zone: a short address is no smaller, a longer one refused


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs by hand: the name as it stands in the brackets, and the position under it."""

    name: str
    position: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything as it is printed, frozen at issue."""

    organisation: str
    holder: str
    unit: str
    achievement: str  # the course, in quotation marks under "ได้ผ่านการอบรมออนไลน์ หลักสูตร"
    programme: str  # what the course belongs to; left out when it has the achievement's name
    passed: bool
    number: str
    issued: date
    expires: date | None
    language: Language
    address: str | None  # the QR code's whole text, upper case ("HTTPS://HOST/V/TOKEN"); None: no QR code
    signers: tuple[Signer, ...] = ()  # up to two; none: two dotted lines

    def __post_init__(self) -> None:
        if len(self.signers) > 2:
            raise ValueError("a certificate has room for two signers")


@dataclass(frozen=True, slots=True)
class _Foot:
    """What stands under the words: signatures (their names and positions), and the QR code among them."""

    signed: list[tuple[Setting, ...]]
    line: float  # the dotted lines, mm from the top
    modules: list[list[bool]]  # empty: no QR code
    across: float  # mm, the QR code with its quiet zone
    top: float  # the highest that it reaches, mm from the top: the QR code, or a hand that signs


def pdf(sheet: Sheet) -> bytes:
    """The certificate as a PDF, A4 landscape: the same sheet always gives the same bytes.

    A character that the fonts lack is refused here, for it would be left out of somebody's name in silence:
    ask `unprintable` before issuing.
    """
    if lacking := unprintable(sheet):
        raise ValueError(f"the certificate's font cannot print {lacking!r}")
    modules = qr_modules(sheet.address) if sheet.address else []
    if MODULE * len(modules) > WIDEST:
        raise ValueError("the address in the QR code is too long to be printed")
    th = sheet.language == "th"
    paper = Framed(f"{_heading(sheet)} {sheet.number}", "th-TH" if th else "en", sheet.issued)
    paper.frame(9.0, 11.5, 7.0)
    number = say(sheet.language, f"เลขที่ {sheet.number}", f"No. {sheet.number}")
    paper.write_line(number, WIDTH - MARGIN + 6, TOP - 4, Setting((), 12, colour=QUIET), "R")
    foot = _plan_foot(paper, sheet, modules)  # measured first, drawn last: the words are read in order
    _draw_body(paper, sheet, foot.top - 4)
    _draw_foot(paper, sheet, foot)
    return paper.finished()


def png(document: bytes, dpi: int = 200) -> bytes:
    """Page 1 of a PDF as a PNG, at so many dots per inch: A4 landscape is 2339 by 1654 pixels at 200."""
    with PDFIUM:
        opened = pypdfium2.PdfDocument(document)
        bitmap = opened[0].render(scale=dpi / 72)
        image = bitmap.to_pil().copy()  # the picture must not outlive pdfium's memory
        bitmap.close()
        opened.close()
    picture = BytesIO()
    image.save(picture, "PNG", dpi=(dpi, dpi))
    return picture.getvalue()


def unprintable(sheet: Sheet) -> str:
    """The characters of the sheet that the font cannot print, each once; "" when it can be issued."""
    texts = (sheet.organisation, sheet.holder, sheet.unit, sheet.achievement, sheet.programme, sheet.number)
    people = (text for signer in sheet.signers for text in (signer.name, signer.position))
    characters = dict.fromkeys("".join((*texts, *people)))
    return "".join(c for c in characters if c not in printable() and not c.isspace())


def _heading(sheet: Sheet) -> str:
    english = "Certificate of Completion" if sheet.passed else "Certificate of Participation"
    return say(sheet.language, "เกียรติบัตร", english)


def _day(day: date, language: Language) -> str:
    """A day in words: one system of numerals and one era within it."""
    return long_date(day, language, numerals=language).replace("พ.ศ.", "พุทธศักราช")


def _draw_body(paper: Framed, sheet: Sheet, bottom: float) -> None:
    """The words from the organisation to the dates, between TOP and `bottom` (mm), with even air between."""
    tongue, width = sheet.language, WIDTH - 2 * MARGIN
    plain, small = ((15.0, 1),), ((15.0, 1), (14.0, 1), (14.0, 2), (12.0, 3))
    title = _heading(sheet)
    took = ("ได้ผ่าน", "has completed") if sheet.passed else ("ได้เข้าร่วม", "has taken part in")
    took_part = say(tongue, f"{took[0]}การอบรมออนไลน์ หลักสูตร", f"{took[1]} the online course")
    programme = sheet.programme if sheet.programme != sheet.achievement else ""
    given, until = _day(sheet.issued, tongue), sheet.expires and _day(sheet.expires, tongue)
    # (text, points and the most lines at each, bold, air above in mm as a weight)
    words = [
        (sheet.organisation, ((20, 1), (18, 1), (16, 1), (16, 2), (13, 3)), True, 0.0),
        (title, ((42 if tongue == "th" else 34, 1),), True, 3.5),
        (say(tongue, "ขอมอบเกียรติบัตรฉบับนี้ให้ไว้เพื่อแสดงว่า", "This is to certify that"), plain, False, 5.5),
        (sheet.holder, ((32, 1), (29, 1), (26, 1), (26, 2), (22, 2), (18, 3)), True, 2.0),
        (sheet.unit, small, False, 1.5),
        (took_part, plain, False, 4.0),
        (f"“{sheet.achievement}”", ((23, 1), (20, 1), (19, 2), (17, 2), (14, 3)), True, 1.2),
        (programme, small, False, 1.0),
        (say(tongue, f"ให้ไว้ ณ วันที่ {given}", f"Given on {given}"), plain, False, 4.0),
        (until and say(tongue, f"ใช้ได้ถึงวันที่ {until}", f"Valid until {until}"), ((13, 1),), False, 0.5),
    ]
    for percent in range(100, 45, -6):  # smaller only when long names leave no air
        blocks = [
            (paper.fit(text, [(size * percent / 100, most) for size, most in sizes], width, bold=bold), air)
            for text, sizes, bold, air in words
            if text
        ]
        free = bottom - TOP - sum(block.height for block, _ in blocks)
        if free >= 12:
            break
    stretch = min(free / sum(air for _, air in blocks), 1.6)
    top = TOP + (free - stretch * sum(air for _, air in blocks)) / 2
    for block, air in blocks:
        top += air * stretch
        paper.write_block(block, CENTRE, top)
        top += block.height
        if block.lines == (title,):
            paper.ornament(top + 1.2 * stretch)


def _plan_foot(paper: Framed, sheet: Sheet, modules: list[list[bool]]) -> _Foot:
    signed = [_fit_signer(paper, signer) for signer in sheet.signers] or [(), ()]
    low = FOOT - 1 if modules else FOOT - 8
    line = low - max(16.0, *(2 + sum(block.height for block in blocks) for blocks in signed))
    across = max(MODULE * len(modules), CODE) if modules else 0.0
    return _Foot(signed, line, modules, across, min(line - 12, FOOT - 4 - across))


def _draw_foot(paper: Framed, sheet: Sheet, foot: _Foot) -> None:
    """Signatures side by side, the QR code among them, and one line that says what it is for or why not."""
    columns: list[tuple[Setting, ...] | None] = [*foot.signed]
    if foot.modules:
        columns.insert(1, None)
    step, middle = 80.0 if len(columns) == 3 else 100.0, CENTRE
    names = 1.5 + max(blocks[0].rise if blocks else 0.0 for blocks in foot.signed)  # mm, to their baseline
    for place, blocks in enumerate(columns):
        x = CENTRE + step * (place - (len(columns) - 1) / 2)
        if blocks is None:
            paper.code(foot.modules, x, FOOT - 4, foot.across)
            middle = x
            continue
        paper.dots(x - 32, x + 32, foot.line)
        top = foot.line + names - (blocks[0].rise if blocks else 0.0)
        for block in blocks:
            paper.write_block(block, x, top)
            top += block.height
    no_code = say(
        sheet.language,
        "ไม่มีคิวอาร์โค้ดสำหรับตรวจสอบ เพราะหน่วยงานยังไม่ได้กำหนดที่อยู่เว็บสาธารณะ",
        "There is no QR code to verify by, because the organisation has set no public web address.",
    )
    scan = say(sheet.language, "สแกนเพื่อตรวจสอบเกียรติบัตร", "Scan to verify this certificate")
    paper.write_line(scan if foot.modules else no_code, middle, FOOT, Setting((), 11, colour=QUIET))


def _fit_signer(paper: Framed, signer: Signer) -> tuple[Setting, ...]:
    name = paper.fit(f"({signer.name})", ((14, 1), (12, 1), (11, 2)), 76)
    return name, paper.fit(signer.position, ((13, 1), (11, 1), (11, 2)), 76, colour=QUIET)
