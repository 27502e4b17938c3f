"""Single choice: one option is right."""

from collections.abc import Iterator
from typing import Literal

from core.content import Slip, Slug
from quizzes.item import Answer, Item, key_slips


class Single(Item):
    """1 for the right option, else 0."""

    kind: Literal["single"]
    answer: Slug

    @property
    def key(self) -> Answer:
        return (self.answer,)

    def slips(self) -> Iterator[Slip]:
        yield from super().slips()
        yield from key_slips([option.id for option in self.options], self.key)
