"""What can be said to have happened: the vocabulary between rooms, and the whole of it.

A class is a kind of fact; its fields are the fact's body. Bodies hold plain JSON values (no floats, no names, no
text that a person wrote): what a person can have erased stands in a room's rows, and the fact holds a `seal`, a
salted commitment to it. A kind's fields are never renamed or removed; new ones come with a default.
"""

from dataclasses import MISSING, dataclass, field, fields
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
        return {each.name: getattr(self, each.name) for each in fields(self)}  # type: ignore[arg-type]


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
    """A person came onto the roster. `standing` is executive or member; `seal` covers code, title, name, position.

    `post` is the position's mark: the same for all who hold it, and nothing that can be read without the key.
    `on`: the first day with them, when it was entered later. `came`: the first day of their time with us, when that
    went on: a leaving that was no leaving was undone.
    """

    standing: str
    seal: str
    post: str = ""
    on: str = ""
    came: str = ""


@dataclass(frozen=True, slots=True)
class PersonChanged(Said):
    """A person's name, title, position or standing was set anew; `seal` covers them, with the code."""

    standing: str
    seal: str
    post: str = ""


@dataclass(frozen=True, slots=True)
class UnitChanged(Said):
    """A person moved to another home unit (the fact's unit). `on`: the day of the move, when it was entered later."""

    before: str
    on: str = ""


@dataclass(frozen=True, slots=True)
class PersonLeft(Said):
    """A person left the roster. `on`: the first day without them, when it was entered later."""

    on: str = ""


@dataclass(frozen=True, slots=True)
class PersonAlsoIn(Said):
    """A person works in these units too; counted in the home unit only, and nowhere twice."""

    units: list[str]


@dataclass(frozen=True, slots=True)
class SheetImported(Said):
    """A sheet of people was brought in. Subject = the import; how many came new, were changed, and left by it."""

    new: int
    changed: int
    left: int


@dataclass(frozen=True, slots=True)
class SheetUndone(Said):
    """A whole import was undone: what it had changed was set back. Subject = the import."""


@dataclass(frozen=True, slots=True)
class NoticeRead(Said):
    """A person read the privacy notice, before their first use. Subject = the notice."""

    version: str


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
class UnitRemoved(Said):
    """An empty unit was removed from the tree. Subject = the unit; a later UnitPlaced puts it there again."""


@dataclass(frozen=True, slots=True)
class PersonErased(Said):
    """A person's own values and their salts were deleted on request; the facts stay, without a name."""


@dataclass(frozen=True, slots=True)
class NoticePublished(Said):
    """The organisation's privacy notice came into force. Subject = its slug."""

    version: str


# Content: subject = slug; `version` = digest of the normalised content.


@dataclass(frozen=True, slots=True)
class ProgrammePublished(Said):
    """A programme, as its followers need it: days are ISO, both included; `criterion` is the office's own, in %.

    For whom: `units` are ways as the file writes them (core/ways.py says which units they mean), `posts` positions' marks, `standing` executive or member;
    each empty for everybody. `valid_days`: the certificate's validity, -1 for the certificate's own rule.
    `newcomers`: it is for those who came from `first` to `last`, and each has so many days; 0: also for all others.
    `known_at`: a topic of which the pre-test showed so many per cent need not be read, -1: all are read.
    """

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
    posts: list[str] = field(default_factory=list)
    standing: str = ""
    valid_days: int = -1
    newcomers: int = 0
    known_at: int = -1


@dataclass(frozen=True, slots=True)
class ProgrammeWithdrawn(Said):
    """A programme that nobody had begun was taken out of force. Subject = its slug; `version`: what was in force."""

    version: str


@dataclass(frozen=True, slots=True)
class TopicPublished(Said):
    """A lesson was put before the staff."""

    version: str
    title: Pair


@dataclass(frozen=True, slots=True)
class DilemmaPublished(Said):
    """A branching case was put before the staff."""

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
class GiftRulesPublished(Said):
    """A layer of the gift desk's rules came into force."""

    version: str
    title: Pair


@dataclass(frozen=True, slots=True)
class ScenariosPublished(Said):
    """A collection of situations to decide came into force."""

    version: str
    title: Pair


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
    """A person was given a form of a programme's measured test. `moment` is pre or post. Subject = the attempt.

    `paper`: the form was printed, to be answered by hand.
    """

    programme: str
    moment: str
    form: str
    paper: bool = False


@dataclass(frozen=True, slots=True)
class QuizFinished(Said):
    """A person finished a measured test. Subject = the attempt.

    `results` gives each item's mark as a fraction ("1", "0", "2/3"), `topics` each topic's share of full marks
    and `score` the whole test's, as fractions of 1; `steps` is the digest of the attempt's append-only steps.
    `paper`: answered by hand and typed in twice; `sat` is then the day on which it was answered.
    """

    programme: str
    moment: str
    form: str
    versions: dict[str, str]
    results: dict[str, str]
    topics: dict[str, str]
    score: str
    steps: str
    paper: bool = False
    sat: str = ""


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


# The plan's figures: subject says of what; amounts are decimal numbers as text, for the record holds no floats.


@dataclass(frozen=True, slots=True)
class FigureEntered(Said):
    """A person entered an indicator's figure by hand. Subject = year/plan/indicator; a later one of that day takes its place.

    `on` is the day for which it stands, `amount` empty where the figure was withdrawn; `seal` covers the evidence
    and the reason of a change.
    """

    fiscal_year: int
    plan: str
    indicator: str
    on: str
    amount: str
    seal: str


@dataclass(frozen=True, slots=True)
class PeriodClosed(Said):
    """A quarter's figures were frozen. Subject = year/quarter; `figures` is the digest of the snapshot.

    `seq` and `head` name the last fact that it counts; `versions` are the rules' (programmes and plans by slug).
    """

    fiscal_year: int
    quarter: int
    figures: str
    seq: int
    head: str
    versions: dict[str, str]


@dataclass(frozen=True, slots=True)
class PeriodRestated(Said):
    """A closed quarter's figures were stated anew. `before` and `figures` are digests; `seal` covers the reason."""

    fiscal_year: int
    quarter: int
    before: str
    figures: str
    seq: int
    head: str
    seal: str


@dataclass(frozen=True, slots=True)
class HistoryBrought(Said):
    """Results of a year before this record were brought in, labelled as such. Subject = the sheet; `seal` covers it."""

    fiscal_year: int
    seal: str


@dataclass(frozen=True, slots=True)
class HistoryWithdrawn(Said):
    """Figures of a year before this record were taken back. Subject = the sheet."""
