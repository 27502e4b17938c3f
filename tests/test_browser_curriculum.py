"""One of each kind on a phone, to its end: a lesson as one likes, a dilemma, the gift desk, a situation, practice."""

import pytest
from chromium import settled
from playwright.sync_api import Page, expect
from test_browser_menus import page as page

from gifts.case import LINKS

pytestmark = pytest.mark.browser


def goes(page: Page, path: str) -> None:
    """To a page of the same server."""
    page.goto("/".join([*page.url.split("/")[:3], path]))
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    settled(page)


def fits(page: Page) -> None:
    """Nothing is wider than the phone."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("(e => e.scrollWidth <= e.clientWidth)(document.querySelector('[data-testid=stMain]'))")


def test_a_lesson_that_no_programme_asks_for(page: Page) -> None:
    goes(page, "lessons")
    fits(page)
    page.locator("a.sj-way[href*='lesson=networks']").click()
    turn = page.get_by_role("button", name="ต่อไป", exact=True)
    finish, decide = page.get_by_role("button", name="จบบทเรียน"), page.get_by_role("button", name="ตัดสินใจ")
    cards = 0
    while True:
        expect(turn.or_(finish).or_(decide).first).to_be_visible()
        settled(page)
        fits(page)
        cards += 1
        if decide.is_visible():
            page.get_by_test_id("stRadioOption").first.click()
            decide.click()
            expect(turn.or_(finish).first).to_be_visible()
            settled(page)
        if finish.is_visible():
            break
        told = page.locator(".sj-soft").first.inner_text()
        turn.click()
        expect(page.locator(".sj-soft").first).not_to_have_text(told)
    assert cards >= 5
    finish.click()
    expect(page.locator("a.sj-way", has_text="อ่านจบแล้ว")).to_have_count(1)


def test_a_dilemma_to_an_ending_and_back(page: Page) -> None:
    goes(page, "dilemmas")
    page.locator("a.sj-way").first.click()
    again = page.get_by_role("button", name="เริ่มใหม่")
    ways = page.locator("[data-testid=stMain] .stButton button")
    for _ in range(8):
        expect(ways.first).to_be_visible()
        settled(page)
        fits(page)
        if again.is_visible():
            break
        told = page.url
        ways.first.click()
        page.wait_for_url(lambda url, told=told: url != told)  # type: ignore[misc]
    expect(again).to_be_visible()
    expect(page.locator(".sj-card[role=status]")).to_be_visible()
    again.click()
    expect(again).not_to_be_visible()


def test_the_gift_desk_answers(page: Page) -> None:
    goes(page, "gifts")
    fits(page)
    page.locator("input[type=number]").fill("500")
    page.keyboard.press("Enter")
    verdict = page.locator(".sj-verdict h2")
    expect(verdict).not_to_be_empty()
    settled(page)
    before = verdict.inner_text()
    page.get_by_text(LINKS["favour"].th, exact=True).first.click()
    expect(verdict).not_to_have_text(before)
    fits(page)


def test_a_situation_is_decided_and_explained(page: Page) -> None:
    goes(page, "scenarios")
    page.locator(".sj-stories a").first.click()
    ways = page.locator("[data-testid=stMain] .stButton button")
    expect(ways.first).to_be_visible()
    settled(page)
    ways.first.click()
    expect(page.locator("[role=status]").first).to_be_visible()
    fits(page)


def test_practice_explains_at_once(page: Page) -> None:
    goes(page, "practice")
    page.locator("a.sj-way[href*='topic=networks']").click()
    see, following = page.get_by_role("button", name="ดูคำอธิบาย"), page.get_by_role("button", name="ข้อต่อไป")
    for _ in range(4):
        expect(see).to_be_visible()
        settled(page)
        page.get_by_test_id("stRadioOption").or_(page.locator(".stCheckbox label")).first.click()
        see.click()
        expect(following).to_be_visible()
        fits(page)
        following.click()
    expect(page.get_by_text("ฝึกครบแล้ว")).to_be_visible()
