"""Why a file is no YAML: the slips that people make in a text editor, told by the sign that they leave in a line."""

import re
from collections.abc import Sequence

Said = tuple[str, str]  # Thai, English
Cause = tuple[int, Said, Said]  # the line (from 1), what is wrong, what to write

_WORD = "“”„‘’"  # what Word makes of quotes
_ODD = "\u00a0\u3000\u2002\u2003\u2009\u200b\ufeff"  # spaces that are none, as they come with a copied text
_SIGNS: tuple[tuple[re.Pattern[str], Said, Said], ...] = (
    (
        re.compile(r"\s*```"),
        ("บรรทัด ``` ไม่ใช่ส่วนของแฟ้ม", "a line of ``` is no part of the file"),
        ("ลบบรรทัดนี้", "delete the line"),
    ),
    (
        re.compile(r" *\t"),
        ("บรรทัดนี้ย่อหน้าด้วยแท็บ", "the line is indented with a tab"),
        ("ลบแท็บ แล้วเคาะช่องว่างแทน", "delete the tab, and use spaces"),
    ),
    (
        re.compile(rf"[ ]*[{_ODD}]"),
        ("ช่องว่างหน้าบรรทัดนี้เป็นช่องว่างพิเศษที่ติดมากับข้อความที่คัดลอก", "the spaces before the line are special ones that came with a copied text"),
        ("ลบช่องว่างหน้าบรรทัด แล้วเคาะใหม่", "delete them, and type spaces"),
    ),
    (
        re.compile(rf".*[:{{,-] *[{_WORD}]"),
        ("มีเครื่องหมายคำพูดแบบ Word (“ ”)", "the quotes are Word’s (“ ”)"),
        ("เปลี่ยนเป็นเครื่องหมายคำพูดตรง \"", "write straight quotes, \""),
    ),
    (
        re.compile(r"\s*(?:- +)?[a-z_]+:[^\s\"'\[{]"),
        ("ไม่มีช่องว่างหลัง :", "there is no space after the colon"),
        ("เว้นหนึ่งช่องหลัง :", "put one space after it"),
    ),
)  # fmt: skip
_SPACES = re.compile(rf" *[{_ODD}]+ *\S")
_BLOCK = ("expected '-' indicator", "expected key", "expected <block end>")


def cause(text: str, line: int, what: str) -> Cause | None:
    """The most likely cause of an error at a line (from 1); `what` is YAML's own word for it. None: nothing is to be seen."""
    lines = text.splitlines()
    odd = next((n for n, each in enumerate(lines, start=1) if _SPACES.match(each)), 0)  # it shows up far below
    near = [n for n in (line, line - 1, odd) if 1 <= n <= len(lines) and lines[n - 1].strip()]
    for n in near:
        for sign, wrong, write in _SIGNS:
            if sign.match(lines[n - 1]):
                return n, wrong, write
        if _open(lines[n - 1]):
            return n, ("เครื่องหมายคำพูดเปิดกับปิดไม่ครบคู่", "a quote is opened and not closed"), ("เติม \" ที่ขาด", "put the missing \"")  # fmt: skip
    return _by(what, lines, line)


def _open(line: str) -> bool:
    """Whether a line has an odd number of straight quotes."""
    return bool(line.replace('\\"', "").count('"') % 2)


def _by(what: str, lines: Sequence[str], line: int) -> Cause | None:
    """By YAML's own word, where the line itself shows nothing."""
    if "mapping values are not allowed" in what:
        return line, ("ข้อความมีเครื่องหมาย : อยู่ข้างใน", "the text has a colon within it"), ("ใส่ข้อความทั้งหมดใน \"…\"", "put the whole text in \"…\"")  # fmt: skip
    if "',' or '}'" in what or "',' or ']'" in what:
        return min(line, max(len(lines), 1)), ("วงเล็บหรือจุลภาคไม่ครบ", "a bracket or a comma is missing"), ("ตรวจ { } [ ] และ , ในบรรทัดนี้และบรรทัดก่อนหน้า", "check { } [ ] and , here and in the line above")  # fmt: skip
    if any(each in what for each in _BLOCK):
        return line, ("ย่อหน้าไม่ตรงกับบรรทัดข้างบน", "the indentation differs from the lines above"), ("ให้คำในกลุ่มเดียวกันเริ่มตรงแนวเดียวกัน", "let the words of one group begin in one column")  # fmt: skip
    return None
