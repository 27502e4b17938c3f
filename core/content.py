"""Content that people edit: YAML in; frozen models and Problems out, each with file, line, what is wrong, what to write.

All problems are reported, never only the first. The same reading serves the command, the tests and the start.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Self, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from core.calendar import short_date
from core.language import LANGUAGES, Language, Text
from core.messages import explained

MAXIMUM_BYTES = 1_000_000  # a content file is written by hand; one larger than this is a mistake
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"

Slug = Annotated[str, Field(pattern=SLUG, max_length=60)]
Steps = tuple[str | int, ...]  # the way to a value in a file: keys and positions
Gone = Set[tuple[Steps, int]]  # list entries: the way to the list, and the position in it
SHAPE_ONLY = "shape only"  # the context in which a model lets its slips pass


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
    def _check(self, info: ValidationInfo) -> Self:
        if info.context != SHAPE_ONLY and (slips := list(self.slips())):
            raise PydanticCustomError("slips", "{count} slips", {"count": len(slips), "slips": slips})
        return self


class Source(Content):
    """Where a statement of law, limit or policy was read, and when it was last checked."""

    title: Text
    address: str = ""
    checked: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    standing: Annotated[str, Field(pattern="^(verified|partly verified)$")] = "verified"

    def slips(self) -> Iterator[Slip]:
        try:
            date.fromisoformat(self.checked)
        except ValueError:
            yield slip(
                "checked",
                wrong=(f"ไม่มีวันที่ “{self.checked}”", f"there is no day “{self.checked}”"),
                write=("เขียนวันที่แบบ ค.ศ. เช่น 2026-11-21", "write the day as 2026-11-21"),
            )

    @model_validator(mode="before")
    @classmethod
    def _days_are_text(cls, data: Any) -> Any:
        return {**data, "checked": str(data["checked"])} if isinstance(data, dict) and "checked" in data else data

    def checked_day(self, language: Language) -> str:
        """The day of the last check, in short."""
        return short_date(date.fromisoformat(self.checked), language)


M = TypeVar("M", bound=Content)


class _Loader(yaml.CSafeLoader):
    """What looks like a day or a number and is none (2026-02-30) stays text; the model says what is wrong with it."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except (ValueError, KeyError, AttributeError):  # what PyYAML's readers of such values let out
            if isinstance(node, yaml.ScalarNode):
                return node.value
            raise


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
        data = yaml.load(text, _Loader)  # noqa: S506 - it is a safe loader
    except yaml.YAMLError as error:
        return None, [_broken(error, name, text)]
    if node is None:
        return None, [
            _problem(
                name, 1, ("แฟ้มว่างเปล่า", "the file is empty"), ("เขียนเนื้อหา หรือลบแฟ้มนี้", "write its content, or delete it")
            )
        ]
    problems = list(_doubled_keys(node, name))
    found, more = _validated(data, model)
    problems += [Problem(name, _line(node, s.at), s.wrong, s.write) for s in more]
    return (None if problems else found), sorted(dict.fromkeys(problems), key=lambda p: p.line)


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


def _broken(error: yaml.YAMLError, name: str, text: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    what = getattr(error, "problem", None) or getattr(error, "reason", "unreadable")
    before = text.encode()[: getattr(error, "position", 0)]  # a character that may not stand in YAML: bytes before it
    return _problem(
        name, mark.line + 1 if mark else before.count(b"\n") + 1,
        (f"รูปแบบ YAML ไม่ถูกต้อง ({what})", f"this is not YAML ({what})"),
        ("ตรวจย่อหน้า เครื่องหมาย : และเครื่องหมายคำพูดบริเวณบรรทัดนี้", "check the indentation, the colons and the quotes about here"),
    )  # fmt: skip


def _doubled_keys(root: yaml.Node, name: str) -> Iterator[Problem]:
    known: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in known:  # named a second time by an alias (*name)
            continue
        known.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, inner in node.value:
                waiting.append(inner)
                if key.value in seen:
                    yield _problem(
                        name, key.start_mark.line + 1,
                        (f"มีคำว่า “{key.value}” สองครั้งในที่เดียวกัน", f"“{key.value}” stands twice in the same place"),
                        ("เหลือไว้เพียงครั้งเดียว", "keep one of them"),
                    )  # fmt: skip
                seen.add(key.value)


def _validated(data: Any, model: type[M]) -> tuple[M | None, list[Slip]]:
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        slips = list(_slips_of(error))
        rest, gone = _rest(data, error)
    # What concerns the whole cannot be checked while a part has no shape; so look once more, without such parts.
    try:
        whole = model.model_validate(rest, context=SHAPE_ONLY)
    except ValidationError:
        return None, slips
    for each in _slips_in(whole):
        if not any(way[: len(each.at)] == each.at for way, _ in gone):  # of a list less some entries nothing is known
            slips.append(Slip(_in_file(each.at, gone), each.wrong, each.write))
    return None, slips


def _errors(error: ValidationError) -> Iterator[Any]:
    """What pydantic found. Of a list it counts the good entries only; that some are not good is said of each."""
    for found in error.errors(include_url=False):
        if found["type"] != "too_short" or len(found["input"]) < found["ctx"]["min_length"]:
            yield found


def _slips_of(error: ValidationError) -> Iterator[Slip]:
    for found in _errors(error):
        at = tuple(found["loc"])
        if found["type"] == "slips":
            for inner in found["ctx"]["slips"]:
                yield Slip(at + inner.at, inner.wrong, inner.write)
        else:
            wrong, write = explained(found)
            yield Slip(at, wrong, write)


def _slips_in(value: Any, at: Steps = ()) -> Iterator[Slip]:
    """Every slip of a model that has its shape, and of the models in it."""
    inside: Iterable[tuple[str | int, Any]] = enumerate(value) if isinstance(value, tuple) else ()
    if isinstance(value, Content):
        yield from (Slip(at + each.at, each.wrong, each.write) for each in value.slips())
        inside = value
    elif isinstance(value, dict):
        inside = value.items()
    for step, inner in inside:
        yield from _slips_in(inner, (*at, step))


def _rest(data: Any, error: ValidationError) -> tuple[Any, Gone]:
    """The data as far as it has a shape, and the list entries that were left out for that.

    Unknown words go and a missing language is filled in; for anything else that is wrong the whole entry goes.
    """
    rest, gone = deepcopy(data), set[tuple[Steps, int]]()
    for found in _errors(error):
        at: Steps = found["loc"] or ("",)
        holder, last = _reached(rest, at[:-1]), at[-1]
        if found["type"] == "extra_forbidden" and isinstance(holder, dict):
            holder.pop(last, None)
        elif found["type"] in ("missing", "string_too_short") and last in LANGUAGES and isinstance(holder, dict):
            holder[last] = "/".join(str(step) for step in at)  # like no other text in the file
        elif found["type"] != "slips":
            gone |= set([(at[:i], step) for i, step in enumerate(at) if isinstance(step, int)][:1])
    for way, position in sorted(gone, key=lambda entry: entry[1], reverse=True):
        holder = _reached(rest, way)
        if isinstance(holder, list) and position < len(holder):  # two aliases lead to one list
            del holder[position]
    return rest, gone


def _reached(data: Any, way: Sequence[str | int]) -> Any:
    """The value at a way. Names of a union's members stand in pydantic's ways and not in the file: passed over."""
    for step in way:
        listed = isinstance(data, list) and isinstance(step, int)
        if listed or (isinstance(data, dict) and step in data):
            data = data[step]
    return data


def _in_file(at: Steps, gone: Gone) -> Steps:
    """A way in what was left, as it is in the file, where the entries that were left out count too."""
    for way, position in sorted(gone, key=lambda entry: entry[1]):
        end = len(way)
        step = at[end] if at[:end] == way and len(at) > end else None
        if isinstance(step, int) and position <= step:
            at = (*at[:end], step + 1, *at[end + 1 :])
    return at


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
