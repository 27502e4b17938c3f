"""Situational judgement: what to do in a situation, the ways graded by how well they serve.

One way is best; others may be partly right. The stem asks what should be done and not what the person would do: so it
measures knowledge (McDaniel, Hartman, Whetzel and Grubb 2007, Personnel Psychology 60, 63–91).
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from core.content import Slip, slip
from quizzes.item import Answer, Item, Option


class Way(Option):
    """One way to act, and its mark: 1 for the best, 0.5 for what is partly right, 0 for what does not serve."""

    mark: Literal["0", "0.5", "1"]  # kept as words: a published version holds no floats

    @model_validator(mode="before")
    @classmethod
    def _number(cls, data: Any) -> Any:
        """YAML reads 0.5 as a number: take it as the word that stands there."""
        if not isinstance(data, dict) or isinstance(data.get("mark"), bool):
            return data
        return {**data, "mark": f"{data['mark']:g}"} if isinstance(data.get("mark"), int | float) else data


class Judgement(Item):
    """The mark of the way that was chosen: 1, 0.5 or 0."""

    kind: Literal["judgement"]
    situation: Literal[True] = True
    options: Annotated[tuple[Way, ...], Field(min_length=2, max_length=8)]

    @property
    def key(self) -> Answer:
        return tuple(way.id for way in self.options if way.mark == "1")[:1]

    @property
    def bound(self) -> object:
        return {way.id: way.mark for way in self.options}

    def mark(self, answer: Answer) -> Fraction:
        return next((Fraction(way.mark) for way in self.options if answer == (way.id,)), Fraction(0))

    def slips(self) -> Iterator[Slip]:
        yield from super().slips()
        best = [way.id for way in self.options if way.mark == "1"]
        if len(best) != 1:
            yield slip(
                "options",
                wrong=(f"มีทางเลือกที่ได้ mark: 1 อยู่ {len(best)} ข้อ", f"{len(best)} options have mark: 1"),
                write=("ให้ mark: 1 ข้อเดียว ข้ออื่น 0.5 หรือ 0", "give mark: 1 to one of them, and 0.5 or 0 to the others"),
            )
