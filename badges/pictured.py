"""A badge as a PNG, made as a certificate's is: a PDF of its outlines, which PDFium then paints."""

from functools import lru_cache

from fpdf import FPDF
from fpdf.svg import SVGObject

from badges.certificate import png
from badges.credential import Tint
from badges.medal import SIZE, medal


@lru_cache(maxsize=64)
def pictured(word: str, tint: Tint, pixels: int) -> bytes:
    """An earned badge on white, so many pixels across."""
    paper = FPDF(unit="pt", format=(SIZE, SIZE))
    paper.set_auto_page_break(False)
    paper.set_margin(0)
    paper.add_page()
    SVGObject(medal(word, tint, "earned", screen=False)).draw_to_page(paper, 0, 0)
    return png(bytes(paper.output()), 72 * pixels // SIZE)
