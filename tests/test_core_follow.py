"""Followers: late is possible, lost or double is not; and what they keep can be dropped and comes out the same."""

import multiprocessing
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from random import Random
from threading import Barrier
from typing import Any

import pytest
from conftest import CAST, OFFICE, Clock
from hypothesis import given, settings
from hypothesis import strategies as st

import badges.store
import house
from core import follow
from core.calendar import fiscal_span
from core.db import Database, rows, value
from core.directory import Person
from core.facts import LessonFinished, RoleGranted
from core.follow import Follower
from core.ground import Ground
from core.record import Fact, Writing, after, head
from people.person import Draft
from people.store import roster

PROGRAMME = Path(house.__file__).parent / "programmes" / "content" / "strong-2570.yaml"
RULES = ("lesson: gifts", "pledge: all", "test: pre", "reached: 60")
ACTS = ("walk", "walk", "walk", "move", "leave or return", "revoke", "badge", "year", "day")
HISTORIES = st.lists(
    st.tuples(st.sampled_from((*ACTS, "join", "erase")), st.integers(0, 4), st.integers(0, 7)), max_size=25
)
WITHOUT_JOINS = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 4), st.integers(0, 7)), max_size=25)


class Office:
    """A small office in which things happen one after the other, always the same for the same history."""

    def __init__(self, folder: Path):
        ids = Random(2570)
        self.clock = Clock()
        self.opened = house.open_house(
            folder, clock=self.clock, new_id=lambda: f"{ids.getrandbits(64):016x}", synchronous="OFF"
        )
        self.ground = self.opened.ground
        self.followers = self.ground.followers
        self.year, self.count = 2570, 0
        house.admit_all(self.ground, CAST)
        with self.ground.read() as db:
            self.people = sorted(p.id for p in self.ground.directory.everybody(db))
            self.units = list(self.ground.directory.units(db))

    def lives(self, act: str, who: int, which: int) -> None:
        """One thing happens."""
        self.clock.goes(minutes=1)
        self.count += 1
        with self.ground.read() as db:
            person = self.ground.directory.person(db, self.people[who % len(self.people)])
        assert person is not None
        match act:
            case "walk":
                self.walks(person, which)
            case "join":
                house.admit_all(self.ground, [Draft("", "นาย", f"คนที่ {self.count}", "", OFFICE)])
                with self.ground.read() as db:
                    self.people = sorted({*self.people, *(p.id for p in self.ground.directory.everybody(db))})
            case "badge":
                self.publishes("badges", f"extra-{which}", badge(RULES[which % len(RULES)]))
            case "year":
                self.year += 1
                self.clock.at = max(self.clock.at, fiscal_span(self.year).begins)
                text = PROGRAMME.read_text(encoding="utf-8").replace("2570", str(self.year))
                self.publishes("programmes", f"strong-{self.year}", text)
            case "day":
                self.clock.goes(days=1)
            case _:
                self.changes(act, person, which)

    def walks(self, person: Person, steps: int) -> None:
        kinds = {kind.word: kind for kind in house.kinds()}
        for _ in range(steps):
            with self.ground.read() as db:
                slug = f"strong-{self.year}"
                step, brief = self.opened.paths.next(db, slug, person), self.opened.paths.brief(db, slug)
            if step and brief and (play := kinds[step.kind].play):
                play(self.ground, brief, step.name, person, Random(self.count))

    def changes(self, act: str, person: Person, which: int) -> None:
        unit = self.units[which % len(self.units)]
        with self.ground.write() as writing:
            if act == "move" and person.active and unit != person.unit:
                roster.move(writing, person, unit)
            elif act == "leave or return" and person.active:
                roster.leave(writing, person)
            elif act == "leave or return":
                draft = Draft(person.code, person.title, person.name, person.position, OFFICE)
                roster.change(writing, person, draft, unit)
            elif act == "revoke":
                held = [each for one in self.people for each in badges.store.held(writing.db, one) if not each.revoked]
                held.sort(key=lambda each: (each.person, each.credential, each.period))
                if held:
                    badges.store.revoke(writing, held[which % len(held)], person.unit, "mistake")
            elif act == "erase" and len(self.people) > 1:
                self.people.remove(person.id)
                for room in house.ROOMS:
                    room.erase(writing, person.id)

    def publishes(self, room: str, slug: str, text: str) -> None:
        folder = self.ground.content / room
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{slug}.yaml").write_text(text, encoding="utf-8")
        self.opened.publish()
        assert self.opened.problems == []

    def picture(self) -> dict[str, list[dict[str, Any]]]:
        """All that the followers keep, and what they have issued."""
        tables = [table for follower in self.followers for table in follower.tables]
        with self.ground.read() as db:
            kept = {table: rows(db, f"select * from {table}") for table in (*tables, "badges_credentials")}
        return {table: sorted(found, key=repr) for table, found in kept.items()}


def badge(rule: str) -> str:
    return f"shape: badge\ntitle: {{th: ป้าย, en: A badge}}\nearned: {{th: ทำ, en: Do it}}\nrule: {{{rule}}}\n"


@contextmanager
def an_office() -> Iterator[Office]:
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder))
        try:
            yield office
        finally:
            office.ground.store.close()


@given(HISTORIES, st.integers(3, 40), st.sets(st.integers(0, 1), min_size=1))
@settings(max_examples=15, deadline=None)
def test_dropped_rows_come_out_the_same_and_nothing_new_is_told(
    history: list[tuple[str, int, int]], batch: int, dropped: set[int]
) -> None:
    with an_office() as office, pytest.MonkeyPatch.context() as patch:
        patch.setattr(follow, "BATCH", batch)
        for act in (("walk", 0, 7), *history):
            office.lives(*act)
        before, told = office.picture(), head_of(office.ground)

        with office.ground.store.write() as db:
            for number in dropped:
                follow.forget(db, office.followers[number])
        taken = office.ground.settle()

        assert taken > 0
        assert office.picture() == before
        assert head_of(office.ground) == told
        assert list(office.opened.audit()) == []


@given(WITHOUT_JOINS, st.sets(st.integers(0, 24)))
@settings(max_examples=12, deadline=None)
def test_late_followers_keep_and_issue_the_same_as_prompt_ones(
    history: list[tuple[str, int, int]], settled: set[int]
) -> None:
    with an_office() as prompt, an_office() as late:
        history = [("walk", 0, 7), *history]
        for act in history:
            prompt.lives(*act)

        for number, act in enumerate(history):
            if number in settled or act[0] == "revoke":  # nobody revokes what was not issued yet
                late.ground.followers = late.followers
                late.ground.settle()
            late.ground.followers = ()
            late.lives(*act)
        late.ground.followers = late.followers
        late.ground.settle()

        assert timeless(late) == timeless(prompt)
        assert list(late.opened.audit()) == []


def timeless(office: Office) -> dict[str, list[dict[str, Any]]]:
    """The picture less what a later telling moves: ids by chance, places in the record, when the fact was told.

    What is printed is left out too: it bears the unit of the hour of issue.
    """
    moved = {
        "outcomes_stays": {"seq", "post"},
        "outcomes_places": {"seq"},
        "outcomes_frozen": {"seq"},
        "outcomes_did": {"seq", "at", "what"},
        "outcomes_issued": {"id"},
        "badges_standing": {"id"},
        "badges_credentials": {"id", "data", "salt"},
    }
    return {
        table: sorted(({k: v for k, v in row.items() if k not in moved.get(table, ())} for row in found), key=repr)
        for table, found in office.picture().items()
    }


def head_of(ground: Ground) -> tuple[int, str]:
    with ground.read() as db:
        return head(db)


# A follower that stumbles.


class Stumbling:
    """Notes the subject of each fact, and falls over one of them while it is told to."""

    def __init__(self) -> None:
        self.over = ""

    def take(self, writing: Writing, fact: Fact) -> None:
        writing.db.conn.execute("insert into notes (subject) values (?)", (fact.subject,))
        if fact.subject == self.over:
            raise RuntimeError(f"stumbled over {fact.subject}")


@pytest.fixture
def stumbling(ground: Ground) -> Stumbling:
    found = Stumbling()
    with ground.store.write() as db:
        db.conn.execute("create table notes (subject text)")
    follower = Follower("notes", frozenset({"RoleGranted"}), ("notes",), found.take)
    ground.followers = (*ground.followers, follower)
    ground.settle()
    return found


def notes(db: Database) -> list[str]:
    return [row["subject"] for row in rows(db, "select subject from notes order by rowid")]


def tell(ground: Ground, *subjects: str) -> None:
    with ground.write() as writing:
        for subject in subjects:
            writing.tell(RoleGranted("trainer"), subject=subject)


def test_after_an_exception_in_a_follower_all_stand_where_they_were(ground: Ground, stumbling: Stumbling) -> None:
    tell(ground, "one")
    with ground.read() as db:
        cursors = [follow.cursor(db, follower) for follower in ground.followers]
    stumbling.over = "three"

    with pytest.raises(RuntimeError, match="stumbled over three"):
        tell(ground, "two", "three", "four")

    with ground.read() as db:
        assert [fact.subject for fact in after(db, cursors[0], 9)] == ["two", "three", "four"]  # told all the same
        assert [follow.cursor(db, follower) for follower in ground.followers] == cursors
        assert notes(db) == ["one"]
        assert follow.lag(db, ground.followers) == 3


def test_the_next_settling_loses_nothing_and_takes_nothing_twice(ground: Ground, stumbling: Stumbling) -> None:
    stumbling.over = "three"
    for subjects in (("one", "two"), ("three", "four"), ("five",)):
        try:
            tell(ground, *subjects)
        except RuntimeError:
            continue
    stumbling.over = ""

    tell(ground, "six")

    with ground.read() as db:
        assert notes(db) == ["one", "two", "three", "four", "five", "six"]
        assert follow.lag(db, ground.followers) == 0


def test_an_act_that_fails_leaves_neither_rows_nor_facts(ground: Ground, stumbling: Stumbling) -> None:
    def changes_its_mind() -> None:
        with ground.write() as writing:
            writing.tell(RoleGranted("trainer"), subject="never")
            writing.db.conn.execute("insert into notes (subject) values ('never')")
            raise RuntimeError("changed my mind")

    before = head_of(ground)

    with pytest.raises(RuntimeError, match="changed my mind"):
        changes_its_mind()

    with ground.read() as db:
        assert head(db) == before
        assert notes(db) == []


def test_a_commit_that_is_refused_does_not_swallow_the_next_act(ground: Ground, stumbling: Stumbling) -> None:
    def breaks_at_its_end() -> None:
        with ground.write() as writing:
            writing.tell(RoleGranted("trainer"), subject="refused")
            writing.db.conn.execute("pragma defer_foreign_keys = on")  # so that the commit itself finds it
            writing.db.conn.execute("insert into people_grants (person, role, unit) values ('nobody', 'manager', '')")

    before = head_of(ground)
    with pytest.raises(sqlite3.IntegrityError):
        breaks_at_its_end()

    tell(ground, "next")

    with ground.read() as db:
        assert [fact.subject for fact in after(db, before[0], 9)] == ["next"]


def test_what_a_follower_tells_is_read_by_the_others(ground: Ground, stumbling: Stumbling) -> None:
    def echo(writing: Writing, fact: Fact) -> None:
        writing.tell(RoleGranted("trainer"), subject=f"echo of {fact.subject}")

    ground.followers = (*ground.followers, Follower("echo", frozenset({"LessonFinished"}), (), echo))

    with ground.write() as writing:
        writing.tell(LessonFinished("none", "gifts", ""), subject="a lesson")

    with ground.read() as db:
        assert notes(db) == ["echo of a lesson"]


# Many at once.


def admit(folder: str, name: str, count: int) -> None:
    """Open the house and let people in one by one: a process of its own runs this."""
    opened = house.open_house(Path(folder), synchronous="OFF")
    for number in range(count):
        house.admit_all(opened.ground, [Draft(f"{name}{number}", "นาย", f"คนที่ {number}", "", OFFICE, "manager")])
    opened.ground.store.close()


def stands(ground: Ground, opened: house.House, people: int) -> None:
    """Nothing forked, nothing was lost, and the followers have seen all of it."""
    with ground.read() as db:
        facts = after(db, 0, 100_000)
        assert [fact.seq for fact in facts] == list(range(1, len(facts) + 1))
        assert sum(fact.kind == "PersonJoined" for fact in facts) == people
        assert value(db, "select count(*) from people_persons") == people
        assert value(db, "select count(distinct person) from outcomes_stays") == people
        assert follow.lag(db, ground.followers) == 0
    assert list(opened.audit()) == []


def test_two_processes_that_write_one_file_neither_fork_the_chain_nor_lose_a_fact(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    folder = tmp_path / "data"
    processes = [spawn.Process(target=admit, args=(str(folder), name, 60)) for name in ("A", "B")]

    for process in processes:
        process.start()
    for process in processes:
        process.join()

    opened = house.open_house(folder, synchronous="OFF")
    assert [process.exitcode for process in processes] == [0, 0]
    stands(opened.ground, opened, 120)
    opened.ground.store.close()


def test_sixteen_threads_that_write_at_once_neither_fork_the_chain_nor_lose_a_fact(opened: house.House) -> None:
    together = Barrier(16)

    def admits(name: int) -> None:
        together.wait()
        for number in range(8):
            draft = Draft(f"T{name}-{number}", "นาย", "คน", "", f"{OFFICE} > หน่วย {name}", "manager")
            house.admit_all(opened.ground, [draft])

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(admits, range(16)))

    stands(opened.ground, opened, 16 * 8)


def test_readers_see_whole_acts_only(opened: house.House, cast: Callable[[str], Person]) -> None:
    ana, seen = cast("ANA"), []

    with opened.ground.write() as writing:
        roster.leave(writing, ana)
        with opened.ground.read() as db:
            seen.append(value(db, "select active from people_persons where id = :ana", {"ana": ana.id}))
    with opened.ground.read() as db:
        seen.append(value(db, "select active from people_persons where id = :ana", {"ana": ana.id}))

    assert seen == [1, 0]
