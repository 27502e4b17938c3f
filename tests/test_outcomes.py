"""The figures: who is counted, up to when, and that two ways of counting them give the same."""

import json
import statistics
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from math import sqrt
from pathlib import Path
from typing import Any

import pytest
from conftest import Clock
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st
from story import PROGRAMME, ROOT, client, reads, sits, walks

import demo
import house
from core import follow, record
from core.calendar import BANGKOK, fiscal_span, local_day
from core.db import Database, Store
from core.directory import Person
from core.facts import (
    CredentialIssued,
    LessonFinished,
    PersonErased,
    PersonJoined,
    PersonLeft,
    PledgeSigned,
    ProgrammePublished,
    QuizFinished,
    QuizStarted,
    Said,
    TopicPublished,
    UnitChanged,
)
from core.ground import Ground
from core.record import Fact, after
from core.settings import OUTCOMES_PUBLIC, set_to
from core.signing import Signer
from outcomes import store
from outcomes.figures import Figures, figures, people, progress
from outcomes.measure import SMALLEST, deviation, knowledge, mean, normalised_gain
from outcomes.routes import published, routes
from people.store import roster
from people.store.directory import Roster

Who = Callable[[str], Person]
EXPECTED = ROOT.parent / "shared" / "conformance" / "stats" / "prepost.expected.json"

# Arithmetic.


@pytest.mark.skipif(not EXPECTED.exists(), reason="R's values lie in ../shared, which is not here")
def test_means_deviations_and_gain_are_those_of_r() -> None:
    r = json.loads(EXPECTED.read_text(encoding="utf-8"))
    pre, post = ([100 * score / r["max"] for score in r[name]] for name in ("pre", "post"))
    apart = [b - a for a, b in zip(pre, post, strict=True)]
    middle, spread, before = mean(apart), deviation(apart), mean(pre)
    assert middle is not None
    assert spread is not None
    assert before is not None

    assert normalised_gain(mean(pre), mean(post)) == pytest.approx(r["normalised_gain_class"], abs=1e-12)
    assert middle / spread == pytest.approx(r["cohen_dz"], abs=1e-9)
    assert middle / (spread / sqrt(len(apart))) == pytest.approx(r["paired_t"], abs=1e-9)
    assert before * r["max"] / 100 == pytest.approx(sum(r["pre_mean_ci_95"]) / 2, abs=1e-9)
    known = knowledge(dict(enumerated(pre)), dict(enumerated(post)), 70)
    assert known.gain == pytest.approx(r["normalised_gain_class"], abs=1e-12)
    assert (known.tested, known.matched) == (12, 12)


def enumerated(scores: Sequence[float]) -> Iterator[tuple[str, float]]:
    """Scores under people's ids."""
    yield from ((f"p{place:02d}", score) for place, score in enumerate(scores))


SCORES = st.integers(0, 100).map(float)


@given(st.lists(SCORES, min_size=2, max_size=30))
def test_mean_and_deviation_are_those_of_the_standard_library(scores: list[float]) -> None:
    assert mean(scores) == pytest.approx(statistics.fmean(scores))
    assert deviation(scores) == pytest.approx(statistics.stdev(scores), abs=1e-9)


def test_nothing_has_no_mean_one_has_no_deviation_and_full_marks_leave_nothing_to_gain() -> None:
    assert mean([]) is None
    assert deviation([70.0]) is None
    assert normalised_gain(100.0, 100.0) is None
    assert normalised_gain(None, 50.0) is None
    assert normalised_gain(50.0, 25.0) == -0.5


@given(st.dictionaries(st.sampled_from("abcdefghij"), SCORES), st.dictionaries(st.sampled_from("abcdefghij"), SCORES), st.integers(0, 100))  # fmt: skip
def test_marks_of_fewer_than_five_are_not_told(pre: dict[str, float], post: dict[str, float], criterion: int) -> None:
    known = knowledge(pre, post, criterion)
    both = pre.keys() & post.keys()

    assert SMALLEST == 5
    assert (known.tested, known.matched, known.criterion) == (len(post), len(both), criterion)
    assert (known.pre_mean is None) == (known.post_mean is None) == (len(both) < 5)
    assert (known.reached is None) == (known.share is None) == (len(post) < 5)
    if known.gain is not None:
        assert len(both) >= 5
    if known.reached is not None and known.share is not None:
        assert known.reached == len([score for score in post.values() if score >= criterion])
        assert 0 <= known.share <= 1


# A small world: the record, and this room's follower alone.

SIGNER = Signer(Ed25519PrivateKey.from_private_bytes(bytes(32)))
BEGINS = fiscal_span(2569).begins
UNITS = ("top", "one", "two")


class World:
    """Facts are told at the moments at which its clock stands."""

    def __init__(self, folder: Path):
        self.clock = Clock(BEGINS - timedelta(days=30))
        database = Store(folder / "world.db", readers=1, synchronous="OFF")
        database.migrate([record.migrations, follow.migrations, store.migrations])
        self.ground = Ground(folder, database, SIGNER, Roster(), self.clock, followers=(store.follower(),))

    def tell(self, said: Said, person: str = "", unit: str = "", subject: str = "") -> None:
        """Tell one fact, now."""
        with self.ground.write() as writing:
            writing.tell(said, person=person, unit=unit, subject=subject)

    def publish(self, slug: str, year: int, criterion: int = 70) -> None:
        """Publish a programme with one lesson."""
        title = {"th": slug, "en": slug}
        span = fiscal_span(year)
        self.tell(
            ProgrammePublished(
                "v", title, slug.upper(), span.first.isoformat(), span.last.isoformat(), year, ["gifts"], criterion,
                "integrity", "strong", [], "1.1.3(2)",
            ),
            subject=slug,
        )  # fmt: skip

    def scores(self, person: str, moment: str, score: str, slug: str = "p-2569") -> None:
        """Somebody hands a test in."""
        self.tell(QuizFinished(slug, moment, "A", {}, {}, {}, score, ""), person)

    def finishes(self, person: str, slug: str = "p-2569", late: int = 0) -> None:
        """Somebody's certificate is issued, by a follower that is so many days late."""
        day = (local_day(self.clock()) - timedelta(days=late)).isoformat()
        self.tell(
            CredentialIssued("strong", "v", slug, slug[2:], True, day, "", ""), person, subject=f"{person}-{slug}"
        )

    def figures(self, year: int, quarter: int, now: datetime | None = None, units: Sequence[str] = ()) -> Figures:
        """The figures of this room."""
        with self.ground.read() as db:
            return figures(db, year, quarter, now or self.clock(), frozenset(units) or None)

    def facts(self) -> list[Fact]:
        """The whole record."""
        return everything(self.ground)


def everything(ground: Ground) -> list[Fact]:
    """The whole record."""
    with ground.read() as db:
        return after(db, 0, 1_000_000)


@contextmanager
def world() -> Iterator[World]:
    """A world of its own, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        made = World(Path(folder))
        yield made
        made.ground.store.close()


JOINED = PersonJoined("member", "")


def plainly(
    facts: Sequence[Fact], year: int, quarter: int, now: datetime, units: frozenset[str] | None
) -> dict[str, Any]:
    """The figures counted a second way: from the bare facts, one after the other, by the words of the design."""
    month, day = {1: (1, 1), 2: (4, 1), 3: (7, 1), 4: (10, 1)}[quarter]
    closing = min(datetime(year - 543, month, day, tzinfo=BANGKOK), now)
    home: dict[str, str] = {}
    for fact in facts:
        if fact.at < closing and fact.kind in ("PersonJoined", "UnitChanged"):
            home[fact.person] = fact.unit
        elif fact.at < closing and fact.kind in ("PersonLeft", "PersonErased"):
            home.pop(fact.person, None)
    members = {person for person, unit in home.items() if units is None or unit in units}
    programmes = {f.subject: f.body for f in facts if f.kind == "ProgrammePublished"}
    ours = {slug: body for slug, body in programmes.items() if body["fiscal_year"] == year}
    begun, done = set(), set()
    scores: dict[str, dict[str, Fraction]] = {"pre": {}, "post": {}}
    seen: set[tuple[str, str, str]] = set()
    for slug in sorted(ours):
        for fact in facts:
            if fact.person not in members or fact.body.get("programme") != slug:
                continue
            if fact.kind == "CredentialIssued" and fact.body["credential"] == ours[slug]["certificate"]:
                if datetime.combine(date.fromisoformat(fact.body["issued"]), datetime.min.time(), BANGKOK) < closing:
                    done.add(fact.person)
            elif fact.kind in ("QuizStarted", "QuizFinished", "LessonFinished", "PledgeSigned") and fact.at < closing:
                begun.add(fact.person)
            if fact.kind == "QuizFinished" and (fact.person, slug, fact.body["moment"]) not in seen:
                seen.add((fact.person, slug, fact.body["moment"]))
                if fact.at < closing:
                    scores[fact.body["moment"]].setdefault(fact.person, Fraction(fact.body["score"]) * 100)
    both = scores["pre"].keys() & scores["post"].keys()
    criterion = max((body["criterion"] for body in ours.values()), default=0)
    reached = [score for score in scores["post"].values() if score >= criterion]

    def told(of: str) -> float | None:
        return float(statistics.mean(scores[of][person] for person in both)) if len(both) >= 5 else None

    before, behind = told("pre"), told("post")
    enough = len(scores["post"]) >= 5
    return {
        "roster": len(members),
        "finished": len(done),
        "under_way": len(begun - done),
        "not_started": len(members - begun - done),
        "topics": len({fact.subject for fact in facts if fact.kind == "TopicPublished" and fact.at < closing}),
        "tested": len(scores["post"]),
        "matched": len(both),
        "pre_mean": before,
        "post_mean": behind,
        "gain": (behind - before) / (100 - before)
        if before is not None and behind is not None and before < 100
        else None,
        "reached": len(reached) if enough else None,
        "share": len(reached) / len(scores["post"]) if enough else None,
        "criterion": criterion,
    }


def counted(found: Figures) -> dict[str, Any]:
    """This room's figures under the same names."""
    known = found.knowledge
    return {
        "roster": found.roster,
        "finished": found.finished,
        "under_way": found.under_way,
        "not_started": found.not_started,
        "topics": len(found.topics),
        **{name: getattr(known, name) for name in known.__slots__},
    }


def agree(found: Figures, second: Mapping[str, Any]) -> None:
    """Both ways give the same, and what holds of every figure holds."""
    first = counted(found)
    assert first == {
        name: pytest.approx(value, abs=1e-9) if isinstance(value, float) else value for name, value in second.items()
    }
    assert found.finished + found.under_way + found.not_started == found.roster
    assert first["matched"] <= first["tested"] <= found.roster
    if first["share"] is not None:
        assert 0 <= first["share"] <= 1
        assert 0 <= first["reached"] <= first["tested"]


PEOPLE = tuple(f"p{n}" for n in range(8))
ACTS = st.sampled_from(
    ["join", "join", "join", "move", "leave", "erase", "start", "pre", "post", "post", "lesson", "pledge", "finish"]
)
EVENTS = st.tuples(
    st.integers(0, 900),  # hours since the event before
    st.sampled_from(PEOPLE),
    ACTS,
    st.sampled_from(UNITS),
    st.sampled_from(["p-2569", "q-2569", "p-2570"]),
    st.integers(0, 10),  # tenths of full marks, or days by which the issuing follower is late
)


def happens(world: World, act: str, person: str, unit: str, slug: str, number: int, here: dict[str, str]) -> None:
    """One event, if it can happen; `here` is who is on the roster, and where."""
    if act == "join" and person not in here:
        here[person] = unit
        world.tell(JOINED, person, unit)
    elif act == "move" and here.get(person, unit) != unit:
        world.tell(UnitChanged(here[person]), person, unit)
        here[person] = unit
    elif act in ("leave", "erase") and person in here:
        world.tell(PersonLeft() if act == "leave" else PersonErased(), person, here.pop(person))
    elif act == "start":
        world.tell(QuizStarted(slug, "pre", "A"), person, unit)
    elif act in ("pre", "post"):
        world.scores(person, act, f"{number}/10", slug)
    elif act == "lesson":
        world.tell(LessonFinished(slug, "gifts", "v"), person, unit)
    elif act == "pledge":
        world.tell(PledgeSigned(slug, "integrity", "v", "", "th", "member", ""), person, unit)
    elif act == "finish":
        world.finishes(person, slug, number % 3)


@settings(max_examples=40)
@given(st.lists(EVENTS, min_size=20, max_size=80), st.integers(0, 20_000))
def test_no_history_of_movers_and_leavers_puts_the_figures_apart_or_a_share_over_1(
    events: list[tuple[int, str, str, str, str, int]], asked_after: int
) -> None:
    with world() as made:
        made.publish("p-2569", 2569, 60)
        made.publish("q-2569", 2569, 80)
        made.publish("p-2570", 2570)
        made.tell(TopicPublished("v", {"th": "ก", "en": "a"}), subject="gifts")
        here: dict[str, str] = {}
        for person in PEOPLE[:6]:
            happens(made, "join", person, "top", "", 0, here)
        for hours, person, act, unit, slug, number in events:
            made.clock.goes(hours=hours)
            happens(made, act, person, unit, slug, number, here)
        facts = made.facts()
        for now in (made.clock(), BEGINS + timedelta(hours=asked_after)):
            for year in (2569, 2570):
                for quarter in (1, 2, 3, 4):
                    for units in (None, frozenset({"top"}), frozenset({"one", "two"})):
                        found = made.figures(year, quarter, now, tuple(units or ()))
                        agree(found, plainly(facts, year, quarter, now, units))


def test_the_follower_s_rows_can_be_dropped_and_made_anew() -> None:
    with world() as made:
        made.publish("p-2569", 2569)
        for person in PEOPLE:
            made.tell(JOINED, person, "one")
            made.clock.goes(days=20)
            made.scores(person, "post", "4/5")
        before = made.figures(2569, 4)
        with made.ground.write() as writing:
            follow.forget(writing.db, store.follower())
        assert made.figures(2569, 4).roster == 0
        made.ground.settle()

        assert made.figures(2569, 4) == before


# The roster on the closing day, and the moment at which a quarter ends.

MIDNIGHT = datetime(2026, 9, 30, 17, 0, tzinfo=UTC)  # 1 October 2026 begins in Bangkok: the end of 2569
LAST = MIDNIGHT - timedelta(microseconds=1)


@pytest.mark.parametrize(("at", "is_in"), [(LAST, True), (MIDNIGHT, False)])
def test_what_is_done_at_midnight_belongs_to_the_new_year(at: datetime, is_in: bool) -> None:
    with world() as made:
        made.publish("p-2569", 2569)
        for person in PEOPLE:
            made.tell(JOINED, person, "one")
        made.clock.at = at
        for person in PEOPLE:
            made.scores(person, "post", "1")
            made.finishes(person)
        made.clock.goes(days=30)
        found = made.figures(2569, 4)

        assert found.closing == MIDNIGHT
        assert (found.finished, found.knowledge.tested, found.knowledge.share) == ((8, 8, 1) if is_in else (0, 0, None))
        assert found.not_started == (0 if is_in else 8)
        agree(found, plainly(made.facts(), 2569, 4, made.clock(), None))


@pytest.mark.parametrize(
    ("quarter", "ends"),
    [
        (1, datetime(2025, 12, 31, 17, tzinfo=UTC)),
        (2, datetime(2026, 3, 31, 17, tzinfo=UTC)),
        (3, datetime(2026, 6, 30, 17, tzinfo=UTC)),
        (4, MIDNIGHT),
    ],
)
def test_a_quarter_ends_at_midnight_in_bangkok(quarter: int, ends: datetime) -> None:
    with world() as made:
        made.publish("p-2569", 2569)
        made.tell(JOINED, "p0", "one")
        made.clock.at = ends
        made.tell(JOINED, "p1", "one")
        made.clock.goes(days=100)
        found = made.figures(2569, quarter)

        assert (found.closing, found.roster) == (ends, 1)
        assert made.figures(2569, quarter, ends + timedelta(days=99)) == found
        assert made.figures(2569, quarter, ends - timedelta(days=1)).closing == ends - timedelta(days=1)


def test_who_moved_is_counted_where_they_are_on_the_closing_day_with_what_they_did_before() -> None:
    with world() as made:
        made.publish("p-2569", 2569)
        made.tell(JOINED, "p0", "one")
        made.clock.at = BEGINS + timedelta(days=10)
        made.scores("p0", "post", "1")
        made.finishes("p0")
        made.clock.at = BEGINS + timedelta(days=100)  # in the second quarter
        made.tell(UnitChanged("one"), "p0", "two")
        made.clock.goes(days=200)

        assert [made.figures(2569, q, units=["one"]).finished for q in (1, 2, 3)] == [1, 0, 0]
        assert [made.figures(2569, q, units=["two"]).finished for q in (1, 2, 3)] == [0, 1, 1]
        assert [made.figures(2569, q).roster for q in (1, 2, 3)] == [1, 1, 1]


@pytest.mark.parametrize("said", [PersonLeft(), PersonErased()])
def test_who_has_left_or_was_erased_is_in_neither_number_of_a_later_closing_day(said: Said) -> None:
    with world() as made:
        made.publish("p-2569", 2569)
        for person in PEOPLE[:6]:
            made.tell(JOINED, person, "one")
        made.clock.at = BEGINS + timedelta(days=10)
        for person in PEOPLE[:6]:
            made.scores(person, "post", "1")
            made.finishes(person)
        made.clock.at = BEGINS + timedelta(days=100)
        made.tell(said, "p0", "one")
        made.clock.goes(days=100)
        first, second = made.figures(2569, 1), made.figures(2569, 2)

        assert (first.roster, first.finished, first.knowledge.tested) == (6, 6, 6)
        assert (second.roster, second.finished, second.knowledge.tested) == (5, 5, 5)
        made.tell(JOINED, "p0", "two")  # who comes back brings what they did
        made.clock.goes(days=1)
        assert (made.figures(2569, 4).roster, made.figures(2569, 4).finished) == (6, 6)


def test_moving_or_leaving_at_the_very_moment_of_closing_is_after_it() -> None:
    with world() as made:
        made.publish("p-2569", 2569)
        for person in ("p0", "p1"):
            made.tell(JOINED, person, "one")
        made.clock.at = MIDNIGHT
        made.tell(UnitChanged("one"), "p0", "two")
        made.tell(PersonLeft(), "p1", "one")
        made.clock.goes(days=1)

        assert made.figures(2569, 4, units=["one"]).roster == 2
        assert made.figures(2570, 4, units=["one"]).roster == 0
        assert made.figures(2570, 4).roster == 1


def test_two_stays_within_one_moment_are_one() -> None:
    with world() as made:
        made.publish("p-2569", 2569)
        made.tell(JOINED, "p0", "one")
        made.tell(UnitChanged("one"), "p0", "two")
        made.clock.goes(hours=1)

        assert [made.figures(2569, 1, units=[unit]).roster for unit in ("one", "two")] == [0, 1]


def test_who_finished_one_programme_and_is_under_way_in_another_is_counted_once() -> None:
    with world() as made:
        made.publish("p-2569", 2569)
        made.publish("q-2569", 2569)
        for person in ("p0", "p1", "p2"):
            made.tell(JOINED, person, "one")
        made.finishes("p0", "p-2569")
        for slug in ("p-2569", "q-2569"):
            made.tell(LessonFinished(slug, "gifts", "v"), "p0", "one")
            made.tell(LessonFinished(slug, "gifts", "v"), "p1", "one")
        made.clock.goes(hours=1)
        found = made.figures(2569, 1)

        assert (found.finished, found.under_way, found.not_started) == (1, 1, 1)


def test_the_first_result_of_a_test_is_the_one_that_counts() -> None:
    with world() as made:
        made.publish("p-2569", 2569)
        for person in PEOPLE[:5]:
            made.tell(JOINED, person, "one")
            made.scores(person, "post", "1/2")
            made.scores(person, "post", "1")
        made.clock.goes(hours=1)

        assert made.figures(2569, 1).knowledge.share == 0


def test_the_criterion_is_the_programme_s_own_and_reached_at_the_point() -> None:
    with world() as made:
        made.publish("p-2569", 2569, criterion=70)
        for person, score in zip(PEOPLE, ("7/10", "69/100", "1", "0", "2/3", "3/4"), strict=False):
            made.tell(JOINED, person, "one")
            made.scores(person, "post", score)
        made.clock.goes(hours=1)
        known = made.figures(2569, 1).knowledge

        assert (known.criterion, known.tested, known.reached, known.share) == (70, 6, 3, 0.5)
        made.publish("p-2569", 2569, criterion=69)
        assert made.figures(2569, 1).knowledge.reached == 4


def test_a_year_without_a_programme_has_a_roster_and_nothing_else() -> None:
    with world() as made:
        made.publish("p-2569", 2569)
        made.tell(JOINED, "p0", "one")
        made.scores("p0", "post", "1")
        made.clock.goes(hours=1)
        found = made.figures(2567, 4)

        assert (found.roster, found.not_started) == (0, 0)  # nobody had joined when that year closed
        found = made.figures(2571, 4)
        assert (found.roster, found.not_started, found.knowledge.tested) == (1, 1, 0)


# In the whole house.


def test_a_path_is_finished_on_the_day_of_its_last_step_however_late_the_certificate_was_made(
    opened: house.House, cast: Who, clock: Clock
) -> None:
    ana = cast("ANA")
    clock.at = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)  # the last minute of the first quarter
    followers, opened.ground.followers = opened.ground.followers, ()
    walks(opened, ana)
    clock.goes(days=2)  # a power cut over the New Year
    opened.ground.followers = followers
    opened.ground.settle()
    clock.goes(days=10)

    with opened.ground.read() as db:
        assert [figures(db, 2570, quarter, clock()).finished for quarter in (1, 2)] == [1, 1]
    agree_everywhere(opened, clock(), years=(2570,))


def agree_everywhere(opened: house.House, now: datetime, years: Sequence[int]) -> int:
    """Both ways give the same for every unit and quarter. Returns how many were compared."""
    facts = everything(opened.ground)
    with opened.ground.read() as db:
        directory = opened.ground.directory
        parts: list[frozenset[str] | None] = [None, *(directory.below(db, unit) for unit in directory.units(db))]
        for units in parts:
            for year in years:
                for quarter in (1, 2, 3, 4):
                    agree(figures(db, year, quarter, now, units), plainly(facts, year, quarter, now, units))
    return len(parts) * len(years) * 4


def test_each_person_stands_in_one_place_of_the_path(opened: house.House, cast: Who, clock: Clock) -> None:
    for steps, code in enumerate(("ADISA", "BENTO", "TAM", "ANA", "DAO")):
        walks(opened, cast(code), steps=steps if code != "DAO" else 99)
    clock.goes(minutes=1)
    with opened.ground.read() as db:
        members = people(db, clock(), None)
        stood = progress(db, PROGRAMME, clock(), members)

    assert stood.not_started == (cast("ADISA").id,)
    assert stood.finished == (cast("DAO").id,)
    assert dict(stood.under_way) == {
        cast("BENTO").id: "test:pre",
        cast("TAM").id: "lesson:strong",
        cast("ANA").id: "lesson:gifts",
    }
    assert stood.everybody == len(members) == 5


UNTIL = datetime(2027, 3, 15, 5, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[house.House]:
    """The demo's office of 100 people over a year and a half; at its end some have moved and some have left."""
    folder = tmp_path_factory.mktemp("office") / "data"
    first, *_ = demo.fill(folder, 100, 2570, UNTIL)
    assert first == "100 people in 6 units"
    found = house.open_house(folder, clock=Clock(UNTIL), synchronous="OFF")
    with found.ground.write() as writing:
        staff = found.ground.directory.everybody(writing.db)
        units = list(found.ground.directory.units(writing.db))
        for person in staff[5::9]:
            roster.move(writing, person, next(unit for unit in units[1:] if unit != person.unit))
        for person in staff[7::11]:
            now = found.ground.directory.person(writing.db, person.id)
            assert now is not None
            roster.leave(writing, now)
    yield found
    found.ground.store.close()


def test_in_the_whole_demo_both_ways_agree_for_every_unit_and_quarter(office: house.House) -> None:
    assert agree_everywhere(office, UNTIL + timedelta(days=1), years=(2568, 2569, 2570)) == 7 * 3 * 4
    assert agree_everywhere(office, UNTIL, years=(2570,)) == 7 * 4


def test_the_demo_has_something_to_count(office: house.House) -> None:
    with office.ground.read() as db:
        last, this = (figures(db, year, 4, UNTIL) for year in (2569, 2570))

    assert last.roster == this.roster == 100
    for found in (last, this):
        known = found.knowledge
        assert found.finished > 20
        assert known.tested > 50
        assert known.pre_mean is not None
        assert known.post_mean is not None
        assert known.pre_mean < known.post_mean
    assert list(office.audit()) == []


def whole(db: Database, now: datetime) -> dict[str, Any]:
    """What is published of this fiscal year."""
    return published(figures(db, 2570, 4, now, blocks=True))


@given(st.lists(st.integers(0, 10), min_size=1, max_size=40), st.data())
def test_published_marks_of_two_moments_differ_by_nobody_or_by_five_people_at_least(
    marks: list[int], data: st.DataObject
) -> None:
    post = {str(i): mark * 10.0 for i, mark in enumerate(marks)}
    earlier = dict(list(post.items())[: data.draw(st.integers(0, len(post)))])
    pre = dict.fromkeys(post, 20.0)

    found = [knowledge(pre, scores, 70, blocks=True) for scores in (earlier, post)]
    behind = [
        0 if each.share is None else len(scores) - len(scores) % 5
        for each, scores in zip(found, (earlier, post), strict=True)
    ]

    assert behind[1] - behind[0] == 0 or behind[1] - behind[0] >= 5
    assert [each.tested for each in found] == [len(earlier), len(post)]
    for each, count in zip(found, behind, strict=True):
        if count:
            assert each.post_mean == pytest.approx(sum(list(post.values())[:count]) / count)


def test_the_totals_are_those_of_the_figures_and_name_nobody(office: house.House) -> None:
    answer = client(office, routes).get("/api/outcomes", params={"fiscal_year": "2570", "quarter": "4"})
    with office.ground.read() as db:
        expected = whole(db, UNTIL)
        known = [text for p in office.ground.directory.everybody(db) for text in (p.id, p.code, p.name)]

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    body = answer.json()
    assert {name: body[name] for name in expected} == expected
    assert body["organisation"]["th"] == "สำนักงานสาธารณสุขอำเภอสาธิต"
    assert body["projects"][0]["code"] == "1.1.3(2)"
    assert body["knowledge"]["criterion_is"] == "the organisation's own"
    assert body["finished"] + body["under_way"] + body["not_started"] == body["roster"] == 100
    assert [text for text in known if text in answer.text] == []


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("fiscal_year=2026", "fiscal_year=2026 is not a Buddhist year such as 2570"),
        ("fiscal_year=", "fiscal_year= is not a Buddhist year such as 2570"),
        ("fiscal_year=๒๕๗๐", "fiscal_year=๒๕๗๐ is not a Buddhist year such as 2570"),
        ("fiscal_year=-2570", "fiscal_year=-2570 is not a Buddhist year such as 2570"),
        ("fiscal_year=" + "9" * 5000, f"fiscal_year={'9' * 20} is not a Buddhist year such as 2570"),
        ("fiscal_year=" + "0" * 5000 + "2570", f"fiscal_year={'0' * 20} is not a Buddhist year such as 2570"),
        ("quarter=5", "quarter=5 is not 1, 2, 3 or 4"),
        ("quarter=" + "x" * 100, f"quarter={'x' * 20} is not 1, 2, 3 or 4"),
    ],
    ids=lambda text: text[:30],
)
def test_a_wrong_question_is_told_what_is_wrong(office: house.House, query: str, wrong: str) -> None:
    answer = client(office, routes).get(f"/api/outcomes?{query}")

    assert (answer.status_code, answer.json()) == (400, {"error": wrong})


@pytest.mark.parametrize(
    ("public", "code", "status"),
    [
        ("", "", 401),
        ("", "ANA", 403),
        ("", "TAM", 403),
        ("", "BENTO", 200),
        ("", "ADISA", 200),
        ("yes", "", 200),
        ("yes", "ANA", 200),
    ],
)
def test_the_totals_are_open_when_the_organisation_says_so_and_for_managers_else(
    opened: house.House, cast: Who, public: str, code: str, status: int
) -> None:
    with opened.ground.write() as writing:
        set_to(writing.db, OUTCOMES_PUBLIC, public)
    person = cast(code) if code else None
    answer = client(opened, routes, person).get("/api/outcomes")

    assert answer.status_code == status
    assert ("roster" in answer.json()) == (status == 200)


def test_the_api_tells_no_mark_of_four_people_and_tells_it_of_five(
    opened: house.House, cast: Who, clock: Clock
) -> None:
    with opened.ground.write() as writing:
        set_to(writing.db, OUTCOMES_PUBLIC, "yes")
    everybody = [cast(code) for code in ("ANA", "DAO", "TAM", "BENTO", "ADISA")]
    told = []
    for person in everybody:
        sits(opened, person, "pre", 5)
        for lesson in ("strong", "gifts"):
            reads(opened, person, lesson)
        sits(opened, person, "post", 8)
        clock.goes(seconds=1)
        told.append(client(opened, routes).get("/api/outcomes").json()["knowledge"])

    for count, known in enumerate(told[:4], start=1):
        assert (known["tested"], known["matched"]) == (count, count)
        hidden = ("pre_mean", "post_mean", "normalised_gain", "at_criterion", "share_at_criterion")
        assert [known[name] for name in hidden] == [None] * 5
    assert told[4]["pre_mean"] == 50
    assert told[4]["post_mean"] == 80
    assert told[4]["normalised_gain"] == 0.6
    assert (told[4]["at_criterion"], told[4]["share_at_criterion"], told[4]["criterion"]) == (5, 1, 70)
