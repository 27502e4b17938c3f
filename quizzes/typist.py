"""Who may print a test for somebody and type it in: managers and administrators of the person's unit, never they themselves."""

import re
from collections.abc import Iterable, Mapping

from core.db import Database
from core.directory import Person, Role
from core.ground import Ground

RIGHT: tuple[Role, ...] = ("manager", "administrator")


def entrusted(ground: Ground, db: Database, asking: Person, person: str) -> Person | None:
    """The person whose paper test it is, if it is in these hands."""
    whose = ground.directory.person(db, person)
    if whose is None or whose.id == asking.id:
        return None
    return whose if whose.unit in ground.directory.scope(db, asking, *RIGHT) else None


def in_hands(ground: Ground, db: Database, asking: Person, persons: Iterable[str]) -> Mapping[str, Person]:
    """Those of these people whose paper tests are in somebody's hands, by id."""
    mine = ground.directory.scope(db, asking, *RIGHT)
    found = ground.directory.people(db, persons)
    return {id: person for id, person in found.items() if person.unit in mine and id != asking.id}


def digits(text: str) -> str:
    """The attempt's digits in what was typed or scanned: a number, an id, or a sheet's whole address; "" if none."""
    found = re.fullmatch(r"(?:.*[?&]attempt=)?([0-9a-f-]{8,19})", text.strip().lower())
    return found[1].replace("-", "") if found else ""


def others(ground: Ground, db: Database, person: Person, typist: str) -> bool:
    """Whether somebody else than the typist of one entry could make the other one."""
    return any(each not in (typist, person.id) for each in ground.directory.holders(db, person.unit, *RIGHT))
