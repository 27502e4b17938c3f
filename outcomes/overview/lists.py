"""Who has not started, who stopped where and who finished, by name: for the person's own managers alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.db import Database, Row
from core.directory import Directory
from outcomes.figures import Period, stops
from outcomes.reported.branch import Branch
from outcomes.store import asked
from outcomes.store.stood import Stood, stood

LISTED = 500  # people in the chosen units; of more the page shows numbers and asks for a smaller unit


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody by name, with the home unit of that time."""

    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class Lists:
    """Names by how far people are. None of them when there are too many; `nameless` are the visitor's no longer."""

    too_many: bool
    not_started: tuple[Named, ...] = ()
    stopped: Mapping[str, tuple[Named, ...]] | None = None  # by the last step done, in the programme's order
    finished: tuple[Named, ...] = ()
    nameless: int = 0


def listed(
    db: Database, directory: Directory, period: Period, programmes: Sequence[Row], branch: Branch, mine: frozenset[str]
) -> Lists:
    """The lists of a branch of the tree, of those who are in the visitor's units today, at home or besides."""
    if sum(branch.units.values()) > LISTED:
        return Lists(too_many=True)
    homes = frozenset(unit for unit, n in branch.units.items() if n)
    closing = asked.closing(db, period.span) or ""
    found = stood(db, closing, frozenset(row["slug"] for row in programmes), homes)
    people = directory.people(db, [each.person for each in found])
    own = {id for id, person in people.items() if not mine.isdisjoint((person.unit, *person.also))}

    def named(chosen: Sequence[Stood]) -> tuple[Named, ...]:
        here = (Named(people[each.person].full_name, each.unit) for each in chosen if each.person in own)
        return tuple(sorted(here, key=lambda each: each.name))

    under_way = [each for each in found if each.stops and not each.finished]
    steps = dict.fromkeys([step for row in programmes for step in stops(row)] + [s for e in under_way for s in e.stops])
    return Lists(
        too_many=False,
        not_started=named([each for each in found if not each.stops and not each.finished]),
        stopped={step: names for step in steps if (names := named([each for each in under_way if step in each.stops]))},
        finished=named([each for each in found if each.finished]),
        nameless=len(found) - len(own),
    )
