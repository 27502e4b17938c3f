"""How the memorandum is dressed in Word: paper, styles, and fonts that set Thai right.

Thai is complex script to Word: it takes the font of `w:cs` and the size of `w:szCs`, so both are set beside the
Latin ones. Sizes and margins: docs/why.md, "The memorandum's form".
"""

from typing import Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

FONT = "TH Sarabun New"
# What an office without that font has instead; Word reads altName when the font is missing.
FONT_TABLE = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts {nsdecls("w")}>'
    f'<w:font w:name="{FONT}"><w:altName w:val="TH SarabunPSK,Sarabun"/><w:charset w:val="DE"/>'
    '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)
LEFT, RIGHT, TOP, BOTTOM = 3.0, 2.0, 2.0, 2.0  # cm
SHORT, LONG = 21.0, 29.7  # cm, A4

# name: (its base, size in points, bold, space before and after in points, kept with the next)
STYLES: dict[str, tuple[str, float, bool, float, float, bool]] = {
    "Normal": ("", 16, False, 0, 0, False),
    "Title": ("Normal", 29, True, 0, 2, True),
    "Heading 1": ("Normal", 18, True, 12, 4, True),
    "Heading 2": ("Normal", 16, True, 10, 2, True),
    "Caption": ("Normal", 14, True, 8, 3, True),
    "Letter": ("Normal", 16, False, 6, 0, False),
    "Note": ("Normal", 14, False, 3, 3, False),
    "Cell": ("Normal", 14, False, 1, 1, False),
    "Cell head": ("Cell", 14, True, 1, 1, False),
    "Gap": ("Normal", 6, False, 0, 0, False),
    "To fill in": ("Normal", 14, False, 3, 3, False),
}


def dress(document: Any, language: str) -> None:
    """Paper, styles and language of a new document."""
    first = document.sections[0]
    first.page_width, first.page_height = Cm(SHORT), Cm(LONG)
    _edges(first)
    defaults = document.styles.element.find(qn("w:docDefaults"))
    _fonts(defaults.find(qn("w:rPrDefault")).find(qn("w:rPr")), 16, False)
    for name, shape in STYLES.items():
        _style(document, name, *shape)
    _fonts(document.styles.add_style("Form word", 2).element.get_or_add_rPr(), 20, True)
    document.styles["To fill in"].font.color.rgb = RGBColor(0x55, 0x55, 0x55)
    document.styles["Letter"].paragraph_format.first_line_indent = Cm(2.5)
    if language == "th":  # "distributed" sets even edges by spaces between letters too, for Thai has few words apart
        document.styles["Letter"].element.get_or_add_pPr().append(
            parse_xml(f'<w:jc {nsdecls("w")} w:val="thaiDistribute"/>')
        )
    document.styles["Title"].paragraph_format.alignment = 1
    settings = document.settings.element
    spoken = parse_xml(f'<w:themeFontLang {nsdecls("w")} w:val="en-US" w:bidi="th-TH"/>')
    settings.replace(settings.find(qn("w:themeFontLang")), spoken)
    mode = next(each for each in settings.iter(qn("w:compatSetting")) if each.get(qn("w:name")) == "compatibilityMode")
    mode.set(qn("w:val"), "15")  # Word 2013 and later; lower, and Word opens it as a document of old


def turned(document: Any, lying: bool) -> None:
    """A new section on a new page, upright or on its side."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    document.paragraphs[-1].style = "Gap"  # the paragraph that holds the break takes room too
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Cm(LONG), Cm(SHORT)) if lying else (Cm(SHORT), Cm(LONG))
    _edges(section)


def thai_pages(section: Any) -> None:
    """Pages numbered in Thai numerals, as Word and LibreOffice both read it."""
    kind = parse_xml(f'<w:pgNumType {nsdecls("w")} w:fmt="thaiNumbers"/>')
    section._sectPr.find(qn("w:pgMar")).addnext(kind)


def _edges(section: Any) -> None:
    section.left_margin, section.right_margin = Cm(LEFT), Cm(RIGHT)
    section.top_margin, section.bottom_margin = Cm(TOP), Cm(BOTTOM)
    section.header_distance = section.footer_distance = Cm(1.0)


def _style(
    document: Any, name: str, base: str, size: float, bold: bool, before: float, after: float, with_next: bool
) -> None:
    known = {style.name for style in document.styles}
    style = document.styles[name] if name in known else document.styles.add_style(name, 1)
    if base:
        style.base_style = document.styles[base]
    for part in ("w:rPr", "w:pPr"):  # the template's own colours, theme fonts and rules
        old = style.element.find(qn(part))
        if old is not None:
            level = old.find(qn("w:outlineLvl"))
            style.element.remove(old)
            if level is not None:
                style.element.get_or_add_pPr().append(level)
    _fonts(style.element.get_or_add_rPr(), size, bold)
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), 1.0
    shape.keep_with_next = with_next


def _fonts(run: Any, size: float, bold: bool) -> None:
    """Font, size and language of a run's properties, for Latin and for complex script."""
    for each in list(run):
        run.remove(each)
    half = round(size * 2)
    weight = "<w:b/><w:bCs/>" if bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    made = parse_xml(
        f'<w:rPr {nsdecls("w")}><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>{weight}'
        f'<w:color w:val="000000"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
        '<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="th-TH"/></w:rPr>'
    )
    for each in list(made):
        run.append(each)


def field(paragraph: Any, code: str, cached: str) -> None:
    """A field that Word works out (a page's or a table's number), with what it said when it was written."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", cached), ("end", "")):
        run = paragraph.add_run(text if kind == "text" else "")
        if kind == "":
            inner = OxmlElement("w:instrText")
            inner.set(qn("xml:space"), "preserve")
            inner.text = f" {text} "
            run._r.append(inner)
        elif kind != "text":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
