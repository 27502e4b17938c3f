"""Tables of Word: fixed widths, a header row that is repeated on each page, and words for who cannot see them."""

from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from outcomes.documents.blocks import Cell, Table

TWIPS = 567  # in a centimetre
_JUSTIFY = {"L": "left", "C": "center", "R": "right"}


def grid(block: Table, across: float) -> Any:
    """A block's table, `across` cm wide."""
    whole = sum(block.widths)
    widths = [round(width / whole * across * TWIPS) for width in block.widths]
    head = "".join(
        _cell(Cell(text, "C"), [width], "Cellhead", ' w:fill="E7E6E6"', kept=True)
        for text, width in zip(block.heads, widths, strict=True)
    )
    rows = "".join(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_row(row, widths)}</w:tr>" for row in block.rows)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr>"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>{_borders()}<w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(block.caption)}/><w:tblDescription w:val={quoteattr(block.about)}/></w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>"
    )  # fmt: skip


def _row(row: tuple[Cell, ...], widths: list[int]) -> str:
    made, column = [], 0
    for cell in row:
        made.append(_cell(cell, widths[column : column + cell.span], "Cell"))
        column += cell.span
    return "".join(made)


def _cell(cell: Cell, widths: list[int], style: str, shade: str = "", *, kept: bool = False) -> str:
    """One cell; `kept`: on the page of what follows, as a header with its first row."""
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    fill = f'<w:shd w:val="clear" w:color="auto"{shade}/>' if shade else ""
    inset = f'<w:ind w:left="{cell.inset * 227}"/>' if cell.inset else ""
    bold = "<w:rPr><w:b/><w:bCs/></w:rPr>" if cell.bold else ""
    lines = "<w:r><w:br/></w:r>".join(
        f'<w:r>{bold}<w:t xml:space="preserve">{escape(line)}</w:t></w:r>' for line in cell.text.split("\n")
    )
    middle = '<w:vAlign w:val="center"/>' if shade else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{sum(widths)}" w:type="dxa"/>{span}{fill}{middle}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{"<w:keepNext/>" if kept else ""}{inset}<w:jc w:val="{_JUSTIFY[cell.align]}"/></w:pPr>'
        f"{lines}</w:p></w:tc>"
    )


def _borders() -> str:
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for edge in edges)
    return f"<w:tblBorders>{lines}</w:tblBorders>"


def frames(captions: tuple[str, ...], asked: str, across: float) -> Any:
    """Empty frames for pictures, two in a row, each over its caption."""
    width = round(across * TWIPS / 2)
    rows = ""
    for first in range(0, len(captions), 2):
        pair = captions[first : first + 2]
        empty = "".join(
            _cell(Cell(f"[{asked}]", "C"), [width], "Tofillin").replace(
                "</w:tcPr>", '<w:vAlign w:val="center"/></w:tcPr>'
            )
            for _ in pair
        )
        named = "".join(
            _cell(Cell(f"{caption} ..............................................", "C"), [width], "Cell")
            for caption in pair
        )
        rows += f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{round(7.2 * TWIPS)}" w:hRule="atLeast"/></w:trPr>{empty}</w:tr>'
        rows += f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{named}</w:tr>"
    return parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr>"
        f'<w:tblW w:w="{2 * width}" w:type="dxa"/>{_borders()}<w:tblLayout w:type="fixed"/>'
        f"<w:tblCaption w:val={quoteattr(asked)}/></w:tblPr>"
        f'<w:tblGrid><w:gridCol w:w="{width}"/><w:gridCol w:w="{width}"/></w:tblGrid>{rows}</w:tbl>'
    )  # fmt: skip
