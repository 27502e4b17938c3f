"""A text as lines of even length: where it may be divided, and which way of dividing it has the shortest longest line."""

import re
from collections.abc import Callable
from itertools import accumulate

from core.breaking import BREAK, parts

# The last resort in a long run without spaces: a vowel written before its consonant begins a syllable.
_INSIDE = re.compile(rf"{BREAK.pattern}|(?<=[ก-ฮะาำ็-๎])(?=[เ-ไ])")
# Where a line that has to fit may break: at spaces, else between Thai words, else within them.
WAYS: tuple[Callable[[str], list[str]], ...] = (BREAK.split, parts, _INSIDE.split)


def even(pieces: list[tuple[str, float]], count: int) -> tuple[tuple[str, ...], float]:
    """The pieces (text, width) as `count` lines, the longest as short as can be, and its width; else ()."""
    if count > len(pieces):
        return (), float("inf")
    ends = [0.0, *accumulate(width for _, width in pieces)]  # of each piece, from the beginning
    best = [
        (end, 0) for end in ends
    ]  # of the first pieces, so many, in one line: the longest, and where its last begins
    cuts = [best]
    for lines in range(2, count + 1):
        best = [
            min(((max(best[i][0], ends[j] - ends[i]), i) for i in range(lines - 1, j)), default=(float("inf"), 0))
            for j in range(len(ends))
        ]
        cuts.append(best)
    found, end = list[str](), len(pieces)
    for each in reversed(cuts):
        begin = each[end][1]
        found.append("".join(text for text, _ in pieces[begin:end]).strip())
        end = begin
    return tuple(reversed(found)), best[-1][0]
