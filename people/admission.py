"""Letting people in: drafts onto the roster, one by one or a sheet at once, all of it or nothing."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.db import Database
from core.directory import Person, Unit
from core.ground import Ground
from core.language import Text
from core.record import Writing
from people.person import Draft
from people.signin import hashed, token
from people.store import roster, signins
from people.store.directory import Roster, namesake, top_unit, units_called


@dataclass(frozen=True, slots=True)
class Admitted:
    """How many of a sheet are new, how many were changed, and how many stood so already."""

    new: int
    changed: int
    unchanged: int


class Beyond(Exception):
    """Drafts that are not this administrator's to admit, each with why. Nothing of the sheet was written."""

    def __init__(self, found: list[tuple[Draft, Text]]):
        super().__init__(f"{len(found)} draft(s) outside the administrator's units")
        self.found = found


@dataclass(frozen=True, slots=True)
class Way:
    """Where a draft's way leads: the deepest unit that there is ("" when there is none), and the names still to be made."""

    unit: str
    new: tuple[str, ...]
    several: tuple[str, ...] = ()  # when a bare name could be any of these units


def way(db: Database, draft: Draft) -> Way:
    """The one reading of a draft's way. It begins at the organisation, named or not; a bare name may stand anywhere."""
    top, names = top_unit(db), draft.units
    if top is None:
        return Way("", names)
    if names[:1] == (top.name.th,):
        return _down(db, top.id, names[1:])
    known = tuple(unit.id for unit in units_called(db, names[0])) if len(names) == 1 else ()
    if len(known) == 1:
        return Way(known[0], ())
    return replace(_down(db, top.id, names), several=known)


def _down(db: Database, unit: str, names: tuple[str, ...]) -> Way:
    for place, name in enumerate(names):
        below = next((each.id for each in units_called(db, name) if each.above == unit), None)
        if below is None:
            return Way(unit, names[place:])
        unit = below
    return Way(unit, ())


def ways(units: Mapping[str, Unit]) -> dict[str, str]:
    """What to write for each unit: its name, or the whole way to it when others have that name too."""
    count = Counter(unit.name.th for unit in units.values())

    def whole(unit: Unit) -> str:
        return f"{whole(units[unit.above])} > {unit.name.th}" if unit.above else unit.name.th

    return {id: whole(unit) if count[unit.name.th] > 1 else unit.name.th for id, unit in units.items()}


def _known(db: Database, draft: Draft, found: Way) -> Person | None:
    """Who a draft without a code is: the one person of its name in its unit."""
    return None if found.new else namesake(db, draft.name, found.unit)


def admit(ground: Ground, writing: Writing, draft: Draft, *, by_name: bool = False) -> str:
    """Put one draft on the roster or bring its person up to date, by code. Returns "new", "changed" or "unchanged".

    `by_name`: a draft without a code is whoever has its name in its unit, so that a sheet that comes twice adds nobody.
    """
    found = way(writing.db, draft)
    person = Roster().by_code(writing.db, draft.code) if draft.code else None
    if by_name and not draft.code:
        person = _known(writing.db, draft, found)
    unit = found.unit
    for name in found.new:
        unit = roster.place_unit(writing, ground.new_id(), Text(th=name, en=name), unit)
    if person is None:
        roster.add(writing, ground.new_id(), draft, unit)
        return "new"
    return "changed" if roster.change(writing, person, draft, unit) else "unchanged"


def admit_all(ground: Ground, drafts: list[Draft], administrator: Person | None = None) -> Admitted:
    """A whole sheet in one transaction. Codes first, so that none is taken by one that is made for another row.

    For an administrator each draft is looked at as it is about to be written; one outside, and all are refused: Beyond.
    """
    done: list[str] = []
    beyond: list[tuple[Draft, Text]] = []
    with ground.write() as writing:
        for draft in sorted(drafts, key=lambda each: not each.code):
            if administrator and (why := outside(writing.db, administrator, draft)):
                beyond.append((draft, why))
            elif not beyond:
                done.append(admit(ground, writing, draft, by_name=True))
        if beyond:
            raise Beyond(beyond)
    return Admitted(done.count("new"), done.count("changed"), done.count("unchanged"))


def reached(db: Database, administrator: Person, person: Person) -> bool:
    """Whether a person, and all that they may do, lies within an administrator's units. Nobody reaches above themselves."""
    mine = Roster().scope(db, administrator, "administrator")
    return person.unit in mine and all(unit in mine for _, unit in person.grants)


def outside(db: Database, administrator: Person, draft: Draft) -> Text | None:
    """Why a draft is not this administrator's to admit, as things stand now; None when it is."""
    now = Roster().person(db, administrator.id)
    mine = Roster().scope(db, now, "administrator") if now and now.active else frozenset()
    person, found = Roster().by_code(db, draft.code) if draft.code else None, way(db, draft)
    if person and not (now and reached(db, now, person)):
        return Text(
            th=f"รหัส {draft.code} เป็นของผู้ที่อยู่นอกหน่วยงานที่ท่านดูแล",
            en=f"the code {draft.code} belongs to somebody outside your units",
        )
    if found.several:
        units = Roster().units(db)
        example = next((ways(units)[unit] for unit in found.several if unit in mine), f"A > {draft.unit}")
        return Text(
            th=f"มีหน่วยงานชื่อ “{draft.unit}” หลายแห่ง — เขียนเส้นทาง เช่น “{example}”",
            en=f"several units are called “{draft.unit}” — write the way to it, such as “{example}”",
        )
    if found.unit not in mine:
        return _elsewhere(db, draft, found)
    if not draft.code and (person := _known(db, draft, found)) and not (now and reached(db, now, person)):
        return Text(
            th=f"“{draft.name}” ในหน่วยงานนี้มีบทบาทนอกหน่วยงานที่ท่านดูแล — หากเป็นคนละคน ใส่รหัส",
            en=f"“{draft.name}” in this unit holds a role outside your units — if this is somebody else, give a code",
        )
    return None


def _elsewhere(db: Database, draft: Draft, found: Way) -> Text:
    above = Roster().unit(db, found.unit)
    if not found.new or above is None:
        return Text(
            th=f"หน่วยงาน “{draft.unit}” อยู่นอกหน่วยงานที่ท่านดูแล", en=f"the unit “{draft.unit}” is outside your units"
        )
    return Text(
        th=f"หน่วยงานใหม่ “{found.new[0]}” จะอยู่ใต้ “{above.name.th}” นอกหน่วยงานที่ท่านดูแล — เขียนเส้นทาง เช่น “A > B”",
        en=f"the new unit “{found.new[0]}” would stand below “{above.name.en}”, outside your units — write the way, such as “A > B”",
    )


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
