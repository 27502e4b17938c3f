"""In a browser: what says that nothing was chosen goes when something is, and no button lies on what is read last."""

import places
import pytest
from chromium import settled
from phones import SMALL, USUAL, Office
from places import Place, entered, shown
from playwright.sync_api import Browser, Page, expect
from test_browser import THAI
from test_browser_still import FOLDED, TWICE

pytestmark = pytest.mark.browser

READ = ("home at the beginning", "a question", "lesson", "result")
# The page is at its end: whatever text a row of buttons lies on, in which nothing more can be scrolled up.
COVERED = """async () => {
  const main = document.querySelector('[data-testid=stMain]');
  main.scrollTo(0, 1e6);
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const rows = [...main.querySelectorAll('.st-key-sj-act,.st-key-sj-turns,.st-key-save')];
  const found = [];
  for (const row of rows) {
    const over = row.getBoundingClientRect();
    for (const each of main.querySelectorAll('*')) {
      if (row.contains(each) || ![...each.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())) continue;
      const box = each.getBoundingClientRect();
      if (box.width > 1 && box.bottom > over.top + 1 && box.top < over.bottom - 1) found.push(each.textContent.trim().slice(0, 60));
    }
  }
  return [rows.length, found];
}"""


def place(office: Office, name: str) -> Place:
    return next(each for each in places.learners(office) if each.name == name)


@pytest.mark.parametrize("name", READ)
def test_no_button_lies_on_what_is_read_last(browser: Browser, office: Office, name: str) -> None:
    here = place(office, name)
    context = entered(browser, office, here.code, "th", viewport={"width": USUAL[0], "height": USUAL[1]})
    page = context.new_page()
    shown(page, office, here)
    settled(page)
    page.evaluate(f"document.fonts.ready.then(() => {{ {FOLDED} }})")
    found = []
    for size, letters in ((USUAL, 1), (SMALL, 1), (USUAL, 2), (SMALL, 2)):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        if letters == 2 and size == USUAL:
            page.evaluate(TWICE)
        rows, covered = page.evaluate(COVERED)
        assert rows, name
        found += [f"{size}, letters × {letters}: {each}" for each in covered]
    context.close()
    assert not found, "\n".join(found)


def chosen(page: Page) -> None:
    page.get_by_test_id("stRadioOption").or_(page.locator(".stCheckbox label")).first.click()


def test_the_word_that_nothing_was_chosen_goes_when_something_is(browser: Browser, office: Office) -> None:
    here = place(office, "a question")
    context = entered(browser, office, here.code, "th")
    page = context.new_page()
    shown(page, office, here)
    page.get_by_role("button", name=THAI.save).click()
    word = page.get_by_text("เลือกคำตอบก่อน")
    expect(word).to_be_visible()
    chosen(page)
    expect(word).to_be_hidden()
    context.close()
