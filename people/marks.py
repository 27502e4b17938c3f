"""Marks on letters: how many Thai writes on one, and where there are more."""

import unicodedata

MARKS = 2  # on one letter: a vowel and a tone mark; more are drawn over the lines above or below


def piled(text: str) -> str:
    """The first letter with more marks on it than are written on one, with as many as show what is meant; "" for none."""
    marks = 0
    for place, sign in enumerate(text):
        marks = marks + 1 if unicodedata.category(sign) in ("Mn", "Me") else 0
        if marks > MARKS:
            return text[max(0, place - marks) : place]
    return ""
