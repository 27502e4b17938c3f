"""What a sheet would do, row by row, before anything is written. Pure: drafts, the roster as it is, and what was decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from core.day import day_of
from core.directory import Person, Unit
from core.language import Text
from people.matching import Alike, Known, matched
from people.person import Draft, Refusal, not_yet_gone, to_come
from people.roll import Roll
from people.where import beyond, secondary

What = Literal["new", "changed", "unchanged", "doubtful", "left out", "refused"]
FOLLOWED = ("title", "name", "position")  # taken over as they are written


@dataclass(frozen=True, slots=True)
class Change:
    """One value of a person, as it is and as it would be; units by id, several with a space between."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Row:
    """One draft, whom it means, and what it would do. `also` is None where the sheet says nothing of it."""

    draft: Draft
    what: What
    unit: str = ""
    person: Person | None = None
    changes: tuple[Change, ...] = ()
    also: tuple[str, ...] | None = None
    alike: tuple[Alike, ...] = ()
    on: str = ""  # the day of coming or moving, when it was an earlier one


@dataclass(frozen=True, slots=True)
class Review:
    """All that a sheet would do. `missing` are people of its units who are not in it: nobody leaves unless ticked.

    Where rows are refused nobody is missing: it may be one of these that means them.
    """

    rows: tuple[Row, ...]
    refused: tuple[Refusal, ...]
    missing: tuple[Person, ...]
    made: tuple[Unit, ...]  # units that are still to be made
    length: int = (
        0  # of all codes that begin with a zero, here and on the roster; 0 where they differ, or there is none
    )

    def of(self, *what: What) -> list[Row]:
        """The rows of some kinds."""
        return [row for row in self.rows if row.what in what]

    @property
    def ready(self) -> bool:
        """Whether it may be written: no row is refused, and none is in doubt."""
        return not self.refused and not self.of("doubtful")

    @property
    def others_ready(self) -> bool:
        """Whether it may be written without the rows that are refused."""
        return not self.of("doubtful") and bool(self.of("new", "changed"))

    @property
    def short(self) -> list[Row]:
        """Rows whose code may have lost the zeros before it: a number that nobody has, shorter than all with a zero."""
        codes = ((row, row.draft.code) for row in self.of("new", "doubtful"))
        return [row for row, code in codes if code.isdecimal() and code[0] not in "0๐" and len(code) < self.length]


def review(
    drafts: Sequence[Draft], roll: Roll, today: date, *,
    refused: Sequence[Refusal] = (), decided: Mapping[int, str] | None = None, others: bool = False, missing: bool = True,
) -> Review:  # fmt: skip
    """What the drafts would do. `decided`: by row OTHER or an Alike's key; `others`: who is in doubt is somebody else.

    A row that is refused does nothing, not even a unit: the others are read anew without it. `missing`: who is not in
    the sheet is asked for too.
    """
    refusals, rows = list(refused), {each.row for each in refused if each.row}
    out = {place for place, draft in enumerate(drafts) if draft.row in rows}
    while True:
        there, places = roll.anew(), [place for place in range(len(drafts)) if place not in out]
        found = _read([drafts[place] for place in places], there, today, decided or {}, others)
        wrong = {place: each for place, each in zip(places, found, strict=True) if isinstance(each, Refusal)}
        if not wrong:
            break
        refusals += wrong.values()
        out |= wrong.keys()
    done = {place: row for place, row in zip(places, found, strict=True) if isinstance(row, Row)}
    lengths = roll.lengths | {len(draft.code) for draft in drafts if draft.code.startswith("0")}
    return Review(
        tuple(done.get(place) or Row(draft, "refused") for place, draft in enumerate(drafts)),
        tuple(sorted(refusals, key=lambda each: each.row)),
        tuple(_missing([*done.values()], there)) if missing and not refusals else (),
        tuple(there.tree.grown),
        next(iter(lengths)) if len(lengths) == 1 else 0,
    )


def _read(
    drafts: Sequence[Draft], roll: Roll, today: date, decided: Mapping[int, str], others: bool
) -> list[Row | Refusal]:
    known = matched(drafts, roll, decided, others)
    places = [_place(draft, each, roll) for draft, each in zip(drafts, known, strict=True)]  # all, before any is named
    return [
        place if isinstance(place, Refusal) else _row(draft, each, place, roll, today)
        for draft, each, place in zip(drafts, known, places, strict=True)
    ]


def _missing(found: Sequence[Row], roll: Roll) -> list[Person]:
    """Who stands in a unit that the sheet speaks of and is not in it; first in those of which it lists people who stay."""
    met = {row.person.id for row in found if row.person} | {roll.stays}
    spoken = {row.unit for row in found if row.unit}
    listed = {row.unit for row in found if row.person and row.person.unit == row.unit}
    missing = (each for each in roll.people if each.active and each.unit in spoken and each.id not in met)
    places = {unit: place for place, unit in enumerate(roll.tree.units)}
    return sorted(filter(roll.reached, missing), key=lambda each: (each.unit not in listed, places[each.unit]))


def _place(draft: Draft, known: Known, roll: Roll) -> str | Refusal:
    """The unit of a draft, grown when it is not there yet; "" for one that is left out."""
    if known.out:
        return ""
    way = roll.tree.way(draft.units)
    why = beyond(draft, known.person, way, roll)
    return Refusal(draft.row, why) if why else roll.tree.grow(way)


def _row(draft: Draft, known: Known, unit: str, roll: Roll, today: date) -> Row | Refusal:
    if known.out:
        return Row(draft, "left out")
    also = secondary(draft, unit, known.person, roll)
    if isinstance(also, Text):
        return Refusal(draft.row, also)
    if known.alike:
        return Row(draft, "doubtful", unit, alike=known.alike)
    on = _since(draft, known.person, unit, roll, today)
    if isinstance(on, Refusal):
        return on
    if known.person is None:
        return Row(draft, "new", unit, also=also or (), on=on)
    whole = _filled(draft, known.person)
    changes = tuple(_changes(whole, known.person, unit, also))
    return Row(whole, "changed" if changes else "unchanged", unit, known.person, changes, also, on=on)


def _since(draft: Draft, person: Person | None, unit: str, roll: Roll, today: date) -> str | Refusal:
    """The day of coming, coming back or moving when it is an earlier one than today, as ISO; "" otherwise."""
    since = None if person and person.active and unit == person.unit else day_of(draft.since)
    if since and since > today:
        return Refusal(draft.row, to_come(draft.since))
    left = roll.left.get(person.id, "") if person and not person.active else ""
    if since and since.isoformat() < left:
        return Refusal(draft.row, not_yet_gone(draft.since, date.fromisoformat(left)))
    return since.isoformat() if since and since < today else ""


def _filled(draft: Draft, person: Person) -> Draft:
    """A draft with the person's own values where the sheet says nothing."""
    kept = {name: getattr(person, name) for name in FOLLOWED if name in draft.silent}
    if "executive" in draft.silent:
        kept["executive"] = "yes" if person.executive else ""
    return replace(draft, **kept)


def _changes(draft: Draft, person: Person, unit: str, also: tuple[str, ...] | None) -> list[Change]:
    found = [] if person.active else [Change("back", "", "yes")]
    pairs = [(name, getattr(person, name), getattr(draft, name)) for name in FOLLOWED]
    pairs.append(("executive", "yes" if person.executive else "", "yes" if draft.leads else ""))
    pairs.append(("unit", person.unit, unit))
    role = draft.as_role or "learner"
    if role != "learner" and (role, unit) not in person.grants:
        pairs.append(("role", "", role))
    kept = tuple(each for each in person.also if each != unit)
    pairs.append(("also", " ".join(sorted(person.also)), " ".join(sorted(kept if also is None else also))))
    return found + [Change(*each) for each in pairs if each[1] != each[2]]
