"""The shipped content: it loads, its keys are right and hidden by no flaw, and it says nothing that it should not.

The register of the source documents' errors stands in ../shared/domain/seeds.md, section 7.
"""

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

import house
from core.content import Content
from core.language import Text
from core.reading import files, read
from lessons.lesson import Card, Lesson
from quizzes.item import Item
from quizzes.kinds.several import Several
from quizzes.quiz import Quiz

ROOT = Path(__file__).parent.parent
REGISTER = ROOT.parent / "shared" / "domain" / "seeds.md"
NOWHERE = Path("there-is-no-own-content")

CONTENTS, PROBLEMS = house.check(NOWHERE)
FILES = [
    pytest.param(shelf.model, path, name, id=name)
    for shelf in house.shelves()
    for path, name in files(shelf.folder, None).values()
]
QUIZZES = {slug: quiz for slug, quiz in CONTENTS["quizzes"].items() if isinstance(quiz, Quiz)}
LESSONS = {slug: lesson for slug, lesson in CONTENTS["lessons"].items() if isinstance(lesson, Lesson)}
ITEMS = [pytest.param(quiz, item, id=item.id) for quiz in QUIZZES.values() for item in quiz.items]
CARDS = [
    pytest.param(card, id=f"{slug}-{card.id}") for slug, lesson in sorted(LESSONS.items()) for card in lesson.cards
]

TOPICS = [
    "conflict", "disclosure", "gifts", "honest-province", "indices", "interests", "networks", "salary",
    "speaking-up", "strong", "values",
]  # fmt: skip

# What names a law, a limit or a term. "ติดประกาศ" is a notice on the wall and no law.
LAW = re.compile(r"มาตรา|ระเบียบ|(?<!ติด)ประกาศ|3,000|30 วัน")
LAW_EN = re.compile(r"\bsection \d|\bregulation\b|\bnotification\b|3,000|\b30 days")
ARABIC, THAI = re.compile("[0-9]"), re.compile("[๐-๙]")


def texts(value: Any) -> Iterator[Text]:
    """Every text in a content, however deep."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name))
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)


@pytest.mark.parametrize(("model", "path", "name"), FILES)
def test_a_file_loads_without_a_problem(model: type[Content], path: Path, name: str) -> None:
    content, problems = read(path, model, name)

    assert [str(problem) for problem in problems] == []
    assert content is not None


def test_all_files_stand_together_without_a_problem() -> None:
    assert [str(problem) for problem in PROBLEMS] == []
    assert {room: sorted(found) for room, found in CONTENTS.items()} == {
        "people": ["privacy"],
        "lessons": TOPICS,
        "dilemmas": ["brother-in-law-tender", "drug-lunch", "new-year-baskets", "voluntary-collection"],
        "quizzes": TOPICS,
        "pledges": ["integrity"],
        "badges": [
            "all-topics",
            "conflict",
            "first-step",
            "gifts",
            "newcomer",
            "no-gift",
            "six-letters",
            "speaking-up",
            "strong",
            "well-versed",
        ],
        "gifts": ["act-2561", "bma-2565", "care", "moph-2561", "nacc-2563", "no-gift-moph", "pm-2565"],
        "scenarios": ["office"],
        "outcomes": ["bma-health-2566-2570"],
        "programmes": ["strong-2570"],
    }


@pytest.mark.parametrize(("quiz", "item"), ITEMS)
def test_the_key_marks_1_and_every_other_option_alone_less(quiz: Quiz, item: Item) -> None:
    assert item.key
    assert item.mark(item.key) == 1
    assert item.mark(()) == 0
    for option in item.options:
        if (option.id,) != item.key:
            assert item.mark((option.id,)) < 1, option.id


@pytest.mark.parametrize(
    ("quiz", "item"), [param for param in ITEMS if isinstance(param.values[1], Several)]
)  # fmt: skip
def test_choosing_every_option_is_worth_no_more_than_the_right_ones_outnumber_the_wrong(
    quiz: Quiz, item: Several
) -> None:
    everything = item.taken([option.id for option in item.options])
    right, wrong = len(item.key), len(item.options) - len(item.key)

    assert item.mark(everything) == Fraction(max(0, right - wrong), right)
    assert item.mark(everything) < item.mark(item.key) / 2


@pytest.mark.parametrize(("quiz", "item"), ITEMS)
def test_every_option_has_a_reason_of_its_own_and_a_source_with_a_date(quiz: Quiz, item: Item) -> None:
    reasons = [option.feedback for option in item.options]

    for option in item.options:
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", quiz.sources[option.source].checked)
    for language in ("th", "en"):
        assert len({reason[language] for reason in reasons}) == len(reasons)
        assert min(len(reason[language]) for reason in reasons) >= 20


@pytest.mark.parametrize(
    ("quiz", "item"),
    [param for param in ITEMS if param.values[1].level == "remember" and param.id != "speaking-up-c1"],  # type: ignore[union-attr]
)
def test_what_is_only_the_authors_own_answer_is_the_key_of_no_question_about_facts(quiz: Quiz, item: Item) -> None:
    """An answer marked unverified cannot be written at all: a source is verified or partly so.

    What this program itself does (speaking-up-c1) is known to its authors best.
    """
    assert "house" not in {option.source for option in item.options if option.id in item.key}


@pytest.mark.parametrize("slug", sorted(QUIZZES))
def test_a_bank_has_three_parallel_forms_of_four_and_the_rest_for_practice(slug: str) -> None:
    quiz = QUIZZES[slug]
    shapes = {form: [(item.kind, item.level, item.expected) for item in quiz.form(form)] for form in quiz.forms}

    assert quiz.forms == ("A", "B", "C")
    assert shapes["A"] == shapes["B"] == shapes["C"]
    assert len(shapes["A"]) == 4
    assert len(quiz.items) >= 16
    assert sum(item.situation for item in quiz.items) * 3 >= len(quiz.items)


@pytest.mark.parametrize("slug", sorted(LESSONS))
def test_a_lesson_is_five_to_nine_short_cards_of_three_to_seven_minutes_and_has_its_bank(slug: str) -> None:
    lesson = LESSONS[slug]

    assert 5 <= len(lesson.cards) <= 9
    assert 3 <= lesson.minutes <= 7
    assert max(len(card.body.th) for card in lesson.cards) <= 750
    assert lesson.letters
    assert slug in QUIZZES


def test_every_letter_has_its_topics() -> None:
    assert {letter for lesson in LESSONS.values() for letter in lesson.letters} == set("STRONG")


def test_the_shipped_content_is_strictly_well_made() -> None:
    assert [str(problem) for problem in house.strict(NOWHERE, date(2026, 11, 22))[0]] == []


@pytest.mark.parametrize("slug", sorted(QUIZZES))
def test_an_item_is_known_by_its_id_in_all_topics(slug: str) -> None:
    others = {item.id for other, quiz in QUIZZES.items() if other != slug for item in quiz.items}

    assert QUIZZES[slug].topic == slug
    assert not others & {item.id for item in QUIZZES[slug].items}


@pytest.mark.parametrize("slug", sorted(LESSONS))
def test_a_lesson_has_a_decision_in_the_middle(slug: str) -> None:
    cards = LESSONS[slug].cards
    decisions = [place for place, card in enumerate(cards) if card.decides]

    assert decisions
    assert min(decisions) > 0
    assert max(decisions) < len(cards) - 1


@pytest.mark.parametrize("card", [param for param in CARDS if param.values[0].decides])  # type: ignore[union-attr]
def test_a_decision_has_one_wise_option_and_each_option_a_consequence(card: Card) -> None:
    assert [option.wise for option in card.options].count(True) == 1
    assert len(card.options) >= 3
    assert len({option.consequence.th for option in card.options}) == len(card.options)


@pytest.mark.parametrize("card", CARDS)
def test_a_card_that_names_a_law_or_a_limit_says_where_it_was_read(card: Card) -> None:
    thai, english = (" ".join(text[language] for text in texts(card)) for language in ("th", "en"))

    if LAW.search(thai) or LAW_EN.search(english):
        assert card.sources


def test_the_law_is_looked_for_in_the_right_words() -> None:
    named = [param.id for param in CARDS if LAW.search(" ".join(text.th for text in texts(param.values[0])))]

    assert {"gifts-layers", "gifts-three-thousand", "gifts-thirty-days", "strong-knowledge"} <= set(named)
    assert "strong-sufficient" not in named


SHIPPED = [
    pytest.param(path, id=str(path.relative_to(ROOT)))
    for path in sorted(path for room in house.ROOMS for path in (ROOT / room.name).rglob("*.yaml"))
]


def without(text: str, words: list[str]) -> str:
    """A text less some words, with a gap where they stood."""
    for word in words:
        text = text.replace(word, "\0")
    return text


def register() -> list[tuple[str, list[str]]]:
    """The strings of the error register, each with the right words that may hold it as a part of themselves."""
    section = REGISTER.read_text(encoding="utf-8").split("## 7.", 1)[1].split("\n## ", 1)[0]
    found = []
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) < 3 or not re.match(r"S\d", cells[0]):
            continue
        wrongs, rights = (re.sub(r"[*`“”\"]|\([^()]*\)", "", cell) for cell in cells[1:3])
        if "repeated" in wrongs:  # a right phrase that stands once too often in the source
            wrongs = re.sub(r"[^,]*repeated", "", wrongs)
        parts = [part.strip(" ,") for part in re.split(r" / |, |; |…|(?<=\.) (?=ป)", wrongs)]
        right = [part.strip(" ,") for part in re.split(r" / |, |; |…", rights) if part.strip(" ,")]
        # Remarks of the register's own ("numbering 1.1 then ๑.๒") are in English; "เสนอ" and "คณะกรรมการพิจารณา" alone are none.
        remark = re.compile("[A-Za-z]{4}")
        found += [
            (p, right)
            for p in parts
            if re.search("[ก-๛]", p) and p not in ("เสนอ", "คณะกรรมการพิจารณา") and not remark.search(p)
        ]
    return found


def copied(text: str) -> list[str]:
    """The errors of the register that stand in a text."""
    return [wrong for wrong, right in register() if wrong in without(text, right)]


@pytest.mark.skipif(not REGISTER.exists(), reason="the error register lies in ../shared, which is not here")
@pytest.mark.parametrize("path", SHIPPED)
def test_no_error_of_the_source_documents_was_copied(path: Path) -> None:
    assert copied(path.read_text(encoding="utf-8")) == []


@pytest.mark.skipif(not REGISTER.exists(), reason="the error register lies in ../shared, which is not here")
def test_a_copied_error_would_be_found_and_a_right_word_that_holds_it_not() -> None:
    assert len(register()) > 45
    assert copied("ขยายครือข่าย ตามที่ ปปช. กำหนด ให้ทัน่วงที") == ["ทัน่วงที", "ปปช.", "ครือข่าย"]
    assert copied("ขยายเครือข่ายตามที่ ป.ป.ช. กำหนด") == []


@pytest.mark.parametrize("path", SHIPPED)
def test_the_two_systems_of_digits_do_not_mix(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert not (ARABIC.search(text) and THAI.search(text))


@pytest.mark.parametrize("path", SHIPPED)
def test_nobody_is_called_a_cheat(path: Path) -> None:
    assert "โกง" not in path.read_text(encoding="utf-8")
