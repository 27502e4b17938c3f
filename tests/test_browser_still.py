"""Pages stand still while they come, move for nobody who prefers none, and lose nothing in large type."""

import places
import pytest
from phones import Office
from places import entered, shown
from playwright.sync_api import Browser, BrowserContext, expect

pytestmark = pytest.mark.browser

MOST_SHIFT = 0.1  # cumulative layout shift, as browsers count it: what is more is felt
# What is opened to see it come. (Width, how many times slower the processor is: a phone's, and as it is.)
COMING = (
    "home at the beginning", "home in the middle", "home at the end", "a question", "lesson", "certificates", "result",
    "results", "gifts",
)  # fmt: skip
WAYS = ((390, 4), (1280, 1))
SHIFT = """window.sjShift = 0; window.sjMoved = []; new PerformanceObserver(list => {
  for (const each of list.getEntries()) if (!each.hadRecentInput) {
    window.sjShift += each.value;
    window.sjMoved.push([each.value, ...each.sources.map(one => (one.node?.outerHTML ?? '').slice(0, 100))].join(' '));
  }
}).observe({ type: 'layout-shift', buffered: true });"""
# All letters twice as large and nothing else, as Android's own browsers do for whoever asks for large letters.
TWICE = """() => {
  const sizes = [...document.querySelectorAll('body *')].map(each => [each, parseFloat(getComputedStyle(each).fontSize)]);
  for (const [each, size] of sizes) each.style.setProperty('font-size', `${2 * size}px`, 'important');
}"""
FOLDED = "document.querySelectorAll('[data-testid=stMain] details,main details').forEach(each => { each.open = !each.closest('nav'); })"
# What is wider than the window, and text in a box that shows less than all of it; a name cut in the masthead stands whole
# in the menu under it.
CUT = """() => {
  const main = document.querySelector('[data-testid=stMain]') ?? document.scrollingElement, found = new Set();
  for (const box of [document.scrollingElement, main])
    if (box.scrollWidth > box.clientWidth + 1) found.add(`${box.scrollWidth} px in ${box.clientWidth}: ${box.tagName}`);
  for (const each of main.querySelectorAll('*')) {
    if (![...each.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())) continue;
    for (let box = each, n = 0; box && box !== main && n < 3; box = box.parentElement, n++) {
      const style = getComputedStyle(box);
      if (style.clipPath !== 'none' || box.clientWidth <= 1 || style.textOverflow === 'ellipsis' && (innerWidth > 520 || box.closest('.sj-top summary'))) break;
      if (style.overflowY === 'hidden' && box.scrollHeight > box.clientHeight + 2 || style.overflowX === 'hidden' && box.scrollWidth > box.clientWidth + 2)
        found.add(`${box.scrollWidth} x ${box.scrollHeight} in ${box.clientWidth} x ${box.clientHeight}: ${box.outerHTML.slice(0, 150)}`);
    }
  }
  return [...found];
}"""


def test_nothing_moves_for_whoever_prefers_no_motion(browser: Browser, office: Office) -> None:
    context = entered(browser, office, office.holder, "th")  # who prefers none
    page = context.new_page()
    page.goto(office.served.url)
    expect(page.locator(".sj-news .petals")).to_be_attached()
    expect(page.locator("html")).to_have_attribute("data-sj-whole", "")
    assert page.evaluate("document.getAnimations().length") == 0
    page.emulate_media(reduced_motion="no-preference")
    page.wait_for_function("document.getAnimations().length > 0")  # the same page, for whoever has no such wish
    context.close()


@pytest.mark.parametrize(("width", "slower"), WAYS)
def test_pages_do_not_jump_while_they_come(browser: Browser, office: Office, width: int, slower: int) -> None:
    found = []
    for place in (each for each in places.everything(office) if each.name in COMING):
        context = entered(browser, office, place.code, "th", viewport={"width": width, "height": 844})
        context.add_init_script(SHIFT)
        page = context.new_page()
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        shown(page, office, place)
        page.wait_for_load_state("networkidle")
        shift, moved = page.evaluate("[window.sjShift, window.sjMoved]")
        if shift > MOST_SHIFT:
            found.append(f"{place.name}: {shift:.3f}\n" + "\n".join(moved))
        context.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_a_page_that_never_gets_whole_shows_itself(browser: Browser, office: Office, motion: str) -> None:
    """Here the type never comes. What the page waits for is ten seconds, which are made to pass at once."""
    context = entered(browser, office, "LEARNER", "th", reduced_motion=motion)
    context.add_init_script("Object.defineProperty(document.fonts, 'status', { value: 'loading' })")
    page = context.new_page()
    time = context.new_cdp_session(page)
    time.send("Animation.enable")
    time.send("Animation.setPlaybackRate", {"playbackRate": 0})
    page.goto(office.served.url)
    expect(page.locator(".sj-path")).to_be_attached()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.locator(".sj-path")).not_to_be_visible()
    time.send("Animation.setPlaybackRate", {"playbackRate": 1000})
    expect(page.locator(".sj-path")).to_be_visible()
    skeleton = "visibility => getComputedStyle(document.body, '::before').visibility === visibility"
    page.wait_for_function(skeleton, arg="hidden")
    context.close()


@pytest.mark.parametrize("group", ["public", "learners"])
def test_nothing_is_cut_in_large_letters(browser: Browser, office: Office, group: str) -> None:
    """A window of 1280 px at 200 and 400 % is one of 640 and of 320; and letters alone twice as large, on a phone."""
    found = []
    contexts = dict[str, BrowserContext]()
    for place in getattr(places, group)(office):
        if place.code not in contexts:
            contexts[place.code] = entered(browser, office, place.code, "th", viewport={"width": 320, "height": 640})
        page = contexts[place.code].new_page()
        shown(page, office, place)
        page.evaluate(f"document.fonts.ready.then(() => {{ {FOLDED} }})")
        for name, width in (("at 400 %", 320), ("at 200 %", 640), ("in letters twice as large", 390)):
            page.set_viewport_size({"width": width, "height": 640})
            if width == 390:
                page.evaluate(TWICE)
            page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
            found += [f"{place.name} {name}: {each}" for each in page.evaluate(CUT)]
        page.close()
    for context in contexts.values():
        context.close()
    assert not found, "\n".join(found)
