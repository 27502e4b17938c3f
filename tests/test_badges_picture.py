"""Pictures that are uploaded: what is drawn anew, and what is refused in words that help."""

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageDraw

from badges.framed import sized
from badges.picture import LARGEST, drawn_anew
from core.language import Text

SQUIGGLE = [(100, 300), (200, 60), (300, 330), (420, 120), (520, 300), (800, 180)]


def signature(
    mode: str, paper: Any, ink: Any, form: str = "PNG", size: tuple[int, int] = (900, 400), **more: Any
) -> bytes:
    """A signature as a file."""
    picture = Image.new(mode, size, paper)
    ImageDraw.Draw(picture).line(SQUIGGLE, fill=ink, width=14, joint="curve")
    out = BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


def palette() -> bytes:
    """A signature in a few colours, of which one is transparent."""
    picture = Image.open(BytesIO(signature("RGBA", (0, 0, 0, 0), (20, 40, 140, 255)))).quantize(8)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG of few bytes that says that it has so many pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1_000_000)) + chunk(b"IEND", b"")


def anew(raw: bytes) -> Image.Image:
    made = drawn_anew(raw, "signature")
    assert isinstance(made, bytes), made
    return Image.open(BytesIO(made))


@pytest.mark.parametrize(
    "raw",
    [
        signature("RGB", "white", "navy"),
        signature("RGBA", (0, 0, 0, 0), (20, 40, 140, 255)),
        signature("LA", (0, 0), (30, 255)),
        signature("CMYK", (0, 0, 0, 0), (200, 160, 0, 40), "JPEG"),
        signature("L", 190, 40, "JPEG"),
        signature("1", 1, 0),
        palette(),
        signature("L", 255, 0),
    ],
    ids=[
        "colour",
        "transparent",
        "grey and transparent",
        "CMYK",
        "on grey paper",
        "black and white",
        "palette",
        "grey",
    ],
)
def test_a_signature_is_drawn_anew_on_white_without_its_margins(raw: bytes) -> None:
    made = anew(raw)

    assert (made.format, made.mode) == ("JPEG", "RGB")
    assert made.width <= LARGEST["signature"][0]
    assert made.height <= LARGEST["signature"][1]
    corners = [made.getpixel((x, y)) for x, y in ((made.width // 2, 2), (made.width - 2, made.height - 2))]
    assert all(min(each) > 225 for each in corners if isinstance(each, tuple))
    assert made.convert("L").getextrema()[0] < 130  # type: ignore[operator]
    assert made.width > 1.6 * made.height  # the margins are gone: 700 by 270


def test_nothing_of_the_file_is_kept_but_the_picture() -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    raw = signature("RGB", "white", "navy", "JPEG", exif=exif, comment=b"secret")

    assert b"taken at home" in raw
    made = drawn_anew(raw, "signature")
    assert isinstance(made, bytes)
    assert b"taken at home" not in made
    assert b"secret" not in made


def test_a_picture_stands_as_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    made = anew(signature("RGB", "white", "navy", "JPEG", exif=exif))

    assert made.height > made.width


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"this is a text, and its name ends in .png", "cannot be opened as a picture"),
        (b"", "cannot be opened as a picture"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 30, "cannot be opened as a picture"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 30, "cannot be opened as a picture"),
        (signature("RGB", "white", "navy")[:900], "cannot be opened as a picture"),
        (signature("P", 255, 0, "GIF"), "cannot be opened as a picture"),
        (b"\x89PNG" + b"\0" * 20_000_000, "the file has 20.0 MB"),
        (bomb(5_000, 4_000), "too many pixels (5000 × 4000)"),
        (bomb(60_000, 60_000), "too many pixels (60000 × 60000)"),
        (signature("RGB", "white", "white"), "blank or too faint"),
        (signature("RGBA", (255, 0, 0, 0), (0, 0, 0, 0)), "blank or too faint"),
    ],
    ids=[
        "a text",
        "empty",
        "no PNG",
        "no JPEG",
        "cut off",
        "GIF",
        "20 MB",
        "many pixels",
        "a bomb",
        "blank",
        "all clear",
    ],
)
def test_what_is_no_fit_picture_is_refused_with_the_remedy(raw: bytes, said: str) -> None:
    found = drawn_anew(raw, "signature")

    assert isinstance(found, Text)
    assert said in found.en
    assert " — " in found.th


def test_the_size_on_paper_is_read_from_the_picture_itself() -> None:
    out = BytesIO()
    Image.new("RGB", (640, 320), "navy").save(out, "JPEG")

    assert sized(out.getvalue(), 50, 14) == (28, 14)
    assert sized(out.getvalue(), 20, 14) == (20, 10)
