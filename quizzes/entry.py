"""Typing in from paper: letters become answers, and two entries must agree before anything counts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.language import Language, Text
from quizzes.item import Answer, Item, Option

LETTERS: dict[Language, str] = {"th": "กขคงจฉชซ", "en": "ABCDEFGH"}  # as many as an item may have options
SAT = "sat"  # the day, among the names of what is typed in; an item's id holds a hyphen
BLANK = "-"

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_NUMBER = re.compile(r"(\d{1,4})")
_BETWEEN = re.compile(r"[\s.,;:()/+]+")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it stands on the paper: its number, and its options in the printed order."""

    number: int
    item: Item
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One typing in, by one person: of all questions, or of those on which two entries had differed."""

    n: int
    typist: str
    at: str
    sat: str  # ISO day, "" where it had been agreed before
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far two entries agree. `open` are the items (and SAT) that both have still to type in; () when done."""

    agreed: Mapping[str, Answer]
    sat: str
    open: tuple[str, ...]
    first: str  # who typed the first of the two entries under way; "" before it
    differed: bool  # two entries were made, and were not the same


def standing(names: Sequence[str], entries: Sequence[Entry]) -> Standing:
    """Entries count in pairs: where the two of a pair say the same it is agreed, the rest is asked of the next pair."""
    agreed: dict[str, Answer] = {}
    sat, left = "", (*names, SAT)
    for one, other in zip(entries[::2], entries[1::2], strict=False):
        agreed |= {name: one.answers[name] for name in left if name != SAT and one.answers[name] == other.answers[name]}
        if SAT in left and one.sat == other.sat:
            sat = one.sat
        left = tuple(name for name in left if (not sat if name == SAT else name not in agreed))
    begun = entries[-1].typist if len(entries) % 2 else ""
    return Standing(agreed, sat, left, begun, len(entries) > 1 and bool(left))


def days(printed: date, first: date, last: date, today: date) -> list[date]:
    """The days on which a printed test may have been sat, the latest first."""
    begin, end = max(printed, first), min(today, last)
    return [end - timedelta(days=back) for back in range((end - begin).days + 1)]


def typed(text: str, asked: Sequence[Question]) -> tuple[dict[str, Answer], list[Text]]:
    """The answers in a line such as "1ก 2ขค 3-" (or the letters alone, in order), and everything that is wrong with it.

    A question that was left empty is typed as “-”, so that none is forgotten unseen.
    """
    text = text.translate(_THAI_DIGITS).upper().replace("–", BLANK)
    found: dict[int, str] = {}
    wrong: list[Text] = []
    if any(letter.isdigit() for letter in text):
        before, *pieces = _NUMBER.split(text)
        if _letters(before):
            wrong.append(Text(th=f"ไม่ทราบว่า “{before.strip()}” เป็นของข้อใด พิมพ์เลขข้อไว้ข้างหน้า",
                              en=f"It is not clear which question “{before.strip()}” answers; type its number before it"))  # fmt: skip
        for number, letters in zip(map(int, pieces[::2]), pieces[1::2], strict=True):
            wrong += _misplaced(number, {question.number for question in asked}, found)
            found.setdefault(number, _letters(letters))
    else:
        letters_alone = [each for piece in _BETWEEN.split(text) if (each := _letters(piece))]
        wrong += _miscounted(len(letters_alone), len(asked))
        found = {each.number: letters for each, letters in zip(asked, letters_alone, strict=False)}
    missing = ", ".join(str(each.number) for each in asked if not found.get(each.number))
    if missing and not wrong:
        wrong.append(Text(th=f"ยังไม่มีคำตอบของข้อ {missing} (หากเว้นว่างบนกระดาษ พิมพ์ -)",
                          en=f"There is no answer for {missing} (type - where the paper is empty)"))  # fmt: skip
    given = [(each, found[each.number]) for each in asked if found.get(each.number)]
    wrong += [each for question, letters in given for each in _unfit(question, letters)]
    return {each.item.id: each.item.taken(_chosen(each, letters)) for each, letters in given}, wrong


def _letters(piece: str) -> str:
    """The letters of a piece; “-” where it has a dash and no letter; "" where it has neither."""
    letters = "".join(letter for letter in piece if letter != BLANK and not _BETWEEN.match(letter))
    return letters or (BLANK if BLANK in piece else "")


def _misplaced(number: int, known: set[int], found: Mapping[int, str]) -> Iterator[Text]:
    if number not in known:
        yield Text(th=f"ไม่มีข้อ {number} ให้กรอก", en=f"There is no question {number} to type in")
    elif number in found:
        yield Text(th=f"ข้อ {number} พิมพ์สองครั้ง", en=f"Question {number} was typed twice")


def _miscounted(pieces: int, asked: int) -> Iterator[Text]:
    if not pieces:
        yield Text(th="ยังไม่ได้พิมพ์คำตอบ", en="No answers were typed")
    elif pieces != asked:
        yield Text(th=f"มี {pieces} คำตอบ แต่ต้องกรอก {asked} ข้อ ลองพิมพ์เลขข้อไว้ข้างหน้า เช่น 1ก 2ข",
                   en=f"There are {pieces} answers for {asked} questions; try with their numbers, such as 1A 2B")  # fmt: skip


def _place(letter: str) -> int:
    return max(letters.find(letter) for letters in LETTERS.values())


def _chosen(question: Question, letters: str) -> list[str]:
    places = {_place(letter) for letter in letters}
    return [option.id for place, option in enumerate(question.options) if place in places]


def _unfit(question: Question, letters: str) -> Iterator[Text]:
    if letters == BLANK:
        return
    strange = [letter for letter in letters if not 0 <= _place(letter) < len(question.options)]
    if strange:
        last = len(question.options) - 1
        th, en = LETTERS["th"], LETTERS["en"]
        yield Text(th=f"ข้อ {question.number} ไม่มีตัวเลือก “{''.join(strange)}” มี {th[0]} ถึง {th[last]}",
                   en=f"Question {question.number} has no option “{''.join(strange)}”; it has {en[0]} to {en[last]}")  # fmt: skip
    elif question.item.widget == "one" and len(letters) > 1:
        yield Text(th=f"ข้อ {question.number} เลือกได้คำตอบเดียว หากบนกระดาษทำเครื่องหมายไว้มากกว่าหนึ่ง พิมพ์ -",
                   en=f"Question {question.number} takes one answer; where the paper has more than one mark, type -")  # fmt: skip
