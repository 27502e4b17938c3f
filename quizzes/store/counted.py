"""The follower's counts of marks, from which item statistics are made; and the questions asked of them.

Counts grow by blocks of five attempts, in the order of handing in: two looks at a figure differ by nobody or by five
at least, so that no single person's marks are their difference.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from core.db import Database, rows
from core.follow import Follower
from core.language import Text
from core.record import Fact, Writing, canonical
from quizzes.statistics import Count
from quizzes.store.tables import FOLLOWED

BLOCK = 5

Test = tuple[str, str, str]  # programme, moment, form


def follower() -> Follower:
    """This room's follower."""
    return Follower("quizzes", frozenset({"QuizFinished", "ProgrammePublished"}), FOLLOWED, take)


def take(writing: Writing, fact: Fact) -> None:
    """Keep what a fact means for the statistics."""
    if fact.kind == "ProgrammePublished":
        _programme(writing.db, fact)
    else:
        _finished(writing.db, fact)


def _programme(db: Database, fact: Fact) -> None:
    db.conn.execute(
        "insert into quizzes_programmes (slug, fiscal_year, first, last, title)"
        " values (:slug, :fiscal_year, :first, :last, :title)"
        " on conflict (slug) do update set fiscal_year = excluded.fiscal_year, first = excluded.first,"
        " last = excluded.last, title = excluded.title",
        {
            "slug": fact.subject, "title": canonical(fact.body["title"]).decode(),
            **{name: fact.body[name] for name in ("fiscal_year", "first", "last")},
        },
    )  # fmt: skip


def _finished(db: Database, fact: Fact) -> None:
    test: Test = (fact.body["programme"], fact.body["moment"], fact.body["form"])
    where = "where programme = ? and moment = ? and form = ?"
    kept = db.conn.execute(f"select results from quizzes_waiting {where} order by place", test).fetchall()
    if len(kept) < BLOCK - 1:
        db.conn.execute(
            "insert into quizzes_waiting (programme, moment, form, place, results) values (?, ?, ?, ?, ?)",
            (*test, len(kept), canonical(fact.body["results"]).decode()),
        )
        return
    counts: Counter[tuple[str, str, str]] = Counter()
    for results in (*(json.loads(text) for (text,) in kept), fact.body["results"]):
        total = str(_sum(results))
        counts.update((item, mark, total) for item, mark in results.items())
    db.conn.executemany(
        "insert into quizzes_marks (programme, moment, form, item, mark, total, n) values (?, ?, ?, ?, ?, ?, ?)"
        " on conflict (programme, moment, form, item, mark, total) do update set n = n + excluded.n",
        [(*test, *each, n) for each, n in sorted(counts.items())],
    )
    db.conn.execute(f"delete from quizzes_waiting {where}", test)


def _sum(results: Mapping[str, str]) -> Fraction:
    """The sum of marks; most are 0 or 1, and adding those as whole numbers is ten times as fast."""
    whole, parts = 0, Fraction(0)
    for mark in results.values():
        if mark == "1":
            whole += 1
        elif mark != "0":
            parts += Fraction(mark)
    return whole + parts


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme as the record last said it; `first` and `last` are its days, both included."""

    slug: str
    fiscal_year: int
    first: date
    last: date
    title: Text


def programmes(db: Database) -> list[Programme]:
    """All programmes that were published, the latest first."""
    found = rows(db, "select * from quizzes_programmes order by fiscal_year desc, first desc, slug")
    return [
        Programme(
            row["slug"], row["fiscal_year"], date.fromisoformat(row["first"]), date.fromisoformat(row["last"]),
            Text.model_validate(json.loads(row["title"])),
        )
        for row in found
    ]  # fmt: skip


def counted_tests(db: Database, programme: str = "", moment: str = "") -> list[Test]:
    """The tests of which at least a block was counted; of one programme or moment only, when given."""
    sql = (
        "select distinct programme, moment, form from quizzes_marks"
        " where (:programme = '' or programme = :programme) and (:moment = '' or moment = :moment)"
        " order by programme, moment, form"
    )
    return [tuple(row.values()) for row in rows(db, sql, {"programme": programme, "moment": moment})]


def counts(db: Database, test: Test) -> dict[str, list[Count]]:
    """The counts of each item of a test."""
    found: dict[str, list[Count]] = {}
    for item, mark, total, n in db.conn.execute(
        "select item, mark, total, n from quizzes_marks where programme = ? and moment = ? and form = ? order by item",
        test,
    ):
        found.setdefault(item, []).append(Count(Fraction(mark), Fraction(total), n))
    return found
