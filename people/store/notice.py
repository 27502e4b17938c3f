"""Who has read which privacy notice, kept."""

from collections.abc import Callable, Iterator
from datetime import datetime

from core.audit import Finding
from core.db import Database, one, rows, value
from core.directory import Person
from core.facts import NoticeRead
from core.record import Writing, of_kind, stamp
from people.notice import SLUG, Notice


def read(writing: Writing, person: Person, version: str, notice: Notice) -> None:
    """A person has read a version; what is said of it is said once."""
    done = writing.db.conn.execute(
        "insert into people_notices (person, version, binding, at) values (:person, :version, :binding, :at)"
        " on conflict (person, version) do nothing",
        {"person": person.id, "version": version, "binding": notice.binding(), "at": stamp(writing.at)},
    )
    if done.rowcount:
        writing.tell(NoticeRead(version), person=person.id, unit=person.unit, subject=SLUG)


def has_read(db: Database, person: str, binding: str) -> bool:
    """Whether a person has read a notice that binds to the same."""
    sql = "select 1 from people_notices where person = :person and binding = :binding"
    return value(db, sql, {"person": person, "binding": binding}) is not None


def was_read(db: Database, version: str) -> bool:
    """Whether anybody has read a version."""
    return value(db, "select 1 from people_notices where version = :version limit 1", {"version": version}) is not None


def read_at(db: Database, person: str, binding: str) -> datetime | None:
    """When a person read what binds them."""
    sql = "select at from people_notices where person = :person and binding = :binding order by at desc"
    row = one(db, sql, {"person": person, "binding": binding})
    return datetime.fromisoformat(row["at"]) if row else None


def audit(db: Database, kept: Callable[[Database, str], Notice]) -> Iterator[Finding]:
    """Whether the rows are what the record says was read, by whom and when."""
    erased = {fact.person for fact in of_kind(db, "PersonErased")}
    told = {(fact.person, str(fact.body["version"])): stamp(fact.at) for fact in of_kind(db, "NoticeRead")}
    known = {(row["person"], row["version"]): row for row in rows(db, "select * from people_notices")}
    for person, version in sorted(told.keys() | known.keys()):
        place, row = f"notice read by {person}", known.get((person, version))
        if row is None:
            if person not in erased:
                yield Finding(place, "the row is gone, and no fact says that it was erased")
        elif told.get((person, version)) != row["at"]:
            yield Finding(place, "the record does not say that it was read then")
        elif row["binding"] != kept(db, version).binding():
            yield Finding(place, "the row is not of the words of its version")
