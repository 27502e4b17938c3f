"""The modern layout: A4 on its side, words from the left, beside a panel with six leaves, the number and the QR code."""

from badges import column, signing
from badges.framed import JADE, Framed
from badges.said import Sheet, number, said, scan
from core.paper import INK, MARIGOLD, QUIET, Colour, Setting

EDGE = 9.0  # mm round the page
PANEL = 68.0  # mm, the panel's width
SAND: Colour = (0xF6, 0xF2, 0xE7)
LEAVES: tuple[Colour, ...] = (
    (0xCF, 0xE6, 0xE1), (0x8F, 0xC7, 0xBE), JADE, (0x4E, 0xA3, 0x98), (0xE8, 0xA3, 0x17), (0xB4, 0xD9, 0xD2),
)  # fmt: skip
LEAF = 21.0  # mm
LEFT, RIGHT = EDGE + PANEL + 16, 20.0  # mm, where words begin, and what is free beside them
TOP, FOOT = 25.0, 190.0  # mm
EMBLEM = 20.0  # mm


def drawn(paper: Framed, sheet: Sheet, modules: list[list[bool]], across: float) -> int:
    """Draw a sheet; its QR code `across` mm. Returns at how many per cent of the full size the words fit."""
    top = TOP
    _panel(paper, sheet, modules, across)
    width = paper.w - LEFT - RIGHT
    if sheet.emblem:
        paper.picture(sheet.emblem, LEFT, TOP - 6 + EMBLEM, 60, EMBLEM, left=True)
        top += EMBLEM - 3
    signed = signing.planned(paper, sheet, 78, width)
    line = FOOT - (max(12.0, signed.depth) if signed.blocks else signed.depth)
    place = column.Column(LEFT, width, top, line - signed.pen - 3, column.MODERN, "L", rule=False)
    found = column.fit(paper, said(sheet), place)
    column.draw(paper, found, place)
    if signed.issuer:
        paper.rule(LEFT, line - 1, 34, MARIGOLD, 0.4)
        paper.write_block(signed.issuer, LEFT, line + 1, "L")
    first = LEFT + signing.LINE / 2 + 4
    signing.draw(paper, sheet, signed, [first, first + 92][: len(signed.blocks)], line)
    return found.percent


def _panel(paper: Framed, sheet: Sheet, modules: list[list[bool]], across: float) -> None:
    """What stands beside the words: six leaves, and how to verify."""
    middle, high = EDGE + PANEL / 2, paper.h - 2 * EDGE
    paper.box(EDGE, EDGE, PANEL, high, SAND)
    paper.box(EDGE + PANEL, EDGE, 1.2, high, MARIGOLD)
    paper.box(EDGE, EDGE, paper.w - 2 * EDGE, high, INK, 0.45)
    for place, colour in enumerate(LEAVES):
        row, side = divmod(place, 2)
        x, y = middle - LEAF - 0.6 + side * (LEAF + 1.2), EDGE + 16 + row * (LEAF + 1.2)
        paper.leaf(x, y, LEAF, colour, rising=(row + side) % 2 == 0)
    bottom = paper.h - EDGE - 30
    if modules:
        paper.box(middle - across / 2, bottom - across, across, across, (0xFF, 0xFF, 0xFF))
        paper.code(modules, middle, bottom, across)
    note = paper.fit(scan(sheet), ((11, 1), (11, 2), (10, 4)), PANEL - 8, colour=QUIET)
    paper.write_block(note, middle, bottom + 2.5 if modules else bottom - 12)
    paper.write_line(number(sheet), middle, paper.h - EDGE - 9, Setting((), 12, colour=INK))
