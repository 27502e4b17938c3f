"""What was read, kept: the open card, and every decision as it was taken first."""

from collections.abc import Iterator, Mapping
from typing import Any

from core.audit import Finding
from core.db import Database, Migrations, one, rows, value
from core.directory import Person
from core.facts import LessonFinished
from core.record import Writing, of_kind, stamp
from lessons.lesson import Reading

migrations = Migrations("lessons")


@migrations()
def m001_readings(db: Database) -> None:
    db.conn.execute(
        "create table lessons_readings (person text not null, programme text not null, lesson text not null,"
        " version text not null, card text not null, at text not null, finished text not null default '',"
        " primary key (person, programme, lesson))"
    )
    db.conn.execute(
        "create table lessons_choices (person text not null, programme text not null, lesson text not null,"
        " card text not null, option text not null, at text not null, primary key (person, programme, lesson, card))"
    )
    db.conn.execute(
        "create trigger lessons_choices_no_update before update on lessons_choices"
        " begin select raise(abort, 'lessons_choices is append-only'); end"
    )


def reading(db: Database, person: str, programme: str, lesson: str) -> tuple[str, Reading] | None:
    """The version that a person reads, and how far they are; None before the first card."""
    who = {"person": person, "programme": programme, "lesson": lesson}
    where = "where person = :person and programme = :programme and lesson = :lesson"
    row = one(db, f"select version, card, finished from lessons_readings {where}", who)
    if row is None:
        return None
    choices = {r["card"]: r["option"] for r in rows(db, f"select card, option from lessons_choices {where}", who)}
    return row["version"], Reading(row["card"], choices, bool(row["finished"]))


def turn(writing: Writing, person: str, programme: str, lesson: str, version: str, card: str) -> None:
    """Keep which card is open. The version is the one with which the reading began."""
    writing.db.conn.execute(
        "insert into lessons_readings (person, programme, lesson, version, card, at)"
        " values (:person, :programme, :lesson, :version, :card, :at)"
        " on conflict (person, programme, lesson) do update set card = excluded.card, at = excluded.at",
        {
            "person": person,
            "programme": programme,
            "lesson": lesson,
            "version": version,
            "card": card,
            "at": stamp(writing.at),
        },
    )


def choose(writing: Writing, person: str, programme: str, lesson: str, card: str, option: str) -> None:
    """Keep a decision; the first one stays, so that it is the person's own and not the one that they then read."""
    writing.db.conn.execute(
        "insert into lessons_choices (person, programme, lesson, card, option, at)"
        " values (:person, :programme, :lesson, :card, :option, :at) on conflict do nothing",
        {
            "person": person,
            "programme": programme,
            "lesson": lesson,
            "card": card,
            "option": option,
            "at": stamp(writing.at),
        },
    )


def finish(writing: Writing, person: Person, programme: str, lesson: str, version: str) -> bool:
    """The last card was read. Told once a programme; returns whether this was the time.

    What somebody reads of their own free will (`programme` is "") is theirs alone, and no fact.
    """
    done = writing.db.conn.execute(
        "update lessons_readings set finished = :at where person = :person and programme = :programme"
        " and lesson = :lesson and finished = ''",
        {"at": stamp(writing.at), "person": person.id, "programme": programme, "lesson": lesson},
    )
    if done.rowcount == 0 or not programme:
        return done.rowcount > 0
    writing.tell(
        LessonFinished(programme, lesson, version), person=person.id, unit=person.unit, subject=f"{programme}/{lesson}"
    )
    return True


def elective(db: Database, person: str) -> Mapping[str, Reading]:
    """What a person has begun to read outside of any programme, by lesson; without their decisions."""
    sql = "select lesson, card, finished from lessons_readings where person = :person and programme = ''"
    found = rows(db, sql, {"person": person})
    return {row["lesson"]: Reading(row["card"], {}, bool(row["finished"])) for row in found}


def finished_by(db: Database, programme: str, lesson: str) -> frozenset[str]:
    """The ids of all who have read a lesson to its end in a programme."""
    sql = "select person from lessons_readings where programme = :programme and lesson = :lesson and finished != ''"
    return frozenset(row[0] for row in db.conn.execute(sql, {"programme": programme, "lesson": lesson}))


def used(db: Database, lesson: str, version: str) -> bool:
    """Whether anybody has begun to read a version."""
    sql = "select 1 from lessons_readings where lesson = :lesson and version = :version limit 1"
    return bool(value(db, sql, {"lesson": lesson, "version": version}))


def health(db: Database) -> Mapping[str, int]:
    """How many readings were begun."""
    return {"readings": value(db, "select count(*) from lessons_readings")}


def export(db: Database, person: str) -> Mapping[str, Any]:
    """A person's own data in this room."""
    return {
        "readings": rows(
            db, "select programme, lesson, card, finished from lessons_readings where person = :p", {"p": person}
        ),
        "choices": rows(
            db, "select programme, lesson, card, option, at from lessons_choices where person = :p", {"p": person}
        ),
    }


def erase(writing: Writing, person: str) -> None:
    """A person's decisions and places go; that they finished stays in the record, without a name."""
    for table in ("lessons_readings", "lessons_choices"):
        writing.db.conn.execute(f"delete from {table} where person = :p", {"p": person})


def audit(db: Database) -> Iterator[Finding]:
    """Whether the record and the readings agree on who finished what, in which version, and when."""
    erased = {fact.person for fact in of_kind(db, "PersonErased")}
    told = {
        (fact.person, fact.body["programme"], fact.body["lesson"]): (fact.body["version"], stamp(fact.at))
        for fact in of_kind(db, "LessonFinished")
    }
    kept = {
        (r["person"], r["programme"], r["lesson"]): (r["version"], r["finished"])
        for r in rows(db, "select * from lessons_readings where finished != '' and programme != ''")
    }
    for person, programme, lesson in sorted(told.keys() - kept.keys()):
        if person not in erased:
            yield Finding(f"reading of {programme}/{lesson} by {person}", "the record says finished, the row does not")
    for person, programme, lesson in sorted(kept.keys() - told.keys()):
        yield Finding(f"reading of {programme}/{lesson} by {person}", "the row says finished, the record does not")
    for who in sorted(told.keys() & kept.keys()):
        if told[who] != kept[who]:
            person, programme, lesson = who
            yield Finding(f"reading of {programme}/{lesson} by {person}", "version or time is not what the record says")
