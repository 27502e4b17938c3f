"""The documentation says what there is: whatever of the program is missing in it fails here, by name."""

import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import Any, get_args

import click
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from starlette.routing import Route

import house
import sujarit
from badges.token import Claims, token
from core import settings
from core.content import Content
from core.facts import Said
from core.gate import Gate
from core.ground import Ground
from core.language import Text
from core.record import digest
from core.room import named
from core.signing import Signer
from people.sheet import parsed
from quizzes.kinds import KINDS

ROOT = Path(__file__).parent.parent
REFERENCE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
WHY = (ROOT / "docs" / "why.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
OURS = ["*.py", "*/*.py", "*/*/*.py"]
EXAMPLE = re.compile(r"^```(?P<kind>\w+) title=(?P<title>[a-z0-9/-]+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)


PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("[a-z]*/*.md"), *ROOT.glob("docs/*/*.md")])


def section(heading: str) -> str:
    """The reference from a heading (its beginning is enough) to the next one that is as high or higher."""
    level = len(heading) - len(heading.lstrip("#"))
    found = re.search(rf"^{re.escape(heading)}.*?(?=^#{{1,{level}}} |\Z)", REFERENCE, re.DOTALL | re.MULTILINE)
    assert found, f"docs/reference.md has no heading “{heading}”"
    return found[0]


def commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, with how it is called."""
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from commands(inner, f"{path} {name}")
    else:
        yield path, command


COMMANDS = dict(commands(sujarit.main, "sujarit"))


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_and_option_is_in_the_reference(path: str) -> None:
    command = COMMANDS[path]
    arguments = [str(each.name).upper() for each in command.params if isinstance(each, click.Argument)]
    said = section(f"### `{' '.join([path, *arguments])}`")
    options = [name for each in command.params if isinstance(each, click.Option) for name in each.opts]
    assert [name for name in options if f"| `{name}" not in said] == []


def test_every_option_of_the_whole_command_is_in_the_reference() -> None:
    options = [name for each in sujarit.main.params for name in each.opts if name.startswith("-")]
    assert [name for name in options if f"| `{name}" not in section("## Commands")] == []


def test_every_route_is_in_the_reference(ground: Ground) -> None:
    gate = Gate(ground, lambda path: True)
    routes = [each for room in house.ROOMS if room.routes for each in named(room.routes)(ground, gate)]
    server = (ROOT / "core" / "server.py").read_text(encoding="utf-8")  # not imported: it needs Streamlit
    routes += [Route(path, lambda request: request) for path in re.findall(r'Route\("([^"]+)"', server)]
    lines = [
        f"| `{', '.join(sorted((each.methods or set()) - {'HEAD'}))}` | `{each.path}` |"
        for each in routes
        if isinstance(each, Route)
    ]
    assert "| `GET` | `/healthz` |" in lines
    assert [line for line in lines if line not in section("## Routes")] == []


def test_every_page_and_whom_it_is_for_is_in_the_reference() -> None:
    pages = [page for room in house.ROOMS for page in room.pages]
    lines = [f"| `/{page.path}` | {page.title.th} · {page.title.en} | {', '.join(page.roles)} |" for page in pages]
    assert [line for line in lines if line not in section("## Pages")] == []


def environment() -> Iterator[str]:
    """The environment's words, wherever the program asks for one."""
    asked = re.compile(r"(?:os\.environ(?:\.get\(|\[)|os\.getenv\(|envvar=)\s*([\w.]+|\"\w+\")")
    for path in (path for pattern in OURS for path in ROOT.glob(pattern)):
        place = path.relative_to(ROOT).with_suffix("").parts
        if place[0] not in ("tests", "benchmarks", ".venv", "build"):
            for word in asked.findall(path.read_text(encoding="utf-8")):
                yield word.strip('"') if '"' in word else attrgetter(word)(import_module(".".join(place)))


def test_every_setting_is_in_the_reference() -> None:
    found = set(environment())
    assert found >= {"PORT", "HOST", "SUJARIT_DATA", "SUJARIT_HOSTS"}
    organisation = {value for name, value in vars(settings).items() if name.isupper() and isinstance(value, str)}
    assert [name for name in found if f"| `{name}` |" not in section("### Environment")] == []
    assert [name for name in organisation if f"| `{name}` |" not in section("### The organisation's")] == []


@pytest.mark.parametrize("name", Said.kinds)
def test_every_kind_of_fact_is_in_the_reference(name: str) -> None:
    kind, said = Said.kinds[name], section(f"#### `{name}`")
    sentence = (kind.__doc__ or "").strip().splitlines()[0]
    assert sentence in said
    assert [each.name for each in fields(kind) if f"| `{each.name}` |" not in said] == []  # type: ignore[arg-type]


@pytest.mark.parametrize("word", KINDS)
def test_every_kind_of_question_is_in_the_reference_with_its_formula(word: str) -> None:
    formula = (KINDS[word].__doc__ or "").strip().splitlines()[0].split(". ")[0].rstrip(".")
    assert f"Kind `{word}`: {formula}" in section(f"#### `quizzes.{KINDS[word].__name__}`")


def test_every_word_of_a_path_is_in_the_reference() -> None:
    said = section("#### `programmes.Programme`")
    for kind in house.kinds():
        line = next((line for line in said.splitlines() if line.startswith(f"| `{kind.word}` | ")), "")
        assert line, f"{kind.word} is missing"
        assert [name for name in kind.names or () if f"`{name}`" not in line] == []


def models(model: type[Any], seen: dict[str, type[Any]]) -> dict[str, type[Any]]:
    """A content's model and every model in it, by how the reference calls them."""
    name = f"{model.__module__.split('.')[0]}.{model.__name__}"
    if name not in seen:
        seen[name] = model
        for field in model.model_fields.values():
            for inner in inside(field.annotation):
                models(inner, seen)
    return seen


def inside(annotation: Any) -> Iterator[type[Any]]:
    if isinstance(annotation, type) and issubclass(annotation, Content | Text):
        yield annotation
    for each in get_args(annotation):
        yield from inside(each)


SHAPES = {name: each for shelf in house.shelves() for name, each in models(shelf.model, {}).items()}


@pytest.mark.parametrize("name", SHAPES)
def test_every_field_of_a_content_file_is_in_the_reference(name: str) -> None:
    room = name.split(".")[0]
    bases = [f"{room}.{base.__name__}" for base in SHAPES[name].__mro__ if issubclass(base, Content | Text)]
    said = "".join(section(f"#### `{each}`") for each in bases if f"#### `{each}`\n" in REFERENCE)
    assert said, f"docs/reference.md has no heading “#### `{name}`”"
    assert [field for field in SHAPES[name].model_fields if f"| `{field}` |" not in said] == []


def test_the_examples_of_the_rooms_pages_are_whole_files_that_load(tmp_path: Path) -> None:
    shown: dict[str, set[str]] = {}
    for page in ROOT.glob("*/README.md"):
        for example in EXAMPLE.finditer(page.read_text(encoding="utf-8")):
            *shelf, slug = example["title"].split("/")  # a room's second shelf is named, its first is the room's
            file = tmp_path / (shelf[0] if shelf else page.parent.name) / f"{slug}.yaml"
            file.parent.mkdir(exist_ok=True)
            file.write_text(example["text"], encoding="utf-8")
            shown.setdefault(file.parent.name, set()).add(slug)
    contents, problems = house.check(tmp_path)
    assert [str(problem) for problem in problems] == []
    assert shown.keys() == contents.keys(), "every room with content shows an example"
    assert all(slugs <= contents[room].keys() for room, slugs in shown.items())


def test_the_sheet_of_people_in_the_tutorial_can_be_imported() -> None:
    tutorial = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    sheet = next(each for each in EXAMPLE.finditer(tutorial) if each["title"] == "people")
    drafts, refusals = parsed(sheet["text"].encode())
    assert (len(drafts), refusals) == (4, ())


def test_the_reference_computes_what_the_program_computes() -> None:
    shown = {example["title"]: example["text"] for example in EXAMPLE.finditer(REFERENCE)}
    assert f"`{digest(json.loads(shown['fact']))}`" in section("## The record")
    said = json.loads(shown["claims"])
    claims = Claims(**{**said, **{each: date.fromisoformat(said[each]) for each in ("issued", "expires")}})
    signer = Signer(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
    assert shown["token"].strip() == token(claims, signer)
    assert f"`{signer.kid}`" in section("## The certificate's token")
    assert f"`{signer.public.public_bytes_raw().hex()}`" in section("## The certificate's token")


def test_the_open_data_is_explained_key_by_key() -> None:
    example = next(each for each in EXAMPLE.finditer(REFERENCE) if each["title"] == "outcomes")
    shown = json.loads(example["text"])
    quarter = shown["quarters"][0]
    keys = [*shown, *quarter, *(key.replace(".member.", ".executive.") for key in quarter["figures"])]
    assert [key for key in keys if f"| `{key}` |" not in section("## Open data")] == []


def dependencies() -> list[str]:
    """The names of what pyproject.toml asks for, without versions."""
    asked = PROJECT["project"]["dependencies"] + PROJECT["build-system"]["requires"]
    asked += [each for group in PROJECT["dependency-groups"].values() for each in group]
    return [re.split(r"[\[<>=! ;]", each)[0] for each in asked]


@pytest.mark.parametrize("name", dependencies())
def test_every_dependency_has_its_reason_licence_and_replacement(name: str) -> None:
    line = next((line for line in WHY.splitlines() if line.startswith(f"| `{name}` |")), "")
    assert len([cell for cell in line.split(" | ") if cell.strip(" |")]) == 4, f"docs/why.md has no line for {name}"


def test_every_file_of_the_ground_has_its_reason() -> None:
    files = [path.name for path in (ROOT / "core").glob("*.py") if path.stem != "__init__"]
    assert [name for name in files if f"`{name}`" not in WHY] == []


def anchors(page: Path) -> set[str]:
    """The places in a page that a link can name, as GitHub makes them from its headings."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    made = {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}
    return made | set(re.findall(r'<a id="([^"]+)"></a>', text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if not re.match(r"[a-z]+:", link):
            place, _, anchor = link.partition("#")
            target = (page.parent / place) if place else page
            assert target.exists(), f"{link} leads nowhere"
            assert not anchor or anchor in anchors(target), f"{link} leads to no heading"


PICTURED = re.compile(r'<img src="[^"]*pictures/([a-z-]+)-(th|en)\.png"')


def test_every_picture_stands_in_both_languages_and_is_used() -> None:
    """In the folder, in the list by which they are taken, and in some page: the same ones."""
    named = {(page, *found) for page in PAGES for found in PICTURED.findall(page.read_text(encoding="utf-8"))}
    kept = {path.stem for path in (ROOT / "docs" / "pictures").glob("*.png")}
    taken = (ROOT / "docs" / "pictures.py").read_text(encoding="utf-8")
    listed = set(re.findall(r'^    (?:Picture|Sheet)\(\s*"([a-z-]+)"', taken, re.MULTILINE))
    assert kept == {f"{name}-{language}" for name in listed for language in ("th", "en")}
    assert {name for _, name, _ in named} == listed
    one = {
        (str(page.relative_to(ROOT)), name)
        for page, name, _ in named
        if {(page, name, "th"), (page, name, "en")} - named
    }
    assert one == set(), "shown in one language only"


def test_every_picture_is_small() -> None:
    large = {
        path.name: size for path in (ROOT / "docs" / "pictures").glob("*.png") if (size := path.stat().st_size) > 60_000
    }
    assert large == {}


def _plain(text: str) -> str:
    """A label without what changes in it."""
    return re.sub(r"\{[^{}]*\}|\d+", "#", text)


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "tutorials").glob("*.md")), ids=lambda page: page.stem)
def test_every_label_that_a_tutorial_quotes_stands_in_the_program(page: Path) -> None:
    files = [path for pattern in (*OURS, "*/content/*.yaml") for path in ROOT.glob(pattern)]
    ours = [path for path in files if path.relative_to(ROOT).parts[0] not in ("tests", "benchmarks", "docs", ".venv")]
    program = "\n".join(path.read_text(encoding="utf-8") for path in ours)
    alike = _plain(program)
    quoted = re.findall("“([^”]+)”", page.read_text(encoding="utf-8"))
    assert len(quoted) > 8
    assert [label for label in quoted if label not in program and _plain(label) not in alike] == []


FOREIGN = re.compile(
    "|".join(
        (
            *(f"(?<![\\w.])/{place}/" for place in ("home", "root", "work", "opt", "tmp", "Users", "mnt")),
            r"[A-Z]:\\Users",
            r"\bpypi\.",
            r"\bpythonhosted\.",
            r"\bnpmjs\.",
            r"--(extra-)?index-url[ =]",
        )
    )
)


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="what is in git, git knows")
def test_no_file_in_git_names_a_machine_or_a_registry() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    found = []
    for path in (ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()):
        raw = path.read_bytes()
        lines = [] if b"\0" in raw[:8000] else raw.decode("utf-8", "replace").splitlines()
        place = path.relative_to(ROOT)
        found += [f"{place}:{n} {line.strip()[:80]}" for n, line in enumerate(lines, 1) if FOREIGN.search(line)]
    assert found == []
