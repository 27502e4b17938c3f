"""Days as Thai offices count them: Bangkok time, the Buddhist Era, fiscal years and quarters.

Fiscal year N runs from 1 October N-1 to 30 September N, both in B.E., and is named by the later year;
quarter 1 is October to December.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from core.language import Language

BANGKOK = timezone(timedelta(hours=7), "Asia/Bangkok")  # no daylight saving since 1920; needs no zone files
ERA = 543  # B.E. = C.E. + 543

MONTHS_TH = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
SHORT_TH = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_ARABIC_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def local_day(moment: datetime) -> date:
    """The Bangkok day of an aware moment."""
    return moment.astimezone(BANGKOK).date()


def fiscal_year(day: date) -> int:
    """The fiscal year (B.E.) that a day belongs to: 1 October 2026 gives 2570."""
    return day.year + ERA + (1 if day.month >= 10 else 0)


def quarter(day: date) -> int:
    """The quarter of the fiscal year, 1 to 4: October gives 1."""
    return (day.month + 2) % 12 // 3 + 1


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def begins(self) -> datetime:
        """The first moment (UTC) of the span."""
        return datetime.combine(self.first, datetime.min.time(), BANGKOK).astimezone(UTC)

    @property
    def ends(self) -> datetime:
        """The first moment (UTC) after the span."""
        return datetime.combine(self.last + timedelta(days=1), datetime.min.time(), BANGKOK).astimezone(UTC)


def fiscal_span(year: int, to_quarter: int = 4) -> Span:
    """The days of fiscal year `year` (B.E., 2401 to 2999) up to the end of `to_quarter` (1 to 4)."""
    if not 2401 <= year <= 2999 or not 1 <= to_quarter <= 4:
        raise ValueError(f"fiscal year {year} quarter {to_quarter} is not within 2401-2999 and 1-4")
    first = date(year - ERA - 1, 10, 1)
    after = date(year - ERA, (1, 4, 7, 10)[to_quarter - 1], 1)
    return Span(first, after - timedelta(days=1))


def thai_digits(text: str) -> str:
    """The text with Arabic digits written as Thai ones, every one of them: systems never mix within a date."""
    return text.translate(_THAI_DIGITS)


def arabic_digits(text: str) -> str:
    """The text with Thai digits written as Arabic ones, as a machine reads them."""
    return text.translate(_ARABIC_DIGITS)


def long_date(day: date, language: Language, *, numerals: Language = "en") -> str:
    """A day in full: "21 พฤศจิกายน พ.ศ. 2569" or "21 November 2026"."""
    if language == "en":
        return f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}"
    text = f"{day.day} {MONTHS_TH[day.month - 1]} พ.ศ. {day.year + ERA}"
    return thai_digits(text) if numerals == "th" else text


def short_date(day: date, language: Language) -> str:
    """A day in short: "21 พ.ย. 2569" or "21 Nov 2026"."""
    if language == "en":
        return f"{day.day} {MONTHS_EN[day.month - 1][:3]} {day.year}"
    return f"{day.day} {SHORT_TH[day.month - 1]} {day.year + ERA}"
