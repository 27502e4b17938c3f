"""A reminder: when one is due, and what it says. Warm and short; nobody is named in it, and nobody is scolded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.calendar import short_date
from core.language import Language, Text
from core.path import Brief, Step

MARKS = (30, 7, 1)  # days before the end
LATE = 4  # days: an office's computer is off at weekends and on long holidays
HOURS = range(8, 18)  # of the Bangkok day in which letters go by themselves


def days_left(last: date, today: date) -> int:
    """How many days are left after this one: 0 on the last day, less than 0 when it is over."""
    return (last - today).days


def mark_due(left: int) -> int | None:
    """The mark whose reminder is due with so many days left; up to LATE days late, and not past the last day."""
    return next((mark for mark in reversed(MARKS) if max(mark - LATE, 0) <= left <= mark), None)


def left_in_words(left: int) -> Text:
    """How many days are left, as it is said."""
    if left < 0:
        return Text(th="สิ้นสุดแล้ว", en="it has ended")
    if left == 0:
        return Text(th="วันนี้วันสุดท้าย", en="today is the last day")
    return Text(th=f"เหลืออีก {left} วัน", en=f"{left} day left" if left == 1 else f"{left} days left")


PLACE = Text(th="[ใส่ที่อยู่เว็บของระบบตรงนี้]", en="[put the system’s web address here]")  # of a link that is not known


def link(address: str) -> str:
    """The home page's address; in LINE it opens in the phone's own browser, where people stay signed in."""
    return f"{address.rstrip('/')}/?openExternalBrowser=1"


@dataclass(frozen=True, slots=True)
class Words:
    """A message to people who have the same next step; `step` is None for those who have not begun.

    `address`: the system's; "" where nobody knows it, and the message shows the place for it.
    """

    brief: Brief
    step: Step | None
    left: int
    address: str

    def subject(self, language: Language) -> str:
        """One line, for an e-mail."""
        return f"{self.brief.title[language]} · {left_in_words(self.left)[language]}"

    def text(self, language: Language) -> str:
        """The whole message."""
        lines = self._thai() if language == "th" else self._english()
        return "\n".join((*lines, link(self.address) if self.address else PLACE[language]))

    def _until(self) -> Text:
        if self.brief.days and not self.brief.due:  # a message to several newcomers, each with days of their own
            n = self.brief.days
            return Text(th=f"ทำให้ครบภายใน {n} วันนับจากวันแรกที่มาทำงาน", en=f"to be done within {n} days of your first day")
        left, due = left_in_words(self.left), self.brief.due or self.brief.last
        return Text(th=f"{left.th} (ถึงวันที่ {short_date(due, 'th')})", en=f"{left.en}, until {short_date(due, 'en')}")

    def _thai(self) -> Sequence[str]:
        until = self._until().th
        if self.step is None:
            return (
                f"เรียนทุกท่าน หลักสูตร “{self.brief.title.th}” {until}",
                "เริ่มได้ทันทีบนโทรศัพท์ ทำทีละขั้น หยุดพักได้ทุกเมื่อ ระบบบันทึกให้ทุกขั้น",
                "เริ่มที่นี่",
            )
        free = " อ่านได้เลย จะลงนามหรือไม่ขึ้นอยู่กับท่าน" if self.step.kind == "pledge" else ""
        return (
            f"เรียนทุกท่าน ขอบคุณที่เริ่มหลักสูตร “{self.brief.title.th}” แล้ว {until}",
            f"ขั้นต่อไปคือ “{self.step.title.th}”{free} สิ่งที่ทำไว้ยังอยู่ครบ",
            "ทำต่อที่นี่",
        )

    def _english(self) -> Sequence[str]:
        until = self._until().en
        if self.step is None:
            return (
                f"Dear colleagues, “{self.brief.title.en}”: {until}.",
                "It works on your phone, a step at a time. You can stop and come back; every step is saved.",
                "Begin here:",
            )
        free = " Read it; whether you sign is up to you." if self.step.kind == "pledge" else ""
        return (
            f"Dear colleagues, thank you for beginning “{self.brief.title.en}”: {until}.",
            f"Your next step is “{self.step.title.en}”.{free} All that you have done is kept.",
            "Go on here:",
        )
