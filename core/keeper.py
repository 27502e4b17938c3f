"""What all rooms keep of a person, and need a unit for: asked and erased through what the house hands in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from core.db import Database
from core.language import Text
from core.record import Writing


@dataclass(frozen=True, slots=True)
class Kept:
    """What a room keeps of a person, in words: its name, what an erasure deletes, what stays and why."""

    title: Text
    goes: Text
    stays: Text


class Keeper(Protocol):
    """What the house hands to the pages on which people see, take along and erase what is kept, and remove units."""

    def own(self, db: Database, person: str) -> Mapping[str, Mapping[str, Any]]:
        """A person's own data, by room."""

    def kept(self) -> Mapping[str, Kept]:
        """What each room keeps, in words."""

    def needs(self, db: Database, unit: str) -> Sequence[Text]:
        """What needs a unit, in words; nothing where it may be removed."""

    def forget(self, writing: Writing, person: str) -> None:
        """Delete a person's own values in every room, within this transaction."""
