"""The two faces that Paper is set in, read once in a process: reading them anew was a third of a certificate's cost."""

from copy import copy
from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.fonts import SubsetMap, TTFFont

FONTS = Path(__file__).parent / "fonts"
FAMILY = "sarabun"
FILES = {"": "Sarabun-Regular.ttf", "B": "Sarabun-Bold.ttf"}
# HarfBuzz reads the file itself; in what goes into the document nothing is shaped any more.
_SHAPING = ("GSUB", "GPOS", "GDEF")


def put_into(paper: FPDF) -> None:
    """Give a document its own fonts, which note what is used of them; what is read of the files they share."""
    for style, known in _read().items():
        font = copy(known)
        font.i = len(paper.fonts) + 1
        font.ttfont = _opened(style)
        font.ttfont.setGlyphOrder(list(known.ttfont.getGlyphOrder()))
        font.desc = copy(known.desc)
        font.missing_glyphs = []
        font.subset = SubsetMap(font)
        paper.fonts[font.fontkey] = font


@cache
def _read() -> dict[str, TTFFont]:
    paper, found = FPDF(), {}
    for style, name in FILES.items():
        paper.add_font(FAMILY, style, FONTS / name)
        font = paper.fonts[FAMILY + style]
        assert isinstance(font, TTFFont)
        found[style] = font
    return found


@cache
def _bytes(style: str) -> bytes:
    return (FONTS / FILES[style]).read_bytes()


def _opened(style: str) -> TTFont:
    """The file, to make the document's subset of: glyphs go over as they are, without their boxes worked out anew."""
    font = TTFont(BytesIO(_bytes(style)), lazy=True, recalcTimestamp=False, recalcBBoxes=False)
    for table in _SHAPING:
        if table in font:
            del font[table]
    return font
