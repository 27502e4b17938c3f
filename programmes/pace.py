"""The pace at which a programme is walked: by which day it is due, and what belongs to each day."""

from collections.abc import Iterator, Sequence
from datetime import date

from core.calendar import short_date
from core.language import Text
from core.path import Brief, Step
from programmes.reminder import left_in_words


def days(minutes: Sequence[int], daily: int) -> Iterator[tuple[int, int]]:
    """The first and the last day, from 1, of steps that take so many minutes each, at `daily` minutes a day.

    A step that does not fit into what is left of a day begins on the next one; a longer one goes on over several.
    """
    day, spent = 1, 0
    for each in minutes:
        if spent and spent + each > daily:
            day, spent = day + 1, 0
        first, spent = day, spent + each
        day, spent = day + (spent - 1) // daily if spent else day, (spent - 1) % daily + 1 if spent else 0
        yield first, day


def day_in_words(first: int, last: int) -> Text:
    """The days of a step, as a path shows them."""
    if first == last:
        return Text(th=f"วันที่ {first}", en=f"day {first}")
    return Text(th=f"วันที่ {first}–{last}", en=f"days {first}–{last}")


def daily_plan(brief: Brief, steps: Sequence[Step]) -> list[Text]:
    """The days of each step; none for a programme that people walk as they like."""
    return [day_in_words(*each) for each in days([step.minutes for step in steps], brief.daily)] if brief.daily else []


def until(brief: Brief, today: date) -> Text:
    """By which day a person should be done, and how many days that leaves. Late is not too late."""
    due = brief.due or brief.last
    if due < today <= brief.last:
        return Text(
            th=f"วันที่แนะนำ {short_date(due, 'th')} ผ่านแล้ว ยังทำต่อได้ถึง {short_date(brief.last, 'th')}",
            en=f"meant to be done by {short_date(due, 'en')}; you can go on until {short_date(brief.last, 'en')}",
        )
    left = left_in_words((due - today).days)
    return Text(th=f"ถึงวันที่ {short_date(due, 'th')} · {left.th}", en=f"until {short_date(due, 'en')} · {left.en}")
