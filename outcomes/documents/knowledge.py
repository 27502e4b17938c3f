"""Section 3 of the report: the knowledge test, whole and by topic, as a table and as a picture."""

from collections.abc import Iterator

from outcomes.amount import GAIN, MEAN, PERCENT, Amount, percent, told
from outcomes.documents.blocks import Bar, Block, Cell, Heading, Picture, Table, Words, joined
from outcomes.documents.sections import no_programme
from outcomes.documents.voice import Voice
from outcomes.headline import no_gain
from outcomes.report import Report, TopicLine


def knowledge(report: Report, voice: Voice) -> Iterator[Block]:
    """3: the test, in a table and in a picture."""
    say = voice.say
    yield Heading(say("3. ผลการทดสอบความรู้", "3. The knowledge test"))
    if not report.programmes:
        yield no_programme(voice)
        return
    if not report.knowledge:
        yield Words(say("ในงวดนี้ยังไม่มีผู้ทำแบบทดสอบ", "Nobody took the test in this period."))
        return
    yield Table(
        caption=say("คะแนนก่อนเรียนและหลังเรียนรายเรื่อง (ร้อยละของคะแนนเต็ม)", "Scores before and after by topic (per cent of full marks)"),
        about=say(
            "แถวแรกเป็นแบบทดสอบทั้งฉบับ แถวต่อไปเป็นรายเรื่อง มีจำนวนผู้ทำ ค่าเฉลี่ย ส่วนเบี่ยงเบนมาตรฐาน และผู้ถึงเกณฑ์",
            "The first row is the whole test, the others its topics, with people, means, deviations and the criterion.",
        ),
        heads=(
            say("เรื่อง", "Topic"), say("ทำหลังเรียน\n(คน)", "Tested after"), say("ทำครบ\nสองครั้ง\n(คน)", "Both tests"),
            say("ก่อนเรียน\nค่าเฉลี่ย (S.D.)", "Before,\nmean (S.D.)"), say("หลังเรียน\nค่าเฉลี่ย (S.D.)", "After,\nmean (S.D.)"),
            say("คะแนน\nพัฒนาการ\nสัมพัทธ์", "Gain"), say("ถึงเกณฑ์\n(คน)", "Reached"),
            say("ถึงเกณฑ์\n(ร้อยละ)", "Reached, %"),
        ),
        widths=(5.6, 2.5, 2.5, 3.1, 3.1, 2.7, 2.5, 2.7),
        rows=tuple((Cell(voice.pick(line.title), bold=line.key == "whole"), *_marks(line, voice)) for line in report.knowledge),
    )  # fmt: skip
    each = (" ตามหลักสูตรที่แต่ละคนเรียน", ", that of each one's own programme") if len(report.criteria) > 1 else ("", "")
    yield Words(
        say(
            f"เกณฑ์ร้อยละ {report.criterion.th} ของคะแนนเต็มเป็นเกณฑ์ของหน่วยงานเอง{each[0]} "
            "ค่าเฉลี่ย ส่วนเบี่ยงเบนมาตรฐาน (S.D.) และคะแนนพัฒนาการคิดจากผู้ทำครบทั้งสองครั้ง "
            "คะแนนพัฒนาการสัมพัทธ์ = (หลังเรียน − ก่อนเรียน) ÷ (100 − ก่อนเรียน) จากค่าเฉลี่ย",
            f"The criterion of {report.criterion.en} per cent of full marks is the organisation's own{each[1]}. "
            "Means, standard deviations (S.D.) and gain are those of the people with both tests. "
            "Reached: at the criterion or above. Normalised gain = (after − before) ÷ (100 − before), between means.",
        ),
        "note",
    )
    yield _picture(report, voice)


def _marks(line: TopicLine, voice: Voice) -> tuple[Cell, ...]:
    def mean(middle: Amount, deviation: Amount) -> str:
        amounts = [voice.amount(each, MEAN) for each in (middle, deviation)]
        return amounts[0] if amounts[0] == amounts[1] else f"{amounts[0]} ({amounts[1]})"

    return joined(
        [
            voice.amount(line.tested),
            voice.amount(line.matched),
            mean(line.pre_mean, line.pre_sd),
            mean(line.post_mean, line.post_sd),
            voice.amount(line.gain, GAIN) if told(line.gain) else voice.pick(no_gain(line)),
            voice.amount(line.at_criterion),
            voice.amount(percent(line.share), PERCENT),
        ],
        voice.unsaid,
    )


def _picture(report: Report, voice: Voice) -> Picture:
    say = voice.say
    bars = tuple(
        Bar(
            voice.pick(line.title),
            float(line.pre_mean) if told(line.pre_mean) else None,
            float(line.post_mean) if told(line.post_mean) else None,
            (voice.amount(line.pre_mean, MEAN), voice.amount(line.post_mean, MEAN)),
        )
        for line in report.knowledge
    )
    said = "; ".join(f"{bar.label}: {' → '.join(dict.fromkeys(bar.words))}" for bar in bars)
    return Picture(
        caption=say("คะแนนเฉลี่ยก่อนเรียนและหลังเรียนรายเรื่อง", "Mean scores before and after, by topic"),
        about=f"{say('คะแนนเฉลี่ยก่อนเรียนและหลังเรียน', 'Mean scores before and after')} — {said}",
        bars=bars,
        criteria=tuple(map(float, report.criteria)),
        legend=(
            say("ก่อนเรียน", "before"), say("หลังเรียน", "after"),
            say(f"เกณฑ์ของหน่วยงาน {report.criterion.th}", f"the organisation's own criterion, {report.criterion.en}"),
        ),
    )  # fmt: skip
