"""Posters and those who asked to join by one, kept. No fact is told of them: they are nobody in the record yet."""

from collections import defaultdict
from datetime import datetime

from core.calendar import local_day
from core.db import Database, Row, one, rows, value
from core.language import Text
from core.record import Writing
from people.joining import AT_MOST, WAITS, Answer, Poster, Waiting
from people.person import Draft
from people.signin import kept_token
from people.store import roster, signins


def make(db: Database, id: str, token: str, unit: str, *, at_once: bool, at: datetime, ends: datetime) -> None:
    """Keep a poster by its token's digest."""
    db.conn.execute(
        "insert into people_posters (id, token, unit, at_once, at, ends) values (:id, :token, :unit, :once, :at, :ends)",
        {
            "id": id, "token": kept_token(token), "unit": unit, "once": int(at_once),
            "at": at.isoformat(), "ends": ends.isoformat(),
        },
    )  # fmt: skip


def _poster(row: Row) -> Poster:
    ends = datetime.fromisoformat(row["ends"])
    return Poster(row["id"], row["unit"], bool(row["at_once"]), ends, bool(row["ended"]))


def poster(db: Database, token: str, at: datetime) -> Poster | None:
    """The poster of a link that is neither ended nor past its day."""
    sql = "select * from people_posters where token = :token and ended = '' and ends > :at"
    row = one(db, sql, {"token": kept_token(token), "at": at.isoformat()})
    return _poster(row) if row else None


def posters(db: Database, units: frozenset[str], at: datetime) -> list[Poster]:
    """The posters of some units whose links open something, the newest first."""
    found = rows(
        db,
        "select * from people_posters where ended = '' and ends > :at order by at desc, id",
        {"at": at.isoformat()},
    )
    return [_poster(row) for row in found if row["unit"] in units]


def end(db: Database, id: str, units: frozenset[str], at: datetime) -> bool:
    """End a poster of one of these units: from now on its link opens nothing."""
    row = one(db, "select unit from people_posters where id = :id and ended = ''", {"id": id})
    if row is None or row["unit"] not in units:
        return False
    db.conn.execute("update people_posters set ended = :at where id = :id", {"at": at.isoformat(), "id": id})
    return True


def taken(db: Database, code: str) -> bool:
    """Whether a code is somebody's on the roster, or of somebody who waits."""
    sql = (
        "select 1 from people_persons where lower(code) = lower(:code)"
        " union select 1 from people_joining where lower(code) = lower(:code) and declined = ''"
    )
    return value(db, sql, {"code": code}) is not None


def known(db: Database, name: str) -> bool:
    """Whether somebody on the roster has this name."""
    return value(db, "select 1 from people_persons where name = :name and active = 1", {"name": name}) is not None


def full(db: Database, poster: str) -> bool:
    """Whether so many wait behind a poster that they have to be looked through first."""
    sql = "select count(*) from people_joining where poster = :poster and declined = ''"
    return bool(value(db, sql, {"poster": poster}) >= AT_MOST)


def ask(db: Database, id: str, poster: Poster, draft: Draft, kept: str, at: datetime) -> None:
    """Somebody asks to join, with a password's hash. What was declined under the same code goes."""
    forget_old(db, at)
    db.conn.execute("delete from people_joining where lower(code) = lower(:code)", {"code": draft.code})
    db.conn.execute(
        "insert into people_joining (id, poster, unit, code, title, name, position, hash, at)"
        " values (:id, :poster, :unit, :code, :title, :name, :position, :hash, :at)",
        {
            "id": id, "poster": poster.id, "unit": poster.unit, "code": draft.code, "title": draft.title,
            "name": draft.name, "position": draft.position, "hash": kept, "at": at.isoformat(),
        },
    )  # fmt: skip


def old(db: Database, at: datetime) -> bool:
    """Whether there is something to delete."""
    return (
        value(db, "select 1 from people_joining where at < :old limit 1", {"old": (at - WAITS).isoformat()}) is not None
    )


def forget_old(db: Database, at: datetime) -> None:
    """Delete what was written to join so long ago that nobody comes back to it."""
    db.conn.execute("delete from people_joining where at < :old", {"old": (at - WAITS).isoformat()})


def waiting(db: Database, units: frozenset[str]) -> list[Waiting]:
    """Who asked to join one of these units, the first one first, and who on the roster is called so already."""
    like: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows(
        db,
        "select j.id, p.code, p.unit from people_joining j join people_persons p on p.name = j.name"
        " where p.active = 1 and j.declined = '' order by p.code",
    ):
        like[row["id"]].append((row["code"], row["unit"]))
    found = rows(db, "select * from people_joining where declined = '' order by at, id")
    return [
        Waiting(
            row["id"], row["unit"], row["code"], row["title"], row["name"], row["position"],
            local_day(datetime.fromisoformat(row["at"])), tuple(like[row["id"]]),
        )
        for row in found
        if row["unit"] in units
    ]  # fmt: skip


def asked(db: Database, code: str) -> tuple[str, Answer] | None:
    """The kept hash of whoever asked to join under a code, and what they are told."""
    row = one(db, "select * from people_joining where lower(code) = lower(:code)", {"code": code})
    return (row["hash"], Answer(bool(row["declined"]), row["word"])) if row else None


def admit(writing: Writing, new_id: str, id: str, units: frozenset[str]) -> Text | None:
    """Put somebody who waits for one of these units on the roster, with the password that they chose; or why not."""
    row = one(writing.db, "select * from people_joining where id = :id and declined = ''", {"id": id})
    if row is None or row["unit"] not in units:
        return Text(th="ผู้นี้ไม่ได้รออยู่แล้ว", en="This person waits no longer.")
    if value(writing.db, "select 1 from people_persons where lower(code) = lower(:code)", {"code": row["code"]}):
        return Text(
            th=f"รหัส {row['code']} มีผู้ใช้ในบัญชีบุคลากรแล้ว — ไม่รับ พร้อมบอกให้สมัครใหม่ด้วยรหัสอื่น",
            en=f"The code {row['code']} is somebody's on the roster by now — decline, and say so.",
        )
    draft = Draft(row["code"], row["title"], row["name"], row["position"], "")
    person = roster.add(writing, new_id, draft, row["unit"])
    signins.set_password(writing.db, person, row["hash"])
    writing.db.conn.execute("delete from people_joining where id = :id", {"id": id})
    return None


def decline(db: Database, id: str, units: frozenset[str], word: str, at: datetime) -> bool:
    """Say no, with a word for the person. Of what they wrote only code and password stay, so that they can be told."""
    row = one(db, "select unit from people_joining where id = :id and declined = ''", {"id": id})
    if row is None or row["unit"] not in units:
        return False
    db.conn.execute(
        "update people_joining set declined = :at, word = :word, title = '', name = '', position = '' where id = :id",
        {"at": at.isoformat(), "word": word, "id": id},
    )
    return True
