"""Who is who, as the other rooms may ask: the room that knows the names answers through this."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from core.db import Database
from core.language import Language, Text

Role = Literal["learner", "trainer", "manager", "administrator"]
ROLES: tuple[Role, ...] = ("learner", "trainer", "manager", "administrator")


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of the organisation; `above` is the unit that it belongs to, "" for the top."""

    id: str
    name: Text
    above: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the roster. `grants` are the roles held, each over a unit and all below it."""

    id: str
    code: str
    title: str
    name: str
    position: str
    unit: str
    executive: bool
    language: Language | None
    active: bool
    grants: tuple[tuple[Role, str], ...]

    @property
    def full_name(self) -> str:
        """Title and name as written in Thai: without a space between."""
        return (
            f"{self.title}{self.name}"
            if self.title and "฀" <= self.title[-1] <= "๿"
            else f"{self.title} {self.name}".strip()
        )

    @property
    def standing(self) -> Literal["executive", "member"]:
        return "executive" if self.executive else "member"

    def holds(self, *roles: Role) -> bool:
        """Whether the person has one of these roles, over any unit. Whoever is on the roster is a learner."""
        return "learner" in roles or any(role in roles for role, _ in self.grants)

    def over(self, *roles: Role) -> tuple[str, ...]:
        """The units over which the person holds one of these roles; each counts with all below it."""
        return tuple(unit for role, unit in self.grants if role in roles)


class Directory(Protocol):
    """What the house hands to the rooms that must show a name or a unit, and to the front door."""

    def signed_in(self, db: Database, signin: str, at: datetime) -> Person | None:
        """The person behind a sign-in that is neither revoked nor ended at that moment."""

    def person(self, db: Database, person: str) -> Person | None:
        """A person by id; None when unknown or erased."""

    def by_code(self, db: Database, code: str) -> Person | None:
        """A person by their code, whatever its letters' case."""

    def names(self, db: Database, persons: Iterable[str]) -> Mapping[str, str]:
        """Full names by id; those erased are left out."""

    def everybody(self, db: Database, units: frozenset[str] | None = None) -> list[Person]:
        """All who are on the roster, in the order of units and names; only of `units` when given."""

    def unit(self, db: Database, unit: str) -> Unit | None:
        """A unit by id."""

    def units(self, db: Database) -> Mapping[str, Unit]:
        """All units by id, in the order of the tree."""

    def below(self, db: Database, unit: str) -> frozenset[str]:
        """The unit itself and all units below it."""

    def scope(self, db: Database, person: Person, *roles: Role) -> frozenset[str]:
        """All units over which a person holds one of these roles, with those below them."""
