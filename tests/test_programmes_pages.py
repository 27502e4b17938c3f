"""The pages on which programmes are made and changed: in words, rehearsed, and never behind somebody's back."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import CAST, OFFICE, Clock
from story import PROGRAMME, Tab, begins, next_year, sits, walks
from test_programmes_words import no_third_form

import badges.store
import house
from core.db import rows
from core.directory import Person
from core.library import current
from core.record import head
from people.store import roster
from programmes import load
from programmes.programme import Programme
from programmes.written import written

Who = Callable[[str], Person]
RUNNING, COMING, ENDED = (f"<h2 class=sj-part>{state}</h2>" for state in ("เปิดอยู่", "ยังไม่ถึงวันเริ่ม", "สิ้นสุดแล้ว"))


@pytest.fixture(autouse=True)
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """app.py stands on the opened house."""
    monkeypatch.setattr(house, "house", lambda: opened)


def programme(opened: house.House, slug: str = PROGRAMME) -> Programme:
    with opened.ground.read() as db:
        known = load.programme(db, slug)
    assert known is not None, f"{slug} is not in force"
    return known[1]


def key(opened: house.House, name: str, slug: str = PROGRAMME, *, new: bool = False) -> str:
    """A field's key: it begins with the version that it started from."""
    with opened.ground.read() as db:
        version = current(db, "programmes", slug)
    return f"programme/{f'new/{slug}' if new else slug}/{(version or '')[:12]}/{name}"


def own(opened: house.House, slug: str = PROGRAMME) -> Path:
    return opened.ground.content / "programmes" / f"{slug}.yaml"


def form(opened: house.House, person: Person, slug: str = PROGRAMME) -> Tab:
    return Tab(opened, person).open("programme", programme=slug)


def everything(opened: house.House) -> dict[str, object]:
    """Every row of every table but sign-ins, and the files."""
    with opened.ground.read() as db:
        tables = [r["name"] for r in rows(db, "select name from sqlite_schema where type = 'table'")]
        kept = {name: rows(db, f"select * from {name}") for name in tables if name not in ("people_signins",)}
    return {**kept, "files": sorted(opened.ground.content.rglob("*"))}


# The overview.


def test_the_overview_says_what_runs_comes_and_has_ended_with_how_many_people(
    opened: house.House, cast: Who, clock: Clock
) -> None:
    next_year(opened, 2571)
    next_year(opened, 2569)
    sits(opened, cast("ANA"), "pre")
    walks(opened, cast("DAO"))
    tab = Tab(opened, cast("TAM")).open("programmes")

    html = tab.html
    assert html.index(RUNNING) < html.index(COMING) < html.index(ENDED)
    running = html[html.index(RUNNING) : html.index(COMING)]
    assert [running.count(f"<b>{number}</b>") for number in (5, 2, 1)] == [1, 1, 1]
    assert "เหลืออีก 311 วัน" in running
    assert "สำหรับ: ทุกคน" in running
    assert "<b>–</b>" in html[html.index(ENDED) :]


def test_trainers_of_a_part_change_no_programme(opened: house.House, cast: Who) -> None:
    dao = cast("DAO")
    with opened.ground.write() as writing:
        roster.grant(writing, dao.id, "trainer", dao.unit)
    tab = Tab(opened, dao).open("programmes")
    assert tab.shows("หน้านี้สำหรับวิทยากรและผู้ดูแลระบบของทั้งหน่วยงาน")
    assert tab.app.button == []
    assert Tab(opened, dao).open("programme", programme=PROGRAMME).shows("ท่านไม่มีสิทธิแก้ไข")


# A new one, from a template.


def test_a_new_programme_is_made_from_a_template_checked_in_words_and_written_as_a_file(
    opened: house.House, cast: Who
) -> None:
    tab = Tab(opened, cast("TAM")).open("programme", template=PROGRAMME)
    assert tab.app.text_input(key=key(opened, "code", new=True)).value == "STRONG-2570-2"

    tab.app.text_input(key=key(opened, "code", new=True)).set_value("strong-2570")
    tab.run()
    assert tab.shows("มีหลักสูตรรหัส STRONG-2570 อยู่แล้ว — ตั้งรหัสอื่น เช่น เติม -2")
    assert "look" not in tab.keys

    tab.app.text_input(key=key(opened, "code", new=True)).set_value("NURSES-2570")
    tab.app.text_input(key=key(opened, "th", new=True)).set_value("สำหรับพยาบาล")
    tab.app.multiselect(key=key(opened, "positions", new=True)).set_value(["พยาบาลวิชาชีพ"])
    tab.app.checkbox(key=key(opened, "whole", new=True)).set_value(False)
    tab.run()
    tab.app.selectbox(key=key(opened, "first/day", new=True)).set_value(31)
    tab.app.selectbox(key=key(opened, "first/month", new=True)).set_value(2)
    tab.run()
    assert tab.shows("“วันแรก” ไม่ใช่วันที่แบบ 2026-11-21: “2026-02-31”")
    tab.app.selectbox(key=key(opened, "first/day", new=True)).set_value(1)
    tab.run().click("look")
    assert tab.shows("เข้ามาใหม่")
    assert tab.shows("นางสาวอานา ทดสอบ, นางสาวดาว ทดสอบ")
    assert own(opened, "nurses-2570").exists() is False

    tab.click("use")

    found = programme(opened, "nurses-2570")
    assert tab.shows("ใช้ “สำหรับพยาบาล” แล้ว")
    assert (found.title.th, found.positions, found.first and found.first.isoformat()) == (
        "สำหรับพยาบาล", ("พยาบาลวิชาชีพ",), "2026-02-01",
    )  # fmt: skip
    assert own(opened, "nurses-2570").read_text(encoding="utf-8") == written(found)
    with opened.ground.read() as db:
        assert [b.slug for b in opened.paths.mine(db, cast("ANA"))] == ["nurses-2570", PROGRAMME]
        assert [b.slug for b in opened.paths.mine(db, cast("TAM"))] == [PROGRAMME]
    assert list(opened.audit()) == []


def test_what_is_wrong_is_told_in_words_while_it_is_filled_in(opened: house.House, cast: Who) -> None:
    no_third_form(opened)
    tab = form(opened, cast("TAM"))
    tab.app.radio(key=key(opened, "forms")).set_value("A B C")
    tab.run()
    assert tab.shows("ข้อสอบเรื่อง gifts ไม่มีชุด C — ใช้ชุดที่ทุกเรื่องมี: A, B")
    tab.app.text_input(key=key(opened, "th")).set_value("  ")
    tab.run()
    assert tab.shows("“ชื่อหลักสูตร” ว่างเปล่า")
    assert tab.shows("ยังใช้ไม่ได้ แก้ 1 แห่งที่บอกไว้ข้างบน")


def test_a_form_that_is_opened_and_left_alone_changes_nothing(opened: house.House, cast: Who) -> None:
    tab = form(opened, cast("TAM"))
    assert tab.shows("ยังไม่มีการเปลี่ยนแปลง")
    assert "look" not in tab.keys


# A change of what people have used.


def test_a_change_shows_whom_it_touches_and_nothing_happens_before_it_is_confirmed(
    opened: house.House, cast: Who
) -> None:
    walks(opened, cast("ANA"))
    begins(opened, cast("DAO"), "pre")
    tab = form(opened, cast("ADISA"))
    before = everything(opened)

    tab.app.multiselect(key=key(opened, "units")).set_value(["กลุ่มงานหนึ่ง"])
    tab.run().click("look")

    assert everything(opened) == before
    assert tab.shows("หน่วยงาน: กลุ่มงานหนึ่ง")
    html = tab.html.replace(' class="n"', "").replace(" class=n", "")
    for line in (
        "<td>ผู้เรียนทั้งหมดหลังเปลี่ยน</td><td>2</td>", "<td>หลุดออก</td><td>3</td>", "<td>เข้ามาใหม่</td><td>0</td>",
        "<td>ในจำนวนที่หลุดออก เริ่มแล้ว</td><td>1</td>", "<td>เริ่มทำแล้ว รวมที่รับแบบทดสอบกระดาษ</td><td>2</td>",
    ):  # fmt: skip
        assert line in html
    assert tab.shows("นางสาวดาว ทดสอบ")
    assert tab.shows("สิ่งที่ทำไปแล้วคงเดิม")

    tab.click("cancel")
    assert "use" not in tab.keys
    assert everything(opened) == before
    tab.click("look").click("use")

    assert programme(opened).units == ("กลุ่มงานหนึ่ง",)
    with opened.ground.read() as db:
        assert opened.paths.mine(db, cast("DAO")) == []
        assert "strong" in [each.credential for each in badges.store.held(db, cast("ANA").id)]
    assert (opened.problems, opened.waiting) == ([], [])
    assert list(opened.audit()) == []


def test_who_would_reach_or_miss_another_criterion_is_counted_and_few_are_not_told_how_few(
    opened: house.House, cast: Who
) -> None:
    for code in ("ANA", "DAO"):
        sits(opened, cast(code), "post", right=0)
    tab = form(opened, cast("TAM"))
    tab.app.number_input(key=key(opened, "criterion")).set_value(0)
    tab.run().click("look")
    html = tab.html.replace(" class=n", "")
    assert "<td>จะถึงเกณฑ์เพิ่ม</td><td>น้อยกว่า\u00a05</td>" in html
    assert "<td>จะไม่ถึงเกณฑ์แล้ว</td><td>0</td>" in html

    for code in ("TAM", "BENTO", "ADISA"):
        sits(opened, cast(code), "post", right=0)
    tab.click("look")
    assert "<td>จะถึงเกณฑ์เพิ่ม</td><td>5</td>" in tab.html.replace(" class=n", "")


def test_certificates_that_a_change_would_issue_are_counted_before_and_issued_after(
    opened: house.House, cast: Who
) -> None:
    ana = cast("ANA")
    walks(opened, ana, steps=4)  # all but the pledge
    tab = form(opened, cast("ADISA"))
    tab.app.selectbox(key=key(opened, "pledge")).set_value("")
    tab.run().click("look")
    told = tab.html.replace(" class=n", "")
    with opened.ground.read() as db:
        before = len(badges.store.held(db, ana.id))
    tab.click("use")
    with opened.ground.read() as db:
        issued = len(badges.store.held(db, ana.id)) - before
    assert issued >= 1
    assert f"<td>เกียรติบัตรและเหรียญตราที่จะออกทันที</td><td>{issued}</td>" in told


def test_confirming_is_refused_when_something_was_written_since_and_the_entries_stay(
    opened: house.House, cast: Who
) -> None:
    begins(opened, cast("ANA"), "pre")
    tab = form(opened, cast("TAM"))
    tab.app.number_input(key=key(opened, "criterion")).set_value(55)
    tab.run().click("look")
    sits(opened, cast("DAO"), "pre")

    tab.click("use")

    assert programme(opened).criterion == 70
    assert "criterion: 70" in own(opened).read_text(encoding="utf-8")
    assert tab.shows("ยังไม่ได้ใช้ เพราะมีข้อมูลใหม่เข้ามาหลังจากที่ลองดู")
    assert tab.app.number_input(key=key(opened, "criterion")).value == 55
    tab.click("look").click("use")
    assert programme(opened).criterion == 55


def test_what_was_looked_at_is_forgotten_when_the_entries_change(opened: house.House, cast: Who) -> None:
    tab = form(opened, cast("TAM"))
    tab.app.number_input(key=key(opened, "criterion")).set_value(55)
    tab.run().click("look")
    assert "use" in tab.keys
    tab.app.number_input(key=key(opened, "criterion")).set_value(56)
    tab.run()
    assert "use" not in tab.keys


def test_whoever_lost_the_right_meanwhile_brings_nothing_into_force(opened: house.House, cast: Who) -> None:
    tam = cast("TAM")
    tab = form(opened, tam)
    tab.app.number_input(key=key(opened, "criterion")).set_value(55)
    tab.run().click("look")
    with opened.ground.write() as writing:
        roster.withdraw(writing, tam.id, "trainer", tam.unit)
        roster.grant(writing, tam.id, "trainer", cast("DAO").unit)
    tab.app.button(key="use").click()
    tab.run()
    assert programme(opened).criterion == 70


# A file that was edited by hand.


def test_a_file_edited_by_hand_is_said_to_be_one_and_a_copy_of_it_is_kept(opened: house.House, cast: Who) -> None:
    shipped = (Path(house.__file__).parent / "programmes" / "content" / f"{PROGRAMME}.yaml").read_text(encoding="utf-8")
    own(opened).parent.mkdir(parents=True, exist_ok=True)
    text = f"# ห้ามลืม: ของเรา\n{shipped}"
    own(opened).write_text(text, encoding="utf-8")
    tab = form(opened, cast("TAM"))
    tab.app.number_input(key=key(opened, "criterion")).set_value(55)
    tab.run().click("look")
    assert tab.shows("แฟ้มเดิมแก้ด้วยมือ")
    tab.click("use")

    [copy] = own(opened).parent.glob("*.old")
    assert copy.read_text(encoding="utf-8") == text
    assert tab.shows(copy.name)
    assert own(opened).read_text(encoding="utf-8") == written(programme(opened))
    opened.publish()
    assert (opened.problems, opened.waiting) == ([], [])

    tab = form(opened, cast("TAM"))
    tab.app.number_input(key=key(opened, "criterion")).set_value(56)
    tab.run().click("look")
    assert not tab.shows("แฟ้มเดิมแก้ด้วยมือ"), "this one the form wrote itself"
    tab.click("use")
    assert len(list(own(opened).parent.glob("*.old"))) == 1


def test_a_file_with_the_short_ending_is_written_over_and_not_shadowed(opened: house.House, cast: Who) -> None:
    short = own(opened).rename(own(opened).with_suffix(".yml"))
    short.write_text(written(programme(opened)), encoding="utf-8")
    tab = form(opened, cast("TAM"))
    tab.app.number_input(key=key(opened, "criterion")).set_value(55)
    tab.run().click("look").click("use")
    opened.publish()
    assert programme(opened).criterion == 55
    assert not own(opened).exists()


def test_an_order_of_steps_that_an_office_chose_stays_as_it_is(opened: house.House, cast: Who) -> None:
    text = written(programme(opened)).replace("  - pledge: integrity\n", "").replace("path:\n", "path:\n  - pledge: integrity\n")  # fmt: skip
    own(opened).parent.mkdir(parents=True, exist_ok=True)
    own(opened).write_text(text, encoding="utf-8")
    opened.publish()
    tab = form(opened, cast("TAM"))
    tab.app.number_input(key=key(opened, "criterion")).set_value(55)
    tab.run().click("look").click("use")
    assert programme(opened).stops[0] == ("pledge", "integrity")


# What waits on the page of the content.


def test_a_waiting_change_shows_its_lines_and_whom_it_touches_before_it_can_be_reviewed(
    opened: house.House, cast: Who
) -> None:
    begins(opened, cast("ANA"), "pre")
    own(opened).parent.mkdir(parents=True, exist_ok=True)
    changed = (
        written(programme(opened))
        .replace("criterion: 70", "criterion: 55")
        .replace("code:", f'units: ["{OFFICE}"]\ncode:')
    )
    own(opened).write_text(changed, encoding="utf-8")
    tab = Tab(opened, cast("TAM")).open("content").click("again")
    assert f"review/programmes/{PROGRAMME}" not in tab.keys

    tab.click(f"look/programmes/{PROGRAMME}")

    assert tab.shows("เกณฑ์ (ร้อยละ): 70")
    assert tab.shows("เกณฑ์ (ร้อยละ): 55")
    assert tab.shows(f"หน่วยงาน: {OFFICE}")
    assert tab.shows("ผู้เรียนทั้งหมดหลังเปลี่ยน")
    with opened.ground.read() as db:
        before = head(db)
    assert programme(opened).criterion == 70
    tab.click(f"review/programmes/{PROGRAMME}")
    assert programme(opened).criterion == 55
    with opened.ground.read() as db:
        assert head(db)[0] == before[0] + 1


def test_a_review_is_refused_when_something_was_written_after_the_look(opened: house.House, cast: Who) -> None:
    begins(opened, cast("ANA"), "pre")
    own(opened).parent.mkdir(parents=True, exist_ok=True)
    own(opened).write_text(written(programme(opened)).replace("criterion: 70", "criterion: 55"), encoding="utf-8")
    tab = Tab(opened, cast("TAM")).open("content").click("again").click(f"look/programmes/{PROGRAMME}")
    sits(opened, cast("DAO"), "pre")
    tab.click(f"review/programmes/{PROGRAMME}")
    assert programme(opened).criterion == 70
    assert tab.shows("ยังไม่ได้ใช้ เพราะมีข้อมูลใหม่เข้ามา")


# In English.

THAI = re.compile("[ก-๛]+")


def test_in_english_only_what_people_wrote_and_the_message_in_thai_are_thai(opened: house.House, cast: Who) -> None:
    sits(opened, cast("ANA"), "pre")
    names = {part for draft in CAST for part in (draft.title, *draft.name.split())} | {"ไทย", "ภาษาไทย"}
    tab = Tab(opened, cast("ADISA"), "en")
    for page, query in (
        ("programmes", {}),
        ("programme", {"programme": PROGRAMME}),
        ("reminders", {}),
        ("content", {}),
    ):
        tab.open(page, **query)
        text = re.sub(r"<style>.*?</style>|<pre[^>]* lang=.th.>.*?</pre>", "", tab.html, flags=re.DOTALL)
        for name in sorted(names, key=len, reverse=True):
            text = text.replace(name, "")
        assert THAI.findall(text) == [], page
        labels = [each.label for each in (*tab.app.text_input, *tab.app.selectbox, *tab.app.radio, *tab.app.checkbox)]
        assert [label for label in labels if THAI.search(label)] == [], page
