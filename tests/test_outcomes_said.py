"""What the outcomes' pages say to whoever types, reads on a phone, hears the page or prints it; and what is counted under it."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from conftest import Clock
from hypothesis import given
from hypothesis import strategies as st
from story import ROOT, Tab, signs, walks
from test_outcomes_entering import PLAN, PROJECT, entry, page, types
from test_outcomes_history import downloaded, uploads
from test_outcomes_page import words
from web import Read, Web
from world import JOINED, world

import house
from core.directory import Person
from core.facts import PersonJoined, PledgeSigned
from core.html import STYLE
from core.language import Text
from core.settings import OUTCOMES_PUBLIC, set_to
from outcomes.account import account, close, restate, snapshot
from outcomes.figures import Period
from outcomes.reported.lines import pledge_lines
from outcomes.store import entered
from outcomes.typed import LARGE, amount_of, unusual
from people.store import roster

Who = Callable[[str], Person]


@pytest.fixture(autouse=True)
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """app.py stands on the opened house."""
    monkeypatch.setattr(house, "house", lambda: opened)


# What is typed


@pytest.mark.parametrize("text", ["ร้อยละ 86", "86%", "86 %", "86 เปอร์เซ็นต์", "๘๖ per cent", "86percent", " 86 "])
def test_per_cent_may_be_written_as_people_write_it(text: str) -> None:
    assert amount_of(text, percent=True) == Decimal(86)


def test_more_than_four_decimals_are_answered_with_the_limit_and_not_as_no_number() -> None:
    found = amount_of("86.123456", percent=True)
    assert isinstance(found, Text)
    assert "เกิน 4 ตำแหน่ง" in found.th
    assert "at most 4" in found.en
    assert "ไม่ใช่จำนวน" not in found.th
    assert amount_of("86.1234", percent=True) == Decimal("86.1234")


@given(st.decimals(0, 10**12, places=0), st.none() | st.decimals(0, 10**6, places=0))
def test_what_is_asked_about_is_very_large_or_ten_times_what_stood(amount: Decimal, before: Decimal | None) -> None:
    asked = unusual(amount, before) is not None
    assert asked == (amount > LARGE or (before is not None and amount > 100 and amount > before * 10))


def test_an_unusual_figure_is_kept_when_it_is_saved_once_more_and_nothing_typed_is_lost(
    opened: house.House, cast: Who
) -> None:
    tab = types(page(opened, cast), "999,999,999,999", "20/11/2569")
    assert tab.shows("999,999,999,999 เป็นตัวเลขที่สูงผิดปกติ")
    assert tab.app.text_input[0].value == "999,999,999,999"
    with opened.ground.read() as db:
        assert entered.entries(db, 2570, PLAN, "B-O1") == []
    tab = types(tab, "5", "20/11/2569")
    with opened.ground.read() as db:
        assert [each.amount for each in entered.entries(db, 2570, PLAN, "B-O1")] == [Decimal(5)]
    tab = types(tab, "5000", "21/11/2569", reason="")
    assert tab.shows("ตัวเลขก่อนหน้า 5")
    types(tab, "5000", "21/11/2569", reason="")
    with opened.ground.read() as db:
        assert [each.amount for each in entered.entries(db, 2570, PLAN, "B-O1")] == [Decimal(5000), Decimal(5)]


def test_a_sheet_without_a_readable_mark_says_that_and_speaks_of_nobody_s_privacy(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = uploads(opened, cast, monkeypatch, downloaded(["เต็ม", "ดี", "?"]))
    assert tab.shows("อ่านคะแนนไม่ได้เลยสักแถว")
    assert not tab.shows("ยอดรวมจะบอกคะแนนของแต่ละคน")


# Addresses


def test_nonsense_in_the_address_is_said_and_does_not_stay_in_it(opened: house.House, cast: Who) -> None:
    tab = Tab(opened, cast("ADISA")).open("results", fiscal_year="x", quarter="9", unit="nowhere", project="none")
    assert tab.shows("ระบุไตรมาสที่ไม่มี")
    given = dict(tab.app.query_params)
    assert (given["fiscal_year"], given["quarter"]) == ("2570", "1")
    assert given["project"] == "strong-2570"
    assert "nowhere" not in given.values()


@pytest.mark.parametrize("given_", ["๒๕๗๐", "2570"])
def test_a_year_is_read_in_either_digits(opened: house.House, cast: Who, given_: str) -> None:
    tab = Tab(opened, cast("ADISA")).open("results", fiscal_year=given_)
    assert not tab.shows("ไม่มีข้อมูล จึงแสดง")
    assert tab.app.query_params["fiscal_year"] == "2570"


def published(opened: house.House) -> Web:
    with opened.ground.write() as writing:
        set_to(writing.db, OUTCOMES_PUBLIC, "yes")
    return Web(opened)


def test_a_wrong_year_of_the_open_data_is_answered_in_the_reader_s_language(opened: house.House, cast: Who) -> None:
    client = published(opened).guest()
    answer = client.get("/outcomes?fiscal_year=x", headers={"accept-language": "th"})
    assert answer.status_code == 400
    assert "ไม่ใช่ปี พ.ศ. — เขียนเช่น 2570" in answer.text
    assert "is not a Buddhist year" not in answer.text
    assert client.get("/outcomes?fiscal_year=๒๕๗๐").status_code == 200
    assert client.get("/outcomes.json?fiscal_year=x").json()["error_th"].startswith("fiscal_year=x ไม่ใช่ปี พ.ศ.")


# Phones, readers and paper


def test_the_public_page_s_topics_have_a_line_of_their_own_and_its_links_room_for_a_thumb(
    opened: house.House, cast: Who, clock: Clock
) -> None:
    house.admit_all(
        opened.ground, [house.Draft(f"M{n}", "", f"คนที่ {n}", "", "สำนักงานทดสอบ > กลุ่มงานหนึ่ง") for n in range(8)]
    )
    cast("ADISA")
    with opened.ground.read() as db:
        people = [person for person in opened.ground.directory.everybody(db) if person.code.startswith("M")]
    for person in people:
        walks(opened, person)
    clock.at = datetime(2027, 1, 10, 5, tzinfo=UTC)
    assert close(opened.ground, Period(2570, 1), cast("ADISA").id) is None
    html = published(opened).guest().get("/outcomes").text
    found = Read(html)
    topics = [each for each in found.all("th") if each.get("scope") == "rowgroup"]
    assert topics
    assert all(each["colspan"] == "3" for each in topics)
    assert "<details><summary>ตัวเลขที่ไม่แสดง" in html
    links = re.findall(r'<p class="links">.*?</p>', html)
    assert len(links) == 2
    assert re.search(r"\.links a\{[^}]*min-height:44px", STYLE)


def test_each_way_to_enter_a_figure_has_a_name_of_its_own_and_leads_to_its_indicator(
    opened: house.House, cast: Who
) -> None:
    html = Tab(opened, cast("ADISA")).open("results").html
    links = re.findall(r'href="(/entering[^"]*)"[^>]*>([^<]+)<', html)
    assert len(links) >= 8
    assert len({name for _, name in links}) == len(links)
    for address, name in links:
        assert name.rsplit(" ", 1)[1] == re.search(r"indicator=([A-Z]-[A-Z]\d+)", address)[1]  # type: ignore[index]


def test_what_is_folded_away_on_the_page_is_unfolded_on_paper() -> None:
    for style in ((ROOT / "core" / "look.css").read_text(encoding="utf-8"), STYLE):
        printed = " ".join(re.findall(r"@media print\{.*", style))
        assert "details::details-content{content-visibility:visible!important" in printed


def test_projects_of_figures_by_hand_are_folded_with_how_many_there_are(opened: house.House, cast: Who) -> None:
    with opened.ground.write() as writing:
        entered.enter(writing, replace(entry(date(2026, 11, 20), 4), fiscal_year=2570))
    html = Tab(opened, cast("ADISA")).open("results").html
    folded = re.findall(r'<details class="sj-card sj-plan"><summary>(.*?)</summary>', html)
    assert len(folded) == 3
    assert [each for each in folded if PROJECT in each and "มีตัวเลขแล้ว 1 จาก 3 ตัวชี้วัด" in each]
    assert '<section class="sj-card sj-plan">' in html, "the project that a programme serves is open"


# What is counted


def test_executives_are_no_members_in_the_pledges() -> None:
    with world() as made:
        made.publish("p-2569", 2569)
        made.clock.goes(days=40)
        for n in range(9):
            made.tell(PersonJoined("executive" if n < 3 else "member", ""), f"x{n}", "one")
            if n % 3 == 0:  # one executive, two members
                standing = "executive" if n < 3 else "member"
                made.tell(PledgeSigned("p-2569", "integrity", "v", "", "th", standing, ""), f"x{n}", "one")
        told = {line.standing: (line.people, line.signed) for line in pledge_lines(made.figures(2569, 1, ["p-2569"]))}
        assert told == {"executive": (3, 1), "member": (6, 2)}


def test_the_share_of_a_unit_is_of_all_for_whom_the_programme_is(opened: house.House, cast: Who) -> None:
    walks(opened, cast("ANA"))
    signs(opened, cast("DAO"))
    told = words(Tab(opened, cast("ADISA")).open("results"))
    assert "1/5 · ร้อยละ 20.00" in told
    assert "เรียนจบร้อยละ 20.00" in told


def test_a_figure_of_a_later_day_is_not_in_the_quarter_before() -> None:
    with world() as made:
        made.publish("p-2569", 2569)
        made.clock.goes(days=40)
        made.tell(JOINED, "ann", "one")
        made.clock.at = datetime(2026, 2, 20, tzinfo=UTC)
        for day, amount in ((date(2025, 12, 22), 4), (date(2026, 2, 10), 7)):
            with made.ground.write() as writing:
                entered.enter(writing, replace(entry(day, amount), fiscal_year=2569))
        with made.ground.read() as db:
            said = [snapshot(db, Period(2569, quarter))["entered"][PLAN]["B-O1"]["amount"] for quarter in (1, 2)]
        assert said == ["4", "7"]
        assert close(made.ground, Period(2569, 1), "ann") is None
        with made.ground.read() as db:
            closed = account(db, Period(2569, 1)).closed
        assert closed is not None
        assert closed.account["entered"][PLAN]["B-O1"]["amount"] == "4"


def test_the_manager_s_page_says_when_a_period_was_closed_and_when_it_was_restated(
    opened: house.House, cast: Who, clock: Clock
) -> None:
    walks(opened, cast("ANA"))
    clock.at = datetime(2027, 1, 10, 5, tzinfo=UTC)
    assert close(opened.ground, Period(2570, 1), cast("ADISA").id) is None
    clock.goes(days=30)
    with opened.ground.write() as writing:
        roster.leave(writing, cast("DAO"), "2026-12-01")
    assert restate(opened.ground, Period(2570, 1), cast("ADISA").id, "ดาวออกก่อนสิ้นงวด") is None
    told = words(Tab(opened, cast("ADISA")).open("results", quarter="1", fiscal_year="2570"))
    assert "ปิดงวดแล้วเมื่อ 10 มกราคม พ.ศ. 2570 · ปรับปรุงเมื่อ 9 กุมภาพันธ์ พ.ศ. 2570" in told
