"""Lessons outside a programme, practice, and previews for whoever writes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from story import PROGRAMME, Tab, reads, sits, walks

import house
import sujarit
from core.directory import Person
from core.record import of_kind
from lessons import load, store
from quizzes import load as banks

Who = Callable[[str], Person]


@pytest.fixture(autouse=True)
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let app.py find this house."""
    monkeypatch.setattr(house, "house", lambda: opened)


def reads_freely(opened: house.House, tab: Tab, slug: str) -> None:
    """Read a lesson in a tab from its first card to its last."""
    with opened.ground.read() as db:
        lesson = load.lessons_in_force(db)[slug]
    tab.open("lesson", lesson=slug)
    for card in lesson.cards:
        if card.decides:
            tab.app.radio(key=f"decide/{slug}/{card.id}").set_value(next(o.id for o in card.options if o.wise))
            tab.click(f"decide/{slug}/{card.id}/go")
        tab.click("finish" if card is lesson.cards[-1] else "next")


def test_a_lesson_outside_of_every_programme_is_read_to_its_end_and_told_to_nobody(
    opened: house.House, cast: Who
) -> None:
    ana = cast("ANA")
    tab = Tab(opened, ana).open("lessons")
    assert tab.shows("อ่านเพิ่มตามที่สนใจ")
    assert 'href="/lesson?lesson=networks"' in tab.html

    reads_freely(opened, tab, "networks")

    with opened.ground.read() as db:
        assert store.elective(db, ana.id)["networks"].finished
        assert not list(of_kind(db, "LessonFinished"))
        assert store.export(db, ana.id)["readings"][0]["lesson"] == "networks"
    assert tab.open("lessons").html.count("อ่านจบแล้ว") == 1
    assert list(opened.audit()) == []


def test_half_read_it_goes_on_at_its_card(opened: house.House, cast: Who) -> None:
    tab = Tab(opened, cast("ANA")).open("lesson", lesson="networks").click("next")
    assert Tab(opened, cast("ANA")).open("lesson", lesson="networks").shows("หน้า 2 จาก")
    assert tab.open("lessons").shows("อ่านถึงหน้า 2 จาก")


@pytest.mark.parametrize("way", [{"lesson": "gifts"}, {"lesson": "gifts", "programme": ""}])
def test_a_lesson_of_ones_own_programme_opens_at_its_step_and_not_by_the_way_round(
    opened: house.House, cast: Who, way: dict[str, str]
) -> None:
    ana = cast("ANA")
    tab = Tab(opened, ana).open("lessons")
    assert "lesson=gifts" not in tab.html
    assert tab.shows("เปิดเมื่อถึงขั้นนี้")
    assert tab.open("lesson", **way).shows("ยังไม่ถึงบทเรียนนี้")
    sits(opened, ana, "pre")
    reads(opened, ana, "strong")
    assert f"programme={PROGRAMME}&amp;lesson=gifts" in tab.open("lessons").html
    walks(opened, ana)
    assert tab.open("lesson", **way).shows("หน้า 1 จาก")


def test_no_lesson_is_no_blank_page(opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "lessons_in_force", lambda db: {})
    assert Tab(opened, cast("ANA")).open("lessons").shows("ยังไม่มีบทเรียน")
    assert Tab(opened, cast("ANA")).open("lesson", lesson="none").shows("ไม่อยู่ในหลักสูตรของท่าน")


# Practice.


def test_practice_explains_each_answer_at_once_and_keeps_nothing(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    with opened.ground.read() as db:
        bank = banks.banks_in_force(db)["networks"]
        before = len(list(db.conn.execute("select 1 from record_facts")))
    tab = Tab(opened, ana).open("practice", topic="networks")
    asked = bank.form("practice")
    assert len(asked) >= 4
    for item in asked:
        assert tab.shows(item.stem.th.replace("**", "")) or tab.shows(item.stem.th)
        assert not tab.shows(item.options[0].feedback.th), "no reason before an answer"
        tab.click("answer")
        assert tab.shows("เลือกคำตอบก่อน")
        if item.widget == "one":
            tab.app.radio(key=f"practice/{item.id}").set_value(item.key[0])
        else:
            for each in item.key:
                tab.app.checkbox(key=f"practice/{item.id}/{each}").set_value(True)
        tab.click("answer")
        assert all(tab.shows(option.feedback.th) for option in item.options)
        tab.click("next")
    assert tab.shows(f"ตอบถูก {len(asked)} จาก {len(asked)} ข้อ")
    tab.click("again")
    assert tab.shows("ข้อ 1 จาก")
    with opened.ground.read() as db:
        assert len(list(db.conn.execute("select 1 from record_facts"))) == before


def test_practice_never_asks_a_measured_item_and_waits_for_the_lesson(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    tab = Tab(opened, ana).open("practice")
    assert "topic=networks" in tab.html
    assert "topic=gifts" not in tab.html
    assert tab.shows("เปิดเมื่ออ่านบทเรียนเรื่องนี้แล้ว")
    tab.open("practice", topic="gifts")
    assert tab.shows(">ฝึกตอบ</h1>"), "the list, and no question"
    sits(opened, ana, "pre")
    reads(opened, ana, "strong")
    reads(opened, ana, "gifts")
    assert "topic=gifts" in tab.open("practice").html
    with opened.ground.read() as db:
        for topic, bank in banks.banks_in_force(db).items():
            loose = {item.id for item in bank.form("practice")}
            assert len(loose) >= 4, topic
            assert not loose & {item.id for form in bank.forms for item in bank.form(form)}


# Previews.


def own(opened: house.House, room: str, slug: str, text: str) -> None:
    file: Path = opened.ground.content / room / f"{slug}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def shipped(room: str, slug: str) -> str:
    return (Path(house.__file__).parent / room / "content" / f"{slug}.yaml").read_text(encoding="utf-8")


def test_a_preview_shows_the_file_as_it_is_now_with_what_is_wrong_in_it(opened: house.House, cast: Who) -> None:
    tam = cast("TAM")
    tab = Tab(opened, tam).open("preview-lessons")
    assert 'href="/preview-lessons?slug=gifts"' in tab.html
    own(opened, "lessons", "gifts", shipped("lessons", "gifts").replace("minutes: 6", "minutes: 5"))
    tab.open("preview-lessons", slug="gifts")
    assert tab.shows("content/lessons/gifts.yaml")
    assert tab.shows("5 นาที")
    assert tab.shows("ไม่มีที่ต้องแก้")
    own(opened, "lessons", "gifts", shipped("lessons", "gifts").replace("minutes: 6", "minutes: 600"))
    assert tab.open("preview-lessons", slug="gifts").shows("ต้องแก้ 1 แห่ง")
    own(opened, "lessons", "gifts", "title: {th")
    assert tab.open("preview-lessons", slug="gifts").shows("ต้องแก้ 1 แห่ง")


def test_a_preview_of_a_bank_shows_keys_to_trainers_alone(opened: house.House, cast: Who) -> None:
    tab = Tab(opened, cast("TAM")).open("preview-quizzes", slug="gifts")
    for word in ("ชุด A", "ชุด B", "ชุด C", "ข้อฝึก", "คำตอบที่ถูกต้อง"):
        assert tab.shows(word)
    for code in ("ANA", "BENTO", "ADISA"):
        assert not Tab(opened, cast(code)).open("preview-quizzes", slug="gifts").shows("คำตอบที่ถูกต้อง")


def test_the_command_checks_one_file_and_says_where_it_shows(
    opened: house.House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(house.DATA, str(opened.ground.folder))
    good = CliRunner().invoke(sujarit.main, ["preview", "lessons/gifts"])
    assert good.exit_code == 0, good.output
    assert "/preview-lessons?slug=gifts" in good.output
    own(opened, "lessons", "gifts", shipped("lessons", "gifts").replace("minutes: 6", "minutes: 600"))
    own(opened, "lessons", "strong", "title: {th")
    bad = CliRunner().invoke(sujarit.main, ["preview", "lessons/gifts"])
    assert bad.exit_code == 1
    assert "content/lessons/gifts.yaml" in bad.output
    assert "content/lessons/strong.yaml" not in bad.output
    none = CliRunner().invoke(sujarit.main, ["preview", "lessons/gift"])
    assert none.exit_code == 1
    assert "lessons/gifts" in none.output
