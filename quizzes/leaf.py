"""One person's test as it is printed."""

from dataclasses import dataclass
from datetime import date

from core.language import Language, Text
from quizzes.entry import Question


@dataclass(frozen=True, slots=True)
class Leaf:
    """What stands on the sheet. `number` is the attempt's, `address` what the QR code holds."""

    holder: str
    code: str
    unit: str
    programme: Text
    moment: str
    form: str
    number: str
    address: str
    printed: date
    language: Language
    questions: tuple[Question, ...]
