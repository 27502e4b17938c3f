"""The certificate's sheet, A4 on its side or upright, and what is drawn on it beside words."""

from datetime import date
from io import BytesIO

from core.paper import INK, MARIGOLD, MM, QUIET, Colour, Paper, Setting

JADE: Colour = (0x0F, 0x76, 0x6E)
WATERMARK: Colour = (0xE9, 0xE4, 0xD6)
_CURVE = 0.5523  # a quarter circle as one Bézier curve


class Framed(Paper):
    """A sheet to hang on a wall."""

    def __init__(self, title: str, language: str, day: date, *, portrait: bool):
        super().__init__(title, language, day, landscape=not portrait)

    def frame(self, ink: float, marigold: float, notch: float) -> None:
        """A double frame: ink at so many mm from the edge, marigold within, its corners cut by circles."""
        self.box(ink, ink, self.w - 2 * ink, self.h - 2 * ink, INK, 0.55)
        x, y, r, t = marigold, marigold, self.w - marigold, self.h - marigold
        n, c = notch, notch * (1 - _CURVE)
        self.draw(
            f"{x + n} {y} m {r - n} {y} l {r - n} {y + n - c} {r - c} {y + n} {r} {y + n} c "
            f"{r} {t - n} l {r - c} {t - n} {r - n} {t - n + c} {r - n} {t} c "
            f"{x + n} {t} l {x + n} {t - n + c} {x + c} {t - n} {x} {t - n} c "
            f"{x} {y + n} l {x + c} {y + n} {x + n} {y + n - c} {x + n} {y} c s",
            MARIGOLD, 0.35,
        )  # fmt: skip

    def box(self, x: float, y: float, width: float, height: float, colour: Colour, thickness: float = 0.0) -> None:
        """A rectangle by its top left corner (mm): its outline, or filled when it has no thickness."""
        self.draw(f"{x} {self.h - y - height} {width} {height} re {'S' if thickness else 'f'}", colour, thickness)

    def leaf(self, x: float, y: float, size: float, colour: Colour, *, rising: bool) -> None:
        """A leaf in a square by its top left corner: two corners pointed, two round; its tips rise to the right, or fall."""
        left, right, low, high, c = x, x + size, self.h - y - size, self.h - y, size * _CURVE
        path = (
            f"{left} {low} m {left} {low + c} {right - c} {high} {right} {high} c "
            f"{right} {high - c} {left + c} {low} {left} {low} c f"
            if rising
            else f"{left} {high} m {left + c} {high} {right} {low + c} {right} {low} c "
            f"{right - c} {low} {left} {high - c} {left} {high} c f"
        )
        self.draw(path, colour)

    def rule(self, x: float, top: float, width: float, colour: Colour, thickness: float) -> None:
        """A line from x to the right, at so many mm from the top."""
        self.draw(f"{x} {self.h - top} m {x + width} {self.h - top} l S", colour, thickness)

    def ornament(self, top: float) -> None:
        """A marigold rule with a diamond, in the middle of the page, at so many mm from its top."""
        x, y = self.w / 2, self.h - top
        rule = f"{x - 34} {y} m {x - 4} {y} l S {x + 4} {y} m {x + 34} {y} l S"
        self.draw(f"{rule} {x - 1.6} {y} m {x} {y + 1.6} l {x + 1.6} {y} l {x} {y - 1.6} l f", MARIGOLD, 0.4)

    def dots(self, left: float, right: float, top: float) -> None:
        """A dotted line to write on, from left to right, at so many mm from the top."""
        self.draw(f"[0 1.1] 0 d 1 J {left} {self.h - top} m {right} {self.h - top} l S", QUIET, 0.3)

    def picture(self, jpeg: bytes, x: float, bottom: float, width: float, height: float, *, left: bool = False) -> None:
        """A picture as large as it can be within width and height (mm), standing on `bottom` round x, or from x on."""
        across, tall = sized(jpeg, width, height)
        self.image(BytesIO(jpeg), x if left else x - across / 2, bottom - tall, across, tall)

    def specimen(self, text: str) -> None:
        """A word across the whole page, behind all else."""
        setting = Setting((text,), 110, True, WATERMARK)
        with self.rotation(32, self.w / 2, self.h / 2):
            self.write_line(text, self.w / 2, self.h / 2 + 0.35 * setting.size / MM, setting)


def sized(jpeg: bytes, width: float, height: float) -> tuple[float, float]:
    """How wide and tall a picture is (mm) when it fills a box of width and height as far as its shape lets it."""
    across, tall = _pixels(jpeg)
    scale = min(width / across, height / tall)
    return across * scale, tall * scale


def _pixels(jpeg: bytes) -> tuple[int, int]:
    """Width and height, from the frame header of a JPEG (ITU-T T.81, B.2.2)."""
    place = 2
    while jpeg[place + 1] not in (0xC0, 0xC1, 0xC2):
        place += 2 + int.from_bytes(jpeg[place + 2 : place + 4])
    return int.from_bytes(jpeg[place + 7 : place + 9]), int.from_bytes(jpeg[place + 5 : place + 7])
