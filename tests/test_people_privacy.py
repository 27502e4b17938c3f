"""The notice before first use, one's own data to take along, and an erasure that says what stays and why."""

import io
import json
import re
import zipfile
from collections.abc import Callable

import pytest
from conftest import OFFICE, PASSWORD, Clock
from starlette.testclient import TestClient
from story import ROOT, Tab, walks
from web import Read, Web, signed_out

import house
from core.directory import Person
from core.facts import NoticeRead
from core.record import of_kind
from people import load
from people.admission import new_link
from people.person import Draft
from people.store.directory import Roster

Who = Callable[[str], Person]
NOTICE = ROOT / "people" / "content" / "privacy.yaml"


@pytest.fixture(autouse=True)
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """app.py stands on the opened house."""
    monkeypatch.setattr(house, "house", lambda: opened)


@pytest.fixture
def web(opened: house.House) -> Web:
    return Web(opened)


def joined(web: Web, person: Person) -> TestClient:
    """The browser of somebody who came by their link a moment ago."""
    client = web.guest()
    with web.ground.write() as writing:
        link = f"/join/{new_link(web.ground, writing, person.id)}"
    assert client.post(link, data={"password": PASSWORD}).status_code == 303
    return client


def version(page: Read) -> str:
    return next(each["value"] for each in page.all("input") if each.get("name") == "version")


def office(opened: house.House, before: str, after: str) -> None:
    """The office's own notice: the shipped one, with one word changed."""
    folder = opened.ground.content / "people"
    folder.mkdir(parents=True, exist_ok=True)
    shipped = NOTICE.read_text(encoding="utf-8")
    assert before in shipped
    (folder / "privacy.yaml").write_text(shipped.replace(before, after), encoding="utf-8")
    opened.publish()
    assert opened.problems == []


# The notice


def test_the_notice_stands_before_the_first_page_and_leads_on_to_where_they_wanted(web: Web, cast: Who) -> None:
    ana = cast("ANA")
    client = joined(web, ana)
    assert client.get("/certificates?x=1").headers["location"] == "/privacy?back=/certificates%3Fx%3D1"
    page = Read(client.get("/privacy", params={"back": "/certificates?x=1"}).text)
    for text in ("เก็บอะไร", "เก็บเพื่ออะไร", "ใครเห็น", "เก็บนานเท่าใด", "ท่านขออะไรได้", "ติดต่อ"):
        assert text in page.text
    assert "มาตรา 22–24" in page.text
    assert "ตรวจสอบเมื่อ 21 พ.ย. 2569" in page.text, "a statement of law names its source and day"
    answer = client.post("/privacy", params={"back": "/certificates?x=1"}, data={"version": version(page)})
    assert (answer.status_code, answer.headers["location"]) == (303, "/certificates?x=1")
    assert client.get("/certificates").status_code == 200
    client.post("/privacy", data={"version": version(page)})
    with web.ground.read() as db:
        read = [(fact.person, fact.said, fact.subject) for fact in of_kind(db, "NoticeRead")]
    assert read == [(ana.id, NoticeRead(version(page)), "privacy")], "once, however often it is said"
    assert "ท่านรับทราบแล้วเมื่อ 23 พฤศจิกายน พ.ศ. 2569" in client.get("/privacy").text


def test_everybody_may_read_the_notice_and_nobody_says_for_another_that_it_was_read(web: Web, cast: Who) -> None:
    guest = web.guest()
    page = guest.get("/privacy")
    assert (page.status_code, Read(page.text).all("form")) == (200, [])
    with web.ground.read() as db:
        found = load.notice(db)
    assert found is not None
    assert guest.post("/privacy", data={"version": found[0]}).status_code == 200
    with web.ground.read() as db:
        assert list(of_kind(db, "NoticeRead")) == []


def test_a_change_of_what_binds_waits_for_a_review_and_then_everybody_reads_anew(
    opened: house.House, web: Web, cast: Who
) -> None:
    client = web.signed_in(cast("ANA"))
    assert client.get("/").status_code == 200
    office(opened, "ติดต่อผู้ดูแลระบบของหน่วยงานท่าน", "โทร. 0 2000 0000")
    assert "โทร. 0 2000 0000" in client.get("/privacy").text
    assert client.get("/").status_code == 200, "whom to ask may change without asking anybody to read again"
    old = version(Read(joined(web, cast("TAM")).get("/privacy").text))
    office(opened, "ลบเองเมื่อครบ 60 วัน", "ลบเองเมื่อครบ 30 วัน")
    assert [(each.room, each.slug) for each in opened.waiting] == [("people", "privacy")]
    assert client.get("/").status_code == 200, "nothing is in force before a person has looked at it"
    assert opened.review("people", "privacy") is None
    assert client.get("/").headers["location"] == "/privacy?back=/"
    answer = client.post("/privacy", data={"version": old})
    assert (answer.status_code, "30 วัน" in answer.text) == (200, True), (
        "what was shown is not what holds: it is shown anew"
    )
    client.post("/privacy", data={"version": version(Read(answer.text))})
    assert client.get("/").status_code == 200
    assert [str(each) for each in opened.audit()] == []


def test_a_notice_under_another_name_is_a_mistake_with_a_remedy(opened: house.House) -> None:
    folder = opened.ground.content / "people"
    folder.mkdir(parents=True)
    (folder / "notice.yaml").write_text(NOTICE.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "privacy.yaml").write_text(
        NOTICE.read_text(encoding="utf-8").replace("[pdpa]", "[law]"), encoding="utf-8"
    )
    opened.publish()
    told = "\n".join(str(each) for each in opened.problems)
    assert "call the file privacy.yaml" in told
    assert "there is no source “law”" in told


def test_the_audit_tells_a_reading_that_was_made_up_or_lost(opened: house.House, web: Web, cast: Who) -> None:
    web.signed_in(cast("ANA"))
    assert [str(each) for each in opened.audit()] == []
    with web.ground.store.write() as db:
        db.conn.execute("update people_notices set at = '2020-01-01T00:00:00.000000+00:00'")
    assert "the record does not say that it was read then" in " ".join(str(each) for each in opened.audit())
    with web.ground.store.write() as db:
        db.conn.execute("delete from people_notices")
    assert "no fact says that it was erased" in " ".join(str(each) for each in opened.audit())


# One's own data


def test_a_person_takes_along_what_every_room_keeps_of_them_and_of_nobody_else(
    opened: house.House, web: Web, cast: Who
) -> None:
    ana = cast("ANA")
    walks(opened, ana)
    assert signed_out(web.guest().get("/my-data.zip").headers["location"])
    answer = web.signed_in(ana).get("/my-data.zip")
    assert (answer.headers["content-type"], answer.headers["cache-control"]) == ("application/zip", "no-store")
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    names = set(archive.namelist())
    assert names >= {"my-data.html", "people.json", "lessons.json", "quizzes.json", "pledges.json", "badges.json"}
    people = json.loads(archive.read("people.json"))
    assert people["person"]["name"] == ana.name
    assert people["notices_read"], "and that they read the notice"
    html = archive.read("my-data.html").decode()
    assert re.findall(r"<th>[a-z_ ]+</th>", html) == [], "every field has its Thai word"
    page = Read(html)
    assert (page.language, page.inline["script"]) == ("th", [])
    for text in (f"ข้อมูลของฉัน: {ana.full_name}", "บทเรียนที่อ่าน", "คำตอบตามลำดับ", "23 พฤศจิกายน พ.ศ. 2569"):
        assert text in page.text
    whole = b"".join(archive.read(name) for name in names)
    for other in ("BENTO", "DAO", "ADISA"):
        assert cast(other).name.encode() not in whole
    assert b"$argon2" not in whole
    assert json.loads(json.dumps(opened.export("ANA")))["people"].keys() == people.keys()


def test_the_page_says_room_by_room_what_goes_and_what_stays(opened: house.House, cast: Who) -> None:
    page = Tab(opened, cast("ANA"), "en").open("my-data")
    assert 'href="/my-data.zip?openExternalBrowser=1"' in page.html
    assert [room.name for room in house.ROOMS if room.kept is None] == ["gifts"], "which keeps nothing of anybody"
    for room in house.ROOMS:
        if room.kept is None:
            continue
        for text in (room.kept.title, room.kept.goes, room.kept.stays):
            assert re.search(r"[ก-๙]", text.th)
            assert not re.search(r"[ก-๙]", text.en)
        assert room.kept.goes.en.split("’")[0] in page.html
    assert "/my-data" in page.html, "and the masthead leads there"


def test_a_name_with_a_script_in_it_is_text_in_the_file_too(web: Web) -> None:
    house.admit_all(web.ground, [Draft("EVIL", "", "<script>alert(1)</script>", "", OFFICE, "administrator")])
    with web.ground.read() as db:
        evil = Roster().by_code(db, "EVIL")
    assert evil is not None
    archive = zipfile.ZipFile(io.BytesIO(web.signed_in(evil).get("/my-data.zip").content))
    assert Read(archive.read("my-data.html").decode()).inline["script"] == []


# Erasure


def erases(opened: house.House, by: Person, code: str, again: str) -> Tab:
    page = Tab(opened, by).open("erasure", code=code)
    page.app.text_input(key="erasure/again").set_value(again)
    return page.submit()


def test_before_an_erasure_it_is_said_what_goes_and_stays_and_the_code_is_the_last_word(
    opened: house.House, web: Web, cast: Who, clock: Clock
) -> None:
    ana, adisa = cast("ANA"), cast("ADISA")
    walks(opened, ana)
    client = web.signed_in(ana)
    page = Tab(opened, adisa).open("erasure", code="ana")
    assert ana.full_name in page.html
    for room in house.ROOMS:
        if room.kept is None:
            continue
        assert room.kept.stays.th in page.html
    assert "ยังไม่ได้ลบอะไร" in erases(opened, adisa, "ANA", "DAO").html
    assert opened.export("ANA")["people"]["person"]["name"] == ana.name
    with web.ground.read() as db:
        figures = db.conn.execute("select count(*) from record_facts where person = ?", (ana.id,)).fetchone()[0]
    assert "ลบข้อมูลของรหัส ANA แล้ว" in erases(opened, adisa, "ANA", "ana").html
    with pytest.raises(LookupError):
        opened.export("ANA")
    assert client.get("/").status_code == 303, "their sign-ins are gone too"
    with web.ground.read() as db:
        dump = "\n".join(line for line in db.conn.iterdump())
        after = db.conn.execute("select count(*) from record_facts where person = ?", (ana.id,)).fetchone()[0]
    assert ana.name not in dump
    assert after == figures + 1, "what happened stays, and that it was erased"
    assert [str(each) for each in opened.audit()] == []


def test_oneself_the_last_administrator_and_strangers_are_refused_with_a_word(
    opened: house.House, web: Web, cast: Who
) -> None:
    adisa = cast("ADISA")
    house.admit_all(web.ground, [Draft("UNA", "", "อูนา ทดสอบ", "", f"{OFFICE} > กลุ่มงานหนึ่ง", "administrator")])
    assert "ท่านลบข้อมูลของตนเองไม่ได้" in Tab(opened, adisa).open("erasure", code="ADISA").html
    for code in ("DAO", "ADISA", "NOBODY"):
        page = Tab(opened, cast("UNA")).open("erasure", code=code)
        assert "ไม่มีผู้ใช้รหัสนี้ในหน่วยงานที่ท่านดูแล" in page.html, "beyond her units there is nobody"
        assert "ทดสอบ</h2>" not in page.html
    assert Tab(opened, cast("UNA")).open("erasure", code="ANA").shows("พิมพ์รหัส ANA อีกครั้งเพื่อยืนยัน")
    assert web.signed_in(cast("BENTO")).get("/erasure").status_code == 403


def test_an_erasure_is_all_or_nothing(
    opened: house.House, web: Web, cast: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    walks(opened, cast("ANA"))
    before = opened.export("ANA")

    def fails(*_: object) -> None:
        raise RuntimeError("the disk is full")

    broken = tuple(
        room if room.name != "people" else type("Broken", (), {"name": "people", "erase": staticmethod(fails)})
        for room in house.ROOMS
    )
    monkeypatch.setattr(house, "ROOMS", broken)
    with pytest.raises(RuntimeError):
        opened.erase("ANA")
    monkeypatch.undo()
    assert opened.export("ANA") == before
