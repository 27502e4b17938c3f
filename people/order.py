"""The order of names in lists, as in a Thai dictionary, with numbers in them by their size.

A vowel that is written before its consonant is sorted after it, tone marks count only between words that are otherwise
the same (Royal Institute Dictionary B.E. 2554, foreword), and บุคคลที่ 2 stands before บุคคลที่ 10.
"""

import re
import unicodedata

_LEADING = re.compile("([เแโใไ])([ก-ฮ])")
_MARKS = frozenset("็่้๊๋์ํ๎")  # maitaikhu, the tones, thanthakhat, nikhahit, yamakkan
_NUMBER = re.compile(r"\d+")


def sorting(name: str) -> str:
    """A text whose code points stand in the order of names: letters first, then the marks on each."""
    text = _NUMBER.sub(_sized, unicodedata.normalize("NFC", name).casefold())
    letters, marks = list[str](), list[str]()
    for sign in _LEADING.sub(r"\2\1", text):
        if sign not in _MARKS:
            letters.append(sign)
            marks.append(" ")
        elif marks:
            marks[-1] += sign
    return f"{''.join(letters)}\t{''.join(marks).rstrip()}"


def _sized(number: re.Match[str]) -> str:
    """A number with its length before it: what has fewer digits is smaller. Thai digits are digits."""
    digits = str(int(number[0]))
    return f"{len(digits):03}{digits}"
