"""The roster, kept: units, persons, the roles they hold. The only tables with names in them."""

import secrets
from collections.abc import Mapping
from typing import Any

from core.db import Database, one, rows, value
from core.directory import Person, Role
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
from core.record import Writing, seal
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


def name_top(writing: Writing, new_id: str, name: Text) -> str:
    """Name the organisation's own unit, the top of the tree; made when there is none. Returns its id."""
    top = value(writing.db, "select id from people_units where above = '' order by place limit 1")
    if top is None:
        return place_unit(writing, new_id, name, "")
    writing.db.conn.execute(
        "update people_units set name_th = :th, name_en = :en where id = :id", {"th": name.th, "en": name.en, "id": top}
    )
    writing.tell(UnitPlaced("", {"th": name.th, "en": name.en}), unit=top, subject=top)
    return str(top)


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
    writing.tell(
        PersonJoined(standing, seal(salt, _sealed(draft, code)), writing.signer.mark(draft.position)),
        person=new_id,
        unit=unit,
        subject=new_id,
    )
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
            PersonChanged(standing, seal(salt, _sealed(draft, person.code)), writing.signer.mark(draft.position)),
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
        PersonJoined(standing, seal(salt, _sealed(draft, person.code)), writing.signer.mark(draft.position)),
        person=person.id,
        unit=unit,
        subject=person.id,
    )


def move(writing: Writing, person: Person, unit: str) -> None:
    """Give a person another home unit from now on."""
    writing.db.conn.execute("update people_persons set unit = :unit where id = :id", {"unit": unit, "id": person.id})
    writing.tell(UnitChanged(person.unit), person=person.id, unit=unit, subject=person.id)


def leave(writing: Writing, person: Person) -> None:
    """Take a person off the roster, and their roles from them; their history stays."""
    held = rows(
        writing.db, "select role, unit from people_grants where person = :id order by role, unit", {"id": person.id}
    )
    for each in held:
        withdraw(writing, person.id, each["role"], each["unit"])
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
    for table, column in (
        ("people_links", "person"),
        ("people_persons", "id"),
    ):  # passwords and sign-ins go with the row
        writing.db.conn.execute(f"delete from {table} where {column} = :id", {"id": person})
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
