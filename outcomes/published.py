"""What anybody may see: the totals of closed quarters, and of them only what gives no small group away.

Nothing is published of a quarter that is open: two looks a day apart would differ by one person. What may be shown was
decided when the quarter was closed (outcomes/judged.py), and stands in its signed snapshot. The public page, the open
data and the evidence pack are all made of the same masked report.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from core.db import Database, Row
from core.language import Text
from outcomes.account import Account, account
from outcomes.amount import Amount, Count, Hidden, counted
from outcomes.figures import Period, scope_of
from outcomes.judged import WORDS
from outcomes.measure import SMALLEST
from outcomes.report import Issued, Participation, PledgeLine, ProjectLine, Report, TopicLine
from outcomes.reported import Wanted, report, restatements

QUARTERS = (1, 2, 3, 4)
BELOW = Text(th="ดูตารางผลการทดสอบ", en="see the table of test results")
ALL = dict.fromkeys((*WORDS, "means"), Hidden.GUARDED)

Told = TypeVar("Told", Count, Amount)
Why = Mapping[str, Hidden]  # what is hidden, and why


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter of one project as it is published. `programmes` are the titles of those that serve it."""

    report: Report
    scope: str
    programmes: tuple[Text, ...]
    edition: int


def publication(db: Database, fiscal_year: int, now: datetime) -> list[Quarter]:
    """The closed quarters of a fiscal year, the latest first, each project apart."""
    told = []
    for found in (account(db, Period(fiscal_year, quarter)) for quarter in reversed(QUARTERS)):
        for scope, programmes in found.scopes(db).items() if found.closed else ():
            assert found.closed is not None
            titles = tuple(Text(**row["title"]) for row in programmes)
            told.append(Quarter(outside(db, found, programmes, now), scope, titles, found.closed.edition))
    return told


def outside(db: Database, found: Account, programmes: list[Row], now: datetime) -> Report:
    """The report of a closed period for those outside: of the whole organisation, without what is hidden."""
    assert found.closed is not None
    whole = report(db, found, Wanted(programmes, "", now))
    if not programmes:
        return replace(whole, restated=tuple(restatements(db, found, [], "", outside=True)))
    # Of what was closed before this was judged nothing is published.
    hidden = found.closed.hidden.get(scope_of(programmes), ALL)
    anew = restatements(db, found, programmes, "", outside=True)
    return replace(masked(whole, hidden), restated=tuple(anew))


def masked(whole: Report, hidden: Why) -> Report:
    """A report of which what is hidden is not told, nor any unit, nor what was stated anew."""

    def may(count: Count, *words: str) -> Count:
        return next((hidden[word] for word in words if word in hidden), count)

    def reckoned(count: Count, *words: str) -> Count:
        """A number that is reckoned from others: their reason is not its own."""
        if hidden.keys().isdisjoint(words):
            return count
        return Hidden.FEW if 0 < counted(count) < SMALLEST else Hidden.GUARDED

    people, issued = whole.participation, whole.certificates
    return replace(
        whole,
        units=(),
        restated=(),
        participation=Participation(
            may(people.enrolled, "enrolled"),
            reckoned(people.not_started, "enrolled", "begun"),
            reckoned(people.under_way, "begun", "finished"),
            may(people.finished, "finished"),
        ),
        knowledge=tuple(_masked(line, whole.whole, hidden) for line in whole.knowledge),
        pledges=tuple(
            PledgeLine(line.standing, may(line.people, "enrolled/executive"), may(line.signed, "signed/executive"))
            if line.standing == "executive"
            else PledgeLine(
                line.standing,
                reckoned(line.people, "enrolled", "enrolled/executive"),
                reckoned(line.signed, "signed", "signed/executive"),
            )
            for line in whole.pledges
        ),
        certificates=Issued(
            may(issued.passed, "certificate/passed"),
            may(issued.attended, "certificate/attended"),
            may(issued.revoked, "certificate/revoked"),
        ),
        projects=tuple(_without_people(project) for project in whole.projects),
    )


def _masked(line: TopicLine, whole: TopicLine | None, hidden: Why) -> TopicLine:
    """A test's line. Of a topic the share at the criterion is not told: topic by topic it would single people out."""
    same = whole is not None and (line.tested, line.matched) == (whole.tested, whole.matched)

    def may(amount: Told, *words: str, told: bool = same) -> Told | Hidden:
        return next((hidden[word] for word in words if word in hidden), amount if told else Hidden.GUARDED)

    means, own, first = ("matched", "means"), ("post", "reached"), line.key == "whole"
    return replace(
        line,
        pre_mean=may(line.pre_mean, *means), pre_sd=may(line.pre_sd, *means),
        post_mean=may(line.post_mean, *means), post_sd=may(line.post_sd, *means), gain=may(line.gain, *means),
        tested=may(line.tested, "post"), matched=may(line.matched, "matched"),
        at_criterion=may(line.at_criterion, *own, told=first), share=may(line.share, *own, told=first),
    )  # fmt: skip


def _without_people(project: ProjectLine) -> ProjectLine:
    """A project whose indicators name no number of people; those stand in the tables, where they may."""
    return replace(
        project,
        indicators=tuple(
            replace(each, figure=BELOW, counts=BELOW) if each.counted == "people" else each
            for each in project.indicators
        ),
    )
