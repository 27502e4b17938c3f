"""Whatever people do in whatever order: the path, the letters, the certificate, the figures and the audit agree."""

import shutil
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from conftest import CAST, NOON, OFFICE, Clock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from story import PROGRAMME, of_two_topics, reads, sits, walks

import house
from core.calendar import fiscal_span, local_day
from core.db import rows
from core.directory import Person
from core.record import of_kind
from core.settings import ADDRESS, set_to
from outcomes.figures import Period, figures
from outcomes.store import asked
from people.person import Draft
from people.store import imports, roster
from programmes import load, store
from programmes.reminding import due
from programmes.written import written

RENEWAL, NEW = "renewal-2570", "new-2570"
PROGRAMMES = (PROGRAMME, RENEWAL, NEW)
ACTS = ("comes", "leaves", "returns", "stays", "moves", "pre", "reads", "walks", "walks", "walks", "waits")
EVENTS = st.tuples(st.sampled_from(ACTS), st.integers(0, 6), st.sampled_from(PROGRAMMES), st.integers(0, 8))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cast, and three programmes of two topics: the main one, one that spares what is known, one for newcomers."""
    folder = tmp_path_factory.mktemp("office") / "data"
    of_two_topics(folder)
    short = ({"lesson": "strong"}, {"lesson": "gifts"}, {"test": "post"}, {"pledge": "integrity"})
    for slug, name, path in (
        (RENEWAL, "renewal", ({"test": "pre"}, *short, {"certificate": "strong"})),
        (NEW, "new-official", (*short, {"certificate": "newcomer"})),
    ):
        days = {"first": date(2026, 11, 24), "last": fiscal_span(2570).last} if slug == NEW else {}
        file = folder / "content" / "programmes" / f"{slug}.yaml"
        file.write_text(written(load.templates()[name].model_copy(update={"path": path, **days})), encoding="utf-8")
    opened = house.open_house(folder, clock=Clock(), synchronous="OFF")
    assert (opened.problems, opened.waiting) == ([], [])
    house.admit_all(opened.ground, CAST)
    with opened.ground.write() as writing:
        set_to(writing.db, ADDRESS, "https://sujarit.example.go.th")
        for row in rows(writing.db, "select id from people_persons"):
            store.set_address(writing, row["id"], "one@example.go.th")
    opened.ground.store.close()
    return folder


def everybody(opened: house.House) -> list[Person]:
    """Whoever is or was on the roster, in a fixed order."""
    with opened.ground.read() as db:
        ids = [row["id"] for row in rows(db, "select id from people_persons order by code")]
        return list(imports.people(db, ids).values())


def happens(opened: house.House, clock: Clock, act: str, place: int, programme: str, number: int) -> None:
    """One event, if it can happen."""
    people = everybody(opened)
    person = people[place % len(people)]
    on = (local_day(clock()) - timedelta(days=number * 5)).isoformat() if number % 2 else ""
    draft = Draft(person.code, person.title, person.name, person.position, OFFICE)
    with opened.ground.read() as db:
        units = [*opened.ground.directory.units(db)]
        mine = programme in [brief.slug for brief in opened.paths.mine(db, person)]
        step = opened.paths.next(db, programme, person)
    match act:
        case "waits":
            clock.goes(days=1 + number * 9)
        case "comes" | "leaves" | "returns" | "stays" | "moves":
            with opened.ground.write() as writing:
                if act == "comes":
                    new = Draft(f"N{len(people)}", "", f"คนที่ {len(people)}", "", OFFICE)
                    id = roster.add(writing, opened.ground.new_id(), new, units[number % len(units)], on=on)
                    store.set_address(writing, id, "new@example.go.th")
                elif act == "leaves" and person.active:
                    roster.leave(writing, person, on)
                elif act in ("returns", "stays") and not person.active:
                    roster.come_back(writing, person, draft, units[number % len(units)], stayed=act == "stays")
                elif act == "moves" and person.active:
                    roster.move(writing, person, units[number % len(units)], on)
        case "pre" if mine and step and (step.kind, step.name) == ("test", "pre"):
            sits(opened, person, "pre", number, programme)
        case "reads" if mine:
            with opened.ground.read() as db:
                may = [
                    lesson
                    for lesson in ("strong", "gifts")
                    if opened.paths.open(db, programme, person, "lesson", lesson)
                ]
            for lesson in may:
                reads(opened, person, lesson, programme)
        case "walks" if mine:
            walks(opened, person, right=number, programme=programme, steps=1 + number % 5)


def agree(opened: house.House, today: date) -> None:
    """What each room says of everybody, beside what the others say."""
    with opened.ground.read() as db:
        everyone = everybody(opened)
        here = [person for person in everyone if person.active]
        letters = [
            (each.programme, each.person.id)
            for day in (0, 5, 12)
            for each in due(opened.ground, db, today + timedelta(days=day))
        ]
        for slug in PROGRAMMES:
            known = load.programme(db, slug)
            assert known is not None
            if today not in known[1].span:
                continue
            enrolled = opened.paths.enrolled(db, slug, everyone)
            assert [each.id for each in enrolled] == [
                each.id for each in here if slug in [brief.slug for brief in opened.paths.mine(db, each)]
            ]
            [row] = [row for row in asked.programmes(db, 2570) if row["slug"] == slug]
            [top] = [unit for unit, each in opened.ground.directory.units(db).items() if not each.above]
            counted = figures(db, Period(2570, 4), [row], top)
            assert counted["enrolled"] == len(enrolled), slug
            finished, certificate = opened.paths.finished(db, slug), known[1].behind("certificate")[0]
            issued = {fact.person for fact in of_kind(db, "CredentialIssued") if fact.body["credential"] == certificate}
            own = {
                f.person
                for f in of_kind(db, "CredentialIssued")
                if (f.body["credential"], f.body["programme"]) == (certificate, slug)
            }
            assert own <= finished <= issued
            assert counted["finished"] == len(own & {each.id for each in enrolled}), slug
            halts = {
                each.id: halt.step and halt.step.name
                for halt in opened.paths.halts(db, slug, enrolled)
                for each in halt.people
            }
            for person in enrolled:
                steps = opened.paths.steps(db, slug, person)
                following = opened.paths.next(db, slug, person)
                done = all(step.done for step in steps[:-1])
                assert done <= steps[-1].done, "every step, and no certificate"
                assert done or not steps[-1].done or person.id not in own, "a certificate before every step"
                assert (following is None) == (person.id in finished) == (person.id not in halts)
                assert halts.get(person.id) in (None, following and following.name)
                assert following is not None or (slug, person.id) not in letters, "nobody is reminded of what is done"
                assert all(step.known <= (slug == RENEWAL and step.kind == "lesson") for step in steps)
    assert list(opened.audit()) == []


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(EVENTS, min_size=6, max_size=14))
def test_all_rooms_say_the_same_of_everybody(
    office: Path, tmp_path_factory: pytest.TempPathFactory, events: Sequence[tuple[str, int, str, int]]
) -> None:
    folder, clock, chance = tmp_path_factory.mktemp("history") / "data", Clock(NOON), Random(0)
    shutil.copytree(office, folder)
    opened = house.open_house(folder, clock=clock, new_id=lambda: f"{chance.getrandbits(64):016x}", synchronous="OFF")
    try:
        for act, place, programme, number in events:
            happens(opened, clock, act, place, programme, number)
        agree(opened, local_day(clock()))
    finally:
        opened.ground.store.close()
