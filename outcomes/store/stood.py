"""Where each person stands in the programmes of one project at a closing, by the rule by which they are counted."""

from dataclasses import dataclass

from core.db import Database
from outcomes.store.asked import members
from outcomes.store.rules import rules
from outcomes.store.tree import Tree


@dataclass(frozen=True, slots=True)
class Stood:
    """Somebody enrolled: their home unit then, whether they finished, and the last thing done in each programme begun."""

    person: str
    unit: str
    finished: bool
    stops: tuple[str, ...]


def stood(db: Database, closing: str, programmes: frozenset[str], units: frozenset[str]) -> list[Stood]:
    """Everybody of some home units for whom one of the programmes is, once each."""
    tree, found = Tree(db), dict[str, Stood]()
    for rule in (each for each in rules(db) if each.slug in programmes):
        for person, stay, last, done in members(db, closing, rule, units):
            if not rule.enrols(stay, tree.within((stay.unit, *stay.also), closing) if rule.units else ()):
                continue
            before = found.get(person, Stood(person, stay.unit, False, ()))
            stops = (*before.stops, last) if last and last not in before.stops else before.stops
            found[person] = Stood(person, stay.unit, before.finished or done, stops)
    return list(found.values())
