"""A unit and those right below it with their people, every count read at once and not unit by unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.db import Database, Row
from core.language import Text
from outcomes.account import Account
from outcomes.amount import counted
from outcomes.figures import scope_of
from outcomes.report import Participation, UnitLine
from outcomes.store import asked
from outcomes.store.tree import Placed

DIRECTLY = Text(th="สังกัดโดยตรง ไม่อยู่ในหน่วยงานย่อย", en="In none of these units")
NOBODY = Participation(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Twig:
    """A unit with all below it, and how far its people are."""

    unit: str
    name: Text
    people: Participation


@dataclass(frozen=True, slots=True)
class Branch:
    """The chosen unit; the units right below it that have people, as the tree has them; and who is in neither.

    `units` are the unit and all below it, each with the number of those enrolled whose home it is.
    """

    people: Participation
    below: tuple[Twig, ...]
    directly: Participation
    units: Mapping[str, int]


def branch_at(db: Database, found: Account, scope: str, tree: Mapping[str, Placed], unit: str) -> Branch:
    """The branch of the tree that begins at a unit, for the programmes of one scope."""
    people = _people(db, found, scope)
    children: dict[str, list[str]] = {}
    for place in tree.values():
        children.setdefault(place.above, []).append(place.unit)
    below = tuple(Twig(each, tree[each].name, people[each]) for each in children.get(unit, ()) if each in people)
    whole, units, waiting = people.get(unit, NOBODY), dict[str, int](), [unit]
    while waiting:
        each = waiting.pop()
        under = children.get(each, [])
        units[each] = _enrolled(people, each) - sum(_enrolled(people, one) for one in under)
        waiting += [one for one in under if one not in units]
    return Branch(whole, below, _without(whole, below), units)


def _enrolled(people: Mapping[str, Participation], unit: str) -> int:
    return counted(people.get(unit, NOBODY).enrolled)


def _without(whole: Participation, below: tuple[Twig, ...]) -> Participation:
    """Those of a unit who are in none of the units below it."""

    def rest(word: str) -> int:
        return int(getattr(whole, word)) - sum(int(getattr(twig.people, word)) for twig in below)

    return Participation(rest("enrolled"), rest("not_started"), rest("under_way"), rest("finished"))


def _people(db: Database, found: Account, scope: str) -> dict[str, Participation]:
    """How far people are, of every unit that has some."""
    if found.closed:
        counts = {unit: said["counts"] for unit, said in found.closed.account["scopes"].get(scope, {}).items()}
    else:
        closing, counts = asked.closing(db, found.period.span), {}
        for word in ("enrolled", "begun", "finished") if closing is not None else ():
            for unit, n in asked.by_unit(db, closing or "", scope, word).items():
                counts.setdefault(unit, {})[word] = n
    return {unit: _participation(said) for unit, said in counts.items() if said.get("enrolled")}


def _participation(counts: Mapping[str, int]) -> Participation:
    enrolled, begun, finished = (counts.get(word, 0) for word in ("enrolled", "begun", "finished"))
    return Participation(enrolled, enrolled - begun, begun - finished, finished)


def root(units: Mapping[str, Placed]) -> str:
    """The organisation's own unit."""
    return next((unit for unit, place in units.items() if not place.above), "")


def unit_lines(
    db: Database, found: Account, programmes: Sequence[Row], top: str, units: Mapping[str, Placed]
) -> list[UnitLine]:
    """The units right below a unit that have people, in the order of the tree; last those who are in none of these."""
    branch = branch_at(db, found, scope_of(programmes), units, top)
    below = [UnitLine(twig.name, 1, twig.people) for twig in branch.below]
    return [*below, UnitLine(DIRECTLY, 1, branch.directly)] if below and branch.directly.enrolled else below
