"""The verdict on a case: each layer says what it has to say, and the strictest wins. A pure function of the layers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from gifts.case import GIVERS, LINKS, OCCASIONS, THINGS, Case
from gifts.layer import ANSWERS, Answer, Layer, Rule

Layers = Mapping[str, Layer]  # by slug
FIRST = ("link", "value", "received", "occasion", "relative", "giver", "thing", "times", "family")  # what tells most


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one layer says of a case."""

    layer: str
    rule: Rule

    @property
    def answer(self) -> Answer:
        assert self.rule.answer is not None, "a layer speaks through a rule with an answer only"
        return self.rule.answer


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, the rule that decided, and what the other layers say. `by` is None where no rule speaks: then ask."""

    answer: Answer
    by: Spoken | None
    others: tuple[Spoken, ...]

    @property
    def beside(self) -> tuple[Spoken, ...]:
        """What holds beside the rule that decided: the same answer elsewhere, and a report that is due all the same."""
        return tuple(each for each in self.others if each.answer in (self.answer, "report"))

    @property
    def laxer(self) -> Spoken | None:
        """What would have decided, were it not for the stricter rules."""
        return max((each for each in self.others if each.answer != self.answer), key=_strictness, default=None)


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Another answer that a case would get if one thing about it were different. `word` is that thing of Case."""

    word: str
    case: Case
    verdict: Verdict


def _strictness(spoken: Spoken) -> tuple[int, int]:
    """Of rules as strict as each other, one of the link says more than one of the giver, and that more than an amount."""
    when = spoken.rule.when
    return ANSWERS.index(spoken.answer), 2 if when.link else 1 if when.giver else 0


def verdict(layers: Layers, case: Case) -> Verdict:
    """The strictest of what the layers say; of equals, the one whose layer stands first."""
    said = [
        Spoken(slug, rule)
        for slug, layer in sorted(layers.items(), key=lambda each: (each[1].order, each[0]))
        if (rule := layer.said(case))
    ]
    if not said:
        return Verdict("ask", None, ())
    by = max(said, key=_strictness)  # the first of the strictest
    return Verdict(by.answer, by, tuple(each for each in said if each is not by))


def waits(layers: Layers, case: Case) -> bool:
    """Whether nobody has said the value, and the answer hangs on it."""
    most = steps(layers.values(), "value")[-1]
    return not case.value and verdict(layers, replace(case, value=most)).answer != verdict(layers, case).answer


def steps(layers: Iterable[Layer], word: str) -> tuple[Any, ...]:
    """The values of one thing about a case between which a rule may tell: for amounts, each limit and just above it."""
    if word in ("value", "times"):
        limits = {limit for layer in layers for rule in layer.rules for limit in _limits(rule, word)}
        return tuple(sorted({1} | {each for limit in limits for each in (limit, limit + 1)}))
    return {
        "giver": tuple(GIVERS),
        "link": tuple(LINKS),
        "occasion": tuple(OCCASIONS),
        "thing": tuple(THINGS),
    }.get(word, (False, True))


def _limits(rule: Rule, word: str) -> Iterator[int]:
    for limit in (rule.when.over, rule.when.up_to) if word == "value" else (rule.when.times_over,):
        if limit:
            yield limit


def otherwise(layers: Layers, case: Case) -> list[Otherwise]:
    """What would have changed the answer: for each thing about the case, what tells most first, the nearest value."""
    now, found = verdict(layers, case).answer, []
    for word in FIRST:
        for value in _nearest(steps(layers.values(), word), getattr(case, word)):
            changed = replace(case, **{word: value})
            if (other := verdict(layers, changed)).answer != now:
                found.append(Otherwise(word, changed, other))
                break
    return found


def _nearest(values: Sequence[Any], here: Any) -> list[Any]:
    """The other values, the nearest first."""
    if isinstance(here, int):
        return sorted((each for each in values if each != here), key=lambda each: abs(each - here))
    place = values.index(here)
    return sorted((each for each in values if each != here), key=lambda each: abs(values.index(each) - place))


def table(layers: Layers) -> Iterator[tuple[Case, Verdict]]:
    """Every case that a rule may tell from another, with its verdict."""
    words = Case.__slots__
    for values in product(*(steps(layers.values(), word) for word in words)):
        case = Case(**dict(zip(words, values, strict=True)))
        yield case, verdict(layers, case)
