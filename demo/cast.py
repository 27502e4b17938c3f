"""The made-up people of the demo, and the units that they work in."""

from collections.abc import Iterator
from random import Random

import house

ORGANISATION = ("สำนักงานสาธารณสุขอำเภอสาธิต", "Demonstration District Health Office")
UNITS = ("กลุ่มงานบริหารทั่วไป", "กลุ่มงานส่งเสริมสุขภาพ", "กลุ่มงานควบคุมโรค", "กลุ่มงานคุ้มครองผู้บริโภค", "รพ.สต. ทุ่งสาธิต")
POSITIONS = ("นักวิชาการสาธารณสุข", "พยาบาลวิชาชีพ", "เจ้าพนักงานสาธารณสุข", "เจ้าพนักงานธุรการ", "นักจัดการงานทั่วไป")
TITLES = ("นาย", "นาง", "นางสาว")
GIVEN = ("สมมุติ", "สาธิต", "ตัวอย่าง", "ทดลอง")  # words, not people: "made up", "demonstration", "example", "trial"
STAFF = (("ADMIN", "administrator"), ("MANAGER", "manager"), ("TRAINER", "trainer"), ("LEARNER", "learner"))
A_UNIT = 100  # people in a unit of a large organisation


def cast(count: int, chance: Random) -> Iterator[house.Draft]:
    """Everybody of the office; the first four are for you to sign in as."""
    top = ORGANISATION[0]
    for i in range(count):
        code, role = STAFF[i] if i < len(STAFF) else (f"D{i:06d}", "learner")
        over_all = i < 3 or (
            i % (len(UNITS) + 1) == 0 and count <= A_UNIT * 10
        )  # the first three act for the whole office
        unit = top if over_all else f"{top} > {_unit(i, count)}"
        name = f"{GIVEN[i % len(GIVEN)]} คนที่{i + 1:05d}"
        executive = "yes" if i in (0, 1, 10, 20) or i % 50 == 49 else ""
        yield house.Draft(code, chance.choice(TITLES), name, chance.choice(POSITIONS), unit, role, executive)


def _unit(i: int, count: int) -> str:
    """The unit of person `i`: five groups in an office; in a large organisation districts, offices and groups."""
    if count <= A_UNIT * 10:
        return UNITS[i % len(UNITS)]
    group = i % (count // A_UNIT)
    return f"เขตสาธิตที่ {group // 100 + 1} > สำนักงานสาธิตที่ {group // 10 + 1} > กลุ่มงานสาธิตที่ {group + 1}"
