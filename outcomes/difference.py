"""What a closed period said beside what the record says now: the rows that differ, unit by unit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from core.calendar import short_date
from core.language import Text
from outcomes.amount import shown
from outcomes.stated import Figures, figures_of

COUNTED = {
    "enrolled": Text(th="ผู้อยู่ในหลักสูตร", en="people in the programme"),
    "begun": Text(th="เริ่มแล้ว", en="begun"),
    "finished": Text(th="เรียนจบ", en="finished"),
    "post": Text(th="ผู้ทำแบบทดสอบหลังเรียน", en="people with a post-test"),
    "matched": Text(th="ผู้ทำครบทั้งก่อนและหลังเรียน", en="people with both tests"),
    "signed": Text(th="ผู้ลงนามคำมั่น", en="people who signed the pledge"),
    "certificate/revoked": Text(th="เกียรติบัตรที่เพิกถอน", en="certificates revoked"),
}
# Beside each other, two means would give away the marks of the one who came between them; so would two numbers of
# those who reached the criterion, and of certificates by what they say.
MARKS = Text(th="คะแนนและสิ่งที่คิดจากคะแนน (ค่าเฉลี่ย ผู้ถึงเกณฑ์ ประเภทเกียรติบัตร)", en="marks and what they show (means, criterion, kinds of certificates)")  # fmt: skip
FROM_MARKS = ("reached", "certificate/passed", "certificate/attended")
ANEW = (Text(th="ตามรายงานที่ปิด", en="as in the closed report"), Text(th="คำนวณใหม่", en="worked out anew"))
Said = Mapping[str, str] | None  # day, amount and evidence
NONE = Figures({}, {}, 0, False, False)


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that differs. `unit` is "" for what is said of the whole plan; `of` is a project or an indicator."""

    unit: str
    of: str
    what: Text
    closed: Text
    now: Text


def differences(closed: Mapping[str, Any], now: Mapping[str, Any]) -> list[Difference]:
    """The plan's own figures first, then each unit in the order of the tree; none where both say the same."""
    found = list(_found(closed, now))
    if not found and closed != now:
        what = Text(th="รายละเอียดอื่น (เช่น ขั้นที่หยุด ชื่อหน่วยงาน)", en="other details (such as where people stopped)")
        found.append(Difference("", "", what, *ANEW))
    return found


def _found(closed: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Difference]:
    yield from _entered(closed["entered"], now["entered"])
    topics = [len(each["topics"]) for each in (closed, now)]
    if closed["topics"] != now["topics"]:
        what = Text(th="เรื่องที่เผยแพร่", en="topics published")
        yield Difference("", "", what, _number(topics[0]), _number(topics[1]))
    if closed["units"] != now["units"]:
        what = Text(th="โครงสร้างหน่วยงาน (จำนวนหน่วยงาน)", en="the tree of units (how many)")
        yield Difference("", "", what, *(_number(len(each["units"])) for each in (closed, now)))
    if closed["versions"] != now["versions"]:
        what = Text(th="ฉบับของหลักสูตร", en="versions of the programmes")
        yield Difference("", "", what, *(_text(", ".join(sorted(v[:8] for v in each["versions"].values()))) for each in (closed, now)))  # fmt: skip
    order = (each.get("order", each["units"]) for each in (now, closed))  # as the tree has them
    for unit in dict.fromkeys(unit for units in order for unit in units):
        for scope in dict.fromkeys([*now["scopes"], *closed["scopes"]]):
            pair = [_figures(each, scope, unit) for each in (closed, now)]
            yield from _counted(unit, scope, *pair)


def _figures(account: Mapping[str, Any], scope: str, unit: str) -> Figures:
    found = account["scopes"].get(scope, {}).get(unit)
    return figures_of(found) if found else NONE


def _counted(unit: str, scope: str, closed: Figures, now: Figures) -> Iterator[Difference]:
    for word, label in COUNTED.items():
        if closed[word] != now[word]:
            yield Difference(unit, scope, label, *(_number(each[word]) for each in (closed, now)))
    derived = [(each.knowledge, each.criterion, [each[word] for word in FROM_MARKS]) for each in (closed, now)]
    if derived[0] != derived[1]:
        yield Difference(unit, scope, MARKS, *ANEW)


def _entered(closed: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Difference]:
    for indicator, *pair in entered(closed, now):
        what = Text(th="ตัวเลขที่บันทึกเอง", en="figure entered by hand")
        yield Difference("", indicator, what, *(_by_hand(each) for each in pair))


def entered(closed: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[tuple[str, Said, Said]]:
    """The indicators whose figure by hand differs, with both."""
    for plan in sorted({*closed, *now}):
        for indicator in sorted({*closed.get(plan, {}), *now.get(plan, {})}):
            before, after = (each.get(plan, {}).get(indicator) for each in (closed, now))
            if before != after:
                yield indicator, before, after


def _by_hand(said: Said) -> Text:
    if said is None:
        return _text("")
    day, amount = date.fromisoformat(said["day"]), Decimal(said["amount"])
    return Text(th=f"{amount:,f} (ณ {short_date(day, 'th')})", en=f"{amount:,f} (on {short_date(day, 'en')})")


def _number(amount: int) -> Text:
    return Text(th=shown(amount), en=shown(amount, language="en"))


def _text(said: str) -> Text:
    return Text(th=said or "–", en=said or "–")
