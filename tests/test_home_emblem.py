"""The home page: the emblem as its person stands, one next step, and the same page for whoever does without the play."""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from story import Tab, brief_of, reads, sits, walks

import house
from core.db import rows
from core.directory import Person
from core.emblem import LETTERS
from core.language import Text
from core.path import Step
from core.settings import FESTIVE, set_to, setting
from people.store import roster
from programmes.flowers import Topic, flowers, topics

Who = Callable[[str], Person]
TOPICS = st.lists(
    st.builds(Topic, st.lists(st.sampled_from(LETTERS), unique=True).map("".join), st.booleans(), st.booleans())
)


@pytest.fixture(autouse=True)
def _one_house(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "house", lambda: opened)


# What fills it.


@given(TOPICS, st.data())
def test_reading_one_more_topic_never_lowers_a_letter(found: list[Topic], data: st.DataObject) -> None:
    before = flowers(found)
    if found:
        place = data.draw(st.integers(0, len(found) - 1))
        found[place] = Topic(found[place].letters, True, found[place].mastered)
    after = flowers(found)

    assert before.keys() == after.keys() == set(LETTERS)
    assert all(0 <= before[letter].share <= after[letter].share <= 1 for letter in LETTERS)


@given(TOPICS)
def test_a_letter_blooms_when_it_has_topics_and_all_of_them_are_mastered(found: list[Topic]) -> None:
    for letter, flower in flowers(found).items():
        its = [topic for topic in found if letter in topic.letters]
        assert flower.bloomed is (bool(its) and all(topic.mastered for topic in its))


@pytest.mark.parametrize(
    ("share", "mastered"), [("7/10", True), ("69/100", False), ("1", True), ("0", False), ("", False)]
)
def test_a_topic_is_mastered_from_the_programme_s_criterion_on(opened: house.House, share: str, mastered: bool) -> None:
    word = Text(th="คำ", en="word")
    step = Step("lesson", "gifts", word, word, "lesson", done=True, letters="SN")
    test = Step("test", "post", word, word, "test", done=True)
    shares = {"gifts": Fraction(share)} if share else {}

    assert topics(brief_of(opened), [step, test], shares) == [Topic("SN", True, mastered)]


# On the page.


def letters(tab: Tab) -> Mapping[str, str]:
    """The emblem as a screen reader says it, letter by letter."""
    (said,) = re.findall(r'<div class="sj-emblem"><img [^>]*alt="([^"]*)"', tab.html)
    return {each[0]: each for each in unescape(said).partition(": ")[2].split(" · ")}


def test_the_emblem_fills_with_what_is_read_and_blooms_with_what_is_mastered(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    tab = Tab(opened, ana).open()
    assert {each.rpartition(" ")[2] for each in letters(tab).values()} == {"ยังไม่เริ่ม"}

    walks(opened, ana, steps=2)  # the pre-test, and the lesson of all six letters
    found = letters(tab.open())
    assert found["S"] == "S พอเพียง เรียนแล้วร้อยละ 50"
    assert found["G"] == "G เอื้ออาทร เรียนครบแล้ว"

    walks(opened, ana)
    assert {each.rpartition(" ")[2] for each in letters(tab.open()).values()} == {"บานแล้ว"}


def test_what_was_read_and_is_not_mastered_stays_green(opened: house.House, cast: Who) -> None:
    dao = cast("DAO")
    walks(opened, dao, right=0)

    assert {each.rpartition(" ")[2] for each in letters(Tab(opened, dao).open()).values()} == {"เรียนครบแล้ว"}


def two_programmes(opened: house.House) -> None:
    """Another one beside the main one, that is due sooner and ends without a certificate."""
    own = opened.ground.content / "programmes" / "small.yaml"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(
        "title: {th: เล็ก, en: small}\ncode: SMALL\nfiscal_year: 2570\ncriterion: 50\nlast: 2026-12-31\n"
        "path:\n  - lesson: networks\n",
        encoding="utf-8",
    )
    opened.publish()
    assert opened.problems == []


def test_two_programmes_have_one_emblem_one_heading_and_one_next_step(opened: house.House, cast: Who) -> None:
    two_programmes(opened)
    ana = cast("ANA")
    tab = Tab(opened, ana).open()

    assert [key for key in tab.keys if key and key.startswith(("next/", "last/"))] == ["next/small"]
    assert tab.html.count("<h1 ") == tab.html.count('<div class="sj-emblem">') == 1
    assert '<li class="sj-now"><span class="sj-dot" aria-hidden="true"></span><div><a href="/test?' in tab.html
    reads(opened, ana, "networks", "small")
    assert letters(tab.open())["O"] == "O มุ่งไปข้างหน้า เรียนแล้วร้อยละ 50"
    assert [key for key in tab.keys if key and key.startswith(("next/", "last/"))] == ["next/strong-2570"]


def test_a_long_path_is_folded_into_what_is_done_and_what_comes_later(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    tab = Tab(opened, ana).open()
    assert "<summary>ภายหลัง 5 ขั้น</summary>" in tab.html
    walks(opened, ana)
    assert "<summary>ทำแล้ว 6 ขั้น</summary>" in tab.open().html


def test_a_programme_without_a_certificate_is_celebrated_once_by_its_last_step(opened: house.House, cast: Who) -> None:
    two_programmes(opened)
    with opened.ground.write() as writing:
        writing.db.conn.execute("delete from library_current where room = 'programmes' and slug <> 'small'")
    ana = cast("ANA")
    reads(opened, ana, "networks", "small")
    phone, desk = Tab(opened, ana), Tab(opened, ana)

    assert "sj-card sj-news" in phone.open().html
    assert phone.shows("ครบทุกขั้นแล้ว")
    assert "sj-card sj-news" not in desk.open().html
    assert desk.shows("ครบทุกขั้นแล้ว")
    opened.erase("ANA")
    with opened.ground.read() as db:
        assert rows(db, "select * from programmes_celebrated") == []


# Without the play.


def test_a_person_switches_it_off_on_the_page_of_their_own_data(opened: house.House, cast: Who) -> None:
    ana, dao = cast("ANA"), cast("DAO")
    sits(opened, ana, "pre", 3)
    tab = Tab(opened, ana).open("my-data")
    tab.app.checkbox(key="my-data/festive").uncheck()
    tab.run().open()

    assert '<div class="sj-emblem">' not in tab.html
    assert 'role="progressbar" aria-valuenow="17"' in tab.html
    assert tab.shows("ทำแล้ว 1 จาก 6 ขั้น")
    assert "<ul" not in tab.html
    assert [key for key in tab.keys if key and key.startswith("next/")] == ["next/strong-2570"]
    assert '<div class="sj-emblem">' in Tab(opened, dao).open().html
    tab.open("my-data").app.checkbox(key="my-data/festive").check()
    assert '<div class="sj-emblem">' in tab.run().open().html
    assert opened.export("ANA")["people"]["person"]["festive"] == 1


def test_where_the_organisation_does_without_nobody_has_a_choice(opened: house.House, cast: Who) -> None:
    adisa, ana = cast("ADISA"), cast("ANA")
    page = Tab(opened, adisa).open("organisation")
    page.app.text_input(key="organisation/th").set_value("สำนักงานทดสอบ")
    page.app.checkbox(key="organisation/festive").uncheck()
    page.submit()
    with opened.ground.read() as db:
        assert setting(db, FESTIVE) == "no"
    tab = Tab(opened, ana).open()

    assert '<div class="sj-emblem">' not in tab.html
    assert 'role="progressbar"' in tab.html
    assert [each.key for each in tab.open("my-data").app.checkbox] == []
    page.open("organisation").app.checkbox(key="organisation/festive").check()
    page.submit()
    assert '<div class="sj-emblem">' in tab.open().html


def test_what_was_earned_without_the_play_is_there_when_it_is_switched_on(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    with opened.ground.write() as writing:
        roster.set_festive(writing, ana.id, False)
    walks(opened, ana)
    with opened.ground.write() as writing:
        set_to(writing.db, FESTIVE, "")
        roster.set_festive(writing, ana.id, True)
    tab = Tab(opened, ana).open()

    assert {each.rpartition(" ")[2] for each in letters(tab).values()} == {"บานแล้ว"}
    assert tab.shows("รอบรู้สุจริต")
