"""The page's first question: who has not started, and who stopped where; by name for their own managers."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from core import ui
from core.visit import Visit
from outcomes.amount import PERCENT, percent, share, shown
from outcomes.figures import stops
from outcomes.overview import Overview
from outcomes.overview.lists import LISTED, Lists, Named
from outcomes.pages.units import table
from outcomes.steps import said

FEW, PAGE = 5, 50  # names that stand open in all, and in each fold of a longer list


def show(who: Visit, found: Overview) -> None:
    """Numbers first, then names."""
    figures, lists = found.figures, found.lists
    assert figures is not None
    assert lists is not None
    st.html(f"<h2 class=sj-part>{who.say('ใครยังไม่เริ่ม ใครหยุดที่ใด', 'Who has not started, and who stopped where')}</h2>")
    if not figures["enrolled"]:
        ui.empty(
            who.say(
                "ในงวดนี้ไม่มีผู้เรียนของหลักสูตรนี้ในหน่วยงานที่เลือก ผู้ที่อยู่ในบัญชีบุคลากรและอยู่ในกลุ่มของหลักสูตรจะนับเองเมื่อเพิ่มแล้ว",
                "In this period the programme is for nobody in this unit. Whoever is added to the roster and belongs to its group is counted.",
            )
        )
        return
    of = who.say(f"จาก {figures['enrolled']:,}", f"of {figures['enrolled']:,}")
    ui.figures(
        (label, f"{count:,}", of)
        for label, count in (
            (who.say("ยังไม่เริ่ม", "Not started"), figures.not_started),
            (who.say("กำลังเรียน", "Under way"), figures.under_way),
            (who.say("เรียนจบ", "Finished"), figures["finished"]),
        )
    )
    done = shown(percent(share(figures["finished"], figures["enrolled"])), PERCENT, who.language)
    st.html(
        '<p class="sj-soft">'
        + who.say(
            f"เรียนจบร้อยละ {done} ของผู้ที่อยู่ในบัญชีบุคลากรในวันที่นับ ไม่ว่าตอนเรียนจะอยู่หน่วยงานใด",
            f"Finished: {done} % of those on the roster on the day that counts, wherever they were when they learned.",
        )
        + "</p>"
        + (_counts(who, found) if lists.too_many else _names(who, found, lists))
    )
    if "reminders" in who.pages and found.frame.found.closed is None and figures.not_started + figures.under_way:
        st.page_link(who.pages["reminders"], label=who.say("คัดลอกข้อความเตือนสำหรับแต่ละกลุ่ม", "Copy a reminder for each group"))  # fmt: skip


def _counts(who: Visit, found: Overview) -> str:
    """Of more people than a page can name: how many stopped where."""
    figures = found.figures
    assert figures is not None
    note = who.say(
        f"มีมากกว่า {LISTED} คน จึงแสดงเป็นจำนวน เลือกหน่วยงานที่เล็กลงเพื่อดูรายชื่อ",
        f"There are more than {LISTED} people, so these are numbers. Choose a smaller unit to see names.",
    )
    steps = dict.fromkeys(step for row in found.frame.programmes for step in stops(row))
    lines = [(said(step, found.titles)[who.language], f"{n:,}") for step in steps if (n := figures[f"stopped/{step}"])]
    heads = who.say("ทำขั้นสุดท้ายถึง", "The last step done"), who.say("คน", "People")
    title = who.say("ผู้ที่กำลังเรียนหยุดที่ใด", "Where those under way stopped")
    return f'<div class="sj-card">{note}</div>' + (table(title, heads, lines, numbers=(1,)) if lines else "")


def _names(who: Visit, found: Overview, lists: Lists) -> str:
    stopped = lists.stopped or {}
    # More would stand before every figure, screen after screen.
    few = len(lists.not_started) + sum(len(names) for names in stopped.values()) <= FEW
    listed = [(who.say("ยังไม่เริ่ม", "Not started"), lists.not_started, few)]
    listed += [
        (who.say(f"กำลังเรียน: {said(step, found.titles).th}", f"Under way: {said(step, found.titles).en}"), names, few)
        for step, names in stopped.items()
    ]
    listed.append((who.say("เรียนจบ", "Finished"), lists.finished, False))
    parts = [_list(who, found, label, names, folded=not opens) for label, names, opens in listed if names]
    if lists.nameless:
        note = who.say(
            f"อีก {lists.nameless} คนที่นับไว้ในงวดนี้ย้ายออกจากหน่วยงานของท่านหรือลบข้อมูลแล้ว จึงไม่แสดงชื่อ",
            f"{lists.nameless} more who count in this period have left your units or were erased, so they are not named.",
        )
        parts.append(f'<p class="sj-soft">{note}</p>')
    if found.frame.found.closed:
        note = who.say(
            "รายชื่อมาจากบันทึกของวันนี้ ตัวเลขเป็นของวันที่ปิดงวด ถ้ามีการบันทึกย้อนหลังทั้งสองอาจต่างกัน",
            "The names are from the record of today, the numbers from the closing; what was entered later may set them apart.",
        )
        parts.append(f'<p class="sj-soft">{note}</p>')
    return "".join(parts)


def _list(who: Visit, found: Overview, label: str, names: Sequence[Named], *, folded: bool) -> str:
    """One list, fifty names at a time; each with its unit where there are several."""

    def item(each: Named) -> str:
        place = found.frame.tree.get(each.unit)
        unit = f" <small>{escape(place.name[who.language])}</small>" if place and len(found.branch.units) > 1 else ""
        return f"<li>{escape(each.name)}{unit}</li>"

    pages = [names[begin : begin + PAGE] for begin in range(0, len(names), PAGE)]
    first, *more = [f'<ul class="sj-names">{"".join(item(each) for each in page)}</ul>' for page in pages]
    ends = [PAGE * (n + 2) for n in range(len(more))]
    rest = "".join(
        f"<details><summary>{who.say('คนที่', 'Numbers')} {end - PAGE + 1}–{min(end, len(names))}</summary>{page}</details>"
        for end, page in zip(ends, more, strict=True)
    )
    head = f"{escape(label)} ({len(names):,})"
    if not folded:
        return f'<section class="sj-card"><h3>{head}</h3>{first}{rest}</section>'
    return f'<details class="sj-card"><summary>{head}</summary>{first}{rest}</details>'
