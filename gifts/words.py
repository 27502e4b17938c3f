"""The gift desk's own words: what each answer means and asks one to do, and a case as an address."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from core.language import Language, Text
from gifts.case import GIVERS, LINKS, OCCASIONS, THINGS, Case
from gifts.layer import Answer

MOST = 10_000_000  # baht; more is a slip of the finger
OFTEN = 3  # "three times or more"


@dataclass(frozen=True, slots=True)
class Meaning:
    """An answer in a few words, and what to do."""

    sign: str
    title: Text
    do: Text


MEANINGS: dict[Answer, Meaning] = {
    "accept": Meaning(
        "✓",
        Text(th="รับได้", en="You may accept"),
        Text(th="รับได้ตามกฎที่ใช้ที่นี่ ถ้าไม่สบายใจ ปฏิเสธอย่างสุภาพได้เสมอ", en="The rules here allow it. If it does not feel right, you may always decline."),
    ),
    "record": Meaning(
        "✎",
        Text(th="รับได้ และจดบันทึกไว้", en="Accept, and make a note"),
        Text(th="จดวันที่ ผู้ให้ สิ่งของ และมูลค่าโดยประมาณ แล้วแจ้งหัวหน้าให้ทราบ", en="Note the date, the giver, the thing and its rough value, and tell your head."),
    ),
    "ask": Meaning(
        "?",
        Text(th="ถามผู้รับผิดชอบงานจริยธรรมก่อน", en="Ask the ethics officer first"),
        Text(th="ยังไม่รับจนกว่าจะได้คำตอบ บอกผู้ให้ตรง ๆ ได้ว่าขอสอบถามระเบียบก่อน", en="Do not take it until you have an answer. You may simply say that you have to ask about the rules."),
    ),
    "decline": Meaning(
        "✕",
        Text(th="ไม่รับ", en="Decline"),
        Text(th="ปฏิเสธอย่างสุภาพ อธิบายนโยบาย บันทึก และแจ้งหัวหน้า ถ้าของมาถึงแล้ว ส่งคืน", en="Decline politely, explain the policy, make a note, and tell your head. If it has come already, send it back."),
    ),
    "report": Meaning(
        "!",
        Text(th="รายงานภายใน 30 วัน", en="Report within 30 days"),
        Text(th="แจ้งตามแบบต่อหัวหน้าหน่วยงานหรือผู้มีอำนาจแต่งตั้ง เก็บของไว้โดยไม่ใช้ ถ้าให้คืนก็คืนทันที คืนไม่ได้ก็มอบให้หน่วยงาน", en="Report on the prescribed form to the head of agency or the appointing authority. Keep it unused. If told to return it, do so at once; if that is impossible, hand it to the agency."),
    ),
}  # fmt: skip
IN_HAND = Text(
    th="รับมาแล้ว: แจ้งหัวหน้า ส่งคืนพร้อมคำขอบคุณ และจดบันทึกว่าคืนเมื่อใด คืนไม่ได้ให้มอบแก่หน่วยงาน",
    en="It is in hand already: tell your head, send it back with thanks, and note when. If that is impossible, hand it to the agency.",
)
UNSAID = Text(th="ใส่มูลค่าเพื่อดูคำตอบ", en="Enter a value to see the answer")
HELD = Text(th="อยู่ในมือแล้ว และจำเป็นต้องรับเพื่อรักษาไมตรี", en="It is in hand, and had to be taken to keep goodwill")
POLITELY = {
    "ask": Text(
        th="ขอบคุณมาก ขอสอบถามระเบียบก่อน แล้วจะแจ้งให้ทราบ",
        en="Thank you so much. May I ask about the rules first? I will let you know.",
    ),
    "decline": Text(
        th="ขอบคุณมาก ขอรับไว้เพียงน้ำใจ เรื่องนี้มีระเบียบที่ต้องถือ ทุกคนปฏิบัติเหมือนกัน",
        en="Thank you so much. I will keep the kind thought and leave the gift: there are rules on this, and they are the same for all of us.",
    ),
    "policy": Text(
        th="ขอบคุณมาก ขอรับไว้เพียงน้ำใจ หน่วยงานของเรางดรับของขวัญ ทุกคนปฏิบัติเหมือนกัน",
        en="Thank you so much. I will keep the kind thought and leave the gift: our office accepts none, and it is the same for all of us.",
    ),
}
NOTE = Text(
    th="วันที่: \nผู้ให้: \nสิ่งของ: \nมูลค่าโดยประมาณ (บาท): \nสิ่งที่ทำ: (คืน / ส่งมอบหน่วยงาน / รับไว้) \nแจ้งหัวหน้าเมื่อ: ",
    en="Date: \nGiver: \nThing: \nRough value (baht): \nDone with it: (returned / handed to the agency / kept) \nHead told on: ",
)


def nth(times: int, language: Language) -> str:
    """How often this year, this time among them."""
    th = ("ครั้งแรกในปีนี้", "ครั้งที่ 2", "ครั้งที่ 3 ขึ้นไป")
    en = ("The first this year", "The second", "The third or more")
    return (th if language == "th" else en)[min(times, OFTEN) - 1]


def changed(word: str, case: Case, limit: int | None, language: Language) -> str:
    """What would have to be different, as the beginning of a sentence. `limit` is the one that an amount crosses."""
    th = language == "th"
    if word == "value" and limit is not None:
        return (
            (f"ถ้ามูลค่าเกิน {limit:,} บาท" if th else f"If it were worth more than {limit:,} baht")
            if case.value > limit
            else (f"ถ้ามูลค่าไม่เกิน {limit:,} บาท" if th else f"If it were worth {limit:,} baht or less")
        )
    if word == "times":
        return f"ถ้าเป็น{nth(case.times, language)}" if th else f"If it were: {nth(case.times, language).lower()}"
    if word in CHOICES:
        name = CHOICES[word][getattr(case, word)][language]
        return f"ถ้า{ASKED[word].th}เป็น “{name}”" if th else f"If “{ASKED[word].en}” were “{name}”"
    if not th:
        return {"relative": ("If the giver were not a relative", "If the giver were a relative"),
                "received": ("If you could still decline it or send it back", "If it were in hand, and had to be taken to keep goodwill"),
                "family": ("If it were for you and not your family", "If it went to your family")}[word][getattr(case, word)]  # fmt: skip
    return {"relative": ("ถ้าผู้ให้ไม่ใช่ญาติ", "ถ้าผู้ให้เป็นญาติ"),
            "received": ("ถ้ายังปฏิเสธหรือคืนได้", f"ถ้า{HELD.th}"),
            "family": ("ถ้าให้ท่านเอง ไม่ใช่คนในครอบครัว", "ถ้าให้คนในครอบครัวของท่าน")}[word][getattr(case, word)]  # fmt: skip


CHOICES: dict[str, Mapping[Any, Text]] = {"giver": GIVERS, "link": LINKS, "occasion": OCCASIONS, "thing": THINGS}
ASKED = {
    "giver": Text(th="ผู้ให้", en="Who gives"),
    "link": Text(th="ความเกี่ยวข้องกับงาน", en="Link to your work"),
    "occasion": Text(th="โอกาส", en="Occasion"),
    "thing": Text(th="สิ่งที่ให้", en="What is given"),
}


def address(case: Case) -> dict[str, str]:
    """A case as the words of an address, to keep and to send; what is usual is not written."""
    usual = asdict(Case("public"))
    return {
        word: str(int(said)) if isinstance(said, int) else said
        for word, said in asdict(case).items()
        if said != usual[word]
    }


def addressed(given: Mapping[str, str]) -> Case:
    """The case that an address names; what it does not say, or says wrongly, is as usual."""
    said: dict[str, Any] = {word: given[word] for word, choices in CHOICES.items() if given.get(word, "") in choices}
    for word, most in (("value", MOST), ("times", OFTEN), ("relative", 1), ("received", 1), ("family", 1)):
        text = given.get(word, "")
        if text.isascii() and text.isdigit() and len(text) < 10:
            said[word] = bool(int(text)) if most == 1 else min(max(int(text), 0 if word == "value" else 1), most)
    return Case(**{"giver": "public", **said})
