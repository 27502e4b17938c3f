"""This room's tables: attempts and what was typed in from paper; and what the follower counts."""

import json
from collections.abc import Mapping

from core.db import Database, Migrations

migrations = Migrations("quizzes")

FOLLOWED = ("quizzes_marks", "quizzes_waiting", "quizzes_programmes")


@migrations()
def m001_attempts(db: Database) -> None:
    db.conn.execute(
        "create table quizzes_attempts (id text primary key, person text not null, programme text not null,"
        " moment text not null, form text not null, versions text not null, at text not null,"
        " finished text not null default '', unique (person, programme, moment))"
    )
    db.conn.execute("create index quizzes_attempts_arrival on quizzes_attempts (programme, moment)")
    db.conn.execute(
        "create table quizzes_steps (attempt text not null references quizzes_attempts (id) on delete cascade,"
        " n integer not null, item text not null, answer text not null, at text not null, primary key (attempt, n))"
    )
    db.conn.execute(
        "create trigger quizzes_steps_no_update before update on quizzes_steps"
        " begin select raise(abort, 'quizzes_steps is append-only'); end"
    )


@migrations()
def m002_paper(db: Database) -> None:
    db.conn.execute("alter table quizzes_attempts add column paper text not null default ''")
    db.conn.execute("alter table quizzes_attempts add column sat text not null default ''")
    db.conn.execute(
        "create index quizzes_attempts_paper on quizzes_attempts (paper) where paper <> '' and finished = ''"
    )
    db.conn.execute(
        "create table quizzes_entries (attempt text not null references quizzes_attempts (id) on delete cascade,"
        " n integer not null, typist text not null, at text not null, sat text not null, answers text not null,"
        " primary key (attempt, n))"
    )
    db.conn.execute(
        "create trigger quizzes_entries_no_update before update on quizzes_entries"
        " begin select raise(abort, 'quizzes_entries is append-only'); end"
    )


@migrations()
def m003_used(db: Database) -> None:
    # Which versions of a bank were ever given to somebody. They stay, also when the last who had one is erased.
    db.conn.execute(
        "create table quizzes_used (topic text not null, version text not null, primary key (topic, version))"
    )
    for (versions,) in db.conn.execute("select distinct versions from quizzes_attempts").fetchall():
        keep_used(db, json.loads(versions))


def keep_used(db: Database, versions: Mapping[str, str]) -> None:
    """Note that somebody was given these versions: topic → version."""
    db.conn.executemany(
        "insert into quizzes_used (topic, version) values (?, ?) on conflict do nothing", list(versions.items())
    )


@migrations()
def m004_counts(db: Database) -> None:
    for table in (
        # How many attempts gave an item this mark and came to this total; both exact, as "2/3".
        "quizzes_marks (programme text not null, moment text not null, form text not null, item text not null,"
        " mark text not null, total text not null, n integer not null,"
        " primary key (programme, moment, form, item, mark, total))",
        # Up to four attempts that wait for the fifth: counts grow by blocks of five.
        "quizzes_waiting (programme text not null, moment text not null, form text not null, place integer not null,"
        " results text not null, primary key (programme, moment, form, place))",
        "quizzes_programmes (slug text primary key, fiscal_year integer not null, first text not null,"
        " last text not null, title text not null)",
    ):
        db.conn.execute(f"create table {table}")


@migrations()
def m005_arrivals(db: Database) -> None:
    # How many have begun a test, whether their answers are still here or not: whom the next form is for hangs on it.
    db.conn.execute(
        "create table quizzes_arrivals (programme text not null, moment text not null, n integer not null,"
        " primary key (programme, moment))"
    )
    db.conn.execute(
        "insert into quizzes_arrivals (programme, moment, n)"
        " select programme, moment, count(*) from quizzes_attempts group by programme, moment"
    )
