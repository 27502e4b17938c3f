"""Everybody walks their path a step at a time, in the order of the clock; what else happens comes between them."""

import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

import house
from core.calendar import fiscal_span, local_day
from core.directory import Person
from core.path import Brief
from demo.clock import Clock

TOGETHER = 250  # steps in one transaction; followers read them when it ends
BUSY = 70  # days of the running year within which everybody begins

Stop = tuple[str, str]
Turn = tuple[datetime, int, int, int]  # moment, person's number, year, the stop that is next


@dataclass(order=True)
class Event:
    """Something that happens at a moment."""

    at: datetime
    act: Callable[[], object] = field(compare=False)


class Walking:
    """The steps that people take, and what happens between them."""

    def __init__(self, opened: house.House, clock: Clock, chance: Random, until: datetime):
        self.opened, self.clock, self.chance, self.until = opened, clock, chance, until
        # What people do is written together, and read by the followers together: the same rows, at less cost.
        self.quiet = replace(opened.ground, followers=())
        self.kinds = {kind.word: kind for kind in house.kinds()}
        self.events: list[Event] = []
        self.gone: set[str] = set()  # ids of those who have left
        self.offline: dict[str, datetime] = {}  # ids of those who are tested on paper, and when they begin
        self.typists: Sequence[Person] = ()
        self._paths: dict[int, tuple[Brief, list[Stop]]] = {}

    def happens(self, at: datetime, act: Callable[[], object]) -> None:
        """Let something happen at a moment, if the story comes to it."""
        if at <= self.until:
            heapq.heappush(self.events, Event(at, act))

    def all(self, people: Sequence[Person], shares: Mapping[int, float]) -> Iterator[str]:
        """Let people walk, up to `until`; of each year, the share of them who begin."""
        turns, done, happened = self._turns(people, shares), 0, 0
        while turns or self.events:
            done += self._together(turns, people, self.events[0].at if self.events else self.until)
            self.opened.ground.settle()
            if self.events and (not turns or turns[0][0] >= self.events[0].at):
                event = heapq.heappop(self.events)
                self.clock.at = max(event.at, self.clock.at)
                event.act()
                happened += 1
        yield f"เดินตามหลักสูตร {done:,} ขั้น ใน {len(shares)} ปีงบประมาณ · {done:,} steps walked in {len(shares)} fiscal years"
        if happened:
            yield f"เหตุการณ์อื่น {happened:,} เรื่อง: ย้าย ออก สอบบนกระดาษ กรอกยอด ปิดและแก้งวด"
            yield f"{happened:,} other events: moves, leavers, tests on paper, figures entered, quarters closed and restated"

    def _turns(self, people: Sequence[Person], shares: Mapping[int, float]) -> list[Turn]:
        """When everybody begins."""
        turns, running = [], max(shares)
        for number, person in enumerate(people):
            for year, share in shares.items():
                if self.chance.random() < share or person.id in self.offline:
                    turns.append((self._begin(person, year, last=year == running), number, year, 0))
        turns = [turn for turn in turns if turn[0] <= self.until]
        heapq.heapify(turns)
        return turns

    def _begin(self, person: Person, year: int, *, last: bool) -> datetime:
        span, fixed = fiscal_span(year), self.offline.get(person.id)
        if fixed and span.begins <= fixed < span.ends:
            return fixed
        within = BUSY if last else 200
        return span.begins + timedelta(days=self.chance.uniform(3, within), hours=self.chance.uniform(1, 8))

    def _together(self, turns: list[Turn], people: Sequence[Person], limit: datetime) -> int:
        """Some steps in one transaction, all before a moment. Returns how many were taken."""
        done = 0
        with self.opened.ground.store.write():
            while turns and turns[0][0] < limit and done < TOGETHER:
                turn = heapq.heappop(turns)
                if people[turn[1]].id not in self.gone and (later := self._step(people[turn[1]], turn)):
                    done += 1
                    if later[0] <= self.until:
                        heapq.heappush(turns, later)
        return done

    def _step(self, person: Person, turn: Turn) -> Turn | None:
        """Take a step, and say when the next one comes; None where somebody stops."""
        at, number, year, place = turn
        self.clock.at = max(at, self.clock.at)
        brief, stops = self._path(year, person)
        if place >= len(stops):
            return None
        word, name = stops[place]
        play, pause = self.kinds[word].play, timedelta(minutes=self.chance.uniform(4, 4000))
        if person.id in self.offline:
            if word == "test":
                pause = self._on_paper(person, brief, name)
                return at + pause, number, year, place + 1
        elif self.chance.random() < 0.03:
            return None
        if play is None:
            return None
        play(self.quiet, brief, name, person, self.chance)
        return at + pause, number, year, place + 1

    def _on_paper(self, person: Person, brief: Brief, name: str) -> timedelta:
        """Print a test; it is sat on the next day and typed in later. Returns how long that takes."""
        type_in = house.plays()["on paper"](self.quiet, brief, name, person, self.typists, self.chance)
        sat, after = self.clock.at + timedelta(days=1), timedelta(days=3 if name == "pre" else 30)
        self.happens(sat + after, lambda: type_in(local_day(sat)))
        return after + timedelta(days=2)

    def _path(self, year: int, somebody: Person) -> tuple[Brief, list[Stop]]:
        """A year's programme and its stops, read once: the path is the same for everybody."""
        if year not in self._paths:
            slug = f"strong-{year}"
            with self.opened.ground.read() as db:
                brief, steps = self.opened.paths.brief(db, slug), self.opened.paths.steps(db, slug, somebody)
            assert brief is not None, f"{slug} is not in force"
            self._paths[year] = brief, [(step.kind, step.name) for step in steps]
        return self._paths[year]
