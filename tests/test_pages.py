"""The pages as Streamlit runs them: app.py as `__main__`, by Streamlit's own AppTest, for every role and language.

AppTest knows no reruns of a fragment alone, so every click here is a whole run; the browser's tests click in fragments.
"""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
import streamlit as st
from conftest import CAST, OFFICE, Clock
from story import PROGRAMME, ROOT, Chosen, Tab, asked, begins, hands_in, next_year, quick, sits, walks
from streamlit.testing.v1 import AppTest

import house
from core import library
from core.directory import Person, Role
from core.language import LANGUAGES, Language
from core.record import of_kind
from core.room import Page
from core.settings import ADDRESS, OUTCOMES_PUBLIC, setting
from core.visit import Door
from lessons import load as lesson_files
from lessons import store as readings
from people.address import PUBLIC_RULE
from people.person import Draft
from people.store import roster, signins
from people.store.directory import Roster
from quizzes import store as attempts
from quizzes.attempt import shuffled

Who = Callable[[str], Person]
PAGES = [page for room in house.ROOMS for page in room.pages]
ROLES: dict[str, Role] = {"ANA": "learner", "TAM": "trainer", "BENTO": "manager", "ADISA": "administrator"}
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """app.py stands on the opened house."""
    monkeypatch.setattr(house, "house", lambda: opened)


def theirs(code: str) -> list[Page]:
    """The pages of somebody in this role."""
    return [page for page in PAGES if "learner" in page.roles or ROLES[code] in page.roles]


QUERIES = {
    "lesson": {"programme": PROGRAMME, "lesson": "strong"},
    "test": {"programme": PROGRAMME, "moment": "post"},
    "pledge": {"programme": PROGRAMME, "pledge": "integrity"},
    "programme": {"programme": PROGRAMME},
}
HEADINGS = {
    "": ("สุจริตเริ่มที่เรา ปีงบประมาณ 2570", "Integrity begins with us, fiscal year 2570"),
    "certificates": ("เกียรติบัตรและเหรียญตรา", "Certificates and badges"),
    "certificate-design": ("ตรงกับแบบที่ใช้อยู่", "This is the design in force."),
    "results": ("ผลการดำเนินงาน", "Outcomes"),
    "entering": ("บันทึกตัวเลขของตัวชี้วัด", "Indicators’ figures"),
    "closing": ("ปิดงวด", "Closing"),
    "history": ("ข้อมูลย้อนหลังจากแบบฟอร์มเดิม", "Earlier results from old forms"),
    "people": ("บุคลากร", "People"),
    "person": ("ไม่พบบุคคลนี้", "This person is not in your units"),
    "import": ("แฟ้ม CSV หรือ Excel (XLSX)", "CSV or Excel file (XLSX)"),
    "organisation": ("ตั้งค่าหน่วยงาน", "Organisation"),
    "units": ("จำนวนคนรวมหน่วยงานย่อย", "people are counted with all units below"),
    "joining": ("ยังไม่มีใครรออยู่", "Nobody is waiting."),
    "my-data": ("ดาวน์โหลดข้อมูลของฉัน", "Download my data"),
    "erasure": ("หน้านี้จะแสดงว่าอะไรจะหายไป", "this page shows what goes and what stays"),
    "programmes": ("สร้างหลักสูตรใหม่จากต้นแบบ", "Make a new programme from a template"),
    "programme": ("ยังไม่มีการเปลี่ยนแปลง", "Nothing has been changed."),
    "reminders": ("sj-message", "Copy the message"),
    "content": ("วางแฟ้ม YAML ของหน่วยงาน", "Put the office’s own YAML files"),
    "lesson": ("หน้า 1 จาก 9", "card 1 of 9"),
    "test": ("ผลแบบทดสอบหลังเรียน", "Post-test result"),
    "pledge": ("ลงนามแล้ว", "Signed"),
    "paper": ("แบบทดสอบบนกระดาษ", "Paper tests"),
    "items": ("คุณภาพข้อสอบ", "Item statistics"),
    "lessons": ("อ่านเพิ่มตามที่สนใจ", "To read as you like"),
    "practice": (">ฝึกตอบ</h1>", ">Practice</h1>"),
    "preview-lessons": ("ดูตัวอย่างบทเรียน", "Preview of lessons"),
    "preview-quizzes": ("ดูตัวอย่างข้อสอบ", "Preview of quizzes"),
    "dilemmas": ("เรื่องให้ตัดสินใจ", "Dilemmas"),
    "gifts": ("อะไรจะทำให้คำตอบเปลี่ยน", "What would change the answer"),
    "scenarios": ("ลองตัดสินใจ", "Try and decide"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(ROLES))
def test_every_page_shows_for_a_role_before_and_after_the_path_is_walked(
    opened: house.House, cast: Who, code: str, language: Language
) -> None:
    tab = Tab(opened, cast(code), language)
    for page in theirs(code):
        tab.open(page.path)
        tab.open(page.path, **QUERIES.get(page.path, {}))
    walks(opened, cast(code))
    for page in theirs(code):
        tab.open(page.path, **QUERIES.get(page.path, {}))
        assert tab.shows(HEADINGS[page.path][language == "en"]), page.path


@pytest.mark.parametrize("code", sorted(ROLES))
def test_a_page_of_another_role_is_not_there_and_home_shows_instead(opened: house.House, cast: Who, code: str) -> None:
    tab = Tab(opened, cast(code))
    others = [page for page in PAGES if page not in theirs(code)]
    for page in others:
        tab.open(page.path)
        assert tab.shows(HEADINGS[""][0])
        assert not tab.shows(f">{page.title.th}</h1>")
    assert (
        sorted(page.path for page in others)
        == {
            "ANA": [
                "certificate-design",
                "closing",
                "content",
                "entering",
                "erasure",
                "history",
                "import",
                "items",
                "joining",
                "organisation",
                "paper",
                "people",
                "person",
                "preview-lessons",
                "preview-quizzes",
                "programme",
                "programmes",
                "reminders",
                "results",
                "units",
            ],
            "TAM": [
                "certificate-design",
                "closing",
                "entering",
                "erasure",
                "history",
                "import",
                "joining",
                "organisation",
                "paper",
                "people",
                "person",
                "reminders",
                "results",
                "units",
            ],
            "BENTO": [
                "certificate-design",
                "content",
                "erasure",
                "import",
                "organisation",
                "people",
                "person",
                "preview-lessons",
                "preview-quizzes",
                "programme",
                "programmes",
                "units",
            ],
            "ADISA": ["preview-quizzes"],
        }[code]
    )


@pytest.mark.parametrize("code", sorted(ROLES))
def test_the_navigation_holds_the_pages_of_the_role_and_no_others(opened: house.House, cast: Who, code: str) -> None:
    tab = Tab(opened, cast(code)).open()
    shown = sorted((page for page in theirs(code) if page.shown), key=lambda page: page.path != "")

    titles = re.findall(r"<a [^>]*>([^<]+)</a>", tab.html.partition('<nav class="sj-nav"')[2].partition("</nav>")[0])
    if len(shown) > 4:
        assert sorted(titles) == sorted(page.title.th for page in shown), "in menus"
        assert list(tab.app.page_link) == []
    else:
        assert [each.label for each in tab.app.page_link] == [page.title.th for page in shown]
        assert titles == []


THAI = re.compile("[ก-๛]+")
DATA = (OFFICE, "ทดสอบ", "กลุ่มงานหนึ่ง", "กลุ่มงานสอง", "อดิสา", "เบนโต", "แต้ม", "อานา", "ดาว", "นางสาว", "นาง", "นาย")


def test_in_english_nothing_is_left_in_thai_but_names_and_what_is_written_by_people(
    opened: house.House, cast: Who
) -> None:
    adisa = cast("ADISA")
    tab = Tab(opened, adisa, "en")
    walks(opened, adisa)
    written = {draft.position: draft.position for draft in sorted(CAST, key=lambda each: -len(each.position))}
    written |= {"a paper in Thai": "ภาษาไทย", "the way to Thai": "ไทย"}
    for page in PAGES:
        tab.open(page.path, **QUERIES.get(page.path, {}))
        text = unescape(re.sub(r"<style>.*?</style>", "", tab.html, flags=re.DOTALL))
        text = re.sub(r'<pre class="sj-message" lang="th">.*?</pre>', "", text, flags=re.DOTALL)  # to copy into LINE
        for word in (*DATA, *written.values()):
            text = text.replace(word, "")
        assert THAI.findall(text) == [], page.path


# The learner's home.


def test_home_shows_one_next_step_and_moves_on_with_each(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    tab = Tab(opened, ana).open()
    seen = []
    for done in range(6):
        nexts = [each for each in tab.app.button if str(each.key).startswith("next/")]
        assert tab.html.count('<li class="sj-now">') == len(nexts) == (1 if done < 5 else 0)
        assert tab.html.count('<li class="sj-done">') == (done if done < 5 else 6)
        seen += [each.label for each in nexts]
        walks(opened, ana, steps=1)
        tab.open()

    assert seen == [
        "เริ่ม: แบบทดสอบก่อนเรียน",
        "เริ่ม: STRONG 6 ตัวอักษร ในวันทำงานของเรา",
        "เริ่ม: ของขวัญกับงานราชการ: รับน้ำใจโดยไม่ต้องรับของ",
        "เริ่ม: แบบทดสอบหลังเรียน",
        "เริ่ม: คำมั่นสุจริต",
    ]
    assert tab.shows("ครบทุกขั้นแล้ว")
    assert tab.shows("ทำแล้ว 6 จาก 6 ขั้น")
    assert tab.shows("ถึงวันที่ 30 ก.ย. 2570")


def test_the_next_step_is_one_click_away_and_says_go_on_when_it_is_begun(opened: house.House, cast: Who) -> None:
    tab = Tab(opened, cast("ANA")).open()
    tab.click(f"next/{PROGRAMME}")
    assert tab.shows("8 ข้อ ราว 5 นาที ไม่จับเวลา")
    tab.click("begin")
    tab.open()

    assert tab.app.button(key=f"next/{PROGRAMME}").label == "ทำต่อ: แบบทดสอบก่อนเรียน"
    assert tab.shows("ตอบแล้ว 0 จาก 8 ข้อ")


def test_what_is_done_can_be_opened_again_but_for_the_pre_test(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    walks(opened, ana)
    tab = Tab(opened, ana).open()

    again = re.findall(r'<li class="sj-done">.*?<a href="/(\w+)\??([^"]*)"', tab.html)
    assert [page for page, _ in again] == ["lesson", "lesson", "test", "pledge", "certificates"]
    for (page, query), text in zip(
        again, ("หน้า 1 จาก 9", "หน้า 1 จาก 9", "ผลแบบทดสอบหลังเรียน", "ลงนามแล้ว", "เปิด PDF"), strict=True
    ):
        assert tab.open(page, **dict(parse_qsl(unescape(query)))).shows(text)


def test_before_a_programme_begins_and_after_it_ends_home_says_so(opened: house.House, cast: Who, clock: Clock) -> None:
    ana = cast("ANA")
    clock.goes(days=-60)  # in the fiscal year before
    early = Tab(opened, ana).open()
    clock.goes(days=400)
    late = Tab(opened, ana).open()
    next_year(opened, 2571)
    again = Tab(opened, ana).open()

    for tab in (early, late):
        assert tab.shows("ขณะนี้ยังไม่มีหลักสูตรของท่าน")
    assert again.shows("สุจริตเริ่มที่เรา ปีงบประมาณ 2571")


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("lesson", {"programme": PROGRAMME, "lesson": "strong"}),
        ("lesson", {"programme": PROGRAMME, "lesson": "there-is-none"}),
        ("lesson", {"programme": SCRIPT, "lesson": SCRIPT}),
        ("test", {"programme": PROGRAMME, "moment": "post"}),
        ("test", {"programme": PROGRAMME, "moment": "'; drop table record_facts; --"}),
        ("pledge", {"programme": PROGRAMME, "pledge": "integrity"}),
        ("pledge", {"programme": "none", "pledge": ""}),
    ],
)
def test_a_step_out_of_turn_or_made_up_shows_the_way_home_and_keeps_nothing(
    opened: house.House, cast: Who, page: str, query: dict[str, str]
) -> None:
    tab = Tab(opened, cast("ANA")).open(page, **query)

    assert [each.label for each in tab.app.page_link][-1] == "ไปหน้าหลัก"
    assert tab.keys == []
    assert SCRIPT not in tab.html
    with opened.ground.read() as db:
        assert list(of_kind(db, "QuizStarted")) == []
        assert readings.reading(db, cast("ANA").id, PROGRAMME, "strong") is None


# A lesson.


def test_a_lesson_goes_card_by_card_and_stops_at_a_decision_until_it_is_decided(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    sits(opened, ana, "pre", 3)
    tab = Tab(opened, ana).open("lesson", **QUERIES["lesson"])
    with opened.ground.read() as db:
        found = lesson_files.open_lesson(db, ana.id, PROGRAMME, "strong")
    assert found is not None
    cards = found[1].cards
    for place, card in enumerate(cards):
        assert tab.shows(f"หน้า {place + 1} จาก {len(cards)}")
        assert tab.shows(card.body.th)
        assert ("back" in tab.keys) == (place > 0)
        if card.decides:
            assert "next" not in tab.keys
            assert not any(tab.shows(option.consequence.th) for option in card.options)
            tab.click(f"decide/strong/{card.id}/go")
            assert "next" not in tab.keys  # nothing was chosen yet
            assert tab.shows("เลือกทางใดทางหนึ่งก่อน")
            tab.app.radio(key=f"decide/strong/{card.id}").set_value(card.options[-1].text.th)
            tab.click(f"decide/strong/{card.id}/go")
            assert all(tab.shows(option.consequence.th) for option in card.options)
        if card.sources:
            assert tab.shows("ล่าสุด 21 พ.ย. 2569")
        tab.click("next" if place < len(cards) - 1 else "finish")

    assert tab.shows("ทำแล้ว 2 จาก 6 ขั้น")
    with opened.ground.read() as db:
        assert [fact.person for fact in of_kind(db, "LessonFinished")] == [ana.id]
    assert list(opened.audit()) == []


def test_a_lesson_goes_on_where_it_was_left_on_any_device(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    sits(opened, ana, "pre", 3)
    first = Tab(opened, ana).open("lesson", **QUERIES["lesson"])
    assert not first.shows("บันทึกแล้วว่าอ่านถึงหน้านี้")
    first.click("next").click("next")
    second = Tab(opened, ana).open("lesson", **QUERIES["lesson"])

    assert second.shows("หน้า 3 จาก 9")
    assert second.shows("บันทึกแล้วว่าอ่านถึงหน้านี้")
    assert second.click("back").shows("หน้า 2 จาก 9")


def test_a_decision_stays_the_one_that_was_taken_first(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    sits(opened, ana, "pre", 3)
    tabs = [Tab(opened, ana).open("lesson", **QUERIES["lesson"]) for _ in range(2)]
    for _ in range(3):
        tabs[0].click("next")
    tabs[1].run()
    for tab, place in zip(tabs, (0, 1), strict=True):
        radio = tab.app.radio[0]
        radio.set_value(radio.options[place])
        tab.click("decide/strong/afternoon-signature/go")
    with opened.ground.read() as db:
        kept = readings.reading(db, ana.id, PROGRAMME, "strong")

    assert kept is not None
    assert kept[1].choices == {"afternoon-signature": "a"}


# A test.


def choose(tab: Tab, place: int = 0) -> None:
    """Choose an option of the question on the page."""
    if tab.app.radio:
        tab.app.radio[0].set_value(tab.app.radio[0].options[place])
    else:
        tab.app.checkbox[place].check()


def test_a_test_shows_one_question_at_a_time_and_says_what_is_saved(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    tab = Tab(opened, ana).open("test", programme=PROGRAMME, moment="pre")
    assert "back" not in tab.keys
    tab.click("begin")
    begun = begins(opened, ana, "pre")
    items = asked(opened, begun)
    for place, item in enumerate(items):
        left = f"เหลืออีก {7 - place} ข้อ" if place < 7 else "ข้อสุดท้าย"
        assert tab.shows(f"ข้อ {place + 1} จาก 8 · {left}")
        assert tab.shows(f"บันทึกแล้ว {place} คำตอบ") == (place > 0)
        assert [each.id for each in items if tab.shows(each.stem.th)] == [item.id]
        assert len(tab.app.radio) + (1 if tab.app.checkbox else 0) == 1
        choose(tab, 1)
        tab.click("save")
        with opened.ground.read() as db:
            kept = attempts.attempt(db, ana.id, PROGRAMME, "pre")
        assert kept is not None
        assert len(kept.steps) == place + 1  # in the database before the next question shows

    assert tab.shows("ตอบแล้ว 8 จาก 8 ข้อ")
    assert not any(tab.shows(item.stem.th) for item in items)
    tab.click("back")
    assert tab.shows("ข้อ 8 จาก 8 · ตอบครบทุกข้อแล้ว")
    tab.click("save")
    tab.click("finish")
    assert tab.shows("ผลและคำอธิบายจะแสดงหลังแบบทดสอบหลังเรียน")
    assert list(opened.audit()) == []


def test_without_a_choice_nothing_is_saved_and_the_question_stays(opened: house.House, cast: Who) -> None:
    tab = Tab(opened, cast("ANA")).open("test", programme=PROGRAMME, moment="pre").click("begin").click("save")

    assert tab.shows("เลือกคำตอบก่อน แล้วกดบันทึก")
    assert tab.shows("ข้อ 1 จาก 8")
    assert not tab.shows("บันทึกแล้ว")


def test_a_test_goes_on_where_it_was_left_and_an_answer_can_be_looked_at_and_changed(
    opened: house.House, cast: Who
) -> None:
    ana = cast("ANA")
    first = Tab(opened, ana).open("test", programme=PROGRAMME, moment="pre").click("begin")
    begun = begins(opened, ana, "pre")
    chosen = shuffled(begun.id, asked(opened, begun)[0])[2].id
    choose(first, 2)
    first.click("save")
    second = Tab(opened, ana).open("test", programme=PROGRAMME, moment="pre")
    assert second.shows("ข้อ 2 จาก 8")
    second.click("back")
    assert second.shows("ข้อ 1 จาก 8")
    assert second.app.radio[0].value == chosen
    second.click("save")  # looked at, not changed: no new step
    assert second.shows("ข้อ 2 จาก 8")
    second.click("back")
    choose(second, 0)
    second.click("save")
    with opened.ground.read() as db:
        kept = attempts.attempt(db, ana.id, PROGRAMME, "pre")

    assert kept is not None
    assert [step.n for step in kept.steps] == [1, 2]
    assert len({step.item for step in kept.steps}) == 1


def test_an_answer_after_handing_in_elsewhere_is_not_saved_and_the_page_says_so(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    tab = Tab(opened, ana).open("test", programme=PROGRAMME, moment="pre").click("begin")
    choose(tab)
    hands_in(opened, ana, "pre")
    tab.click("save")

    assert tab.shows("คำตอบนี้ไม่ได้บันทึก")
    assert tab.shows("ส่งแบบทดสอบก่อนเรียนแล้ว")
    with opened.ground.read() as db:
        kept = attempts.attempt(db, ana.id, PROGRAMME, "pre")
    assert kept is not None
    assert kept.steps == ()


@pytest.mark.parametrize(
    ("right", "share", "word"), [(6, "75", "ถึงเกณฑ์ของหน่วยงาน"), (5, "62.5", "ยังไม่ถึงเกณฑ์ของหน่วยงาน")]
)
def test_the_result_shows_before_and_after_and_the_criterion_as_the_office_s_own(
    opened: house.House, cast: Who, right: int, share: str, word: str
) -> None:
    ana = cast("ANA")
    walks(opened, ana, right=right, steps=4)
    tab = Tab(opened, ana).open("test", programme=PROGRAMME, moment="post")

    figures = re.findall(r"<b>([\d.]+)</b>", tab.html)
    assert figures == ["37.5", share]
    assert tab.shows(f"{word} (ร้อยละ 70)")
    assert tab.html.count('<details class="sj-card">') == 16  # every question of both tests, explained
    assert tab.html.count("· ท่านเลือก") >= 16


# Certificates.


def test_certificates_show_how_each_stands_and_where_its_paper_is(opened: house.House, cast: Who, clock: Clock) -> None:
    ana = cast("ANA")
    tab = Tab(opened, ana).open("certificates")
    assert tab.shows("เมื่อเรียนครบ เกียรติบัตรของท่านจะอยู่ที่นี่")
    walks(opened, ana)
    tab.open("certificates")

    heads = [re.sub("<.*?>", "", head) for head in re.findall("<h2.*?</h2>", tab.html)]
    assert heads == ["เกียรติบัตรสุจริตเริ่มที่เรา", "เหรียญตรา"]
    assert tab.shows("ใช้ได้ถึง 23 พฤศจิกายน พ.ศ. 2570<br>ออกให้เมื่อ 23 พฤศจิกายน พ.ศ. 2569")
    assert re.search(r'href="/certificates/[0-9a-f]{16}\.pdf\?language=th" target="_blank">เปิด PDF', tab.html)
    assert re.search(r'href="/certificates/[0-9a-f]{16}\.png\?language=th" target="_blank">เปิดรูปภาพ', tab.html)
    clock.goes(days=366)
    assert Tab(opened, ana).open("certificates").shows("หมดอายุเมื่อ 23 พฤศจิกายน พ.ศ. 2570")


# People and organisation.


def everybody(opened: house.House) -> dict[str, Person]:
    """Who is on the roster, by code."""
    with opened.ground.read() as db:
        return {person.code: person for person in opened.ground.directory.everybody(db)}


def fill_in(tab: Tab, **fields: str) -> Tab:
    """Fill the form for one person in."""
    for name, text in fields.items():
        tab.app.text_input(key=f"add/{name}").set_value(text)
    return tab


def test_a_person_is_added_and_stands_in_the_list(opened: house.House, cast: Who) -> None:
    tab = Tab(opened, cast("ADISA")).open("people")
    fill_in(tab, code="NEW1", title="นาย", name="  ใหม่   ทดสอบ ", position="นักวิชาการ")
    tab.app.selectbox(key="add/role").set_value("manager")
    tab.app.selectbox(key="add/unit").set_value("กลุ่มงานสอง")
    tab.submit()

    new = everybody(opened)["NEW1"]
    assert (new.full_name, new.unit, new.grants) == ("นายใหม่ ทดสอบ", cast("DAO").unit, (("manager", new.unit),))
    assert tab.app.success[0].value == "เพิ่ม ใหม่ ทดสอบ แล้ว"
    assert "<b>นายใหม่ ทดสอบ</b><small>NEW1 · นักวิชาการ · กลุ่มงานสอง</small>" in tab.html
    assert f'href="/person?id={new.id}"' in tab.html


def test_what_was_done_is_told_with_a_name_as_it_is_and_never_as_markdown(opened: house.House, cast: Who) -> None:
    tab = Tab(opened, cast("ADISA")).open("people")
    fill_in(tab, code="NEW1", title="นาย", name="**หนา** [กด](https://evil.example)", position="นักวิชาการ").submit()
    assert tab.app.success[0].value == r"เพิ่ม \*\*หนา\*\* \[กด\](https\://evil.example) แล้ว"
    assert 'data-nth="1">เพิ่ม **หนา** [กด](https://evil.example) แล้ว</div>' in tab.html
    assert tab.app.text_input(key="add/name").value == ""
    assert list(opened.audit()) == []


def of_a_part(opened: house.House, cast: Who) -> Person:
    """Dao, as an administrator of her own unit alone."""
    dao = cast("DAO")
    with opened.ground.write() as writing:
        roster.grant(writing, dao.id, "administrator", dao.unit)
    return everybody(opened)["DAO"]


def test_an_administrator_of_a_part_adds_people_there_and_nowhere_else(opened: house.House, cast: Who) -> None:
    dao = of_a_part(opened, cast)
    house.admit_all(opened.ground, [Draft(f"W{n}", "", f"คน {n}", "", f"กลุ่มงาน{n} > งาน") for n in ("หนึ่ง", "สอง")])
    tab = Tab(opened, dao).open("people")
    units = tab.app.selectbox(key="add/unit")
    assert list(units.options) == ["กลุ่มงานสอง", f"{OFFICE} > กลุ่มงานสอง > งาน"]
    before = everybody(opened)
    fill_in(tab, code="NEW1", name="ใหม่ ทดสอบ")
    units.options.append("กลุ่มงานหนึ่ง")  # as if typed: AppTest sends none but the options
    units.set_value("กลุ่มงานหนึ่ง")
    tab.submit()
    assert "อยู่นอกหน่วยงานที่ท่านดูแล" in tab.app.error[0].value
    assert everybody(opened) == before

    tab.app.selectbox(key="add/unit").set_value(f"{OFFICE} > กลุ่มงานสอง > งาน")
    tab.submit()
    assert everybody(opened)["NEW1"].unit == everybody(opened)["Wสอง"].unit


def test_a_sheet_names_its_own_rows_and_is_looked_at_again_as_it_is_written(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = Tab(opened, of_a_part(opened, cast))

    def upload(text: str) -> None:
        monkeypatch.setattr(st, "file_uploader", lambda *_, **__: Chosen(text))

    upload("name,unit\n\nก ข,กลุ่มงานสอง\n\nค ง,กลุ่มงานหนึ่ง\n")
    tab.open("import")
    assert tab.shows("<td>5</td><td>หน่วยงาน “กลุ่มงานหนึ่ง” อยู่นอกหน่วยงานที่ท่านดูแล</td>")
    assert "import/go" not in tab.keys

    upload("code,name,unit\n\nS9,ก ข,กลุ่มงานสอง\n\nLATE,ค ง,กลุ่มงานสอง\n")
    tab.open("import")
    house.admit_all(opened.ground, [Draft("LATE", "", "มาก่อน", "", OFFICE)])
    before = everybody(opened)
    tab.click("import/go")
    assert tab.app.error[0].value.startswith("บัญชีบุคลากรเปลี่ยนไประหว่างที่ท่านตรวจ ยังไม่ได้บันทึกอะไร")
    assert tab.shows("<td>5</td><td>รหัส LATE เป็นของผู้ที่อยู่นอกหน่วยงานที่ท่านดูแล</td>")
    assert everybody(opened) == before

    upload("name,unit\nก ข,กลุ่มงานสอง\n")
    tab.open("import").click("import/go")
    assert tab.app.success[0].value == "ใหม่ 1 ปรับ 0 คงเดิม 0"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "ยังไม่มีชื่อ — เขียนชื่อและนามสกุล"),
        ({"name": " \t "}, "ยังไม่มีชื่อ — เขียนชื่อและนามสกุล"),
        ({"name": "ใหม่ ทดสอบ", "code": "ana"}, "มีรหัส ana อยู่แล้ว (นางสาวอานา ทดสอบ) ยังไม่ได้บันทึก"),
    ],
)
def test_wrong_input_says_what_is_wrong_and_adds_nobody(
    opened: house.House, cast: Who, fields: dict[str, str], said: str
) -> None:
    tab = Tab(opened, cast("ADISA")).open("people")
    before = everybody(opened)
    fill_in(tab, **fields).submit()

    assert tab.app.error[0].value.replace("\\", "") == said
    assert everybody(opened) == before
    assert tab.app.text_input(key="add/name").value == fields["name"]  # what was typed is not lost


def test_a_script_for_a_name_is_text_wherever_it_shows(opened: house.House, cast: Who, clock: Clock) -> None:
    tab = Tab(opened, cast("ADISA")).open("people")
    fill_in(tab, code="BAD", name=SCRIPT, title="<b>", position="<img src=x onerror=alert(1)>").submit()
    bad = everybody(opened)["BAD"]
    assert bad.full_name == f"<b> {SCRIPT}"
    walks(opened, bad)
    clock.goes(minutes=1)
    looks = [Tab(opened, cast("ADISA")).open(path) for path in ("people", "results")]
    own = Tab(opened, bad)
    looks += [own.open("pledge", **QUERIES["pledge"])]

    for look in looks:
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in look.html
    for path in ("", "certificates", "pledge", "test", "lesson"):
        own.open(path, **QUERIES.get(path, {}))
        assert "&lt;script&gt;" in own.html
        looks.append(own)
        for raw in (SCRIPT, "<b> ", "<img src=x"):
            assert raw not in own.html
    for raw in (SCRIPT, "<b> ", "<img src=x"):
        assert [look for look in looks if raw in look.html] == []


def test_a_script_in_a_programme_s_title_is_text_too(opened: house.House, cast: Who) -> None:
    own = opened.ground.content / "programmes" / "own.yaml"
    own.parent.mkdir(parents=True, exist_ok=True)
    both = f'{{th: "{SCRIPT}", en: "{SCRIPT}"}}'
    own.write_text(f"title: {both}\ncode: OWN\nfiscal_year: 2570\ncriterion: 0\npath:\n  - lesson: gifts\n", "utf-8")
    opened.publish()
    for tab in (Tab(opened, cast("BENTO")).open(), Tab(opened, cast("BENTO")).open("results")):
        assert "&lt;script&gt;" in tab.html
        assert SCRIPT not in tab.html


def test_a_new_sign_in_link_ends_the_one_before(opened: house.House, cast: Who, clock: Clock) -> None:
    ana = cast("ANA")
    tab = Tab(opened, cast("ADISA")).open("person", id=ana.id)
    links = []
    for _ in range(2):
        tab.click("link/go")
        assert tab.shows(f"ลิงก์เข้าใช้งานของ {ana.full_name}")
        links.append(tab.app.code[0].value.rsplit("/join/")[-1])
        tab.click("link/close")
        clock.goes(minutes=1)

    assert links[0] != links[1]
    with opened.ground.read() as db:
        assert [signins.linked(db, link, "join", clock()) for link in links] == [None, ana.id]


def test_the_organisation_is_set_and_its_unit_gets_the_name(opened: house.House, cast: Who) -> None:
    tab = Tab(opened, cast("ADISA")).open("organisation")
    tab.app.text_input(key="organisation/th").set_value("สำนักงานชื่อใหม่")
    tab.app.text_input(key="organisation/en").set_value("Newly Named Office")
    tab.app.text_input(key="organisation/address").set_value("https://new.example.go.th/")
    tab.app.checkbox(key="organisation/public").check()
    tab.submit()

    assert tab.app.success[0].value == "บันทึกแล้ว"
    with opened.ground.read() as db:
        assert setting(db, ADDRESS) == "https://new.example.go.th"
        assert setting(db, OUTCOMES_PUBLIC) == "yes"
        top = next(iter(Roster().units(db).values()))
    assert (top.name.th, top.name.en) == ("สำนักงานชื่อใหม่", "Newly Named Office")
    assert list(opened.audit()) == []


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("th", "  ", "ยังไม่ได้บันทึก: ชื่อหน่วยงานว่าง"),
        ("address", "http://plain.example.go.th", f"ยังไม่ได้บันทึก: {PUBLIC_RULE.th}"),
        ("address", "javascript:alert(1)", f"ยังไม่ได้บันทึก: {PUBLIC_RULE.th}"),
        ("address", "abc", f"ยังไม่ได้บันทึก: {PUBLIC_RULE.th}"),
        ("address", "https://host/with/a/path", f"ยังไม่ได้บันทึก: {PUBLIC_RULE.th}"),
    ],
)
def test_a_wrong_name_or_address_is_told_and_not_saved(
    opened: house.House, cast: Who, field: str, text: str, said: str
) -> None:
    tab = Tab(opened, cast("ADISA")).open("organisation")
    tab.app.text_input(key="organisation/th").set_value("ชื่อ")
    tab.app.text_input(key=f"organisation/{field}").set_value(text)
    tab.submit()

    assert tab.app.error[0].value.replace("\\", "") == said
    with opened.ground.read() as db:
        assert setting(db, ADDRESS) == ""
        assert next(iter(Roster().units(db).values())).name.th == OFFICE


# Content.


def own_pledge(opened: house.House, text: str) -> None:
    """Write the office's own pledge: the shipped one with other words in the place of some."""
    shipped = (ROOT / "pledges" / "content" / "integrity.yaml").read_text(encoding="utf-8")
    own = opened.ground.content / "pledges" / "integrity.yaml"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(shipped.replace("ซื่อสัตย์สุจริต", text), encoding="utf-8")


def in_force(opened: house.House) -> str:
    """The version of the pledge that is in force."""
    with opened.ground.read() as db:
        return str(library.current(db, "pledges", "integrity"))


def test_a_trainer_sees_every_mistake_with_its_place_and_what_to_write(opened: house.House, cast: Who) -> None:
    before = in_force(opened)
    own_pledge(opened, "ซื่อตรง\n\nnonsense: 1\n\ntext:")
    tab = Tab(opened, cast("TAM")).open("content")
    assert tab.shows("ทุกแฟ้มอ่านได้ ไม่มีที่ต้องแก้")
    tab.click("again")
    assert [problem.file for problem in opened.problems] == ["content/pledges/integrity.yaml"] * len(opened.problems)
    for problem in opened.problems:
        assert tab.shows(f"{problem.file}:{problem.line}")
        assert tab.shows(problem.write.th)
    assert tab.shows(f"ต้องแก้ {len(opened.problems)} แห่ง")
    assert opened.problems
    assert in_force(opened) == before
    own_pledge(opened, "ซื่อตรง")
    tab.click("again")

    assert tab.shows("ทุกแฟ้มอ่านได้ ไม่มีที่ต้องแก้")
    assert in_force(opened) != before
    assert tab.shows("<b>คำมั่นสุจริต</b><small>integrity.yaml</small>")


def test_a_change_of_what_was_signed_waits_until_a_trainer_has_reviewed_that_very_change(
    opened: house.House, cast: Who
) -> None:
    walks(opened, cast("ANA"))
    before = in_force(opened)
    own_pledge(opened, "ซื่อตรง")
    tab = Tab(opened, cast("TAM")).open("content").click("again")
    assert in_force(opened) == before
    tab.click("look/pledges/integrity")
    own_pledge(opened, "ซื่อ ๆ ตรง ๆ")  # another text than the one that began to wait
    tab.click("review/pledges/integrity")
    assert in_force(opened) == before
    assert not tab.shows("ฉบับใหม่ใช้อยู่แล้ว")
    assert tab.shows("อีกหลังเริ่มรอทบทวน ยังไม่ได้ใช้")
    tab.click("look/pledges/integrity").click("review/pledges/integrity")

    assert in_force(opened) != before
    assert tab.shows("pledges/integrity ฉบับใหม่ใช้อยู่แล้ว")
    assert "review/pledges/integrity" not in tab.keys


def test_a_trainer_of_a_part_sees_what_waits_and_who_may_review_it(opened: house.House, cast: Who) -> None:
    walks(opened, cast("ANA"))
    dao, tam, before = cast("DAO"), cast("TAM"), in_force(opened)
    with opened.ground.write() as writing:
        roster.grant(writing, dao.id, "trainer", dao.unit)
    own_pledge(opened, "ซื่อตรง")
    tab = Tab(opened, dao).open("content").click("again")
    assert tab.shows("<h2>pledges/integrity</h2>")
    assert tab.shows("ผู้ทบทวนได้คือวิทยากรหรือผู้ดูแลระบบของทั้งหน่วยงาน: นางสาวแต้ม ทดสอบ, นางอดิสา ทดสอบ")
    assert "review/pledges/integrity" not in tab.keys

    open_page = Tab(opened, tam).open("content").click("look/pledges/integrity")
    with opened.ground.write() as writing:
        roster.withdraw(writing, tam.id, "trainer", tam.unit)
        roster.grant(writing, tam.id, "trainer", dao.unit)
    open_page.click("review/pledges/integrity")
    assert in_force(opened) == before
    assert "review/pledges/integrity" not in open_page.keys

    last = Tab(opened, cast("ADISA")).open("content").click("look/pledges/integrity")
    last.click("review/pledges/integrity")
    assert in_force(opened) != before


# Who may come in.

SIGNED_OUT = "ท่านออกจากระบบแล้ว หรือมีการเปลี่ยนรหัสผ่าน คำตอบที่บันทึกไว้ยังอยู่ครบ"


def locked_out(tab: Tab) -> None:
    """The page says so and shows nothing else."""
    assert [each.value for each in tab.app.warning] == [SIGNED_OUT]
    assert (tab.keys, list(tab.app.page_link), list(tab.app.radio)) == ([], [], [])
    assert 'href="/sign-in"' in tab.html
    assert not tab.shows("อานา")


def test_a_revoked_sign_in_is_told_so_at_the_next_run_and_its_click_does_nothing(
    opened: house.House, cast: Who
) -> None:
    tab = Tab(opened, cast("ANA")).open("test", programme=PROGRAMME, moment="pre")
    tab.revoke()
    tab.click("begin")

    locked_out(tab)
    with opened.ground.read() as db:
        assert list(of_kind(db, "QuizStarted")) == []


def test_an_answer_of_a_revoked_sign_in_is_not_kept(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    tab = Tab(opened, ana).open("test", programme=PROGRAMME, moment="pre").click("begin")
    choose(tab)
    tab.revoke()
    tab.click("save")

    locked_out(tab)
    with opened.ground.read() as db:
        kept = attempts.attempt(db, ana.id, PROGRAMME, "pre")
    assert kept is not None
    assert kept.steps == ()


def test_who_lost_a_role_cannot_act_on_a_page_that_is_still_open(opened: house.House, cast: Who) -> None:
    adisa = cast("ADISA")
    tab = Tab(opened, adisa).open("people")
    before = everybody(opened).keys()
    fill_in(tab, code="NEW1", name="ใหม่ ทดสอบ")
    with opened.ground.write() as writing:
        roster.withdraw(writing, adisa.id, "administrator", adisa.unit)
    tab.submit()

    assert everybody(opened).keys() == before
    assert tab.shows(HEADINGS[""][0])  # the page is not theirs any more: home shows


@pytest.mark.parametrize("how", ["left", "ended", "nobody", "made up", "another name"])
def test_without_a_sign_in_that_stands_nothing_shows(opened: house.House, cast: Who, clock: Clock, how: str) -> None:
    ana = cast("ANA")
    tab = Tab(opened, ana).open()
    match how:
        case "left":
            with opened.ground.write() as writing:
                roster.leave(writing, ana)
        case "ended":
            clock.goes(days=30, seconds=1)
        case "nobody":
            tab.app.user = {}
        case "made up":
            tab.app.user = {"person": ana.id, "signin": "f" * 32}
        case _:
            tab.app.user = {"person": ana.id}
    tab.run()

    locked_out(tab)


def test_the_sign_in_says_who_it_is_and_not_the_name_beside_it(opened: house.House, cast: Who) -> None:
    tab = Tab(opened, cast("ANA"))
    tab.app.user = {"person": cast("ADISA").id, "signin": tab.signin}
    tab.open("people")

    assert tab.shows("อานา ทดสอบ")
    assert not tab.shows("อดิสา ทดสอบ")


def behind(door: "Door") -> None:
    """A page behind a door, as its only line; run by AppTest, which reads its source."""
    from typing import Any

    import streamlit as st

    who = door()
    st.write(f"inside: {who.person.code}")

    def act(who: Any, word: str) -> None:
        st.toast(f"{word} {who.person.code}")

    st.button("act", key="act", on_click=door.then(act, "done by"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_door_lets_its_roles_in_and_tells_the_others(opened: house.House, cast: Who, language: Language) -> None:
    door = Door(opened.ground, opened.paths, {}, ("manager", "administrator"))
    seen = {}
    for code in ROLES:
        tab = Tab(opened, cast(code), language)
        at = quick(AppTest.from_function(behind, args=(door,)))
        at.user = tab.app.user
        at.run()
        seen[code] = ([each.value for each in at.markdown], [each.value for each in at.error])

    refused = ["หน้านี้สำหรับผู้ที่มีสิทธิเท่านั้น" if language == "th" else "This page is for those with the right to it."]
    assert seen == {
        "ANA": ([], refused),
        "TAM": ([], refused),
        "BENTO": (["inside: BENTO"], []),
        "ADISA": (["inside: ADISA"], []),
    }


def test_a_callback_asks_at_the_door_again(opened: house.House, cast: Who) -> None:
    bento = cast("BENTO")
    door = Door(opened.ground, opened.paths, {}, ("manager",))
    at = quick(AppTest.from_function(behind, args=(door,)))
    tab = Tab(opened, bento)
    at.user = tab.app.user
    at.run().button(key="act").click().run()
    assert [each.value for each in at.toast] == ["done by BENTO"]
    with opened.ground.write() as writing:
        roster.withdraw(writing, bento.id, "manager", bento.unit)
    at.button(key="act").click().run()
    assert [each.value for each in at.toast] == []
    assert len(at.error) == 1
    with opened.ground.write() as writing:
        roster.grant(writing, bento.id, "manager", bento.unit)
    at.run()
    tab.revoke()
    at.button(key="act").click().run()

    assert [each.value for each in at.toast] == []
    assert [each.value for each in at.warning] == [SIGNED_OUT]


# The front door itself.


def test_the_front_door_opens_the_house_over_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: house.House
) -> None:
    monkeypatch.undo()  # the real way: the environment names the folder
    monkeypatch.setenv("SUJARIT_DATA", str(tmp_path / "named"))
    house.house.cache_clear()
    try:
        at = quick(AppTest.from_file(str(ROOT / "app.py"))).run()
        assert (tmp_path / "named" / "sujarit.db").exists()
        assert [each.value for each in at.warning] == [SIGNED_OUT]
        assert list(at.exception) == []
        found = house.house()
        house.admit_all(found.ground, [house.Draft("ANA", "", "อานา ทดสอบ", "", OFFICE)])
        with found.ground.write() as writing:
            (ana,) = found.ground.directory.everybody(writing.db)
            at.user = {"person": ana.id, "signin": signins.begin(writing.db, ana.id, writing.at)}
        at.run()
        assert list(at.exception) == []
        assert any("อานา ทดสอบ" in each.proto.body for each in at.html)
        found.ground.store.close()
    finally:
        house.house.cache_clear()


def test_the_language_link_comes_back_to_the_same_place(opened: house.House, cast: Who) -> None:
    tab = Tab(opened, cast("ANA")).open("test", programme=PROGRAMME, moment="pre")

    assert f'href="/language/en?back=/test%3Fprogramme%3D{PROGRAMME}%26moment%3Dpre"' in tab.html
    english = Tab(opened, cast("ANA"), "en").open("test", programme=PROGRAMME, moment="pre")
    assert f'href="/language/th?back=/test%3Fprogramme%3D{PROGRAMME}%26moment%3Dpre"' in english.html
