"""A whole sheet brought in as its review showed it, and the way back."""

from collections.abc import Collection, Mapping, Sequence

from core.calendar import local_day
from core.db import Database
from core.directory import Person
from core.ground import Ground
from people.admission import Admitted, counted, look, scope, write
from people.image import image
from people.person import Draft, Refusal
from people.review import Review
from people.store import imports, roster
from people.store.imports import Import, Touched


def bring(
    ground: Ground, drafts: Sequence[Draft], shown: Review, administrator: Person | None = None, *,
    refused: Sequence[Refusal] = (), leave_out: bool = False, missing: bool = True, decided: Mapping[int, str] | None = None,
    others: bool = False, leavers: Collection[str] = (), on: str = "", file: str = "",
) -> Admitted | None:  # fmt: skip
    """Write a sheet as its review showed it, and take those of the missing off the roster who were ticked.

    `refused` and `missing` as it was looked at; `leave_out`: the refused rows are left out, and nobody is missing then.
    None when the roster is another by now, or the review was not ready: nothing was written, and it is to be shown anew.
    """
    with ground.write() as writing:
        today = local_day(writing.at)
        found = look(
            writing.db, drafts, today, administrator, refused=refused, decided=decided, others=others, missing=missing
        )
        if found != shown or not (found.ready or (leave_out and found.others_ready)):
            return None
        touched, units = write(ground, writing, found)
        going = [person for person in found.missing if person.id in leavers]
        for person in going:
            roster.leave(writing, person, on if on < today.isoformat() else "")
        touched += [(person.id, image(person), on) for person in going]
        done = counted(found, len(going))
        if touched:
            who, unit = (administrator.id, administrator.unit) if administrator else ("", "")
            made = Import(ground.new_id(), writing.at, who, done.new, done.changed, done.left, file)
            day = today.isoformat()
            imports.keep(writing, made, unit, [(id, before, since or day) for id, before, since in touched], units)
    return done


def undone(ground: Ground, id: str, administrator: Person | None = None) -> tuple[list[Touched], list[Touched]] | None:
    """Undo a whole import: who was set back, and who was not, because somebody changed them since or they lie beyond reach.

    The units that it made go too, where nobody is left in them and no room needs them. None when there is nothing (any
    more) to undo.
    """
    with ground.write() as writing:
        if imports.undoable_one(writing.db, id, writing.at) is None:
            return None
        back, stays = undoing(writing.db, id, administrator)
        if back:
            who, unit = (administrator.id, administrator.unit) if administrator else ("", "")
            needs = ground.keeper.needs if ground.keeper else lambda db, unit: ()
            made = [each for each in imports.units_made(writing.db, id) if not [*needs(writing.db, each)]]
            imports.undo(writing, id, who, unit, back, made)
    return back, stays


def undoing(db: Database, id: str, administrator: Person | None = None) -> tuple[list[Touched], list[Touched]]:
    """Whom undoing an import would set back, and whom not."""
    mine = scope(db, administrator) if administrator else None

    def theirs(each: Touched) -> bool:
        units = {each.now.unit, *(unit for _, unit in each.now.grants)}
        if each.before:
            units |= {each.before.unit, *(unit for _, unit in each.before.grants)}
        return mine is None or units <= mine

    found = imports.touched(db, id)
    back = [each for each in found if each.same and theirs(each)]
    return back, [each for each in found if not (each.same and theirs(each))]
