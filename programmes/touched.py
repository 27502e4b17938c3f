"""Whom a change of a programme touches: who comes in and who falls out, who would reach the criterion, what is issued."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.db import Database
from core.directory import Person
from core.ground import Ground
from core.ways import Meant, Ways, bound
from programmes import load, store
from programmes.programme import Programme
from programmes.walk import Walk

SMALLEST = 5  # fewer people than this are not counted where marks are meant


@dataclass(frozen=True, slots=True)
class Touched:
    """What a change would do to people. `reach` and `miss` count those whose standing against the criterion changes."""

    into: tuple[Person, ...]
    out: tuple[Person, ...]
    enrolled: int
    begun_out: int  # of those who fall out: how many have begun
    begun: int
    tested: int
    reach: int
    miss: int


def touched(ground: Ground, db: Database, slug: str, programme: Programme) -> Touched:
    """Compare a programme with the version of it that is in force."""
    known = load.programme(db, slug)
    before, people = known[1] if known else None, ground.directory.everybody(db)
    walk = Walk(ground, (), lambda: programme.span.first)
    meant = store.meant(db, slug)
    were = walk.suited(db, before, meant, people) if before else []
    come = walk.suited(db, programme, to_mean(ground, db, programme, meant), people)
    out, into = _without(were, come), _without(come, were)
    begun, scores = store.begun_by(db, slug, printed=True), store.scores(db, slug)
    old, new = before.criterion if before else programme.criterion, programme.criterion
    return Touched(
        into=tuple(into), out=tuple(out), enrolled=len(come),
        begun_out=sum(person.id in begun for person in out), begun=len(begun), tested=len(scores),
        reach=sum(new <= score * 100 < old for score in scores.values()),
        miss=sum(old <= score * 100 < new for score in scores.values()),
    )  # fmt: skip


def to_mean(ground: Ground, db: Database, programme: Programme, before: Meant) -> Meant:
    """Which units a programme's ways would mean if it were published now."""
    return bound(programme.units, Ways(ground.directory.units(db).values()), before) if programme.units else {}


def _without(people: Sequence[Person], others: Sequence[Person]) -> list[Person]:
    ids = {person.id for person in others}
    return [person for person in people if person.id not in ids]
