"""What a browser loads beside a page: type and icons at addresses that change with them, and the way to the home screen."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send
from web import Read, Web

import house
from core import html
from core.language import LANGUAGES, Language
from core.packed import FOR_EVER, Packed
from core.shell import LOOK, Shell
from core.static import FACES, FOLDER, ICONS, PAPER, address, manifest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def guest(opened: house.House) -> TestClient:
    return Web(opened).guest()


def test_the_manifest_is_in_the_readers_language_and_its_icons_are_what_it_says(guest: TestClient) -> None:
    for language in LANGUAGES:
        document = Read(guest.get("/sign-in", headers={"cookie": f"sujarit_language={language}"}).text)
        link = next(each for each in document.all("link") if each["rel"] == "manifest")
        answer = guest.get(link["href"])
        assert answer.headers["content-type"] == "application/manifest+json"
        found = answer.json()
        assert (found["lang"], found["name"]) == (language, {"th": "สุจริต", "en": "Sujarit"}[language])
        assert (found["start_url"], found["scope"]) == ("/", "/")
        assert found["display"] in ("standalone", "minimal-ui", "fullscreen"), "else Chrome offers no installing"
        assert {(icon["sizes"], icon["purpose"]) for icon in found["icons"]} == {
            ("192x192", "any"), ("512x512", "any"), ("512x512", "maskable"),
        }  # fmt: skip


def test_every_icon_has_its_size_and_those_that_a_phone_cuts_reach_the_edge() -> None:
    for name, size, purpose in (*ICONS, ("favicon.png", 48, "any"), ("apple-touch-icon.png", 180, "maskable")):
        with Image.open(FOLDER / name) as icon:
            assert icon.size == (size, size), name
            corner = icon.convert("RGBA").getpixel((0, 0))
        assert isinstance(corner, tuple)
        assert (corner[3] == 255) is (purpose == "maskable"), name


def test_an_iphone_finds_its_icon_without_a_word(guest: TestClient) -> None:
    for path in ("/apple-touch-icon.png", "/apple-touch-icon-precomposed.png"):
        answer = guest.get(path)
        assert answer.headers["content-type"] == "image/png"
        assert Image.open(io.BytesIO(answer.content)).size == (180, 180)


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_pages_and_streamlits_shell_say_the_same_of_themselves(opened: house.House, language: Language) -> None:
    web = Web(opened)
    house.admit_all(web.ground, [house.Draft("ANA", "", "อานา ทดสอบ", "", "สำนักงาน")])
    with web.ground.read() as db:
        ana = next(iter(web.ground.directory.everybody(db)))
    cookie = {"cookie": f"sujarit_language={language}"}
    plain = Read(web.guest().get("/sign-in", headers=cookie).text)
    client = web.signed_in(ana)
    client.get(f"/language/{language}")
    shell = Read(client.get("/").text)
    for page in (plain, shell):
        links = {each["rel"]: each["href"] for each in page.all("link")}
        assert links["manifest"] == f"/manifest.webmanifest?language={language}"
        assert links["apple-touch-icon"] == address("apple-touch-icon.png")
        colours = {each["media"]: each["content"] for each in page.all("meta") if each.get("name") == "theme-color"}
        assert colours == {f"(prefers-color-scheme: {scheme})": colour for scheme, colour in PAPER.items()}


def test_the_colours_above_the_page_are_the_pages() -> None:
    for style in ("plain.css", "look.css"):
        text = (ROOT / "core" / style).read_text(encoding="utf-8")
        for colour in PAPER.values():
            assert f"--paper:{colour}" in text, style


def test_an_address_changes_with_what_is_in_the_file_and_then_only() -> None:
    names = sorted(path.name for path in FOLDER.glob("*.*") if path.suffix in (".png", ".woff2"))
    found = [address(name) for name in names]
    assert len(set(found)) == len(names)
    assert all(re.fullmatch(r"/app/static/[\w.-]+\?v=[0-9a-f]{10}", each) for each in found)
    addresses = re.findall(r"url\(([^)]+)\)", FACES) + [each["src"] for each in manifest("th")["icons"]]
    assert set(addresses) <= set(found)


def test_what_has_its_content_in_its_address_is_kept_for_ever_and_nothing_else() -> None:
    async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("x", 404 if "none" in scope["path"] else 200)(scope, receive, send)

    client = TestClient(Packed(streamlit, Shell()))
    assert client.get(address("plex-thai-400.woff2")).headers["cache-control"] == FOR_EVER
    for path in ("/app/static/plex-thai-400.woff2", "/app/static/none.woff2?v=1", "/people?v=1"):
        assert "cache-control" not in client.get(path).headers, path
    assert "cache-control" not in client.post(address("plex-thai-400.woff2")).headers


def test_one_type_serves_plain_pages_and_the_application() -> None:
    assert html.STYLE.startswith(FACES)
    assert FACES in LOOK
    assert "font-src 'self'" in html.PLAIN_POLICY
    assert "script-src" not in html.PLAIN_POLICY
    assert "default-src 'none'" in html.PLAIN_POLICY


def codes(ranges: str) -> set[int]:
    found = set[int]()
    for each in ranges.split(","):
        first, _, last = each.strip().removeprefix("U+").partition("-")
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found


def test_one_file_serves_each_letter_and_none_of_the_usual_is_left_out() -> None:
    """That the files hold what is promised here is seen in a browser: tests/test_browser_weight.py."""
    faces = re.findall(r"static/([\w-]+\.woff2)\?v=\w+\) format\(\"woff2\"\);unicode-range:([^}]+)\}", FACES)
    assert len(faces) == 6
    promised = [codes(ranges) for _, ranges in faces[::2]]
    assert not promised[0] & promised[1] | promised[1] & promised[2], "one file for one letter"
    assert set(range(0x20, 0x7F)) <= promised[1]
    assert set(range(0x0E01, 0x0E3B)) | set(range(0x0E3F, 0x0E5C)) <= promised[0]


def test_what_every_public_page_brings_is_small() -> None:
    always = ["plex-thai-400.woff2", "plex-thai-600.woff2", "plex-basic-400.woff2", "plex-basic-600.woff2"]
    assert sum((FOLDER / name).stat().st_size for name in [*always, "favicon.png"]) < 36_000
