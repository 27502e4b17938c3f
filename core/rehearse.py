"""Rehearsal: what would follow if these facts were told, found out on a throw-away copy.

This is how one room shows consequences in others without knowing them. Confirming tells the facts only if the
head of the chain is still the one that was rehearsed.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from core.audit import Finding
from core.db import Database, Row, Store, rows
from core.follow import forget
from core.ground import Ground
from core.record import Fact, Writing, after, head
from core.signing import Refused

Act = Callable[[Writing], None]  # writes rows and tells facts, as the real act would


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that a follower keeps: as it is, and as it would be. None where there is no such row."""

    table: str
    before: Row | None
    after: Row | None


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What an act would do: its facts, those that followers would tell, and the rows that would differ."""

    head: str
    facts: Sequence[Fact]
    differences: Sequence[Difference]


@contextmanager
def _stage(ground: Ground) -> Iterator[Ground]:
    """The same house over a throw-away copy of its database, with its followers caught up."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "stage.db"
        ground.store.copy_to(copy)
        store = Store(copy, readers=1, synchronous="OFF")
        try:
            stage = replace(ground, store=store)
            stage.settle()
            yield stage
        finally:
            store.close()


def rehearse(ground: Ground, act: Act) -> Rehearsal:
    """Do the act on a copy, let all followers run, and say what came out differently."""
    with _stage(ground) as stage:
        with stage.read() as db:
            seq, mark = head(db)
            before = _picture(db, ground)
        with stage.write() as writing:
            act(writing)
        with stage.read() as db:
            told, pictured = after(db, seq, 1_000_000), _picture(db, ground)
    return Rehearsal(mark, told, _differences(before, pictured))


def confirm(ground: Ground, rehearsal: Rehearsal, act: Act) -> Refused | None:
    """Do the act for good, unless something was told since it was rehearsed."""
    with ground.write() as writing:
        if head(writing.db)[1] != rehearsal.head:
            return Refused("something happened since this was rehearsed; look at it again")
        act(writing)
    return None


def replayed(ground: Ground) -> Iterator[Finding]:
    """Whether the followers' rows are what the record gives: made anew on a copy, and compared."""
    with _stage(ground) as stage:
        with stage.read() as db:
            seq, kept = head(db)[0], _picture(db, ground)
        with stage.store.write() as db:
            for follower in ground.followers:
                forget(db, follower)
        stage.settle()
        with stage.read() as db:
            made, told = _picture(db, ground), after(db, seq, 1_000)
    for difference in _differences(kept, made):
        row = difference.before or difference.after or {}
        yield Finding(f"{difference.table} {next(iter(row.values()), '')}", "the row is not what the record gives")
    for fact in told:
        yield Finding(f"{fact.kind} for {fact.person}", "the record gives it, and it was never told")


Picture = dict[tuple[str, tuple[object, ...]], Row]


def _picture(db: Database, ground: Ground) -> Picture:
    picture: Picture = {}
    for follower in ground.followers:
        for table in follower.tables:
            keys = [row["name"] for row in rows(db, f"pragma table_info({table})") if row["pk"]]
            for row in rows(db, f"select * from {table}"):
                picture[table, tuple(row[key] for key in keys)] = row
    return picture


def _differences(before: Picture, pictured: Picture) -> list[Difference]:
    changed = [key for key in before.keys() | pictured.keys() if before.get(key) != pictured.get(key)]
    return [Difference(key[0], before.get(key), pictured.get(key)) for key in sorted(changed, key=repr)]
