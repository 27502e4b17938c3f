"""A design as it is being edited: plain values by the names of their fields, and what they make together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from badges.said import LAYOUTS, Layout
from badges.words import DEFAULT, MAY, SIGNER_LONGEST, Both, Numerals, Signer, Words, wrongs
from core.language import LANGUAGES, Language, Text

SIGNERS = ("0", "1", "2")  # how many may sign
NUMERALS: tuple[Numerals, ...] = ("th", "day", "arabic")
FIELDS: dict[str, Text] = {
    "head": Text(th="ชื่อผู้มอบ (บรรทัดบนสุด)", en="Who gives it (the top line)"),
    "title_passed": Text(th="หัวเรื่อง: ผู้ที่ได้คะแนนถึงเกณฑ์", en="Heading: those who met the criterion"),
    "passed": Text(th="ถ้อยคำ: ผู้ที่ได้คะแนนถึงเกณฑ์", en="Wording: those who met the criterion"),
    "title_attended": Text(th="หัวเรื่อง: ผู้ที่เรียนครบ", en="Heading: those who took part"),
    "attended": Text(th="ถ้อยคำ: ผู้ที่เรียนครบ", en="Wording: those who took part"),
}
LANGUAGE_WORDS: dict[Language, Text] = {"th": Text(th="ไทย", en="Thai"), "en": Text(th="อังกฤษ", en="English")}


@dataclass(frozen=True, slots=True)
class Draft:
    """What the fields hold. `texts` by field and language; `signers`: name and position by language, and a picture's digest."""

    texts: Mapping[tuple[str, Language], str]
    signers: tuple[Signer, ...]
    numerals: Numerals
    layout: Layout
    emblem: str
    english: bool

    @property
    def languages(self) -> tuple[Language, ...]:
        return LANGUAGES if self.english else ("th",)

    def wrongs(self) -> Iterator[tuple[tuple[str, Language], Text]]:
        """What is wrong in any field that is printed, each with its remedy."""
        for field in MAY:
            for language in self.languages:
                yield from (((field, language), each) for each in wrongs(field, self.texts[field, language], language))

    def words(self) -> Words:
        """The words, if nothing is wrong. A signer without a word is a line to sign on."""
        found: dict[str, Any] = {
            field: Text(**{each: _tidy(self.texts[field, each]) or getattr(DEFAULT, field)[each] for each in LANGUAGES})
            for field in MAY  # what is empty though nothing is wrong is of a language that is not printed
        }
        return Words(**found, numerals=self.numerals, signers=self.signers)


def fields(words: Words) -> dict[str, str]:
    """What the fields begin with, by their names."""
    found = {f"{field}/{language}": getattr(words, field)[language] for field in MAY for language in LANGUAGES}
    signers = words.signers
    for place in range(2):
        signer = signers[place] if place < len(signers) else Signer()
        for part in SIGNER_LONGEST:
            found |= {f"{part}/{place}/th": getattr(signer, part).th, f"{part}/{place}/en": getattr(signer, part).en}
        found[f"picture/{place}"] = signer.picture
    return found | {"signers": str(len(signers)), "numerals": words.numerals}


def drafted(values: Mapping[str, Any]) -> Draft:
    """The draft that fields hold; what one does not hold is empty."""

    def text(name: str) -> str:
        return str(values.get(name) or "")

    signers = tuple(
        Signer(
            **{part: Both(**{language: _tidy(text(f"{part}/{place}/{language}")) for language in LANGUAGES}) for part in SIGNER_LONGEST},
            picture=text(f"picture/{place}"),
        )
        for place in range(SIGNERS.index(text("signers") or "0"))
    )  # fmt: skip
    layout, numerals = text("layout"), text("numerals")
    return Draft(
        {(field, language): text(f"{field}/{language}") for field in MAY for language in LANGUAGES},
        signers,
        next((each for each in NUMERALS if each == numerals), "day"),
        next((each for each in LAYOUTS if each == layout), "classic"),
        text("emblem"),
        bool(values.get("english", True)),
    )


def _tidy(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
