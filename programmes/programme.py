"""A programme: what an office runs, for whom, from when to when, and the path that a learner walks in it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated

from pydantic import Field

from core.calendar import Span, fiscal_span
from core.content import Content, Slip, slip
from core.language import Text
from core.path import Brief

Stop = Annotated[dict[str, str], Field(min_length=1, max_length=1)]  # one word and what stands behind it


class Programme(Content):
    """One YAML file. The path, the certificate's rule and the plan's figures are read from it, and nowhere else."""

    title: Text
    code: Annotated[str, Field(pattern=r"^[A-Z0-9]+(-[A-Z0-9]+)*$", max_length=20)]
    fiscal_year: Annotated[int, Field(ge=2500, le=2699)]
    first: date | None = None
    last: date | None = None
    units: tuple[str, ...] = ()  # Thai names; with those below them. Empty: everybody
    criterion: Annotated[int, Field(ge=0, le=100)]
    path: Annotated[tuple[Stop, ...], Field(min_length=1)]
    plan: str = ""

    @property
    def stops(self) -> tuple[tuple[str, str], ...]:
        """The path as (word, what stands behind it)."""
        return tuple(next(iter(stop.items())) for stop in self.path)

    @property
    def span(self) -> Span:
        """The days on which it runs."""
        year = fiscal_span(self.fiscal_year)
        return Span(self.first or year.first, self.last or year.last)

    def behind(self, word: str) -> tuple[str, ...]:
        """What stands behind each stop of one word, in the path's order."""
        return tuple(name for each, name in self.stops if each == word)

    def slips(self) -> Iterator[Slip]:
        words = [f"{word}: {name}" for word, name in self.stops]
        for position, stop in enumerate(words):
            if stop in words[:position]:
                yield slip(
                    "path",
                    position,
                    wrong=(f"“{stop}” มีสองครั้ง", f"“{stop}” stands twice"),
                    write=("เหลือไว้ครั้งเดียว", "keep one of them"),
                )
        order = [stop for stop in words if stop in ("test: pre", "test: post") or stop.startswith("lesson:")]
        if "test: pre" in order[1:]:
            yield slip(
                "path",
                words.index("test: pre"),
                wrong=("แบบทดสอบก่อนเรียนอยู่หลังบทเรียน", "the pre-test comes after a lesson"),
                write=("ย้ายขึ้นก่อนบทเรียนแรก", "put it before the first lesson"),
            )
        if "test: post" in order[:-1]:
            yield slip(
                "path",
                words.index("test: post"),
                wrong=("แบบทดสอบหลังเรียนอยู่ก่อนบทเรียน", "the post-test comes before a lesson"),
                write=("ย้ายลงหลังบทเรียนสุดท้าย", "put it after the last lesson"),
            )
        for word in ("pledge", "certificate"):
            if len(self.behind(word)) > 1:
                yield slip(
                    "path",
                    wrong=(f"มี {word} มากกว่าหนึ่ง", f"there is more than one {word}"),
                    write=("เหลือไว้หนึ่ง", "keep one"),
                )
        if self.first and self.last and self.first > self.last:
            yield slip(
                "last",
                wrong=("วันสิ้นสุดอยู่ก่อนวันเริ่ม", "the last day is before the first"),
                write=("แก้วันที่ให้เรียงกัน", "put the days in order"),
            )

    def brief(self, slug: str, version: str) -> Brief:
        """The programme as the other rooms need it."""
        return Brief(
            slug=slug, version=version, code=self.code, title=self.title, first=self.span.first, last=self.span.last,
            fiscal_year=self.fiscal_year, topics=self.behind("lesson"), criterion=self.criterion,
            pledge=next(iter(self.behind("pledge")), ""), certificate=next(iter(self.behind("certificate")), ""),
        )  # fmt: skip


def meets(slug: str, programme: Programme, names: Mapping[str, tuple[str, ...]]) -> Iterator[Slip]:
    """What a programme's path names and nobody offers; `names` are the words with what may stand behind them."""
    for position, (word, name) in enumerate(programme.stops):
        if word not in names:
            known = ", ".join(sorted(names))
            yield slip(
                "path",
                position,
                wrong=(f"ไม่รู้จักขั้น “{word}”", f"no room offers the step “{word}”"),
                write=(f"ใช้คำใดคำหนึ่ง: {known}", f"use one of: {known}"),
            )
        elif name not in names[word]:
            known = ", ".join(names[word]) or "–"
            yield slip(
                "path",
                position,
                wrong=(f"ไม่มี {word} ชื่อ “{name}”", f"there is no {word} “{name}”"),
                write=(f"ใช้ชื่อใดชื่อหนึ่ง: {known}", f"use one of: {known}"),
            )
