"""In which counts a person stands, given where they are and what they did: the one rule behind every figure.

A count is a word; see COUNTS. A pair is a person's marks before and after, by topic, "" standing for the whole test
or for a mark that is not there. Marks are fractions of full marks as text, for they are added exactly.
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


@dataclass(frozen=True, slots=True)
class Rule:
    """A programme as the figures need it. What is empty in `units`, `posts` and `standing` asks nothing."""

    slug: str
    fiscal_year: int
    plan: str
    criterion: int
    certificate: str
    units: tuple[str, ...]  # Thai names; with those below them
    posts: tuple[str, ...]
    standing: str

    @property
    def group(self) -> str:
        """The scope of all programmes that serve the same project in the same year."""
        return f"{self.fiscal_year}/{self.plan}"

    def enrols(self, stay: Stay, names: Iterable[str]) -> bool:
        """Whether it is for somebody; `names` are those of their units and of all above them."""
        return (
            (not self.units or not {*self.units}.isdisjoint(names))
            and (not self.posts or stay.post in self.posts)
            and self.standing in ("", stay.standing)
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
    counts = {"enrolled"}
    marks = {moment: _marks(did[f"test:{moment}"]) for moment in MOMENTS if f"test:{moment}" in did}
    if did:
        counts.add("begun")
    if "finished" in did:
        counts.add("finished")
    elif did:
        counts.add(f"stopped/{list(did)[-1]}")
    counts |= marks.keys()
    if len(marks) == 2:
        counts.add("matched")
    if "post" in marks and _reaches(marks["post"]["score"], rule.criterion):
        counts.add("reached")
    if any(mark["paper"] for mark in marks.values()):
        counts.add("paper")
    if any(what.startswith("pledge:") for what in did):
        counts.add("signed")
    counts |= {
        f"certificate/{value}"
        for what, value in did.items()
        if what.startswith("certificate:") and f"revoked:{what.removeprefix('certificate:')}" not in did
    }
    if any(what.startswith("revoked:") for what in did):
        counts.add("certificate/revoked")
    return Tally(_with_standing(counts, stay), _pairs(*(did.get(f"test:{moment}", "") for moment in MOMENTS)))


@lru_cache
def _marks(said: str) -> Mapping[str, Any]:
    return json.loads(said)  # type: ignore[no-any-return]


@lru_cache
def _reaches(score: str, criterion: int) -> bool:
    return Fraction(score) * 100 >= criterion


def _with_standing(counts: set[str], stay: Stay) -> frozenset[str]:
    return frozenset(counts | {f"{word}/{stay.standing}" for word in ("enrolled", "signed") if word in counts})


@lru_cache
def _pairs(before: str, after: str) -> tuple[Pair, ...]:
    """The whole test's marks, and each topic's; what was not sat is ""."""
    marks = [_marks(said) if said else {} for said in (before, after)]
    if not any(marks):
        return ()
    topics = dict.fromkeys(topic for mark in marks for topic in mark.get("topics", ()))
    pre, post = (str(mark.get("score", "")) for mark in marks)
    each = [(topic, *(str(mark.get("topics", {}).get(topic, "")) for mark in marks)) for topic in topics]
    return ("", pre, post), *((topic, before, after) for topic, before, after in each)


def together(tallies: Sequence[Tally]) -> Tally:
    """Somebody in several programmes of one project, counted once: marks are those of the first with the most tests."""
    counts = frozenset(word for each in tallies for word in each.counts)
    if "finished" in counts:
        counts = frozenset(word for word in counts if not word.startswith("stopped/"))
    whole = [each for each in tallies if each.pairs]
    best = max(whole, key=lambda each: ("matched" in each.counts, "post" in each.counts), default=None)
    return Tally(counts, best.pairs[:1] if best else ())
