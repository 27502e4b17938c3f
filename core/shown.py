"""What cells of a workbook show where that is more than the number in them: 00012, or a day of a Thai format.

A cell holds a number and the index of a style, the style a number format (ECMA-376 part 1, sections 18.3.1.4, 18.8).
"""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from xml.parsers import expat

DAYS = frozenset({71, 72, 77, 81})  # formats of Thai Excel that are known by number alone (section 18.8.30, th-th)
_DAY = "day"
_ORIGIN = date(1899, 12, 30)  # day 0
_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|\[\$[^\]]*\]|[_*].|([-()/ ])|([0#])'
)  # literals, what shows nothing, a digit's place
Start = Callable[[str, dict[str, str]], object]


def forms(book: zipfile.ZipFile) -> dict[int, str]:
    """By style, the format of those that show more than the number."""
    codes, found, inside = dict[int, str](), dict[int, str](), ""
    styles: list[int] = []

    def start(tag: str, given: dict[str, str]) -> None:
        nonlocal inside
        if tag == "numFmt" and "formatCode" in given:
            codes[int(given["numFmtId"])] = given["formatCode"]
        elif tag == "xf" and inside == "cellXfs":
            styles.append(int(given.get("numFmtId", 0)))
        elif tag in ("cellXfs", "cellStyleXfs", "dxfs", "cellStyles"):
            inside = tag

    _read(book, "xl/styles.xml", start)
    for style, number in enumerate(styles):
        if number in DAYS and number not in codes:
            found[style] = _DAY
        elif padded(0, codes.get(number, "")) not in (None, "0", ""):
            found[style] = codes[number]
    return found


def sheets(book: zipfile.ZipFile) -> dict[str, str]:
    """By a sheet's name, the part that holds it."""
    named, parts = dict[str, str](), dict[str, str]()

    def sheet(tag: str, given: dict[str, str]) -> None:
        if tag == "sheet" and "name" in given:
            named[given["name"]] = next((value for name, value in given.items() if name.endswith(":id")), "")

    def relation(tag: str, given: dict[str, str]) -> None:
        if tag == "Relationship":
            target = given.get("Target", "")
            parts[given.get("Id", "")] = target[1:] if target.startswith("/") else f"xl/{target}"

    _read(book, "xl/workbook.xml", sheet)
    _read(book, "xl/_rels/workbook.xml.rels", relation)
    return {name: parts.get(id, "") for name, id in named.items()}


def styled(book: zipfile.ZipFile, part: str, wanted: Mapping[int, str]) -> Iterator[tuple[int, int, str]]:
    """Row and column (from 0) of each cell of a sheet that has one of these formats, with the format."""
    found: list[tuple[int, int, str]] = []
    row = column = -1

    def start(tag: str, given: dict[str, str]) -> None:
        nonlocal row, column
        if tag == "row":
            row, column = int(given.get("r", row + 2)) - 1, -1
        elif tag == "c":
            column = _column(given["r"]) if "r" in given else column + 1
            form = wanted.get(int(given.get("s", 0)))
            if form and given.get("t", "n") == "n":
                found.append((row, column, form))

    if wanted:
        _read(book, part, start)
    yield from found


def shown(number: float, form: str) -> str | None:
    """What a cell shows of a number in such a format; None where the number alone says it."""
    if form == _DAY:
        return (_ORIGIN + timedelta(days=int(number))).isoformat() if 1 <= number < 2_958_466 else None
    return padded(int(number), form) if number >= 0 and number == int(number) else None


def padded(number: int, form: str) -> str | None:
    """A whole number in a format of places for digits and signs between them, such as 00000; None in any other."""
    parts, end = [], 0
    for token in _TOKEN.finditer(section := form.split(";")[0]):
        if token.start() != end:
            return None
        end = token.end()
        parts.append((token[4] or "", token[1] or token[2] or token[3] or ""))
    places = sum(bool(place) for place, _ in parts)
    if end != len(section) or not places:
        return None
    digits, out = str(number), list[str]()
    for place, sign in reversed(parts):
        if not place:
            out.append(sign)
            continue
        places -= 1
        taken = digits if not places else digits[-1:]
        digits = digits[: len(digits) - len(taken)]
        out.append(taken or ("0" if place == "0" else ""))
    return "".join(reversed(out))


def _column(reference: str) -> int:
    """The column of a reference such as AB12, from 0."""
    found = 0
    for letter in reference.rstrip("0123456789"):
        found = found * 26 + ord(letter) - 64
    return found - 1


def _read(book: zipfile.ZipFile, part: str, start: Start) -> None:
    """Call `start` with each element of a part, without its prefix; a part that is not there has none."""
    if part not in book.namelist():
        return
    reader = expat.ParserCreate()
    reader.buffer_text = True
    reader.StartElementHandler = lambda tag, given: start(tag.rpartition(":")[2], given)
    reader.Parse(book.read(part), True)
