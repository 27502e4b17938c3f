"""The first minute: three fields, a code that is refused with a reason, a notice of five lines, and no dead end."""

import re
import unicodedata
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from conftest import PASSWORD
from hypothesis import given
from hypothesis import strategies as st
from story import ROOT, Tab
from test_people_doors import link_for
from test_people_joining import NEW, hung, tries
from web import Read, Web

import house
from core.directory import Person
from core.facts import NoticeRead
from core.gate import SHARED_COOKIE
from core.record import of_kind
from core.settings import CONTACT, OFFICE_ADDRESS, set_to, setting
from people import load
from people.columns import COLUMNS
from people.joining import RULE, code_wrong, own
from people.notice import LINE, WHOLE
from programmes.asked import ask

Who = Callable[[str], Person]
NOTICE = ROOT / "people" / "content" / "privacy.yaml"
THREE = {"name": "น้อย มาใหม่", "code": "เย็น01", "password": NEW}


@pytest.fixture(autouse=True)
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """app.py stands on the opened house."""
    monkeypatch.setattr(house, "house", lambda: opened)


@pytest.fixture
def web(opened: house.House) -> Web:
    with opened.ground.write() as writing:
        set_to(writing.db, OFFICE_ADDRESS, "http://192.168.1.20:8501")
    return Web(opened)


def at_once(web: Web, cast: Who) -> str:
    return hung(web, cast("BENTO"), way="at-once")


def version(web: Web) -> str:
    with web.ground.read() as db:
        found = load.notice(db)
    assert found is not None
    return found[0]


def own_notice(opened: house.House, text: str) -> None:
    """The office's own notice."""
    folder = opened.ground.content / "people"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "privacy.yaml").write_text(text, encoding="utf-8")
    opened.publish()


# The form


def test_three_fields_are_needed_and_the_password_is_typed_once(web: Web, cast: Who) -> None:
    page = Read(web.guest().get(at_once(web, cast)).text)
    typed = [each for each in page.all("input") if each.get("type") in ("text", "password")]
    assert [each["name"] for each in typed] == ["name", "password", "code", "title", "position"]
    assert [each["name"] for each in typed if "required" in each] == ["name", "password", "code"]
    assert "คำนำหน้าและตำแหน่ง (ไม่บังคับ)" in page.text
    names = [name for name, _ in page.elements]
    assert names.index("details") > max(
        n for n, (_, each) in enumerate(page.elements) if each.get("name") == "password"
    )
    assert "มีรหัสเข้าใช้งานอยู่แล้ว?" in page.text.partition("ชื่อและนามสกุล")[0], "the second way stands at the top"


def test_the_button_that_shows_a_password_is_hidden_where_no_script_runs(web: Web, cast: Who) -> None:
    for document in (web.guest().get(at_once(web, cast)).text, web.guest().get("/sign-in").text):
        page = Read(document)
        button = [each for each in page.all("button") if "data-shows" in each]
        assert len(button) == 1
        assert "name" not in button[0], "and it is not sent"
        assert "hidden" in button[0]
        assert len(page.inline["script"]) == 1


def test_a_mistake_stands_at_its_field_which_is_where_the_form_opens_again(web: Web, cast: Who) -> None:
    answer = web.guest().post(at_once(web, cast), data={**THREE, "code": "เย็น 01", "position": "พยาบาล"})
    page = Read(answer.text)
    inputs = {each["name"]: each for each in page.all("input") if "name" in each}
    assert [name for name, each in inputs.items() if "autofocus" in each] == ["code"]
    assert [name for name, each in inputs.items() if "aria-invalid" in each] == ["code"]
    assert "code-wrong" in inputs["code"]["aria-describedby"]
    assert (inputs["name"]["value"], inputs["position"]["value"]) == (THREE["name"], "พยาบาล")
    assert NEW not in answer.text, "a password is never sent back"
    assert "“เย็น 01” มีช่องว่าง" in page.text
    assert "open" in page.all("details")[0], "what was written in the folded part is seen"


# The code


@pytest.mark.parametrize("code", ["เย็น01", "malee25", "มาลี25", "ก.ข-3", "เพื่อน", "น้ำ๑๒", "แก้ว.ใจ", "ศุกร์9", "เกาะ7"])
def test_a_thai_word_is_a_code_and_opens_the_door_again(code: str) -> None:
    assert code_wrong(code, False) is None


def test_a_thai_code_signs_in_however_its_letters_were_typed(web: Web, cast: Who) -> None:
    path = at_once(web, cast)
    assert web.guest().post(path, data={**THREE, "code": "แม่น้ำ1"}).status_code == 303
    for typed in ("แม่น้ำ1", "เเม่น้ำ1", "แม่นํ้า1", " แม่น้ำ1 "):
        assert tries(web.guest(), typed, NEW)[0] == 303, typed
    assert "มีผู้ใช้แล้ว" in web.guest().post(path, data={**THREE, "name": "อื่น ใคร", "code": "เเม่น้ำ1"}).text


def test_one_account_is_one_account_to_the_slow_down_however_its_code_is_typed(web: Web, cast: Who) -> None:
    web.guest().post(at_once(web, cast), data={**THREE, "code": "แม่แก้ว"})
    spelt = ["แม่แก้ว", "เเม่แก้ว", "แม่เเก้ว", "เเม่เเก้ว"]
    statuses = [tries(web.guest(address=f"198.51.100.{n}"), spelt[n % 4], "wrong")[0] for n in range(6)]
    assert (statuses.count(403), statuses[-1]) == (5, 429)


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("", "ยังไม่มีรหัสเข้าใช้งาน"), ("a b", "มีช่องว่าง"), ("ab", "สั้นเกินไป"), ("a" * 21, "ยาวเกินไป"),
        ("a_b", "“_” ใช้ในรหัสไม่ได้"), ("นก/1", "“/” ใช้ในรหัสไม่ได้"), (".abc", "ที่ต้นหรือท้าย"), ("a..b", "ติดกัน"),
        ("นก่่1", "ผิดที่"), ("่นก1", "ผิดที่"), ("น่ี1", "ผิดที่"),
    ],
)  # fmt: skip
def test_a_refusal_says_what_is_wrong_with_what_was_typed(code: str, why: str) -> None:
    wrong = code_wrong(own(code), False)
    assert wrong is not None
    assert why in wrong.th
    assert RULE.th in wrong.th


@given(st.text(alphabet="aก่้ีิุะำเแ็์.-1", max_size=12))
def test_no_two_codes_look_alike(code: str) -> None:
    """What is taken is NFC, bears at most a vowel and a tone mark on a letter in that order, and no เเ."""
    code = own(code)
    if code_wrong(code, False) is None:
        assert unicodedata.normalize("NFC", code) == code == own(code)
        assert not re.search("[่้์][ิีุ็]|[่้์]{2}|[ิีุ็]{2}|เเ|^[ิีุ็่้์ะำ]", code)


def test_old_and_new_headings_of_sheets_are_known() -> None:
    assert {"รหัสเข้าใช้งาน", "รหัสเจ้าหน้าที่", "รหัส"} <= set(COLUMNS["code"])


# The notice


def test_the_notice_is_five_short_lines_with_all_of_it_one_tap_away(web: Web, cast: Who) -> None:
    client = web.guest()
    client.post(at_once(web, cast), data=THREE)  # the lines were not on that form: its version did not come with it
    page = Read(client.get("/privacy").text)
    assert [len(page.all(tag)) for tag in ("dt", "dd", "details", "button")] == [5, 5, 1, 2]
    assert page.text.index("ท่านขออะไรได้") < page.text.index("อ่านประกาศความเป็นส่วนตัว") < page.text.index("มาตรา 22–24")
    with web.ground.read() as db:
        found = load.notice(db)
    assert found is not None
    assert len(found[1].short) == len(found[1].parts) == 5
    assert all(len(line[language]) <= LINE for _, line in found[1].short for language in ("th", "en"))
    whole = Read(web.guest().get("/privacy").text)
    assert (whole.all("details"), "มาตรา 22–24" in whole.text) == ([], True)


def test_joining_under_the_notices_lines_says_that_they_were_read_and_the_page_does_not_come(
    opened: house.House, web: Web, cast: Who
) -> None:
    path, client = at_once(web, cast), web.guest()
    shown = next(each["value"] for each in Read(client.get(path).text).all("input") if each.get("name") == "notice")
    assert shown == version(web)
    assert client.post(path, data={**THREE, "notice": shown}).headers["location"] == "/first-step"
    assert client.get("/").status_code == 200
    with web.ground.read() as db:
        told = [(fact.person, fact.said) for fact in of_kind(db, "NoticeRead")]
    me = cast("เย็น01").id
    assert [said for person, said in told if person == me] == [NoticeRead(shown)]
    assert [str(each) for each in opened.audit()] == []


@pytest.mark.parametrize("shown", ["", "another"])
def test_whoever_was_shown_something_else_reads_the_notice_first(web: Web, cast: Who, shown: str) -> None:
    client = web.guest()
    client.post(at_once(web, cast), data={**THREE, "notice": shown})
    assert client.get("/").headers["location"] == "/privacy?back=/"


def test_a_notice_without_short_lines_comes_whole_as_before(opened: house.House, web: Web, cast: Who) -> None:
    own_notice(opened, re.sub(r" *(short|line):\n +th: .*\n +en: .*\n", "", NOTICE.read_text(encoding="utf-8")))
    assert opened.problems == []
    assert opened.waiting == [], "short lines bind nobody: nothing waits for a review"
    path, client = at_once(web, cast), web.guest()
    page = Read(client.get(path).text)
    assert not [each for each in page.all("input") if each.get("name") == "notice"]
    client.post(path, data={**THREE, "notice": version(web)})
    notice = Read(client.get("/privacy").text)
    assert (notice.all("dl"), notice.all("details")) == ([], [])
    assert client.get("/").headers["location"] == "/privacy?back=/"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (r"    short:\n      th: .*\n      en: .*\n", "", "write short for every part too"),
        (r"หัวหน้าไม่เห็นคะแนนของท่าน .*\"", "ก" * (WHOLE + 1) + '"', "one line of 200 characters at most"),
        (r"    short:\n      th: \"ชื่อ.*\n      en: .*\n", "", "write one for every part, or for none"),
        (r"ตลอดช่วงของแผนและการตรวจสอบ จนกว่าผู้ดูแลระบบจะลบ\"", "ก" * (LINE + 1) + '"', "shorten it to one line"),
    ],
)
def test_short_lines_are_for_every_part_and_one_line_each(
    opened: house.House, before: str, after: str, told: str
) -> None:
    text, changes = re.subn(before, after, NOTICE.read_text(encoding="utf-8"))
    assert changes
    own_notice(opened, text)
    assert any(told in str(each) for each in opened.problems)


# As little as can be between the poster and the first question

PHONE = {
    "user-agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36 Line/14.19.1/IAB"
}


def test_the_notice_is_one_sentence_above_the_button_and_its_lines_and_words_are_below(web: Web, cast: Who) -> None:
    text = Read(web.guest().get(at_once(web, cast)).text).text
    with web.ground.read() as db:
        found = load.notice(db)
    assert found is not None
    assert found[1].line is not None
    above, _, below = text.partition("อ่านประกาศความเป็นส่วนตัว")
    assert found[1].line.th in above
    assert "กด “เข้าร่วม” คือรับทราบประกาศด้านล่าง" in above
    for part in found[1].parts:
        assert part.short is not None
        assert part.short.th not in above
        assert part.short.th in below


def test_a_phone_is_not_asked_whether_it_is_shared_unless_somebody_said_so(web: Web, cast: Who) -> None:
    path = at_once(web, cast)

    def asks(where: str, headers: dict[str, str], cookies: dict[str, str] | None = None) -> bool:
        client = web.guest()
        client.cookies.update(cookies or {})
        return any(each.get("name") == "shared" for each in Read(client.get(where, headers=headers).text).all("input"))

    for where in (path, "/sign-in", link_for(web.ground, cast("ANA"))):
        assert asks(where, {}), where
        assert not asks(where, PHONE), where
        assert asks(where, PHONE, {SHARED_COOKIE: "yes"}), where


def test_whoever_joins_stands_at_their_first_step_and_whoever_has_begun_at_home(
    opened: house.House, web: Web, cast: Who
) -> None:
    path, client = at_once(web, cast), web.guest()
    shown = next(each["value"] for each in Read(client.get(path).text).all("input") if each.get("name") == "notice")
    on = client.post(path, data={**THREE, "notice": shown}).headers["location"]
    with web.ground.read() as db:
        programme = opened.paths.mine(db, cast("เย็น01"))[0].slug
        step = opened.paths.steps(db, programme, cast("เย็น01"))[0]
    assert client.get(on).headers["location"] == f"/{step.page}?{urlencode(step.query)}&first=yes"
    assert web.guest().get(on).headers["location"] == "/sign-in"
    assert web.signed_in(cast("BENTO")).get(on).headers["location"] == "/", "who runs something begins at home"


# No dead ends


def test_whoever_scans_again_is_told_who_they_are_and_goes_on_or_out(web: Web, cast: Who) -> None:
    path, ana = at_once(web, cast), cast("ANA")
    client = web.signed_in(ana)
    page = Read(client.get(path).text)
    assert f"ท่านเข้าสู่ระบบอยู่ในชื่อ {ana.full_name}" in page.text
    assert [each["href"] for each in page.all("a") if "button" in each.get("class", "")] == ["/"]
    form = page.all("form")[0]
    answer = client.post(form["action"])
    assert (answer.status_code, answer.headers["location"]) == (303, path)
    assert Read(client.get(path).text).all("input")[0]["name"] == "name", "and there the form is"


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example"])
def test_signing_out_leads_to_no_other_site(web: Web, cast: Who, back: str) -> None:
    answer = web.signed_in(cast("ANA")).post("/sign-out", params={"back": back})
    assert answer.headers["location"] == "/"


def test_the_page_of_a_new_password_has_a_way_back(web: Web, cast: Who) -> None:
    page = Read(web.signed_in(cast("ANA")).get("/password").text)
    assert "/" in [each["href"] for each in page.all("a") if "button" in each.get("class", "")]
    assert [each["name"] for each in page.all("input") if each.get("type") == "password"] == ["before", "password"]


def test_whom_to_ask_is_whom_the_office_named(opened: house.House, web: Web, cast: Who) -> None:
    assert "ขอลิงก์หรือใบเข้าใช้งานใหม่จากผู้ดูแลระบบของหน่วยงาน" in web.guest().get("/sign-in").text
    tab = Tab(opened, cast("ADISA")).open("organisation")
    tab.app.text_input(key="organisation/th").set_value("สำนักงานทดสอบ")
    tab.app.text_input(key="organisation/contact").set_value(" คุณมาลี <b> โทร. 0 2000 0000 ")
    tab.submit()
    with web.ground.read() as db:
        named = setting(db, CONTACT)
    assert named == "คุณมาลี <b> โทร. 0 2000 0000"
    page = Read(web.guest().get("/sign-in").text)
    assert f"เข้าไม่ได้ ติดต่อ {named}" in page.text
    assert f"ใบเข้าใช้งานใหม่จาก {named}" in page.text
    assert page.all("b") == []
    assert ask("th", named)[1] == named
    assert ask("th")[1].endswith("....")


def test_a_door_says_one_word_for_the_code(web: Web, cast: Who) -> None:
    house.passwords(web.ground, ["ANA"], PASSWORD)
    for path in ("/sign-in", at_once(web, cast)):
        assert "รหัสเข้าใช้งาน" in Read(web.guest().get(path).text).text
    assert "รหัสเข้าใช้งานหรือรหัสผ่านไม่ถูกต้อง" in tries(web.guest(), "ANA", "wrong")[1]
