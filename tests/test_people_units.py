"""The care of the tree: units are made, renamed, moved and removed; what happened stays where it happened."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from conftest import OFFICE, Clock
from hypothesis import given
from hypothesis import strategies as st
from story import Tab
from web import Web
from world import JOINED, World, agree, plainly, world

import house
from core.calendar import fiscal_span
from core.directory import Person, Unit
from core.facts import UnitPlaced, UnitRemoved
from core.language import Text
from core.record import after, of_kind, stamp
from outcomes.store.tree import children, placed
from people.person import Draft
from people.store import joining, roster
from people.store import units as store
from people.store.directory import Roster
from people.store.units import Use
from people.unit import name_of, place_wrong, wrongs
from programmes import load as contents

Who = Callable[[str], Person]


@pytest.fixture(autouse=True)
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """app.py stands on the opened house."""
    monkeypatch.setattr(house, "house", lambda: opened)


def unit_of(opened: house.House, name: str) -> str:
    with opened.ground.read() as db:
        return next((id for id, unit in Roster().units(db).items() if unit.name.th == name), "")


def made(opened: house.House, name: str, above: str = OFFICE) -> str:
    """A new unit, with nobody in it."""
    with opened.ground.write() as writing:
        place = next(id for id, unit in Roster().units(writing.db).items() if unit.name.th == above)
        return store.place_unit(writing, opened.ground.new_id(), Text(th=name, en=name), place)


def field(tab: Tab, unit: str, name: str) -> str:
    return f"units/{unit}/{tab.app.session_state['units/n']}/{name}"


def told(tab: Tab) -> str:
    return "".join(each.value for each in (*tab.app.success, *tab.app.error))


# Names and places


@pytest.mark.parametrize(
    ("th", "en", "says"),
    [("กลุ่มงาน", "", ""), (" ", "x", "the name is missing"), ("ก > ข", "", "no >"), ("ก;ข", "", "no >"), ("ก" * 151, "", "longer")],
)  # fmt: skip
def test_a_name_is_one_that_a_sheet_can_write(th: str, en: str, says: str) -> None:
    top = {"top": Unit("top", Text(th="บน", en="top"), "")}
    found = [text.en for text in wrongs(top, name_of(th, en), "top")]
    assert all(says in each for each in found)
    assert bool(found) == bool(says)


trees = st.lists(st.integers(0, 8), min_size=1, max_size=9)


@given(trees, st.data())
def test_wherever_a_unit_may_be_put_the_tree_stays_one(places: list[int], data: st.DataObject) -> None:
    """Whatever is allowed, every way up ends at the top; and no two units of one name stand below one."""
    units = {"0": Unit("0", Text(th="0", en="0"), "")}
    for number, place in enumerate(places, 1):
        units[str(number)] = Unit(str(number), Text(th=str(number), en=str(number)), str(place % number))
    for _ in range(6):
        unit, above = data.draw(st.sampled_from([*units][1:])), data.draw(st.sampled_from([*units]))
        name = Text(th=(word := data.draw(st.sampled_from("123456"))), en=word)
        if list(place_wrong(units, name, above, unit)):
            continue
        units[unit] = Unit(unit, name, above)
        for each in units:
            steps = 0
            while each:
                each, steps = units[each].above, steps + 1
                assert steps <= len(units)
        assert len({(each.above, each.name.th) for each in units.values()}) == len(units)


# On the page


def test_the_tree_is_shown_with_its_people_and_a_unit_is_renamed_in_both_languages(
    opened: house.House, cast: Who
) -> None:
    one = cast("ANA").unit
    tab = Tab(opened, cast("ADISA")).open("units")
    assert tab.html.count('href="/units?unit=') == 3
    for count in ("5 คน", "2 คน", "1 คน"):
        assert f"<span>{count} <span" in tab.html
    tab.open("units", unit=one)
    tab.app.text_input(key=field(tab, one, "th")).set_value("  กลุ่มงาน  ใหม่ ")
    tab.app.text_input(key=field(tab, one, "en")).set_value("New Group")
    tab.app.button(key=field(tab, one, "save")).click()
    tab.run()
    assert told(tab) == "บันทึกแล้ว"
    with opened.ground.read() as db:
        assert Roster().units(db)[one].name == Text(th="กลุ่มงาน ใหม่", en="New Group")
    assert "กลุ่มงาน ใหม่" in Tab(opened, cast("ANA"), "th").open("my-data").html
    assert "New Group" in Tab(opened, cast("ANA"), "en").open("my-data").html
    assert list(opened.audit()) == []


def test_a_unit_moves_below_another_but_not_below_itself_and_not_beside_its_own_name(
    opened: house.House, cast: Who
) -> None:
    one, two = cast("ANA").unit, cast("DAO").unit
    deep = made(opened, "งานย่อย", "กลุ่มงานหนึ่ง")
    tab = Tab(opened, cast("ADISA")).open("units", unit=one)
    offered = tab.app.selectbox(key=field(tab, one, "above")).options
    assert "งานย่อย" not in offered
    assert "กลุ่มงานหนึ่ง" not in offered
    tab.app.selectbox(key=field(tab, one, "above")).set_value(two)
    tab.app.button(key=field(tab, one, "save")).click()
    tab.run()
    with opened.ground.read() as db:
        assert Roster().units(db)[one].above == two
        assert Roster().below(db, two) == {two, one, deep}
    other = made(opened, "กลุ่มงานหนึ่ง")
    tab.open("units", unit=other)
    tab.app.selectbox(key=field(tab, other, "above")).set_value(two)
    tab.app.button(key=field(tab, other, "save")).click()
    tab.run()
    assert "มี “กลุ่มงานหนึ่ง” อยู่แล้ว" in told(tab)
    with opened.ground.read() as db:
        assert Roster().units(db)[other].above != two
    assert list(opened.audit()) == []


def test_a_new_unit_is_made_below_and_one_of_the_same_name_is_refused(opened: house.House, cast: Who) -> None:
    one = cast("ANA").unit
    tab = Tab(opened, cast("ADISA")).open("units", unit=one)
    for _ in range(2):
        tab.app.text_input(key=field(tab, one, "new/th")).set_value("งานใหม่")
        tab.app.button(key=field(tab, one, "make")).click()
        tab.run()
    assert "มี “งานใหม่” อยู่แล้ว" in told(tab)
    with opened.ground.read() as db:
        assert [unit.above for unit in Roster().units(db).values() if unit.name.th == "งานใหม่"] == [one]


def test_an_empty_unit_is_removed_after_a_question_and_its_name_is_free_again(opened: house.House, cast: Who) -> None:
    empty = made(opened, "ว่าง")
    tab = Tab(opened, cast("ADISA")).open("units", unit=empty)
    tab.click("units/ask")
    assert unit_of(opened, "ว่าง"), "nothing is removed before it is confirmed"
    tab.click("units/no").click("units/ask").click("units/yes")
    assert told(tab) == "ยุบ “ว่าง” แล้ว"
    assert not unit_of(opened, "ว่าง")
    assert "ว่าง" not in re.sub('class="sj-pass".*', "", tab.html), "but in the word that passes by"
    with opened.ground.read() as db:
        assert [fact.subject for fact in of_kind(db, "UnitRemoved")] == [empty]
    assert made(opened, "ว่าง") != empty
    assert list(opened.audit()) == []


def test_what_holds_a_unit_is_said_and_nothing_of_it_can_be_removed(opened: house.House, cast: Who) -> None:
    ground, one, dao = opened.ground, cast("ANA").unit, cast("DAO")
    made(opened, "งานย่อย", "กลุ่มงานหนึ่ง")
    with ground.write() as writing:
        roster.put_also(writing, dao.id, dao.unit, [one])
        at = writing.at
        joining.make(writing.db, "p", "token", one, at_once=False, at=at, ends=at + timedelta(days=1))
        poster = joining.poster(writing.db, "token", at)
        assert poster
        joining.ask(writing.db, "w", poster, Draft("WAIT", "", "ผู้รอ", "", ""), "hash", at)
        assert store.use(writing.db, one, at) == Use(home=2, also=1, roles=1, below=1, posters=1, asking=1)
        assert not store.remove(writing, one)
        top = next(iter(Roster().units(writing.db)))
        assert not store.remove(writing, top)
    tab = Tab(opened, cast("ADISA")).open("units", unit=one)
    assert "units/ask" not in tab.keys
    for words in ("บุคลากร 2 คน", "หน่วยงานรอง 1 คน", "1 บทบาท", "หน่วยงานย่อย 1 แห่ง", "โปสเตอร์ที่ใช้อยู่ 1", "ผู้ขอเข้าร่วม 1"):
        assert words in tab.html


def test_a_unit_that_a_running_programme_names_is_not_removed(opened: house.House, cast: Who) -> None:
    cast("ANA")
    empty = made(opened, "ว่าง")
    shipped = (contents.shelf.folder / "strong-2570.yaml").read_text(encoding="utf-8")
    own = opened.ground.content / "programmes" / "mine-2570.yaml"
    own.parent.mkdir(parents=True, exist_ok=True)
    code = next(line for line in shipped.splitlines() if line.startswith("code:"))
    own.write_text(shipped.replace(code, "code: MINE-2570") + "\nunits: [ว่าง]\n", encoding="utf-8")
    opened.publish()
    assert opened.problems == []
    tab = Tab(opened, cast("ADISA")).open("units", unit=empty)
    assert "units/ask" not in tab.keys
    with opened.ground.read() as db:
        assert len(opened.needs(db, empty)) == 1
        assert opened.needs(db, cast("ANA").unit) == []


# Who may


def test_an_administrator_of_a_part_cares_for_that_part_alone(opened: house.House, cast: Who) -> None:
    one, two = cast("ANA").unit, cast("DAO").unit
    deep = made(opened, "งานย่อย", "กลุ่มงานหนึ่ง")
    with opened.ground.write() as writing:
        roster.grant(writing, cast("ANA").id, "administrator", one)
    tab = Tab(opened, cast("ANA")).open("units")
    assert tab.html.count('href="/units?unit=') == 2
    assert "ไม่พบหน่วยงานนี้" in tab.open("units", unit=two).html
    tab.open("units", unit=deep)
    assert tab.app.selectbox(key=field(tab, deep, "above")).options == ["กลุ่มงานหนึ่ง"]


# What happened stays


def test_who_left_from_a_removed_unit_can_still_be_found_and_comes_back_elsewhere(
    opened: house.House, cast: Who
) -> None:
    dao, two = cast("DAO"), cast("DAO").unit
    with opened.ground.write() as writing:
        roster.leave(writing, dao)
        assert store.remove(writing, two)
    tab = Tab(opened, cast("ADISA")).open("person", id=dao.id)
    assert "กลุ่มงานสอง (ยุบแล้ว)" in tab.html
    tab.click("back/go")
    assert "เลือกหน่วยงาน" in told(tab)
    one = cast("ANA").unit
    key = next(each.key for each in tab.app.selectbox if str(each.key).endswith("/back"))
    tab.app.selectbox(key=str(key)).set_value(one)
    tab.click("back/go")
    assert cast("DAO").unit == one
    assert list(opened.audit()) == []


def test_a_removed_unit_stands_again_when_somebody_is_put_there_whatever_stands_there_by_now(
    opened: house.House, cast: Who
) -> None:
    """Such as by undoing an import, or from a page that was open meanwhile."""
    empty = made(opened, "ว่าง")
    below = made(opened, "ลึก", "ว่าง")
    with opened.ground.write() as writing:
        assert store.remove(writing, below)
        assert store.remove(writing, empty)
    made(opened, "ว่าง")
    with opened.ground.write() as writing:
        roster.move(writing, cast("ANA"), below)
    with opened.ground.read() as db:
        units = Roster().units(db)
    assert (units[below].name.th, units[below].above, units[empty].name.th) == ("ลึก", empty, "ว่าง (2)")
    assert list(opened.audit()) == []


def test_the_audit_names_a_unit_whose_row_is_not_what_the_record_says(opened: house.House, cast: Who) -> None:
    cast("ANA")
    empty, other = made(opened, "ว่าง"), made(opened, "อื่น")
    with opened.ground.write() as writing:
        assert store.remove(writing, empty)
    assert list(opened.audit()) == []
    with opened.ground.write() as writing:
        writing.db.conn.execute("update people_units set stood = '', above = stood where id = ?", (empty,))
        writing.db.conn.execute("delete from people_units where id = ?", (other,))
    assert {each.place for each in opened.audit()} >= {f"unit {empty}", f"unit {other}"}


@pytest.fixture
def small() -> Iterator[World]:
    with world() as found:
        yield found


def test_a_move_counts_from_then_on_and_a_removal_is_not_shown_from_then_on(small: World) -> None:
    """By both ways of counting; quarters that were over before show the tree as it was."""
    small.publish("p-2569", 2569)
    for person, unit in (("a", "deep"), ("b", "deep"), ("c", "two"), ("d", "one")):
        small.tell(JOINED, person, unit)
    small.clock.at = fiscal_span(2569, 1).ends + timedelta(days=3)
    small.tell(UnitPlaced("two", {"th": "deep", "en": "deep"}), unit="deep", subject="deep")
    small.tell(UnitPlaced("two", {"th": "empty", "en": "empty"}), unit="empty", subject="empty")
    small.clock.at = fiscal_span(2569, 2).ends + timedelta(days=3)
    small.tell(UnitRemoved(), unit="empty", subject="empty")
    for quarter, one, two in ((1, 3, 1), (2, 1, 3), (3, 1, 3)):
        found = {unit: small.figures(2569, quarter, ["p-2569"], unit) for unit in ("one", "two", "top")}
        assert (found["one"]["enrolled"], found["two"]["enrolled"], found["top"]["enrolled"]) == (one, two, 4)
        for unit, figures in found.items():
            agree(figures, plainly(small.facts(), 2569, quarter, ["p-2569"], unit))
    second = stamp(fiscal_span(2569, 2).ends)
    with small.ground.read() as db:
        assert "empty" in placed(db, second)
        assert "empty" not in placed(db)
        assert children(db)["two"] == ["deep"]


def test_the_followers_come_out_the_same_when_they_are_made_anew(opened: house.House, cast: Who, clock: Clock) -> None:
    """Units made, renamed, moved, removed and standing again, with people in them; the audit replays every follower."""
    ground, ana = opened.ground, cast("ANA")
    for step in range(6):
        clock.goes(days=20)
        unit = made(opened, f"หน่วย {step}")
        with ground.write() as writing:
            store.put(writing, unit, Text(th=f"ชื่อ {step}", en="x"), ana.unit if step % 2 else cast("DAO").unit)
            if step % 3 == 0:
                roster.move(writing, cast("ANA"), unit)
            else:
                assert store.remove(writing, unit)
    assert list(opened.audit()) == []
    with ground.read() as db:
        assert {"UnitPlaced", "UnitRemoved"} <= {fact.kind for fact in after(db, 0, 10_000)}


def test_posters_are_not_made_for_a_removed_unit(opened: house.House, cast: Who) -> None:
    adisa, empty = cast("ADISA"), made(opened, "ว่าง")
    with opened.ground.write() as writing:
        assert store.remove(writing, empty)
    answer = Web(opened).signed_in(adisa).post("/posters", data={"unit": empty, "days": "30", "anyway": "yes"})
    assert answer.status_code == 400
