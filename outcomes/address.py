"""What the manager's page is asked for, as its address says it: the same address in both languages, to keep and to send."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from core.calendar import arabic_digits, fiscal_year, quarter
from core.language import Text

NAMES = ("fiscal_year", "quarter", "project", "unit")
PATH = "/results"


@dataclass(frozen=True, slots=True)
class View:
    """A fiscal year (B.E.) to the end of a quarter (1 to 4), the scope of a project's programmes, and a unit."""

    fiscal_year: int
    quarter: int
    project: str = ""
    unit: str = ""

    def link(self, unit: str) -> str:
        """The address of the same view of another unit."""
        return f"{PATH}?{self._query(replace(self, unit=unit))}"

    def report(self, ending: str, language: str) -> str:
        """The address of this view as a file."""
        asked = {"project": self.project, "unit": self.unit, "language": language}
        return f"/reports/{self.fiscal_year}-{self.quarter}.{ending}?{urlencode(asked)}"

    @staticmethod
    def _query(view: "View") -> str:
        return urlencode({name: value for name in NAMES if (value := getattr(view, name))})


def period(given: Mapping[str, str], years: Sequence[int], today: date) -> tuple[View, list[Text]]:
    """The year and quarter that an address names in Thai or Arabic digits, of the years that there are; and a word about what it gets wrong.

    Where it is silent: this year up to this quarter, and the whole of a year that is over.
    """
    given = {name: arabic_digits(value) for name, value in given.items() if name in NAMES[:2]}
    this, slips = fiscal_year(today), list[Text]()
    year = next((each for each in years if str(each) == given.get("fiscal_year")), this)
    if given.get("fiscal_year", str(year)) != str(year):
        slips.append(
            Text(
                th=f"ที่อยู่ของหน้านี้ระบุปีงบประมาณที่ไม่มีข้อมูล จึงแสดงปีงบประมาณ {year}",
                en=f"The address names a fiscal year of which there is nothing, so fiscal year {year} is shown.",
            )
        )
    usual = quarter(today) if year == this else 4 if year < this else 1
    upto = next((each for each in (1, 2, 3, 4) if str(each) == given.get("quarter")), usual)
    if given.get("quarter", str(upto)) != str(upto):
        slips.append(
            Text(
                th=f"ที่อยู่ของหน้านี้ระบุไตรมาสที่ไม่มี (มี 1 ถึง 4) จึงแสดงถึงไตรมาสที่ {upto}",
                en=f"The address names a quarter that there is not (1 to 4), so it is shown up to quarter {upto}.",
            )
        )
    return View(year, upto), slips


def of_these(wanted: str, offered: Sequence[str], wrong: Text) -> tuple[str, list[Text]]:
    """What is wanted, if it is offered; else the first of what is, and the word for that. "" where nothing is."""
    found = wanted if wanted in offered else next(iter(offered), "")
    return found, [wrong] if wanted and offered and wanted != found else []
