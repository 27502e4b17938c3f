"""The house: the list of rooms, and what they need handed in. The only place that knows more than one room."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import chain
from pathlib import Path

import badges
import lessons
import outcomes
import people
import pledges
import programmes
import quizzes
from core import audit, follow, library, record, settings
from core.calendar import local_day
from core.content import Content, Problem
from core.db import Store
from core.ground import Ground, chance_id, now
from core.language import Text
from core.library import Shelf, Waiting
from core.path import StepKind
from core.room import Room
from core.signing import open_signer, public_keys
from people.admission import admit_all, passwords, set_up_link
from people.person import Draft
from people.store.roster import Roster
from programmes.walk import Walk

ROOMS: tuple[Room, ...] = (
    people.room,
    programmes.room,
    lessons.room,
    quizzes.room,
    pledges.room,
    badges.room,
    outcomes.room,
)
GROUND = (record.migrations, follow.migrations, library.migrations, settings.migrations)
DATA = "SUJARIT_DATA"  # the environment's word for the data folder


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

    def review(self, room: str, slug: str) -> None:
        """Bring a change of used content into force that waited for a person's review."""
        shelf = next(shelf for shelf in shelves() if shelf.room == room)
        contents, _ = check(self.ground.content)
        with self.ground.write() as writing:
            library.publish(writing, shelf, slug, contents[room][slug], reviewed=True)
        self.waiting = [each for each in self.waiting if (each.room, each.slug) != (room, slug)]

    def shelved(self) -> Sequence[tuple[Text, Mapping[str, str]]]:
        """Each shelf's title, and by slug the version in force."""
        with self.ground.read() as db:
            return [
                (
                    shelf.title,
                    {slug: library.current(db, shelf.room, slug) or "" for slug in library.slugs(db, shelf.room)},
                )
                for shelf in shelves()
            ]

    def audit(self) -> Iterator[audit.Finding]:
        """Walk the record, its checkpoints, the content and every room's rows; each place that does not agree."""
        with self.ground.read() as db:
            record = chain(audit.chain(db), audit.checkpoints(db, public_keys(self.ground.keys)))
            content = (audit.Finding(*each) for each in library.disagreements(db))
            found = [*audit.readable("the record", record), *audit.readable("the content", content)]
            yield from found
            if found:
                return  # the rooms' rows are compared with the record and the content, which have to stand for that
            yield from audit.ends(db)
            for room in ROOMS:
                yield from audit.readable(f"room {room.name}", room.audit(self.ground, db))


def shelves() -> tuple[Shelf, ...]:
    """Every room's content, programmes last: they name what the others hold."""
    found = [room.shelf for room in ROOMS if room.shelf]
    return tuple(sorted(found, key=lambda shelf: shelf.meets is not None))


def kinds() -> tuple[StepKind, ...]:
    """The words that may stand in a programme's path."""
    return tuple(kind for room in ROOMS for kind in room.steps)


def stop_names(contents: dict[str, dict[str, Content]]) -> dict[str, tuple[str, ...]]:
    """What may stand behind each word of a path, given each room's content by slug."""
    return {
        kind.word: kind.names if kind.names is not None else tuple(contents.get(room.name, {}))
        for room in ROOMS
        for kind in room.steps
    }


def check(content: Path) -> tuple[dict[str, dict[str, Content]], list[Problem]]:
    """All content, shipped and the office's own in `content`: what can be read by room and slug, and every problem."""
    contents: dict[str, dict[str, Content]] = {}
    problems: list[Problem] = []
    for shelf in shelves():
        found, wrong = library.found(shelf, content)
        problems += wrong
        unmet = library.unmet(shelf, content, found, stop_names(contents))
        problems += [problem for wrongs in unmet.values() for problem in wrongs]
        contents[shelf.room] = {slug: each for slug, each in found.items() if slug not in unmet}
    return contents, problems


def open_house(
    folder: Path,
    *,
    clock: Callable[[], datetime] = now,
    new_id: Callable[[], str] = chance_id,
    synchronous: str = "FULL",
) -> House:
    """Open the house over a data folder: migrate, make the key at first start, publish content, let followers catch up."""
    folder.mkdir(parents=True, exist_ok=True)
    store = Store(folder / "sujarit.db", synchronous=synchronous)
    store.migrate([*GROUND, *(room.migrations for room in ROOMS)])
    ground = Ground(folder, store, open_signer(folder / "keys"), Roster(), clock, new_id)
    ground.followers = tuple(follower for room in ROOMS for follower in room.followers(ground))
    house = House(ground, Walk(ground, kinds(), lambda: local_day(ground.clock())), [], [])
    ground.desk = house
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
