"""The manager's page: its lists and bars are those of the figures, and it says why when it shows nothing."""

import itertools
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest
from conftest import OFFICE, Clock
from hypothesis import given, settings
from hypothesis import strategies as st
from story import PROGRAMME, Tab, client, next_year, sits, walks
from test_outcomes_figures import EVENTS, PEOPLE, YEARS, happens, published, scopes
from world import UNITS, world

import house
import outcomes.overview.lists
from core import library
from core.directory import Person
from core.language import LANGUAGES
from core.room import Asked, Panel
from core.visit import Visit
from outcomes import address, load, slope
from outcomes.account import Account, close, restate
from outcomes.amount import counted as people_in
from outcomes.figures import Period, scope_of
from outcomes.overview import overview
from outcomes.reported.branch import branch_at
from outcomes.routes import routes
from outcomes.store import asked
from outcomes.store.entered import Entry, enter
from outcomes.store.stood import stood
from people.person import Draft
from people.store import roster

Who = Callable[[str], Person]
ONE, TWO = "กลุ่มงานหนึ่ง", "กลุ่มงานสอง"


@pytest.fixture(autouse=True)
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """app.py stands on the opened house."""
    monkeypatch.setattr(house, "house", lambda: opened)


def more(opened: house.House, count: int, unit: str = ONE, prefix: str = "M") -> list[Person]:
    """So many more people in a unit."""
    codes = [f"{prefix}{n:03d}" for n in range(count)]
    house.admit_all(opened.ground, [Draft(code, "", f"คนที่ {code}", "", f"{OFFICE} > {unit}") for code in codes])
    with opened.ground.read() as db:
        return [person for person in opened.ground.directory.everybody(db) if person.code in codes]


def words(tab: Tab) -> str:
    """What the page says, without its marks."""
    html = re.sub(r"<style>.*?</style>", "", tab.html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", html)))


def unit_of(opened: house.House, name: str) -> str:
    with opened.ground.read() as db:
        return next(id for id, unit in opened.ground.directory.units(db).items() if unit.name.th == name)


# What is listed is what is counted.


@settings(max_examples=15)
@given(st.lists(EVENTS, min_size=20, max_size=60))
def test_the_lists_and_the_bars_hold_the_people_of_the_figures(
    events: list[tuple[int, str, str, str, str, int]],
) -> None:
    with world() as made:
        published(made)
        here: dict[str, str] = {}
        for person in PEOPLE[:6]:
            happens(made, "join", person, "deep", "", 0, here)
        for hours, person, act, unit, slug, number in events:
            made.clock.goes(hours=hours)
            happens(made, act, person, unit, slug, number, here)
        with made.ground.read() as db:
            for year in YEARS:
                for quarter in (1, 2, 4):
                    found = Account(Period(year, quarter), None)
                    closing, tree = asked.closing(db, found.period.span), found.units(db)
                    if closing is None:
                        continue
                    for slugs in scopes(year):
                        programmes = [row for row in found.programmes(db) if row["slug"] in slugs]
                        for unit in UNITS:
                            figures = found.figures(db, programmes, unit)
                            part = branch_at(db, found, scope_of(programmes), tree, unit)
                            assert part.people.enrolled == figures["enrolled"]
                            assert part.people.under_way == figures.under_way
                            assert part.people.not_started == figures.not_started
                            assert sum(part.units.values()) == figures["enrolled"]
                            rest = sum(people_in(each.people.finished) for each in part.below) + people_in(
                                part.directly.finished
                            )
                            assert rest == figures["finished"]
                            homes = frozenset(each for each, n in part.units.items() if n)
                            listed = stood(db, closing, frozenset(slugs), homes)
                            assert len(listed) == figures["enrolled"]
                            assert sum(each.finished for each in listed) == figures["finished"]
                            assert sum(not each.stops for each in listed if not each.finished) == figures.not_started
                            stops = Counter(stop for each in listed if not each.finished for stop in each.stops)
                            counted = {w.removeprefix("stopped/"): n for w, n in figures.counts.items() if "/" in w}
                            assert stops == {word: counted[word] for word in stops}


@given(st.lists(st.floats(0, 300), max_size=9), st.integers(1, 60))
def test_labels_keep_their_order_and_do_not_collide(places: list[float], gap: int) -> None:
    moved = slope.apart(places, gap, 0, 300)
    ranked = sorted(range(len(places)), key=lambda index: (places[index], index))
    assert all(moved[b] - moved[a] >= gap - 1e-6 for a, b in itertools.pairwise(ranked))
    if (len(places) - 1) * gap <= 300:
        assert all(-1e-6 <= place <= 300 + 1e-6 for place in moved)
    if all(places[b] - places[a] >= gap for a, b in itertools.pairwise(ranked)):
        assert moved == places, "what does not collide stays where it is"


def test_every_line_of_the_picture_is_told_apart_by_its_sign_and_its_dash() -> None:
    looks = {(slope.MARKERS[n % 6], slope.DASHES[n % 4]) for n in range(12)}
    assert len(looks) == 12
    assert len({slope.marker(n, 8, 8) for n in range(6)}) == 6


# The address.


@pytest.mark.parametrize(
    ("given_", "year", "quarter", "slips"),
    [
        ({}, 2570, 1, 0),
        ({"fiscal_year": "2569"}, 2569, 4, 0),
        ({"fiscal_year": "2571"}, 2571, 1, 0),
        ({"fiscal_year": "2570", "quarter": "3"}, 2570, 3, 0),
        ({"fiscal_year": "<b>", "quarter": "5"}, 2570, 1, 2),
        ({"fiscal_year": "๒๕๖๙", "quarter": "๒"}, 2569, 2, 0),
        ({"fiscal_year": "٢٥٧٠"}, 2570, 1, 1),
    ],
)
def test_an_address_is_understood_or_falls_back_with_a_word(
    given_: dict[str, str], year: int, quarter: int, slips: int
) -> None:
    view, told = address.period(given_, (2571, 2570, 2569), date(2026, 11, 23))
    assert (view.fiscal_year, view.quarter, len(told)) == (year, quarter, slips)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_address_is_the_same_in_both_languages_and_the_filters_write_it(
    opened: house.House, cast: Who, language: str
) -> None:
    tab = Tab(opened, cast("ADISA"), "en" if language == "en" else "th")
    tab.open("results")
    tab.app.selectbox(key="results/unit").set_value(ONE)
    tab.run()
    assert tab.app.query_params["unit"] == unit_of(opened, ONE)
    tab.app.selectbox(key="results/quarter").set_value("to quarter 3" if language == "en" else "ถึงไตรมาสที่ 3")
    tab.run()
    assert tab.app.query_params["quarter"] == "3"
    assert tab.app.query_params["unit"] == unit_of(opened, ONE), "the other filters stay"


def test_wrong_values_in_the_address_fall_back_with_a_word(opened: house.House, cast: Who) -> None:
    tab = Tab(opened, cast("BENTO"))
    tab.open("results", fiscal_year="2500", quarter="7", project="none", unit=cast("ADISA").unit)
    assert tab.shows("ระบุปีงบประมาณที่ไม่มีข้อมูล จึงแสดงปีงบประมาณ 2570")
    assert tab.shows("ระบุไตรมาสที่ไม่มี (มี 1 ถึง 4) จึงแสดงถึงไตรมาสที่ 1")
    assert tab.shows("ระบุหลักสูตรที่ไม่มีในปีนี้")
    assert tab.shows("ระบุหน่วยงานที่ไม่มี หรือที่ท่านไม่ได้ดูแล")
    assert tab.shows("เบนโต")
    assert not tab.shows("อดิสา")


# Who is where.


def test_the_questions_stand_in_their_order(opened: house.House, cast: Who) -> None:
    people = more(opened, 6)
    for person in people:
        walks(opened, person)
    tab = Tab(opened, cast("ADISA")).open("results")
    heads = re.findall(r"<h2[^>]*>(.*?)</h2>", tab.html)
    assert heads == [
        "ใครยังไม่เริ่ม ใครหยุดที่ใด", "แต่ละหน่วยงานไปถึงไหนแล้ว", "ตัวชี้วัดตามแผน", "ก่อนและหลังเรียน แยกตามเรื่อง",
        "ข้อที่ยากที่สุดหลังเรียน", "รายงานและชุดหลักฐาน",
    ]  # fmt: skip
    levels = [int(level) for level in re.findall(r"<h(\d)", tab.html)]
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels)), "no level is left out"


def test_a_manager_sees_the_names_of_their_own_people_and_where_each_stopped(opened: house.House, cast: Who) -> None:
    walks(opened, cast("ANA"), steps=2)
    tab = Tab(opened, cast("BENTO")).open("results")
    told = words(tab)
    assert "ยังไม่เริ่ม (1) นายเบนโต ทดสอบ" in told
    assert re.search(r"กำลังเรียน: อ่านบทเรียนจบแล้ว “STRONG [^”]*” \(1\) นางสาวอานา ทดสอบ", told)
    assert "ดาว" not in told, "she works elsewhere"
    walks(opened, cast("ANA"))
    assert "เรียนจบ (1) นางสาวอานา ทดสอบ" in words(tab.open("results"))


def test_who_has_moved_away_since_counts_where_they_were_and_is_not_named(
    opened: house.House, cast: Who, clock: Clock
) -> None:
    walks(opened, cast("ANA"), steps=1)
    clock.goes(days=60)  # in quarter 2
    with opened.ground.write() as writing:
        roster.move(writing, cast("ANA"), unit_of(opened, TWO))
    tab = Tab(opened, cast("BENTO")).open("results", quarter="1")
    assert "กำลังเรียน 1 จาก 2" in words(tab)
    assert "อานา" not in words(tab)
    assert "อีก 1 คนที่นับไว้ในงวดนี้ย้ายออกจากหน่วยงานของท่านหรือลบข้อมูลแล้ว" in words(tab)


def test_of_too_many_people_there_are_numbers_and_the_way_to_names(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    walks(opened, cast("ANA"), steps=1)
    monkeypatch.setattr(outcomes.overview.lists, "LISTED", 3)
    told = words(Tab(opened, cast("ADISA")).open("results"))
    assert "เลือกหน่วยงานที่เล็กลงเพื่อดูรายชื่อ" in told
    assert "ส่งแบบทดสอบก่อนเรียนแล้ว 1" in told
    assert "อานา" not in told


# Units.


def test_a_unit_is_a_link_down_and_the_way_back_up_is_there(opened: house.House, cast: Who) -> None:
    tab = Tab(opened, cast("ADISA")).open("results", quarter="2")
    down = re.search(rf'<a href="([^"]*)" target="_self">{ONE}</a>', tab.html)
    assert down is not None
    assert unescape(down[1]) == f"/results?fiscal_year=2570&quarter=2&project={PROGRAMME}&unit={unit_of(opened, ONE)}"
    tab.open("results", unit=unit_of(opened, ONE))
    up = re.search(r'<nav class="sj-crumbs".*?</nav>', tab.html)
    assert up is not None
    assert f"unit={cast('ADISA').unit}" in up[0]
    assert f'<li aria-current="page">{ONE}</li>' in up[0]
    assert "sj-crumbs" not in Tab(opened, cast("BENTO")).open("results").html.split("</style>")[-1], "his top"


def test_a_bar_says_in_words_what_it_shows(opened: house.House, cast: Who) -> None:
    walks(opened, cast("ANA"))
    html = Tab(opened, cast("ADISA")).open("results").html
    assert 'role="img" aria-label="เรียนจบ 1, กำลังเรียน 0, ยังไม่เริ่ม 1"><i class="finished" style="width:50.00%">' in html


def test_the_page_asks_as_many_questions_of_many_units_as_of_few(opened: house.House, cast: Who) -> None:
    def questions() -> int:
        told: list[str] = []
        with opened.ground.read() as db:
            db.conn.set_trace_callback(told.append)
            overview(db, opened.ground.directory, cast("ADISA"), {}, opened.ground.clock())
            db.conn.set_trace_callback(None)
        return len(told)

    before = questions()
    house.admit_all(opened.ground, [Draft(f"U{n}", "", f"ก {n}", "", f"{OFFICE} > ฝ่ายที่ {n}") for n in range(30)])
    assert questions() == before


# The plan.


def test_an_indicator_prints_who_counts_and_who_does_not_under_its_figure(opened: house.House, cast: Who) -> None:
    sits(opened, cast("ANA"), "pre")
    told = words(Tab(opened, cast("ADISA")).open("results"))
    assert (
        "แผนระบุ ไม่น้อยกว่า 5 เรื่อง ผล 2 เรื่อง นับ บทเรียนที่เผยแพร่แก่บุคลากรในหลักสูตรของปีงบประมาณนี้ นับถึงวันปิดงวด เรื่องละหนึ่งครั้ง ไม่นับ"
        in told
    )
    assert "กลุ่มเป้าหมาย ข้าราชการและเจ้าหน้าที่ของสำนักอนามัย 100 คน" in told


def test_a_complaint_channel_is_a_link_and_its_counts_are_neither_good_nor_bad(opened: house.House, cast: Who) -> None:
    with opened.ground.read() as db:
        (slug, plan), *_ = load.plans(db, 2570).items()
    said = plan.model_dump(mode="json")
    indicator = next(each for p in said["projects"] for each in p["outcomes"] if each["id"] == "D-R1")
    indicator |= {
        "channel": "https://complaints.example.go.th",
        "neutral": True,
        "measure": {"th": "เรื่อง", "en": "cases"},
    }
    with opened.ground.write() as writing:
        library.publish(writing, load.shelf, slug, load.shelf.model.model_validate(said), reviewed=True)
        entry = Entry(2570, slug, "D-R1", date(2026, 11, 1), Decimal(3), "บันทึกที่ 1", "", "", writing.at)
        enter(writing, entry)
    html = Tab(opened, cast("ADISA")).open("results").html
    article = next(each for each in html.split("<article>") if "D-R1" in each.split("</h4>")[0])
    assert '<a href="https://complaints.example.go.th" target="_blank" rel="noopener">' in article
    assert "จำนวนที่มากหรือน้อยไม่ได้แปลว่าดีหรือไม่ดี" in article
    assert "3 เรื่อง (ณ 1 พ.ย. 2569)" in article
    other = next(each for each in html.split("<article>") if "A-R1" in each.split("</h4>")[0])
    drawn = [re.search(r'<div class="[^"]*"><dt>ผล</dt><dd>', each) for each in (article, other)]
    assert drawn[0] is not None
    assert drawn[1] is not None
    assert drawn[0][0] == drawn[1][0], "drawn like any other"


def test_a_figure_that_is_entered_by_hand_has_its_link_for_managers_of_the_whole(
    opened: house.House, cast: Who
) -> None:
    page = Tab(opened, cast("ADISA")).open("results").html
    links = re.findall(r'href="(/entering[^"]*)"', page)
    assert links
    assert "project=" in links[0]
    assert "/entering" not in Tab(opened, cast("BENTO")).open("results").html


# What was learned.


def test_marks_of_fewer_than_five_are_not_on_the_page(opened: house.House, cast: Who) -> None:
    for person in more(opened, 4):
        walks(opened, person, right=7)
    tab = Tab(opened, cast("ADISA")).open("results")
    assert "ผู้ทำครบทั้งก่อนและหลังเรียนมี 4 คน น้อยกว่า 5 คน" in words(tab)
    assert "sj-slope" not in tab.html.split("</style>")[-1]
    assert "30.00" not in words(tab)
    assert "ทำครบสองครั้ง" not in words(tab), "no table of nothing"


def test_the_share_at_the_criterion_is_there_when_marks_are_not(opened: house.House, cast: Who) -> None:
    for place, person in enumerate(more(opened, 6)):
        if place < 4:
            sits(opened, person, "pre", 3)
        sits(opened, person, "post", 8)
    tab = Tab(opened, cast("ADISA")).open("results")
    assert "ผู้ทำครบทั้งก่อนและหลังเรียนมี 4 คน" in words(tab)
    assert '<td class=n colspan="3">ไม่แสดง (น้อยกว่า 5 คน)</td>' in tab.html, "what is hidden is said once"
    assert "80.00" not in words(tab)
    assert "6 6 100.00 (61.0–\u2060100.0)" in words(tab)


def test_five_people_have_a_picture_a_table_and_a_sentence(opened: house.House, cast: Who) -> None:
    for place, person in enumerate(more(opened, 5)):
        walks(opened, person, right=8 if place else 5)
    tab = Tab(opened, cast("ADISA")).open("results")
    told = words(tab)
    assert "ผู้ทำครบทั้งสองครั้ง 5 คน ได้คะแนนเฉลี่ยเพิ่มขึ้นจากร้อยละ 37.50 เป็นร้อยละ 92.50 คะแนนพัฒนาการสัมพัทธ์ 0.88" in told
    assert "ถึงเกณฑ์ของหน่วยงาน 4 คน (ร้อยละ 80.00)" in told
    assert "80.00 (37.6–\u206096.4)" in told
    picture = re.search(r'<img width="184"[^>]*alt="([^"]*)" src="data:image/svg', tab.html)
    assert picture is not None
    assert "ทั้งฉบับ 37.50 → 92.50" in picture[1]
    assert all(tag in tab.html for tag in ('<th scope="col"', '<th scope="row"', "<caption"))


def test_a_unit_beside_a_hidden_one_is_hidden_too_and_says_why(opened: house.House, cast: Who) -> None:
    for person in [*more(opened, 5), *more(opened, 2, TWO, "N")]:
        walks(opened, person)
    tab = Tab(opened, cast("ADISA")).open("results", unit=unit_of(opened, ONE))
    assert "จะรู้คะแนนของกลุ่มที่น้อยกว่า 5 คน ดูที่หน่วยงานเหนือขึ้นไปแทน" in words(tab)


def test_panels_of_other_rooms_are_asked_for_the_same_period_and_units(opened: house.House, cast: Who) -> None:
    ASKED.clear()
    opened.ground.panels = (Panel(opened.ground.panels[0].title, "test_outcomes_page:panel", "results"),)
    Tab(opened, cast("ADISA")).open("results", quarter="3")
    Tab(opened, cast("BENTO")).open("results")
    assert [Asked(2570, 3, None), Asked(2570, 1, frozenset({unit_of(opened, ONE)}))] == ASKED


ASKED: list[Asked] = []


def panel(_: Visit, asked: Asked) -> None:
    """A panel that keeps what it was asked."""
    ASKED.append(asked)


# Periods.


def test_a_closed_period_says_so_and_shows_what_was_restated(opened: house.House, cast: Who, clock: Clock) -> None:
    walks(opened, cast("ANA"))
    clock.goes(days=60)
    tab = Tab(opened, cast("ADISA")).open("results", quarter="1")
    assert "สิ้นงวดแล้ว ยังไม่ปิดงวด" in words(tab)
    assert "ชุดหลักฐานมีหลังปิดงวด" in words(tab)
    assert close(opened.ground, Period(2570, 1), cast("ADISA").id) is None
    with opened.ground.write() as writing:
        roster.leave(writing, cast("DAO"), "2026-12-01")
    assert restate(opened.ground, Period(2570, 1), cast("ADISA").id, "ดาวออกก่อนสิ้นงวด") is None
    told = words(tab.open("results", quarter="1"))
    assert "ปิดงวดแล้วเมื่อ 22 มกราคม พ.ศ. 2570" in told
    assert "ปรับปรุงเมื่อ 22 มกราคม พ.ศ. 2570 เพราะ ดาวออกก่อนสิ้นงวด" in told
    assert "จำนวนคนและคะแนน: คิดใหม่ทั้งหมด" in told  # one person came between 5 and 4
    assert ".zip" in tab.html


@pytest.mark.parametrize("code", ["ADISA", "BENTO"])
def test_every_report_that_the_page_offers_is_there(opened: house.House, cast: Who, clock: Clock, code: str) -> None:
    clock.goes(days=60)
    assert close(opened.ground, Period(2570, 1), cast("ADISA").id) is None
    html = Tab(opened, cast(code)).open("results", quarter="1").html
    links = [unescape(each) for each in re.findall(r'href="(/reports/[^"]*)"', html)]
    assert [re.sub(r"\?.*", "", each).rsplit(".")[-1] for each in links] == ["docx", "pdf", "xlsx"] + ["zip"] * (
        code == "ADISA"
    )
    answers = client(opened, routes, cast(code))
    assert [answers.get(each).status_code for each in links] == [200] * len(links)


@pytest.mark.parametrize(
    ("year", "quarter", "said"),
    [
        (2570, "3", "ไตรมาสที่ 3 ยังไม่เริ่ม ตัวเลขคือที่นับได้ถึงวันนี้"),
        (2571, "1", "ปีงบประมาณนี้เริ่ม 1 ตุลาคม พ.ศ. 2570 ตัวเลขจะขึ้นเมื่อถึงวันนั้น"),
        (2569, "4", "ระบบเริ่มบันทึกหลังงวดนี้ จึงไม่มีตัวเลขของงวดนี้"),
    ],
)
def test_a_period_that_is_to_come_or_was_before_the_record_says_so(
    opened: house.House, cast: Who, year: int, quarter: str, said: str
) -> None:
    if year != 2570:
        next_year(opened, year)
    assert said in words(Tab(opened, cast("ADISA")).open("results", fiscal_year=str(year), quarter=quarter))


def test_a_year_without_a_programme_says_how_one_comes(opened: house.House, cast: Who, clock: Clock) -> None:
    cast("ADISA")
    clock.goes(days=400)  # in fiscal year 2571
    told = words(Tab(opened, cast("ADISA")).open("results"))
    assert "ปีงบประมาณ 2571 ยังไม่มีหลักสูตร" in told
    assert "รายงาน Word" in told, "the figures entered by hand and the topics are handed in all the same"


def test_a_programme_that_is_for_nobody_here_says_so(opened: house.House, cast: Who, tmp_path: Path) -> None:
    shipped = (Path(__file__).parent.parent / "programmes/content/strong-2570.yaml").read_text(encoding="utf-8")
    folder = opened.ground.content / "programmes"
    folder.mkdir(parents=True, exist_ok=True)
    cast("ADISA")
    (folder / "zz-2570.yaml").write_text(shipped.replace("STRONG-2570", "ZZ") + f"units: [{TWO}]\n", encoding="utf-8")
    opened.publish()
    assert opened.problems == []
    with opened.ground.read() as db:
        scopes_ = [*Account(Period(2570, 1), None).scopes(db)]
    assert scopes_ == ["2570/1.1.3(2)"], "both serve one project"
    text = shipped.replace("STRONG-2570", "YY").replace('plan: "1.1.3(2)"', "") + f"units: [{TWO}]\n"
    (folder / "yy-2570.yaml").write_text(text, encoding="utf-8")
    opened.publish()
    assert opened.problems == []
    tab = Tab(opened, cast("BENTO")).open("results", project="yy-2570")
    assert "ในงวดนี้ไม่มีผู้เรียนของหลักสูตรนี้ในหน่วยงานที่เลือก" in words(tab)
    assert tab.app.selectbox(key="results/project").value == "yy-2570"
