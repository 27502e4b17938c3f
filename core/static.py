"""What a browser loads beside a page: our type and our icons, each at an address that changes with what is in it."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from core.language import Language, say

FOLDER = Path(__file__).parent.parent / "static"
ICON = FOLDER / "icon.png"  # 192 px, on the home screen
FAVICON = FOLDER / "favicon.png"  # 48 px, in a tab: every public page brings it, so it is small
TOUCH_ICON = FOLDER / "apple-touch-icon.png"  # 180 px without round corners: iOS cuts them itself
ICONS = (("icon.png", 192, "any"), ("icon-512.png", 512, "any"), ("icon-maskable.png", 512, "maskable"))
PAPER = {"light": "#FBFAF6", "dark": "#14171C"}  # as in look.css and plain.css

# What a page needs always comes in two files a weight, Thai and Latin; the rest of Latin only where it is written.
_FACES = {
    "thai": "U+0E01-0E5B,U+200B-200D,U+25CC",
    "basic": "U+0020-007E,U+00A0,U+00A9,U+00AB,U+00B0-00B1,U+00B7,U+00BB,U+00D7,U+2013-2014,U+2018-2019,U+201C-201D,U+2022,U+2026,U+2039-203A,U+2212",
    "latin": "U+00A1-00A8,U+00AA,U+00AC-00AF,U+00B2-00B6,U+00B8-00BA,U+00BC-00D6,U+00D8-00FF,U+20AC,U+2122",
}


@cache
def address(name: str) -> str:
    """Where a file of the folder `static` is: it may be kept for ever, for another content has another address."""
    digest = hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:10]
    return f"/app/static/{name}?v={digest}"


FACES = "".join(
    f'@font-face{{font-family:"IBM Plex Sans Thai Looped";font-weight:{weight};font-display:swap;'
    f'src:url({address(f"plex-{name}-{weight}.woff2")}) format("woff2");unicode-range:{letters}}}\n'
    for name, letters in _FACES.items()
    for weight in (400, 600)
)


def beside(language: Language) -> str:
    """For a page's `<head>`: the icon and the way to the home screen, and the colour of the bar above the page."""
    colours = "".join(
        f'<meta name="theme-color" content="{colour}" media="(prefers-color-scheme: {scheme})">'
        for scheme, colour in PAPER.items()
    )
    return (
        f'<link rel="apple-touch-icon" href="{address(TOUCH_ICON.name)}">'
        f'<link rel="manifest" href="/manifest.webmanifest?language={language}">{colours}'
        f'<meta name="apple-mobile-web-app-title" content="{say(language, "สุจริต", "Sujarit")}">'
    )


def manifest(language: Language) -> dict[str, Any]:
    """What a phone asks before it puts the page on its home screen.

    `minimal-ui` and not `standalone`: a paper opens in the same window, and there must be a way back. An iPhone has no
    such window and opens the page in Safari, where its person is signed in already.
    """
    return {
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "lang": language,
        "dir": "ltr",
        "name": say(language, "สุจริต", "Sujarit"),
        "short_name": say(language, "สุจริต", "Sujarit"),
        "description": say(
            language,
            "เรียนรู้ ทดสอบ และลงนามคำมั่นสุจริต บนโทรศัพท์",
            "Integrity lessons, tests and the pledge, on your phone",
        ),
        "display": "minimal-ui",
        "background_color": PAPER["light"],
        "theme_color": PAPER["light"],
        "icons": [
            {"src": address(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for name, size, purpose in ICONS
        ],
    }
