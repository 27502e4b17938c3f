"""Taking the gallery's pictures: each page once, and then in every width and in light and dark without loading again."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Literal

from likeness import small
from playwright.sync_api import Browser, BrowserContext, Page
from served import ROOT, Served
from shots import Shot

import demo

Language = Literal["th", "en"]
WIDTHS = {390: 844, 1280: 800}  # px, and the height that a reader sees at once
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
TALLEST = 3000  # px: what lies below is more of the same
FRESH_PASSWORD = "rice field at dawn"
# Whole: nothing runs, the type is here, and for a moment nothing has moved.
_SETTLED = """quiet => new Promise(done => {
  const still = () => {
    const app = !window.sjOpening && document.querySelector('[data-testid=stApp]');
    return document.fonts.status === 'loaded' && (!app || (app.dataset.testScriptState === 'notRunning'
      && document.querySelector('.stHtml') && !document.querySelector('[data-stale=true],.stAppSkeleton')))
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
# What moves by itself or blinks is no part of a picture.
_CALM = "*{animation:none!important;transition:none!important;caret-color:transparent!important;scrollbar-width:none!important}"


class StillServed(Served):
    """A server in which time stands still, over a folder of its own, of people or fresh."""

    patience = 3000  # it makes an office first

    def __init__(self, folder: Path, *, fresh: bool):
        super().__init__(folder)
        self.fresh = fresh

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
        self.servers = {fresh: StillServed(folder / f"fresh-{fresh}", fresh=fresh) for fresh in (False, True)}
        self.contexts: dict[tuple[bool, str], BrowserContext] = {}

    def __enter__(self) -> "Camera":
        for server in self.servers.values():
            server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for context in self.contexts.values():
            context.close()
        for server in self.servers.values():
            server.stop()

    def pictures(self, shot: Shot) -> Iterator[tuple[str, bytes]]:
        """A shot in every width and theme: its name, and the picture as it is kept."""
        server = self.servers[shot.fresh]
        context = self._context(shot)
        page = context.new_page()
        page.set_viewport_size({"width": 390, "height": WIDTHS[390]})
        path = shot.path.format(**server.known) if "{" in shot.path else shot.path
        if shot.state == "opening":  # what it waits for never comes
            page.add_init_script("window.sjOpening = true")
            page.route("**/_stcore/host-config*", lambda route: None)
        page.goto(f"{server.url}/{path}", wait_until="commit")
        page.locator("#root > *, main").first.wait_for(state="attached")
        settled(page)
        shot.act(page)
        if shot.state == "unreachable":
            server.kill()
            page.get_by_test_id("stDialog").wait_for()
        yield from self.views(shot, page)
        page.close()
        if shot.alone:
            context.close()

    def views(self, shot: Shot, page: Page) -> Iterator[tuple[str, bytes]]:
        """An open page in every width and theme."""
        if not shot.plain:
            page.add_style_tag(content=_CALM)
        for width, height in WIDTHS.items():
            for theme in THEMES:
                page.emulate_media(color_scheme=theme, reduced_motion="reduce")
                page.set_viewport_size({"width": width, "height": height})
                settled(page)
                tall = min(max(page.evaluate(_HEIGHT), height), TALLEST)
                page.set_viewport_size({"width": width, "height": tall})
                page.mouse.move(0, 0)
                settled(page)
                yield f"{shot.name}-{width}-{theme}-{self.language}", small(page.screenshot())

    def _context(self, shot: Shot) -> BrowserContext:
        key = (shot.fresh, shot.who)
        if shot.alone or key not in self.contexts:
            context = self._opened(shot)
            if shot.alone:
                return context
            self.contexts[key] = context
        return self.contexts[key]

    def _opened(self, shot: Shot) -> BrowserContext:
        """A browser in which somebody has signed in, and reads in this language."""
        context = self.browser.new_context(locale="th-TH", reduced_motion="reduce")
        context.set_default_timeout(30_000)
        url = self.servers[shot.fresh].url
        if shot.who:
            form: dict[str, str | float | bool] = {"code": shot.who, "password": demo.PASSWORD}
            if shot.fresh:
                given = {"organisation_th": "สำนักงานทดสอบ", "organisation_en": "Test Office", "name": "ผู้ดูแล ทดสอบ"}
                password = {"password": FRESH_PASSWORD}
                form = {**given, **password, "address": "", "code": shot.who}
            path = self.servers[True].set_up_path if shot.fresh else "/sign-in"
            answered = context.request.post(f"{url}{path}", form=form, headers={"origin": url}, max_redirects=0)
            assert answered.status == 303, f"{shot.who}: {answered.status}"
            if shot.reads:
                self._informed(context, url)
        context.request.get(f"{url}/language/{self.language}", max_redirects=0)
        return context

    def _informed(self, context: BrowserContext, url: str) -> None:
        """What stands before everybody's first page is read."""
        page = context.new_page()
        page.goto(f"{url}/")
        if "/privacy" in page.url:
            page.locator("main button").first.click()
            page.wait_for_url(re.compile(r"^(?!.*/privacy)"))
        page.close()


def settled(page: Page, quiet: int = 120) -> None:
    """Wait until a page is whole; `quiet`: ms for which nothing moves."""
    page.evaluate(_SETTLED, quiet)
