"""What is kept of a person in all rooms: handed out to themselves, and erased, through what the house hands in."""

from collections.abc import Mapping
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
    """What the house hands to the pages on which people see, take along and erase what is kept of somebody."""

    def own(self, db: Database, person: str) -> Mapping[str, Mapping[str, Any]]:
        """A person's own data, by room."""

    def kept(self) -> Mapping[str, Kept]:
        """What each room keeps, in words."""

    def forget(self, writing: Writing, person: str) -> None:
        """Delete a person's own values in every room, within this transaction."""
