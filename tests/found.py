"""What the pictures look for in a filled office, by what it is and not by whose code: ids, and addresses of certificates."""

from collections.abc import Iterator, Mapping

from cast import CAST, EXPIRED
from standing import Standing

import badges.address
import badges.store
import house
from core.calendar import local_day
from core.directory import Person
from core.ground import Ground
from core.record import of_kind


def people(opened: house.House) -> Mapping[str, str]:
    """Somebody, by id and by code, and the id of somebody who has left."""
    with opened.ground.read() as db:
        gone = (opened.ground.directory.person(db, fact.person) for fact in of_kind(db, "PersonLeft"))
        left = next(person for person in gone if person and not person.active)
    somebody = next(_ordinary(opened.ground))
    return {"person": somebody.id, "code": somebody.code, "left": left.id}


def certificates(opened: house.House) -> Mapping[str, str]:
    """The addresses of a certificate in each state; one is revoked here."""
    ground, expired = opened.ground, Standing(opened).person(EXPIRED)
    _, *others = _ordinary(ground)  # the first is the person of the pictures, and keeps theirs
    holder, revoked = next((each, held) for each in others for held in _held(ground, each, "valid"))
    with ground.write() as writing:
        badges.store.revoke(writing, revoked, holder.unit, "mistake")
    others.remove(holder)  # who has been given another one in its place
    wanted = {"valid": others, "superseded": others, "expired": [expired]}
    found = {
        state: next(each for person in those for each in _held(ground, person, state))
        for state, those in wanted.items()
    }
    return {state: _verified(ground, each.id) for state, each in {**found, "revoked": revoked}.items()}


def _ordinary(ground: Ground) -> Iterator[Person]:
    """Those on the roster who hold no right over others, and have no place in a picture; by code."""
    with ground.read() as db:
        everybody = sorted(ground.directory.everybody(db), key=lambda person: person.code)
    for person in everybody:
        if person.code not in (*CAST, "LEARNER") and not person.holds("trainer", "manager", "administrator"):
            yield person


def _held(ground: Ground, person: Person, state: str) -> list[badges.store.Standing]:
    """Somebody's certificates that stand so today."""
    today = local_day(ground.clock())
    with ground.read() as db:
        held = badges.store.held(db, person.id)
    return [each for each in held if each.credential == "strong" and each.state(today) == state]


def _verified(ground: Ground, credential: str) -> str:
    with ground.read() as db:
        data = badges.store.printed(db, credential)
        assert data is not None, credential
        address = badges.address.address_of(ground, db, credential, data)
    return "V/" + str(address).rpartition("/V/")[2]
