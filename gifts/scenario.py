"""Scenarios: a situation from the office, ways to act with what comes of each, why, and often a case for the desk."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from core.content import Content, Slip, Slug, Source, distinct, slip, sourced
from core.language import Text
from gifts.case import Case, Giver, Link, Occasion, Thing
from gifts.layer import Answer, Profile


class Asked(Content):
    """A Case as a file writes it; what is not written is as the desk has it at first."""

    giver: Giver
    relative: bool = False
    link: Link = "none"
    occasion: Occasion = "custom"
    thing: Thing = "goods"
    value: Annotated[int, Field(ge=0)] = 0
    times: Annotated[int, Field(ge=1)] = 1
    received: bool = False
    family: bool = False

    @property
    def case(self) -> Case:
        return Case(**self.model_dump())


class Way(Content):
    """One way to act, and what comes of it. `wise`: one that the authors would take."""

    id: Slug
    text: Text
    consequence: Text
    wise: bool = False


class Scenario(Content):
    """One situation. `answer` is what the desk says of its case under the profiles named, or under every one."""

    id: Slug
    title: Text
    text: Text
    case: Asked | None = None
    answer: Answer | None = None
    profiles: tuple[Profile, ...] = ()
    options: Annotated[tuple[Way, ...], Field(min_length=2, max_length=5)]
    why: Text
    sources: Annotated[tuple[str, ...], Field(min_length=1)]

    def way(self, name: str) -> Way | None:
        """A way by its id."""
        return next((way for way in self.options if way.id == name), None)

    def slips(self) -> Iterator[Slip]:
        yield from distinct([way.id for way in self.options], "options")
        if not any(way.wise for way in self.options):
            yield slip("options", wrong=("ไม่มีทางที่เหมาะสม", "no way is wise"), write=("ใส่ wise: true ที่ทางหนึ่งหรือมากกว่า", "mark one way or more with wise: true"))  # fmt: skip
        if bool(self.case) != bool(self.answer):
            yield slip(
                "case" if self.case else "answer",
                wrong=("case และ answer ต้องมาคู่กัน", "case and answer stand together or not at all"),
                write=("เขียนทั้งสอง หรือลบทั้งสอง", "write both, or take both away"),
            )
        if self.profiles and not self.case:
            yield slip("profiles", wrong=("มี profiles แต่ไม่มี case", "there are profiles and no case"), write=("เขียน case และ answer หรือลบ profiles", "write case and answer, or take profiles away"))  # fmt: skip


class Collection(Content):
    """One YAML file: scenarios in the order in which they are played, and their sources."""

    title: Text
    sources: dict[str, Source]
    scenarios: Annotated[tuple[Scenario, ...], Field(min_length=1)]

    def slips(self) -> Iterator[Slip]:
        yield from distinct([each.id for each in self.scenarios], "scenarios")
        for place, each in enumerate(self.scenarios):
            for n, name in enumerate(each.sources):
                yield from sourced(name, self.sources, "scenarios", place, "sources", n)
