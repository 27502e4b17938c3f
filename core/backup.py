"""Backup and restore: database, content and public keys in one ZIP; the private key only when asked."""

import itertools
import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from contextlib import closing
from datetime import datetime
from pathlib import Path

from core.audit import Finding, chain, checkpoints, readable
from core.db import Database
from core.ground import Ground
from core.record import head, stamp
from core.signing import KEY_FILE, public_keys

FORMAT = "sujarit-backup-1"


def back_up(ground: Ground, file: Path, *, with_key: bool = False) -> None:
    """Write a whole, consistent backup while people work. The file appears when it is complete, and not before."""
    draft = file.with_name(f".{file.name}.part")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "sujarit.db"
        ground.store.copy_to(copy)
        with closing(sqlite3.connect(copy)) as connection:  # the copy's head: the house's may be a later one by now
            seq, mark = head(Database(connection))
        about = {"format": FORMAT, "at": stamp(ground.clock()), "facts": seq, "head": mark, "with_key": with_key}
        draft.unlink(missing_ok=True)
        draft.touch(mode=0o600 if with_key else 0o666)  # before the key is in it, not after
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("about.json", json.dumps(about, indent=1))
            archive.write(copy, "sujarit.db")
            for path in sorted(ground.content.rglob("*")) if ground.content.exists() else []:
                if path.is_file():
                    archive.write(path, f"content/{path.relative_to(ground.content).as_posix()}")
            for path in sorted(ground.keys.iterdir()):
                if path.name.endswith(".pub.pem") or (with_key and path.name == KEY_FILE):
                    archive.write(path, f"keys/{path.name}")
    draft.replace(file)


# What zipfile lets out of a damaged file (also of one with a password, RuntimeError), and SQLite of one that is none.
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError, sqlite3.DatabaseError)


def wrong_with(file: Path) -> str | None:
    """Why a file is no backup that may be restored; None when it is one. The record in it is walked."""
    try:
        with zipfile.ZipFile(file) as archive, tempfile.TemporaryDirectory() as folder:
            names = archive.namelist()
            about = json.loads(archive.read("about.json")) if "about.json" in names else None
            if not isinstance(about, dict) or about.get("format") != FORMAT or "sujarit.db" not in names:
                return f"{file.name} is a ZIP, but not a backup of Sujarit"
            if any(Path(name).is_absolute() or ".." in Path(name).parts for name in names):
                return f"{file.name} names files outside its folder"
            if damaged := archive.testzip():
                return f"{file.name} is damaged at {damaged}"
            finding = _finding(archive, Path(folder))
            return f"the record in {file.name} does not stand: {finding}" if finding else None
    except _UNREADABLE as error:
        return f"{file.name} is not a backup that can be read ({error})"


def _finding(archive: zipfile.ZipFile, folder: Path) -> Finding | None:
    """The first place at which the record in a backup does not agree, with the keys in the same backup."""
    archive.extractall(folder, [n for n in archive.namelist() if n == "sujarit.db" or n.endswith(".pub.pem")])
    with closing(sqlite3.connect(folder / "sujarit.db")) as connection:
        db = Database(connection)
        found = itertools.chain(chain(db), checkpoints(db, public_keys(folder / "keys")))
        return next(readable("the record", found), None)


def restore(file: Path, folder: Path) -> Path | None:
    """Put a backup in the place of `folder`. Returns where the former folder was set aside.

    The key that is here stays here when the backup brings none, so that the same certificates verify.
    """
    fresh = folder.with_name(f".{folder.name}.restoring")
    shutil.rmtree(fresh, ignore_errors=True)  # left behind by one that was interrupted
    keys, former = fresh / "keys", folder / "keys"
    keys.mkdir(mode=0o700, parents=True)  # nobody else looks in, from the first moment
    with zipfile.ZipFile(file) as archive:
        archive.extractall(fresh)
    (fresh / "about.json").unlink()
    fresh.chmod(0o700)
    (fresh / "sujarit.db").chmod(0o600)
    for path in former.iterdir() if former.exists() else []:
        if not (keys / path.name).exists():
            shutil.copy(path, keys / path.name)  # with its rights: the mail server's password is its owner's alone
    if (keys / KEY_FILE).exists():
        (keys / KEY_FILE).chmod(0o600)
    aside = None
    if folder.exists():
        aside = folder.with_name(f"{folder.name}-before-{datetime.now().astimezone():%Y%m%d-%H%M%S}")
        os.replace(folder, aside)
    try:
        os.replace(fresh, folder)
    except OSError:  # on Windows whoever looks into a new file, such as a virus scanner, holds its folder
        if aside:
            os.replace(aside, folder)
        raise
    return aside
