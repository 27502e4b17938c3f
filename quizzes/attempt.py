"""An attempt: the form that a person was given, the steps they took, and the one way to score it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from quizzes.item import Answer, Item, Option
from quizzes.quiz import Quiz

Moment = Literal["pre", "post"]


@dataclass(frozen=True, slots=True)
class Taken:
    """One step: an answer as it was saved. Steps are only added; the last one of an item counts."""

    n: int
    item: str
    answer: Answer
    at: str

    @property
    def words(self) -> list[object]:
        """The step as it stands in the attempt's digest."""
        return [self.n, self.item, list(self.answer), self.at]


def number(attempt: str) -> str:
    """What people read out and type for an attempt's id: its first eight digits, in two halves."""
    return f"{attempt[:4]}-{attempt[4:8]}".upper()


@dataclass(frozen=True, slots=True)
class Attempt:
    """One person's test: fixed when it began.

    `paper`: when its form was printed to be answered by hand (ISO); "" while it is answered on screen. `sat`: the
    day on which it was answered by hand (ISO), known when it is finished.
    """

    id: str
    person: str
    programme: str
    moment: Moment
    form: str
    versions: Mapping[str, str]  # topic → the version of its bank
    finished: bool
    steps: tuple[Taken, ...]
    paper: str = ""
    sat: str = ""

    @property
    def number(self) -> str:
        return number(self.id)

    @property
    def answers(self) -> dict[str, Answer]:
        """The answer that counts, by item."""
        return {step.item: step.answer for step in self.steps}


@dataclass(frozen=True, slots=True)
class Result:
    """What an attempt came to: marks by item, and the share of full marks by topic and in all, 0 to 1."""

    results: Mapping[str, Fraction]
    topics: Mapping[str, Fraction]
    score: Fraction


def score(banks: Mapping[str, Quiz], form: str, answers: Mapping[str, Answer]) -> Result:
    """The only place where a test is scored. Every item weighs the same; without an answer it marks 0."""
    marks = {
        topic: {item.id: item.mark(answers.get(item.id, ())) for item in bank.form(form)}
        for topic, bank in banks.items()
    }
    results = {name: mark for items in marks.values() for name, mark in items.items()}
    topics = {topic: sum(items.values(), Fraction(0)) / len(items) for topic, items in marks.items() if items}
    return Result(results, topics, sum(results.values(), Fraction(0)) / len(results) if results else Fraction(0))


def items(banks: Mapping[str, Quiz], form: str) -> list[tuple[str, Item]]:
    """The items of a form in the order in which they are asked: topic by topic, each with its topic."""
    return [(topic, item) for topic, bank in banks.items() for item in bank.form(form)]


def minutes_of(count: int) -> int:
    """About how long so many items take: the plan’s 24 in 15 minutes."""
    return -(-count * 15 // 24)


def shuffled(attempt: str, item: Item) -> list[Option]:
    """The options as this attempt shows them: always the same for it, different for another.

    What has an order of its own keeps it. The bank says so and not the look of its words: a paper that was printed
    before goes by the bank that it was begun with, and its letters mean what they meant.
    """
    if item.kind == "truefalse" or item.ordered:
        return list(item.options)
    return sorted(item.options, key=lambda option: hashlib.sha256(f"{attempt}/{item.id}/{option.id}".encode()).digest())


def form_for(arrival: int, forms: Sequence[str], seen: Sequence[str], here: frozenset[str]) -> str:
    """The form for the person who arrives as number `arrival` (from 0) within the programme.

    Balanced in blocks, not by chance: with forms A and B the order is A B B A, B A A B, and so on, so that after
    every second person both were given as often. `here`: the forms that the person had in this programme, never
    given again; `seen`: those of earlier programmes, the latest last. Who has seen A and B gets a third form when
    there is one, and else the one that they saw longest ago.
    """
    left = [form for form in forms if form not in here]
    if not left:
        raise ValueError(f"all forms were seen: {', '.join(forms)}")
    fresh = [form for form in left if form not in seen]
    if not fresh:
        return min(left, key=lambda form: max(i for i, each in enumerate(seen) if each == form))
    pair = [form for form in fresh if form in forms[:2]] or fresh
    block, place = divmod(arrival, len(pair))
    turn = (
        block + block // 2
    ) % 2  # A B, B A, B A, A B: each pair is balanced, and the next cannot be guessed from the last
    return (pair if turn == 0 else pair[::-1])[place]
