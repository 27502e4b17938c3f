"""Whoever knows only a text editor: the guides' examples stand before the strict check, and each usual slip is named with its remedy."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from story import ROOT

import house
from core.broken import cause
from core.content import Problem
from core.reading import curly

TODAY = date(2026, 11, 22)
EXAMPLES = {
    (room, *slug.split("/")): text
    for room in ("lessons", "quizzes", "programmes", "pledges", "badges")
    for slug, text in re.findall(r"```yaml title=(\S+)\n(.*?)```", (ROOT / room / "README.md").read_text("utf-8"), re.S)
}


def place(content: Path, key: tuple[str, ...], text: str | bytes, name: str = "") -> None:
    file = content / key[-2] / (name or f"{key[-1]}.yaml")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """An office's content folder with every example of the guides, as somebody would copy them."""
    for key, text in EXAMPLES.items():
        place(tmp_path / "content", key, text)
    return tmp_path / "content"


def found(content: Path) -> list[Problem]:
    return house.strict(content, TODAY)[0]


def test_every_example_of_the_guides_together_stands_before_the_strict_check(content: Path) -> None:
    assert len(EXAMPLES) >= 6
    assert [str(each) for each in found(content)] == []


LESSON, QUIZ, PROGRAMME = ("lessons", "fair-queue"), ("quizzes", "fair-queue"), ("programmes", "queue-2570")
Slipped = tuple[tuple[str, str], Callable[[str], str], str, str]
SLIPS: dict[str, Slipped] = {
    "a tab": (LESSON, lambda t: t.replace("  - id: cousin", "\t- id: cousin"), "\t- id", "a tab"),
    "a quote too few": (LESSON, lambda t: t.replace('A fair queue"}', "A fair queue}"), "A fair queue}", "opened and not closed"),
    "one space too few": (LESSON, lambda t: t.replace('    title: {th: "ญาติ', '   title: {th: "ญาติ'), "ญาติโทรมา", "the indentation differs"),
    "Word's quotes": (LESSON, lambda t: t.replace('"A fair queue"', "“A fair queue”"), "“A fair", "quotes are Word’s"),
    "Word's quotes and a comma": (LESSON, lambda t: t.replace('"A fair queue"', "“A fair, queue”"), "“A fair", "quotes are Word’s"),
    "a colon in a text": (LESSON, lambda t: t.replace('th: "ลูกพี่', "th: ญาติ: ลูกพี่").replace('**"\n      en: "A cousin', '**\n      en: "A cousin'), "ญาติ: ", "a colon within it"),
    "no space after a colon": (LESSON, lambda t: t.replace("minutes: 3", "minutes:3"), "minutes:3", "no space after the colon"),
    "spaces of a web page": (LESSON, lambda t: t.replace("    body:", "\u00a0\u00a0\u00a0\u00a0body:", 1), "\u00a0body", "special ones"),
    "the guide's own fence": (LESSON, lambda t: f"```yaml\n{t}```\n", "```yaml", "no part of the file"),
    "a bracket too few": (LESSON, lambda t: t.replace("letters: [T, G]", "letters: [T, G"), "sources:", "a bracket or a comma"),
    "a year of the Buddhist Era": (LESSON, lambda t: t.replace("2026-11-21", "2569-11-21"), "2569-11-21", "Buddhist Era"),
    "a day to come": (LESSON, lambda t: t.replace("2026-11-21", "2026-12-21"), "2026-12-21", "still to come"),
    "an unknown word": (LESSON, lambda t: t.replace("summary: {", "sumary: {"), "sumary", "“sumary” is not known here"),
    "forms that differ": (QUIZ, lambda t: t.replace("form: B\n    level: apply", "form: B\n    level: remember"), "level: remember", "not parallel"),
    "a negative stem": (QUIZ, lambda t: t.replace('ท่านควรทำอย่างไร", en: "A coll', 'ท่านไม่ควรทำอย่างไร", en: "A coll'), "ท่านไม่ควร", "not emphasised"),
    "a negative English stem": (QUIZ, lambda t: t.replace("What makes a queue fair?", "Which is not fair?"), "Which is not", "English stem is negative"),
    "both of them": (QUIZ, lambda t: t.replace("ให้แทรกครั้งนี้ครั้งเดียว", "ถูกทั้งสองข้อ"), "ถูกทั้งสองข้อ", "measures nothing"),
    "a badge for a certificate": (PROGRAMME, lambda t: t.replace("certificate: fair-service", "certificate: fair-queue"), "certificate: fair-queue", "no certificate “fair-queue”"),
    "a first day in B.E.": (PROGRAMME, lambda t: t.replace("first: 2027", "first: 2570").replace("last: 2027", "last: 2570"), "first: 2570", "Buddhist Era"),
}  # fmt: skip


@pytest.mark.parametrize("name", SLIPS)
def test_a_usual_slip_is_named_at_its_line_with_a_remedy_in_both_languages(content: Path, name: str) -> None:
    key, change, marked, wanted = SLIPS[name]
    text = change(EXAMPLES[key])
    assert text != EXAMPLES[key]
    place(content, key, text)

    problem = found(content)[0] if name != "an unknown word" else found(content)[-1]

    assert (problem.file, problem.line) == (
        f"content/{key[0]}/{key[1]}.yaml",
        text[: text.index(marked)].count("\n") + 1,
    )
    assert wanted in problem.wrong.en
    assert re.search("[ก-๙]", problem.wrong.th)
    assert re.search("[ก-๙]", problem.write.th)
    assert "expected" not in problem.wrong.th, "YAML's own English is nothing for a Thai reader"


@pytest.mark.parametrize(
    ("name", "good"),
    [("fair-two.yaml.txt", "fair-two.yaml"), ("fair-two.txt", "fair-two.yaml"), ("Fair-Two.YAML", "fair-two.yaml"), ("คิว.yaml", "fair-queue.yaml")],
)  # fmt: skip
def test_a_file_under_a_name_that_nobody_reads_is_told(content: Path, name: str, good: str) -> None:
    place(content, LESSON, EXAMPLES[LESSON], name)
    [problem] = found(content)
    assert problem.file == f"content/lessons/{name}"
    assert good in problem.write.th


@pytest.mark.parametrize("name", ["notes.txt", "fair-queue.yaml.old", ".fair-queue.yaml.swp", "~$fair-queue.yaml.docx"])
def test_notes_and_copies_are_left_alone(content: Path, name: str) -> None:
    place(content, LESSON, "ซื้อกระดาษ", name)
    assert found(content) == []


def test_a_folder_that_is_no_room_is_told_with_those_that_are(content: Path) -> None:
    place(content, ("lesson", "fair-queue"), EXAMPLES[LESSON])
    (content / "pictures").mkdir()
    [problem] = found(content)
    assert (problem.file, "lessons" in problem.write.en) == ("content/lesson", True)


def test_a_text_that_quotes_somebody_within_straight_quotes_is_no_slip(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text('th: "“ขอบคุณ” ก็พอ"\nen: |\n  “Thank you” is enough\nboth: &a {x: 1}\nagain: *a\n', encoding="utf-8")
    assert list(curly(file, "a.yaml")) == []


@pytest.mark.parametrize(("text", "line"), [("", 1), ("a: b", 9), ("\n\n", 2), ("title: x\n", 0)])
def test_where_nothing_is_to_be_seen_no_cause_is_made_up(text: str, line: int) -> None:
    assert cause(text, line, "found something else") is None
