"""From an account to the report: the one place where figures become what page, documents and open data print."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from itertools import pairwise
from typing import Any

from core.calendar import local_day
from core.db import Database, Row
from core.language import Text
from core.record import head
from core.settings import ADDRESS, ORGANISATION_EN, ORGANISATION_TH, setting
from outcomes import load
from outcomes.account import Account
from outcomes.amount import Amount, shown
from outcomes.difference import entered as entered_anew
from outcomes.figures import scope_of
from outcomes.indicators import Stated, project_line
from outcomes.measure import Knowledge
from outcomes.notes import NOTES
from outcomes.report import (
    HistoryLine,
    Issued,
    Participation,
    PledgeLine,
    ProjectLine,
    Published,
    Report,
    Restatement,
    TopicLine,
    UnitLine,
)
from outcomes.stated import Figures, figures_of
from outcomes.store import closings, entered, history
from outcomes.store.tree import Placed

WHOLE = Text(th="ทั้งฉบับ", en="The whole test")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a report is asked for: the programmes of one project, a unit ("" for the whole), and the moment."""

    programmes: list[Row]
    unit: str
    now: datetime


def report(db: Database, found: Account, wanted: Wanted) -> Report:
    """The report of a period for a unit with all below it."""
    units, period = found.units(db), found.period
    top = wanted.unit or root(units)
    figures = found.figures(db, wanted.programmes, top)
    served = load.plans(db, period.fiscal_year)
    titles = {row["slug"]: row["title"] for row in found.topics(db)}
    latest = found.closed
    end = min(period.span.last, local_day(wanted.now))
    return Report(
        organisation=organisation(db),
        unit=units[top].name if wanted.unit and top in units and units[top].above else None,
        fiscal_year=period.fiscal_year,
        quarter=period.quarter,
        first=period.span.first,
        closing=end,
        made=local_day(wanted.now),
        closed=local_day(latest.at) if latest else None,
        head=latest.snapshot["head"] if latest else head(db)[1],
        plan=next((plan.title for plan in served.values()), Text(th="–", en="–")),
        plan_owner=next((plan.owner for plan in served.values()), Text(th="–", en="–")),
        projects=tuple(projects(db, found, top)),
        participation=participation(figures),
        units=tuple(unit_lines(db, found, wanted.programmes, top, units)),
        criterion=figures.criterion,
        knowledge=topic_lines(figures, wanted.programmes, titles),
        pledges=tuple(
            PledgeLine(standing, _standing(figures, "enrolled", standing), _standing(figures, "signed", standing))
            for standing in ("executive", "member")
        ),
        certificates=Issued(
            figures["certificate/passed"], figures["certificate/attended"], figures["certificate/revoked"]
        ),
        topics=tuple(published(db, found)),
        notes=NOTES,
        restated=tuple(restatements(db, found, wanted.programmes, top)),
        history=tuple(history_lines(db)),
    )


def organisation(db: Database) -> Text:
    """Whose report it is."""
    th = setting(db, ORGANISATION_TH) or "–"
    return Text(th=th, en=setting(db, ORGANISATION_EN) or th)


def root(units: Mapping[str, Placed]) -> str:
    """The organisation's own unit."""
    return next((unit for unit, place in units.items() if not place.above), "")


def _standing(found: Figures, word: str, standing: str) -> int:
    executives = found[f"{word}/executive"]
    return executives if standing == "executive" else found[word] - executives


def participation(found: Figures) -> Participation:
    """People by how far they are."""
    return Participation(found["enrolled"], found.not_started, found.under_way, found["finished"])


def topic_lines(found: Figures, programmes: list[Row], titles: Mapping[str, str]) -> tuple[TopicLine, ...]:
    """The whole test first, then its topics in the programme's order; what may not be shown is None."""

    lines = []
    order = ["", *dict.fromkeys(topic for programme in programmes for topic in programme["topics"])]
    for topic in order:
        known = found.knowledge.get(topic)
        if known is None:
            continue
        title = (
            WHOLE if not topic else Text(**json.loads(titles[topic])) if topic in titles else Text(th=topic, en=topic)
        )
        lines.append(topic_line(known, title, found))
    return tuple(lines)


def topic_line(known: Knowledge, title: Text, found: Figures) -> TopicLine:
    """What a test, or a topic of it, came to."""

    def marks(amount: Amount) -> Amount:
        return amount if found.marks else None

    tested, reached = (found["post"], found["reached"]) if not known.topic else (known.tested, known.reached)
    return TopicLine(
        key=known.topic or "whole", title=title, tested=tested, matched=known.matched,
        pre_mean=marks(known.pre.mean), pre_sd=marks(known.pre.deviation),
        post_mean=marks(known.post.mean), post_sd=marks(known.post.deviation), gain=marks(known.gain),
        at_criterion=reached if found.share else None,
        share=Fraction(reached, tested) if found.share and tested else None,
    )  # fmt: skip


def unit_lines(
    db: Database, found: Account, programmes: list[Row], top: str, units: Mapping[str, Placed]
) -> list[UnitLine]:
    """A unit and those right below it that have people, in the order of the tree."""
    listed = [top, *(unit for unit, place in units.items() if place.above == top)]
    lines = []
    for unit in listed:
        figures = found.figures(db, programmes, unit)
        if figures["enrolled"] and unit in units:
            lines.append(UnitLine(units[unit].name, 0 if unit == top else 1, participation(figures)))
    return lines


def projects(db: Database, found: Account, unit: str) -> list[ProjectLine]:
    """Every project of the plans of this year, with what was counted or entered of it."""
    period, lines = found.period, []
    scopes = {programmes[0]["plan"]: programmes for programmes in found.scopes(db).values()}
    said = (
        found.closed.account["entered"] if found.closed else entered.standing(db, period.fiscal_year, period.span.last)
    )
    topics, people = len(found.topics(db)), found.roster(db, unit)
    for slug, plan in load.plans(db, period.fiscal_year).items():
        for project in plan.projects:
            served = scopes.get(project.code)
            figures = found.figures(db, served, unit) if served else None
            lines.append(project_line(project, Stated(figures, people, topics, said.get(slug, {}))))
    return lines


def published(db: Database, found: Account) -> list[Published]:
    """The topics published, each with the way to it."""

    address = setting(db, ADDRESS)
    return [
        Published(
            Text(**json.loads(row["title"])),
            local_day(datetime.fromisoformat(row["at"])),
            f"{address}/lesson?lesson={row['slug']}" if address else "",
        )
        for row in found.topics(db)
    ]


def restatements(db: Database, found: Account, programmes: list[Row], unit: str) -> list[Restatement]:
    """What each later edition of a closed period changed in this unit's figures and those entered by hand, and why."""
    editions = closings.editions(db, found.period.fiscal_year, found.period.quarter)
    scope, told = scope_of(programmes), []
    for before, after in pairwise(editions):
        was, now = (_in(each.account, scope, unit) for each in (before, after))
        lines = [
            (label, _restated(was, word), _restated(now, word))
            for word, label in _RESTATED.items()
            if was[word] != now[word]
        ]
        for indicator, old, new in entered_anew(before.account["entered"], after.account["entered"]):
            label = Text(th=f"{indicator} (บันทึกเอง)", en=f"{indicator} (entered by hand)")
            lines.append((label, old["amount"] if old else "–", new["amount"] if new else "–"))
        told += [
            Restatement(local_day(after.at), what, first, then, after.reason)
            for what, first, then in lines or [(_OTHER, "–", "–")]
        ]
    return told


def _restated(found: Figures, word: str) -> str:
    """A count; a dash where too few stand behind it to be told."""
    return "–" if word == "reached" and found["post"] and not found.share else shown(found[word])


_OTHER = Text(th="รายละเอียดอื่นในรายงานนี้หรือของหน่วยงานอื่น", en="other details of this report, or of other units")
_RESTATED = {
    "enrolled": Text(th="ผู้มีรายชื่อ", en="people on the roster"),
    "finished": Text(th="เรียนจบ", en="finished"),
    "post": Text(th="ผู้ทำแบบทดสอบหลังเรียน", en="people with a post-test"),
    "reached": Text(th="ผู้ได้คะแนนถึงเกณฑ์", en="people at the criterion"),
    "signed": Text(th="ผู้ลงนามคำมั่น", en="people who signed the pledge"),
}


def _in(account: Mapping[str, Any], scope: str, unit: str) -> Figures:
    found = account["scopes"].get(scope, {}).get(unit)
    return figures_of(found) if found else Figures({}, {}, 0, False, False)


def history_lines(db: Database) -> list[HistoryLine]:
    """Results from before this record, a line a sheet of them; before and after stand together under one label."""
    grouped: dict[tuple[int, str], dict[str, history.Brought]] = {}
    for each in history.brought(db):
        grouped.setdefault((each.fiscal_year, each.label), {})[each.moment] = each
    lines = []
    for (year, label), both in sorted(grouped.items()):
        before, after = (both[moment].mean if moment in both else None for moment in ("pre", "post"))
        note = "; ".join(dict.fromkeys(each.note for each in both.values() if each.note))
        lines.append(HistoryLine(year, label, max(each.people for each in both.values()), before, after, note))
    return lines
