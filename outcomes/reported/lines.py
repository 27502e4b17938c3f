"""The lines of a report that are made of one unit's figures."""

import json
from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction

from core.calendar import local_day
from core.db import Database, Row
from core.language import Text
from core.settings import ADDRESS, setting
from outcomes.account import Account
from outcomes.amount import Amount, Count, unshown
from outcomes.figures import criteria_of
from outcomes.indicators import Stated, project_line
from outcomes.measure import Knowledge
from outcomes.report import Issued, Participation, PledgeLine, ProjectLine, Published, TopicLine
from outcomes.stated import Figures
from outcomes.store import entered

WHOLE = Text(th="ทั้งฉบับ", en="The whole test")


def participation(found: Figures) -> Participation:
    """People by how far they are."""
    return Participation(found["enrolled"], found.not_started, found.under_way, found["finished"])


def pledge_lines(found: Figures) -> tuple[PledgeLine, ...]:
    """Who signed, executives and members apart."""
    return tuple(
        PledgeLine(standing, _standing(found, "enrolled", standing), _standing(found, "signed", standing))
        for standing in ("executive", "member")
    )


def _standing(found: Figures, word: str, standing: str) -> int:
    executives = found[f"{word}/executive"]
    return executives if standing == "executive" else found[word] - executives


def issued(found: Figures) -> Issued:
    """Certificates. What they say of the test is hidden where that of few people would be told."""

    def marks(word: str) -> Count:
        return found[word] if found.certified or not found["finished"] else unshown(found["finished"])

    return Issued(marks("certificate/passed"), marks("certificate/attended"), found["certificate/revoked"])


def topic_lines(found: Figures, programmes: list[Row], titles: Mapping[str, str]) -> tuple[TopicLine, ...]:
    """The whole test first, then its topics in the programme's order; what may not be shown says why."""

    lines = []
    order = ["", *dict.fromkeys(topic for programme in programmes for topic in programme["topics"])]
    for topic in order:
        known = found.knowledge.get(topic)
        if known is None:
            continue
        title = (
            WHOLE if not topic else Text(**json.loads(titles[topic])) if topic in titles else Text(th=topic, en=topic)
        )
        lines.append(topic_line(known, title, found))
    return tuple(lines)


def topic_line(known: Knowledge, title: Text, found: Figures) -> TopicLine:
    """What a test, or a topic of it, came to."""

    def marks(amount: Amount) -> Amount:
        return amount if found.marks else unshown(known.matched)

    tested, reached = (found["post"], found["reached"]) if not known.topic else (known.tested, known.reached)
    return TopicLine(
        key=known.topic or "whole", title=title, tested=tested, matched=known.matched,
        pre_mean=marks(known.pre.mean), pre_sd=marks(known.pre.deviation),
        post_mean=marks(known.post.mean), post_sd=marks(known.post.deviation), gain=marks(known.gain),
        at_criterion=reached if found.share else unshown(tested),
        share=Fraction(reached, tested) if found.share and tested else unshown(tested),
    )  # fmt: skip


def projects(db: Database, found: Account, unit: str) -> list[ProjectLine]:
    """Every project of the plans of this year, with what was counted or entered of it."""
    period, lines = found.period, []
    scopes = {programmes[0]["plan"]: programmes for programmes in found.scopes(db).values()}
    said = (
        found.closed.account["entered"] if found.closed else entered.standing(db, period.fiscal_year, period.span.last)
    )
    topics, people = len(found.topics(db)), found.roster(db, unit)
    for slug, plan in found.plans(db).items():
        for project in plan.projects:
            served = scopes.get(project.code)
            figures = found.figures(db, served, unit) if served else None
            stated = Stated(figures, people, topics, said.get(slug, {}), criteria_of(served) if served else ())
            lines.append(project_line(project, stated))
    return lines


def published(db: Database, found: Account) -> list[Published]:
    """The topics published, each with the way to it."""

    address = setting(db, ADDRESS)
    return [
        Published(
            Text(**json.loads(row["title"])),
            local_day(datetime.fromisoformat(row["at"])),
            f"{address}/lesson?lesson={row['slug']}" if address else "",
        )
        for row in found.topics(db)
    ]
