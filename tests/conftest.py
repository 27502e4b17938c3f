"""What all tests share: a house over an empty folder, a clock that stands still, and the cast.

Ana learns, Bento manages the office that Ana works in, Tam trains, Adisa administers, Clara is a stranger.
"""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from chromium import launched
from phones import Office
from places import opened as served_office
from playwright.sync_api import Browser
from story import of_two_topics

import house
from core.directory import Person
from core.ground import Ground
from people.person import Draft

NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)  # a Monday noon in Bangkok, in the first quarter of fiscal year 2570
OFFICE = "สำนักงานทดสอบ"
PASSWORD = "rice field at dawn"


class Clock:
    """Stands where it is put."""

    def __init__(self, at: datetime = NOON):
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def goes(self, **forward: float) -> None:
        self.at += timedelta(**forward)


@pytest.fixture(autouse=True)
def surroundings() -> Iterator[None]:
    """What a command leaves in the environment (it is a process of its own elsewhere) goes with the test that ran it."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def opened(tmp_path: Path, clock: Clock) -> Iterator[house.House]:
    """An open house with the shipped content, a programme of two of its topics, and nobody in it."""
    of_two_topics(tmp_path / "data")
    found = house.open_house(tmp_path / "data", clock=clock, synchronous="OFF")
    yield found
    found.ground.store.close()


@pytest.fixture
def ground(opened: house.House) -> Ground:
    return opened.ground


CAST = [
    Draft("ADISA", "นาง", "อดิสา ทดสอบ", "นักจัดการงานทั่วไป", OFFICE, "administrator"),
    Draft("BENTO", "นาย", "เบนโต ทดสอบ", "หัวหน้ากลุ่มงาน", f"{OFFICE} > กลุ่มงานหนึ่ง", "manager", "yes"),
    Draft("TAM", "นางสาว", "แต้ม ทดสอบ", "นักวิชาการ", OFFICE, "trainer"),
    Draft("ANA", "นางสาว", "อานา ทดสอบ", "พยาบาลวิชาชีพ", f"{OFFICE} > กลุ่มงานหนึ่ง"),
    Draft("DAO", "นางสาว", "ดาว ทดสอบ", "พยาบาลวิชาชีพ", f"{OFFICE} > กลุ่มงานสอง"),
]


@pytest.fixture
def cast(ground: Ground) -> Callable[[str], Person]:
    """Everybody on the roster; call it with a code for the person."""
    house.admit_all(ground, CAST)

    def who(code: str) -> Person:
        with ground.read() as db:
            return next(person for person in ground.directory.everybody(db) if person.code == code)

    return who


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    yield from launched()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A served office with every page in it, unless a file has one of its own."""
    with served_office(tmp_path_factory.mktemp("office")) as found:
        yield found
