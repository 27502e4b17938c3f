"""What anybody may see: the totals of closed quarters, and of them only what gives no small group away.

Nothing is published of a quarter that is open: two looks a day apart would differ by one person. All that was ever
published of a year stands together, also what a restated quarter had said before (outcomes/hidden.py).
"""

from dataclasses import dataclass, replace
from datetime import datetime

from core.db import Database
from core.language import Text
from outcomes.account import account
from outcomes.figures import Period
from outcomes.hidden import together
from outcomes.report import Issued, Participation, PledgeLine, ProjectLine, Report, TopicLine
from outcomes.reported import Wanted, report
from outcomes.store import closings

# The plan's own figure first: what comes later is hidden where it would give away too little.
WORDS = (
    "enrolled", "post", "matched", "reached", "finished", "begun", "signed", "certificate/passed",
    "certificate/attended", "certificate/revoked", "enrolled/executive", "signed/executive",
)  # fmt: skip
MARKS = {"means": "matched", "criterion": "post"}  # marks, and the count over whose people they are summed
QUARTERS = (1, 2, 3, 4)
BELOW = Text(th="ดูตารางผลการทดสอบ", en="see the table of test results")

Key = tuple[int, int, str, str]  # quarter, edition, scope, word


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter of one project as it is published. `programmes` are the titles of those that serve it."""

    report: Report
    scope: str
    programmes: tuple[Text, ...]
    edition: int


def together_of(db: Database, fiscal_year: int) -> frozenset[Key]:
    """Which counts of a fiscal year's closed quarters may be published, and whose marks; in the order of closing.

    Counts stand beside the others of their table: a quarter of a project. Marks stand beside all that were ever
    published of the year, for people's marks stay the same from quarter to quarter.
    """
    found = [each for quarter in QUARTERS for each in closings.editions(db, fiscal_year, quarter)]
    editions = [
        (each, scope, words)
        for each in sorted(found, key=lambda each: each.at)
        for scope, words in sorted(each.groups.items())
    ]
    counts = frozenset(
        (each.quarter, each.edition, scope, word)
        for each, scope, words in editions
        for word in together((word, words[word]) for word in WORDS if word in words)
    )
    marks: set[Key] = set()
    for word, of in MARKS.items():
        for scope in {scope for _, scope, _ in editions}:
            marks |= together(
                ((each.quarter, each.edition, scope, word), words[of])
                for each, its, words in editions
                if its == scope and of in words
            )
    return counts | marks


def publication(db: Database, fiscal_year: int, now: datetime, shown: frozenset[Key]) -> list[Quarter]:
    """The closed quarters of a fiscal year, the latest first, each project apart; of them what is `shown`."""
    told = []
    for found in (account(db, Period(fiscal_year, quarter)) for quarter in reversed(QUARTERS)):
        for scope, programmes in found.scopes(db).items() if found.closed else ():
            assert found.closed is not None
            edition = found.closed.edition
            allowed = frozenset(w for q, e, s, w in shown if (q, e, s) == (found.period.quarter, edition, scope))
            whole = report(db, found, Wanted(programmes, "", now))
            titles = tuple(Text(**row["title"]) for row in programmes)
            told.append(Quarter(masked(whole, allowed), scope, titles, edition))
    return told


def masked(whole: Report, allowed: frozenset[str]) -> Report:
    """A report of which only the allowed counts are told; units are not told at all."""

    def may(*words: str) -> bool:
        return allowed.issuperset(words)

    people, issued = whole.participation, whole.certificates
    executives = {line.standing: line for line in whole.pledges}
    return replace(
        whole,
        units=(),
        restated=(),
        participation=Participation(
            people.enrolled if may("enrolled") else None,
            people.not_started if may("enrolled", "begun") else None,
            people.under_way if may("begun", "finished") else None,
            people.finished if may("finished") else None,
        ),
        knowledge=tuple(_masked(line, whole.whole, allowed) for line in whole.knowledge),
        pledges=tuple(
            PledgeLine(
                line.standing,
                line.people if may("enrolled", "enrolled/executive") else None,
                line.signed if may("signed", "signed/executive") else None,
            )
            for line in executives.values()
        ),
        certificates=Issued(
            issued.passed if may("certificate/passed") else None,
            issued.attended if may("certificate/attended") else None,
            issued.revoked if may("certificate/revoked") else None,
        ),
        projects=tuple(_without_people(project) for project in whole.projects),
    )


def _masked(line: TopicLine, whole: TopicLine | None, allowed: frozenset[str]) -> TopicLine:
    """A test's line. Of a topic the share at the criterion is not told: topic by topic it would single people out."""
    same = whole is not None and (line.tested, line.matched) == (whole.tested, whole.matched)
    matched, own = same and "matched" in allowed, allowed.issuperset({"post", "reached", "criterion"})
    if not matched:
        line = replace(line, matched=None)
    if not matched or "means" not in allowed:
        line = replace(line, pre_mean=None, pre_sd=None, post_mean=None, post_sd=None, gain=None)
    if not own or line.key != "whole":
        line = replace(line, at_criterion=None, share=None)
    return line if same and "post" in allowed else replace(line, tested=None)


def _without_people(project: ProjectLine) -> ProjectLine:
    """A project whose indicators name no number of people; those stand in the tables, where they may."""
    return replace(
        project,
        indicators=tuple(
            replace(each, figure=BELOW, counts=BELOW) if each.counted == "people" else each
            for each in project.indicators
        ),
    )
