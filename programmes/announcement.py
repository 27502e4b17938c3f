"""What a programme's poster and hand-out say of it: in the programme's own words, and of nobody."""

from dataclasses import dataclass

from core.calendar import long_date
from core.language import Language, Text, say
from core.path import Brief, Step
from programmes.reminder import link

ROUND = 5  # minutes: nobody plans a lunch break more exactly


@dataclass(frozen=True, slots=True)
class Announcement:
    """A programme as it is announced. `address`: the system's, "https://host"; `steps` as nobody has begun them.

    `contact`: whom the office named to be asked; "" where it named nobody.
    """

    organisation: Text
    brief: Brief
    steps: tuple[Step, ...]
    address: str
    contact: str = ""

    @property
    def scanned(self) -> str:
        """What the code holds."""
        return link(self.address)

    @property
    def topics(self) -> tuple[Step, ...]:
        """The lessons, in the order in which they are read."""
        return tuple(step for step in self.steps if step.kind == "lesson")

    @property
    def tests(self) -> tuple[Step, ...]:
        """The tests."""
        return tuple(step for step in self.steps if step.kind == "test")

    @property
    def minutes(self) -> int:
        """About how long all of it takes, never less than it does."""
        return -(-sum(step.minutes for step in self.steps) // ROUND) * ROUND

    def has(self, kind: str) -> bool:
        """Whether the path has a step of a kind."""
        return any(step.kind == kind for step in self.steps)

    def what(self, language: Language) -> tuple[str, ...]:
        """What it is, in two or three short lines."""
        n, minutes = len(self.topics), self.minutes
        reads = say(
            language,
            f"บทเรียนสั้น {n} เรื่อง เรียนบนโทรศัพท์ของท่าน",
            f"{n} short lessons on your own phone" if n != 1 else "One short lesson on your own phone",
        )
        takes = say(language, f"รวมราว {minutes} นาที พักแล้วทำต่อเมื่อใดก็ได้", f"About {minutes} minutes in all; stop and go on whenever you like")  # fmt: skip
        gets = say(language, "ทำครบทุกขั้น รับเกียรติบัตรที่ตรวจสอบได้", "Finish every step for a certificate that anybody can verify")  # fmt: skip
        return (*((reads,) if n else ()), takes, *((gets,) if self.has("certificate") else ()))

    def until(self, language: Language) -> str:
        """By when."""
        if days := self.brief.days:  # newcomers, each with days of their own
            return say(language, f"ทำให้ครบภายใน {days} วัน นับจากวันแรกที่มาทำงาน", f"Within {days} days of your first day at work")  # fmt: skip
        last = long_date(self.brief.last, language)
        return say(language, f"ทำได้ถึงวันที่ {last}", f"Open until {last}")

    def begins(self, language: Language) -> tuple[str, ...]:
        """How to begin, in three steps."""
        return (
            say(language, "สแกนคิวอาร์โค้ด หรือพิมพ์ที่อยู่ด้านล่าง", "Scan the code, or type the address below."),
            say(language, "เข้าด้วยรหัสเข้าใช้งานและรหัสผ่าน ครั้งแรกใช้ใบเข้าใช้งานที่ได้รับ", "Sign in with your sign-in code and password; the first time, with your slip."),
            say(language, "กดปุ่มขั้นต่อไป ทำทีละขั้น ทุกคำตอบบันทึกทันที", "Press the button for the next step. All is saved at once."),
        )  # fmt: skip
