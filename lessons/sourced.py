"""What a lesson has to be beyond its shape: what it says of law, limit or policy has its source, and somebody decides."""

import re
from collections.abc import Iterator

from core.content import Slip, slip
from core.language import Text
from lessons.lesson import Card, Lesson

# What names a law, a limit or a policy. "ติดประกาศ" is a notice on the wall and no law.
LAW = re.compile(
    r"มาตรา \d+|พ\.ร\.บ\.|พ\.ร\.ป\.|ระเบียบสำนัก|(?<!ติด)ประกาศ (?:ป\.ป\.ช|ก\.พ|กรุงเทพ|กระทรวง)|\d[\d,]* บาท|ภายใน \d+ วัน"
)
LAW_EN = re.compile(
    r"\bsection \d|\bregulation of\b|\bnotification\b|\bAct\b|\b[\d,]+ baht\b|\bwithin \d+ days\b", re.IGNORECASE
)


def measures(lesson: Lesson) -> dict[Text, str]:
    """What a lesson holds, in few words, for the table of topics."""
    return {Text(th="หน้า", en="cards"): str(len(lesson.cards)), Text(th="นาที", en="minutes"): str(lesson.minutes)}


def slips(lesson: Lesson) -> Iterator[Slip]:
    """Cards that speak of law without a source, and lessons in which nobody decides anything."""
    for place, card in enumerate(lesson.cards):
        if not card.sources and not card.decides and (found := _law(card)):
            yield slip("cards", place, "body", wrong=(f"หน้านี้กล่าวถึง “{found}” แต่ไม่มีแหล่งที่มา", f"this card speaks of “{found}” and has no source"), write=("เพิ่ม sources พร้อมวันที่ตรวจสอบล่าสุด", "add sources, with the day of the last check"))  # fmt: skip
    if not any(card.decides for card in lesson.cards):
        yield slip("cards", wrong=("บทเรียนนี้ไม่มีหน้าที่ให้ตัดสินใจ", "this lesson has no decision"), write=("เพิ่ม options ให้หน้าหนึ่ง", "give one card options"))  # fmt: skip


def _law(card: Card) -> str:
    """The first words in a card that name a law, a limit or a policy; "" when there are none."""
    found = LAW.search(card.body.th) or LAW_EN.search(card.body.en)
    return found[0] if found else ""
