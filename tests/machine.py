"""Whether this machine draws as the one on which the gallery's pictures were kept: else all of them would differ.

What the product draws is the same on each machine. A browser's own parts (signs that our type lacks, boxes, the edges
of letters) are the machine's; a page of these alone is kept beside the pictures and looked at first.
"""

from base64 import b64encode
from pathlib import Path

from likeness import likeness, small
from playwright.sync_api import Browser

from core.static import FOLDER

NAME = "machine"  # of the picture, beside those of the pages
OTHER = (
    "this machine's browser draws signs or letters otherwise than the one on which the pictures were kept; "
    "`make gallery` shows both, and `make gallery UPDATE=1` on an unchanged tree keeps this machine's"
)
SIGNS = "✓ ✕ ✎ → ← ↗ ↓ ▾ ▸ ○ ● › ≥ − × ÷ … “ ” ‘ ’ · –"
WORDS = "ที่นี่ผู้ใหญ่ได้เรียนรู้เรื่องของขวัญ ป้ำ ฐู กี่ปั๊ม Sujarit 0123456789 ๐๑๒๓๔๕๖๗๘๙"


def drawn(browser: Browser) -> bytes:
    """The page of this machine's own parts, as a picture is kept."""
    faces = "".join(
        f"@font-face{{font-family:Plex;font-weight:{weight};src:url(data:font/woff2;base64,{_font(name, weight)});unicode-range:{letters}}}"
        for name, letters in (("thai", "U+0E01-0E5B"), ("basic", "U+0020-00FF"))
        for weight in (400, 600)
    )
    lines = "".join(
        f'<p style="font:{size}px Plex;margin:8px">{SIGNS}<br>{WORDS}<br><b>{WORDS}</b></p>' for size in (15, 17, 26)
    )
    parts = "<input type=checkbox checked><input type=radio checked><select><option>1</select><details><summary>1</summary></details>"
    page = browser.new_page(viewport={"width": 780, "height": 560})
    try:
        page.set_content(f"<style>{faces}b{{font-weight:600}}</style>{lines}{parts}")
        page.evaluate("document.fonts.ready.then(() => true)")
        return small(page.screenshot())
    finally:
        page.close()


def _font(name: str, weight: int) -> str:
    return b64encode((FOLDER / f"plex-{name}-{weight}.woff2").read_bytes()).decode()


def is_ours(browser: Browser, kept: Path) -> bool:
    """Whether it draws as the machine of the pictures that are kept; True where none are."""
    picture = kept / f"{NAME}.webp"
    return not picture.exists() or bool(likeness(picture.read_bytes(), drawn(browser)))
