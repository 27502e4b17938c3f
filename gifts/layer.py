"""A layer of rules about gifts: an Act, a notification, a policy. The first of its rules that meets a case speaks."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from core.content import Content, Slip, Slug, Source, distinct, slip, sourced
from core.language import Text
from gifts.case import Case, Giver, Link, Occasion, Thing

Answer = Literal["accept", "record", "ask", "report", "decline"]
# From the laxest to the strictest: what is reported may be kept until somebody decides, what is declined goes back.
ANSWERS: tuple[Answer, ...] = ("accept", "record", "ask", "report", "decline")
Profile = Literal["law", "moph", "bma"]
PROFILES: dict[Profile, Text] = {
    "law": Text(th="กฎหมายและระเบียบกลาง", en="The law and the central regulations"),
    "moph": Text(th="หน่วยงานในกระทรวงสาธารณสุข", en="An agency of the Ministry of Public Health"),
    "bma": Text(th="หน่วยงานของกรุงเทพมหานคร", en="An agency of the Bangkok Metropolitan Administration (BMA)"),
}


class When(Content):
    """What a case has to be for a rule to speak. What is not written may be anything."""

    giver: tuple[Giver, ...] = ()
    relative: bool | None = None
    link: tuple[Link, ...] = ()
    occasion: tuple[Occasion, ...] = ()
    thing: tuple[Thing, ...] = ()
    over: Annotated[int | None, Field(ge=0)] = None  # baht: the value is more than this
    up_to: Annotated[int | None, Field(ge=0)] = None  # baht: the value is this or less
    times_over: Annotated[int | None, Field(ge=1)] = None  # more often than this in a year from one giver
    received: bool | None = None
    family: bool | None = None

    def meets(self, case: Case) -> bool:
        """Whether the case is of this kind."""
        return (
            (not self.giver or case.giver in self.giver)
            and (self.relative is None or case.relative == self.relative)
            and (not self.link or case.tie in self.link)
            and (not self.occasion or case.occasion in self.occasion)
            and (not self.thing or case.thing in self.thing)
            and (self.over is None or case.value > self.over)
            and (self.up_to is None or case.value <= self.up_to)
            and (self.times_over is None or case.times > self.times_over)
            and (self.received is None or case.received == self.received)
            and (self.family is None or case.family == self.family)
        )


class Rule(Content):
    """One rule: when it speaks, what it answers, and why. Without an answer it leaves the case to the other layers."""

    id: Slug
    when: When = When()
    answer: Answer | None = None
    because: Text | None = None  # needed where there is an answer
    source: str = ""

    def slips(self) -> Iterator[Slip]:
        if self.answer and not (self.because and self.source):
            yield slip(
                "because" if self.source else "source",
                wrong=("กฎที่มีคำตอบยังไม่มีเหตุผลหรือแหล่งที่มา", "a rule with an answer has no reason, or no source"),
                write=("เขียน because และ source", "write because and source"),
            )


class Layer(Content):
    """One YAML file. `order`: where it stands, the law first; `profiles`: for whose agencies it holds, all when empty."""

    title: Text
    order: Annotated[int, Field(ge=1, le=99)]
    profiles: tuple[Profile, ...] = ()
    sources: dict[str, Source] = {}
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]

    def said(self, case: Case) -> Rule | None:
        """The rule of this layer that speaks of a case; None where it has nothing to say."""
        found = next((rule for rule in self.rules if rule.when.meets(case)), None)
        return found if found and found.answer else None

    def holds(self, profile: Profile) -> bool:
        """Whether it is a layer of an agency with this profile."""
        return not self.profiles or profile in self.profiles

    def slips(self) -> Iterator[Slip]:
        yield from distinct([rule.id for rule in self.rules], "rules")
        for position, rule in enumerate(self.rules):
            if rule.source:
                yield from sourced(rule.source, self.sources, "rules", position, "source")
