"""Results of years before this record, as sheets gave them: totals only, labelled, never mixed with the record's."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from math import sqrt
from typing import Literal

from core.db import Database, Row, rows, value
from core.facts import HistoryBrought, HistoryWithdrawn
from core.record import Fact, Writing, of_kind, seal, stamp


@dataclass(frozen=True, slots=True)
class Brought:
    """What a sheet came to. Mean and variance are of per cent of full marks."""

    id: str
    fiscal_year: int
    label: str
    moment: Literal["pre", "post"]
    people: int
    mean: Fraction
    variance: Fraction | None
    note: str
    by: str
    at: datetime

    @property
    def deviation(self) -> float | None:
        """The sample's standard deviation."""
        return None if self.variance is None else sqrt(self.variance)


def bring(writing: Writing, found: Brought) -> None:
    """Keep the totals of a sheet."""
    salt = secrets.token_hex(16)
    variance = "" if found.variance is None else str(found.variance)
    said = [found.label, found.moment, found.people, str(found.mean), variance, found.note]
    writing.db.conn.execute(
        "insert into outcomes_history (id, fiscal_year, label, moment, people, mean, variance, note, salt, by, at)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (found.id, found.fiscal_year, *said, salt, found.by, stamp(writing.at)),
    )
    writing.tell(HistoryBrought(found.fiscal_year, seal(salt, said)), person=found.by, subject=found.id)


def withdraw(writing: Writing, id: str, by: str) -> bool:
    """Take the totals of a sheet back. Returns whether they stood."""
    if value(writing.db, "select withdrawn from outcomes_history where id = :id", {"id": id}) != "":
        return False
    writing.db.conn.execute("update outcomes_history set withdrawn = ? where id = ?", (stamp(writing.at), id))
    writing.tell(HistoryWithdrawn(), person=by, subject=id)
    return True


def brought(db: Database) -> list[Brought]:
    """All that stands, by year."""
    sql = "select * from outcomes_history where withdrawn = '' order by fiscal_year, label, moment desc, at"
    return [_brought(row) for row in rows(db, sql)]


def of_person(db: Database, person: str) -> list[Brought]:
    """All that somebody brought in, also what was taken back since."""
    return [
        _brought(row) for row in rows(db, "select * from outcomes_history where by = :by order by at", {"by": person})
    ]


def _brought(row: Row) -> Brought:
    return Brought(
        row["id"], row["fiscal_year"], row["label"], row["moment"], row["people"], Fraction(row["mean"]),
        Fraction(row["variance"]) if row["variance"] else None, row["note"], row["by"], datetime.fromisoformat(row["at"]),
    )  # fmt: skip


def disagreeing(db: Database) -> Iterator[str]:
    """Ids of what was brought in and is not what the record sealed, or is here no more."""
    told = {fact.subject: fact for fact in of_kind(db, "HistoryBrought")}
    gone = {fact.subject: stamp(fact.at) for fact in of_kind(db, "HistoryWithdrawn")}
    for row in rows(db, "select * from outcomes_history order by id"):
        fact = told.pop(row["id"], None)
        if fact is None or not _agrees(row, fact) or row["withdrawn"] != gone.get(row["id"], ""):
            yield row["id"]
    yield from told


def _agrees(row: Row, fact: Fact) -> bool:
    said = [row[name] for name in ("label", "moment", "people", "mean", "variance", "note")]
    return (
        fact.body == {"fiscal_year": row["fiscal_year"], "seal": seal(row["salt"], said)}
        and (row["by"], row["at"]) == (fact.person, stamp(fact.at))
    )  # fmt: skip
