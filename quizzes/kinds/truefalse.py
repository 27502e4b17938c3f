"""True or false: a statement, and whether it holds."""

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import model_validator

from core.content import Slip, slip
from quizzes.item import Answer, Item

WORDS = {"true": {"th": "ถูก", "en": "True"}, "false": {"th": "ไม่ถูก", "en": "False"}}


class TrueFalse(Item):
    """1 for the right word, else 0. The options are `true` and `false`; their texts are given."""

    kind: Literal["truefalse"]
    answer: Literal["true", "false"]

    @model_validator(mode="before")
    @classmethod
    def _words(cls, data: Any) -> Any:
        """YAML reads true and false as truth values: take them as the words that stand there."""
        if not isinstance(data, dict):
            return data
        filled = dict(data)
        if isinstance(filled.get("answer"), bool):
            filled["answer"] = str(filled["answer"]).lower()
        if isinstance(filled.get("options"), list):
            filled["options"] = [_filled(option) for option in filled["options"]]
        return filled

    @property
    def key(self) -> Answer:
        return (self.answer,)

    def slips(self) -> Iterator[Slip]:
        yield from super().slips()
        if sorted(option.id for option in self.options) != ["false", "true"]:
            yield slip(
                "options",
                wrong=("ตัวเลือกไม่ใช่ true กับ false", "the options are not true and false"),
                write=("ใช้ id: true และ id: false", "use id: true and id: false"),
            )


def _filled(option: Any) -> Any:
    if not isinstance(option, dict):
        return option
    name = str(option.get("id")).lower() if isinstance(option.get("id"), bool) else option.get("id")
    return {"text": WORDS.get(str(name), {}), **option, "id": name}
