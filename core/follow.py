"""Followers: the one way in which what happened in one room has consequences in another.

A follower reads the facts past its cursor, in order, and makes its own rows or tells new facts. Its rows and its
cursor are written in one transaction: late is possible, lost or double is not. Its rows can be dropped and made
anew, and come out the same.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.db import Database, Migrations, Store, value
from core.record import Fact, Writing, after, head

BATCH = 500  # facts a transaction: others may write between two of them
ADDED_UP = 10  # times as many for who adds up before writing, which needs less time for each

migrations = Migrations("follow")


@migrations()
def m001_cursors(db: Database) -> None:
    db.conn.execute("create table follow_cursors (follower text primary key, seq integer not null)")


@dataclass(frozen=True, slots=True)
class Follower:
    """Reads facts of `kinds` and keeps `tables`; `take` is called once a fact, inside the transaction.

    `take_all` instead takes many of them at once, for who adds up before writing.
    """

    name: str
    kinds: frozenset[str]
    tables: tuple[str, ...]
    take: Callable[[Writing, Fact], None] | None = None
    take_all: Callable[[Writing, Sequence[Fact]], None] | None = None


def cursor(db: Database, follower: Follower) -> int:
    """The sequence of the last fact that a follower has seen; 0 before the first."""
    return int(value(db, "select seq from follow_cursors where follower = :name", {"name": follower.name}) or 0)


def lag(db: Database, followers: Sequence[Follower]) -> int:
    """How many facts the furthest-behind follower has still to read."""
    end = head(db)[0]
    return max((end - cursor(db, follower) for follower in followers), default=0)


def catch_up(store: Store, followers: Sequence[Follower], begin: Callable[[Database], Writing]) -> int:
    """Let every follower read to the head, also what followers tell on the way. Returns the facts taken."""
    taken = 0
    while True:
        with store.write() as db:
            if lag(db, followers) == 0:
                return taken
            writing = begin(db)
            for follower in followers:
                taken += _advance(writing, follower)
            if lag(db, followers) == 0:
                return taken


def _advance(writing: Writing, follower: Follower) -> int:
    db = writing.db
    end, seen = head(db)[0], cursor(db, follower)
    limit = BATCH * ADDED_UP if follower.take_all else BATCH
    facts = after(db, seen, limit, follower.kinds)
    if follower.take_all and facts:
        follower.take_all(writing, facts)
    if follower.take:
        for fact in facts:
            follower.take(writing, fact)
    reached = facts[-1].seq if len(facts) == limit else end
    db.conn.execute(
        "insert into follow_cursors (follower, seq) values (:name, :seq)"
        " on conflict (follower) do update set seq = excluded.seq",
        {"name": follower.name, "seq": reached},
    )
    return len(facts)


def forget(db: Database, follower: Follower) -> None:
    """Drop a follower's rows and cursor, so that it makes them anew."""
    for table in follower.tables:
        db.conn.execute(f"delete from {table}")
    db.conn.execute("delete from follow_cursors where follower = :name", {"name": follower.name})
