"""Letting people in: drafts looked at against the roster, and written all at once or not at all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from core.calendar import local_day
from core.db import Database
from core.directory import Person
from core.ground import Ground
from core.record import Writing
from people import load
from people.image import Image, image
from people.person import Draft, Refusal, in_doubt
from people.review import Review, review
from people.roll import Roll
from people.signin import hashed, token
from people.store import notice as notices
from people.store import roster, signins
from people.store.directory import Roster
from people.store.search import among, left_on, own_codes, whole_administrators, zero_led
from people.store.units import place_unit
from people.tree import Tree


@dataclass(frozen=True, slots=True)
class Admitted:
    """How many of a sheet are new, were changed, stood so already, and left by it."""

    new: int
    changed: int
    unchanged: int
    left: int = 0


class Written(NamedTuple):
    """Whom a review touched, how they stood before (None: not at all) and from which day ("" for today); the units made."""

    people: list[tuple[str, Image | None, str]]
    units: list[str]


class Beyond(Exception):
    """Drafts that cannot be admitted, each with why. Nothing was written."""

    def __init__(self, found: Sequence[Refusal]):
        super().__init__("; ".join(f"{each.row}: {each.why.en}" for each in found))
        self.found = found


def scope(db: Database, administrator: Person) -> frozenset[str]:
    """The units that somebody administers as things stand now; none when they do not any more."""
    now = Roster().person(db, administrator.id)
    return Roster().scope(db, now, "administrator") if now and now.active else frozenset()


def whole(db: Database, administrator: Person) -> bool:
    """Whether somebody administers the whole organisation, as things stand now."""
    return administrator.id in whole_administrators(db)


def reached(db: Database, administrator: Person, person: Person) -> bool:
    """Whether a person, and all that they may do, lies within an administrator's units. Nobody reaches above themselves."""
    mine = scope(db, administrator)
    return person.unit in mine and all(unit in mine for _, unit in person.grants)


def roll(db: Database, drafts: Iterable[Draft], administrator: Person | None = None, *, missing: bool = True) -> Roll:
    """The roster as far as drafts can mean it; for an administrator as far as they reach. `missing`: who is not among them too."""
    listed, tree = list(drafts), Tree(Roster().units(db))
    units = {way.unit for draft in listed if missing and not (way := tree.way(draft.units)).new}
    people = among(db, [draft.code for draft in listed if draft.code], [draft.name for draft in listed], units)
    whole = whole_administrators(db)
    stays = administrator.id if administrator else (whole[0] if len(whole) == 1 else "")
    gone = left_on(db, [person.id for person in people if not person.active])
    return Roll(tree, people, scope(db, administrator) if administrator else None, stays, zero_led(db), gone)


def look(
    db: Database, drafts: Sequence[Draft], today: date, administrator: Person | None = None, *,
    refused: Sequence[Refusal] = (), decided: Mapping[int, str] | None = None, others: bool = False, missing: bool = True,
) -> Review:  # fmt: skip
    """What drafts would do, as things stand now."""
    there = roll(db, drafts, administrator, missing=missing)
    return review(drafts, there, today, refused=refused, decided=decided, others=others, missing=missing)


def write(ground: Ground, writing: Writing, found: Review) -> Written:
    """Write what a review says."""
    made: dict[str, str] = {}
    for new in found.made:
        made[new.id] = place_unit(writing, ground.new_id(), new.name, made.get(new.above, new.above))
    codes = own_codes(writing.db, [row.draft.code for row in found.rows])
    touched: list[tuple[str, Image | None, str]] = []
    for row in found.of("new", "changed"):
        unit = made.get(row.unit, row.unit)
        also = None if row.also is None else [made.get(each, each) for each in row.also]
        if row.person:
            roster.change(writing, row.person, row.draft, unit, also=also, on=row.on)
            touched.append((row.person.id, image(row.person), row.on))
        else:
            draft = row.draft if row.draft.code else replace(row.draft, code=next(codes))
            touched.append((roster.add(writing, ground.new_id(), draft, unit, also or (), on=row.on), None, row.on))
    return Written(touched, list(made.values()))


def counted(found: Review, left: int = 0) -> Admitted:
    return Admitted(len(found.of("new")), len(found.of("changed")), len(found.of("unchanged")), left)


def admit(ground: Ground, writing: Writing, draft: Draft) -> str:
    """Put one draft on the roster or bring its person up to date. Returns "new", "changed" or "unchanged".

    A namesake elsewhere is somebody else. Raises Beyond for what nobody could admit.
    """
    found = look(writing.db, [draft], local_day(writing.at), others=True, missing=False)
    if not found.ready:
        raise Beyond([*found.refused, *(in_doubt(row.draft) for row in found.of("doubtful"))])
    write(ground, writing, found)
    return found.rows[0].what


def admit_all(ground: Ground, drafts: Sequence[Draft], administrator: Person | None = None) -> Admitted:
    """Drafts in one transaction, namesakes being somebody else; one that cannot be admitted, and none is: Beyond."""
    with ground.write() as writing:
        found = look(writing.db, drafts, local_day(writing.at), administrator, others=True, missing=False)
        if not found.ready:
            raise Beyond([*found.refused, *(in_doubt(row.draft) for row in found.of("doubtful"))])
        write(ground, writing, found)
    return counted(found)


def add_one(
    ground: Ground, writing: Writing, administrator: Person, draft: Draft, today: date, *, others: bool
) -> Review:
    """Add one person, if the draft means nobody who is there. Returns what was looked at: written when its row is new."""
    found = look(writing.db, [draft], today, administrator, others=others, missing=False)
    if found.ready and found.rows[0].what == "new":
        write(ground, writing, found)
    return found


def new_link(ground: Ground, writing: Writing, person: str) -> str:
    """A one-time sign-in link's token for a person; earlier ones end."""
    plain = token()
    signins.link(writing.db, plain, "join", person, writing.at)
    return plain


def passwords(ground: Ground, codes: list[str], password: str) -> None:
    """Give people one known password, and the notice as read: for the demo and for tests, never for real people."""
    kept = hashed(password)
    with ground.write() as writing:
        notice = load.notice(writing.db)
        for code in codes:
            person = Roster().by_code(writing.db, code)
            if person:
                signins.set_password(writing.db, person.id, kept)
            if person and notice:
                notices.read(writing, person, *notice)


def set_up_link(ground: Ground) -> str | None:
    """The token behind which the first administrator begins; None once there is one."""
    with ground.write() as writing:
        if signins.has_administrator(writing.db):
            return None
        plain = token()
        signins.link(writing.db, plain, "set-up", "", writing.at)
        return plain
