"""Content that people edit: YAML in; frozen models and Problems out, each with file, line, what is wrong, what to write.

All problems are reported, never only the first. The same reading serves the command, the tests and the start.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Self, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from core.calendar import short_date
from core.language import Language, Text
from core.messages import explained

MAXIMUM_BYTES = 1_000_000  # a content file is written by hand; one larger than this is a mistake
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"

Slug = Annotated[str, Field(pattern=SLUG, max_length=60)]
Steps = tuple[str | int, ...]  # the way to a value in a file: keys and positions


@dataclass(frozen=True, slots=True)
class Problem:
    """A trainer's slip: where, what is wrong, what to write."""

    file: str
    line: int
    wrong: Text
    write: Text

    def __str__(self) -> str:
        return self.told("en")

    def told(self, language: Language) -> str:
        """`quizzes/content/gifts.yaml:6 — the answer “c” is not one of the options (a, b) — use one of them.`"""
        return f"{self.file}:{self.line} — {self.wrong[language]} — {self.write[language]}"


@dataclass(frozen=True, slots=True)
class Slip:
    """Something that a shape cannot say: `at` is the way to it from the model that found it."""

    at: Steps
    wrong: Text
    write: Text


def slip(*at: str | int, wrong: tuple[str, str], write: tuple[str, str]) -> Slip:
    """A Slip from (Thai, English) pairs."""
    return Slip(at, Text(th=wrong[0], en=wrong[1]), Text(th=write[0], en=write[1]))


class Content(BaseModel):
    """Base of everything that is read from a content file. Frozen; unknown words are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    def slips(self) -> Iterator[Slip]:
        """What is wrong though the shape is right. Overridden where there is something to check."""
        yield from ()

    @model_validator(mode="after")
    def _check(self) -> Self:
        if slips := list(self.slips()):
            raise PydanticCustomError("slips", "{count} slips", {"count": len(slips), "slips": slips})
        return self


class Source(Content):
    """Where a statement of law, limit or policy was read, and when it was last checked."""

    title: Text
    address: str = ""
    checked: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    standing: Annotated[str, Field(pattern="^(verified|partly verified)$")] = "verified"

    @model_validator(mode="before")
    @classmethod
    def _days_are_text(cls, data: Any) -> Any:
        return {**data, "checked": str(data["checked"])} if isinstance(data, dict) and "checked" in data else data

    def checked_day(self, language: Language) -> str:
        """The day of the last check, in short."""
        return short_date(date.fromisoformat(self.checked), language)


M = TypeVar("M", bound=Content)


def distinct(ids: Sequence[str], *at: str) -> Iterator[Slip]:
    """A Slip for each id that stands twice; `at` leads to the list of things with ids."""
    for position, name in enumerate(ids):
        if name in ids[:position]:
            yield slip(
                *at, position, "id",
                wrong=(f"รหัส “{name}” ซ้ำกับข้อก่อนหน้า", f"the id “{name}” is used twice"),
                write=("ตั้งรหัสใหม่ที่ไม่ซ้ำ", "give this one an id of its own"),
            )  # fmt: skip


def read(path: Path, model: type[M], name: str) -> tuple[M | None, list[Problem]]:
    """One file as `model`, or every problem in it. `name` is how the file is called in messages."""
    text, problem = _decoded(path, name)
    if problem:
        return None, [problem]
    try:
        node = yaml.compose(text, yaml.CSafeLoader)
        data = yaml.load(text, yaml.CSafeLoader)
    except yaml.YAMLError as error:
        return None, [_broken(error, name)]
    if node is None:
        return None, [
            _problem(
                name, 1, ("แฟ้มว่างเปล่า", "the file is empty"), ("เขียนเนื้อหา หรือลบแฟ้มนี้", "write its content, or delete it")
            )
        ]
    problems = list(_doubled_keys(node, name))
    found, more = _validated(data, model)
    problems += [Problem(name, _line(node, s.at), s.wrong, s.write) for s in more]
    return (None if problems else found), sorted(problems, key=lambda p: p.line)


def _decoded(path: Path, name: str) -> tuple[str, Problem | None]:
    raw = path.read_bytes()
    if len(raw) > MAXIMUM_BYTES:
        size = f"{len(raw) / 1e6:.1f} MB"
        return "", _problem(
            name,
            1,
            (f"แฟ้มใหญ่เกินไป ({size})", f"the file is too large ({size})"),
            ("แบ่งเป็นหลายแฟ้ม ไม่เกิน 1 MB", "split it; at most 1 MB"),
        )
    try:
        return raw.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return "", _problem(
            name,
            line,
            ("แฟ้มไม่ได้บันทึกเป็น UTF-8", "the file is not saved as UTF-8"),
            ("เปิดแฟ้มแล้วบันทึกใหม่โดยเลือกการเข้ารหัส UTF-8", "save it again with the encoding UTF-8"),
        )


def _problem(name: str, line: int, wrong: tuple[str, str], write: tuple[str, str]) -> Problem:
    return Problem(name, line, Text(th=wrong[0], en=wrong[1]), Text(th=write[0], en=write[1]))


def _broken(error: yaml.YAMLError, name: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    what = getattr(error, "problem", None) or "unreadable"
    return _problem(
        name, mark.line + 1 if mark else 1,
        (f"รูปแบบ YAML ไม่ถูกต้อง ({what})", f"this is not YAML ({what})"),
        ("ตรวจย่อหน้า เครื่องหมาย : และเครื่องหมายคำพูดบริเวณบรรทัดนี้", "check the indentation, the colons and the quotes about here"),
    )  # fmt: skip


def _doubled_keys(node: yaml.Node, name: str) -> Iterator[Problem]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, inner in node.value:
            if key.value in seen:
                yield _problem(
                    name, key.start_mark.line + 1,
                    (f"มีคำว่า “{key.value}” สองครั้งในที่เดียวกัน", f"“{key.value}” stands twice in the same place"),
                    ("เหลือไว้เพียงครั้งเดียว", "keep one of them"),
                )  # fmt: skip
            seen.add(key.value)
            yield from _doubled_keys(inner, name)
    elif isinstance(node, yaml.SequenceNode):
        for inner in node.value:
            yield from _doubled_keys(inner, name)


def _validated(data: Any, model: type[M]) -> tuple[M | None, list[Slip]]:
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        slips = list(_slips_of(error))
    # What concerns the whole cannot be checked while a part has no shape; so check it once more without such parts.
    rest = _without(data, {s.at for s in slips})
    try:
        model.model_validate(rest)
    except ValidationError as error:
        slips += [s for s in _slips_of(error, only_whole=True) if s.wrong not in {t.wrong for t in slips}]
    return None, slips


def _slips_of(error: ValidationError, only_whole: bool = False) -> Iterator[Slip]:
    for found in error.errors(include_url=False):
        at = tuple(found["loc"])
        if found["type"] == "slips":
            for inner in found["ctx"]["slips"]:
                yield Slip(at + inner.at, inner.wrong, inner.write)
        elif not only_whole:
            wrong, write = explained(found)
            yield Slip(at, wrong, write)


def _without(data: Any, ways: set[Steps]) -> Any:
    """The data less the list elements in which a slip was found."""
    lists = {
        way[: max(i for i, step in enumerate(way) if isinstance(step, int)) + 1]
        for way in ways
        if any(isinstance(s, int) for s in way)
    }

    def kept(value: Any, here: Steps) -> Any:
        if isinstance(value, dict):
            return {key: kept(inner, (*here, str(key))) for key, inner in value.items()}
        if isinstance(value, list):
            return [kept(inner, (*here, i)) for i, inner in enumerate(value) if not _ends_in(lists, (*here, i))]
        return value

    return kept(data, ())


def _ends_in(lists: set[Steps], here: Steps) -> bool:
    return any(_plain(way)[: len(here)] == here and len(_plain(way)) <= len(here) for way in lists)


def _plain(way: Steps) -> Steps:
    """A way without the names of union members, which pydantic adds and a file does not have."""
    return tuple(step for step in way if isinstance(step, int) or not step.startswith("kind="))


def _line(node: yaml.Node, way: Steps) -> int:
    """The line (from 1) where the value at `way` stands, or the nearest place above it that exists."""
    line = node.start_mark.line + 1
    for step in way:
        if isinstance(node, yaml.MappingNode):
            inner = next(((key, value) for key, value in node.value if key.value == str(step)), None)
            if inner is None:
                continue  # a missing key, or the name of a union's member
            line, node = inner[0].start_mark.line + 1, inner[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
    return line


def files(shipped: Path, own: Path | None) -> Mapping[str, tuple[Path, str]]:
    """Content files by slug, with the name to call them by: the shipped ones, and the office's own, which win."""
    found = {path.stem: (path, f"{shipped.parent.name}/content/{path.name}") for path in sorted(shipped.glob("*.yaml"))}
    if own is not None and own.is_dir():
        for path in sorted([*own.glob("*.yaml"), *own.glob("*.yml")]):
            found[path.stem] = (path, f"{own.parent.name}/{own.name}/{path.name}")
    return found


def placed(path: Path, name: str, slips: Sequence[Slip]) -> list[Problem]:
    """Slips that were found after reading, as Problems with their lines in the file."""
    node = yaml.compose(path.read_text(encoding="utf-8-sig"), yaml.CSafeLoader)
    assert node is not None, "only what could be read is placed"
    return [Problem(name, _line(node, each.at), each.wrong, each.write) for each in slips]
