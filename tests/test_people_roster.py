"""The roster's pages and commands: found among very many, mended one at a time, and never without an administrator."""

from collections.abc import Callable

import pytest
import streamlit as st
from conftest import OFFICE, Clock
from story import Chosen, Tab

import house
from core.db import Database
from core.directory import Person
from core.ground import Ground
from core.record import head, of_kind
from people.admission import admit_all
from people.person import Draft
from people.store import roster, search, signins
from people.store.directory import Roster
from people.store.search import Wanted

Who = Callable[[str], Person]
ONE, TWO = f"{OFFICE} > กลุ่มงานหนึ่ง", f"{OFFICE} > กลุ่มงานสอง"


@pytest.fixture(autouse=True)
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """app.py stands on the opened house."""
    monkeypatch.setattr(house, "house", lambda: opened)


def someone(ground: Ground, code: str) -> Person:
    with ground.read() as db:
        person = Roster().by_code(db, code)
    assert person is not None
    return person


def crowd(ground: Ground, count: int) -> None:
    admit_all(ground, [Draft(f"P{n:04d}", "นาย", f"คนที่ {n:04d}", "", (ONE, TWO)[n % 2]) for n in range(count)])


def asked(db: Database, act: Callable[[], object]) -> int:
    """How many questions the database is asked meanwhile."""
    seen: list[str] = []
    db.conn.set_trace_callback(seen.append)
    act()
    db.conn.set_trace_callback(None)
    return len(seen)


# The store


def test_very_many_are_read_in_few_questions(ground: Ground, cast: Who) -> None:
    crowd(ground, 1200)
    with ground.read() as db:
        everybody = Roster().everybody(db)
        ids = [person.id for person in everybody]
        assert asked(db, lambda: Roster().everybody(db)) <= 2 + 2 * 3
        assert asked(db, lambda: Roster().names(db, ids)) <= 3
        assert asked(db, lambda: search.page(db, Wanted("คนที่"), 0, 50)) <= 5
        assert len(everybody) == 1205
        assert Roster().names(db, [*ids, "nobody"]) == {person.id: person.full_name for person in everybody}
        assert [person for person in everybody if person.code == "BENTO"] == [cast("BENTO")]
        assert cast("BENTO").grants == (("manager", cast("BENTO").unit),)


def test_a_page_of_the_roster_is_the_part_that_was_asked_for(ground: Ground, cast: Who) -> None:
    crowd(ground, 120)
    with ground.read() as db:
        pages = [search.page(db, Wanted("คนที่"), begin, 50) for begin in (0, 50, 100)]
        assert [(total, len(people)) for total, people in pages] == [(120, 50), (120, 50), (120, 20)]
        everybody = [person.code for person in Roster().everybody(db) if person.code.startswith("P0")]
        assert [person.code for _, people in pages for person in people] == everybody
        one = frozenset([cast("ANA").unit])
        assert search.page(db, Wanted("คนที่", one), 0, 1)[0] == 60


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("อานา", ["ANA"]),
        ("นางสาวอานา", ["ANA"]),
        ("ana", ["ANA"]),
        ("ทดสอบ ดาว", ["DAO"]),
        ("%", []),
        ("_", []),
        ("\\", []),
        ("' or 1=1 --", []),
        ("ไม่มี", []),
    ],
)
def test_people_are_found_by_parts_of_name_or_code(ground: Ground, cast: Who, words: str, codes: list[str]) -> None:
    with ground.read() as db:
        assert [person.code for person in search.page(db, Wanted(words), 0, 9)[1]] == codes


def test_those_without_a_password_and_those_who_left_are_shown_apart(ground: Ground, cast: Who) -> None:
    with ground.write() as writing:
        signins.set_password(writing.db, cast("ANA").id, "kept")
        roster.leave(writing, cast("DAO"))
    with ground.read() as db:
        found = {
            state: {p.code for p in search.page(db, Wanted(state=state), 0, 9)[1]}
            for state in ("here", "waiting", "left")
        }
    assert found == {"here": {"ADISA", "BENTO", "TAM", "ANA"}, "waiting": {"ADISA", "BENTO", "TAM"}, "left": {"DAO"}}


# The page


def test_the_list_is_paged_searched_and_filtered_by_the_address(opened: house.House, cast: Who) -> None:
    crowd(opened.ground, 120)

    def shown(**address: str) -> str:
        return Tab(opened, cast("ADISA")).open("people", **address).html

    assert "พบ 125 คน" in shown()
    assert shown().count('href="/person?id=') == 50
    assert "P0119" not in shown()
    assert "P0119" in shown(q="คนที่ 011")
    assert shown(p="3").count('href="/person?id=') == 25
    assert shown(p="99").count('href="/person?id=') == 25, "the last page, for one that is no more"
    assert "ไม่พบ “ไม่มีใคร”" in shown(q="ไม่มีใคร")
    assert "พบ 61 คน" in shown(unit="กลุ่มงานสอง")
    assert "ยังไม่มีผู้ที่ออกจากบัญชี" in shown(show="ออกแล้ว")


def test_an_administrator_of_a_part_sees_that_part(opened: house.House, cast: Who) -> None:
    with opened.ground.write() as writing:
        roster.grant(writing, cast("DAO").id, "administrator", cast("DAO").unit)
    tab = Tab(opened, cast("DAO")).open("people")
    assert "พบ 1 คน" in tab.html
    tab.open("person", id=cast("ANA").id)
    assert tab.shows("ไม่พบบุคคลนี้ในหน่วยงานที่ท่านดูแล")
    assert not tab.shows("อานา")


def test_adding_keeps_what_was_typed_and_stays_open_until_it_is_right(opened: house.House, cast: Who) -> None:
    tab = Tab(opened, cast("ADISA")).open("people")
    assert not tab.app.expander[0].proto.expanded
    tab.app.text_input(key="add/name").set_value("อานา ทดสอบ")
    tab.app.text_input(key="add/position").set_value("แพทย์")
    tab.app.selectbox(key="add/unit").set_value("กลุ่มงานสอง")
    tab.submit()
    assert tab.app.error[0].value.startswith("มีผู้ชื่อ “อานา ทดสอบ” อยู่แล้ว (ANA) ยังไม่ได้บันทึก")
    assert tab.app.expander[0].proto.expanded
    assert tab.app.text_input(key="add/position").value == "แพทย์"
    tab.submit()
    assert tab.app.success[0].value == "เพิ่ม อานา ทดสอบ แล้ว", "pressed again: somebody else"
    assert someone(opened.ground, "S0001").unit == cast("DAO").unit


# The person


@pytest.fixture
def ana(opened: house.House, cast: Who) -> Tab:
    """Ana's page, open in front of Adisa."""
    return Tab(opened, cast("ADISA")).open("person", id=cast("ANA").id)


def field(tab: Tab, name: str) -> str:
    """The key of a field of the person's form."""
    id = tab.app.query_params["id"]
    return f"person/{id if isinstance(id, str) else id[0]}/{tab.app.session_state['person/n']}/{name}"


def test_data_units_and_a_move_of_march_are_saved(opened: house.House, cast: Who, ana: Tab) -> None:
    dao, adisa = cast("DAO"), cast("ADISA")
    ana.app.text_input(key=field(ana, "name")).set_value("อานา นามใหม่")
    ana.app.selectbox(key=field(ana, "unit")).set_value("กลุ่มงานสอง")
    ana.app.text_input(key=field(ana, "since")).set_value("1/3/2569")
    ana.app.multiselect(key=field(ana, "also")).set_value([OFFICE])
    ana.submit()
    assert ana.app.success[0].value == "บันทึกแล้ว"
    after = someone(opened.ground, "ANA")
    assert (after.name, after.unit, after.also) == ("อานา นามใหม่", dao.unit, (adisa.unit,))
    with opened.ground.read() as db:
        assert [fact.body["on"] for fact in of_kind(db, "UnitChanged")] == ["2026-03-01"]
    assert ana.app.text_input(key=field(ana, "name")).value == "อานา นามใหม่"
    assert ana.shows("(+ สำนักงานทดสอบ)")
    assert list(opened.audit()) == []


@pytest.mark.parametrize(("since", "said"), [("1/3/2575", "ยังไม่ถึง"), ("เมื่อวาน", "ไม่ใช่วันที่"), ("", "ไม่ใช่วันที่")])
def test_a_move_without_a_day_that_was_is_not_saved(
    opened: house.House, cast: Who, ana: Tab, since: str, said: str
) -> None:
    before = cast("ANA")
    ana.app.selectbox(key=field(ana, "unit")).set_value("กลุ่มงานสอง")
    ana.app.text_input(key=field(ana, "since")).set_value(since)
    ana.app.text_input(key=field(ana, "position")).set_value("แพทย์")
    ana.submit()
    assert said in ana.app.error[0].value
    assert someone(opened.ground, "ANA") == before
    assert ana.app.text_input(key=field(ana, "position")).value == "แพทย์"


def test_roles_are_given_and_taken_away(opened: house.House, cast: Who, ana: Tab) -> None:
    ana.app.selectbox(key=field(ana, "role")).set_value("manager")
    ana.app.selectbox(key=field(ana, "over")).set_value("กลุ่มงานสอง")
    ana.click("role/give")
    two = cast("DAO").unit
    assert someone(opened.ground, "ANA").grants == (("manager", two),)
    ana.click(f"role/manager/{two}")
    assert someone(opened.ground, "ANA").grants == ()


def test_the_last_who_administers_the_whole_keeps_the_role_and_stays(opened: house.House, cast: Who) -> None:
    adisa = cast("ADISA")
    tab = Tab(opened, adisa).open("person", id=adisa.id)
    tab.click(f"role/administrator/{adisa.unit}")
    assert "คนสุดท้าย" in tab.app.error[0].value
    tab.click("leave/ask").click("leave/go")
    assert "คนสุดท้าย" in tab.app.error[0].value
    assert someone(opened.ground, "ADISA").grants == adisa.grants

    with opened.ground.write() as writing:
        roster.grant(writing, cast("TAM").id, "administrator", adisa.unit)
    tab.open("person", id=adisa.id).click(f"role/administrator/{adisa.unit}")
    assert someone(opened.ground, "ADISA").grants == ()


def test_somebody_leaves_from_a_day_after_a_question_and_comes_back(
    opened: house.House, cast: Who, ana: Tab, clock: Clock
) -> None:
    id = cast("ANA").id
    ana.click("leave/ask")
    assert someone(opened.ground, "ANA").active
    ana.app.text_input(key=field(ana, "on")).set_value("2026-11-02")
    ana.click("leave/go")
    assert ana.app.success[0].value == "นางสาวอานา ทดสอบ ออกจากบัญชีแล้ว"
    with opened.ground.read() as db:
        assert [fact.body for fact in of_kind(db, "PersonLeft")] == [{"on": "2026-11-02"}]
    assert not someone(opened.ground, "ANA").active
    ana.open("person", id=id).click("back/go")
    assert someone(opened.ground, "ANA").active
    assert list(opened.audit()) == []


def test_who_holds_a_role_beyond_reach_is_seen_and_not_touched(opened: house.House, cast: Who) -> None:
    dao, bento = cast("DAO"), cast("BENTO")
    with opened.ground.write() as writing:
        roster.grant(writing, dao.id, "administrator", bento.unit)
        roster.grant(writing, bento.id, "manager", cast("ADISA").unit)
    tab = Tab(opened, someone(opened.ground, "DAO")).open("person", id=bento.id)
    assert tab.shows("มีบทบาทนอกหน่วยงานที่ท่านดูแล")
    assert tab.keys == []


def test_every_click_asks_again_whether_the_person_is_within_reach(opened: house.House, cast: Who) -> None:
    dao = cast("DAO")
    with opened.ground.write() as writing:
        roster.grant(writing, dao.id, "administrator", cast("ANA").unit)
    tab = Tab(opened, someone(opened.ground, "DAO")).open("person", id=cast("ANA").id)
    with opened.ground.write() as writing:
        roster.grant(writing, cast("ANA").id, "manager", cast("ADISA").unit)
        before = head(writing.db)
    for key in ("link/go", "role/give"):
        Tab.click(tab, key)
        assert "ไม่อยู่ในหน่วยงานที่ท่านดูแล" in tab.app.error[0].value
        with opened.ground.write() as writing:  # for the next click the page is theirs again, and then not
            roster.withdraw(writing, cast("ANA").id, "manager", cast("ADISA").unit)
        tab.run()
        with opened.ground.write() as writing:
            roster.grant(writing, cast("ANA").id, "manager", cast("ADISA").unit)
    with opened.ground.read() as db:
        assert [
            fact for fact in of_kind(db, "RoleGranted") if fact.seq > before[0] and fact.unit == cast("ANA").unit
        ] == []
        assert db.conn.execute("select count(*) from people_links").fetchone() == (0,)


# The import, in the browser's place


def upload(monkeypatch: pytest.MonkeyPatch, text: str | None) -> None:
    monkeypatch.setattr(st, "file_uploader", lambda *_, **__: None if text is None else Chosen(text))


def test_a_doubt_is_decided_a_leaver_ticked_and_the_whole_undone(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(monkeypatch, f"code,name,unit\nANA,อานา ทดสอบ,{ONE}\nX1,ดาว ทดสอบ,{ONE}\n")
    tab = Tab(opened, cast("ADISA")).open("import")
    assert "import/go" not in tab.keys
    assert tab.shows("ยังต้องตัดสินอีก 1 แถว")
    tab.app.radio[0].set_value("other")
    tab.run()
    go = tab.app.button(key="import/go")
    assert go.label == "บันทึก 1 คน: ใหม่ 1"
    assert [box.label.split(" · ")[0] for box in tab.app.checkbox] == ["BENTO"]
    assert not tab.app.checkbox[0].value
    tab.app.checkbox[0].check()
    tab.run()
    assert tab.app.button(key="import/go").label == "บันทึก 2 คน: ใหม่ 1 · ออก 1"
    tab.click("import/go")
    assert tab.app.success[0].value == "ใหม่ 1 ปรับ 0 คงเดิม 1 ออก 1"
    assert not someone(opened.ground, "BENTO").active

    upload(monkeypatch, None)
    tab.open("import")
    (undo,) = [key for key in tab.keys if key and key.startswith("undo/")]
    tab.click(undo)
    assert tab.shows("1 คนที่เพิ่มจะออกจากบัญชี")
    assert tab.shows("1 คนที่ออกจะกลับมา")
    assert not tab.shows("คนจะได้ข้อมูล")
    assert someone(opened.ground, "X1").active, "only asked so far"
    tab.click("undo/go")
    assert tab.app.success[0].value == "ย้อนกลับแล้ว 2 คน"
    assert (someone(opened.ground, "X1").active, someone(opened.ground, "BENTO").grants) == (
        False,
        cast("BENTO").grants,
    )
    assert list(opened.audit()) == []


def test_a_leaver_s_day_that_is_none_writes_nothing(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(monkeypatch, f"code,name,unit\nNEW,ใหม่,{ONE}\n")
    tab = Tab(opened, cast("ADISA")).open("import")
    tab.app.checkbox[0].check()
    tab.run()
    tab.app.text_input(key="import/on").set_value("1/3/2575")
    tab.run().click("import/go")
    assert "ยังไม่ถึง" in tab.app.error[0].value
    with opened.ground.read() as db:
        assert Roster().by_code(db, "NEW") is None


def test_the_import_of_another_is_not_an_administrator_of_a_part_s_to_undo(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(monkeypatch, f"code,name,unit\nNEW,ใหม่,{TWO}\n")
    Tab(opened, cast("ADISA")).open("import").click("import/go")
    with opened.ground.write() as writing:
        roster.grant(writing, cast("DAO").id, "administrator", cast("DAO").unit)
    upload(monkeypatch, None)
    assert [key for key in Tab(opened, cast("DAO")).open("import").keys if key and key.startswith("undo/")] == []
    assert len([key for key in Tab(opened, cast("ADISA")).open("import").keys if key and key.startswith("undo/")]) == 1
