"""What pages say in the words that a reader expects: units, refusals, titles, and what is folded away."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from story import PROGRAMME, Tab, walks

import house
from core.directory import Person
from core.language import Text
from outcomes.amount import Figure, Hidden
from outcomes.headline import OF_FULL_MARKS, PEOPLE, PER_CENT
from outcomes.pages import people
from quizzes import load

Who = Callable[[str], Person]
LABEL = Text(th="ตัวเลข", en="Figure")


@pytest.fixture(autouse=True)
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let app.py find this house."""
    monkeypatch.setattr(house, "house", lambda: opened)


def heads(tab: Tab) -> list[str]:
    """What a page is called."""
    return re.findall(r"<h1[^>]*>(.*?)</h1>", tab.html)


@pytest.mark.parametrize(
    ("unit", "value", "digits", "th", "en"),
    [
        (PER_CENT, 67.86, 2, "ร้อยละ 67.86", "67.86 per cent"),
        (OF_FULL_MARKS, 70, 0, "ร้อยละ 70 ของคะแนนเต็ม", "70 per cent of full marks"),
        (PEOPLE, 1234, 0, "1,234 คน", "1,234 people"),
        (PER_CENT, Hidden.FEW, 2, "ไม่แสดง (น้อยกว่า 5 คน)", "not shown (fewer than 5 people)"),
    ],
)
def test_thai_says_per_cent_before_the_number(unit: Text, value: float | Hidden, digits: int, th: str, en: str) -> None:
    figure = Figure("some.figure", LABEL, value, unit, digits)
    assert (figure.said("th"), figure.said("en")) == (th, en)


@pytest.mark.parametrize(
    ("page", "query", "title", "soon"),
    [
        ("lesson", {"lesson": "gifts"}, "ของขวัญ", "ยังไม่ถึงบทเรียนนี้ ทำขั้นก่อนหน้า"),
        ("test", {"moment": "post"}, "แบบทดสอบหลังเรียน", "ยังไม่ถึงแบบทดสอบนี้ ทำขั้นก่อนหน้า"),
        ("pledge", {"pledge": "integrity"}, "คำมั่น", "ยังไม่ถึงขั้นลงนาม ทำขั้นก่อนหน้า"),
    ],
)
def test_a_step_refused_has_its_own_name_and_says_which_of_two_reasons_it_is(
    opened: house.House, cast: Who, page: str, query: dict[str, str], title: str, soon: str
) -> None:
    tab = Tab(opened, cast("ANA")).open(page, programme=PROGRAMME, **query)
    assert [title in head for head in heads(tab)] == [True]
    assert tab.shows(soon)
    assert not tab.shows("ไม่อยู่ในหลักสูตรของท่าน")
    tab.open(page, programme="none", **query)
    assert len(heads(tab)) == 1
    assert tab.shows("ไม่อยู่ในหลักสูตรของท่านที่เปิดอยู่ในวันนี้")
    assert not tab.shows("ทำขั้นก่อนหน้า")


def test_without_a_certificate_its_page_leads_home(opened: house.House, cast: Who) -> None:
    tab = Tab(opened, cast("ANA")).open("certificates")
    assert "ไปหน้าหลัก" in [link.proto.label for link in tab.app.get("page_link")]


def test_without_statistics_there_is_no_table_to_download(opened: house.House, cast: Who) -> None:
    assert "items.csv" not in Tab(opened, cast("TAM")).open("items").html


def test_content_is_listed_by_title_and_its_folder_is_folded(opened: house.House, cast: Who) -> None:
    tab = Tab(opened, cast("TAM")).open("content")
    assert "gifts.yaml</small>" in tab.html
    assert not re.search(r"<td>[0-9a-f]{12}</td>", tab.html)
    folder = f"{opened.ground.content.parent.name}/{opened.ground.content.name}"
    assert folder not in re.sub(r"<details.*?</details>", "", tab.html, flags=re.DOTALL)
    for page in ("preview-lessons", "preview-quizzes"):
        line = re.search(rf'<a href="/{page}\?slug=gifts"[^>]*>(.*?)</a>', tab.open(page).html)
        assert line is not None
        assert line[1].startswith("<span><b>ของขวัญ")
        assert line[1].endswith("gifts.yaml</small></span>")


def test_practice_lists_what_is_open_before_what_waits(opened: house.House, cast: Who) -> None:
    html = Tab(opened, cast("ANA")).open("practice").html
    last_open, first_closed = html.rindex('class="sj-card sj-way"'), html.index("เปิดเมื่ออ่านบทเรียนเรื่องนี้แล้ว")
    assert last_open < first_closed


def test_a_source_that_all_reasons_share_stands_once_and_others_are_folded(opened: house.House, cast: Who) -> None:
    walks(opened, cast("ANA"))
    html = Tab(opened, cast("ANA")).open("test", programme=PROGRAMME, moment="post").html
    assert html.count('<p class="sj-soft">ที่มา: ') + html.count("<summary>ที่มา</summary>") > 0
    with opened.ground.read() as db:
        sources = {source.told("th") for bank in load.banks_in_force(db).values() for source in bank.sources.values()}
    for option in re.findall(r'<div class="sj-(?:right|wrong|plain)">(.*?)</div>', html, re.DOTALL):
        open_words = unescape(re.sub(r"<details.*?</details>", "", option, flags=re.DOTALL))
        assert not [source for source in sources if source in open_words]


@pytest.mark.parametrize(("few", "closed"), [(0, True), (1000, False)])
def test_a_list_of_many_names_is_closed_with_its_count(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch, few: int, closed: bool
) -> None:
    monkeypatch.setattr(people, "FEW", few)
    html = Tab(opened, cast("ADISA")).open("results").html
    assert bool(re.search(r'<details class="sj-card"><summary>ยังไม่เริ่ม \(\d+\)</summary>', html)) is closed
    assert bool(re.search(r'<section class="sj-card"><h3>ยังไม่เริ่ม \(\d+\)</h3>', html)) is not closed
