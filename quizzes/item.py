"""An item: what is asked, the options, and the mark that an answer gets. Each kind is a file in `kinds/`."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from core.content import Content, Slip, Slug, distinct, slip
from core.language import Text

Answer = tuple[str, ...]  # the ids of the chosen options, in the order of the item's options
Form = Literal["A", "B", "C", "practice"]
Level = Literal["remember", "understand", "apply"]


class Option(Content):
    """One answer to choose, what it teaches, and the source of that."""

    id: Slug
    text: Text
    feedback: Text
    source: str


class Item(Content):
    """Base of every kind of item."""

    widget: ClassVar[Literal["one", "many"]] = "one"

    id: Slug
    kind: str
    form: Form
    level: Level
    expected: Literal["easy", "medium", "hard"] = "medium"  # before anybody has met it; the statistics say how it is
    situation: bool = False  # whether a situation is to be judged
    ordered: bool = False  # whether the options stand as they are written: periods, sums and other steps of one scale
    stem: Text
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=8)]

    @property
    def key(self) -> Answer:
        """The right answer. It stays on the server until nothing measured is left."""
        raise NotImplementedError

    @property
    def bound(self) -> object:
        """What marking goes by: a change of it waits for a review."""
        return list(self.key)

    def mark(self, answer: Answer) -> Fraction:
        """The mark of an answer, 0 to 1; no answer marks 0."""
        return Fraction(int(answer == self.key))

    def taken(self, chosen: list[str]) -> Answer:
        """The chosen ids as an Answer: only options of this item, each once, in its order."""
        return tuple(option.id for option in self.options if option.id in chosen)

    def slips(self) -> Iterator[Slip]:
        ids = [option.id for option in self.options]
        yield from distinct(ids, "options")
        for position, option in enumerate(self.options):
            if option.text.th in [other.text.th for other in self.options[:position]]:
                yield slip(
                    "options", position, "text",
                    wrong=(f"ตัวเลือก “{option.text.th}” ซ้ำ", f"the option “{option.text.en}” stands twice"),
                    write=("เขียนให้ต่างกัน", "write another one"),
                )  # fmt: skip


def key_slips(ids: list[str], key: Answer) -> Iterator[Slip]:
    """A Slip for each answer that is not one of the options."""
    known = ", ".join(ids)
    for name in key:
        if name not in ids:
            yield slip(
                "answer",
                wrong=(f"คำตอบ “{name}” ไม่อยู่ในตัวเลือก ({known})", f"the answer “{name}” is not one of the options ({known})"),
                write=("ใช้รหัสของตัวเลือก หรือเพิ่มตัวเลือกนั้น", "use one of them, or add it"),
            )  # fmt: skip
