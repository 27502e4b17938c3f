"""In which counts a person stands, given where they are and what they did: the one rule behind every figure.

A count is a word; see COUNTS. A pair is a person's marks before and after, by topic, "" standing for the whole test
or for a mark that is not there (yet: a mark before stands beside one after, and not alone). Marks are fractions of
full marks as text, for they are added exactly.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

COUNTS = (
    "enrolled", "enrolled/executive", "begun", "finished", "pre", "post", "matched", "reached", "paper",
    "signed", "signed/executive", "certificate/passed", "certificate/attended", "certificate/revoked",
)  # fmt: skip

MOMENTS = ("pre", "post")

Did = Mapping[str, str]  # what somebody did in a programme and what it came to, in the order in which it was done
Pair = tuple[str, str, str]  # topic, mark before, mark after


@dataclass(frozen=True, slots=True)
class Stay:
    """Where somebody is on the roster, and as what."""

    unit: str
    standing: str
    post: str
    also: tuple[str, ...]
    came: str = ""  # the first day of this time with us, ISO


@dataclass(frozen=True, slots=True)
class Rule:
    """A programme as the figures need it. What is empty in `units`, `posts` and `standing` asks nothing."""

    slug: str
    fiscal_year: int
    plan: str
    criterion: int
    certificate: str
    units: tuple[str, ...]  # ids; with those below them
    posts: tuple[str, ...]
    standing: str
    came: tuple[str, str] = ("", "")  # for those alone who came within these days (ISO, both included)

    @property
    def group(self) -> str:
        """The scope of all programmes that serve the same project in the same year."""
        return f"{self.fiscal_year}/{self.plan}"

    def enrols(self, stay: Stay, within: Iterable[str]) -> bool:
        """Whether it is for somebody; `within` are the ids of their units and of all above them."""
        return (
            (not self.units or not {*self.units}.isdisjoint(within))
            and (not self.posts or stay.post in self.posts)
            and self.standing in ("", stay.standing)
            and (not self.came[1] or self.came[0] <= stay.came <= self.came[1])
        )


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts and pairs in which one person stands in one scope."""

    counts: frozenset[str]
    pairs: tuple[Pair, ...]


def roster(stay: Stay) -> Tally:
    """Somebody on the roster, whatever they do."""
    return Tally(_with_standing({"enrolled"}, stay), ())


def tally(rule: Rule, stay: Stay, did: Did) -> Tally:
    """Somebody who is enrolled in a programme."""
    tests = [did.get(f"test:{moment}", "") for moment in MOMENTS]
    counts = {"enrolled", *_counted(*tests, rule.criterion)}
    for what, said in did.items():  # once, for it is done for every fact: the kind of a deed, and of what
        kind, _, of = what.partition(":")
        if kind == "pledge":
            counts.add("signed")
        elif kind == "certificate" and f"revoked:{of}" not in did:
            counts.add(f"certificate/{said}")
        elif kind == "revoked":
            counts.add("certificate/revoked")
    if did:
        counts |= {"begun", "finished" if "finished" in did else f"stopped/{what}"}
    return Tally(_with_standing(counts, stay), _pairs(*tests))


@lru_cache(maxsize=1024)
def _counted(before: str, after: str, criterion: int) -> frozenset[str]:
    """The counts in which somebody stands by their tests."""
    marks = {moment: _marks(said) for moment, said in zip(MOMENTS, (before, after), strict=True) if said}
    counts = {*marks} | ({"matched"} if len(marks) == 2 else set())
    if after and Fraction(marks["post"]["score"]) * 100 >= criterion:
        counts.add("reached")
    return frozenset(counts | ({"paper"} if any(mark["paper"] for mark in marks.values()) else set()))


@lru_cache(maxsize=1024)
def _marks(said: str) -> Mapping[str, Any]:
    return json.loads(said)  # type: ignore[no-any-return]


def _with_standing(counts: set[str], stay: Stay) -> frozenset[str]:
    return frozenset(counts | {f"{word}/{stay.standing}" for word in ("enrolled", "signed") if word in counts})


@lru_cache(maxsize=1024)
def _pairs(before: str, after: str) -> tuple[Pair, ...]:
    """The whole test's marks, and each topic's. Marks before are of use beside those after, and told with them."""
    pre, post = (_marks(said) if said else {} for said in (before, after))
    if not pre and not post:
        return ()
    topics = dict.fromkeys(topic for marks in (pre, post) for topic in marks.get("topics", ()))
    if not post:
        return ("", "", ""), *((topic, "", "") for topic in topics)
    whole = "", str(pre.get("score", "")), str(post["score"])
    each = [(topic, *(str(marks.get("topics", {}).get(topic, "")) for marks in (pre, post))) for topic in topics]
    return whole, *((topic, mark, later) for topic, mark, later in each)


def together(tallies: Sequence[Tally]) -> Tally:
    """Somebody in several programmes of one project, counted once: marks are those of the first with the most tests.

    Who reached the criterion of one of them has reached it, whichever that is: a programme's criterion is its own.
    """
    counts = frozenset(word for each in tallies for word in each.counts)
    if "finished" in counts:
        counts = frozenset(word for word in counts if not word.startswith("stopped/"))
    whole = [each for each in tallies if each.pairs]
    best = max(whole, key=lambda each: ("matched" in each.counts, "post" in each.counts), default=None)
    return Tally(counts, best.pairs[:1] if best else ())
