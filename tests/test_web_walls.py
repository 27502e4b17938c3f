"""The walls: what comes in to whom, what every answer carries, and that one who floods waits alone."""

import asyncio
import base64
import hashlib
import re
import socket
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from random import Random
from urllib.parse import urljoin, urlsplit

import pytest
import streamlit
from conftest import CAST, Clock
from hypothesis import example, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect
from web import HERE, SHELL, STREAM, Read, Web, signed_out

import house
from core.audit import LATELY
from core.db import Store
from core.directory import Person
from core.facts import PlanPublished
from core.gate import COOKIE, Gate
from core.html import SHOWING
from core.settings import ADDRESS, set_to
from core.shell import Shell
from core.signing import open_signer
from core.static import beside
from core.web import LANGUAGE_COOKIE, Pace
from people.admission import new_link
from people.routes.given import local
from people.store import roster, signins

Who = Callable[[str], Person]
PAGES = sorted("/" + page.path for room in house.ROOMS for page in room.pages)
PLAIN = ["/sign-in", "/sign-out", "/password", "/slips", "/posters", "/privacy", "/there-is-nothing-here"]
NOWHERE = [
    "/there-is-nothing-here", "/people/more", "/people/", "/sign-in/", "/index.html", "/static", "/static/", "/static/none.js",
    "/static/index.html", "/favicon.png/x", "/favicon.pngx", "/_stcore/none", "/_stcore/health/x", "/app/other", "/..%2fapp.py",
]  # fmt: skip
CLOSED = [
    "/_stcore/metrics", "/_stcore/agent", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp", "/_stcore/agent/interact",
    "/_stcore/script-health-check", "/auth/login", "/oauth2callback",
]  # fmt: skip
FOREIGN_HOSTS = [
    "evil.example",
    "localhost.evil.example",
    "evil.example:8501",
    "",
    "[",
    "[::1",
    "127.0.0.1.evil.example",
]
UNSAFE = ["POST", "PUT", "PATCH", "DELETE"]
FOREIGN = [
    None, "null", "", "http://evil.example", "http://localhost:8502", "http://localhost", "http://localhost:8501.evil.example",
    "http://localhost:8501@evil.example", "localhost:8501", "http://[", "file://",
]  # fmt: skip


@pytest.fixture
def web(opened: house.House) -> Web:
    return Web(opened)


@pytest.fixture
def ana(web: Web, cast: Who) -> TestClient:
    """A browser in which Ana is signed in."""
    return web.signed_in(cast("ANA"))


def refused_with(client: TestClient, address: str = STREAM, headers: dict[str, str] | None = None) -> int:
    """The code with which a websocket is refused."""
    with pytest.raises(WebSocketDisconnect) as refused, client.websocket_connect(address, headers=dict(headers or {})):
        pass
    return int(refused.value.code)


def host_answer(client: TestClient, host: str) -> int:
    return int(client.get("/sign-in", headers={"host": host}).status_code)


# Hosts


def test_answers_to_this_machine_and_to_addresses_in_numbers(web: Web) -> None:
    client, own = web.guest(), socket.gethostname()
    for host in ("localhost", "localhost:8501", "LocalHost:8501", own, f"{own}.local:8501"):
        assert host_answer(client, host) == 200, host
    for host in ("127.0.0.1:8501", "192.168.1.20", "[::1]:8501"):
        assert host_answer(client, host) == 200, host


def test_answers_to_the_public_address_from_when_it_is_set_and_to_the_names_that_the_environment_adds(
    opened: house.House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUJARIT_HOSTS", " Office.example , second.example")
    client = Web(opened).guest()
    assert host_answer(client, "sujarit.example.go.th") == 421
    with opened.ground.write() as writing:
        set_to(writing.db, ADDRESS, "https://sujarit.example.go.th:8443")
    for name in ("sujarit.example.go.th", "sujarit.example.go.th:8443", "office.example", "second.example:80"):
        assert host_answer(client, name) == 200, name


def test_answers_to_no_foreign_name(web: Web, ana: TestClient) -> None:
    for host in FOREIGN_HOSTS:
        for path in ("/", "/sign-in", "/healthz", "/static/x.js", "/_stcore/health"):
            answer = ana.get(path, headers={"host": host})
            assert (answer.status_code, answer.headers["content-type"]) == (421, "text/plain; charset=utf-8"), (
                host,
                path,
            )
        assert refused_with(ana, headers={"host": host}) == 1008, host
    assert web.arrived == []


# What every answer carries


def test_every_answer_carries_the_headers(web: Web, cast: Who, ana: TestClient) -> None:
    stranger, adisa = web.guest(origin=None), web.signed_in(cast("ADISA"))
    answers = {
        200: [
            ana.get("/"),
            ana.get("/password"),
            ana.get("/healthz"),
            ana.get("/_stcore/health"),
            adisa.post("/slips"),
        ],
        303: [stranger.get("/"), ana.get("/language/en"), ana.get("/sign-in")],
        400: [ana.post("/password", data={"before": "x"})],
        401: [stranger.get("/_stcore/host-config")],
        403: [stranger.post("/sign-in"), ana.get("/people"), ana.get("/slips")],
        404: [ana.get("/none"), ana.get("/api/none"), ana.get("/v/none"), stranger.get("/join/none")],
        405: [ana.post("/healthz"), ana.delete("/sign-in")],
        413: [web.guest().post("/sign-in", content=b"x" * 30_000)],
        421: [ana.get("/", headers={"host": "evil.example"})],
    }
    for status, given_ in answers.items():
        for answer in given_:
            asked = f"{answer.request.method} {answer.request.url} {answer.status_code}"
            assert answer.status_code == status, asked
            assert answer.headers["x-frame-options"] == "DENY", asked
            assert answer.headers["x-content-type-options"] == "nosniff", asked
            assert answer.headers["referrer-policy"] == "same-origin", asked
            assert answer.headers["cross-origin-opener-policy"] == "same-origin", asked
            assert "microphone=()" in answer.headers["permissions-policy"], asked
            assert "frame-ancestors 'none'" in answer.headers["content-security-policy"], asked


def directives(policy: str) -> dict[str, list[str]]:
    parts = (part.split() for part in policy.split(";") if part.strip())
    return {name: values for name, *values in parts}


def sha256(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_shells_policy_lets_streamlits_own_inline_script_run_and_no_other(ana: TestClient) -> None:
    policy = directives(ana.get("/").headers["content-security-policy"])
    index = Path(streamlit.__file__).parent / "static" / "index.html"
    inline = Read(index.read_text(encoding="utf-8")).inline["script"]
    assert inline, "Streamlit has no inline script any more: the policy may be simpler"
    assert {source for source in policy["script-src"] if source.startswith("'sha256")} == {
        sha256(each) for each in inline
    }
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:", "data:"} & set(policy["script-src"])
    assert policy["default-src"] == policy["connect-src"] == policy["form-action"] == policy["base-uri"] == ["'self'"]
    assert policy["object-src"] == policy["frame-ancestors"] == ["'none'"]
    outside = [source for sources in policy.values() for source in sources if source[0] != "'" and "." in source]
    assert outside == [], "nothing is fetched from anywhere else"


def plain_pages(web: Web, cast: Who) -> Iterator[str]:
    """Every kind of plain page, as documents."""
    adisa, guest = web.signed_in(cast("ADISA")), web.guest()
    with web.ground.write() as writing:
        link = new_link(web.ground, writing, cast("DAO").id)
    for answer in (
        *(adisa.get(path) for path in PLAIN if path != "/sign-in"), guest.get("/sign-in"), guest.get(f"/join/{link}"),
        guest.post("/sign-in", data={"code": "x", "password": "y"}), guest.post(f"/join/{link}", data={"password": "x"}),
        adisa.post("/password", data={"before": "x"}), guest.get("/join/none"), guest.get("/v/none"), guest.get("/joining/none"),
        guest.get("/privacy"),
    ):  # fmt: skip
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        policy = directives(answer.headers["content-security-policy"])
        assert policy["default-src"] == ["'none'"]
        scripts = Read(answer.text).inline["script"]
        assert scripts in ([], [SHOWING])
        assert policy.get("script-src") == ([sha256(SHOWING)] if scripts else None)
        assert policy["style-src"] == [sha256(each) for each in Read(answer.text).inline["style"]]
        assert answer.headers["cache-control"] == "no-store"
        yield answer.text


def test_plain_pages_run_nothing_but_what_shows_a_password_fetch_only_what_is_ours_and_have_the_one_style_that_their_policy_names(
    web: Web, cast: Who
) -> None:
    for document in plain_pages(web, cast):
        page = Read(document)
        assert not [each for each in page.all("script") if each]
        assert bool(page.inline["script"]) == bool(
            [each for each in page.all("input") if each.get("type") == "password"]
        )
        assert not page.all("iframe") + page.all("object")
        assert {each["rel"] for each in page.all("link")} == {"icon", "apple-touch-icon", "manifest"}
        names = {name for _, attributes in page.elements for name in attributes}
        assert not [name for name in names if name.startswith("on") or name in ("style", "srcdoc")]
        for _, attributes in page.elements:
            for name in ("href", "src", "action", "formaction"):
                assert attributes.get(name, "/").startswith("/"), attributes
        assert [each["content"] for each in page.all("meta") if each.get("name") == "robots"] == ["noindex"]


def test_pages_are_in_the_language_of_the_cookie_and_thai_without_one(web: Web, ana: TestClient) -> None:
    guest = web.guest()
    for client, path in [*((ana, page) for page in PAGES), *((ana, page) for page in PLAIN[1:]), (guest, PLAIN[0])]:
        for cookie, language in (("", "th"), ("th", "th"), ("en", "en"), ("fr", "th"), ("<b>", "th")):
            client.cookies.set(LANGUAGE_COOKIE, cookie, domain="localhost.local")
            page = Read(client.get(path).text)
            assert page.language == language, (path, cookie)
    ana.cookies.delete(LANGUAGE_COOKIE)
    shell = ana.get("/").text
    ours = SHELL.replace('lang="en"', 'lang="th" translate="no"').replace("Streamlit", "สุจริต")
    assert shell.count("<style>") == 2, "what shows before the page is here, and the look"
    plain = re.sub(r"<style>.*?</style>", "", shell, flags=re.DOTALL)
    assert plain == ours.replace(
        "</head>", re.sub(r"<style>.*?</style>", "", beside("th"), flags=re.DOTALL) + "</head>"
    )


def test_the_shell_is_never_answered_from_a_cache_or_in_part(web: Web, ana: TestClient) -> None:
    answer = ana.get("/", headers={"if-none-match": '"shell"', "range": "bytes=0-5", "accept-encoding": "gzip"})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers
    assert answer.text.endswith("</html>")
    assert answer.headers["content-encoding"] == "gzip", "11 kB, and not 41"
    assert int(answer.headers["content-length"]) < len(answer.content) / 3
    plain = ana.get("/", headers={"accept-encoding": "identity"})
    assert int(plain.headers["content-length"]) == len(plain.content)
    assert plain.text == answer.text
    assert "content-encoding" not in plain.headers
    assert web.came("if-none-match") + web.came("range") + web.came("accept-encoding") == []


# Unknown and closed


def test_what_is_unknown_or_closed_is_an_honest_404_for_everybody(web: Web, cast: Who) -> None:
    for client in (web.guest(), web.signed_in(cast("ANA")), web.signed_in(cast("ADISA"))):
        for path in [*NOWHERE, *CLOSED]:
            for method in ("GET", "POST"):
                answer = client.request(method, path)
                assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8"), path
                assert "ไม่พบหน้านี้" in answer.text
        below = client.get("/gifts/_stcore/health")  # Streamlit asks there first, at each visit
        assert (below.status_code, below.content) == (404, b"")
        client.cookies.set(LANGUAGE_COOKIE, "en", domain="localhost.local")
        assert "There is no such page" in client.get(NOWHERE[0]).text
    assert web.arrived == [], "Streamlit would have answered with its shell"


def test_what_is_unknown_to_programs_is_said_in_json(ana: TestClient) -> None:
    for path in ("/api/none", "/api/", "/api/outcomes/2570"):
        answer = ana.get(path)
        assert (answer.status_code, answer.headers["content-type"]) == (404, "application/json")
        assert answer.json() == {"error": "there is nothing at this address"}


def test_every_file_of_streamlit_is_there_for_everybody_and_nothing_is_open_beside_them(web: Web) -> None:
    files = Shell().files
    assert "/favicon.png" in files
    assert len([name for name in files if name.startswith("/static/js/")]) > 50
    for path in [*sorted(files)[::40], "/favicon.png", "/_stcore/health", "/app/static/icon.png"]:
        if path != "/manifest.json":
            assert web.guest().get(path).status_code == 200, path
    for path in ("/_stcore/host-config", "/media/x.png", "/component/x", "/_stcore/upload_file/a/b", "/_stcore/stream"):
        answer = web.guest().get(path)
        assert (answer.status_code, answer.headers["content-type"]) == (401, "text/plain; charset=utf-8"), path


# Who comes in


def test_a_stranger_who_asks_for_a_page_is_led_to_the_sign_in_and_from_there_back(web: Web) -> None:
    client = web.guest()
    for path in PAGES:
        answer = client.get(path)
        assert (answer.status_code, answer.text) == (303, "")
        assert answer.headers["location"] == ("/sign-in" if path == "/" else f"/sign-in?back={path}")
        asked = client.get(path, params={"q": "ก&b", "back": "//evil.example"})
        form = Read(client.get(asked.headers["location"]).text).all("form")[0]
        assert form["action"].startswith(f"/sign-in?back={path}%3Fq%3D")
    assert web.arrived == []


def test_a_stranger_has_no_websocket(web: Web) -> None:
    for path in (STREAM, "ws://localhost:8501/", "ws://localhost:8501/sign-in"):
        assert refused_with(web.guest(), path) == 1008, path
    assert web.arrived == []


def test_who_is_signed_in_has_the_one_websocket_and_no_other(web: Web, ana: TestClient) -> None:
    with ana.websocket_connect(STREAM) as connection:
        connection.send_bytes(b"rerun")
        assert connection.receive_bytes() == b"rerun"
    for path in ("/", "/_stcore/metrics", "/_stcore/agent/mcp", "/sign-in", "/healthz"):
        assert refused_with(ana, f"ws://localhost:8501{path}") == 1008, path
    assert len(web.arrived) == 1


def test_a_page_of_another_role_is_refused_before_it_runs(web: Web, cast: Who) -> None:
    roles = {"/" + page.path: page.roles for room in house.ROOMS for page in room.pages}
    for person in (cast("ANA"), cast("TAM"), cast("BENTO"), cast("ADISA")):
        client = web.signed_in(person)
        for path in PAGES:
            allowed = person.holds(*roles[path])
            assert client.get(path).status_code == (200 if allowed else 403), (person.code, path)


def test_our_identity_headers_come_from_the_cookie_and_never_from_a_client(web: Web, cast: Who) -> None:
    ana, adisa = cast("ANA"), cast("ADISA")
    with web.ground.write() as writing:
        theirs = signins.begin(writing.db, adisa.id, writing.at)
    forged = {"X-Sujarit-Person": adisa.id, "x-sujarit-signin": theirs, "X-SUJARIT-PERSON ": adisa.id}
    guest = web.guest()
    assert signed_out(guest.get("/", headers=forged).headers["location"])
    assert refused_with(guest, headers=forged) == 1008
    assert guest.get("/_stcore/health", headers=forged).status_code == 200
    assert web.came("x-sujarit-person") + web.came("x-sujarit-signin") == []
    client = web.signed_in(ana)
    assert client.get("/", headers=forged).status_code == 200
    assert web.came("x-sujarit-person") == [ana.id]
    assert web.came("x-sujarit-signin") != [theirs]
    with client.websocket_connect(STREAM, headers=dict(forged)):
        assert web.came("x-sujarit-person") == [ana.id]
        assert len(web.came("x-sujarit-signin")) == 1


def test_a_cookie_that_was_changed_in_one_place_signs_nobody_in(web: Web, ana: TestClient) -> None:
    cookie = ana.cookies[COOKIE]
    for place, letter in enumerate(cookie):
        if place == len(cookie) - 1:
            continue  # the last letter of unpadded base64 carries bits that mean nothing
        changed = cookie[:place] + ("A" if letter != "A" else "B") + cookie[place + 1 :]
        assert web.server.gate.signin(changed) == "", changed
    assert web.server.gate.signin("ก".encode().decode("latin-1")) == ""
    client = web.guest()
    for forged in (cookie[:-4], cookie + "x", cookie.split(".")[0], "", ".", "null", '"'):
        client.cookies.set(COOKIE, forged, domain="localhost.local")
        assert signed_out(client.get("/").headers["location"]), forged
        assert refused_with(client) == 1008


def test_another_houses_key_signs_nobody_in(web: Web, cast: Who, tmp_path: Path) -> None:
    with web.ground.write() as writing:
        signin = signins.begin(writing.db, cast("ANA").id, writing.at)
    own, web.ground.signer = web.ground.signer, open_signer(tmp_path / "other")
    other = Gate(web.ground, web.server.routed)
    web.ground.signer = own
    assert web.server.gate.signin(web.cookie(signin)) == signin
    assert other.signin(web.cookie(signin)) == ""


def test_a_sign_in_that_was_revoked_or_has_ended_or_whose_person_left_is_refused(
    web: Web, cast: Who, clock: Clock
) -> None:
    revoked, ended, left = (web.signed_in(cast(code)) for code in ("ANA", "BENTO", "DAO"))
    assert [client.get("/").status_code for client in (revoked, ended, left)] == [200, 200, 200]
    with web.ground.write() as writing:
        signins.revoke_all(writing.db, cast("ANA").id, writing.at)
        roster.leave(writing, cast("DAO"))
    assert [client.get("/").status_code for client in (revoked, ended, left)] == [303, 200, 303]
    clock.goes(days=30)
    assert ended.get("/").status_code == 303
    for client in (revoked, ended, left):
        assert refused_with(client) == 1008


# Same origin


def test_an_unsafe_request_from_elsewhere_is_refused_and_does_nothing(web: Web, cast: Who) -> None:
    client = web.signed_in(cast("ADISA"), origin=None)
    for origin in FOREIGN:
        headers = {} if origin is None else {"origin": origin}
        for path in (
            "/sign-out",
            "/sign-in",
            "/password",
            "/slips",
            "/",
            "/healthz",
            "/none",
            "/_stcore/upload_file/a/b",
        ):
            for method in UNSAFE:
                answer = client.request(method, path, headers=headers)
                told = (answer.status_code, answer.headers["content-type"])
                assert told == (403, "text/plain; charset=utf-8"), (origin, method, path)
    assert web.arrived == []
    with web.ground.read() as db:
        assert db.conn.execute("select count(*) from people_links").fetchone() == (0,)
    still = client.get("/", headers={"origin": "http://evil.example"})
    assert still.status_code == 200, "and still signed in: a link from elsewhere may come"


def test_an_unsafe_request_of_our_own_pages_is_done(web: Web, cast: Who) -> None:
    assert web.signed_in(cast("ANA")).post("/sign-out").headers["location"] == "/sign-in?left"
    refers = web.signed_in(
        cast("ANA"), origin=None
    )  # a browser that keeps the origin to itself still says where it was
    assert refers.post("/sign-out", headers={"referer": f"{HERE}/sign-out"}).status_code == 303
    foreign = web.signed_in(cast("ANA"), origin=None)
    assert (
        foreign.post("/sign-out", headers={"referer": "http://evil.example/http://localhost:8501/"}).status_code == 403
    )
    both = web.signed_in(cast("ANA"), origin="http://evil.example")
    assert both.post("/sign-out", headers={"referer": f"{HERE}/sign-out"}).status_code == 403


# The way back

BACKS = [
    "//evil.example", "///evil.example", "////", "/\\evil.example", "\\\\evil.example", "/\t/evil.example", "/\n/evil.example",
    "http://evil.example", "https:evil.example", "javascript:alert(1)", "evil.example", "//[", "/[", "//℀.example", "",
    "/\\\t/evil.example", " //evil.example", "/\u200b/evil.example", "?back=//evil.example", "/%0d%0aset-cookie:x=1",
]  # fmt: skip


def test_the_way_back_after_a_door_never_leaves_the_site(web: Web, ana: TestClient) -> None:
    guest = web.guest()
    for back in BACKS:
        for path in ("/sign-in", "/language/en"):
            answer = ana.get(path, params={"back": back})
            target = urlsplit(urljoin(f"{HERE}/sign-in", answer.headers["location"]))
            assert (answer.status_code, f"{target.scheme}://{target.netloc}") == (303, HERE), back
        form = Read(guest.get("/sign-in", params={"back": back}).text).all("form")[0]
        assert form["action"].startswith("/sign-in?back=/"), back


@given(st.text(max_size=30) | st.text("/\\:.@?#[]%\t\r\n ea", max_size=12) | st.sampled_from(BACKS))
@example("/\\evil.example")
@example("/\t/evil.example")
@settings(derandomize=True)
def test_any_way_back_stays_on_the_site(back: str) -> None:
    kept = local(back)
    assert kept in (back, "/")
    as_browsers_read = "".join(c for c in kept if c not in "\t\r\n").replace("\\", "/").strip()
    assert as_browsers_read.startswith("/")
    assert not as_browsers_read.startswith("//")
    assert urlsplit(urljoin("https://here.example/sign-in", kept)).netloc == "here.example"


def test_a_way_back_within_the_site_is_kept() -> None:
    for back in ("/", "/lesson?programme=a&lesson=b", "/people", "/lesson?q=ของขวัญ"):
        assert local(back) == back


# Pace


class Moments:
    """A clock that only sleeping moves: it stands where `time` and `asyncio` are used."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def moments(monkeypatch: pytest.MonkeyPatch) -> Moments:
    found = Moments()
    monkeypatch.setattr("core.web.time", found)
    monkeypatch.setattr("core.web.asyncio", found)
    return found


def socket_of(signin: str) -> Scope:
    return {"type": "websocket", "path": "/_stcore/stream", "headers": [], "state": {"signin": signin}}


class Held:
    """The application behind Pace: hands out each socket's `receive`, and holds the socket open until it is let go."""

    def __init__(self) -> None:
        self.pace = Pace(self)
        self.receives: list[Receive] = []
        self.sent: list[Message] = []
        self._last = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.receives.append(receive)
        await self._last.wait()

    async def open(self, signin: str, messages: Callable[[], Message]) -> "asyncio.Task[None]":
        """Open a socket on which `messages` come."""

        async def receive() -> Message:
            return messages()

        async def send(message: Message) -> None:
            self.sent.append(message)

        task = asyncio.create_task(self.pace(socket_of(signin), receive, send))
        for _ in range(3):
            await asyncio.sleep(0)
        return task

    def let_go(self) -> None:
        self._last.set()


def test_a_burst_of_three_thousand_messages_arrives_in_order_slowed_and_whole(moments: Moments) -> None:
    burst: list[Message] = [{"type": "websocket.receive", "bytes": str(n).encode()} for n in range(3000)]
    coming = iter([*burst, {"type": "websocket.disconnect", "code": 1000}])
    arrived: list[tuple[float, Message]] = []

    async def receive() -> Message:
        return next(coming)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        while (message := await receive())["type"] == "websocket.receive":
            arrived.append((moments.now, message))

    async def send(message: Message) -> None:
        raise AssertionError("nothing is answered here")

    asyncio.run(Pace(application, rate=10, burst=30)(socket_of("flood"), receive, send))
    assert [message for _, message in arrived] == burst
    times = [at for at, _ in arrived]
    assert times[:30] == [0.0] * 30, "what a person can do is not slowed"
    assert all(later - sooner == pytest.approx(0.1) for sooner, later in pairwise(times[29:]))
    assert moments.now == pytest.approx((3000 - 30) / 10)


def test_more_sockets_of_one_sign_in_are_not_more_messages_and_others_do_not_wait(moments: Moments) -> None:
    async def story() -> None:
        held = Held()
        tasks = [await held.open("flood", lambda: {"type": "websocket.receive"}) for _ in range(24)]
        tasks.append(await held.open("other", lambda: {"type": "websocket.receive"}))
        for _ in range(10):
            for receive in held.receives[:24]:
                await receive()
        assert moments.now == pytest.approx((240 - 30) / 10)
        before = moments.now
        for _ in range(30):
            await held.receives[24]()
        assert moments.now == before
        held.let_go()
        await asyncio.gather(*tasks)

    asyncio.run(story())


def test_coming_anew_gains_nothing_and_resting_gives_all_back(moments: Moments) -> None:
    async def sends(signin: str, pace: Pace, count: int) -> float:
        """How long so many messages through a new socket take."""
        before, coming = moments.now, iter([{"type": "websocket.receive"}] * count)

        async def receive() -> Message:
            return next(coming)

        async def application(scope: Scope, receive: Receive, send: Send) -> None:
            for _ in range(count):
                await receive()

        async def send(message: Message) -> None:
            raise AssertionError("nothing is answered here")

        pace.app = application
        await pace(socket_of(signin), receive, send)
        return moments.now - before

    async def story() -> None:
        pace = Pace(Held())
        assert await sends("a", pace, 30) == 0
        assert await sends("a", pace, 30) == pytest.approx(3)
        moments.now += 3
        assert await sends("a", pace, 30) == 0
        moments.now += 60
        assert await sends("b", pace, 1) == 0
        assert list(pace.allowances) == ["b"], "who is whole again is forgotten"

    asyncio.run(story())


def test_a_sign_in_has_so_many_sockets_and_no_more_until_one_closes() -> None:
    async def story() -> None:
        held = Held()
        tasks = [await held.open("ana", lambda: {"type": "websocket.disconnect"}) for _ in range(24)]
        assert held.sent == []
        refused = await held.open("ana", lambda: {"type": "websocket.disconnect"})
        assert held.sent == [{"type": "websocket.close", "code": 1013}]
        await refused
        assert len(held.receives) == 24
        tasks.append(await held.open("dao", lambda: {"type": "websocket.disconnect"}))
        assert len(held.receives) == 25
        tasks.pop(0).cancel()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        tasks.append(await held.open("ana", lambda: {"type": "websocket.disconnect"}))
        assert len(held.receives) == 26
        assert len(held.sent) == 1
        held.let_go()
        await asyncio.gather(*tasks)

    asyncio.run(story())


# Health


def test_healthz_says_how_everything_is_to_everybody_and_names_nobody(web: Web, cast: Who) -> None:
    cast("ANA")
    answer = web.guest().get("/healthz")
    state = answer.json()
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert (state["state"], state["database"]) == ("ok", "ok")
    assert state["record"]["state"] == "ok"
    assert "finding" not in state["record"]
    assert state["record"]["followers_behind"] == 0
    assert state["record"]["key"] == web.ground.signer.kid
    assert state["record"]["facts"] > len(CAST)
    assert state["content"] == {"problems": 0, "waiting_for_review": []}
    assert set(state["rooms"]) == {room.name for room in house.ROOMS}
    assert all(each["state"] == "ok" for each in state["rooms"].values())
    assert state["rooms"]["people"]["on_roster"] == len(CAST)
    assert {name: {*each} - {"state"} for name, each in state["rooms"].items()} == {
        "people": {"on_roster"}, "programmes": {"mail", "running_today"}, "lessons": {"readings"},
        "quizzes": {"attempts", "finished", "on_paper"}, "pledges": {"signatures"}, "badges": {"issued"}, "outcomes": {"facts_behind"},
        "gifts": set(),
    }  # fmt: skip
    assert state["rooms"]["programmes"]["running_today"] > 0
    assert not [draft for draft in CAST if draft.name in answer.text or draft.code in answer.text]


def test_healthz_counts_what_each_room_keeps(web: Web, opened: house.House, cast: Who) -> None:
    ana, kinds = cast("ANA"), {kind.word: kind for kind in house.kinds()}
    for _ in range(8):
        with opened.ground.read() as db:
            brief = opened.paths.mine(db, ana)[0]
            step = opened.paths.next(db, brief.slug, ana)
        if step and (play := kinds[step.kind].play):
            play(opened.ground, brief, step.name, ana, Random(1))
    rooms = web.guest().get("/healthz").json()["rooms"]
    assert rooms["lessons"]["readings"] == len(brief.topics)
    assert rooms["quizzes"]["attempts"] == rooms["quizzes"]["finished"] == 2
    assert rooms["pledges"]["signatures"] == 1
    assert rooms["badges"]["issued"] >= 1
    assert rooms["outcomes"]["facts_behind"] == 0


@pytest.mark.parametrize(
    ("trigger", "statement", "place"),
    [
        ("record_facts_no_update", "update record_facts set unit = 'x' where seq = (select max(seq) from record_facts)", "fact "),
        ("record_checkpoints_no_update", "update record_checkpoints set day = '2020-01-01'", "checkpoint 1 "),
        ("record_facts_no_delete", "delete from record_facts where seq = (select max(seq) from record_facts)", "fact "),
        ("record_checkpoints_no_delete", "delete from record_checkpoints", "checkpoint 1 "),
    ],
)  # fmt: skip
def test_healthz_asks_for_a_look_when_the_record_does_not_stand(
    opened: house.House, clock: Clock, trigger: str, statement: str, place: str
) -> None:
    clock.goes(days=1)
    with opened.ground.write() as writing:
        writing.tell(PlanPublished("", {}), subject="on the next day")
    assert Web(opened).guest().get("/healthz").json()["state"] == "ok"
    with opened.ground.store.write() as db:
        db.conn.execute(f"drop trigger {trigger}")
        db.conn.execute(statement)
    answer = Web(opened).guest().get("/healthz")
    state = answer.json()
    assert (answer.status_code, state["state"], state["record"]["state"]) == (200, "look", "look")
    assert state["record"]["finding"].startswith(place)


def test_healthz_walks_the_last_facts_only(opened: house.House) -> None:
    for number in range(LATELY):
        with opened.ground.write() as writing:
            writing.tell(PlanPublished("", {}), subject=f"{number}")
    with opened.ground.store.write() as db:
        db.conn.execute("drop trigger record_facts_no_update")
        db.conn.execute("update record_facts set unit = 'x' where seq = 1")
    assert Web(opened).guest().get("/healthz").json()["state"] == "ok"


def test_healthz_asks_for_a_look_at_a_room_that_cannot_be_read(opened: house.House) -> None:
    with opened.ground.store.write() as db:
        db.conn.execute("update library_current set version = 'none' where room = 'programmes'")
    state = Web(opened).guest().get("/healthz").json()
    assert state["state"] == "look"
    assert [name for name, room in state["rooms"].items() if room["state"] == "look"] == ["programmes"]


def test_healthz_asks_for_a_look_when_content_cannot_be_read(opened: house.House) -> None:
    (opened.ground.content / "quizzes").mkdir(parents=True)
    (opened.ground.content / "quizzes" / "mine.yaml").write_text("title: half\n", encoding="utf-8")
    opened.publish()
    answer = Web(opened).guest().get("/healthz")
    assert answer.status_code == 200, "what is in force still stands"
    assert answer.json()["state"] == "look"
    assert answer.json()["content"]["problems"] == len(opened.problems) > 0


@pytest.mark.parametrize("place", ["record_facts", "sqlite_autoindex_record_facts_1", "people_persons", "people_units"])
def test_healthz_is_503_when_the_database_is_damaged(opened: house.House, cast: Who, place: str) -> None:
    cast("ANA")
    ground = opened.ground
    with ground.read() as db:
        root = db.conn.execute("select rootpage from sqlite_master where name = ?", (place,)).fetchone()[0]
        size = db.conn.execute("pragma page_size").fetchone()[0]
    ground.store.close()
    raw = bytearray(ground.store.path.read_bytes())
    raw[(root - 1) * size : root * size] = b"\xff" * size
    ground.store.path.write_bytes(raw)
    ground.store = Store(ground.store.path, synchronous="OFF")
    answer = Web(opened).guest().get("/healthz", headers={"host": "127.0.0.1"})
    assert answer.status_code == 503
    assert answer.json()["state"] == "look"
    assert answer.json()["database"] != "ok"


def test_what_stands_in_an_address_is_escaped(web: Web) -> None:
    page = web.guest().get('/sign-in?back=/"><script>alert(1)</script>').text
    assert "<script>alert" not in page
    assert Read(page).inline["script"] == [SHOWING], "the one that shows a password"
