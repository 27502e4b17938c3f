"""Seating a visitor: the pages that are theirs, hung into Streamlit's navigation, and the one asked for shown."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from core import ui
from core.ground import Ground
from core.mishap import LANGUAGE
from core.path import Paths
from core.room import Page, Room, named
from core.scroll import top
from core.visit import SHARED, Door, Visit

LOOK = 20  # seconds between two looks at whether a sign-in on a shared computer has ended


def seat(ground: Ground, paths: Paths, rooms: Sequence[Room]) -> None:
    """Run the page that was asked for, with a door into it."""
    pages: dict[str, Any] = {}
    door = Door(ground, paths, pages)
    st.set_page_config(page_title="สุจริต" if door.language == "th" else "Sujarit", layout="centered")
    visit = door()
    for page in (page for room in rooms for page in room.pages):
        if visit.person.holds(*page.roles):
            door = Door(ground, paths, pages, page.roles)
            pages[page.path] = st.Page(
                _rendering(page, door),
                title=page.title[visit.language],
                url_path=page.path,
                default=page.path == "",
                visibility="visible" if page.shown else "hidden",
            )
    order = sorted(pages.values(), key=lambda each: each.url_path != "")
    chosen = st.navigation(order, position="hidden")
    st.set_page_config(page_title=f"{chosen.title} · {visit.say('สุจริต', 'Sujarit')}")
    under = next((page.under for room in rooms for page in room.pages if page.path == chosen.url_path), "")
    ui.masthead(visit, _shown(rooms, visit), chosen.url_path, under)
    top(f"/{chosen.url_path}", "sj-page")
    st.session_state[SHARED], st.session_state[LANGUAGE] = visit.shared, visit.language
    if visit.shared:
        _watch(door)
    chosen.run()


def _watch(door: Door) -> None:
    """On a shared computer the page itself looks, again and again, whether the sign-in has ended, and then leaves."""

    @st.fragment(run_every=LOOK)
    def watch() -> None:
        if not door.lasts():
            st.rerun()  # the whole page: the door finds nobody, and shows nothing of theirs

    watch()


def _shown(rooms: Sequence[Room], visit: Visit) -> list[Page]:
    pages = [page for room in rooms for page in room.pages if page.shown and visit.person.holds(*page.roles)]
    return sorted(pages, key=lambda page: page.path != "")


def _rendering(page: Page, door: Door) -> Callable[[], None]:
    def render() -> None:
        named(page.render)(door)

    render.__name__ = page.path or "home"
    return render
