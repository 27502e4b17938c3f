"""Which files of the evidence pack an office hands in for which ITA indicator: content, for the numbers change yearly."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from core.content import Content, Slip, Source, slip
from core.language import Text

FILES = (
    "report.docx", "report.pdf", "report.xlsx", "topics.csv", "participation.csv", "pledges.csv", "certificates.csv",
    "snapshot.json",
)  # fmt: skip


class ItaIndicator(Content):
    """One indicator under its number of that year, and the files of the pack that speak to it."""

    code: Annotated[str, Field(pattern=r"^[A-Z]+ ?\d+(\.\d+)*$", max_length=20)]
    text: Text
    files: Annotated[tuple[str, ...], Field(min_length=1)]


class Ita(Content):
    """One fiscal year's indicators (B.E.), and where their numbers were read."""

    fiscal_year: Annotated[int, Field(ge=2500, le=2699)]
    source: Source
    indicators: Annotated[tuple[ItaIndicator, ...], Field(min_length=1)]

    def slips(self) -> Iterator[Slip]:
        codes = [each.code for each in self.indicators]
        for position, each in enumerate(self.indicators):
            if each.code in codes[:position]:
                yield slip(
                    "indicators", position, "code",
                    wrong=(f"ตัวชี้วัด {each.code} ซ้ำ", f"the indicator {each.code} stands twice"),
                    write=("รวมไว้ที่เดียว", "keep one of them"),
                )  # fmt: skip
            for place, name in enumerate(each.files):
                if name not in FILES:
                    known = ", ".join(FILES)
                    yield slip(
                        "indicators", position, "files", place,
                        wrong=(f"ชุดหลักฐานไม่มีแฟ้ม “{name}”", f"the evidence pack has no file “{name}”"),
                        write=(f"ใช้ชื่อใดชื่อหนึ่งใน {known}", f"use one of {known}"),
                    )  # fmt: skip
