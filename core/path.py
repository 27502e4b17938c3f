"""What a programme asks of the other rooms, and what they offer it: plain values that both sides may know."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any, Protocol

from core.db import Database
from core.directory import Person
from core.language import Text

if TYPE_CHECKING:
    from core.ground import Ground


@dataclass(frozen=True, slots=True)
class Brief:
    """A programme as another room needs it. `criterion` is the office's own, in per cent of full marks."""

    slug: str
    version: str
    code: str
    title: Text
    first: date
    last: date
    fiscal_year: int
    topics: tuple[str, ...]
    criterion: int
    pledge: str
    certificate: str
    forms: tuple[str, ...] = ()  # of the measured tests; empty: all that there are
    days: int = 0  # for newcomers: how many each has from their first day on; 0: it is not for newcomers alone
    daily: int = 0  # minutes a day at which it is meant to be walked; 0: as people like
    due: date | None = None  # of one person, where theirs is earlier than the last day

    @property
    def period(self) -> str:
        """What a thing that recurs bears as its period."""
        return str(self.fiscal_year)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a learner's path: where it is done, and how far it is."""

    kind: str
    name: str
    title: Text
    detail: Text
    page: str  # the path of the page on which it is done
    done: bool
    begun: bool = False
    query: Mapping[str, str] = field(default_factory=dict)
    minutes: int = 0  # how long it takes, about
    known: bool = False  # the pre-test showed that the person knows it: they may skip it, and it counts as done
    letters: str = ""  # those of STRONG that it belongs to, such as "TR"
    measured: bool = False  # the mark of the post-test decides whether it is reached


@dataclass(frozen=True, slots=True)
class StepKind:
    """A word that may stand in a programme's path, and the step that a room makes of it."""

    word: str
    names: tuple[str, ...] | None  # what may stand behind the word; None: a slug of the room's own content
    step: Callable[["Ground", Database, Brief, str, Person], Step]
    play: Callable[["Ground", Brief, str, Person, Random], None] | None = None  # do it as a made-up person would
    done: Callable[[Database, Brief, str], frozenset[str]] | None = None  # the ids of all who have done it, at once
    on_paper: Callable[[Database, Brief, str], frozenset[str]] | None = None  # whose is printed, not typed in yet
    fits: Callable[[Any], bool] = lambda content: True  # which of the room's content may stand behind the word


@dataclass(frozen=True, slots=True)
class Halt:
    """People of a programme who have the same next step; `step` is None for those who have not begun.

    `paper`: the step is out on paper, so that it is others who go on: by typing it in.
    """

    step: Step | None
    people: tuple[Person, ...]
    paper: bool = False


class Paths(Protocol):
    """What the house hands to the rooms whose pages are steps of a path."""

    def brief(self, db: Database, programme: str) -> Brief | None:
        """A programme in force."""

    def mine(self, db: Database, person: Person) -> Sequence[Brief]:
        """The programmes that run today and are for this person."""

    def next(self, db: Database, programme: str, person: Person) -> Step | None:
        """The one next step of a person in a programme; None when all are done, or it is not theirs."""

    def open(self, db: Database, programme: str, person: Person, kind: str, name: str) -> bool:
        """Whether the person may be at this step now: it is done, or it is the next one."""

    def steps(self, db: Database, programme: str, person: Person) -> Sequence[Step]:
        """All steps in order; empty when the programme is not theirs."""

    def outline(self, db: Database, programme: str) -> Sequence[Step]:
        """All steps in order, as they stand before anybody has begun; of nobody, and whether it runs or not."""

    def enrolled(self, db: Database, programme: str, people: Sequence[Person]) -> list[Person]:
        """Those of these people for whom a programme is."""

    def finished(self, db: Database, programme: str) -> frozenset[str]:
        """The ids of all who have done every step of a programme, be they still here or not."""

    def halts(self, db: Database, programme: str, people: Sequence[Person]) -> list[Halt]:
        """These people by where they are: not begun, then each step's. Whoever has done all is in none."""
