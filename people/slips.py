"""For whom slips are printed at once: everybody who waits for one, or a unit with those below it, in parts."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.db import Row
from core.directory import Unit
from core.language import Language, Text, say

AT_MOST = 200  # slips in one document: 25 sheets, made in a few seconds


@dataclass(frozen=True, slots=True)
class Batch:
    """Some of those who wait, in the order of the list. `key` names it as long as the list's order stands."""

    key: str
    unit: Text | None  # None: all units
    first: int  # the place of the first one among all `total` of the unit, from 1
    total: int
    people: list[Row]

    def label(self, language: Language) -> str:
        """For whom, and how many."""
        unit = self.unit[language] if self.unit else say(language, "ทุกหน่วยงาน", "All units")
        if self.total <= AT_MOST:
            return say(language, f"{unit} ({self.total} คน)", f"{unit} ({self.total})")
        last = self.first + len(self.people) - 1
        return say(language, f"{unit} (คนที่ {self.first}–{last})", f"{unit} ({self.first} to {last})")


def batches(people: list[Row], units: Mapping[str, Unit]) -> list[Batch]:
    """All ways of choosing, everybody first, then unit by unit in the order of the tree."""
    by_unit: dict[str, list[Row]] = {unit: [] for unit in units}
    for row in people:
        unit = row["unit"]
        while unit in by_unit:  # whoever is in a unit is in those above it too, up to what is theirs to print
            by_unit[unit].append(row)
            unit = units[unit].above
    found = _parts("", None, people)
    for id, those in by_unit.items():
        if len(those) < len(people):
            found += _parts(id, units[id].name, those)
    return found


def _parts(id: str, unit: Text | None, people: list[Row]) -> list[Batch]:
    return [
        Batch(f"{id}:{people[begin]['id']}", unit, begin + 1, len(people), people[begin : begin + AT_MOST])
        for begin in range(0, len(people), AT_MOST)
    ]
