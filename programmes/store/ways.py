"""What the units that programmes name mean, bound as they were named: kept from the record, as the figures keep it."""

import json

from core.db import Database, rows
from core.directory import Unit
from core.language import Text
from core.record import Fact
from core.ways import Meant, Ways, bound, parted

KINDS = frozenset({"ProgrammePublished", "ProgrammeWithdrawn", "UnitPlaced", "UnitRemoved"})


def take(db: Database, fact: Fact) -> None:
    """Bind what a programme names when it is published, and what waited for its unit when that is placed."""
    if fact.kind == "UnitPlaced":
        _placed(db, fact)
        return
    if fact.kind == "UnitRemoved":
        db.conn.execute("delete from programmes_places where unit = :unit", {"unit": fact.subject})
        return
    named = fact.body["units"] if fact.kind == "ProgrammePublished" else ()
    found = bound(named, _tree(db), meant(db, fact.subject)) if named else {}
    db.conn.execute("delete from programmes_ways where programme = :slug", {"slug": fact.subject})
    _keep(db, fact.subject, found)


def _placed(db: Database, fact: Fact) -> None:
    name = fact.body["name"]["th"]
    db.conn.execute(
        "insert into programmes_places (unit, above, name) values (:unit, :above, :name)"
        " on conflict (unit) do update set above = excluded.above, name = excluded.name",
        {"unit": fact.subject, "above": fact.body["above"], "name": name},
    )
    waiting = rows(db, "select programme, way from programmes_ways where units = '[]'")
    fitting = [row for row in waiting if name in parted(row["way"])]
    if fitting:
        tree = _tree(db)
        for row in fitting:
            _keep(db, row["programme"], bound([row["way"]], tree, {}))


def _tree(db: Database) -> Ways:
    placed = rows(db, "select unit, above, name from programmes_places order by unit")
    return Ways(Unit(row["unit"], Text(th=row["name"], en=row["name"]), row["above"]) for row in placed)


def _keep(db: Database, programme: str, found: Meant) -> None:
    for way, units in found.items():
        db.conn.execute(
            "insert into programmes_ways (programme, way, units) values (:programme, :way, :units)"
            " on conflict (programme, way) do update set units = excluded.units",
            {"programme": programme, "way": way, "units": json.dumps(sorted(units))},
        )


def meant(db: Database, programme: str) -> Meant:
    """The units that each way of a programme means, as it was bound."""
    sql = "select way, units from programmes_ways where programme = :slug"
    return {row["way"]: tuple(json.loads(row["units"])) for row in rows(db, sql, {"slug": programme})}
