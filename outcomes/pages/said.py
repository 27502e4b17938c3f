"""What these pages share: whose they are, the word that an act leaves, and who did what when."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from math import ceil
from typing import Any, TypeVar

import streamlit as st

from core import ui
from core.calendar import BANGKOK, fiscal_year, local_day, short_date
from core.visit import Door, Visit

T = TypeVar("T")


def over_all(who: Visit) -> bool:
    """Whether the visitor manages or administers the whole organisation, as things stand now.

    Every act asks it anew: the right may have been narrowed to a unit while the page was open.
    """
    with who.read() as db:
        top = next(iter(who.ground.directory.units(db)), "")
        return top in who.ground.directory.scope(db, who.person, "manager", "administrator")


def whole(who: Visit) -> bool:
    """The same for a page, which says whose it is."""
    if over_all(who):
        back = who.say("← กลับไปหน้าผลการดำเนินงาน", "← Back to Outcomes")
        st.page_link(who.pages["results"], label=back)
        return True
    ui.elsewhere(
        who,
        who.say(
            "หน้านี้สำหรับผู้กำกับติดตามหรือผู้ดูแลระบบของทั้งหน่วยงาน",
            "This page is for managers and administrators of the whole organisation.",
        ),
    )
    return False


def named(visit: Door, name: str, options: Sequence[str], usual: str = "") -> dict[str, Any]:
    """What a widget needs so that its choice stands in the address by its own name, whatever the language."""
    asked = st.query_params.get(name, "")
    first = asked if asked in options else usual if usual in options else options[0]
    return {
        "options": options,
        "index": options.index(first),
        "key": f"at/{name}",
        "on_change": visit.then(_keep, name),
    }


def _keep(who: Visit, name: str) -> None:
    st.query_params[name] = str(st.session_state[f"at/{name}"])


def year_chosen(visit: Door, who: Visit, years: Iterable[int]) -> int:
    """The fiscal year, kept in the address: this one unless another one is asked for."""
    listed, here = [str(year) for year in sorted(years, reverse=True)], fiscal_year(local_day(who.at))
    return int(
        st.selectbox(who.say("ปีงบประมาณ", "Fiscal year (B.E.)"), **named(visit, "fiscal_year", listed, str(here)))
    )


def tell(good: bool, *lines: str) -> None:
    """Keep a word for the run that follows."""
    st.session_state["outcomes/told"] = (good, "\n\n".join(lines))


def told() -> None:
    """Show the word, once. Its place is there without it too, so that what stands below does not jump."""
    with st.container(key="outcomes-told"):
        if word := st.session_state.pop("outcomes/told", None):
            (st.success if word[0] else st.error)(word[1])


def names(who: Visit, persons: Iterable[str]) -> Mapping[str, str]:
    """Everybody by name; whoever was erased stands without one."""
    wanted = set(persons)
    with who.read() as db:
        found = who.ground.directory.names(db, wanted)
    return {person: found.get(person, who.say("(ลบข้อมูลแล้ว)", "(erased)")) for person in wanted}


def when(who: Visit, moment: datetime) -> str:
    """Day and time of a moment, in Bangkok."""
    return f"{short_date(local_day(moment), who.language)} {moment.astimezone(BANGKOK):%H:%M}"


def part(items: Sequence[T], key: str, size: int) -> Sequence[T]:
    """One page of a long list, with the way to the others below where there are any."""
    pages = max(1, ceil(len(items) / size))
    page = 1
    if pages > 1:
        st.session_state[key] = min(int(st.session_state.get(key, 1)), pages)
        page = st.pagination(pages, key=key)
    return items[(page - 1) * size : page * size]
