"""What a visit weighs on the wire, in a real Chromium: bytes, and not times.

A phone in a sub-district pays for each of them. The limits: 1.5 MB at the first visit from the sign-in page to the
home page, 50 kB at the second before the websocket, 50 kB for a public page with everything that it loads.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from chromium import settled
from phones import Office, furnished, phone, signs_in
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

FIRST_VISIT = 1_500_000
SECOND_VISIT = 50_000
PUBLIC_PAGE = 50_000
PUBLIC = (
    "sign in",
    "verify",
    "verify a wrong code",
    "outcomes",
    "outcomes of a closed year",
    "join",
    "joining",
    "privacy",
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    found = furnished(tmp_path_factory.mktemp("office") / "data")
    found.served.start()
    yield found
    found.served.stop()


@dataclass
class Scales:
    """What came over the wire, headers too: bytes by address; and what had come when the websocket was opened."""

    came: dict[str, int] = field(default_factory=dict)
    before: int | None = None

    @property
    def total(self) -> int:
        return sum(self.came.values())

    def __str__(self) -> str:
        """Where the weight is, for the message of a test that fails."""
        heavy = sorted(self.came.items(), key=lambda pair: -pair[1])[:12]
        return f"{self.total} bytes\n" + "\n".join(f"{size:>9} {url}" for url, size in heavy)


@contextmanager
def weighed(page: Page) -> Iterator[Scales]:
    """Weigh what a page loads, as Chromium's own network panel does; what comes through the websocket is in it."""
    scales, urls = Scales(), dict[str, str]()
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")

    def add(request: str, size: float) -> None:
        url = urls.get(request, "?")
        scales.came[url] = scales.came.get(url, 0) + int(size)

    def asked(request: str, url: str) -> None:
        urls[request] = url

    def opened(request: str, url: str) -> None:
        urls[request] = url
        scales.before = scales.total if scales.before is None else scales.before

    network.on("Network.requestWillBeSent", lambda each: asked(each["requestId"], each["request"]["url"]))
    network.on("Network.loadingFinished", lambda each: add(each["requestId"], each["encodedDataLength"]))
    network.on("Network.webSocketCreated", lambda each: opened(each["requestId"], each["url"]))
    network.on(
        "Network.webSocketFrameReceived",
        lambda each: add(each["requestId"], len(each["response"]["payloadData"]) * 3 / 4),  # it is told as base64
    )
    yield scales
    network.detach()


def test_from_the_sign_in_to_the_home_page_and_again_the_next_day(browser: Browser, office: Office) -> None:
    context = phone(browser)
    page = context.new_page()
    with weighed(page) as first:
        signs_in(page, office.served, "LEARNER")
        settled(page)
        page.wait_for_load_state("networkidle")
    assert 300_000 < first.total <= FIRST_VISIT, str(first)
    assert not [url for url in first.came if "SourceSans" in url or "MaterialSymbols" in url], "no type in vain"
    page.close()

    for path in ("", "gifts", "lessons", "certificates"):  # Streamlit asks more on every other page than on home
        page = context.new_page()
        with weighed(page) as second:
            page.goto(f"{office.served.url}/{path}")
            page.locator("h1").wait_for()
            settled(page)
            page.wait_for_load_state("networkidle")
        assert second.before is not None, path
        assert 0 < second.before <= SECOND_VISIT, f"{path}: {second}"
        assert second.total <= 2 * SECOND_VISIT, f"{path}: {second}"
        assert not [url for url in second.came if "MaterialSymbols" in url], "one arrow is not worth 375 kB"
        page.close()
    context.close()


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_page_with_all_that_it_loads(browser: Browser, office: Office, name: str) -> None:
    context = phone(browser)
    page = context.new_page()
    with weighed(page) as scales:
        page.goto(office.served.url + office.public[name])
        page.evaluate("document.fonts.ready")
        page.wait_for_load_state("networkidle")
    assert 10_000 < scales.total <= PUBLIC_PAGE, str(scales)
    context.close()


def faces(page: Page, selector: str) -> dict[str, int]:
    """In which types, and in how many of their letters, what is there is set."""
    tree = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        tree.send(f"{domain}.enable")
    root = tree.send("DOM.getDocument")["root"]["nodeId"]
    found = dict[str, int]()
    for node in tree.send("DOM.querySelectorAll", {"nodeId": root, "selector": selector})["nodeIds"]:
        for font in tree.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]:
            name = font["familyName"] if font["isCustomFont"] else f"the device's {font['familyName']}"
            found[name] = found.get(name, 0) + int(font["glyphCount"])
    return found


def test_public_pages_and_the_application_are_set_in_one_type(browser: Browser, office: Office) -> None:
    context = phone(browser)
    page = context.new_page()
    for name in ("sign in", "join", "outcomes", "verify"):
        page.goto(office.served.url + office.public[name])
        page.evaluate("document.fonts.ready")
        found = faces(page, "h1,h2,p:not(.state),label,button,dt,dd,a")
        assert found
        assert not [each for each in found if "Plex Sans Thai Looped" not in each], (name, found)
    signs_in(page, office.served, "LEARNER")
    page.evaluate("document.fonts.ready")
    found = faces(page, ".sj-path strong,.sj-path .sj-soft,h1,.stButton p")
    assert found
    assert not [each for each in found if "Plex Sans Thai Looped" not in each], found
    context.close()


def test_thai_and_latin_letters_of_both_weights_are_in_their_files(browser: Browser, office: Office) -> None:
    """Every letter that a face promises: one that is not in its file would be set in the device's type."""
    context = phone(browser)
    page = context.new_page()
    page.goto(office.served.url + "/sign-in")
    thai = "".join(map(chr, [*range(0x0E01, 0x0E31), 0x0E32, 0x0E33, *range(0x0E3F, 0x0E47), *range(0x0E4F, 0x0E5C)]))
    marks = "".join("ก" + chr(mark) for mark in (0x0E31, *range(0x0E34, 0x0E3B), *range(0x0E47, 0x0E4F)))
    latin = "".join(map(chr, range(0x21, 0x7F))) + "©«°±·»×–—‘’“”•…‹›−"
    for weight in (400, 600):
        page.evaluate(
            "([text, weight]) => { const p = document.querySelector('h1'); p.textContent = text; p.setAttribute('class', weight == 400 ? 'hint' : ''); }",
            [thai + marks + latin, weight],
        )
        page.evaluate("document.fonts.ready")
        page.wait_for_load_state("networkidle")
        found = faces(page, "h1")
        assert sum(found.values()) > 200
        assert not [each for each in found if "Plex Sans Thai Looped" not in each], found
    context.close()
