"""Arithmetic of the figures. Marks are per cent of full marks, 0 to 100, added up exactly as fractions."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm, sqrt

SMALLEST = 5  # marks of fewer people than this are not shown to anybody but themselves
Z95 = 1.959963984540054  # the normal distribution's 97.5 % point


@dataclass(frozen=True, slots=True)
class Marks:
    """What a number of people's marks came to. None stands where there is nothing to divide by."""

    n: int
    mean: Fraction | None
    variance: Fraction | None  # the sample's, n - 1

    @property
    def deviation(self) -> float | None:
        """The sample's standard deviation."""
        return None if self.variance is None else sqrt(self.variance)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Marks in the whole test (topic "") or one topic: means of those who have both, the share of all tested after."""

    topic: str
    pre: Marks
    post: Marks
    tested: int
    reached: int

    @property
    def matched(self) -> int:
        """How many people have both marks."""
        return self.pre.n

    @property
    def share(self) -> Fraction | None:
        """Of those tested, who is at the criterion or above, 0 to 1."""
        return Fraction(self.reached, self.tested) if self.tested else None

    @property
    def gain(self) -> Fraction | None:
        """Normalised, (mean post − mean pre) / (100 − mean pre), after Hake 1998; None at full marks before."""
        if self.pre.mean is None or self.post.mean is None or self.pre.mean >= 100:
            return None
        return (self.post.mean - self.pre.mean) / (100 - self.pre.mean)


def marks(numbers: Mapping[Fraction, int]) -> Marks:
    """Mean and variance of marks, given how many people have each."""
    n = sum(numbers.values())
    if not n:
        return Marks(0, None, None)
    # In whole parts of the one denominator of all: the same to the last digit, and ten times as fast as fractions.
    parts = lcm(*(mark.denominator for mark in numbers))
    counted = [(mark.numerator * (parts // mark.denominator), count) for mark, count in numbers.items()]
    total, squares = sum(mark * count for mark, count in counted), sum(mark * mark * count for mark, count in counted)
    variance = Fraction(n * squares - total * total, n * (n - 1) * parts * parts) if n > 1 else None
    return Marks(n, Fraction(total, n * parts), variance)


def knowledge(pairs: Iterable[tuple[str, str, str, int]], criterion: int) -> dict[str, Knowledge]:
    """From (topic, mark before, mark after, people), by topic; marks are fractions of full marks, "" for none."""
    both: dict[str, tuple[Counter[str], Counter[str]]] = {}
    tested, reached = Counter[str](), Counter[str]()
    for topic, pre, post, n in pairs:
        before, after = both.setdefault(topic, (Counter(), Counter()))
        if post:
            tested[topic] += n
            reached[topic] += n if _percent(post) >= criterion else 0
        if pre and post:
            before[pre] += n
            after[post] += n
    return {
        topic: Knowledge(topic, marks(_percents(before)), marks(_percents(after)), tested[topic], reached[topic])
        for topic, (before, after) in both.items()
    }


@lru_cache(maxsize=1024)
def _percent(mark: str) -> Fraction:
    return Fraction(mark) * 100


def _percents(found: Mapping[str, int]) -> dict[Fraction, int]:
    numbers = Counter[Fraction]()
    for mark, n in found.items():
        numbers[_percent(mark)] += n
    return numbers


def wilson(x: int, n: int) -> tuple[float, float] | None:
    """The 95 % interval of a share of `x` in `n` (Wilson 1927), 0 to 1; None of nobody."""
    if not n:
        return None
    middle, spread = x + Z95**2 / 2, Z95 * sqrt(x * (n - x) / n + Z95**2 / 4)
    return max(0.0, (middle - spread) / (n + Z95**2)), min(1.0, (middle + spread) / (n + Z95**2))
