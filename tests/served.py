"""A real server in a process of its own, over a folder of its own, that a test may kill and start again."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parent.parent


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Served:
    """`sujarit serve` over a data folder. `output` is what it printed since its last start."""

    patience = 300  # tenths of a second, at least, until it answers

    def __init__(self, folder: Path, *words: str):
        self.folder, self.port, self.words = folder, free_port(), words
        self.url = f"http://localhost:{self.port}"
        self.log = folder.with_name(f"{folder.name}.log")
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until it answers."""
        environment = {**os.environ, "SUJARIT_DATA": str(self.folder), "PORT": str(self.port), "HOST": "127.0.0.1"}
        environment["PYTHONPATH"] = str(ROOT)
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                self.command(),
                env=environment,
                stdout=log,
                stderr=log,
            )
        for _ in range(self.patience):
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended: {self.output}")
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=2).close()
                return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        raise RuntimeError(f"the server did not answer: {self.output}")

    def command(self) -> list[str]:
        """What is started."""
        return [sys.executable, str(ROOT / "sujarit.py"), "serve", *self.words]

    def kill(self) -> None:
        """End it as a power cut does: no farewell."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it as an administrator does."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(20)

    @property
    def output(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    @property
    def set_up_path(self) -> str:
        """The path of the one-time set-up link that it printed."""
        found = re.search(r"/set-up/\w+", self.output)
        assert found, self.output
        return found.group()
