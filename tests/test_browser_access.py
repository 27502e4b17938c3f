"""axe on every page of the house: two widths, two themes, two languages. WCAG 2.2 A and AA, and axe's best practices.

And some pages once more after an act: what is refused, what opens, what passes by.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import product

import places
import pytest
from chromium import settled
from phones import Office
from places import Place, entered, errors, shown
from playwright.sync_api import Browser, BrowserContext, Page, expect
from story import PROGRAMME

pytestmark = pytest.mark.browser

TALL = 3000  # px: a window in which nothing lies under what is fixed at its foot; that is tried by keyboard
PAPER = {"light": "rgb(251, 250, 246)", "dark": "rgb(20, 23, 28)"}
ALL = tuple(product((390, 1280), ("light", "dark")))


def test_every_page_of_the_house_is_tried(office: Office) -> None:
    assert not list(places.unseen(office)), "add the page to tests/places.py"


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("group", ["public", "learners", "others"])
def test_axe_finds_nothing(browser: Browser, office: Office, group: str, language: str) -> None:
    those: Sequence[Place] = getattr(places, group)(office)
    found = list[str]()
    contexts = dict[str, BrowserContext]()
    for place in those:
        if place.code not in contexts:
            contexts[place.code] = entered(browser, office, place.code, language)
        page = contexts[place.code].new_page()
        shown(page, office, place)
        found += [f"{place.name}, {language}, {wrong}" for wrong in _wrong(page, ALL)]
        page.close()
    for context in contexts.values():
        context.close()
    assert not found, "\n".join(found)


def refused(page: Page) -> None:
    """The organisation's page with a name that is none: what is wrong stands above, and passes by at the foot."""
    name = page.get_by_label("ชื่อหน่วยงาน").first
    name.fill(" ")
    name.blur()
    page.get_by_role("button", name="บันทึก").last.click()
    expect(page.locator(".sj-pass")).to_be_attached()


def unanswered(page: Page) -> None:
    page.get_by_role("button", name="บันทึกและไปต่อ").click()
    expect(page.locator(".sj-lacks")).to_be_visible()


def opens(page: Page) -> None:
    page.locator(".sj-top summary").click()
    expect(page.locator(".sj-top .menu")).to_be_visible()


@pytest.mark.parametrize(("code", "path", "act"), [
    ("ADMIN", "/organisation", refused), ("LEARNER", f"/test?programme={PROGRAMME}&moment=pre", unanswered), ("ADMIN", "/", opens),
])  # fmt: skip
def test_axe_finds_nothing_after_an_act(
    browser: Browser, office: Office, code: str, path: str, act: Callable[[Page], None]
) -> None:
    context = entered(browser, office, code, "th")
    page = context.new_page()
    shown(page, office, Place("an act", code, path))
    act(page)
    settled(page)
    page.evaluate("document.getAnimations().forEach(each => each.pause())")  # what passes by stays to be looked at
    found = list(_wrong(page, ALL))
    context.close()
    assert not found, "\n".join(found)


def _wrong(page: Page, ways: Sequence[tuple[int, str]]) -> Iterator[str]:
    """What is wrong with a page, each way that it is looked at."""
    headings = page.locator("h1:visible").all_inner_texts()
    if len(headings) != 1:
        yield f"one heading of the first level, not {headings}"
    page.evaluate("document.querySelectorAll('main details:not([name],nav *)').forEach(each => { each.open = true; })")
    for width, theme in ways:
        page.set_viewport_size({"width": width, "height": TALL})
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        page.wait_for_function(
            "paper => getComputedStyle(document.querySelector('.stApp') ?? document.body).backgroundColor === paper",
            arg=PAPER[theme],
        )
        yield from (f"{width} px, {theme}: {each}" for each in errors(page))
