"""Before, in and after a test: few words, true promises, marks that say what they are made of; and a lesson's decisions."""

import re
from collections.abc import Callable
from fractions import Fraction
from html import unescape
from types import SimpleNamespace
from typing import cast as seen_as

import pytest
from conftest import Clock
from hypothesis import given
from hypothesis import strategies as some
from story import PROGRAMME, Tab, begins, reads, sits, walks
from test_programmes_newcomers import publish
from test_words_editors import CONTENTS, said

import house
from core.breaking import parts
from core.content import Source
from core.directory import Person
from core.language import Text
from core.visit import Visit
from lessons.lesson import Lesson
from programmes.load import templates
from programmes.written import written
from quizzes import store
from quizzes.attempt import Result, shuffled
from quizzes.item import Item
from quizzes.kinds.single import Single
from quizzes.pages.marks import points
from quizzes.quiz import Quiz

Who = Callable[[str], Person]
SHORT = "no-gift"
PRE, POST = {"programme": SHORT, "moment": "pre"}, {"programme": SHORT, "moment": "post"}
LATER = "คำอธิบายรายข้อเปิดให้อ่านเมื่อท่านทำ"
AT_ONCE = "ส่งแล้วเห็นคะแนนและคำอธิบายทุกข้อทันที"
EXPLAINED, WAITS = "คำอธิบายทุกข้อ</h2>", "คำอธิบายรายข้อเปิดให้อ่านเมื่อท่านทำแบบทดสอบหลังเรียนของ"
MOST_WORDS = 24  # with the programme's name, for there are two


@pytest.fixture
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let app.py find this house."""
    monkeypatch.setattr(house, "house", lambda: opened)


@pytest.fixture
def short(opened: house.House, front: None) -> house.House:
    """The house with the short programme beside the yearly one, which measures the same topic."""
    publish(opened, SHORT, written(templates()["no-gift"]))
    return opened


def plain(html: str) -> str:
    return " ".join(unescape(re.sub("<[^>]*>", " ", html)).split())


# Before a test.


def test_few_words_stand_before_the_first_question_and_the_rest_is_folded(short: house.House, cast: Who) -> None:
    tab = Tab(short, cast("ANA")).open("test", **PRE)
    read = tab.html[tab.html.index('id="sj-head"') - 4 : tab.html.index('<details class="sj-fold">')]
    words = [word for part in parts(plain(read)) for word in part.split()]

    assert [word for word in ("4 ข้อ ราว 3 นาที", "ตอบผิดไม่เป็นไร") if word not in plain(read)] == []
    assert len(words) <= MOST_WORDS, words
    assert "เพื่อดูว่าท่านรู้อะไรอยู่แล้ว" not in read
    assert tab.shows("เพื่อดูว่าท่านรู้อะไรอยู่แล้ว")
    assert tab.shows("คำตอบบันทึกทันที")


def begun(opened: house.House, person: Person) -> bool:
    with opened.ground.read() as db:
        return store.attempt(db, person.id, SHORT, "pre") is not None


def test_whoever_has_just_joined_stands_at_the_first_question(short: house.House, cast: Who) -> None:
    ana = cast("ANA")
    tab = Tab(short, ana).open("test", **PRE, first="yes")
    assert tab.shows("ข้อ 1 จาก 4")
    assert tab.shows("แบบทดสอบก่อนเรียน ราว 3 นาที ไม่จับเวลา")
    assert tab.shows("ตอบผิดไม่เป็นไร")
    assert begun(short, ana)


def test_the_same_address_begins_nothing_on_another_day_nor_a_post_test(
    short: house.House, cast: Who, clock: Clock
) -> None:
    ana, dao = cast("ANA"), cast("DAO")
    walks(short, dao, programme=SHORT, steps=2)
    assert Tab(short, dao).open("test", **POST, first="yes").shows("เริ่มทำ")
    clock.goes(days=1)
    assert Tab(short, ana).open("test", **PRE, first="yes").shows("เริ่มทำ")
    assert not begun(short, ana)


def test_home_tells_the_code_on_the_first_day(short: house.House, cast: Who, clock: Clock) -> None:
    ana = cast("ANA")
    assert Tab(short, ana).open("").shows("สำหรับเข้าครั้งหน้า <b>ANA</b>")
    clock.goes(days=1)
    assert not Tab(short, ana).open("").shows("สำหรับเข้าครั้งหน้า")


def test_home_folds_the_programmes_that_come_after_the_one_to_go_on_with(short: house.House, cast: Who) -> None:
    html = Tab(short, cast("ANA")).open("").html
    assert html.count('<details class="sj-fold sj-other">') == 1
    assert html.count('class="sj-card sj-path"') == 2
    assert html.index("sj-card sj-path") < html.index("sj-fold sj-other")


def test_before_the_post_test_the_criterion_is_folded(short: house.House, cast: Who) -> None:
    ana = cast("ANA")
    walks(short, ana, programme=SHORT, steps=2)
    read, folded = Tab(short, ana).open("test", **POST).html.split('<details class="sj-fold">')

    assert "เกณฑ์ของหน่วยงานคือร้อยละ 70" not in read
    assert "เกณฑ์ของหน่วยงานคือร้อยละ 70" in folded
    assert "คะแนนไม่ตัดสินว่าจะได้เกียรติบัตรหรือไม่" in folded


@pytest.mark.parametrize("other_done", [False, True])
def test_what_is_promised_before_the_post_test_is_what_the_result_does(
    short: house.House, cast: Who, other_done: bool
) -> None:
    ana = cast("ANA")
    walks(short, ana, programme=SHORT, steps=2)
    if other_done:
        sits(short, ana, "pre", 3)
        for lesson in ("strong", "gifts"):
            reads(short, ana, lesson)
        sits(short, ana, "post")
    tab = Tab(short, ana).open("test", **POST)
    promised = tab.shows(AT_ONCE), tab.shows(LATER)
    sits(short, ana, "post", programme=SHORT)
    tab.open("test", **POST)

    assert promised == (other_done, not other_done)
    assert (EXPLAINED in tab.html, WAITS in tab.html) == promised


# The result.


def told(*marks: Fraction) -> str:
    """What a result of these marks says of itself in Thai."""
    visit = SimpleNamespace(say=lambda th, en: th)
    found = Result({str(n): mark for n, mark in enumerate(marks)}, {}, Fraction(0))
    return points(seen_as(Visit, visit), found)


def test_a_mark_says_how_it_came_about() -> None:
    one, half, none = Fraction(1), Fraction(1, 2), Fraction(0)

    assert told(one, one, one, half) == "ได้ 3 ข้อครึ่ง จาก 4 ข้อ (ถูกบางส่วน 1 ข้อ เพราะยังมีคำตอบที่ครบกว่า)"
    assert told(one, one, none, none) == "ถูก 2 จาก 4 ข้อ"
    assert told(half, none, none, none) == "ได้ครึ่งข้อ จาก 4 ข้อ (ถูกบางส่วน 1 ข้อ เพราะยังมีคำตอบที่ครบกว่า)"
    assert told(half, half, one, none) == "ได้ 2 ข้อ จาก 4 ข้อ (ถูกบางส่วน 2 ข้อ เพราะยังมีคำตอบที่ครบกว่า)"
    assert told(Fraction(1, 3), one) == "ได้ 1.33 ข้อ จาก 2 ข้อ (ถูกบางส่วน 1 ข้อ เพราะยังมีคำตอบที่ครบกว่า)"


@given(some.lists(some.sampled_from([Fraction(n, 6) for n in range(7)]), min_size=1, max_size=30))
def test_partly_right_is_said_whenever_it_is_so(marks: list[Fraction]) -> None:
    partly = sum(0 < mark < 1 for mark in marks)

    assert (f"(ถูกบางส่วน {partly} ข้อ เพราะยังมีคำตอบที่ครบกว่า)" in told(*marks)) == bool(partly)
    assert f"จาก {len(marks)} ข้อ" in told(*marks)


@pytest.mark.parametrize(
    ("before", "after", "head", "line"),
    [
        (4, 8, "ทำได้ดีมาก ถึงเกณฑ์แล้ว", "จากร้อยละ 50 ก่อนเรียน เป็นร้อยละ 100"),
        (2, 4, "ท่านรู้มากขึ้นจากก่อนเรียนแล้ว", "จากร้อยละ 25 ก่อนเรียน เป็นร้อยละ 50"),
        (8, 8, "ท่านรู้เรื่องนี้ดีตั้งแต่ก่อนเรียน", "ร้อยละ 100 เท่ากันทั้งก่อนและหลังเรียน"),
        (8, 6, "ยังถึงเกณฑ์ของหน่วยงาน", "ข้อสอบสองครั้งเป็นคนละชุดกัน"),
        (4, 4, "ขอบคุณที่ทำจนครบทุกข้อ", "ร้อยละ 50 เท่ากันทั้งก่อนและหลังเรียน"),
        (4, 2, "ขอบคุณที่ทำจนครบทุกข้อ", "ข้อสอบสองครั้งเป็นคนละชุดกัน"),
    ],
)
@pytest.mark.usefixtures("front")
def test_only_what_is_true_is_praised(
    opened: house.House, cast: Who, before: int, after: int, head: str, line: str
) -> None:
    ana = cast("ANA")
    sits(opened, ana, "pre", before)
    for lesson in ("strong", "gifts"):
        reads(opened, ana, lesson)
    sits(opened, ana, "post", after)
    html = Tab(opened, ana).open("test", programme=PROGRAMME, moment="post").html

    assert f"<h2>{head}</h2>" in html
    assert line in html
    assert '<table class="sj-table">' in html  # two topics


def test_one_topic_needs_no_table(short: house.House, cast: Who) -> None:
    ana = cast("ANA")
    walks(short, ana, right=3, programme=SHORT, steps=3)
    html = Tab(short, ana).open("test", **POST).html

    assert "sj-figures" in html
    assert "sj-table" not in html


# The word that nothing was chosen, which the style sheet takes away (tests/test_browser_reading.py).


def test_only_the_word_that_nothing_was_chosen_goes_by_itself(short: house.House, cast: Who) -> None:
    tab = Tab(short, cast("ANA")).open("test", **PRE).click("begin").click("save")
    assert 'class="sj-card sj-said sj-lacks" role="alert"' in tab.html
    begun = begins(short, cast("ANA"), "pre", SHORT)
    with short.ground.write() as writing:
        writing.db.conn.execute("update quizzes_attempts set finished = 1 where id = :id", {"id": begun.id})
    assert "sj-lacks" not in tab.run().html


# Decisions.


@pytest.mark.parametrize(("chosen", "open_ways"), [("a", ["a", "c"]), ("c", ["c"])])
def test_after_a_decision_the_chosen_way_and_the_best_one_show_and_the_rest_is_folded(
    short: house.House, cast: Who, chosen: str, open_ways: list[str]
) -> None:
    ana = cast("ANA")
    sits(short, ana, "pre", programme=SHORT)
    lesson = CONTENTS["lessons"]["gifts"]
    assert isinstance(lesson, Lesson)
    card = next(each for each in lesson.cards if each.id == "new-year-basket")
    tab = Tab(short, ana).open("lesson", programme=SHORT, lesson="gifts")
    for _ in range(3):
        tab.click("next")
    tab.app.radio[0].set_value(chosen)
    tab.click("decide/gifts/new-year-basket/go")
    (html,) = (each.proto.body for each in tab.app.html if 'role="status"' in each.proto.body and "sj-fold" in each.proto.body)  # fmt: skip
    shown, folded = html.split("<details")

    assert [o.id for o in sorted(card.options, key=lambda o: o.id != chosen) if o.consequence.th in shown] == open_ways
    assert [o.id for o in card.options if o.consequence.th in folded] == [o for o in "abc" if o not in open_ways]
    assert f"ดูทางเลือกอื่น {3 - len(open_ways)} ทาง" in folded
    assert shown.index("ท่านเลือก") < shown.index("ทางที่เหมาะสม")


# The questions' own order, and words.


def periods(ordered: bool) -> Item:
    days = [{"id": o, "text": {"th": f"{n} วัน", "en": f"{n} days"}, "feedback": {"th": "ก", "en": "a"}, "source": "x"} for o, n in zip("abcd", (15, 30, 60, 90), strict=True)]  # fmt: skip
    stem = {"th": "กี่วัน", "en": "How many days?"}
    more = {"ordered": True} if ordered else {}
    return Single.model_validate({"id": "a", "kind": "single", "form": "A", "level": "remember", "stem": stem, "options": days, "answer": "b", **more})  # fmt: skip


@given(some.text("0123456789abcdef", min_size=16, max_size=16))
def test_what_has_an_order_keeps_it_and_old_papers_keep_their_letters(attempt: str) -> None:
    assert [option.id for option in shuffled(attempt, periods(ordered=True))] == ["a", "b", "c", "d"]
    assert [o.id for o in shuffled("0011", periods(ordered=False))] == ["c", "a", "b", "d"]  # as it was ever printed


LONGEST_FIRST = 60  # words of a form's first question with its options: some 18 seconds, of the first minute


def test_the_bank_on_gifts_begins_each_form_with_a_short_situation_and_its_periods_stand_in_order() -> None:
    bank = CONTENTS["quizzes"]["gifts"]
    assert isinstance(bank, Quiz)

    assert [bank.form(form)[0].situation for form in bank.forms] == [True, True, True]
    assert {item.id for item in bank.items if item.ordered} == {"gifts-a1", "gifts-b1"}
    asked = [item.stem.th for item in bank.items if item.kind == "truefalse"]
    assert all(stem.startswith("ตามระเบียบสำนักนายกรัฐมนตรีเรื่องของขวัญ พ.ศ. 2565 ข้อความนี้ถูกหรือไม่ ") for stem in asked)
    for first in (bank.form(form)[0] for form in bank.forms):
        text = " ".join([first.stem.th, *(option.text.th for option in first.options)])
        assert len([word for part in parts(text) for word in part.split()]) <= LONGEST_FIRST, first.id


@pytest.mark.parametrize("room", ["lessons", "dilemmas", "quizzes"])
def test_the_no_gift_policy_is_told_in_thai(room: str) -> None:
    texts = [text.th for content in CONTENTS[room].values() for text in said(content)]
    named = [text for text in texts if "No Gift Policy" in text]

    assert named
    assert [text for text in named if "นโยบายไม่รับของขวัญ (No Gift Policy)" not in text] == []


def test_advice_says_that_it_is_no_law() -> None:
    advice = Source(title=Text(th="คำแนะนำของผู้จัดทำ", en="The authors' advice"), checked="2026-11-21", standing="advice")

    assert advice.told("th") == "คำแนะนำของผู้จัดทำ · ไม่ใช่ข้อกฎหมาย · ทบทวนล่าสุด 21 พ.ย. 2569"
    assert advice.told("en") == "The authors' advice · not a rule of law · last reviewed 21 Nov 2026"
    found = [getattr(content, "sources", {}) for room in ("lessons", "dilemmas", "quizzes", "scenarios") for content in CONTENTS[room].values()]  # fmt: skip
    houses = [sources["house"] for sources in found if "house" in sources]
    assert len(houses) > 20
    assert {each.standing for each in houses} == {"advice"}
