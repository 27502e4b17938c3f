"""What a bank has to be beyond its shape: parallel forms, keys that cannot be found by style, stems that are fair."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from core.content import Slip, slip
from core.language import Text
from quizzes.item import Item, Level, Option
from quizzes.quiz import Quiz

LEVELS: tuple[Level, ...] = ("remember", "understand", "apply")
ENOUGH = 8  # items with one answer; of fewer nothing is said about positions and lengths
ALL = re.compile(
    "(?:ถูก|ผิด|ใช่)(?:ต้อง)?(?:ทุก|ทั้ง ?(?:สอง|สาม|สี่|[2-4๒-๔]) ?)ข้อ|(?:ถูก|ผิด)ทั้งหมด|ทั้งหมดที่กล่าวมา|ไม่มีข้อ(?:ใด)?ถูก|ข้อ ?[ก-ง] ?และ ?(?:ข้อ ?)?[ก-ง](?![ก-๙])"
    "|(?:all|none) of (?:the above|these)|both [a-d] and [a-d]\\b",
    re.IGNORECASE,
)
NEGATIVE = re.compile(
    r"(?:ข้อ|สิ่ง|คน|การกระทำ|วิธี|ทาง|กรณี)ใด[^ ]{0,12}ไม่|ไม่ใช่(?:ข้อ|สิ่ง)ใด|ไม่(?:ควร|ต้อง|ใช่|ถูกต้อง)[^ ]{0,15}(?:อย่างไร|อะไร|ข้อใด|สิ่งใด)|ยกเว้น(?:ข้อ|สิ่ง)ใด"
)
EMPHASIS = re.compile(r"\*\*[^*]*(?:ไม่|ยกเว้น)[^*]*\*\*")
NEGATIVE_EN = re.compile(
    r"\bwhich\b(?:\W+\w+){0,3}\W+(?:is|are|does|do|should|must|may|can)\W+(?:not|never)\b|\bwhich\b[^?]*\bexcept\b",
    re.IGNORECASE,
)
EMPHASIS_EN = re.compile(r"\*\*[^*]*\b(?:[Nn]ot|[Nn]ever|[Ee]xcept)\b[^*]*\*\*|\b(?:NOT|NEVER|EXCEPT)\b")


def measures(quiz: Quiz) -> dict[Text, str]:
    """What a bank holds, in few words, for the table of topics."""
    levels = Counter(item.level for item in quiz.items)
    forms = " ".join(f"{form}{len(quiz.form(form))}" for form in (*quiz.forms, "practice") if quiz.form(form))
    options = [option for item in quiz.items for option in item.options]
    return {
        Text(th="ข้อต่อชุด", en="items by form"): forms.replace("practice", "+"),
        Text(th="จำ/เข้าใจ/ใช้", en="remember/understand/apply"): "/".join(str(levels[each]) for each in LEVELS),
        Text(th="สถานการณ์", en="situations"): f"{100 * sum(item.situation for item in quiz.items) // len(quiz.items)}%",
        Text(
            th="มีคำอธิบาย", en="explained"
        ): f"{100 * sum(bool(option.feedback.th) for option in options) // len(options)}%",
    }


def slips(quiz: Quiz) -> Iterator[Slip]:
    """Everything of that kind that is wrong with a bank."""
    yield from _forms(quiz)
    yield from _keys(quiz)
    for place, item in enumerate(quiz.items):
        yield from _item(place, item)


def _forms(quiz: Quiz) -> Iterator[Slip]:
    """The measured forms are alike question by question: kind, level and expected difficulty."""
    shapes = {form: [(item.kind, item.level, item.expected) for item in quiz.form(form)] for form in quiz.forms}
    if not shapes:
        return
    first = quiz.forms[0]
    for form, shape in shapes.items():
        for n, (here, there) in enumerate(zip(shape, shapes[first], strict=False), start=1):
            if here != there:
                place = quiz.items.index(quiz.form(form)[n - 1])
                yield slip("items", place, "level", wrong=(f"ข้อ {n} ของชุด {form} ({', '.join(here)}) ไม่คู่ขนานกับชุด {first} ({', '.join(there)})", f"question {n} of form {form} ({', '.join(here)}) is not parallel to form {first}’s ({', '.join(there)})"), write=("ให้ kind level และ expected ตรงกันทุกชุด หรือสลับลำดับข้อ", "make kind, level and expected alike, or change the order"))  # fmt: skip


def _single(items: Sequence[Item]) -> list[Item]:
    return [item for item in items if item.widget == "one" and item.kind != "truefalse"]


def _keys(quiz: Quiz) -> Iterator[Slip]:
    """Nobody finds the keys by their length or their place."""
    items = _single(quiz.items)
    if len(items) < ENOUGH:
        return
    longest = sum(_longest(item) == _key(item) for item in items)
    if longest * 2 > len(items):
        yield slip("items", wrong=(f"คำตอบที่ถูกเป็นตัวเลือกที่ยาวที่สุด {longest} จาก {len(items)} ข้อ", f"the key is the longest option in {longest} of {len(items)} items"), write=("ย่อคำตอบ หรือเขียนตัวลวงให้ละเอียดเท่ากัน", "shorten keys, or make other options as full"))  # fmt: skip
    places = Counter([option.id for option in item.options].index(_key(item).id) for item in items)
    most, share = max(places.values()), len(items) / max(len(item.options) for item in items)
    if most > share * 2 or len(places) < min(3, max(len(item.options) for item in items)):
        told = ", ".join(f"{'abcdefgh'[place]} {n}" for place, n in sorted(places.items()))
        yield slip("items", wrong=(f"คำตอบกระจุกอยู่ที่ตำแหน่งเดียว ({told})", f"the keys are unevenly spread over the positions ({told})"), write=("สลับลำดับตัวเลือกในแฟ้ม", "change the order of options"))  # fmt: skip


def _key(item: Item) -> Option:
    return next(option for option in item.options if option.id in item.key)


def _longest(item: Item) -> Option | None:
    """The option whose text is longer than all others; None when two are as long."""
    *_, second, first = sorted(item.options, key=lambda option: len(option.text.th))
    return first if len(first.text.th) > len(second.text.th) else None


def _item(place: int, item: Item) -> Iterator[Slip]:
    stem = item.stem.th
    if NEGATIVE.search(stem.replace("**", "")) and not EMPHASIS.search(stem):
        yield slip("items", place, "stem", wrong=("โจทย์เป็นปฏิเสธและไม่ได้เน้นคำว่าไม่", "the stem is negative, and its “not” is not emphasised"), write=("เขียน **ไม่** หรือเปลี่ยนเป็นโจทย์บอกเล่า", "write **ไม่**, or ask the other way round"))  # fmt: skip
    stem = item.stem.en
    if NEGATIVE_EN.search(stem.replace("**", "")) and not EMPHASIS_EN.search(stem):
        yield slip("items", place, "stem", "en", wrong=("โจทย์ภาษาอังกฤษเป็นปฏิเสธและไม่ได้เน้นคำว่า not", "the English stem is negative, and its “not” is not emphasised"), write=("เขียน **not** หรือเปลี่ยนเป็นโจทย์บอกเล่า", "write **not**, or ask the other way round"))  # fmt: skip
    for n, option in enumerate(item.options):
        if ALL.search(option.text.th) or ALL.search(option.text.en):
            yield slip("items", place, "options", n, "text", wrong=("ตัวเลือกแบบ “ถูกทุกข้อ” ใช้วัดไม่ได้", "“all of the above” measures nothing"), write=("เขียนเป็นตัวเลือกจริง หรือใช้ kind: several", "write a real option, or use kind: several"))  # fmt: skip
        for other in item.options if item.kind != "truefalse" else ():
            if other is not option and option.text.th in other.text.th:
                yield slip("items", place, "options", n, "text", wrong=(f"ตัวเลือก “{option.text.th}” อยู่ในตัวเลือก “{other.text.th}”", f"the option “{option.text.en}” stands within another"), write=("เขียนให้ต่างกันจริง", "make them differ"))  # fmt: skip
