"""Several choice: some options are right, and a wrong one takes a right one away."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from core.content import Slip, Slug, slip
from quizzes.item import Answer, Item, key_slips


class Several(Item):
    """(right − wrong) / number of right options, never below 0: with as many wrong options, choosing all gains nothing."""

    widget: ClassVar[Literal["one", "many"]] = "many"

    kind: Literal["several"]
    answer: Annotated[tuple[Slug, ...], Field(min_length=1)]

    @property
    def key(self) -> Answer:
        return self.taken(list(self.answer))

    def mark(self, answer: Answer) -> Fraction:
        right = sum(name in self.answer for name in answer)
        return max(Fraction(0), Fraction(right - (len(answer) - right), len(self.answer)))

    def slips(self) -> Iterator[Slip]:
        yield from super().slips()
        yield from key_slips([option.id for option in self.options], self.answer)
        if len(set(self.answer)) < len(self.answer):
            yield slip(
                "answer", wrong=("คำตอบซ้ำกัน", "an answer stands twice"), write=("เหลือไว้ครั้งเดียว", "keep one of them")
            )
        if len(self.answer) >= len(self.options):
            yield slip(
                "answer", wrong=("ทุกตัวเลือกถูก", "every option is right"), write=("เพิ่มตัวเลือกที่ไม่ถูก", "add one that is not")
            )
