"""The gallery: every page in every state, width, theme and language, kept and as it is now.

`python tests/gallery.py` takes every picture and writes build/gallery/index.html; with `--update` what it took is kept
in tests/gallery, which tests/test_gallery_*.py compare with. Words after that choose shots by the head of their names.
"""

import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from html import escape
from pathlib import Path
from time import monotonic

from camera import Camera, Language
from likeness import beside, likeness
from playwright.sync_api import Error as PlaywrightError
from shot import Shot
from shots import SHOTS
from test_browser import launched

ROOT = Path(__file__).parent.parent
KEPT = Path(__file__).parent / "gallery"
NOW = ROOT / "build" / "gallery"
LANGUAGES: tuple[Language, ...] = ("th", "en")


def differs(camera: Camera, shot: Shot) -> list[str]:
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


def told(name: str, now: bytes, into: Path = NOW) -> str:
    """What is wrong with a picture, and where to see it; "" when it is as it was kept."""
    into.joinpath("now").mkdir(parents=True, exist_ok=True)
    into.joinpath("now", f"{name}.webp").write_bytes(now)
    apart = into / "apart" / f"{name}.png"
    apart.unlink(missing_ok=True)
    if not (kept := _kept(name)):
        return f"{name}: nothing is kept to compare with; look at it, then `make gallery UPDATE=1` keeps it"
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
        for browser in launched():
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
    NOW.joinpath("index.html").write_text(page(SHOTS), encoding="utf-8")
    print(*([] if update else found), f"{NOW / 'index.html'}", sep="\n")
    return 0


def keep(wanted: tuple[str, ...]) -> None:
    """What was taken now is what is compared with from now on; what no shot is called any more goes."""
    KEPT.mkdir(exist_ok=True)
    names = {f"{shot.name}-{view}" for shot in SHOTS for view in VIEWS}
    for now in sorted(NOW.joinpath("now").glob("*.webp")):
        if now.stem in names and (not wanted or now.stem.startswith(wanted)):
            KEPT.joinpath(now.name).write_bytes(now.read_bytes())
    for kept in KEPT.glob("*.webp"):
        if kept.stem not in names:
            kept.unlink()


VIEWS = tuple(f"{width}-{theme}-{language}" for width in (390, 1280) for theme in ("light", "dark") for language in LANGUAGES)  # fmt: skip
_STYLE = """body{font:16px/1.6 sans-serif;margin:0;background:#eee;color:#111}form{position:sticky;top:0;z-index:1;background:#fff;
padding:12px 16px;display:flex;gap:16px;flex-wrap:wrap;border-bottom:1px solid #ccc}select,input{font:inherit;min-height:40px}
section{padding:16px}figure{display:inline-block;margin:0 16px 16px 0;vertical-align:top}img{display:block;border:1px solid #aaa;max-width:640px}
h2{margin:0 0 8px}[hidden]{display:none}.differs h2::after{content:" ≠";color:#b00020}"""
_SCRIPT = """const form=document.forms[0];const show=()=>{for(const s of document.querySelectorAll('section')){
const d=s.dataset;const f=new FormData(form);s.hidden=!(d.name.includes(f.get('name'))&&['state','width','theme','language']
.every(w=>!f.get(w)||d[w]===f.get(w))&&(!f.get('differs')||s.classList.contains('differs')));}};form.oninput=show;show();"""


def page(shots: tuple[Shot, ...]) -> str:
    """One page that opens without a server: kept and now beside each other, and a choice of which."""

    def choice(name: str, values: tuple[str, ...]) -> str:
        options = "".join(f"<option>{value}</option>" for value in values)
        return f'<label>{name} <select name="{name}"><option value="">all</option>{options}</select></label>'

    states = tuple(dict.fromkeys(shot.state for shot in shots))
    form = (
        '<form><label>page <input name="name"></label>'
        + choice("state", states) + choice("width", ("390", "1280")) + choice("theme", ("light", "dark"))
        + choice("language", LANGUAGES) + '<label><input type="checkbox" name="differs"> what differs</label></form>'
    )  # fmt: skip
    sections = "".join(_section(shot, view) for shot in shots for view in VIEWS)
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Sujarit: the gallery</title>'
        f"<style>{_STYLE}</style>{form}{sections}<script>{_SCRIPT}</script></html>"
    )


def _section(shot: Shot, view: str) -> str:
    name, (width, theme, language) = f"{shot.name}-{view}", view.split("-")
    now, apart = NOW / "now" / f"{name}.webp", NOW / "apart" / f"{name}.png"
    if not now.exists():
        return ""
    figures = [("now", now)]
    if (KEPT / f"{name}.webp").exists():
        figures.insert(0, ("kept", KEPT / f"{name}.webp"))
    if apart.exists():
        figures.append(("kept, now, difference", apart))
    shown = "".join(
        f'<figure><figcaption>{word}</figcaption><img loading="lazy" alt="" src="{escape(os.path.relpath(file, NOW))}"></figure>'
        for word, file in figures
    )
    return (
        f'<section data-name="{shot.name}" data-state="{shot.state}" data-width="{width}" data-theme="{theme}"'
        f' data-language="{language}"{" class=differs" if apart.exists() else ""}><h2>{name}</h2>{shown}</section>'
    )


if __name__ == "__main__":
    update, words = "--update" in sys.argv, tuple(word for word in sys.argv[1:] if word != "--update")
    sys.exit(main(update, words))
