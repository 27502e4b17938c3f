"""Content that people edit, as frozen models; and what is said of a slip in it: where, what is wrong, what to write."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from core.calendar import ERA, short_date
from core.language import Language, Text, say

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"

Slug = Annotated[str, Field(pattern=SLUG, max_length=60)]
Steps = tuple[str | int, ...]  # the way to a value in a file: keys and positions
YEAR_OF_BUDDHIST_ERA = 2400  # from here on a year is taken for one of it
SHAPE_ONLY = "shape only"  # the context in which a model lets its slips pass


@dataclass(frozen=True, slots=True)
class Problem:
    """A trainer's slip: where, what is wrong, what to write."""

    file: str
    line: int
    wrong: Text
    write: Text

    def __str__(self) -> str:
        return self.told("en")

    def told(self, language: Language) -> str:
        """`quizzes/content/gifts.yaml:6 — the answer “c” is not one of the options (a, b) — use one of them.`"""
        return f"{self.file}:{self.line} — {self.wrong[language]} — {self.write[language]}"


@dataclass(frozen=True, slots=True)
class Slip:
    """Something that a shape cannot say: `at` is the way to it from the model that found it."""

    at: Steps
    wrong: Text
    write: Text


def slip(*at: str | int, wrong: tuple[str, str], write: tuple[str, str]) -> Slip:
    """A Slip from (Thai, English) pairs."""
    return Slip(at, Text(th=wrong[0], en=wrong[1]), Text(th=write[0], en=write[1]))


class Content(BaseModel):
    """Base of everything that is read from a content file. Frozen; unknown words are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    def slips(self) -> Iterator[Slip]:
        """What is wrong though the shape is right. Overridden where there is something to check."""
        yield from ()

    @model_validator(mode="after")
    def _check(self, info: ValidationInfo) -> Self:
        if info.context != SHAPE_ONLY and (slips := list(self.slips())):
            raise PydanticCustomError("slips", "{count} slips", {"count": len(slips), "slips": slips})
        return self


class Source(Content):
    """Where a statement of law, limit or policy was read, and when it was last checked."""

    title: Text
    address: str = ""
    checked: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    standing: Annotated[str, Field(pattern="^(verified|partly verified|advice)$")] = "verified"

    def slips(self) -> Iterator[Slip]:
        try:
            day = date.fromisoformat(self.checked)
        except ValueError:
            yield slip(
                "checked",
                wrong=(f"ไม่มีวันที่ “{self.checked}”", f"there is no day “{self.checked}”"),
                write=("เขียนวันที่แบบ ค.ศ. เช่น 2026-11-21", "write the day as 2026-11-21"),
            )
            return
        yield from buddhist(day, "checked")

    @model_validator(mode="before")
    @classmethod
    def _days_are_text(cls, data: Any) -> Any:
        return {**data, "checked": str(data["checked"])} if isinstance(data, dict) and "checked" in data else data

    def told(self, language: Language) -> str:
        """Its title, with its standing and the day of the last check: what stands under whatever rests on it.

        Advice has nothing to be verified by: it says that it is no law, and when it was last gone over.
        """
        if self.standing == "advice":
            reviewed = say(language, "ไม่ใช่ข้อกฎหมาย · ทบทวนล่าสุด", "not a rule of law · last reviewed")
            return f"{self.title[language]} · {reviewed} {self.checked_day(language)}"
        partly = say(language, "ยืนยันได้บางส่วน · ", "partly verified · ") if self.standing != "verified" else ""
        checked = say(language, "ตรวจสอบล่าสุด", "last checked")
        return f"{self.title[language]} · {partly}{checked} {self.checked_day(language)}"

    def checked_day(self, language: Language) -> str:
        """The day of the last check, in short."""
        return short_date(date.fromisoformat(self.checked), language)


def buddhist(day: date | None, *at: str | int) -> Iterator[Slip]:
    """A Slip where a file's day is of the Buddhist Era: it would be five centuries ahead, and look well."""
    if day and day.year >= YEAR_OF_BUDDHIST_ERA:
        right = day.replace(year=day.year - ERA, day=min(day.day, 28)) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - ERA)  # fmt: skip
        yield slip(
            *at,
            wrong=(f"วันที่ “{day.isoformat()}” เป็นปี พ.ศ.", f"the year of “{day.isoformat()}” is of the Buddhist Era"),
            write=(f"เขียนปี ค.ศ. เช่น {right.isoformat()}", f"write the year of the Common Era, such as {right.isoformat()}"),
        )  # fmt: skip


def distinct(ids: Sequence[str], *at: str) -> Iterator[Slip]:
    """A Slip for each id that stands twice; `at` leads to the list of things with ids."""
    for position, name in enumerate(ids):
        if name in ids[:position]:
            yield slip(
                *at, position, "id",
                wrong=(f"รหัส “{name}” ซ้ำกับข้อก่อนหน้า", f"the id “{name}” is used twice"),
                write=("ตั้งรหัสใหม่ที่ไม่ซ้ำ", "give this one an id of its own"),
            )  # fmt: skip


def sourced(name: str, sources: Mapping[str, Source], *at: str | int) -> Iterator[Slip]:
    """A Slip when a source is named that is not among the file's; `at` leads to where it is named."""
    if name not in sources:
        known = ", ".join(sources) or "–"
        yield slip(
            *at,
            wrong=(f"ไม่มีแหล่งอ้างอิง “{name}”", f"there is no source “{name}”"),
            write=(f"ใช้ชื่อใดชื่อหนึ่ง ({known}) หรือเพิ่มใน sources", f"use one of ({known}), or add it to sources"),
        )
