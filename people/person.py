"""What may be said of a person before they are on the roster, and what is wrong with it."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date

from core.calendar import short_date
from core.day import day_of
from core.directory import ROLES, Role
from core.language import Text
from people.marks import MARKS, piled

LONGEST = {"code": 40, "title": 40, "name": 120, "position": 120, "unit": 300, "also": 900}  # characters
FIELDS = {
    "code": Text(th="รหัส", en="code"),
    "title": Text(th="คำนำหน้า", en="title"),
    "name": Text(th="ชื่อ", en="name"),
    "position": Text(th="ตำแหน่ง", en="position"),
    "unit": Text(th="หน่วยงาน", en="unit"),
    "role": Text(th="บทบาท", en="role"),
    "executive": Text(th="ผู้บริหาร", en="executive"),
    "also": Text(th="หน่วยงานรอง", en="secondary units"),
}
NAMELESS = Text(th="ยังไม่มีชื่อ — เขียนชื่อและนามสกุล", en="the name is missing — write first name and surname")
MINIMUM_PASSWORD = 8  # characters; NIST SP 800-63B section 5.1.1.1
MAXIMUM_PASSWORD = 128  # characters; argon2 would take more, a form need not

ROLE_WORDS: dict[Role, Text] = {
    "learner": Text(th="ผู้เรียน", en="learner"),
    "trainer": Text(th="วิทยากร", en="trainer"),
    "manager": Text(th="ผู้กำกับติดตาม", en="manager"),
    "administrator": Text(th="ผู้ดูแลระบบ", en="administrator"),
}
SARA_AM = re.compile("ํ([่-๋]?)า")
_YES = {"yes", "y", "1", "true", "ใช่", "ผู้บริหาร", "executive"}
_NO = {"", "no", "n", "0", "false", "ไม่", "ไม่ใช่", "สมาชิก", "member"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A person as entered. `unit` is the way through the tree: names from the top, " > " between them.

    `also` are ways to secondary units, ";" between them; `since` is the day of coming or moving, when it is entered later.
    `row` is where a sheet shows it, 0 when it came another way; `silent` names the fields of which the sheet has no
    column, so that it says nothing of them.
    """

    code: str
    title: str
    name: str
    position: str
    unit: str
    role: str = "learner"
    executive: str = ""
    also: str = ""
    since: str = ""
    row: int = field(default=0, compare=False, kw_only=True)
    silent: frozenset[str] = field(default=frozenset(), compare=False, kw_only=True)

    @property
    def units(self) -> tuple[str, ...]:
        """The unit's name and those above it, from the top."""
        return parted(self.unit)

    @property
    def others(self) -> tuple[tuple[str, ...], ...]:
        """The ways to the secondary units."""
        return tuple(way for raw in self.also.split(";") if (way := parted(raw)))

    @property
    def leads(self) -> bool:
        return self.executive.strip().lower() in _YES

    @property
    def as_role(self) -> Role | None:
        """The role for its Thai or English word; None when there is no such role."""
        word = self.role.strip().lower()
        if not word:
            return "learner"
        return next((role for role in ROLES if word in (role, ROLE_WORDS[role].th)), None)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row (counted as the sheet shows it; 0 when it came another way) that cannot be taken, and why."""

    row: int
    why: Text


def tidy(text: str) -> str:
    """Text as it is kept: NFC, no control characters, single spaces, none at the ends."""
    kept = "".join(" " if unicodedata.category(c) in ("Cc", "Zs") else c for c in unicodedata.normalize("NFC", text))
    kept = SARA_AM.sub("\\1ำ", kept)  # typed as two signs it looks the same, and is another word to a computer
    return re.sub(" +", " ", kept).strip()


def parted(way: str) -> tuple[str, ...]:
    """The names in a way as it is written, "A > B", from the top."""
    return tuple(part for raw in way.split(">") if (part := tidy(raw)))


def tidied(draft: Draft) -> Draft:
    """A draft with every field tidied."""
    given = (tidy(getattr(draft, each.name)) for each in fields(draft) if not each.kw_only)
    return Draft(*given, row=draft.row, silent=draft.silent)


def wrongs(draft: Draft, *, code_needed: bool = False) -> Iterator[Text]:
    """Everything that is wrong with a draft, with what to write."""
    if not draft.name:
        yield NAMELESS
    if not draft.units:
        yield Text(th="ยังไม่มีหน่วยงาน — เขียนชื่อหน่วยงาน", en="the unit is missing — write the unit's name")
    if code_needed and not draft.code:
        yield Text(th="ยังไม่มีรหัส — เขียนรหัสเข้าใช้งาน", en="the code is missing — write the sign-in code")
    for name in LONGEST:
        yield from _overdone(draft, name)
    if draft.as_role is None:
        yield Text(
            th=f"ไม่มีบทบาท “{draft.role}” — ใช้คำใดคำหนึ่ง: {', '.join(ROLE_WORDS[role].th for role in ROLES)}",
            en=f"there is no role “{draft.role}” — use one of: {', '.join(ROLES)}",
        )
    if draft.executive.strip().lower() not in _YES | _NO:
        yield Text(
            th=f"“{draft.executive}” ไม่ใช่ ใช่/ไม่ใช่ — เขียน ใช่ หรือเว้นว่าง",
            en=f"“{draft.executive}” is neither yes nor no — write yes, or leave it empty",
        )
    if draft.since and day_of(draft.since) is None:
        yield no_day(draft.since)


def wrongs_of(draft: Draft, name: str) -> Iterator[Text]:
    """What is wrong with one of its fields: to be said beside it."""
    if name == "name" and not draft.name:
        yield NAMELESS
    yield from _overdone(draft, name)


def _overdone(draft: Draft, name: str) -> Iterator[Text]:
    text, most = getattr(draft, name), LONGEST[name]
    if len(text) > most:
        yield Text(
            th=f"{FIELDS[name].th}ยาวเกิน {most} ตัวอักษร — ย่อให้สั้นลง",
            en=f"{name} is longer than {most} characters — shorten it",
        )
    if pile := piled(text):
        yield Text(
            th=f"{FIELDS[name].th}มีสระหรือวรรณยุกต์ซ้อนกันเกิน {MARKS} ตัวที่ “{pile}” — พิมพ์คำนั้นใหม่",
            en=f"{name} has more than {MARKS} marks on one letter at “{pile}” — type that word again",
        )


def no_day(text: str) -> Text:
    """What is wrong with words that are no day."""
    return Text(
        th=f"“{text}” ไม่ใช่วันที่ — เขียนแบบ 1/3/2569 หรือ 2026-03-01",
        en=f"“{text}” is not a day — write it as 2026-03-01, or as 1/3/2569",
    )


def to_come(text: str) -> Text:
    """What is wrong with a day that is still to come."""
    return Text(th=f"วันที่ {text} ยังไม่ถึง — ทำเมื่อถึงวันนั้น", en=f"the day {text} is still to come — do it then")


def not_yet_gone(text: str, left: date) -> Text:
    """What is wrong with a day of coming back that lies before that of leaving."""
    return Text(
        th=f"วันที่ {text} อยู่ก่อนวันที่ออกจากบัญชี ({short_date(left, 'th')}) — ใส่วันที่กลับมา หรือเว้นว่าง",
        en=f"the day {text} lies before they left ({short_date(left, 'en')}) — write the day of coming back, or leave it empty",
    )


def in_doubt(draft: Draft) -> Refusal:
    """Why a row without a code cannot be taken where several people of its name stand in its unit."""
    return Refusal(
        draft.row,
        Text(
            th=f"มี “{draft.name}” หลายคนในหน่วยงานนี้ — ใส่รหัสของคนที่หมายถึง",
            en=f"several people in this unit are called “{draft.name}” — write the code of the one that is meant",
        ),
    )


def password_wrong(password: str, code: str) -> Text | None:
    """What is wrong with a password that somebody chose."""
    if len(password) < MINIMUM_PASSWORD:
        return Text(
            th=f"รหัสผ่านสั้นเกินไป ใช้อย่างน้อย {MINIMUM_PASSWORD} ตัวอักษร",
            en=f"The password is too short. Use at least {MINIMUM_PASSWORD} characters.",
        )
    if len(password) > MAXIMUM_PASSWORD:
        return Text(
            th=f"รหัสผ่านยาวเกินไป ใช้ไม่เกิน {MAXIMUM_PASSWORD} ตัวอักษร",
            en=f"The password is too long. Use at most {MAXIMUM_PASSWORD} characters.",
        )
    if password.strip().lower() == code.lower() or len(set(password)) < 3:
        return Text(
            th="รหัสผ่านนี้เดาง่ายเกินไป ลองใช้วลีสั้น ๆ ที่จำได้",
            en="This password is too easy to guess. Try a short phrase that you remember.",
        )
    return None
