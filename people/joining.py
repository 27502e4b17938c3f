"""Asking to join by a poster: the code that somebody chooses, and what a poster and a waiting person are."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.language import Text

WAITS = timedelta(days=60)  # then what somebody wrote to join is deleted, answered or not
AT_MOST = 500  # waiting behind one poster; whoever made it looks through these first
SHORTEST, LONGEST = 3, 20  # characters of a code that somebody chooses
LASTS = (7, 30, 90)  # days for which a poster may be made
_CODE = re.compile(r"[A-Za-z0-9ก-ฮ]+([.-][A-Za-z0-9ก-ฮ]+)*")
RULE = Text(
    th=f"{SHORTEST}–{LONGEST} ตัว ใช้ตัวอักษรอังกฤษ ก–ฮ ตัวเลข จุด หรือขีดกลาง ไม่เว้นวรรค เช่น malee25",
    en=f"{SHORTEST} to {LONGEST} signs: letters, digits, with dots or hyphens between, no space, such as malee25",
)


@dataclass(frozen=True, slots=True)
class Poster:
    """A unit's join link on a wall. `at_once`: whoever comes is on the roster; otherwise somebody admits them."""

    id: str
    unit: str
    at_once: bool
    ends: datetime
    ended: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who asked to join. `like`: who on the roster has that name already, each as (code, unit)."""

    id: str
    unit: str
    code: str
    title: str
    name: str
    position: str
    since: date
    like: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody who asked to join is told when they sign in. `declined`: it was said no, with this word."""

    declined: bool
    word: str


def code_wrong(code: str, taken: bool) -> Text | None:
    """What is wrong with a code that somebody chose, and the rule."""
    if not SHORTEST <= len(code) <= LONGEST or not _CODE.fullmatch(code):
        return Text(th=f"รหัส “{code}” ใช้ไม่ได้ — {RULE.th}", en=f"The code “{code}” cannot be used — {RULE.en}")
    if taken:
        return Text(
            th=f"รหัส “{code}” มีผู้ใช้แล้ว แต่ละคนต้องมีรหัสของตนเอง — เติมตัวเลขหรือเลือกรหัสใหม่",
            en=f"The code “{code}” is taken; everybody has one of their own — add a digit, or choose another.",
        )
    return None
