"""What does not stand in an account: how closed figures were stated anew, and results from before the record."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from core.calendar import local_day
from core.db import Database, Row
from core.language import Text
from outcomes.account import Account, projects
from outcomes.amount import shown
from outcomes.difference import entered as entered_anew
from outcomes.measure import SMALLEST
from outcomes.report import HistoryLine, Restatement
from outcomes.stated import Figures, figures_of
from outcomes.store import closings, history
from outcomes.store.closings import Closed


def restatements(
    db: Database, found: Account, programmes: list[Row], unit: str, *, outside: bool = False
) -> list[Restatement]:
    """What each later edition of a closed period changed in this unit's figures and those entered by hand, and why.

    Old and new stand beside each other only where five people and more came between them, and never of what marks
    show: of one person who left it would tell everything. `outside`: of the whole organisation, and only what both
    editions published.
    """
    editions = closings.editions(db, found.period.fiscal_year, found.period.quarter)
    told = list[Restatement]()
    for before, after in pairwise(editions):
        was, now = (_in(each, programmes, unit) for each in (before, after))
        lines = list(_counts(was, now))
        if outside:
            kept = [_hidden(each, programmes) for each in (before, after)]
            lines = [line for line in lines if not any(line[0] in each for each in kept)]
        said = [(_RESTATED[word], shown(old), shown(new)) for word, old, new in lines]
        said += [(_ANEW, *_UNSAID)] if was != now else []
        for indicator, old, new in entered_anew(before.account["entered"], after.account["entered"]):
            label = Text(th=f"{indicator} (บันทึกเอง)", en=f"{indicator} (entered by hand)")
            said.append((label, old["amount"] if old else "–", new["amount"] if new else "–"))
        told += [
            Restatement(local_day(after.at), what, first, then, after.reason)
            for what, first, then in said or [(_OTHER, *_UNSAID)]
        ]
    return told


def _counts(was: Figures, now: Figures) -> Iterator[tuple[str, int, int]]:
    for word in _RESTATED:
        if abs(was[word] - now[word]) >= SMALLEST:
            yield word, was[word], now[word]


_UNSAID = ("–", "–")
_ANEW = Text(
    th="จำนวนคนและคะแนน: คิดใหม่ทั้งหมด ของเดิมและใหม่แสดงคู่กันเฉพาะที่ต่างกันตั้งแต่ 5 คน",
    en="people and marks: worked out anew; old and new stand side by side only where they differ by 5 people or more",
)
_OTHER = Text(th="รายละเอียดอื่นในรายงานนี้หรือของหน่วยงานอื่น", en="other details of this report, or of other units")
_RESTATED = {
    "enrolled": Text(th="ผู้อยู่ในหลักสูตร", en="people in the programme"),
    "finished": Text(th="เรียนจบ", en="finished"),
    "post": Text(th="ผู้ทำแบบทดสอบหลังเรียน", en="people with a post-test"),
    "signed": Text(th="ผู้ลงนามคำมั่น", en="people who signed the pledge"),
}


def _scope(closed: Closed, programmes: list[Row]) -> str:
    """What the project of some programmes was called in an edition: its scope changes when another programme joins."""
    mine = next(iter(projects(programmes).values()), "")
    return next((scope for scope, project in projects(closed.account["programmes"]).items() if project == mine), "")


def _in(closed: Closed, programmes: list[Row], unit: str) -> Figures:
    units = closed.account["units"]
    top = unit or next((each for each, place in units.items() if not place["above"]), "")
    found = closed.account["scopes"].get(_scope(closed, programmes), {}).get(top)
    return figures_of(found) if found else Figures({}, {}, 0, False, False)


def _hidden(closed: Closed, programmes: list[Row]) -> Iterable[str]:
    return closed.hidden.get(_scope(closed, programmes), _RESTATED)


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
