"""Whether the record is what was written: the chain walked, its checkpoints verified, the first false place named."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from unicodedata import is_normalized

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from core.calendar import local_day
from core.db import Database, DatabaseError, rows, value
from core.record import ORIGIN, canonical, fact_hash, head
from core.signing import public_keys, verify

LATELY = 200  # facts that are walked when somebody only looks in


@dataclass(frozen=True, slots=True)
class Finding:
    """A place that does not agree, and how."""

    place: str
    wrong: str

    def __str__(self) -> str:
        return f"{self.place} — {self.wrong}"


def chain(db: Database, begin: int = 1) -> Iterator[Finding]:
    """Walk the facts from `begin` in order: gaps, links and hashes. The one before it is taken at its word."""
    expected, prev = begin, ORIGIN
    if begin > 1:
        prev = value(db, "select hash from record_facts where seq = :seq", {"seq": begin - 1})
        if prev is None:
            yield Finding(f"fact {begin - 1}", "it is missing")
            return
    for row in db.conn.execute(
        "select seq, at, kind, person, unit, subject, body, prev, hash from record_facts"
        " where seq >= :begin order by seq",
        {"begin": begin if begin > 1 else -(2**63)},  # from the first on nothing is passed over
    ):
        seq, at, kind, person, unit, subject, body, before, mark = row
        place = f"fact {seq} ({kind})"
        if seq != expected:
            yield Finding(f"fact {expected}", f"it is missing; the next one is {seq}")
            expected = seq
        try:
            parsed = json.loads(body)
            same = canonical(parsed).decode() == body
        except (ValueError, TypeError):
            same = False
        if not same:
            yield Finding(place, "its body is not canonical JSON")
        elif before != prev:
            yield Finding(place, "it does not continue the fact before it")
        elif fact_hash(seq, at, kind, person, unit, subject, parsed, before) != mark or not all(
            is_normalized("NFC", text) for text in (at, kind, person, unit, subject)
        ):  # the hash is the same for every spelling of a letter; the row has one
            yield Finding(place, "its hash is not that of its content")
        expected, prev = seq + 1, mark


def checkpoints(db: Database, keys: Mapping[str, Ed25519PublicKey], begin: int = 1) -> Iterator[Finding]:
    """Verify the signed checkpoints from `begin`, their links, and that the chain still passes through them."""
    expected, prev = begin, ORIGIN
    if begin > 1:
        prev = value(db, "select signature from record_checkpoints where n = :n", {"n": begin - 1})
        if prev is None:
            yield Finding(f"checkpoint {begin - 1}", "it is missing")
            return
    least = {"begin": begin if begin > 1 else -(2**63)}
    for row in rows(db, "select * from record_checkpoints where n >= :begin order by n", least):
        place = f"checkpoint {row['n']} ({row['day']})"
        signature = row.pop("signature")
        if row["n"] != expected:
            yield Finding(f"checkpoint {expected}", f"it is missing; the next one is {row['n']}")
        if row["kid"] not in keys:
            yield Finding(place, f"it is signed with a key that is not here ({row['kid']})")
        elif not verify(keys[row["kid"]], canonical(row), signature):
            yield Finding(place, "its signature does not hold")
        elif row["prev"] != prev:
            yield Finding(place, "it does not continue the checkpoint before it")
        else:
            found = rows(db, "select hash from record_facts where seq = :seq", {"seq": row["seq"]})
            if not found or found[0]["hash"] != row["hash"]:
                yield Finding(place, f"the record no longer passes through it at fact {row['seq']}")
        expected, prev = row["n"] + 1, signature


def ends(db: Database) -> Iterator[Finding]:
    """What is missing at the end of a chain that stands, where it leaves no gap: read facts, and signatures of days."""
    last = head(db)[0]
    read = value(db, "select max(seq) from follow_cursors") or 0
    if read > last:
        yield Finding(f"fact {last + 1}", f"it is missing; followers have read up to fact {read}")
    n, signed = db.conn.execute("select count(*), coalesce(max(seq), 0) from record_checkpoints").fetchone()
    before, day = 0, None
    for seq, at in db.conn.execute("select seq, at from record_facts where seq >= :seq order by seq", {"seq": signed}):
        today = local_day(datetime.fromisoformat(at))
        if day and day < today and before > signed:
            yield Finding(f"checkpoint {n + 1} ({day})", f"it is missing; the day ended with fact {before}")
            return
        before, day = seq, today


def lately(db: Database, keys: Path) -> Iterator[Finding]:
    """The little of the audit that can be asked again and again: the last facts, the newest signature, the ends."""
    yield from chain(db, max(1, head(db)[0] - LATELY + 1))
    newest = value(db, "select max(n) from record_checkpoints")
    if newest:
        yield from checkpoints(db, public_keys(keys), newest)
    yield from ends(db)


def readable(place: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of one part. Rows that cannot even be read any more are one, and do not end the audit."""
    try:
        yield from findings
    except (ValueError, TypeError, LookupError, DatabaseError) as error:
        yield Finding(place, f"its rows cannot be read ({error})")
