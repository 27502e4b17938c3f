"""YAML in; models and Problems out, each with file, line, what is wrong and what to write.

All problems are reported, never only the first. The same reading serves the command, the tests and the start.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml

from core.broken import cause
from core.content import Content, Problem, Slip, Steps
from core.language import Text
from core.shape import validated

MAXIMUM_BYTES = 1_000_000  # a content file is written by hand; one larger than this is a mistake
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
    except RecursionError:
        return None, [
            _problem(
                name,
                1,
                ("แฟ้มซ้อนกันลึกเกินไป", "the file is nested too deeply"),
                ("ตรวจย่อหน้าและวงเล็บ", "check the indentation and the brackets"),
            )
        ]
    if node is None:
        return None, [
            _problem(
                name, 1, ("แฟ้มว่างเปล่า", "the file is empty"), ("เขียนเนื้อหา หรือลบแฟ้มนี้", "write its content, or delete it")
            )
        ]
    problems = list(_doubled_keys(node, name))
    found, more = validated(data, model)
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
    what: str = getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable"
    before = text.encode()[: getattr(error, "position", 0)]  # a character that may not stand in YAML: bytes before it
    line = mark.line + 1 if mark else before.count(b"\n") + 1
    if found := cause(text, line, what):
        line, (th, en), write = found
        return _problem(name, line, (f"รูปแบบ YAML ไม่ถูกต้อง: {th}", f"this is not YAML: {en}"), write)
    return _problem(
        name, line,
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
    found = {
        path.stem: (path, f"{shipped.parent.name}/{shipped.name}/{path.name}")
        for path in sorted(shipped.glob("*.yaml"))
    }
    if own is not None and own.is_dir():
        for path in sorted([*own.glob("*.yaml"), *own.glob("*.yml")]):
            found[path.stem] = (path, f"{own.parent.name}/{own.name}/{path.name}")
    return found


# What Windows keeps for its devices: no file there can have such a name, whatever its ending.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_UNFIT = set('<>:"|?*\\')


def misnamed(found: Mapping[str, tuple[Path, str]]) -> Iterator[tuple[str, Problem]]:
    """Files that Windows could not keep, by slug: an office's folder goes from one computer to another as it is."""
    first: dict[str, str] = {}
    for slug, (_, name) in found.items():
        twin = first.setdefault(slug.casefold(), slug)
        if twin != slug:
            wrong = Text(
                th=f"ชื่อแฟ้ม “{slug}” ต่างจาก “{twin}” เพียงตัวพิมพ์เล็กใหญ่ ซึ่ง Windows ถือเป็นแฟ้มเดียวกัน",
                en=f"the file’s name “{slug}” differs from “{twin}” in capitals alone, and is the same file on Windows",
            )
        elif slug.split(".")[0].casefold() in _DEVICES or _UNFIT & set(slug) or slug != slug.strip(" ."):
            wrong = Text(th=f"Windows ไม่มีแฟ้มชื่อ “{slug}”", en=f"Windows has no file called “{slug}”")
        else:
            continue
        write = Text(th="ตั้งชื่ออื่น ใช้ตัวพิมพ์เล็ก a–z ตัวเลข และขีด -", en="choose another: small letters a–z, digits and -")
        yield slug, Problem(name, 1, wrong, write)


def curly(path: Path, name: str) -> Iterator[Problem]:
    """Texts that stand in Word's quotes and in no others: YAML takes these for a part of the text."""
    known: set[int] = set()
    waiting = [yaml.compose(path.read_text(encoding="utf-8-sig"), yaml.CSafeLoader)]
    while waiting:
        node = waiting.pop()
        if id(node) in known:  # named a second time by an alias (*name)
            continue
        known.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif isinstance(node, yaml.MappingNode):
            waiting += [inner for _, inner in node.value]
        elif isinstance(node, yaml.ScalarNode) and not node.style and node.value[:1] in ("“", "”", "„"):
            yield Problem(
                name, node.start_mark.line + 1,
                Text(th="มีเครื่องหมายคำพูดแบบ Word (“ ”) และจะแสดงเป็นส่วนหนึ่งของข้อความ", en="the quotes are Word’s (“ ”), and would show as a part of the text"),
                Text(th="เปลี่ยนเป็นเครื่องหมายคำพูดตรง \"", en="write straight quotes, \""),
            )  # fmt: skip


def placed(path: Path, name: str, slips: Sequence[Slip]) -> list[Problem]:
    """Slips that were found after reading, as Problems with their lines in the file."""
    node = yaml.compose(path.read_text(encoding="utf-8-sig"), yaml.CSafeLoader)
    assert node is not None, "only what could be read is placed"
    return [Problem(name, _line(node, each.at), each.wrong, each.write) for each in slips]
