"""What comes after a step: thanks, one button that names the next one, and no word that scolds or hurries."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from story import PROGRAMME, Tab, answers, asked, begins, reads, signs, sits, walks
from test_badges_certificate import SHEET, signed_by
from test_badges_certificate import signs as signer

import house
from badges.credential import Rule
from badges.said import said
from badges.store import designs
from badges.words import DEFAULT, FIRST
from core.directory import Person

Who = Callable[[str], Person]
POST = {"programme": PROGRAMME, "moment": "post"}
SIGNED = {"programme": PROGRAMME, "pledge": "integrity"}


@pytest.fixture(autouse=True)
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The app's own house is the test's."""
    monkeypatch.setattr(house, "house", lambda: opened)


# The result.


def test_the_result_leads_straight_to_the_next_step_above_figures_and_reasons(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    walks(opened, ana, right=6, steps=4)
    tab = Tab(opened, ana).open("test", **POST)

    assert [each.label for each in tab.app.button if each.key == "on"] == ["ต่อไป: คำมั่นสุจริต"]
    assert tab.html.index("ทำได้ดีมาก") < tab.html.index("sj-figures") < tab.html.index("คำอธิบายทุกข้อ")
    assert tab.shows("จากร้อยละ 37.5 ก่อนเรียน เป็นร้อยละ 75")
    assert tab.click("on").shows("ขอลงนามด้วยความสมัครใจ")


@pytest.mark.parametrize(("right", "head"), [(8, "ทำได้ดีมาก"), (5, "ท่านรู้มากขึ้นจากก่อนเรียนแล้ว"), (2, "ขอบคุณที่ทำจนครบทุกข้อ")])
def test_the_result_is_warm_whatever_it_is(opened: house.House, cast: Who, right: int, head: str) -> None:
    ana = cast("ANA")
    walks(opened, ana, right=right, steps=4)
    html = Tab(opened, ana).open("test", **POST).html

    assert f"<h2>{head}" in html
    assert ("ไม่กระทบการรับเกียรติบัตร" in html) == (right < 6)


def test_what_was_not_wholly_right_stands_first_and_all_else_is_folded(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    walks(opened, ana, right=5, steps=4)
    html = Tab(opened, ana).open("test", **POST).html
    folds = html.split('<details class="sj-fold">')

    assert [part.count('<details class="sj-card">') for part in folds] == [3, 5, 8]
    assert "<summary>✓" not in folds[0]
    assert "<summary>○" not in folds[1]
    assert "แบบทดสอบก่อนเรียน 8 ข้อ" in folds[2]


# Before a test.


def test_before_the_post_test_stands_what_it_decides_and_what_not(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    tab = Tab(opened, ana).open("test", programme=PROGRAMME, moment="pre")
    assert tab.shows("8 ข้อ ราว 5 นาที ไม่จับเวลา")
    assert not tab.shows("เกณฑ์ของหน่วยงาน")

    walks(opened, ana, steps=3)
    tab.open("test", **POST)
    for text in ("ส่งได้ครั้งเดียว", "คะแนนไม่ตัดสินว่าจะได้เกียรติบัตรหรือไม่", "เกณฑ์ของหน่วยงานคือร้อยละ 70", "ราว 5 นาที"):
        assert tab.shows(text)
    assert Tab(opened, ana).open().shows("8 ข้อ · ราว 5 นาที · ไม่จับเวลา")


@pytest.mark.parametrize(
    ("rule", "measures"),
    [
        ({"lesson": "all"}, False),
        ({"reached": 0}, True),
        ({"all": [{"test": "post"}, {"any": [{"reached": "criterion"}, {"pledge": "all"}]}]}, True),
        ({"all": [{"test": "post"}, {"pledge": "all"}]}, False),
    ],
)
def test_a_certificate_that_asks_for_a_mark_is_known_to(rule: dict[str, object], measures: bool) -> None:
    assert Rule.model_validate(rule).measures is measures


# After signing.


def test_after_signing_there_are_thanks_the_certificate_and_one_way_to_it(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    walks(opened, ana, steps=4)
    tab = Tab(opened, ana).open("pledge", **SIGNED).click("sign")

    assert tab.shows("ลงนามแล้ว ขอบคุณมาก")
    assert tab.shows("ใช้ได้ถึง 23 พฤศจิกายน พ.ศ. 2570")  # the news, which came first
    assert not tab.shows("เกียรติบัตรของท่านพร้อมแล้ว")
    assert [each.label for each in tab.app.button if each.key == "on"] == ["เปิดดู: เกียรติบัตรสุจริตเริ่มที่เรา"]
    assert [each.label for each in tab.app.expander] == ["ข้อความที่ลงนาม และเลขรับ"]
    assert tab.click("on").shows("เปิดรูปภาพ")
    again = tab.open("pledge", **SIGNED)
    assert again.shows("เกียรติบัตรของท่านพร้อมแล้ว")
    assert again.shows("ใช้ได้ถึง 23\u00a0พ.ย.\u00a02570")


# The certificates.


def test_the_newest_certificate_alone_is_shown_with_its_place_kept(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    walks(opened, ana)
    html = Tab(opened, ana).open("certificates").html

    (image,) = re.findall(r"<img[^>]*certificates/[^>]*>", html)
    assert {'width="1169"', 'height="827"', 'loading="lazy"'} <= set(image.split())
    assert len(re.findall('class="sj-button first"', html)) == 1
    assert "ที่ผู้สแกนคิวอาร์โค้ดเห็น" not in html  # without a public address there is nothing to scan


# Home.


def test_whoever_is_done_reads_no_countdown(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    walks(opened, ana, steps=4)
    assert Tab(opened, ana).open().shows("เหลืออีก 311 วัน")
    signs(opened, ana)
    tab = Tab(opened, ana).open()

    assert not tab.shows("เหลืออีก 311 วัน")
    assert tab.shows("ทบทวนได้ถึงวันที่ 30 ก.ย. 2570")


def test_after_a_lesson_home_says_so_once_and_it_opens_on_its_first_card(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    sits(opened, ana, "pre", 3)
    reads(opened, ana, "strong")
    lesson = {"programme": PROGRAMME, "lesson": "strong"}
    tab = Tab(opened, ana).open("lesson", **lesson)
    assert tab.shows("หน้า 1 จาก 9")
    for place in range(2, 10):
        tab.click("next")
        assert tab.shows(f"หน้า {place} จาก 9")
    tab.click("finish")

    assert tab.shows("อ่านจบแล้ว: STRONG 6 ตัวอักษร ในวันทำงานของเรา")
    assert not tab.open().shows("อ่านจบแล้ว: STRONG")
    assert tab.open("lesson", **lesson).shows("หน้า 1 จาก 9")


def test_lessons_that_were_read_bear_the_sign_of_the_path(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    sits(opened, ana, "pre", 3)
    assert "sj-read" not in Tab(opened, ana).open("lessons").html
    reads(opened, ana, "strong")
    html = Tab(opened, ana).open("lessons").html

    assert html.count("sj-read") == 1
    assert html.index("sj-read") < html.index("อ่านจบแล้ว")


# Badges.


def test_an_earned_badge_unfolds_and_says_what_it_was_given_for(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    walks(opened, ana)
    html = Tab(opened, ana).open("certificates").html

    earned = re.findall(
        r'<li class="earned"><details><summary>.*?</summary>(.*?)</details></li>', html, flags=re.DOTALL
    )
    assert len(earned) == 5
    assert all("ให้แก่ผู้ที่: " in each for each in earned)
    assert not any("คำบนเหรียญตรา" in each for each in earned)  # each word is in its title
    assert all("ในหลักสูตร “สุจริตเริ่มที่เรา" in each for each in earned)


# The gift desk.


def test_the_desk_says_what_it_assumes_and_answers_by_a_button(opened: house.House, cast: Who) -> None:
    tab = Tab(opened, cast("ANA")).open("gifts")
    assert tab.shows("ยังไม่ได้เลือก จึงตอบตามค่าตั้งต้นนี้ไปก่อน")
    assert tab.shows("สิ่งที่ให้: สิ่งของ")
    tab.app.number_input(key="gifts/value").set_value(100)
    tab.click("gifts/see")
    assert tab.app.query_params == {"value": "100"}
    assert not tab.shows("ใส่มูลค่าเพื่อดูคำตอบ")
    for word in ("giver", "link", "occasion"):
        tab.open("gifts", **{word: {"giver": "company", "link": "own", "occasion": "none"}[word]})
        assert not tab.shows("สิ่งที่ให้: ของ")


# The certificate's sheet.


def test_thai_numerals_stand_on_the_whole_sheet_and_codes_keep_theirs() -> None:
    words = signed_by(signer("", "ผู้อำนวยการเขต 4"), numerals="th")
    sheet = replace(SHEET, words=words, programme="หลักสูตรปี 2570 รุ่น A1", unit="กลุ่มงาน 2", holder="คนที่ 7")
    lines = [line.text for line in said(sheet)]

    assert "“หลักสูตรปี ๒๕๗๐ รุ่น A1”" in lines
    assert not re.search("[0-9]", "".join(lines).replace("A1", ""))
    arabic = [line.text for line in said(replace(sheet, words=signed_by(numerals="arabic"), programme="ปี ๒๕๗๐"))]
    assert not re.search("[๐-๙]", "".join(arabic))


def test_the_program_s_own_words_have_one_system_and_what_was_issued_keeps_its_own(opened: house.House) -> None:
    assert (DEFAULT.numerals, FIRST.numerals) == ("th", "day")
    with opened.ground.write() as writing:
        assert designs.words_in_force(writing.db) == DEFAULT
        assert designs.words(writing.db, "") == FIRST
        designs.used_words(writing.db, FIRST.version)
        designs.used_words(writing.db, DEFAULT.version)
        assert designs.words(writing.db, FIRST.version) == FIRST
        assert designs.words(writing.db, DEFAULT.version) == DEFAULT


def test_home_says_that_the_pre_test_was_handed_in(opened: house.House, cast: Who) -> None:
    begun = begins(opened, cast("ANA"), "pre")
    for item in asked(opened, begun):
        answers(opened, begun, item.id, item.key)
    tab = Tab(opened, cast("ANA")).open("test", programme=PROGRAMME, moment="pre").click("finish")
    assert tab.shows("ส่งแบบทดสอบก่อนเรียนแล้ว บันทึกครบทุกคำตอบ")
