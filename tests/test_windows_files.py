"""What Windows would not let us do with files: found on Linux, by playing its rule and by reading the source."""

import ast
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import OFFICE
from windows import held, linux_only, play

import house
import sujarit
from core import backup as backups
from core.directory import Person
from core.ground import Ground
from core.mail import Post, set_post
from core.rehearse import rehearse, replayed
from core.settings import ORGANISATION_TH, set_to
from core.signing import open_signer

ROOT = Path(__file__).parent.parent
OURS = [
    path
    for path in sorted(ROOT.rglob("*.py"))
    if not {".venv", "build", "data", "tests"} & set(path.relative_to(ROOT).parts)
]  # fmt: skip


@pytest.fixture
def rule(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    return play(monkeypatch)


@linux_only
def test_the_rule_that_is_played_is_that_of_windows(tmp_path: Path, rule: list[str]) -> None:
    file = tmp_path / "folder" / "open.txt"
    file.parent.mkdir()
    with file.open("w", encoding="utf-8"):
        assert list(held(file.parent)) == [str(file)]
        with pytest.raises(PermissionError):
            file.unlink()
        with pytest.raises(PermissionError):
            os.replace(file.parent, tmp_path / "other")
        with pytest.raises(PermissionError):
            file.parent.rmdir()
    file.unlink()
    assert len(rule) == 3


@linux_only
def test_backing_up_rehearsing_and_auditing_hold_no_file_that_they_delete(
    ground: Ground, cast: Callable[[str], Person], tmp_path: Path, rule: list[str]
) -> None:
    cast("ANA")
    file = tmp_path / "backup.zip"
    for _ in range(2):  # the second takes the first one's place
        backups.back_up(ground, file, with_key=True)
    assert backups.wrong_with(file) is None
    assert rehearse(ground, lambda writing: set_to(writing.db, ORGANISATION_TH, OFFICE)).differences == []
    assert list(replayed(ground)) == []
    assert rule == []


@linux_only
def test_a_backup_whose_record_does_not_stand_is_told_and_not_held(
    ground: Ground, cast: Callable[[str], Person], tmp_path: Path, rule: list[str]
) -> None:
    cast("ANA")
    with ground.store.write() as db:
        db.conn.execute("drop trigger record_facts_no_update")
        db.conn.execute("update record_facts set hash = 'none' where seq = 2")
    backups.back_up(ground, tmp_path / "altered.zip")
    assert "does not stand" in str(backups.wrong_with(tmp_path / "altered.zip"))
    assert rule == []


@linux_only
def test_restoring_while_the_server_runs_is_refused_and_everything_stays(
    ground: Ground, tmp_path: Path, rule: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    backups.back_up(ground, tmp_path / "backup.zip")
    monkeypatch.setenv(house.DATA, str(ground.folder))
    said = CliRunner().invoke(sujarit.main, ["restore", str(tmp_path / "backup.zip"), "--yes"])
    assert (said.exit_code, rule != []) == (1, True)
    assert "หยุดสุจริตก่อน" in said.output
    assert "stop Sujarit first" in said.output
    assert (ground.folder / "sujarit.db").is_file()
    assert [path.name for path in tmp_path.iterdir() if "before" in path.name] == []


def test_a_restoring_that_is_hindered_half_way_puts_the_former_folder_back(
    ground: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as by a virus scanner, which looks into the files that were written just now."""
    backups.back_up(ground, tmp_path / "backup.zip")
    ground.store.close()
    before, real = (ground.folder / "sujarit.db").read_bytes(), os.replace

    def hindered(here: Path, there: Path) -> None:
        if ".restoring" in str(here):
            raise PermissionError(13, "[WinError 5]", str(here))
        real(here, there)

    monkeypatch.setattr(os, "replace", hindered)
    with pytest.raises(PermissionError):
        backups.restore(tmp_path / "backup.zip", ground.folder)
    assert (ground.folder / "sujarit.db").read_bytes() == before


def test_a_disk_without_hard_links_keeps_the_key_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """exFAT, which USB sticks have, and some shares."""

    def incapable(here: Path, there: Path) -> None:
        raise OSError(1, "[WinError 1] Incorrect function", str(here))

    monkeypatch.setattr(os, "link", incapable)
    made = open_signer(tmp_path / "keys")
    assert open_signer(tmp_path / "keys").kid == made.kid
    assert sorted(path.name for path in (tmp_path / "keys").iterdir()) == [f"{made.kid}.pub.pem", "signing.pem"]


@linux_only
def test_the_mail_servers_password_is_kept_twice(ground: Ground, rule: list[str]) -> None:
    for word in ("one", "two"):
        with ground.write() as writing:
            set_post(writing.db, Post("mail.example", 587, "starttls", "u", word, "a@example"), ground.keys)
    assert rule == []


# What the source says


def unnamed(tree: ast.AST) -> Iterator[int]:
    """The lines that open a file as text, or read a program's words, without naming an encoding."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or "encoding" in {keyword.arg for keyword in node.keywords}:
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        of = getattr(node.func.value, "id", "") if isinstance(node.func, ast.Attribute) else ""
        texts = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        modes = [text for text in texts if re.fullmatch("[rwxa][bt+]*", text)]
        if called in ("open", "fdopen") and (modes or isinstance(node.func, ast.Name)):
            if not any("b" in mode for mode in modes):
                yield node.lineno
            continue
        text = called in ("read_text", "TextIOWrapper") or (called == "write_text" and len(node.args) == 1)
        if text or (of == "subprocess" and "text" in {keyword.arg for keyword in node.keywords}):
            yield node.lineno  # write_text with several words is a Paper's, and they are places


@pytest.mark.parametrize("file", OURS, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_file_is_read_and_written_in_a_named_encoding(file: Path) -> None:
    """Windows has cp874 where nothing is said, and a Thai name written on one computer is rubbish on the next."""
    lines = list(unnamed(ast.parse(file.read_text(encoding="utf-8"))))
    assert [f'{file.relative_to(ROOT)}:{line} say encoding="utf-8"' for line in lines] == []


@pytest.mark.parametrize("text", ["open('a')", "path.open('w')", "p.read_text()", "p.write_text(x)", "os.fdopen(d, 'w')", "subprocess.run(c, text=True)"])  # fmt: skip
def test_an_encoding_that_is_missing_is_found(text: str) -> None:
    assert list(unnamed(ast.parse(text))) == [1]


# Names


def own(folder: Path, *names: str) -> list[str]:
    shelf = folder / "pledges"
    shelf.mkdir()
    text = next((ROOT / "pledges" / "content").glob("*.yaml")).read_text(encoding="utf-8")
    for name in names:
        (shelf / name).write_text(text, encoding="utf-8")
    contents, problems = house.check(folder)
    assert not {name.removesuffix(".yaml") for name in names[1:]} & contents["pledges"].keys()
    return [problem.told("en") for problem in problems if "Windows" in problem.told("en")]


@pytest.mark.parametrize("name", ["con", "NUL", "com1", "aux.th", "a:b", "what?", "end."])
def test_a_name_that_windows_does_not_have_is_told(tmp_path: Path, name: str) -> None:
    (said,) = own(tmp_path, "good.yaml", f"{name}.yaml")
    assert said.startswith(f"{tmp_path.name}/pledges/{name}.yaml:1 — Windows has no file called “{name}”")


def test_two_names_that_differ_in_capitals_alone_are_told(tmp_path: Path) -> None:
    (said,) = own(tmp_path, "Ours.yaml", "ours.yaml")
    assert "“ours” differs from “Ours” in capitals alone" in said


def test_no_shipped_name_troubles_windows() -> None:
    names = [
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*")
        if not {".git", ".venv"} & set(path.relative_to(ROOT).parts)
    ]
    assert len({name.casefold() for name in names}) == len(names)
    assert [name for name in names if set(name) & set('<>:"|?*\\')] == []
    assert max(len(name) for name in names if "__pycache__" not in name) < 170  # run.ps1 counts on it
