"""One thing has one name: the words of docs/reference.md, “The product's words”, against pages, content and guides."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import house
from lessons.lesson import Lesson
from quizzes.quiz import Quiz

ROOT = Path(__file__).parent.parent
THAI = re.compile("[\u0e01-\u0e5b]")
SECTION = "## The product's words"
OURS = ["house.py", "sujarit.py", "core", "demo", *(room.name for room in house.ROOMS)]
# Not said to anybody: where a line may break, the words that strict content must not have, and old headings of sheets.
DICTIONARIES = {"core/words_th.py", "core/wording.py", "people/columns.py"}
# Right words that hold a rival as a part of themselves.
WHOLE = {"ผู้สอบ": ("ผู้สอบถาม", "ผู้สอบสวน"), "เหรียญ": ("เหรียญตรา",)}
NEVER = ("ครับ", "ค่ะ")


def rows() -> Iterator[tuple[str, list[str]]]:
    """Each word of the glossary, with those that are not said for it."""
    section = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8").split(SECTION, 1)[1].split("\n## ", 1)[0]
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 4 and THAI.search(cells[0]):
            yield cells[0], [rival.strip() for rival in cells[3].split(",") if rival.strip()]


GLOSSARY = dict(rows())
RIVALS = {rival: word for word, rivals in GLOSSARY.items() for rival in rivals}


def said(source: str) -> Iterator[str]:
    """Every text with Thai in a file of Python, docstrings apart."""
    tree = ast.parse(source)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in docs and THAI.search(str(node.value)):
            yield str(node.value)


def screens() -> Iterator[Path]:
    for name in OURS:
        place = ROOT / name
        yield from [place] if place.is_file() else sorted(place.rglob("*.py"))


def content() -> Iterator[Path]:
    for room in house.ROOMS:
        yield from sorted((ROOT / room.name).rglob("*.yaml"))


def guides() -> Iterator[Path]:
    yield from (ROOT / "README.md", ROOT / "docs" / "tutorial.md", ROOT / "docs" / "how-to.md")
    yield from sorted((ROOT / "docs" / "tutorials").glob("*.md"))
    yield from sorted(path for room in house.ROOMS for path in (ROOT / room.name).glob("README.md"))


@cache
def words(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return "\n".join(said(text)) if path.suffix == ".py" else text


def wrong(text: str) -> list[str]:
    """The rival words in a text, and the endings that are not written here."""
    found = []
    for rival in (*RIVALS, *NEVER):
        rest = text
        for whole in WHOLE.get(rival, ()):
            rest = rest.replace(whole, "\0")
        if rival in rest:
            found.append(rival)
    return found


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


EVERYWHERE = [
    pytest.param(path, id=named(path))
    for path in (*screens(), *content(), *guides())
    if named(path) not in DICTIONARIES and THAI.search(path.read_text(encoding="utf-8"))
]


def test_the_glossary_is_read_whole_and_no_word_is_its_own_rival() -> None:
    assert len(GLOSSARY) > 45
    assert len(RIVALS) > 45
    assert RIVALS["ใบประกาศ"] == "เกียรติบัตร"
    assert not RIVALS.keys() & GLOSSARY.keys()
    assert {word: wrong(word) for word in GLOSSARY if wrong(word)} == {}


@pytest.mark.parametrize("path", EVERYWHERE)
def test_one_thing_has_one_name(path: Path) -> None:
    for rival in wrong(words(path)):
        pytest.fail(f"{named(path)} says “{rival}”; say “{RIVALS.get(rival, 'it without the ending')}”")


def test_a_rival_would_be_found_and_a_word_that_holds_it_not() -> None:
    assert wrong("รับใบประกาศแล้วนะครับ") == ["ใบประกาศ", "ครับ"]
    assert wrong("เหรียญ") == ["เหรียญ"]
    assert wrong("เกียรติบัตรและเหรียญตรา หากมีผู้สอบถาม") == []
    assert list(said('"""เหรียญ"""\nx = f"{y} ไฟล์"\n')) == [" ไฟล์"]


@pytest.mark.parametrize("word", GLOSSARY)
def test_every_word_of_the_glossary_is_said_somewhere(word: str) -> None:
    assert any(word in words(path) for path in (*screens(), *content()))


def test_a_bank_bears_the_name_of_its_lesson() -> None:
    """People read a lesson and see its marks: both under one name."""
    contents, _ = house.check(Path("there-is-no-own-content"))
    lessons = {slug: each.title for slug, each in contents["lessons"].items() if isinstance(each, Lesson)}
    banks = {slug: each.title for slug, each in contents["quizzes"].items() if isinstance(each, Quiz)}

    assert banks == {slug: lessons[slug] for slug in banks}
