"""Results of earlier years from Google Forms' sheets: marks alone are read, and only totals are kept."""

import csv
import io
import statistics
from collections.abc import Callable, Sequence
from datetime import date, datetime
from fractions import Fraction
from io import BytesIO

import pytest
import streamlit as streamlit_
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from story import Tab
from world import world

import house
from core.db import rows
from core.directory import Person
from core.language import Text
from outcomes.formsheet import Sheet, mark_of, parsed
from outcomes.reported import history_lines
from outcomes.store import history
from outcomes.store.audit import audit
from outcomes.store.history import Brought

Who = Callable[[str], Person]
DOWNLOADED = ["Timestamp", "Username", "Total score", "ชื่อ-สกุล", "ข้อ 1", "ข้อ 1 [Score]", "ข้อ 1 [Feedback]"]
LINKED = ["ประทับเวลา", "ที่อยู่อีเมล", "คะแนน", "ชื่อ-สกุล", "1. ของขวัญคืออะไร"]


@pytest.fixture(autouse=True)
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """app.py stands on the opened house."""
    monkeypatch.setattr(house, "house", lambda: opened)


def sheet(header: Sequence[str], lines: Sequence[Sequence[object]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([header, *lines])
    return out.getvalue().encode("utf-8-sig")


def book(header: Sequence[str], lines: Sequence[Sequence[object]]) -> bytes:
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    page = made.add_worksheet("การตอบแบบฟอร์ม 1")
    day = made.add_format({"num_format": "d/m/yyyy, h:mm:ss"})
    for y, line in enumerate([header, *lines]):
        for x, cell in enumerate(line):
            if isinstance(cell, date):
                page.write_datetime(y, x, cell, day)
            else:
                page.write(y, x, cell)
    made.close()
    return out.getvalue()


def downloaded(scores: Sequence[str]) -> bytes:
    """The CSV that Google Forms gives."""
    return sheet(
        DOWNLOADED,
        [[f"2025/08/{n % 28 + 1:02} 1:05:22 PM GMT+7", f"p{n}@example.go.th", score, f"นาย ก{n}", "ข", score, ""] for n, score in enumerate(scores)],
    )  # fmt: skip


def opened_sheet(raw: bytes) -> Sheet:
    found = parsed(raw)
    assert isinstance(found, Sheet)
    return found


# Reading


def test_the_downloaded_file_says_what_its_marks_are_out_of() -> None:
    found = opened_sheet(downloaded(["8.00 / 10", "5.50 / 10", "10.00 / 10", "0.00 / 10", "7.00 / 10"]))
    assert not found.bare
    assert found.taken(None).marks == {80: 1, 55: 1, 100: 1, 0: 1, 70: 1}
    assert found.days == tuple(date(2025, 8, n) for n in range(1, 6))


def test_the_linked_sheet_as_a_workbook_has_bare_numbers_and_real_days() -> None:
    lines = [[datetime(2025, 8, n, 13, 5), "a@b.c", n, "นาย ก", "ข"] for n in range(1, 7)]  # noqa: DTZ001
    found = opened_sheet(book(LINKED, lines))
    assert found.bare
    assert found.taken(Fraction(8)).marks == {Fraction(n, 8) * 100: 1 for n in range(1, 7)}
    assert (found.days[0], found.days[-1]) == (date(2025, 8, 1), date(2025, 8, 6))
    assert len(found.taken(None).refused) == 6


def test_names_addresses_and_answers_are_not_read() -> None:
    found = opened_sheet(downloaded(["8 / 10", "ฉันชื่อ นาย ข"]))
    assert "example.go.th" not in repr(found)
    assert "นาย ก" not in repr(found)
    assert set(Sheet.__slots__) == {"said", "days"}


@pytest.mark.parametrize(
    ("text", "full", "mark"),
    [
        ("8 / 10", None, Fraction(80)),
        ("8/10", None, Fraction(80)),
        ("8.25 / 11", None, Fraction(75)),
        ("8", Fraction(10), Fraction(80)),
        ("8.333333333333334", Fraction(10), Fraction("83.33333333333334")),
        ("8 / 10", Fraction(20), Fraction(80)),
        ("11 / 10", None, "over the full marks"),
        ("8", None, "give the full marks"),
        ("8 / 0", None, "give the full marks"),
        ("-1", Fraction(10), "cannot be read"),
        ("2025-10-08", Fraction(10), "cannot be read"),
        ("", Fraction(10), "there is no mark"),
    ],
)
def test_a_mark_is_a_share_of_full_marks_or_says_what_is_wrong(
    text: str, full: Fraction | None, mark: Fraction | str
) -> None:
    found = mark_of(text, full)
    assert found == mark if isinstance(mark, Fraction) else isinstance(found, Text) and mark in found.en


@pytest.mark.parametrize(
    ("times", "days"),
    [
        (["21/11/2568, 13:05:22", "3/11/2568, 8:00:00"], [date(2025, 11, 3), date(2025, 11, 21)]),
        (["11/21/2025 13:05:22", "3/11/2025 8:00:00"], [date(2025, 3, 11), date(2025, 11, 21)]),
        (["๒๑/๑๑/๒๕๖๘, ๑๓:๐๕:๒๒", "31/2/2568", "เมื่อวาน", ""], [date(2025, 11, 21)]),
        (["2025-11-21T13:05:22"], [date(2025, 11, 21)]),
    ],
)
def test_days_are_read_as_the_sheet_s_country_writes_them(times: list[str], days: list[date]) -> None:
    found = opened_sheet(sheet(LINKED, [[time, "", "8 / 10", "", ""] for time in times]))
    assert list(found.days) == days


def test_a_file_without_a_column_of_marks_says_so() -> None:
    found = parsed(sheet(["ประทับเวลา", "ข้อ 1 [Score]"], [["1/1/2568", "1 / 1"]]))
    assert isinstance(found, Text)
    assert "Total score" in found.en


@given(st.binary(max_size=300))
def test_whatever_file_is_given_it_is_read_or_answered(raw: bytes) -> None:
    found = parsed(raw)
    assert isinstance(found, Text) or found.taken(None).totals.n <= len(found.said)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(30, 40)), min_size=2, max_size=30))
def test_totals_are_exact_and_those_of_the_standard_library(scores: list[tuple[int, int]]) -> None:
    found = opened_sheet(downloaded([f"{mark}.00 / {full}" for mark, full in scores])).taken(None).totals
    marks = [Fraction(mark, full) * 100 for mark, full in scores]
    assert (found.n, found.mean, found.variance) == (len(marks), statistics.mean(marks), statistics.variance(marks))


# Kept


@pytest.mark.parametrize(
    "column",
    ["id", "fiscal_year", "label", "moment", "people", "mean", "variance", "note", "salt", "by", "at", "withdrawn"],
)
@pytest.mark.parametrize("withdrawn", [False, True])
def test_the_audit_finds_a_change_of_any_column(column: str, withdrawn: bool) -> None:
    with world() as made:
        found = Brought("h1", 2568, "STRONG", "pre", 9, Fraction(50), Fraction(1, 3), "", "boss", made.clock())
        with made.ground.write() as writing:
            history.bring(writing, found)
            if withdrawn:
                assert history.withdraw(writing, "h1", "boss")
                assert not history.withdraw(writing, "h1", "boss")
        with made.ground.store.write() as db:
            assert list(audit(db, {})) == []
            more = "+ 1" if column in ("fiscal_year", "people") else "|| '0'"
            db.conn.execute(f"update outcomes_history set {column} = {column} {more}")
            assert any("history" in each.place for each in audit(db, {}))
            db.conn.execute("delete from outcomes_history")
            assert len(list(audit(db, {}))) == 1


# The page


def uploads(opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch, raw: bytes | None) -> Tab:
    """The page, with a file in the uploader until one is brought in."""
    monkeypatch.setattr(
        streamlit_, "file_uploader", lambda *_, key, **__: BytesIO(raw) if raw and key == "history/0" else None
    )
    return Tab(opened, cast("ADISA")).open("history")


def named(tab: Tab, label: str = "แบบทดสอบ STRONG", moment: str = "pre") -> Tab:
    tab.app.text_input[-2].set_value(label)
    tab.app.radio[0].set_value(moment)
    return tab.submit()


SCORES = ["8 / 10", "5 / 10", "10 / 10", "0 / 10", "7 / 10", "เต็ม"]


def test_the_page_is_for_those_over_the_whole_organisation(opened: house.House, cast: Who) -> None:
    assert Tab(opened, cast("BENTO")).open("history").shows("ผู้ดูแลระบบของทั้งหน่วยงาน")


def test_a_sheet_is_looked_through_and_then_kept_as_totals(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = uploads(opened, cast, monkeypatch, downloaded(SCORES))
    for said in ("60.00", "38.08", "1 ส.ค. 2568", "6 ส.ค. 2568", "คะแนน “เต็ม” อ่านไม่ได้"):
        assert tab.shows(said), said
    assert tab.app.selectbox[0].value == 2568
    tab.submit()
    assert tab.shows("ยังไม่มีชื่อแบบทดสอบ")
    assert tab.shows("เลือกว่าทำก่อนเรียนหรือหลังเรียน")
    named(tab)
    assert tab.shows("ปี 2568 · แบบทดสอบ STRONG · ก่อนเรียน")
    assert tab.shows("5 คน · ค่าเฉลี่ยร้อยละ 60.00")
    with opened.ground.read() as db:
        (kept,) = rows(db, "select * from outcomes_history")
        assert (kept["people"], kept["mean"], kept["variance"]) == (5, "60", "1450")
        assert "@" not in str(kept)
        (line,) = history_lines(db)
        assert (line.fiscal_year, line.people, line.pre_mean, line.post_mean) == (2568, 5, 60, None)
        assert "1 แถว" in line.note
    assert list(opened.audit()) == []


def test_the_same_twice_is_refused_and_can_be_withdrawn(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    named(uploads(opened, cast, monkeypatch, downloaded(SCORES)))
    tab = named(uploads(opened, cast, monkeypatch, downloaded(SCORES)))
    assert tab.shows("อยู่แล้ว — ใช้ชื่ออื่น หรือถอนของเดิมก่อน")
    assert tab.app.text_input[-2].value == "แบบทดสอบ STRONG"
    named(tab, moment="post")
    with opened.ground.read() as db:
        (line,) = history_lines(db)
        assert (line.pre_mean, line.post_mean) == (60, 60)
        first = history.brought(db)[0].id
    tab.click(f"back/{first}").click(f"go/{first}")
    assert tab.shows("ถอนแล้ว")
    with opened.ground.read() as db:
        assert len(history.brought(db)) == 1
    assert list(opened.audit()) == []


def test_bare_marks_ask_what_they_are_out_of(opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch) -> None:
    tab = uploads(opened, cast, monkeypatch, downloaded(["8", "5", "10", "0", "7"]))
    assert tab.shows("ใส่คะแนนเต็มก่อน")
    for typed in ("0", "สิบ"):
        tab.app.text_input[0].set_value(typed)
        assert tab.run().shows("ไม่ใช่คะแนนเต็ม")
    tab.app.text_input[0].set_value("๒๐")
    assert tab.run().shows("30.00")


def test_fewer_than_five_people_are_not_brought_in(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = uploads(opened, cast, monkeypatch, downloaded(["8 / 10", "5 / 10", "6 / 10", "7 / 10"]))
    assert tab.shows("น้อยกว่า 5 คน")
    assert not tab.shows("65.00")
    assert list(tab.app.form_submit_button) == []
