"""Names stand as in a Thai dictionary, numbers in them by size; the list, its pages and the slips in the same order."""

import re
from collections.abc import Callable

import pytest
from conftest import CAST, OFFICE
from hypothesis import given
from hypothesis import strategies as st
from test_people_roster import someone

import house
from core.directory import Person
from core.ground import Ground
from people.admission import admit_all
from people.order import sorting
from people.person import Draft
from people.store import roster, search, slips
from people.store.directory import Roster
from people.store.search import Wanted

Who = Callable[[str], Person]
DICTIONARY = [  # Royal Institute Dictionary B.E. 2554: by consonant, leading vowels after it, marks last
    "กก", "กระ", "กา", "กาน", "ก้าน", "กำ", "เก", "เก้า", "แก", "แก้ว", "โก้", "ไก่", "ขา", "ปา", "ป่า", "ป้า", "ฤดู", "ลม", "ศรี", "หญิง",
    "องอาจ", "เอก", "ไอ", "ฮูก",
]  # fmt: skip


def in_order(names: list[str]) -> list[str]:
    """Names, mixed and sorted again: what is sorted alike would stay mixed."""
    return sorted(names[::-1], key=sorting)  # noqa: C415


def test_thai_words_stand_as_in_the_dictionary() -> None:
    assert in_order(DICTIONARY) == DICTIONARY
    assert sorted(DICTIONARY) != DICTIONARY, "code points give another order"


def test_a_first_name_counts_before_the_surname() -> None:
    names = ["กา ฮูก", "กาน กก", "ก้าน กก"]
    assert in_order(names) == names


@given(st.lists(st.integers(0, 10**9), min_size=2, unique=True), st.booleans())
def test_numbers_in_names_stand_by_their_size(numbers: list[int], thai: bool) -> None:
    digits = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙") if thai else {}
    names = [f"บุคคลที่ {n} สมมติ".translate(digits) for n in sorted(numbers)]
    assert in_order(names) == names


@given(st.text(max_size=40), st.text(max_size=40))
def test_what_is_sorted_alike_has_the_same_letters(one: str, two: str) -> None:
    assert sorting(one) == sorting(one)
    if sorting(one) == sorting(two):
        assert len(re.findall(r"\d+", one)) == len(re.findall(r"\d+", two))


def names(people: list[Person]) -> list[str]:
    return [person.name for person in people]


@pytest.fixture
def office(ground: Ground) -> Ground:
    """People of two units, the unit that was made later standing above the other in the tree."""
    admit_all(ground, [Draft("TOP", "", "ยอด ทดสอบ", "", OFFICE, "administrator")])
    for unit in ("ก > ลึก", "ข", "ก > อีก"):
        admit_all(ground, [Draft("", "", f"บุคคลที่ {n} {unit}", "", f"{OFFICE} > {unit}") for n in (10, 9, 1, 2)])
    return ground


def test_the_list_its_pages_and_the_slips_stand_in_one_order(office: Ground) -> None:
    expected = ["ยอด ทดสอบ"] + [
        f"บุคคลที่ {n} {unit}" for unit in ("ก > ลึก", "ก > อีก", "ข") for n in (1, 2, 9, 10)
    ]  # units as the tree goes, not as they were made
    with office.read() as db:
        assert names(Roster().everybody(db)) == expected
        paged = [person for begin in range(0, 13, 5) for person in search.page(db, Wanted(), begin, 5)[1]]
        assert names(paged) == expected
        assert [row["name"] for row in slips.awaited(db)] == expected
        some = frozenset(person.unit for person in paged[1:9])
        assert names(search.page(db, Wanted(units=some), 3, 4)[1]) == expected[4:8]


def test_a_new_name_takes_its_new_place(office: Ground, opened: house.House) -> None:
    with office.write() as writing:
        person = next(each for each in Roster().everybody(writing.db) if each.name.startswith("บุคคลที่ 10 ก > ลึก"))
        roster.renew(writing, person, Draft("", "", "กานดา ทดสอบ", "", ""))
    with office.read() as db:
        assert names(Roster().everybody(db))[1] == "กานดา ทดสอบ"
    assert list(opened.audit()) == []


def test_who_left_is_listed_in_the_same_order_also_from_units_that_are_no_more(ground: Ground) -> None:
    admit_all(ground, CAST)
    with ground.write() as writing:
        for code in ("DAO", "ANA"):
            roster.leave(writing, someone(ground, code))
    with ground.read() as db:
        assert names(search.page(db, Wanted(state="left"), 0, 9)[1]) == ["อานา ทดสอบ", "ดาว ทดสอบ"]
