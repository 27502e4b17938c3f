"""The report as an editable DOCX, in the form of a Thai office's memorandum (docs/why.md, "The memorandum's form")."""

from datetime import UTC, datetime, time
from functools import singledispatchmethod
from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Cm, Pt

from outcomes.documents import dress, grid, picture
from outcomes.documents.blocks import Fill, Frames, Heading, Opening, Picture, Signature, Table, Turn, Words
from outcomes.documents.folded import folded, unfolded
from outcomes.documents.voice import Voice
from outcomes.documents.words import document, title
from outcomes.report import Report

_SHAPES = {"letter": "Letter", "closing": "Letter", "plain": "Normal", "lead": "Normal", "note": "Note"}
_KEPT = {"closing", "lead"}  # paragraphs that stay with what follows: a signature, or the table that they lead to
PICTURE = 16.0  # cm, at most: it was drawn for an upright page


def memo(report: Report, voice: Voice | None = None) -> bytes:
    """The report as DOCX; the same report is the same bytes."""
    voice = voice or Voice()
    writer = _Writer(voice)
    for block in document(report, voice):
        writer.write(block)
    writer.foot()
    said = writer.document.core_properties
    said.title, said.author, said.last_modified_by, said.comments = title(report, voice), "", "", ""
    said.language = "th-TH" if voice.language == "th" else "en"
    said.created = said.modified = datetime.combine(report.made, time(), UTC)
    made = BytesIO()
    writer.document.save(made)
    files = unfolded(made.getvalue())
    files["word/fontTable.xml"] = dress.FONT_TABLE.encode()
    return folded(files)


class _Writer:
    """Puts one block after the other into a document."""

    def __init__(self, voice: Voice):
        self.voice = voice
        self.document: Any = docx.Document()
        self.across = dress.SHORT - dress.LEFT - dress.RIGHT  # cm between the margins
        self.tables = self.pictures = 0
        dress.dress(self.document, voice.language)

    def text(self, text: str = "", style: str = "Normal") -> Any:
        return self.document.add_paragraph(text, style=style)

    def dotted(self, paragraph: Any, *stops: float) -> None:
        """Dots up to each stop (cm), wherever a tab stands."""
        for stop in stops:
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(stop), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.DOTS)

    @singledispatchmethod
    def write(self, block: object) -> None:
        raise NotImplementedError(type(block).__name__)

    @write.register
    def _(self, block: Opening) -> None:
        self.text(block.title, "Title")
        for stops, *pairs in ((16.0, block.agency), (8.0, block.number, block.day), (16.0, block.subject)):
            line = self.text()
            self.dotted(line, *dict.fromkeys((stops, self.across)))
            for word, value in pairs:
                line.add_run(word, style="Form word")
                line.add_run(f" {value}\t" if value else "\t")
        to = self.text(f"{block.to[0]}  ")
        to.paragraph_format.space_before = Pt(2)
        self.dotted(to, self.across)
        to.add_run("\t")

    @write.register
    def _(self, block: Heading) -> None:
        self.document.add_heading(block.text, block.level)

    @write.register
    def _(self, block: Words) -> None:
        line = self.text(block.text, _SHAPES[block.shape])
        line.paragraph_format.keep_with_next = block.shape in _KEPT or None

    @write.register
    def _(self, block: Fill) -> None:
        lines = [self.text(f"[{block.asked}]", "To fill in")]
        for _ in range(block.lines):
            lines.append(self.text("\t"))
            self.dotted(lines[-1], self.across)
        for line in lines[:-1]:
            line.paragraph_format.keep_with_next = True

    @write.register
    def _(self, block: Signature) -> None:
        for row, (before, after) in enumerate(block.lines):
            line = self.text(f"{before}\t{after}")
            line.paragraph_format.left_indent = Cm(7.5)
            line.paragraph_format.space_before = Pt(24 if row == 0 else 2)
            line.paragraph_format.keep_with_next = row + 1 < len(block.lines)
            self.dotted(line, 15.0)

    @write.register
    def _(self, block: Table) -> None:
        self.tables += 1
        self.caption("ตารางที่", "Table", self.tables, block.caption)
        self.document.element.body.insert_element_before(grid.grid(block, self.across), "w:sectPr")
        self.text(style="Gap")  # two tables that touch would be one

    @write.register
    def _(self, block: Picture) -> None:
        self.pictures += 1
        placed = self.document.add_picture(
            BytesIO(picture.png(block, self.voice.language)), width=Cm(min(self.across, PICTURE))
        )
        placed._inline.docPr.set("descr", block.about)
        placed._inline.docPr.set("title", block.caption)
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        caption = self.caption("ภาพที่", "Figure", self.pictures, block.caption)
        caption.paragraph_format.keep_with_next = False

    @write.register
    def _(self, block: Frames) -> None:
        self.document.element.body.insert_element_before(
            grid.frames(block.captions, block.asked, self.across), "w:sectPr"
        )
        self.text(style="Gap")

    @write.register
    def _(self, block: Turn) -> None:
        dress.turned(self.document, block.lying)
        self.across = (dress.LONG if block.lying else dress.SHORT) - dress.LEFT - dress.RIGHT

    def caption(self, th: str, en: str, count: int, text: str) -> Any:
        """A caption whose number Word keeps when tables are put in or taken out."""
        word, shown = self.voice.say(th, en), self.voice.numbered(str(count))
        line = self.text(f"{word} ", "Caption")
        if shown == str(count):
            dress.field(line, f"SEQ {word} \\* ARABIC", shown)
        else:
            line.add_run(shown)  # LibreOffice reads a field in Thai numerals as one in Thai letters
        line.add_run(f" {text}")
        return line

    def foot(self) -> None:
        """ "หน้า x" at the foot of every page."""
        line = self.document.sections[0].footer.paragraphs[0]
        line.style, line.alignment = "Note", 1
        line.add_run(f"{self.voice.say('หน้า', 'Page')} ")
        dress.field(line, "PAGE", self.voice.numbered("1"))
        if self.voice.numbered("1") != "1":
            for section in self.document.sections:
                dress.thai_pages(section)
