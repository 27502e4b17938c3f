"""Who is who, read from the roster: what this room hands out to the others through the house."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from core.db import Database, Row, one, rows
from core.directory import Person, Role, Shared, Unit, full_name
from core.language import Text
from people import load
from people.store import signins
from people.tree import in_order

AT_ONCE = 500  # values that one question names


def chunks(values: Iterable[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Values in parts that a question can name: "(:v0, :v1)", and what these stand for."""
    listed = list(values)
    for begin in range(0, len(listed), AT_ONCE):
        named = {f"v{place}": value for place, value in enumerate(listed[begin : begin + AT_ONCE])}
        yield f"({', '.join(f':{name}' for name in named)})", named


def persons(db: Database, found: list[Row]) -> list[Person]:
    """Rows of people_persons as persons, with their roles and units beside: two questions for all of them."""
    ids = [row["id"] for row in found]
    grants: defaultdict[str, list[tuple[Role, str]]] = defaultdict(list)
    also: defaultdict[str, list[str]] = defaultdict(list)
    for part, named in chunks(ids):
        for row in rows(db, f"select * from people_grants where person in {part} order by role, unit", named):
            grants[row["person"]].append((row["role"], row["unit"]))
        for row in rows(db, f"select * from people_also where person in {part} order by unit", named):
            also[row["person"]].append(row["unit"])
    return [
        Person(
            id=row["id"], code=row["code"], title=row["title"], name=row["name"], position=row["position"],
            unit=row["unit"], executive=bool(row["executive"]), language=row["language"], active=bool(row["active"]),
            grants=tuple(grants[row["id"]]), also=tuple(also[row["id"]]), festive=bool(row["festive"]),
            came=date.fromisoformat(row["came"]) if row["came"] else None,
        )
        for row in found
    ]  # fmt: skip


class Roster:
    """The Directory that this room hands out through the house."""

    def signed_in(self, db: Database, signin: str, at: datetime) -> Person | None:
        row = one(
            db,
            "select p.* from people_signins s join people_persons p on p.id = s.person"
            " where s.id = :id and s.revoked = '' and s.ends > :at and p.active = 1",
            {"id": signin, "at": at.isoformat()},
        )
        return persons(db, [row])[0] if row else None

    def shared(self, db: Database, signin: str) -> Shared | None:
        return signins.shared(db, signin)

    def used(self, db: Database, signin: str, at: datetime) -> None:
        signins.used(db, signin, at)

    def informed(self, db: Database, person: str) -> bool:
        return load.informed(db, person)

    def person(self, db: Database, person: str) -> Person | None:
        row = one(db, "select * from people_persons where id = :id", {"id": person})
        return persons(db, [row])[0] if row else None

    def people(self, db: Database, wanted: Iterable[str]) -> Mapping[str, Person]:
        """Persons by id, in one question; those unknown or erased are left out."""
        found = [
            row
            for part, named in chunks(dict.fromkeys(wanted))
            for row in rows(db, f"select * from people_persons where id in {part}", named)
        ]
        return {person.id: person for person in persons(db, found)}

    def by_code(self, db: Database, code: str) -> Person | None:
        """A person by their code, whatever its letters' case."""
        row = one(db, "select * from people_persons where lower(code) = lower(:code)", {"code": code.strip()})
        return persons(db, [row])[0] if row else None

    def names(self, db: Database, wanted: Iterable[str]) -> Mapping[str, str]:
        """Full names by id; those erased are left out."""
        found = (
            row
            for part, named in chunks(dict.fromkeys(wanted))
            for row in rows(db, f"select id, title, name from people_persons where id in {part}", named)
        )
        return {row["id"]: full_name(row["title"], row["name"]) for row in found}

    def unit(self, db: Database, unit: str) -> Unit | None:
        row = one(db, "select * from people_units where id = :id", {"id": unit})
        return _unit(row) if row else None

    def units(self, db: Database) -> Mapping[str, Unit]:
        return in_order(_unit(row) for row in rows(db, "select * from people_units where stood = '' order by place"))

    def below(self, db: Database, unit: str) -> frozenset[str]:
        sql = (
            "with recursive tree (id) as (select :unit union select u.id from people_units u join tree t"
            " on u.above = t.id or u.stood = t.id)"  # who left from a unit that was removed stays within reach
            " select id from tree"
        )
        return frozenset(row["id"] for row in rows(db, sql, {"unit": unit}))

    def scope(self, db: Database, person: Person, *roles: Role) -> frozenset[str]:
        return frozenset().union(*(self.below(db, unit) for unit in person.over(*roles)))

    def holders(self, db: Database, unit: str, *roles: Role) -> frozenset[str]:
        sql = (
            "with recursive up (id) as (select :unit union select u.above from people_units u join up on u.id = up.id)"
            " select g.person, g.role from people_grants g join up on up.id = g.unit"
            " join people_persons p on p.id = g.person where p.active = 1"
        )
        return frozenset(row["person"] for row in rows(db, sql, {"unit": unit}) if row["role"] in roles)

    def everybody(self, db: Database, units: frozenset[str] | None = None) -> list[Person]:
        """All who are on the roster, unit by unit as the tree goes, by name in each; only of `units` when given."""
        places = {unit: place for place, unit in enumerate(self.units(db))}
        sql = "select p.* from people_persons p where p.active = 1"
        if units is None:
            found = rows(db, sql)
        else:
            found = [row for part, named in chunks(units) for row in rows(db, f"{sql} and p.unit in {part}", named)]
        return persons(db, sorted(found, key=lambda row: (places[row["unit"]], row["sorting"], row["id"])))


def _unit(row: Row) -> Unit:
    return Unit(row["id"], Text(th=row["name_th"], en=row["name_en"]), row["stood"] or row["above"])
