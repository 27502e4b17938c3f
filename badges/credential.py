"""A badge or certificate: what it is called, and the rule by which the record earns it. Rules are data, never code."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from core.content import Content, Slip, slip
from core.language import LANGUAGES, Text

Tint = Literal["jade", "marigold", "indigo", "plum", "leaf", "ink"]
LONGEST = 12  # signs in a badge: at 64 pixels more cannot be read


class Rule(Content):
    """One condition, or several: exactly one of these words.

    `lesson`, `pledge`: a slug, or "all" those of the programme; `test`: pre or post, handed in; `reached`: the
    post-test's score in per cent, or "criterion"; `all` and `any`: rules.
    """

    lesson: str | None = None
    test: Literal["pre", "post"] | None = None
    pledge: str | None = None
    reached: Literal["criterion"] | Annotated[int, Field(ge=0, le=100)] | None = None
    all: Annotated[tuple["Rule", ...], Field(min_length=1)] | None = None
    any: Annotated[tuple["Rule", ...], Field(min_length=1)] | None = None

    @property
    def measures(self) -> bool:
        """Whether a mark decides, here or in any rule within."""
        return self.reached is not None or any(rule.measures for rule in (*(self.all or ()), *(self.any or ())))

    @model_validator(mode="after")
    def _one_word(self) -> Self:
        if len(self.model_fields_set) != 1 or not self.model_dump(exclude_none=True):
            words = "lesson, test, pledge, reached, all, any"
            found = slip(
                wrong=("กฎต้องมีคำเดียว", "a rule has exactly one word"), write=(f"ใช้คำใดคำหนึ่ง: {words}", f"use one of: {words}")
            )  # fmt: skip
            raise PydanticCustomError("slips", "{count} slips", {"count": 1, "slips": [found]})
        return self


class Credential(Content):
    """One YAML file."""

    shape: Literal["badge", "certificate"]
    title: Text
    earned: Text  # how it is earned, in words
    rule: Rule
    valid_days: Annotated[int, Field(ge=0, le=36500)] = 0  # from the day of issue; 0: it does not end
    tint: Tint = "jade"  # of a badge
    word: Text | None = None  # what stands in a badge; its title where there is none

    @property
    def drawn(self) -> Text:
        """What stands in the badge."""
        return self.word or self.title

    def slips(self) -> Iterator[Slip]:
        for language in LANGUAGES:
            if self.word and len(self.word[language]) > LONGEST:
                yield slip(
                    "word", language,
                    wrong=(f"คำในเหรียญตรายาวกว่า {LONGEST} ตัว จะเล็กจนอ่านไม่ออก", f"the badge's word has more than {LONGEST} signs, too small to read"),
                    write=("ใช้คำสั้น ๆ คำเดียว", "use one short word"),
                )  # fmt: skip


def meets(slug: str, credential: Credential, names: Mapping[str, tuple[str, ...]]) -> Iterator[Slip]:
    """Lessons and pledges that a rule names and that there are none of."""
    yield from _unmet(credential.rule, names, ("rule",))


def _unmet(rule: Rule, names: Mapping[str, tuple[str, ...]], at: tuple[str | int, ...]) -> Iterator[Slip]:
    for word, name in (("lesson", rule.lesson), ("pledge", rule.pledge)):
        if name not in (None, "all", *names.get(word, ())):
            known = ", ".join(("all", *names.get(word, ())))
            yield slip(
                *at, word,
                wrong=(f"ไม่มี {word} ชื่อ “{name}”", f"there is no {word} “{name}”"),
                write=(f"ใช้ชื่อใดชื่อหนึ่ง: {known}", f"use one of: {known}"),
            )  # fmt: skip
    for word, inner in (("all", rule.all), ("any", rule.any)):
        for position, each in enumerate(inner or ()):
            yield from _unmet(each, names, (*at, word, position))


@dataclass(frozen=True, slots=True)
class Done:
    """What a person has done in one programme, and what the programme asks."""

    lessons: frozenset[str] = frozenset()
    tests: frozenset[str] = frozenset()
    pledges: frozenset[str] = frozenset()
    score: Fraction | None = None  # of the post-test, 0 to 1
    topics: tuple[str, ...] = ()
    pledge: str = ""
    criterion: int = 0  # per cent
    known: frozenset[str] = frozenset()  # lessons that need not be read, for the pre-test showed them to be known

    @property
    def passed(self) -> bool:
        """Whether the post-test's score is at the office's criterion or above."""
        return self.score is not None and self.score * 100 >= self.criterion


def earned(rule: Mapping[str, Any], done: Done) -> bool:
    """Whether a rule (as the record holds it) is met."""
    match {word: value for word, value in rule.items() if value is not None}:
        case {"all": rules}:
            return all(earned(each, done) for each in rules)
        case {"any": rules}:
            return any(earned(each, done) for each in rules)
        case {"lesson": "all"}:
            return set(done.topics) <= done.lessons | done.known
        case {"lesson": slug}:
            return slug in done.lessons
        case {"test": moment}:
            return moment in done.tests
        case {"pledge": "all"}:
            return not done.pledge or done.pledge in done.pledges
        case {"pledge": slug}:
            return slug in done.pledges
        case {"reached": "criterion"}:
            return done.passed
        case {"reached": percent}:
            return done.score is not None and done.score * 100 >= percent
    return False


def valid_days(slug: str, own: int, asked: Mapping[str, Any]) -> int:
    """How long a credential is valid, 0 for ever: a programme may set that of its own certificate; badges are as they say."""
    said = int(asked.get("valid_days", -1)) if slug == asked.get("certificate") else -1
    return said if said >= 0 else own


def whole(rule: Mapping[str, Any]) -> bool:
    """Whether a rule asks for all lessons, which are other ones in each programme."""
    inner = (*(rule.get("all") or ()), *(rule.get("any") or ()))
    return rule.get("lesson") == "all" or any(whole(each) for each in inner)


def tells(rule: Mapping[str, Any], lessons: int) -> bool:
    """Whether a badge tells something of its own in a programme of so many lessons: one for all of them does where
    there are several, for where there is one it has a badge already."""
    return lessons > 1 or not whole(rule)


def lasting(days: int) -> Text:
    """So many days in words; whole years are said as years."""
    years, rest = divmod(days, 365)
    if rest:
        return Text(th=f"{days} วัน", en=f"{days} days" if days > 1 else "1 day")
    return Text(th=f"{years} ปี", en=f"{years} years" if years > 1 else "1 year")
