"""Whom each draft of a sheet means: somebody on the roster, nobody yet, or a question of who has the same name."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from core.directory import Person
from people.person import Draft
from people.roll import Roll

OTHER = "other"  # decided: somebody else


@dataclass(frozen=True, slots=True)
class Alike:
    """Somebody of the same name: on the roster (`person`), in another row of the sheet, or beyond reach (neither)."""

    key: str  # what is decided for, when the row is the same person
    person: Person | None = None
    row: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """Whom a draft means: a person, nobody yet, or a doubt. `out`: it is another row's person, and is left out."""

    person: Person | None = None
    alike: tuple[Alike, ...] = ()
    out: bool = False


def matched(drafts: Sequence[Draft], roll: Roll, decided: Mapping[int, str], others: bool) -> list[Known]:
    """Whom each draft means: by code, without one as the only person of its name in its unit; else by decision."""
    coded = [roll.by_code.get(draft.code.lower()) if draft.code else None for draft in drafts]
    by_code = {person.id for person in coded if person}
    here = [_here(draft, roll, by_code) for draft in drafts]
    sure = [person or (there[0] if len(there) == 1 else None) for person, there in zip(coded, here, strict=True)]
    met = {person.id for person in sure if person}
    named: defaultdict[str, list[int]] = defaultdict(list)  # places of the drafts of each name
    for place, draft in enumerate(drafts):
        named[draft.name].append(place)
    found = []
    for place, (draft, person) in enumerate(zip(drafts, sure, strict=True)):
        settled = person is not None or (others and not here[place])
        alike = () if settled else _alike(place, draft, drafts, sure, named[draft.name], roll, met)
        choice = decided.get(draft.row, "")
        same = next((each for each in alike if each.key == choice), None)
        if same or (alike and choice == OTHER):
            found.append(Known(same.person if same else None, out=bool(same and not same.person)))
        else:
            found.append(Known(person, alike))
    return _once(found)


def _here(draft: Draft, roll: Roll, by_code: Collection[str]) -> list[Person]:
    """Without a code: the people of that name in that unit whom no row means by their code."""
    if draft.code:
        return []
    way = roll.tree.way(draft.units)
    named = roll.by_name.get(draft.name, ()) if not way.new else ()
    return [person for person in named if person.unit == way.unit and person.id not in by_code]


def _once(found: list[Known]) -> list[Known]:
    """Two rows that were decided to be the same person: the later one is left out."""
    taken: set[str] = set()
    for place, known in enumerate(found):
        if known.person and known.person.id in taken:
            found[place] = Known(out=True)
        elif known.person:
            taken.add(known.person.id)
    return found


def _alike(
    place: int, draft: Draft, drafts: Sequence[Draft], sure: Sequence[Person | None], named: list[int], roll: Roll,
    met: Collection[str],
) -> tuple[Alike, ...]:  # fmt: skip
    """Everybody of the same name: people whom no row means, and other rows, if they are sure or stand before this one."""
    there = [person for person in roll.by_name.get(draft.name, ()) if person.id not in met]
    found = [Alike(person.id, person) for person in there if roll.reached(person)]
    found += [Alike("beyond")] if len(found) < len(there) else []
    rows = (drafts[each].row for each in named if each != place and (sure[each] or each < place))
    return (*found, *(Alike(f"row {row}", row=row) for row in rows))
