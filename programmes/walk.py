"""A learner's way through their programmes: who is enrolled, the steps in order, the one that is next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from core.db import Database
from core.directory import Person
from core.ground import Ground
from core.language import Text
from core.path import Brief, Halt, Step, StepKind
from core.ways import Meant
from programmes import load, store
from programmes.programme import Programme

# Who has done nothing and is nowhere: steps are asked for with a person, also where they are shown to everybody.
NOBODY = Person("", "", "", "", "", "", False, None, False, ())


class Walk:
    """The Paths that this room hands out through the house. `kinds` are the words of a path, as the rooms offer them."""

    def __init__(self, ground: Ground, kinds: Sequence[StepKind], today: Callable[[], date]):
        self.ground, self.today = ground, today
        self.kinds = {kind.word: kind for kind in kinds}

    def brief(self, db: Database, programme: str) -> Brief | None:
        known = load.programme(db, programme)
        return known[1].brief(programme, known[0]) if known else None

    def mine(self, db: Database, person: Person) -> list[Brief]:
        """The programmes that run today and are for this person, those due first before the others."""
        found = [
            replace(programme.brief(slug, version), due=programme.due(person))
            for slug, version, programme in load.running(db, self.today())
            if self.suited(db, programme, store.meant(db, slug), [person])
        ]
        return sorted(found, key=lambda brief: brief.due or brief.last)

    def suited(self, db: Database, programme: Programme, meant: Meant, people: Sequence[Person]) -> list[Person]:
        """Those of these people for whom a programme is, be it in force or not; `meant`: which units its ways mean."""
        named = {unit for way in programme.units for unit in meant.get(way, ())}
        within = frozenset[str]().union(*(self.ground.directory.below(db, unit) for unit in named))
        return [person for person in people if programme.suits(person, within)]

    def enrolled(self, db: Database, programme: str, people: Sequence[Person]) -> list[Person]:
        known = load.programme(db, programme)
        return self.suited(db, known[1], store.meant(db, programme), people) if known else []

    def steps(self, db: Database, programme: str, person: Person) -> Sequence[Step]:
        known = load.programme(db, programme)
        if known is None or self.today() not in known[1].span or not self.enrolled(db, programme, [person]):
            return []
        brief = known[1].brief(programme, known[0])
        before = store.shares(db, programme, person.id, "pre") if known[1].known_at is not None else {}
        each = [self.kinds[word].step(self.ground, db, brief, name, person) for word, name in self._stops(known[1])]
        return [_skipped(step) if known[1].knows(step.kind, step.name, before) else step for step in each]

    def outline(self, db: Database, programme: str) -> Sequence[Step]:
        known = load.programme(db, programme)
        if known is None:
            return []
        brief = known[1].brief(programme, known[0])
        return [self.kinds[word].step(self.ground, db, brief, name, NOBODY) for word, name in self._stops(known[1])]

    def _stops(self, programme: Programme) -> list[tuple[str, str]]:
        return [(word, name) for word, name in programme.stops if word in self.kinds]

    def next(self, db: Database, programme: str, person: Person) -> Step | None:
        return next((step for step in self.steps(db, programme, person) if not step.done), None)

    def open(self, db: Database, programme: str, person: Person, kind: str, name: str) -> bool:
        for step in self.steps(db, programme, person):
            if (step.kind, step.name) == (kind, name):
                return True
            if not step.done:
                return False
        return False

    def finished(self, db: Database, programme: str) -> frozenset[str]:
        known = load.programme(db, programme)
        if known is None:
            return frozenset()
        brief, stops = known[1].brief(programme, known[0]), self._stops(known[1])
        # All steps and not the last alone: a certificate is of a year, and may have been earned in another programme.
        knew = _knew(db, programme, known[1])
        each = [
            done(db, brief, name) | knew.get((word, name), frozenset())
            for word, name in stops
            if (done := self.kinds[word].done)
        ]
        return frozenset.intersection(*each) if each else frozenset()

    def halts(self, db: Database, programme: str, people: Sequence[Person]) -> list[Halt]:
        """One question a step for everybody: an organisation of 100,000 is not asked one by one."""
        known = load.programme(db, programme)
        if known is None:
            return []
        brief, left, halts = known[1].brief(programme, known[0]), list(people), []
        begun, knew = store.begun_by(db, programme, printed=True), _knew(db, programme, known[1])
        for place, (word, name) in enumerate(self._stops(known[1])):
            kind = self.kinds[word]
            done = kind.done(db, brief, name) if kind.done else frozenset(
                person.id for person in left if kind.step(self.ground, db, brief, name, person).done
            )  # fmt: skip
            done |= knew.get((word, name), frozenset())
            here = [person for person in left if person.id not in done]
            left = [person for person in left if person.id in done]
            printed = kind.on_paper(db, brief, name) if kind.on_paper else frozenset[str]()
            if place == 0:  # who holds a printed test, or put it aside, is at its step
                halts.append(Halt(None, tuple(person for person in here if person.id not in begun)))
                here = [person for person in here if person.id in begun]
            for paper in (False, True):
                group = tuple(person for person in here if (person.id in printed) is paper)
                if group:
                    halts.append(Halt(kind.step(self.ground, db, brief, name, group[0]), group, paper))
        return [halt for halt in halts if halt.people]


def _skipped(step: Step) -> Step:
    """A lesson on what the pre-test showed to be known: it may be read, and need not be."""
    if step.done:
        return step
    if step.begun:
        return replace(step, known=True, done=True)
    detail = Text(th="ท่านรู้แล้วจากแบบทดสอบก่อนเรียน ข้ามได้", en="The pre-test shows that you know it; you may skip it")
    return replace(step, known=True, done=True, detail=detail)


def _knew(db: Database, slug: str, programme: Programme) -> Mapping[tuple[str, str], frozenset[str]]:
    """By lesson, as a path names it, the ids of all who need not read it."""
    if programme.known_at is None:
        return {}
    return {("lesson", topic): people for topic, people in store.knew(db, slug, programme.known_at).items()}
