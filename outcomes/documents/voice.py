"""In which language and with which numerals a document speaks."""

import re
from dataclasses import dataclass
from datetime import date

from core.calendar import long_date, short_date, thai_digits
from core.language import Language, Text, say
from outcomes.amount import Amount, shown, told, unsaid

# A run that holds a Latin letter stays as it is: addresses, the plan's indicator ids (A-O1), the chain's digits.
_RUN = re.compile(r"\S+")
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Voice:
    """Thai or English; with Thai numerals only when somebody asks for them, and then in every date and count."""

    language: Language = "th"
    numerals: Language = "en"

    def say(self, th: str, en: str) -> str:
        return say(self.language, th, en)

    def pick(self, text: Text) -> str:
        return text[self.language]

    def amount(self, value: Amount, digits: int = 0) -> str:
        return shown(value, digits, self.language)

    @property
    def unsaid(self) -> frozenset[str]:
        """The words in the places of amounts that are not there."""
        return unsaid(self.language)

    def day(self, day: date) -> str:
        return long_date(day, self.language)

    def short(self, day: date) -> str:
        return short_date(day, self.language)

    def people(self, value: Amount) -> str:
        """A count with its word: "12 คน"; what is hidden has its own words."""
        return f"{self.amount(value)} {self.say('คน', 'people')}" if told(value) else self.amount(value)

    def numbered(self, text: str) -> str:
        """The text in this voice's numerals."""
        if self.language == "en" or self.numerals == "en":
            return text
        return _RUN.sub(lambda run: run[0] if _LATIN.search(run[0]) else thai_digits(run[0]), text)
