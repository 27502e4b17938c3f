"""Movers and leavers, for the demo: through the same store as real people."""

from collections.abc import Sequence

from core.directory import Person
from core.ground import Ground
from people.store import roster
from people.store.directory import Roster


def moves(ground: Ground, person: Person, unit: str, on: str = "") -> None:
    """Somebody moves to a unit of this Thai name; `on`: the day, when it is entered later."""
    with ground.write() as writing:
        now, to = Roster().person(writing.db, person.id), _named(ground, unit)
        if now and now.active and to and to != now.unit:
            roster.move(writing, now, to, on)


def leaves(ground: Ground, person: Person, on: str = "") -> None:
    """Somebody leaves the roster; `on`: the first day without them, when it is entered later."""
    with ground.write() as writing:
        now = Roster().person(writing.db, person.id)
        if now and now.active:
            roster.leave(writing, now, on)


def helps(ground: Ground, person: Person, units: Sequence[str]) -> None:
    """Somebody works in other units too."""
    with ground.write() as writing:
        found = [unit for name in units if (unit := _named(ground, name)) and unit != person.unit]
        roster.put_also(writing, person.id, person.unit, found)


def _named(ground: Ground, name: str) -> str:
    with ground.read() as db:
        return next((unit.id for unit in ground.directory.units(db).values() if unit.name.th == name), "")
