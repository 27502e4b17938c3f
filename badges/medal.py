"""A badge as it is drawn: one silhouette, a blossom; six tints; a word. Its form tells its state without colour."""

from math import cos, pi, sin
from typing import Literal

from badges.credential import Tint
from core.outline import outline

State = Literal["earned", "near", "later"]
SIZE = 128  # units across
MIDDLE, DISC, REACH = 64.0, 49.0, 58.0
PETALS = 18
WIDEST, HIGHEST = 84.0, 33.0  # room for the word in the disc

# The disc, its petals, and the word on it; then its lines while it is not earned, on a light screen and on a dark one.
TINTS: dict[Tint, tuple[str, str, str, str, str]] = {
    "jade": ("#0F766E", "#8CCFC4", "#FFFFFF", "#0F766E", "#4FC3B2"),
    "marigold": ("#E8A317", "#F7D68C", "#1B2A41", "#8A5A00", "#F2B84B"),
    "indigo": ("#3B4BA0", "#B3BCEB", "#FFFFFF", "#3B4BA0", "#93A0EE"),
    "plum": ("#86305F", "#E3B1CC", "#FFFFFF", "#86305F", "#DB8DB8"),
    "leaf": ("#44691C", "#BFD99B", "#FFFFFF", "#44691C", "#9CC76A"),
    "ink": ("#1B2A41", "#AEB9CC", "#FFFFFF", "#1B2A41", "#A9B8D3"),
}
PAPER, QUIET = "#FFFFFF", "#667083"
DARK_PAPER, DARK_QUIET = "#1B2027", "#8A93A3"


def medal(word: str, tint: Tint, state: State, *, screen: bool = True) -> str:
    """A badge as SVG text: earned in full bloom, near in lines of its tint, later in quiet ones that are dashed.

    On a `screen` it follows a dark one; else it has plain colours only, as paper and the maker of PNGs take them.
    """
    disc, petal, on, own, dark = TINTS[tint]
    if state == "earned":
        drawn = f'<path fill="{petal}" d="{_petals()}"/>{_circle(disc, PAPER, 1.6)}'
        return _whole(drawn + _word(word, on) + _sprig(on), "")
    line = own if state == "near" else QUIET
    petals = (
        f'<path class="l p" fill="{PAPER}" stroke="{line}" stroke-width="1.6" d="{_petals()}"/>'
        if state == "near"
        else ""
    )
    drawn = petals + _circle(PAPER, line, 2.2, dashed=state == "later")
    shade = dark if state == "near" else DARK_QUIET
    style = f".p{{fill:{DARK_PAPER}}}.l{{stroke:{shade}}}.w{{fill:{shade}}}" if screen else ""
    return _whole(drawn + _word(word, line) + _sprig(line), style)


def _whole(drawn: str, dark: str) -> str:
    style = f"<style>@media (prefers-color-scheme:dark){{{dark}}}</style>" if dark else ""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}">{style}{drawn}</svg>'


def _circle(fill: str, line: str, wide: float, *, dashed: bool = False) -> str:
    dashes = ' stroke-dasharray="5 4"' if dashed else ""
    kind = ' class="l p"' if fill == PAPER else ""
    return f'<circle{kind} cx="{MIDDLE}" cy="{MIDDLE}" r="{DISC}" fill="{fill}" stroke="{line}" stroke-width="{wide}"{dashes}/>'


def _petals() -> str:
    """The silhouette that all badges share: rounded petals whose roots the disc covers."""
    wide, drawn = pi / PETALS, ""
    for place in range(PETALS):
        turn = 2 * wide * place - pi / 2

        def at(length: float, angle: float, turn: float = turn) -> str:
            return f"{MIDDLE + length * cos(turn + angle):.1f} {MIDDLE + length * sin(turn + angle):.1f}"

        sides = (
            at(REACH, -wide * 1.05),
            at(REACH + 5.5, -wide * 0.7),
            at(REACH + 5.5, wide * 0.7),
            at(REACH, wide * 1.05),
        )
        drawn += f"M{at(DISC - 4, -wide)}L{sides[0]}C{sides[1]} {sides[2]} {sides[3]}L{at(DISC - 4, wide)}Z"
    return drawn


def _word(word: str, colour: str) -> str:
    """The word in the middle of the disc, as large as its room allows; its marks and feet count."""
    shape = outline(word)
    wide, high = shape.right - shape.left, shape.high - shape.low
    if not wide:
        return ""
    scale = min(WIDEST / wide, HIGHEST / high)
    x = MIDDLE - scale * (shape.left + wide / 2)
    y = MIDDLE - 3 + scale * (shape.low + high / 2)
    return f'<path class="w" fill="{colour}" transform="translate({x:.2f} {y:.2f}) scale({scale:.5f} {-scale:.5f})" d="{shape.path}"/>'


def _sprig(colour: str) -> str:
    """Two leaves under the word: the emblem's, for they are a family."""
    leaf = "".join(f"M{MIDDLE} 92q{side * 3} -9 {side * 17} -8q{side * -3} 10 {side * -17} 8Z" for side in (-1, 1))
    return f'<path class="w" fill="{colour}" d="{leaf}"/>'
