"""Who has begun which programme, and their score afterwards: a follower's table, for the record is asked too slowly."""

from collections.abc import Mapping
from fractions import Fraction

from core.db import Database, value
from core.follow import Follower
from core.record import Fact, Writing

KINDS = frozenset({"QuizStarted", "QuizFinished", "LessonFinished", "PledgeSigned"})


def follower() -> Follower:
    """This room's follower."""
    return Follower("programmes", KINDS, ("programmes_walked",), _take)


def _take(writing: Writing, fact: Fact) -> None:
    if fact.kind == "QuizStarted" and fact.body.get("paper"):
        return  # printed for somebody who has done nothing yet; what they do on it is told when it is typed in
    after = fact.kind == "QuizFinished" and fact.body["moment"] == "post"
    writing.db.conn.execute(
        "insert into programmes_walked (programme, person, score) values (:programme, :person, :score)"
        " on conflict (programme, person) do update set score = excluded.score"
        " where excluded.score != '' and programmes_walked.score = ''",
        {
            "programme": fact.body["programme"],
            "person": fact.person,
            "score": str(fact.body["score"]) if after else "",
        },
    )


def begun(db: Database, programme: str) -> bool:
    """Whether anybody has done anything in a programme."""
    return bool(value(db, "select 1 from programmes_walked where programme = :slug limit 1", {"slug": programme}))


def begun_by(db: Database, programme: str) -> frozenset[str]:
    """The ids of all who have done anything in a programme."""
    sql = "select person from programmes_walked where programme = :slug"
    return frozenset(row[0] for row in db.conn.execute(sql, {"slug": programme}))


def scores(db: Database, programme: str) -> Mapping[str, Fraction]:
    """The post-test's score (0 to 1) of everybody who handed it in, by person."""
    sql = "select person, score from programmes_walked where programme = :slug and score != ''"
    return {person: Fraction(score) for person, score in db.conn.execute(sql, {"slug": programme})}
