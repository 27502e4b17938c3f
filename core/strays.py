"""What lies in an office's folder and is read by nobody, though whoever put it there thinks that it is."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from core.content import SLUG, Problem
from core.language import Text

_FOREIGN = frozenset(
    {".txt", ".rtf", ".doc", ".docx", ".odt"}
)  # what an editor makes of a file that is saved in passing


def strays(own: Path) -> Iterator[Problem]:
    """Files of an office's own folder that nobody reads, or whose names are none: whoever wrote them waits in vain."""
    for path in sorted(own.iterdir()) if own.is_dir() else ():
        name, suffix = f"{own.parent.name}/{own.name}/{path.name}", path.suffix
        if path.name.startswith((".", "~")) or not path.is_file():
            continue
        if (suffix.lower() in _FOREIGN and _meant(path)) or (
            suffix.lower() in (".yaml", ".yml") and suffix != suffix.lower()
        ):
            good = re.sub(r"\.(ya?ml|txt)$", "", path.stem, flags=re.IGNORECASE)
            yield Problem(
                name, 1,
                Text(th=f"ไม่มีใครอ่านแฟ้มนี้ เพราะชื่อลงท้ายด้วย {suffix}", en=f"nobody reads this file: its name ends with {suffix}"),
                Text(th=f"เปลี่ยนชื่อเป็น {good.lower()}.yaml (ใน Notepad เลือกชนิดแฟ้มเป็น “All files”)", en=f"call it {good.lower()}.yaml (in Notepad choose the type “All files”)"),
            )  # fmt: skip
        elif suffix in (".yaml", ".yml") and not re.fullmatch(SLUG, path.stem):
            yield Problem(
                name, 1,
                Text(th=f"ชื่อแฟ้ม “{path.name}” ใช้ไม่ได้", en=f"the file’s name “{path.name}” cannot be used"),
                Text(th="ใช้ a-z 0-9 และ - เท่านั้น เช่น fair-queue.yaml", en="use a-z, 0-9 and - only, such as fair-queue.yaml"),
            )  # fmt: skip


def _meant(path: Path) -> bool:
    """Whether a file of another kind was meant to be content, and is no note that somebody left."""
    return bool(re.search(r"\.ya?ml\.", path.name, re.IGNORECASE)) or b"title:" in path.read_bytes()[:2000]


def adrift(content: Path, rooms: Collection[str]) -> Iterator[Problem]:
    """Folders with content files that are no room's: a letter too few, and nothing in them is ever read."""
    for folder in sorted(content.iterdir()) if content.is_dir() else ():
        if folder.is_dir() and folder.name not in rooms and any(folder.glob("*.y*ml")):
            known = ", ".join(sorted(rooms))
            yield Problem(
                f"{content.name}/{folder.name}", 1,
                Text(th=f"ไม่มีใครอ่านโฟลเดอร์ “{folder.name}”", en=f"nobody reads the folder “{folder.name}”"),
                Text(th=f"ใช้ชื่อใดชื่อหนึ่ง: {known}", en=f"use one of: {known}"),
            )  # fmt: skip
