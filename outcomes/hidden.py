"""Which figures may stand together, so that nothing about fewer than five people can be worked out from them.

What is shown are sums over groups of people. Whatever can be computed from them is a sum of those sums, each taken so
and so many times. Groups divide people into *atoms*: parts whose people stand in just the same groups. A sum tells
about few people alone when all atoms of five and more cancel out in it and fewer than five people are left. So a
group may stand beside others when there is no such sum.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from outcomes.measure import SMALLEST

Key = TypeVar("Key", bound=Hashable)
PRIME = 2**61 - 1  # sums are counted in it: above every determinant of some thirty rows of 0s and 1s


def together(groups: Iterable[tuple[Key, int]], beside: Iterable[int] = ()) -> set[Key]:
    """Which of some groups may be shown together, the earlier ones first; a group is a set of people as bits.

    `beside` are groups that are shown already.
    """
    accepted = [*beside]
    shown: set[Key] = set()
    for key, group in groups:
        if fits(group, accepted):
            accepted.append(group)
            shown.add(key)
    return shown


def fits(group: int, shown: Sequence[int]) -> bool:
    """Whether a group may be shown beside those that are."""
    return group in shown or not betrays([*_near(group, shown), group])


def _near(group: int, shown: Sequence[int]) -> list[int]:
    """The groups that share people with a group, with those that share people with these, and so on, each once."""
    near, rest, grown = list[int](), {*shown}, True
    while grown:
        found = [each for each in rest if each & group]
        near, rest, grown = [*near, *found], rest.difference(found), bool(found)
        for each in found:
            group |= each
    return near


def betrays(groups: Sequence[int]) -> bool:
    """Whether something about fewer than five people alone follows from sums over some groups.

    Where several independent sums are left when the large atoms cancel out, it is taken that one of them does.
    """
    atoms = sorted(_atoms(groups), key=lambda atom: -atom.bit_count())
    large = sum(atom.bit_count() >= SMALLEST for atom in atoms)
    left = _left([[int(bool(atom & group)) for atom in atoms] for group in groups], large)
    if len(left) > 1:
        return True
    return any(sum(atom.bit_count() for atom, n in zip(atoms, vector, strict=True) if n) < SMALLEST for vector in left)


def _atoms(groups: Iterable[int]) -> list[int]:
    """The parts into which groups divide those who stand in any of them."""
    atoms: list[int] = []
    for group in groups:
        parts, rest = [], group
        for atom in atoms:
            parts += [part for part in (atom & group, atom & ~group) if part]
            rest &= ~atom
        atoms = parts + ([rest] if rest else [])
    return atoms


def _left(vectors: list[list[int]], columns: int) -> list[list[int]]:
    """Independent sums of vectors in which the first `columns` cancel out, by Gauss."""
    found: list[list[int]] = []
    for column in range(len(vectors[0]) if vectors else 0):
        pivot = next((vector for vector in vectors if vector[column]), None)
        if pivot is None:
            continue
        vectors = [vector for vector in vectors if vector is not pivot]
        inverse = pow(pivot[column], -1, PRIME)
        for vector in vectors:
            factor = vector[column] * inverse % PRIME
            if factor:
                vector[:] = [(a - factor * b) % PRIME for a, b in zip(vector, pivot, strict=True)]
        if column >= columns:
            found.append(pivot)
    return found


def tree(
    sizes: Mapping[str, int], children: Mapping[str, Sequence[str]], top: Iterable[str], *, nobody: bool = False
) -> set[str]:
    """The same for units, each with all below it; of two beside each other the larger first.

    `sizes`: how many people stand behind a unit's marks. What is left of a shown unit when the shown ones below it
    are taken away is an atom: nobody, or five and more. `nobody`: a unit with nobody behind it is shown too.
    """
    left: dict[str, int] = {}

    def show(units: Iterable[str], above: str) -> None:
        for unit in sorted(units, key=lambda each: (-sizes.get(each, 0), each)):
            size = sizes.get(unit, 0)
            rest = left[above] - size if above else 0
            fits = (size >= SMALLEST or (nobody and size == 0)) and (rest == 0 or rest >= SMALLEST)
            if fits:
                left[unit] = size
                if above:
                    left[above] = rest
            show(children.get(unit, ()), unit if fits else above)

    show(top, "")
    return {*left}
