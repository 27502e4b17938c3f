"""A programme: what an office runs, for whom, from when to when, and the path that a learner walks in it."""

from collections.abc import Iterator, Mapping, Set
from datetime import date, timedelta
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from core.calendar import Span, fiscal_span
from core.content import Content, Slip
from core.directory import Person
from core.language import Text
from core.path import Brief
from programmes.slips import slips_of

Stop = Annotated[dict[str, str], Field(min_length=1, max_length=1)]  # one word and what stands behind it
Named = Annotated[str, Field(min_length=1, max_length=150)]
Way = Annotated[str, Field(min_length=1, max_length=600)]
Standing = Literal["executive", "member"]
Form = Literal["A", "B", "C"]


class Programme(Content):
    """One YAML file. The path, the certificate's rule and the plan's figures are read from it, and nowhere else."""

    title: Text
    code: Annotated[str, Field(min_length=1, max_length=20)]
    fiscal_year: Annotated[int, Field(ge=2500, le=2699)]
    first: date | None = None
    last: date | None = None
    units: tuple[Way, ...] = ()  # Thai names, or ways "A > B"; with those below them. Empty: everybody
    positions: tuple[Named, ...] = ()  # Thai names, as on the roster. Empty: all
    standing: Standing | None = None
    newcomers: Annotated[int, Field(ge=1, le=366)] | None = None  # days that each has from their first one on
    criterion: Annotated[int, Field(ge=0, le=100)]
    forms: tuple[Form, ...] = ()  # of the measured tests. Empty: all that there are
    valid_days: Annotated[int, Field(ge=0, le=36500)] | None = None  # of its certificate; None: as that says itself
    known_at: Annotated[int, Field(ge=50, le=100)] | None = (
        None  # per cent of a topic before; its lesson may be skipped
    )
    daily: Annotated[int, Field(ge=5, le=120)] | None = None  # minutes a day at which it is meant to be walked
    path: Annotated[tuple[Stop, ...], Field(min_length=1)]
    plan: str = ""

    @property
    def stops(self) -> tuple[tuple[str, str], ...]:
        """The path as (word, what stands behind it)."""
        return tuple(next(iter(stop.items())) for stop in self.path)

    @property
    def span(self) -> Span:
        """The days on which it runs."""
        year = fiscal_span(self.fiscal_year)
        return Span(self.first or year.first, self.last or year.last)

    def behind(self, word: str) -> tuple[str, ...]:
        """What stands behind each stop of one word, in the path's order."""
        return tuple(name for each, name in self.stops if each == word)

    def slips(self) -> Iterator[Slip]:
        yield from slips_of(self)

    def suits(self, person: Person, within: Set[str]) -> bool:
        """Whether it is for this person; `within` are the ids of its units and those below. One of theirs is enough."""
        return (
            person.active
            and (not self.units or not within.isdisjoint((person.unit, *person.also)))
            and (not self.positions or person.position in self.positions)
            and self.standing in (None, person.standing)
            and (self.newcomers is None or (person.came is not None and person.came in self.span))
        )

    def due(self, person: Person) -> date:
        """The day by which a person should have walked it; a newcomer has days of their own."""
        if self.newcomers is None or person.came is None:
            return self.span.last
        return min(person.came + timedelta(days=self.newcomers - 1), self.span.last)

    def knows(self, word: str, name: str, before: Mapping[str, Fraction]) -> bool:
        """Whether a step is a lesson that the pre-test's marks by topic (0 to 1) make needless."""
        if self.known_at is None or word != "lesson" or name not in before:
            return False
        return before[name] * 100 >= self.known_at

    def brief(self, slug: str, version: str) -> Brief:
        """The programme as the other rooms need it."""
        return Brief(
            slug=slug, version=version, code=self.code, title=self.title, first=self.span.first, last=self.span.last,
            fiscal_year=self.fiscal_year, topics=self.behind("lesson"), criterion=self.criterion,
            pledge=next(iter(self.behind("pledge")), ""), certificate=next(iter(self.behind("certificate")), ""),
            forms=self.forms, days=self.newcomers or 0, daily=self.daily or 0,
        )  # fmt: skip

    @property
    def binding(self) -> list[object]:
        """What touches people who have begun: for whom, when, what is asked, and what is issued for it."""
        return [
            self.criterion, [list(stop) for stop in self.stops], self.fiscal_year, self.span.first.isoformat(),
            self.span.last.isoformat(), list(self.units), list(self.positions), self.standing, list(self.forms),
            self.valid_days, *([["newcomers", self.newcomers]] if self.newcomers else []),
            *([] if self.known_at is None else [["known_at", self.known_at]]),
        ]  # fmt: skip
