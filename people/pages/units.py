"""The tree of units: looked at with its counts, and cared for."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from core import ui
from core.directory import Unit
from core.visit import Door, Visit
from people.pages import units_change, units_removal
from people.pages.said import told
from people.store import units as store
from people.unit import way

WHOLE = 100  # units shown at once; a larger tree is walked a step at a time


def render(visit: Door) -> None:
    """The visitor's part of the tree; and one unit of it, when the address names one."""
    who = visit()
    ui.heading(who.say("โครงสร้างหน่วยงาน", "Units"))
    told()
    with who.read() as db:
        every = who.ground.directory.units(db)
        mine = who.ground.directory.scope(db, who.person, "administrator")
        homes = store.at_home(db)
    units = {id: unit for id, unit in every.items() if id in mine}
    here = units.get(st.query_params.get("unit", ""))
    if here:
        st.html(_steps(who, units, here.id))
        units_change.unit(visit, who, here, homes.get(here.id, 0))
        if here.above:
            units_removal.removing(visit, who, here)
    elif "unit" in st.query_params:
        ui.empty(
            who.say(
                "ไม่พบหน่วยงานนี้ในส่วนที่ท่านดูแล เลือกจากรายการด้านล่าง",
                "This unit is not among yours. Choose one from the list below.",
            )
        )
    st.html(_tree(who, units, _summed(units, homes), here.id if here else ""))


def _summed(units: Mapping[str, Unit], homes: Mapping[str, int]) -> dict[str, int]:
    """How many are at home in each unit with all below it."""
    found = dict.fromkeys(units, 0)
    for unit in units:
        for above in way(units, unit):
            found[above] += homes.get(unit, 0)
    return found


def _steps(who: Visit, units: Mapping[str, Unit], here: str) -> str:
    """The way down to the chosen unit, as far as it is the visitor's."""
    names = [
        f'<li><a href="/units?unit={escape(id)}" target="_self">{escape(units[id].name[who.language])}</a></li>'
        for id in reversed(way(units, here)[1:])
    ]
    names.append(f'<li aria-current="page">{escape(units[here].name[who.language])}</li>')
    label = who.say("อยู่ที่", "You are at")
    return f'<nav class="sj-crumbs" aria-label="{label}"><ol>{"".join(names)}</ol></nav>'


def _tree(who: Visit, units: Mapping[str, Unit], people: Mapping[str, int], here: str) -> str:
    """The tree as links, each with how many people it has; of a large one the tops and what is right below `here`."""
    shown = list(units)
    if len(units) > WHOLE:
        open_ = {*way(units, here), ""}
        shown = [id for id in units if units[id].above in open_ or units[id].above not in units]
    lines = "".join(_line(who, units[id], len(way(units, id)) - 1, people[id], id == here) for id in shown)
    count = who.say(
        f"{len(units):,} หน่วยงาน จำนวนคนรวมหน่วยงานย่อย กดที่หน่วยงานเพื่อเปลี่ยนชื่อ ย้าย เพิ่ม หรือยุบ",
        f"{len(units):,} units; people are counted with all units below. Press a unit to rename, move, add or remove.",
    )
    return f'<div class="sj-soft">{count}</div><div class="sj-people sj-tree">{lines}</div>'


def _line(who: Visit, unit: Unit, depth: int, people: int, chosen: bool) -> str:
    """A unit as a link, set in as deep as it stands."""
    here = ' aria-current="true"' if chosen else ""
    return (
        f'<a href="/units?unit={escape(unit.id)}" target="_self" style="padding-left:{min(depth, 6) * 20}px"{here}>'
        f'<span><b>{escape(unit.name[who.language])}</b></span><span>{who.say(f"{people:,} คน", f"{people:,}")} <span aria-hidden="true">›</span></span></a>'
    )
