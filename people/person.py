"""What may be said of a person before they are on the roster, and what is wrong with it."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, fields

from core.directory import ROLES, Role
from core.language import Text

LONGEST = {"code": 40, "title": 40, "name": 120, "position": 120, "unit": 300}  # characters
_FIELDS = {"code": "รหัส", "title": "คำนำหน้า", "name": "ชื่อ", "position": "ตำแหน่ง", "unit": "หน่วยงาน"}
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

    `row` is where a sheet shows it, 0 when it came another way; it says nothing of the person.
    """

    code: str
    title: str
    name: str
    position: str
    unit: str
    role: str = "learner"
    executive: str = ""
    row: int = field(default=0, compare=False, kw_only=True)

    @property
    def units(self) -> tuple[str, ...]:
        """The unit's name and those above it, from the top."""
        return tuple(part for raw in self.unit.split(">") if (part := tidy(raw)))

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


def tidy(text: str) -> str:
    """Text as it is kept: NFC, no control characters, single spaces, none at the ends."""
    kept = "".join(" " if unicodedata.category(c) in ("Cc", "Zs") else c for c in unicodedata.normalize("NFC", text))
    kept = SARA_AM.sub("\\1ำ", kept)  # typed as two signs it looks the same, and is another word to a computer
    return re.sub(" +", " ", kept).strip()


def tidied(draft: Draft) -> Draft:
    """A draft with every field tidied."""
    return Draft(*(tidy(getattr(draft, each.name)) for each in fields(draft) if each.name != "row"), row=draft.row)


def wrongs(draft: Draft, *, code_needed: bool = False) -> Iterator[Text]:
    """Everything that is wrong with a draft, with what to write."""
    if not draft.name:
        yield Text(th="ยังไม่มีชื่อ — เขียนชื่อและนามสกุล", en="the name is missing — write first name and surname")
    if not draft.units:
        yield Text(th="ยังไม่มีหน่วยงาน — เขียนชื่อหน่วยงาน", en="the unit is missing — write the unit's name")
    if code_needed and not draft.code:
        yield Text(th="ยังไม่มีรหัส — เขียนรหัสเจ้าหน้าที่", en="the code is missing — write the staff code")
    for name, most in LONGEST.items():
        if len(getattr(draft, name)) > most:
            yield Text(
                th=f"{_FIELDS[name]}ยาวเกิน {most} ตัวอักษร — ย่อให้สั้นลง",
                en=f"{name} is longer than {most} characters — shorten it",
            )
    if draft.as_role is None:
        known = ", ".join(f"{ROLE_WORDS[role].th}/{role}" for role in ROLES)
        yield Text(
            th=f"ไม่มีบทบาท “{draft.role}” — ใช้คำใดคำหนึ่ง: {known}",
            en=f"there is no role “{draft.role}” — use one of: {known}",
        )
    if draft.executive.strip().lower() not in _YES | _NO:
        yield Text(
            th=f"“{draft.executive}” ไม่ใช่ ใช่/ไม่ใช่ — เขียน ใช่ หรือเว้นว่าง",
            en=f"“{draft.executive}” is neither yes nor no — write yes, or leave it empty",
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
