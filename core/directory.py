"""Who is who, as the other rooms may ask: the room that knows the names answers through this."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, Protocol

from core.db import Database
from core.language import Language, Text

Role = Literal["learner", "trainer", "manager", "administrator"]
ROLES: tuple[Role, ...] = ("learner", "trainer", "manager", "administrator")


def full_name(title: str, name: str) -> str:
    """Title and name as written in Thai: without a space between."""
    return f"{title}{name}" if title and "฀" <= title[-1] <= "๿" else f"{title} {name}".strip()


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of the organisation; `above` is the unit that it belongs to, "" for the top."""

    id: str
    name: Text
    above: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the roster. `grants` are the roles held, each over a unit and all below it.

    `also` are the units in which the person works beside the home unit; figures count the home unit alone.
    `came` is the first day of this time with us.
    """

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
    also: tuple[str, ...] = ()
    came: date | None = None
    festive: bool = True  # whether they like the emblem, badges and celebrations

    @property
    def full_name(self) -> str:
        return full_name(self.title, self.name)

    @property
    def standing(self) -> Literal["executive", "member"]:
        return "executive" if self.executive else "member"

    def holds(self, *roles: Role) -> bool:
        """Whether the person has one of these roles, over any unit. Whoever is on the roster is a learner."""
        return "learner" in roles or any(role in roles for role, _ in self.grants)

    def over(self, *roles: Role) -> tuple[str, ...]:
        """The units over which the person holds one of these roles; each counts with all below it."""
        return tuple(unit for role, unit in self.grants if role in roles)


@dataclass(frozen=True, slots=True)
class Shared:
    """A sign-in on a computer that several people use: unused for so many minutes, it ends at `ends`."""

    minutes: int
    ends: datetime

    def stale(self, at: datetime) -> bool:
        """Whether a use at this moment has to be written down. What was written lately is not written again."""
        return self.ends - at < timedelta(minutes=self.minutes)


class Directory(Protocol):
    """What the house hands to the rooms that must show a name or a unit, and to the front door."""

    def signed_in(self, db: Database, signin: str, at: datetime) -> Person | None:
        """The person behind a sign-in that is neither revoked nor ended at that moment."""

    def shared(self, db: Database, signin: str) -> Shared | None:
        """How a sign-in on a shared computer stands; None for one on somebody's own."""

    def used(self, db: Database, signin: str, at: datetime) -> None:
        """Write down that a sign-in on a shared computer is in use. One that has ended stays so."""

    def informed(self, db: Database, person: str) -> bool:
        """Whether a person has read the privacy notice, as far as it binds today."""

    def person(self, db: Database, person: str) -> Person | None:
        """A person by id; None when unknown or erased."""

    def people(self, db: Database, persons: Iterable[str]) -> Mapping[str, Person]:
        """Persons by id, in one question; those unknown or erased are left out."""

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

    def holders(self, db: Database, unit: str, *roles: Role) -> frozenset[str]:
        """The ids of those on the roster who hold one of these roles over a unit."""
