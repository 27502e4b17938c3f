"""A certificate as it hangs on an office wall: the frozen sheet as a PDF, and its picture.

Wording: as Thai offices write it (docs/why.md), and as each office words it (badges/words.py).
"""

from io import BytesIO

import pypdfium2
from PIL import Image

from badges import classic, modern, portrait
from badges.framed import Framed
from badges.said import Sheet, everything, heading
from core.language import say
from core.paper import PDFIUM, printable, qr_modules

MODULE = 0.42  # mm: the least that a phone reads from a print at arm's length
CODE, WIDEST = (
    36.0,
    55.0,
)  # mm: without its quiet zone no smaller (35, when a printer shrinks the page), with it no wider
_DRAWN = {"classic": classic.drawn, "modern": modern.drawn, "portrait": portrait.drawn}


def pdf(sheet: Sheet) -> bytes:
    """The certificate as a PDF of one page of A4: the same sheet always gives the same bytes.

    A character that the fonts lack is refused here, for it would be left out of somebody's name in silence:
    ask `unprintable` before issuing.
    """
    return _drawn(sheet)[0]


def percent(sheet: Sheet) -> int:
    """At how many per cent of their full size the words fit."""
    return _drawn(sheet)[1]


def _drawn(sheet: Sheet) -> tuple[bytes, int]:
    if lacking := unprintable(sheet):
        raise ValueError(f"the certificate's font cannot print {lacking!r}")
    modules = qr_modules(sheet.address) if sheet.address else []
    across = max(MODULE * len(modules), CODE * len(modules) / (len(modules) - 8)) if modules else 0.0
    if across > WIDEST:
        raise ValueError("the address in the QR code is too long to be printed")
    language = "th-TH" if sheet.language == "th" else "en"
    paper = Framed(f"{heading(sheet)} {sheet.number}", language, sheet.issued, portrait=sheet.portrait)
    if sheet.specimen:
        paper.specimen(say(sheet.language, "ตัวอย่าง", "SPECIMEN"))
    size = _DRAWN[sheet.layout](paper, sheet, modules, across)
    return paper.finished(), size


def png(document: bytes, dpi: int = 200) -> bytes:
    """Page 1 of a PDF as a PNG, at so many dots per inch: A4 landscape is 2339 by 1654 pixels at 200."""
    picture = BytesIO()
    _rendered(document, dpi).save(picture, "PNG", dpi=(dpi, dpi))
    return picture.getvalue()


def small_png(document: bytes, dpi: int = 96) -> bytes:
    """Page 1 of a PDF as a PNG of few colours and a quarter of the bytes, to be looked at on a screen."""
    picture = BytesIO()
    _rendered(document, dpi).quantize(96, dither=Image.Dither.NONE).save(picture, "PNG", optimize=True)
    return picture.getvalue()


def _rendered(document: bytes, dpi: int) -> Image.Image:
    with PDFIUM:
        opened = pypdfium2.PdfDocument(document)
        bitmap = opened[0].render(scale=dpi / 72)
        image: Image.Image = bitmap.to_pil().copy()  # the picture must not outlive pdfium's memory
        bitmap.close()
        opened.close()
    return image


def unprintable(sheet: Sheet) -> str:
    """The characters of the sheet that the font cannot print, each once; "" when it can be issued."""
    characters = dict.fromkeys("".join(everything(sheet)))
    return "".join(c for c in characters if c not in printable() and not c.isspace())
