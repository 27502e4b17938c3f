"""The classic layout: A4 on its side, a double frame in ink and marigold, all centred, the QR code between the signatures."""

from badges import column, signing
from badges.framed import Framed
from badges.said import Sheet, number, said, scan
from core.paper import QUIET, Setting

MARGIN = 30.0  # mm beside the text
TOP = 26.0  # mm, the highest mark of the organisation's name
FOOT = 193.0  # mm, the lowest baseline
EMBLEM = 20.0  # mm


def drawn(paper: Framed, sheet: Sheet, modules: list[list[bool]], across: float) -> int:
    """Draw a sheet; its QR code `across` mm. Returns at how many per cent of the full size the words fit."""
    centre, top = paper.w / 2, TOP
    paper.frame(9.0, 11.5, 7.0)
    paper.write_line(number(sheet), paper.w - MARGIN + 6, TOP - 4, Setting((), 12, colour=QUIET), "R")
    if sheet.emblem:
        paper.picture(sheet.emblem, centre, TOP - 5 + EMBLEM, 60, EMBLEM)
        top += EMBLEM - 4
    signed = signing.planned(paper, sheet, 76, paper.w - 2 * MARGIN)
    foot = FOOT - 5.2  # mm, where the QR code stands
    issuer = foot - (across if modules else 0) - (signed.depth + 1 if signed.issuer else 0)
    if signed.issuer:
        paper.write_block(signed.issuer, centre, issuer)
    line = (FOOT - 1 if modules else FOOT - 8) - max(16.0, 2 + signed.depth) if signed.blocks else issuer
    highest = min(line - max(0.0, signed.pen - 1), issuer if modules else line)
    place = column.Column(centre, paper.w - 2 * MARGIN, top, highest - 4, column.STYLES)
    found = column.fit(paper, said(sheet), place)
    column.draw(paper, found, place)
    alone = len(signed.blocks) == 1
    if modules:
        at = centre - 80 if alone else centre
        paper.code(modules, at, foot, across)
        xs = [centre + 50] if alone else [centre - 80, centre + 80]
    else:
        at, xs = centre, [centre] if alone else [centre - 50, centre + 50]
    signing.draw(paper, sheet, signed, xs[: len(signed.blocks)], line)
    paper.write_line(scan(sheet), at, FOOT, Setting((), 11, colour=QUIET))
    return found.percent
