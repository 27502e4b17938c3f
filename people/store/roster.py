"""The roster, kept: units, persons, the roles they hold. The only tables with names in them."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from core.audit import Finding
from core.db import Database, Row, one, rows, value
from core.directory import Person, Role, Unit
from core.facts import (
    PersonChanged,
    PersonErased,
    PersonJoined,
    PersonLeft,
    RoleGranted,
    RoleWithdrawn,
    UnitChanged,
    UnitPlaced,
)
from core.language import Text, spoken
from core.record import Writing, of_kind, seal
from people.person import Draft


def place_unit(writing: Writing, new_id: str, name: Text, above: str) -> str:
    """The unit of this Thai name below `above`; made when there is none. Returns its id."""
    found = value(
        writing.db,
        "select id from people_units where above = :above and name_th = :name",
        {"above": above, "name": name.th},
    )
    if found:
        return str(found)
    place = int(value(writing.db, "select count(*) from people_units"))
    writing.db.conn.execute(
        "insert into people_units (id, name_th, name_en, above, place) values (:id, :th, :en, :above, :place)",
        {"id": new_id, "th": name.th, "en": name.en, "above": above, "place": place},
    )
    writing.tell(UnitPlaced(above, {"th": name.th, "en": name.en}), unit=new_id, subject=new_id)
    return new_id


def rename_top(writing: Writing, name: Text) -> None:
    """Give the organisation's own unit a new name."""
    top = value(writing.db, "select id from people_units where above = '' order by place limit 1")
    writing.db.conn.execute(
        "update people_units set name_th = :th, name_en = :en where id = :id", {"th": name.th, "en": name.en, "id": top}
    )
    writing.tell(UnitPlaced("", {"th": name.th, "en": name.en}), unit=top, subject=top)


def _sealed(draft: Draft, code: str) -> Any:
    return [code, draft.title, draft.name, draft.position]


def add(writing: Writing, new_id: str, draft: Draft, unit: str) -> str:
    """Put a new person on the roster, with their role over their unit. Returns the person's id."""
    code = draft.code or _own_code(writing.db)
    salt = secrets.token_hex(16)
    writing.db.conn.execute(
        "insert into people_persons (id, code, title, name, position, unit, executive, active, salt)"
        " values (:id, :code, :title, :name, :position, :unit, :executive, 1, :salt)",
        {
            "id": new_id, "code": code, "title": draft.title, "name": draft.name, "position": draft.position,
            "unit": unit, "executive": int(draft.leads), "salt": salt,
        },
    )  # fmt: skip
    standing = "executive" if draft.leads else "member"
    writing.tell(PersonJoined(standing, seal(salt, _sealed(draft, code))), person=new_id, unit=unit, subject=new_id)
    grant(writing, new_id, draft.as_role or "learner", unit)
    return new_id


def change(writing: Writing, person: Person, draft: Draft, unit: str) -> bool:
    """Set a person's data anew, also one who had left. Returns whether anything was different."""
    before = (person.title, person.name, person.position, person.executive)
    after = (draft.title, draft.name, draft.position, draft.leads)
    if not person.active:
        _come_back(writing, person, draft, unit)
    elif before != after:
        salt = _rewrite(writing, person.id, draft)
        standing = "executive" if draft.leads else "member"
        writing.tell(
            PersonChanged(standing, seal(salt, _sealed(draft, person.code))),
            person=person.id,
            unit=person.unit,
            subject=person.id,
        )
    if person.active and unit != person.unit:
        move(writing, person, unit)
    role = draft.as_role or "learner"
    regranted = role != "learner" and (role, unit) not in person.grants
    if regranted:
        grant(writing, person.id, role, unit)
    return not person.active or before != after or unit != person.unit or regranted


def _rewrite(writing: Writing, person: str, draft: Draft) -> str:
    salt = secrets.token_hex(16)
    writing.db.conn.execute(
        "update people_persons set title = :title, name = :name, position = :position, executive = :executive, salt = :salt"
        " where id = :id",
        {
            "title": draft.title,
            "name": draft.name,
            "position": draft.position,
            "executive": int(draft.leads),
            "salt": salt,
            "id": person,
        },
    )
    return salt


def _come_back(writing: Writing, person: Person, draft: Draft, unit: str) -> None:
    salt = _rewrite(writing, person.id, draft)
    writing.db.conn.execute(
        "update people_persons set active = 1, unit = :unit where id = :id", {"unit": unit, "id": person.id}
    )
    standing = "executive" if draft.leads else "member"
    writing.tell(
        PersonJoined(standing, seal(salt, _sealed(draft, person.code))), person=person.id, unit=unit, subject=person.id
    )


def move(writing: Writing, person: Person, unit: str) -> None:
    """Give a person another home unit from now on."""
    writing.db.conn.execute("update people_persons set unit = :unit where id = :id", {"unit": unit, "id": person.id})
    writing.tell(UnitChanged(person.unit), person=person.id, unit=unit, subject=person.id)


def leave(writing: Writing, person: Person) -> None:
    """Take a person off the roster; their history stays."""
    writing.db.conn.execute("update people_persons set active = 0 where id = :id", {"id": person.id})
    writing.tell(PersonLeft(), person=person.id, unit=person.unit, subject=person.id)


def grant(writing: Writing, person: str, role: Role, unit: str) -> None:
    """Give a role over a unit; whoever is on the roster is a learner anyway."""
    if role == "learner":
        return
    done = writing.db.conn.execute(
        "insert into people_grants (person, role, unit) values (:person, :role, :unit) on conflict do nothing",
        {"person": person, "role": role, "unit": unit},
    )
    if done.rowcount:
        writing.tell(RoleGranted(role), person=person, unit=unit, subject=person)


def withdraw(writing: Writing, person: str, role: Role, unit: str) -> None:
    """Take a role over a unit away."""
    done = writing.db.conn.execute(
        "delete from people_grants where person = :person and role = :role and unit = :unit",
        {"person": person, "role": role, "unit": unit},
    )
    if done.rowcount:
        writing.tell(RoleWithdrawn(role), person=person, unit=unit, subject=person)


def set_language(writing: Writing, person: str, language: str) -> None:
    """The language in which a person reads."""
    writing.db.conn.execute(
        "update people_persons set language = :l where id = :id", {"l": spoken(language), "id": person}
    )


def erase(writing: Writing, person: str) -> None:
    """Delete a person's own values and the salt; the facts stay, without a name."""
    unit = str(value(writing.db, "select unit from people_persons where id = :id", {"id": person}) or "")
    writing.db.conn.execute("delete from people_persons where id = :id", {"id": person})
    writing.tell(PersonErased(), person=person, unit=unit, subject=person)


def export(db: Database, person: str) -> Mapping[str, Any]:
    """A person's own data in this room."""
    found = one(
        db,
        "select code, title, name, position, unit, executive, language from people_persons where id = :id",
        {"id": person},
    )
    return {
        "person": found or {},
        "roles": rows(db, "select role, unit from people_grants where person = :id", {"id": person}),
    }


def _own_code(db: Database) -> str:
    """An office-made code for whoever has none: S0001 and on, the first that is free."""
    number = int(value(db, "select count(*) from people_persons where code like 'S____'")) + 1
    while value(db, "select 1 from people_persons where code = :code", {"code": f"S{number:04d}"}):
        number += 1
    return f"S{number:04d}"


def namesake(db: Database, name: str, unit: str) -> Person | None:
    """The one person of a name in a unit; None when there is none, or several."""
    found = rows(
        db, "select * from people_persons where unit = :unit and name = :name limit 2", {"unit": unit, "name": name}
    )
    return _person(db, found[0]) if len(found) == 1 else None


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
        return Unit(row["id"], Text(th=row["name_th"], en=row["name_en"]), row["above"]) if row else None

    def units(self, db: Database) -> Mapping[str, Unit]:
        found = {
            row["id"]: Unit(row["id"], Text(th=row["name_th"], en=row["name_en"]), row["above"])
            for row in rows(db, "select * from people_units order by place")
        }

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


def audit(db: Database) -> Iterator[Finding]:
    """Whether each person's row is what was last sealed about them; an erased person has no row, and that is right."""
    last: dict[str, str] = {}
    for kind in ("PersonJoined", "PersonChanged"):
        for fact in of_kind(db, kind):
            last[fact.person] = max(last.get(fact.person, ""), f"{fact.seq:012d} {fact.body['seal']}")
    erased = {fact.person for fact in of_kind(db, "PersonErased")}
    known = {row["id"]: row for row in rows(db, "select * from people_persons")}
    for person, marked in last.items():
        row = known.pop(person, None)
        if row is None and person not in erased:
            yield Finding(f"person {person}", "the row is gone, and no fact says that it was erased")
        elif (
            row and seal(row["salt"], [row["code"], row["title"], row["name"], row["position"]]) != marked.split(" ")[1]
        ):
            yield Finding(f"person {person}", "the row is not what the record sealed")
    for person in known:
        yield Finding(f"person {person}", "the row has no fact that says they joined")
