"""The report's numbers as a workbook: real numbers at the digits that are printed, and no text that could act."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter

from core.language import Text
from outcomes.amount import GAIN, MEAN, PERCENT, Amount, Figure, percent, share
from outcomes.headline import figures, no_gain
from outcomes.report import Participation, Report, TopicLine

Value = str | int | float | date | Figure
_ACTS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for the beginning of a formula
_PEOPLE = Text(th="คน", en="people")


def book(report: Report) -> bytes:
    """The report as XLSX, written row by row; the same report is the same bytes."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}) as workbook:
        workbook.set_properties(
            {"title": report.period.th, "author": "", "created": datetime.combine(report.made, time(), UTC).replace(tzinfo=None)}
        )  # fmt: skip
        writer = _Writer(workbook)
        for name, widths, heads, rows in _sheets(report):
            writer.sheet(name, widths, heads, rows)
    return made.getvalue()


class _Writer:
    """Writes sheets, each cell as what it is."""

    def __init__(self, workbook: Any):
        self.workbook = workbook
        self.head = workbook.add_format(
            {"bold": True, "bg_color": "#E7E6E6", "border": 1, "text_wrap": True, "valign": "top"}
        )
        self.text = workbook.add_format({"text_wrap": True, "valign": "top"})
        self.inert = workbook.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        self.day = workbook.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        self.numbers = {
            digits: workbook.add_format(
                {"num_format": "#,##0" + (f".{'0' * digits}" if digits else ""), "valign": "top"}
            )
            for digits in (0, MEAN, GAIN, PERCENT)
        }

    def sheet(self, name: str, widths: Sequence[float], heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
        sheet = self.workbook.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, self.head)
        for row, values in enumerate(rows, 1):
            for column, value in enumerate(values):
                self.cell(sheet, row, column, value)

    def cell(self, sheet: Any, row: int, column: int, value: Value) -> None:
        if isinstance(value, Figure):
            found = value.number
            if found is None:
                sheet.write_string(row, column, value.shown("th"), self.text)
            else:
                sheet.write_number(row, column, found, self.numbers[value.digits])
        elif isinstance(value, date):
            sheet.write_datetime(row, column, datetime.combine(value, time()), self.day)
        elif isinstance(value, str):
            # A string can be no formula; the prefix keeps it one when somebody edits the cell.
            sheet.write_string(row, column, value, self.inert if value.startswith(_ACTS) else self.text)
        else:
            sheet.write_number(row, column, value, self.numbers[0])


def _of(value: Amount, digits: int = 0, missing: Text | None = None) -> Figure:
    """An amount that stands in a table, where its row and column name it."""
    return Figure("", _PEOPLE, value, _PEOPLE, digits, missing)


def _sheets(report: Report) -> Iterable[tuple[str, Sequence[float], Sequence[str], Iterable[Sequence[Value]]]]:
    yield (
        "Figures", (28, 46, 42, 24, 24, 24), ("key", "ตัวเลข", "Figure", "ค่า / Value", "หน่วย", "Unit"),
        _headline(report),
    )  # fmt: skip
    yield (
        "Units", (50, 40, 8, 14, 14, 14, 14, 14),
        ("หน่วยงาน", "Unit", "ระดับ / Depth", "ในหลักสูตร / In the programme", "ยังไม่เริ่ม / Not started", "กำลังเรียน / Under way",
         "เรียนจบ / Finished", "ร้อยละ / Per cent"),
        _units(report),
    )  # fmt: skip
    yield (
        "Knowledge", (16, 46, 40, *(16,) * 9),
        ("key", "เรื่อง", "Topic", "ทำหลังเรียน / Tested", "ทำครบสองครั้ง / Matched", "ก่อนเรียน ค่าเฉลี่ย / Pre mean",
         "ก่อนเรียน S.D. / Pre S.D.", "หลังเรียน ค่าเฉลี่ย / Post mean", "หลังเรียน S.D. / Post S.D.",
         "คะแนนพัฒนาการสัมพัทธ์ / Normalised gain", "ถึงเกณฑ์ (คน) / At criterion", "ถึงเกณฑ์ (ร้อยละ) / At criterion, %"),
        (_marks(line) for line in report.knowledge),
    )  # fmt: skip
    yield (
        "Indicators", (12, 10, 10, 50, 30, 40, 34, 34, 30),
        ("โครงการ / Project", "รหัส / Id", "ประเภท / Kind", "ตัวชี้วัด / Indicator", "แผนระบุ / Stated", "ผล / Figure",
         "นับใคร / Who counts", "ไม่นับใคร / Who does not", "หลักฐาน / Evidence"),
        (
            (project.code, each.id, each.kind, each.text.th, each.stated.th, each.figure.th, each.counts.th,
             each.not_counted.th, each.evidence.th if each.evidence else "")
            for project in report.projects for each in project.indicators
        ),
    )  # fmt: skip
    yield (
        "Topics", (50, 40, 14, 70), ("เรื่อง", "Topic", "วันที่เผยแพร่ / Published on", "ช่องทาง / Address"),
        ((each.title.th, each.title.en, each.on, each.link) for each in report.topics),
    )  # fmt: skip
    yield "Method", (80, 80), ("วิธีนับ", "How the figures are counted"), _method(report)


def _headline(report: Report) -> Iterable[Sequence[Value]]:
    for each in figures(report):
        yield each.key, each.label.th, each.label.en, each, each.unit.th, each.unit.en


def _units(report: Report) -> Iterable[Sequence[Value]]:
    if report.programmes:
        yield "รวมทั้งหมด", "All", 0, *_people(report.participation)
    for line in report.units:
        yield line.name.th, line.name.en, line.depth, *_people(line.people)


def _people(people: Participation) -> tuple[Figure, ...]:
    counts = (people.enrolled, people.not_started, people.under_way, people.finished)
    done = percent(share(people.finished, people.enrolled))
    nobody = Text(th="–", en="–") if people.enrolled == 0 else None
    return (*(_of(count) for count in counts), _of(done, PERCENT, nobody))


def _marks(line: TopicLine) -> Sequence[Value]:
    means = (line.pre_mean, line.pre_sd, line.post_mean, line.post_sd)
    return (
        line.key, line.title.th, line.title.en, _of(line.tested), _of(line.matched),
        *(_of(each, MEAN) for each in means),
        _of(line.gain, GAIN, no_gain(line)), _of(line.at_criterion), _of(percent(line.share), PERCENT),
    )  # fmt: skip


def _method(report: Report) -> Iterable[Sequence[Value]]:
    yield report.period.th, report.period.en
    yield report.days("th"), report.days("en")
    for each in (report.plan, report.project, *report.programmes):
        if each:
            yield each.th, each.en
    for note in report.notes:
        yield note.th, note.en
    yield f"SHA-256: {report.head}", f"SHA-256: {report.head}"
