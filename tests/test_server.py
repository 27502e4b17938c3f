"""One real server: Streamlit behind our walls, in a process of its own, as `sujarit serve` starts it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
import pytest
import websockets
from conftest import CAST, PASSWORD
from served import Served
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection

import house
from core.gate import COOKIE

BURST = 3000
MARGIN = 60  # seconds until a test gives up; nothing is asserted about how long anything takes


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server over an office in which everybody has a password."""
    folder = tmp_path_factory.mktemp("served") / "data"
    opened = house.open_house(folder, synchronous="OFF")
    house.admit_all(opened.ground, CAST)
    house.passwords(opened.ground, [draft.code for draft in CAST], PASSWORD)
    opened.ground.store.close()
    found = Served(folder)
    found.start()
    yield found
    found.stop()


@contextmanager
def browser(server: Served, code: str = "") -> Iterator[httpx2.Client]:
    """A client, signed in when a code is given."""
    with httpx2.Client(base_url=server.url, timeout=MARGIN, headers={"origin": server.url}) as client:
        if code:
            answer = client.post("/sign-in", data={"code": code, "password": PASSWORD})
            assert (answer.status_code, answer.headers["location"]) == (303, "/")
        yield client


def cookie_of(server: Served, code: str) -> str:
    with browser(server, code) as client:
        return str(client.cookies[COOKIE])


def connection(server: Served, cookie: str = "", **headers: str) -> "websockets.connect":
    """A websocket as Streamlit's page opens it."""
    sent = {**headers, **({"Cookie": f"{COOKIE}={cookie}"} if cookie else {})}
    return websockets.connect(
        f"ws://localhost:{server.port}/_stcore/stream", subprotocols=[websockets.Subprotocol("streamlit")],
        additional_headers=sent, origin=websockets.Origin(server.url), compression=None, max_size=None,
    )  # fmt: skip


def rerun() -> bytes:
    """The message with which a page asks to be run."""
    message = BackMsg()
    message.rerun_script.query_string = ""
    return bytes(message.SerializeToString())


async def heard(socket: ClientConnection) -> tuple[str, Any]:
    """The next message from the server: its kind, and what it says."""
    message = ForwardMsg()
    message.ParseFromString(bytes(await socket.recv(decode=False)))
    kind = str(message.WhichOneof("type"))
    return kind, getattr(message, kind)


async def until(socket: ClientConnection, kind: str) -> list[str]:
    """The kinds of messages up to one of a kind."""
    kinds: list[str] = []
    while not kinds or kinds[-1] != kind:
        kinds.append((await heard(socket))[0])
    return kinds


def story(told: Callable[[], Awaitable[None]]) -> None:
    """Run one, and give up when it does not come to its end."""

    async def bounded() -> None:
        await asyncio.wait_for(told(), MARGIN)

    asyncio.run(bounded())


def test_who_is_signed_in_has_a_page_that_runs(server: Served) -> None:
    async def told() -> None:
        async with connection(server, await asyncio.to_thread(cookie_of, server, "ANA")) as socket:
            assert socket.subprotocol == "streamlit"
            await socket.send(rerun())
            kinds = await until(socket, "script_finished")
            assert "new_session" in kinds
            assert "delta" in kinds

    story(told)


def test_who_is_not_signed_in_has_no_websocket(server: Served) -> None:
    cookie = cookie_of(server, "TAM")
    with browser(server) as client:
        client.cookies.set(COOKIE, cookie)
        assert client.post("/sign-out").status_code == 303
    changed = cookie[:-6] + ("A" if cookie[-6] != "A" else "B") + cookie[-5:]

    async def told() -> None:
        for refused, headers in (
            ("", {}),
            (changed, {}),
            (cookie, {}),
            ("", {"X-Sujarit-Person": "x", "X-Sujarit-Signin": "y"}),
        ):
            with pytest.raises(websockets.InvalidStatus) as found:
                await connection(server, refused, **headers)
            assert found.value.response.status_code == 403

    story(told)


def test_a_websocket_from_another_site_is_refused_though_its_cookie_is_right(server: Served) -> None:
    cookie = cookie_of(server, "ANA")

    async def told() -> None:
        address = f"ws://localhost:{server.port}/_stcore/stream"
        with pytest.raises(websockets.InvalidStatus) as found:
            await websockets.connect(
                address,
                origin=websockets.Origin("http://evil.example"),
                additional_headers={"Cookie": f"{COOKIE}={cookie}"},
            )
        assert found.value.response.status_code == 403

    story(told)


def test_streamlits_own_pages_come_through_the_walls_and_unknown_paths_are_404(server: Served) -> None:
    with browser(server) as guest, browser(server, "ANA") as ana:
        for client in (guest, ana):
            for path in (
                "/none",
                "/static/none.js",
                "/favicon.png/x",
                "/_stcore/none",
                "/_stcore/metrics",
                "/index.html",
                "/people/x",
            ):
                answer = client.get(path)
                assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8"), path
            for path in ("/_stcore/health", "/favicon.png", "/app/static/icon.png"):
                assert client.get(path).status_code == 200, path
            assert client.get("/app/static/none").status_code == 404
            assert client.get("/api/none").json() == {"error": "there is nothing at this address"}
        assert guest.get("/_stcore/host-config").status_code == 401
        assert ana.get("/_stcore/host-config").headers["content-type"] == "application/json"
        assert ana.get("/media/none.png").status_code == 404
        shell = ana.get("/")
        assert '<html lang="th" translate="no">' in shell.text
        assert "<title>สุจริต</title>" in shell.text
        assert "frame-ancestors 'none'" in shell.headers["content-security-policy"]
        scripts = [part for part in shell.text.split('"') if part.startswith("./static/js/")]
        assert (
            guest.get(scripts[0][1:]).headers["content-type"].startswith(("text/javascript", "application/javascript"))
        )


def test_while_one_client_sends_three_thousand_reruns_another_is_answered(server: Served) -> None:
    """Told by order, not by time: the other is answered while the burst's own reruns still come."""
    events: list[str] = []

    async def told() -> None:
        flooding, working = [await asyncio.to_thread(cookie_of, server, code) for code in ("ANA", "DAO")]
        async with connection(server, working) as other:
            await other.send(rerun())
            await until(other, "script_finished")
            async with connection(server, flooding, **{"User-Agent": "flood"}) as flood:
                await flood.send(rerun())
                await until(flood, "script_finished")
                for _ in range(BURST):
                    await flood.send(rerun())
                listening = asyncio.create_task(finishes(flood))
                for _ in range(5):
                    await asyncio.to_thread(healthy, server)
                    events.append("health")
                    await other.send(rerun())
                    await until(other, "script_finished")
                    events.append("rerun")
                before = events.count("burst")
                while events.count("burst") < before + 3:
                    await asyncio.sleep(0.05)
                listening.cancel()
                flood.transport.abort()

    async def finishes(socket: ClientConnection) -> None:
        while True:
            await until(socket, "script_finished")
            events.append("burst")

    story(told)
    last = max(place for place, event in enumerate(events) if event != "burst")
    assert events.count("health") == events.count("rerun") == 5
    assert events[last + 1 :].count("burst") >= 3, "the burst was still being worked off"


def healthy(server: Served) -> None:
    with browser(server) as client:
        assert client.get("/healthz").json()["state"] == "ok"


def test_the_server_stops_when_it_is_told_to_even_while_a_burst_waits_and_starts_again(server: Served) -> None:
    cookie = cookie_of(server, "ANA")
    process = server.process
    assert process is not None

    async def told() -> None:
        async with connection(server, cookie) as flood:
            for _ in range(BURST):
                await flood.send(rerun())
            await until(flood, "script_finished")
            await asyncio.to_thread(server.stop)

    story(told)
    assert process.poll() is not None
    server.start()

    async def again() -> None:
        async with connection(server, cookie) as socket:
            await socket.send(rerun())
            assert "new_session" in await until(socket, "script_finished")

    story(again)
    healthy(server)
