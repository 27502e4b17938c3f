"""Windows, as far as it can be played on Linux: its rules for files, so that what breaks them breaks here.

Windows neither deletes, moves nor replaces a file that somebody has open, nor moves a folder with such a file in it.
SQLite's own files count too. The rule is laid over `os`, on which `pathlib`, `shutil` and `tempfile` stand.
"""

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

NAMES = ("unlink", "remove", "rename", "replace", "rmdir")
linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc says which files are open")


def held(path: Path) -> Iterator[str]:
    """The files at or below a path that this process has open."""
    for entry in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            if not stat.S_ISREG(entry.stat().st_mode):
                continue
            found = os.readlink(entry)
            if found == str(path) or found.startswith(f"{path}{os.sep}"):
                yield found


def _whole(path: Any, folder: int | None) -> Path:
    inside = Path(os.readlink(f"/proc/self/fd/{folder}")) if folder is not None else Path.cwd()
    return inside / os.fsdecode(path)


def play(patch: pytest.MonkeyPatch) -> list[str]:
    """Lay the rule over this process. Returns the list of what was tried against it."""
    broken: list[str] = []

    def ruled(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def stands(*paths: Any, **more: Any) -> Any:
            folders = (more.get("src_dir_fd", more.get("dir_fd")), more.get("dst_dir_fd"))
            for path, folder in zip(paths, folders, strict=False):
                for file in held(_whole(path, folder)):
                    broken.append(f"{name} {file}")
                    raise PermissionError(13, "[WinError 32] another process uses this file", str(file))
            return real(*paths, **more)

        return stands

    for name in NAMES:
        patch.setattr(os, name, ruled(name, getattr(os, name)))
    return broken
