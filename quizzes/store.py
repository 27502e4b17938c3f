"""Attempts and their steps, kept. Whoever was told "saved" finds the answer here."""

import json
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from core.audit import Finding
from core.db import Database, Migrations, Row, one, rows, value
from core.directory import Person
from core.facts import QuizFinished, QuizStarted
from core.record import Fact, Writing, digest, of_kind, stamp
from quizzes.attempt import Attempt, Moment, Result, Taken, form_for, score
from quizzes.item import Answer
from quizzes.quiz import Quiz

migrations = Migrations("quizzes")


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


def _attempt(db: Database, row: Row) -> Attempt:
    found = rows(db, "select n, item, answer, at from quizzes_steps where attempt = :id order by n", {"id": row["id"]})
    return Attempt(
        id=row["id"], person=row["person"], programme=row["programme"], moment=row["moment"], form=row["form"],
        versions=json.loads(row["versions"]), finished=bool(row["finished"]),
        steps=tuple(Taken(r["n"], r["item"], tuple(json.loads(r["answer"])), r["at"]) for r in found),
    )  # fmt: skip


def attempt(db: Database, person: str, programme: str, moment: str) -> Attempt | None:
    """A person's attempt at a programme's pre-test or post-test; None before it began."""
    row = one(
        db,
        "select * from quizzes_attempts where person = :person and programme = :programme and moment = :moment",
        {"person": person, "programme": programme, "moment": moment},
    )
    return _attempt(db, row) if row else None


def begin(
    writing: Writing, new_id: str, person: Person, programme: str, moment: Moment, banks: Mapping[str, tuple[str, Quiz]]
) -> Attempt:
    """Give a person their form, or the attempt that they have begun already. `banks`: topic → (version, quiz)."""
    begun = attempt(writing.db, person.id, programme, moment)
    if begun:
        return begun
    sql = "select count(*) from quizzes_attempts where programme = :programme and moment = :moment"
    arrival = int(value(writing.db, sql, {"programme": programme, "moment": moment}))
    taken = rows(
        writing.db, "select programme, form from quizzes_attempts where person = :p order by at", {"p": person.id}
    )
    forms = [form for form in ("A", "B", "C") if all(bank.form(form) for _, bank in banks.values())]
    here = frozenset(row["form"] for row in taken if row["programme"] == programme)
    form = form_for(arrival, forms, [row["form"] for row in taken], here)
    versions = {topic: version for topic, (version, _) in banks.items()}
    writing.db.conn.execute(
        "insert into quizzes_attempts (id, person, programme, moment, form, versions, at)"
        " values (:id, :person, :programme, :moment, :form, :versions, :at)",
        {
            "id": new_id, "person": person.id, "programme": programme, "moment": moment, "form": form,
            "versions": json.dumps(versions), "at": stamp(writing.at),
        },
    )  # fmt: skip
    writing.tell(QuizStarted(programme, moment, form), person=person.id, unit=person.unit, subject=new_id)
    return Attempt(new_id, person.id, programme, moment, form, versions, False, ())


def answer(writing: Writing, attempt_id: str, item: str, given: Answer) -> bool:
    """Append a step. Returns False when the attempt is finished, and nothing was kept."""
    if value(writing.db, "select finished from quizzes_attempts where id = :id", {"id": attempt_id}) != "":
        return False
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
    return True


def finish(writing: Writing, person: Person, programme: str, moment: str, banks: Mapping[str, Quiz]) -> bool:
    """Score and close an attempt, once. Returns whether this was the time."""
    begun = attempt(writing.db, person.id, programme, moment)
    if begun is None or begun.finished:
        return False
    result = score(banks, begun.form, begun.answers)
    writing.db.conn.execute(
        "update quizzes_attempts set finished = :at where id = :id", {"at": stamp(writing.at), "id": begun.id}
    )
    writing.tell(
        QuizFinished(
            programme=programme, moment=moment, form=begun.form, versions=dict(begun.versions),
            results={name: str(mark) for name, mark in result.results.items()},
            topics={topic: str(share) for topic, share in result.topics.items()},
            score=str(result.score), steps=digest([step.words for step in begun.steps]),
        ),
        person=person.id, unit=person.unit, subject=begun.id,
    )  # fmt: skip
    return True


def used(db: Database, topic: str, version: str) -> bool:
    """Whether any attempt was made with a version of a bank."""
    sql = "select 1 from quizzes_attempts where versions like :said limit 1"
    return bool(value(db, sql, {"said": f'%"{topic}": "{version}"%'}))


def health(db: Database) -> Mapping[str, int]:
    """How many attempts were begun, and how many of them are finished."""
    begun, finished = db.conn.execute("select count(*), count(nullif(finished, '')) from quizzes_attempts").fetchone()
    return {"attempts": begun, "finished": finished}


def export(db: Database, person: str) -> Mapping[str, Any]:
    """A person's own data in this room."""
    found = rows(db, "select * from quizzes_attempts where person = :p order by at", {"p": person})
    return {"attempts": [{**row, "steps": [step.words for step in _attempt(db, row).steps]} for row in found]}


def erase(writing: Writing, person: str) -> None:
    """A person's answers go; the score by topic stays in the record, without a name."""
    writing.db.conn.execute("delete from quizzes_attempts where person = :p", {"p": person})


Banks = Callable[[Database, Mapping[str, str]], Mapping[str, Quiz]]


def audit(db: Database, banks: Banks) -> Iterator[Finding]:
    """Whether each attempt began and ended as told, its steps are those that were scored, and its score theirs."""
    erased = {fact.person for fact in of_kind(db, "PersonErased")}
    begun = {fact.subject: fact for fact in of_kind(db, "QuizStarted")}
    done = {fact.subject: fact for fact in of_kind(db, "QuizFinished")}
    kept = {row["id"]: row for row in rows(db, "select * from quizzes_attempts")}
    for name, fact in {**begun, **done}.items():
        if name not in kept and fact.person not in erased:
            yield Finding(f"attempt {name}", "its row is gone, and no fact says that it was erased")
    for name, row in kept.items():
        end = done.get(name)
        wrong = _mistimed(row, begun.get(name), end)
        if end and not wrong:
            wrong = _wrong(_attempt(db, row), end, banks(db, end.body["versions"]))
        if wrong:
            yield Finding(f"attempt {name}", wrong)


def _mistimed(row: Row, begun: Fact | None, done: Fact | None) -> str | None:
    if begun is None:
        return "the row has no fact that says it was begun"
    said = (begun.person, *(begun.body[name] for name in ("programme", "moment", "form")), stamp(begun.at))
    if said != (row["person"], row["programme"], row["moment"], row["form"], row["at"]):
        return "its row is not what the record says of its beginning"
    if row["finished"] and done is None:
        return "the row says finished, the record does not"
    if done and row["finished"] != stamp(done.at):
        return "its row is not what the record says of its end"
    return None


def _wrong(kept: Attempt, fact: Fact, banks: Mapping[str, Quiz]) -> str | None:
    said = (kept.person, kept.programme, kept.moment, kept.form, dict(kept.versions), kept.finished)
    if said != (fact.person, *(fact.body[name] for name in ("programme", "moment", "form", "versions")), True):
        return "its row is not what the record says"
    if digest([step.words for step in kept.steps]) != fact.body["steps"]:
        return "its steps are not those that were scored"
    result: Result = score(banks, kept.form, kept.answers)
    if {name: Fraction(mark) for name, mark in fact.body["results"].items()} != dict(result.results):
        return "its marks are not those of its steps"
    return None
