"""The privacy notice: what is kept of whoever uses this, why, seen by whom, for how long, and what they can ask."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from core.content import Content, Slip, Slug, Source, distinct, slip
from core.language import Text
from core.record import digest

SLUG = "privacy"  # there is one notice


class Part(Content):
    """One heading of the notice, and what stands under it. An empty line begins a new paragraph."""

    id: Slug
    title: Text
    text: Text
    sources: tuple[str, ...] = ()


class Notice(Content):
    """One YAML file: `privacy.yaml`."""

    title: Text
    lead: Text
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]
    contact: Text
    sources: dict[str, Source] = {}

    def slips(self) -> Iterator[Slip]:
        yield from distinct([part.id for part in self.parts], "parts")
        for position, part in enumerate(self.parts):
            for place, name in enumerate(part.sources):
                if name not in self.sources:
                    known = ", ".join(self.sources) or "–"
                    yield slip(
                        "parts", position, "sources", place,
                        wrong=(f"ไม่มีแหล่งอ้างอิง “{name}”", f"there is no source “{name}”"),
                        write=(f"ใช้ชื่อใดชื่อหนึ่ง ({known}) หรือเพิ่มใน sources", f"use one of ({known}), or add it to sources"),
                    )  # fmt: skip

    def binding(self) -> str:
        """The digest of what binds: whoever has read it need not read again. Contact and sources may be mended."""
        words = [[part.title.model_dump(), part.text.model_dump()] for part in self.parts]
        return digest([self.title.model_dump(), self.lead.model_dump(), words])
