"""What happens in the year of an office beside learning: people move and leave, some cannot go online, quarters close."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import house
from core.calendar import Span
from core.directory import Person
from demo.cast import UNITS
from demo.walking import Walking

SMALLEST = 30  # people; in a smaller office these would be too many
MOVERS, LEAVERS, HELPERS, OFFLINE = (14, 25), (15, 16), (12,), (17, 18)  # by their place in the office


def noon(year: int, month: int, day: int) -> datetime:
    """Noon of a day (C.E.) in Bangkok."""
    return Span(*[date(year, month, day)] * 2).begins + timedelta(hours=12)


class Story:
    """The events of fiscal year 2569, told into a walking."""

    def __init__(self, walking: Walking, people: Sequence[Person]):
        self.walking, self.people, self.plays = walking, people, house.plays()
        self.manager = next(person for person in people if person.code == "MANAGER")
        self.administrator = next(person for person in people if person.code == "ADMIN")

    def tell(self) -> None:
        """All of it."""
        self.walking.typists = (self.manager, self.administrator)
        for place in OFFLINE:
            self.walking.offline[self.people[place].id] = noon(2026, 2, 16)
        self._people()
        self._figures()
        self._quarters()

    def _at(self, at: datetime, word: str, *given: Any, **more: Any) -> None:
        act: Callable[..., object] = self.plays[word]
        self.walking.happens(at, lambda: act(self.walking.opened.ground, *given, **more))

    def _people(self) -> None:
        """Two moved in March, one of whom was entered in May; one left in March, entered after the quarter closed."""
        mover, second = (self.people[place] for place in MOVERS)
        late, leaver = (self.people[place] for place in LEAVERS)
        self._at(noon(2026, 5, 11), "moves", mover, UNITS[3], date(2026, 3, 2).isoformat())
        self._at(noon(2026, 3, 16), "moves", second, UNITS[1])
        self._at(noon(2025, 11, 3), "helps", self.people[HELPERS[0]], UNITS[3:])
        for person, at, on in (
            (late, noon(2026, 4, 27), date(2026, 3, 30).isoformat()), (leaver, noon(2026, 6, 15), ""),
        ):  # fmt: skip
            self._at(at, "leaves", person, on)
            self.walking.happens(at, lambda gone=person.id: self.walking.gone.add(gone))  # type: ignore[misc]

    def _figures(self) -> None:
        """What managers enter by hand, one of them corrected; and the years before, from forms."""
        for at, indicator, said in (
            (noon(2025, 12, 22), "B-O1", {"amount": "4", "evidence": "ทะเบียนช่องทางประชาสัมพันธ์ (ข้อมูลสาธิต)"}),
            (noon(2026, 3, 24), "B-O1", {"amount": "5", "evidence": "ทะเบียนช่องทางประชาสัมพันธ์ (ข้อมูลสาธิต)", "reason": "เปิดช่องทางที่ห้า"}),
            (noon(2026, 6, 23), "B-R1", {"amount": "86.5", "evidence": "สรุปแบบสำรวจความพึงพอใจ (ข้อมูลสาธิต)"}),
            (noon(2026, 8, 24), "C-O1", {"amount": "82", "evidence": "สรุปแบบประเมิน (ข้อมูลสาธิต)"}),
            (noon(2026, 9, 21), "D-R1", {"amount": "3", "evidence": "ทะเบียนเรื่องร้องเรียน (ข้อมูลสาธิต)"}),
        ):  # fmt: skip
            self._at(at, "enters", self.manager, 2569, indicator, at.date(), said)
        self._at(noon(2025, 10, 15), "brings", self.administrator, 2568, {"pre": 58, "post": 74}, 88)

    def _quarters(self) -> None:
        """Each quarter is closed in its following month; the second is stated anew."""
        for quarter, at in enumerate(
            (noon(2026, 1, 9), noon(2026, 4, 9), noon(2026, 7, 9), noon(2026, 10, 9)), start=1
        ):
            self._at(at, "closes", self.manager, 2569, quarter)
        why = "พิมพ์แบบทดสอบบนกระดาษและผู้ที่ออกเดือนมีนาคมเข้าระบบหลังปิดงวด"
        self._at(noon(2026, 5, 12), "restates", self.manager, 2569, 2, why)
