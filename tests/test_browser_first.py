"""In a browser: from the joining poster to the first answered question, and letters that stay whole."""

from collections.abc import Iterator

import pytest
from chromium import settled
from phones import ANDROID, USUAL, Office
from playwright.sync_api import Browser, Page, expect
from test_browser import THAI

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(browser: Browser, office: Office) -> Iterator[Page]:
    """The form behind the poster's code, in LINE's browser on a phone."""
    size = {"width": USUAL[0], "height": USUAL[1]}
    context = browser.new_context(viewport=size, is_mobile=True, has_touch=True, user_agent=ANDROID, locale="th-TH")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(office.served.url + office.public["joining"])
    yield page
    context.close()


def test_a_code_is_offered_from_the_name_until_somebody_writes_their_own(phone: Page) -> None:
    code = phone.locator("#code")
    expect(code).to_be_hidden()
    phone.fill("#name", "กุหลาบ ใจดี")
    expect(code).to_be_visible()
    assert code.input_value().startswith("กุหลาบ")
    assert code.input_value()[6:].isdigit()
    phone.fill("#name", "ก/ ใจดี")
    phone.locator("#password").focus()
    assert code.input_value() == "", "what could not be a code is not offered"
    code.fill("ดอกไม้")
    phone.fill("#name", "มะลิ ใจดี")
    phone.locator("#password").focus()
    assert code.input_value() == "ดอกไม้"


def test_the_button_in_the_field_shows_the_password_and_what_is_sent_is_hidden_again(phone: Page) -> None:
    password = phone.locator("#password")
    password.fill("ใบไม้ผลิ11")
    phone.get_by_role("button", name="แสดง รหัสผ่าน").tap()
    assert password.get_attribute("type") == "text"
    phone.get_by_role("button", name="ซ่อน รหัสผ่าน").tap()
    assert password.get_attribute("type") == "password"


def test_from_the_form_five_touches_lead_to_the_first_answer(phone: Page) -> None:
    phone.fill("#name", "ชบา ทดสอบ")
    phone.fill("#password", "rice field at dawn")
    phone.locator("form.card > button").tap()
    expect(phone.get_by_text("ตอบผิดไม่เป็นไร")).to_be_visible()
    settled(phone)
    phone.get_by_test_id("stRadioOption").first.tap()
    phone.get_by_role("button", name=THAI.save).tap()
    expect(phone.get_by_text("บันทึกแล้ว 1 คำตอบ")).to_be_visible()


def test_no_letters_are_set_apart_or_together(phone: Page, office: Office) -> None:
    """With any letter-spacing a browser leaves out what joins letters: “ฬิ” fell apart in Streamlit's headings."""
    phone.goto(office.served.url + "/sign-in")
    phone.fill("#code", office.holder)
    phone.fill("#password", "demo-sujarit")
    phone.locator("form.card > button").tap()
    settled(phone)
    spaced = "[...document.querySelectorAll('*')].filter(each => getComputedStyle(each).letterSpacing !== 'normal').map(each => each.tagName + '.' + each.className)"
    for path in ("", "certificates", "gifts", "lessons"):
        phone.goto(f"{office.served.url}/{path}")
        phone.locator("h1").wait_for()
        settled(phone)
        assert phone.evaluate(spaced) == [], path
