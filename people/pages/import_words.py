"""What an import changes, in words: one value of a person, before and after."""

from collections.abc import Mapping
from datetime import date

from core.calendar import short_date
from core.directory import ROLES, Unit
from core.visit import Visit
from people.pages.said import named
from people.person import FIELDS, ROLE_WORDS
from people.review import Change

Units = Mapping[str, Unit]
LINES = 50  # of a table at once


def change(who: Visit, each: Change, units: Units, on: str = "") -> str:
    """One value as it was and as it is; `on`: from which day (ISO), where it was an earlier one."""
    match each.field:
        case "came":
            return who.say("เพิ่มเข้าบัญชี", "came")
        case "left":
            return who.say("ออกจากบัญชี", "left")
        case "back":
            return who.say("กลับเข้าบัญชี", "comes back") + since(who, on)
        case "role":
            return _role(who, each)
        case "unit":
            label = who.say("ย้าย", "moves")
        case field:
            label = FIELDS[field][who.language]
    day = since(who, on) if each.field == "unit" else ""
    return f"{label}: {_value(who, each.field, each.before, units)} → {_value(who, each.field, each.after, units)}{day}"


def since(who: Visit, on: str) -> str:
    """From which day; nothing where it is today."""
    day = short_date(date.fromisoformat(on), who.language) if on else ""
    return who.say(f" ตั้งแต่ {day}", f" since {day}") if day else ""


def _role(who: Visit, each: Change) -> str:
    role = next(role for role in ROLES if role == (each.after or each.before))
    if each.after:
        return who.say(f"ให้บทบาท{ROLE_WORDS[role].th}", f"becomes {ROLE_WORDS[role].en}")
    return who.say(f"ถอนบทบาท{ROLE_WORDS[role].th}", f"is no longer {ROLE_WORDS[role].en}")


def _value(who: Visit, field: str, value: str, units: Units) -> str:
    if field in ("unit", "also"):
        return named(who, units, value.split())
    if field == "executive":
        return who.say("ใช่", "yes") if value else who.say("ไม่ใช่", "no")
    return value or "–"
