"""The manager's page: who is where, and the plan's figures, for their own units and those below."""

import json
from collections.abc import Mapping
from html import escape

import streamlit as st

from core import ui
from core.calendar import fiscal_year, local_day, long_date, quarter
from core.db import Row
from core.directory import Unit
from core.visit import Door, Visit
from outcomes import store
from outcomes.figures import Figures, Progress, figures, people, progress
from outcomes.measure import SMALLEST
from outcomes.pages import plan

STOPS = {
    "begun": ("กำลังทำแบบทดสอบ", "taking the test "),
    "test": ("ส่งแบบทดสอบ", "handed in the test "),
    "lesson": ("อ่านบทเรียน", "read a lesson"),
    "pledge": ("ลงนามคำมั่น", "signed the pledge"),
}


def render(visit: Door) -> None:
    """The figures of the fiscal year and quarter that the address names."""
    who = visit()
    today = local_day(who.at)
    with who.read() as db:
        years = sorted({*store.years(db), fiscal_year(today)}, reverse=True)
        mine = who.ground.directory.scope(db, who.person, "manager", "administrator")
        units = {id: unit for id, unit in who.ground.directory.units(db).items() if id in mine}
    ui.heading(who.say("ผลการดำเนินงาน", "Outcomes"))
    year, upto, chosen = _filters(who, years, units)
    with who.read() as db:
        wanted = mine & who.ground.directory.below(db, chosen) if chosen else mine
        found = figures(db, year, upto, who.at, wanted)
        programmes = store.programmes(db, year)
    _period(who, found)
    if not programmes:
        ui.empty(who.say(f"ปีงบประมาณ {year} ยังไม่มีหลักสูตร", f"There is no programme for fiscal year {year} yet."))
    for row in programmes:
        _progress(who, row, found, wanted)
    _knowledge(who, found)
    if len(units) > 1 and programmes:
        _units(who, programmes, found, units, wanted)
    plan.table(who, year, programmes, found)


def _filters(who: Visit, years: list[int], units: Mapping[str, Unit]) -> tuple[int, int, str]:
    """Fiscal year, quarter and unit, kept in the address."""
    this_year, this_quarter = fiscal_year(local_day(who.at)), quarter(local_day(who.at))
    with st.container(horizontal=True):
        year = st.selectbox(who.say("ปีงบประมาณ", "Fiscal year (B.E.)"), years, key="fiscal_year", bind="query-params",
                            index=years.index(this_year))  # fmt: skip
        names = {
            0: who.say("ทุกไตรมาส", "all"),
            **{n: who.say(f"ถึงไตรมาส {n}", f"to quarter {n}") for n in (1, 2, 3, 4)},
        }
        upto = st.selectbox(who.say("ไตรมาส", "Quarter"), list(names), format_func=names.__getitem__, key="quarter", bind="query-params",
                            index=this_quarter)  # fmt: skip
    chosen = ""
    if len(units) > 1:
        labels = {
            "": who.say("ทุกหน่วยงานของท่าน", "all your units"),
            **{id: unit.name[who.language] for id, unit in units.items()},
        }
        chosen = st.selectbox(
            who.say("หน่วยงาน", "Unit"), list(labels), format_func=labels.__getitem__, key="unit", bind="query-params"
        )
    return int(year), int(upto) or 4, str(chosen or "")


def _period(who: Visit, found: Figures) -> None:
    first, last = long_date(found.span.first, who.language), long_date(found.span.last, who.language)
    at = long_date(local_day(found.closing), who.language)
    st.html(
        f'<p class="sj-soft">{who.say(f"{first} ถึง {last} · ข้อมูล ณ {at}", f"{first} to {last} · as of {at}")}<br>'
        + who.say(
            "นับจากผู้ที่อยู่ในบัญชีบุคลากร ณ วันนั้น ไม่ว่าตอนเรียนจะอยู่หน่วยงานใด",
            "Counted among those on the roster on that day, wherever they were when they learned.",
        )
        + "</p>"
    )


def _progress(who: Visit, row: Row, found: Figures, wanted: frozenset[str]) -> None:
    with who.read() as db:
        members = people(db, found.closing, wanted)
        stood = progress(db, row["slug"], found.closing, members)
        names = who.ground.directory.names(db, members)
    st.html(f"<h2>{escape(_title(who, row))}</h2>")
    ui.figures(
        [
            (
                who.say("ยังไม่เริ่ม", "Not started"),
                str(len(stood.not_started)),
                who.say(f"จาก {stood.everybody} คน", f"of {stood.everybody}"),
            ),
            (who.say("กำลังเรียน", "Under way"), str(len(stood.under_way)), ""),
            (who.say("เรียนครบ", "Finished"), str(len(stood.finished)), ""),
        ]
    )
    _named(who, stood, names)


def _title(who: Visit, row: Row) -> str:
    return str(json.loads(row["title"])[who.language])


def _named(who: Visit, stood: Progress, names: Mapping[str, str]) -> None:
    gone = who.say("(ลบข้อมูลแล้ว)", "(erased)")
    groups = (
        (who.say("ยังไม่เริ่ม", "Not started"), [names.get(p, gone) for p in stood.not_started]),
        (
            who.say("กำลังเรียน และหยุดที่ใด", "Under way, and where they stopped"),
            [f"{names.get(p, gone)} · {_stop(who, last)}" for p, last in stood.under_way],
        ),
        (who.say("เรียนครบ", "Finished"), [names.get(p, gone) for p in stood.finished]),
    )
    parts = []
    for label, people_here in groups:
        items = "".join(f"<li>{escape(name)}</li>" for name in sorted(people_here))
        listed = f"<ul>{items}</ul>" if items else f"<p>{who.say('ไม่มี', 'Nobody')}</p>"
        parts.append(
            f'<details class="sj-card"><summary>{escape(label)} ({len(people_here)})</summary>{listed}</details>'
        )
    st.html("".join(parts))


def _stop(who: Visit, last: str) -> str:
    word, _, name = last.partition(":")
    moment = {"pre": who.say("ก่อนเรียน", "(pre)"), "post": who.say("หลังเรียน", "(post)")}.get(name, "")
    return f"{who.say(*STOPS.get(word, (word, word)))}{moment}"


def _knowledge(who: Visit, found: Figures) -> None:
    known = found.knowledge
    hidden = who.say(f"ไม่แสดง (น้อยกว่า {SMALLEST} คน)", f"not shown (fewer than {SMALLEST})")

    def shown(value: float | None, pattern: str, factor: float = 1) -> str:
        return hidden if value is None else pattern.format(value * factor)

    st.html(f"<h2>{who.say('ความรู้', 'Knowledge')}</h2>")
    ui.table(
        [who.say("ตัวชี้วัด", "Figure"), who.say("ค่า", "Value")],
        [
            [who.say("เรื่องที่เผยแพร่แล้ว", "Topics published"), len(found.topics)],
            [
                who.say("ผู้ทำแบบทดสอบหลังเรียน", "People tested (post-test)"),
                who.say(f"{known.tested} จาก {found.roster} คน", f"{known.tested} of {found.roster}"),
            ],
            [
                who.say(f"ค่าเฉลี่ยก่อนเรียน (จับคู่ {known.matched} คน)", f"Pre-test mean ({known.matched} matched)"),
                shown(known.pre_mean, "{:.1f}"),
            ],
            [who.say("ค่าเฉลี่ยหลังเรียน", "Post-test mean"), shown(known.post_mean, "{:.1f}")],
            [who.say("คะแนนพัฒนาการสัมพัทธ์", "Normalised gain"), shown(known.gain, "{:.2f}")],
            [
                who.say(
                    f"ร้อยละที่ถึงเกณฑ์ของหน่วยงาน ({known.criterion})",
                    f"Share at the organisation's criterion ({known.criterion} %)",
                ),
                shown(known.share, "{:.1f}", 100),
            ],
        ],
        frozenset({1}),
    )


def _units(
    who: Visit, programmes: list[Row], found: Figures, units: Mapping[str, Unit], wanted: frozenset[str]
) -> None:
    st.html(f"<h2>{who.say('แต่ละหน่วยงาน', 'Each unit')}</h2>")
    lines: list[list[str | int]] = []
    with who.read() as db:
        for id, unit in units.items():
            below = who.ground.directory.below(db, id)
            members = people(db, found.closing, below & wanted)
            if members:
                stood = progress(db, programmes[0]["slug"], found.closing, members)
                lines.append(
                    [
                        unit.name[who.language],
                        len(members),
                        len(stood.not_started),
                        len(stood.under_way),
                        len(stood.finished),
                    ]
                )
    heads = [
        who.say("หน่วยงาน", "Unit"),
        who.say("คน", "People"),
        who.say("ยังไม่เริ่ม", "Not started"),
        who.say("กำลังเรียน", "Under way"),
        who.say("ครบ", "Finished"),
    ]
    ui.table(heads, lines, frozenset({1, 2, 3, 4}))
