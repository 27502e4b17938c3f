"""The menus of many pages in a real Chromium: by keyboard and by touch, and nothing jumps."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from served import Served
from test_browser import PASSWORD, THAI, opened, reads_the_notice

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The home page of the first administrator, on a phone."""
    served = Served(Path(tmp_path_factory.mktemp("office")) / "data")
    served.start()
    found = opened(browser, served, THAI).new_page()
    found.goto(served.url + served.set_up_path)
    for name, value in {
        "organisation_th": "สำนักงานทดสอบ", "code": "ADMIN", "name": "ผู้ดูแล ทดสอบ", "password": PASSWORD,
    }.items():  # fmt: skip
        found.fill(f"#{name}", value)
    found.click("main form > button")
    reads_the_notice(found)
    found.goto(served.url)
    expect(found.locator(".sj-nav")).to_be_visible()
    yield found
    served.stop()


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent"))


def test_the_keyboard_opens_a_menu_goes_through_it_and_chooses(page: Page) -> None:
    page.locator(".sj-nav summary", has_text="ดูแลระบบ").focus()
    page.keyboard.press("Enter")
    links = page.locator(".sj-nav details[open] a")
    expect(links).to_have_text(["บุคลากร", "ตั้งค่าหน่วยงาน", "โครงสร้างหน่วยงาน", "แบบเกียรติบัตร"])
    came = []
    for _ in range(3):
        page.keyboard.press("Tab")
        came.append(focused(page))
    assert came == ["บุคลากร", "ตั้งค่าหน่วยงาน", "โครงสร้างหน่วยงาน"]
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="โครงสร้างหน่วยงาน")).to_be_visible()
    expect(page.locator(".sj-nav details[open]")).to_have_count(0)
    expect(page.locator('.sj-nav summary[aria-current="true"]')).to_have_text("ดูแลระบบ")
    expect(page.locator('.sj-nav a[aria-current="page"]')).to_have_text("โครงสร้างหน่วยงาน")


def test_one_menu_is_open_at_a_time_a_touch_beside_it_shuts_it_and_nothing_jumps(page: Page) -> None:
    heading = page.locator("h1").first
    before = heading.bounding_box()
    menus = page.locator(".sj-nav summary")
    menus.nth(1).click()
    expect(page.locator(".sj-nav details[open]")).to_have_count(1)
    assert heading.bounding_box() == before
    menu = page.locator(".sj-nav details[open] .menu").bounding_box()
    assert menu
    assert menu["x"] >= 0
    assert menu["x"] + menu["width"] <= THAI.width
    page.mouse.click(200, 800)
    expect(page.locator(".sj-nav details[open]")).to_have_count(0)
    menus.nth(3).focus()
    page.keyboard.press("Enter")
    menus.nth(2).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sj-nav details[open]")).to_have_count(1)
    assert page.locator(".sj-nav").bounding_box()["height"] < 60, "one row on a phone"  # type: ignore[index]


def test_a_page_that_no_menu_names_marks_the_one_that_leads_to_it(page: Page) -> None:
    home = page.url.split("/", 3)
    page.goto(f"{home[0]}//{home[2]}/import")
    expect(page.locator("h1")).to_have_text("นำเข้ารายชื่อ")
    expect(page.locator('.sj-nav summary[aria-current="true"]')).to_have_text("ดูแลระบบ")
    expect(page.locator(".sj-nav a[aria-current]")).to_have_text("บุคลากร")
