"""What a report consists of, before it is set in Word or on paper: blocks of words that are final."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Literal, TypeVar

Align = Literal["L", "C", "R"]
Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Opening:
    """The memorandum's head: its title, and the lines to fill in as (word, value or "")."""

    title: str
    agency: tuple[str, str]
    number: tuple[str, str]
    day: tuple[str, str]
    subject: tuple[str, str]
    to: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the first or second level."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph: of the letter (its first line indented), plain, or a small note; or one that what follows explains."""

    text: str
    shape: Literal["letter", "closing", "plain", "lead", "note"] = "plain"


@dataclass(frozen=True, slots=True)
class Fill:
    """A place that people fill in: what is asked of them, and so many empty lines."""

    asked: str
    lines: int


@dataclass(frozen=True, slots=True)
class Signature:
    """Lines for somebody's hand: each a word before the dots and a word after."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell over so many columns; `inset` steps from the left for what stands below something else."""

    text: str
    align: Align = "L"
    span: int = 1
    bold: bool = False
    inset: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A captioned table; `widths` are parts of the line, `about` says in a sentence what it holds."""

    caption: str
    about: str
    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the picture: marks before and after in per cent, and as they are printed; None: only `words`."""

    label: str
    before: float | None
    after: float | None
    words: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Picture:
    """Marks before and after, drawn from 0 to 100, with each criterion as a broken line."""

    caption: str
    about: str  # what somebody is told who cannot see it
    bars: tuple[Bar, ...]
    criteria: tuple[float, ...]
    legend: tuple[str, str, str]  # before, after, the criterion
    axis: tuple[str, ...] = ("0", "20", "40", "60", "80", "100")  # evenly from 0 to 100


@dataclass(frozen=True, slots=True)
class Frames:
    """Empty frames for pictures, two in a row, each with a caption to fill in."""

    asked: str
    captions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """A new page, upright or lying on its side."""

    lying: bool = False


Block = Opening | Heading | Words | Fill | Signature | Table | Picture | Frames | Turn


def reworded(part: Part, change: Callable[[str], str]) -> Part:
    """The same part with every text in it changed."""
    found: Any = part
    if isinstance(part, str):
        found = change(part)
    elif isinstance(part, tuple):
        found = tuple(reworded(each, change) for each in part)
    elif is_dataclass(part) and not isinstance(part, type):
        found = replace(part, **{each.name: reworded(getattr(part, each.name), change) for each in fields(part)})
    return found  # type: ignore[no-any-return]


def joined(texts: Sequence[str], hidden: Container[str], *, bold: bool = False) -> tuple[Cell, ...]:
    """Figures as cells; neighbours that are hidden for one reason become one cell, which has room for the words."""
    cells: list[Cell] = []
    for text in texts:
        if cells and text == cells[-1].text and text in hidden:
            cells[-1] = Cell(text, "C", cells[-1].span + 1)
        else:
            cells.append(Cell(text, "C" if text in hidden else "R", bold=bold))
    return tuple(cells)
