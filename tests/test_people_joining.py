"""Joining without a list: a poster, a code of one's own choice, and who admits whom."""

import re
from collections.abc import Callable
from datetime import date

import pypdfium2
import pytest
import zxingcpp
from conftest import OFFICE, Clock
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from story import Tab
from web import Read, Web, signed_out

import house
from core.directory import Person
from core.html import SHOWING
from core.language import Text
from core.settings import ADDRESS, OFFICE_ADDRESS, set_to
from people import poster
from people.joining import AT_MOST, code_wrong
from people.person import Draft
from people.store import joining
from people.store.directory import Roster

Who = Callable[[str], Person]
NEW = "buffalo by the river"
NOI = {"code": "noi7", "title": "นาง", "name": "น้อย มาใหม่", "position": "พยาบาล", "password": NEW}


@pytest.fixture(autouse=True)
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """app.py stands on the opened house."""
    monkeypatch.setattr(house, "house", lambda: opened)


@pytest.fixture
def web(opened: house.House) -> Web:
    with opened.ground.write() as writing:
        set_to(writing.db, OFFICE_ADDRESS, "http://192.168.1.20:8501")
    return Web(opened)


def unit_of(web: Web, name: str) -> str:
    with web.ground.read() as db:
        return next(id for id, unit in web.ground.directory.units(db).items() if unit.name.th == name)


def words(document: bytes) -> str:
    return str(pypdfium2.PdfDocument(document)[0].get_textpage().get_text_range()).replace("\r\n", "\n")


def hung(web: Web, person: Person, unit: str = "กลุ่มงานหนึ่ง", *, way: str = "admit", days: int = 30) -> str:
    """A poster for a unit; returns the path on it."""
    form = {"unit": unit_of(web, unit), "way": way, "days": str(days)}
    answer = web.signed_in(person).post("/posters", data=form)
    assert answer.headers["content-type"] == "application/pdf"
    return str(re.findall(r"/joining/[a-z2-9-]{19}", words(answer.content))[0])


def on_roster(web: Web) -> set[str]:
    with web.ground.read() as db:
        return {person.code for person in Roster().everybody(db)}


def tries(client: TestClient, code: str, password: str) -> tuple[int, str]:
    answer = client.post("/sign-in", data={"code": code, "password": password})
    return answer.status_code, answer.text


def facts(web: Web) -> int:
    with web.ground.read() as db:
        return int(db.conn.execute("select count(*) from record_facts").fetchone()[0])


# The paper


def test_a_poster_says_whose_it_is_what_to_do_and_until_when_and_its_code_opens_outside_line() -> None:
    house_name, unit = Text(th="สำนักงานเขตทดสอบ", en="Office"), Text(th="กลุ่มงานหนึ่ง", en="One")
    address = "https://sujarit.example.go.th/joining/abcd-efgh-jkmn-pqrs"
    document = poster.pdf(poster.Sheet(house_name, unit, address, False, date(2026, 12, 22)), date(2026, 11, 23))
    said = words(document)
    for text in ("สำนักงานเขตทดสอบ", "กลุ่มงานหนึ่ง", address, "1.", "2.", "3.", "Scan the code", "22 ธันวาคม พ.ศ. 2569"):
        assert text in said
    assert "รอผู้กำกับติดตามรับเข้า" in said
    page = pypdfium2.PdfDocument(document)[0]
    assert page.get_size() == pytest.approx((595.28, 841.89), abs=0.1)
    code = zxingcpp.read_barcodes(page.render(scale=2).to_pil())[0]
    assert code.text == f"{address}?openExternalBrowser=1"
    across = (code.position.top_right.x - code.position.top_left.x) / 2 * 25.4 / 72
    assert across > 90, "mm: read across a room"


def test_the_longest_names_still_leave_room_for_the_code_and_the_steps() -> None:
    long = "ศูนย์บริการสาธารณสุข ๔๒ ถนอม ทองสิมา กลุ่มงานเวชศาสตร์ครอบครัวและชุมชน " * 2
    sheet = poster.Sheet(
        Text(th=long, en="x"),
        Text(th="หน่วย " + long, en="y"),
        f"https://{'a' * 60}.go.th/joining/x",
        True,
        date(2026, 12, 22),
    )
    page = pypdfium2.PdfDocument(poster.pdf(sheet, date(2026, 11, 23)))[0]
    text = page.get_textpage()
    lowest = min(text.get_rect(place)[1] for place in range(text.count_rects()))
    assert lowest > 12 / 25.4 * 72, "within the frame"
    code = zxingcpp.read_barcodes(page.render(scale=2).to_pil())[0]
    assert (code.position.top_right.x - code.position.top_left.x) / 2 * 25.4 / 72 > 40


# Making one


def test_managers_and_administrators_hang_posters_for_their_own_units_only(web: Web, cast: Who) -> None:
    bento, ana = cast("BENTO"), cast("ANA")
    assert signed_out(web.guest().get("/posters").headers["location"])
    assert [
        web.signed_in(ana).get("/posters").status_code,
        web.signed_in(cast("TAM")).post("/posters").status_code,
    ] == [403, 403]
    client = web.signed_in(bento)
    units = [each["value"] for each in Read(client.get("/posters").text).all("option")]
    assert unit_of(web, "กลุ่มงานหนึ่ง") in units
    assert unit_of(web, "กลุ่มงานสอง") not in units
    answer = client.post("/posters", data={"unit": unit_of(web, "กลุ่มงานสอง"), "way": "admit", "days": "30"})
    assert answer.status_code == 400
    assert client.post("/posters", data={"unit": unit_of(web, "กลุ่มงานหนึ่ง"), "days": "3000"}).status_code == 400
    assert hung(web, bento).startswith("/joining/")


def test_the_poster_bears_the_public_address_and_its_token_is_kept_nowhere(web: Web, cast: Who) -> None:
    with web.ground.write() as writing:
        set_to(writing.db, ADDRESS, "https://sujarit.example.go.th")
    adisa = web.signed_in(cast("ADISA"))
    form = {"unit": unit_of(web, "กลุ่มงานสอง"), "way": "at-once", "days": "7"}
    answer = adisa.post("/posters", data=form)
    assert answer.headers["cache-control"] == "no-store"
    link = re.findall(r"https://sujarit\.example\.go\.th(/joining/\S+)", words(answer.content))[0]
    assert web.guest().get(link).status_code == 200
    assert web.guest().get(link.upper().replace("/JOINING", "/joining")).status_code == 200, "typed in capitals"
    with web.ground.read() as db:
        assert link.rsplit("/", 1)[1] not in "\n".join(db.conn.iterdump())


# Joining


def test_at_once_means_on_the_roster_of_that_unit_and_signed_in(web: Web, cast: Who) -> None:
    path = hung(web, cast("BENTO"), way="at-once")
    client = web.guest()
    page = Read(client.get(path).text)
    assert OFFICE in page.text or "กลุ่มงานหนึ่ง" in page.text
    assert "ประกาศความเป็นส่วนตัว" in page.text
    answer = client.post(path, data=NOI)
    assert (answer.status_code, answer.headers["location"]) == (303, "/first-step")
    assert client.get("/").headers["location"] == "/privacy?back=/", "the notice comes first"
    noi = cast("noi7")
    assert (noi.full_name, noi.position, noi.unit) == ("นางน้อย มาใหม่", "พยาบาล", unit_of(web, "กลุ่มงานหนึ่ง"))
    assert noi.grants == (), "nobody gives themselves a role"
    assert tries(web.guest(), "NOI7", NEW)[0] == 303


def test_whoever_waits_is_not_on_the_roster_nor_in_the_record_and_is_told_so(web: Web, cast: Who) -> None:
    path, before = hung(web, cast("BENTO")), facts(web)
    client = web.guest()
    answer = client.post(path, data=NOI)
    assert (answer.status_code, "รอรับเข้า" in answer.text) == (200, True)
    assert (on_roster(web) & {"noi7"}, facts(web)) == (set(), before)
    status, page = tries(web.guest(), "NOI7", NEW)
    assert (status, "รอรับเข้า" in page) == (200, True)
    status, page = tries(web.guest(), "noi7", "wrong")
    assert (status, "รอรับเข้า" in page) == (403, False), "only with the right password"
    assert client.get("/").status_code == 303


def test_the_form_names_everything_that_is_wrong_keeps_what_was_typed_and_writes_nothing(web: Web, cast: Who) -> None:
    path, client = hung(web, cast("BENTO"), way="at-once"), web.guest()
    script = '"><script>x</script>'
    answer = client.post(path, data={"code": "a b", "title": script, "name": "", "password": "short"})
    page = Read(answer.text)
    assert answer.status_code == 400
    assert len([each for each in page.all("div") if each.get("role") == "alert"]) == 3
    kept = {each["name"]: each["value"] for each in page.all("input") if "name" in each}
    assert (kept["title"], kept["code"], kept["password"]) == (script, "a b", "")
    assert page.inline["script"] == [SHOWING]
    for taken in ("ANA", "ana"):
        text = client.post(path, data={**NOI, "code": taken}).text
        assert "มีผู้ใช้แล้ว" in text
        assert cast("ANA").name not in text, "that it is taken, and not by whom"
    assert on_roster(web) == {"ADISA", "BENTO", "TAM", "ANA", "DAO"}
    client.post(path, data=NOI)
    assert "มีผู้ใช้แล้ว" in client.post(path, data={**NOI, "name": "คนอื่น", "code": "NOI7"}).text


@given(st.text(max_size=25))
def test_a_code_of_ones_own_choice_is_plain_or_the_rule_is_told(code: str) -> None:
    wrong = code_wrong(code, False)
    if wrong is None:
        assert 3 <= len(code) <= 20
        assert not re.search(r"[\s<>&\"'/\\]", code)
    else:
        assert "3–20 ตัว" in wrong.th
        assert "3 to 20" in wrong.en


def test_a_namesake_waits_whatever_the_poster_says_and_is_marked_for_whoever_admits(
    opened: house.House, web: Web, cast: Who
) -> None:
    bento = cast("BENTO")
    path = hung(web, bento, way="at-once")
    assert "รอรับเข้า" in web.guest().post(path, data={**NOI, "name": "ดาว ทดสอบ"}).text
    web.guest().post(hung(web, bento), data={**NOI, "code": "other"})
    page = Tab(opened, bento).open("joining")
    assert page.html.count("อาจซ้ำ") == 1
    assert "DAO" not in page.html, "Dao's unit is not Bento's: that there is one, and no more"
    page = Tab(opened, cast("ADISA")).open("joining")
    assert "DAO · กลุ่มงานสอง" in page.html


def test_admitting_puts_them_on_the_roster_with_the_password_that_they_chose(
    opened: house.House, web: Web, cast: Who
) -> None:
    web.guest().post(hung(web, cast("BENTO")), data=NOI)
    page = Tab(opened, cast("BENTO")).open("joining")
    assert "นางน้อย มาใหม่" in page.html
    admit = next(key for key in page.keys if key and key.startswith("admit/"))
    page.click(admit)
    assert "noi7" not in on_roster(web), "first it asks"
    page.click("joining/yes")
    assert "รับเข้าแล้ว" in page.html
    assert (cast("noi7").unit, tries(web.guest(), "noi7", NEW)[0]) == (unit_of(web, "กลุ่มงานหนึ่ง"), 303)
    assert "ยังไม่มีใครรออยู่" in page.run().html
    assert [str(each) for each in opened.audit()] == []


def test_declining_tells_the_person_a_word_and_forgets_who_they_are(opened: house.House, web: Web, cast: Who) -> None:
    path = hung(web, cast("BENTO"))
    web.guest().post(path, data=NOI)
    page = Tab(opened, cast("BENTO")).open("joining")
    page.click(next(key for key in page.keys if key and key.startswith("decline/")))
    page.app.text_input(key="joining/word").set_value("ท่านมีรหัสอยู่แล้ว <b>")
    page.click("joining/yes")
    status, text = tries(web.guest(), "noi7", NEW)
    assert (status, "ท่านมีรหัสอยู่แล้ว &lt;b&gt;" in text) == (200, True)
    with web.ground.read() as db:
        assert db.conn.execute("select title, name, position from people_joining").fetchall() == [("", "", "")]
    assert "รอรับเข้า" in web.guest().post(path, data=NOI).text, "they may ask again"


def test_nobody_admits_into_a_unit_that_is_not_theirs(opened: house.House, web: Web, cast: Who) -> None:
    web.guest().post(hung(web, cast("ADISA"), "กลุ่มงานสอง"), data=NOI)
    bento = cast("BENTO")
    page = Tab(opened, bento).open("joining")
    assert "น้อย มาใหม่" not in page.html
    with web.ground.write() as writing:
        id = writing.db.conn.execute("select id from people_joining").fetchone()[0]
        mine = web.ground.directory.scope(writing.db, bento, "manager")
        assert joining.admit(writing, "x", id, mine) is not None
        assert not joining.decline(writing.db, id, mine, "", writing.at)
    assert web.signed_in(cast("ANA")).get("/joining").status_code == 403


def test_a_code_that_a_sheet_brought_meanwhile_is_not_given_twice(opened: house.House, web: Web, cast: Who) -> None:
    web.guest().post(hung(web, cast("BENTO")), data=NOI)
    house.admit_all(web.ground, [Draft("NOI7", "", "คนอื่น ทดสอบ", "", OFFICE)])
    page = Tab(opened, cast("BENTO")).open("joining")
    page.click(next(key for key in page.keys if key and key.startswith("admit/"))).click("joining/yes")
    assert "มีผู้ใช้ในบัญชีบุคลากรแล้ว" in page.html
    assert tries(web.guest(), "noi7", NEW)[0] == 403, "and the stranger's password opens nobody's account"


# Its end


def test_a_poster_ends_on_its_day_or_when_somebody_ends_it(
    opened: house.House, web: Web, cast: Who, clock: Clock
) -> None:
    bento = cast("BENTO")
    week, month = hung(web, bento, days=7), hung(web, bento)
    clock.goes(days=7)
    assert [web.guest().get(path).status_code for path in (week, month)] == [404, 200]
    page = Tab(opened, bento).open("joining")
    ends = [key for key in page.keys if key and key.startswith("end/")]
    assert len(ends) == 1
    page.click(ends[0])
    assert "คิวอาร์โค้ดบนโปสเตอร์ใช้ไม่ได้อีก" in page.html
    for answer in (web.guest().get(month), web.guest().post(month, data=NOI)):
        assert answer.status_code == 404
    with web.ground.write() as writing:
        id = writing.db.conn.execute("select id from people_posters").fetchone()[0]
        assert not joining.end(writing.db, id, frozenset(), writing.at)


def test_what_nobody_answered_is_deleted_after_sixty_days(
    opened: house.House, web: Web, cast: Who, clock: Clock
) -> None:
    path = hung(web, cast("BENTO"), days=90)
    web.guest().post(path, data=NOI)
    clock.goes(days=59)
    web.guest().post(path, data={**NOI, "code": "later"})
    with web.ground.read() as db:
        assert db.conn.execute("select count(*) from people_joining").fetchone() == (2,)
    clock.goes(days=1, minutes=1)
    Tab(opened, cast("BENTO")).open("joining")
    with web.ground.read() as db:
        assert db.conn.execute("select code from people_joining").fetchall() == [("later",)]


# Floods


def test_a_flood_from_one_address_slows_down_and_a_meeting_does_not(web: Web, cast: Who, clock: Clock) -> None:
    path = hung(web, cast("BENTO"), days=90)
    wrong = {**NOI, "password": "short"}
    answers = [web.guest(address="198.51.100.1").post(path, data=wrong).status_code for _ in range(201)]
    assert (answers.count(400), answers[-1]) == (200, 429)
    assert web.guest(address="198.51.100.2").post(path, data=wrong).status_code == 400
    clock.goes(seconds=15)
    assert web.guest(address="198.51.100.1").post(path, data=wrong).status_code == 400, (
        "a quarter of a minute is enough"
    )


def test_asking_which_codes_are_taken_is_slowed_down_soon(web: Web, cast: Who, clock: Clock) -> None:
    path = hung(web, cast("BENTO"), days=90)
    wrong = {**NOI, "code": "ANA", "password": "short"}
    answers = [web.guest().post(path, data=wrong).status_code for _ in range(21)]
    assert (answers.count(400), answers[-1]) == (20, 429)
    clock.goes(seconds=15)
    assert web.guest().post(path, data=wrong).status_code == 400
    clock.goes(seconds=15)
    assert web.guest().post(path, data=wrong).status_code == 429, "twice as long now"


def test_behind_one_poster_only_so_many_wait(web: Web, cast: Who) -> None:
    path = hung(web, cast("BENTO"))
    with web.ground.write() as writing:
        writing.db.conn.executemany(
            "insert into people_joining (id, poster, unit, code, title, name, position, hash, at)"
            " select :n, id, unit, :n, '', '', '', '', at from people_posters",
            [{"n": f"x{n}"} for n in range(AT_MOST)],
        )
    answer = web.guest().post(path, data=NOI)
    assert (answer.status_code, "มีผู้รอจำนวนมาก" in answer.text) == (400, True)


def test_a_form_of_another_site_or_size_is_refused(web: Web, cast: Who) -> None:
    path = hung(web, cast("BENTO"), way="at-once")
    assert web.guest(origin="https://evil.example").post(path, data=NOI).status_code == 403
    assert web.guest().post(path, data={**NOI, "name": "x" * 20_001}).status_code == 413
    assert "noi7" not in on_roster(web)


def test_whoever_waits_reads_that_in_the_other_language_too(web: Web, cast: Who) -> None:
    phone = web.guest()
    answer = phone.post(hung(web, cast("BENTO")), data=NOI)
    other = next(each for each in Read(answer.text).all("a") if each.get("lang") == "en")
    turned = phone.get(other["href"])
    assert "Waiting to be admitted" in phone.get(turned.headers["location"]).text
    again = phone.post("/sign-in", data={"code": NOI["code"], "password": NOI["password"]})
    assert "Waiting to be admitted" in again.text
    assert [each["href"] for each in Read(again.text).all("a") if each.get("lang") == "th"] == [
        "/language/th?back=/sign-in"
    ]
