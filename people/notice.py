"""The privacy notice: what is kept of whoever uses this, why, seen by whom, for how long, and what they can ask."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from core.content import Content, Slip, Slug, Source, distinct, slip, sourced
from core.language import Text
from core.record import digest

SLUG = "privacy"  # there is one notice
LINE = 120  # characters of a part's short line: all parts together fit on a phone's screen
WHOLE = 200  # characters of the notice in one sentence, above the button of whoever joins


class Part(Content):
    """One heading of the notice, and what stands under it. An empty line begins a new paragraph."""

    id: Slug
    title: Text
    text: Text
    sources: tuple[str, ...] = ()
    short: Text | None = None  # the part in one line; all parts have one, or none has


class Notice(Content):
    """One YAML file: `privacy.yaml`."""

    title: Text
    lead: Text
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]
    contact: Text
    line: Text | None = None  # the notice in one sentence, for whoever joins; its short lines are then folded
    sources: dict[str, Source] = {}

    def slips(self) -> Iterator[Slip]:
        yield from distinct([part.id for part in self.parts], "parts")
        for position, part in enumerate(self.parts):
            for place, name in enumerate(part.sources):
                yield from sourced(name, self.sources, "parts", position, "sources", place)
            yield from self._short(position, part)
        for text in (self.line.th, self.line.en) if self.line else ():
            if len(text) > WHOLE or "\n" in text:
                yield slip(
                    "line",
                    wrong=(f"line ยาวกว่าหนึ่งประโยค ({len(text)} ตัวอักษร)", f"line is more than a sentence ({len(text)} characters)"),
                    write=(f"ย่อให้ไม่เกิน {WHOLE} ตัวอักษรในบรรทัดเดียว", f"shorten it to one line of {WHOLE} characters at most"),
                )  # fmt: skip
        if self.line and not self.short:
            yield slip(
                "line",
                wrong=("มี line แต่ไม่มี short ในหัวข้อใด", "there is a line, and no part has its short"),
                write=("เขียน short ให้ทุกหัวข้อด้วย: ผู้ที่แตะอ่านต่อจะเห็นก่อน", "write short for every part too: it is what is read first"),
            )  # fmt: skip

    def _short(self, position: int, part: Part) -> Iterator[Slip]:
        if part.short is None and any(each.short for each in self.parts):
            yield slip(
                "parts", position,
                wrong=(f"หัวข้อ “{part.title.th}” ไม่มี short แต่หัวข้ออื่นมี", f"the part “{part.title.en}” has no short, and others have"),
                write=("เขียน short ให้ครบทุกหัวข้อ หรือไม่ใส่เลย", "write one for every part, or for none"),
            )  # fmt: skip
        for text in (part.short.th, part.short.en) if part.short else ():
            if len(text) > LINE or "\n" in text:
                yield slip(
                    "parts", position, "short",
                    wrong=(f"short ยาวกว่าหนึ่งบรรทัด ({len(text)} ตัวอักษร)", f"short is more than a line ({len(text)} characters)"),
                    write=(f"ย่อให้ไม่เกิน {LINE} ตัวอักษรในบรรทัดเดียว", f"shorten it to one line of {LINE} characters at most"),
                )  # fmt: skip

    @property
    def short(self) -> tuple[tuple[Text, Text], ...]:
        """Each part's heading and its one line; empty where the office has written none."""
        found = [(part.title, part.short) for part in self.parts if part.short]
        return tuple(found)

    def binding(self) -> str:
        """The digest of what binds: whoever has read it need not read again. Contact, sources and what is short may be mended."""
        words = [[part.title.model_dump(), part.text.model_dump()] for part in self.parts]
        return digest([self.title.model_dump(), self.lead.model_dump(), words])
