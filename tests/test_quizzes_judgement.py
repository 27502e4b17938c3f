"""A situational judgement: each way has its mark, one is best, and a change of marks waits for a review."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from core.reading import read
from quizzes import load
from quizzes.kinds.judgement import Judgement
from quizzes.quiz import Quiz

BOTH = {"th": "ถาม", "en": "asked"}
SOURCE = {"house": {"title": BOTH, "checked": "2026-11-21"}}


def way(name: str, mark: object) -> dict[str, Any]:
    text = {"th": f"ทาง {name}", "en": f"way {name}"}
    return {"id": name, "text": text, "feedback": text, "source": "house", "mark": mark}


def judgement(*marks: object) -> dict[str, Any]:
    ways = [way(name, mark) for name, mark in zip("abcdefgh", marks, strict=False)]
    return {"id": "queue-a1", "kind": "judgement", "form": "A", "level": "apply", "stem": BOTH, "options": ways}


def bank(*marks: object) -> dict[str, Any]:
    other = {**judgement(1, 0), "id": "queue-b1", "form": "B"}
    return {"title": BOTH, "topic": "queue", "sources": SOURCE, "items": [judgement(*marks), other]}


@given(st.permutations([1, 0.5, 0.5, 0, 0]))
def test_the_best_way_marks_1_and_every_other_less(marks: list[float]) -> None:
    item = Judgement.model_validate(judgement(*marks))

    assert [item.mark((option.id,)) for option in item.options] == [Fraction(mark) for mark in marks]
    assert [item.mark((option.id,)) for option in item.options if option.id in item.key] == [1]
    assert item.mark(()) == item.mark(("a", "b")) == 0
    assert item.situation


@pytest.mark.parametrize(
    ("marks", "told"),
    [
        ((0.5, 0), "0 options have mark: 1"),
        ((1, 1, 0), "2 options have mark: 1"),
        ((1, 0.7), "mark"),
        ((1, True), "mark"),
    ],
)
def test_marks_that_cannot_be_are_told_with_their_line(tmp_path: Path, marks: tuple[object, ...], told: str) -> None:
    path = tmp_path / "queue.yaml"
    path.write_text(yaml.safe_dump(bank(*marks), allow_unicode=True), encoding="utf-8")
    quiz, problems = read(path, Quiz, path.name)

    assert quiz is None
    assert told in str(problems[0])
    assert str(problems[0]).startswith("queue.yaml:")


def changed(how: Callable[[dict[str, Any]], object]) -> bool:
    """Whether a change of a published bank would wait for a review."""
    before, after = bank(1, 0.5, 0), bank(1, 0.5, 0)
    how(after["items"][0])
    binding = load.shelf.binding
    return bool(binding(Quiz.model_validate(before)) != binding(Quiz.model_validate(after)))


def test_another_mark_binds_and_another_reason_does_not() -> None:
    assert changed(lambda item: item["options"][2].update(mark=0.5))
    assert changed(lambda item: (item["options"][0].update(mark=0.5), item["options"][1].update(mark=1)))
    assert not changed(lambda item: item["options"][2].update(feedback={"th": "เหตุผลใหม่", "en": "another reason"}))


def test_a_version_is_read_back_as_it_was_published() -> None:
    quiz = Quiz.model_validate(bank(1, 0.5, 0))

    assert Quiz.model_validate(quiz.model_dump(mode="json", exclude_defaults=True)) == quiz
