"""A figure's last digit: how an amount is rounded and written, said once.

Page, documents, workbook and API print what `shown` and `number` give, so that no two of them can disagree.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import TypeGuard

from core.language import Language, Text
from outcomes.measure import SMALLEST


class Hidden(Enum):
    """Stands in the place of an amount that may not be shown, and says why. Its value is the open data's word."""

    FEW = "few"  # one to four people stand behind it
    GUARDED = "guarded"  # beside what is shown elsewhere it would tell of fewer than five


Count = int | Hidden | None
Amount = int | float | Fraction | Hidden | None  # None: there is nobody yet of whom it could be told
MEAN = GAIN = PERCENT = 2  # digits after the point: means and deviations, normalised gain, per cent

NOBODY = Text(th="ยังไม่มีข้อมูล", en="nobody yet")
WHY = {
    Hidden.FEW: Text(th="ไม่แสดง (น้อยกว่า 5 คน)", en="not shown (fewer than 5 people)"),
    Hidden.GUARDED: Text(th="ไม่แสดง (อาจย้อนหาตัวบุคคลได้)", en="not shown (could point to individuals)"),
}


def why(value: Amount) -> Text:
    """The words in the place of what is not there."""
    return WHY[value] if isinstance(value, Hidden) else NOBODY


def unsaid(language: Language) -> frozenset[str]:
    """All words that stand in the place of amounts."""
    return frozenset({NOBODY[language], *(words[language] for words in WHY.values())})


def told(value: Amount) -> TypeGuard[int | float | Fraction]:
    """Whether there is an amount to print."""
    return value is not None and not isinstance(value, Hidden)


def counted(value: Count) -> int:
    """The count, or nobody where it is not told."""
    return value if isinstance(value, int) else 0


def unshown(people: int) -> Hidden | None:
    """What stands in the place of marks that may not be shown, given how many people have them."""
    return None if people == 0 else Hidden.FEW if people < SMALLEST else Hidden.GUARDED


def exact(value: Amount, digits: int = 0) -> Decimal | None:
    """The amount at so many digits, halves away from zero as people and workbooks round; None where there is none.

    A float counts as the decimal number that it is written as: 2.675 gives 2.68 though its bits lie below it.
    """
    if not told(value):
        return None
    true = Fraction(repr(value)) if isinstance(value, float) else Fraction(value)
    whole = (abs(true) * 10**digits * 2 + 1) // 2
    return Decimal(whole if true >= 0 else -whole).scaleb(-digits)


def shown(value: Amount, digits: int = 0, language: Language = "th") -> str:
    """The amount as it is printed: "1,234", "62.50", or the words for what is not there."""
    found = exact(value, digits)
    return why(value)[language] if found is None else f"{found:,}"


def number(value: Amount, digits: int = 0) -> int | float | None:
    """The amount as a workbook and the API bear it: the very number that `shown` prints."""
    found = exact(value, digits)
    if found is None:
        return None
    return int(found) if digits == 0 else float(found)


def percent(part: Amount) -> Amount:
    """A share (0 to 1) in per cent."""
    return Fraction(repr(part) if isinstance(part, float) else part) * 100 if told(part) else part


def share(part: Amount, whole: Amount) -> Amount:
    """How much of a whole a part is, 0 to 1; hidden where either is, None where there is no whole."""
    if told(part) and told(whole):
        return Fraction(part) / Fraction(whole) if whole else None
    return part if told(whole) else whole


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its key, by which page, document, workbook and API name the same thing."""

    key: str
    label: Text
    value: Amount
    unit: Text
    digits: int = 0
    missing: Text | None = None  # what is said where there is no value, if it is not `why`

    def shown(self, language: Language = "th") -> str:
        """As it is printed."""
        return self.missing[language] if self.missing and not told(self.value) else shown(self.value, self.digits, language)  # fmt: skip

    def said(self, language: Language) -> str:
        """With its unit, as one reads it: Thai says ร้อยละ before the number, and of what it is after it."""
        number, unit = self.shown(language), self.unit[language]
        if not told(self.value):
            return number
        if unit.startswith("ร้อยละ"):
            return f"ร้อยละ {number} {unit.removeprefix('ร้อยละ')}".rstrip()
        return f"{number} {unit}"

    @property
    def hidden(self) -> str:
        """Why there is no number, as the open data says it: "few", "guarded", "nobody"; "" where there is one."""
        if told(self.value):
            return ""
        return self.value.value if isinstance(self.value, Hidden) else "nobody"

    @property
    def number(self) -> int | float | None:
        """As a workbook and the API bear it."""
        return number(self.value, self.digits)
