"""Who has begun which programme, and their score afterwards: a follower's table, for the record is asked too slowly."""

from collections.abc import Mapping
from fractions import Fraction

from core.db import Database, rows, value
from core.follow import Follower
from core.record import Fact, Writing
from programmes.store import ways

TABLES = ("programmes_walked", "programmes_places", "programmes_ways")
DONE = frozenset({"QuizStarted", "QuizFinished", "LessonFinished", "PledgeSigned"})


def follower() -> Follower:
    """This room's follower."""
    return Follower("programmes", DONE | ways.KINDS, TABLES, _take)


def _take(writing: Writing, fact: Fact) -> None:
    if fact.kind in ways.KINDS:
        ways.take(writing.db, fact)
        return
    after = fact.kind == "QuizFinished" and fact.body["moment"] == "post"
    # A test that is printed binds the programme, for somebody holds it; that they have done anything it does not say.
    printed = fact.kind == "QuizStarted" and bool(fact.body.get("paper"))
    writing.db.conn.execute(
        "insert into programmes_walked (programme, person, score, printed)"
        " values (:programme, :person, :score, :printed) on conflict (programme, person) do update set"
        " score = case when programmes_walked.score = '' then excluded.score else programmes_walked.score end,"
        " printed = min(programmes_walked.printed, excluded.printed)",
        {
            "programme": fact.body["programme"],
            "person": fact.person,
            "score": str(fact.body["score"]) if after else "",
            "printed": int(printed),
        },
    )


def begun(db: Database, programme: str) -> bool:
    """Whether anybody has done anything in a programme, or holds a printed test of it."""
    return bool(value(db, "select 1 from programmes_walked where programme = :slug limit 1", {"slug": programme}))


def begun_by(db: Database, programme: str, *, printed: bool = False) -> frozenset[str]:
    """The ids of all who have done anything in a programme; with `printed` also of those who hold a printed test."""
    sql = "select person from programmes_walked where programme = :slug and printed <= :printed"
    return frozenset(row[0] for row in db.conn.execute(sql, {"slug": programme, "printed": int(printed)}))


def scores(db: Database, programme: str) -> Mapping[str, Fraction]:
    """The post-test's score (0 to 1) of everybody who handed it in, by person."""
    sql = "select person, score from programmes_walked where programme = :slug and score != ''"
    return {person: Fraction(score) for person, score in db.conn.execute(sql, {"slug": programme})}


def walked(db: Database, person: str) -> list[dict[str, str]]:
    """The programmes in which a person has begun, with the post-test's score ("" for none)."""
    sql = "select programme, score from programmes_walked where person = :p order by programme"
    return rows(db, sql, {"p": person})
