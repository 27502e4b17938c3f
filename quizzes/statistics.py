"""Item statistics from counts, exact until the last root: facility, discrimination, and a form's KR-20.

Counts are by mark and total: how many attempts marked an item so (0 to 1) and came to this total (the sum of their
marks). With marks of 0 and 1 alone Cronbach's alpha is KR-20; with parts of marks it is its generalisation.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

EASY, HARD, WEAK = Fraction(9, 10), Fraction(3, 10), 0.2
JUDGED = 30  # attempts; below it a discrimination or a KR-20 is shown and not judged


@dataclass(frozen=True, slots=True)
class Count:
    """So many attempts with this mark and this total."""

    mark: Fraction
    total: Fraction
    n: int


@dataclass(frozen=True, slots=True)
class Facility:
    """What one item came to: the mean mark (0 to 1), and its correlation with the rest of the test (-1 to 1).

    `discrimination` is the corrected item-total (point-biserial) correlation: with the total less the item's own
    mark. None where all marks, or all rests, are the same.
    """

    n: int
    facility: Fraction
    discrimination: float | None

    @property
    def flags(self) -> tuple[str, ...]:
        """What to look at: easy, hard, weak or backwards, by this house's convention (docs/why.md)."""
        found = ["easy"] if self.facility > EASY else ["hard"] if self.facility < HARD else []
        if self.discrimination is not None and self.n >= JUDGED:
            found += ["backwards"] if self.discrimination < 0 else ["weak"] if self.discrimination < WEAK else []
        return tuple(found)


def facility(counts: Sequence[Count]) -> Facility:
    """The statistics of one item. Raises ZeroDivisionError when nobody has met it."""
    n = sum(each.n for each in counts)
    marks = sum((each.mark * each.n for each in counts), Fraction(0))
    return Facility(n, marks / n, correlation((each.mark, each.total - each.mark, each.n) for each in counts))


def correlation(counts: Iterable[tuple[Fraction, Fraction, int]]) -> float | None:
    """Pearson's r of counted pairs (x, y, n)."""
    n, x, y, xx, yy, xy = 0, Fraction(0), Fraction(0), Fraction(0), Fraction(0), Fraction(0)
    for one, other, count in counts:
        n, x, y = n + count, x + one * count, y + other * count
        xx, yy, xy = xx + one * one * count, yy + other * other * count, xy + one * other * count
    across, down, together = n * xx - x * x, n * yy - y * y, n * xy - x * y
    if not across or not down:
        return None
    return sqrt(together * together / (across * down)) * (1 if together > 0 else -1)


def _spread(values: Iterable[tuple[Fraction, int]]) -> tuple[int, Fraction]:
    """How many, and n² times the variance."""
    n, one, two = 0, Fraction(0), Fraction(0)
    for value, count in values:
        n, one, two = n + count, one + value * count, two + value * value * count
    return n, n * two - one * one


def kr20(items: Mapping[str, Sequence[Count]]) -> Fraction | None:
    """A form's reliability: k/(k-1) · (1 - Σ item variances / variance of the totals).

    None for fewer than two items, for totals that are all the same, and where not every attempt met every item (a
    form that was changed): then the items do not make up the totals.
    """
    spreads = [_spread((each.mark, each.n) for each in counts) for counts in items.values()]
    k = len(spreads)
    if k < 2 or len({n for n, _ in spreads}) != 1:
        return None
    _, whole = _spread((each.total, each.n) for each in next(iter(items.values())))
    if not whole:
        return None
    return Fraction(k, k - 1) * (1 - sum((spread for _, spread in spreads), Fraction(0)) / whole)
