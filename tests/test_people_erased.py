"""An erasure leaves nothing in the files: not in the database, not in its log, in no room's tables."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import streamlit as st
from click.testing import CliRunner
from conftest import OFFICE, PASSWORD, Clock
from story import Tab, walks
from web import Web

import house
import sujarit
from core import db as database
from core import server as walls
from core.directory import Person
from core.ground import Ground
from core.visit import Visit
from people.admission import look
from people.importing import bring
from people.pages import erasure
from people.person import Draft
from people.store import joining, roster, signins
from programmes import store as programmes

Who = Callable[[str], Person]
NAME, LATER, CODE, MAIL = "ปาริฉัตร วงศ์เมธากุล", "ปาริฉัตร จันทร์ประเสริฐ", "ZEBRA77", "parichat.w@example.go.th"
POSITION = "นักกายอุปกรณ์ชำนาญการพิเศษ"
HERS = ("ปาริฉัตร", "วงศ์เมธากุล", "จันทร์ประเสริฐ", CODE, CODE.lower(), MAIL, POSITION)


@pytest.fixture(autouse=True)
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """app.py stands on the opened house."""
    monkeypatch.setattr(house, "house", lambda: opened)


def found(folder: Path) -> dict[str, list[str]]:
    """Whatever is hers in any file of the data folder, as UTF-8, as JSON escapes it, or with its vowels set in order."""
    hits: dict[str, list[str]] = {}
    for path in (path for path in folder.rglob("*") if path.is_file()):
        raw = path.read_bytes()
        words = [w for w in HERS for text in (w, ascii(w)[1:-1]) if text.encode() in raw]
        if words:
            hits[path.name] = words
    return hits


@pytest.fixture
def hers(opened: house.House, cast: Who, clock: Clock) -> Person:
    """Somebody who came by a poster, walked the whole path, married, was in a sheet, gave an address, and tried a wrong password."""
    ground = opened.ground
    office = cast("ADISA").unit
    with ground.write() as writing:
        at = writing.at
        joining.make(writing.db, "p", "token", office, at_once=False, at=at, ends=at + timedelta(days=7))
        poster = joining.poster(writing.db, "token", at)
        assert poster
        joining.ask(writing.db, "first", poster, Draft(CODE, "นาง", NAME, POSITION, ""), "hash", at)
        assert joining.decline(writing.db, "first", frozenset([office]), "ใช้รหัสเดิม", at)
        joining.ask(writing.db, "w", poster, Draft(CODE, "นาง", NAME, POSITION, ""), "hash", at)
        assert joining.admit(writing, ground.new_id(), "w", frozenset([office])) is None
    person = next(each for each in everybody(ground) if each.code == CODE)
    house.passwords(ground, [CODE], PASSWORD)
    walks(opened, person)
    with ground.write() as writing:
        programmes.set_address(writing, person.id, MAIL)
        signins.failed(writing.db, "account", CODE.lower(), writing.at)
        signins.begin(writing.db, person.id, writing.at)
    drafts = [Draft(CODE, "นาง", LATER, POSITION, OFFICE)]
    with ground.read() as db:
        shown = look(db, drafts, clock.at.date())
    assert bring(ground, drafts, shown) is not None
    return next(each for each in everybody(ground) if each.code == CODE)


def everybody(ground: Ground) -> list[Person]:
    with ground.read() as db:
        return ground.directory.everybody(db)


def test_after_an_erasure_none_of_it_is_in_any_file(opened: house.House, hers: Person) -> None:
    folder = opened.ground.folder
    assert set(found(folder)["sujarit.db-wal"]) | set(found(folder).get("sujarit.db", [])) >= {*HERS} - {CODE.lower()}
    assert opened.erase(CODE) is True
    assert found(folder) == {}
    assert (folder / "sujarit.db-wal").stat().st_size == 0, "the log is empty"
    assert list(opened.audit()) == []
    opened.ground.store.close()
    assert found(folder) == {}


def test_the_page_empties_the_log_too_and_the_persons_own_page_leads_there(
    opened: house.House, cast: Who, hers: Person
) -> None:
    tab = Tab(opened, cast("ADISA")).open("person", id=hers.id)
    assert any("ลบข้อมูลของผู้นี้" in each.label for each in tab.app.page_link)
    tab.open("erasure", code=CODE)
    assert LATER in tab.html, "the address names whom"
    assert not tab.app.warning, "nothing of Streamlit's own about default values"
    tab.app.text_input(key="erasure/again").set_value(CODE)
    tab.app.form_submit_button[0].click()
    tab.run()
    assert f"ลบข้อมูลของรหัส {CODE} แล้ว" in tab.html
    assert found(opened.ground.folder) == {}


def test_a_double_click_says_what_the_first_click_did(
    opened: house.House, cast: Who, hers: Person, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both reach the callback in one session, the second one with fields that are empty by then."""
    session: dict[str, object] = {"erasure/again": CODE, "erasure/code": CODE}
    monkeypatch.setattr(st, "session_state", session)
    who = Visit(cast("ADISA"), clock(), opened.ground, opened.paths, "th", {})
    erasure._erase(who, hers.id)
    said = session.pop("sj/said")  # as the run between the clicks does, which shows it
    erasure._erase(who, hers.id)
    assert session["sj/said"] == said
    assert str(said).startswith(f"ลบข้อมูลของรหัส {CODE} แล้ว")


@pytest.fixture
def reading(opened: house.House) -> Iterator[sqlite3.Connection]:
    """Somebody who reads an older picture, such as a backup that runs."""
    other = sqlite3.connect(opened.ground.folder / "sujarit.db", isolation_level=None)
    other.execute("begin")
    other.execute("select count(*) from people_persons").fetchone()
    yield other
    other.close()


def test_while_somebody_reads_the_log_waits_and_is_emptied_later(
    opened: house.House, hers: Person, reading: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "FOLD_WAITS", 1)
    came = CliRunner().invoke(sujarit.main.commands["erase"], [CODE, "--yes"])
    assert came.exit_code == 0, came.output
    assert "is erased" in came.output
    assert "within minutes" in came.output
    with opened.ground.write() as writing:  # others go on writing meanwhile, and nothing is lost
        roster.set_language(writing, next(iter(everybody(opened.ground))).id, "en")
    assert opened.ground.fold() is False
    reading.close()
    assert opened.ground.fold() is True, "as the server does each minute"
    assert found(opened.ground.folder) == {}


def test_the_server_empties_the_log_each_minute(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    folded: list[bool] = []
    monkeypatch.setattr(walls, "CATCH_UP", 0.001)

    def fold(self: Ground) -> bool:
        folded.append(True)
        return True

    monkeypatch.setattr(Ground, "fold", fold)
    server = Web(opened).server

    async def lives() -> None:
        async with server.lifespan(None):
            while not folded:
                await asyncio.sleep(0.001)

    asyncio.run(asyncio.wait_for(lives(), 20))
    assert folded
