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


def in_blocks(people: Sequence[str]) -> list[str]:
    """The first of some people, in whole blocks of five: the newest up to four wait for those who come after them.

    Two looks at figures that are made so differ by nobody or by five at least: nobody's marks are their difference.
    """
    return list(people[: len(people) - len(people) % SMALLEST])


def knowledge(pre: dict[str, float], post: dict[str, float], criterion: int, *, blocks: bool = False) -> Knowledge:
    """From scores by person, in the order in which they were handed in.

    Everything that speaks of marks is hidden where fewer than five stand behind it; with `blocks` it is made of
    whole blocks of five people only, as what is published has to be.
    """
    counted, both = list(post), [person for person in post if person in pre]
    matched = len(both)
    if blocks:
        counted, both = in_blocks(counted), in_blocks(both)
    enough, counted_enough = len(both) >= SMALLEST, len(counted) >= SMALLEST
    before = mean([pre[person] for person in both]) if enough else None
    after = mean([post[person] for person in both]) if enough else None
    reached = sum(post[person] >= criterion for person in counted) if counted_enough else None
    return Knowledge(
        tested=len(post),
        matched=matched,
        pre_mean=before,
        post_mean=after,
        gain=normalised_gain(before, after),
        reached=reached,
        share=reached / len(counted) if reached is not None else None,
        criterion=criterion,
    )
