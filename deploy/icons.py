"""Draw the icons anew: `python deploy/icons.py`. Six petals round a heart, in the colours of the house.

All files that a phone or a tab shows are written here and nowhere else; their names stand in core/static.py.
"""

from math import cos, pi, sin
from pathlib import Path

from PIL import Image, ImageDraw

STATIC = Path(__file__).parent.parent / "static"
JADE, MARIGOLD, PAPER = "#0F766E", "#E8A317", "#FBFAF6"
FINE = 8  # drawn so many times as large, and made small again: smooth edges


def icon(size: int, flower: float, corner: float) -> Image.Image:
    """An icon of `size` pixels; the flower's width and the corners' radius are shares of it."""
    side = size * FINE
    drawn = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    pen = ImageDraw.Draw(drawn)
    pen.rounded_rectangle((0, 0, side - 1, side - 1), corner * side, fill=JADE)
    reach, petal = flower * side * 0.335, flower * side * 0.165
    for turn in range(6):
        angle = turn * pi / 3 - pi / 2
        _disc(pen, side / 2 + reach * cos(angle), side / 2 + reach * sin(angle), petal, MARIGOLD)
    _disc(pen, side / 2, side / 2, petal * 1.05, PAPER)
    return drawn.resize((size, size), Image.Resampling.LANCZOS)


def _disc(pen: ImageDraw.ImageDraw, x: float, y: float, radius: float, colour: str) -> None:
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def main() -> None:
    """Write all of them."""
    for name, size, flower, corner in (
        ("favicon.png", 48, 0.86, 0.2),
        ("icon.png", 192, 0.76, 0.2),
        ("icon-512.png", 512, 0.76, 0.2),
        ("icon-maskable.png", 512, 0.6, 0.0),  # a phone may cut all beyond four fifths of the width
        ("apple-touch-icon.png", 180, 0.72, 0.0),
    ):
        drawn = icon(size, flower, corner)
        if corner == 0:
            drawn = drawn.convert("RGB")
        drawn.quantize(64).save(STATIC / name, optimize=True)


if __name__ == "__main__":
    main()
