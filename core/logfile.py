"""The log of a server that no terminal looks at: what it would have printed, in a file that does not grow for ever."""

import io
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from core.calendar import BANGKOK

SIZE = 1_000_000  # bytes, after which a new file is begun
KEPT = 4  # older files beside it: .1 is the latest


class LogFile(io.TextIOBase):
    """Takes what is printed, and writes it line by line with Bangkok's time before it, in UTF-8.

    It is closed before it is moved aside, and while nothing is printed: Windows moves no file that somebody has open.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime], size: int = SIZE):
        self.path, self.clock, self.size = path, clock, size
        self._begun = ""
        self._lock = threading.Lock()  # whoever prints, prints from threads of their own
        path.parent.mkdir(parents=True, exist_ok=True)

    encoding = "utf-8"
    errors = "replace"

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        with self._lock:
            *lines, self._begun = (self._begun + text).split("\n")
            if lines:
                self._keep("".join(f"{self._moment()} {line}\n" if line.strip() else "\n" for line in lines))
        return len(text)

    def _moment(self) -> str:
        return f"{self.clock().astimezone(BANGKOK):%Y-%m-%d %H:%M:%S}"

    def _keep(self, text: str) -> None:
        if self.path.exists() and self.path.stat().st_size > self.size:
            with suppress(
                PermissionError
            ):  # somebody reads it on Windows just now: it grows a little more until they are done
                self._turn()
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)  # the set-up link stands in it
        with os.fdopen(descriptor, "ab") as file:
            file.write(text.encode("utf-8", "replace"))

    def _turn(self) -> None:
        for number in range(KEPT, 0, -1):
            older = self._aside(number - 1)
            if older.exists():
                os.replace(older, self._aside(number))

    def _aside(self, number: int) -> Path:
        return self.path.with_name(f"{self.path.name}.{number}") if number else self.path
