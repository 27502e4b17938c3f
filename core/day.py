"""Days as offices write them: 1/3/2569, 1 มี.ค. 2569, 2026-03-01."""

import re
from datetime import date

from core.calendar import ERA, MONTHS_TH, SHORT_TH
from core.language import Language

_BUDDHIST = 2400  # years from here on are B.E.
_MONTHS = {name: place for names in (MONTHS_TH, SHORT_TH) for place, name in enumerate(names, 1)}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_FIGURES = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_WORDS = re.compile(r"(\d{1,2}) ?([ก-๙.]+?) ?(?:พ\.ศ\. ?)?(\d{4})")


def day_of(text: str) -> date | None:
    """The day that a text says, in figures of either kind; None when it says none. Years from 2400 on are B.E."""
    text = text.strip()
    if found := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _FIGURES.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    elif (found := _WORDS.fullmatch(text)) and found[2] in _MONTHS:
        day, month, year = int(found[1]), _MONTHS[found[2]], int(found[3])
    else:
        return None
    try:
        found_day = date(year - ERA if year >= _BUDDHIST else year, month, day)
    except ValueError:  # such as 31 April
        return None
    return found_day if found_day.year >= 1900 else None


def written(day: date, language: Language) -> str:
    """A day as it is typed in a field: 01/03/2569, in English 2026-03-01."""
    return f"{day.day:02}/{day.month:02}/{day.year + ERA}" if language == "th" else day.isoformat()
