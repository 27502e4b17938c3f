"""The tree of units, kept: units are made, named, moved, and removed when they are empty."""

from dataclasses import dataclass
from datetime import datetime

from core.db import Database, Row, one, rows, value
from core.facts import UnitPlaced, UnitRemoved
from core.language import Text
from core.record import Writing

GONE = "~"  # begins what stands as `above` of a removed unit, so that its name is free for another one


@dataclass(frozen=True, slots=True)
class Use:
    """What holds a unit: how many are at home there, work there too, hold a role over it, stand below it, and wait."""

    home: int = 0
    also: int = 0
    roles: int = 0
    below: int = 0
    posters: int = 0
    asking: int = 0


def place_unit(writing: Writing, new_id: str, name: Text, above: str) -> str:
    """The unit of this Thai name below `above`; made when there is none. Returns its id."""
    found = named(writing.db, above, name.th)
    if found:
        return found
    stands(writing, above)
    place = int(value(writing.db, "select count(*) from people_units"))
    writing.db.conn.execute(
        "insert into people_units (id, name_th, name_en, above, place) values (:id, :th, :en, :above, :place)",
        {"id": new_id, "th": name.th, "en": name.en, "above": above, "place": place},
    )
    _tell(writing, new_id, name, above)
    return new_id


def name_top(writing: Writing, new_id: str, name: Text) -> str:
    """Name the organisation's own unit, the top of the tree; made when there is none. Returns its id."""
    top = value(writing.db, "select id from people_units where above = '' order by place limit 1")
    if top is None:
        return place_unit(writing, new_id, name, "")
    put(writing, str(top), name, "")
    return str(top)


def put(writing: Writing, unit: str, name: Text, above: str) -> bool:
    """Let a unit stand below another one, under this name. Returns whether that was different before.

    Whoever calls has looked that the name is free there, and that the tree stays one.
    """
    row = one(writing.db, "select name_th, name_en, above from people_units where id = :id", {"id": unit})
    if row is None or (row["name_th"], row["name_en"], row["above"]) == (name.th, name.en, above):
        return False
    writing.db.conn.execute(
        "update people_units set name_th = :th, name_en = :en, above = :above, stood = '' where id = :id",
        {"th": name.th, "en": name.en, "above": above, "id": unit},
    )
    _tell(writing, unit, name, above)
    return True


def _tell(writing: Writing, unit: str, name: Text, above: str) -> None:
    writing.tell(UnitPlaced(above, {"th": name.th, "en": name.en}), unit=unit, subject=unit)


def named(db: Database, above: str, name: str) -> str:
    """The id of the unit of a Thai name right below another one; "" when there is none."""
    sql = "select id from people_units where above = :above and name_th = :name"
    return str(value(db, sql, {"above": above, "name": name}) or "")


def use(db: Database, unit: str, at: datetime) -> Use:
    """What holds a unit at a moment. It can be removed when nothing does."""
    asked = (
        "select count(*) from people_persons where unit = :id and active = 1",
        "select count(*) from people_also a join people_persons p on p.id = a.person where a.unit = :id and p.active = 1",
        "select count(*) from people_grants where unit = :id",
        "select count(*) from people_units where above = :id",
        "select count(*) from people_posters where unit = :id and ended = '' and ends > :at",
        "select count(*) from people_joining where unit = :id and declined = ''",
    )
    return Use(*(int(value(db, sql, {"id": unit, "at": at.isoformat()})) for sql in asked))


def at_home(db: Database) -> dict[str, int]:
    """How many are at home in each unit, those below it left out."""
    sql = "select unit, count(*) n from people_persons where active = 1 group by unit"
    return {row["unit"]: int(row["n"]) for row in rows(db, sql)}


def remove(writing: Writing, unit: str) -> bool:
    """Remove a unit that nothing holds; never the top. Returns whether it was removed.

    What another room needs it for (a programme that names it) whoever calls has asked. What happened in it stays; its
    row stays too, for those who left from it. If it is needed after all, it `stands` again.
    """
    row = one(writing.db, "select above, stood from people_units where id = :id", {"id": unit})
    if row is None or row["stood"] or not row["above"] or use(writing.db, unit, writing.at) != Use():
        return False
    writing.db.conn.execute(
        "update people_units set stood = above, above = :gone where id = :id", {"gone": GONE + unit, "id": unit}
    )
    writing.tell(UnitRemoved(), unit=unit, subject=unit)
    return True


def stands(writing: Writing, unit: str) -> None:
    """A unit that was removed stands again, and those above it, because somebody is put into it.

    So an import that is undone finds the units that were there before it, and of two people who work at once neither
    puts anybody where nobody sees them.
    """
    row = one(writing.db, "select * from people_units where id = :id and stood <> ''", {"id": unit})
    if row is None:
        return
    stands(writing, row["stood"])
    put(writing, unit, _free(writing.db, row), row["stood"])


def _free(db: Database, row: Row) -> Text:
    """The name that a unit had; with a number behind it where another one has it by now."""
    th, en, n = row["name_th"], row["name_en"], 1
    while named(db, row["stood"], th):
        n += 1
        th, en = f"{row['name_th']} ({n})", f"{row['name_en']} ({n})"
    return Text(th=th, en=en)
