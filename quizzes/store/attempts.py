"""Attempts and their steps, kept. Whoever was told "saved" finds the answer here."""

import json
from collections.abc import Mapping
from typing import Any

from core.db import Database, Row, one, rows, value
from core.directory import Person
from core.facts import QuizFinished, QuizStarted
from core.record import Writing, digest, stamp
from quizzes.attempt import Attempt, Moment, Taken, form_for, score
from quizzes.item import Answer
from quizzes.quiz import Quiz
from quizzes.store.tables import keep_used


def as_attempt(db: Database, row: Row) -> Attempt:
    """A row of `quizzes_attempts` with its steps."""
    found = rows(db, "select n, item, answer, at from quizzes_steps where attempt = :id order by n", {"id": row["id"]})
    return Attempt(
        id=row["id"], person=row["person"], programme=row["programme"], moment=row["moment"], form=row["form"],
        versions=json.loads(row["versions"]), finished=bool(row["finished"]),
        steps=tuple(Taken(r["n"], r["item"], tuple(json.loads(r["answer"])), r["at"]) for r in found),
        paper=row["paper"], sat=row["sat"],
    )  # fmt: skip


def attempt(db: Database, person: str, programme: str, moment: str) -> Attempt | None:
    """A person's attempt at a programme's pre-test or post-test; None before it began."""
    row = one(
        db,
        "select * from quizzes_attempts where person = :person and programme = :programme and moment = :moment",
        {"person": person, "programme": programme, "moment": moment},
    )
    return as_attempt(db, row) if row else None


def attempt_of(db: Database, id: str) -> Attempt | None:
    """An attempt by its id."""
    row = one(db, "select * from quizzes_attempts where id = :id", {"id": id})
    return as_attempt(db, row) if row else None


def begin(
    writing: Writing, new_id: str, person: Person, programme: str, moment: Moment,
    banks: Mapping[str, tuple[str, Quiz]], *, paper: bool = False,
) -> Attempt:  # fmt: skip
    """Give a person their form, or the attempt that they have begun already. `banks`: topic → (version, quiz).

    `paper`: to be printed and answered by hand.
    """
    begun = attempt(writing.db, person.id, programme, moment)
    if begun:
        return begun
    arrival = _arrival(writing, programme, moment)
    taken = rows(
        writing.db, "select programme, form from quizzes_attempts where person = :p order by at", {"p": person.id}
    )
    forms = [form for form in ("A", "B", "C") if all(bank.form(form) for _, bank in banks.values())]
    here = frozenset(row["form"] for row in taken if row["programme"] == programme)
    form = form_for(arrival, forms, [row["form"] for row in taken], here)
    versions = {topic: version for topic, (version, _) in banks.items()}
    printed = stamp(writing.at) if paper else ""
    writing.db.conn.execute(
        "insert into quizzes_attempts (id, person, programme, moment, form, versions, at, paper)"
        " values (:id, :person, :programme, :moment, :form, :versions, :at, :paper)",
        {
            "id": new_id, "person": person.id, "programme": programme, "moment": moment, "form": form,
            "versions": json.dumps(versions), "at": stamp(writing.at), "paper": printed,
        },
    )  # fmt: skip
    keep_used(writing.db, versions)
    writing.tell(QuizStarted(programme, moment, form, paper), person=person.id, unit=person.unit, subject=new_id)
    return Attempt(new_id, person.id, programme, moment, form, versions, False, (), printed)


def _arrival(writing: Writing, programme: str, moment: str) -> int:
    """The number, from 0, of whoever begins a test now."""
    sql = (
        "insert into quizzes_arrivals (programme, moment, n) values (:programme, :moment, 1)"
        " on conflict (programme, moment) do update set n = n + 1 returning n"
    )
    return int(value(writing.db, sql, {"programme": programme, "moment": moment})) - 1


def answer(writing: Writing, attempt_id: str, item: str, given: Answer) -> bool:
    """Append a step. Returns False when the attempt is finished or on paper, and nothing was kept."""
    row = one(writing.db, "select finished, paper from quizzes_attempts where id = :id", {"id": attempt_id})
    if row is None or row["finished"] or row["paper"]:
        return False
    keep_step(writing, attempt_id, item, given)
    return True


def keep_step(writing: Writing, attempt_id: str, item: str, given: Answer) -> None:
    """Append a step to an attempt."""
    n = int(
        value(writing.db, "select coalesce(max(n), 0) + 1 from quizzes_steps where attempt = :id", {"id": attempt_id})
    )
    writing.db.conn.execute(
        "insert into quizzes_steps (attempt, n, item, answer, at) values (:id, :n, :item, :answer, :at)",
        {
            "id": attempt_id,
            "n": n,
            "item": item,
            "answer": json.dumps(list(given), separators=(",", ":")),
            "at": stamp(writing.at),
        },
    )


def finish(writing: Writing, person: Person, programme: str, moment: str, banks: Mapping[str, Quiz]) -> bool:
    """Score and close an attempt on the screen, once. Returns whether this was the time."""
    begun = attempt(writing.db, person.id, programme, moment)
    if begun is None or begun.finished or begun.paper:
        return False
    close(writing, begun, person.unit, banks)
    return True


def close(writing: Writing, begun: Attempt, unit: str, banks: Mapping[str, Quiz], sat: str = "") -> None:
    """Score an attempt by its steps and tell that it is finished. `sat`: the day, of one that was on paper."""
    result = score(banks, begun.form, begun.answers)
    writing.db.conn.execute(
        "update quizzes_attempts set finished = :at, sat = :sat where id = :id",
        {"at": stamp(writing.at), "sat": sat, "id": begun.id},
    )
    writing.tell(
        QuizFinished(
            programme=begun.programme, moment=begun.moment, form=begun.form, versions=dict(begun.versions),
            results={name: str(mark) for name, mark in result.results.items()},
            topics={topic: str(share) for topic, share in result.topics.items()},
            score=str(result.score), steps=digest([step.words for step in begun.steps]),
            paper=bool(begun.paper), sat=sat,
        ),
        person=begun.person, unit=unit, subject=begun.id,
    )  # fmt: skip


def finished_by(db: Database, programme: str, moment: str) -> frozenset[str]:
    """The ids of all who have handed in a programme's pre-test or post-test."""
    sql = "select person from quizzes_attempts where programme = :programme and moment = :moment and finished != ''"
    return frozenset(row[0] for row in db.conn.execute(sql, {"programme": programme, "moment": moment}))


def used(db: Database, topic: str, version: str) -> bool:
    """Whether any attempt was ever made with a version of a bank."""
    sql = "select 1 from quizzes_used where topic = :topic and version = :version"
    return bool(value(db, sql, {"topic": topic, "version": version}))


def health(db: Database) -> Mapping[str, int]:
    """How many attempts were begun, how many of them are finished, and how many are out on paper."""
    begun, finished = db.conn.execute("select count(*), count(nullif(finished, '')) from quizzes_attempts").fetchone()
    waiting = value(db, "select count(*) from quizzes_attempts where paper <> '' and finished = ''")
    return {"attempts": begun, "finished": finished, "on_paper": waiting}


def export(db: Database, person: str) -> Mapping[str, Any]:
    """A person's own data in this room: their attempts, what was typed in for them, and what they typed in."""
    found = rows(db, "select * from quizzes_attempts where person = :p order by at", {"p": person})
    entered = "select n, at, sat, answers from quizzes_entries where attempt = :id order by n"  # not by whom
    return {
        "attempts": [
            {
                **row,
                "steps": [step.words for step in as_attempt(db, row).steps],
                "entries": rows(db, entered, {"id": row["id"]}),
            }
            for row in found
        ],
        "typed_in": rows(db, "select attempt, n, at from quizzes_entries where typist = :p order by at", {"p": person}),
    }


def erase(writing: Writing, person: str) -> None:
    """A person's answers go; the score by topic stays in the record, without a name."""
    writing.db.conn.execute("delete from quizzes_attempts where person = :p", {"p": person})
