"""The pictures of the documentation, taken in a real Chromium from the demo, in both languages: `make pictures`."""

import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Collection
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from random import Random

import pypdfium2
from PIL import Image
from playwright.sync_api import APIRequestContext, Browser, Page, sync_playwright

import house
from demo import PASSWORD

ROOT = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / "pictures"
PORT, URL = "8791", "http://localhost:8791"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip
PHONE, DESK, WIDE = (390, 844), (760, 860), (1100, 780)
SLOW = 180_000  # ms: a busy computer is no fault of a picture
PROGRAMME = "strong-2570"
# Learners who stand where a picture is taken, and how many steps they have done: nobody of them is a person.
WALKERS = {"NEW": None, "HALFWAY": 5, "PLEDGE": 8, "FINISHED": 99}


@dataclass(frozen=True, slots=True)
class Picture:
    """What is taken: whose page, and what is done on it first. `code` is "" for whoever is signed out."""

    name: str
    code: str
    path: str
    act: Callable[[Page], None] = lambda page: None
    size: tuple[int, int] = PHONE


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper that the program makes: who prints it, from which address, so wide in pixels."""

    name: str
    code: str
    path: str
    wide: int = 520


def _click(where: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        if not page.locator(where).count():  # in the first language it was pressed, and is done
            return
        page.locator(where).first.click()
        page.wait_for_timeout(2000)

    return act


PICTURES = (
    Picture("card", "LEARNER", "lesson?lesson=networks", _click(".st-key-next button")),
    Picture("dilemma", "LEARNER", "dilemmas?dilemma=drug-lunch"),
    Picture("gift-desk", "LEARNER", "gifts?link=own&value=900"),
    Picture("question", "LEARNER", f"test?programme={PROGRAMME}&moment=pre", _click(".st-key-begin button")),
    Picture("join", "", "join"),
    Picture("home", "HALFWAY", ""),
    Picture("pledge", "PLEDGE", f"pledge?programme={PROGRAMME}&pledge=integrity"),
    Picture("certificate", "FINISHED", "certificates"),
    Picture("content", "TRAINER", "content", size=DESK),
    Picture("preview", "TRAINER", "preview-quizzes?slug=gifts", size=DESK),
    Picture("items", "TRAINER", "items", size=DESK),
    Picture("results", "MANAGER", "results", size=DESK),
    Picture("reminders", "MANAGER", "reminders", size=DESK),
    Picture("entering", "MANAGER", "entering", size=DESK),
    Picture("closing", "MANAGER", "closing?fiscal_year=2569&quarter=4", size=DESK),
    Picture("people", "ADMIN", "people", size=DESK),
    Picture("programme", "ADMIN", f"programme?programme={PROGRAMME}", size=DESK),
    Picture("certificate-design", "ADMIN", "certificate-design", size=WIDE),
)
SHEETS = (
    Sheet("poster", "ADMIN", f"programme-poster.pdf?programme={PROGRAMME}"),
    Sheet("handout", "ADMIN", f"programme-handout.pdf?programme={PROGRAMME}"),
    Sheet("slips", "ADMIN", "slips"),
)


def main(only: Collection[str] = ()) -> None:
    """Fill a demo, serve it on this computer alone, take every picture (or those named), and end the server again."""
    FOLDER.mkdir(exist_ok=True)
    pictures = [each for each in PICTURES if not only or each.name in only]
    sheets = [each for each in SHEETS if not only or each.name in only]
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "SUJARIT_DATA": f"{folder}/data", "PORT": PORT, "HOST": "127.0.0.1"}
        command = [sys.executable, str(ROOT / "sujarit.py")]
        subprocess.run([*command, "demo", "--people", "30"], env=environment, check=True)
        _walk(Path(folder) / "data")
        link = subprocess.run([*command, "people", "link", "NEW"], env=environment, check=True, capture_output=True, encoding="utf-8")  # fmt: skip
        joins = re.findall(r"join/[\w-]+", link.stdout)[0]
        server = subprocess.Popen([*command, "serve"], env=environment)
        try:
            _answers()
            with sync_playwright() as playwright:
                chromium = "/usr/bin/chromium" if Path("/usr/bin/chromium").exists() else None
                browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
                for code in sorted(
                    {each.code for each in pictures} | {each.code for each in sheets}
                ):  # new slips, ADMIN's, end NEW's link
                    for language in ("th", "en"):
                        _take(browser, language, code, joins, pictures, sheets)
        finally:
            server.terminate()
            server.wait()


def _walk(folder: Path) -> None:
    """Let the walkers come as far as their pictures want them, through the same code as everybody."""
    opened = house.open_house(folder)
    kinds = {kind.word: kind for kind in house.kinds()}
    with opened.ground.read() as db:
        unit = next(unit.name.th for unit in opened.ground.directory.units(db).values() if unit.above)
        brief = opened.paths.brief(db, PROGRAMME)
    assert brief is not None
    drafts = [house.Draft(code, "นางสาว", "สมมุติ ตัวอย่าง", "นักวิชาการสาธารณสุข", unit, "learner") for code in WALKERS]
    for draft, steps in zip(drafts, WALKERS.values(), strict=True):
        house.admit_all(opened.ground, [draft])
        if steps is None:
            continue
        house.passwords(opened.ground, [draft.code], PASSWORD)
        for _ in range(steps):
            with opened.ground.read() as db:
                person = opened.ground.directory.by_code(db, draft.code)
                assert person is not None
                step = opened.paths.next(db, PROGRAMME, person)
            play = kinds[step.kind].play if step else None
            if step is None or play is None:
                break
            play(opened.ground, brief, step.name, person, Random(2))
    opened.ground.settle()
    opened.ground.store.close()


def _answers() -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{URL}/healthz", timeout=2).close()  # noqa: S310 - our own server
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError("the server did not answer")


def _take(
    browser: Browser, language: str, code: str, joins: str, pictures: Collection[Picture], sheets: Collection[Sheet]
) -> None:
    """All pictures and papers of one person in one language."""
    context = browser.new_context(
        viewport={"width": PHONE[0], "height": PHONE[1]}, locale="th-TH", reduced_motion="reduce"
    )
    context.set_default_timeout(SLOW)
    page = context.new_page()
    page.goto(f"{URL}/sign-in")
    if code:
        page.fill("#code", code)
        page.fill("#password", PASSWORD)
        page.click("main form > button")
        page.get_by_test_id("stApp").wait_for()
    context.request.get(f"{URL}/language/{language}", timeout=SLOW)
    for picture in (each for each in pictures if each.code == code):
        page.set_viewport_size({"width": picture.size[0], "height": picture.size[1]})
        page.goto(f"{URL}/{picture.path if code else joins}")
        shown = "[data-testid=stApp][data-test-script-state=notRunning] h1, h2" if code else "main h1"
        page.locator(shown).first.wait_for()
        page.wait_for_timeout(2000)
        picture.act(page)
        _keep(Image.open(BytesIO(page.screenshot())), f"{picture.name}-{language}")
    for sheet in (each for each in sheets if each.code == code):
        with pypdfium2.PdfDocument(_printed(context.request, sheet.path, language)) as document:
            first = document[0]
            _keep(first.render(scale=sheet.wide / first.get_width()).to_pil(), f"{sheet.name}-{language}")
    context.close()


def _printed(request: APIRequestContext, path: str, language: str) -> bytes:
    """A paper's PDF; slips are asked for by a form, in the language of whoever prints them."""
    if path != "slips":
        return request.get(f"{URL}/{path}&language={language}", timeout=SLOW).body()
    batch = re.findall(r'<option value="([^"]+)"', request.get(f"{URL}/slips", timeout=SLOW).text())[0]
    return request.post(f"{URL}/slips", form={"batch": batch}, headers={"origin": URL}, timeout=SLOW).body()


def _keep(image: Image.Image, name: str) -> None:
    image.convert("RGB").quantize(48).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])
