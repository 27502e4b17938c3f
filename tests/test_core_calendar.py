"""Days as Thai offices count them: fiscal years and quarters, Bangkok's midnight, one system of numerals in a date."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import (
    BANGKOK,
    Span,
    fiscal_span,
    fiscal_year,
    local_day,
    long_date,
    quarter,
    short_date,
    thai_digits,
)
from core.language import LANGUAGES, Language

DAYS = st.dates(fiscal_span(2402).first, fiscal_span(2999).last)
ARABIC, THAI = re.compile("[0-9]"), re.compile("[๐-๙]")


def own_span(year: int, number: int) -> Span:
    """The days of one quarter alone."""
    before = fiscal_span(year, number - 1).last if number > 1 else fiscal_span(year - 1).last
    return Span(before + timedelta(days=1), fiscal_span(year, number).last)


def test_fiscal_year_2570_is_october_2026_to_september_2027() -> None:
    span = fiscal_span(2570)

    assert (span.first, span.last) == (date(2026, 10, 1), date(2027, 9, 30))


@pytest.mark.parametrize(
    ("number", "first", "last"),
    [
        (1, date(2026, 10, 1), date(2026, 12, 31)),
        (2, date(2027, 1, 1), date(2027, 3, 31)),
        (3, date(2027, 4, 1), date(2027, 6, 30)),
        (4, date(2027, 7, 1), date(2027, 9, 30)),
    ],
)
def test_the_quarters_begin_in_october(number: int, first: date, last: date) -> None:
    assert own_span(2570, number) == Span(first, last)
    assert quarter(first) == quarter(last) == number
    assert fiscal_span(2570, number) == Span(date(2026, 10, 1), last)  # up to its end, from the year's beginning


@given(DAYS)
def test_each_day_is_in_exactly_one_fiscal_year_and_quarter(day: date) -> None:
    near = [(day.year + 543 + step, number) for step in (-1, 0, 1) for number in (1, 2, 3, 4)]

    holding = [(year, number) for year, number in near if 2401 < year < 3000 and day in own_span(year, number)]

    assert holding == [(fiscal_year(day), quarter(day))]


@given(st.integers(2401, 2998))
def test_fiscal_years_follow_each_other_without_a_gap(year: int) -> None:
    assert fiscal_span(year).last + timedelta(days=1) == fiscal_span(year + 1).first
    assert fiscal_span(year).ends == fiscal_span(year + 1).begins
    assert (fiscal_span(year).last - fiscal_span(year).first).days + 1 in (365, 366)


@pytest.mark.parametrize(("year", "number"), [(2400, 1), (3000, 1), (2570, 0), (2570, 5), (2027, 1)])
def test_a_year_of_another_era_or_a_fifth_quarter_is_refused(year: int, number: int) -> None:
    with pytest.raises(ValueError, match=f"fiscal year {year} quarter {number}"):
        fiscal_span(year, number)


@given(DAYS, st.integers(0, 86_399_999_999))
def test_a_moment_is_in_the_span_of_its_bangkok_day(day: date, microseconds: int) -> None:
    moment = datetime.combine(day, datetime.min.time(), BANGKOK) + timedelta(microseconds=microseconds)

    assert local_day(moment.astimezone(UTC)) == day
    assert Span(day, day).begins <= moment < Span(day, day).ends


def test_the_day_changes_at_seventeen_hours_of_universal_time() -> None:
    assert local_day(datetime(2026, 9, 30, 16, 59, 59, 999_999, tzinfo=UTC)) == date(2026, 9, 30)
    assert local_day(datetime(2026, 9, 30, 17, tzinfo=UTC)) == date(2026, 10, 1)


def test_dates_are_written_as_the_field_writes_them() -> None:
    day = date(2026, 11, 21)

    assert long_date(day, "th") == "21 พฤศจิกายน พ.ศ. 2569"
    assert long_date(day, "th", numerals="th") == "๒๑ พฤศจิกายน พ.ศ. ๒๕๖๙"
    assert long_date(day, "en") == "21 November 2026"
    assert short_date(day, "th") == "21 พ.ย. 2569"
    assert short_date(day, "en") == "21 Nov 2026"


@given(DAYS, st.sampled_from(LANGUAGES), st.sampled_from(LANGUAGES))
def test_no_date_mixes_thai_and_arabic_numerals(day: date, language: Language, numerals: Language) -> None:
    for text in (long_date(day, language, numerals=numerals), short_date(day, language)):
        assert bool(ARABIC.search(text)) != bool(THAI.search(text))


@given(DAYS)
def test_no_two_days_are_written_alike_and_months_bear_their_own_names(day: date) -> None:
    next_day = day + timedelta(days=1)

    for language in LANGUAGES:
        assert long_date(day, language) != long_date(next_day, language)
        assert short_date(day, language) != short_date(next_day, language)
    assert short_date(day, "en") == f"{day.day} {day:%b} {day.year}"


@given(st.text())
def test_thai_digits_leave_no_arabic_one_and_nothing_else_changed(text: str) -> None:
    written = thai_digits(text)

    assert not ARABIC.search(written)
    assert [b for a, b in zip(text, written, strict=True) if a not in "0123456789"] == [
        a for a in text if a not in "0123456789"
    ]
