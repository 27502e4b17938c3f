"""A quiz file: the bank of one topic's items, in fixed forms for measuring and loose ones for practice."""

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated

from pydantic import Field

from core.content import Content, Slip, Slug, Source, distinct, slip, sourced
from core.language import Text
from quizzes.item import Form
from quizzes.kinds import AnyItem

MEASURED: tuple[Form, ...] = ("A", "B", "C")


class Quiz(Content):
    """One YAML file; its slug is the topic's."""

    title: Text
    topic: Slug
    sources: dict[str, Source] = {}
    items: Annotated[tuple[AnyItem, ...], Field(min_length=1)]

    def form(self, form: str) -> tuple[AnyItem, ...]:
        """The items of one form, in the file's order."""
        return tuple(item for item in self.items if item.form == form)

    def only(self, forms: Collection[str]) -> "Quiz":
        """The bank with these measured forms alone."""
        kept = tuple(item for item in self.items if item.form not in MEASURED or item.form in forms)
        return self.model_copy(update={"items": kept})

    def item(self, name: str) -> AnyItem | None:
        """An item by id."""
        return next((item for item in self.items if item.id == name), None)

    @property
    def forms(self) -> tuple[Form, ...]:
        """The measured forms that have items."""
        return tuple(form for form in MEASURED if self.form(form))

    @property
    def size(self) -> int:
        """How many items a measured form has: all have as many."""
        return len(self.form(self.forms[0])) if self.forms else 0

    def slips(self) -> Iterator[Slip]:
        yield from distinct([item.id for item in self.items], "items")
        for position, item in enumerate(self.items):
            if not item.id.startswith(f"{self.topic}-"):  # a test takes items of several topics, and answers go by id
                yield slip(
                    "items", position, "id",
                    wrong=(f"รหัส “{item.id}” ไม่ขึ้นต้นด้วย “{self.topic}-”", f"the id “{item.id}” does not begin with “{self.topic}-”"),
                    write=(f"เติม “{self.topic}-” ข้างหน้า", f"put “{self.topic}-” before it"),
                )  # fmt: skip
        for position, item in enumerate(self.items):
            for place, option in enumerate(item.options):
                yield from sourced(option.source, self.sources, "items", position, "options", place, "source")
        sizes = {form: len(self.form(form)) for form in self.forms}
        if len(sizes) == 1:
            yield slip(
                "items",
                wrong=("มีแบบทดสอบชุดเดียว", "there is only one measured form"),
                write=("เพิ่มข้อของชุด B ให้คู่ขนานกับชุด A", "write form B beside form A: nobody may see a form twice"),
            )
        elif sizes and not {"A", "B"} <= sizes.keys():
            yield slip(
                "items",
                wrong=("ไม่มีชุด A หรือไม่มีชุด B", "form A or form B is missing"),
                write=("เรียกสองชุดแรกว่า A และ B เหมือนทุกเรื่อง", "call the first two forms A and B, as in every topic"),
            )
        if len(set(sizes.values())) > 1:
            told = ", ".join(f"{form} {size}" for form, size in sizes.items())
            yield slip(
                "items",
                wrong=(f"แต่ละชุดมีจำนวนข้อไม่เท่ากัน ({told})", f"the forms differ in size ({told})"),
                write=("ทำให้ทุกชุดมีจำนวนข้อเท่ากัน", "give each form as many items"),
            )


def meets(slug: str, quiz: Quiz, names: Mapping[str, tuple[str, ...]]) -> Iterator[Slip]:
    """A bank is found by its file's name, so that has to be the topic's."""
    if quiz.topic != slug:
        yield slip(
            "topic",
            wrong=(f"topic “{quiz.topic}” ไม่ตรงกับชื่อแฟ้ม “{slug}”", f"the topic “{quiz.topic}” is not the file's name “{slug}”"),
            write=(f"ตั้งชื่อแฟ้มเป็น {quiz.topic}.yaml หรือแก้ topic", f"call the file {quiz.topic}.yaml, or change the topic"),
        )  # fmt: skip
