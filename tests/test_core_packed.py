"""Files on the wire: packed where the browser takes it, whole where it does not, and kept by the browser for ever."""

import gzip
import re
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from web import Web

import house
from core.packed import FOR_EVER, Packed, lightened, takes_gzip
from core.shell import Shell

SHELL = Shell()
SCRIPT = next(name for name in sorted(SHELL.files) if re.fullmatch(r"/static/js/protobuf\.[\w-]+\.js", name))
STYLE = next(name for name in sorted(SHELL.files) if re.fullmatch(r"/static/css/index\.[\w-]+\.css", name))


def original(name: str) -> bytes:
    return (SHELL.folder / name.lstrip("/")).read_bytes()


@pytest.fixture
def guest(opened: house.House) -> TestClient:
    return Web(opened).guest()


def test_a_script_goes_packed_and_is_the_same_script(guest: TestClient) -> None:
    answer = guest.get(SCRIPT, headers={"accept-encoding": "gzip, deflate, br, zstd"})
    assert answer.status_code == 200
    assert answer.content == original(SCRIPT)
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["cache-control"] == FOR_EVER
    assert int(answer.headers["content-length"]) < len(original(SCRIPT)) / 4
    assert answer.headers["x-content-type-options"] == "nosniff", "the walls' headers stand on it"


def test_a_question_for_the_head_alone_is_told_the_same_and_sent_nothing(guest: TestClient) -> None:
    whole, head = (guest.request(method, SCRIPT, headers={"accept-encoding": "gzip"}) for method in ("GET", "HEAD"))
    assert head.content == b""
    assert {**head.headers} == {**whole.headers}


def test_what_the_browser_has_is_not_sent_again(guest: TestClient) -> None:
    etag = guest.get(SCRIPT, headers={"accept-encoding": "gzip"}).headers["etag"]
    for known in (etag, f"W/{etag}", f'"x", {etag}', "*"):
        answer = guest.get(SCRIPT, headers={"accept-encoding": "gzip", "if-none-match": known})
        assert (answer.status_code, answer.content) == (304, b""), known
        assert answer.headers["etag"] == etag
        assert "content-encoding" not in answer.headers
    for other in ('"x"', etag.replace("-gzip", "")):
        assert guest.get(SCRIPT, headers={"accept-encoding": "gzip", "if-none-match": other}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{"accept-encoding": "br"}, {"accept-encoding": "gzip;q=0"}, {"accept-encoding": "gzip", "range": "bytes=0-9"}],
    ids=["only Brotli", "no gzip", "a part"],
)
def test_whoever_takes_no_gzip_or_asks_for_a_part_is_answered_by_streamlit(
    opened: house.House, headers: dict[str, str]
) -> None:
    web = Web(opened)
    answer = web.guest().get(SCRIPT, headers=headers)
    assert [scope["path"] for scope in web.arrived] == [SCRIPT]
    assert "content-encoding" not in answer.headers
    assert answer.headers["vary"] == "Accept-Encoding", "no cache on the way may give it to somebody else"


@pytest.mark.parametrize(
    ("accepted", "takes"),
    [
        ("gzip", True), ("GZIP", True), ("x-gzip", True), ("br;q=1.0, gzip;q=0.8, *;q=0.1", True), ("*", True),
        ("gzip ; q=0.001", True), ("deflate,gzip", True), ("", False), ("identity", False), ("gzip;q=0", False),
        ("gzip;q=0.000", False), ("*;q=0", False), ("gzip;q=0, *", False), ("gzip;q=x", False), ("gzipped", False),
    ],
)  # fmt: skip
def test_what_an_accept_encoding_means(accepted: str, takes: bool) -> None:
    assert takes_gzip(accepted) is takes


@given(st.text())
def test_any_accept_encoding_is_read(accepted: str) -> None:
    assert takes_gzip(accepted) in (True, False)


@given(st.lists(st.sampled_from(["br", "zstd;q=0.5", "identity;q=0", "deflate ; q=1.0"])), st.integers(0, 1000))
def test_gzip_is_taken_by_its_own_weight_whatever_stands_round_it(others: list[str], thousandths: int) -> None:
    weighed = ", ".join([*others, f"gzip;q={thousandths / 1000:.3f}", "*;q=0"])
    assert takes_gzip(weighed) is (thousandths > 0)


def test_the_style_asks_for_no_type_that_no_page_is_set_in() -> None:
    lighter = lightened(STYLE, original(STYLE)).decode()
    faces = re.findall(r"@font-face\{[^}]*\}", lighter)
    assert not [face for face in faces if "SourceSansVF" in face]
    icons = [face for face in faces if "MaterialSymbols" in face]
    assert len(icons) == 1, "the icons are there for the page that has one"
    assert "unicode-range:U+21-10FFFF" in icons[0]
    before = re.findall(r"@font-face\{[^}]*\}", original(STYLE).decode())
    assert len(faces) == len(before) - 2, "nothing else is taken away"
    assert lightened(SCRIPT, original(SCRIPT)) == original(SCRIPT)


def test_every_script_and_style_is_itself_when_unpacked() -> None:
    packed = Packed(lambda *_: None, SHELL)  # type: ignore[arg-type]
    names = [name for name in sorted(SHELL.files) if name.endswith((".js", ".css"))][::9]
    assert len(names) > 30
    for name in names:
        assert gzip.decompress(packed.packet(name).body) == lightened(name, original(name)), name


def test_packed_files_stay_small_in_memory() -> None:
    """The first visit's files; measured 0.6 MB."""
    index = (SHELL.folder / "index.html").read_text(encoding="utf-8")
    names = ["/" + name for name in re.findall(r'"\./(static/[^"]+\.(?:js|css))"', index)]
    assert len(names) > 50
    packed = Packed(lambda *_: None, SHELL)  # type: ignore[arg-type]
    tracemalloc.start()
    for name in names:
        packed.packet(name)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 1_000_000


def test_only_streamlits_own_files_are_packed(opened: house.House) -> None:
    web = Web(opened)
    for path in ("/static/js/none.js", "/static/js/../../index.html", "/static/js/%2e%2e/x.js"):
        assert web.guest().get(path, headers={"accept-encoding": "gzip"}).status_code == 404, path
    assert web.server.routed("/sign-in")
    answer = web.guest().post(SCRIPT)
    assert answer.status_code == 405
