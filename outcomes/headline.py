"""The report's headline figures: each with the key by which page, documents, workbook and API name the same thing."""

from collections.abc import Iterator

from core.language import Text
from outcomes.amount import GAIN, HIDDEN, MEAN, PERCENT, Figure, percent, share
from outcomes.report import STANDINGS, Participation, PledgeLine, Report, TopicLine

PEOPLE = Text(th="คน", en="people")
PER_CENT = Text(th="ร้อยละ", en="per cent")
OF_FULL_MARKS = Text(th="ร้อยละของคะแนนเต็ม", en="per cent of full marks")
NOTHING_TO_GAIN = Text(th="คำนวณไม่ได้ (ก่อนเรียนได้เต็ม)", en="cannot be computed (full marks before)")


def no_gain(line: TopicLine | None) -> Text:
    """What stands in the place of a gain that is not there."""
    return NOTHING_TO_GAIN if line and line.pre_mean is not None and line.pre_mean >= 100 else HIDDEN


def figures(report: Report) -> Iterator[Figure]:
    """The headline figures, in the order of the report; a figure's key is its name for good."""
    yield from _participation(report.participation)
    yield from _knowledge(report)
    for line in report.pledges:
        yield from _pledges(line)
    for word, label in (
        ("passed", Text(th="เกียรติบัตรที่ระบุว่าผ่านการอบรม", en="Certificates that say passed")),
        ("attended", Text(th="เกียรติบัตรที่ระบุว่าเข้าร่วมการอบรม", en="Certificates that say attended")),
        ("revoked", Text(th="เกียรติบัตรที่เพิกถอน", en="Certificates revoked")),
    ):
        amount = getattr(report.certificates, word)
        yield Figure(f"certificates.{word}", label, amount, Text(th="ฉบับ", en="certificates"))
    label = Text(th="เรื่องที่เผยแพร่ (ไม่นับซ้ำ)", en="Distinct topics published")
    yield Figure("topics.published", label, len(report.topics), Text(th="เรื่อง", en="topics"))


def _participation(people: Participation) -> Iterator[Figure]:
    for word, label in (
        ("enrolled", Text(th="ผู้มีรายชื่อในวันสุดท้ายของงวด", en="On the roster on the last day")),
        ("not_started", Text(th="ยังไม่เริ่ม", en="Not started")),
        ("under_way", Text(th="กำลังเรียน", en="Under way")),
        ("finished", Text(th="เรียนจบ", en="Finished")),
    ):
        yield Figure(f"participation.{word}", label, getattr(people, word), PEOPLE)
    done = percent(share(people.finished, people.enrolled))
    label = Text(th="เรียนจบ คิดจากผู้มีรายชื่อ", en="Finished, of those on the roster")
    yield Figure("participation.share", label, done, PER_CENT, PERCENT)


def _knowledge(report: Report) -> Iterator[Figure]:
    line, gain = report.whole, Text(th="จากเต็ม 1", en="of 1")
    own = Text(th="เกณฑ์ของหน่วยงานเอง", en="The organisation's own criterion")
    for word, label, unit, digits in (
        ("tested", Text(th="ผู้ทำแบบทดสอบหลังเรียน", en="People with a post-test"), PEOPLE, 0),
        ("matched", Text(th="ผู้ทำครบทั้งก่อนเรียนและหลังเรียน", en="People with both tests"), PEOPLE, 0),
        ("pre_mean", Text(th="คะแนนก่อนเรียน ค่าเฉลี่ย", en="Pre-test, mean"), OF_FULL_MARKS, MEAN),
        ("pre_sd", Text(th="คะแนนก่อนเรียน ส่วนเบี่ยงเบนมาตรฐาน", en="Pre-test, standard deviation"), OF_FULL_MARKS, MEAN),
        ("post_mean", Text(th="คะแนนหลังเรียน ค่าเฉลี่ย", en="Post-test, mean"), OF_FULL_MARKS, MEAN),
        ("post_sd", Text(th="คะแนนหลังเรียน ส่วนเบี่ยงเบนมาตรฐาน", en="Post-test, standard deviation"), OF_FULL_MARKS, MEAN),
        ("gain", Text(th="คะแนนพัฒนาการสัมพัทธ์", en="Normalised gain"), gain, GAIN),
        ("at_criterion", Text(th="ผู้ได้คะแนนถึงเกณฑ์", en="People at the criterion or above"), PEOPLE, 0),
    ):  # fmt: skip
        missing = no_gain(line) if word == "gain" else HIDDEN
        yield Figure(f"knowledge.{word}", label, getattr(line, word, None), unit, digits, missing)
    label = Text(th="ผู้ได้คะแนนถึงเกณฑ์ คิดจากผู้ทำแบบทดสอบ", en="At the criterion or above, of those tested")
    yield Figure("knowledge.share", label, percent(line.share) if line else None, PER_CENT, PERCENT)
    yield Figure("knowledge.criterion", own, report.criterion, OF_FULL_MARKS)


def _pledges(line: PledgeLine) -> Iterator[Figure]:
    who, key = STANDINGS[line.standing], f"pledges.{line.standing}"
    yield Figure(f"{key}.people", Text(th=f"{who.th} มีรายชื่อ", en=f"{who.en} on the roster"), line.people, PEOPLE)
    yield Figure(f"{key}.signed", Text(th=f"{who.th} ลงนามแล้ว", en=f"{who.en} who signed"), line.signed, PEOPLE)
    label = Text(th=f"{who.th} ลงนาม คิดจากผู้มีรายชื่อ", en=f"{who.en} who signed, of those on the roster")
    yield Figure(f"{key}.share", label, percent(share(line.signed, line.people)), PER_CENT, PERCENT)
