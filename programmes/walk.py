"""A learner's way through their programmes: who is enrolled, the steps in order, the one that is next."""

from collections.abc import Callable, Sequence
from datetime import date

from core.db import Database
from core.directory import Person
from core.ground import Ground
from core.path import Brief, Step, StepKind
from programmes import load
from programmes.programme import Programme


class Walk:
    """The Paths that this room hands out through the house. `kinds` are the words of a path, as the rooms offer them."""

    def __init__(self, ground: Ground, kinds: Sequence[StepKind], today: Callable[[], date]):
        self.ground, self.today = ground, today
        self.kinds = {kind.word: kind for kind in kinds}

    def brief(self, db: Database, programme: str) -> Brief | None:
        known = load.programme(db, programme)
        return known[1].brief(programme, known[0]) if known else None

    def mine(self, db: Database, person: Person) -> list[Brief]:
        """The programmes that run today and are for this person."""
        return [
            programme.brief(slug, version)
            for slug, version, programme in load.running(db, self.today())
            if self.enrolled(db, programme, person)
        ]

    def enrolled(self, db: Database, programme: Programme, person: Person) -> bool:
        """Whether a programme is for a person: everybody, or the units that it names and those below them."""
        if not person.active or not programme.units:
            return person.active
        named = [unit.id for unit in self.ground.directory.units(db).values() if unit.name.th in programme.units]
        return any(person.unit in self.ground.directory.below(db, unit) for unit in named)

    def steps(self, db: Database, programme: str, person: Person) -> Sequence[Step]:
        known = load.programme(db, programme)
        if known is None or self.today() not in known[1].span or not self.enrolled(db, known[1], person):
            return []
        brief = known[1].brief(programme, known[0])
        stops = [(word, name) for word, name in known[1].stops if word in self.kinds]
        return [self.kinds[word].step(self.ground, db, brief, name, person) for word, name in stops]

    def next(self, db: Database, programme: str, person: Person) -> Step | None:
        return next((step for step in self.steps(db, programme, person) if not step.done), None)

    def open(self, db: Database, programme: str, person: Person, kind: str, name: str) -> bool:
        for step in self.steps(db, programme, person):
            if (step.kind, step.name) == (kind, name):
                return True
            if not step.done:
                return False
        return False
