"""What each fact means for the figures."""

from collections.abc import Sequence
from typing import Any

from core.calendar import local_day
from core.db import Database, value
from core.follow import Follower
from core.record import Fact, Writing, canonical, stamp
from outcomes.moment import holds
from outcomes.store import named
from outcomes.store.book import Book
from outcomes.store.rules import rules
from outcomes.store.tables import FOLLOWED

STAYS = {"PersonJoined", "PersonChanged", "PersonAlsoIn", "UnitChanged", "PersonLeft", "PersonErased"}
_WORDS = {
    "QuizStarted": ("begun", "moment"), "QuizFinished": ("test", "moment"),
    "LessonFinished": ("lesson", "lesson"), "PledgeSigned": ("pledge", "pledge"),
}  # fmt: skip
PERSONAL = frozenset(STAYS | _WORDS.keys() | {"CredentialIssued", "CredentialRevoked"})  # what one person did or is
KINDS = PERSONAL | {"ProgrammePublished", "ProgrammeWithdrawn", "UnitPlaced", "UnitRemoved", "TopicPublished"}


def follower() -> Follower:
    """This room's follower."""
    return Follower("outcomes", KINDS, FOLLOWED, take_all=take_all)


def take_all(writing: Writing, facts: Sequence[Fact]) -> None:
    """Count what some facts say."""
    book = Book(writing.db)
    book.expect(facts)
    for fact in facts:
        book.reach(fact)
        if fact.kind in STAYS:
            _stays(book, fact)
        elif fact.kind in _WORDS:
            _steps(book, fact)
        else:
            _OTHERS[fact.kind](book, fact)
    book.write()


def _stays(book: Book, fact: Fact) -> None:
    """Somebody comes, goes, moves or becomes something else: out of all counts, and in again as they are then."""
    since = holds(fact)
    book.moves(fact.person, since, lambda: _set_stay(book.db, fact, since))


def _set_stay(db: Database, fact: Fact, since: str) -> None:
    """What the record says of somebody from a moment on: what is entered later reaches into the stays after it."""
    given = {"person": fact.person, "since": since, "seq": fact.seq, "unit": fact.unit}
    ends = "update outcomes_stays set till = :since where person = :person and since <= :since and (till = '' or till > :since)"
    match fact.kind:
        case "PersonLeft" | "PersonErased":
            db.conn.execute("delete from outcomes_stays where person = :person and since > :since", given)
            db.conn.execute(ends, given)
        case "UnitChanged":
            db.conn.execute(
                "insert into outcomes_stays (person, seq, since, till, unit, standing, post, also, came)"
                " select person, :seq, :since, till, :unit, standing, post, also, came from outcomes_stays"
                " where person = :person and since <= :since and (till = '' or till > :since)",
                given,
            )
            db.conn.execute(f"{ends} and seq <> :seq", given)
            db.conn.execute("update outcomes_stays set unit = :unit where person = :person and since > :since", given)
        case _:
            sql = "select standing, post, also, unit, came from outcomes_stays where person = :person and till = ''"
            found = db.conn.execute(sql, given).fetchone()
            if found or fact.kind == "PersonJoined":
                db.conn.execute(ends, given)
                db.conn.execute("delete from outcomes_stays where person = :person and since > :since", given)
                db.conn.execute(
                    "insert into outcomes_stays (person, seq, since, till, unit, standing, post, also, came)"
                    " values (:person, :seq, :since, '', :unit, :standing, :post, :also, :came)",
                    {**given, **_become(fact, found)},
                )


def _become(fact: Fact, before: tuple[str, str, str, str, str] | None) -> dict[str, str]:
    """Standing, position's mark, other units, home unit and first day, as a fact of somebody's own data leaves them."""
    standing, post, also, unit, came = before or ("member", "", "[]", fact.unit, "")
    if fact.kind == "PersonAlsoIn":
        return {
            "standing": standing,
            "post": post,
            "also": canonical(fact.body["units"]).decode(),
            "unit": unit,
            "came": came,
        }
    home = unit
    if fact.kind == "PersonJoined":
        home = fact.unit
        came = fact.body.get("came") or fact.body.get("on") or local_day(fact.at).isoformat()
    return {
        "standing": fact.body["standing"],
        "post": fact.body.get("post", ""),
        "also": also,
        "unit": home,
        "came": came,
    }


def _steps(book: Book, fact: Fact) -> None:
    body = fact.body
    if fact.kind == "QuizStarted" and body.get("paper"):
        return  # printed for somebody who has done nothing yet; what they do on it is told when it is typed in
    word, field = _WORDS[fact.kind]
    what, said = f"{word}:{body[field]}", _marks(body) if fact.kind == "QuizFinished" else ""
    book.does(fact, fact.person, body["programme"], what, said, holds(fact))


def _marks(body: dict[str, Any]) -> str:
    marks = {"score": body["score"], "topics": body["topics"], "paper": bool(body.get("paper"))}
    return canonical(marks).decode()


def _programme(book: Book, fact: Fact) -> None:
    named.publish(book.db, fact)
    if book.rules != {rule.slug: rule for rule in rules(book.db)}:
        book.refold()


def _place(book: Book, fact: Fact) -> None:
    known = value(book.db, "select 1 from outcomes_places where unit = :unit limit 1", {"unit": fact.subject})
    book.db.conn.execute(
        "insert into outcomes_places (unit, since, seq, above, name) values (?, ?, ?, ?, ?)",
        (fact.subject, stamp(fact.at), fact.seq, fact.body["above"], canonical(fact.body["name"]).decode()),
    )
    if named.bind(book.db, fact.body["name"]["th"]) or known:
        book.refold()


def _removed(book: Book, fact: Fact) -> None:
    """A unit without anybody is shown no more. Its way up stays, for what may still be said of an earlier day."""
    book.db.conn.execute(
        "insert into outcomes_places (unit, since, seq, above, name) select unit, :since, :seq, above, ''"
        " from outcomes_places where unit = :unit order by since desc, seq desc limit 1",
        {"unit": fact.subject, "since": stamp(fact.at), "seq": fact.seq},
    )


def _withdrawn(book: Book, fact: Fact) -> None:
    named.withdraw(book.db, fact.subject)
    book.refold()


def _topic(book: Book, fact: Fact) -> None:
    book.db.conn.execute(
        "insert into outcomes_topics (slug, title, at) values (?, ?, ?)"
        " on conflict (slug) do update set title = excluded.title",
        (fact.subject, canonical(fact.body["title"]).decode(), stamp(fact.at)),
    )


def _issued(book: Book, fact: Fact) -> None:
    """A certificate: its day is that of the last step, however late the fact is told."""
    body, rule = fact.body, book.rule(fact.body["programme"])
    if rule is None or rule.certificate != body["credential"]:
        return
    at, said = holds(fact), "passed" if body["passed"] else "attended"
    book.db.conn.execute(
        "insert into outcomes_issued (id, person, programme) values (?, ?, ?) on conflict (id) do nothing",
        (fact.subject, fact.person, rule.slug),
    )
    book.does(fact, fact.person, rule.slug, "finished", said, at)
    book.does(fact, fact.person, rule.slug, f"certificate:{fact.subject}", said, at)


def _revoked(book: Book, fact: Fact) -> None:
    found = book.db.conn.execute(
        "select person, programme from outcomes_issued where id = ?", (fact.subject,)
    ).fetchone()
    if found:
        person, programme = found
        book.does(fact, person, programme, f"revoked:{fact.subject}", "", stamp(fact.at))


_OTHERS = {
    "ProgrammePublished": _programme,
    "ProgrammeWithdrawn": _withdrawn,
    "UnitPlaced": _place,
    "UnitRemoved": _removed,
    "TopicPublished": _topic,
    "CredentialIssued": _issued,
    "CredentialRevoked": _revoked,
}
