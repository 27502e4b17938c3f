"""A sheet's review: what it would do is said row by row before anything is written, and written as it was said."""

import io
import tempfile
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from conftest import CAST, NOON, OFFICE
from hypothesis import given, settings
from hypothesis import strategies as st

import house
from core.calendar import local_day
from core.day import day_of, written
from core.directory import Person
from core.ground import Ground
from core.record import head, of_kind
from people.admission import Admitted, Beyond, admit_all, look
from people.columns import STAIRS
from people.importing import bring
from people.matching import OTHER
from people.person import Draft
from people.review import Review
from people.sheet import Sheet, parsed
from people.store import roster
from people.store.directory import Roster

ONE, TWO = f"{OFFICE} > กลุ่มงานหนึ่ง", f"{OFFICE} > กลุ่มงานสอง"
TODAY = local_day(NOON)


def book(rows: Sequence[Sequence[object]], *, empty_first: bool = False, **options: object) -> bytes:
    """A workbook with these cells."""
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    day = made.add_format({"num_format": "dd/mm/yyyy"})
    if empty_first:
        made.add_worksheet("ว่าง")
    sheet = made.add_worksheet("รายชื่อ")
    for y, row in enumerate(rows):
        for x, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(y, x, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001
            else:
                sheet.write(y, x, value)
    made.close()
    return out.getvalue()


def csv(*lines: str) -> Sheet:
    return parsed("\n".join(lines).encode())


def seen(ground: Ground, sheet: Sheet, who: Person | None = None, decided: dict[int, str] | None = None) -> Review:
    with ground.read() as db:
        return look(db, sheet.drafts, TODAY, who, refused=sheet.refusals, decided=decided)


def kinds(review: Review) -> list[str]:
    return [row.what for row in review.rows]


def someone(ground: Ground, code: str) -> Person:
    with ground.read() as db:
        person = Roster().by_code(db, code)
    assert person is not None
    return person


@pytest.fixture
def office(ground: Ground) -> Ground:
    """The cast on the roster."""
    admit_all(ground, CAST)
    return ground


# The file


def test_a_workbook_and_a_csv_go_the_same_way() -> None:
    rows: list[list[object]] = [
        ["บัญชีรายชื่อ", "", "", ""],
        [],
        ["รหัส", "ชื่อ", "หน่วยงาน", "ตั้งแต่วันที่", "ผู้บริหาร"],
        [12345.0, "ก ข", OFFICE, date(2026, 3, 1), True],
        ["0007", "ค ง", OFFICE, "1/3/2569", False],
    ]
    found = parsed(book(rows, empty_first=True))
    text = "\n".join(
        [
            "บัญชีรายชื่อ,,,",
            "",
            "รหัส,ชื่อ,หน่วยงาน,ตั้งแต่วันที่,ผู้บริหาร",
            f"12345,ก ข,{OFFICE},2026-03-01,true",
            f"0007,ค ง,{OFFICE},1/3/2569,",
        ]
    )
    assert found == parsed(text.encode())
    assert [(draft.code, draft.leads, draft.row) for draft in found.drafts] == [("12345", True, 4), ("0007", False, 5)]


def test_a_workbook_s_mistakes_name_the_row_that_excel_shows() -> None:
    found = parsed(book([["ชื่อ", "หน่วยงาน"], [], ["ก ข", ""]]))
    assert [(refusal.row, refusal.why.en.split(" — ")[0]) for refusal in found.refusals] == [(3, "the unit is missing")]


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in parts.items():
            archive.writestr(name, raw)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (zipped({"xl/workbook.xml": b"<workbook/>" * 50}), "the workbook cannot be read"),
        (zipped({"xl/workbook.xml": b"", "xl/bomb.xml": b"\0" * 70_000_000}), "the workbook is too large inside"),
        (zipped({f"xl/{n}.xml": b"" for n in range(1001)}), "the workbook is too large inside"),
        (zipped({"content.xml": b"<office/>"}), "this is not an Excel workbook (XLSX)"),
        (book([["ชื่อ"]])[:-40], "the workbook cannot be read"),
        (OLE, "this is a workbook of the old kind (.xls)"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "the workbook has a password"),
        (book([]), "the file is empty"),
    ],
)
def test_a_workbook_that_cannot_be_read_says_what_to_do(raw: bytes, said: str) -> None:
    (refusal,) = parsed(raw).refusals
    assert refusal.why.en.startswith(said)
    assert " — " in refusal.why.en
    assert " — " in refusal.why.th


@given(st.binary(max_size=200))
@settings(derandomize=True, deadline=None, max_examples=60)
def test_any_bytes_behind_a_zip_s_beginning_are_refused_in_words(raw: bytes) -> None:
    whole = book([["ชื่อ", "หน่วยงาน"], ["ก", "ข"]])
    for each in (b"PK\x03\x04" + raw, whole[: len(whole) // 2] + raw, whole[:-22] + raw):
        found = parsed(each)
        assert found.refusals
        assert all(refusal.why.th for refusal in found.refusals)


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    for text in (
        written(day, "th"),
        written(day, "en"),
        f"{day.day}.{day.month}.{day.year}",
        f"{day.year + 543}-{day.month}-{day.day}",
    ):
        assert day_of(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("๑/๓/๒๕๖๙", date(2026, 3, 1)),
        ("1 มี.ค. 2569", date(2026, 3, 1)),
        ("1 มีนาคม พ.ศ. 2569", date(2026, 3, 1)),
        ("2026-03-01 00:00:00", date(2026, 3, 1)),
        ("31/4/2569", None),
        ("1/3/69", None),
        ("มีนาคม", None),
        ("", None),
    ],
)
def test_days_as_offices_write_them(text: str, day: date | None) -> None:
    assert day_of(text) == day


def test_separate_columns_are_the_way_from_the_top_down_where_the_unit_is_empty() -> None:
    sheet = csv("ชื่อ,หน่วยงาน,จังหวัด,อำเภอ,office,กลุ่มงาน", "ก,,ก1,ข1,,ง1", "ข,สำนักงาน,ก1,,,", "ค,,,,ค1,")
    assert [draft.unit for draft in sheet.drafts] == ["ก1 > ข1 > ง1", "สำนักงาน", "ค1"]
    for name, words in STAIRS.items():
        for word in words:
            assert csv(f"name,{word}", "ก,ข").drafts[0].units == ("ข",), name


# What a sheet would do


def test_new_changed_and_unchanged_are_told_apart_field_by_field(office: Ground) -> None:
    sheet = csv(
        "code,title,name,position,unit,role,executive",
        f"NEW,นาย,ใหม่ เอี่ยม,,{TWO},,",
        f"ana,นางสาว,อานา นามใหม่,หัวหน้า,{TWO},trainer,ใช่",
        f"DAO,นางสาว,ดาว ทดสอบ,พยาบาลวิชาชีพ,{TWO},,",
    )
    found = seen(office, sheet)
    assert kinds(found) == ["new", "changed", "unchanged"]
    dao = someone(office, "DAO")
    assert [(each.field, each.before, each.after) for each in found.rows[1].changes] == [
        ("name", "อานา ทดสอบ", "อานา นามใหม่"),
        ("position", "พยาบาลวิชาชีพ", "หัวหน้า"),
        ("executive", "", "yes"),
        ("unit", someone(office, "ANA").unit, dao.unit),
        ("role", "", "trainer"),
    ]
    assert found.ready
    with office.read() as db:
        before = head(db)
    assert bring(office, sheet.drafts, found) == Admitted(1, 1, 1)
    assert someone(office, "ANA").name == "อานา นามใหม่"
    with office.read() as db:
        (said,) = [fact.body for fact in of_kind(db, "SheetImported")]
        assert head(db) != before
    assert said == {"new": 1, "changed": 1, "left": 0}
    assert kinds(seen(office, sheet)) == ["unchanged"] * 3


def test_what_has_no_column_is_left_as_it_is_and_an_empty_cell_empties(office: Ground) -> None:
    bento = someone(office, "BENTO")
    sheet = csv("code,name,unit", f"BENTO,{bento.name},{ONE}")
    assert kinds(seen(office, sheet)) == ["unchanged"]
    emptied = csv("code,name,unit,position", f"BENTO,{bento.name},{ONE},")
    bring(office, emptied.drafts, seen(office, emptied))
    after = someone(office, "BENTO")
    assert (after.position, after.title, after.executive, after.grants) == ("", "นาย", True, bento.grants)


def test_a_namesake_is_a_question_and_its_answer_is_written(office: Ground, opened: house.House) -> None:
    sheet = csv("code,name,unit", f"X1,ดาว ทดสอบ,{ONE}")
    found = seen(office, sheet)
    assert kinds(found) == ["doubtful"]
    assert not found.ready
    assert bring(office, sheet.drafts, found) is None
    dao = someone(office, "DAO")
    (alike,) = found.rows[0].alike
    assert alike.person == dao

    same = seen(office, sheet, decided={2: alike.key})
    assert [(row.what, row.person) for row in same.rows] == [("changed", dao)]
    other = seen(office, sheet, decided={2: OTHER})
    assert kinds(other) == ["new"]
    assert bring(office, sheet.drafts, other, decided={2: OTHER}) == Admitted(1, 0, 0)
    assert (someone(office, "X1").unit, someone(office, "DAO")) == (someone(office, "ANA").unit, dao)
    assert kinds(seen(office, sheet)) == ["unchanged"], "once decided it is known by its code"
    assert list(opened.audit()) == []


def test_the_same_person_keeps_the_code_and_moves(office: Ground) -> None:
    dao, sheet = someone(office, "DAO"), csv("code,name,unit", f"X1,ดาว ทดสอบ,{ONE}")
    decided = {2: dao.id}
    bring(office, sheet.drafts, seen(office, sheet, decided=decided), decided=decided)
    after = someone(office, "DAO")
    assert (after.id, after.code, after.unit) == (dao.id, "DAO", someone(office, "ANA").unit)
    with office.read() as db:
        assert Roster().by_code(db, "X1") is None


def test_two_rows_of_one_name_are_asked_about_and_the_later_may_be_left_out(office: Ground) -> None:
    sheet = csv("code,name,unit", f"X1,ก ข,{ONE}", f"X2,ก ข,{TWO}", f"DAO,ดาว ทดสอบ,{TWO}", f",ดาว ทดสอบ,{ONE}")
    found = seen(office, sheet)
    assert kinds(found) == ["new", "doubtful", "unchanged", "doubtful"]
    assert [[each.key for each in row.alike] for row in found.of("doubtful")] == [["row 2"], ["row 4"]]
    decided = {3: "row 2", 5: OTHER}
    again = seen(office, sheet, decided=decided)
    assert kinds(again) == ["new", "left out", "unchanged", "new"]
    assert bring(office, sheet.drafts, again, decided=decided) == Admitted(2, 0, 1)


def test_without_a_code_one_of_two_of_the_same_name_in_a_unit_is_a_question_and_never_a_third(office: Ground) -> None:
    admit_all(office, [Draft("D2", "", "ดาว ทดสอบ", "", TWO)])
    found = seen(office, csv("name,unit", f"ดาว ทดสอบ,{TWO}"))
    assert kinds(found) == ["doubtful"]
    assert {each.person.code for each in found.rows[0].alike if each.person} == {"DAO", "D2"}


def test_a_namesake_beyond_reach_is_said_without_a_name_or_place(office: Ground) -> None:
    admit_all(office, [Draft("UNA", "", "อูนา", "", TWO, "administrator")])
    una = someone(office, "UNA")
    found = seen(office, csv("code,name,unit", f"X1,อานา ทดสอบ,{TWO}"), una)
    (row,) = found.rows
    assert row.what == "doubtful"
    assert [(each.person, each.row, each.key) for each in row.alike] == [(None, 0, "beyond")]
    assert kinds(seen(office, csv("code,name,unit", f"X1,อานา ทดสอบ,{TWO}"), una, {2: "beyond"})) == ["left out"]


def test_a_person_of_a_unit_that_is_not_in_the_sheet_is_missing_and_stays_unless_ticked(office: Ground) -> None:
    sheet = csv("code,name,unit", f"ANA,อานา ทดสอบ,{ONE}")
    found = seen(office, sheet)
    assert [person.code for person in found.missing] == ["BENTO"], "of the units that the sheet speaks of alone"
    assert bring(office, sheet.drafts, found) == Admitted(0, 0, 1)
    assert someone(office, "BENTO").active
    dao, bento = someone(office, "DAO"), someone(office, "BENTO")
    done = bring(office, sheet.drafts, found, leavers=[bento.id, dao.id], on="2026-11-01")
    assert done == Admitted(0, 0, 1, left=1)
    assert not someone(office, "BENTO").active
    assert someone(office, "DAO").active, "who is not missing cannot be made to leave by it"
    with office.read() as db:
        assert [fact.body for fact in of_kind(db, "PersonLeft")] == [{"on": "2026-11-01"}]


def test_whoever_brings_the_sheet_is_never_missing(office: Ground) -> None:
    adisa = someone(office, "ADISA")
    sheet = csv("code,name,unit", f"NEW,ใหม่,{OFFICE}")
    assert [person.code for person in seen(office, sheet, adisa).missing] == ["TAM"]
    assert [person.code for person in seen(office, sheet).missing] == ["TAM"], "nor the last who administers the whole"


def test_a_move_of_march_is_told_with_its_day_and_one_to_come_is_refused(office: Ground) -> None:
    dao = someone(office, "DAO")
    sheet = csv("code,name,unit,since", f"DAO,ดาว ทดสอบ,{ONE},1/3/2569", f"ANA,อานา ทดสอบ,{ONE},1/3/2575")
    found = seen(office, sheet)
    assert found.rows[0].on == "2026-03-01"
    assert kinds(found) == ["changed", "unchanged"], "a day says nothing of who does not move"
    bring(office, sheet.drafts, found)
    with office.read() as db:
        (fact,) = of_kind(db, "UnitChanged")
    assert fact.body == {"before": dao.unit, "on": "2026-03-01"}
    late = seen(office, csv("code,name,unit,since", f"ANA,อานา ทดสอบ,{TWO},1/3/2575"))
    assert [(each.row, "still to come" in each.why.en) for each in late.refused] == [(2, True)]


def test_secondary_units_are_kept_told_and_never_the_home_unit(office: Ground, opened: house.House) -> None:
    sheet = csv(
        "code,name,unit,also", f"ANA,อานา ทดสอบ,{ONE},กลุ่มงานสอง; {OFFICE};{ONE}", f"N1,ใหม่,{OFFICE} > สาม,กลุ่มงานสอง"
    )
    found = seen(office, sheet)
    bring(office, sheet.drafts, found)
    dao, ana = someone(office, "DAO"), someone(office, "ANA")
    assert set(ana.also) == {dao.unit, someone(office, "ADISA").unit}
    assert someone(office, "N1").also == (dao.unit,)
    assert kinds(seen(office, sheet)) == ["unchanged"] * 2
    with office.read() as db:
        assert sorted(fact.body["units"] for fact in of_kind(db, "PersonAlsoIn")) == sorted(
            [[dao.unit], sorted(ana.also)]
        )
        assert [person.code for person in Roster().everybody(db, frozenset([dao.unit]))] == ["DAO"], "counted at home"

    moved = csv("code,name,unit", f"ANA,อานา ทดสอบ,{TWO}")
    bring(office, moved.drafts, seen(office, moved))
    assert someone(office, "ANA").also == (someone(office, "ADISA").unit,)
    gone = csv("code,name,unit,also", f"ANA,อานา ทดสอบ,{TWO},")
    bring(office, gone.drafts, seen(office, gone))
    assert someone(office, "ANA").also == ()
    assert list(opened.audit()) == []


def test_a_secondary_unit_that_is_nowhere_is_refused_unless_a_row_makes_it(office: Ground) -> None:
    wrong = seen(office, csv("code,name,unit,also", f"ANA,อานา ทดสอบ,{ONE},กลุ่มงานสาม"))
    assert [each.why.en.split(" — ")[0] for each in wrong.refused] == [
        "there is no unit “กลุ่มงานสาม” for a secondary unit"
    ]
    made = csv("code,name,unit,also", f"ANA,อานา ทดสอบ,{ONE},กลุ่มงานสาม", f"N1,ใหม่,{OFFICE} > กลุ่มงานสาม,")
    found = seen(office, made)
    assert [unit.name.th for unit in found.made] == ["กลุ่มงานสาม"]
    bring(office, made.drafts, found)
    assert someone(office, "ANA").also == (someone(office, "N1").unit,)


def test_an_administrator_of_a_part_gives_and_takes_secondary_units_there_alone(office: Ground) -> None:
    admit_all(office, [Draft("UNA", "", "อูนา", "", TWO, "administrator")])
    una = someone(office, "UNA")
    away = seen(office, csv("code,name,unit,also", f"DAO,ดาว ทดสอบ,{TWO},กลุ่มงานหนึ่ง"), una)
    assert ["outside your units" in each.why.en for each in away.refused] == [True]
    below = csv("code,name,unit,also", f"DAO,ดาว ทดสอบ,{TWO},{TWO} > ย่อย", f"N1,ใหม่,{TWO} > ย่อย,")
    assert seen(office, below, una).ready


# Shown, then written


def test_what_is_written_is_what_was_shown_or_nothing(office: Ground) -> None:
    sheet = csv("code,name,unit", f"LATE,ใหม่,{ONE}", f"ANA,อานา ใหม่,{ONE}")
    shown = seen(office, sheet)
    admit_all(office, [Draft("LATE", "", "มาก่อน", "", OFFICE)])
    with office.read() as db:
        before = head(db)
    assert bring(office, sheet.drafts, shown) is None
    with office.read() as db:
        assert head(db) == before
    again = seen(office, sheet)
    assert kinds(again) == ["changed", "changed"]
    assert bring(office, sheet.drafts, again) == Admitted(0, 2, 0)


def test_what_others_do_meanwhile_elsewhere_does_not_stop_a_sheet(office: Ground) -> None:
    sheet = csv("code,name,unit", f"NEW,ใหม่,{ONE}")
    shown = seen(office, sheet)
    admit_all(office, [Draft("ELSE", "", "คนอื่น", "", TWO)])
    assert bring(office, sheet.drafts, shown) == Admitted(1, 0, 0)


def test_the_same_sheet_from_two_windows_is_written_once(office: Ground) -> None:
    sheet = csv("name,unit", f"ไม่มีรหัส เลย,{ONE}")
    shown = seen(office, sheet)
    assert bring(office, sheet.drafts, shown) == Admitted(1, 0, 0)
    assert bring(office, sheet.drafts, shown) is None


def test_who_lost_the_role_meanwhile_writes_nothing(office: Ground) -> None:
    adisa, sheet = someone(office, "ADISA"), csv("code,name,unit", f"NEW,ใหม่,{ONE}")
    shown = seen(office, sheet, adisa)
    with office.write() as writing:
        roster.withdraw(writing, adisa.id, "administrator", adisa.unit)
    assert bring(office, sheet.drafts, shown, adisa) is None


PEOPLE = st.lists(
    st.tuples(st.sampled_from(["", "A", "B", "C", "D"]), st.sampled_from(["ก", "ข"]), st.sampled_from([ONE, TWO, "ใหม่"])),
    min_size=1, max_size=6,
)  # fmt: skip


@given(PEOPLE, PEOPLE)
@settings(derandomize=True, deadline=None, max_examples=40)
def test_a_sheet_that_comes_again_changes_nothing_whoever_is_in_it(
    first: list[tuple[str, str, str]], second: list[tuple[str, str, str]]
) -> None:
    """Any two sheets, with all doubts decided as somebody else: the second time each says that nothing would change."""
    with tempfile.TemporaryDirectory() as folder:
        ground = house.open_house(Path(folder), clock=lambda: NOON, synchronous="OFF").ground
        admit_all(ground, [Draft("TOP", "", "ยอด", "", OFFICE), Draft("P", "", "ก", "", ONE)])
        for rows in (first, second):
            sheet = csv("code,name,unit", *(",".join(row) for row in rows))
            if sheet.refusals:
                continue
            with ground.read() as db:
                shown = look(db, sheet.drafts, TODAY, others=True)
            done = bring(ground, sheet.drafts, shown, others=True)
            if done is None:
                assert shown.of("doubtful"), "two of a name in one unit, and a row that does not say which"
                continue
            assert done.new + done.changed + done.unchanged == len(sheet.drafts)
            with ground.read() as db:
                again = look(db, sheet.drafts, TODAY, others=True)
            assert {row.what for row in again.rows} == {"unchanged"}
        ground.store.close()


def test_without_a_code_the_one_whom_no_other_row_means_is_meant(office: Ground) -> None:
    admit_all(office, [Draft("D2", "", "ดาว ทดสอบ", "", TWO)])
    sheet = csv("code,name,unit,position", f"DAO,ดาว ทดสอบ,{TWO},", f",ดาว ทดสอบ,{TWO},หัวหน้า")
    found = seen(office, sheet)
    assert [row.person.code for row in found.rows if row.person] == ["DAO", "D2"]


def test_two_of_a_name_are_never_settled_as_others_for_then_a_third_would_come_each_time(office: Ground) -> None:
    admit_all(office, [Draft("D2", "", "ดาว ทดสอบ", "", TWO)])
    with pytest.raises(Beyond, match="several people in this unit"):
        admit_all(office, [Draft("", "", "ดาว ทดสอบ", "", TWO)])
