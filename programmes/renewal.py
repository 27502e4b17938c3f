"""Next year's programme from this year's: a year later, under its own name, with a pre-test first that spares what is known.

Newcomers learn everything anew: theirs gets no pre-test, and begins where the former one ends, so that nobody who comes falls between.
"""

import re
from datetime import date, timedelta
from typing import Any

from core.calendar import thai_digits
from programmes.programme import Programme

LONGEST = 20  # characters of a code
KNOWN = 75  # per cent of a topic before, from which its lesson may be skipped: three of four questions


def renewed(slug: str, programme: Programme) -> tuple[str, Programme]:
    """Slug and programme of the next fiscal year."""
    year = programme.fiscal_year
    said: dict[str, Any] = programme.model_dump(exclude_defaults=True)
    title = {language: _retitled(text, year, language) for language, text in said["title"].items()}
    days: dict[str, Any] = {name: _a_year_later(said[name]) for name in ("first", "last") if name in said}
    path = [*said["path"]]
    skipping: dict[str, Any] = {}
    if programme.newcomers is None:
        path = [{"test": "pre"}, *(stop for stop in path if stop != {"test": "pre"})]
        skipping = {} if "known_at" in said else {"known_at": KNOWN}
    elif "first" in days:
        days["first"] = programme.span.last + timedelta(days=1)
    forms: dict[str, Any] = {"forms": ()} if len(set(programme.forms)) == 1 and len(_tests(path)) > 1 else {}
    changed = {
        **said, **days, **forms, **skipping, "title": title, "code": _named(programme.code, year, LONGEST), "fiscal_year": year + 1, "path": path,
    }  # fmt: skip
    return _named(slug, year, 60), Programme.model_validate(changed)


def _tests(path: list[dict[str, str]]) -> list[dict[str, str]]:
    return [stop for stop in path if "test" in stop]


def _named(name: str, year: int, longest: int) -> str:
    """A slug or code with the next year in it: in the place of this one, and else at the end."""
    if str(year) in name:
        return name.replace(str(year), str(year + 1))
    base = re.sub(r"-\d{4}$", "", name)[: longest - 5].rstrip("-")
    return f"{base}-{year + 1}"


def _retitled(title: str, year: int, language: str) -> str:
    for now, then in ((str(year), str(year + 1)), (thai_digits(str(year)), thai_digits(str(year + 1)))):
        if now in title:
            return title.replace(now, then)
    return f"{title} ปีงบประมาณ {year + 1}" if language == "th" else f"{title}, fiscal year {year + 1}"


def _a_year_later(day: date) -> date:
    """The same day of the next year; 28 February for the 29th."""
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
