"""Who is who, read from the roster: what this room hands out to the others through the house."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from core.db import Database, Row, one, rows
from core.directory import Person, Role, Unit
from core.language import Text


def namesake(db: Database, name: str, unit: str) -> Person | None:
    """The one person of a name in a unit; None when there is none, or several."""
    found = rows(
        db, "select * from people_persons where unit = :unit and name = :name limit 2", {"unit": unit, "name": name}
    )
    return _person(db, found[0]) if len(found) == 1 else None


def top_unit(db: Database) -> Unit | None:
    """The organisation's own unit; None before there is one."""
    row = one(db, "select * from people_units where above = '' order by place limit 1")
    return _unit(row) if row else None


def units_called(db: Database, name: str) -> list[Unit]:
    """All units of a Thai name, wherever they stand."""
    return [_unit(row) for row in rows(db, "select * from people_units where name_th = :n order by place", {"n": name})]


def _unit(row: Row) -> Unit:
    return Unit(row["id"], Text(th=row["name_th"], en=row["name_en"]), row["above"])


def _person(db: Database, row: Row) -> Person:
    grants = db.conn.execute("select role, unit from people_grants where person = ?", (row["id"],)).fetchall()
    return Person(
        id=row["id"], code=row["code"], title=row["title"], name=row["name"], position=row["position"],
        unit=row["unit"], executive=bool(row["executive"]), language=row["language"], active=bool(row["active"]),
        grants=tuple((role, unit) for role, unit in grants),
    )  # fmt: skip


class Roster:
    """The Directory that this room hands out through the house."""

    def signed_in(self, db: Database, signin: str, at: datetime) -> Person | None:
        row = one(
            db,
            "select p.* from people_signins s join people_persons p on p.id = s.person"
            " where s.id = :id and s.revoked = '' and s.ends > :at and p.active = 1",
            {"id": signin, "at": at.isoformat()},
        )
        return _person(db, row) if row else None

    def person(self, db: Database, person: str) -> Person | None:
        row = one(db, "select * from people_persons where id = :id", {"id": person})
        return _person(db, row) if row else None

    def by_code(self, db: Database, code: str) -> Person | None:
        """A person by their code, whatever its letters' case."""
        row = one(db, "select * from people_persons where lower(code) = lower(:code)", {"code": code.strip()})
        return _person(db, row) if row else None

    def names(self, db: Database, persons: Iterable[str]) -> Mapping[str, str]:
        found = ((id, one(db, "select * from people_persons where id = :id", {"id": id})) for id in persons)
        return {id: _person(db, row).full_name for id, row in found if row}

    def unit(self, db: Database, unit: str) -> Unit | None:
        row = one(db, "select * from people_units where id = :id", {"id": unit})
        return _unit(row) if row else None

    def units(self, db: Database) -> Mapping[str, Unit]:
        found = {row["id"]: _unit(row) for row in rows(db, "select * from people_units order by place")}

        def under(above: str) -> Iterator[Unit]:
            for unit in found.values():
                if unit.above == above:
                    yield unit
                    yield from under(unit.id)

        return {unit.id: unit for unit in under("")}

    def below(self, db: Database, unit: str) -> frozenset[str]:
        sql = (
            "with recursive tree (id) as (select :unit union select u.id from people_units u join tree t on u.above = t.id)"
            " select id from tree"
        )
        return frozenset(row["id"] for row in rows(db, sql, {"unit": unit}))

    def scope(self, db: Database, person: Person, *roles: Role) -> frozenset[str]:
        return frozenset().union(*(self.below(db, unit) for unit in person.over(*roles)))

    def everybody(self, db: Database, units: frozenset[str] | None = None) -> list[Person]:
        """All who are on the roster, in the order of units and names; only of `units` when given."""
        found = rows(
            db,
            "select p.* from people_persons p join people_units u on u.id = p.unit where active = 1 order by u.place, p.name",
        )
        return [_person(db, row) for row in found if units is None or row["unit"] in units]
