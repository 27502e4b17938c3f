"""Where this organisation takes complaints: a link that an administrator sets and a lesson shows. The app takes none."""

from collections.abc import Callable

import pytest
from conftest import OFFICE
from story import Tab

import house
from core.directory import Person
from core.settings import COMPLAINTS, setting
from lessons import load
from people.address import channel

Who = Callable[[str], Person]


@pytest.fixture(autouse=True)
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let app.py find this house."""
    monkeypatch.setattr(house, "house", lambda: opened)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""), ("https://www.example.go.th/complaints?form=1#top", "https://www.example.go.th/complaints?form=1#top"),
        (" www.example.go.th/x ", "https://www.example.go.th/x"), ("http://10.1.2.3/x", "http://10.1.2.3/x"),
        ("javascript:alert(1)", None), ("data:text/html,x", None), ("https://a b.go.th", None), ("https://", None),
        ('https://x.go.th/"onclick=x', None), ("https://user@x.go.th", None), ("https://x.go.th/" + "a" * 300, None),
    ],
)  # fmt: skip
def test_a_channel_is_a_link_to_a_web_page(typed: str, kept: str | None) -> None:
    assert channel(typed) == kept


def test_the_lesson_links_to_what_the_administrator_set(opened: house.House, cast: Who) -> None:
    ana = Tab(opened, cast("ANA"))
    with opened.ground.read() as db:
        lesson = load.lessons_in_force(db)["speaking-up"]
    place = next(i for i, card in enumerate(lesson.cards) if card.channel)
    ana.open("lesson", lesson="speaking-up")
    for _ in range(place):
        ana.click("next")
    assert not ana.shows("เปิดหน้ารับเรื่องร้องเรียน")

    adisa = Tab(opened, cast("ADISA")).open("organisation")
    adisa.app.text_input(key="organisation/th").set_value(OFFICE)
    adisa.app.text_input(key="organisation/channel").set_value("javascript:alert(1)")
    assert adisa.submit().shows("ช่องทางร้องเรียนต้องเป็นที่อยู่หน้าเว็บ")
    with opened.ground.read() as db:
        assert setting(db, COMPLAINTS) == ""
    adisa.app.text_input(key="organisation/channel").set_value("https://www.example.go.th/complaints")
    adisa.submit()
    with opened.ground.read() as db:
        assert setting(db, COMPLAINTS) == "https://www.example.go.th/complaints"
    assert 'href="https://www.example.go.th/complaints"' in ana.run().html
    assert 'rel="noopener noreferrer"' in ana.html
