"""Backup and restore: whole while people work, nothing secret unless asked, and nothing wrong is ever put back."""

import json
import sqlite3
import stat
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from conftest import Clock
from hypothesis import given, settings
from hypothesis import strategies as st

import house
from core.audit import Finding
from core.backup import FORMAT, back_up, restore, wrong_with
from core.directory import Person
from core.facts import PlanPublished
from core.ground import Ground
from core.record import after
from core.signing import KEY_FILE


@pytest.fixture
def backup(ground: Ground, cast: Callable[[str], Person], tmp_path: Path) -> Path:
    """A backup of a house with people and a content file of its own."""
    own = ground.content / "lessons" / "own.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("title: {th: ของเรา, en: Ours}\n", encoding="utf-8")
    back_up(ground, tmp_path / "backup.zip")
    return tmp_path / "backup.zip"


@contextmanager
def opened_in(folder: Path) -> Iterator[house.House]:
    found = house.open_house(folder, synchronous="OFF")
    try:
        yield found
    finally:
        found.ground.store.close()


def hashes(ground: Ground) -> list[str]:
    with ground.read() as db:
        return [fact.hash for fact in after(db, 0, 100_000)]


def audit(opened: house.House) -> list[Finding]:
    return list(opened.audit())


def test_a_restored_house_has_the_same_record_and_audits_clean(ground: Ground, backup: Path, tmp_path: Path) -> None:
    before = hashes(ground)

    aside = restore(backup, tmp_path / "restored")

    with opened_in(tmp_path / "restored") as again:
        assert aside is None
        assert hashes(again.ground) == before
        assert [person.code for person in everybody(again.ground)] == [person.code for person in everybody(ground)]
        assert (again.ground.content / "lessons" / "own.yaml").read_text(encoding="utf-8").startswith("title:")
        assert audit(again) == []


def everybody(ground: Ground) -> list[Person]:
    with ground.read() as db:
        return ground.directory.everybody(db)


def test_a_backup_made_while_people_work_is_whole(opened: house.House, tmp_path: Path) -> None:
    ground, stop, told = opened.ground, threading.Event(), 0
    with ground.write() as writing:
        for number in range(3000):  # enough pages for many steps of copying
            writing.tell(PlanPublished("", {"th": "แผน" * 30}), subject=str(number))

    def works() -> None:
        nonlocal told
        while not stop.is_set():
            with ground.write() as writing:
                writing.tell(PlanPublished("", {}), subject="at work")
            told += 1

    worker = threading.Thread(target=works)
    worker.start()
    try:
        while told < 5:
            stop.wait(0.001)
        for number in range(3):
            back_up(ground, tmp_path / f"{number}.zip")
    finally:
        stop.set()
        worker.join()

    whole = hashes(ground)
    for number in range(3):
        file, folder = tmp_path / f"{number}.zip", tmp_path / f"restored-{number}"
        assert wrong_with(file) is None
        restore(file, folder)
        with zipfile.ZipFile(file) as archive, opened_in(folder) as again:
            about = json.loads(archive.read("about.json"))
            kept = hashes(again.ground)
            assert (about["facts"], about["head"]) == (len(kept), kept[-1])
            assert kept == whole[: len(kept)]
            assert audit(again) == []


# The key.


def names(file: Path) -> set[str]:
    with zipfile.ZipFile(file) as archive:
        return set(archive.namelist())


def test_no_private_key_is_in_a_backup_unless_asked(ground: Ground, backup: Path, tmp_path: Path) -> None:
    secret = (ground.keys / KEY_FILE).read_bytes()

    back_up(ground, tmp_path / "with.zip", with_key=True)

    with zipfile.ZipFile(backup) as archive:
        assert not any(b"PRIVATE" in archive.read(name) for name in archive.namelist())
    with zipfile.ZipFile(tmp_path / "with.zip") as archive:
        assert archive.read(f"keys/{KEY_FILE}") == secret
    assert names(tmp_path / "with.zip") - names(backup) == {f"keys/{KEY_FILE}"}
    assert f"keys/{ground.signer.kid}.pub.pem" in names(backup)


@pytest.mark.skipif("os.name == 'nt'", reason="Windows keeps no such modes")
def test_what_holds_the_private_key_is_its_owners_alone(ground: Ground, tmp_path: Path) -> None:
    back_up(ground, tmp_path / "with.zip", with_key=True)

    restore(tmp_path / "with.zip", tmp_path / "restored")

    keys = tmp_path / "restored" / "keys"
    assert [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "with.zip", keys, keys / KEY_FILE)] == [
        0o600,
        0o700,
        0o600,
    ]


def test_the_key_that_is_here_stays_and_the_former_house_is_set_aside(
    opened: house.House, backup: Path, tmp_path: Path
) -> None:
    folder, secret = opened.ground.folder, (opened.ground.keys / KEY_FILE).read_bytes()
    with opened.ground.write() as writing:
        writing.tell(PlanPublished("", {}), subject="after the backup")
    later = hashes(opened.ground)
    opened.ground.store.close()

    aside = restore(backup, folder)

    assert aside is not None
    with opened_in(folder) as again, opened_in(aside) as former:
        assert (again.ground.keys / KEY_FILE).read_bytes() == secret
        assert hashes(again.ground) == later[:-1]
        assert hashes(former.ground) == later
        assert audit(again) == audit(former) == []


def test_another_machine_without_the_key_still_verifies_what_was_signed(backup: Path, tmp_path: Path) -> None:
    restore(backup, tmp_path / "elsewhere")

    with opened_in(tmp_path / "elsewhere") as again:
        with again.ground.write() as writing:
            writing.tell(PlanPublished("", {}), subject="signed by a new key from now on")
        assert len(list(again.ground.keys.glob("*.pub.pem"))) == 2
        assert audit(again) == []


def test_what_an_interrupted_restore_left_behind_gets_into_no_house(backup: Path, tmp_path: Path) -> None:
    stale = tmp_path / ".restored.restoring" / "content" / "lessons" / "stale.yaml"
    stale.parent.mkdir(parents=True)
    stale.write_text("title: stale\n", encoding="utf-8")

    restore(backup, tmp_path / "restored")

    assert not list((tmp_path / "restored").rglob("stale.yaml"))
    assert not stale.exists()


# Wrong files.


def rewritten(backup: Path, file: Path, changes: dict[str, bytes | None]) -> Path:
    """The backup with some members changed, added or (None) left out."""
    with zipfile.ZipFile(backup) as source, zipfile.ZipFile(file, "w") as target:
        for name in {*source.namelist(), *changes}:
            content = changes.get(name, b"") if name in changes else source.read(name)
            if content is not None:
                target.writestr(name, content)
    return file


def altered(backup: Path, folder: Path, *statements: str) -> bytes:
    """The backup's database after something was done to it, its triggers dropped."""
    with zipfile.ZipFile(backup) as archive:
        archive.extract("sujarit.db", folder)
    with closing(sqlite3.connect(folder / "sujarit.db", isolation_level=None)) as connection:
        for (name,) in connection.execute("select name from sqlite_schema where type = 'trigger'").fetchall():
            connection.execute(f"drop trigger {name}")
        for statement in statements:
            connection.execute(statement)
        connection.execute("pragma journal_mode = delete")
    return (folder / "sujarit.db").read_bytes()


Spoil = Callable[[Path, Path], bytes | dict[str, bytes | None]]  # the backup, a folder → a file's bytes, or its members
WRONG: dict[str, tuple[Spoil, str]] = {
    "no ZIP": (lambda backup, folder: b"this is a letter", "is not a backup that can be read"),
    "nothing": (lambda backup, folder: b"", "is not a backup that can be read"),
    "half of it": (lambda backup, folder: backup.read_bytes()[: backup.stat().st_size // 2], "is not a backup that can"),
    "another ZIP": (lambda backup, folder: dict.fromkeys(names(backup)) | {"a.txt": b"a"}, "is a ZIP, but not"),
    "another format": (lambda backup, folder: {"about.json": b'{"format": "moodle"}'}, "is a ZIP, but not a backup"),
    "a list for about": (lambda backup, folder: {"about.json": b"[1]"}, "is a ZIP, but not a backup of Sujarit"),
    "no words for about": (lambda backup, folder: {"about.json": b"\xff"}, "is not a backup that can be read"),
    "no database": (lambda backup, folder: {"sujarit.db": None}, "is a ZIP, but not a backup of Sujarit"),
    "a letter as database": (lambda backup, folder: {"sujarit.db": b"dear all" * 99}, "file is not a database"),
    "an empty database": (lambda backup, folder: {"sujarit.db": b""}, "no such table"),
    "a way out": (lambda backup, folder: {"../out.txt": b"out"}, "names files outside its folder"),
    "a way out, deeper": (lambda backup, folder: {"content/../../out.txt": b"out"}, "names files outside its folder"),
    "a way from the root": (lambda backup, folder: {"/sujarit-out.txt": b"out"}, "names files outside its folder"),
    "an altered fact": (
        lambda backup, folder: {
            "sujarit.db": altered(backup, folder, "update record_facts set unit = 'elsewhere' where seq = 12")
        },
        "does not stand: fact 12 ",
    ),
    "a missing fact": (
        lambda backup, folder: {"sujarit.db": altered(backup, folder, "delete from record_facts where seq = 3")},
        "does not stand: fact 3 ",
    ),
    "an altered checkpoint": (
        lambda backup, folder: {
            "sujarit.db": altered(backup, folder, "update record_checkpoints set day = '2026-01-01' where n = 1")
        },
        "does not stand: checkpoint 1 ",
    ),
    "no key to its checkpoints": (
        lambda backup, folder: {name: None for name in names(backup) if name.startswith("keys/")},
        "signed with a key that is not here",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_refused_with_a_sentence_and_nothing_is_changed(
    opened: house.House, cast: Callable[[str], Person], backup: Path, tmp_path: Path, name: str
) -> None:
    spoil, sentence = WRONG[name]
    sign_a_day(opened, backup)
    before = hashes(opened.ground), sorted(tmp_path.rglob("*"))
    (tmp_path / "work").mkdir()
    spoilt = spoil(backup, tmp_path / "work")
    file = tmp_path / "wrong.zip"
    if isinstance(spoilt, bytes):
        file.write_bytes(spoilt)
    else:
        rewritten(backup, file, spoilt)

    wrong = wrong_with(file)

    assert wrong is not None
    assert wrong.startswith(("wrong.zip ", "the record in wrong.zip "))
    assert sentence in wrong
    assert (
        hashes(opened.ground),
        [p for p in sorted(tmp_path.rglob("*")) if "work" not in p.parts and p != file],
    ) == before


def sign_a_day(opened: house.House, backup: Path) -> None:
    """Let a day end, so that there is a checkpoint, and back up anew."""
    clock = opened.ground.clock
    assert isinstance(clock, Clock)
    clock.goes(days=1)
    with opened.ground.write() as writing:
        writing.tell(PlanPublished("", {}), subject="the next day")
    back_up(opened.ground, backup)


def test_a_good_backup_is_not_refused(backup: Path) -> None:
    assert wrong_with(backup) is None
    with zipfile.ZipFile(backup) as archive:
        assert json.loads(archive.read("about.json"))["format"] == FORMAT


@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_a_damaged_backup_is_refused_or_restores_the_same_record(small: Path, data: st.DataObject) -> None:
    raw = bytearray(small.read_bytes())
    directory = st.integers(len(raw) - 900, len(raw) - 1)
    places = st.integers(0, len(raw) - 1) | st.integers(0, 120) | directory
    for at in data.draw(st.lists(places, min_size=1, max_size=4)):
        raw[at] ^= data.draw(st.integers(1, 255))
    damaged = small.with_name("damaged.zip")
    damaged.write_bytes(raw)

    wrong = wrong_with(damaged)

    if wrong is None:
        with zipfile.ZipFile(damaged) as one, zipfile.ZipFile(small) as other:
            assert one.read("sujarit.db") == other.read("sujarit.db")
    else:
        assert "damaged.zip" in wrong


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a new house."""
    folder = tmp_path_factory.mktemp("small")
    with opened_in(folder / "data") as opened:
        back_up(opened.ground, folder / "small.zip")
    return folder / "small.zip"
