"""The roster as a review sees it: the tree, the people whom a sheet may mean, and how far whoever brings it reaches."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from core.directory import Person
from people.tree import STILL, Tree


@dataclass(slots=True)
class Roll:
    """`people`: all whom the drafts may mean by code or name, and all who stand in the units that they name.

    `reach`: the units of whoever brings the drafts; None for all, as for the command. The tree grows in a review.
    `stays`: who is never missing, because they bring the sheet, or are the last to administer the whole.
    `lengths`: of codes that begin with a zero; `left`: by person, the first day without them (ISO) of who is not here.
    """

    tree: Tree
    people: tuple[Person, ...]
    reach: frozenset[str] | None = None
    stays: str = ""
    lengths: frozenset[int] = frozenset()
    left: Mapping[str, str] = field(default_factory=dict)
    by_code: dict[str, Person] = field(init=False)
    by_name: defaultdict[str, list[Person]] = field(init=False)

    def __post_init__(self) -> None:
        self.by_code = {person.code.lower(): person for person in self.people}
        self.by_name = defaultdict(list)
        for person in self.people:
            self.by_name[person.name].append(person)

    def anew(self) -> "Roll":
        """The same, with the tree as it stands, for another reading."""
        units = {id: unit for id, unit in self.tree.units.items() if not id.startswith(STILL)}
        return replace(self, tree=Tree(units))

    def within(self, units: Iterable[str]) -> bool:
        """Whether units lie within reach; those that are still to be made do when the one that they stand under does."""
        return self.reach is None or all(self._there(unit) in self.reach for unit in units)

    def _there(self, unit: str) -> str:
        while unit.startswith(STILL):
            unit = self.tree.units[unit].above
        return unit

    def reached(self, person: Person) -> bool:
        """Whether a person, and all that they may do, lies within reach. Nobody reaches above themselves."""
        return self.within((person.unit, *(unit for _, unit in person.grants)))
