"""The plan's indicators beside what was counted or entered: the figure, and who counts and who does not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.calendar import long_date, short_date
from core.language import Text
from outcomes.amount import shown, told, unshown
from outcomes.plan import Indicator, Project
from outcomes.report import Counted, IndicatorLine, ProjectLine
from outcomes.stated import Figures

COUNTED: dict[str, Counted] = {"topics_published": "topics", "knowledge": "people"}
NOTHING = Text(th="ยังไม่มีข้อมูล", en="no figure yet")


@dataclass(frozen=True, slots=True)
class Stated:
    """What an indicator is reported from. `figures` is None where no programme serves the project."""

    figures: Figures | None
    roster: int
    topics: int
    entered: Mapping[str, Mapping[str, str]]  # by indicator: day, amount, evidence
    criteria: tuple[int, ...] = ()  # of the programmes that serve the project, in per cent


def project_line(project: Project, stated: Stated) -> ProjectLine:
    """A project with all its indicators."""
    kinds = (("output", project.outputs), ("outcome", project.outcomes))
    return ProjectLine(
        code=project.code, dimension=project.dimension, title=project.title, responsible=project.unit,
        target_persons=project.target.persons, who=project.target.who, period=project.period, budget=project.budget,
        indicators=tuple(_line(kind, each, project, stated) for kind, listed in kinds for each in listed),
    )  # fmt: skip


def _line(kind: Any, each: Indicator, project: Project, stated: Stated) -> IndicatorLine:
    least = each.at_least and each.measure
    target = (
        Text(th=f"ไม่น้อยกว่า {each.at_least:,} {each.measure.th}", en=f"at least {each.at_least:,} {each.measure.en}")
        if least and each.at_least and each.measure
        else Text(th="แผนไม่ได้กำหนดตัวเลข", en="the plan states no number")
    )
    figure, counts, not_counted = _figure(each, project, stated)
    said = stated.entered.get(each.id, {}).get("evidence", "")
    evidence = Text(th=said, en=said) if said else None
    counted = COUNTED.get(each.figure or "", "by hand") if stated.figures else "by hand"
    return IndicatorLine(each.id, kind, each.text, target, figure, counts, not_counted, evidence, counted)


def _figure(each: Indicator, project: Project, stated: Stated) -> tuple[Text, Text, Text]:
    if stated.figures and each.figure == "topics_published":
        return (
            Text(th=f"{stated.topics} เรื่อง", en=f"{stated.topics} topics"),
            Text(
                th="บทเรียนที่เผยแพร่แก่บุคลากรในหลักสูตรของปีงบประมาณนี้ นับถึงวันปิดงวด เรื่องละหนึ่งครั้ง",
                en="lessons put before the staff by the programmes of this fiscal year; up to the closing day, each once",
            ),
            Text(
                th="บทเรียนที่มีอยู่ในระบบแต่ไม่มีหลักสูตรใดใช้ในปีนี้ และบทเรียนเดิมที่ปรับปรุงใหม่ไม่นับเพิ่ม",
                en="lessons that are there and that no programme of this year teaches; a lesson's later versions do not count again",
            ),
        )
    if stated.figures and each.figure == "knowledge":
        return _knowledge(stated, stated.figures, project)
    return _entered(each, stated)


def _knowledge(stated: Stated, found: Figures, project: Project) -> tuple[Text, Text, Text]:
    target, share = project.target.persons, found.reached
    tested = Text(
        th=f"ทำแบบทดสอบหลังเรียนแล้ว {found['post']:,} คน จากกลุ่มเป้าหมาย {target:,} คน",
        en=f"{found['post']:,} took the post-test, of a target group of {target:,}",
    )
    own = Text(th="เกณฑ์ของหน่วยงาน", en="the organisation's criterion")
    if len(stated.criteria) > 1:
        own = Text(th="เกณฑ์ของหลักสูตรที่เรียน", en="the criterion of their own programme")
    per_cent = " / ".join(map(str, stated.criteria))
    reached = found["reached"] if share is not None else unshown(found["post"])
    rate = Text(
        th=f"ถึง{own.th} (ร้อยละ {per_cent}) {shown(reached)}{' คน' if told(reached) else ''}",
        en=f"at {own.en} ({per_cent} %): {shown(reached, language='en')}",
    )
    return (
        Text(th=f"{tested.th} · {rate.th}", en=f"{tested.en} · {rate.en}"),
        Text(
            th=f"ผู้อยู่ในบัญชีบุคลากร ณ วันปิดงวดและอยู่ในกลุ่มของหลักสูตร {found['enrolled']:,} คน ไม่ว่าตอนเรียนอยู่หน่วยงานใด",
            en=f"the {found['enrolled']:,} who are on the roster on the closing day and for whom the programme is, wherever they learned",
        ),
        Text(
            th="ผู้ที่ออกไปก่อนวันปิดงวด และหน่วยงานรองของผู้ที่อยู่หลายหน่วยงาน",
            en="those who left before the closing day, and second units of those who work in several",
        ),
    )  # fmt: skip


def _entered(each: Indicator, stated: Stated) -> tuple[Text, Text, Text]:
    """A figure that a manager entered by hand."""
    said = stated.entered.get(each.id)
    who = Text(th="ตัวเลขที่ผู้รับผิดชอบบันทึกเอง พร้อมหลักฐาน", en="entered by hand by whoever is responsible, with evidence")
    none = Text(th="ระบบไม่ได้นับตัวชี้วัดนี้", en="this indicator is not counted by the system")
    if not said or not said["amount"]:
        return NOTHING, who, none
    day, amount = date.fromisoformat(said["day"]), said["amount"]
    th, en = (f"{amount} {each.measure.th}", f"{amount} {each.measure.en}") if each.measure else (amount, amount)
    figure = Text(th=f"{th} (ณ {short_date(day, 'th')})", en=f"{en} (on {long_date(day, 'en')})")
    return figure, who, none
