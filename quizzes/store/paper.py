"""Tests on paper: printed, typed in by two entries, and scored when both agree."""

import json
from collections.abc import Mapping

from core.db import Database, Row, rows, value
from core.directory import Person
from core.record import Writing, stamp
from quizzes.attempt import Attempt, Moment, items
from quizzes.entry import SAT, Entry, Standing, standing
from quizzes.item import Answer
from quizzes.quiz import Quiz
from quizzes.store.attempts import attempt_of, begin, close, keep_step


def print_out(
    writing: Writing, new_id: str, person: Person, programme: str, moment: Moment, banks: Mapping[str, tuple[str, Quiz]]
) -> Attempt | None:
    """The attempt whose form is to be printed for a person: the same one however often it is asked for.

    None when the test was handed in, or has answers that were saved on the screen.
    """
    begun = begin(writing, new_id, person, programme, moment, banks, paper=True)
    if begun.paper and not begun.finished:
        return begun
    if begun.finished or begun.steps:
        return None
    at = {"at": stamp(writing.at), "id": begun.id}
    writing.db.conn.execute("update quizzes_attempts set paper = :at where id = :id", at)
    return attempt_of(writing.db, begun.id)


def to_screen(writing: Writing, attempt_id: str) -> bool:
    """End a paper test so that its person goes on on the screen. False when it has been typed in, once or twice."""
    done = writing.db.conn.execute(
        "update quizzes_attempts set paper = '' where id = :id and paper <> '' and finished = ''"
        " and not exists (select 1 from quizzes_entries where attempt = :id)",
        {"id": attempt_id},
    )
    return bool(done.rowcount)


def out(db: Database) -> list[Row]:
    """What was printed and is not finished, the longest out first: id, person, programme, moment, paper, entries."""
    return rows(
        db,
        "select id, person, programme, moment, paper,"
        " (select count(*) from quizzes_entries e where e.attempt = a.id) as entries"
        " from quizzes_attempts a where paper <> '' and finished = '' order by paper, id",
    )


def out_by(db: Database, programme: str, moment: str) -> frozenset[str]:
    """The ids of all whose test is printed and not typed in yet."""
    sql = (
        "select person from quizzes_attempts"
        " where programme = :programme and moment = :moment and paper <> '' and finished = ''"
    )
    return frozenset(row[0] for row in db.conn.execute(sql, {"programme": programme, "moment": moment}))


def numbered(db: Database, number: str) -> list[str]:
    """The ids of attempts that begin with these digits, two at most: more than one cannot be told apart."""
    sql = "select id from quizzes_attempts where id >= :begin and id < :end order by id limit 2"
    return [row["id"] for row in rows(db, sql, {"begin": number, "end": number + "g"})]  # g follows the digits 0 to f


def entries(db: Database, attempt_id: str) -> list[Entry]:
    """What was typed in for an attempt, in order."""
    sql = "select n, typist, at, sat, answers from quizzes_entries where attempt = :id order by n"
    return [
        Entry(**{**row, "answers": {name: tuple(given) for name, given in json.loads(row["answers"]).items()}})
        for row in rows(db, sql, {"id": attempt_id})
    ]


def typed_in(db: Database, attempt_id: str) -> int:
    """How many entries an attempt has."""
    return int(value(db, "select count(*) from quizzes_entries where attempt = :id", {"id": attempt_id}))


def enter(
    writing: Writing, attempt_id: str, unit: str, typist: str, n: int, sat: str, answers: Mapping[str, Answer],
    banks: Mapping[str, Quiz],
) -> Standing | None:  # fmt: skip
    """Keep entry number `n` of a printed attempt; when two agree in everything, score it and tell that it is finished.

    `sat` and `answers` are what the standing had left open. None, and nothing kept, when the attempt is no longer on
    paper, or somebody else has typed in meanwhile.
    """
    begun = attempt_of(writing.db, attempt_id)
    if begun is None or begun.finished or not begun.paper:
        return None
    names = [item.id for _, item in items(banks, begun.form)]
    kept = entries(writing.db, attempt_id)
    asked = standing(names, kept).open
    if n != len(kept) + 1 or set(answers) != set(asked) - {SAT} or bool(sat) != (SAT in asked):
        return None
    writing.db.conn.execute(
        "insert into quizzes_entries (attempt, n, typist, at, sat, answers) values (:id, :n, :typist, :at, :sat, :answers)",
        {
            "id": attempt_id, "n": n, "typist": typist, "at": stamp(writing.at), "sat": sat,
            "answers": json.dumps(dict(answers), separators=(",", ":")),
        },
    )  # fmt: skip
    found = standing(names, entries(writing.db, attempt_id))
    if not found.open:
        for name in names:
            if given := found.agreed[name]:
                keep_step(writing, attempt_id, name, given)
        scored = attempt_of(writing.db, attempt_id)
        assert scored is not None
        close(writing, scored, unit, banks, found.sat)
    return found
