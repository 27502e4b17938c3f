"""Where a line may break: after a space, and between Thai words, which nothing parts in writing.

budoux finds the words by a small model without a dictionary. It cuts through some that readers know as one ("กัน|ยายน"),
so those of core/words_th.py are held together; and a number stays with its word before and its unit behind.
"""

import re
from functools import cache
from itertools import accumulate, pairwise

import budoux

from core.words_th import HELD, MONTHS, UNITS

# Lines break after a space, but not before a number or ๆ ("พ.ศ. 2570"), and at a zero-width space.
BREAK = re.compile(r"(?<= )(?![\d๐-๙ๆฯ])|\u200b")
# What never begins a line: a vowel or mark that belongs to the letter before, a closing sign, or a lone final letter.
_CLINGS = re.compile(r"[ะ-ฺๅ-๎ฯๆ)\]”’%.,:;·]|[ก-ฮ](?![ก-ฺเ-๎])")
_OPEN = re.compile(r"[(\[“‘เ-ไ]$")
_NUMBER = re.compile(r"[\dA-Za-z][.,:/–-]?$")  # what comes next with a digit is the same number still
_HELD = re.compile(f"(?=({'|'.join(map(re.escape, sorted(HELD, key=len, reverse=True)))}))")  # also those that overlap
_UNIT, _MONTH = ("|".join(sorted(map(re.escape, words), key=len, reverse=True)) for words in (UNITS, MONTHS))
_COUNTED = re.compile(rf"[\d๐-๙] (?:{_UNIT}) ?$")  # a number with its unit: the next number is another one
_COUNTS = re.compile(rf"(?:{_MONTH}|{_UNIT})(?![ก-ฮ]?[ะ-ฺ็-๎])")  # a unit, and not the beginning of another word


def parts(text: str) -> list[str]:
    """The pieces between which a line may break; joined, they are the text without its zero-width spaces."""
    found: list[str] = []
    for run in BREAK.split(text):
        for place, piece in enumerate(_words(run)):
            told = place == 0 and not "".join(found[-1:]).endswith(" ")  # by a zero-width space, or the first of all
            if told or _begins(piece, found[-1]):
                found.append(piece)
            else:
                found[-1] += piece
    return found


def _begins(piece: str, before: str) -> bool:
    """Whether a line may begin with a piece after another."""
    if before.endswith(" "):
        if piece[:1].isdigit():
            return bool(_COUNTED.search(before)) or not before.strip()
        return not (before[-2:-1].isdigit() and _COUNTS.match(piece)) and not piece.startswith(("ๆ", "ฯ", "·"))
    divided = _OPEN.search(before) or (piece[:1].isdigit() and _NUMBER.search(before))
    return len(piece.strip()) > 1 and not _CLINGS.match(piece) and not divided


def _words(run: str) -> list[str]:
    """The words of a run: budoux's, but for those that are held together."""
    cuts = {0, len(run), *accumulate(map(len, _parser().parse(run)))} if run else {0}
    held = [(found.start(), found.start() + len(found[1])) for found in _HELD.finditer(run)]
    cuts |= {end for word in held for end in word}
    for first, last in held:
        cuts -= set(range(first + 1, last))
    return [run[a:b] for a, b in pairwise(sorted(cuts))]


@cache
def _parser() -> budoux.Parser:
    return budoux.load_default_thai_parser()
