"""How the emblem stands for somebody: which letters the lessons of their programmes belong to, read and mastered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from core.emblem import LETTERS, Letter
from core.path import Brief, Step


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of a programme: its letters, whether it is read, and whether the post-test showed it mastered."""

    letters: str
    read: bool
    mastered: bool


def topics(brief: Brief, steps: Iterable[Step], shares: Mapping[str, Fraction]) -> list[Topic]:
    """A programme's topics. `shares`: of full marks in the post-test, by topic; mastered from the criterion on."""
    return [
        Topic(step.letters, step.done, step.name in shares and shares[step.name] * 100 >= brief.criterion)
        for step in steps
        if step.kind == "lesson"
    ]


def flowers(found: Iterable[Topic]) -> dict[str, Letter]:
    """Each letter's share of topics that are read; it blooms when all its topics are mastered."""
    known = list(found)
    return {letter: _letter([topic for topic in known if letter in topic.letters]) for letter in LETTERS}


def _letter(its: list[Topic]) -> Letter:
    if not its:
        return Letter()
    return Letter(Fraction(sum(topic.read for topic in its), len(its)), all(topic.mastered for topic in its))
