"""The learner's path by keyboard alone, on a phone's width and a computer's: the focus is always seen, and never lost."""

from collections.abc import Iterator

import pytest
from chromium import settled
from phones import Office, furnished
from places import entered, errors
from playwright.sync_api import Browser, Page, expect
from story import walks

import demo
import house
from people.person import Draft

pytestmark = pytest.mark.browser

OTHER = "AGAIN-"
# Playwright's own questions count as a person's touch, who has pressed nothing yet: only keys do here.
UNTOUCHED = """let touched = false;
addEventListener('keydown', () => { touched = true; }, true);
Object.defineProperty(navigator, 'userActivation', { value: { get hasBeenActive() { return touched; } } });"""
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
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    found = furnished(tmp_path_factory.mktemp("office") / "data")
    doubled(found)
    found.served.start()
    yield found
    found.served.stop()


def doubled(office: Office) -> None:
    """Before each kind of step stands another person too, so that nobody finds done what they came to do."""
    opened = house.open_house(office.served.folder, synchronous="OFF")
    codes = {code: OTHER + code for code, _ in office.steps.values()}
    with opened.ground.read() as db:
        people = {each.code: each for each in opened.ground.directory.everybody(db) if each.code in codes}
        unit = opened.ground.directory.units(db)[people[next(iter(codes))].unit].name.th
    house.admit_all(
        opened.ground,
        [Draft(codes[code], each.title, f"อีก {each.name}", each.position, unit) for code, each in people.items()],
    )
    house.passwords(opened.ground, list(codes.values()), demo.PASSWORD)
    for code, other in codes.items():
        with opened.ground.read() as db:
            person = opened.ground.directory.by_code(db, other)
        assert person
        walks(opened, person, steps=int(code.removeprefix("AT")))
    opened.ground.store.close()


class Keys:
    """A person without a mouse: Tab to what is wanted, with a look at the focus at every stop, then a key."""

    def __init__(self, page: Page):
        self.page = page

    def here(self) -> dict[str, object]:
        found: dict[str, object] = self.page.evaluate(FOCUS)
        assert found["tag"] != "BODY", "the focus was lost"
        # A heading takes the focus by itself, so that it is read out; nothing on it can be pressed, and no key leads to it.
        assert found["ring"] or found["tag"] == "H1", f"no ring that can be seen around {found}"
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
        code = office.steps[kind][0] if width == 390 else OTHER + office.steps[kind][0]
        context = entered(browser, office, code, "th", viewport={"width": width, "height": 844})
        context.add_init_script(UNTOUCHED)
        page = context.new_page()
        page.goto(office.served.url)
        expect(page.locator("html")).to_have_attribute("data-sj-whole", "")  # before that a button may not be here yet
        settled(page)
        page.locator("#stMain").focus()
        return Keys(page)

    for kind, walk in (
        ("test pre", answers),
        ("lesson", reads),
        ("pledge", signs),
        ("certificate", opens_the_certificate),
    ):
        keys = at(kind)
        walk(keys)
        keys.page.context.close()


def answers(keys: Keys) -> None:
    """From home, past the masthead, to the pre-test's third question, and back to the second."""
    keys.press("ข้ามไปที่เนื้อหา")
    expect(keys.page.locator("h1#sj-head:focus")).to_be_visible()
    keys.press("เริ่ม: ")
    keys.lands("แบบทดสอบก่อนเรียน")
    keys.press("เริ่มทำ")
    for place in (1, 2):
        keys.lands(f"ข้อ {place} จาก")
        keys.to(kind="checkbox" if keys.page.locator(".stCheckbox").count() else "radio")
        keys.page.keyboard.press("Space")
        keys.press("บันทึกและไปต่อ")
    keys.lands("ข้อ 3 จาก")
    keys.press("ย้อนกลับ")
    keys.lands("ข้อ 2 จาก")
    assert not errors(keys.page)


def reads(keys: Keys) -> None:
    """From home to the lesson's first decision, and on."""
    keys.press("เริ่ม: ")
    for place in range(1, 12):
        keys.lands(f"หน้า {place} จาก")
        if keys.page.get_by_role("button", name="ตัดสินใจ").count():
            break
        keys.press("ต่อไป")
    keys.to(kind="radio")
    keys.page.keyboard.press("ArrowDown")
    assert not errors(keys.page)
    keys.press("ตัดสินใจ")
    expect(keys.page.get_by_text("ท่านเลือก")).to_be_visible()  # said by itself: it is a status
    settled(keys.page)
    keys.press("ต่อไป")
    keys.lands(f"หน้า {place + 1} จาก")


def signs(keys: Keys) -> None:
    """From home to the pledge's receipt, and on to what the path ends with."""
    keys.press("เริ่ม: ")
    keys.lands("คำมั่น")
    assert not errors(keys.page)
    keys.press("ขอลงนามด้วยความสมัครใจ")
    keys.lands("ลงนามแล้ว")
    assert not errors(keys.page)
    keys.press("เปิดดู: ")
    keys.lands("เกียรติบัตร")


def opens_the_certificate(keys: Keys) -> None:
    """From home to the certificate, and to its paper."""
    keys.press("เปิดดู: ")
    keys.lands("เกียรติบัตร")
    keys.to("เปิด PDF")
