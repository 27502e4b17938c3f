"""Closed quarters: the frozen snapshot, signed, and those that state it anew. None is ever changed."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from core.db import Database, Row, rows
from core.record import Fact, canonical, digest, in_order, seal, stamp
from core.signing import verify
from outcomes.amount import Hidden


@dataclass(frozen=True, slots=True)
class Closed:
    """One edition of a closed quarter. `figures` is the snapshot's digest; the signature is over its bytes."""

    fiscal_year: int
    quarter: int
    edition: int
    snapshot: Mapping[str, Any]  # edition, the record's last fact that counts (seq, head), and what is handed out
    account: Mapping[str, Any]  # all that was reported, also what must not be shown; the snapshot holds a seal
    groups: str  # by scope and count, who stood in it, as bits; the snapshot holds a seal
    figures: str
    kid: str
    signature: str  # 128 hex digits, Ed25519
    reason: str
    by: str
    at: datetime

    @property
    def judged(self) -> bool:
        """Whether it was decided what of it may be published; of what was closed before that nothing is."""
        return "figures" in self.snapshot["account"]

    @property
    def hidden(self) -> dict[str, dict[str, Hidden]]:
        """What of it is not published, by scope and count, and why."""
        figures = self.snapshot["account"]["figures"] if self.judged else {}
        return {scope: {word: Hidden(why) for word, why in said["hidden"].items()} for scope, said in figures.items()}

    def stood(self) -> dict[str, dict[str, int]]:
        """Who stood in each count, by scope."""
        found = json.loads(self.groups).items()
        return {scope: {word: int(bits, 16) for word, bits in words.items()} for scope, words in found}

    @property
    def signed(self) -> bytes:
        """What the signature is over."""
        return canonical(self.snapshot)

    @property
    def signature_file(self) -> dict[str, str]:
        """What says who signed, as it lies beside the snapshot."""
        return {"kid": self.kid, "algorithm": "Ed25519", "signature": self.signature}


@lru_cache(maxsize=32)
def _parsed(figures: str, snapshot: str) -> Mapping[str, Any]:
    return json.loads(snapshot)  # type: ignore[no-any-return]


def _closed(row: Row) -> Closed:
    snapshot = _parsed(row["figures"], row["snapshot"])
    # What was closed before its account was kept apart holds it in the snapshot.
    account = _parsed(row["figures"], row["account"]) if row["account"] else snapshot["account"]
    return Closed(
        row["fiscal_year"], row["quarter"], row["edition"], snapshot, account, row["groups"],
        row["figures"], row["kid"], row["signature"], row["reason"], row["by"], datetime.fromisoformat(row["at"]),
    )  # fmt: skip


def editions(db: Database, fiscal_year: int, quarter: int) -> list[Closed]:
    """All editions of a closed quarter, the first one first; none while it is open."""
    sql = "select * from outcomes_closed where fiscal_year = :y and quarter = :q order by edition"
    return [_closed(row) for row in rows(db, sql, {"y": fiscal_year, "q": quarter})]


def years(db: Database) -> list[int]:
    """The fiscal years of which a quarter is closed."""
    return [row["y"] for row in rows(db, "select distinct fiscal_year y from outcomes_closed order by y")]


def quarters(db: Database, fiscal_year: int) -> list[int]:
    """The quarters of a fiscal year that are closed."""
    sql = "select distinct quarter q from outcomes_closed where fiscal_year = :y order by quarter"
    return [row["q"] for row in rows(db, sql, {"y": fiscal_year})]


def closed_by(db: Database, person: str) -> list[Closed]:
    """All editions that somebody made, in order."""
    return [
        _closed(row) for row in rows(db, "select * from outcomes_closed where by = :by order by at", {"by": person})
    ]


def disagreeing(db: Database, keys: Mapping[str, Ed25519PublicKey]) -> Iterator[tuple[str, str]]:
    """Each closed quarter that is not what the record says, with what is wrong."""
    told: dict[str, list[Fact]] = {}
    for fact in in_order(db, "PeriodClosed", "PeriodRestated"):
        told.setdefault(fact.subject, []).append(fact)
    kept: dict[str, list[Row]] = {}
    for row in rows(db, "select * from outcomes_closed order by edition"):
        kept.setdefault(f"{row['fiscal_year']}/{row['quarter']}", []).append(row)
    for subject in sorted({*told, *kept}):
        facts, found = told.get(subject, []), kept.get(subject, [])
        if [row["figures"] for row in found] != [fact.body["figures"] for fact in facts]:
            yield f"closed period {subject}", "its editions are not those of the record"
        for place, row in enumerate(found):
            told_of = facts[place] if place < len(facts) else None
            if told_of is None or not _agrees(row, told_of, place + 1):
                yield f"closed period {subject} edition {row['edition']}", "it is not what the record says"
            elif row["kid"] not in keys or not verify(keys[row["kid"]], row["snapshot"].encode(), row["signature"]):
                yield f"closed period {subject} edition {row['edition']}", "its snapshot is not what was signed"


def _agrees(row: Row, fact: Fact, edition: int) -> bool:
    snapshot, bits = json.loads(row["snapshot"]), json.loads(row["groups"])
    account, salt = snapshot["account"], row["salt"]
    return (
        (row["by"], row["at"]) == (fact.person, stamp(fact.at))
        and (row["edition"], account["fiscal_year"], account["quarter"])
        == (edition, row["fiscal_year"], row["quarter"])
        and (snapshot["edition"], digest(snapshot)) == (edition, row["figures"])
        and row["snapshot"] == canonical(snapshot).decode()
        and (snapshot["groups"], row["groups"]) == (seal(salt, bits), canonical(bits).decode())
        and _whole_agrees(snapshot, row)
        and (seal(salt, row["reason"]) == fact.body["seal"] if "seal" in fact.body else row["reason"] == "")
    )


def _whole_agrees(snapshot: Mapping[str, Any], row: Row) -> bool:
    """The account that is kept apart; there is none of what was closed before it was."""
    if "whole" not in snapshot:
        return not row["account"]
    if not row["account"]:
        return False
    whole = json.loads(row["account"])
    return (snapshot["whole"], row["account"]) == (seal(row["salt"], whole), canonical(whole).decode())
