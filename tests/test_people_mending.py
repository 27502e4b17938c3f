"""Refused rows beside the others: shown, taken along to be mended, left out by choice, and never a reason to leave."""

from collections.abc import Callable, Sequence

import pytest
import streamlit as st
from conftest import CAST, OFFICE
from hypothesis import given, strategies
from story import Chosen, Tab
from test_core_shown import book
from test_people_review import ONE, TODAY, TWO, csv, kinds, seen, someone

import house
from core.directory import Person
from core.ground import Ground
from core.table import cells, to_csv
from core.table import given as undefused
from people.admission import Admitted, admit_all, look
from people.columns import COLUMNS, taken_out, unread
from people.importing import bring
from people.marks import piled
from people.mending import mending
from people.person import Draft, wrongs
from people.sheet import parsed
from people.store.directory import Roster

Who = Callable[[str], Person]
HEAD = "ลำดับ,รหัส,ชื่อ,หน่วยงาน,บทบาท,ตำแหน่ง"
TEXT = "\n".join(
    [
        HEAD,
        f"1,NEW,ใหม่ เอี่ยม,{ONE},,",
        f"2,ANA,อานา ทดสอบ,{TWO},,",
        f"3,DAO,ดาว ทดสอบ,{TWO},หัวหน้า,=cmd|' /C calc'!A0",
        f"4,DUP,คนซ้ำ,{ONE},,-",
        f"5,DUP,คนซ้ำ อีกคน,{ONE},,",
        f"6,BENTO,เบนโต ทดสอบ,{OFFICE} > ที่ใหม่,หัวหน้า,",
    ]
)


@pytest.fixture
def office(ground: Ground) -> Ground:
    admit_all(ground, CAST)
    return ground


# The review


def test_the_others_are_looked_at_although_rows_are_refused(office: Ground) -> None:
    found = seen(office, parsed(TEXT.encode()))
    assert kinds(found) == ["new", "changed", "refused", "refused", "refused", "refused"]
    assert sorted({each.row for each in found.refused}) == [4, 5, 6, 7], "of two rows with one code neither is taken"
    assert found.made == (), "a refused row makes no unit"
    assert not found.ready
    assert found.others_ready


def test_nobody_is_missing_while_a_row_is_refused(office: Ground) -> None:
    sheet = csv("code,name,unit,role", f"BENTO,เบนโต ทดสอบ,{ONE},", f"X,อานา ทดสอบ,{ONE},หัวหน้า")
    assert seen(office, sheet).missing == (), "Ana may be who is meant by the refused row"
    mended = csv("code,name,unit,role", f"BENTO,เบนโต ทดสอบ,{ONE},")
    assert [person.code for person in seen(office, mended).missing] == ["ANA"]


def test_what_leans_on_a_refused_row_is_refused_too(office: Ground) -> None:
    sheet = csv("code,name,unit,also,since", f"N1,ใหม่,{OFFICE} > สาม,,1/1/2575", f"ANA,อานา ทดสอบ,{ONE},สาม,")
    found = seen(office, sheet)
    assert kinds(found) == ["refused", "refused"]
    assert found.made == ()


def test_the_others_are_written_by_choice_alone_and_a_refused_row_does_nothing(
    office: Ground, opened: house.House
) -> None:
    sheet = parsed(TEXT.encode())
    found = seen(office, sheet)
    assert bring(office, sheet.drafts, found, refused=sheet.refusals) is None
    before = someone(office, "DAO"), someone(office, "BENTO")
    done = bring(office, sheet.drafts, found, refused=sheet.refusals, leave_out=True, leavers=[before[1].id])
    assert done == Admitted(1, 1, 0)
    assert (someone(office, "DAO"), someone(office, "BENTO")) == before, "nor do they leave who were ticked somehow"
    with office.read() as db:
        assert Roster().by_code(db, "DUP") is None
        assert "ที่ใหม่" not in [unit.name.th for unit in Roster().units(db).values()]
    assert list(opened.audit()) == []


# The sheet to mend


def test_the_refused_rows_can_be_taken_along_with_their_own_columns_and_the_reason() -> None:
    raw = TEXT.encode()
    found = mending(raw, parsed(raw).refusals, "th")
    assert found.startswith(b"\xef\xbb\xbf"), "Excel reads Thai by it"
    table = cells(found)
    assert isinstance(table, list)
    assert table[0] == [*HEAD.split(","), "สิ่งที่ต้องแก้"]
    assert [line[:3] for line in table[1:]] == [
        ["3", "DAO", "ดาว ทดสอบ"], ["4", "DUP", "คนซ้ำ"], ["5", "DUP", "คนซ้ำ อีกคน"], ["6", "BENTO", "เบนโต ทดสอบ"],
    ]  # fmt: skip
    assert table[1][5] == "'=cmd|' /C calc'!A0", "no cell is a formula"
    assert table[2][5] == "-", "a dash alone is none"
    assert "ไม่มีบทบาท" in table[1][-1]
    assert mending(raw, (), "th") == b""
    assert mending(b"", parsed(b"").refusals, "th") == b""


def test_mended_it_comes_in_alone_and_nobody_else_is_asked_about(office: Ground) -> None:
    first = parsed(TEXT.encode())
    bring(office, first.drafts, seen(office, first), refused=first.refusals, leave_out=True)
    raw = mending(TEXT.encode(), seen(office, first).refused, "th").decode("utf-8-sig").replace("หัวหน้า", "วิทยากร")
    raw = raw.replace("DUP,คนซ้ำ อีกคน", "DUP2,คนซ้ำ อีกคน")
    sheet = parsed(raw.encode())
    assert (sheet.refusals, taken_out(raw.encode()), unread(raw.encode())) == ((), True, ("ลำดับ",))
    assert sheet.drafts[0].position == "=cmd|' /C calc'!A0", "as it was in the first sheet"
    with office.read() as db:
        found = look(db, sheet.drafts, TODAY, missing=not taken_out(raw.encode()))
    assert found.missing == ()
    assert found.ready
    assert bring(office, sheet.drafts, found, missing=False) == Admitted(2, 2, 0)
    assert not taken_out(TEXT.encode())


@given(strategies.lists(strategies.text(strategies.characters(codec="utf-8", exclude_characters="\r\0"), min_size=1)))
def test_no_text_becomes_a_formula_and_each_is_given_back(row: list[str]) -> None:
    found = cells(to_csv([["head", *row, "x"]]))
    if isinstance(found, list) and len(found) == 1:
        assert all(len(cell) < 2 or cell[0] not in "=+-@\t" for cell in found[0])
        if len(found[0]) == len(row) + 2 and not any(cell.startswith("'") for cell in row):
            assert [undefused(cell) for cell in found[0][1:-1]] == row


# Zeros


def test_codes_that_may_have_lost_their_zeros_are_named(office: Ground) -> None:
    admit_all(office, [Draft("0012", "", "มีศูนย์", "", ONE), Draft("0345", "", "มีศูนย์ด้วย", "", ONE)])
    rows: Sequence[Sequence[object]] = [
        ["รหัส", "ชื่อ", "หน่วยงาน"],
        [78, "ใหม่ ก", ONE],
        [12345, "ใหม่ ข", ONE],
        ["X9", "ใหม่ ค", ONE],
    ]
    raw = book([[(value, "General") for value in row] for row in rows])
    found = seen(office, parsed(raw))
    assert (found.length, [row.draft.code for row in found.short]) == (4, ["78"])
    shown = book([[(value, "0000" if isinstance(value, int) else "@") for value in row] for row in rows])
    assert seen(office, parsed(shown)).short == [], "the format says the zeros"


@pytest.mark.parametrize("others", [[], ["123", "4567"], ["0012", "00345"], ["A01"]])
def test_no_alarm_where_it_cannot_be_told(office: Ground, others: list[str]) -> None:
    lines = [f"{code},คนที่ {code},{ONE}" for code in [*others, "78"]]
    assert seen(office, csv("code,name,unit", *lines)).short == []


# Marks


@pytest.mark.parametrize("name", ["น้ำผึ้ง ผู้ใหญ่", "สิทธิ์ ปิ่นแก้ว", "ที่ ก็", "ฟ้อนํ้า", "ธุ์ ฏิ์", "พฺยฺตฺ", "Zoë Nguyễn", "สมฤทธิ์ กี้"])
def test_names_as_they_are_written_are_taken(name: str) -> None:
    assert [*wrongs(Draft("1", "", name, "", OFFICE))] == []


@pytest.mark.parametrize("name", ["ก้้้้้้ ข", "กิ้์ ข", "Z̷̢̛o ข"])
def test_a_stack_of_marks_is_refused_with_the_place(name: str) -> None:
    sheet = csv("code,name,unit", f"1,{name},{OFFICE}")
    ((row, why),) = [(each.row, each.why) for each in sheet.refusals]
    assert row == 2
    assert f"“{piled(name)}”" in why.th
    assert 0 < len(piled(name)) <= 3


# A file that is something else


@pytest.mark.parametrize(
    "raw",
    ["ชื่อไฟล์ผิด".encode(), b"just a text\nthat was renamed.xlsx", b"PK\x03\x04 and no workbook", b'name,unit\n"' + b"x" * 200_000],
)  # fmt: skip
def test_a_file_that_is_something_else_is_answered_in_the_reader_s_language(raw: bytes) -> None:
    (refusal,) = parsed(raw).refusals
    latin = {"Excel", "XLSX", "CSV", "UTF-8"}
    words = "".join(c if c.isascii() and (c.isalnum() or c == "-") else " " for c in refusal.why.th).split()
    assert {word for word in words if word[0].isalpha()} <= latin
    assert " — " in refusal.why.th


# The page


def upload(monkeypatch: pytest.MonkeyPatch, text: str | bytes | None, name: str = "people.csv") -> None:
    monkeypatch.setattr(st, "file_uploader", lambda *_, **__: None if text is None else Chosen(text, name))


def test_on_the_page_the_others_show_and_are_written_once_they_are_chosen(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "house", lambda: opened)
    adisa = cast("ADISA")
    upload(monkeypatch, TEXT, "รายชื่อ 2570.csv")
    tab = Tab(opened, adisa).open("import")
    assert tab.shows("ต้องแก้ 4 แถว")
    assert tab.shows("ใหม่ทั้งหมด 1 คน")
    assert tab.shows("ปรับข้อมูล 1 คน")
    assert "import/go" not in tab.keys, "only by choice"
    tab.app.checkbox(key="import/out").check()
    tab.run()
    assert tab.app.button(key="import/go").label == "บันทึก 2 คน: ใหม่ 1 · ปรับ 1"
    tab.click("import/go")
    assert tab.app.success[0].value == "ใหม่ 1 ปรับ 1 คงเดิม 0 เว้นไว้ 4 แถวที่ต้องแก้"
    upload(monkeypatch, TEXT.replace("หัวหน้า", ""))
    assert not tab.open("import").app.checkbox(key="import/out").value, "another file begins without it"


def test_a_mended_sheet_on_the_page_asks_about_nobody_else(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "house", lambda: opened)
    cast("ADISA")
    upload(monkeypatch, f"code,name,unit,to mend\nNEW,ใหม่,{ONE},the role\n")
    tab = Tab(opened, cast("ADISA")).open("import")
    assert not tab.shows("ไม่อยู่ในแฟ้ม")
    assert "import/go" in tab.keys


def test_the_empty_sheet_to_begin_with_can_be_read() -> None:
    head = ",".join(words[1] for words in COLUMNS.values())
    assert unread(f"{head}\n1".encode()) == ()


def test_before_an_import_is_undone_everybody_is_named_with_what_it_did(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "house", lambda: opened)
    adisa = cast("ADISA")
    upload(monkeypatch, f"code,name,unit\nANA,อานา <ใหม่>,{TWO}\nN1,ใหม่ เอี่ยม,{TWO} > ที่ใหม่\n", "ต.ค. <2569>.csv")
    tab = Tab(opened, adisa).open("import")
    tab.click("import/go")
    upload(monkeypatch, None)
    tab.open("import")
    assert tab.shows("ต.ค. <2569>.csv")
    assert "<2569>" not in tab.html, "escaped"
    (undo,) = [key for key in tab.keys if key and key.startswith("undo/")]
    tab.click(undo)
    assert tab.shows("23 พ.ย. 2569 12:00 · นางอดิสา ทดสอบ")
    assert tab.shows("ชื่อ: อานา ทดสอบ → อานา <ใหม่> · ย้าย: กลุ่มงานหนึ่ง → กลุ่มงานสอง")
    assert tab.shows("เพิ่มเข้าบัญชี")
    assert tab.shows("ถ้าไม่มีใครอยู่แล้ว: ที่ใหม่")
    tab.click("undo/go")
    with opened.ground.read() as db:
        assert "ที่ใหม่" not in [unit.name.th for unit in Roster().units(db).values()]
    assert list(opened.audit()) == []


def test_a_long_import_is_shown_in_pages(opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "house", lambda: opened)
    upload(monkeypatch, "code,name,unit\n" + "".join(f"N{n},คนที่ {n},{TWO}\n" for n in range(60)))
    tab = Tab(opened, cast("ADISA")).open("import").click("import/go")
    upload(monkeypatch, None)
    tab.open("import").click(next(key for key in tab.keys if key and key.startswith("undo/")))
    assert tab.html.count("เพิ่มเข้าบัญชี") == 50
    assert tab.shows("คนที่ 49")
    assert not tab.shows("คนที่ 50")
