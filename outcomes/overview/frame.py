"""What the manager's page looks at: an address, understood for somebody who manages some units."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from core.calendar import fiscal_year, local_day
from core.db import Database, Row
from core.directory import Directory, Person, Unit
from core.language import Text
from outcomes.account import Account, account
from outcomes.address import View, of_these, period
from outcomes.figures import Figures, Period, scope_of
from outcomes.reported import root
from outcomes.store import asked
from outcomes.store.tree import Placed

NO_UNIT = Text(
    th="ที่อยู่ของหน้านี้ระบุหน่วยงานที่ไม่มี หรือที่ท่านไม่ได้ดูแล จึงแสดงหน่วยงานของท่าน",
    en="The address names a unit that there is not, or that is not yours, so your own is shown.",
)
NO_PROJECT = Text(
    th="ที่อยู่ของหน้านี้ระบุหลักสูตรที่ไม่มีในปีนี้ จึงแสดงหลักสูตรแรกของปี",
    en="The address names a programme that this year has not, so the year's first is shown.",
)


@dataclass(frozen=True, slots=True)
class Kept(Account):
    """An account that works out each figure once, while one page is made."""

    known: dict[tuple[str, str], Figures] = field(default_factory=dict)

    def figures(self, db: Database, programmes: list[Row], unit: str) -> Figures:
        """The figures of the programmes of one project, for a unit with all below it."""
        key = scope_of(programmes), unit
        if key not in self.known:
            self.known[key] = Account.figures(self, db, programmes, unit)
        return self.known[key]


@dataclass(frozen=True, slots=True)
class Frame:
    """What is looked at: the view, what else may be chosen, and whose units these are."""

    view: View
    slips: tuple[Text, ...]  # what of the address was not taken
    years: tuple[int, ...]
    found: Kept
    scopes: Mapping[str, list[Row]]
    units: Mapping[str, Unit]  # the visitor's, in the order of the tree
    tree: Mapping[str, Placed]  # all, as they stood in that period
    recorded: bool  # the record reaches back to that period

    @property
    def programmes(self) -> list[Row]:
        """Those of the chosen scope."""
        return self.scopes.get(self.view.project, [])

    @property
    def way(self) -> list[str]:
        """The units from the visitor's own down to the chosen one."""
        way = [self.view.unit]
        while (above := self.units[way[-1]].above if way[-1] in self.units else "") in self.units and above not in way:
            way.append(above)
        return way[::-1]

    @property
    def whole(self) -> bool:
        """Whether it is the whole organisation that is looked at."""
        return bool(self.view.unit) and self.view.unit == root(self.tree)

    @property
    def over_all(self) -> bool:
        """Whether the whole organisation is the visitor's."""
        return any(not unit.above for unit in self.units.values())


def looked_at(db: Database, directory: Directory, person: Person, given: Mapping[str, str], now: datetime) -> Frame:
    """What an address asks for, for somebody who manages some units."""
    today = local_day(now)
    years = tuple(sorted({*asked.years(db), fiscal_year(today)}, reverse=True))
    view, slips = period(given, years, today)
    period_of = Period(view.fiscal_year, view.quarter)
    kept = account(db, period_of)
    found = Kept(period_of, kept.closed, kept.first)
    scopes, tree = found.scopes(db), found.units(db)
    mine = directory.scope(db, person, "manager", "administrator")
    units = {id: unit for id, unit in directory.units(db).items() if id in mine}
    project, no_project = of_these(given.get("project", ""), [*scopes], NO_PROJECT)
    unit, no_unit = of_these(given.get("unit", ""), [*units], NO_UNIT)
    recorded = found.closed is not None or asked.closing(db, found.period.span) is not None
    view = replace(view, project=project, unit=unit)
    return Frame(view, (*slips, *no_project, *no_unit), years, found, scopes, units, tree, recorded)
