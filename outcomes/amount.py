"""A figure's last digit: how an amount is rounded and written, said once.

Page, documents, workbook and API print what `shown` and `number` give, so that no two of them can disagree.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from core.language import Language, Text

Amount = int | float | Fraction | None  # None is hidden: fewer people stand behind it than may be shown
MEAN = GAIN = PERCENT = 2  # digits after the point: means and deviations, normalised gain, per cent

HIDDEN = Text(th="ไม่แสดง (น้อยกว่า 5 คน)", en="not shown (fewer than 5 people)")


def exact(value: Amount, digits: int = 0) -> Decimal | None:
    """The amount at so many digits, halves away from zero as people and workbooks round; None where it is hidden.

    A float counts as the decimal number that it is written as: 2.675 gives 2.68 though its bits lie below it.
    """
    if value is None:
        return None
    true = Fraction(repr(value)) if isinstance(value, float) else Fraction(value)
    whole = (abs(true) * 10**digits * 2 + 1) // 2
    return Decimal(whole if true >= 0 else -whole).scaleb(-digits)


def shown(value: Amount, digits: int = 0, language: Language = "th") -> str:
    """The amount as it is printed: "1,234", "62.50", or the words for what is hidden."""
    found = exact(value, digits)
    return HIDDEN[language] if found is None else f"{found:,}"


def number(value: Amount, digits: int = 0) -> int | float | None:
    """The amount as a workbook and the API bear it: the very number that `shown` prints."""
    found = exact(value, digits)
    if found is None:
        return None
    return int(found) if digits == 0 else float(found)


def percent(part: Amount) -> Amount:
    """A share (0 to 1) in per cent."""
    return None if part is None else Fraction(repr(part) if isinstance(part, float) else part) * 100


def share(part: Amount, whole: Amount) -> Amount:
    """How much of a whole a part is, 0 to 1; None where either is hidden or there is no whole."""
    return None if part is None or not whole else Fraction(part) / Fraction(whole)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its key, by which page, document, workbook and API name the same thing."""

    key: str
    label: Text
    value: Amount
    unit: Text
    digits: int = 0
    missing: Text = HIDDEN  # what is said where there is no value

    def shown(self, language: Language = "th") -> str:
        """As it is printed."""
        return self.missing[language] if self.value is None else shown(self.value, self.digits, language)

    @property
    def number(self) -> int | float | None:
        """As a workbook and the API bear it."""
        return number(self.value, self.digits)
