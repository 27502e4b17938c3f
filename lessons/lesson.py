"""A lesson: short cards, a decision among them whose options have consequences; and where a reader stands in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from core.content import Content, Slip, Slug, Source, distinct, slip, sourced
from core.language import Text


class Option(Content):
    """One way to decide, and what would come of it."""

    id: Slug
    text: Text
    consequence: Text
    wise: bool = False


class Channel(Content):
    """A public way to report, such as a hotline; as any statement on screen it has its source."""

    name: Text
    telephone: Annotated[str, Field(pattern=r"^\d[\d -]{1,18}\d$")]
    source: str


class Card(Content):
    """One thought on one screen; with options, a decision."""

    id: Slug
    title: Text
    body: Text
    sources: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    channel: bool = False  # show where this organisation takes complaints
    public: tuple[Channel, ...] = ()  # shown in its place while the organisation has not said where

    @property
    def decides(self) -> bool:
        return bool(self.options)

    def slips(self) -> Iterator[Slip]:
        yield from distinct([option.id for option in self.options], "options")
        if len(self.options) == 1:
            yield slip(
                "options",
                wrong=("มีทางเลือกเดียว", "there is only one option"),
                write=("เพิ่มทางเลือกอย่างน้อยสองทาง", "give at least two"),
            )
        if self.options and not any(option.wise for option in self.options):
            yield slip(
                "options",
                wrong=("ไม่มีทางเลือกที่เหมาะสม", "no option is wise"),
                write=("ใส่ wise: true ที่ทางเลือกที่เหมาะสม", "mark the wise one with wise: true"),
            )


class Lesson(Content):
    """One YAML file; its slug is the topic."""

    title: Text
    summary: Text
    minutes: Annotated[int, Field(ge=1, le=60)]
    letters: tuple[Literal["S", "T", "R", "O", "N", "G"], ...] = ()
    sources: dict[str, Source] = {}
    cards: Annotated[tuple[Card, ...], Field(min_length=1)]

    def slips(self) -> Iterator[Slip]:
        yield from distinct([card.id for card in self.cards], "cards")
        for position, card in enumerate(self.cards):
            for place, name in enumerate(card.sources):
                yield from sourced(name, self.sources, "cards", position, "sources", place)
            for place, each in enumerate(card.public):
                yield from sourced(each.source, self.sources, "cards", position, "public", place, "source")

    def card(self, name: str) -> int:
        """The position of a card; the first when there is none of that id (any more)."""
        return next((i for i, card in enumerate(self.cards) if card.id == name), 0)


@dataclass(frozen=True, slots=True)
class Reading:
    """How far somebody is: the card that is open, and what they decided, by card."""

    card: str
    choices: Mapping[str, str]
    finished: bool

    def place(self, lesson: Lesson) -> int:
        """The position of the card to go on at."""
        return lesson.card(self.card)

    def may_go_on(self, card: Card) -> bool:
        """A decision is decided before the next card shows."""
        return not card.decides or card.id in self.choices
