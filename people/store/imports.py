"""Imports and what stood before them, kept for thirty days, so that a whole sheet can be undone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.calendar import local_day
from core.db import Database, Row, one, rows
from core.directory import Person
from core.facts import SheetImported, SheetUndone
from core.record import Writing
from people.image import Image, image, read
from people.store import roster, units
from people.store.directory import chunks, persons

KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Import:
    """A sheet that was brought in: by whom ("" for the command), when, and what it did."""

    id: str
    at: datetime
    who: str
    came: int
    changed: int
    gone: int
    file: str = ""  # its name, as it was brought


@dataclass(frozen=True, slots=True)
class Touched:
    """One person whom an import touched: as they stand now, as they stood before (None: it made them).

    `same`: they still stand as the import left them. `since`: the day from which it counts, ISO.
    """

    now: Person
    before: Image | None
    same: bool
    since: str


def keep(
    writing: Writing, done: Import, unit: str, touched: Iterable[tuple[str, Image | None, str]], made: Iterable[str]
) -> None:
    """Keep an import that was just written: who was touched, how they stood, from which day it counts, the units made.

    What is older than thirty days goes, for it can no longer be undone.
    """
    _forget(writing.db, writing.at - KEPT)
    writing.db.conn.execute(
        "insert into people_imports (id, at, who, came, changed, gone, file)"
        " values (:id, :at, :who, :came, :changed, :gone, :file)",
        {
            "id": done.id, "at": done.at.isoformat(), "who": done.who, "came": done.came, "changed": done.changed,
            "gone": done.gone, "file": done.file,
        },
    )  # fmt: skip
    writing.db.conn.executemany(
        "insert into people_import_units (import, place, unit) values (:import, :place, :unit)",
        [{"import": done.id, "place": place, "unit": each} for place, each in enumerate(made)],
    )
    listed = list(touched)
    now = people(writing.db, [person for person, _, _ in listed])
    for person, before, since in listed:
        writing.db.conn.execute(
            "insert into people_images (import, person, before, after, since)"
            " values (:import, :person, :before, :after, :since)",
            {
                "import": done.id, "person": person, "before": before.kept if before else "",
                "after": image(now[person]).mark, "since": since,
            },
        )  # fmt: skip
    writing.tell(SheetImported(done.came, done.changed, done.gone), person=done.who, unit=unit, subject=done.id)


def _forget(db: Database, before: datetime) -> None:
    old = "select id from people_imports where at < :at"
    for table in ("people_images", "people_import_units"):
        db.conn.execute(f"delete from {table} where import in ({old})", {"at": before.isoformat()})


def people(db: Database, ids: Iterable[str]) -> Mapping[str, Person]:
    """People by id, also those who left."""
    found = [
        row
        for part, named in chunks(ids)
        for row in rows(db, f"select * from people_persons where id in {part}", named)
    ]
    return {person.id: person for person in persons(db, found)}


def undoable(db: Database, at: datetime) -> list[Import]:
    """The imports that can be undone, newest first."""
    sql = "select * from people_imports where undone = '' and at >= :at order by at desc, id"
    return [_import(row) for row in rows(db, sql, {"at": (at - KEPT).isoformat()})]


def undoable_one(db: Database, id: str, at: datetime) -> Import | None:
    """One import; None when there is none, it was undone, or it is too old for that."""
    sql = "select * from people_imports where id = :id and undone = '' and at >= :at"
    row = one(db, sql, {"id": id, "at": (at - KEPT).isoformat()})
    return _import(row) if row else None


def _import(row: Row) -> Import:
    at = datetime.fromisoformat(row["at"])
    return Import(row["id"], at, row["who"], row["came"], row["changed"], row["gone"], row["file"])


def touched(db: Database, id: str) -> list[Touched]:
    """Everybody whom an import touched and who was not erased since."""
    found = rows(db, "select * from people_images where import = :id", {"id": id})
    now = people(db, [row["person"] for row in found])
    return [
        Touched(
            now[row["person"]],
            read(row["before"]) if row["before"] else None,
            image(now[row["person"]]).mark == row["after"],
            row["since"],
        )
        for row in found
    ]


def units_made(db: Database, id: str) -> list[str]:
    """The units that an import made, from the top down."""
    sql = "select unit from people_import_units where import = :id order by place"
    return [row["unit"] for row in rows(db, sql, {"id": id})]


def undo(writing: Writing, id: str, who: str, unit: str, back: Iterable[Touched], made: Sequence[str]) -> None:
    """Set people back as they stood before an import; units that it made go where nothing holds them any more.

    Its images go too: there is nothing more to undo.
    """
    today = local_day(writing.at).isoformat()
    for person in back:
        _set_back(writing, person, person.since if person.since < today else "")
    writing.db.conn.execute(
        "update people_imports set undone = :at where id = :id", {"at": writing.at.isoformat(), "id": id}
    )
    for each in reversed(made):
        units.remove(writing, each)
    for table in ("people_images", "people_import_units"):
        writing.db.conn.execute(f"delete from {table} where import = :id", {"id": id})
    writing.tell(SheetUndone(), person=who, unit=unit, subject=id)


def _set_back(writing: Writing, each: Touched, on: str) -> None:
    now, before = each.now, each.before
    if before is None:
        roster.leave(writing, now, on)
        return
    if before.active and not now.active:
        roster.come_back(writing, now, before.draft, before.unit, on, stayed=True)
    else:
        roster.renew(writing, now, before.draft)
        if now.unit != before.unit:
            roster.move(writing, now, before.unit, on)
    for role, unit in sorted(set(now.grants) - set(before.grants)):
        roster.withdraw(writing, now.id, role, unit)
    for role, unit in before.grants:
        roster.grant(writing, now.id, role, unit)
    here = set(now.also) - ({before.unit} if now.unit != before.unit else set())  # as the move left it
    if here != set(before.also):
        roster.put_also(writing, now.id, before.unit, before.also)
    if now.active and not before.active:
        roster.leave(writing, people(writing.db, [now.id])[now.id], on)
