"""Asking to join by a poster: the code that somebody chooses, and what a poster and a waiting person are."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.language import Text
from people.person import tidy

WAITS = timedelta(days=60)  # then what somebody wrote to join is deleted, answered or not
AT_MOST = 500  # waiting behind one poster; whoever made it looks through these first
SHORTEST, LONGEST = 3, 20  # characters of a code that somebody chooses
LASTS = (7, 30, 90)  # days for which a poster may be made
# A Thai letter with what is written round it, in the one order in which it is typed (เ–ไ before; then the vowel above or
# below, then the tone mark; then ะ, า, ำ): so no two codes look alike and differ.
_LETTER = "[เแโใไ]?[ก-ฮ][ัิีึืฺุู็]?[่้๊๋์]?[ะาำๅ]{0,2}|[A-Za-z0-9๐-๙ๆ]"
PATTERN = rf"(?:{_LETTER})+(?:(?:\.|-)(?:{_LETTER})+)*"  # read by Python and by browsers alike
_CODE, _STRANGE = re.compile(PATTERN), re.compile(r"[^A-Za-z0-9\u0e01-\u0e4c๐-๙.-]")
RULE = Text(
    th=f"{SHORTEST}–{LONGEST} ตัว เป็นภาษาไทย ภาษาอังกฤษ หรือตัวเลข เช่น มาลี25 หรือ malee25",
    en=f"{SHORTEST} to {LONGEST} characters: Thai or English letters and digits, such as malee25",
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


def own(code: str) -> str:
    """A code as it is kept: tidy, with a แ that was typed as two เ. It looks the same, so it is the same."""
    return tidy(code).replace("เเ", "แ")


def code_wrong(code: str, taken: bool) -> Text | None:
    """What is wrong with a code that somebody chose: what there is of it, and the rule."""
    why = _misspelt(code)
    if why:
        return Text(th=f"{why.th} — {RULE.th}", en=f"{why.en} — {RULE.en}")
    if taken:
        return Text(
            th=f"“{code}” มีผู้ใช้แล้ว แต่ละคนต้องมีรหัสของตนเอง — เติมตัวเลข เช่น {code[: LONGEST - 2]}25",
            en=f"“{code}” is taken; everybody has one of their own — add digits, such as {code[: LONGEST - 2]}25.",
        )
    return None


def _misspelt(code: str) -> Text | None:
    if not code:
        return Text(th="ยังไม่มีรหัสเข้าใช้งาน", en="The sign-in code is missing")
    if " " in code:
        return Text(th=f"“{code}” มีช่องว่าง พิมพ์ให้ติดกัน", en=f"“{code}” has a space in it; write it as one")
    if strange := _STRANGE.search(code):
        return Text(
            th=f"“{strange[0]}” ใช้ในรหัสไม่ได้ พิมพ์ใหม่โดยไม่มีตัวนี้", en=f"“{strange[0]}” cannot be in a code; leave it out"
        )
    if len(code) < SHORTEST:
        return Text(th=f"“{code}” สั้นเกินไป", en=f"“{code}” is too short")
    if len(code) > LONGEST:
        return Text(th=f"“{code}” ยาวเกินไป", en=f"“{code}” is too long")
    if code[0] in ".-" or code[-1] in ".-" or re.search(r"[.-]{2}", code):
        return Text(
            th=f"“{code}” มีจุดหรือขีดที่ต้นหรือท้าย หรือติดกัน", en=f"“{code}” has a dot or hyphen at an end, or two together"
        )
    if not _CODE.fullmatch(code):
        return Text(
            th=f"“{code}” มีสระหรือวรรณยุกต์ผิดที่ พิมพ์คำนั้นใหม่",
            en=f"“{code}” has a vowel or tone mark out of its place; type it again",
        )
    return None
