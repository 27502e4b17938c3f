"""The doors: how people get in, what keeps others out, and that no door tells more than it must."""

import re
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import SimpleNamespace

import pytest
from conftest import OFFICE, PASSWORD, Clock
from starlette.testclient import TestClient
from story import walks
from web import HERE, STREAM, Read, Web, signed_out

import house
from badges import store as badges
from badges.address import claims_of
from badges.token import token
from core.directory import Person
from core.gate import COOKIE
from core.ground import Ground
from core.html import SHOWING
from core.settings import ADDRESS, ORGANISATION_TH, set_to, setting
from core.web import LANGUAGE_COOKIE
from people import signin
from people.admission import new_link, set_up_link
from people.person import Draft
from people.store import roster, signins
from people.store.directory import Roster

Who = Callable[[str], Person]
SCRIPT = '<script>alert("x")</script>'
NEW = "buffalo by the river"
ADMINISTRATOR = {
    "organisation_th": OFFICE, "organisation_en": "Test Office", "address": "sujarit.example.go.th", "code": "FIRST",
    "title": "นาย", "name": "คนแรก ทดสอบ", "position": "", "password": NEW,
}  # fmt: skip


@pytest.fixture
def web(opened: house.House) -> Web:
    return Web(opened)


@pytest.fixture
def ana(web: Web, cast: Who) -> Person:
    """Ana, who has a password."""
    house.passwords(web.ground, [cast("ANA").code, "DAO", "ADISA"], PASSWORD)
    return cast("ANA")


def tries(client: TestClient, code: str, password: str, back: str = "/") -> int:
    """Try to sign in: 303 when it opens, 403 when code and password do not belong together, 429 when it has to wait."""
    answer = client.post("/sign-in", params={"back": back}, data={"code": code, "password": password})
    return int(answer.status_code)


def inside(client: TestClient) -> bool:
    """Whether somebody is signed in here; whoever is new is shown the privacy notice first."""
    answer = client.get("/")
    return bool(answer.status_code == 200 or answer.headers["location"] == "/privacy?back=/")


def link_for(ground: Ground, person: Person) -> str:
    """The path of a new one-time link."""
    with ground.write() as writing:
        return f"/join/{new_link(ground, writing, person.id)}"


def administrators(ground: Ground) -> list[str]:
    with ground.read() as db:
        return [person.code for person in Roster().everybody(db) if person.holds("administrator")]


# The first administrator


def test_the_set_up_link_makes_the_first_administrator_and_opens_nothing_afterwards(web: Web) -> None:
    link = f"/set-up/{set_up_link(web.ground)}"
    client = web.guest()
    assert Read(client.get(link).text).all("form")[0]["method"] == "post"
    answer = client.post(link, data=ADMINISTRATOR)
    assert (answer.status_code, answer.headers["location"]) == (303, "/begin")
    assert inside(client)
    assert client.get("/begin").headers["location"] == "/privacy?back=/begin", "the notice comes first"
    assert administrators(web.ground) == ["FIRST"]
    with web.ground.read() as db:
        assert setting(db, ORGANISATION_TH) == OFFICE
        assert setting(db, ADDRESS) == "https://sujarit.example.go.th"
    for answer in (web.guest().get(link), web.guest().post(link, data={**ADMINISTRATOR, "code": "SECOND"})):
        assert answer.status_code == 404
    assert administrators(web.ground) == ["FIRST"]
    assert set_up_link(web.ground) is None


def test_the_set_up_link_is_closed_by_an_administrator_who_came_another_way(web: Web, cast: Who) -> None:
    cast("ANA")
    link = f"/set-up/{set_up_link(web.ground)}"
    assert web.guest().get(link).status_code == 200, "an administrator without a password cannot get in yet"
    house.passwords(web.ground, ["ADISA"], PASSWORD)
    assert web.guest().get(link).status_code == 404
    assert web.guest().post(link, data=ADMINISTRATOR).status_code == 404
    assert administrators(web.ground) == ["ADISA"]


def test_a_newer_set_up_link_replaces_an_older_one_and_it_ends_after_a_week(web: Web, clock: Clock) -> None:
    older, newer = (f"/set-up/{set_up_link(web.ground)}" for _ in range(2))
    assert web.guest().get(older).status_code == 404
    clock.goes(days=6, hours=23)
    assert web.guest().get(newer).status_code == 200
    clock.goes(hours=1)
    assert web.guest().get(newer).status_code == 404


def test_the_set_up_page_names_every_mistake_keeps_what_was_typed_and_writes_nothing(web: Web) -> None:
    link = f"/set-up/{set_up_link(web.ground)}"
    typed = {
        "organisation_en": SCRIPT,
        "address": "http://x y",
        "position": "หัวหน้า",
        "password": "short",
    }
    answer = web.guest().post(link, data=typed)
    page = Read(answer.text)
    assert answer.status_code == 400
    alerts = [attributes for attributes in page.all("div") if attributes.get("role") == "alert"]
    assert len(alerts) == 5, "name, unit, code, password, address"
    fields = {field["name"]: field["value"] for field in page.all("input") if "name" in field}
    assert (fields["organisation_en"], fields["position"], fields["password"]) == (SCRIPT, "หัวหน้า", "")
    assert page.inline["script"] == [SHOWING]
    assert administrators(web.ground) == []
    assert web.guest().post(link, data=ADMINISTRATOR).status_code == 303, "and the link still opens"


def test_an_administrator_whom_a_sheet_brought_first_is_the_same_person(web: Web, cast: Who) -> None:
    before = cast("TAM")
    link = f"/set-up/{set_up_link(web.ground)}"
    assert web.guest().post(link, data={**ADMINISTRATOR, "code": "tam"}).status_code == 303
    after = cast("TAM")
    assert (after.id, after.name, after.holds("administrator")) == (before.id, "คนแรก ทดสอบ", True)
    assert len(administrators(web.ground)) == 2


# One-time links


def test_a_join_link_sets_a_password_once_and_signs_in(web: Web, cast: Who) -> None:
    ana, client = cast("ANA"), web.guest()
    link = link_for(web.ground, ana)
    page = client.get(link)
    assert page.status_code == 200
    assert ana.full_name in page.text
    assert ana.code in page.text
    assert client.get(link).status_code == 200, "looking at it does not use it up: messengers look at links too"
    assert client.post(link, data={"password": NEW}).headers["location"] == "/first-step"
    assert inside(client)
    assert tries(web.guest(), "ANA", NEW) == 303
    for answer in (
        web.guest().get(link),
        web.guest().post(link, data={"password": "another one"}),
    ):
        assert answer.status_code == 404
    assert tries(web.guest(), "ANA", NEW) == 303


def test_a_join_link_keeps_its_worth_while_the_password_is_not_right(web: Web, cast: Who) -> None:
    link, client = link_for(web.ground, cast("ANA")), web.guest()
    for given in ({"password": "short"}, {"password": "a" * 129},
                  {"password": "aabbaabb" * 2}, {}):  # fmt: skip
        answer = client.post(link, data=given)
        assert (answer.status_code, 'role="alert"' in answer.text) == (400, True), given
    assert not inside(client)
    assert client.post(link, data={"password": NEW}).status_code == 303


def test_a_join_link_ends_after_thirty_days_and_a_newer_one_replaces_it(web: Web, cast: Who, clock: Clock) -> None:
    older = link_for(web.ground, cast("ANA"))
    other = link_for(web.ground, cast("DAO"))
    newer = link_for(web.ground, cast("ANA"))
    client = web.guest()
    assert [client.get(path).status_code for path in (older, newer, other)] == [404, 200, 200]
    clock.goes(days=29, hours=23)
    assert client.get(newer).status_code == 200
    clock.goes(hours=1)
    assert client.get(newer).status_code == 404
    assert client.post(newer, data={"password": NEW}).status_code == 404


def test_a_join_link_is_no_set_up_link_and_a_leavers_opens_nothing(web: Web, cast: Who) -> None:
    link = link_for(web.ground, cast("ANA"))
    assert web.guest().get(link.replace("join", "set-up")).status_code == 404
    with web.ground.write() as writing:
        roster.leave(writing, cast("ANA"))
    assert web.guest().get(link).status_code == 404


def test_a_copy_of_the_database_opens_nothing(web: Web, ana: Person) -> None:
    link, client = link_for(web.ground, ana), web.guest()
    assert tries(client, "ANA", PASSWORD) == 303
    with web.ground.read() as db:
        found = "\n".join(db.conn.iterdump())
        assert link.rsplit("/", 1)[-1] not in found
        assert PASSWORD not in found
        assert client.cookies[COOKIE] not in found
        names = [row[0] for row in db.conn.execute("select id from people_signins")]
    client.cookies.set(COOKIE, names[0], domain="localhost.local")
    assert not inside(client)


def test_passwords_are_kept_as_argon2id_with_the_costs_that_owasp_names(web: Web, ana: Person, cast: Who) -> None:
    with web.ground.read() as db:
        kept = [str(signins.password_of(db, cast(code).id)) for code in ("ANA", "DAO")]
    assert all(re.fullmatch(r"\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22,}\$[\w+/]{43}", each) for each in kept)
    assert signin.hashed(PASSWORD) != signin.hashed(PASSWORD), "each has a salt of its own"


# Signing in


def test_code_and_password_open_the_door_and_lead_back(web: Web, ana: Person) -> None:
    for code in ("ANA", "ana", "  Ana "):
        client = web.guest()
        answer = client.post("/sign-in", params={"back": "/people?q=ก"}, data={"code": code, "password": PASSWORD})
        assert (answer.status_code, answer.headers["location"]) == (303, "/people?q=%E0%B8%81")
        assert inside(client)
        assert client.get("/sign-in", params={"back": "/people"}).headers["location"] == "/people"
    assert len(web.came("x-sujarit-person")) == 1


def test_the_sign_in_cookie_is_for_our_pages_alone(web: Web, ana: Person) -> None:
    def flags(here: str) -> set[str]:
        answer = web.guest(here=here, origin=here).post("/sign-in", data={"code": "ANA", "password": PASSWORD})
        return {part.strip().lower() for part in answer.headers["set-cookie"].split(";")[1:]}

    assert flags(HERE) == {"httponly", "samesite=lax", "path=/", f"max-age={30 * 86400}"}
    assert flags("https://127.0.0.1") == flags(HERE) | {"secure"}


def test_a_wrong_code_and_a_wrong_password_are_told_apart_by_nothing(
    web: Web, ana: Person, cast: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []
    real = signin._HASH

    def verify(password: str, kept: str) -> bool:
        checked.append(kept)
        return real.verify(password, kept)

    monkeypatch.setattr(signin, "_HASH", SimpleNamespace(hash=real.hash, verify=verify))
    with web.ground.write() as writing:
        roster.leave(writing, cast("DAO"))
    pages = {}
    for code, password in (("ANA", "wrong"), ("NOBODY", PASSWORD), ("BENTO", PASSWORD), ("DAO", PASSWORD)):
        answer = web.guest().post("/sign-in", data={"code": code, "password": password})
        assert answer.status_code == 403
        pages[code] = (answer.text.replace(f'value="{code}"', ""), sorted(answer.headers.items()))
        assert f'value="{code}"' in answer.text
    bodies = {body for body, _ in pages.values()}
    headers = [[each for each in found if each[0] != "content-length"] for _, found in pages.values()]
    assert len(bodies) == 1
    assert all(each == headers[0] for each in headers)
    assert len(checked) == 4, "each of them was checked, and as slowly"
    assert len({kept.split("$")[3] for kept in checked}) == 1
    english = web.guest()
    english.cookies.set(LANGUAGE_COOKIE, "en")
    answer = english.post("/sign-in", data={"code": '"><i>', "password": "x"})
    assert "The sign-in code or the password is not right" in answer.text
    assert Read(answer.text).all("i") == []


def test_an_account_that_is_tried_too_often_waits_longer_and_longer_and_a_right_password_forgives(
    web: Web, ana: Person, clock: Clock
) -> None:
    addresses = iter(f"198.51.100.{n}" for n in range(250))

    def attempt(password: str, code: str = "ANA") -> int:
        return tries(web.guest(address=next(addresses)), code, password)

    assert [attempt("wrong", code) for code in ("ANA", "ana", "Ana", "ANA ", "ANA")] == [403] * 5
    assert attempt(PASSWORD) == 429, "even with the right password"
    assert attempt("wrong", "NOBODY") == 403, "others do not wait"
    for pause in (15, 30, 60, 120, 240, 480, 900, 900):
        clock.goes(seconds=pause - 1)
        assert attempt(PASSWORD) == 429, pause
        clock.goes(seconds=1)
        assert attempt("wrong") == 403, pause
    clock.goes(minutes=15)
    assert attempt(PASSWORD) == 303
    assert [attempt("wrong") for _ in range(5)] == [403] * 5, "forgiven: five free tries again"
    assert attempt("wrong") == 429
    clock.goes(hours=1)
    assert [attempt("wrong") for _ in range(5)] == [403] * 5, "forgotten after an hour"


def test_who_waits_is_told_how_long_and_loses_nothing_typed(web: Web, ana: Person, clock: Clock) -> None:
    client = web.guest()
    for _ in range(5):
        tries(client, "ANA", "wrong")
    clock.goes(seconds=4)
    answer = client.post("/sign-in", params={"back": "/people"}, data={"code": "ANA", "password": "wrong"})
    assert answer.status_code == 429
    assert "11 วินาที" in answer.text or "12 วินาที" in answer.text
    assert Read(answer.text).all("form")[0]["action"] == "/sign-in?back=/people"
    assert 'value="ANA"' in answer.text
    assert "wrong" not in Read(answer.text).text


def test_an_address_from_which_many_accounts_are_tried_waits_and_other_addresses_do_not(
    web: Web, ana: Person, clock: Clock
) -> None:
    with web.ground.write() as writing:
        for number in range(39):
            signins.failed(writing.db, "address", "203.0.113.7", writing.at + timedelta(seconds=number - 60))
    assert tries(web.guest(), "X40", "wrong") == 403
    assert tries(web.guest(), "ANA", PASSWORD) == 429
    assert tries(web.guest(address="203.0.113.8"), "ANA", PASSWORD) == 303
    clock.goes(seconds=15)
    assert tries(web.guest(), "ANA", PASSWORD) == 303
    assert tries(web.guest(), "X41", "wrong") == 403
    assert tries(web.guest(), "ANA", PASSWORD) == 429, "one right password does not whitewash an address"


def slowly(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Passwords are verified slowly, and many at once; what was verified is listed."""
    checked: list[str] = []
    real = signin._HASH

    def verify(password: str, kept: str) -> bool:
        checked.append(password)
        time.sleep(0.1)
        return real.verify(password, kept)

    monkeypatch.setattr(signin, "_HASH", SimpleNamespace(hash=real.hash, verify=verify))
    monkeypatch.setattr(signin, "_AT_ONCE", threading.Semaphore(30))
    return checked


def test_thirty_wrong_passwords_at_once_are_thirty_tries(
    web: Web, ana: Person, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = slowly(monkeypatch)
    clients = [web.guest(address=f"198.51.100.{n}") for n in range(30)]
    with ThreadPoolExecutor(30) as pool:
        answers = list(pool.map(lambda client: tries(client, "ANA", "wrong"), clients))
    assert len(checked) <= signin.FREE_TRIES["account"] + 1
    assert (answers.count(403), answers.count(429)) == (len(checked), 30 - len(checked))
    clock.goes(seconds=15)
    assert tries(web.guest(), "ANA", PASSWORD) == 303


def test_thirty_guesses_at_once_of_the_present_password_are_thirty_tries(
    web: Web, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    clients = [web.signed_in(ana) for _ in range(30)]
    checked = slowly(monkeypatch)

    def guess(client: TestClient) -> str:
        return str(client.post("/password", data={"before": "wrong", "password": NEW}).text)

    with ThreadPoolExecutor(30) as pool:
        pages = list(pool.map(guess, clients))
    assert len(checked) <= signin.FREE_TRIES["account"] + 1
    assert sum("กรุณารอ" in page for page in pages) == 30 - len(checked)


def test_right_passwords_use_up_no_try_of_the_account_or_the_address(web: Web, ana: Person) -> None:
    with web.ground.write() as writing:
        signins.failed(writing.db, "address", "203.0.113.7", writing.at)
    client = web.guest()
    for _ in range(2 * signin.FREE_TRIES["account"]):
        assert tries(web.guest(), "ANA", PASSWORD) == 303
    assert tries(client, "ANA", PASSWORD) == 303
    for _ in range(2 * signin.FREE_TRIES["account"]):
        page = client.post("/password", data={"before": PASSWORD, "password": "short"}).text
        assert "กรุณารอ" not in page
    with web.ground.read() as db:
        assert [len(signins.tries(db, *key)) for key in (("account", "ana"), ("address", "203.0.113.7"))] == [0, 1]


# Out again


def test_a_new_password_ends_every_other_sign_in_and_every_old_password(web: Web, ana: Person) -> None:
    here, phone = web.guest(), web.guest()
    assert tries(here, "ANA", PASSWORD) == tries(phone, "ANA", PASSWORD) == 303
    other = web.guest()
    assert tries(other, "DAO", PASSWORD) == 303
    before = here.cookies[COOKIE]
    changed = here.post("/password", data={"before": PASSWORD, "password": NEW})
    assert (changed.status_code, changed.headers["location"]) == (303, "/")
    assert [inside(client) for client in (here, phone, other)] == [True, False, True]
    here.cookies.set(COOKIE, before, domain="localhost.local")
    assert not inside(here)
    assert [tries(web.guest(), "ANA", password) for password in (PASSWORD, NEW)] == [403, 303]


def test_a_new_password_needs_the_present_one_and_guessing_it_waits(web: Web, ana: Person) -> None:
    client = web.guest()
    assert tries(client, "ANA", PASSWORD) == 303
    for given in (
        {"before": PASSWORD, "password": "short"},
        {"before": PASSWORD, "password": "ANA"},
    ):
        assert client.post("/password", data=given).status_code == 400
    for _ in range(5):
        answer = client.post("/password", data={"before": "wrong", "password": NEW})
        assert (answer.status_code, "รหัสผ่านเดิมไม่ถูกต้อง" in answer.text) == (400, True)
    answer = client.post("/password", data={"before": PASSWORD, "password": NEW})
    assert (answer.status_code, "กรุณารอ" in answer.text) == (400, True)
    assert inside(client)
    stranger = web.guest()
    assert signed_out(stranger.get("/password").headers["location"])
    assert signed_out(stranger.post("/password", data={"before": PASSWORD}).headers["location"])


def test_signing_out_needs_a_post_and_revokes_this_sign_in_alone(web: Web, ana: Person) -> None:
    here, phone = web.guest(), web.guest()
    assert tries(here, "ANA", PASSWORD) == tries(phone, "ANA", PASSWORD) == 303
    cookie = here.cookies[COOKIE]
    asked = here.get("/sign-out")
    assert (asked.status_code, Read(asked.text).all("form")[0]["action"]) == (200, "/sign-out")
    assert inside(here)
    done = here.post("/sign-out")
    assert (done.status_code, done.headers["location"]) == (303, "/sign-in?left")
    assert "ออกจากระบบแล้ว" in here.get("/sign-in?left").text
    assert done.headers["clear-site-data"] == '"cache", "storage"'
    assert COOKIE not in here.cookies
    here.cookies.set(COOKIE, cookie, domain="localhost.local")
    assert [inside(here), inside(phone)] == [False, True]
    assert web.guest().post("/sign-out").status_code == 303, "nobody is signed in, and nothing breaks"


def test_a_leaver_cannot_sign_in_and_an_open_sign_in_is_refused(web: Web, ana: Person) -> None:
    client = web.guest()
    assert tries(client, "ANA", PASSWORD) == 303
    with client.websocket_connect(STREAM) as connection:
        connection.send_bytes(b"here")
        assert connection.receive_bytes() == b"here"
    with web.ground.write() as writing:
        roster.leave(writing, ana)
    assert not inside(client)
    assert client.get("/certificates/x.pdf").headers["location"].startswith("/sign-in")
    assert tries(web.guest(), "ANA", PASSWORD) == 403
    assert (
        client.post("/password", data={"before": PASSWORD, "password": NEW}).headers["location"].startswith("/sign-in")
    )


# What is shown


def test_a_name_with_a_script_in_it_is_text_on_every_page_that_shows_it(opened: house.House, web: Web) -> None:
    name = f"{SCRIPT} ทดสอบ"
    house.admit_all(
        web.ground,
        [
            Draft("ADISA", "", "อดิสา", "", OFFICE, "administrator"),
            Draft(SCRIPT[:20], '"><b>', name, SCRIPT, f"{OFFICE} > {SCRIPT}"),
        ],
    )
    with web.ground.write() as writing:
        set_to(writing.db, ADDRESS, "https://sujarit.example.go.th")
        set_to(writing.db, ORGANISATION_TH, SCRIPT)
    with web.ground.read() as db:
        people = {person.name: person for person in Roster().everybody(db)}
    marked = people[name]
    walks(opened, marked)
    with web.ground.read() as db:
        held = badges.held(db, marked.id)[0]
        printed = badges.printed(db, held.id)
    assert printed is not None
    verified = token(claims_of(held.id, printed), web.ground.signer)
    shown = {
        "join": web.guest().get(link_for(web.ground, marked)),
        "verification": web.guest().get(f"/V/{verified}"),
    }
    for place, answer in shown.items():
        page = Read(answer.text)
        assert answer.status_code == 200, place
        assert name in page.text, place
        assert page.inline["script"] == ([SHOWING] if place == "join" else []), place
        assert page.all("b") == [], place
    sign_in = Read(web.guest().get("/sign-in").text)
    assert SCRIPT in sign_in.text
    assert sign_in.inline["script"] == [SHOWING]


def test_a_form_that_nobody_typed_is_refused(web: Web, ana: Person) -> None:
    client = web.guest()
    assert tries(client, "ANA", PASSWORD) == 303
    large = "x" * 20_001
    forms = ["/sign-in", "/password", link_for(web.ground, ana), f"/set-up/{set_up_link_anew(web)}"]
    for path in forms:
        for body in (f"code=ANA&password={large}", large, "&".join(f"f{n}=1" for n in range(4000))):
            answer = client.post(path, content=body, headers={"content-type": "application/x-www-form-urlencoded"})
            assert (answer.status_code, answer.headers["content-type"]) == (413, "text/html; charset=utf-8"), path
    for raw in (b"", b"\xff\xfe=\x00", b"code", b"=&=&;", b"code=" + b"%" * 999):
        assert client.post("/sign-in", content=raw).status_code == 403


def set_up_link_anew(web: Web) -> str:
    """A set-up link, in a house from which the administrators have gone."""
    with web.ground.write() as writing:
        for person in Roster().everybody(writing.db):
            if person.holds("administrator"):
                roster.leave(writing, person)
    return str(set_up_link(web.ground))


def test_asking_for_a_doors_headers_alone_does_nothing(web: Web, ana: Person) -> None:
    adisa, join = web.guest(), link_for(web.ground, ana)
    assert tries(adisa, "ADISA", PASSWORD) == 303
    slip = link_for(web.ground, ana)
    for path in ("/sign-out", "/slips", "/password", slip):
        assert adisa.head(path).status_code == 200, path
    assert web.guest().head("/sign-in").status_code == 200
    assert inside(adisa)
    assert [web.guest().get(path).status_code for path in (join, slip)] == [404, 200]
    with web.ground.read() as db:
        assert db.conn.execute("select count(*) from people_tries").fetchone() == (0,)


def test_the_language_link_sets_a_cookie_for_a_year_and_leads_back(web: Web, ana: Person) -> None:
    client = web.guest()
    answer = client.get("/language/en", params={"back": "/sign-in"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    flags = {part.strip().lower() for part in answer.headers["set-cookie"].split(";")}
    assert flags == {f"{LANGUAGE_COOKIE}=en", "httponly", "samesite=lax", "path=/", f"max-age={365 * 86400}"}
    assert Read(client.get("/sign-in").text).language == "en"
    client.get("/language/th")
    assert Read(client.get("/sign-in").text).language == "th"
    client.get("/language/klingon")
    assert client.cookies[LANGUAGE_COOKIE] == "th"


def test_who_is_signed_in_finds_the_language_again_on_another_device(web: Web, ana: Person) -> None:
    web.signed_in(ana).get("/language/en")
    with web.ground.read() as db:
        found = Roster().person(db, ana.id)
    assert found is not None
    assert found.language == "en"
