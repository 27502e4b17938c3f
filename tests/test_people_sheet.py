"""Sheets of people as offices have them: what can be read is read, what cannot is said all at once, twice is once."""

import csv
import io
import re
from collections.abc import Sequence

import pytest
from conftest import OFFICE
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

import house
from core.directory import Person
from core.ground import Ground
from core.record import head
from core.table import MAXIMUM_BYTES
from people.admission import Admitted, Beyond, admit_all
from people.columns import COLUMNS, STAIRS, unread
from people.person import LONGEST, Draft, wrongs
from people.sheet import parsed
from people.store import roster
from people.store.directory import Roster
from people.tree import ways

THAI = ["รหัสเจ้าหน้าที่", "คำนำหน้า", "ชื่อ-สกุล", "ตำแหน่ง", "หน่วยงาน", "บทบาท", "ผู้บริหาร"]
ENGLISH = ["Code", "Title", "Name", "Position", "Unit", "Role", "Executive"]
PEOPLE = [
    ["0012", "นาง", "น้ำผึ้ง ผู้ใหญ่", "พยาบาลวิชาชีพ", f"{OFFICE} > กลุ่มงานหนึ่ง", "ผู้กำกับติดตาม", "ใช่"],
    ["S-9", "ดร.", "กตัญญู ฐานะ, ปี่", "นักวิชาการ", OFFICE, "trainer", ""],
    ["", "นาย", "ณัฏฐ์ เรียน;รู้", "", f"{OFFICE} > กลุ่มงานหนึ่ง > งานย่อย", "", "ไม่"],
]


def sheet(
    rows: Sequence[Sequence[str]] = PEOPLE,
    header: Sequence[str] = THAI,
    *,
    encoding: str = "utf-8",
    separator: str = ",",
    end: str = "\r\n",
) -> bytes:
    """A sheet as a file."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end).writerows([header, *rows])
    return out.getvalue().encode(encoding)


def drafts_of(raw: bytes) -> list[Draft]:
    drafts, refusals = parsed(raw)
    assert refusals == ()
    return list(drafts)


def refused(raw: bytes) -> list[tuple[int, str]]:
    """The rows that cannot be taken, each with what is said in English."""
    _, refusals = parsed(raw)
    assert all(refusal.why.th != refusal.why.en for refusal in refusals)
    return [(refusal.row, refusal.why.en) for refusal in refusals]


def everybody(ground: Ground) -> dict[str, Person]:
    """The people on the roster by name, each of whom is there once."""
    with ground.read() as db:
        people = Roster().everybody(db)
    assert len({person.name for person in people}) == len(people)
    return {person.name: person for person in people}


def unit_names(ground: Ground) -> list[str]:
    """The way to each unit, in the order of the tree."""
    with ground.read() as db:
        units = Roster().units(db)

    def way(unit: str) -> str:
        return f"{way(units[unit].above)}>{units[unit].name.th}" if unit else ""

    return [way(unit) for unit in units]


# What can be read

EXPECTED = [Draft(*row) for row in PEOPLE]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_reads_what_excel_writes(encoding: str, separator: str, end: str) -> None:
    assert drafts_of(sheet(encoding=encoding, separator=separator, end=end)) == EXPECTED


@pytest.mark.parametrize("header", [THAI, ENGLISH, [head.upper() for head in ENGLISH], [f" {head} " for head in THAI]])
def test_reads_thai_and_english_headers(header: list[str]) -> None:
    assert drafts_of(sheet(header=header)) == EXPECTED


def test_every_known_word_names_its_column() -> None:
    for name, words in COLUMNS.items():
        for word in words:
            header = [word if each == name else each for each in COLUMNS]
            assert drafts_of(sheet(header=header)) == EXPECTED, word


def test_columns_stand_in_any_order_others_are_passed_over_and_most_may_be_missing() -> None:
    header = ["เลขบัตร", "หน่วยงาน", "", "ชื่อ"]
    drafts = drafts_of(
        sheet([["1-2", OFFICE, "x", "ก ข"], ["", "  ", "", " "], ["3", OFFICE, "", "ค ง", "and more"]], header)
    )
    assert [(draft.name, draft.unit, draft.code, draft.as_role) for draft in drafts] == [
        ("ก ข", OFFICE, "", "learner"),
        ("ค ง", OFFICE, "", "learner"),
    ]


def test_cells_are_tidied_and_a_decomposed_letter_is_the_same_letter() -> None:
    (draft,) = drafts_of(sheet([["  a1 ", "", "  ก \u00a0\t ข\n", "", f" {OFFICE}  >  ค ", "", ""]]))
    assert (draft.code, draft.name, draft.units) == ("a1", "ก ข", (OFFICE, "ค"))
    decomposed = drafts_of(sheet([["1", "", "Zoe\u0301", "", OFFICE, "", ""]]))
    assert decomposed == drafts_of(sheet([["1", "", "Zo\u00e9", "", OFFICE, "", ""]]))


# What cannot


def test_a_missing_column_is_named_with_all_that_there_may_be() -> None:
    ((row, why),) = refused(sheet([["1", "ก"]], ["รหัส", "ตำแหน่ง"]))
    missing, may_be = why.split(" — ")
    assert row == 1
    assert missing == "there is no column name, unit"
    assert set(may_be.split(": ")[1].split(", ")) == {*COLUMNS, "surname", *STAIRS}
    (refusal,) = parsed(sheet([["ก"]], ["ชื่อ"])).refusals
    assert refusal.why.th.startswith("ไม่พบคอลัมน์ หน่วยงาน — ")
    assert not re.search("[a-z]", refusal.why.th), "Thai columns in a Thai message"


def test_an_unknown_role_is_named_with_the_known_ones() -> None:
    row = ["1", "", "ก", "", OFFICE, "boss", ""]
    ((number, why),) = refused(sheet([row]))
    assert number == 2
    assert "“boss”" in why
    assert all(word in why for word in ("learner", "trainer", "manager", "administrator"))
    assert "ผู้เรียน, วิทยากร, ผู้กำกับติดตาม, ผู้ดูแลระบบ" in parsed(sheet([row])).refusals[0].why.th


def test_a_code_that_stands_twice_names_both_rows() -> None:
    rows = [["A1", "", f"คนที่ {n}", "", OFFICE, "", ""] for n in range(3)]
    rows[2][0] = "a1"
    rows.insert(1, ["", "", "", "", "", "", ""])
    assert refused(sheet(rows)) == [
        (2, "the code A1 is also in row 4 — give each person one code"),
        (4, "the code A1 is also in row 2 — give each person one code"),
        (5, "the code a1 is also in row 2 — give each person one code"),
    ]


def test_a_name_that_stands_twice_without_codes_names_both_rows() -> None:
    rows = [
        ["", "", "ก ข", "", OFFICE, "", ""],
        ["", "นาย", "ก  ข", "", OFFICE, "", ""],
        ["", "", "ก ข", "", "อื่น", "", ""],
    ]
    assert refused(sheet(rows)) == [
        (2, "this name in the same unit is also in row 3 — if they are two people, give both a code"),
        (3, "this name in the same unit is also in row 2 — if they are two people, give both a code"),
    ]


def test_every_mistake_of_every_row_is_said_at_once() -> None:
    long = "ก" * 400
    rows = [
        ["1", "", "", "", "", "", ""],
        ["2", "", "ข", "", OFFICE, "หัวหน้า", "maybe"],
        ["3", "", "ค", "", OFFICE, "", ""],
        [long, long, long, long, long, "", ""],
        ["3", "", "ง", "", " > ", "", ""],
    ]
    found = refused(sheet(rows))
    assert [row for row, _ in found] == [2, 2, 3, 3, 4, *[5] * 5, 6, 6]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"\r\n \r\n", "the file is empty"),
        (b"\r\nx,y\r\n", "there is no column"),
        (sheet([]), "there are no people"),
        (sheet([["", " ", "", "", "", "", ""]]), "there are no people"),
    ],
)
def test_an_empty_sheet_is_refused(raw: bytes, said: str) -> None:
    ((_, why),) = refused(raw)
    assert why.startswith(said)


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    "raw",
    [
        picture(),
        sheet(encoding="utf-16"),
        b"\xff\xfe\xfd",
        b"name,unit\n\x81\x82,\x9f\n",
        b"name,unit\nA\x00,B\n",
        "name,unit\nA,B\n".encode("utf-16-le"),
    ],
)
def test_what_is_no_csv_text_is_refused_with_what_to_do(raw: bytes) -> None:
    assert refused(raw) == [
        (1, "this is neither a workbook nor a CSV text — save it from Excel as XLSX or as CSV (UTF-8), and try again")
    ]


def test_a_sheet_that_is_far_too_large_is_refused_unread() -> None:
    ((row, why),) = refused(b"x" * 20_000_000)
    assert (row, why) == (1, "the file has 20 MB — split it, at most 5 MB")
    assert refused(b"x" * (MAXIMUM_BYTES + 1))


def test_a_quotation_mark_that_is_never_closed_is_refused() -> None:
    ((row, why),) = refused(sheet([]) + b'1,"' + b"x" * 200_000)
    assert row == 1
    assert "quotation mark" in why


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
@example(b"\x00")
@example(b'"')
@example(b"\r,\r\r\n")
@settings(derandomize=True)
def test_any_bytes_are_either_people_or_refused_in_words(raw: bytes) -> None:
    for each in (raw, sheet([]) + raw, b"name,unit,role\n" + raw, "ชื่อ;หน่วยงาน\n".encode("cp874") + raw):
        drafts, refusals = parsed(each)
        assert drafts or refusals
        assert all(refusal.row >= 1 and refusal.why.th and refusal.why.en for refusal in refusals)
        if not refusals:
            assert all(draft.name and draft.units and draft.as_role for draft in drafts)


# Written


def test_a_sheet_that_breaks_off_in_the_middle_writes_nothing(ground: Ground) -> None:
    with ground.read() as db:
        before = head(db)
    ids = [str(n) * 16 for n in range(5)]

    def next_id() -> str:
        if not ids:
            raise RuntimeError("the power goes")
        return ids.pop()

    usual, ground.new_id = ground.new_id, next_id
    with pytest.raises(RuntimeError, match="the power goes"):
        admit_all(ground, drafts_of(sheet()))
    assert ids == [], "it had begun"
    with ground.read() as db:
        assert head(db) == before
    assert everybody(ground) == {}
    assert unit_names(ground) == []
    ground.new_id = usual
    assert admit_all(ground, drafts_of(sheet())) == Admitted(3, 0, 0)


def test_the_same_sheet_once_more_changes_nothing(ground: Ground, opened: house.House) -> None:
    drafts = drafts_of(sheet())
    assert admit_all(ground, drafts) == Admitted(3, 0, 0)
    before = everybody(ground)
    with ground.read() as db:
        told = head(db)
    for encoding in ("utf-8-sig", "cp874"):
        assert admit_all(ground, drafts_of(sheet(encoding=encoding))) == Admitted(0, 0, 3)
    with ground.read() as db:
        assert head(db) == told
    assert everybody(ground) == before
    assert list(opened.audit()) == []


def test_who_has_no_code_is_known_again_by_name_and_unit_and_has_a_made_code(ground: Ground) -> None:
    rows = [["ก ข", OFFICE], ["ค ง", OFFICE], ["ก ข", f"{OFFICE} > อีกที่"]]
    raw = sheet(rows, ["name", "unit"])
    assert admit_all(ground, drafts_of(raw)) == Admitted(3, 0, 0)
    assert admit_all(ground, drafts_of(raw)) == Admitted(0, 0, 3)
    with ground.read() as db:
        assert sorted(person.code for person in Roster().everybody(db)) == ["S0001", "S0002", "S0003"]


def test_a_made_code_never_takes_the_place_of_a_written_one(ground: Ground) -> None:
    rows = [["", "คนไม่มีรหัส", OFFICE], ["S0001", "คนมีรหัส", OFFICE], ["", "อีกคน", OFFICE]]
    assert admit_all(ground, drafts_of(sheet(rows, ["code", "name", "unit"]))) == Admitted(3, 0, 0)
    people = everybody(ground)
    assert people["คนมีรหัส"].code == "S0001"
    assert len({person.code for person in people.values()}) == 3


def test_a_changed_row_updates_its_person_and_leaves_the_others(ground: Ground, opened: house.House) -> None:
    admit_all(ground, drafts_of(sheet()))
    before = everybody(ground)
    rows = [list(row) for row in PEOPLE]
    rows[0][2:5] = ["น้ำผึ้ง คนใหม่", "หัวหน้า", f"{OFFICE} > กลุ่มงานสอง"]
    rows[1][0] = "s-9"
    assert admit_all(ground, drafts_of(sheet(rows))) == Admitted(0, 1, 2)
    after = everybody(ground)
    changed = after["น้ำผึ้ง คนใหม่"]
    assert (changed.id, changed.code, changed.position) == (before["น้ำผึ้ง ผู้ใหญ่"].id, "0012", "หัวหน้า")
    assert len(after) == 3
    with ground.read() as db:
        unit = Roster().unit(db, changed.unit)
    assert unit is not None
    assert unit.name.th == "กลุ่มงานสอง"
    assert list(opened.audit()) == []


def test_who_had_left_comes_back_as_the_same_person(ground: Ground, opened: house.House) -> None:
    admit_all(ground, drafts_of(sheet()))
    before = everybody(ground)
    with ground.write() as writing:
        for person in before.values():
            roster.leave(writing, person)
    assert everybody(ground) == {}
    assert admit_all(ground, drafts_of(sheet())) == Admitted(0, 3, 0)
    assert {name: person.id for name, person in everybody(ground).items()} == {n: p.id for n, p in before.items()}
    assert list(opened.audit()) == []


def test_a_way_through_the_units_makes_each_once(ground: Ground) -> None:
    ways = ["A > B > C", "A>B>C", "A > B", "A > D > C", " A  >  B > ", "A"]
    rows = [[str(n), "", f"คนที่ {n}", "", way, "", ""] for n, way in enumerate(ways)]
    for _ in range(2):
        admit_all(ground, drafts_of(sheet(rows)))
        assert unit_names(ground) == [">A", ">A>B", ">A>B>C", ">A>D", ">A>D>C"]


def test_a_way_that_does_not_begin_with_the_organisation_lies_within_it(ground: Ground) -> None:
    house.admit_all(ground, [Draft("1", "", "หนึ่ง", "", OFFICE)])
    rows = [
        ["2", "", "สอง", "", "กลุ่มงานหนึ่ง", "", ""],
        ["3", "", "สาม", "", "กลุ่มงานหนึ่ง > งานย่อย", "", ""],
        ["4", "", "สี่", "", "งานย่อย", "", ""],
    ]
    admit_all(ground, drafts_of(sheet(rows)))
    assert unit_names(ground) == [f">{OFFICE}", f">{OFFICE}>กลุ่มงานหนึ่ง", f">{OFFICE}>กลุ่มงานหนึ่ง>งานย่อย"]


def test_a_draft_keeps_the_row_that_the_sheet_shows() -> None:
    blank = ["", " ", "", "", "", "", ""]
    drafts = drafts_of(sheet([blank, PEOPLE[0], blank, [], *PEOPLE[1:]]))
    assert [draft.row for draft in drafts] == [3, 6, 7]


def test_what_is_too_long_is_named_in_the_readers_language() -> None:
    long = "ก" * 400
    said = list(wrongs(Draft(long, long, long, long, long, also=long * 3)))
    assert [text.th.split("ยาวเกิน")[0] for text in said] == [
        "รหัส", "คำนำหน้า", "ชื่อ", "ตำแหน่ง", "หน่วยงาน", "หน่วยงานรอง",
    ]  # fmt: skip
    assert [text.en.split(" is ")[0] for text in said] == list(LONGEST)


def test_who_comes_back_as_a_learner_has_none_of_the_former_roles(ground: Ground, opened: house.House) -> None:
    admit_all(
        ground, [Draft("1", "", "หนึ่ง", "", OFFICE, "administrator"), Draft("2", "", "สอง", "", OFFICE, "trainer")]
    )
    with ground.write() as writing:
        for person in Roster().everybody(writing.db):
            roster.leave(writing, person)
    assert list(opened.audit()) == []
    admit_all(ground, [Draft("1", "", "หนึ่ง", "", OFFICE), Draft("2", "", "สอง", "", OFFICE, "manager")])
    after = everybody(ground)
    assert [[role for role, _ in after[name].grants] for name in ("หนึ่ง", "สอง")] == [[], ["manager"]]
    assert list(opened.audit()) == []


# By an administrator of a part

NORTH, SOUTH = f"{OFFICE} > เหนือ", f"{OFFICE} > ใต้"


@pytest.fixture
def una(ground: Ground) -> Person:
    """Una administers the north; both north and south have a unit "งาน", the south alone has "คลัง"."""
    admit_all(
        ground,
        [
            Draft("TOP", "", "ยอด", "", OFFICE, "administrator"),
            Draft("UNA", "", "อูนา", "", NORTH, "administrator"),
            Draft("N1", "", "นที", "", f"{NORTH} > งาน"),
            Draft("S1", "", "สายลม", "", f"{SOUTH} > งาน", "administrator"),
            Draft("S2", "", "สมใจ", "", f"{SOUTH} > คลัง"),
        ],
    )
    return everybody(ground)["อูนา"]


def why_not(ground: Ground, who: Person, draft: Draft) -> str:
    """Why a draft is refused; "" when it is taken. What is refused leaves nothing behind."""
    with ground.read() as db:
        before = head(db)
    try:
        admit_all(ground, [draft], who)
    except Beyond as beyond:
        with ground.read() as db:
            assert head(db) == before
        (refusal,) = beyond.found
        return refusal.why.en
    return ""


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        (NORTH, ""),
        ("เหนือ", ""),
        ("เหนือ > งาน", ""),
        (f"{NORTH} > งาน > ใหม่ > ใหม่กว่า", ""),
        (OFFICE, "is outside your units"),
        (SOUTH, "is outside your units"),
        ("คลัง", "is outside your units"),
        ("ใต้ > งาน", "is outside your units"),
        ("งาน", "several units are called “งาน”"),
        ("ใหม่", "would stand below"),
        ("งาน > ใหม่", "would stand below"),
        ("งาน > เหนือ", "would stand below"),
        ("คลัง > เหนือ", "would stand below"),
        (f"{SOUTH} > เหนือ", "would stand below"),
        (f"อื่น > {NORTH}", "would stand below"),
    ],
)
def test_an_administrator_of_a_part_makes_and_uses_units_of_that_part_alone(
    ground: Ground, una: Person, unit: str, said: str
) -> None:
    before = unit_names(ground)
    found = why_not(ground, una, Draft("NEW", "", "ใหม่ เอี่ยม", "", unit, "administrator"))
    assert said in found
    assert bool(found) == bool(said)
    with ground.read() as db:
        mine = Roster().scope(db, una, "administrator")
        new = Roster().by_code(db, "NEW")
    assert (new is None) == bool(said)
    assert new is None or (new.unit in mine and {unit for _, unit in new.grants} <= mine)
    made = set(unit_names(ground)) - set(before)
    assert all(way.startswith(f">{OFFICE}>เหนือ>") for way in made)


def test_an_ambiguous_name_is_refused_to_everybody_with_a_way_that_is_taken(ground: Ground, una: Person) -> None:
    top = everybody(ground)["ยอด"]
    assert f"“{NORTH} > งาน”" in why_not(ground, una, Draft("A", "", "ก", "", "งาน"))
    assert "several units" in why_not(ground, top, Draft("A", "", "ก", "", "งาน"))
    with ground.read() as db:
        written = ways(Roster().units(db))
    assert sorted(written.values()) == sorted([OFFICE, "เหนือ", "ใต้", "คลัง", f"{NORTH} > งาน", f"{SOUTH} > งาน"])
    for number, (unit, text) in enumerate(written.items()):
        assert why_not(ground, top, Draft(f"W{number}", "", f"คน {number}", "", text)) == ""
        assert everybody(ground)[f"คน {number}"].unit == unit


def test_nobody_is_taken_over_by_code_or_by_name(ground: Ground, una: Person) -> None:
    top, there = everybody(ground)["ยอด"], everybody(ground)["นที"]
    with ground.write() as writing:
        roster.grant(writing, there.id, "administrator", top.unit)  # sits in the north, reaches over everything
    assert "belongs to somebody outside" in why_not(ground, una, Draft("s2", "", "สมใจ", "", NORTH))
    assert "belongs to somebody outside" in why_not(ground, una, Draft("N1", "", "นที", "", f"{NORTH} > งาน"))
    assert "holds a role outside" in why_not(ground, una, Draft("", "", "นที", "หัวหน้า", f"{NORTH} > งาน"))
    assert why_not(ground, una, Draft("N2", "", "นที", "", f"{NORTH} > งาน")) == "", "with a code it is somebody else"


def test_one_row_outside_and_the_whole_sheet_is_not_written(ground: Ground, una: Person) -> None:
    rows = [["", "", "ก", "", NORTH, "", ""], [], ["X", "", "ข", "", SOUTH, "", ""], ["", "", "ค", "", "ยังไม่มี", "", ""]]
    with ground.read() as db:
        before = head(db)
    with pytest.raises(Beyond) as beyond:
        admit_all(ground, drafts_of(sheet(rows)), una)
    assert [refusal.row for refusal in beyond.value.found] == [4, 5]
    with ground.read() as db:
        assert head(db) == before


def test_who_is_no_administrator_any_more_writes_nothing(ground: Ground, una: Person) -> None:
    with ground.write() as writing:
        roster.withdraw(writing, una.id, "administrator", una.unit)
    assert "outside" in why_not(ground, una, Draft("NEW", "", "ใหม่", "", NORTH))


def test_a_surname_in_a_column_of_its_own_is_part_of_the_name_and_what_is_not_read_is_said() -> None:
    raw = "ลำดับ,คำนำหน้า,ชื่อ,นามสกุล,หน่วยงาน\n1,นาย,สาธิต,ตัวอย่าง,สำนักงาน\n".encode()
    drafts, refusals = parsed(raw)
    assert refusals == ()
    assert [(draft.title, draft.name) for draft in drafts] == [("นาย", "สาธิต ตัวอย่าง")]
    assert unread(raw) == ("ลำดับ",)
    assert unread(b"") == ()
