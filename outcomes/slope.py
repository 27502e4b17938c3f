"""Marks before and after as lines between two columns: each topic by its own marker and dash, so that ink alone tells them.

Marks are per cent of full marks; the scale goes from ten to ten round them and says so, for lines on 0 to 100 would
lie upon each other. The names stand beside the picture as text, pushed apart where lines end close together, and joined to them by a hair.
"""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor

LEFT, RIGHT, WIDTH = 62, 150, 184  # px: the columns before and after, and the picture
GAP, LABEL = 24, 46  # px between two numbers at the left, and between two names at the right
TOP, LEAST = 34, 250  # px: above the scale, and its least height
DASHES = ("", "8 4", "2 4", "10 4 2 4")
STYLE = (  # the colours of core/look.css, which does not reach into a picture
    "svg{--ink:#1B2A41;--soft:#55617A;--jade:#0F766E;--paper:#FBFAF6}"
    "@media (prefers-color-scheme:dark){svg{--ink:#EEF1F5;--soft:#A9B3C1;--jade:#4FC3B2;--paper:#14171C}}"
    ".line{color:var(--ink);fill:currentColor;stroke:currentColor;stroke-width:0}.whole{color:var(--jade)}.open{fill:var(--paper)}"
    ".slope{stroke-width:1.8;fill:none}.whole .slope{stroke-width:4}"
    ".axis,.hair{stroke:var(--soft);stroke-width:1;fill:none}"
    ".own{stroke:var(--soft);stroke-width:2;stroke-dasharray:.1 6;stroke-linecap:round}"
)
MARKERS = ("circle", "square", "triangle", "diamond", "cross", "ring")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its name, both marks (0 to 100) and how they are written; `whole` for the whole test."""

    name: str
    before: float
    after: float
    written: tuple[str, str]
    whole: bool = False


def apart(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """The places moved as far apart as `gap`, in their order, within `low` and `high` if there is room."""
    order = sorted(range(len(places)), key=lambda index: (places[index], index))
    moved, least = [0.0] * len(places), low
    for index in order:
        moved[index] = max(places[index], least)
        least = moved[index] + gap
    most = high
    for index in reversed(order):
        moved[index] = min(moved[index], most)
        most = moved[index] - gap
    if order and moved[order[0]] < low:  # no room: from the top down, and beyond the end
        for rank, index in enumerate(order):
            moved[index] = low + rank * gap
    return moved


def marker(number: int, x: float, y: float) -> str:
    """The sign of a line, on its ends and in the table beside the picture."""
    shapes = {
        "circle": f'<circle cx="{x}" cy="{y}" r="5"/>',
        "square": f'<rect x="{x - 4.5}" y="{y - 4.5}" width="9" height="9"/>',
        "triangle": f'<path d="M{x} {y - 6}l6 10.5h-12z"/>',
        "diamond": f'<path d="M{x} {y - 6.5}l6 6.5l-6 6.5l-6 -6.5z"/>',
        "cross": f'<path d="M{x - 4.5} {y - 4.5}l9 9m0 -9l-9 9" stroke-width="2.5"/>',
        "ring": f'<circle class="open" cx="{x}" cy="{y}" r="4.5" stroke-width="2.5"/>',
    }
    return shapes[MARKERS[number % len(MARKERS)]]


def sign(number: int, *, whole: bool = False) -> str:
    """The same alone, beside a name and in the table; no reader hears it."""
    drawn = f'<g class="line{" whole" if whole else ""}">{marker(number, 8, 8)}</g>'
    return f'<img class="sj-sign" alt="" src="{_image(drawn, 16, 16)}">'


def scale(lines: Sequence[Line]) -> tuple[int, int]:
    """The tens below and above all marks, twenty apart at least."""
    marks = [mark for line in lines for mark in (line.before, line.after)]
    low, high = floor(min(marks) / 10) * 10, ceil(max(marks) / 10) * 10
    return (low, high) if high - low >= 20 else (max(0, high - 20), max(20, high))


def picture(lines: Sequence[Line], criteria: Sequence[int], heads: tuple[str, str], title: str, about: str) -> str:
    """The picture as HTML. `heads` stand over the columns; `about` says in words what it shows."""
    height, (low, high) = max(LEAST, LABEL * len(lines)), scale(lines)
    bottom = TOP + height

    def at(mark: float) -> float:
        return round(bottom - height * (mark - low) / (high - low), 1)

    left = apart([at(line.before) for line in lines], GAP, TOP, bottom)
    right = apart([at(line.after) for line in lines], LABEL, TOP, bottom)
    columns = "".join(f'<path class="axis" d="M{x} {at(high)}V{at(low)}"/>' for x in (LEFT, RIGHT))
    own = "".join(f'<path class="own" d="M{LEFT} {at(each)}H{RIGHT}"/>' for each in criteria if low <= each <= high)
    drawn = [columns + own]
    words = [
        f'<span class="head" style="left:{x}px">{escape(head)}</span>'
        for x, head in zip((LEFT, RIGHT), heads, strict=True)
    ]
    words += [
        f'<span class="end" style="left:{(LEFT + RIGHT) // 2}px;top:{at(end)}px">{end}</span>' for end in (low, high)
    ]
    for number, line in enumerate(lines):
        drawn.append(_line(number, line, (at(line.before), at(line.after)), (left[number], right[number])))
        words.append(f'<span class="before" style="top:{left[number]:.1f}px">{escape(line.written[0])}</span>')
        words.append(
            f'<div style="top:{right[number]:.1f}px"><p>{sign(number, whole=line.whole)}<b>{escape(line.written[1])}</b> {escape(line.name)}</p></div>'
        )
    end = bottom + LABEL // 2
    told = f"<title>{escape(title)}</title><desc>{escape(about)}</desc>"
    return (
        f'<div class="sj-slope" style="height:{end}px"><img width="{WIDTH}" height="{end}"'
        f' alt="{escape(f"{title}: {about}")}" src="{_image(told + "".join(drawn), WIDTH, end)}">'
        f'<div aria-hidden="true">{"".join(words)}</div></div>'
    )


def _line(number: int, line: Line, ends: tuple[float, float], labels: tuple[float, float]) -> str:
    """A line with its signs, and the hairs from its ends to its numbers and name."""
    (before, after), (left, right) = ends, labels
    dash = f' stroke-dasharray="{DASHES[number % len(DASHES)]}"' if number % len(DASHES) else ""
    return (
        f'<g class="line{" whole" if line.whole else ""}">'
        f'<path class="hair" d="M{LEFT - 16} {left:.1f}L{LEFT - 8} {before}M{RIGHT + 8} {after}L{WIDTH} {right:.1f}"/>'
        f'<path class="slope" d="M{LEFT} {before}L{RIGHT} {after}"{dash}/>'
        f"{marker(number, LEFT, before)}{marker(number, RIGHT, after)}</g>"
    )


def _image(drawn: str, width: int, height: int) -> str:
    """An SVG as a picture's address: Streamlit takes SVG out of a page's own HTML."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}"><style>{STYLE}</style>{drawn}</svg>'
    )
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
