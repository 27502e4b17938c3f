"""One SQLite file: a small pool of reading connections, and one writing connection behind a lock.

`atomic()` of sqlite-utils begins a deferred transaction, so two that read and then write can refuse each other
("database is locked") whatever the timeout. Writing here begins IMMEDIATE, one at a time in a process; a second
process waits for the file's own lock. `synchronous=FULL`: what was answered with a receipt survives a power cut.
"""

import os
import queue
import sqlite3
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

# sqlite-utils imports pandas and numpy when they are installed, and Streamlit installs them: 116 MB and 1.9 s
# that nothing here uses. While this one import runs, both look as if they were missing. The only such place.
_absent: dict[str, Any] = {name: sys.modules.get(name) for name in ("pandas", "numpy")}
sys.modules.update(dict.fromkeys(_absent))  # type: ignore[arg-type]
from sqlite_utils import Database, Migrations  # noqa: E402

for _name, _module in _absent.items():
    if _module is None:
        del sys.modules[_name]
    else:
        sys.modules[_name] = _module

__all__ = ["Database", "DatabaseError", "Migrations", "Row", "Store", "one", "private_folder", "rows", "value"]

DatabaseError = sqlite3.DatabaseError  # what reading a damaged file raises

Row = dict[str, Any]

FOLD_WAITS = 500  # ms for which others' writing waits at most while the log is folded
WRITER_CACHE = 64_000  # KiB that the writing connection may keep of a large file: followers read what they wrote


def rows(db: Database, sql: str, parameters: dict[str, Any] | None = None) -> list[Row]:
    """All rows of a question, as dicts by column name."""
    cursor = db.conn.execute(sql, parameters or {})
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def one(db: Database, sql: str, parameters: dict[str, Any] | None = None) -> Row | None:
    """The first row of a question, or None."""
    cursor = db.conn.execute(sql, parameters or {})
    row = cursor.fetchone()
    return None if row is None else dict(zip([c[0] for c in cursor.description], row, strict=True))


def value(db: Database, sql: str, parameters: dict[str, Any] | None = None) -> Any:
    """The first column of the first row, or None."""
    row = db.conn.execute(sql, parameters or {}).fetchone()
    return None if row is None else row[0]


def private_folder(folder: Path) -> None:
    """Make a folder that only its owner looks into, if it is not there. Windows has its own rights."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o777 if os.name == "nt" else 0o700)


def _private(path: Path) -> None:
    """Make an empty database file that only its owner reads, before there is anything in it.

    Whatever the umask; and SQLite gives the file's own rights to its -wal and -shm. A file that is there is not
    opened: closing it would end the locks that this process holds on it.
    """
    if os.name != "nt":
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


class Store:
    """The database file: `read()` borrows a connection, `write()` holds the one transaction."""

    def __init__(self, path: Path, *, readers: int = 4, busy_seconds: float = 15, synchronous: str = "FULL"):
        self.path = path
        self._busy = busy_seconds
        self._synchronous = synchronous
        self._idle: queue.LifoQueue[Database] = queue.LifoQueue()
        self._lock = threading.RLock()
        _private(path)
        self._writer = self._open()
        self._writer.conn.execute("pragma secure_delete=on")  # what is erased is overwritten, whatever SQLite's build
        self._writer.conn.execute(f"pragma cache_size=-{WRITER_CACHE}")
        self._opened = [self._writer]
        for _ in range(readers):
            reader = self._open()
            self._opened.append(reader)
            self._idle.put(reader)

    def _open(self) -> Database:
        connection = sqlite3.connect(
            self.path, timeout=self._busy, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        self._write_ahead(connection)
        connection.execute(f"pragma synchronous={self._synchronous}")
        connection.execute("pragma foreign_keys=on")
        return Database(connection, strict=True, execute_plugins=False)

    def _write_ahead(self, connection: sqlite3.Connection) -> None:
        """Switch the file to the write-ahead log. SQLite does not wait for that, and two processes may start at once."""
        until = time.monotonic() + self._busy
        while True:
            try:
                connection.execute("pragma journal_mode=wal")
                return
            except sqlite3.OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.01)

    def migrate(self, sets: Iterable[Migrations]) -> None:
        """Bring the tables up to date. The file's write lock is taken first, so two processes can start together."""
        with self.write() as db:
            for migrations in sets:
                migrations.apply(db)

    @contextmanager
    def read(self) -> Iterator[Database]:
        """A consistent picture of the database as of now; writing through it is refused."""
        db = self._idle.get()
        try:
            db.conn.execute("pragma query_only=on")
            db.conn.execute("begin")
            yield db
        finally:
            if db.conn.in_transaction:
                db.conn.execute("rollback")
            self._idle.put(db)

    @contextmanager
    def write(self) -> Iterator[Database]:
        """The writing transaction: all of it or nothing. Inside another one it is a part of that one."""
        with self._lock:
            db = self._writer
            if db.conn.in_transaction:
                with db.atomic():
                    yield db
                return
            db.conn.execute("begin immediate")
            try:
                yield db
                db.conn.execute("commit")  # may fail too, and must not leave the transaction open for the next one
            except BaseException:
                if db.conn.in_transaction:
                    db.conn.execute("rollback")
                raise

    def fold(self) -> bool:
        """Fold the write-ahead log into the file and empty it, so that what was overwritten there is nowhere any more.

        False while somebody still reads an older picture; then nothing is lost, and it is to be tried again.
        """
        with self._lock:
            connection = self._writer.conn
            if connection.in_transaction:
                return False
            connection.execute(f"pragma busy_timeout={FOLD_WAITS}")
            try:
                busy, *_ = connection.execute("pragma wal_checkpoint(truncate)").fetchone()
                return int(busy) == 0
            finally:
                connection.execute(f"pragma busy_timeout={int(self._busy * 1000)}")

    def copy_to(self, path: Path) -> None:
        """A whole, consistent copy in another file, while people work."""
        _private(path)
        with closing(sqlite3.connect(path)) as target, self.read() as db:
            value(db, "select count(*) from sqlite_master")  # the picture begins here; without it, at every write anew
            db.conn.backup(target, pages=256, sleep=0.001)

    def close(self) -> None:
        """Close every connection; the write-ahead log is folded into the file."""
        for db in self._opened:
            db.conn.close()
