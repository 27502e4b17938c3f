"""Practice on a phone that slept, in two tabs, and by the browser's way back: the address holds the place."""

from collections.abc import Callable

import pytest
from story import Tab

import house
from core.directory import Person
from core.language import Text
from quizzes import load
from quizzes.item import Item
from quizzes.quiz import Quiz

Who = Callable[[str], Person]
TOPIC = "networks"  # in no programme of these tests: open to everybody


@pytest.fixture(autouse=True)
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let app.py find this house."""
    monkeypatch.setattr(house, "house", lambda: opened)


@pytest.fixture
def bank(opened: house.House) -> Quiz:
    with opened.ground.read() as db:
        return load.banks_in_force(db)[TOPIC]


def asks(tab: Tab, item: Item) -> bool:
    stem: Text = item.stem
    return tab.shows(stem.th.replace("**", "")) or tab.shows(stem.th)


def answers(tab: Tab, item: Item) -> None:
    """Give the key, and read why."""
    if item.widget == "one":
        tab.app.radio(key=f"practice/{item.id}").set_value(item.key[0])
    else:
        for each in item.key:
            tab.app.checkbox(key=f"practice/{item.id}/{each}").set_value(True)
    tab.click("answer")


def test_the_place_is_in_the_address_and_a_new_session_goes_on_there(
    opened: house.House, cast: Who, bank: Quiz
) -> None:
    asked, tab = bank.form("practice"), Tab(opened, cast("ANA")).open("practice", topic=TOPIC)
    for item in asked[:2]:
        answers(tab, item)
        tab.click("next")
    address = {name: "".join(value) for name, value in dict(tab.app.query_params).items()}
    assert address == {"topic": TOPIC, "n": "3"}

    later = Tab(opened, cast("ANA")).open("practice", **address)
    assert asks(later, asked[2]), "a phone that slept, or a second tab"
    for item in asked[2:]:
        answers(later, item)
        later.click("next")
    assert later.shows(f"ตอบถูก {len(asked) - 2} จาก {len(asked) - 2} ข้อ"), "what another session saw counts for nothing"
    later.click("again")
    assert asks(later, asked[0])


def test_the_way_back_shows_what_was_answered_with_its_reasons(opened: house.House, cast: Who, bank: Quiz) -> None:
    asked, tab = bank.form("practice"), Tab(opened, cast("ANA")).open("practice", topic=TOPIC)
    answers(tab, asked[0])
    tab.click("next")
    tab.open("practice", topic=TOPIC)
    assert all(tab.shows(option.feedback.th) for option in asked[0].options)
    assert "answer" not in tab.keys


@pytest.mark.parametrize("n", ["0", "-1", "x", "๒", "", "1e3", "999", "99999999999999999999"])
def test_an_address_that_names_no_item_is_no_error(opened: house.House, cast: Who, bank: Quiz, n: str) -> None:
    tab = Tab(opened, cast("ANA")).open("practice", topic=TOPIC, n=n)
    assert asks(tab, bank.form("practice")[0]) or tab.shows("ฝึกครบแล้ว")
