"""The tree of units as the record places it, now or at a past moment."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from core.db import Database, rows
from core.language import Text

NOW = "~"  # after every moment


class Tree:
    """Reads the tree once for each unit and moment that is asked for."""

    def __init__(self, db: Database):
        self.db = db
        self._lines: dict[tuple[str, str], tuple[str, ...]] = {}
        self._places: dict[tuple[str, str], str] = {}  # of a thousand units most lie below the same few

    def line(self, unit: str, closing: str = "") -> tuple[str, ...]:
        """The unit and all above it. `closing` is a past moment, or "" for now."""
        if (unit, closing) not in self._lines:
            units, above = [unit], self._above(unit, closing or NOW)
            while above and above not in units:
                units.append(above)
                above = self._above(above, closing or NOW)
            self._lines[unit, closing] = tuple(units)
        return self._lines[unit, closing]

    def within(self, units: Iterable[str], closing: str = "") -> frozenset[str]:
        """Units and all above them: in whichever of these somebody is, by being in the units."""
        return frozenset[str]().union(*(self.line(unit, closing) for unit in units))

    def _above(self, unit: str, at: str) -> str:
        """The unit right above; "" for the top. Of one that was put there later by a unit's first place."""
        if (unit, at) not in self._places:
            sql = "select above from outcomes_places where unit = ? and since < ? order by since desc, seq desc limit 1"
            found = self.db.conn.execute(sql, (unit, at)).fetchone() or self._first(unit)
            if found is None:
                return ""
            self._places[unit, at] = str(found[0])
        return self._places[unit, at]

    def _first(self, unit: str) -> tuple[str] | None:
        """Where a unit was first put. Whoever is entered later, as of a day before that, was there all the same."""
        sql = "select above from outcomes_places where unit = ? order by seq limit 1"
        found: tuple[str] | None = self.db.conn.execute(sql, (unit,)).fetchone()
        return found


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit as it stands in the tree."""

    unit: str
    above: str
    name: Text


def placed(db: Database, closing: str = "") -> dict[str, Placed]:
    """All units as the record places them at a moment, in the order in which they were made; not those removed by then.

    Of a past moment also units that were put there later, for people who were entered later as of a day before it.
    """
    sql = (
        "select unit, above, name, min(seq) over (partition by unit) first, row_number() over"
        " (partition by unit order by since desc, seq desc) n from outcomes_places where since < :at"
    )
    later = (
        "select p.unit, p.above, p.name, p.seq first, 1 n from outcomes_places p where p.since >= :at and p.seq ="
        " (select min(q.seq) from outcomes_places q where q.unit = p.unit)"
        " and exists (select 1 from outcomes_counts c where c.closing = :at and c.scope = '' and c.unit = p.unit)"
    )
    sql = f"select * from ({sql}{f' union all {later}' if closing else ''}) where n = 1 and name <> '' order by first"
    found = rows(db, sql, {"at": closing or NOW})
    return {row["unit"]: Placed(row["unit"], row["above"], Text(**json.loads(row["name"]))) for row in found}


def children(db: Database, closing: str = "") -> dict[str, list[str]]:
    """The units right below each unit ("" for the top)."""
    below: dict[str, list[str]] = {}
    for place in placed(db, closing).values():
        below.setdefault(place.above, []).append(place.unit)
    return below
