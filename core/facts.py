"""What can be said to have happened: the vocabulary between rooms, and the whole of it.

A class is a kind of fact; its fields are the fact's body. Bodies hold plain JSON values (no floats, no names, no
text that a person wrote): what a person can have erased stands in a room's rows, and the fact holds a `seal`, a
salted commitment to it. A kind's fields are never renamed or removed; new ones come with a default.
"""

from dataclasses import MISSING, asdict, dataclass, fields
from typing import Any, ClassVar

Pair = dict[str, str]  # {"th": …, "en": …}


class Said:
    """Base of all kinds of fact. The class's name is the kind."""

    kinds: ClassVar[dict[str, type["Said"]]] = {}

    def __init_subclass__(cls) -> None:
        Said.kinds[cls.__name__] = cls

    @property
    def kind(self) -> str:
        return type(self).__name__

    def body(self) -> dict[str, Any]:
        return asdict(self)  # type: ignore[call-overload, no-any-return]


def understood(kind: str, body: dict[str, Any]) -> Said | None:
    """The fact's words as their class; None for a kind that this version does not know."""
    cls = Said.kinds.get(kind)
    if cls is None:
        return None
    known = {f.name for f in fields(cls)}  # type: ignore[arg-type]
    needed = {f.name for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING}  # type: ignore[arg-type]
    if not needed <= body.keys():
        return None
    return cls(**{name: value for name, value in body.items() if name in known})


# People: person = who, unit = their home unit from then on, subject = the person.


@dataclass(frozen=True, slots=True)
class PersonJoined(Said):
    """A person came onto the roster. `standing` is executive or member; `seal` covers code, title, name, position."""

    standing: str
    seal: str


@dataclass(frozen=True, slots=True)
class PersonChanged(Said):
    """A person's name, title, position or standing was set anew; `seal` covers them, with the code."""

    standing: str
    seal: str


@dataclass(frozen=True, slots=True)
class UnitChanged(Said):
    """A person moved to another home unit (the fact's unit)."""

    before: str


@dataclass(frozen=True, slots=True)
class PersonLeft(Said):
    """A person left the roster."""


@dataclass(frozen=True, slots=True)
class RoleGranted(Said):
    """A person may act in a role over the fact's unit and those below it."""

    role: str


@dataclass(frozen=True, slots=True)
class RoleWithdrawn(Said):
    """A person may no longer act in a role over the fact's unit."""

    role: str


@dataclass(frozen=True, slots=True)
class UnitPlaced(Said):
    """A unit stands below `above` ("" for the top) under this name. Subject = the unit."""

    above: str
    name: Pair


@dataclass(frozen=True, slots=True)
class PersonErased(Said):
    """A person's own values and their salts were deleted on request; the facts stay, without a name."""


# Content: subject = slug; `version` = digest of the normalised content.


@dataclass(frozen=True, slots=True)
class ProgrammePublished(Said):
    """A programme, as its followers need it: days are ISO, both included; `criterion` is the office's own, in %."""

    version: str
    title: Pair
    code: str
    first: str
    last: str
    fiscal_year: int
    topics: list[str]
    criterion: int
    pledge: str
    certificate: str
    units: list[str]
    plan: str


@dataclass(frozen=True, slots=True)
class TopicPublished(Said):
    """A lesson was put before the staff."""

    version: str
    title: Pair


@dataclass(frozen=True, slots=True)
class QuizPublished(Said):
    """A bank of items was put into use."""

    version: str
    title: Pair


@dataclass(frozen=True, slots=True)
class PledgePublished(Said):
    """The text of a pledge came into force; `texts` are its SHA-256 digests by language."""

    version: str
    texts: Pair


@dataclass(frozen=True, slots=True)
class CredentialDefined(Said):
    """A badge or certificate and its rule, whole: what the follower judges by from then on."""

    version: str
    shape: str
    title: Pair
    rule: dict[str, Any]
    valid_days: int


@dataclass(frozen=True, slots=True)
class PlanPublished(Said):
    """The organisation's plan, against whose indicators the figures are reported."""

    version: str
    title: Pair


# Learning: person, and their unit at that time.


@dataclass(frozen=True, slots=True)
class LessonFinished(Said):
    """A person read a lesson to its last card and decided each decision in it."""

    programme: str
    lesson: str
    version: str


@dataclass(frozen=True, slots=True)
class QuizStarted(Said):
    """A person was given a form of a programme's measured test. `moment` is pre or post. Subject = the attempt."""

    programme: str
    moment: str
    form: str


@dataclass(frozen=True, slots=True)
class QuizFinished(Said):
    """A person finished a measured test. Subject = the attempt.

    `results` gives each item's mark as a fraction ("1", "0", "2/3"), `topics` each topic's share of full marks
    and `score` the whole test's, as fractions of 1; `steps` is the digest of the attempt's append-only steps.
    """

    programme: str
    moment: str
    form: str
    versions: dict[str, str]
    results: dict[str, str]
    topics: dict[str, str]
    score: str
    steps: str


@dataclass(frozen=True, slots=True)
class PledgeSigned(Said):
    """A person signed a pledge. `text` is the SHA-256 of the words shown. Subject = the signature."""

    programme: str
    pledge: str
    version: str
    text: str
    language: str
    standing: str
    seal: str


@dataclass(frozen=True, slots=True)
class CredentialIssued(Said):
    """A badge or certificate was issued. Subject = its id; `seal` covers what is printed on it."""

    credential: str
    version: str
    programme: str
    period: str
    passed: bool
    issued: str
    expires: str
    seal: str


@dataclass(frozen=True, slots=True)
class CredentialRevoked(Said):
    """A badge or certificate was revoked. Subject = its id; `reason` is one word of a fixed list."""

    reason: str
