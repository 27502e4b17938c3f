"""The record: an append-only table of facts, each bound to the one before by its hash.

A hash is the SHA-256 of canonical JSON: keys sorted, no spaces, strings in NFC, no floats. Each day's head is
signed, with the checkpoint before it, so that a chain written anew as a whole does not pass either.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from core.calendar import local_day
from core.db import Database, Migrations, Row, one, rows
from core.facts import Said, understood
from core.signing import Signer

ORIGIN = "0" * 64  # what the first fact has before it
COLUMNS = "seq, at, kind, person, unit, subject, body, prev, hash"

migrations = Migrations("record")


@migrations()
def m001_record(db: Database) -> None:
    db.conn.execute(
        "create table record_facts (seq integer primary key, at text not null, kind text not null,"
        " person text not null, unit text not null, subject text not null, body text not null,"
        " prev text not null, hash text not null unique)"
    )
    db.conn.execute("create index record_facts_subject on record_facts (subject, kind)")
    db.conn.execute("create index record_facts_person on record_facts (person, kind)")
    db.conn.execute(
        "create table record_checkpoints (n integer primary key, day text not null, seq integer not null,"
        " hash text not null, prev text not null, kid text not null, signature text not null)"
    )
    for table in ("record_facts", "record_checkpoints"):
        append_only(db, table)


def append_only(db: Database, table: str) -> None:
    """Triggers that refuse to change or delete a row of `table`."""
    for verb in ("update", "delete"):
        db.conn.execute(
            f"create trigger {table}_no_{verb} before {verb} on {table}"
            f" begin select raise(abort, '{table} is append-only'); end"
        )


def canonical(value: Any) -> bytes:
    """The one way of writing a JSON value as bytes. Floats are refused: they print differently elsewhere."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {_plain(str(key)): _plain(item) for key, item in value.items()}
    raise TypeError(f"{type(value).__name__} has no place in the record: {value!r}")


def digest(value: Any) -> str:
    """SHA-256 of a JSON value's canonical bytes, as 64 hex digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


def seal(salt: str, value: Any) -> str:
    """A salted commitment: with value and salt anybody can check it, without them it says nothing."""
    return digest({"salt": salt, "value": value})


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the record."""

    seq: int
    at: datetime
    kind: str
    person: str
    unit: str
    subject: str
    body: dict[str, Any]
    prev: str
    hash: str

    @property
    def said(self) -> Said | None:
        """The body as its class in `core.facts`."""
        return understood(self.kind, self.body)


def fact_hash(seq: int, at: str, kind: str, person: str, unit: str, subject: str, body: Any, prev: str) -> str:
    """What binds a fact: SHA-256 over all of it and the hash of the one before."""
    return digest(
        {
            "seq": seq,
            "at": at,
            "kind": kind,
            "person": person,
            "unit": unit,
            "subject": subject,
            "body": body,
            "prev": prev,
        }
    )


def as_fact(row: Row) -> Fact:
    """A row of `record_facts` as a Fact."""
    return Fact(**{**row, "at": datetime.fromisoformat(row["at"]), "body": json.loads(row["body"])})


def stamp(moment: datetime) -> str:
    """An aware moment as the record writes it: ISO 8601, UTC, microseconds."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def head(db: Database) -> tuple[int, str]:
    """Sequence and hash of the last fact; (0, ORIGIN) when there is none."""
    row = db.conn.execute("select seq, hash from record_facts order by seq desc limit 1").fetchone()
    return (row[0], row[1]) if row else (0, ORIGIN)


def after(db: Database, seq: int, limit: int, kinds: frozenset[str] | None = None) -> list[Fact]:
    """The facts past `seq`, oldest first, at most `limit`; only of `kinds` when given."""
    wanted = "" if kinds is None else f" and kind in ({','.join(repr(kind) for kind in sorted(kinds))})"
    sql = f"select {COLUMNS} from record_facts where seq > :seq{wanted} order by seq limit :limit"
    found = db.conn.execute(sql, {"seq": seq, "limit": limit})
    return [  # in the order of COLUMNS, and not by name: followers read millions
        Fact(seq, datetime.fromisoformat(at), kind, person, unit, subject, json.loads(body), prev, mark)
        for seq, at, kind, person, unit, subject, body, prev, mark in found
    ]


def about(db: Database, subject: str, kind: str) -> list[Fact]:
    """The facts of one kind about one subject, oldest first."""
    sql = "select * from record_facts where subject = :subject and kind = :kind order by seq"
    return [as_fact(row) for row in rows(db, sql, {"subject": subject, "kind": kind})]


def in_order(db: Database, *kinds: str) -> Iterator[Fact]:
    """All facts of some kinds, oldest first, read in batches."""
    seq = 0
    while batch := after(db, seq, 500, frozenset(kinds)):
        yield from batch
        seq = batch[-1].seq


def of_kind(db: Database, kind: str) -> Iterator[Fact]:
    """All facts of one kind, oldest first."""
    return in_order(db, kind)


class Writing:
    """One transaction in which a room's rows and the facts about them are written together."""

    def __init__(self, db: Database, at: datetime, signer: Signer):
        self.db = db
        self.at = at
        self.signer = signer
        self.told: list[Fact] = []

    def tell(self, said: Said, *, person: str = "", unit: str = "", subject: str = "") -> Fact:
        """Append a fact. It is true when the transaction commits, and followers read it from then on."""
        seq, prev = head(self.db)
        checkpoint(self.db, self.signer, before=self.at)
        at, body = stamp(self.at), said.body()
        person, unit, subject = _plain([person, unit, subject])
        mark = fact_hash(seq + 1, at, said.kind, person, unit, subject, body, prev)
        self.db.conn.execute(
            "insert into record_facts (seq, at, kind, person, unit, subject, body, prev, hash)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (seq + 1, at, said.kind, person, unit, subject, canonical(body).decode(), prev, mark),
        )
        fact = Fact(seq + 1, self.at, said.kind, person, unit, subject, body, prev, mark)
        self.told.append(fact)
        return fact


def checkpoint(db: Database, signer: Signer, before: datetime) -> bool:
    """Sign the head when it is of an earlier Bangkok day than `before` and not signed yet."""
    last = one(db, "select seq, at, hash from record_facts order by seq desc limit 1")
    if last is None or (day := local_day(datetime.fromisoformat(last["at"]))) >= local_day(before):
        return False
    signed = one(db, "select n, seq, signature from record_checkpoints order by n desc limit 1")
    if signed and signed["seq"] >= last["seq"]:
        return False
    n, prev = (signed["n"] + 1, signed["signature"]) if signed else (1, ORIGIN)
    words = {"n": n, "day": day.isoformat(), "seq": last["seq"], "hash": last["hash"], "prev": prev, "kid": signer.kid}
    db.conn.execute(
        "insert into record_checkpoints (n, day, seq, hash, prev, kid, signature)"
        " values (:n, :day, :seq, :hash, :prev, :kid, :signature)",
        {**words, "signature": signer.sign(canonical(words))},
    )
    return True
