"""What follows the report: topics published, figures stated anew, and results from before the record."""

from collections.abc import Iterator
from itertools import groupby

from outcomes.amount import MEAN, Hidden
from outcomes.documents.blocks import Block, Cell, Heading, Table, Turn, Words, joined
from outcomes.documents.voice import Voice
from outcomes.measure import SMALLEST
from outcomes.report import HistoryLine, Report

_LETTERS = ("กขคง", "ABCD")


def annex(report: Report, voice: Voice) -> Iterator[Block]:
    """The annexes that there are, lettered in their order."""
    letters = iter(voice.say(*_LETTERS))
    if report.topics or report.restated or report.history:
        yield Turn()
    for there, part in ((report.topics, _topics), (report.restated, _restated), (report.history, _history)):
        if there:
            yield from part(report, voice, f"{voice.say('ภาคผนวก', 'Annex')} {next(letters)}")


def _topics(report: Report, voice: Voice, name: str) -> Iterator[Block]:
    say, title = voice.say, voice.say("เรื่องที่เผยแพร่", "Topics published")
    yield Heading(f"{name} {title}")
    yield Table(
        caption=title,
        about=say("แต่ละแถวเป็นเรื่องหนึ่ง มีวันที่และช่องทางที่เผยแพร่", "Each row is one topic, with its date and address."),
        heads=(say("เรื่อง", "Topic"), say("เผยแพร่\nครั้งแรก", "First\npublished"), say("ช่องทาง", "Address")),
        widths=(6.2, 3.0, 6.8),
        rows=tuple(
            (Cell(voice.pick(each.title)), Cell(voice.short(each.on)), Cell(each.link)) for each in report.topics
        ),
    )  # fmt: skip
    if any(each.on < report.first for each in report.topics):
        yield Words(
            say(
                "เรื่องที่เผยแพร่ครั้งแรกก่อนปีงบประมาณนี้ คือเรื่องที่หลักสูตรของปีนี้ยังใช้อยู่",
                "Topics first published before this fiscal year are those that its programmes teach.",
            ),
            "note",
        )


def _restated(report: Report, voice: Voice, name: str) -> Iterator[Block]:
    say, title = voice.say, voice.say("ตัวเลขที่ปรับปรุงหลังปิดงวด", "Figures restated after the closing")
    yield Heading(f"{name} {title}")
    yield Table(
        caption=title,
        about=say("แต่ละแถวเป็นการปรับปรุงหนึ่งครั้ง มีค่าเดิม ค่าใหม่ และเหตุผล", "Each row is one change: before, after, and why."),
        heads=(say("ตัวเลข", "Figure"), say("เดิม", "Before"), say("ใหม่", "After")),
        widths=(9.0, 3.5, 3.5),
        rows=tuple(_anew(report, voice)),
    )


def _anew(report: Report, voice: Voice) -> Iterator[tuple[Cell, ...]]:
    """Each change under its day and reason, which are said once for all that changed together."""
    for (on, why), lines in groupby(report.restated, lambda each: (each.on, each.why)):
        yield (
            Cell(
                voice.say(f"ปรับปรุงเมื่อ {voice.short(on)}: {why}", f"Restated on {voice.short(on)}: {why}"),
                span=3,
                bold=True,
            ),
        )
        for each in lines:
            yield Cell(voice.pick(each.what), inset=1), Cell(each.before, "R"), Cell(each.after, "R")


def _history(report: Report, voice: Voice, name: str) -> Iterator[Block]:
    say, title = voice.say, voice.say("ข้อมูลย้อนหลัง", "Results from before")
    yield Heading(f"{name} {title}")
    yield Words(
        say(
            "ข้อมูลย้อนหลังจากแบบฟอร์มเดิม ไม่ใช่บันทึกของระบบ จึงตรวจสอบย้อนกลับไม่ได้และไม่นำมารวมกับตัวเลขของงวดนี้",
            "Brought in from earlier forms, not from this system's record: "
            "they cannot be traced back, and are not added to this period's figures.",
        ),
        "lead",
    )
    yield Table(
        caption=f"{title} ({say('จากแบบฟอร์มเดิม', 'from earlier forms')})",
        about=say("แต่ละแถวเป็นผลของปีหนึ่ง มีจำนวนคนและคะแนนเฉลี่ย", "Each row is a year's result: people and mean scores."),
        heads=(
            say("ปีงบ\nประมาณ", "Fiscal\nyear"), say("ที่มา", "From"), say("จำนวน\n(คน)", "People"),
            say("ก่อนเรียน\nค่าเฉลี่ย", "Before,\nmean"), say("หลังเรียน\nค่าเฉลี่ย", "After,\nmean"), say("หมายเหตุ", "Note"),
        ),
        widths=(2.2, 4.4, 1.9, 2.4, 2.4, 2.7),
        rows=tuple(
            (
                Cell(str(each.fiscal_year)),
                Cell(each.label),
                *joined([voice.amount(each.people), *_means(each, voice)], voice.unsaid),
                Cell(each.note),
            )
            for each in report.history
        ),
    )  # fmt: skip


def _means(line: HistoryLine, voice: Voice) -> Iterator[str]:
    """Means before and after; a dash for a test that nobody brought in, the words where too few stand behind it."""
    few = line.people is None or line.people < SMALLEST
    for mean in (line.pre_mean, line.post_mean):
        yield voice.amount(Hidden.FEW if few else mean, MEAN) if few or mean is not None else "–"
