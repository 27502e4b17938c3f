"""What a sheet would do, row by row, before anything is written. Pure: drafts, the roster as it is, and what was decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from core.day import day_of
from core.directory import Person, Unit
from core.language import Text
from people.matching import Alike, Known, matched
from people.person import Draft, Refusal, to_come
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
    on: str = ""  # the day of the move, when it was an earlier one


@dataclass(frozen=True, slots=True)
class Review:
    """All that a sheet would do. `missing` are people of its units who are not in it: nobody leaves unless ticked."""

    rows: tuple[Row, ...]
    refused: tuple[Refusal, ...]
    missing: tuple[Person, ...]
    made: tuple[Unit, ...]  # units that are still to be made

    def of(self, *what: What) -> list[Row]:
        """The rows of some kinds."""
        return [row for row in self.rows if row.what in what]

    @property
    def ready(self) -> bool:
        """Whether it may be written: no row is refused, and none is in doubt."""
        return not self.refused and not self.of("doubtful")


def review(
    drafts: Sequence[Draft],
    roll: Roll,
    today: date,
    *,
    refused: Sequence[Refusal] = (),
    decided: Mapping[int, str] | None = None,
    others: bool = False,
) -> Review:
    """What the drafts would do. `decided`: by row OTHER or an Alike's key; `others`: who is in doubt is somebody else."""
    found, refusals = [], list(refused)
    known = matched(drafts, roll, decided or {}, others)
    places = [_place(draft, each, roll) for draft, each in zip(drafts, known, strict=True)]  # all, before any is named
    for draft, each, place in zip(drafts, known, places, strict=True):
        row = place if isinstance(place, Refusal) else _row(draft, each, place, roll, today)
        if isinstance(row, Refusal):
            refusals.append(row)
            row = Row(draft, "refused", person=each.person)
        found.append(row)
    return Review(
        tuple(found),
        tuple(sorted(refusals, key=lambda each: each.row)),
        tuple(_missing(found, roll)),
        tuple(roll.tree.grown),
    )


def _missing(found: Sequence[Row], roll: Roll) -> list[Person]:
    """Who stands in a unit that the sheet speaks of and is not in it; first in those of which it lists people who stay."""
    met = {row.person.id for row in found if row.person} | {roll.stays}
    spoken = {row.unit for row in found if row.unit}
    listed = {row.unit for row in found if row.person and row.person.unit == row.unit}
    missing = (each for each in roll.people if each.active and each.unit in spoken and each.id not in met)
    return sorted(filter(roll.reached, missing), key=lambda each: (each.unit not in listed, each.unit))


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
    if known.person is None:
        return Row(draft, "new", unit, also=also or ())
    whole = _filled(draft, known.person)
    changes = tuple(_changes(whole, known.person, unit, also))
    on = _moved(draft, known.person, unit, today)
    if isinstance(on, Refusal):
        return on
    return Row(whole, "changed" if changes else "unchanged", unit, known.person, changes, also, on=on)


def _moved(draft: Draft, person: Person, unit: str, today: date) -> str | Refusal:
    """The day of a move when it is an earlier one than today, as ISO; "" otherwise."""
    since = day_of(draft.since) if unit != person.unit and person.active else None
    if since and since > today:
        return Refusal(draft.row, to_come(draft.since))
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
