"""The start in a terminal: what it says, in which letters, and what it says when it cannot."""

import asyncio
import codecs
import errno
import io
import os
import signal
import socket
import stat
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import NOON, Clock
from hypothesis import given
from hypothesis import strategies as st
from served import Served, free_port
from web import Web
from windows import linux_only, play

import house
import sujarit
from core import address, greeting
from core.address import closed
from core.content import Problem
from core.directory import Person
from core.greeting import READY, STARTING, STOPPED, Greeting, shown_host
from core.language import Text
from core.logfile import KEPT, LogFile
from core.server import unheard
from core.settings import ADDRESS, DEMO, OFFICE_ADDRESS, set_to
from core.terminal import PLAIN, fit

NOISE = ("Streamlit", "Uvicorn", "INFO", "WARNING", "Traceback", "Aborted")


# What a server says


@pytest.fixture(params=["cp874", "cp437", "utf-8"])
def served(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """A server on whose output the code page of an office's Windows lies, over a folder as offices have."""
    monkeypatch.setenv("PYTHONIOENCODING", request.param)
    monkeypatch.setenv("PYTHONUTF8", "0")
    monkeypatch.setenv("PYTHONCOERCECLOCALE", "0")
    monkeypatch.setenv("LC_ALL", "C")
    found = Served(tmp_path / "งาน ป.ป.ช. ๒๕๗๐" / "data")
    found.folder.parent.mkdir()
    found.start()
    yield found
    found.stop()


def test_a_start_says_in_thai_and_english_where_how_and_how_to_stop_and_nothing_else(
    served: Served,
) -> None:
    page = os.environ["PYTHONIOENCODING"]
    process = served.process
    assert process is not None
    process.send_signal(signal.SIGINT)  # Ctrl+C
    assert process.wait(60) == 0
    said = served.log.read_bytes().decode("cp874" if page == "cp874" else "utf-8")
    lines = said.rstrip().splitlines()
    plain = "".join(PLAIN.get(each, each) for each in READY) if page == "cp874" else READY
    assert plain in lines
    assert lines[-1].startswith("OK สุจริตหยุดทำงานแล้ว" if page == "cp874" else "✓ สุจริตหยุดทำงานแล้ว")
    assert f"    {served.url}" in lines
    assert f"    {served.url}{served.set_up_path}" in lines
    assert "กด Ctrl+C" in said
    assert [word for word in NOISE if word in said] == []


def test_the_log_has_the_same_words_with_their_time_and_tells_nobody_to_press_keys(tmp_path: Path) -> None:
    log = tmp_path / "data" / "log" / "sujarit.log"
    found = Served(tmp_path / "data", "--log", str(log))
    found.start()
    found.stop()
    said = log.read_text(encoding="utf-8")
    assert found.output == ""
    written = found.folder / "sujarit.db-wal"
    assert not written.exists() or written.stat().st_size == 0, "the database is one file when the server has stopped"
    assert all(line[:2] == "20" for line in said.splitlines() if line)
    assert [word in said for word in (STARTING, READY, STOPPED, "/set-up/", "Ctrl+C")] == [True] * 4 + [False]
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def lines(**told: Any) -> list[str]:
    return list(Greeting("http://localhost:8501", **told).lines())


def test_the_words_say_who_can_open_it() -> None:
    alone, office = lines(), lines(there=["http://192.0.2.20:8501"])
    assert any("เปิดได้จากเครื่องนี้เท่านั้น" in line for line in alone)
    assert any(address.LETTING_IN in line for line in alone)
    assert "    http://192.0.2.20:8501" in office
    assert not any("เท่านั้น" in line for line in office)


def test_the_words_name_problems_in_both_languages_and_the_made_up_office() -> None:
    problem = Problem("quizzes/a.yaml", 3, Text(th="ผิด", en="wrong"), Text(th="แก้", en="mend"))
    said = "\n".join(lines(problems=[problem], demo=True))
    assert "ผิด" in said
    assert "wrong" in said
    assert "demo-sujarit" in said


def test_an_address_stands_alone_on_its_line_and_no_line_is_too_long_for_a_window() -> None:
    """80 columns; Thai vowels above and below, and tone marks, take none."""
    said = lines(set_up="http://localhost:8501/set-up/abc", there=["http://192.0.2.20:8501"], demo=True) + lines()
    marks = "ัิีึืฺุู็่้๊๋์ํ๎"
    assert [line for line in said if len([each for each in line if each not in marks]) > 95] == []
    assert [line for line in said if "http" in line and not line.strip().startswith("http")] == []


def test_the_addresses_are_those_that_the_office_has_set_and_those_of_this_computer(
    opened: house.House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOST", "0.0.0.0")
    monkeypatch.setenv("PORT", "8600")
    monkeypatch.setattr(greeting, "reachable", lambda host: ["192.0.2.20"])
    with opened.ground.write() as writing:
        set_to(writing.db, ADDRESS, "https://sujarit.example.go.th")
        set_to(writing.db, OFFICE_ADDRESS, "http://192.0.2.20:8600")
    found = greeting.greeting(opened.ground, "abc", [], stops=True)
    assert found.here == "http://localhost:8600"
    assert found.set_up == "http://localhost:8600/set-up/abc"
    assert list(found.there) == ["https://sujarit.example.go.th", "http://192.0.2.20:8600"]
    with opened.ground.write() as writing:
        set_to(writing.db, DEMO, "yes")
    assert list(greeting.greeting(opened.ground, None, [], stops=True).there) == ["http://192.0.2.20:8600"]


def test_the_set_up_link_is_said_while_nobody_administers(
    opened: house.House, cast: Callable[[str], Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "house", lambda: opened)
    monkeypatch.delenv(house.HELLO, raising=False)
    assert house.hello() is None
    monkeypatch.setenv(house.HELLO, "log")
    hello = house.hello()
    assert hello
    assert "/set-up/" in hello().set_up
    assert not hello().stops
    cast("ADISA")
    house.passwords(opened.ground, ["ADISA"], "rice field at dawn")
    assert hello().set_up == ""


def test_a_server_that_nobody_asked_says_nothing(opened: house.House) -> None:
    said = io.StringIO()

    async def lives() -> None:
        async with Web(opened).server.lifespan(None):
            pass

    with redirect_stdout(said):
        asyncio.run(lives())
    assert said.getvalue() == ""


def test_a_browser_that_hangs_up_is_no_error_and_everything_else_is() -> None:
    told: list[dict[str, Any]] = []

    class Loop(asyncio.SelectorEventLoop):
        def default_exception_handler(self, context: dict[str, Any]) -> None:
            told.append(context)

    loop = Loop()
    for error in (ConnectionResetError(10054, "WinError"), BrokenPipeError(), ConnectionAbortedError()):
        unheard(loop, {"exception": error})
    assert told == []
    for context in ({"exception": ValueError()}, {"message": "slow"}):
        unheard(loop, context)
    assert len(told) == 2
    loop.close()


# When it cannot


def test_a_port_that_is_taken_is_explained_before_anything_begins(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        log = tmp_path / "log.txt"
        environment = {house.DATA: str(tmp_path / "data")}
        said = CliRunner().invoke(sujarit.main, ["serve", "--port", str(port)], env=environment)
        assert closed("127.0.0.1", port) is not None
        assert said.exit_code == 1
        for word in (f"พอร์ต {port} มีโปรแกรมใช้อยู่", f"port {port} is in use", f"--port {port + 1}"):
            assert word in said.output
        assert "Error" not in said.output
        kept = CliRunner().invoke(sujarit.main, ["serve", "--port", str(port), "--log", str(log)], env=environment)
        assert kept.exit_code == 1
        assert "is in use" in log.read_text(encoding="utf-8")
    assert closed("127.0.0.1", free_port()) is None


def test_a_port_that_is_forbidden_and_an_address_of_others_are_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    other = closed("192.0.2.1", 8501)
    assert other
    assert "--host 0.0.0.0" in other.en

    class Forbidding(socket.socket):
        def bind(self, where: Any) -> None:
            raise OSError(errno.EACCES, "[WinError 10013]")

    monkeypatch.setattr(socket, "socket", Forbidding)
    forbidden = closed("127.0.0.1", 80)
    assert forbidden
    assert "ระบบไม่ให้ใช้พอร์ต 80" in forbidden.th


def test_a_data_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    said = CliRunner().invoke(sujarit.main, ["--data", str(tmp_path / "file" / "data"), "serve"])
    assert said.exit_code == 1
    assert "ใช้โฟลเดอร์ข้อมูล" in said.output
    assert "cannot be used" in said.output


@pytest.mark.parametrize(("host", "shown"), [("0.0.0.0", "localhost"), ("", "localhost"), ("192.0.2.5", "192.0.2.5")])
def test_this_computer_calls_itself_localhost(host: str, shown: str) -> None:
    assert shown_host(host) == shown


# The letters


@given(st.text(), st.sampled_from(["cp874", "cp437", "cp1252", "ascii", "utf-8", "tis-620", "cp850"]))
def test_no_word_ends_a_command_whatever_the_code_page(text: str, page: str) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=page, newline="\n")
    fit(stream)
    stream.write(text)
    stream.flush()
    if stream.encoding == "utf-8":
        assert raw.getvalue().decode("utf-8") == text.encode("utf-8", "replace").decode("utf-8")
    else:
        assert "ก".encode(stream.encoding)  # Thai stays readable in the office's own page


def test_a_thai_code_page_keeps_its_thai_and_has_plain_signs() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="cp874", newline="\n")
    fit(stream)
    stream.write("✓ สุจริต · ๒๕๗๐ → 漢")
    stream.flush()
    assert raw.getvalue().decode("cp874") == "OK สุจริต - ๒๕๗๐ -> ?"


def test_only_writing_is_mended_so() -> None:
    with pytest.raises(UnicodeDecodeError):
        codecs.decode(b"\xff", "ascii", "sujarit.plain")


# The log file


@given(st.lists(st.text(alphabet="abc\nกิ✓ ", max_size=40), max_size=30))
def test_what_is_printed_stands_in_the_log_line_by_line(words: list[str]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        log = LogFile(Path(folder) / "a.log", lambda: NOON)
        assert [log.write(word) for word in words] == [len(word) for word in words]
        whole = "".join(words).split("\n")[:-1]
        kept = log.path.read_text(encoding="utf-8").split("\n")[:-1] if log.path.exists() else []
        assert kept == [f"2026-11-23 12:00:00 {line}" if line.strip() else "" for line in whole]


@linux_only
def test_a_log_that_has_grown_is_moved_aside_as_windows_allows_and_four_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    broken = play(monkeypatch)
    log = LogFile(tmp_path / "sujarit.log", clock, size=200)
    for number in range(100):
        print(f"line {number}", file=log, flush=True)
        clock.at += timedelta(minutes=1)
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == ["sujarit.log", *(f"sujarit.log.{n}" for n in range(1, KEPT + 1))]
    assert all(path.stat().st_size <= 200 + 40 for path in tmp_path.iterdir())
    newest = [line for name in [*reversed(files[1:]), files[0]] for line in (tmp_path / name).read_text(encoding="utf-8").splitlines()]  # fmt: skip
    assert newest[-1].endswith("line 99")
    assert [int(line.rsplit(" ", 1)[1]) for line in newest] == list(range(100 - len(newest), 100))
    assert broken == []


@linux_only
def test_a_log_that_somebody_reads_on_windows_grows_until_they_are_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    broken = play(monkeypatch)
    log = LogFile(tmp_path / "sujarit.log", clock, size=10)
    print("one", file=log)
    with log.path.open(encoding="utf-8"):
        print("two", file=log)
    assert broken == [f"replace {log.path}"]
    assert [path.name for path in tmp_path.iterdir()] == ["sujarit.log"]
    print("three", file=log)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sujarit.log", "sujarit.log.1"]
    assert (tmp_path / "sujarit.log.1").read_text(encoding="utf-8").splitlines()[1].endswith("two")


def test_many_threads_lose_no_line(tmp_path: Path) -> None:
    log = LogFile(tmp_path / "sujarit.log", lambda: NOON)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: log.write(f"line {number}\n"), range(400)))
    kept = log.path.read_text(encoding="utf-8").splitlines()
    assert sorted(int(line.rsplit(" ", 1)[1]) for line in kept) == list(range(400))
