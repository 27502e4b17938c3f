"""The addresses that are printed: an office without the internet has one of its own, and paper never says localhost."""

import re
from collections.abc import Callable

import pypdfium2
import pytest
from click.testing import CliRunner
from conftest import Clock
from hypothesis import given
from hypothesis import strategies as st
from story import Tab
from web import Read, Web

import house
import people.pages.addresses
import sujarit
from core.address import loopback, own_numbers, reachable
from core.directory import Person
from core.settings import ADDRESS, OFFICE_ADDRESS, links_at, set_to, setting
from people.address import office_address, public_address
from people.admission import set_up_link
from people.store import joining, signins

Who = Callable[[str], Person]
LAN = "http://192.168.1.20:8501"


@pytest.fixture(autouse=True)
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """app.py stands on the opened house."""
    monkeypatch.setattr(house, "house", lambda: opened)


@pytest.fixture
def web(opened: house.House) -> Web:
    return Web(opened)


def kept(web: Web, name: str) -> str:
    with web.ground.read() as db:
        return setting(db, name)


def put(web: Web, name: str, text: str) -> None:
    with web.ground.write() as writing:
        set_to(writing.db, name, text)


# What an address is


@pytest.mark.parametrize(
    ("text", "public", "office"),
    [
        ("", "", ""),
        ("sujarit.example.go.th", "https://sujarit.example.go.th", "http://sujarit.example.go.th"),
        ("https://sujarit.example.go.th:8443/", "https://sujarit.example.go.th:8443", "https://sujarit.example.go.th:8443"),
        (" http://192.168.1.20:8501/ ", None, LAN),
        ("192.168.1.20:8501", "https://192.168.1.20:8501", LAN),
        ("http://sujarit:8501", None, "http://sujarit:8501"),
        ("http://sujarit.local", None, "http://sujarit.local"),
        ("http://localhost:8501", None, None),
        ("https://localhost", None, None),
        ("https://a.localhost", None, None),
        ("http://127.0.0.1:8501", None, None),
        ("https://127.8.9.1", None, None),
        ("http://[::1]:8501", None, None),
        ("http://0.0.0.0:8501", None, None),
        ("http://2130706433", None, None),
        ("http://127.1", None, None),
        ("http://192.168.1.256", None, None),
        ("http://host/path", None, None),
        ("http://me@host", None, None),
        ("http://host:99999", None, None),
        ("http://[", None, None),
        ("javascript:alert(1)", None, None),
        ("ftp://host", None, None),
    ],
)  # fmt: skip
def test_an_address_is_kept_whole_or_not_at_all(text: str, public: str | None, office: str | None) -> None:
    assert (public_address(text), office_address(text)) == (public, office)


@given(st.text(max_size=40) | st.from_regex(r"(https?://)?[a-z0-9.\[\]:-]{1,30}", fullmatch=True))
def test_what_is_kept_is_kept_again_as_it_is_and_means_no_loopback(text: str) -> None:
    for rule in (public_address, office_address):
        found = rule(text)
        if found:
            assert rule(found) == found
            assert not loopback(found.partition("://")[2])


@pytest.mark.parametrize(
    ("host", "own"),
    [("localhost:8501", True), ("LOCALHOST", True), ("localhost.", True), ("127.0.0.1:80", True), ("[::1]:8501", True),
     ("0.0.0.0", True), ("x.localhost", True), ("192.168.1.20:8501", False), ("sujarit", False), ("", False), ("[", False)],
)  # fmt: skip
def test_a_loopback_means_whichever_computer_opens_it(host: str, own: bool) -> None:
    assert loopback(host) is own


def test_a_server_is_reached_by_what_it_listens_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.address.own_numbers", lambda: ["192.168.1.20"])
    assert [reachable(host) for host in ("", "0.0.0.0", "::", "127.0.0.1", "localhost", "10.0.0.5")] == [
        ["192.168.1.20"], ["192.168.1.20"], ["192.168.1.20"], [], [], ["10.0.0.5"],
    ]  # fmt: skip


def test_this_computers_own_numbers_are_such_as_a_phone_can_open() -> None:
    assert all(office_address(f"http://{each}:8501") for each in own_numbers())


# Where it is set


def test_the_organisation_sets_both_and_the_links_prefer_the_public_one(
    opened: house.House, cast: Who, web: Web
) -> None:
    tab = Tab(opened, cast("ADISA")).open("organisation")
    tab.app.text_input(key="organisation/th").set_value("สำนักงาน")
    tab.app.text_input(key="organisation/office").set_value("192.168.1.20:8501/")
    tab.submit()
    assert tab.app.success[0].value == "บันทึกแล้ว"
    with web.ground.read() as db:
        assert (setting(db, OFFICE_ADDRESS), links_at(db)) == (LAN, LAN)
    put(web, ADDRESS, "https://sujarit.example.go.th")
    with web.ground.read() as db:
        assert links_at(db) == "https://sujarit.example.go.th"


@pytest.mark.parametrize("text", ["http://localhost:8501", "127.0.0.1", "http://host/path"])
def test_a_loopback_is_refused_with_what_to_write(opened: house.House, cast: Who, web: Web, text: str) -> None:
    tab = Tab(opened, cast("ADISA")).open("organisation")
    tab.app.text_input(key="organisation/th").set_value("สำนักงาน")
    tab.app.text_input(key="organisation/office").set_value(text)
    tab.submit()
    assert tab.app.error[0].value.replace("\\", "").startswith("ยังไม่ได้บันทึก: ที่อยู่ในเครือข่ายของหน่วยงานต้องเป็น http://")
    assert kept(web, OFFICE_ADDRESS) == ""
    assert tab.app.text_input(key="organisation/office").value == text, "what was typed is still there"


def test_this_computers_address_is_taken_by_one_touch(
    opened: house.House, cast: Who, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people.pages.addresses, "reached_at", lambda: [LAN])
    tab = Tab(opened, cast("ADISA")).open("organisation").click(f"use/{LAN}")
    assert kept(web, OFFICE_ADDRESS) == LAN
    assert tab.app.text_input(key="organisation/office").value == LAN
    assert f"use/{LAN}" not in tab.keys
    assert not [each.value for each in tab.app.warning]


def test_a_server_that_no_phone_reaches_says_how_to_start_it(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people.pages.addresses, "_listens", lambda: "127.0.0.1")
    assert Tab(opened, cast("ADISA")).open("organisation").shows("HOST=0.0.0.0")


def test_the_set_up_page_proposes_the_address_that_it_was_opened_by(web: Web) -> None:
    link = f"/set-up/{set_up_link(web.ground)}"

    def proposed(here: str) -> tuple[str, str]:
        fields = Read(web.guest(here=here, origin=here).get(link).text).all("input")
        return tuple(
            next(each["value"] for each in fields if each.get("name") == name) for name in ("address", "office")
        )  # type: ignore[return-value]

    assert proposed("http://localhost:8501") == ("", "")
    assert proposed(LAN) == ("", LAN)
    form = {
        "organisation_th": "สำนักงาน",
        "code": "FIRST",
        "name": "คนแรก",
        "password": "rice field",
    }
    answer = web.guest().post(link, data={**form, "office": "http://localhost:8501"})
    assert answer.status_code == 400
    assert "ไม่ใช่ localhost" in answer.text
    assert web.guest().post(link, data={**form, "office": LAN}).status_code == 303
    assert kept(web, OFFICE_ADDRESS) == LAN


def test_the_command_shows_and_sets_the_addresses(opened: house.House) -> None:
    def said(*arguments: str) -> tuple[int, str]:
        came = CliRunner().invoke(sujarit.main.commands["address"], [*arguments], obj=opened.ground)
        return came.exit_code, came.output

    assert "–" in said()[1]
    assert said("--office", "192.168.1.20:8501")[0] == 0
    assert LAN in said()[1]
    code, words = said("--public", "http://localhost")
    assert code == 2
    assert "https://" in words
    assert said("--public", "https://sujarit.example.go.th", "--office", "")[0] == 0
    with opened.ground.read() as db:
        assert (setting(db, ADDRESS), setting(db, OFFICE_ADDRESS)) == ("https://sujarit.example.go.th", "")


# What is printed


def links_on(document: bytes) -> set[str]:
    text = pypdfium2.PdfDocument(document)[0].get_textpage().get_text_range().replace("\r\n", "")
    return set(re.findall(r"https?://[^/\s]+", text))


def test_slips_and_posters_are_not_printed_for_this_computer_alone_without_a_word(web: Web, cast: Who) -> None:
    adisa = web.signed_in(cast("ADISA"))
    unit = cast("ANA").unit
    form = {"unit": unit, "way": "admit", "days": "30"}
    for path, fields in (("/posters", form), ("/slips", {}), (f"/slips?person={cast('ANA').id}", {})):
        answer = adisa.post(path, data=fields)
        assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, "text/html"), path
        page = Read(answer.text)
        assert "/organisation" in [each.get("href") for each in page.all("a")]
        assert "localhost" in page.text
        again = page.all("form")[-1]
        assert again["action"] == path
        kept_fields = {each["name"]: each["value"] for each in page.all("input") if each["type"] == "hidden"}
        tried = adisa.post(again["action"], data=kept_fields)
        assert tried.headers["content-type"] == "application/pdf", "to try it out"
        assert links_on(tried.content) == {"http://localhost:8501"}
    with web.ground.read() as db:
        made = joining.posters(db, frozenset([unit]), web.ground.clock())
    assert len(made) == 1, "nothing was made until it was printed all the same"


def test_a_manager_is_told_whom_to_ask(web: Web, cast: Who) -> None:
    bento = cast("BENTO")
    answer = web.signed_in(bento).post("/posters", data={"unit": bento.unit, "way": "admit", "days": "30"})
    assert "/organisation" not in answer.text
    assert "ผู้ดูแลระบบของทั้งหน่วยงาน" in answer.text


@pytest.mark.parametrize(("setting_", "printed"), [("", LAN), ("http://sujarit:8501", "http://sujarit:8501")])
def test_the_office_address_is_printed_and_else_that_by_which_the_request_came(
    web: Web, cast: Who, setting_: str, printed: str
) -> None:
    put(web, OFFICE_ADDRESS, setting_)
    adisa = web.signed_in(cast("ADISA"))
    answer = adisa.post(f"{LAN}/slips", headers={"origin": LAN}, cookies=None)
    if answer.status_code == 303:  # the cookie is of localhost: signed in there too
        with web.ground.write() as writing:
            signin = signins.begin(writing.db, cast("ADISA").id, writing.at)
        answer = adisa.post(f"{LAN}/slips", headers={"origin": LAN, "cookie": f"sujarit={web.cookie(signin)}"})
    assert answer.headers["content-type"] == "application/pdf"
    assert links_on(answer.content) == {printed}


# Signing in by it


def test_an_office_name_is_answered_to_and_signed_in_by_over_plain_http(web: Web, cast: Who, clock: Clock) -> None:
    ana = cast("ANA")
    here = "http://sujarit:8501"
    assert web.guest(here=here, origin=here).get("/sign-in").status_code == 421, "a name has to be known"
    put(web, OFFICE_ADDRESS, here)
    with web.ground.write() as writing:
        signins.link(writing.db, "t" * 20, "join", ana.id, clock())
    phone = web.guest(here=here, origin=here)
    answer = phone.post(f"/join/{'t' * 20}", data={"password": "rice field at dawn"})
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "secure" not in cookie, "a browser would not send it back over plain HTTP"
    stranger = web.guest(here=here, origin="http://elsewhere:8501").post(
        "/sign-in", data={"code": "ANA", "password": "x"}
    )
    assert stranger.status_code == 403
    assert phone.get("/my-data.zip").status_code == 200


def test_a_new_sign_in_link_says_when_no_phone_can_open_it(
    opened: house.House, cast: Who, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = Tab(opened, cast("ADISA")).open("person", id=cast("ANA").id).click("link/go")
    assert tab.shows("เปิดได้จากเครื่องนี้เครื่องเดียว")
    put(web, OFFICE_ADDRESS, LAN)
    tab = Tab(opened, cast("ADISA")).open("person", id=cast("ANA").id).click("link/go")
    assert tab.app.code[0].value.startswith(f"{LAN}/join/")
    assert not tab.shows("เปิดได้จากเครื่องนี้เครื่องเดียว")
