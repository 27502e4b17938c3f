"""Sheets of A4 on which shaped Thai can be set, copied out again and found by a reader.

The fonts are Sarabun 1.000 (npm: @expo-google-fonts/sarabun), without hinting: no printer needs it, and it is half a file.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from io import BytesIO
from threading import Lock

import qrcode
from fontTools.ttLib import TTFont
from fpdf import FPDF

from core.breaking import parts
from core.face import FAMILY, FONTS, put_into
from core.fitting import WAYS, even

MM = 72 / 25.4  # points in a millimetre
A4, A3 = (210.0, 297.0), (297.0, 420.0)  # mm
INK, MARIGOLD, QUIET = (0x1B, 0x2A, 0x41), (0xE8, 0xA3, 0x17), (0x4A, 0x57, 0x6B)
JADE = (0x0F, 0x76, 0x6E)
Colour = tuple[int, int, int]

PDFIUM = Lock()  # pdfium keeps state for the whole process and must not be entered by two threads

# Measured in Sarabun Bold: a tone mark over a vowel (or within ำ) is 1.28 em high, other marks 1.02; a vowel
# under ฎ or ฏ is 0.56 em deep, others and the feet of ญ and ฐ 0.35.
_STACKED = re.compile("[ัิ-ื็ํ][่-์]|[่-๋]ำ")
_LOWEST = re.compile("[ฎฏ][ุู]")


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines of text that fit, and the size (points) at which they do."""

    lines: tuple[str, ...]
    size: float
    bold: bool = False
    colour: Colour = INK

    @property
    def rise(self) -> float:
        """From the first baseline up to the highest mark, in mm."""
        return self.size / MM * (1.28 if any(_STACKED.search(line) for line in self.lines) else 1.02)

    @property
    def depth(self) -> float:
        """From the last baseline down to the lowest foot, in mm."""
        return self.size / MM * (0.56 if any(_LOWEST.search(line) for line in self.lines) else 0.35)

    @property
    def height(self) -> float:
        """From the highest mark to the lowest foot, in mm: no mark touches the foot of a letter above it."""
        return len(self.lines) * (self.rise + self.depth)


class Paper(FPDF):
    """Pages in millimetres from the top left. Text is shaped by HarfBuzz and carries its own spelling."""

    def __init__(self, title: str, language: str, day: date, *, landscape: bool = False):
        super().__init__(orientation="landscape" if landscape else "portrait", unit="mm", format="A4")
        self._broken: dict[tuple[str, bool, int, int], tuple[tuple[str, ...], float]] = {}
        self._widths: dict[tuple[str, bool], float] = {}  # shaping is most of the cost, and lines grow word by word
        self.set_auto_page_break(False)
        self.set_margin(0)
        self.c_margin = 0
        self.str_alias_nb_pages = ""  # a name that holds "{nb}" is a name, not a page count
        put_into(self)
        self.set_text_shaping(True)
        self.set_title(title)
        self.set_lang(language)
        self.set_producer("Sujarit")
        # The day that the paper is of and not the clock: the same sheet is the same bytes whenever it is printed.
        self.set_creation_date(datetime.combine(day, time(), UTC))
        self.add_page()

    def finished(self) -> bytes:
        """The file. Nothing can be drawn afterwards."""
        return bytes(self.output())

    def measure(self, text: str, bold: bool) -> float:
        """The width in mm that shaped text takes at one point of size."""
        if (text, bold) not in self._widths:
            font = self.fonts[FAMILY + ("B" if bold else "")]
            _, points = font.get_text_width(text, 100, self.text_shaping)  # advances are rounded to 1/1000 of the size
            self._widths[text, bold] = points / 100 / MM
        return self._widths[text, bold]

    def fit(
        self, text: str, choices: Iterable[tuple[float, int]], width: float, *,
        bold: bool = False, colour: Colour = INK,
    ) -> Setting:  # fmt: skip
        """The first (points, lines) of the choices at which the text fits into `width` mm; never cut.

        If none does, lines break between Thai words, then within them, and at the very last the letters shrink.
        """
        text, options = " ".join(text.split()), tuple(choices)
        size, most = options[-1]
        for way in range(len(WAYS)):
            for size, most in options:
                for count in range(1, most + 1):
                    lines, longest = self._lines(text, bold, way, count)
                    if lines and longest * size <= width:
                        return Setting(lines, size, bold, colour)
        while not (found := self._lines(text, bold, len(WAYS) - 1, most))[0]:
            most -= 1
        return Setting(found[0], min(size, width / found[1]), bold, colour)

    def _lines(self, text: str, bold: bool, way: int, count: int) -> tuple[tuple[str, ...], float]:
        """Text as so many lines, broken one of the ways; asked again and again while a size is looked for."""
        key = text, bold, way, count
        if key not in self._broken:
            self._broken[key] = even([(piece, self.measure(piece, bold)) for piece in WAYS[way](text)], count)
        return self._broken[key]

    def write_line(self, text: str, x: float, baseline: float, setting: Setting, align: str = "C") -> None:
        """One line of text at x mm (its centre, its left "L" or its right "R") on a baseline in mm."""
        self.set_font(FAMILY, "B" if setting.bold else "", setting.size)
        self.set_text_color(*setting.colour)
        width = self.measure(text, setting.bold) * setting.size
        self.set_xy(x - width * {"L": 0, "C": 0.5, "R": 1}[align], baseline - 0.3 * setting.size / MM)
        # fpdf2 would choose the font inside the span, in a text object of its own; chosen here, the span
        # holds exactly one BT … ET.
        assert self.current_font is not None
        self._out(self._set_font_for_page(self.current_font, self.font_size_pt))
        # Glyphs cannot be mapped back: ำ is drawn as two, and a tone mark may stand between them. So the span
        # spells itself (ISO 32000-1, 14.9.4), and is read as `text` whatever shaping made of it.
        self._out(f"/Span <</ActualText <FEFF{text.encode('utf-16-be').hex().upper()}>>> BDC")
        self.cell(w=width, h=0, text=text)  # h=0 puts the baseline 0.3 em below y
        self._out("EMC")

    def write_block(self, setting: Setting, x: float, top: float, align: str = "C") -> None:
        """Lines centred round x (or from it, as `write_line` has it), the highest mark of the first at `top` (both mm)."""
        for row, line in enumerate(setting.lines):
            self.write_line(line, x, top + setting.rise + row * (setting.rise + setting.depth), setting, align)

    def wrap(self, text: str, size: float, width: float, *, bold: bool = False, colour: Colour = INK) -> Setting:
        """Text as lines of at most `width` mm, each as full as can be: for running text, however long."""
        lines, line, room = [], "", width / size
        for piece in self._fitting(parts(" ".join(text.split())), room, bold):
            if line and self.measure((line + piece).rstrip(), bold) > room:
                lines.append(line.rstrip())
                line = ""
            line += piece
        return Setting((*lines, line.rstrip()), size, bold, colour)

    def _fitting(self, pieces: Iterable[str], room: float, bold: bool) -> Iterator[str]:
        """The pieces; one that is too wide for any line (a long word with its number and unit) breaks at its spaces."""
        for piece in pieces:
            wide = self.measure(piece.rstrip(), bold) > room
            yield from re.findall("[^ ]+ ?| ", piece) if wide else (piece,)

    def write_text(self, setting: Setting, left: float, top: float, *, leading: float = 1.7) -> float:
        """Lines from the left edge down, their baselines `leading` em apart. Returns where the next may begin (mm)."""
        step = setting.size / MM * leading
        for row, line in enumerate(setting.lines):
            self.write_line(line, left, top + step * (row + 0.72), setting, "L")
        return top + step * len(setting.lines)

    def draw(self, operators: str, colour: Colour, thickness: float = 0.0) -> None:
        """PDF path operators in mm from the bottom left, in their own graphics state."""
        rgb = " ".join(f"{part / 255:.4g}" for part in colour)
        self._out(f"q {MM:.6f} 0 0 {MM:.6f} 0 0 cm {rgb} rg {rgb} RG {thickness:.3f} w {operators} Q")

    def drawing(self, svg: str, x: float, top: float, wide: float) -> None:
        """A drawing of our own (SVG), so wide, its left top corner at x and `top` (all mm); as outlines, not as dots.

        Of what it says in words nothing is drawn, and its colours for a dark screen mean nothing on paper.
        """
        drawn = re.sub(r"<(style|title|desc)\b.*?</\1>", "", svg, flags=re.DOTALL)
        self.image(BytesIO(drawn.encode()), x, top, wide)

    @contextmanager
    def enlarged(self, to: tuple[float, float]) -> Iterator[None]:
        """Whatever is drawn within, as on this sheet, fills one of another size (mm) and of nearly the same shape."""
        share = min(to[0] / self.w, to[1] / self.h)
        self._out(f"q {share:.6f} 0 0 {share:.6f} 0 0 cm")
        yield
        self._out("Q")
        self.pages[self.page].set_dimensions(to[0] * MM, to[1] * MM)

    def code(self, modules: list[list[bool]], x: float, bottom: float, across: float) -> None:
        """A QR code as one path: round x, standing on `bottom`, so wide with its quiet zone (all mm).

        One path, because rectangles filled one by one leave hairlines between the rows on a screen.
        """
        rows = ("".join("01"[dark] for dark in row) for row in modules)
        runs = (
            f"{run.start()} {row} {len(run[0])} 1 re"
            for row, line in enumerate(rows)
            for run in re.finditer("1+", line)
        )
        module, left, top = across / len(modules), x - across / 2, self.h - bottom + across
        self.draw(f"{module:.5f} 0 0 {-module:.5f} {left:.3f} {top:.3f} cm {' '.join(runs)} f", INK)


@cache
def printable() -> frozenset[str]:
    """The characters that the fonts can draw, and the zero-width space; anything else would be left out."""
    with TTFont(FONTS / "Sarabun-Regular.ttf") as regular, TTFont(FONTS / "Sarabun-Bold.ttf") as bold:
        return frozenset(map(chr, regular.getBestCmap().keys() & bold.getBestCmap().keys())) | {"\u200b"}


def printed(text: str) -> str:
    """Text as it can be printed: what the fonts lack shows as a question mark, and not as nothing."""
    return "".join(c if c in printable() or c.isspace() else "?" for c in text)


def qr_modules(address: str) -> list[list[bool]]:
    """The QR code of an address, level M, with its quiet zone of 4 modules: rows of dark or light."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4)
    code.add_data(address, optimize=0)  # one segment: upper case is two letters in 11 bits
    matrix: list[list[bool]] = code.get_matrix()
    return matrix
