"""The upright layout: A4 standing, a double frame with leaves in its corners, the QR code at the foot."""

from badges import column, signing
from badges.framed import JADE, Framed
from badges.said import Sheet, number, said, scan
from core.paper import INK, MARIGOLD, QUIET, Setting

MARGIN = 26.0  # mm beside the text
TOP, FOOT = 40.0, 276.0  # mm
LEAF = 11.0  # mm
EMBLEM = 24.0  # mm


def drawn(paper: Framed, sheet: Sheet, modules: list[list[bool]], across: float) -> int:
    """Draw a sheet; its QR code `across` mm. Returns at how many per cent of the full size the words fit."""
    centre, top = paper.w / 2, TOP
    _frame(paper)
    paper.write_line(number(sheet), paper.w - MARGIN, 31.0, Setting((), 12, colour=QUIET), "R")
    if sheet.emblem:
        paper.picture(sheet.emblem, centre, TOP - 8 + EMBLEM, 70, EMBLEM)
        top += EMBLEM - 4
    signed = signing.planned(paper, sheet, 74, paper.w - 2 * MARGIN)
    low = FOOT - 8 - across if modules else FOOT - 12
    line = low - (max(14.0, signed.depth) if signed.blocks else signed.depth + 2)
    place = column.Column(centre, paper.w - 2 * MARGIN, top, line - signed.pen - 6, column.STYLES)
    found = column.fit(paper, said(sheet), place)
    column.draw(paper, found, place)
    if signed.issuer:
        paper.write_block(signed.issuer, centre, line)
    xs = [centre] if len(signed.blocks) == 1 else [centre - 39, centre + 39]
    signing.draw(paper, sheet, signed, xs[: len(signed.blocks)], line)
    if modules:
        paper.code(modules, centre, FOOT - 4, across)
    note = paper.fit(scan(sheet), ((11, 1), (11, 2)), paper.w - 2 * MARGIN, colour=QUIET)
    paper.write_block(note, centre, FOOT - 4 if modules else FOOT - note.height)
    return found.percent


def _frame(paper: Framed) -> None:
    """Ink outside, marigold within, and a leaf in each corner between them."""
    paper.box(9, 9, paper.w - 18, paper.h - 18, INK, 0.9)
    paper.box(11.5, 11.5, paper.w - 23, paper.h - 23, MARIGOLD, 0.35)
    for right in (False, True):
        for low in (False, True):
            x = paper.w - 13.5 - LEAF if right else 13.5
            y = paper.h - 13.5 - LEAF if low else 13.5
            paper.leaf(x, y, LEAF, JADE if right == low else MARIGOLD, rising=right != low)
