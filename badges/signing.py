"""Where people sign: pictures of signatures or room for a pen, dotted lines, and the names and positions below them.

Where nobody signs, one line says who issued the sheet: a dotted line that stays empty looks like a mistake.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from badges.framed import Framed
from badges.said import Sheet, issuer, numbered
from badges.words import Signer
from core.paper import INK, QUIET, Setting

PEN = 14.0  # mm above the line, for a hand or a picture
LINE = 64.0  # mm, the dotted line


@dataclass(frozen=True, slots=True)
class Signatures:
    """The blocks below each line, how deep the deepest is (mm), and who issued it where nobody signs."""

    blocks: tuple[tuple[Setting, ...], ...]
    depth: float
    issuer: Setting | None = None

    @property
    def pen(self) -> float:
        """What is free above the lines, mm."""
        return PEN if self.blocks else 0.0

    @property
    def names(self) -> float:
        """From the line down to the baseline of the names, mm."""
        return 1.5 + max((blocks[0].rise if blocks else 0.0) for blocks in self.blocks)


def planned(paper: Framed, sheet: Sheet, width: float, wide: float) -> Signatures:
    """What is to be written below the lines, each `width` mm, or `wide` in one piece where nobody signs; measured."""
    blocks = tuple(_below(paper, sheet, signer, width) for signer in sheet.signers)
    if not blocks:
        said = paper.fit(issuer(sheet), ((14, 1), (12, 1), (12, 2)), wide, colour=INK)
        return Signatures((), said.height, said)
    names = 1.5 + max((each[0].rise if each else 0.0) for each in blocks)
    depth = max(names + sum(block.height for block in each) - (each[0].rise if each else 0.0) for each in blocks)
    return Signatures(blocks, depth)


def draw(paper: Framed, sheet: Sheet, found: Signatures, centres: Sequence[float], line: float) -> None:
    """Each signature round its centre, its dotted line at so many mm from the top."""
    for place, (x, blocks) in enumerate(zip(centres, found.blocks, strict=True)):
        if picture := sheet.signature(place):
            paper.picture(picture, x, line + 1.5, LINE - 10, PEN)
        paper.dots(x - LINE / 2, x + LINE / 2, line)
        top = line + found.names - (blocks[0].rise if blocks else 0.0)
        for block in blocks:
            paper.write_block(block, x, top)
            top += block.height


def _below(paper: Framed, sheet: Sheet, signer: Signer, width: float) -> tuple[Setting, ...]:
    language, found = sheet.language, list[Setting]()
    if name := signer.name[language]:  # without one there is the line alone: empty brackets look like a mistake
        found.append(paper.fit(f"({name})", ((14, 1), (12, 1), (11, 2)), width, colour=INK))
    if position := numbered(sheet, signer.position[language]):
        found.append(paper.fit(position, ((13, 1), (11, 1), (11, 2)), width, colour=QUIET))
    return tuple(found)
