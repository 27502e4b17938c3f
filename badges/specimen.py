"""A certificate of nobody, to look at a design by: it says across the page that it is an example."""

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from badges import certificate
from badges.said import Layout, Sheet
from badges.words import Words
from core.calendar import fiscal_year
from core.language import Language, Text

LEAST = 70  # per cent of the full size: below, a plain line is smaller than 10.5 points
SOME_ADDRESS = "https://sujarit.example.go.th"
_CODE = "SPECIMEN" * 40  # as long as a token; what it leads to says that there is no such certificate

NAME = Text(th="นางสาวตัวอย่าง นามสกุลตัวอย่าง", en="Ms. Example Specimen")
LONG_NAME = Text(
    th="ว่าที่ร้อยตรีหญิง ตัวอย่างชื่อที่ยาวเป็นพิเศษ นามสกุลตัวอย่างที่ยาวมากที่สุด",
    en="Acting Second Lieutenant Example-Specimen Longest-Surname-in-the-Whole-Organisation",
)
UNIT = Text(th="ชื่อหน่วยงานของผู้ได้รับ", en="The holder’s unit")
LONG_UNIT = Text(
    th="กลุ่มงานตัวอย่างที่มีชื่อยาวเป็นพิเศษ โรงพยาบาลส่งเสริมสุขภาพตำบลตัวอย่างที่มีชื่อยาว",
    en="Example Working Group with a Long Name, Example Subdistrict Health Promoting Hospital",
)
PROGRAMME = Text(th="ชื่อหลักสูตร", en="The programme’s title")
LONG_PROGRAMME = Text(
    th="ชื่อหลักสูตรตัวอย่างที่ยาวสองบรรทัด ว่าด้วยการแยกแยะผลประโยชน์ส่วนบุคคลกับผลประโยชน์ส่วนรวมในการปฏิบัติหน้าที่",
    en="An Example of a Programme with a Title of Two Lines, on Telling Personal from Public Interests at Work",
)


def sheet(
    organisation: str, programme: Text | None, today: date, language: Language, address: str, words: Words,
    signatures: tuple[bytes, ...], layout: Layout, emblem: bytes, *, passed: bool = True, long: bool = False,
) -> Sheet:  # fmt: skip
    """The specimen's sheet; `long`: with name, unit and title as long as they come."""
    name, unit, course = (LONG_NAME, LONG_UNIT, LONG_PROGRAMME) if long else (NAME, UNIT, programme or PROGRAMME)
    return Sheet(
        organisation=organisation, holder=name[language], unit=unit[language], programme=course[language],
        passed=passed, number=f"123/{fiscal_year(today)}", issued=today, expires=today + timedelta(days=364),
        language=language, address=f"{address.upper()}/V/{_CODE}" if address else None, words=words,
        signatures=signatures, layout=layout, emblem=emblem, specimen=True,
    )  # fmt: skip


@lru_cache(maxsize=12)
def looked_at(shown: Sheet) -> tuple[bytes, bytes]:
    """The specimen as a small PNG for the screen, and as the PDF that it is a picture of."""
    document = certificate.pdf(shown)
    return certificate.small_png(document), document


@lru_cache(maxsize=48)
def too_long(shown: Sheet) -> bool:
    """Whether the longest content would be set so small that it is hard to read."""
    return certificate.percent(replace(shown, specimen=False)) < LEAST
