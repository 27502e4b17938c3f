"""Computers that several people use: "not me" everywhere, a short idle end, and nothing left in the browser."""

from collections.abc import Callable
from datetime import datetime

import pytest
from conftest import PASSWORD, Clock
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from story import Tab, answers, asked, begins
from web import STREAM, Read, Web

import house
from core.directory import Person, Shared
from core.gate import COOKIE, SHARED_COOKIE
from core.settings import SHARED_MINUTES, SHARED_USUAL, set_to
from people.admission import new_link
from people.store import signins

Who = Callable[[str], Person]


@pytest.fixture(autouse=True)
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """app.py stands on the opened house."""
    monkeypatch.setattr(house, "house", lambda: opened)


@pytest.fixture
def web(opened: house.House) -> Web:
    return Web(opened)


@pytest.fixture
def ana(web: Web, cast: Who) -> Person:
    cast("ANA")
    house.passwords(web.ground, ["ANA", "ADISA"], PASSWORD)
    return cast("ANA")


def shared(web: Web, code: str = "ANA") -> TestClient:
    """A browser of a shared computer, in which somebody has signed in."""
    client = web.guest()
    answer = client.post("/sign-in", data={"code": code, "password": PASSWORD, "shared": "yes"})
    assert answer.status_code == 303
    return client


def ends(web: Web) -> datetime:
    with web.ground.read() as db:
        return datetime.fromisoformat(db.conn.execute("select max(ends) from people_signins").fetchone()[0])


def inside(client: TestClient) -> bool:
    return bool(client.get("/").status_code == 200)


# The tick


def test_the_tick_makes_a_cookie_of_the_session_and_the_computer_remembers_it(web: Web, ana: Person) -> None:
    client = web.guest()
    page = Read(client.get("/sign-in").text)
    tick = next(each for each in page.all("input") if each.get("name") == "shared")
    assert "checked" not in tick
    assert "5 นาที" in page.text
    answer = client.post("/sign-in", data={"code": "ANA", "password": PASSWORD, "shared": "yes"})
    cookies = answer.headers.get_list("set-cookie")
    mine = next(each.lower() for each in cookies if each.startswith(f"{COOKIE}="))
    assert "max-age" not in mine
    assert "expires" not in mine
    assert "httponly" in mine
    client.post("/sign-out")
    page = Read(client.get("/sign-in").text)
    tick = next(each for each in page.all("input") if each.get("name") == "shared")
    assert "checked" in tick, "the next person need not think of it"
    assert all(
        each.get("autocomplete") == "off" for each in page.all("input") if each.get("name") in ("code", "password")
    )
    client.post("/sign-in", data={"code": "ANA", "password": PASSWORD})
    assert SHARED_COOKIE not in client.cookies, "unticked, it is somebody's own again"


def test_an_office_whose_computers_are_shared_has_the_tick_set_and_its_own_minutes(web: Web, ana: Person) -> None:
    with web.ground.write() as writing:
        set_to(writing.db, SHARED_USUAL, "yes")
        set_to(writing.db, SHARED_MINUTES, "12")
        link = f"/join/{new_link(web.ground, writing, ana.id)}"
    for path in ("/sign-in", link):
        page = Read(web.guest().get(path).text)
        tick = next(each for each in page.all("input") if each.get("name") == "shared")
        assert "checked" in tick
        assert "12 นาที" in page.text
    client = web.guest()
    client.post(link, data={"password": PASSWORD, "shared": "yes"})
    with web.ground.read() as db:
        assert db.conn.execute("select minutes from people_signins order by at desc, minutes desc").fetchone() == (12,)


def test_the_minutes_are_set_on_the_organisation_page(opened: house.House, web: Web, ana: Person, cast: Who) -> None:
    page = Tab(opened, cast("ADISA")).open("organisation")
    number = page.app.number_input(key="organisation/minutes")
    assert (number.value, number.min, number.max) == (5, 2, 30)
    page.app.text_input(key="organisation/th").set_value("สำนักงานทดสอบ")
    number.set_value(3)
    page.app.checkbox(key="organisation/usual").check()
    page.submit()
    with web.ground.read() as db:
        assert signins.shared_minutes(db) == 3


# The idle end


def test_a_shared_sign_in_ends_after_five_minutes_without_use_and_never_sooner(
    web: Web, ana: Person, clock: Clock
) -> None:
    client, own = shared(web), web.signed_in(ana)
    for _ in range(8):
        clock.goes(minutes=4, seconds=59)
        assert inside(client), "every use begins the minutes anew"
    clock.goes(minutes=5, seconds=1)
    clock.goes(seconds=30)
    assert not inside(client)
    assert inside(own), "a person's own device stays signed in"
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(STREAM):
        pytest.fail("a websocket opened for a sign-in that has ended")


def test_a_use_is_written_down_at_most_every_half_minute(web: Web, ana: Person, clock: Clock) -> None:
    client = shared(web)
    before = ends(web)
    clock.goes(seconds=29)
    inside(client)
    assert ends(web) == before
    clock.goes(seconds=2)
    inside(client)
    assert ends(web) > before


def test_what_a_browser_fetches_by_itself_is_no_use(web: Web, ana: Person, clock: Clock) -> None:
    client, before = shared(web), ends(web)
    clock.goes(minutes=4)
    for path in ("/_stcore/host-config", "/_stcore/health", "/static/js/main.js", "/media/x.png", "/favicon.png"):
        client.get(path)
    with client.websocket_connect(STREAM) as socket:
        socket.send_bytes(b"here")
        socket.receive_bytes()
    assert ends(web) == before


def test_a_sign_in_that_has_ended_is_not_brought_back_by_a_late_use(web: Web, ana: Person, clock: Clock) -> None:
    client = shared(web)
    clock.goes(minutes=6)
    with web.ground.write() as writing:
        id = writing.db.conn.execute("select id from people_signins").fetchone()[0]
        signins.used(writing.db, id, writing.at)
    assert not inside(client)


@given(st.integers(2, 30), st.lists(st.floats(0, 40 * 60), max_size=30))
def test_whoever_pauses_less_than_the_minutes_stays_and_whoever_pauses_half_a_minute_more_does_not(
    minutes: int, pauses: list[float]
) -> None:
    """The rule by itself: a use is written down when `stale`, and gives the minutes and half of one."""
    moment = 0.0
    end = written = minutes * 60 + 30.0
    for pause in pauses:
        moment += pause
        if moment >= end:
            assert pause >= minutes * 60
            return
        assert pause < minutes * 60 + 30
        if end - moment < minutes * 60:
            end = written = moment + minutes * 60 + 30
    assert written == end
    assert Shared(minutes, datetime.fromtimestamp(100).astimezone()).stale(datetime.fromtimestamp(100).astimezone())


def test_an_open_page_is_used_by_clicks_and_leaves_for_the_sign_in_page_when_it_ended(
    opened: house.House, web: Web, ana: Person, clock: Clock
) -> None:
    page = Tab(opened, ana)
    with web.ground.write() as writing:
        page.signin = signins.begin(writing.db, ana.id, writing.at, shared=True)
    page.app.user = {"person": ana.id, "signin": page.signin}
    page.open()
    assert page.app.session_state["sj/shared"] is True
    for _ in range(4):
        clock.goes(minutes=4)
        assert ana.full_name in page.run().html
    clock.goes(minutes=6)
    page.run()
    assert ana.full_name not in page.html, "nothing of theirs is on the page any more"
    assert page.shows("/sign-in?rested=1")
    own = Tab(opened, ana).open()
    own.revoke()
    assert not own.run().shows("/sign-in?rested=1"), "on one's own device the page stays, and says why"


def test_looking_whether_it_has_ended_is_no_use_of_it(opened: house.House, web: Web, ana: Person, clock: Clock) -> None:
    with web.ground.write() as writing:
        id = signins.begin(writing.db, ana.id, writing.at, shared=True)
    before = ends(web)
    clock.goes(minutes=3)
    with web.ground.read() as db:
        assert web.ground.directory.signed_in(db, id, clock()) is not None
        assert web.ground.directory.shared(db, id) == Shared(5, before)
    assert ends(web) == before


def test_an_idle_end_loses_no_answer(opened: house.House, web: Web, ana: Person, clock: Clock) -> None:
    attempt = begins(opened, ana, "pre")
    item = asked(opened, attempt)[0]
    answers(opened, attempt, item.id, item.key)
    client = shared(web)
    clock.goes(minutes=10)
    assert not inside(client)
    assert shared(web).get("/").status_code == 200
    assert begins(opened, ana, "pre").steps[-1].item == item.id


# Out, and nothing left


def test_the_sign_in_page_says_why_and_cleans_the_browser_after_an_idle_end(
    web: Web, ana: Person, clock: Clock
) -> None:
    client = shared(web)
    clock.goes(minutes=10)
    answer = client.get("/sign-in", params={"rested": "1"})
    assert "ไม่มีการใช้งาน" in answer.text
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert COOKIE not in client.cookies
    assert "clear-site-data" not in client.get("/sign-in").headers, "there is nothing to clean"


def test_plain_pages_leave_by_themselves_on_a_shared_computer_and_not_on_ones_own(web: Web, ana: Person) -> None:
    client, own = shared(web), web.signed_in(ana)
    assert client.get("/password").headers["refresh"] == "340; url=/sign-in?rested=1"
    assert "refresh" not in own.get("/password").headers
    assert "refresh" not in client.get("/").headers, "Streamlit's page looks by itself, and keeps what is typed"


def test_nothing_that_somebody_sees_is_kept_by_the_browser(web: Web, ana: Person, cast: Who) -> None:
    client = web.signed_in(ana)
    for path in (
        "/",
        "/certificates",
        "/my-data",
        "/password",
        "/privacy",
        "/my-data.zip",
        "/media/x.png",
        "/sign-out",
    ):
        answer = client.get(path)
        assert answer.headers["cache-control"] == "no-store", path
    assert client.get("/favicon.png").headers["cache-control"].startswith("public"), "what is everybody's may be kept"


def test_every_page_names_the_person_and_lets_whoever_is_somebody_else_out_by_one_touch(
    opened: house.House, web: Web, ana: Person, cast: Who
) -> None:
    client = web.signed_in(ana)
    for path in ("/password", "/sign-out", "/privacy"):
        page = Read(client.get(path).text)
        assert ana.name in page.text, path
        assert "ไม่ใช่ฉัน" in page.text, path
        assert {"method": "post", "action": "/sign-out", "class": "who", "aria-label": "บัญชี"} in page.all("form"), path
    adisa = web.signed_in(cast("ADISA"))
    for path in ("/slips", "/posters", "/begin"):
        assert "ไม่ใช่ฉัน" in adisa.get(path).text, path
    page_of = Tab(opened, ana).open("my-data")
    assert 'action="/sign-out"><button>ไม่ใช่ฉัน</button>' in page_of.html
    assert ana.full_name in page_of.html
    english = Tab(opened, ana, "en").open()
    assert "<button>Not me</button>" in english.html
    done = client.post("/sign-out")
    assert (done.status_code, done.headers["clear-site-data"]) == (303, '"cache", "storage"')
    assert not inside(client)
