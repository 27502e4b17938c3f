"""What a bank's preview calls an item: in the reader's words, and not in those of the file."""

from typing import get_args

from quizzes.item import Item, Level
from quizzes.kinds import KINDS as ALL
from quizzes.pages.preview import EXPECTED, KINDS, LEVELS


def test_every_kind_level_and_difficulty_has_words() -> None:
    assert set(KINDS) == set(ALL)
    assert set(LEVELS) == set(get_args(Level))
    assert set(EXPECTED) == set(get_args(Item.model_fields["expected"].annotation))
