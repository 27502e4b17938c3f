"""What a programme came to in a unit with all below it; and the same as plain JSON, for what is frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from outcomes.measure import Knowledge, Marks


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a programme, or of a project that several programmes serve, in one unit.

    `marks`, `share` and `certified` say whether the tests' marks, who reached the criterion, and which certificates say
    so may be shown beside the other units'.
    """

    counts: Mapping[str, int]  # the words of tally.COUNTS, and stopped/<step>
    knowledge: Mapping[str, Knowledge]  # by topic; "" is the whole test
    criterion: int  # the office's own, in per cent of full marks
    marks: bool
    share: bool
    certified: bool = False

    def __getitem__(self, word: str) -> int:
        return self.counts.get(word, 0)

    @property
    def not_started(self) -> int:
        return self["enrolled"] - self["begun"]

    @property
    def under_way(self) -> int:
        return self["begun"] - self["finished"]

    @property
    def reached(self) -> Fraction | None:
        """The share of those tested who are at the criterion or above, 0 to 1; None where it is not shown."""
        return Fraction(self["reached"], self["post"]) if self.share and self["post"] else None

    @property
    def whole(self) -> Knowledge | None:
        """The whole test's marks; None where they are not shown."""
        return self.knowledge.get("") if self.marks else None


def plain(found: Figures) -> dict[str, Any]:
    """Figures as JSON without floats, whole: also what must not be shown, so it is not handed out."""
    return {
        "counts": dict(sorted(found.counts.items())),
        "criterion": found.criterion,
        "marks": found.marks,
        "share": found.share,
        "certified": found.certified,
        "knowledge": {
            topic: {
                "tested": known.tested,
                "reached": known.reached,
                **{word: _plain(getattr(known, word)) for word in ("pre", "post")},
            }
            for topic, known in sorted(found.knowledge.items())
        },
    }


def _plain(marks: Marks) -> dict[str, Any]:
    return {"n": marks.n, **{word: _text(getattr(marks, word)) for word in ("mean", "variance")}}


def _text(amount: Fraction | None) -> str:
    return "" if amount is None else str(amount)


def figures_of(said: Mapping[str, Any]) -> Figures:
    """The figures that `plain` wrote."""
    knowledge = {
        topic: Knowledge(topic, _marks(each["pre"]), _marks(each["post"]), each["tested"], each["reached"])
        for topic, each in said["knowledge"].items()
    }
    certified = said.get("certified", False)  # not in what was closed before certificates were judged
    return Figures(said["counts"], knowledge, said["criterion"], said["marks"], said["share"], certified)


def _marks(said: Mapping[str, Any]) -> Marks:
    mean, variance = (Fraction(said[word]) if said[word] else None for word in ("mean", "variance"))
    return Marks(said["n"], mean, variance)
