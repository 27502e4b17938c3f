"""Backup and restore: database, content and public keys in one ZIP; the private key only when asked."""

import json
import os
import sqlite3
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path

from core.audit import chain
from core.db import Database
from core.ground import Ground
from core.record import head, stamp
from core.signing import KEY_FILE

FORMAT = "sujarit-backup-1"


def back_up(ground: Ground, file: Path, *, with_key: bool = False) -> None:
    """Write a whole, consistent backup while people work. The file appears when it is complete, and not before."""
    draft = file.with_name(f".{file.name}.part")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "sujarit.db"
        ground.store.copy_to(copy)
        with ground.read() as db:
            seq, mark = head(db)
        about = {"format": FORMAT, "at": stamp(ground.clock()), "facts": seq, "head": mark, "with_key": with_key}
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("about.json", json.dumps(about, indent=1))
            archive.write(copy, "sujarit.db")
            for path in sorted(ground.content.rglob("*")) if ground.content.exists() else []:
                if path.is_file():
                    archive.write(path, f"content/{path.relative_to(ground.content).as_posix()}")
            for path in sorted(ground.keys.iterdir()):
                if path.name.endswith(".pub.pem") or (with_key and path.name == KEY_FILE):
                    archive.write(path, f"keys/{path.name}")
    if with_key:
        draft.chmod(0o600)
    draft.replace(file)


def wrong_with(file: Path) -> str | None:
    """Why a file is no backup that may be restored; None when it is one. The record in it is walked."""
    try:
        with zipfile.ZipFile(file) as archive, tempfile.TemporaryDirectory() as folder:
            names = archive.namelist()
            if (
                "about.json" not in names
                or "sujarit.db" not in names
                or json.loads(archive.read("about.json")).get("format") != FORMAT
            ):
                return f"{file.name} is a ZIP, but not a backup of Sujarit"
            if any(Path(name).is_absolute() or ".." in Path(name).parts for name in names):
                return f"{file.name} names files outside its folder"
            if damaged := archive.testzip():
                return f"{file.name} is damaged at {damaged}"
            connection = sqlite3.connect(archive.extract("sujarit.db", folder))
            try:
                finding = next(chain(Database(connection)), None)
            finally:
                connection.close()
            return f"the record in {file.name} does not stand: {finding}" if finding else None
    except (zipfile.BadZipFile, OSError, ValueError, sqlite3.DatabaseError) as error:
        return f"{file.name} is not a backup that can be read ({error})"


def restore(file: Path, folder: Path) -> Path | None:
    """Put a backup in the place of `folder`. Returns where the former folder was set aside.

    The key that is here stays here when the backup brings none, so that the same certificates verify.
    """
    fresh = folder.with_name(f".{folder.name}.restoring")
    with zipfile.ZipFile(file) as archive:
        archive.extractall(fresh)
    (fresh / "about.json").unlink()
    keys, former = fresh / "keys", folder / "keys"
    keys.mkdir(exist_ok=True, mode=0o700)
    for path in former.iterdir() if former.exists() else []:
        if not (keys / path.name).exists():
            (keys / path.name).write_bytes(path.read_bytes())
    if (keys / KEY_FILE).exists():
        (keys / KEY_FILE).chmod(0o600)
    aside = None
    if folder.exists():
        aside = folder.with_name(f"{folder.name}-before-{datetime.now().astimezone():%Y%m%d-%H%M%S}")
        os.replace(folder, aside)
    os.replace(fresh, folder)
    return aside
