"""Finding the token in what somebody holds: the text itself, an address, a PDF, or a picture of the paper."""

from pathlib import Path

import pypdfium2
import zxingcpp
from PIL import Image, UnidentifiedImageError

from core.signing import Refused

MAXIMUM_BYTES = 20_000_000
LONGEST_NAME = 200  # characters; a token is longer, and asking for a file of such a name is an error itself
_DPI = 200  # at which a PDF's page is looked at


def token_in(what: str) -> str | Refused:
    """The token in `what`: a file when there is one of that name, else the text itself."""
    path = Path(what)
    if len(path.name) > LONGEST_NAME or not path.is_file():
        return _after_slash(what)
    if path.stat().st_size > MAXIMUM_BYTES:
        return Refused(f"{path.name} is larger than {MAXIMUM_BYTES // 1_000_000} MB")
    raw = path.read_bytes()
    try:
        picture = (
            pypdfium2.PdfDocument(raw)[0].render(scale=_DPI / 72).to_pil() if raw[:5] == b"%PDF-" else Image.open(path)
        )
    except (pypdfium2.PdfiumError, UnidentifiedImageError, OSError) as error:
        return Refused(f"{path.name} is neither a PDF nor a picture ({error})")
    for code in zxingcpp.read_barcodes(picture.convert("RGBA").convert("L")):
        if "/V/" in code.text.upper():
            return _after_slash(code.text)
    return Refused(f"no certificate's QR code was found in {path.name}")


def _after_slash(text: str) -> str:
    return text.strip().rsplit("/", 1)[-1]
