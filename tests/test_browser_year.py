"""The made-up office's closed year in a real browser: one figure, wherever it is told."""

import io
from collections.abc import Iterator

import pypdfium2
import pytest
from docx import Document
from playwright.sync_api import Browser, BrowserContext, expect
from python_calamine import CalamineWorkbook
from served import Served

import demo

pytestmark = pytest.mark.browser
PLACE = "fiscal_year=2569&quarter=4"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server over the made-up office."""
    folder = tmp_path_factory.mktemp("year") / "data"
    list(demo.fill(folder, 100, 1))
    found = Served(folder)
    found.start()
    yield found
    found.stop()


@pytest.fixture
def manager(browser: Browser, served: Served) -> Iterator[BrowserContext]:
    """The browser of the demo's manager, on a phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="th-TH")
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto(f"{served.url}/sign-in")
    page.fill("#code", "MANAGER")
    page.fill("#password", demo.PASSWORD)
    page.click("main form > button")
    expect(page.locator(".sj-path")).to_be_visible()
    yield context
    context.close()


def in_docx(content: bytes) -> set[str]:
    return {cell.text for table in Document(io.BytesIO(content)).tables for row in table.rows for cell in row.cells}


def in_pdf(content: bytes) -> set[str]:
    pdf = pypdfium2.PdfDocument(content)
    return {word for n in range(len(pdf)) for word in pdf[n].get_textpage().get_text_range().split()}


def in_xlsx(content: bytes) -> set[str]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = (row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())
    return {f"{cell:.2f}" for row in rows for cell in row if isinstance(cell, float)}


def test_one_figure_is_the_same_on_the_page_in_the_reports_on_the_public_page_and_in_the_open_data(
    browser: Browser, served: Served, manager: BrowserContext
) -> None:
    page = manager.new_page()
    page.goto(f"{served.url}/results?{PLACE}")
    row = page.locator("table", has_text="ก่อนเรียน").locator("tr", has_text="ทั้งฉบับ").first
    expect(row).to_be_attached()
    after = (row.locator("td").nth(2).text_content() or "").split()[0]  # the page may not be shown yet
    assert 0 < float(after) <= 100
    offered = page.locator('a[href^="/reports/2569-4."]')
    expect(offered).to_have_count(4)
    links = {
        str(link.get_attribute("href")).split("?")[0][-4:].lstrip("."): str(link.get_attribute("href"))
        for link in offered.all()
    }
    assert {*links} == {"docx", "pdf", "xlsx", "zip"}
    read = {"docx": in_docx, "pdf": in_pdf, "xlsx": in_xlsx}
    for ending, words in read.items():
        answer = manager.request.get(served.url + links[ending])
        assert answer.status == 200
        assert any(word == after or word.startswith(f"{after} ") for word in words(answer.body())), ending
    assert manager.request.get(served.url + links["zip"]).body()[:2] == b"PK"

    stranger = browser.new_context(java_script_enabled=False, locale="th-TH")
    public = stranger.new_page()
    public.goto(f"{served.url}/outcomes?fiscal_year=2569")
    card = public.locator("section", has_text="ไตรมาส 4")
    expect(card.locator("tr", has_text="คะแนนหลังเรียน ค่าเฉลี่ย").first).to_contain_text(after)
    told = stranger.request.get(f"{served.url}/outcomes.json?fiscal_year=2569").json()["quarters"]
    assert f"{told[0]['figures']['knowledge.post_mean']:.2f}" == after
    rows = stranger.request.get(f"{served.url}/outcomes.csv?fiscal_year=2569").text().splitlines()
    assert any("2569,4," in row and "knowledge.post_mean" in row and f",{float(after)}," in row for row in rows)
    assert len(public.content().encode()) < 50_000
    stranger.close()


def test_a_manager_drills_down_to_a_unit_and_comes_back_up(served: Served, manager: BrowserContext) -> None:
    page = manager.new_page()
    page.goto(f"{served.url}/results?{PLACE}")
    unit = page.locator('a[href*="unit="]', has_text="กลุ่มงานควบคุมโรค").first
    unit.click()
    expect(page.get_by_role("heading", name="แต่ละหน่วยงานไปถึงไหน")).to_be_visible()
    assert "unit=" in page.url
    page.get_by_role("link", name="สำนักงานสาธารณสุขอำเภอสาธิต").first.click()
    expect(page.locator('a[href*="unit="]', has_text="กลุ่มงานควบคุมโรค").first).to_be_visible()
