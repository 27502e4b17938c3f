"""Whether two pictures of a page are alike: both are made small, and the share of points that differ is told.

A picture is kept at half its size as lossy WebP: that is small, and reading is what it is not for. What is compared is
always one such picture with another, so what the making loses is lost on both sides.
"""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageChops

SCALE = 2  # a kept point is the mean of 2 × 2 on the screen
QUALITY = 30
LEVELS = 40  # of 255, in any channel: below lies what lossy making and the edges of letters differ by
POINTS = 40  # kept points that may differ on a page: less than one short word
# A pale ground or edge differs from the page by fewer levels than LEVELS, but over many points: so the mean of each
# square is compared too.
SQUARE = 12  # kept points, each way
PALE = 4  # of 255, by which a square's mean may differ
SQUARES = 3  # that may differ by more


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two pictures differ: in how many points, of how many, and between which heights (of the screen, in px)."""

    differ: int
    of: int
    top: int = 0
    bottom: int = 0
    sizes: str = ""
    paler: int = 0  # squares whose mean differs

    def __bool__(self) -> bool:
        return not self.sizes and self.differ <= POINTS and self.paler <= SQUARES

    def __str__(self) -> str:
        if self.sizes:
            return self.sizes
        pale = f"; {self.paler} squares of {SQUARE * SCALE} px have another tint" if self.paler > SQUARES else ""
        return f"{self.differ} of {self.of} points differ, between {self.top} and {self.bottom} px from the top{pale}"


def small(shot: bytes) -> bytes:
    """A screenshot as it is kept."""
    image = Image.open(BytesIO(shot)).convert("RGB").reduce(SCALE)
    kept = BytesIO()
    image.save(kept, "WEBP", quality=QUALITY, method=4)
    return kept.getvalue()


def opened(kept: bytes) -> Image.Image:
    return Image.open(BytesIO(kept)).convert("RGB")


def likeness(kept: bytes, now: bytes) -> Likeness:
    """Whether two kept pictures show the same."""
    if kept == now:
        return Likeness(0, 1)
    before, after = opened(kept), opened(now)
    if before.size != after.size:
        sizes = " and ".join(f"{w * SCALE} × {h * SCALE} px" for w, h in (before.size, after.size))
        return Likeness(0, 1, sizes=f"the page was and is now of another size: {sizes}")
    found = _apart(before, after)
    box = found.getbbox() or (0, 0, 0, 0)
    return Likeness(
        found.histogram()[255], found.width * found.height, box[1] * SCALE, box[3] * SCALE, paler=_paler(before, after)
    )


def _paler(before: Image.Image, after: Image.Image) -> int:
    """How many squares differ in their mean by more than PALE in any channel."""
    means = ImageChops.difference(before.reduce(SQUARE), after.reduce(SQUARE)).split()
    most = ImageChops.lighter(ImageChops.lighter(means[0], means[1]), means[2])
    return sum(most.histogram()[PALE + 1 :])


def _apart(before: Image.Image, after: Image.Image) -> Image.Image:
    """White where two pictures differ by more than LEVELS in any channel."""
    channels = ImageChops.difference(before, after).split()
    most = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
    return most.point([255 if level > LEVELS else 0 for level in range(256)])


def beside(kept: bytes, now: bytes) -> Image.Image:
    """Kept, now and the difference, beside each other."""
    before, after = opened(kept), opened(now)
    height = max(before.height, after.height)
    sheet = Image.new("RGB", (before.width + 2 * after.width + 32, height), "#888")
    sheet.paste(before, (0, 0))
    sheet.paste(after, (before.width + 16, 0))
    whole = Image.new("RGB", after.size, "#fff")
    whole.paste(before, (0, 0))
    marks = _apart(whole, after)
    faint = Image.blend(after, Image.new("RGB", after.size, "#fff"), 0.7)
    faint.paste(Image.new("RGB", after.size, "#e0004d"), (0, 0), marks)
    sheet.paste(faint, (before.width + after.width + 32, 0))
    return sheet
