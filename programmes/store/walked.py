"""Who has begun which programme, and their score afterwards: a follower's table, for the record is asked too slowly."""

import json
from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction

from core.db import Database, one, rows, value
from core.follow import Follower
from core.record import Fact, Writing, canonical
from programmes.store import ways

TABLES = ("programmes_walked", "programmes_places", "programmes_ways")
MOMENTS = ("pre", "post")
_FIRST = "{0} = case when programmes_walked.{0} = '' then excluded.{0} else programmes_walked.{0} end"
DONE = frozenset({"QuizStarted", "QuizFinished", "LessonFinished", "PledgeSigned"})


def follower() -> Follower:
    """This room's follower."""
    return Follower("programmes", DONE | ways.KINDS, TABLES, _take)


def _take(writing: Writing, fact: Fact) -> None:
    if fact.kind in ways.KINDS:
        ways.take(writing.db, fact)
        return
    moment = fact.body["moment"] if fact.kind == "QuizFinished" else ""
    topics = {each: canonical(fact.body["topics"]).decode() if each == moment else "" for each in MOMENTS}
    # A test that is printed binds the programme, for somebody holds it; that they have done anything it does not say.
    printed = fact.kind == "QuizStarted" and bool(fact.body.get("paper"))
    writing.db.conn.execute(
        "insert into programmes_walked (programme, person, score, printed, pre, post)"
        " values (:programme, :person, :score, :printed, :pre, :post) on conflict (programme, person) do update set"
        f" {', '.join(_FIRST.format(each) for each in ('score', *MOMENTS))},"
        " printed = min(programmes_walked.printed, excluded.printed)",
        {
            "programme": fact.body["programme"],
            "person": fact.person,
            "score": str(fact.body["score"]) if moment == "post" else "",
            **topics,
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


def shares(db: Database, programme: str, person: str, moment: str) -> Mapping[str, Fraction]:
    """Share of full marks (0 to 1) by topic, of a person's pre or post test; none before it is handed in."""
    sql = "select pre, post from programmes_walked where programme = :programme and person = :person"
    row = one(db, sql, {"programme": programme, "person": person})
    return _shares(row[moment]) if row else {}


def knew(db: Database, programme: str, known_at: int) -> Mapping[str, frozenset[str]]:
    """By topic, the ids of all who had `known_at` per cent of its marks or more in the pre-test."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    sql = "select person, pre from programmes_walked where programme = :programme and pre != ''"
    for person, said in db.conn.execute(sql, {"programme": programme}):
        for topic, share in _shares(said).items():
            if share * 100 >= known_at:
                found[topic].add(person)
    return {topic: frozenset(people) for topic, people in found.items()}


def _shares(said: str) -> Mapping[str, Fraction]:
    return {topic: Fraction(share) for topic, share in json.loads(said or "{}").items()}
