"""The whole journey in a real Chromium against a real server: administrator, learner, trainer, manager, stranger.

In the middle the server dies by kill -9, and the learner goes on where they stopped.
"""

import io
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from chromium import settled
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect
from served import ROOT, Served

import house

pytestmark = pytest.mark.browser

PASSWORD = "rice field at dawn"
SHEET = "รหัส,คำนำหน้า,ชื่อ-สกุล,ตำแหน่ง,หน่วยงาน,บทบาท\n" + "\n".join(
    [
        "MALEE,นางสาว,มาลี ทดสอบ,พยาบาลวิชาชีพ,สำนักงานทดสอบ > กลุ่มงานหนึ่ง,ผู้เรียน",
        "ANN,,แอน ทดสอบ,นักวิชาการ,สำนักงานทดสอบ > กลุ่มงานหนึ่ง,ผู้เรียน",
        "TRAINER,นาย,วิทยากร ทดสอบ,นักวิชาการ,สำนักงานทดสอบ,วิทยากร",
        "BOSS,นาย,หัวหน้า ทดสอบ,หัวหน้ากลุ่มงาน,สำนักงานทดสอบ > กลุ่มงานหนึ่ง,ผู้กำกับติดตาม",
        "OTHER,นาง,อื่น <script>alert(1)</script>,พยาบาลวิชาชีพ,สำนักงานทดสอบ > กลุ่มงานสอง,ผู้เรียน",
    ]
)


@dataclass(frozen=True)
class Words:
    """What the pages say in one language, and the window they are read in."""

    language: str
    code: str
    width: int
    height: int
    begin: str
    start_test: str
    save: str
    hand_in: str
    next_card: str
    finish_lesson: str
    decide: str
    go_on: str
    result: str
    act: str
    signed: str
    all_done: str
    valid: str
    compare: str
    again: str
    no_mistake: str


THAI = Words(
    "th", "MALEE", 390, 844, "เริ่ม: ", "เริ่มทำ", "บันทึกและไปต่อ", "ส่งคำตอบ", "ต่อไป", "จบบทเรียน", "ตัดสินใจ", "ต่อไป: ",
    "ผลแบบทดสอบหลังเรียน", "ขอลงนามด้วยความสมัครใจ", "ลงนามแล้ว", "ครบทุกขั้นแล้ว", "ใช้ได้", "เทียบกับกระดาษในมือท่าน",
    "อ่านแฟ้มใหม่", "ทุกแฟ้มอ่านได้",
)  # fmt: skip
ENGLISH = Words(
    "en", "ANN", 1280, 900, "Begin: ", "Begin", "Save and go on", "Hand in", "Next", "Finish the lesson", "Decide", "Next: ",
    "Post-test result", "sign it of my own free will", "Signed", "Every step is done", "Valid", "Compare with the paper in your hand",
    "Read the files again", "Every file can be read",
)  # fmt: skip


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    found = Served(tmp_path_factory.mktemp("office") / "data")
    found.start()
    yield found
    found.stop()


@dataclass
class Office:
    """The served office, with the links of its people."""

    served: Served
    links: dict[str, str]


@pytest.fixture(scope="module")
def office(browser: Browser, served: Served) -> Office:
    """The administrator's hour: the set-up link, the organisation, a sheet of people, the slips."""
    context = opened(browser, served, THAI)
    page = context.new_page()
    page.goto(served.url + served.set_up_path)
    for name, value in {
        "organisation_th": "สำนักงานทดสอบ", "organisation_en": "Test Office", "address": "https://sujarit.example.go.th",
        "code": "ADMIN", "name": "ผู้ดูแล ทดสอบ", "password": PASSWORD,
    }.items():  # fmt: skip
        page.fill(f"#{name}", value)
    page.click("main form > button")
    reads_the_notice(page)
    expect(page.get_by_role("heading", name="เพิ่มบุคลากร")).to_be_visible()
    again = page.goto(served.url + served.set_up_path)
    assert again is not None
    assert again.status == 404, "the set-up link opens once"

    page.goto(f"{served.url}/people")
    page.get_by_text("เพิ่มจากแฟ้ม CSV").click()
    upload = page.locator("input[type=file]")
    upload.set_input_files({"name": "wrong.csv", "mimeType": "text/csv", "buffer": "ก,ข\n1,2\n".encode("cp874")})
    expect(page.get_by_text("ไม่พบคอลัมน์")).to_be_visible()
    upload.set_input_files({"name": "people.csv", "mimeType": "text/csv", "buffer": SHEET.encode("cp874")})
    page.get_by_role("button", name="บันทึก 5 คน").click()
    expect(page.get_by_text("ใหม่ 5 ปรับ 0").first).to_be_visible()
    page.goto(f"{served.url}/people")
    expect(page.get_by_text("<script>alert(1)</script>").last).to_be_visible()

    page.goto(f"{served.url}/slips")
    expect(page.get_by_text("5 คน").first).to_be_visible()
    printed = context.request.post(f"{served.url}/slips", headers={"origin": served.url})
    slips = pypdfium2.PdfDocument(printed.body())[0].get_textpage().get_text_range()
    links = dict(zip(re.findall(r"รหัสเข้าใช้งาน (\w+)", slips), re.findall(r"/join/\w+", slips), strict=True))
    assert len(links) == 5
    context.close()
    return Office(served, links)


def opened(browser: Browser, served: Served, words: Words, **more: Any) -> BrowserContext:
    """A fresh browser, as of one person on one device."""
    context = browser.new_context(viewport={"width": words.width, "height": words.height}, locale="th-TH", **more)
    context.set_default_timeout(20_000)
    if words.language == "en":
        context.request.get(f"{served.url}/language/en")
    return context


def joined(browser: Browser, office: Office, code: str, words: Words = THAI) -> BrowserContext:
    """The browser of a person who came by their slip and chose a password."""
    context = opened(browser, office.served, words)
    page = context.new_page()
    page.goto(office.served.url + office.links[code])
    page.fill("#password", PASSWORD)
    page.click("main form > button")
    reads_the_notice(page)
    runs = code in ("TRAINER", "BOSS")
    page.wait_for_url(
        f"{office.served.url}/" if runs else re.compile(r"/test\?.*&first=yes")
    )  # who runs something: home
    page.goto(office.served.url)
    expect(page.locator(".sj-path")).to_be_visible()
    page.close()
    return context


def reads_the_notice(page: Page) -> None:
    """What stands before everybody's first page."""
    page.wait_for_url(re.compile(r"/privacy\?back="))
    page.click("main form > button")


def sign_in(page: Page, served: Served, code: str) -> None:
    page.goto(f"{served.url}/sign-in")
    page.fill("#code", code)
    page.fill("#password", PASSWORD)
    page.click("main form > button")


def answer(page: Page, words: Words, how_many: int = 99) -> int:
    """Answer questions, the first option each, until the hand-in page or `how_many`. Returns how many."""
    done = 0
    save, hand_in = (
        page.get_by_role("button", name=words.save),
        page.get_by_role("button", name=words.hand_in, exact=True),
    )
    while done < how_many:
        expect(save.or_(hand_in).first).to_be_visible()
        settled(page)
        if hand_in.is_visible():
            break
        told = page.locator(".sj-soft").first.inner_text()
        options = page.get_by_test_id("stRadioOption").or_(page.locator(".stCheckbox label"))
        options.first.click()
        save.click()
        expect(page.locator(".sj-soft").first).not_to_have_text(told)
        done += 1
    return done


def read_lesson(page: Page, words: Words, cards: int = 99) -> None:
    """Turn cards, deciding where there is a decision, to the lesson's end or for `cards` cards."""
    for _ in range(cards):
        turn, finish = (
            page.get_by_role("button", name=words.next_card, exact=True),
            page.get_by_role("button", name=words.finish_lesson),
        )
        decide = page.get_by_role("button", name=words.decide)
        expect(turn.or_(finish).or_(decide).first).to_be_visible()
        settled(page)
        if decide.is_visible():
            page.get_by_test_id("stRadioOption").nth(1).click()
            decide.click()
            expect(turn.or_(finish).first).to_be_visible()
            settled(page)
        if finish.is_visible():
            finish.click()
            expect(page.locator(".sj-path")).to_be_visible()
            return
        told = page.locator(".sj-soft").first.inner_text()
        turn.click()
        expect(page.locator(".sj-soft").first).not_to_have_text(told)


def go_on(page: Page, words: Words) -> None:
    """The one next step of the home page."""
    expect(page.locator(".sj-path")).to_be_visible()
    settled(page)
    page.locator("button[kind=primary]").first.click()


@pytest.mark.parametrize("words", [THAI, ENGLISH], ids=["390 px Thai", "1280 px English"])
def test_a_learner_walks_from_the_slip_to_a_certificate_that_a_stranger_verifies(
    browser: Browser, office: Office, words: Words
) -> None:
    served = office.served
    context = joined(browser, office, words.code, words)
    page = context.new_page()
    console: list[str] = []
    page.on("console", lambda message: console.append(message.text) if message.type == "error" else None)
    page.goto(served.url)
    expect(page.locator("button[kind=primary]")).to_have_count(1)
    go_on(page, words)
    page.get_by_role("button", name=words.start_test, exact=True).click()
    assert answer(page, words, 4) == 4

    served.kill()
    served.start()
    page.reload()
    expect(page.locator(".sj-soft").first).to_contain_text("5")
    assert answer(page, words) == 20, "four answers were saved before the power cut"
    page.get_by_role("button", name=words.hand_in, exact=True).click()

    expect(page.locator(".sj-path")).to_be_visible()
    go_on(page, words)
    read_lesson(page, words, cards=5)
    place = page.locator(".sj-soft").first.inner_text()
    other = opened(browser, served, words)
    elsewhere = other.new_page()
    sign_in(elsewhere, served, words.code)
    expect(elsewhere.locator(".sj-path")).to_be_visible()
    go_on(elsewhere, words)
    expect(elsewhere.locator(".sj-soft").first).to_have_text(place)
    for _ in range(6):
        read_lesson(elsewhere, words)
        go_on(elsewhere, words)
    elsewhere.get_by_role("button", name=words.start_test, exact=True).click()
    assert answer(elsewhere, words) == 24
    elsewhere.get_by_role("button", name=words.hand_in, exact=True).click()
    expect(elsewhere.get_by_role("heading", name=words.result)).to_be_visible()
    expect(elsewhere.locator("details.sj-card")).to_have_count(48)
    elsewhere.get_by_role("button", name=words.go_on).click()
    elsewhere.get_by_role("button", name=words.act).click()
    expect(elsewhere.get_by_role("heading", name=words.signed)).to_be_visible()
    elsewhere.goto(served.url)
    expect(elsewhere.get_by_text(words.all_done)).to_be_visible()
    assert not [text for text in console if "Content Security Policy" in text]

    stranger_verifies(browser, other, served, words)


def stranger_verifies(browser: Browser, holder: BrowserContext, served: Served, words: Words) -> None:
    """Scan the printed picture; the page needs one request, no script and no sign-in."""
    page = holder.new_page()
    page.goto(f"{served.url}/certificates")
    paths = page.locator('a[href^="/certificates/"]')
    expect(paths).to_have_count(3)  # the picture leads to itself, as its button does
    hrefs = {
        str(path.get_attribute("href")).split("?")[0][-3:]: str(path.get_attribute("href")) for path in paths.all()
    }
    pdf, png = (holder.request.get(served.url + hrefs[kind]) for kind in ("pdf", "png"))
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.body()[:5] == b"%PDF-"
    scanned = zxingcpp.read_barcodes(Image.open(io.BytesIO(png.body())))[0].text
    assert scanned.startswith("HTTPS://SUJARIT.EXAMPLE.GO.TH/V/")
    assert scanned == scanned.upper()

    stranger = opened(browser, served, words, java_script_enabled=False)
    asked: list[str] = []
    reading = stranger.new_page()
    reading.on("request", lambda request: asked.append(request.url))
    path = scanned.removeprefix("HTTPS://SUJARIT.EXAMPLE.GO.TH")
    answered = reading.goto(served.url + path)
    assert answered is not None
    assert answered.status == 200
    expect(reading.locator(".state")).to_contain_text(words.valid)
    expect(reading.get_by_text(words.compare)).to_be_visible()
    ours = (f"{served.url}/app/static/", f"{served.url}/favicon.png", f"{served.url}/manifest.webmanifest")
    assert [url for url in asked if not url.startswith(ours)] == [served.url + path], "type and icons, and no more"
    wrong = reading.goto(served.url + path[:-3] + "AAA")
    assert wrong is not None
    assert wrong.status == 404
    refused_doors(stranger, served, everything=True)
    assert stranger.request.get(served.url + hrefs["pdf"], max_redirects=0).status == 303
    stranger.close()


DOORS = ("people", "organisation", "results", "content")


def refused_doors(context: BrowserContext, served: Served, *, everything: bool = False) -> None:
    """Whoever is not signed in is led to the sign-in page at every door."""
    for path in ("", "lesson", "test", "pledge", "certificates", *DOORS, "slips", "password"):
        answered = context.request.get(f"{served.url}/{path}", max_redirects=0)
        assert answered.status == 303, path
        assert "/sign-in" in answered.headers["location"]
    answered = context.request.get(f"{served.url}/reports/2570-1.docx", max_redirects=0)
    assert answered.status == 303


@pytest.mark.parametrize("code", ["OTHER", "TRAINER", "BOSS"])
def test_each_is_refused_at_the_doors_that_are_not_theirs(browser: Browser, office: Office, code: str) -> None:
    context = joined(browser, office, code)
    page = context.new_page()
    manages = code == "BOSS"
    theirs = {"BOSS": "results", "TRAINER": "content"}.get(code)
    for path in (path for path in DOORS if path != theirs):
        answered = page.goto(f"{office.served.url}/{path}")
        assert answered is not None
        assert answered.status == 403, path
        expect(page.get_by_text("หน้านี้สำหรับผู้ที่มีสิทธิ")).to_be_visible()
    assert context.request.get(f"{office.served.url}/slips").status == 403
    assert context.request.get(f"{office.served.url}/reports/2570-1.docx").status == (200 if manages else 403)
    page.goto(f"{office.served.url}/test?programme=strong-2570&moment=post")
    expect(page.get_by_text("ยังไม่ถึงแบบทดสอบนี้")).to_be_visible()
    context.close()


def walked(served: Served, code: str) -> None:
    """Let a person walk the rest of their path, in this process, while the server works on the same file."""
    opened_here = house.open_house(served.folder)
    ground = opened_here.ground
    kinds = {kind.word: kind for kind in house.kinds()}
    with ground.read() as db:
        person = next(each for each in ground.directory.everybody(db) if each.code == code)
        brief = opened_here.paths.mine(db, person)[0]
    for _ in range(20):
        with ground.read() as db:
            step = opened_here.paths.next(db, brief.slug, person)
        if step is None:
            break
        play = kinds[step.kind].play
        assert play, step.kind
        play(ground, brief, step.name, person, Random(1))
    house.passwords(ground, ["BOSS", "TRAINER"], PASSWORD)
    ground.store.close()


@pytest.mark.parametrize(
    ("words", "of_three", "finished", "hidden"),
    [
        (THAI, "จาก 3", "เรียนจบ (2)", "ไม่แสดงคะแนน"),
        (ENGLISH, "of 3", "Finished (2)", "Marks are not shown"),
    ],
    ids=["390 px Thai", "1280 px English"],
)
def test_the_manager_sees_their_own_unit_and_no_other(
    browser: Browser, office: Office, words: Words, of_three: str, finished: str, hidden: str
) -> None:
    for code in ("MALEE", "ANN"):
        walked(office.served, code)
    context = opened(browser, office.served, words)
    page = context.new_page()
    sign_in(page, office.served, "BOSS")
    expect(page.locator(".sj-path")).to_be_visible()
    page.goto(f"{office.served.url}/results")
    expect(page.get_by_text(of_three, exact=True).first).to_be_visible()
    page.locator("summary", has_text=finished).click()
    expect(page.get_by_text("มาลี ทดสอบ")).to_be_visible()
    expect(page.get_by_text(hidden).first).to_be_visible()
    assert page.get_by_text("นางอื่น").count() == 0
    context.close()


@pytest.mark.parametrize("words", [THAI, ENGLISH], ids=["390 px Thai", "1280 px English"])
def test_a_trainer_is_told_every_mistake_of_a_quiz_with_its_line_and_mends_it(
    browser: Browser, office: Office, words: Words
) -> None:
    walked(office.served, "OTHER")  # in this process also everybody gets a password
    own = office.served.folder / "content" / "quizzes" / "gifts.yaml"
    shipped = (ROOT / "quizzes" / "content" / "gifts.yaml").read_text(encoding="utf-8")
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(
        shipped.replace("kind: truefalse", "kind: maybe", 1).replace("topic: gifts", "topic: presents", 1),
        encoding="utf-8",
    )
    line = shipped[: shipped.index("kind: truefalse")].count("\n") + 1
    context = opened(browser, office.served, words)
    page = context.new_page()
    sign_in(page, office.served, "TRAINER")
    expect(page.locator(".sj-path")).to_be_visible()
    page.goto(f"{office.served.url}/content")
    again = page.get_by_role("button", name=words.again)
    again.click()
    expect(page.get_by_text(f"content/quizzes/gifts.yaml:{line}")).to_be_visible()
    expect(page.get_by_text("single, several, truefalse")).to_be_visible()
    own.unlink()
    again.click()
    expect(page.get_by_text(words.no_mistake)).to_be_visible()
    context.close()


def test_a_revoked_sign_in_is_refused_inside_a_fragment(browser: Browser, office: Office) -> None:
    walked(office.served, "OTHER")
    context = opened(browser, office.served, THAI)
    page = context.new_page()
    sign_in(page, office.served, "TRAINER")
    expect(page.locator(".sj-path")).to_be_visible()
    go_on(page, THAI)
    page.get_by_role("button", name=THAI.start_test, exact=True).click()
    page.get_by_role("button", name=THAI.save).click()
    expect(page.get_by_text("เลือกคำตอบก่อน")).to_be_visible()
    expect(page.locator(".sj-top")).to_have_css("display", "flex")  # a word from a callback takes no style away
    assert answer(page, THAI, 1) == 1
    with sqlite3.connect(office.served.folder / "sujarit.db", timeout=20) as database:
        database.execute("update people_signins set revoked = ?", (datetime.now(UTC).isoformat(),))
    database.close()
    page.get_by_test_id("stRadioOption").or_(page.locator(".stCheckbox label")).first.click()
    page.get_by_role("button", name=THAI.save).click()
    expect(page.get_by_text("ท่านออกจากระบบแล้ว")).to_be_visible()
    with sqlite3.connect(office.served.folder / "sujarit.db", timeout=20) as database:
        saved = database.execute(
            "select count(*) from quizzes_steps s join quizzes_attempts a on a.id = s.attempt join people_persons p on p.id = a.person where p.code = 'TRAINER'"
        ).fetchone()[0]
    database.close()
    assert saved == 1, "what was clicked after the revocation is not kept"


def test_a_shared_computer_leaves_by_itself_and_nothing_of_the_person_is_left(browser: Browser, office: Office) -> None:
    context = opened(browser, office.served, THAI)
    page = context.new_page()
    page.goto(f"{office.served.url}/sign-in")
    page.check("[name=shared]")
    page.fill("#code", "ADMIN")
    page.fill("#password", PASSWORD)
    page.click("main form > button")
    expect(page.locator(".sj-path")).to_be_visible()
    with sqlite3.connect(office.served.folder / "sujarit.db", timeout=15) as db:  # as if nobody had touched it
        db.execute("update people_signins set ends = '2020-01-01T00:00:00+00:00' where minutes > 0")
    page.wait_for_url(f"{office.served.url}/sign-in?rested=1", timeout=60_000)
    expect(page.get_by_text("ไม่มีการใช้งาน")).to_be_visible()
    assert "sujarit" not in {cookie["name"] for cookie in context.cookies()}
    page.go_back()
    expect(page.get_by_role("heading", name="เข้าสู่ระบบ")).to_be_visible()
    assert "ผู้ดูแล ทดสอบ" not in page.content()
    context.close()
