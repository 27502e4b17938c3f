"""The family of badges: what is missing, how each is drawn, and how it stands on its person's pages."""

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import Clock
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from story import Tab, client, reads, sits, walks
from test_badges import DONE, RULES, credential

import house
from badges.credential import Done, earned
from badges.medal import DISC, MIDDLE, SIZE, TINTS, State, medal
from badges.missing import missing, near, within
from badges.routes import routes
from core.db import rows
from core.directory import Person
from core.outline import outline
from core.settings import FESTIVE, set_to
from people.store import roster

Who = Callable[[str], Person]
THAI = st.text(
    st.sampled_from([chr(code) for code in (*range(0xE01, 0xE3B), *range(0xE3F, 0xE4F))]), min_size=1, max_size=12
)
STATES = st.sampled_from(["earned", "near", "later"])


@given(RULES, DONE)
def test_nothing_is_missing_where_it_is_earned_and_nowhere_else(rule: dict[str, object], done: Done) -> None:
    assert (missing(rule, done) == ()) is earned(rule, done)


@given(RULES, DONE)
def test_whoever_does_what_is_missing_has_earned_it(rule: dict[str, object], done: Done) -> None:
    lacks = missing(rule, done)
    score = max([done.score or Fraction(0), *(Fraction(int(name), 100) for word, name in lacks if word == "reached")])
    did = {word: frozenset(name for each, name in lacks if each == word) for word in ("lesson", "test", "pledge")}
    after = replace(
        done, lessons=done.lessons | did["lesson"], tests=done.tests | did["test"],
        pledges=done.pledges | did["pledge"], score=score,
    )  # fmt: skip

    assert earned(rule, after)
    assert len(set(lacks)) == len(lacks)


PATH = {("test", "pre"), ("lesson", "gifts"), ("test", "post")}


@pytest.mark.parametrize(
    ("rule", "can"),
    [
        ({"lesson": "gifts"}, True),
        ({"lesson": "conflict"}, False),
        ({"lesson": "all"}, True),
        ({"test": "pre"}, True),
        ({"reached": 80}, True),
        ({"pledge": "all"}, True),
        ({"pledge": "integrity"}, False),
        ({"all": [{"lesson": "gifts"}, {"lesson": "conflict"}]}, False),
        ({"any": [{"lesson": "gifts"}, {"lesson": "conflict"}]}, True),
    ],
)
def test_what_no_path_of_theirs_leads_to_is_not_held_out_to_anybody(rule: dict[str, object], can: bool) -> None:
    assert within(rule, PATH) is can
    assert within({"reached": 80}, {("lesson", "gifts")}) is False


def test_near_is_one_thing_that_is_the_next_step() -> None:
    following = ("lesson", "gifts")

    assert near([("lesson", "gifts")], following)
    assert near([("reached", "70")], ("test", "post"))
    assert not near([("lesson", "conflict")], following)
    assert not near([("lesson", "gifts"), ("lesson", "conflict")], following)
    assert not near([("lesson", "gifts")], None)


# How it is drawn.


@given(THAI, st.sampled_from(sorted(TINTS)), STATES, st.booleans())
def test_a_badge_is_a_whole_picture_whose_word_stays_in_its_disc(
    word: str, tint: str, state: State, screen: bool
) -> None:
    drawn = medal(word, tint, state, screen=screen)  # type: ignore[arg-type]
    root = ElementTree.fromstring(drawn)
    assert root.get("viewBox") == f"0 0 {SIZE} {SIZE}"
    assert "<text" not in drawn
    place = re.search(r"translate\((\S+) (\S+)\) scale\((\S+) -\S+\)", drawn)
    shape = outline(word)
    if place is None:
        assert shape.left == shape.right  # nothing is inked
        return
    x, y, scale = map(float, place.groups())
    for across in (shape.left, shape.right):
        for upward in (shape.low, shape.high):
            far = ((x + across * scale - MIDDLE) ** 2 + (y - upward * scale - MIDDLE) ** 2) ** 0.5
            assert far < DISC + 1


def test_thai_is_shaped_marks_stand_over_vowels_and_feet_give_way() -> None:
    assert outline("ที่").high > outline("ที").high > outline("ท").high  # the tone mark over the vowel, not in it
    assert outline("ญ").low < 0
    assert outline("ญู").low > outline("ญ").low + outline("กู").low  # no foot under it where the vowel stands
    assert outline("น้ำ").right - outline("น้ำ").left > outline("น").right


def test_the_three_states_differ_in_form_not_only_in_colour() -> None:
    bare = {
        re.sub(r'(fill|stroke)="#\w+"', "", medal("คำ", "plum", state, screen=False))
        for state in ("earned", "near", "later")
    }

    assert len(bare) == 3


def picture(opened: house.House, person: Person, path: str) -> Image.Image:
    got = client(opened, routes, person).get(path)
    assert (got.status_code, got.headers["content-type"]) == (200, "image/png")
    return Image.open(BytesIO(got.content)).convert("RGB")


@pytest.mark.parametrize(("asked", "pixels"), [("64", 64), ("512", 512), ("9999999", 512), ("-1", 512), ("", 512)])
def test_its_png_has_the_size_that_was_asked_and_its_tint(
    opened: house.House, cast: Who, asked: str, pixels: int
) -> None:
    image = picture(opened, cast("ANA"), f"/badges/gifts.png?size={asked}")
    colours = {image.getpixel((pixels // 2, pixels // 4)), image.getpixel((0, 0))}

    assert image.size == (pixels, pixels)
    assert colours == {(0x86, 0x30, 0x5F), (255, 255, 255)}


def test_its_picture_is_in_the_language_that_is_asked_and_may_be_kept_by_its_version(
    opened: house.House, cast: Who
) -> None:
    reader = client(opened, routes, cast("ANA"))
    th, en = (reader.get(f"/badges/gifts.svg?language={language}&v=1") for language in ("th", "en"))

    assert th.text == medal("รับน้ำใจ", "plum", "earned")
    assert en.text == medal("Goodwill", "plum", "earned")
    assert th.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert "immutable" not in reader.get("/badges/gifts.svg").headers["cache-control"]
    assert reader.get("/badges/gifts.svg?state=near").text == medal("รับน้ำใจ", "plum", "near")
    for missing_one in ("strong", "none", "../x"):  # a certificate is no badge
        assert reader.get(f"/badges/{missing_one}.svg").status_code == 404
    assert client(opened, routes).get("/badges/gifts.svg", follow_redirects=False).status_code == 303


def test_a_word_that_would_be_too_small_is_refused_where_it_stands(tmp_path: Path) -> None:
    found, problems = credential("  lesson: strong\nword: {th: คำที่ยาวเกินกว่าจะอ่านได้, en: short}", tmp_path)

    assert found is None
    assert any("the badge's word has more than 12 signs" in problem for problem in problems), problems


# On the pages.


@pytest.fixture(autouse=True)
def _one_house(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "house", lambda: opened)


def badges(tab: Tab) -> dict[str, str]:
    """The badges on a page, each with its state."""
    return {
        re.sub(r"</?span>", "", title): state
        for state, title in re.findall(r'<li class="(earned|near|later)">.*?<b>(.*?)</b>', tab.html, flags=re.DOTALL)
    }


def test_the_family_stands_with_its_person_as_they_go(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    tab = Tab(opened, ana).open("certificates")
    assert badges(tab) == {
        "ก้าวแรก": "near", "รู้จัก STRONG": "later", "รับน้ำใจ ไม่รับของ": "later", "เรียนครบทุกเรื่อง": "later",
        "รอบรู้สุจริต": "later",
    }  # fmt: skip
    assert tab.shows("เหลืออีกขั้นเดียว: ส่งแบบทดสอบก่อนเรียน")

    walks(opened, ana, steps=2)
    tab.open("certificates")
    found = badges(tab)
    assert [title for title, state in found.items() if state == "earned"] == ["ก้าวแรก", "รู้จัก STRONG"]
    assert [title for title, state in found.items() if state == "near"] == ["เรียนครบทุกเรื่อง", "รับน้ำใจ ไม่รับของ"]
    assert tab.shows("ได้รับเมื่อ 23 พ.ย. 2569")
    assert tab.shows("เหลืออีกขั้นเดียว: เรียน “ของขวัญกับงานราชการ: รับน้ำใจโดยไม่ต้องรับของ”")

    walks(opened, ana, steps=1)
    assert Tab(opened, ana).open("certificates").shows("เหลืออีกขั้นเดียว: ได้คะแนนหลังเรียนตั้งแต่ร้อยละ 70")


def test_home_shows_what_is_earned_or_near_and_leads_to_the_rest(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    sits(opened, ana, "pre", 3)
    tab = Tab(opened, ana).open()

    assert badges(tab) == {"ก้าวแรก": "earned", "รู้จัก STRONG": "near"}
    assert tab.shows("ดูทั้งหมด ยังมีอีก 3 เหรียญ")


def test_news_are_told_once_on_whatever_device(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    sits(opened, ana, "pre", 3)
    phone, desk = Tab(opened, ana), Tab(opened, ana)

    assert phone.open().html.count('sj-news" role="status"') == 1
    assert phone.shows("ยินดีด้วย ท่านได้รับ")
    assert not desk.open().shows("ยินดีด้วย ท่านได้รับ")
    assert not phone.open().shows("ยินดีด้วย ท่านได้รับ")
    reads(opened, ana, "strong")
    assert desk.open().shows("“รู้จัก STRONG”")
    assert not desk.shows("“ก้าวแรก”")


def test_what_is_old_is_no_news_and_more_than_three_are_counted(opened: house.House, cast: Who, clock: Clock) -> None:
    ana, dao = cast("ANA"), cast("DAO")
    walks(opened, ana)
    walks(opened, dao)
    tab = Tab(opened, ana).open()
    assert tab.shows("“เกียรติบัตรสุจริตเริ่มที่เรา”")
    assert tab.shows("และอีก 3 รายการ")
    clock.goes(days=31)
    assert not Tab(opened, dao).open().shows("ยินดีด้วย ท่านได้รับ")


def test_an_erasure_takes_along_what_was_told(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    sits(opened, ana, "pre", 3)
    Tab(opened, ana).open()
    with opened.ground.read() as db:
        assert len(rows(db, "select * from badges_celebrated")) == 1
    opened.erase("ANA")
    with opened.ground.read() as db:
        assert rows(db, "select * from badges_celebrated") == []


@pytest.mark.parametrize("by", ["the organisation", "the person"])
def test_without_the_play_there_are_certificates_and_no_badges_and_no_news(
    opened: house.House, cast: Who, by: str
) -> None:
    ana = cast("ANA")
    walks(opened, ana)
    with opened.ground.write() as writing:
        if by == "the person":
            roster.set_festive(writing, ana.id, False)
        else:
            set_to(writing.db, FESTIVE, "no")
    tab = Tab(opened, ana).open()

    assert badges(tab) == {}
    assert not tab.shows("ยินดีด้วย ท่านได้รับ")
    assert tab.shows("เกียรติบัตรสุจริตเริ่มที่เรา")
    assert not tab.shows("เหรียญ")
    tab.open("certificates")
    assert ">เกียรติบัตร</h1>" in tab.html
    assert badges(tab) == {}
    assert tab.shows("เปิด PDF")
