"""Arithmetic of the figures, and when one is hidden. Scores are per cent of full marks, 0 to 100."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

SMALLEST = 5  # marks of fewer people than this are not shown to anybody but themselves


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a knowledge test came to. None stands where the group is too small, or there is nothing to divide by.

    `matched`: people with both tests. Means and gain are theirs; `reached` counts those at the criterion or above,
    of the `tested` (who handed in the post-test).
    """

    tested: int
    matched: int
    pre_mean: float | None
    post_mean: float | None
    gain: float | None  # normalised: (post − pre) / (100 − pre), between means
    reached: int | None
    share: float | None  # reached / tested, 0 to 1
    criterion: int


def mean(values: Sequence[float]) -> float | None:
    """The arithmetic mean; None of nothing."""
    return sum(values) / len(values) if values else None


def deviation(values: Sequence[float]) -> float | None:
    """The sample's standard deviation (n − 1); None of fewer than two."""
    if len(values) < 2:
        return None
    middle = sum(values) / len(values)
    return sqrt(sum((value - middle) ** 2 for value in values) / (len(values) - 1))


def normalised_gain(pre: float | None, post: float | None) -> float | None:
    """(mean post − mean pre) / (100 − mean pre), after Hake 1998; None when the pre-test's mean is full marks."""
    if pre is None or post is None or pre >= 100:
        return None
    return (post - pre) / (100 - pre)


def knowledge(pre: dict[str, float], post: dict[str, float], criterion: int) -> Knowledge:
    """From scores by person. Everything that speaks of marks is hidden where fewer than five stand behind it."""
    both = sorted(pre.keys() & post.keys())
    enough, tested_enough = len(both) >= SMALLEST, len(post) >= SMALLEST
    before = mean([pre[person] for person in both]) if enough else None
    after = mean([post[person] for person in both]) if enough else None
    reached = sum(score >= criterion for score in post.values()) if tested_enough else None
    return Knowledge(
        tested=len(post),
        matched=len(both),
        pre_mean=before,
        post_mean=after,
        gain=normalised_gain(before, after),
        reached=reached,
        share=reached / len(post) if reached is not None else None,
        criterion=criterion,
    )
