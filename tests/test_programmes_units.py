"""Which units a programme names: ways where a name is not unique, names that change, and one rule in both rooms."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import OFFICE, Clock
from hypothesis import given
from hypothesis import strategies as some
from story import PROGRAMME, Tab

import house
from core.directory import Person, Unit
from core.language import Text
from core.settings import ORGANISATION_TH, set_to
from core.ways import Ways, bound, parted
from outcomes.store.rules import rules
from outcomes.store.tree import Tree
from people.person import Draft
from people.person import parted as as_the_sheet
from people.store import units as tree_of_people
from people.tree import Tree as Sheet
from programmes import load
from programmes.named import hints, today
from programmes.programme import Programme
from programmes.written import written
from sujarit import main

Who = Callable[[str], Person]
SLUG = "named-2570"


@pytest.fixture(autouse=True)
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """app.py and the command stand on the opened house."""
    monkeypatch.setattr(house, "house", lambda: opened)


@pytest.fixture
def town(opened: house.House, cast: Who) -> Who:
    """Two districts, each with a group of the same name; Ana and Dao are in two others."""
    cast("ANA")
    house.admit_all(opened.ground, [
        Draft("NORTH", "นาง", "เหนือ ทดสอบ", "พยาบาลวิชาชีพ", f"{OFFICE} > อำเภอเหนือ > กลุ่มงานสุขภาพ"),
        Draft("SOUTH", "นาง", "ใต้ ทดสอบ", "พยาบาลวิชาชีพ", f"{OFFICE} > อำเภอใต้ > กลุ่มงานสุขภาพ"),
    ])  # fmt: skip
    return lambda code: next(p for p in _everybody(opened) if p.code == code)


def _everybody(opened: house.House) -> list[Person]:
    with opened.ground.read() as db:
        return opened.ground.directory.everybody(db)


def publish(opened: house.House, *units: str, criterion: int = 70) -> Path:
    """A programme for these units, as its file."""
    with opened.ground.read() as db:
        known = load.programme(db, PROGRAMME)
    assert known
    made = known[1].model_copy(update={"code": "NAMED-2570", "units": units, "criterion": criterion, "plan": ""})
    file = opened.ground.content / "programmes" / f"{SLUG}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(written(made), encoding="utf-8")
    opened.publish()
    assert opened.problems == []
    return file


def enrolled(opened: house.House) -> set[str]:
    """By the programmes' own room; and the figures' room says the same."""
    everybody = _everybody(opened)
    with opened.ground.read() as db:
        mine = {person.code for person in opened.paths.enrolled(db, SLUG, everybody)}
        tree, rule = Tree(db), next(rule for rule in rules(db) if rule.slug == SLUG)
        lines = {person.code: tree.within((person.unit, *person.also)) for person in everybody}
        theirs = {code for code, line in lines.items() if not rule.units or not line.isdisjoint(rule.units)}
        counted = db.conn.execute(
            "select coalesce(sum(n), 0) from outcomes_counts where closing = '' and scope = ? and word = 'enrolled'"
            " and unit = (select id from people_units where above = '')", (SLUG,),
        ).fetchone()[0]  # fmt: skip
    assert mine == theirs
    assert counted == len(mine)
    return mine


def unit(opened: house.House, name: str) -> str:
    with opened.ground.read() as db:
        return next(each.id for each in opened.ground.directory.units(db).values() if each.name.th == name)


def rename(opened: house.House, old: str, new: str) -> None:
    with opened.ground.write() as writing:
        found = opened.ground.directory.unit(writing.db, unit(opened, old))
        assert found
        assert tree_of_people.put(writing, found.id, Text(th=new, en=new), found.above)


def told(opened: house.House) -> list[str]:
    return [f"{each.file}:{each.line} {each.wrong.th} — {each.write.th}" for each in opened.hints()]


# Reading and writing ways.

NAMES = some.sampled_from(["ก", "ข", "ค", "สำนักงาน"])


@some.composite
def trees(draw: some.DrawFn) -> dict[str, Unit]:
    """Up to twelve units, of few names, no two of one name below the same one."""
    units = {"u0": Unit("u0", Text(th="สำนักงาน", en="-"), "")}
    for n in range(1, draw(some.integers(1, 12))):
        above, name = draw(some.sampled_from(sorted(units))), draw(NAMES)
        if not any(each.above == above and each.name.th == name for each in units.values()):
            units[f"u{n}"] = Unit(f"u{n}", Text(th=name, en="-"), above)
    return units


@given(units=trees(), way=some.lists(NAMES, min_size=1, max_size=4))
def test_a_way_means_what_it_means_on_the_sheet_of_people(units: dict[str, Unit], way: list[str]) -> None:
    found, sheet = Ways(units.values()).meant(" > ".join(way)), Sheet(units).way(tuple(way))
    if sheet.several:
        assert set(found) == set(sheet.several), "a bare name means each that has it"
    elif sheet.new:
        assert found == ()
    else:
        assert found == (sheet.unit,)


@given(units=trees())
def test_what_is_written_for_a_unit_means_it_and_no_other(units: dict[str, Unit]) -> None:
    tree = Ways(units.values())
    for each in units:
        assert tree.meant(tree.written(each)) == (each,)
        assert len(tree.written(each)) <= len(tree.whole(each))


@pytest.mark.parametrize("text", ["ก>ข", " ก  >ข ", "กํา > ข", "ก > > ข", ""])
def test_the_names_in_a_way_are_those_of_the_sheet(text: str) -> None:
    assert parted(text) == as_the_sheet(text)


def test_what_a_way_meant_stays_while_nothing_fits_it() -> None:
    tree = Ways([Unit("a", Text(th="บน", en="-"), ""), Unit("b", Text(th="ใหม่", en="-"), "a")])
    assert bound(["เดิม", "ใหม่", "ไม่มี"], tree, {"เดิม": ("b",)}) == {"เดิม": ("b",), "ใหม่": ("b",), "ไม่มี": ()}


# For whom, in both rooms.


def test_a_way_tells_two_units_of_one_name_apart(opened: house.House, town: Who) -> None:
    publish(opened, "อำเภอเหนือ > กลุ่มงานสุขภาพ", "กลุ่มงานหนึ่ง")
    assert enrolled(opened) == {"NORTH", "ANA", "BENTO"}
    assert told(opened) == []
    assert list(opened.audit()) == []


def test_a_bare_name_of_several_units_is_for_all_of_them_and_is_told(opened: house.House, town: Who) -> None:
    file = publish(opened, "กลุ่มงานสุขภาพ")
    assert enrolled(opened) == {"NORTH", "SOUTH"}
    line = file.read_text(encoding="utf-8").splitlines().index('  - "กลุ่มงานสุขภาพ"') + 1
    assert told(opened) == [
        f"content/programmes/{SLUG}.yaml:{line} มีหน่วยงานชื่อ “กลุ่มงานสุขภาพ” 2 แห่ง หลักสูตรนี้นับทุกแห่ง"
        " — เขียนเส้นทางของแห่งที่ต้องการ เช่น “อำเภอเหนือ > กลุ่มงานสุขภาพ”"
    ]


def test_a_name_that_fits_nothing_is_for_nobody_is_told_and_waits_for_its_unit(opened: house.House, town: Who) -> None:
    publish(opened, "กลุ่มงานหนึ่งง", "กลุ่มงานพัสดุ")
    assert enrolled(opened) == set()
    assert [each.split(" ", 1)[1] for each in told(opened)] == [
        "ไม่มีหน่วยงานชื่อ “กลุ่มงานหนึ่งง” จึงยังไม่มีใครเรียนจากชื่อนี้ — เขียน “กลุ่มงานหนึ่ง” หากหมายถึงที่นั่น",
        "ไม่มีหน่วยงานชื่อ “กลุ่มงานพัสดุ” จึงยังไม่มีใครเรียนจากชื่อนี้ — ใช้ชื่อตามหน้าบุคลากร หรือเส้นทาง “A > B”",
    ]
    house.admit_all(opened.ground, [Draft("NEW", "นาง", "พัสดุ ทดสอบ", "นักวิชาการ", f"{OFFICE} > กลุ่มงานพัสดุ")])
    assert enrolled(opened) == {"NEW"}
    assert list(opened.audit()) == []


def test_a_unit_that_is_renamed_keeps_its_people_and_the_form_goes_on_with_the_new_name(
    opened: house.House, town: Who
) -> None:
    publish(opened, "กลุ่มงานหนึ่ง")
    before = enrolled(opened)
    rename(opened, "กลุ่มงานหนึ่ง", "กลุ่มงานแรก")
    assert enrolled(opened) == before == {"ANA", "BENTO"}
    assert "“กลุ่มงานหนึ่ง” เปลี่ยนชื่อเป็น “กลุ่มงานแรก” แล้ว หลักสูตรนี้ยังนับคนเดิม" in told(opened)[0]
    assert list(opened.audit()) == []

    tab = Tab(opened, town("ADISA")).open("programme", programme=SLUG)
    [field] = [each for each in tab.app.multiselect if (each.key or "").endswith("/units")]
    assert field.value == ["กลุ่มงานแรก"]
    assert tab.shows("ยังไม่มีการเปลี่ยนแปลง")
    [criterion] = [each for each in tab.app.number_input if (each.key or "").endswith("/criterion")]
    criterion.set_value(55)
    tab.run().click("look").click("use")
    assert "กลุ่มงานแรก" in (opened.ground.content / "programmes" / f"{SLUG}.yaml").read_text(encoding="utf-8")
    assert enrolled(opened) == before
    assert told(opened) == []


def test_the_organisation_that_is_renamed_keeps_its_people(opened: house.House, town: Who) -> None:
    publish(opened, OFFICE)
    everybody = enrolled(opened)
    with opened.ground.write() as writing:
        set_to(writing.db, ORGANISATION_TH, "สำนักงานใหม่")
        tree_of_people.name_top(writing, "x", Text(th="สำนักงานใหม่", en="New"))
    assert enrolled(opened) == everybody == {person.code for person in _everybody(opened)}


def test_a_namesake_that_comes_later_brings_nobody_in(opened: house.House, town: Who) -> None:
    publish(opened, "กลุ่มงานหนึ่ง")
    house.admit_all(opened.ground, [Draft("NEW", "นาง", "ใหม่ ทดสอบ", "นักวิชาการ", f"{OFFICE} > อำเภอใต้ > กลุ่มงานหนึ่ง")])
    assert enrolled(opened) == {"ANA", "BENTO"}
    assert f"หลักสูตรนี้นับ “{OFFICE} > กลุ่มงานหนึ่ง”" in told(opened)[0]


def test_a_unit_that_is_moved_keeps_its_programme(opened: house.House, town: Who) -> None:
    publish(opened, "อำเภอเหนือ > กลุ่มงานสุขภาพ")
    north = town("NORTH").unit
    with opened.ground.write() as writing:
        assert tree_of_people.put(writing, north, Text(th="กลุ่มงานสุขภาพ", en="-"), unit(opened, "กลุ่มงานสอง"))
    assert enrolled(opened) == {"NORTH"}


def test_another_unit_that_takes_the_name_is_told_and_a_new_publication_means_it(
    opened: house.House, town: Who
) -> None:
    publish(opened, "กลุ่มงานหนึ่ง")
    rename(opened, "กลุ่มงานหนึ่ง", "กลุ่มงานแรก")
    rename(opened, "กลุ่มงานสอง", "กลุ่มงานหนึ่ง")
    assert enrolled(opened) == {"ANA", "BENTO"}
    assert "“กลุ่มงานหนึ่ง” ในหลักสูตรนี้คือ “กลุ่มงานแรก” แต่วันนี้หน่วยงานอื่นใช้ชื่อนี้" in told(opened)[0]
    publish(opened, "กลุ่มงานหนึ่ง", criterion=60)
    assert enrolled(opened) == {"DAO"}


def test_a_unit_that_a_programme_names_is_needed_until_it_is_over(opened: house.House, town: Who, clock: Clock) -> None:
    publish(opened, "กลุ่มงานสอง")
    with opened.ground.read() as db:
        assert [text.th for text in opened.needs(db, unit(opened, "กลุ่มงานสอง"))] == [
            "หลักสูตร “สุจริตเริ่มที่เรา ปีงบประมาณ 2570” กำหนดไว้สำหรับหน่วยงานนี้"
        ]
        assert opened.needs(db, unit(opened, "กลุ่มงานหนึ่ง")) == []
        clock.goes(days=400)
        assert opened.needs(db, unit(opened, "กลุ่มงานสอง")) == []


# Where it is told.


def test_the_page_of_the_content_the_overview_and_the_command_tell_it(
    opened: house.House, town: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(opened, "กลุ่มงานสุขภาพ")
    wrong = "มีหน่วยงานชื่อ “กลุ่มงานสุขภาพ” 2 แห่ง"
    assert Tab(opened, town("ADISA")).open("content").shows(wrong)
    assert Tab(opened, town("ADISA")).open("programmes").shows(wrong)
    assert Tab(opened, town("ADISA")).open("programme", programme=SLUG).shows(wrong)
    monkeypatch.setenv(house.DATA, str(opened.ground.folder))
    run = CliRunner().invoke(main, ["check"])
    assert run.exit_code == 0, "it is no mistake of the file"
    assert f"? content/programmes/{SLUG}.yaml" in run.output
    assert wrong in run.output


def test_the_form_offers_a_way_where_a_name_is_not_unique(opened: house.House, town: Who) -> None:
    tab = Tab(opened, town("ADISA")).open("programme", programme=PROGRAMME)
    [field] = [each for each in tab.app.multiselect if (each.key or "").endswith("/units")]
    assert field.options == [
        OFFICE, "กลุ่มงานหนึ่ง", "กลุ่มงานสอง", "อำเภอเหนือ", "อำเภอเหนือ > กลุ่มงานสุขภาพ", "อำเภอใต้", "อำเภอใต้ > กลุ่มงานสุขภาพ",
    ]  # fmt: skip


def test_check_reads_no_database_that_is_not_there_or_of_another_version(tmp_path: Path) -> None:
    contents, _ = house.check(tmp_path / "content")
    assert house.hints(tmp_path, contents) == []
    (tmp_path / "sujarit.db").write_bytes(b"")
    assert house.hints(tmp_path, contents) == []


def test_a_programme_that_names_no_units_asks_for_none(opened: house.House, cast: Who) -> None:
    ana, asked = cast("ANA"), list[str]()
    with opened.ground.read() as db:
        db.conn.set_trace_callback(asked.append)
        opened.paths.mine(db, ana)
        db.conn.set_trace_callback(None)
    assert asked
    assert not [sql for sql in asked if "people_units" in sql]


@given(names=some.lists(NAMES, max_size=3, unique=True), units=trees(), was=some.dictionaries(NAMES, some.sampled_from(["u0", "u1", "gone"])))  # fmt: skip
def test_units_as_they_are_called_today_mean_what_they_meant(
    names: list[str], units: dict[str, Unit], was: dict[str, str]
) -> None:
    tree, meant = Ways(units.values()), {way: (unit,) for way, unit in was.items()}
    programme = Programme.model_validate(
        {"title": {"th": "ก", "en": "A"}, "code": "A", "fiscal_year": 2570, "criterion": 7, "path": [{"test": "post"}], "units": names}
    )  # fmt: skip
    for way, now in zip(names, today(programme, tree, meant).units, strict=True):
        if way in was and was[way] in units:
            assert tree.meant(now) == (was[way],)
        else:
            assert now == way
    assert all(each.wrong.th and each.write.en for each in hints(names, tree, meant))
