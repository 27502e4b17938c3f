"""Ways through the tree of units: what a content file writes for a unit, and which units that means.

The same rule as for people's sheets: a bare name may stand anywhere, and a way ("A > B") begins at the organisation,
named or not. A bare name that several units have means each of them, so that nobody is left out by a missing word.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from core.directory import Unit

SARA_AM = re.compile("ํ([่-๋]?)า")  # typed as two signs it looks the same, and is another word to a computer
Meant = Mapping[str, tuple[str, ...]]  # what each way means: ids of units, none where nothing fits


def parted(way: str) -> tuple[str, ...]:
    """The names in a way, from the top, as they are kept on the roster."""
    kept = SARA_AM.sub("\\1ำ", unicodedata.normalize("NFC", way))
    return tuple(name for raw in kept.split(">") if (name := " ".join(raw.split())))


class Ways:
    """The tree as it stands, for reading and writing ways."""

    def __init__(self, units: Iterable[Unit]):
        self.units = {unit.id: unit for unit in units}
        self.top = next((unit.id for unit in self.units.values() if not unit.above), "")
        self._called: defaultdict[str, list[str]] = defaultdict(list)
        self._below: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for unit in self.units.values():
            self._called[unit.name.th].append(unit.id)
            self._below[unit.above, unit.name.th].append(unit.id)

    def meant(self, way: str) -> tuple[str, ...]:
        """The ids of the units that a way means: several for a bare name that is not unique, none when nothing fits."""
        names = parted(way)
        if not names or not self.top:
            return ()
        if names[0] == self.units[self.top].name.th:
            return self._down(names[1:])
        return tuple(self._called.get(names[0], ())) if len(names) == 1 else self._down(names)

    def _down(self, names: Sequence[str]) -> tuple[str, ...]:
        found: tuple[str, ...] = (self.top,)
        for name in names:
            found = tuple(below for unit in found for below in self._below.get((unit, name), ()))
        return found

    def written(self, unit: str) -> str:
        """The shortest way that means this unit alone: its name, else the way to it, with the organisation if need be."""
        names = self._names(unit)
        ways = (" > ".join(part) for part in (names[-1:], names[1:], names))
        return next((way for way in ways if self.meant(way) == (unit,)), self.whole(unit))

    def whole(self, unit: str) -> str:
        """The whole way to a unit, from the organisation."""
        return " > ".join(self._names(unit))

    def _names(self, unit: str) -> list[str]:
        names = list[str]()
        while unit in self.units:
            names.insert(0, self.units[unit].name.th)
            unit = self.units[unit].above
        return names


def bound(ways: Iterable[str], tree: Ways, before: Meant) -> dict[str, tuple[str, ...]]:
    """What ways mean from now on: what the tree says, else what they meant before.

    So a programme keeps its people when a unit is given another name, and a name that fits nothing yet waits for
    its unit.
    """
    return {way: tree.meant(way) or before.get(way, ()) for way in ways}
