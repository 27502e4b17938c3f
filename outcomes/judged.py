"""Which figures of a quarter may be published, beside all that ever was of the year: decided once, when it is closed.

Three rules, each by the arithmetic of outcomes/hidden.py. *In one table* (a project's quarter, with all its editions)
no difference between counts may be of fewer than five people. *Over time* a count may not differ from the same count
of another quarter by fewer than five. And *marks*, with all that is derived from them, are sums over those who have
them: over all quarters, editions and projects no such sum may be of fewer than five, whatever the marks are.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from outcomes.amount import Hidden
from outcomes.hidden import fits
from outcomes.measure import SMALLEST

# The plan's own figures first: what comes later is hidden where it would give away too much.
WORDS = (
    "post", "reached", "finished", "matched", "enrolled", "signed", "begun", "enrolled/executive", "signed/executive",
    "certificate/passed", "certificate/attended", "certificate/revoked",
)  # fmt: skip
# What marks show, and those who have them. Somebody's certificate says of the test what the criterion says of it.
MARKED = {"reached": "post", "certificate/passed": "certificate", "certificate/attended": "certificate"}
CERTIFICATES = ("certificate/passed", "certificate/attended")
NEEDS = {"reached": "post", "means": "matched", "signed/executive": "enrolled/executive"}  # who stands behind it

Stood = Mapping[str, int]  # by count, who stood in it, as bits (outcomes/store/groups.py)


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a quarter: each scope's project, who stood in its counts, and what of it is not published."""

    quarter: int
    projects: Mapping[str, str]
    stood: Mapping[str, Stood]
    hidden: Mapping[str, Mapping[str, Hidden]]


@dataclass(slots=True)
class _Public:
    """The groups behind all that is published: by table, by count over time, and by marks."""

    width: int
    columns: dict[str, int] = field(default_factory=dict)
    shown: dict[tuple[str, ...], list[int]] = field(default_factory=dict)

    def bits(self, stood: Stood, word: str) -> int:
        """Who stands in a count, as one bit for a person and the programmes in which they do."""
        found = 0
        for key, people in stood.items():
            name, apart, slugs = key.partition("@")
            if name == word and apart:
                found |= people << self.width * self.columns.setdefault(slugs, len(self.columns))
        return found

    def groups(self, place: tuple[str, str], stood: Stood, word: str) -> Iterator[tuple[tuple[str, ...], int]]:
        """The rules that a figure has to pass, each with the group that it shows there."""
        if word == "means":
            yield ("means",), self.bits(stood, "means")
            return
        if word in MARKED:
            yield ("criterion",), self.bits(stood, MARKED[word])
        elif word == "enrolled/executive":
            yield ("time", word), stood.get(word, 0)  # somebody's standing is the same in every programme
        elif word != "enrolled":  # who is on the roster is what they did in no programme
            yield ("time", word), self.bits(stood, word)
        yield ("table", *place), stood.get(word, 0)

    def fit(self, place: tuple[str, str], stood: Stood, word: str) -> bool:
        """Whether a figure may be published beside all that is."""
        return all(fits(group, self.shown.get(rule, [])) for rule, group in self.groups(place, stood, word))

    def publish(self, place: tuple[str, str], stood: Stood, word: str) -> None:
        """A figure is published."""
        for rule, group in self.groups(place, stood, word):
            self.shown.setdefault(rule, []).append(group)


def judged(
    earlier: Sequence[Edition],
    quarter: int,
    projects: Mapping[str, str],
    stood: Mapping[str, Stood],
    uncertified: Container[str] = (),
) -> dict[str, dict[str, Hidden]]:
    """What of an edition may not be published, by scope and count, and why; `earlier` in the order of closing.

    `uncertified`: the scopes in which units' figures beside each other keep back what certificates say.
    """
    everybody = [bits for of in (*(each.stood for each in earlier), stood) for words in of.values() for bits in words.values()]  # fmt: skip
    public = _Public(max((bits.bit_length() for bits in everybody), default=0))
    for each in earlier:
        for scope, words in each.stood.items():
            for word in (*WORDS, "means"):
                if word not in each.hidden[scope]:
                    public.publish((str(each.quarter), each.projects[scope]), words, word)
    return {
        scope: _scope(public, (str(quarter), projects[scope]), words, CERTIFICATES if scope in uncertified else ())
        for scope, words in sorted(stood.items())
    }


def _scope(public: _Public, place: tuple[str, str], stood: Stood, barred: Container[str]) -> dict[str, Hidden]:
    """The same of one scope; what is `barred` is not published in any case."""
    hidden: dict[str, Hidden] = {}
    few = 0 < _size(stood, "enrolled") < SMALLEST  # then also that nobody did something tells of few
    for word in (*WORDS, "means"):
        behind = NEEDS.get(word)
        if few or word in barred or behind in hidden or not public.fit(place, stood, word):
            hidden[word] = Hidden.FEW if few else _why(stood, word)
        else:
            public.publish(place, stood, word)
    return hidden


def _why(stood: Stood, word: str) -> Hidden:
    """Of what marks show the reason goes by those who have marks: by the figure itself it would tell of them."""
    behind = MARKED.get(word) or NEEDS.get(word) or word
    held = 0
    for key, bits in stood.items():
        if key == behind or key.startswith(f"{behind}@"):
            held |= bits
    return Hidden.FEW if 0 < held.bit_count() < SMALLEST else Hidden.GUARDED


def _size(stood: Stood, word: str) -> int:
    return stood.get(word, 0).bit_count()
