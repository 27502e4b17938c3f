"""What is printed on one certificate, line by line: the office's words with the facts of this one in their places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from badges.words import DEFAULT, Signer, Words, filled, lines
from core.calendar import arabic_digits, long_date, thai_digits
from core.language import Language, say

Role = Literal["head", "title", "name", "unit", "course", "day", "plain", "until"]
Layout = Literal["classic", "modern", "portrait"]
LAYOUTS: tuple[Layout, ...] = ("classic", "modern", "portrait")
_RUN, _LATIN = re.compile(r"\S+"), re.compile("[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything as it is printed: frozen at issue, but for layout and emblem, in which it is shown today."""

    organisation: str
    holder: str
    unit: str
    programme: str
    passed: bool
    number: str
    issued: date
    expires: date | None
    language: Language
    address: str | None  # the QR code's whole text, upper case ("HTTPS://HOST/V/TOKEN"); None: no QR code
    words: Words = DEFAULT
    signatures: tuple[bytes, ...] = ()  # a picture (JPEG) for each of the words' signers; b"": none
    layout: Layout = "classic"
    emblem: bytes = b""  # the organisation's own picture (JPEG)
    specimen: bool = False  # to be looked at: it says across the page that it is an example

    @property
    def signers(self) -> tuple[Signer, ...]:
        return self.words.signers

    @property
    def portrait(self) -> bool:
        return self.layout == "portrait"

    def signature(self, place: int) -> bytes:
        return self.signatures[place] if place < len(self.signatures) else b""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words, and what it is: that decides its size."""

    role: Role
    text: str


def said(sheet: Sheet) -> list[Line]:
    """The words from the organisation to the dates, in the order in which they are read."""
    words, language = sheet.words, sheet.language
    title = words.title_passed if sheet.passed else words.title_attended
    text = (words.passed if sheet.passed else words.attended)[language]
    given = {
        "organisation": sheet.organisation, "name": sheet.holder, "unit": sheet.unit,
        "programme": sheet.programme, "day": _day(sheet, sheet.issued),
    }  # fmt: skip
    found = [Line("head", filled(line, given)) for line in lines(words.head[language])]
    found.append(Line("title", title[language]))
    twice = sheet.unit == sheet.organisation  # of those at the top, whose unit the head names already
    found += [
        Line(_role(line), filled(line, given)) for line in lines(text) if not (twice and line.strip() == "{unit}")
    ]
    if sheet.expires:
        until = _day(sheet, sheet.expires)
        found.append(Line("until", say(language, f"ใช้ได้ถึงวันที่ {until}", f"Valid until {until}")))
    return [line for line in (replace(each, text=numbered(sheet, each.text.strip())) for each in found) if line.text]


def numbered(sheet: Sheet, text: str) -> str:
    """A text in the sheet's one system of numerals; a run with a Latin letter, such as a code, keeps its own."""
    if sheet.language == "en" or sheet.words.numerals == "day":
        return text
    written = thai_digits if sheet.words.numerals == "th" else arabic_digits
    return _RUN.sub(lambda run: run[0] if _LATIN.search(run[0]) else written(run[0]), text)


def heading(sheet: Sheet) -> str:
    """What it is called."""
    return next(line.text for line in said(sheet) if line.role == "title")


def number(sheet: Sheet) -> str:
    """Its number, as it is printed."""
    return say(sheet.language, f"เลขที่ {numbered(sheet, sheet.number)}", f"No. {sheet.number}")


def issuer(sheet: Sheet) -> str:
    """Who answers for a sheet that nobody signs; "" where there are signers."""
    if sheet.signers:
        return ""
    th = f"ออกทางอิเล็กทรอนิกส์โดย{sheet.organisation}"
    return say(sheet.language, numbered(sheet, th), f"Issued electronically by {sheet.organisation}")


def scan(sheet: Sheet) -> str:
    """What the QR code is for, or why there is none."""
    if sheet.address:
        return say(sheet.language, "สแกนเพื่อตรวจสอบเกียรติบัตร", "Scan to verify this certificate")
    return say(
        sheet.language,
        "ไม่มีคิวอาร์โค้ดสำหรับตรวจสอบ เพราะหน่วยงานยังไม่ได้กำหนดที่อยู่เว็บสาธารณะ",
        "There is no QR code to verify by, because the organisation has set no public web address.",
    )


def everything(sheet: Sheet) -> Iterator[str]:
    """Every text that is printed."""
    yield from (line.text for line in said(sheet))
    yield number(sheet)
    yield issuer(sheet)
    for signer in sheet.signers:
        yield signer.name[sheet.language]
        yield signer.position[sheet.language]


def _role(line: str) -> Role:
    for place, role in _ROLES.items():
        if f"{{{place}}}" in line:
            return role
    return "plain"


_ROLES: dict[str, Role] = {"name": "name", "programme": "course", "day": "day", "unit": "unit"}


def _day(sheet: Sheet, day: date) -> str:
    """A day in words: one system of numerals and one era within it."""
    numerals: Language = "en" if sheet.words.numerals == "arabic" else "th"
    return long_date(day, sheet.language, numerals=numerals).replace("พ.ศ.", "พุทธศักราช")
