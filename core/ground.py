"""The ground: what the house hands to every room. Time, chance, keys and the database come in here and nowhere else."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from core import follow
from core.db import Database, Store
from core.directory import Directory, Shared
from core.follow import Follower
from core.keeper import Keeper
from core.record import Writing, checkpoint
from core.signing import Signer

if TYPE_CHECKING:
    from core.desk import Desk
    from core.room import Panel

Clock = Callable[[], datetime]


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def chance_id() -> str:
    """Sixteen hex digits by chance: an id that says nothing."""
    return secrets.token_hex(8)


@dataclass(slots=True)
class Ground:
    """One organisation's house, opened."""

    folder: Path  # the data folder
    store: Store
    signer: Signer
    directory: Directory
    clock: Clock = now
    new_id: Callable[[], str] = chance_id
    followers: Sequence[Follower] = field(default_factory=tuple)
    desk: "Desk | None" = None  # set when the house stands
    keeper: Keeper | None = None  # likewise
    panels: "Sequence[Panel]" = ()  # what rooms offer to each other's pages

    @contextmanager
    def read(self) -> Iterator[Database]:
        """The database as of now."""
        with self.store.read() as db:
            yield db

    @contextmanager
    def write(self) -> Iterator[Writing]:
        """One transaction of rows and facts. When it has committed, the followers read what was told."""
        with self.store.write() as db:
            writing = self.begin(db)
            yield writing
        if writing.told:
            self.settle()

    def begin(self, db: Database) -> Writing:
        """A Writing over a transaction that is already open."""
        return Writing(db, self.clock(), self.signer)

    def settle(self) -> int:
        """Let the followers catch up; at start this mends whatever an interruption left behind."""
        return follow.catch_up(self.store, self.followers, self.begin)

    def checkpoint(self) -> None:
        """Sign the record's head of the last finished day, if it is not signed yet."""
        with self.store.write() as db:
            checkpoint(db, self.signer, self.clock())

    def fold(self) -> bool:
        """Empty the database's log after an erasure; what somebody's reading holds up is done within the next minutes."""
        return self.store.fold()

    def stays(self, signin: str, shared: Shared) -> None:
        """Write down that a sign-in on a shared computer is in use; not at every click."""
        at = self.clock()
        if shared.stale(at):
            with self.store.write() as db:
                self.directory.used(db, signin, at)

    @property
    def keys(self) -> Path:
        """The folder of keys, outside the database and outside a backup."""
        return self.folder / "keys"

    @property
    def content(self) -> Path:
        """The folder of the office's own content, a folder a room."""
        return self.folder / "content"
