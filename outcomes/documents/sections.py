"""Sections 1, 2 and 4 to 6 of the report: what was counted, and how."""

from collections.abc import Iterator

from outcomes.amount import PERCENT, percent, share
from outcomes.documents.blocks import Block, Cell, Heading, Table, Words, joined
from outcomes.documents.voice import Voice
from outcomes.report import STANDINGS, Participation, ProjectLine, Report


def plan(report: Report, voice: Voice) -> Iterator[Block]:
    """1: the plan's own table, project by project."""
    say = voice.say
    yield Heading(say("1. การดำเนินงานตามแผน", "1. Work under the plan"))
    if report.plan is None or report.plan_owner is None:
        yield Words(say("ในระบบยังไม่มีแผนที่ครอบคลุมปีงบประมาณนี้", "No plan here covers this fiscal year yet."))
        return
    yield Words(
        f"{say('แผน', 'Plan')}: {voice.pick(report.plan)} · {say('เจ้าของแผน', 'Owner')}: {voice.pick(report.plan_owner)}"
    )
    for project in report.projects:
        yield from _project(project, voice)


def _project(project: ProjectLine, voice: Voice) -> Iterator[Block]:
    say, pick = voice.say, voice.pick
    yield Heading(f"{say('โครงการ', 'Project')} {project.code} {pick(project.title)}", 2)
    target = f"{pick(project.who)} {voice.people(project.target_persons)}"
    yield Words(pick(project.dimension), "lead")
    yield Words(
        f"{say('ผู้รับผิดชอบ', 'Responsible')}: {pick(project.responsible)} · "
        f"{say('กลุ่มเป้าหมาย', 'Target group')}: {target} · "
        f"{say('ระยะเวลา', 'Period')}: {pick(project.period)} · {say('งบประมาณ', 'Budget')}: {pick(project.budget)}",
        "lead",
    )
    kinds = {"output": say("ผลผลิต", "Output"), "outcome": say("ผลลัพธ์", "Outcome")}
    yield Table(
        caption=f"{say('ตัวชี้วัดของโครงการ', 'Indicators of project')} {project.code}",
        about=say(
            "แต่ละแถวเป็นตัวชี้วัดหนึ่งข้อ มีสิ่งที่แผนระบุ ผล ผู้ที่นับ ผู้ที่ไม่นับ และหลักฐาน",
            "Each row is one indicator: what the plan states, the figure, who counts, who does not, and the evidence.",
        ),
        heads=(
            say("ตัวชี้วัด", "Indicator"), say("แผนระบุ", "Stated in the plan"), say("ผล", "Figure"),
            say("นับใคร", "Who counts"), say("ไม่นับใคร", "Who does not"), say("หลักฐาน", "Evidence"),
        ),
        widths=(5.2, 3.0, 4.6, 4.4, 4.4, 3.1),
        rows=tuple(
            (
                Cell(f"{kinds[each.kind]} {each.id}: {pick(each.text)}"),
                *(Cell(pick(part)) for part in (each.stated, each.figure, each.counts, each.not_counted)),
                Cell(pick(each.evidence) if each.evidence else "–"),
            )
            for each in project.indicators
        ),
    )  # fmt: skip


def no_programme(voice: Voice) -> Words:
    """What stands in each section of a year without a programme."""
    return Words(
        voice.say("ปีงบประมาณนี้ไม่มีหลักสูตรในระบบ จึงไม่มีตัวเลขของส่วนนี้", "There was no programme in this fiscal year, so this section has no figures.")
    )  # fmt: skip


def participation(report: Report, voice: Voice) -> Iterator[Block]:
    """2: people by how far they are, whole and by unit."""
    say = voice.say
    yield Heading(say("2. ผู้เข้าร่วม", "2. Participants"))
    if not report.programmes:
        yield no_programme(voice)
        return
    named = f"{say('หลักสูตร', 'Programme')}: {', '.join(map(voice.pick, report.programmes))}"
    of = f" · {say('โครงการ', 'Project')}: {voice.pick(report.project)}" if report.project else ""
    yield Words(named + of, "lead")
    whole = (Cell(say("รวมทั้งหมด", "All"), bold=True), *_people(report.participation, voice, bold=True))
    yield Table(
        caption=say("ผู้เข้าร่วมจำแนกตามหน่วยงาน", "Participants by unit"),
        about=say(
            "แถวแรกเป็นยอดรวม แถวต่อไปเป็นหน่วยงานตามโครงสร้างหน่วยงาน มีจำนวนคนตามความก้าวหน้า",
            "The first row is the total; the others are units, with people by how far they are.",
        ),
        heads=(
            say("หน่วยงาน", "Unit"), say("ในหลักสูตร\n(คน)", "In the programme"), say("ยังไม่เริ่ม\n(คน)", "Not started"),
            say("กำลังเรียน\n(คน)", "Under way"), say("เรียนจบ\n(คน)", "Finished"), say("เรียนจบ\n(ร้อยละ)", "Finished, %"),
        ),
        widths=(9.2, 3.1, 3.1, 3.1, 3.1, 3.1),
        rows=(
            whole,
            *((Cell(voice.pick(line.name), inset=line.depth), *_people(line.people, voice)) for line in report.units),
        ),
    )  # fmt: skip
    yield Words(
        say(
            "จำนวนของแต่ละหน่วยงานรวมหน่วยงานย่อยด้วย นับผู้ที่อยู่ในบัญชีบุคลากรในวันสุดท้ายของงวดและอยู่ในกลุ่มของหลักสูตร คนละหนึ่งครั้ง",
            "A unit's numbers include the units below it. "
            "Everybody on the roster on the last day for whom the programme is, is counted once.",
        ),
        "note",
    )


def _people(people: Participation, voice: Voice, *, bold: bool = False) -> tuple[Cell, ...]:
    counts = [people.enrolled, people.not_started, people.under_way, people.finished]
    texts = [voice.amount(count) for count in counts]
    done = share(people.finished, people.enrolled)
    texts.append("–" if people.enrolled == 0 else voice.amount(percent(done), PERCENT))
    return joined(texts, voice.unsaid, bold=bold)


def pledges(report: Report, voice: Voice) -> Iterator[Block]:
    """4: who signed, executives and members apart."""
    say = voice.say
    yield Heading(say("4. คำมั่น", "4. Pledges"))
    if not report.programmes:
        yield no_programme(voice)
        return
    yield Table(
        caption=say("การลงนามคำมั่น แยกผู้บริหารและบุคลากร", "Pledges signed, executives and members apart"),
        about=say("แต่ละแถวเป็นกลุ่มหนึ่ง มีจำนวนผู้อยู่ในหลักสูตรและผู้ลงนาม", "Each row is one group: people in the programme, and those who signed."),
        heads=(say("กลุ่ม", "Group"), say("ในหลักสูตร (คน)", "In the programme"), say("ลงนามแล้ว (คน)", "Signed"), say("ร้อยละ", "Per cent")),
        widths=(6.4, 3.2, 3.2, 3.2),
        rows=tuple(
            (
                Cell(voice.pick(STANDINGS[line.standing])),
                *joined(
                    [
                        voice.amount(line.people),
                        voice.amount(line.signed),
                        "–" if line.people == 0 else voice.amount(percent(share(line.signed, line.people)), PERCENT),
                    ],
                    voice.unsaid,
                ),
            )
            for line in report.pledges
        ),
    )  # fmt: skip
    yield Words(say("การลงนามเป็นไปโดยสมัครใจ ระบบไม่บันทึกว่าผู้ใดไม่ลงนาม", "Signing is voluntary; that somebody did not sign is recorded nowhere."), "note")  # fmt: skip


def certificates(report: Report, voice: Voice) -> Iterator[Block]:
    """5: certificates by what they say."""
    say, issued = voice.say, report.certificates
    yield Heading(say("5. เกียรติบัตร", "5. Certificates"))
    if not report.programmes:
        yield no_programme(voice)
        return
    yield Table(
        caption=say("เกียรติบัตรที่ออกและเพิกถอน", "Certificates issued and revoked"),
        about=say("แต่ละแถวเป็นเกียรติบัตรประเภทหนึ่งและจำนวน", "Each row is one kind of certificate and its number."),
        heads=(say("ประเภท", "Kind"), say("จำนวน (ฉบับ)", "Number")),
        widths=(11.0, 5.0),
        rows=tuple(
            (Cell(label), Cell(voice.amount(count), "R"))
            for label, count in (
                (say("ระบุว่าผ่านการอบรม (ถึงเกณฑ์ของหน่วยงาน)", "Says passed (at the organisation's criterion)"), issued.passed),
                (say("ระบุว่าเข้าร่วมการอบรม", "Says attended"), issued.attended),
                (say("เพิกถอนแล้ว (ไม่นับในสองแถวบน)", "Revoked (not counted above)"), issued.revoked),
            )
        ),
    )  # fmt: skip


def method(report: Report, voice: Voice) -> Iterator[Block]:
    """6: how the figures were counted, and by which record they can be checked."""
    say = voice.say
    yield Heading(say("6. วิธีนับ", "6. How the figures are counted"))
    for position, note in enumerate(report.notes, 1):
        yield Words(f"6.{position} {voice.pick(note)}")
    yield Words(
        say(
            f"ตัวเลขนับจากบันทึกของระบบถึงรายการที่มีค่าตรวจสอบ (SHA-256) {report.head}",
            f"The figures are counted from the record, up to the entry with the SHA-256 {report.head}",
        ),
        "note",
    )
