"""Taking the gallery's pictures: each page once, and then in every width and in light and dark without loading again."""

import json
import re
import sys
from base64 import b64decode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Literal

from likeness import small
from playwright.sync_api import Browser, BrowserContext, Page
from served import ROOT, Served
from shot import Shot

import demo

Language = Literal["th", "en"]
WIDTHS = {390: 844, 1280: 800}  # px, and the height that a reader sees at once
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
TALLEST = 9000  # px: what lies below is more of the same
FRESH_PASSWORD = "rice field at dawn"
# Whole: nothing runs, the type is here, and for a moment nothing has moved.
_SETTLED = """quiet => new Promise(done => {
  const still = () => {
    const app = !window.sjOpening && document.querySelector('[data-testid=stApp]');
    return document.fonts.status === 'loaded' && (!app || (document.documentElement.hasAttribute('data-sj-whole') && app.dataset.testScriptState === 'notRunning'
      && document.querySelector('.stHtml') && !document.querySelector('[data-stale=true],.stAppSkeleton,[data-testid=stSkeleton]')))
      && [...document.images].every(image => image.complete);
  };
  let last = performance.now();
  const watch = new MutationObserver(() => { last = performance.now(); });
  watch.observe(document.documentElement, {subtree: true, childList: true, attributes: true, characterData: true});
  const look = () => {
    if (!still()) last = performance.now();
    if (performance.now() - last > quiet) { watch.disconnect(); done(true); } else requestAnimationFrame(look);
  };
  look();
})"""
_HEIGHT = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  return main ? main.scrollHeight : document.documentElement.scrollHeight;
}"""
_TOP = "() => (document.querySelector('[data-testid=stMain]') ?? document.documentElement).scrollTo(0, 0)"
# In every page before its own scripts. What moves by itself or blinks is no part of a picture; a sheet that is adopted
# is no inline style, which our own pages forbid. And Playwright's questions count as a person's touch, upon which the
# product brings the focus to the heading: now before a picture and now after it.
_CALM = """
const calm = new CSSStyleSheet();
calm.replaceSync('*,*::before,*::after{animation:none!important;transition:none!important;caret-color:transparent!important;scrollbar-width:none!important;scroll-behavior:auto!important}');
document.adoptedStyleSheets = [calm];
Object.defineProperty(Navigator.prototype, 'userActivation', {get: () => ({hasBeenActive: false, isActive: false})});
"""


class StillServed(Served):
    """A server in which time stands still, over a folder of its own, of people or fresh."""

    patience = 3000  # it makes an office first

    def __init__(self, folder: Path, *, fresh: bool):
        super().__init__(folder)
        self.fresh, self.used = fresh, False  # used: somebody has come in by the set-up link

    def command(self) -> list[str]:
        return [sys.executable, str(ROOT / "tests" / "still.py"), str(self.folder), *(["fresh"] if self.fresh else [])]

    @property
    def known(self) -> dict[str, str]:
        """What pictures look for, by its name."""
        found: dict[str, str] = json.loads(self.folder.with_suffix(".json").read_text(encoding="utf-8"))
        return {**found, "set_up": self.set_up_path.lstrip("/")} if self.fresh else found


class Camera:
    """The browsers of everybody who is photographed, in one language, and the servers that they look at."""

    def __init__(self, browser: Browser, folder: Path, language: Language):
        self.browser, self.language = browser, language
        self.servers = {
            fresh: StillServed(folder / ("new" if fresh else "office"), fresh=fresh) for fresh in (False, True)
        }
        self.contexts: dict[tuple[bool, str, bool], BrowserContext] = {}

    def __enter__(self) -> "Camera":
        with ThreadPoolExecutor(len(self.servers)) as both:  # at once: each waits for its own beginning
            list(both.map(StillServed.start, self.servers.values()))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for context in self.contexts.values():
            context.close()
        for server in self.servers.values():
            server.stop()

    def pictures(self, shot: Shot) -> dict[str, bytes]:
        """A shot in every width and theme: its name, and the picture as it is kept."""
        server = self.servers[shot.fresh]
        context = self._context(shot)
        page = context.new_page()
        try:
            page.set_viewport_size({"width": 390, "height": WIDTHS[390]})
            path = shot.path.format(**server.known) if "{" in shot.path else shot.path
            shot.before(page)
            page.goto(f"{server.url}/{path}", wait_until="commit")
            page.locator("#root > *, main").first.wait_for(state="attached")
            settled(page)
            shot.act(page)
            if shot.then:
                page.locator(shot.then).first.wait_for()
            return dict(self.views(shot, page))
        finally:
            page.close()
            if shot.alone:
                context.close()

    def views(self, shot: Shot, page: Page) -> Iterator[tuple[str, bytes]]:
        """An open page in every width and theme; the theme changes nothing of its size."""
        eye = page.context.new_cdp_session(page)
        for width, height in WIDTHS.items():
            page.emulate_media(color_scheme=THEMES[0], reduced_motion="reduce")
            _opened_up(page, width, height)
            page.mouse.move(0, 0)
            page.evaluate(_TOP)
            for theme in THEMES:
                page.emulate_media(color_scheme=theme, reduced_motion="reduce")
                settled(page)
                shown = eye.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True})["data"]
                yield f"{shot.name}-{width}-{theme}-{self.language}", small(b64decode(shown))

    def _context(self, shot: Shot) -> BrowserContext:
        if shot.alone:
            return self._opened(shot)
        key = (shot.fresh, shot.who, shot.reads)
        if key not in self.contexts:
            self.contexts[key] = self._opened(shot)
        return self.contexts[key]

    def _opened(self, shot: Shot) -> BrowserContext:
        """A browser in which somebody has signed in, and reads in this language."""
        context = self.browser.new_context(locale="th-TH", reduced_motion="reduce")
        context.set_default_timeout(30_000)
        context.add_init_script(_CALM)
        server = self.servers[shot.fresh]
        if shot.who:
            self._signed_in(context, server, shot)
            if shot.reads:
                self._informed(context, server.url)
        context.request.get(f"{server.url}/language/{self.language}", max_redirects=0)
        return context

    def _signed_in(self, context: BrowserContext, server: StillServed, shot: Shot) -> None:
        """By code and password; who comes first into an office in which nobody is yet, by its set-up link."""
        secret = FRESH_PASSWORD if shot.fresh else demo.PASSWORD
        form: dict[str, str | float | bool] = {"code": shot.who, "password": secret}
        path = "/sign-in"
        if shot.fresh and not server.used:
            given = {"organisation_th": "สำนักงานทดสอบ", "organisation_en": "Test Office", "name": "ผู้ดูแล ทดสอบ"}
            form, path, server.used = {**given, **form, "address": ""}, server.set_up_path, True
        answered = context.request.post(
            f"{server.url}{path}", form=form, headers={"origin": server.url}, max_redirects=0
        )
        assert answered.status == 303, f"{shot.who}: {answered.status}"

    def _informed(self, context: BrowserContext, url: str) -> None:
        """What stands before everybody's first page is read."""
        notice = context.request.get(f"{url}/privacy").text()
        if version := re.search(r'name="version" value="(.+?)"', notice):  # else they have read it
            form: dict[str, str | float | bool] = {"version": version[1]}
            context.request.post(f"{url}/privacy", form=form, headers={"origin": url}, max_redirects=0)


def _opened_up(page: Page, width: int, least: int) -> None:
    """Make the window as tall as the page; anew, where the page has grown or shrunk by what came late."""
    tall = 0
    for _ in range(3):
        page.set_viewport_size({"width": width, "height": least})
        settled(page)
        before, tall = tall, min(max(int(page.evaluate(_HEIGHT)), least), TALLEST)
        page.set_viewport_size({"width": width, "height": tall})
        settled(page)
        if tall in (before, min(int(page.evaluate(_HEIGHT)), TALLEST)):
            return


def settled(page: Page, quiet: int = 120) -> None:
    """Wait until a page is whole; `quiet`: ms for which nothing moves."""
    page.evaluate(_SETTLED, quiet)
