"""The recipe for HTTPS as it is shipped: a real Caddy over deploy/Caddyfile, a real server, certificates of Caddy's own CA.

What a public address needs besides, a name and open ports, cannot be had in a test.
"""

import asyncio
import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest
import websockets
from conftest import CAST, PASSWORD
from playwright.sync_api import expect, sync_playwright
from served import ROOT, Served, free_port
from test_server import rerun, until

import house
from core.gate import COOKIE
from core.settings import ADDRESS, set_to

NAME = "sujarit.example.go.th"
CADDY = shutil.which("caddy") or shutil.which("caddy", path=str(ROOT / ".venv" / "tools" / "usr" / "bin"))
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(not CADDY, reason="there is no caddy here; deploy/browser.sh brings one on Debian")


@dataclass
class Office:
    """A served office behind Caddy, and who vouches for its certificate."""

    port: int
    http: int
    root: Path

    @property
    def url(self) -> str:
        return f"https://{NAME}:{self.port}"

    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.root)


def recipe(https: int, http: int, behind: int) -> str:
    """The shipped file, with ports that a test may have and a certificate authority that asks nobody outside."""
    shipped = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    assert NAME in shipped
    ours = f"{{\n\tadmin off\n\tlocal_certs\n\tskip_install_trust\n\thttps_port {https}\n\thttp_port {http}\n}}\n"
    return ours + shipped.replace("127.0.0.1:8501", f"127.0.0.1:{behind}")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("behind")
    opened = house.open_house(folder / "data", synchronous="OFF")
    house.admit_all(opened.ground, CAST)
    house.passwords(opened.ground, [draft.code for draft in CAST], PASSWORD)
    with opened.ground.write() as writing:
        set_to(writing.db, ADDRESS, f"https://{NAME}")
    opened.ground.store.close()
    served = Served(folder / "data")
    served.start()
    found = Office(free_port(), free_port(), folder / "caddy" / "pki" / "authorities" / "local" / "root.crt")
    (folder / "Caddyfile").write_text(recipe(found.port, found.http, served.port), encoding="utf-8")
    with (folder / "caddy.log").open("wb") as log:
        caddy = subprocess.Popen(
            [str(CADDY), "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")],
            env={**os.environ, "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "HOME": str(folder)},
            stdout=log, stderr=log,
        )  # fmt: skip
    for _ in range(300):
        if answers(found):
            break
        assert caddy.poll() is None, (folder / "caddy.log").read_text(encoding="utf-8")
        time.sleep(0.1)
    yield found
    caddy.terminate()
    caddy.wait(20)
    served.stop()


def answers(office: Office) -> bool:
    if not office.root.exists():
        return False
    try:
        with socket.create_connection(("127.0.0.1", office.port), 2) as plain:
            office.trust().wrap_socket(plain, server_hostname=NAME).close()
    except (OSError, ssl.SSLError):
        return False
    return True


@pytest.fixture
def client(office: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[httpx2.Client]:
    """A browser for which the office's name leads to this computer, and which trusts the certificate's authority."""
    real = socket.getaddrinfo

    def here(host: Any, *rest: Any, **more: Any) -> Any:
        return real("127.0.0.1" if host in (NAME, NAME.encode()) else host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", here)
    with httpx2.Client(base_url=office.url, verify=office.trust(), timeout=60, headers={"origin": office.url}) as made:
        yield made


def signed_in(client: httpx2.Client, **headers: str) -> httpx2.Response:
    return client.post("/sign-in", data={"code": "ANA", "password": PASSWORD}, headers=headers)


def test_behind_caddy_the_cookie_goes_over_https_only(client: httpx2.Client) -> None:
    answer = signed_in(client)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "Secure" in answer.headers["set-cookie"]
    shell = client.get("/")
    assert shell.status_code == 200
    assert '<html lang="th"' in shell.text


def test_what_a_stranger_writes_into_the_proxys_headers_is_not_believed(client: httpx2.Client) -> None:
    answer = signed_in(client, **{"X-Forwarded-Proto": "http", "X-Forwarded-Host": "evil.example"})
    assert "Secure" in answer.headers["set-cookie"]
    assert "evil" not in str(answer.headers)


def test_another_sites_page_is_still_refused(client: httpx2.Client) -> None:
    assert signed_in(client, origin="https://evil.example").status_code == 403


def test_plain_http_is_sent_to_https(office: Office) -> None:
    answer = httpx2.get(f"http://127.0.0.1:{office.http}/sign-in", headers={"host": NAME})
    assert answer.status_code == 308
    assert answer.headers["location"].startswith(f"https://{NAME}")


def test_a_page_runs_through_the_websocket_behind_caddy(office: Office, client: httpx2.Client) -> None:
    signed_in(client)
    cookie = client.cookies[COOKIE]

    async def told() -> None:
        address = f"wss://{NAME}:{office.port}/_stcore/stream"
        async with websockets.connect(
            address, host="127.0.0.1", port=office.port, ssl=office.trust(), compression=None, max_size=None,
            subprotocols=[websockets.Subprotocol("streamlit")], origin=websockets.Origin(office.url),
            additional_headers={"Cookie": f"{COOKIE}={cookie}"},
        ) as stream:  # fmt: skip
            await stream.send(rerun())
            assert "new_session" in await until(stream, "script_finished")

    asyncio.run(asyncio.wait_for(told(), 60))


@pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium here")
def test_a_phone_outside_signs_in_and_sees_its_page(office: Office) -> None:
    rules = f"--host-resolver-rules=MAP {NAME} 127.0.0.1"
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[rules, *quiet])
        context = browser.new_context(ignore_https_errors=True, locale="th-TH", viewport={"width": 390, "height": 800})
        page = context.new_page()
        page.goto(office.url)
        page.fill("#code", "ANA")
        page.fill("#password", PASSWORD)
        page.click("main form > button")
        expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=60_000)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        cookies = [cookie for cookie in context.cookies() if cookie["name"] == COOKIE]
        assert [cookie["secure"] for cookie in cookies] == [True]
        browser.close()
