"""The pictures of the documentation, taken in a real Chromium from the demo, in both languages: `make pictures`."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / "pictures"
PORT, URL = "8791", "http://localhost:8791"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip
WIDTH, HEIGHT = 390, 844
WIDE = (1280, 800)


@dataclass(frozen=True, slots=True)
class Picture:
    """What is taken: whose page, and what is done on it first."""

    name: str
    code: str
    path: str
    act: Callable[[Page], None] = lambda page: None
    size: tuple[int, int] = (WIDTH, HEIGHT)


def _next_card(page: Page) -> None:
    page.locator(".st-key-next button").click()
    page.wait_for_timeout(1500)


PICTURES = (
    Picture("card", "LEARNER", "lesson?lesson=networks", _next_card),
    Picture("dilemma", "LEARNER", "dilemmas?dilemma=drug-lunch"),
    Picture("gift-desk", "LEARNER", "gifts?link=own&value=900"),
)


def main() -> None:
    """Fill a demo, serve it on this computer alone, take every picture, and end the server again."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "SUJARIT_DATA": f"{folder}/data", "PORT": PORT, "HOST": "127.0.0.1"}
        command = [sys.executable, str(ROOT / "sujarit.py")]
        subprocess.run([*command, "demo", "--people", "30"], env=environment, check=True)
        server = subprocess.Popen([*command, "serve"], env=environment)
        try:
            _answers()
            with sync_playwright() as playwright:
                chromium = "/usr/bin/chromium" if Path("/usr/bin/chromium").exists() else None
                browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
                for language in ("th", "en"):
                    for code in sorted({picture.code for picture in PICTURES}):
                        _take(browser, language, code)
        finally:
            server.terminate()
            server.wait()


def _answers() -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{URL}/healthz", timeout=2).close()  # noqa: S310 - our own server
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError("the server did not answer")


def _take(browser: Browser, language: str, code: str) -> None:
    """All pictures of one person in one language."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, locale="th-TH", reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{URL}/sign-in")
    page.fill("#code", code)
    page.fill("#password", "demo-sujarit")
    page.click("main button")
    page.get_by_test_id("stApp").wait_for()
    context.request.get(f"{URL}/language/{language}")
    for picture in (each for each in PICTURES if each.code == code):
        page.set_viewport_size({"width": picture.size[0], "height": picture.size[1]})
        page.goto(f"{URL}/{picture.path}")
        page.locator("[data-testid=stApp][data-test-script-state=notRunning] h1, h2").first.wait_for()
        page.wait_for_timeout(1500)
        picture.act(page)
        image = Image.open(BytesIO(page.screenshot())).convert("RGB")
        image.quantize(64).save(FOLDER / f"{picture.name}-{language}.png", optimize=True)
    context.close()


if __name__ == "__main__":
    main()
