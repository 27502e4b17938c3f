"""The record: written once, in one way; and whoever changes a letter of it, or of what it speaks for, is found out."""

import json
import os
import re
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from conftest import CAST, Clock
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from story import of_two_topics

import house
from core import audit
from core.audit import Finding
from core.db import Store, rows, value
from core.directory import Person
from core.facts import PlanPublished
from core.ground import Ground
from core.record import ORIGIN, after, canonical, digest, fact_hash, seal
from core.signing import public_keys, verify

PROGRAMME = "strong-2570"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


# One way of writing.


@given(JSON)
def test_a_value_that_was_read_back_is_written_the_same(value: Any) -> None:
    written = canonical(value)

    assert canonical(json.loads(written)) == written


@given(st.dictionaries(st.text("abc", max_size=3), st.integers()), st.randoms())
def test_the_order_of_keys_makes_no_difference(value: dict[str, int], chance: Random) -> None:
    pairs = list(value.items())
    chance.shuffle(pairs)

    assert canonical(dict(pairs)) == canonical(value)


def test_canonical_json_is_sorted_unspaced_and_not_escaped() -> None:
    assert canonical({"ข": [1, True, None], "ก": {"b": "“”", "a": ""}}).decode() == (
        '{"ก":{"a":"","b":"“”"},"ข":[1,true,null]}'
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("é", "e\u0301", id="one letter or two"),
        pytest.param("ก\u0e38\u0e48", "ก\u0e48\u0e38", id="vowel and tone in either order"),
        pytest.param("K", "\u212a", id="the sign for Kelvin is a K"),
    ],
)
def test_spellings_that_look_the_same_are_written_the_same(one: str, other: str) -> None:
    assert one != other

    assert canonical({one: [one]}) == canonical({other: [other]})


@pytest.mark.parametrize("odd", [0.5, float("nan"), {"a": [1.0]}, b"raw", {1, 2}, date(2026, 11, 23)], ids=repr)
def test_what_prints_differently_elsewhere_has_no_place_in_the_record(odd: Any) -> None:
    with pytest.raises(TypeError, match="has no place in the record"):
        canonical(odd)


@given(JSON, JSON)
def test_a_seal_holds_for_its_salt_and_value_alone(value: Any, other: Any) -> None:
    sealed = seal("salt", value)

    assert sealed == seal("salt", value)
    assert sealed != seal("pepper", value)
    assert canonical(other) == canonical(value) or sealed != seal("salt", other)


# The chain and its signed days.


def tell(ground: Ground, *subjects: str) -> None:
    """Facts that no room has rows for."""
    for subject in subjects:
        with ground.write() as writing:
            writing.tell(PlanPublished("", {}), subject=subject)


def test_each_fact_is_bound_to_the_one_before(ground: Ground) -> None:
    tell(ground, "one", "two", "three")

    with ground.read() as db:
        facts = after(db, 0, 1000)
    assert [fact.seq for fact in facts] == list(range(1, len(facts) + 1))
    assert [fact.prev for fact in facts] == [ORIGIN, *(fact.hash for fact in facts[:-1])]


@pytest.mark.parametrize("table", ["record_facts", "record_checkpoints"])
@pytest.mark.parametrize("change", ["update {} set hash = ''", "delete from {}"])
def test_the_database_refuses_to_change_what_was_written(ground: Ground, clock: Clock, table: str, change: str) -> None:
    clock.goes(days=1)
    tell(ground, "the next day")

    with pytest.raises(sqlite3.IntegrityError, match="append-only"), ground.store.write() as db:
        db.conn.execute(change.format(table))


def checkpoints(ground: Ground) -> list[dict[str, Any]]:
    with ground.read() as db:
        return rows(db, "select * from record_checkpoints order by n")


def test_a_day_is_signed_when_the_next_one_begins_in_bangkok(ground: Ground, clock: Clock) -> None:
    clock.at = datetime(2026, 11, 23, 16, 59, tzinfo=UTC)  # a minute before midnight in Bangkok
    tell(ground, "the last of its day")
    before = checkpoints(ground)
    clock.goes(minutes=1)

    tell(ground, "the first of the next")

    with ground.read() as db:
        *_, last, _ = after(db, 0, 1000)
    assert before == []
    assert [(c["day"], c["seq"], c["hash"]) for c in checkpoints(ground)] == [("2026-11-23", last.seq, last.hash)]


def test_midnight_elsewhere_ends_no_day(ground: Ground, clock: Clock) -> None:
    clock.at = datetime(2026, 11, 23, 23, 59, tzinfo=UTC)
    tell(ground, "before midnight in Greenwich")
    signed = checkpoints(ground)
    clock.goes(minutes=2)

    tell(ground, "after it")

    assert checkpoints(ground) == signed


def test_each_signature_binds_the_one_before_and_holds_for_whoever_has_the_public_key(
    ground: Ground, clock: Clock
) -> None:
    for day in range(4):
        tell(ground, f"on day {day}")
        clock.goes(days=1 + day)
    ground.checkpoint()
    ground.checkpoint()

    signed = checkpoints(ground)

    keys = public_keys(ground.keys)
    assert [c["n"] for c in signed] == [1, 2, 3, 4]
    assert [c["prev"] for c in signed] == [ORIGIN, *(c["signature"] for c in signed[:-1])]
    for each in signed:
        assert verify(
            keys[each["kid"]], canonical({k: v for k, v in each.items() if k != "signature"}), each["signature"]
        )


# The audit.


@dataclass(frozen=True)
class Office:
    """A house in which five people have walked their path on five days, and a copy of its file to spoil."""

    opened: house.House
    file: Path
    spoilt: Path

    def rows(self, table: str) -> list[dict[str, Any]]:
        with self.opened.ground.read() as db:
            return rows(db, f"select rowid as at_row, * from {table} order by rowid")

    def findings(self, *statements: tuple[str, dict[str, Any]]) -> list[Finding]:
        """What the audit says when the file was written to behind the house's back, its triggers dropped."""
        for rest in ("", "-wal", "-shm"):
            self.spoilt.with_name(self.spoilt.name + rest).unlink(missing_ok=True)
        shutil.copy(self.file, self.spoilt)
        with closing(sqlite3.connect(self.spoilt)) as connection, connection:
            for (name,) in connection.execute("select name from sqlite_schema where type = 'trigger'").fetchall():
                connection.execute(f"drop trigger {name}")
            for sql, parameters in statements:
                connection.execute(sql, parameters)
        store = Store(self.spoilt, readers=1, synchronous="OFF")
        try:
            return list(replace(self.opened, ground=replace(self.opened.ground, store=store)).audit())
        finally:
            store.close()


def walk(opened: house.House, person: Person, chance: Random) -> None:
    """Do the steps of the programme until there is none that a person does."""
    kinds = {kind.word: kind for kind in house.kinds()}
    for _ in range(8):
        with opened.ground.read() as db:
            step, brief = opened.paths.next(db, PROGRAMME, person), opened.paths.brief(db, PROGRAMME)
        if step and brief and (play := kinds[step.kind].play):
            play(opened.ground, brief, step.name, person, chance)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder, clock, ids = tmp_path_factory.mktemp("office"), Clock(), Random(2570)
    of_two_topics(folder / "data")
    opened = house.open_house(
        folder / "data", clock=clock, new_id=lambda: f"{ids.getrandbits(64):016x}", synchronous="OFF"
    )
    house.admit_all(opened.ground, CAST)
    with opened.ground.read() as db:
        people = opened.ground.directory.everybody(db)
    for person in people:
        clock.goes(days=1)
        walk(opened, person, Random(person.code))
    opened.ground.store.copy_to(folder / "whole.db")
    yield Office(opened, folder / "whole.db", folder / "spoilt.db")
    opened.ground.store.close()


def test_the_audit_of_an_untouched_house_finds_nothing(office: Office) -> None:
    assert list(office.opened.audit()) == []
    assert office.findings() == []


# Each table that is bound by the record, its columns, and how the audit calls a row's place.
BOUND: dict[str, tuple[tuple[str, ...], Callable[[dict[str, Any]], str]]] = {
    "record_facts": (
        ("seq", "at", "kind", "person", "unit", "subject", "body", "prev", "hash"),
        lambda row: f"fact {row['seq']}",
    ),
    "record_checkpoints": (
        ("n", "day", "seq", "hash", "prev", "kid", "signature"),
        lambda row: f"checkpoint {row['n']}",
    ),
    "library_versions": (("room", "slug", "version", "body"), lambda row: f"content {row['room']}/{row['slug']}"),
    "people_persons": (
        ("id", "code", "title", "name", "position", "executive", "salt"),
        lambda row: f"person {row['id']}",
    ),
    "lessons_readings": (
        ("person", "programme", "lesson", "version", "finished"),
        lambda row: f"reading of {row['programme']}/{row['lesson']} by {row['person']}",
    ),
    "quizzes_attempts": (
        ("id", "person", "programme", "moment", "form", "versions", "at", "finished"),
        lambda row: f"(attempt {row['id']}|room quizzes)",
    ),
    "pledges_signatures": (
        ("id", "person", "programme", "pledge", "version", "language", "name", "position", "unit", "at", "salt"),
        lambda row: f"signature {row['id']}",
    ),
    "badges_credentials": (
        ("id", "person", "credential", "programme", "period", "number", "data", "salt"),
        lambda row: f"credential {row['id']}",
    ),
    "quizzes_steps": (
        ("attempt", "n", "item", "answer", "at"),
        lambda row: f"(attempt {row['attempt']}|room quizzes)",  # what cannot even be read any more is said of the room
    ),
}


@pytest.mark.parametrize("table", BOUND)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_a_single_changed_letter_is_found_and_its_place_is_named(
    office: Office, table: str, data: st.DataObject
) -> None:
    columns, place = BOUND[table]
    row, column = data.draw(st.sampled_from(office.rows(table))), data.draw(st.sampled_from(columns))
    text = str(row[column])
    assume(text)
    spot = data.draw(st.integers(0, len(text) - 1))
    letters = st.sampled_from("0123456789") if isinstance(row[column], int) else st.characters(codec="utf-8")
    letter = data.draw(letters.filter(lambda drawn: drawn != text[spot]))
    assume(not (letter.isspace() and text[spot].isspace()))  # between an answer's options, JSON knows no difference
    changed = type(row[column])(text[:spot] + letter + text[spot + 1 :])
    update = f"update {table} set {column} = :new where rowid = :row"

    try:
        found = office.findings((update, {"new": changed, "row": row["at_row"]}))
    except sqlite3.IntegrityError:  # two rows of one key: the database itself refuses
        assume(False)

    # A row whose key is another now is named by either.
    either = rf"({place(row)}|{place({**row, column: changed})})\b" if column in ("seq", "n") else rf"{place(row)}\b"
    assert any(re.match(either, finding.place) for finding in found), [str(finding) for finding in found]


@given(data=st.data())
@settings(max_examples=25, deadline=None)
@pytest.mark.parametrize(("table", "key"), [("record_facts", "seq"), ("record_checkpoints", "n")])
def test_a_deleted_row_of_the_record_is_missed_also_at_its_ends(
    office: Office, table: str, key: str, data: st.DataObject
) -> None:
    row = data.draw(st.sampled_from(office.rows(table)))

    found = office.findings((f"delete from {table} where rowid = :row", {"row": row["at_row"]}))

    assert any(re.match(rf"{BOUND[table][1](row)}\b", finding.place) for finding in found)


def test_a_chain_written_anew_as_a_whole_does_not_pass_its_checkpoints(office: Office) -> None:
    forged, prev = [], ORIGIN
    for row in office.rows("record_facts"):
        body = json.loads(row["body"])
        if row["kind"] == "QuizFinished":
            body["score"] = "1/97"
        words = {name: row[name] for name in ("seq", "at", "kind", "person", "unit", "subject")}
        mark = fact_hash(**words, body=body, prev=prev)
        forged.append({"seq": row["seq"], "body": canonical(body).decode(), "prev": prev, "hash": mark})
        prev = mark
    update = "update record_facts set body = :body, prev = :prev, hash = :hash where seq = :seq"

    found = office.findings(*((update, fact) for fact in forged))

    assert found[0].place.startswith("checkpoint 2 ")  # the first after a score
    assert "no longer passes through it" in found[0].wrong


def test_a_fact_that_was_forged_together_with_its_hash_does_not_bear_the_next_one(office: Office) -> None:
    row = office.rows("record_facts")[21]
    words = {name: row[name] for name in ("seq", "at", "kind", "person", "subject", "prev")}
    mark = fact_hash(**words, unit="elsewhere", body=json.loads(row["body"]))
    update = "update record_facts set unit = 'elsewhere', hash = :hash where seq = :seq"

    found = office.findings((update, {"hash": mark, "seq": row["seq"]}))

    assert found[0].place.startswith(f"fact {row['seq'] + 1} ")
    assert found[0].wrong == "it does not continue the fact before it"


@pytest.fixture
def told(opened: house.House, tmp_path: Path) -> Office:
    """A house in which the last fact is one that no room has rows for."""
    tell(opened.ground, "Kelvin", "Cafe\u0301")
    opened.ground.store.copy_to(tmp_path / "whole.db")
    return Office(opened, tmp_path / "whole.db", tmp_path / "spoilt.db")


def test_the_last_fact_is_missed_by_those_who_have_read_it(told: Office) -> None:
    last = told.rows("record_facts")[-1]["seq"]

    found = told.findings(("delete from record_facts where seq = :seq", {"seq": last}))

    assert [finding.place for finding in found] == [f"fact {last}"]


def test_what_is_told_in_another_spelling_is_kept_in_the_one(told: Office) -> None:
    assert told.rows("record_facts")[-1]["subject"] == "Caf\u00e9"
    assert told.findings() == []


def test_another_spelling_of_the_same_letter_is_a_change(told: Office) -> None:
    update = "update record_facts set subject = :new where subject = 'Kelvin'"

    found = told.findings((update, {"new": "\u212aelvin"}))

    assert [finding.wrong for finding in found] == ["its hash is not that of its content"]


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("update record_facts set body = cast(x'c328' as text) where seq = 9", "the record"),
        ("update library_versions set body = cast(x'c328' as text)", "the content"),
        ("update quizzes_attempts set versions = '{'", "room quizzes"),
        ("update pledges_signatures set name = cast(x'c328' as text)", "room pledges"),
    ],
)
def test_what_cannot_be_read_any_more_is_a_finding_and_ends_no_audit(
    office: Office, statement: str, place: str
) -> None:
    assert place in [finding.place for finding in office.findings((statement, {}))]


@pytest.mark.parametrize(
    "statement",
    [
        "delete from library_versions where room = 'lessons' and slug = 'gifts'",
        "update library_versions set body = replace(body, ':{', ': {') where room = 'lessons' and slug = 'gifts'",
        "update library_current set version = 'none' where room = 'lessons' and slug = 'gifts'",
    ],
)
def test_content_that_is_gone_or_written_otherwise_is_a_finding(office: Office, statement: str) -> None:
    found = office.findings((statement, {}))

    assert [finding.place[:21] for finding in found] == ["content lessons/gifts"]


FORGED = digest({"forged": True})  # of content that reads well, and that nobody published


@pytest.mark.parametrize(
    ("statements", "places"),
    [
        pytest.param(
            ["insert into library_versions values ('quizzes', 'gifts', :forged, '{\"forged\":true}', '2026')"],
            [f"content quizzes/gifts {FORGED[:12]}"],
            id="a version",
        ),
        pytest.param(
            [
                "insert into library_versions values ('quizzes', 'gifts', :forged, '{\"forged\":true}', '2026')",
                "update library_current set version = :forged where room = 'quizzes' and slug = 'gifts'",
            ],
            [f"content quizzes/gifts {FORGED[:12]}"] * 2,
            id="in force",
        ),
        pytest.param(
            ["insert into library_versions select 'pledges', slug, version, body, at from library_versions"
             " where room = 'programmes' and slug = 'strong-2570'"],
            ["content pledges/strong-2570"],
            id="in another room",
        ),
        pytest.param(
            ["delete from library_current where room = 'lessons' and slug = 'gifts'"],
            ["content lessons/gifts"],
            id="no longer in force",
        ),
    ],
)  # fmt: skip
def test_content_that_the_record_does_not_publish_is_a_finding(
    office: Office, statements: list[str], places: list[str]
) -> None:
    found = office.findings(*((each, {"forged": FORGED} if ":forged" in each else {}) for each in statements))

    assert [finding.place for finding in found if finding.place.startswith("content ")] == places


def test_an_earlier_version_that_is_put_back_in_force_is_a_finding(opened: house.House, tmp_path: Path) -> None:
    ground = opened.ground
    before = {(row["room"], row["slug"]): row["version"] for row in _current(ground)}
    own = ground.content / "lessons" / "gifts.yaml"
    own.parent.mkdir(parents=True)
    shipped = (Path(house.__file__).parent / "lessons" / "content" / "gifts.yaml").read_text(encoding="utf-8")
    own.write_text(re.sub(r"(?m)^minutes: \d+", "minutes: 19", shipped), encoding="utf-8")
    opened.publish()
    after_it = {(row["room"], row["slug"]): row["version"] for row in _current(ground)}
    changed = [place for place, version in after_it.items() if before[place] != version]
    ground.store.copy_to(tmp_path / "whole.db")
    office = Office(opened, tmp_path / "whole.db", tmp_path / "spoilt.db")
    back = "update library_current set version = :old where room = 'lessons' and slug = 'gifts'"
    old = before["lessons", "gifts"]

    found = office.findings((back, {"old": old}))

    assert changed == [("lessons", "gifts")]
    assert office.findings() == []
    assert [(finding.place, finding.wrong) for finding in found] == [
        (f"content lessons/gifts {old[:12]}", "it is in force, and is not what was published last")
    ]


def _current(ground: Ground) -> list[dict[str, Any]]:
    with ground.read() as db:
        return rows(db, "select * from library_current")


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("update people_persons set executive = 1 - executive where code = 'ANA'", "person"),
        ("update people_persons set executive = 1 - executive where code = 'BENTO'", "person"),
        ("update quizzes_attempts set at = '2026-01-01T00:00:00.000000+00:00'", "attempt"),
        ("update quizzes_attempts set finished = '2026-01-01T00:00:00.000000+00:00'", "attempt"),
        ("update lessons_readings set version = 'none'", "reading of"),
        ("update lessons_readings set finished = '2026-01-01T00:00:00.000000+00:00'", "reading of"),
        ("update badges_standing set revoked = '2026-11-30', reason = 'mistake'", "badges_standing"),
        ("delete from badges_done where person in (select person from badges_credentials)", "badges_done"),
        ("update outcomes_pairs set n = n + 1", "outcomes_pairs"),
        ("update outcomes_counts set n = n + 1 where word = 'post'", "outcomes_counts"),
        ("update outcomes_stays set unit = 'elsewhere'", "outcomes_stays"),
        (
            "insert or ignore into people_grants (person, role, unit) select id, 'administrator', unit from people_persons",
            "person",
        ),
        ("update people_persons set active = 0 where code = 'ANA'", "person"),
        ("update people_units set name_th = 'อื่น' where above = ''", "unit"),
    ],
)
def test_a_row_that_the_record_does_not_give_is_a_finding(office: Office, statement: str, place: str) -> None:
    assert any(finding.place.startswith(f"{place} ") for finding in office.findings((statement, {})))


def test_a_walk_that_begins_later_takes_the_fact_before_at_its_word(office: Office) -> None:
    with office.opened.ground.read() as db:
        last = value(db, "select max(seq) from record_facts")
        begun_at = [list(audit.chain(db, begin)) for begin in (1, 2, last, last + 1)]
        past = list(audit.chain(db, last + 2))

    assert begun_at == [[]] * 4
    assert [finding.place for finding in past] == [f"fact {last + 1}"]


def test_a_walk_that_begins_later_finds_what_is_wrong_from_there_on(told: Office) -> None:
    with told.opened.ground.store.write() as db:
        db.conn.execute("drop trigger record_facts_no_update")
        db.conn.execute("update record_facts set subject = 'other' where seq = 9")
        begun_at = {begin: [finding.place for finding in audit.chain(db, begin)] for begin in (1, 9, 10)}

    assert [len(places) for places in begun_at.values()] == [1, 1, 0]
    assert begun_at[9][0].startswith("fact 9 ")


# Erased, or gone.


def erase(opened: house.House, person: Person) -> None:
    with opened.ground.write() as writing:
        for room in house.ROOMS:
            room.erase(writing, person.id)


def test_an_erased_person_is_no_finding_and_their_facts_stay(
    opened: house.House, cast: Callable[[str], Person]
) -> None:
    ana = cast("ANA")
    walk(opened, ana, Random(7))
    with opened.ground.read() as db:
        before = value(db, "select count(*) from record_facts where person = :ana", {"ana": ana.id})

    erase(opened, ana)

    with opened.ground.read() as db:
        facts = value(db, "select count(*) from record_facts where person = :ana", {"ana": ana.id})
    assert list(opened.audit()) == []
    assert facts == before + 1 > 8


def test_an_erased_name_stands_nowhere_in_the_database(opened: house.House, cast: Callable[[str], Person]) -> None:
    ana = cast("ANA")
    walk(opened, ana, Random(7))
    with opened.ground.read() as db:
        assert ana.name in "\n".join(db.conn.iterdump())

    erase(opened, ana)

    with opened.ground.read() as db:
        assert ana.name not in "\n".join(db.conn.iterdump())


@pytest.mark.parametrize(
    ("gone", "place"),
    [
        ("delete from people_persons where id = :ana", "person"),
        ("delete from lessons_readings where person = :ana", "reading of"),
        ("delete from quizzes_attempts where person = :ana", "attempt"),
        ("delete from pledges_signatures where person = :ana", "signature"),
        ("delete from badges_credentials where person = :ana", "credential"),
        ("update badges_credentials set data = '', salt = '' where person = :ana", "credential"),
    ],
)
def test_a_row_that_is_gone_without_a_fact_that_says_so_is_a_finding(office: Office, gone: str, place: str) -> None:
    ana = next(row["id"] for row in office.rows("people_persons") if row["code"] == "ANA")

    found = office.findings((gone, {"ana": ana}))

    assert any(finding.place.startswith(place) for finding in found)


# Who may read the file.


@pytest.mark.skipif("os.name == 'nt'", reason="Windows keeps no such modes")
def test_the_folder_and_the_database_are_readable_by_their_owner_only(tmp_path: Path, clock: Clock) -> None:
    before = os.umask(0)
    try:
        opened = house.open_house(tmp_path / "made" / "data", clock=clock, synchronous="OFF")
        opened.ground.store.copy_to(tmp_path / "copy.db")
    finally:
        os.umask(before)
    folder = opened.ground.folder
    files = [*folder.glob("sujarit.db*"), tmp_path / "copy.db"]

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in files}
    opened.ground.store.close()

    assert modes == dict.fromkeys(("sujarit.db", "sujarit.db-wal", "sujarit.db-shm", "copy.db"), 0o600)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
