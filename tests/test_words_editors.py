"""What a learner reads says what is known; how well it is known stands at its source, and nothing of what “we” read."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import OFFICE
from pydantic import BaseModel
from story import Tab

import house
from core.content import Source
from core.directory import Person
from core.language import Text
from lessons import load
from lessons.lesson import Lesson
from quizzes.quiz import Quiz

Who = Callable[[str], Person]
CONTENTS, _ = house.check(Path("there-is-no-own-content"))
READ = ("lessons", "dilemmas", "quizzes", "gifts", "scenarios", "badges", "pledges", "programmes")
PAGES = [pytest.param(content, id=f"{room}-{slug}") for room in READ for slug, content in CONTENTS[room].items()]
QUIZZES = [pytest.param(quiz, id=slug) for slug, quiz in CONTENTS["quizzes"].items() if isinstance(quiz, Quiz)]

# What editors tell each other: whether they read it, how far they checked it, and that the words are theirs.
EDITORS = re.compile(
    r"เรา(อ่าน|สรุป|พบท่า|ตรวจสอบได้|เรียบเรียง)|เรายังไม่ได้|เราไม่ได้อ่าน|ยังไม่ได้(อ่าน|เทียบ)|ผู้จัดทำ|เรียบเรียง"
    r"|(ตรวจสอบ|ยืนยัน)ได้บางส่วน|บทสรุป(ที่|ของมาตรา|ฉบับ)|ที่อ่านพูดถึง|ตัวบท"
)
EDITORS_EN = re.compile(
    r"\bwe (read|found|could verify|know at second hand)\b|\bwe have not (read|checked|compared)|partly verified|\bauthors?\b"
    r"|our own word|this lesson's own|(was|were) not read\b|the summary (of section|speaks|that)",
    re.IGNORECASE,
)
# A rule of one office is an example elsewhere; nobody is measured by it.
ELSEWHERE = re.compile("กทม|กรุงเทพ|สำนักอนามัย|ตามแผนของ")
ELSEWHERE_EN = re.compile(r"\bBMA\b|Bangkok|Health Department|Under the plan of")


def said(value: Any) -> Iterator[Text]:
    """Every text that a learner reads as a sentence: all but what stands in a source."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, BaseModel) and not isinstance(value, Source):
        for name in type(value).model_fields:
            yield from said(getattr(value, name))
    elif isinstance(value, dict | list | tuple):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from said(inner)


@pytest.mark.parametrize("content", PAGES)
def test_no_note_of_an_editor_stands_in_a_sentence(content: BaseModel) -> None:
    texts = list(said(content))

    assert texts
    assert [text.th for text in texts if EDITORS.search(text.th)] == []
    assert [text.en for text in texts if EDITORS_EN.search(text.en)] == []


@pytest.mark.parametrize(
    "note",
    [
        "บทสรุปที่เราอ่านพูดถึงการแจ้ง", "เรายังไม่ได้อ่านข้อห้ามโดยละเอียด", "ข้อที่สองเราตรวจสอบได้บางส่วน",
        "แนวตอบของผู้จัดทำ", "บทเรียนนี้เรียบเรียงขึ้นเอง", "เราพบท่านี้ในเอกสารฉบับเดียว", "กำหนดเวลาเรายังไม่ได้ตรวจสอบ",
    ],
)  # fmt: skip
def test_such_a_note_would_be_found(note: str) -> None:
    assert EDITORS.search(note)


@pytest.mark.parametrize(
    "note",
    ["The summary that we read speaks", "We have not checked the law", "mark it partly verified", "The authors' own answer", "in our own words"],
)  # fmt: skip
def test_such_a_note_would_be_found_in_english(note: str) -> None:
    assert EDITORS_EN.search(note)


@pytest.mark.parametrize("plain", ["เรายังไม่รู้ว่าใครทำ", "เราพบกันทุกวัน", "สรุปให้หัวหน้าฟัง", "ตรวจสอบได้"])
def test_a_plain_sentence_is_none(plain: str) -> None:
    assert not EDITORS.search(plain)


@pytest.mark.parametrize("quiz", QUIZZES)
def test_no_question_asks_what_is_true_in_another_office_only(quiz: Quiz) -> None:
    asked = [text for item in quiz.items for text in (item.stem, *said([option.model_copy(update={"feedback": None}) for option in item.options]))]  # fmt: skip

    assert len(asked) > len(quiz.items)
    assert [text.th for text in asked if ELSEWHERE.search(text.th)] == []
    assert [text.en for text in asked if ELSEWHERE_EN.search(text.en)] == []


def test_a_source_says_how_far_it_is_verified() -> None:
    title = Text(th="แผนฉบับหนึ่ง", en="A plan")
    partly = Source(title=title, checked="2026-11-21", standing="partly verified")

    assert partly.told("th") == "แผนฉบับหนึ่ง · ยืนยันได้บางส่วน · ตรวจสอบล่าสุด 21 พ.ย. 2569"
    assert partly.told("en") == "A plan · partly verified · last checked 21 Nov 2026"
    assert Source(title=title, checked="2026-11-21").told("th") == "แผนฉบับหนึ่ง · ตรวจสอบล่าสุด 21 พ.ย. 2569"


@pytest.fixture
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let app.py find this house."""
    monkeypatch.setattr(house, "house", lambda: opened)


@pytest.mark.usefixtures("front")
def test_a_reader_is_given_a_public_channel_and_the_administrator_the_word_that_the_link_is_missing(
    opened: house.House, cast: Who
) -> None:
    ana, adisa = Tab(opened, cast("ANA")), Tab(opened, cast("ADISA"))
    with opened.ground.read() as db:
        cards = load.lessons_in_force(db)["speaking-up"].cards
    ana.open("lesson", lesson="speaking-up")
    for _ in range(next(i for i, card in enumerate(cards) if card.channel)):
        ana.click("next")

    assert 'href="tel:1205"' in ana.html
    assert ana.shows("สำนักงาน ป.ป.ช. โทร. 1205")
    assert not ana.shows("ผู้ดูแลระบบ")
    assert adisa.open("organisation").shows("ขณะนี้ยังไม่มีลิงก์")

    adisa.app.text_input(key="organisation/th").set_value(OFFICE)
    adisa.app.text_input(key="organisation/channel").set_value("https://www.example.go.th/complaints")
    assert not adisa.submit().shows("ขณะนี้ยังไม่มีลิงก์")
    assert "tel:1205" not in ana.run().html


def test_a_public_channel_has_a_source_of_its_lesson() -> None:
    lesson = CONTENTS["lessons"]["speaking-up"]
    assert isinstance(lesson, Lesson)
    card = next(card for card in lesson.cards if card.public)
    nameless = card.model_copy(update={"public": (card.public[0].model_copy(update={"source": "nowhere"}),)})

    found = list(lesson.model_copy(update={"cards": (nameless,)}).slips())

    assert [slip.at for slip in found if "nowhere" in slip.wrong.en] == [("cards", 0, "public", 0, "source")]
    assert lesson.sources[card.public[0].source].standing == "verified"
