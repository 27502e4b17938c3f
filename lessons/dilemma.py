"""A dilemma: scenes with ways to act, each leading to another scene or to an ending that is explained."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from pydantic import Field

from core.content import Content, Slip, Slug, Source, distinct, slip, sourced
from core.language import Text

Ending = Literal["wise", "costly", "open"]


class Turn(Content):
    """One way to act in a scene, and the node to which it leads."""

    id: Slug
    text: Text
    to: Slug


class Node(Content):
    """A scene with ways to act, or an ending with its explanation."""

    id: Slug
    title: Text | None = None
    body: Text
    options: tuple[Turn, ...] = ()
    ending: Ending | None = None
    explained: Text | None = None
    sources: tuple[str, ...] = ()

    def slips(self) -> Iterator[Slip]:
        yield from distinct([turn.id for turn in self.options], "options")
        if self.ending and self.options:
            yield slip("options", wrong=("ตอนจบยังมีทางเลือกต่อ", "an ending has options"), write=("ลบ options หรือลบ ending", "take away options, or ending"))  # fmt: skip
        if self.ending and not (self.title and self.explained):
            yield slip("ending", wrong=("ตอนจบยังไม่มีชื่อหรือคำอธิบาย", "an ending has no title, or is not explained"), write=("เขียน title และ explained", "write title and explained"))  # fmt: skip
        if not self.ending and len(self.options) < 2:
            yield slip("body", wrong=("ฉากนี้ไปต่อไม่ได้ หรือมีทางเดียว", "this scene leads nowhere, or one way only"), write=("เขียน options อย่างน้อยสองทาง หรือทำเป็นตอนจบด้วย ending", "give at least two options, or make it an ending"))  # fmt: skip


class Dilemma(Content):
    """One YAML file: scenes and endings, and the scene with which it begins."""

    title: Text
    summary: Text
    minutes: Annotated[int, Field(ge=1, le=30)]
    topic: Slug
    sources: dict[str, Source] = {}
    start: Slug
    nodes: Annotated[tuple[Node, ...], Field(min_length=2)]

    def node(self, name: str) -> Node:
        """A node by id. Raises StopIteration for one that there is not."""
        return next(node for node in self.nodes if node.id == name)

    @property
    def endings(self) -> tuple[Node, ...]:
        return tuple(node for node in self.nodes if node.ending)

    def walk(self, way: Iterable[str]) -> tuple[list[tuple[Node, Turn]], Node]:
        """The scenes on a way (ids of options), each with what was chosen; and where it leads. A wrong word ends it."""
        here, walked = self.node(self.start), list[tuple[Node, Turn]]()
        for name in way:
            turn = next((turn for turn in here.options if turn.id == name), None)
            if turn is None:
                break
            walked.append((here, turn))
            here = self.node(turn.to)
        return walked, here

    def slips(self) -> Iterator[Slip]:
        yield from distinct([node.id for node in self.nodes], "nodes")
        yield from self._broken()
        reached, ends = self._reached(), self._ends()
        for place, node in enumerate(self.nodes):
            if node.id not in reached:
                yield slip("nodes", place, "id", wrong=(f"ไม่มีทางไหนไปถึง “{node.id}”", f"no way leads to “{node.id}”"), write=("ให้ทางเลือกของฉากอื่นนำมา หรือลบออก", "let an option lead to it, or take it away"))  # fmt: skip
            elif node.id not in ends:
                yield slip("nodes", place, "id", wrong=(f"จาก “{node.id}” ไปไม่ถึงตอนจบ", f"no ending can be reached from “{node.id}”"), write=("ให้ทางเลือกหนึ่งนำไปสู่ตอนจบ", "let an option lead to an ending"))  # fmt: skip
        if not any(node.ending == "wise" for node in self.nodes):
            yield slip("nodes", wrong=("ไม่มีตอนจบที่เหมาะสม", "no ending is wise"), write=("ใส่ ending: wise ที่ตอนจบหนึ่ง", "mark one ending with ending: wise"))  # fmt: skip

    def _broken(self) -> Iterator[Slip]:
        """What is named and is not there."""
        known = {node.id for node in self.nodes}
        if self.start not in known:
            yield slip("start", wrong=(f"ไม่มีฉาก “{self.start}”", f"there is no node “{self.start}”"), write=("ใช้ id ของฉากแรก", "write the id of the first scene"))  # fmt: skip
        for place, node in enumerate(self.nodes):
            for n, turn in enumerate(node.options):
                if turn.to not in known:
                    yield slip("nodes", place, "options", n, "to", wrong=(f"ไม่มีฉาก “{turn.to}”", f"there is no node “{turn.to}”"), write=("ใช้ id ของฉากหรือตอนจบที่มีอยู่", "write the id of a scene or an ending"))  # fmt: skip
            for n, name in enumerate(node.sources):
                yield from sourced(name, self.sources, "nodes", place, "sources", n)

    def _reached(self) -> set[str]:
        """The nodes to which a way leads from the start."""
        leads = {node.id: [turn.to for turn in node.options] for node in self.nodes}
        found, waiting = set[str](), [self.start]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += leads.get(name, [])
        return found

    def _ends(self) -> set[str]:
        """The nodes from which an ending can be reached: a circle without a way out is none."""
        found = {node.id for node in self.nodes if node.ending}
        while True:
            more = {node.id for node in self.nodes if node.id not in found and any(t.to in found for t in node.options)}
            if not more:
                return found
            found |= more
