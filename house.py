"""The house: the list of rooms, and what they need handed in. The only place that knows more than one room."""

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Any

import badges
import gifts
import lessons
import outcomes
import people
import pledges
import programmes
import quizzes
from core import audit, desk, follow, inventory, library, record, rehearse, settings, wording
from core.calendar import local_day
from core.content import Content, Problem, Slip
from core.db import Database, Migrations, Store, private_folder
from core.directory import Directory, Person
from core.greeting import Greeting, greeting
from core.ground import Ground, chance_id, now
from core.keeper import Kept
from core.language import Text
from core.library import Shelf, Waiting
from core.path import StepKind
from core.record import Writing
from core.room import Room
from core.signing import Refused, open_signer, public_keys
from core.strays import adrift
from people.admission import admit_all, passwords, set_up_link
from people.person import Draft
from people.store.directory import Roster
from programmes.slips import FORMS_OF
from programmes.walk import Walk
from quizzes.quiz import Quiz

ROOMS: tuple[Room, ...] = (
    people.room,
    programmes.room,
    lessons.room,
    quizzes.room,
    pledges.room,
    badges.room,
    gifts.room,
    outcomes.room,
)
GROUND = (record.migrations, follow.migrations, library.migrations, settings.migrations)
DATA = "SUJARIT_DATA"  # the environment's word for the data folder
HELLO = "SUJARIT_HELLO"  # set by `sujarit serve` for the server that it becomes: "terminal" or "log"


@dataclass(slots=True)
class House:
    """One organisation's house, opened: its ground, its paths, and what its content says and waits for."""

    ground: Ground
    paths: Walk
    problems: list[Problem]
    waiting: list[Waiting]

    def publish(self) -> None:
        """Read all files again and bring into force what may be; changes of what was used wait for a review."""
        contents, self.problems = check(self.ground.content)
        with self.ground.write() as writing:
            found = [
                library.publish(writing, shelf, slug, content)
                for shelf in shelves()
                for slug, content in contents[shelf.room].items()
            ]
        self.waiting = [waiting for waiting in found if waiting]

    def _waits(self, room: str, slug: str) -> Content | None:
        """The content that waits in a file; None when the file is another one by now. Then all are read again."""
        content = check(self.ground.content)[0][room].get(slug)
        if content is None or Waiting(room, slug, library.version_of(content)) not in self.waiting:
            self.publish()
            return None
        return content

    def review(self, room: str, slug: str, head: str = "") -> Refused | None:
        """Bring a change of used content into force that waited for a person's review.

        Refused when the file is another one by now: what it says has not been reviewed. It is read again.
        """
        content = self._waits(room, slug)
        if content is None:
            return Refused(f"{room}/{slug} was changed since it began to wait; look at it again")
        refused = desk.brought(self.ground, _shelf(room), slug, content, head)
        if refused is None:
            self.waiting = [each for each in self.waiting if (each.room, each.slug) != (room, slug)]
        return refused

    def trial(self, room: str, slug: str, content: Content | None = None) -> desk.Trial | None:
        """What a content, or the one that waits, would do; None when nothing waits there (any more)."""
        found = content or self._waits(room, slug)
        return desk.tried(self.ground, _shelf(room), slug, found) if found else None

    def put(self, room: str, slug: str, content: Content, text: str, head: str) -> Refused | None:
        """Write an office's own file, and bring it into force, if the record's head is still this one."""
        refused = desk.put(self.ground, _shelf(room), slug, content, text, head)
        self.publish()
        return refused

    def withdraw(self, room: str, slug: str) -> Refused | None:
        """Take a content out of force that nobody has used; the office's own file is kept under another name."""
        refused = desk.withdrawn(self.ground, _shelf(room), slug)
        self.publish()
        return refused

    def hints(self) -> list[Problem]:
        """What the content in force names that the roster does not have."""
        with self.ground.read() as db:
            contents = {
                shelf.room: library.all_in_force(db, shelf)
                for shelf in shelves() if shelf.hints
            }  # fmt: skip
            return _hinted(self.ground.content, contents, self.ground.directory, db)

    def names(self) -> Mapping[str, tuple[str, ...]]:
        """What may stand behind each word of a path, as a content's check asks for it."""
        contents = check(self.ground.content)[0]
        return stop_names(contents) | form_names(contents)

    def offered(self) -> Mapping[str, Mapping[str, Text]]:
        """What may stand behind each word of a path, and as `plan`, with its title."""
        with self.ground.read() as db:
            kinds = [
                (kind, room.shelves[0]) for room in ROOMS for kind in room.steps if room.shelves and kind.names is None
            ]
            behind = {
                kind.word: {
                    slug: each.title for slug, each in library.all_in_force(db, shelf).items() if kind.fits(each)
                }
                for kind, shelf in kinds
            }
            plans = library.all_in_force(db, _shelf(outcomes.room.name)).values()
        return {**behind, "plan": {project.code: project.title for plan in plans for project in plan.projects}}

    def export(self, code: str) -> dict[str, Any]:
        """A person's own data in every room. Raises LookupError for a code that nobody has."""
        with self.ground.read() as db:
            return dict(self.own(db, self._person(db, code).id))

    def own(self, db: Database, person: str) -> Mapping[str, Mapping[str, Any]]:
        """A person's own data, by room."""
        return {room.name: room.export(db, person) for room in ROOMS}

    def kept(self) -> Mapping[str, Kept]:
        """What each room keeps of a person, in words."""
        return {room.name: room.kept for room in ROOMS if room.kept}

    def needs(self, db: Database, unit: str) -> Sequence[Text]:
        """What needs a unit in any room."""
        return [text for room in ROOMS for text in room.needs(self.ground, db, unit)]

    def erase(self, code: str) -> bool:
        """Delete a person's own values in every room, in one transaction. Raises LookupError as `export` does.

        False where a reader still holds up the database's log: there they are until it is emptied, minutes later.
        """
        with self.ground.write() as writing:
            self.forget(writing, self._person(writing.db, code).id)
        return self.ground.fold()

    def forget(self, writing: Writing, person: str) -> None:
        """Delete a person's own values in every room, within a transaction that is open."""
        for room in reversed(ROOMS):  # people last: it tells that it was done
            room.erase(writing, person)

    def _person(self, db: Database, code: str) -> Person:
        person = self.ground.directory.by_code(db, code)
        if person is None:
            raise LookupError(f"ไม่มีผู้ใช้รหัส {code} / nobody has the code {code}")
        return person

    def shelved(self) -> Sequence[tuple[str, Text, Mapping[str, Text]]]:
        """Each shelf's name and title, and by slug the title of what is in force."""
        with self.ground.read() as db:
            return [
                (
                    shelf.room,
                    shelf.title,
                    {slug: content.title for slug, content in library.all_in_force(db, shelf).items()},
                )
                for shelf in shelves()
            ]

    def audit(self) -> Iterator[audit.Finding]:
        """Walk the record, its checkpoints, the content and every room's rows; each place that does not agree."""
        with self.ground.read() as db:
            record = chain(audit.chain(db), audit.checkpoints(db, public_keys(self.ground.keys)))
            content = (audit.Finding(*each) for each in inventory.disagreements(db))
            found = [*audit.readable("the record", record), *audit.readable("the content", content)]
            yield from found
            if found:
                return  # the rooms' rows are compared with the record and the content, which have to stand for that
            yield from audit.ends(db)
            yield from audit.readable("the content", (audit.Finding(*each) for each in inventory.untold(db)))
            for room in ROOMS:
                yield from audit.readable(f"room {room.name}", room.audit(self.ground, db))
        yield from audit.readable("the followers", rehearse.replayed(self.ground))


def shelves() -> tuple[Shelf, ...]:
    """Every room's content, programmes last: they name what the others hold."""
    found = [shelf for room in ROOMS for shelf in room.shelves]
    return tuple(sorted(found, key=lambda shelf: shelf.room == programmes.room.name))


def _shelf(room: str) -> Shelf:
    return next(shelf for shelf in shelves() if shelf.room == room)


def kinds() -> tuple[StepKind, ...]:
    """The words that may stand in a programme's path."""
    return tuple(kind for room in ROOMS for kind in room.steps)


def plays() -> dict[str, Callable[..., Any]]:
    """What made-up people do beside their paths, by its word."""
    return {word: play for room in ROOMS for word, play in room.plays.items()}


def stop_names(contents: Mapping[str, Collection[str]]) -> dict[str, tuple[str, ...]]:
    """What may stand behind each word of a path, given the slugs of each room's content."""
    return {
        kind.word: kind.names if kind.names is not None else tuple(sorted(_fitting(kind, contents.get(room.name, ()))))
        for room in ROOMS
        for kind in room.steps
    }


def _fitting(kind: StepKind, contents: Collection[str]) -> set[str]:
    """Of slugs those that may stand behind a word; of what is not read yet, its name alone is known."""
    return {
        slug
        for slug in contents
        if not isinstance(contents, Mapping) or contents[slug] is None or kind.fits(contents[slug])
    }


def form_names(contents: Mapping[str, Mapping[str, Content]]) -> dict[str, tuple[str, ...]]:
    """The forms of each topic's measured test, as they stand among the names of a path's words."""
    banks = contents.get(quizzes.room.name, {}).items()
    return {FORMS_OF + topic: bank.forms for topic, bank in banks if isinstance(bank, Quiz) and bank.forms}


def check(content: Path) -> tuple[dict[str, dict[str, Content]], list[Problem]]:
    """All content, shipped and the office's own in `content`: what can be read by room and slug, and every problem."""
    contents: dict[str, dict[str, Content]] = {}
    problems: list[Problem] = []
    filed: dict[str, dict[str, Content | None]] = {}  # None: a file with slips
    for shelf in shelves():
        found, wrong = library.found(shelf, content)
        problems += wrong
        filed[shelf.room] = {**found, **{Path(problem.file).stem: None for problem in wrong}}
        # What names a file with slips is held back too; but there the mistake is not, and it is not told there.
        unmet = library.unmet(shelf, content, found, stop_names(contents) | form_names(contents))
        told = library.unmet(shelf, content, found, stop_names(filed) | form_names(contents))
        problems += [problem for wrongs in told.values() for problem in wrongs]
        contents[shelf.room] = {slug: each for slug, each in found.items() if slug not in unmet}
    return contents, [*problems, *adrift(content, [shelf.room for shelf in shelves()])]


def _hinted(
    content: Path, contents: Mapping[str, Mapping[str, Content]], directory: Directory, db: Database
) -> list[Problem]:
    found = ((shelf, contents.get(shelf.room, {})) for shelf in shelves())
    return [each for shelf, its in found for each in library.hinted(shelf, content, its, directory, db)]


def hints(folder: Path, contents: Mapping[str, Mapping[str, Content]]) -> list[Problem]:
    """What contents name that the roster does not have. The database is only read; none, or one of another version, has no say."""
    if not (folder / "sujarit.db").exists():
        return []
    store = Store(folder / "sujarit.db", readers=1)
    try:
        with store.read() as db:
            if any(each.pending(db) for each in _migrations()):
                return []
            return _hinted(folder / "content", contents, Roster(), db)
    finally:
        store.close()


def _migrations() -> list[Migrations]:
    return [*GROUND, *(room.migrations for room in ROOMS)]


def strict(content: Path, today: date) -> tuple[list[Problem], dict[str, dict[Text, str]]]:
    """What is wrong with the content beyond its shape too, and what each topic holds, by slug."""
    contents, problems = check(content)
    topics: dict[str, dict[Text, str]] = {}
    for room in ROOMS:
        slips = partial(_slips, room, today)
        for shelf in room.shelves:
            found = contents[shelf.room]
            problems += library.strict(shelf, content, found, slips)
            for slug, each in found.items():
                if measured := room.measures(each):
                    topic = topics.setdefault(slug, {})
                    old = int(topic.pop(wording.OLD, "0")) + wording.old(each, today)
                    topic.update({**measured, wording.OLD: str(old)})
    return problems, topics


def _slips(room: Room, today: date, content: Content) -> Iterator[Slip]:
    return chain(wording.slips(content), wording.ahead(content, today), room.strict(content))


def open_house(
    folder: Path,
    *,
    clock: Callable[[], datetime] = now,
    new_id: Callable[[], str] = chance_id,
    synchronous: str = "FULL",
) -> House:
    """Open the house over a data folder: migrate, make the key at first start, let followers catch up, publish content."""
    private_folder(folder)
    store = Store(folder / "sujarit.db", synchronous=synchronous)
    store.migrate(_migrations())
    ground = Ground(folder, store, open_signer(folder / "keys"), Roster(), clock, new_id)
    ground.followers = tuple(follower for room in ROOMS for follower in room.followers(ground))
    ground.panels = tuple(panel for room in ROOMS for panel in room.panels)
    house = House(ground, Walk(ground, kinds(), lambda: local_day(ground.clock())), [], [])
    ground.desk = ground.keeper = house
    ground.settle()  # first of all: whether a content is in use is asked of followers' rows, which a new version may make anew
    house.publish()
    ground.settle()
    ground.checkpoint()
    return house


def data_folder() -> Path:
    """The data folder: SUJARIT_DATA, else `data` beside this file."""
    return Path(os.environ.get(DATA) or Path(__file__).parent / "data")


__all__ = ["ROOMS", "Draft", "House", "StepKind", "admit_all", "passwords", "set_up_link"]


@cache
def house() -> House:
    """The one house of this process."""
    return open_house(data_folder())


def hello() -> Callable[[], Greeting] | None:
    """What `sujarit serve` asked to be said when the server is ready: with the set-up link while nobody administers."""
    asked = os.environ.get(HELLO)
    if not asked:
        return None
    return lambda: greeting(house().ground, set_up_link(house().ground), house().problems, stops=asked == "terminal")
