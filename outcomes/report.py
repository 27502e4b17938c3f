"""The report of a quarter as plain values: what every document, page and answer is made of.

Words are chosen already, in both languages; amounts are typed, and where there is none they say why (outcomes/amount.py).
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.calendar import long_date
from core.language import Language, Text
from outcomes.amount import Amount, Count

Counted = Literal["topics", "people", "by hand"]
STANDINGS = {"executive": Text(th="ผู้บริหาร", en="Executives"), "member": Text(th="บุคลากร", en="Members")}


@dataclass(frozen=True, slots=True)
class Restatement:
    """A closed figure that was stated anew: what it was, what it is, and the reason that somebody gave."""

    on: date
    what: Text
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator of the plan: what the plan states, what it came to, and whom that counts."""

    id: str
    kind: Literal["output", "outcome"]
    text: Text
    stated: Text
    figure: Text
    counts: Text
    not_counted: Text
    evidence: Text | None = None
    counted: Counted = "by hand"


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """One project as the plan states it. `target_persons` are people in the target group, not passes."""

    code: str
    dimension: Text
    title: Text
    responsible: Text
    target_persons: int
    who: Text
    period: Text
    budget: Text
    indicators: tuple[IndicatorLine, ...]


@dataclass(frozen=True, slots=True)
class Participation:
    """People for whom the programme is, on the roster on the last day, by how far they are. Hidden where a group is too small to be told."""

    enrolled: Count
    not_started: Count
    under_way: Count
    finished: Count


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit's people, with those of the units below it; `depth` 1 stands right below the one that is reported."""

    name: Text
    depth: int
    people: Participation


@dataclass(frozen=True, slots=True)
class TopicLine:
    """What a test came to, whole (key "whole") or one topic of it. Means and deviations are per cent of full marks.

    `matched`: people with both tests, whose the means, deviations and gain are. `at_criterion` and `share` (0 to 1)
    are of the `tested`. `gain` is None too where the mean before was full marks, with nothing left to gain.
    """

    key: str
    title: Text
    tested: Count
    matched: Count
    pre_mean: Amount
    pre_sd: Amount
    post_mean: Amount
    post_sd: Amount
    gain: Amount
    at_criterion: Count
    share: Amount


@dataclass(frozen=True, slots=True)
class PledgeLine:
    """How many of one standing signed."""

    standing: Literal["executive", "member"]
    people: Count
    signed: Count


@dataclass(frozen=True, slots=True)
class Issued:
    """Certificates that are valid at the end, by what they say, and those revoked."""

    passed: Count
    attended: Count
    revoked: Count


@dataclass(frozen=True, slots=True)
class Published:
    """A topic put before the staff in the year; `on` is the day of the first time, which may lie before it."""

    title: Text
    on: date
    link: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A result from before this record, as it was brought in."""

    fiscal_year: int
    label: str
    people: int | None
    pre_mean: Amount
    post_mean: Amount
    note: str


@dataclass(frozen=True, slots=True)
class Report:
    """A fiscal year's figures (B.E.) from its first day to the end of `quarter`, or to `made` while that lasts."""

    organisation: Text
    unit: Text | None  # None: the whole organisation
    fiscal_year: int
    quarter: int  # 1 to 4
    first: date
    closing: date  # the last day that counts
    made: date
    closed: date | None  # the day on which the period was closed first
    head: str  # SHA-256 (hex) of the last fact that counts
    plan: Text | None  # None: no plan covers the year
    plan_owner: Text | None
    project: Text | None  # that of the plan which the programmes serve; its code and title
    programmes: tuple[Text, ...]  # whose figures these are; () in a year without one
    projects: tuple[ProjectLine, ...]
    participation: Participation
    units: tuple[UnitLine, ...]
    criteria: tuple[int, ...]  # per cent, from the lowest; the organisation's own, of each programme for itself
    knowledge: tuple[TopicLine, ...]  # the whole test first; () when nothing was tested
    pledges: tuple[PledgeLine, ...]
    certificates: Issued
    topics: tuple[Published, ...]
    notes: tuple[Text, ...]
    restated: tuple[Restatement, ...] = ()
    anew: date | None = None  # the day on which a closed period was last stated anew
    history: tuple[HistoryLine, ...] = ()

    @property
    def criterion(self) -> Text:
        """The criterion in words: "70", or "60 / 80" where the programmes' differ."""
        said = " / ".join(map(str, self.criteria))
        return Text(th=said, en=said)

    @property
    def whole(self) -> TopicLine | None:
        """The whole test's line."""
        return self.knowledge[0] if self.knowledge else None

    @property
    def period(self) -> Text:
        """The period in words: "ไตรมาสที่ 1 ปีงบประมาณ พ.ศ. 2570"."""
        year, end = self.fiscal_year, self.quarter == 4
        return Text(
            th=f"ไตรมาสที่ {self.quarter}{' (ทั้งปี)' if end else ''} ปีงบประมาณ พ.ศ. {year}",
            en=f"quarter {self.quarter}{' (the whole year)' if end else ''} of fiscal year B.E. {year}",
        )

    def days(self, language: Language) -> str:
        """From the first day to the last that counts, in full."""
        first, last = long_date(self.first, language), long_date(self.closing, language)
        return f"วันที่ {first} ถึงวันที่ {last}" if language == "th" else f"{first} to {last}"
