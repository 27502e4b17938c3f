"""The plan as data: its projects with target group, outputs, outcomes and instruments, as the plan states them."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from core.content import Content, Slip, Source, distinct, slip
from core.language import Text
from outcomes.ita import Ita


class Indicator(Content):
    """One output or outcome. `figure` names what this product measures of it; most are entered by people."""

    id: Annotated[str, Field(pattern=r"^[A-Z]-[A-Z]\d+$")]
    text: Text
    at_least: Annotated[int, Field(ge=1)] | None = None
    measure: Text | None = None
    figure: Literal["topics_published", "knowledge"] | None = None
    instrument: Text | None = None
    # Where the office's own channel is, such as the one for complaints; this product takes none.
    channel: Annotated[str, Field(pattern=r"^(https?://[^\s\"'<>]+)?$", max_length=300)] = ""
    neutral: bool = False  # neither more nor less of it is good

    @property
    def percent(self) -> bool:
        """Whether its amount is a share in per cent."""
        said = self.measure or Text(th="–", en="–")
        return any(word in said.th for word in ("ร้อยละ", "เปอร์เซ็นต์", "%")) or "percent" in said.en.replace(" ", "")


class Target(Content):
    """The target group; the number is persons in it, not passes."""

    persons: Annotated[int, Field(ge=1)]
    who: Text


class Project(Content):
    """One project of the plan."""

    code: str
    dimension: Text
    title: Text
    unit: Text
    target: Target
    period: Text
    budget: Text
    outputs: tuple[Indicator, ...]
    outcomes: tuple[Indicator, ...]
    notes: Text | None = None

    def by_hand(self, served: bool) -> list[Indicator]:
        """The indicators that people enter: those of which nothing is counted, or of which no programme counts it."""
        return [each for each in (*self.outputs, *self.outcomes) if not (served and each.figure)]


class Plan(Content):
    """One YAML file: an organisation's plan over some fiscal years (B.E., first and last)."""

    title: Text
    owner: Text
    fiscal_years: tuple[int, int]
    source: Source
    projects: Annotated[tuple[Project, ...], Field(min_length=1)]
    ita: Ita | None = None

    @property
    def years(self) -> range:
        """Every fiscal year that the plan covers."""
        return range(self.fiscal_years[0], self.fiscal_years[1] + 1)

    def project(self, code: str) -> Project | None:
        """A project by its code in the plan."""
        return next((project for project in self.projects if project.code == code), None)

    def slips(self) -> Iterator[Slip]:
        yield from distinct([project.code for project in self.projects], "projects")
        ids = [indicator.id for project in self.projects for indicator in (*project.outputs, *project.outcomes)]
        for name in sorted({name for name in ids if ids.count(name) > 1}):
            yield slip(
                "projects",
                wrong=(f"ตัวชี้วัด {name} ซ้ำ", f"the indicator {name} stands twice"),
                write=("ตั้งรหัสใหม่", "give it an id of its own"),
            )
        if self.fiscal_years[0] > self.fiscal_years[1]:
            yield slip(
                "fiscal_years",
                wrong=("ปีแรกอยู่หลังปีสุดท้าย", "the first year is after the last"),
                write=("สลับปี", "swap them"),
            )
