"""run.ps1 and its parts. Nothing runs PowerShell here: what can be read is read, with a grammar of PowerShell.

So the tests know that the scripts are well formed, keep to what Windows PowerShell 5.1 understands, and agree with
the program; that they do on Windows what they say, a person has to see there.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import tree_sitter
import tree_sitter_powershell

import sujarit

ROOT = Path(__file__).parent.parent
SCRIPTS = [ROOT / "run.ps1", *sorted((ROOT / "deploy" / "windows").glob("*.ps1"))]
GRAMMAR = tree_sitter.Language(tree_sitter_powershell.language())
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
# PowerShell takes these for the plain quotes and the hyphen, and a Thai sentence would end at them.
FALSE_SIGNS = "“”„‘’‚–—―"
NEWER = ("&&", "||", "??", "?.", "-AsHashtable", "ForEach-Object -Parallel", "clean {")  # PowerShell 7's own
AUTOMATIC = {"args", "error", "event", "foreach", "home", "host", "input", "matches", "pid", "profile", "sender", "switch", "this"}  # fmt: skip


def nodes(text: str) -> Iterator[tree_sitter.Node]:
    """Every part of a script, in its order."""
    waiting = [tree_sitter.Parser(GRAMMAR).parse(text.encode()).root_node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(node.children)


def wrong(text: str) -> list[str]:
    return [f"{node.start_point[0] + 1}: {node.type}" for node in nodes(text) if node.is_error or node.is_missing]


def said(node: tree_sitter.Node) -> str:
    return (node.text or b"").decode()


def text_of(script: Path) -> str:
    return script.read_text(encoding="utf-8-sig")


@pytest.fixture(params=SCRIPTS, ids=lambda script: script.name)
def script(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def test_a_script_is_well_formed(script: Path) -> None:
    assert wrong(text_of(script)) == []
    assert wrong("if ($a { 1 }"), "a slip is found"


def test_windows_powershell_reads_its_thai(script: Path) -> None:
    """5.1 takes a file without the mark for one in the code page, and Thai in it for rubbish."""
    assert script.read_text(encoding="utf-8").startswith(BOM)
    assert script.read_text(encoding="utf-8").count(BOM) == 1
    found = [f"{n}: {line}" for n, line in enumerate(text_of(script).splitlines(), 1) if set(line) & set(FALSE_SIGNS)]
    assert found == []


def test_nothing_in_it_is_newer_than_powershell_5(script: Path) -> None:
    code = "".join(
        said(node) + "\n" for node in nodes(text_of(script)) if not node.child_count and node.type != "comment"
    )
    assert [word for word in NEWER if word in code] == []
    assert "ternary_expression" not in {node.type for node in nodes(text_of(script))}


def test_it_assigns_no_variable_of_powershells_own(script: Path) -> None:
    text = text_of(script)
    assigned = set(re.findall(r"(?:^|[;{(\s])\$(\w+)\s*(?:=|,\s*\$\w+\s*=)", text)) | set(
        re.findall(r"foreach \(\$(\w+) in", text)
    )
    assert {name.lower() for name in assigned} & AUTOMATIC == set()


def functions(text: str) -> set[str]:
    return set(re.findall(r"^function ([\w-]+)", text, re.MULTILINE))


def test_every_function_that_is_called_is_there() -> None:
    texts = {script: text_of(script) for script in SCRIPTS}
    ours = set().union(*(functions(text) for text in texts.values()))
    called = {
        said(node) for text in texts.values() for node in nodes(text) if node.type == "command_name"
    }  # fmt: skip
    # What Windows 10 brings: modules Microsoft.PowerShell.*, ScheduledTasks, NetSecurity, NetConnection.
    windows = {
        "Write-Host", "Write-Verbose", "Out-Host", "Read-Host", "Get-Command", "Select-Object", "Out-Null", "Where-Object", "ForEach-Object",
        "Get-ItemProperty", "Join-Path", "Test-Path", "Get-FileHash", "Get-Content", "Set-Content", "Remove-Item", "New-Item", "New-Object",
        "Start-Process", "Get-Process", "Start-Sleep", "Invoke-WebRequest", "Get-Date", "New-TimeSpan", "icacls",
        "New-ScheduledTaskAction", "New-ScheduledTaskTrigger", "New-ScheduledTaskSettingsSet", "New-ScheduledTaskPrincipal",
        "Register-ScheduledTask", "Unregister-ScheduledTask", "Start-ScheduledTask", "Stop-ScheduledTask", "Get-ScheduledTask",
        "Get-ScheduledTaskInfo", "New-NetFirewallRule", "Remove-NetFirewallRule", "Get-NetConnectionProfile",
    }  # fmt: skip
    plain = {name for name in called if re.fullmatch(r"[A-Za-z-]+", name)}
    assert sorted(plain - ours - windows) == []
    assert sorted(ours - plain) == [], "nobody calls these"


def test_what_a_program_prints_does_not_become_what_a_function_returns() -> None:
    parts = "\n".join(text_of(script) for script in SCRIPTS[1:])
    started = [line.strip() for line in parts.splitlines() if re.match(r"\s*& ", line)]
    assert len(started) >= 4
    assert [line for line in started if "| Out-" not in line] == []


def test_every_part_that_is_read_in_is_there() -> None:
    named = re.search(r"foreach \(\$part in ([^)]+)\)", text_of(ROOT / "run.ps1"))
    assert named
    assert sorted(re.findall(r"'(\w+)'", named[1])) == sorted(path.stem for path in SCRIPTS[1:])


def test_what_it_hands_to_the_command_the_command_knows() -> None:
    serve = sujarit.main.commands["serve"]
    options = {name for each in (*serve.params, *sujarit.main.params) for name in each.opts}
    handed = set(re.findall(r"--(?:data|host|port|log)\b", "".join(map(text_of, SCRIPTS))))
    assert handed == {"--data", "--host", "--port", "--log"}
    assert handed <= options
    assert isinstance(sujarit.main.commands["demo"], click.Command)


def test_every_switch_is_explained_in_the_script_and_in_the_reference() -> None:
    text = text_of(ROOT / "run.ps1")
    block = text[text.index("param(") : text.index("$ErrorActionPreference")]
    switches = re.findall(r"\$(\w+)(?= =|,|\n\))", re.sub(r"= .*", "=", block.replace("$env:", "")))
    names = [name for name in switches if name not in ("SUJARIT_DATA", "USERDOMAIN", "USERNAME")]
    reference = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    assert len(names) == 10
    assert [name for name in names if f".PARAMETER {name}\n" not in text] == []
    assert [name for name in names if f"| `-{name}" not in reference] == []


def test_run_cmd_is_for_every_code_page_and_starts_the_script() -> None:
    raw = (ROOT / "run.cmd").read_bytes()
    assert raw.isascii()
    assert b'-ExecutionPolicy Bypass -File "%~dp0run.ps1" %*' in raw


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="what git writes, git knows")
def test_git_gives_each_file_the_line_ends_of_those_who_read_it() -> None:
    asked = ["run.ps1", "run.cmd", "deploy/windows/python.ps1", "Makefile", "deploy/python.sh", "requirements.txt"]
    said = subprocess.run(
        ["git", "check-attr", "eol", *asked], cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
    )
    ends = [line.rsplit(": ", 1)[1] for line in said.stdout.splitlines()]
    assert ends == ["crlf", "crlf", "crlf", "lf", "lf", "lf"]


@pytest.mark.skipif(not shutil.which("pwsh"), reason="there is no PowerShell on this computer")
def test_powershell_itself_reads_it(script: Path) -> None:
    asks = (
        "$errors = $null; [Management.Automation.Language.Parser]::ParseFile($env:SCRIPT, [ref]$null, [ref]$errors)"
        " | Out-Null; $errors; exit $errors.Count"
    )
    done = subprocess.run(
        ["pwsh", "-NoProfile", "-Command", asks],
        env={**os.environ, "SCRIPT": str(script)},
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stdout) == (0, "")
