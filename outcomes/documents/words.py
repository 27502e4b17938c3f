"""The whole report in words: the memorandum, the sections that the plan asks for, and places to fill in."""

import re
from collections.abc import Iterator

from outcomes.documents import annex, knowledge, sections
from outcomes.documents.blocks import Block, Fill, Frames, Heading, Opening, Signature, Turn, Words, reworded
from outcomes.documents.voice import Voice
from outcomes.headline import figures
from outcomes.report import Report

_CONTROL = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]"
)  # may stand neither in Word's XML nor on paper


def document(report: Report, voice: Voice) -> tuple[Block, ...]:
    """The report's blocks in reading order, final to the last numeral."""
    blocks = (*_letter(report, voice), *_body(report, voice), *annex.annex(report, voice))
    return reworded(blocks, lambda text: voice.numbered(_CONTROL.sub(" ", text)))


def title(report: Report, voice: Voice) -> str:
    """What the report is called."""
    said = "รายงานผลการดำเนินงานตามแผนป้องกันการทุจริต", "Report on the anti-corruption plan,"
    if report.plan is None:
        said = "รายงานผลการดำเนินงานด้านการป้องกันการทุจริต", "Report on the prevention of corruption,"
    return f"{voice.say(*said)} {voice.pick(report.period)}"


def _letter(report: Report, voice: Voice) -> Iterator[Block]:
    say = voice.say
    agency = " ".join(voice.pick(each) for each in (report.unit, report.organisation) if each)
    yield Opening(
        title=say("บันทึกข้อความ", "Memorandum"),
        agency=(say("ส่วนราชการ", "Agency"), agency),
        number=(say("ที่", "Ref."), ""),
        day=(say("วันที่", "Date"), voice.day(report.made)),
        subject=(say("เรื่อง", "Subject"), title(report, voice)),
        to=(say("เรียน", "To"), ""),
    )
    yield Words(_occasion(report, voice), "letter")
    yield Words(f"{_summary(report, voice)} {_standing(report, voice)}", "letter")
    yield Words(say("จึงเรียนมาเพื่อโปรดทราบ", "This is submitted for your information."), "closing")
    yield Signature(((say("(ลงชื่อ)", "(Signed)"), ""), ("(", ")"), (say("ตำแหน่ง", "Position"), "")))


def _occasion(report: Report, voice: Voice) -> str:
    """What was worked under: the plan, its project and the programmes, as far as there are any."""
    say, pick = voice.say, voice.pick
    plan = (
        pick(report.plan) if report.plan else say("แนวทางป้องกันการทุจริตของหน่วยงาน", "its own measures against corruption")
    )
    parts = [f"{say('ตาม', 'under the ' if report.plan else 'under ')}{plan}"]
    if report.project:
        parts.append(f"{say('โครงการ', 'project')} {pick(report.project)}")
    if report.programmes:
        parts.append(f"{say('หลักสูตร', 'programme')} {', '.join(f'“{pick(each)}”' for each in report.programmes)}")
    organisation = pick(report.organisation)
    return say(
        f"ตามที่ {organisation} ได้ดำเนินการ{' '.join(parts)} ในปีงบประมาณ พ.ศ. {report.fiscal_year} นั้น",
        f"{organisation} works {', '.join(parts)}, in fiscal year B.E. {report.fiscal_year}.",
    )


def _summary(report: Report, voice: Voice) -> str:
    """The paragraph that says what is sent: the main figures in one sentence each."""
    told = {each.key: each for each in figures(report)}

    def of(key: str, th: str, en: str) -> str:
        return told[key].shown(voice.language) + ("" if told[key].number is None else f" {voice.say(th, en)}")

    topics = of("topics.published", "เรื่อง", "topics")
    if not report.programmes:
        return voice.say(
            f"บัดนี้ ได้รวบรวมผลการดำเนินงานระหว่าง{report.days('th')} เรียบร้อยแล้ว ในปีนี้ไม่มีหลักสูตรในระบบ "
            f"เผยแพร่ความรู้ด้านการต่อต้านการทุจริต {topics} ตัวเลขที่หน่วยงานบันทึกเองปรากฏตามรายงานที่แนบมาพร้อมนี้",
            f"The results from {report.days('en')} have been gathered. There was no programme in this year; "
            f"published on anti-corruption: {topics}. The figures entered by hand follow in the report.",
        )
    enrolled, finished = of("participation.enrolled", "คน", "people"), of("participation.finished", "คน", "people")
    before, after = (told[f"knowledge.{key}_mean"].shown(voice.language) for key in ("pre", "post"))
    return voice.say(
        f"บัดนี้ ได้รวบรวมผลระหว่าง{report.days('th')} แล้ว สรุปว่า "
        f"ผู้อยู่ในกลุ่มของหลักสูตร ณ วันสุดท้ายของงวด {enrolled} เรียนจบ {finished} "
        f"คะแนนเฉลี่ยร้อยละของคะแนนเต็ม ก่อนเรียน {before} หลังเรียน {after} "
        f"และเผยแพร่ความรู้ด้านการต่อต้านการทุจริต {topics} รายละเอียดตามรายงานที่แนบ",
        f"The results from {report.days('en')} have been gathered. In the programme on the last day: {enrolled}; "
        f"finished: {finished}; mean test score in per cent of full marks: before {before}, after {after}; "
        f"published on anti-corruption: {topics}. The report that follows gives the details.",
    )


def _standing(report: Report, voice: Voice) -> str:
    """Whether the figures stand for good, and whether they were stated anew."""
    if report.closed is None:
        last = voice.day(report.closing)
        return voice.say(
            f"ทั้งนี้ งวดดังกล่าวยังไม่ปิด ตัวเลขเป็นข้อมูลถึงวันที่ {last} และอาจเปลี่ยนแปลงได้",
            f"The period is not closed yet: the figures stand for {last} and may change.",
        )
    closed, times = voice.day(report.closed), len(report.restated)
    said = voice.say(f"ทั้งนี้ ตัวเลขทั้งหมดตรึงไว้เมื่อปิดงวดในวันที่ {closed}", f"All figures were frozen on {closed}.")
    if report.anew:
        anew = voice.day(report.anew)
        said += voice.say(
            f" และปรับปรุงหลังปิดงวด {times} รายการ ครั้งล่าสุดในวันที่ {anew} ตามที่แสดงไว้ในภาคผนวก",
            f" Since then {times} of them were restated, last on {anew}, as the annex shows.",
        )
    return said


def _body(report: Report, voice: Voice) -> Iterator[Block]:
    say = voice.say
    yield Turn(lying=True)
    yield from sections.plan(report, voice)
    yield from sections.participation(report, voice)
    yield from knowledge.knowledge(report, voice)
    yield Turn()
    yield from sections.pledges(report, voice)
    yield from sections.certificates(report, voice)
    yield from sections.method(report, voice)
    yield Heading(say("7. ปัญหาและอุปสรรค", "7. Problems and obstacles"))
    yield Fill(
        say("โปรดระบุปัญหาและอุปสรรคที่พบในงวดนี้ หากไม่มีให้เขียนว่า ไม่มี", "Name the problems met in this period; write “none” if there were none."), 5
    )  # fmt: skip
    yield Heading(say("8. ข้อเสนอแนะ", "8. Suggestions"))
    yield Fill(say("โปรดระบุข้อเสนอแนะและแนวทางแก้ไข", "Write suggestions, and what is to be done."), 5)
    yield Turn()
    yield Heading(say("9. ภาพกิจกรรม", "9. Pictures of activities"))
    yield Words(
        say("ห้ามใช้ภาพใบหน้าของผู้รับบริการหรือประชาชนโดยไม่ได้รับความยินยอม", "No faces of patients or members of the public without their consent."), "note"
    )  # fmt: skip
    picture = say("ภาพที่", "Picture")
    yield Frames(say("วางภาพกิจกรรมที่นี่", "Put a picture here"), tuple(f"{picture} {n}" for n in range(1, 5)))
