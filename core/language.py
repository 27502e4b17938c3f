"""Thai and English: a text carries both, and a reader sees one."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Language = Literal["th", "en"]
LANGUAGES: tuple[Language, ...] = ("th", "en")


class Text(BaseModel):
    """What is shown to people, in Thai (the original) and in English beside it."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    th: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def __getitem__(self, language: Language) -> str:
        return self.th if language == "th" else self.en


def say(language: Language, th: str, en: str) -> str:
    """The wording for this reader. Both stand beside each other at the place of use, so that none is forgotten."""
    return th if language == "th" else en


def spoken(code: str | None) -> Language:
    """The language for a code such as a cookie's; Thai when it is neither."""
    return "en" if code == "en" else "th"
