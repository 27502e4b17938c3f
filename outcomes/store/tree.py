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
        self._lines: dict[tuple[str, str], tuple[tuple[str, ...], frozenset[str]]] = {}

    def line(self, unit: str, closing: str = "") -> tuple[str, ...]:
        """The unit and all above it. `closing` is a past moment, or "" for now."""
        return self._line(unit, closing)[0]

    def names(self, units: Iterable[str], closing: str = "") -> frozenset[str]:
        """The Thai names of units and of all above them."""
        return frozenset[str]().union(*(self._line(unit, closing)[1] for unit in units))

    def _line(self, unit: str, closing: str) -> tuple[tuple[str, ...], frozenset[str]]:
        if (unit, closing) not in self._lines:
            units, names, above = [unit], set[str](), unit
            while place := self._place(above, closing or NOW):
                names.add(place[1])
                above = place[0]
                if not above or above in units:
                    break
                units.append(above)
            self._lines[unit, closing] = tuple(units), frozenset(names)
        return self._lines[unit, closing]

    def _place(self, unit: str, at: str) -> tuple[str, str] | None:
        sql = "select above, name from outcomes_places where unit = :unit and since < :at order by since desc, seq desc limit 1"
        found = rows(self.db, sql, {"unit": unit, "at": at})
        return (found[0]["above"], str(json.loads(found[0]["name"])["th"])) if found else None


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit as it stands in the tree."""

    unit: str
    above: str
    name: Text


def placed(db: Database, closing: str = "") -> dict[str, Placed]:
    """All units as the record places them at a moment, in the order in which they were made."""
    sql = (
        "select unit, above, name, min(seq) over (partition by unit) first, row_number() over"
        " (partition by unit order by since desc, seq desc) n from outcomes_places where since < :at"
    )
    found = rows(db, f"select * from ({sql}) where n = 1 order by first", {"at": closing or NOW})
    return {row["unit"]: Placed(row["unit"], row["above"], Text(**json.loads(row["name"]))) for row in found}


def children(db: Database, closing: str = "") -> dict[str, list[str]]:
    """The units right below each unit ("" for the top)."""
    below: dict[str, list[str]] = {}
    for place in placed(db, closing).values():
        below.setdefault(place.above, []).append(place.unit)
    return below
