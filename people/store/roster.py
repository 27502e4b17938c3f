"""The roster, kept: persons, the units in which they work, the roles they hold. The only tables with names of people."""

import secrets
from collections.abc import Collection
from typing import Any

from core.calendar import local_day
from core.db import rows, value
from core.directory import Person, Role
from core.facts import (
    PersonAlsoIn,
    PersonChanged,
    PersonJoined,
    PersonLeft,
    RoleGranted,
    RoleWithdrawn,
    UnitChanged,
)
from core.language import spoken
from core.record import Writing, seal
from people.order import sorting
from people.person import Draft
from people.store import signins
from people.store.search import own_codes
from people.store.units import stands


def _sealed(draft: Draft, code: str) -> Any:
    return [code, draft.title, draft.name, draft.position]


def add(writing: Writing, new_id: str, draft: Draft, unit: str, also: Collection[str] = (), *, on: str = "") -> str:
    """Put a new person on the roster, with their role over their unit. Returns the person's id.

    `on`: the first day with them, when it was an earlier one.
    """
    code = draft.code or next(own_codes(writing.db))
    stands(writing, unit)
    salt = secrets.token_hex(16)
    writing.db.conn.execute(
        "insert into people_persons (id, code, title, name, position, unit, executive, active, salt, sorting, came)"
        " values (:id, :code, :title, :name, :position, :unit, :executive, 1, :salt, :sorting, :came)",
        {
            "id": new_id, "code": code, "title": draft.title, "name": draft.name, "position": draft.position,
            "unit": unit, "executive": int(draft.leads), "salt": salt, "sorting": sorting(draft.name), "came": _came(writing, on),
        },
    )  # fmt: skip
    _joined(writing, new_id, draft, code, unit, salt, on)
    grant(writing, new_id, draft.as_role or "learner", unit)
    if also:
        put_also(writing, new_id, unit, also)
    return new_id


def _came(writing: Writing, on: str) -> str:
    """The first day with us, ISO; that of the record is first_day."""
    return on or local_day(writing.at).isoformat()


def _joined(
    writing: Writing, person: str, draft: Draft, code: str, unit: str, salt: str, on: str, came: str = ""
) -> None:
    standing = "executive" if draft.leads else "member"
    said = PersonJoined(standing, seal(salt, _sealed(draft, code)), writing.signer.mark(draft.position), on, came)
    writing.tell(said, person=person, unit=unit, subject=person)


def change(
    writing: Writing, person: Person, draft: Draft, unit: str, *, also: Collection[str] | None = None, on: str = ""
) -> bool:
    """Set a person's data anew, also one who had left. Returns whether anything was different.

    `also`: the secondary units, None for those that are; `on`: the day of a move or return, when it was an earlier one.
    """
    renewed = renew(writing, person, draft) if person.active else come_back(writing, person, draft, unit, on)
    moved = person.active and unit != person.unit
    if moved:
        move(writing, person, unit, on)
    role = draft.as_role or "learner"
    regranted = role != "learner" and (role, unit) not in person.grants
    if regranted:
        grant(writing, person.id, role, unit)
    there = set(person.also) - ({unit} if moved else set())  # as the move left it
    wanted = there if also is None else set(also) - {unit}
    if wanted != there:
        put_also(writing, person.id, unit, wanted)
    return renewed or moved or regranted or wanted != there


def renew(writing: Writing, person: Person, draft: Draft) -> bool:
    """Set title, name, position and standing anew. Returns whether they were different."""
    if (person.title, person.name, person.position, person.executive) == (
        draft.title, draft.name, draft.position, draft.leads,
    ):  # fmt: skip
        return False
    salt = _rewrite(writing, person.id, draft)
    standing = "executive" if draft.leads else "member"
    said = PersonChanged(standing, seal(salt, _sealed(draft, person.code)), writing.signer.mark(draft.position))
    writing.tell(said, person=person.id, unit=person.unit, subject=person.id)
    return True


def _rewrite(writing: Writing, person: str, draft: Draft) -> str:
    salt = secrets.token_hex(16)
    writing.db.conn.execute(
        "update people_persons set title = :title, name = :name, position = :position, executive = :executive, salt = :salt,"
        " sorting = :sorting where id = :id",
        {
            "title": draft.title, "name": draft.name, "position": draft.position, "executive": int(draft.leads),
            "salt": salt, "sorting": sorting(draft.name), "id": person,
        },
    )  # fmt: skip
    return salt


def come_back(writing: Writing, person: Person, draft: Draft, unit: str, on: str = "", *, stayed: bool = False) -> bool:
    """Put a person who had left on the roster again, with the values of the draft; from an earlier day on, if given.

    `stayed`: they had not left at all, and are no newcomer.
    """
    stands(writing, unit)
    salt, came = _rewrite(writing, person.id, draft), person.came.isoformat() if stayed and person.came else ""
    writing.db.conn.execute(
        "update people_persons set active = 1, unit = :unit, came = :came where id = :id",
        {"unit": unit, "came": came or _came(writing, on), "id": person.id},
    )
    _joined(writing, person.id, draft, person.code, unit, salt, on, came)
    return True


def move(writing: Writing, person: Person, unit: str, on: str = "") -> None:
    """Give a person another home unit, from now or from an earlier day on. Their home is no secondary unit."""
    stands(writing, unit)
    writing.db.conn.execute("update people_persons set unit = :unit where id = :id", {"unit": unit, "id": person.id})
    writing.tell(UnitChanged(person.unit, on), person=person.id, unit=unit, subject=person.id)
    if unit in person.also:
        put_also(writing, person.id, unit, set(person.also) - {unit})


def put_also(writing: Writing, person: str, home: str, units: Collection[str]) -> None:
    """The units in which a person works beside their home unit: these, and no others."""
    writing.db.conn.execute("delete from people_also where person = :person", {"person": person})
    for unit in units:
        stands(writing, unit)
        writing.db.conn.execute(
            "insert into people_also (person, unit) values (:person, :unit)", {"person": person, "unit": unit}
        )
    writing.tell(PersonAlsoIn(sorted(units)), person=person, unit=home, subject=person)


def leave(writing: Writing, person: Person, on: str = "") -> None:
    """Take a person off the roster, their roles and secondary units from them; their history stays.

    Their sign-ins end, also for when they come back. `on`: the first day without them, when it was an earlier one.
    """
    held = rows(
        writing.db, "select role, unit from people_grants where person = :id order by role, unit", {"id": person.id}
    )
    for each in held:
        withdraw(writing, person.id, each["role"], each["unit"])
    if value(writing.db, "select 1 from people_also where person = :id", {"id": person.id}):
        put_also(writing, person.id, person.unit, ())
    writing.db.conn.execute("update people_persons set active = 0 where id = :id", {"id": person.id})
    signins.revoke_all(writing.db, person.id, writing.at)
    writing.tell(PersonLeft(on), person=person.id, unit=person.unit, subject=person.id)


def grant(writing: Writing, person: str, role: Role, unit: str) -> None:
    """Give a role over a unit; whoever is on the roster is a learner anyway."""
    if role == "learner":
        return
    stands(writing, unit)
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


def set_festive(writing: Writing, person: str, festive: bool) -> None:
    """Whether a person sees the emblem, badges and celebrations."""
    writing.db.conn.execute(
        "update people_persons set festive = :festive where id = :id", {"festive": int(festive), "id": person}
    )


def set_language(writing: Writing, person: str, language: str) -> None:
    """The language in which a person reads."""
    writing.db.conn.execute(
        "update people_persons set language = :l where id = :id", {"l": spoken(language), "id": person}
    )
