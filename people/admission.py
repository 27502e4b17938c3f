"""Letting people in: drafts onto the roster, one by one or a sheet at once, all of it or nothing."""

from dataclasses import dataclass

from core.db import Database
from core.directory import Person
from core.ground import Ground
from core.language import Text
from core.record import Writing
from people.person import Draft
from people.signin import hashed, token
from people.store import roster, signins
from people.store.directory import Roster, namesake


@dataclass(frozen=True, slots=True)
class Admitted:
    """How many of a sheet are new, how many were changed, and how many stood so already."""

    new: int
    changed: int
    unchanged: int


def admit(ground: Ground, writing: Writing, draft: Draft, *, by_name: bool = False) -> str:
    """Put one draft on the roster or bring its person up to date, by code. Returns "new", "changed" or "unchanged".

    `by_name`: a draft without a code is whoever has its name in its unit, so that a sheet that comes twice adds nobody.
    """
    unit = ""
    for name in draft.units:
        unit = (
            roster.place_unit(writing, ground.new_id(), Text(th=name, en=name), unit)
            if unit
            else _top(ground, writing, name, len(draft.units))
        )
    person = Roster().by_code(writing.db, draft.code) if draft.code else None
    if by_name and not draft.code:
        person = namesake(writing.db, draft.name, unit)
    if person is None:
        roster.add(writing, ground.new_id(), draft, unit)
        return "new"
    return "changed" if roster.change(writing, person, draft, unit) else "unchanged"


def _top(ground: Ground, writing: Writing, name: str, depth: int) -> str:
    """The unit that a way begins with: the organisation itself when it is named, else a unit below it."""
    units = Roster().units(writing.db)
    top = next((unit for unit in units.values() if not unit.above), None)
    if top is None or top.name.th == name:
        return roster.place_unit(writing, ground.new_id(), Text(th=name, en=name), "")
    known = [unit for unit in units.values() if unit.name.th == name]
    if len(known) == 1 and depth == 1:
        return known[0].id
    return roster.place_unit(writing, ground.new_id(), Text(th=name, en=name), top.id)


def admit_all(ground: Ground, drafts: list[Draft]) -> Admitted:
    """A whole sheet in one transaction. Codes first, so that none is taken by one that is made for another row."""
    with ground.write() as writing:
        done = [admit(ground, writing, draft, by_name=True) for draft in sorted(drafts, key=lambda each: not each.code)]
    return Admitted(done.count("new"), done.count("changed"), done.count("unchanged"))


def reached(db: Database, administrator: Person, person: Person) -> bool:
    """Whether a person, and all that they may do, lies within an administrator's units. Nobody reaches above themselves."""
    mine = Roster().scope(db, administrator, "administrator")
    return person.unit in mine and all(unit in mine for _, unit in person.grants)


def outside(db: Database, administrator: Person, draft: Draft) -> Text | None:
    """Why a draft is not this administrator's to admit; None when it is."""
    mine = Roster().scope(db, administrator, "administrator")
    person = Roster().by_code(db, draft.code) if draft.code else None
    if person and not reached(db, administrator, person):
        return Text(
            th=f"รหัส {draft.code} เป็นของผู้ที่อยู่นอกหน่วยงานที่ท่านดูแล",
            en=f"the code {draft.code} belongs to somebody outside your units",
        )
    if _standing_unit(db, draft) not in mine:
        return Text(
            th=f"หน่วยงาน “{draft.unit}” อยู่นอกหน่วยงานที่ท่านดูแล", en=f"the unit “{draft.unit}” is outside your units"
        )
    return None


def _standing_unit(db: Database, draft: Draft) -> str:
    """The deepest unit of a draft's way that there is already: what is new would stand below it."""
    units = Roster().units(db).values()
    found = next((unit.id for unit in units if not unit.above), "")
    for name in draft.units:
        below = [unit.id for unit in units if unit.name.th == name and (unit.above == found or len(draft.units) == 1)]
        found = below[0] if below else found
    return found


def new_link(ground: Ground, writing: Writing, person: str) -> str:
    """A one-time sign-in link's token for a person; earlier ones end."""
    plain = token()
    signins.link(writing.db, plain, "join", person, writing.at)
    return plain


def passwords(ground: Ground, codes: list[str], password: str) -> None:
    """Give people one known password: for the demo and for tests, never for real people."""
    kept = hashed(password)
    with ground.write() as writing:
        for code in codes:
            person = Roster().by_code(writing.db, code)
            if person:
                signins.set_password(writing.db, person.id, kept)


def set_up_link(ground: Ground) -> str | None:
    """The token behind which the first administrator begins; None once there is one."""
    with ground.write() as writing:
        if signins.has_administrator(writing.db):
            return None
        plain = token()
        signins.link(writing.db, plain, "set-up", "", writing.at)
        return plain
