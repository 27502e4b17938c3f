"""What starts the program elsewhere: systemd's unit and the shell's scripts agree with the program, and are well formed."""

import ast
import configparser
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import house
import sujarit

ROOT = Path(__file__).parent.parent
UNIT = ROOT / "deploy" / "sujarit.service"


def unit() -> configparser.ConfigParser:
    found = configparser.ConfigParser(interpolation=None, strict=True)
    found.optionxform = str  # type: ignore[assignment,method-assign]
    found.read_string(UNIT.read_text(encoding="utf-8"))
    return found


def test_the_unit_runs_as_an_ordinary_account_and_writes_its_data_alone() -> None:
    service = unit()["Service"]
    assert service["User"] not in ("", "root", "0")
    assert (service["ProtectSystem"], service["NoNewPrivileges"], service["StateDirectoryMode"]) == (
        "strict",
        "true",
        "0700",
    )
    environment = dict(each.split("=", 1) for each in service["Environment"].split())
    assert environment[house.DATA] == f"/var/lib/{service['StateDirectory']}"
    assert environment["HOST"] == "127.0.0.1", "a stranger's network is not let in by a copied file"
    assert service["ExecStart"].split()[1:] == ["serve"]
    assert "serve" in sujarit.main.commands
    assert service["ExecStart"].startswith(service["WorkingDirectory"] + "/.venv/bin/sujarit ")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd on this computer")
def test_systemd_reads_the_unit(tmp_path: Path) -> None:
    """With a program that is there in the place of ours: systemd asks for it."""
    text = re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", UNIT.read_text(encoding="utf-8"), flags=re.MULTILINE)
    (tmp_path / "sujarit.service").write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / "sujarit.service")], capture_output=True, encoding="utf-8"
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("script", sorted((ROOT / "deploy").glob("*.sh")), ids=lambda script: script.name)
def test_the_shell_reads_its_scripts(script: Path) -> None:
    assert subprocess.run(["sh", "-n", str(script)], capture_output=True).returncode == 0


def test_a_lock_is_looked_at_with_windows_eyes() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = makefile[makefile.index("lock: ") : makefile.index("set-up: ")]
    assert "--python-platform x86_64-pc-windows-msvc" in recipe
    assert "--only-binary :all: --require-hashes" in recipe
    asked = set(re.findall(r"3\.1[0-9]", (ROOT / "deploy" / "windows" / "python.ps1").read_text(encoding="utf-8-sig")))
    assert asked - set(re.findall(r"3\.1[0-9]", recipe)) == set(), (
        "run.ps1 looks for a Python whose wheels nobody looked at"
    )


def asked_for(file: Path) -> Iterator[str]:
    """The modules that a file of Python imports, wherever in it: by their first name."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name.split(".")[0] for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def locked(name: str) -> str:
    """A distribution's name as a lock spells it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_what_the_program_imports_is_installed_with_it() -> None:
    """The tests' own parts are on this computer too, so a part that only they install would be missed by no other test."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    files = [ROOT / f"{name}.py" for name in told["tool"]["setuptools"]["py-modules"]]
    for package in told["tool"]["setuptools"]["packages"]:
        files += ROOT.joinpath(*package.split(".")).glob("*.py")
    own = {file.stem for file in ROOT.glob("*.py")} | {each.name for each in ROOT.iterdir() if each.is_dir()}
    imported = {name for file in files for name in asked_for(file)} - own - set(sys.stdlib_module_names)
    names = {re.split(r"[^\w-]", each)[0] for each in told["project"]["dependencies"]}
    lock = re.findall(r"^([\w.-]+)==", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)
    known = packages_distributions()
    missing = {
        name
        for name in imported
        if not any(locked(each) in {locked(one) for one in lock} for each in known.get(name, [name]))
    }
    assert not missing, (
        "these are not in requirements.txt: add them to the dependencies in pyproject.toml, then `make lock`"
    )
    assert {locked(each) for each in names} <= {locked(each) for each in lock}
    assert len(imported) > 20
