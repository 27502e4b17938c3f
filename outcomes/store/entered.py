"""Indicators' figures as managers entered them by hand, with day and evidence; every change is kept."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from core.db import Database, Row, rows
from core.facts import FigureEntered
from core.record import Fact, Writing, of_kind, seal, stamp


@dataclass(frozen=True, slots=True)
class Entry:
    """What was entered of an indicator. `amount` is None where it was withdrawn."""

    fiscal_year: int
    plan: str
    indicator: str
    day: date  # the day for which the figure stands
    amount: Decimal | None
    evidence: str
    reason: str  # why it was changed, "" the first time
    by: str
    at: datetime


def enter(writing: Writing, entry: Entry) -> None:
    """Keep a figure; it takes the place of the one before for the same day."""
    salt = secrets.token_hex(16)
    amount = "" if entry.amount is None else f"{entry.amount:f}"
    fact = writing.tell(
        FigureEntered(
            entry.fiscal_year, entry.plan, entry.indicator, entry.day.isoformat(), amount,
            seal(salt, [entry.evidence, entry.reason]),
        ),
        person=entry.by,
        subject=f"{entry.fiscal_year}/{entry.plan}/{entry.indicator}",
    )  # fmt: skip
    writing.db.conn.execute(
        "insert into outcomes_entered (seq, fiscal_year, plan, indicator, day, amount, evidence, reason, salt, by, at)"
        " values (:seq, :year, :plan, :indicator, :day, :amount, :evidence, :reason, :salt, :by, :at)",
        {
            "seq": fact.seq, "year": entry.fiscal_year, "plan": entry.plan, "indicator": entry.indicator,
            "day": entry.day.isoformat(), "amount": amount, "evidence": entry.evidence, "reason": entry.reason,
            "salt": salt, "by": entry.by, "at": stamp(fact.at),
        },
    )  # fmt: skip


def _entry(row: Row) -> Entry:
    return Entry(
        row["fiscal_year"], row["plan"], row["indicator"], date.fromisoformat(row["day"]),
        Decimal(row["amount"]) if row["amount"] else None, row["evidence"], row["reason"], row["by"],
        datetime.fromisoformat(row["at"]),
    )  # fmt: skip


def entries(db: Database, fiscal_year: int, plan: str, indicator: str) -> list[Entry]:
    """All that was entered of an indicator in a year, the newest first."""
    sql = "select * from outcomes_entered where fiscal_year = :y and plan = :p and indicator = :i order by seq desc"
    return [_entry(row) for row in rows(db, sql, {"y": fiscal_year, "p": plan, "i": indicator})]


def of_person(db: Database, person: str) -> list[Entry]:
    """All that somebody entered, in order."""
    return [
        _entry(row) for row in rows(db, "select * from outcomes_entered where by = :by order by seq", {"by": person})
    ]


def standing(db: Database, fiscal_year: int, until: date) -> dict[str, dict[str, dict[str, str]]]:
    """The figures that stand on a day as plain JSON, by plan and indicator: of each the latest day's that has one."""
    sql = (
        "select plan, indicator, day, amount, evidence from (select *, row_number() over"
        " (partition by plan, indicator, day order by seq desc) n from outcomes_entered"
        " where fiscal_year = :y and day <= :d) where n = 1 and amount <> '' order by plan, indicator, day"
    )
    found: dict[str, dict[str, dict[str, str]]] = {}
    for row in rows(db, sql, {"y": fiscal_year, "d": until.isoformat()}):
        found.setdefault(row["plan"], {})[row["indicator"]] = {
            name: row[name] for name in ("day", "amount", "evidence")
        }
    return found


def disagreeing(db: Database) -> Iterator[str]:
    """What is not as the record sealed it: the fact's number in either."""
    told = {fact.seq: fact for fact in of_kind(db, "FigureEntered")}
    for row in rows(db, "select * from outcomes_entered order by seq"):
        fact = told.pop(row["seq"], None)
        if fact is None or not _agrees(row, fact):
            yield str(row["seq"])
    yield from (str(seq) for seq in told)


def _agrees(row: Row, fact: Fact) -> bool:
    said = {
        "fiscal_year": row["fiscal_year"], "plan": row["plan"], "indicator": row["indicator"], "on": row["day"],
        "amount": row["amount"], "seal": seal(row["salt"], [row["evidence"], row["reason"]]),
    }  # fmt: skip
    return said == fact.body and (row["by"], row["at"]) == (fact.person, stamp(fact.at))
