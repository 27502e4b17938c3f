"""The filters of the manager's page. The address is what counts: they write it, and it is the same in both languages."""

from collections import Counter
from collections.abc import Mapping
from html import escape

import streamlit as st

from core.directory import Unit
from core.visit import Door, Visit
from outcomes.address import NAMES
from outcomes.overview.frame import Frame


def show(visit: Door, who: Visit, frame: Frame) -> None:
    """Fiscal year, quarter, programme and unit; what of the address was not taken; and the way back up."""
    view = frame.view
    with st.container(horizontal=True):
        _choice(visit, "fiscal_year", who.say("ปีงบประมาณ", "Fiscal year (B.E.)"), {str(y): str(y) for y in frame.years}, str(view.fiscal_year))  # fmt: skip
        upto = {str(n): who.say(f"ถึงไตรมาสที่ {n}", f"to quarter {n}") for n in (1, 2, 3, 4)}
        _choice(visit, "quarter", who.say("ไตรมาส", "Quarter"), upto, str(view.quarter))
    if len(frame.scopes) > 1:
        titles = {
            scope: " · ".join(row["title"][who.language] for row in served) for scope, served in frame.scopes.items()
        }
        _choice(visit, "project", who.say("หลักสูตร", "Programme"), titles, view.project)
    if len(frame.units) > 1:
        _choice(visit, "unit", who.say("หน่วยงาน", "Unit"), labels(who, frame.units), view.unit)
    for name in NAMES:  # what the address got wrong is said below, and does not stay in it to be sent on
        if st.query_params.get(name, "") != (value := str(getattr(view, name))) and name in st.query_params:
            st.query_params[name] = value
    if frame.slips:
        told = "".join(f"<p>{escape(slip[who.language])}</p>" for slip in frame.slips)
        st.html(f'<div class="sj-card sj-said" role="status">{told}</div>')
    _way(who, frame)


def _choice(visit: Door, name: str, label: str, options: Mapping[str, str], chosen: str) -> None:
    """One filter. Its widget follows the address at each run, also when a link changed that."""
    st.session_state[f"results/{name}"] = chosen
    st.selectbox(
        label, list(options), format_func=lambda each: options.get(each, each), key=f"results/{name}",
        on_change=visit.then(_choose, name),
    )  # fmt: skip


def _choose(_: Visit, name: str) -> None:
    """Write what was chosen into the address; another year has its own quarter and programmes."""
    st.query_params[name] = str(st.session_state[f"results/{name}"])
    for each in NAMES[1:3] if name == "fiscal_year" else ():
        st.query_params.pop(each, None)


def labels(who: Visit, units: Mapping[str, Unit]) -> dict[str, str]:
    """Names to choose by; a name that several units have says which of them it is."""
    names = {id: unit.name[who.language] for id, unit in units.items()}
    often = Counter(names.values())

    def way(id: str) -> str:
        above = units[id].above
        return f"{way(above)} › {names[id]}" if above in units else names[id]

    return {id: way(id) if often[name] > 1 else name for id, name in names.items()}


def _way(who: Visit, frame: Frame) -> None:
    """The units above the chosen one, each a link."""
    *above, here = frame.way
    if not above:
        return
    steps = [
        f'<li><a href="{escape(frame.view.link(unit))}" target="_self">{escape(frame.units[unit].name[who.language])}</a></li>'
        for unit in above
    ]
    steps.append(f'<li aria-current="page">{escape(frame.units[here].name[who.language])}</li>')
    st.html(
        f'<nav class="sj-crumbs" aria-label="{who.say("ทางกลับขึ้นไป", "The way back up")}"><ol>{"".join(steps)}</ol></nav>'
    )
