"""The gallery: every page in every state, width, theme and language, kept and as it is now.

`python tests/gallery.py` takes every picture and writes build/gallery/index.html; with `--update` what it took is kept
in tests/gallery, which tests/test_gallery_*.py compare with. Words after that choose shots by the head of their names.
"""

import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from time import monotonic
from typing import Protocol

from album import VIEWS, Album
from camera import Camera, Language
from chromium import launched
from likeness import beside, likeness
from machine import NAME, drawn
from playwright.sync_api import Error as PlaywrightError
from shot import Shot
from shots import SHOTS

ROOT = Path(__file__).parent.parent
KEPT = Path(__file__).parent / "gallery"
NOW = ROOT / "build" / "gallery"
FONTS = Path(__file__).parent / "fonts.conf"
NEW = "nothing is kept to compare with"
LANGUAGES: tuple[Language, ...] = ("th", "en")


class Taking(Protocol):
    """Who takes pictures: a camera."""

    def pictures(self, shot: Shot) -> dict[str, bytes]:
        """A shot in every width and theme, by name."""


def differs(camera: Taking, shot: Shot) -> list[str]:
    """Take a shot; what is wrong with it.

    Where a picture differs from the one that is kept, or the page did not come, the page is opened and taken anew,
    once: a late repaint on a machine that is busy is no change of the look, and what is one differs again.
    """
    try:
        found = camera.pictures(shot)
    except PlaywrightError:
        found = camera.pictures(shot)
    if again := [name for name, now in found.items() if _kept(name) and not likeness(_kept(name), now)]:
        anew = camera.pictures(shot)
        found |= {name: anew[name] for name in again}
    return [wrong for name, now in found.items() if (wrong := told(name, now))]


def _kept(name: str) -> bytes:
    kept = KEPT / f"{name}.webp"
    return kept.read_bytes() if kept.exists() else b""


def told(name: str, now: bytes) -> str:
    """What is wrong with a picture, and where to see it; "" when it is as it was kept."""
    NOW.joinpath("now").mkdir(parents=True, exist_ok=True)
    NOW.joinpath("now", f"{name}.webp").write_bytes(now)
    apart = NOW / "apart" / f"{name}.png"
    apart.unlink(missing_ok=True)
    if not (kept := _kept(name)):
        return f"{name}: {NEW}; look at it, then `make gallery UPDATE=1` keeps it"
    found = likeness(kept, now)
    if found:
        return ""
    apart.parent.mkdir(exist_ok=True)
    beside(kept, now).save(apart)
    return f"{name}: {found}; kept, now and the difference: {apart}"


def taken(language: Language, wanted: tuple[str, ...]) -> list[str]:
    """Take the pictures of one language; what differs from what is kept."""
    found: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for browser in launched(FONTS):
            NOW.joinpath("now").mkdir(parents=True, exist_ok=True)
            NOW.joinpath("now", f"{NAME}.webp").write_bytes(drawn(browser))
            with Camera(browser, Path(folder), language) as camera:
                for shot in (shot for shot in SHOTS if not wanted or shot.name.startswith(wanted)):
                    began = monotonic()
                    try:
                        found += differs(camera, shot)
                    except PlaywrightError as error:  # the others are taken all the same
                        found.append(f"{shot.name}: {error}")
                    print(f"{language} {shot.name} {monotonic() - began:.1f} s", flush=True)
    return found


def main(update: bool, wanted: tuple[str, ...]) -> int:
    """Take everything, in one process a language, and write the page."""
    with ProcessPoolExecutor(len(LANGUAGES)) as pool:
        found = [wrong for each in pool.map(taken, LANGUAGES, [wanted] * len(LANGUAGES)) for wrong in each]
    if update:
        keep(wanted)
    NOW.joinpath("index.html").write_text(Album(NOW, KEPT).page(SHOTS), encoding="utf-8")
    new = [wrong for wrong in found if NEW in wrong]
    failed = [wrong for wrong in found if not NOW.joinpath("now", f"{wrong.partition(':')[0]}.webp").exists()]
    print(*(failed if update else [wrong for wrong in found if wrong not in new]), sep="\n")
    print(f"{len(new)} of which nothing is kept; look at {NOW / 'index.html'}")
    return 0


def keep(wanted: tuple[str, ...]) -> None:
    """What was taken now is what is compared with from now on; what no shot is called any more goes."""
    KEPT.mkdir(exist_ok=True)
    names = {f"{shot.name}-{view}" for shot in SHOTS for view in VIEWS} | {NAME}
    for now in sorted(NOW.joinpath("now").glob("*.webp")):
        if now.stem in names and (not wanted or now.stem.startswith(wanted)):
            KEPT.joinpath(now.name).write_bytes(now.read_bytes())
    for kept in KEPT.glob("*.webp"):
        if kept.stem not in names:
            kept.unlink()


if __name__ == "__main__":
    update, words = "--update" in sys.argv, tuple(word for word in sys.argv[1:] if word != "--update")
    sys.exit(main(update, words))
