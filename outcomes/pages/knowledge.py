"""The page's fourth question: what was learned, before and after by topic, as picture, table and sentence."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from core.language import Language
from core.visit import Visit
from outcomes.amount import GAIN, MEAN, PERCENT, Amount, percent, shown, told, unsaid
from outcomes.figures import criteria_of
from outcomes.headline import no_gain
from outcomes.measure import SMALLEST, wilson
from outcomes.overview import Overview
from outcomes.pages.units import table
from outcomes.report import TopicLine
from outcomes.slope import Line, picture, scale, sign

JOINED = "\u2060"  # keeps what stands on both its sides in one line


def show(who: Visit, found: Overview) -> None:
    """The picture with its table and its sentence, or why there is none."""
    figures = found.figures
    assert figures is not None
    parts = [f"<h2 class=sj-part>{who.say('ก่อนและหลังเรียน แยกตามเรื่อง', 'Before and after, by topic')}</h2>"]
    drawn = [line for line in found.knowledge if told(line.pre_mean) and told(line.post_mean)]
    if not drawn:
        parts.append(f'<div class="sj-card sj-soft">{_why_not(who, found)}</div>')
    else:
        parts.append(f"<p>{_told(who, found.knowledge[0])}</p>{_picture(who, found, drawn)}")
    if found.knowledge and (figures.marks or figures.share):
        parts.append(_table(who, found) + f'<p class="sj-soft">{_notes(who, criteria_of(found.frame.programmes))}</p>')
    st.html("".join(parts))


def _why_not(who: Visit, found: Overview) -> str:
    matched = found.figures["matched"] if found.figures else 0
    if not matched:
        return who.say("ยังไม่มีผู้ทำแบบทดสอบครบทั้งก่อนและหลังเรียน", "Nobody has taken both tests yet.")
    if matched < SMALLEST:
        return who.say(
            f"ไม่แสดงคะแนน เพราะผู้ทำครบทั้งก่อนและหลังเรียนมี {matched} คน น้อยกว่า {SMALLEST} คน",
            f"Marks are not shown: {matched} took both tests, fewer than {SMALLEST}.",
        )
    return who.say(
        f"ไม่แสดงคะแนน เพราะเมื่อลบออกจากคะแนนของหน่วยงานข้างเคียงแล้วจะรู้คะแนนของกลุ่มที่น้อยกว่า {SMALLEST} คน ดูที่หน่วยงานเหนือขึ้นไปแทน",
        f"Marks are not shown: beside those of other units they would tell the marks of fewer than {SMALLEST} people. Look at the unit above instead.",
    )


def _told(who: Visit, whole: TopicLine) -> str:
    """The whole test in words."""
    matched, before, after = (shown(each, d) for each, d in ((whole.matched, 0), (whole.pre_mean, MEAN), (whole.post_mean, MEAN)))  # fmt: skip
    gain = shown(whole.gain, GAIN, who.language) if told(whole.gain) else no_gain(whole)[who.language]
    assert told(whole.pre_mean)
    assert told(whole.post_mean)
    way = (whole.post_mean > whole.pre_mean) - (whole.post_mean < whole.pre_mean)
    rose = (who.say("เท่าเดิม", "stayed the same"), who.say("เพิ่มขึ้น", "rose"), who.say("ลดลง", "fell"))[way]
    said = who.say(
        f"ผู้ทำครบทั้งสองครั้ง {matched} คน ได้คะแนนเฉลี่ย{rose}จากร้อยละ {before} เป็นร้อยละ {after} คะแนนพัฒนาการสัมพัทธ์ {gain}",
        f"The mean of the {matched} who took both tests {rose}: {before} % before, {after} % after; normalised gain {gain}.",
    )
    if told(whole.share):
        share = shown(percent(whole.share), PERCENT)
        said += who.say(
            f" ผู้ทำแบบทดสอบหลังเรียน {shown(whole.tested)} คน ถึงเกณฑ์ของหน่วยงาน {shown(whole.at_criterion)} คน (ร้อยละ {share})",
            f" Of the {shown(whole.tested)} who took the post-test, {shown(whole.at_criterion)} reached the organisation’s criterion ({share}\u00a0%).",
        )
    return escape(said)


def _picture(who: Visit, found: Overview, drawn: list[TopicLine]) -> str:
    assert found.figures is not None
    lines = [
        Line(
            line.title[who.language], _drawn(line.pre_mean), _drawn(line.post_mean),
            (shown(line.pre_mean, MEAN), shown(line.post_mean, MEAN)), line.key == "whole",
        )
        for line in drawn
    ]  # fmt: skip
    title = who.say("คะแนนเฉลี่ยก่อนและหลังเรียน", "Mean scores before and after")
    about = "; ".join(f"{line.name} {' → '.join(line.written)}" for line in lines)
    heads = who.say("ก่อนเรียน", "Before"), who.say("หลังเรียน", "After")
    (low, high), criteria = scale(lines), criteria_of(found.frame.programmes)
    note = who.say(
        f"ร้อยละของคะแนนเต็ม แกนตั้งเริ่มที่ {low} ถึง {high}", f"Per cent of full marks, on a scale from {low} to {high}"
    )
    if drawn_at := " / ".join(str(each) for each in criteria if low <= each <= high):
        note += who.say(
            f" เส้นจุดแนวนอนคือเกณฑ์ของหน่วยงาน {drawn_at}",
            f"; the dotted level is the organisation’s criterion, {drawn_at}",
        )
    return f'{picture(lines, criteria, heads, title, about)}<p class="sj-soft">{note}</p>'


def _drawn(mean: Amount) -> float:
    assert told(mean)
    return float(mean)


def _table(who: Visit, found: Overview) -> str:
    heads = (
        who.say("เรื่อง", "Topic"), who.say("ทำครบสองครั้ง (คน)", "Both tests"),
        who.say("ก่อนเรียน ค่าเฉลี่ย (S.D.)", "Before, mean (SD)"), who.say("หลังเรียน ค่าเฉลี่ย (S.D.)", "After, mean (SD)"),
        who.say("คะแนนพัฒนาการสัมพัทธ์", "Gain"), who.say("ทำหลังเรียน (คน)", "Tested after"),
        who.say("ถึงเกณฑ์ (คน)", "At criterion"), who.say("ถึงเกณฑ์ ร้อยละ (ช่วง 95%)", "At criterion, % (95 % interval)"),
    )  # fmt: skip
    lines = [_line(who, line) for line in found.knowledge]
    drawn = bool(found.figures and found.figures.marks)
    signs = [sign(number, whole=not number) if drawn else "" for number in range(len(lines))]
    title = who.say("คะแนนก่อนและหลังเรียน แยกตามเรื่อง (ร้อยละของคะแนนเต็ม)", "Scores before and after by topic (per cent of full marks)")  # fmt: skip
    return table(title, heads, lines, range(1, len(heads)), signs, once=unsaid(who.language))


def _line(who: Visit, line: TopicLine) -> list[str]:
    words = who.language
    range_ = wilson(int(line.at_criterion), int(line.tested)) if told(line.at_criterion) and told(line.tested) else None
    share = shown(percent(line.share), PERCENT, words)
    if range_:
        share += f" ({shown(range_[0] * 100, 1)}–{JOINED}{shown(range_[1] * 100, 1)})"
    return [
        line.title[words],
        shown(line.matched, 0, words),
        _mean(line.pre_mean, line.pre_sd, words),
        _mean(line.post_mean, line.post_sd, words),
        shown(line.gain, GAIN, words) if told(line.gain) else no_gain(line)[words],
        shown(line.tested, 0, words),
        shown(line.at_criterion, 0, words),
        share,
    ]


def _mean(middle: Amount, deviation: Amount, words: Language) -> str:
    """As "62.20 (15.04)"; what is hidden is said once."""
    return f"{shown(middle, MEAN)} ({shown(deviation, MEAN, words)})" if told(middle) else shown(middle, 0, words)


def _notes(who: Visit, criteria: Sequence[int]) -> str:
    criterion = " / ".join(map(str, criteria))
    each = who.say(" ตามหลักสูตรที่แต่ละคนเรียน", ", that of each one’s own programme") if len(criteria) > 1 else ""
    return who.say(
        f"ค่าเฉลี่ย S.D. และคะแนนพัฒนาการสัมพัทธ์ = (หลัง − ก่อน) ÷ (100 − ก่อน) คิดจากผู้ทำครบทั้งสองครั้ง เกณฑ์ร้อยละ {criterion} เป็นของหน่วยงานเอง{each} คิดจากผู้ทำแบบทดสอบหลังเรียน ช่วงเชื่อมั่นคำนวณตามวิธีของ Wilson",
        f"Means, SD and normalised gain = (after − before) ÷ (100 − before) are those of people with both tests. The criterion of {criterion} % is the organisation’s own{each}; the share is of all who took the post-test; the interval is Wilson’s.",
    )
