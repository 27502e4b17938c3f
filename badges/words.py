"""What a certificate says beside the facts: the office's own words with named places in them, and who signs it."""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from core.language import LANGUAGES, Language, Text
from core.record import digest

Numerals = Literal["th", "day", "arabic"]  # Thai digits throughout, in the day alone, or nowhere
_PLACE = re.compile(r"\{([^{}]*)\}")


class Both(BaseModel):
    """A text in both languages, either of which may be empty; the English one is then the Thai."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    th: str = ""
    en: str = ""

    def __getitem__(self, language: Language) -> str:
        return (self.en if language == "en" else "") or self.th


class Signer(BaseModel):
    """Who signs: the name as it stands in the brackets, the position under it, and the SHA-256 of a picture; each or none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Both = Both()
    position: Both = Both()
    picture: str = ""


class Words(BaseModel):
    """All that an office may word. What is `passed` is said of those who met the criterion, `attended` of all others."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    head: Text
    title_passed: Text
    passed: Text
    title_attended: Text
    attended: Text
    numerals: Numerals = "day"
    signers: Annotated[tuple[Signer, ...], Field(max_length=2)] = ()  # none: it says that it was issued electronically

    def body(self) -> dict[str, Any]:
        """The words as plain values, to be kept."""
        return self.model_dump(mode="json")

    @property
    def version(self) -> str:
        """The digest by which a certificate names the words that it was issued with."""
        return digest(self.body())

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Self:
        return cls.model_validate(body)


# Which places each text may have, and those that it must have once.
MAY: dict[str, tuple[str, ...]] = {
    "head": ("organisation", "unit"),
    "title_passed": (),
    "passed": ("name", "unit", "programme", "day", "organisation"),
    "title_attended": (),
    "attended": ("name", "unit", "programme", "day", "organisation"),
}
MUST: dict[str, tuple[str, ...]] = {
    "passed": ("name", "programme", "day"),
    "attended": ("name", "programme", "day"),
}
LONGEST = {"head": 200, "title_passed": 60, "passed": 600, "title_attended": 60, "attended": 600}  # characters
MOST_LINES = 12
SIGNER_LONGEST = {"name": 80, "position": 120}

_TH = "ขอมอบเกียรติบัตรฉบับนี้ให้ไว้เพื่อแสดงว่า\n{{name}}\n{{unit}}\n{}การอบรมออนไลน์ หลักสูตร\n“{{programme}}”\nให้ไว้ ณ วันที่ {{day}}"
_EN = "This is to certify that\n{{name}}\n{{unit}}\n{} the online course\n“{{programme}}”\nGiven on {{day}}"
DEFAULT = Words(
    head=Text(th="{organisation}", en="{organisation}"),
    title_passed=Text(th="เกียรติบัตร", en="Certificate of Completion"),
    passed=Text(th=_TH.format("ได้ผ่าน"), en=_EN.format("has completed")),
    title_attended=Text(th="เกียรติบัตร", en="Certificate of Participation"),
    attended=Text(th=_TH.format("ได้เข้าร่วม"), en=_EN.format("has taken part in")),
    numerals="th",  # one system on the whole sheet
)
FIRST = DEFAULT.model_copy(update={"numerals": "day"})  # the program's own until 2026; what was issued keeps them


def filled(text: str, values: Mapping[str, str]) -> str:
    """A text with its places filled, in one go: what a value holds is never taken for a place."""
    return _PLACE.sub(lambda found: values.get(found[1], found[0]), text)


def lines(text: str) -> list[str]:
    """The lines of a text that have anything in them."""
    return [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]


# What must not be said of those who did not meet the criterion; "by way of" (ผ่านระบบออนไลน์) may be.
_TOO_MUCH: dict[Language, re.Pattern[str]] = {
    "th": re.compile("ได้ผ่าน|สอบผ่าน|ผ่านเกณฑ์|ผ่านการ(?:อบรม|ฝึกอบรม|ทดสอบ|ประเมิน)"),
    "en": re.compile(r"\b(?:passed|completed|completion)\b", re.IGNORECASE),
}


def wrongs(field: str, text: str, language: Language) -> Iterator[Text]:
    """What is wrong with one text of the words, each with its remedy."""
    if not text.strip():
        yield Text(
            th="ข้อความว่าง — เขียนข้อความ หรือกดกลับไปใช้แบบตั้งต้น",
            en="the text is empty — write it, or go back to the standard one",
        )
        return
    yield from _wrong_places(field, text)
    if len(text) > LONGEST[field]:
        yield Text(
            th=f"ยาว {len(text)} ตัวอักษร — ตัดให้เหลือไม่เกิน {LONGEST[field]}",
            en=f"it has {len(text)} characters — shorten it to {LONGEST[field]}",
        )
    if (found := len(lines(text))) > (most := MOST_LINES if field in MUST else 2):
        yield Text(th=f"มี {found} บรรทัด — รวมให้เหลือไม่เกิน {most}", en=f"it has {found} lines — at most {most}")
    if field.endswith("attended") and (said := _TOO_MUCH[language].search(text)):
        yield Text(
            th=f"คำว่า “{said[0]}” ใช้กับผู้ที่ได้คะแนนถึงเกณฑ์เท่านั้น — ใช้คำว่า “ได้เข้าร่วม”",
            en=f"“{said[0]}” is said only of those who met the criterion — write “has taken part in”",
        )


def _wrong_places(field: str, text: str) -> Iterator[Text]:
    found = _PLACE.findall(text)
    known = " ".join(f"{{{name}}}" for name in MAY[field])
    for name in dict.fromkeys(found):
        if name not in MAY[field]:
            yield Text(
                th=f"ไม่มีช่อง {{{name}}} ในข้อความนี้ — " + (f"ใช้ได้เฉพาะ {known}" if known else "พิมพ์เป็นข้อความธรรมดา"),
                en=f"there is no place {{{name}}} in this text — " + (f"use {known}" if known else "write plain words"),
            )
    if set(_PLACE.sub("", text)) & set("{}"):
        yield Text(
            th="มีวงเล็บปีกกาที่ไม่ครบคู่ — เขียนช่องให้ครบ เช่น {name} หรือลบวงเล็บปีกกาออก",
            en="a curly bracket has no partner — write a place whole, as {name}, or leave the bracket out",
        )
    for name in MUST.get(field, ()):
        if (count := found.count(name)) != 1:
            yield Text(
                th=f"มีช่อง {{{name}}} {count} แห่ง — ต้องมีหนึ่งแห่งพอดี",
                en=f"the place {{{name}}} stands {count} times — it has to stand exactly once",
            )


def all_wrongs(words: Words, languages: tuple[Language, ...] = LANGUAGES) -> Iterator[tuple[str, Language, Text]]:
    """What is wrong with any text: which one, in which language, and what."""
    for field in MAY:
        for language in languages:
            yield from ((field, language, each) for each in wrongs(field, getattr(words, field)[language], language))
