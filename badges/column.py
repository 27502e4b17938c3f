"""Lines of words set one below the other with even air between, in a column of so many millimetres."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from badges.framed import JADE, Framed
from badges.said import Line, Role
from core.paper import INK, Colour, Setting

Choices = tuple[tuple[float, int], ...]  # points, and the most lines at that size, in the order of preference
LEAST_AIR = 12.0  # mm, over the whole column
SMALLEST = 28  # per cent


@dataclass(frozen=True, slots=True)
class Style:
    """How a role is set: its sizes, and the air above it as a weight in mm."""

    choices: Choices
    air: float
    bold: bool = False
    colour: Colour = INK


PLAIN: Choices = ((15, 1), (14, 1), (14, 2), (12, 3))
STYLES: Mapping[Role, Style] = {
    "head": Style(((20, 1), (18, 1), (16, 1), (16, 2), (13, 3)), 0.0, bold=True),
    "title": Style(((42, 1), (36, 1), (30, 1), (24, 2)), 3.5, bold=True),
    "plain": Style(PLAIN, 4.5),
    "name": Style(((32, 1), (29, 1), (26, 1), (26, 2), (22, 2), (18, 3)), 2.0, bold=True),
    "unit": Style(PLAIN, 1.5),
    "course": Style(((23, 1), (20, 1), (19, 2), (17, 2), (14, 3)), 1.2, bold=True),
    "day": Style(PLAIN, 4.0),
    "until": Style(((13, 1),), 0.5),
}
MODERN: Mapping[Role, Style] = {
    **STYLES,
    "head": Style(((17, 1), (16, 1), (15, 2), (13, 3)), 0.0, bold=True, colour=JADE),
    "title": Style(((40, 1), (34, 1), (28, 1), (24, 2)), 2.5, bold=True),
}


@dataclass(frozen=True, slots=True)
class Column:
    """Where words stand: round x, or from x to the right; between top and bottom (all mm)."""

    x: float
    width: float
    top: float
    bottom: float
    styles: Mapping[Role, Style]
    align: str = "C"  # "L": from x to the right
    rule: bool = True  # an ornament under the title


@dataclass(frozen=True, slots=True)
class Set:
    """Lines as they fit: each with its setting and air, at so many per cent of the full size; `free`: mm that are left."""

    lines: tuple[tuple[Line, Setting, float], ...]
    percent: int
    free: float


def fit(paper: Framed, lines: Sequence[Line], column: Column) -> Set:
    """The lines at the largest size that leaves air; smaller only when long names and words leave none."""
    height = column.bottom - column.top
    for percent in range(100, SMALLEST - 1, -6):
        found, before = list[tuple[Line, Setting, float]](), None
        for line in lines:
            style = column.styles[line.role]
            choices = [(size * percent / 100, most) for size, most in style.choices]
            setting = paper.fit(line.text, choices, column.width, bold=style.bold, colour=style.colour)
            found.append((line, setting, _air(style, line.role, before)))
            before = line.role
        free = height - sum(setting.height for _, setting, _ in found)
        if free >= LEAST_AIR:
            break
    return Set(tuple(found), percent, free)


def _air(style: Style, role: Role, before: Role | None) -> float:
    """Lines of one sentence stand closer than what begins anew."""
    return 0.6 if role == before else style.air


def draw(paper: Framed, found: Set, column: Column) -> None:
    """Draw what fits, in the middle of the column's height."""
    stretch = max(0.0, min(found.free / sum(air for _, _, air in found.lines), 1.6))
    top = column.top + max(0.0, (found.free - stretch * sum(air for _, _, air in found.lines)) / 2)
    for line, setting, air in found.lines:
        top += air * stretch
        for row, text in enumerate(setting.lines):
            baseline = top + setting.rise + row * (setting.rise + setting.depth)
            paper.write_line(text, column.x, baseline, setting, column.align)
        top += setting.height
        if line.role == "title" and column.rule:
            paper.ornament(top + 1.2 * stretch)
