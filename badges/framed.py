"""The certificate's sheet: A4 landscape, framed in ink and marigold."""

from datetime import date

from core.paper import A4, INK, MARIGOLD, QUIET, Paper

HEIGHT, WIDTH = A4  # mm; the sheet lies on its side


class Framed(Paper):
    """A sheet to hang on a wall."""

    def __init__(self, title: str, language: str, day: date):
        super().__init__(title, language, day, landscape=True)

    def frame(self, ink: float, marigold: float, notch: float) -> None:
        """A double frame: ink at so many mm from the edge, marigold within, its corners cut by circles."""
        self.draw(f"{ink} {ink} {WIDTH - 2 * ink} {HEIGHT - 2 * ink} re S", INK, 0.55)
        x, y, r, t = marigold, marigold, WIDTH - marigold, HEIGHT - marigold
        n, c = notch, notch * (1 - 0.5523)  # 0.5523: a quarter circle as one Bézier curve
        self.draw(
            f"{x + n} {y} m {r - n} {y} l {r - n} {y + n - c} {r - c} {y + n} {r} {y + n} c "
            f"{r} {t - n} l {r - c} {t - n} {r - n} {t - n + c} {r - n} {t} c "
            f"{x + n} {t} l {x + n} {t - n + c} {x + c} {t - n} {x} {t - n} c "
            f"{x} {y + n} l {x + c} {y + n} {x + n} {y + n - c} {x + n} {y} c s",
            MARIGOLD, 0.35,
        )  # fmt: skip

    def ornament(self, top: float) -> None:
        """A marigold rule with a diamond, in the middle of the page, at so many mm from its top."""
        x, y = WIDTH / 2, HEIGHT - top
        rule = f"{x - 34} {y} m {x - 4} {y} l S {x + 4} {y} m {x + 34} {y} l S"
        self.draw(f"{rule} {x - 1.6} {y} m {x} {y + 1.6} l {x + 1.6} {y} l {x} {y - 1.6} l f", MARIGOLD, 0.4)

    def dots(self, left: float, right: float, top: float) -> None:
        """A dotted line to write on, from left to right, at so many mm from the top."""
        self.draw(f"[0 1.1] 0 d 1 J {left} {HEIGHT - top} m {right} {HEIGHT - top} l S", QUIET, 0.3)
