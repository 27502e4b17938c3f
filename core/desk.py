"""The desk: where people bring content into force, after seeing what it changes and whom that touches."""

import difflib
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from core.calendar import BANGKOK
from core.content import Content, Problem
from core.follow import lag
from core.language import Text
from core.library import Shelf, Waiting, body_of, in_force, publish, version_of, withdraw
from core.path import Paths
from core.record import Writing
from core.rehearse import Act, Rehearsal, confirm, rehearse
from core.signing import Refused

if TYPE_CHECKING:
    from core.ground import Ground


@dataclass(frozen=True, slots=True)
class Trial:
    """What bringing a content into force would do. `head`: the record's, for which alone this holds."""

    version: str
    head: str
    changes: tuple[tuple[str, str], ...]  # ("+" or "-", a line), in the content's order
    facts: Mapping[str, int]  # how many facts of each kind would be told, its publication left out
    rows: Mapping[str, int]  # how many rows of each follower's table would differ


class Desk(Protocol):
    """What the house hands to the pages on which content is looked after."""

    problems: list[Problem]
    waiting: list[Waiting]

    @property
    def paths(self) -> Paths:
        """The paths of the programmes."""

    def publish(self) -> None:
        """Read all files again, and bring into force what may be."""

    def review(self, room: str, slug: str, head: str = "") -> Refused | None:
        """Bring a change into force that waited for a person's review, if the record's head is still this one."""

    def shelved(self) -> Sequence[tuple[str, Text, Mapping[str, Text]]]:
        """Each shelf's name and title, and by slug the title of what is in force."""

    def offered(self) -> Mapping[str, Mapping[str, Text]]:
        """What may stand behind each word of a path, with its title."""

    def names(self) -> Mapping[str, tuple[str, ...]]:
        """The same as a content's check asks for it."""

    def trial(self, room: str, slug: str, content: Content | None = None) -> Trial | None:
        """What a content, or the one that waits, would do; None when nothing waits there (any more)."""

    def put(self, room: str, slug: str, content: Content, text: str, head: str) -> Refused | None:
        """Write an office's own file, and bring it into force; with a head only if the record's is still this one."""

    def withdraw(self, room: str, slug: str) -> Refused | None:
        """Take a content out of force that nobody has used; the office's own file is kept under another name."""

    def hints(self) -> Sequence[Problem]:
        """What the content in force names that the roster does not have."""


def tried(ground: "Ground", shelf: Shelf, slug: str, content: Content) -> Trial:
    """Rehearse bringing a content into force."""
    with ground.read() as db:
        now = in_force(db, shelf, slug)
    found = rehearse(ground, lambda writing: _publish(writing, shelf, slug, content))
    own = 1 if now is None or now[0] != version_of(content) else 0
    told = Counter(fact.kind for fact in found.facts[own:])
    rows = Counter(difference.table for difference in found.differences)
    changes = tuple(changed(body_of(now[1]) if now else {}, body_of(content)))
    return Trial(version_of(content), found.head, changes, told, rows)


def put(ground: "Ground", shelf: Shelf, slug: str, content: Content, text: str, head: str) -> Refused | None:
    """Write the file and bring its content into force, both or neither."""

    def act(writing: Writing) -> None:
        _publish(writing, shelf, slug, content)
        _write(own_file(ground.content, shelf.room, slug), text)

    return _confirmed(ground, head, act)


def brought(ground: "Ground", shelf: Shelf, slug: str, content: Content, head: str) -> Refused | None:
    """Bring a reviewed content into force; with a head only if nothing was told since."""
    return _confirmed(ground, head, lambda writing: _publish(writing, shelf, slug, content))


USED = "somebody has used it, or did just now; close it by its last day instead"


def withdrawn(ground: "Ground", shelf: Shelf, slug: str) -> Refused | None:
    """Take a content out of force and set the office's own file aside, both or neither."""
    with ground.write() as writing:
        # Whether anybody has used it a follower knows, and it has to have read everything for that.
        if lag(writing.db, ground.followers) or not withdraw(writing, shelf, slug):
            return Refused(USED)
        file = own_file(ground.content, shelf.room, slug)
        if file.exists():
            file.replace(aside(file, writing.at))
    return None


def aside(file: Path, at: datetime) -> Path:
    """Where a file's text is kept beside it, under a name that nothing reads."""
    return file.with_name(f"{file.name}.{at.astimezone(BANGKOK):%Y%m%d-%H%M%S}.old")


def _confirmed(ground: "Ground", head: str, act: Act) -> Refused | None:
    """Do it if the record's head is still this one; without a head at once, for what nobody has used touches nobody."""
    if head:
        return confirm(ground, Rehearsal(head, (), ()), act)
    with ground.write() as writing:
        act(writing)
    return None


def _publish(writing: Writing, shelf: Shelf, slug: str, content: Content) -> None:
    publish(writing, shelf, slug, content, reviewed=True)


def own_file(content: Path, room: str, slug: str) -> Path:
    """The office's own file of a slug, be it there or not."""
    short = content / room / f"{slug}.yml"
    return short if short.exists() else content / room / f"{slug}.yaml"


def _write(file: Path, text: str) -> None:
    """The file is whole at every moment: it is written beside its place, and then put there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)


def changed(before: Any, after: Any) -> Iterator[tuple[str, str]]:
    """The lines that go ("-") and come ("+") between two contents, in words."""
    before = list(_lines(_alike(before, after)))
    for line in difflib.unified_diff(before, list(_lines(after)), n=0, lineterm=""):
        if line[:1] in "+-" and line[:3] not in ("+++", "---"):
            yield line[0], line[1:]


def _alike(before: Any, after: Any) -> Any:
    """`before` with its words in the order of `after`: what stands in another order only is no change."""
    if not (isinstance(before, dict) and isinstance(after, dict)):
        return before
    words = [word for word in after if word in before] + [word for word in before if word not in after]
    return {word: _alike(before[word], after.get(word)) for word in words}


def _lines(value: Any, at: str = "") -> Iterator[str]:
    """A content as lines of “way: value”; what has an id is called by it, so that a new entry shifts no others."""
    if isinstance(value, dict):
        for word, inner in value.items():
            yield from _lines(inner, f"{at} › {word}" if at else str(word))
    elif isinstance(value, list):
        for inner in value:
            named = isinstance(inner, dict) and isinstance(inner.get("id"), str)
            yield from _lines(inner, f"{at} › {inner['id']}" if named else at)
    else:
        yield from (f"{at}: {line}" for line in (str(value).splitlines() or [""]))
