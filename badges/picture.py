"""A picture that somebody uploads, a signature or the organisation's own emblem: checked, and drawn anew as a small JPEG.

Nothing of the file itself is kept: no name, no place or camera in it, and no bytes that a reader of pictures could
choke on.
"""

import struct
from io import BytesIO
from typing import Literal

from PIL import Image, ImageChops, ImageOps
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from core.language import Text

MAXIMUM_BYTES = 5_000_000
MAXIMUM_PIXELS = 12_000_000  # as it is decoded: each costs four bytes and more while it is looked at
PHOTOGRAPH = 26_000_000  # pixels of a JPEG, which is decoded smaller; a progressive one is held whole for that
LOOKED_AT = 2400  # pixels, the longer side from which a picture is cut
LARGEST: dict[str, tuple[int, int]] = {"signature": (800, 320), "emblem": (700, 700)}  # pixels kept: 300 dpi on paper
WHITE = 232  # what is lighter than this is taken for paper
Kind = Literal["signature", "emblem"]

_NO_PICTURE = Text(
    th="เปิดเป็นรูปภาพไม่ได้ — บันทึกรูปเป็น PNG หรือ JPEG แล้วเลือกอีกครั้ง",
    en="it cannot be opened as a picture — save it as PNG or JPEG, and choose it again",
)
_BLANK = Text(
    th="รูปนี้ว่างหรือจางเกินไป — ใช้รูปที่เห็นเส้นชัดบนพื้นขาว",
    en="the picture is blank or too faint — use one with clear lines on white",
)


def drawn_anew(raw: bytes, kind: Kind) -> bytes | Text:
    """The picture as a JPEG on white, its margins cut off; or what is wrong with it, and the remedy."""
    if len(raw) > MAXIMUM_BYTES:
        size = f"{len(raw) / 1e6:.1f} MB"
        return Text(th=f"แฟ้มใหญ่ {size} — ย่อรูปให้ไม่เกิน 5 MB", en=f"the file has {size} — make it smaller, at most 5 MB")
    try:
        opened = PngImageFile(BytesIO(raw)) if raw.startswith(b"\x89PNG") else JpegImageFile(BytesIO(raw))
        width, height = opened.size
        opened.draft("RGB", (LOOKED_AT, LOOKED_AT))  # a JPEG, such as a photograph, is decoded no larger than needed
        if width * height > PHOTOGRAPH or opened.width * opened.height > MAXIMUM_PIXELS:
            return _too_many(width, height)
        picture = _on_white(ImageOps.exif_transpose(opened))
    except (OSError, ValueError, SyntaxError, struct.error):  # all that Pillow says of damaged files
        return _NO_PICTURE
    if kind == "signature":
        picture = _whitened(picture)
    inked = ImageChops.invert(picture.convert("L")).point(lambda shade: 255 if shade > 255 - WHITE else 0)
    where = inked.getbbox()
    if where is None or (where[2] - where[0]) * (where[3] - where[1]) < 64:
        return _BLANK
    picture = picture.crop(where)
    picture.thumbnail(LARGEST[kind], Image.Resampling.LANCZOS)
    out = BytesIO()
    picture.save(out, "JPEG", quality=90, subsampling=0, optimize=True)
    return out.getvalue()


def _too_many(width: int, height: int) -> Text:
    return Text(
        th=f"รูปมีจุดภาพมากเกินไป ({width} × {height}) — ย่อให้ไม่เกิน 12 ล้านจุด เช่น 4000 × 3000",
        en=f"the picture has too many pixels ({width} × {height}) — make it smaller, at most 12 million, such as 4000 × 3000",
    )


def _on_white(picture: Image.Image) -> Image.Image:
    """What was transparent becomes paper; whatever the colours were kept as, they are RGB."""
    if picture.mode in ("I", "I;16", "F"):  # sixteen bits of grey, which `convert` would clip
        picture = picture.convert("I").point(lambda shade: shade / 256).convert("L")
    seen = picture.convert("RGBA")
    seen.thumbnail((LOOKED_AT, LOOKED_AT))
    paper = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(paper, seen).convert("RGB")


def _whitened(picture: Image.Image) -> Image.Image:
    """A signature photographed on grey paper, as if the paper were white: most of the picture is paper."""
    counts = picture.convert("L").histogram()
    half, seen, paper = sum(counts) / 2, 0, 255
    for shade, count in enumerate(counts):
        seen += count
        if seen >= half:
            paper = shade
            break
    if not 110 <= paper < 250:
        return picture
    return picture.point(lambda shade: min(255, round(shade * 255 / (paper * 0.93))))
