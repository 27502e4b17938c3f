"""A sheet of a quiz's answers, as Google Forms gives it, into marks alone; whose they are is read by nobody.

The columns are those of both of Google's files: the linked sheet ("ประทับเวลา", "คะแนน", often as bare numbers) and the
downloaded CSV ("Timestamp", "Total score", with cells such as "8.00 / 10").
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from core.calendar import arabic_digits
from core.day import day_of
from core.language import Text
from core.table import cells
from outcomes.measure import Marks, marks

SCORE = ("totalscore", "score", "คะแนนรวม", "คะแนนทั้งหมด", "คะแนน")
TIME = ("timestamp", "ประทับเวลา")
HEADER_WITHIN = 20  # rows: above the header there may stand a title
_NUMBER = r"\d{1,6}(?:\.\d{1,17})?"
_MARK = re.compile(rf"({_NUMBER})(?: ?/ ?({_NUMBER}))?", re.ASCII)
_DAY = re.compile(r"(\d{1,4})[/-](\d{1,2})[/-](\d{1,4})(?!\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Refused:
    """A row, counted as the sheet shows it, whose mark cannot be taken."""

    row: int
    why: Text


@dataclass(frozen=True, slots=True)
class Taken:
    """How many people have each mark (per cent of full marks), and the rows that were left out."""

    marks: Mapping[Fraction, int]
    refused: tuple[Refused, ...]

    @property
    def totals(self) -> Marks:
        """What the marks came to."""
        return marks(self.marks)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The marks of a sheet as its cells say them, each with its row; and the days of the answers, in order."""

    said: tuple[tuple[int, str], ...]
    days: tuple[date, ...]

    @property
    def bare(self) -> bool:
        """Whether some mark does not say what it is out of."""
        return any((found := _MARK.fullmatch(text)) and not found[2] for _, text in self.said)

    def taken(self, full: Fraction | None) -> Taken:
        """The marks; `full` is what a mark is out of where its cell does not say."""
        counted, refused = Counter[Fraction](), []
        for row, text in self.said:
            mark = mark_of(text, full)
            if isinstance(mark, Text):
                refused.append(Refused(row, mark))
            else:
                counted[mark] += 1
        return Taken(counted, tuple(refused))


def parsed(raw: bytes) -> Sheet | Text:
    """The marks and days of a file, and nothing else of it; or why it cannot be read."""
    found = cells(raw)
    if isinstance(found, Text):
        return found
    for place, line in enumerate(found[:HEADER_WITHIN]):
        named = ["".join(cell.split()).lower() for cell in line]
        score = next((named.index(word) for word in SCORE if word in named), None)
        if score is not None:
            time = next((named.index(word) for word in TIME if word in named), len(line))
            below = [(n, each) for n, each in enumerate(found[place + 1 :], place + 2) if any(map(str.strip, each))]
            return Sheet(
                tuple((n, _cell(each, score)) for n, each in below), _days([_cell(each, time) for _, each in below])
            )
    return Text(
        th="ไม่พบคอลัมน์คะแนน — หัวตารางต้องมี “คะแนน” หรือ “Total score” เหมือนแฟ้มที่ได้จาก Google Forms",
        en="there is no column of marks — the header must name “Score” or “Total score”, as in Google Forms’ own file",
    )


def _cell(line: Sequence[str], place: int) -> str:
    return arabic_digits(line[place]).strip() if place < len(line) else ""


def mark_of(text: str, full: Fraction | None) -> Fraction | Text:
    """A mark in per cent of full marks, from "8 / 10", or from "8" when it is known what that is out of."""
    said = _MARK.fullmatch(text)
    if said is None:
        return (
            Text(
                th=f"คะแนน “{text[:20]}” อ่านไม่ได้ — ควรเป็นแบบ 8 / 10 หรือ 8",
                en=f"the mark “{text[:20]}” cannot be read — it should be like 8 / 10, or 8",
            )
            if text
            else Text(th="ไม่มีคะแนน", en="there is no mark")
        )
    out_of = Fraction(said[2]) if said[2] else full
    if not out_of:
        return Text(th="ไม่รู้คะแนนเต็ม — ใส่คะแนนเต็ม", en="nobody says what it is out of — give the full marks")
    if Fraction(said[1]) > out_of:
        most = f"{float(out_of):g}"
        return Text(th=f"คะแนน {text} มากกว่าคะแนนเต็ม {most}", en=f"the mark {text} is over the full marks, {most}")
    return Fraction(said[1]) / out_of * 100


def _days(times: Sequence[str]) -> tuple[date, ...]:
    """The days that can be read. Day before month, as Thai sheets have it, unless a row can only be the other way."""
    parts = [tuple(map(int, found.groups())) for text in times if (found := _DAY.match(text))]
    month_first = any(a <= 12 < b for a, b, _ in parts) and not any(12 < a <= 31 for a, _, _ in parts)
    days = (
        day_of(f"{a:04}-{b}-{c}" if a > 31 else f"{c:04}-{a}-{b}" if month_first else f"{c:04}-{b}-{a}")
        for a, b, c in parts
    )
    return tuple(sorted(day for day in days if day))
