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

MOVED = "something happened since this was rehearsed; look at it again"
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
def _copied(ground: Ground) -> Iterator[Ground]:
    """The same house over a throw-away copy of its database."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "stage.db"
        ground.store.copy_to(copy)
        store = Store(copy, readers=1, synchronous="OFF")
        try:
            yield replace(ground, store=store)
        finally:
            store.close()


@contextmanager
def _stage(ground: Ground) -> Iterator[tuple[Ground, Ground]]:
    """Two copies with their followers caught up: one to act on, and one that stays as it is."""
    with _copied(ground) as stage:
        stage.settle()
        with _copied(stage) as kept:
            yield stage, kept


def rehearse(ground: Ground, act: Act) -> Rehearsal:
    """Do the act on a copy, let all followers run, and say what came out differently."""
    with _stage(ground) as (stage, kept):
        with kept.read() as db:
            seq, mark = head(db)
        with stage.write() as writing:
            act(writing)
        with kept.read() as was, stage.read() as db:
            return Rehearsal(mark, after(db, seq, 1_000_000), list(_differences(ground, was, db)))


def confirm(ground: Ground, rehearsal: Rehearsal, act: Act) -> Refused | None:
    """Do the act for good, unless something was told since it was rehearsed."""
    with ground.write() as writing:
        if head(writing.db)[1] != rehearsal.head:
            return Refused(MOVED)
        act(writing)
    return None


def replayed(ground: Ground) -> Iterator[Finding]:
    """Whether the followers' rows are what the record gives: made anew on a copy, and compared."""
    with _stage(ground) as (stage, kept):
        with stage.store.write() as db:
            for follower in ground.followers:
                forget(db, follower)
        stage.settle()
        with kept.read() as was, stage.read() as db:
            different, told = list(_differences(ground, was, db)), after(db, head(was)[0], 1_000)
    for difference in different:
        row = difference.before or difference.after or {}
        yield Finding(f"{difference.table} {next(iter(row.values()), '')}", "the row is not what the record gives")
    for fact in told:
        yield Finding(f"{fact.kind} for {fact.person}", "the record gives it, and it was never told")


def _differences(ground: Ground, was: Database, now: Database) -> Iterator[Difference]:
    """Both pictures of each follower's table, read side by side: a large organisation's do not fit into memory."""
    for table in (table for follower in ground.followers for table in follower.tables):
        keys = [row["name"] for row in rows(now, f"pragma table_info({table})") if row["pk"]]
        yield from _aside(table, keys, _ordered(was, table, keys), _ordered(now, table, keys))


def _ordered(db: Database, table: str, keys: Sequence[str]) -> Iterator[Row]:
    cursor = db.conn.execute(f"select * from {table} order by {', '.join(keys)}")
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)


def _aside(table: str, keys: Sequence[str], was: Iterator[Row], now: Iterator[Row]) -> Iterator[Difference]:
    before, later = next(was, None), next(now, None)
    while before is not None or later is not None:
        key = [[row[name] for name in keys] if row is not None else None for row in (before, later)]
        if key[0] == key[1]:
            if before != later:
                yield Difference(table, before, later)
            before, later = next(was, None), next(now, None)
        elif key[1] is None or (key[0] is not None and key[0] < key[1]):
            yield Difference(table, before, None)
            before = next(was, None)
        else:
            yield Difference(table, None, later)
            later = next(now, None)
