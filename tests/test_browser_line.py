"""Learners' and public pages on small phones in LINE's own browser: it keeps no files, and a thumb is 44 pixels wide."""

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
import zxingcpp
from chromium import settled
from phones import ANDROID, IPHONE, SMALL, USUAL, Office, furnished, phone, signs_in
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect
from test_browser import THAI, answer, read_lesson

import house

pytestmark = pytest.mark.browser

PHONES = [
    pytest.param(SMALL, ANDROID, "th", id="320 Android Thai"),
    pytest.param(USUAL, IPHONE, "en", id="390 iPhone English"),
]
# Learners' pages that no step leads to; the steps' own come from the office.
PAGES = (
    "",
    "lessons",
    "practice",
    "dilemmas",
    "gifts",
    "scenarios",
    "certificates",
    "my-data",
    "password",
    "privacy",
    "sign-out",
)
# What is wrong with a page for a thumb, as the page itself measures it. A line of a text may be a link as high as the
# line is (WCAG 2.5.8); whatever stands by itself is 44 px high and wide.
MEASURE = """() => {
  const found = [];
  const seen = (e) => e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  for (const box of [document.scrollingElement, ...document.querySelectorAll('[data-testid=stMain]')])
    if (box.scrollWidth > box.clientWidth) found.push(`scrolls sideways: ${box.tagName} ${box.scrollWidth} > ${box.clientWidth}`);
  for (const e of document.querySelectorAll('a[href],button,summary,select,textarea,input,[role=button],[role=tab],[role=combobox]')) {
    if (!seen(e)) continue;
    const touched = e.matches('input[type=radio],input[type=checkbox]') ? e.closest('label') ?? e : e;
    const r = touched.getBoundingClientRect();
    if (r.width < 2 || r.height < 2 || r.bottom < 0) continue;
    if (r.right > innerWidth + 1 && !e.closest('.sj-wide')) found.push(`beyond the edge: ${e.outerHTML.slice(0, 120)}`);
    if (Math.min(r.width, r.height) < 43.5)
      found.push(`${Math.round(r.width)} x ${Math.round(r.height)}: ${e.textContent.trim().slice(0, 40)} ${e.outerHTML.slice(0, 120)}`);
  }
  for (const e of document.querySelectorAll('[download]')) found.push(`a download: ${e.outerHTML.slice(0, 120)}`);
  return found;
}"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    found = furnished(tmp_path_factory.mktemp("office") / "data")
    found.served.start()
    yield found
    found.served.stop()


def looked_at(page: Page, address: str) -> list[str]:
    """Open a page, wait until it is whole, and measure it."""
    page.goto(address)
    if page.locator("#root").count():
        expect(page.locator("h1,h2,.sj-card").first).to_be_visible()
        settled(page)
    page.evaluate("document.fonts.ready")
    found: list[str] = page.evaluate(MEASURE)
    return found


@pytest.mark.parametrize(("size", "agent", "language"), PHONES)
def test_public_pages_fit_a_small_phone_and_a_thumb(
    browser: Browser, office: Office, size: tuple[int, int], agent: str, language: str
) -> None:
    context = phone(browser, size, agent)
    context.request.get(f"{office.served.url}/language/{language}")
    page = context.new_page()
    wrong = {
        name: found for name, path in office.public.items() if (found := looked_at(page, office.served.url + path))
    }
    assert not wrong, json.dumps(wrong, ensure_ascii=False, indent=1)
    context.close()


@pytest.mark.parametrize(("size", "agent", "language"), PHONES)
def test_learners_pages_fit_a_small_phone_and_a_thumb(
    browser: Browser, office: Office, size: tuple[int, int], agent: str, language: str
) -> None:
    wrong: dict[str, list[str]] = {}
    for code, address in [("LEARNER", ""), *office.steps.values(), (office.holder, "")]:
        context = phone(browser, size, agent)
        page = context.new_page()
        signs_in(page, office.served, code)
        page.goto(f"{office.served.url}/language/{language}?back=/")
        expect(page.locator(".sj-path")).to_be_visible()
        for path in [address] if address else [f"/{each}" for each in PAGES]:
            if found := looked_at(page, office.served.url + path):
                wrong[f"{code} {path}"] = found
        context.close()
    assert not wrong, json.dumps(wrong, ensure_ascii=False, indent=1)


def test_questions_and_cards_fit_a_small_phone_and_a_thumb(browser: Browser, office: Office) -> None:
    """What a step shows once it is begun: each question of a test, and each card of a lesson."""
    context = phone(browser, SMALL)
    page = context.new_page()
    wrong: list[str] = []
    for kind, goes in (("test pre", answer), ("lesson", read_lesson)):
        code, address = office.steps[kind]
        context.clear_cookies()
        signs_in(page, office.served, code)
        page.goto(f"{office.served.url}/language/th?back=/")
        wrong += looked_at(page, office.served.url + address)
        if kind == "test pre":
            page.get_by_role("button", name=THAI.start_test, exact=True).tap()
        for _ in range(3):
            goes(page, THAI, 1)
            settled(page)
            wrong += page.evaluate(MEASURE)
    assert not wrong, "\n".join(wrong)
    context.close()


def test_every_page_of_a_learner_is_looked_at(office: Office) -> None:
    """A page that a room adds is added above, or is a step of the path."""
    theirs = {page.path for room in house.ROOMS for page in room.pages if "learner" in page.roles}
    of_steps = {address.partition("?")[0].lstrip("/") for _, address in office.steps.values()}
    assert theirs - {*PAGES} - of_steps == set()


@pytest.fixture
def holder(browser: Browser, office: Office) -> Iterator[BrowserContext]:
    """The phone of somebody with a certificate."""
    context = phone(browser, SMALL)
    page = context.new_page()
    signs_in(page, office.served, office.holder)
    page.goto(f"{office.served.url}/language/th?back=/")  # somebody may have read in English on another phone
    yield context
    context.close()


def test_a_certificate_opens_in_place_as_paper_and_as_picture(holder: BrowserContext, office: Office) -> None:
    page = holder.pages[0]
    page.goto(f"{office.served.url}/certificates")
    links = page.locator('a[href^="/certificates/"]')
    expect(links).to_have_count(3)  # the picture leads to itself, as its button does
    hrefs = {
        str(link.get_attribute("href")).split("?")[0][-3:]: str(link.get_attribute("href")) for link in links.all()
    }
    for ending, kind, begins in (("pdf", "application/pdf", b"%PDF-"), ("png", "image/png", b"\x89PNG")):
        answered = holder.request.get(office.served.url + hrefs[ending])
        assert answered.headers["content-type"] == kind
        assert answered.headers["content-disposition"].startswith("inline"), "shown, not saved"
        assert answered.body().startswith(begins)
    page.goto(office.served.url + hrefs["png"])
    width = page.evaluate("document.images[0].naturalWidth")
    assert width > 1000, "the picture is there, in the same window"
    scanned = zxingcpp.read_barcodes(Image.open(io.BytesIO(answered.body())))
    assert scanned[0].text.startswith("HTTPS://SUJARIT.EXAMPLE.GO.TH/V/")


def shared(holder: BrowserContext, office: Office, before: str) -> Any:
    """Press the share button with a browser that is as `before` makes it; returns the page."""
    page = holder.pages[0]
    page.add_init_script(before)
    page.goto(f"{office.served.url}/certificates")
    page.get_by_role("button", name="ส่งต่อลิงก์ตรวจสอบ").tap()
    return page


def test_a_certificates_link_is_shared_as_the_phone_shares(holder: BrowserContext, office: Office) -> None:
    page = shared(holder, office, "navigator.share = async (what) => { window.given = what; };")
    page.wait_for_function("window.given")
    given = page.evaluate("window.given")
    assert given["url"] == "https://sujarit.example.go.th" + office.public["verify"]
    assert given["url"].endswith("?openExternalBrowser=1"), "LINE opens it in the phone's own browser"
    assert given["title"]
    stranger = page.context.browser.new_context()
    assert stranger.request.get(office.served.url + office.public["verify"]).status == 200
    stranger.close()


@pytest.mark.parametrize(
    "before",
    [
        "delete Navigator.prototype.share;",
        "navigator.share = async () => { throw new DOMException('', 'NotAllowedError'); };",
    ],
    ids=["no sharing", "sharing is not allowed"],
)
def test_where_nothing_can_be_shared_the_link_is_copied(holder: BrowserContext, office: Office, before: str) -> None:
    copied = "navigator.clipboard.writeText = async (text) => { window.copied = text; };"
    page = shared(holder, office, before + copied)
    expect(page.get_by_role("button", name="คัดลอกลิงก์แล้ว")).to_be_visible()
    assert page.evaluate("window.copied") == "https://sujarit.example.go.th" + office.public["verify"]


def test_a_sharing_that_is_thought_better_of_copies_nothing(holder: BrowserContext, office: Office) -> None:
    page = shared(
        holder,
        office,
        "navigator.share = async () => { window.asked = true; throw new DOMException('', 'AbortError'); };"
        "navigator.clipboard.writeText = async (text) => { window.copied = text; };",
    )
    page.wait_for_function("window.asked")
    expect(page.get_by_role("button", name="ส่งต่อลิงก์ตรวจสอบ")).to_be_visible()
    assert page.evaluate("window.copied") is None


def test_the_page_can_be_put_on_the_home_screen(holder: BrowserContext, office: Office) -> None:
    """As Chromium itself sees it: the manifest is found, in the reader's language, and nothing in it is wrong."""
    page = holder.pages[0]
    for path, language in (("/", "th"), ("/certificates", "th")):
        page.goto(office.served.url + path)
        told = page.context.new_cdp_session(page).send("Page.getAppManifest")
        assert told["errors"] == []
        found = json.loads(told["data"])
        assert (found["lang"], found["start_url"]) == (language, "/")
        for icon in found["icons"]:
            answer = page.context.request.get(office.served.url + icon["src"])
            assert answer.headers["content-type"] == "image/png"
            assert "immutable" in answer.headers["cache-control"]
            size = Image.open(io.BytesIO(answer.body())).size
            assert f"{size[0]}x{size[1]}" == icon["sizes"]
