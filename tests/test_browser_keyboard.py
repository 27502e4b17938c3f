"""The learner's path by keyboard alone, on a phone's width and a computer's: the focus is always seen, and never lost."""

from collections.abc import Iterator

import pytest
from phones import Office, furnished
from places import entered, errors
from playwright.sync_api import Browser, Page, expect
from test_browser import launched, settled

pytestmark = pytest.mark.browser

# What has the focus: its words, and whether a ring is around it or around the option that it belongs to, in a colour
# that stands out (3 to 1, WCAG 1.4.11), and whether any of it can be seen (WCAG 2.4.11).
FOCUS = """() => {
  const here = document.activeElement, option = here.closest('label') ?? here, ring = getComputedStyle(option);
  const box = option.getBoundingClientRect(), x = box.x + box.width / 2;
  const seen = [0.1, 0.5, 0.9].some(part => {
    const y = Math.min(Math.max(box.y + box.height * part, 1), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    return top && (option.contains(top) || top.contains(option));
  });
  const light = color => color.match(/\\d+/g).slice(0, 3).map(n => n / 255).map(n => n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4)
    .reduce((sum, n, i) => sum + n * [0.2126, 0.7152, 0.0722][i], 0.05);
  const [a, b] = [light(ring.outlineColor), light(getComputedStyle(document.querySelector('.stApp')).backgroundColor)];
  return { tag: here.tagName, type: here.type ?? '', words: option.innerText.trim(), seen,
    ring: ring.outlineStyle === 'solid' && parseFloat(ring.outlineWidth) >= 2 && Math.max(a, b) / Math.min(a, b) >= 3 };
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    yield from launched()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    found = furnished(tmp_path_factory.mktemp("office") / "data")
    found.served.start()
    yield found
    found.served.stop()


class Keys:
    """A person without a mouse: Tab to what is wanted, with a look at the focus at every stop, then a key."""

    def __init__(self, page: Page):
        self.page = page

    def here(self) -> dict[str, object]:
        found: dict[str, object] = self.page.evaluate(FOCUS)
        assert found["tag"] != "BODY", "the focus was lost"
        assert found["ring"], f"no ring that can be seen around {found}"
        assert found["seen"], f"under something else: {found}"
        return found

    def to(self, words: str = "", kind: str = "") -> None:
        """Go on until the focus is on what has these words or is of this type."""
        for _ in range(40):
            self.page.keyboard.press("Tab")
            found = self.here()
            if (words and words in str(found["words"])) or (kind and found["type"] == kind):
                return
        raise AssertionError(f"the Tab key does not come to {words or kind}")

    def press(self, words: str) -> None:
        self.to(words)
        self.page.keyboard.press("Enter")

    def lands(self, words: str) -> None:
        """What is new is said by its heading, which has the focus."""
        expect(self.page.locator("h1#sj-head:focus")).to_contain_text(words)
        settled(self.page)
        self.here()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_path_by_keyboard_alone(browser: Browser, office: Office, width: int) -> None:
    def at(kind: str) -> Keys:
        code = office.steps[kind][0]
        page = entered(browser, office, code, "th", viewport={"width": width, "height": 844}).new_page()
        page.goto(office.served.url)
        expect(page.locator(".sj-path")).to_be_visible()
        settled(page)
        page.locator("#stMain").focus()
        return Keys(page)

    answers(at("test pre"))
    reads(at("lesson"))
    signs(at("pledge"))
    opens_the_certificate(at("certificate"))
    for context in browser.contexts:
        context.close()


def answers(keys: Keys) -> None:
    """From home, past the masthead, to the pre-test's third question, or on from where the test was left."""
    keys.press("ข้ามไปที่เนื้อหา")
    expect(keys.page.locator("h1#sj-head:focus")).to_be_visible()
    begun = keys.page.get_by_role("button", name="ทำต่อ: ").count()
    keys.press("ทำต่อ: " if begun else "เริ่ม: ")
    if not begun:
        keys.lands("แบบทดสอบก่อนเรียน")
        keys.press("เริ่มทำ")
    for _ in range(2):
        keys.lands("ข้อ ")
        told = keys.page.locator("h1").inner_text()
        settled(keys.page)
        option = "checkbox" if keys.page.locator(".stCheckbox").count() else "radio"
        keys.to(kind=option)
        keys.page.keyboard.press("Space")
        keys.press("บันทึกและไปต่อ")
        expect(keys.page.locator("h1")).not_to_have_text(told)
    keys.lands("ข้อ ")
    keys.press("ย้อนกลับ")
    expect(keys.page.locator("h1#sj-head:focus")).to_have_text(told)
    assert not errors(keys.page)


def reads(keys: Keys) -> None:
    """From home to the lesson's first decision, and on."""
    keys.to("เริ่ม: ") if keys.page.get_by_role("button", name="เริ่ม: ").count() else keys.to("ทำต่อ: ")
    keys.page.keyboard.press("Enter")
    keys.lands("การ์ด ")
    for _ in range(12):
        if keys.page.get_by_role("button", name="ตัดสินใจ").count():
            keys.to(kind="radio")
            keys.page.keyboard.press("ArrowDown")
            assert not errors(keys.page)
            keys.press("ตัดสินใจ")
            expect(keys.page.get_by_text("ท่านเลือก")).to_be_visible()  # said by itself: it is a status
            settled(keys.page)
            keys.to("ต่อไป")
            return
        told = keys.page.locator("h1").inner_text()
        keys.press("ต่อไป")
        expect(keys.page.locator("h1")).not_to_have_text(told)
        keys.lands("การ์ด ")
    raise AssertionError("no decision in this lesson")


def signs(keys: Keys) -> None:
    if keys.page.get_by_role("button", name="เริ่ม: ").count():
        keys.press("เริ่ม: ")
        keys.lands("")
        if keys.page.get_by_role("button", name="ขอลงนาม").count():
            keys.press("ขอลงนามด้วยความสมัครใจ")
        keys.lands("ลงนามแล้ว")
        assert not errors(keys.page)


def opens_the_certificate(keys: Keys) -> None:
    keys.press("เปิดดู: ") if keys.page.get_by_role("button", name="เปิดดู: ").count() else keys.press("เริ่ม: ")
    keys.lands("เกียรติบัตร")
    keys.to("PDF")
