"""The law: a room imports itself and `core`; only house.py knows the rooms. No ignore list.

Inside a room imports run downward, each kind of touch has its file, and the nouns touch nothing outside.
"""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = {"people", "programmes", "lessons", "quizzes", "pledges", "badges", "gifts", "outcomes"}
TOP = {"app", "house", "sujarit", "trainer", "demo"}

# Which files of a room may touch what; `core` may touch what its ground is made of.
TOUCH = {
    "streamlit": {"page", "pages"},
    "starlette": {"routes"},
    "sqlite3": set(),
    "sqlite_utils": set(),
    "yaml": set(),
    "click": {"cli"},
}
CORE = {
    "streamlit": {"ui", "visit", "seat", "shell", "scroll", "along", "onward", "serving", "mishap"},
    "starlette": {"web", "gate", "shell", "server", "html", "packed"},
    "sqlite3": {"db", "backup"},
    "sqlite_utils": {"db"},
    "yaml": {"reading"},
    "click": {"room", "serving", "sorry"},
}
# Who may import whom inside a room: a higher floor a lower one, and its own. Everything unnamed is a noun: floor 0.
FLOOR = {
    "store": 1,
    "load": 1,
    "award": 2,
    "walk": 2,
    "play": 3,
    "admission": 2,
    "importing": 2,
    "reminding": 2,
    "touched": 3,
    "figures": 2,
    "account": 3,
    "reported": 3,
    "published": 3,
    "overview": 3,
    "sheet": 2,
    "cli": 4,
    "routes": 4,
    "page": 4,
    "pages": 4,
    "__init__": 5,
}
OUTSIDE = {"now", "utcnow", "today", "open", "uuid4", "token_hex", "random", "getenv"}  # come in as arguments
FILES = sorted(
    p
    for p in ROOT.rglob("*.py")
    if not {".venv", "build", "tests", "benchmarks", "data"} & set(p.relative_to(ROOT).parts)
)


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from ((node.lineno, name) for name in names)


def broken(file: Path, tree: ast.AST) -> Iterator[str]:
    parts = file.relative_to(ROOT).with_suffix("").parts
    home, role = parts[0], parts[1] if len(parts) > 1 else ""
    floor = FLOOR.get(role, 0)
    for line, name in imports(tree):
        place, (top, *rest) = f"{file.relative_to(ROOT)}:{line}", name.split(".")
        if top in ROOMS and home != "house" and top != home:
            yield f"{place} {home} looks into {top}; tell a fact, or follow one"
        if home == "core" and top in ROOMS | TOP:
            yield f"{place} core stands below {top}; take it as an argument"
        if home in ROOMS and top in TOP:
            yield f"{place} {home} looks up to {top}; take it as an argument"
        if home in ROOMS and top in TOUCH and role not in TOUCH[top]:
            yield f"{place} {top} belongs in {' or '.join(sorted(TOUCH[top])) or 'core'}"
        if home == "core" and top in CORE and role not in CORE[top]:
            yield f"{place} {top} belongs in core's {', '.join(sorted(CORE[top]))}"
        if home in ("house", "sujarit", "demo") and top in ("streamlit", "starlette"):
            yield f"{place} the command does not import {top}"
        if home in ROOMS and top == home and rest and FLOOR.get(rest[0], 0) > floor:
            yield f"{place} {role}.py reaches up to {rest[0]}.py; turn the call around"
    if home in ROOMS:
        yield from touched(file, tree, role, floor)


def touched(file: Path, tree: ast.AST, role: str, floor: int) -> Iterator[str]:
    for node in ast.walk(tree):
        place = f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if floor == 0 and called in OUTSIDE and role not in ("signin", "scan", "paper", "certificate"):
                yield f"{place} {called}() comes from outside; take it as an argument"
            if called == "execute" and role != "store":
                yield f"{place} SQL stands in store.py"
        if isinstance(node, ast.ExceptHandler):
            if node.type is None or getattr(node.type, "id", "") in ("Exception", "BaseException"):
                yield f"{place} name the exception"
            if isinstance(node.body[0], ast.Pass):
                yield f"{place} an exception is never passed over"
        if isinstance(node, ast.keyword) and node.arg in ("on_click", "on_change"):
            entered = (
                isinstance(node.value, ast.Call)
                and isinstance(node.value.func, ast.Attribute)
                and node.value.func.attr == "then"
            )
            if not entered and not isinstance(node.value, ast.Constant):
                yield f"{place} a callback comes in through visit.then(…)"
        if isinstance(node, ast.FunctionDef) and any("fragment" in ast.unparse(d) for d in node.decorator_list):
            lines = node.body[1:] if ast.get_docstring(node) else node.body
            first = ast.unparse(lines[0]) if lines else ""
            if first != "who = visit()":
                yield f"{place} a fragment comes in through the door: its first line is who = visit()"


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_keeps_the_law(file: Path) -> None:
    found = list(broken(file, ast.parse(file.read_text(encoding="utf-8"))))
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("place", "text", "remedy"),
    [
        ("quizzes/page.py", "import badges", "quizzes looks into badges; tell a fact, or follow one"),
        ("quizzes/page.py", "from badges.store import held", "quizzes looks into badges; tell a fact, or follow one"),
        ("core/db.py", "import people", "core stands below people"),
        ("demo.py", "from people.person import Draft", "demo looks into people"),
        ("lessons/lesson.py", "import streamlit", "streamlit belongs in page"),
        ("lessons/lesson.py", "from lessons import store", "lesson.py reaches up to store.py"),
        ("lessons/lesson.py", "x = datetime.now()", "now() comes from outside"),
        ("lessons/page.py", "db.conn.execute('select 1')", "SQL stands in store.py"),
        ("lessons/page.py", "st.button('x', on_click=f)", "a callback comes in through visit.then"),
        ("lessons/page.py", "@st.fragment\ndef f(visit):\n    st.write(1)", "a fragment comes in through the door"),
        ("lessons/page.py", "try:\n    f()\nexcept Exception:\n    pass", "name the exception"),
        ("sujarit.py", "import streamlit", "the command does not import streamlit"),
    ],
)  # fmt: skip
def test_says_the_remedy_of_a_broken_law(place: str, text: str, remedy: str) -> None:
    assert remedy in "\n".join(broken(ROOT / place, ast.parse(text)))


def test_every_package_is_installed() -> None:
    """What pyproject.toml does not name is there in this folder and missing on a new machine."""
    named = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
    found = {".".join(path.relative_to(ROOT).parent.parts) for path in FILES if path.name == "__init__.py"}

    assert sorted(named) == sorted(found)
