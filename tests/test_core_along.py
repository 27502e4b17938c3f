"""What a person takes along: a message to copy, a link to share."""

from collections.abc import Callable
from typing import Any

import pytest
import streamlit
from hypothesis import given
from hypothesis import strategies as st
from story import Tab, walks

import house
from badges.address import link_of
from core import along
from core.directory import Person
from core.settings import ADDRESS, set_to


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the component that copies and shares is given; the others stay as they are."""
    found: list[dict[str, Any]] = []
    others = streamlit.components.v2.component

    def component(name: str, **known: Any) -> Any:
        if name != "sj_copy":
            return others(name, **known)
        return lambda data, key: found.append({**data, "key": key})

    monkeypatch.setattr(streamlit.components.v2, "component", component)
    return found


def test_a_component_is_given_texts_only_for_anything_else_brings_pandas_in(handed: list[dict[str, Any]]) -> None:
    along.to_copy("a", "th", "b", "c", "one")
    along.to_share("title", "https://x.example/v/A", "b", "c", "two")
    assert [each["key"] for each in handed] == ["one", "two"]
    assert handed[1]["text"] == "https://x.example/v/A"
    assert [bool(each["title"]) for each in handed] == [False, True], "only a link is handed to the phone's own sharing"
    assert all(isinstance(value, str) for each in handed for value in each.values())


def test_only_a_certificate_has_a_link_to_share_and_it_is_its_verification_page(
    opened: house.House, cast: Callable[[str], Person], monkeypatch: pytest.MonkeyPatch, handed: list[dict[str, Any]]
) -> None:
    monkeypatch.setattr(house, "house", lambda: opened)
    walks(opened, cast("ANA"))
    page = Tab(opened, cast("ANA")).open("certificates")
    assert "ยังไม่มีคิวอาร์โค้ด" in page.html
    assert handed == [], "without a public address there is no link"
    with opened.ground.write() as writing:
        set_to(writing.db, ADDRESS, "https://sujarit.example.go.th")
    for language in ("th", "en"):
        handed.clear()
        page = Tab(opened, cast("ANA"), language).open("certificates")
        shared = [each for each in handed if each.get("title")]
        assert len(shared) == 1
        assert shared[0]["text"].startswith("https://sujarit.example.go.th/v/")
        assert shared[0]["text"].endswith("?openExternalBrowser=1")
        path = shared[0]["text"].removeprefix("https://sujarit.example.go.th").partition("?")[0]
        assert f'href="{path}"' in page.html, "the same page that the holder opens beside it"


@given(
    st.sampled_from(["HTTPS://A.GO.TH", "HTTP://192.168.1.20:8501"]),
    st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", min_size=1),
)
def test_a_link_to_send_keeps_the_token_and_only_that_in_capitals(public: str, token: str) -> None:
    assert link_of(f"{public}/V/{token}") == f"{public.lower()}/v/{token}?openExternalBrowser=1"
