"""The figures' own tables, made from the record alone, and the questions asked of them."""

from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction

from core.calendar import Span
from core.db import Database, Migrations, Row, rows
from core.follow import Follower
from core.record import Fact, Writing, canonical, stamp

migrations = Migrations("outcomes")

TABLES = (
    "outcomes_programmes",
    "outcomes_roster",
    "outcomes_topics",
    "outcomes_tests",
    "outcomes_steps",
    "outcomes_finished",
)


@migrations()
def m001_summaries(db: Database) -> None:
    for table in (
        "outcomes_programmes (slug text primary key, fiscal_year integer not null, criterion integer not null,"
        " certificate text not null, plan text not null, title text not null, code text not null)",
        # One row a stay in a unit: from `since` until `till` ("" while it lasts).
        "outcomes_roster (person text not null, unit text not null, since text not null, till text not null,"
        " seq integer not null, primary key (person, seq))",
        "outcomes_topics (slug text primary key, title text not null, at text not null)",
        "outcomes_tests (person text not null, programme text not null, moment text not null, at text not null,"
        " score real not null, primary key (person, programme, moment))",
        "outcomes_steps (person text not null, programme text not null, at text not null, step text not null,"
        " primary key (person, programme, step))",
        "outcomes_finished (person text not null, programme text not null, at text not null, primary key (person, programme))",
    ):
        db.conn.execute(f"create table {table}")
    db.conn.execute("create index outcomes_roster_till on outcomes_roster (till, since)")
    db.conn.execute("create index outcomes_tests_programme on outcomes_tests (programme, moment, at)")


KINDS = frozenset(
    {
        "ProgrammePublished", "PersonJoined", "UnitChanged", "PersonLeft", "PersonErased", "TopicPublished",
        "QuizStarted", "QuizFinished", "LessonFinished", "PledgeSigned", "CredentialIssued",
    }
)  # fmt: skip


def follower() -> Follower:
    """This room's follower."""
    return Follower("outcomes", KINDS, TABLES, take)


def take(writing: Writing, fact: Fact) -> None:
    """Keep what a fact means for the figures."""
    db, at, body = writing.db, stamp(fact.at), fact.body
    match fact.kind:
        case "ProgrammePublished":
            _programme(db, fact)
        case "PersonJoined" | "UnitChanged":
            _stay_ends(db, fact.person, at)
            db.conn.execute(
                "insert into outcomes_roster (person, unit, since, till, seq) values (?, ?, ?, '', ?)",
                (fact.person, fact.unit, at, fact.seq),
            )
        case "PersonLeft" | "PersonErased":
            _stay_ends(db, fact.person, at)
        case "TopicPublished":
            db.conn.execute(
                "insert into outcomes_topics (slug, title, at) values (?, ?, ?)"
                " on conflict (slug) do update set title = excluded.title",
                (fact.subject, canonical(body["title"]).decode(), at),
            )
        case "QuizFinished":
            db.conn.execute(
                "insert into outcomes_tests (person, programme, moment, at, score) values (?, ?, ?, ?, ?)"
                " on conflict (person, programme, moment) do nothing",
                (fact.person, body["programme"], body["moment"], at, float(Fraction(body["score"]) * 100)),
            )
            _stepped(db, fact, f"test:{body['moment']}")
        case "QuizStarted":
            _stepped(db, fact, f"begun:{body['moment']}")
        case "LessonFinished":
            _stepped(db, fact, f"lesson:{body['lesson']}")
        case "PledgeSigned":
            _stepped(db, fact, f"pledge:{body['pledge']}")
        case "CredentialIssued":
            day = date.fromisoformat(body["issued"])  # that of the last step; the fact itself may be told later
            db.conn.execute(
                "insert into outcomes_finished (person, programme, at)"
                " select ?, slug, ? from outcomes_programmes where slug = ? and certificate = ?"
                " on conflict (person, programme) do nothing",
                (fact.person, stamp(Span(day, day).begins), body["programme"], body["credential"]),
            )


def _programme(db: Database, fact: Fact) -> None:
    db.conn.execute(
        "insert into outcomes_programmes (slug, fiscal_year, criterion, certificate, plan, title, code)"
        " values (:slug, :fiscal_year, :criterion, :certificate, :plan, :title, :code)"
        " on conflict (slug) do update set fiscal_year = excluded.fiscal_year, criterion = excluded.criterion,"
        " certificate = excluded.certificate, plan = excluded.plan, title = excluded.title, code = excluded.code",
        {
            "slug": fact.subject, "title": canonical(fact.body["title"]).decode(),
            **{name: fact.body[name] for name in ("fiscal_year", "criterion", "certificate", "plan", "code")},
        },
    )  # fmt: skip


def _stay_ends(db: Database, person: str, at: str) -> None:
    db.conn.execute("update outcomes_roster set till = ? where person = ? and till = ''", (at, person))


def _stepped(db: Database, fact: Fact, step: str) -> None:
    db.conn.execute(
        "insert into outcomes_steps (person, programme, at, step) values (?, ?, ?, ?)"
        " on conflict (person, programme, step) do nothing",
        (fact.person, fact.body["programme"], stamp(fact.at), step),
    )


def programmes(db: Database, fiscal_year: int) -> list[Row]:
    """The programmes of a fiscal year (B.E.)."""
    return rows(db, "select * from outcomes_programmes where fiscal_year = :year order by slug", {"year": fiscal_year})


def years(db: Database) -> list[int]:
    """The fiscal years that have a programme, the latest first."""
    return [row["y"] for row in rows(db, "select distinct fiscal_year y from outcomes_programmes order by y desc")]


def roster(db: Database, at: datetime) -> dict[str, str]:
    """Everybody on the roster at a moment (who joined before it and had not left), with their unit then."""
    sql = "select person, unit from outcomes_roster where since < :at and (till = '' or till >= :at)"
    return {row["person"]: row["unit"] for row in rows(db, sql, {"at": stamp(at)})}


def topics(db: Database, before: datetime) -> list[Row]:
    """The distinct topics published before a moment."""
    return rows(db, "select * from outcomes_topics where at < :at order by at, slug", {"at": stamp(before)})


def scores(
    db: Database, programmes: Iterable[str], moment: str, before: datetime, people: frozenset[str]
) -> dict[str, float]:
    """Each person's score (per cent) at a pre-test or post-test handed in before a moment; of `people` only."""
    found: dict[str, float] = {}
    for programme in programmes:
        sql = "select person, score from outcomes_tests where programme = :g and moment = :m and at < :at order by at, person"
        for row in rows(db, sql, {"g": programme, "m": moment, "at": stamp(before)}):
            if row["person"] in people:
                found.setdefault(row["person"], row["score"])
    return found


def begun(db: Database, programme: str, before: datetime) -> dict[str, str]:
    """Who has begun a programme before a moment, and the last thing that they had done by then."""
    sql = "select person, step from outcomes_steps where programme = :g and at < :at order by at"
    return {row["person"]: row["step"] for row in rows(db, sql, {"g": programme, "at": stamp(before)})}


def finished(db: Database, programme: str, before: datetime) -> frozenset[str]:
    """Who has finished a programme before a moment."""
    sql = "select person from outcomes_finished where programme = :g and at < :at"
    return frozenset(row["person"] for row in rows(db, sql, {"g": programme, "at": stamp(before)}))
