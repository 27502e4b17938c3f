"""A small world for the figures: the record and the outcomes' follower alone, and the second, plain way of counting."""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from conftest import Clock
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core import follow, library, record, settings
from core.calendar import BANGKOK, fiscal_span, local_day
from core.db import Store
from core.facts import (
    CredentialIssued,
    CredentialRevoked,
    PersonJoined,
    ProgrammePublished,
    QuizFinished,
    Said,
    UnitPlaced,
)
from core.ground import Ground
from core.record import Fact, after
from core.signing import Signer
from outcomes.figures import Figures, Period, figures
from outcomes.store import asked
from outcomes.store.followed import follower
from outcomes.store.tables import migrations
from people.store.directory import Roster

SIGNER = Signer(Ed25519PrivateKey.from_private_bytes(bytes(32)))
BEGINS = fiscal_span(2569).begins
UNITS = {"top": "", "one": "top", "two": "top", "deep": "one"}  # unit → the unit above
JOINED = PersonJoined("member", "")


class World:
    """Facts are told at the moments at which its clock stands."""

    def __init__(self, folder: Path):
        self.clock = Clock(BEGINS - timedelta(days=30))
        database = Store(folder / "world.db", readers=1, synchronous="OFF")
        database.migrate([record.migrations, follow.migrations, library.migrations, settings.migrations, migrations])
        self.ground = Ground(folder, database, SIGNER, Roster(), self.clock, followers=(follower(),))
        self.issued: dict[tuple[str, str], str] = {}
        for unit, above in UNITS.items():
            self.tell(UnitPlaced(above, {"th": unit, "en": unit}), unit=unit, subject=unit)

    def tell(self, said: Said, person: str = "", unit: str = "", subject: str = "") -> None:
        """Tell one fact, now."""
        with self.ground.write() as writing:
            writing.tell(said, person=person, unit=unit, subject=subject)

    def publish(self, slug: str, year: int, criterion: int = 70, plan: str = "1.1", **whom: Any) -> None:
        """Publish a programme with one lesson."""
        title, span = {"th": slug, "en": slug}, whom.pop("span", fiscal_span(year))
        self.tell(
            ProgrammePublished(
                "v", title, slug.upper(), span.first.isoformat(), span.last.isoformat(), year, ["gifts"], criterion,
                "integrity", "strong", whom.pop("units", []), plan, **whom,
            ),
            subject=slug,
        )  # fmt: skip

    def scores(self, person: str, moment: str, score: str, slug: str = "p-2569", sat: str = "") -> None:
        """Somebody hands a test in, or it is typed in for them."""
        marks = QuizFinished(slug, moment, "A", {}, {}, {"gifts": score}, score, "", paper=bool(sat), sat=sat)
        self.tell(marks, person)

    def finishes(self, person: str, slug: str = "p-2569", late: int = 0, passed: bool = True) -> None:
        """Somebody's certificate is issued, unless it was, by a follower that is so many days late."""
        if (person, slug) in self.issued:
            return
        self.issued[person, slug] = f"c{len(self.facts())}"
        day = (local_day(self.clock()) - timedelta(days=late)).isoformat()
        issued = CredentialIssued("strong", "v", slug, slug[2:], passed, day, "", "")
        self.tell(issued, person, subject=self.issued[person, slug])

    def revokes(self, person: str, slug: str) -> None:
        """Somebody's certificate is revoked, if they have one."""
        if found := self.issued.pop((person, slug), None):
            self.tell(CredentialRevoked("request"), person, subject=found)

    def figures(self, year: int, quarter: int, slugs: Sequence[str], unit: str = "top") -> Figures:
        """The figures of this room."""
        with self.ground.read() as db:
            chosen = [row for row in asked.programmes(db, year) if row["slug"] in slugs]
            return figures(db, Period(year, quarter), chosen, unit)

    def facts(self) -> list[Fact]:
        """The whole record."""
        with self.ground.read() as db:
            return after(db, 0, 1_000_000)


@contextmanager
def world() -> Iterator[World]:
    """A world of its own, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        made = World(Path(folder))
        yield made
        made.ground.store.close()


def moment_of(fact: Fact) -> datetime:
    """When what a fact says was so, which may be before it was told; never after."""
    midnight = {"on": 0, "sat": 1, "issued": 1}
    for name, days in midnight.items():
        if said := fact.body.get(name):
            day = datetime.combine(date.fromisoformat(said), time(), BANGKOK) + timedelta(days=days)
            return min(day - timedelta(microseconds=days), fact.at)
    return fact.at


@dataclass
class Member:
    """Somebody as the bare facts leave them at a closing."""

    unit: str = ""
    standing: str = "member"
    post: str = ""
    also: list[str] = field(default_factory=list)
    came: str = ""


def members_at(facts: Sequence[Fact], closing: datetime) -> dict[str, Member]:
    """Who is on the roster: the facts that hold by then, in the order in which they were told."""
    here: dict[str, Member] = {}
    for fact in facts:
        if moment_of(fact) >= closing:
            continue
        known = here.get(fact.person)
        match fact.kind:
            case "PersonJoined":
                came = fact.body.get("came") or fact.body.get("on") or local_day(fact.at).isoformat()
                here[fact.person] = Member(fact.unit, fact.body["standing"], fact.body["post"], came=came)
            case "PersonChanged" if known:
                known.standing, known.post = fact.body["standing"], fact.body["post"]
            case "UnitChanged" if known:
                known.unit = fact.unit
            case "PersonAlsoIn" if known:
                known.also = fact.body["units"]
            case "PersonLeft" | "PersonErased":
                here.pop(fact.person, None)
    return here


def plainly(facts: Sequence[Fact], year: int, quarter: int, slugs: Sequence[str], unit: str) -> dict[str, Any]:
    """The figures counted a second way: from the bare facts, person by person, by the words of the design."""
    month, day = {1: (1, 1), 2: (4, 1), 3: (7, 1), 4: (10, 1)}[quarter]
    closing = datetime(year - 543, month, day, tzinfo=BANGKOK)
    above, names = {}, {}
    for fact in facts:
        if fact.kind == "UnitPlaced" and (fact.at < closing or fact.subject not in above):  # before it was put: there
            above[fact.subject], names[fact.subject] = fact.body["above"], fact.body["name"]["th"]

    def line(of: str) -> list[str]:
        return [of, *line(above[of])] if above.get(of) else [of]

    programmes = {f.subject: f.body for f in facts if f.kind == "ProgrammePublished" and f.at < closing}
    asked_of = {slug: programmes[slug] for slug in sorted(slugs) if slug in programmes}
    total: dict[str, int] = {}
    pairs: dict[str, list[tuple[Fraction, Fraction]]] = {}
    after: dict[str, list[bool]] = {}  # by topic, of each person tested after: whether they are at a criterion
    for person, member in members_at(facts, closing).items():
        if unit not in line(member.unit):
            continue
        mine = {
            slug: did(facts, person, slug, body, closing)
            for slug, body in asked_of.items()
            if for_whom(body, member, [names.get(each, "") for of in (member.unit, *member.also) for each in line(of)])
        }
        for word in words(mine.values(), member):
            total[word] = total.get(word, 0) + 1
        tested = [slug for slug, each in mine.items() if "post" in each]
        for topic in ["", *(mine[tested[0]]["post"]["topics"] if len(slugs) == 1 else [])] if tested else []:
            # Each programme has its own criterion: who took two of them is at one if they are at either's.
            marks = {
                slug: mine[slug]["post"]["topics"][topic] if topic else mine[slug]["post"]["score"] for slug in tested
            }
            at = any(Fraction(mark) * 100 >= asked_of[slug]["criterion"] for slug, mark in marks.items())
            after.setdefault(topic, []).append(at)
        best = max(mine.values(), key=lambda each: ("pre" in each and "post" in each, "post" in each), default={})
        if "pre" in best and "post" in best:
            for topic in ["", *best["post"]["topics"]] if len(slugs) == 1 else [""]:
                before, behind = (
                    Fraction(best[of]["topics"][topic] if topic else best[of]["score"]) * 100 for of in ("pre", "post")
                )
                pairs.setdefault(topic, []).append((before, behind))
    return {"counts": total, "pairs": pairs, "after": after}


def for_whom(body: Mapping[str, Any], member: Member, names: Sequence[str]) -> bool:
    """Whether a programme is for a member."""
    return (
        (not body["units"] or bool({*body["units"]} & {*names}))
        and (not body["posts"] or member.post in body["posts"])
        and body["standing"] in ("", member.standing)
        and (not body["newcomers"] or body["first"] <= member.came <= body["last"])
    )


def did(facts: Sequence[Fact], person: str, slug: str, body: Mapping[str, Any], closing: datetime) -> dict[str, Any]:
    """What somebody had done in a programme by a closing."""
    found: dict[str, Any] = {"certificates": {}}
    seen: set[str] = set()
    for fact in facts:
        if fact.kind == "CredentialRevoked" and fact.at < closing:
            found["revoked"] = bool(found["certificates"].pop(fact.subject, None)) or found.get("revoked", False)
        if fact.person != person or fact.body.get("programme") != slug:
            continue
        if fact.kind == "QuizFinished":
            moment = fact.body["moment"]
            if moment not in seen and moment_of(fact) < closing:
                found[moment], found["begun"] = fact.body, True
            seen.add(moment)
        elif fact.kind == "PledgeSigned" and fact.at < closing:
            found["signed"] = found["begun"] = True
        elif fact.kind == "LessonFinished" or (fact.kind == "QuizStarted" and not fact.body["paper"]):
            found["begun"] = found.get("begun", False) or fact.at < closing
        elif (
            fact.kind == "CredentialIssued"
            and fact.body["credential"] == body["certificate"]
            and moment_of(fact) < closing
        ):
            found["finished"] = found["begun"] = True
            found["certificates"][fact.subject] = "passed" if fact.body["passed"] else "attended"
    found["reached"] = "post" in found and Fraction(found["post"]["score"]) * 100 >= body["criterion"]
    return found


def words(mine: Any, member: Member) -> set[str]:
    """In which counts a member stands."""
    found: set[str] = set()
    for each in mine:
        found |= {"enrolled", f"enrolled/{member.standing}"}
        found |= {word for word in ("begun", "finished", "pre", "post", "signed", "reached") if each.get(word)}
        found |= {"matched"} if "pre" in each and "post" in each else set()
        found |= {f"signed/{member.standing}"} if each.get("signed") else set()
        found |= {"certificate/revoked"} if each.get("revoked") else set()
        found |= {"paper"} if any(each[of]["paper"] for of in ("pre", "post") if of in each) else set()
        found |= {f"certificate/{value}" for value in each["certificates"].values()}
    return found


def spread(marks: Sequence[Fraction]) -> tuple[Fraction, Fraction | None]:
    """Mean and sample variance, as a schoolbook has them."""
    mean = sum(marks, Fraction()) / len(marks)
    return mean, sum(((mark - mean) ** 2 for mark in marks), Fraction()) / (len(marks) - 1) if len(marks) > 1 else None


def agree(found: Figures, second: Mapping[str, Any]) -> None:
    """Both ways give the same to the last digit, and what holds of every figure holds."""
    counts = {word: n for word, n in found.counts.items() if not word.startswith("stopped/") and "/member" not in word}
    plain = {word: n for word, n in second["counts"].items() if "/member" not in word}
    assert counts == plain, json.dumps([counts, plain])
    told = {
        topic: (known.matched, *((marks.mean, marks.variance) for marks in (known.pre, known.post)))
        for topic, known in found.knowledge.items()
        if known.matched
    }
    plain_means = {
        topic: (len(both), *(spread(each) for each in zip(*both, strict=True)))
        for topic, both in second["pairs"].items()
    }
    assert told == plain_means
    at = {topic: (known.tested, known.reached) for topic, known in found.knowledge.items() if known.tested}
    assert at == {topic: (len(each), sum(each)) for topic, each in second["after"].items()}
    assert found["finished"] + found.under_way + found.not_started == found["enrolled"]
    assert sum(n for word, n in found.counts.items() if word.startswith("stopped/")) >= found.under_way
    assert found["matched"] <= found["post"] <= found["enrolled"]
    assert found.reached is None or 0 <= found.reached <= 1
