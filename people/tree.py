"""The tree of units as names and ways through it. It can grow by units that are still to be made, while a sheet is read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.directory import Unit
from core.language import Text

STILL = "+"  # begins the id of a unit that is still to be made


@dataclass(frozen=True, slots=True)
class Way:
    """Where a way leads: the deepest unit that there is ("" when there is none), and the names still to be made."""

    unit: str
    new: tuple[str, ...]
    several: tuple[str, ...] = ()  # when a bare name could be any of these units


class Tree:
    """All units by id, and those that were grown since."""

    def __init__(self, units: Mapping[str, Unit]):
        self.units = dict(units)
        self.grown: list[Unit] = []
        self.top = next((unit.id for unit in units.values() if not unit.above), "")
        self._called: defaultdict[str, list[str]] = defaultdict(list)
        self._below: dict[tuple[str, str], str] = {}
        for unit in units.values():
            self._know(unit)

    def _know(self, unit: Unit) -> None:
        self._called[unit.name.th].append(unit.id)
        self._below[unit.above, unit.name.th] = unit.id

    def way(self, names: tuple[str, ...]) -> Way:
        """The one reading of a way. It begins at the organisation, named or not; a bare name may stand anywhere."""
        if not self.top:
            return Way("", names)
        if names[:1] == (self.units[self.top].name.th,):
            return self._down(names[1:])
        known = tuple(self._called.get(names[0], ())) if len(names) == 1 else ()
        if len(known) == 1:
            return Way(known[0], ())
        found = self._down(names)
        return Way(found.unit, found.new, known)

    def _down(self, names: tuple[str, ...]) -> Way:
        unit = self.top
        for place, name in enumerate(names):
            below = self._below.get((unit, name))
            if below is None:
                return Way(unit, names[place:])
            unit = below
        return Way(unit, ())

    def grow(self, way: Way) -> str:
        """The unit at the end of a way; those that are not there yet are grown, with ids that say so."""
        above = way.unit
        for name in way.new:
            unit = Unit(f"{STILL}{len(self.grown) + 1}", Text(th=name, en=name), above)
            self.units[unit.id] = unit
            self.grown.append(unit)
            self.top = self.top or unit.id
            self._know(unit)
            above = unit.id
        return above

    def whole(self, unit: str) -> str:
        """The whole way to a unit, from the top."""
        names = []
        while unit:
            names.append(self.units[unit].name.th)
            unit = self.units[unit].above
        return " > ".join(reversed(names))

    def written(self, unit: str) -> str:
        """What to write for a unit: its name, or the whole way to it when others have that name too."""
        name = self.units[unit].name.th
        return name if len(self._called[name]) == 1 else self.whole(unit)


def ways(units: Mapping[str, Unit]) -> dict[str, str]:
    """What to write for each unit, by id."""
    tree = Tree(units)
    return {unit: tree.written(unit) for unit in units}


def in_order(units: Iterable[Unit]) -> dict[str, Unit]:
    """Units by id in the order of the tree; those below one unit stay in the order in which they come."""
    below: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        below[unit.above].append(unit)
    found: dict[str, Unit] = {}
    waiting = below[""][::-1]
    while waiting:
        unit = waiting.pop()
        found[unit.id] = unit
        waiting += below[unit.id][::-1]
    return found
