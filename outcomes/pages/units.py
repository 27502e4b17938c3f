"""The page's second question: how far each unit is, on one scale, and the way down the tree."""

from collections.abc import Container, Iterable, Sequence
from html import escape
from itertools import groupby

import streamlit as st

from core.visit import Visit
from outcomes.amount import PERCENT, counted, percent, share, shown
from outcomes.overview import Overview
from outcomes.report import Participation
from outcomes.reported.branch import DIRECTLY

SHOWN = 50  # bars that are not folded away
PARTS = ("finished", "under_way", "not_started")


def show(who: Visit, found: Overview) -> None:
    """A bar for the chosen unit and each right below it; the same as a table."""
    below, frame = found.branch.below, found.frame
    here = frame.units[frame.view.unit].name[who.language]
    lines = [(here, "", found.branch.people)]
    lines += [(each.name[who.language], each.unit, each.people) for each in below]
    if below and found.branch.directly.enrolled:
        lines.append((DIRECTLY[who.language], "", found.branch.directly))
    if not found.branch.people.enrolled:
        return
    bars = [
        _bar(who, name, frame.view.link(unit) if unit in frame.units else "", people) for name, unit, people in lines
    ]
    more = (
        f"<details><summary>{who.say(f'อีก {len(bars) - SHOWN} หน่วยงาน', f'{len(bars) - SHOWN} more units')}</summary>"
        f'<ul class="sj-bars">{"".join(bars[SHOWN:])}</ul></details>'
        if len(bars) > SHOWN
        else ""
    )
    labels = _labels(who)
    key = "".join(f'<span><i class="{part}"></i> {labels[part]}</span>' for part in PARTS)
    st.html(
        f"<h2 class=sj-part>{who.say('แต่ละหน่วยงานไปถึงไหนแล้ว', 'How far each unit is')}</h2>"
        f"<p>{_told(who, found)}</p>"
        f'<p class="sj-key" aria-hidden="true">{key}</p><ul class="sj-bars">{"".join(bars[:SHOWN])}</ul>{more}'
        f"<details><summary>{who.say('ตัวเลขของแต่ละหน่วยงานเป็นตาราง', 'The same as a table')}</summary>{_numbers(who, lines)}</details>"
    )


def _labels(who: Visit) -> dict[str, str]:
    return {
        "finished": who.say("เรียนจบ", "finished"),
        "under_way": who.say("กำลังเรียน", "under way"),
        "not_started": who.say("ยังไม่เริ่ม", "not started"),
    }


def _bar(who: Visit, name: str, link: str, people: Participation) -> str:
    labels, total = _labels(who), counted(people.enrolled)
    counts = {part: counted(getattr(people, part)) for part in PARTS}
    said = ", ".join(f"{labels[part]} {counts[part]:,}" for part in PARTS)
    done = shown(percent(share(people.finished, total)), PERCENT, who.language)
    text = f'<a href="{escape(link)}" target="_self">{escape(name)}</a>' if link else f"<b>{escape(name)}</b>"
    drawn = "".join(
        f'<i class="{part}" style="width:{100 * counts[part] / total:.2f}%"></i>' for part in PARTS if counts[part]
    )
    return (
        f"<li><div>{text}<span>{counts['finished']:,}/{total:,} · {who.say('ร้อยละ', '')} {done}{who.say('', ' %')}</span></div>"
        f'<div class="bar" role="img" aria-label="{escape(said)}">{drawn}</div></li>'
    )


def _told(who: Visit, found: Overview) -> str:
    """What the bars show, in a sentence."""
    people, below = found.branch.people, found.branch.below
    whole = who.say(
        f"เรียนจบแล้ว {people.finished:,} จาก {people.enrolled:,} คน",
        f"{people.finished:,} of {people.enrolled:,} people have finished.",
    )
    if len(below) < 2:
        return whole
    ranked = sorted(below, key=lambda each: counted(each.people.finished) / counted(each.people.enrolled))
    least, most = ranked[0], ranked[-1]
    of = [
        f"{escape(each.name[who.language])} ({each.people.finished:,}/{each.people.enrolled:,})"
        for each in (most, least)
    ]
    if share(least.people.finished, least.people.enrolled) == share(most.people.finished, most.people.enrolled):
        return whole + who.say(" ทุกหน่วยงานได้สัดส่วนเท่ากัน", " All units are equally far.")
    return whole + who.say(f" มากที่สุดคือ {of[0]} น้อยที่สุดคือ {of[1]}", f" Farthest is {of[0]}, least far {of[1]}.")


def _numbers(who: Visit, lines: Iterable[tuple[str, str, Participation]]) -> str:
    heads = (
        who.say("หน่วยงาน", "Unit"), who.say("ทั้งหมด", "All"), who.say("เรียนจบ", "Finished"),
        who.say("กำลังเรียน", "Under way"), who.say("ยังไม่เริ่ม", "Not started"), who.say("เรียนจบ (ร้อยละ)", "Finished, %"),
    )  # fmt: skip
    told = [
        (
            name,
            *(shown(each) for each in (people.enrolled, people.finished, people.under_way, people.not_started)),
            shown(percent(share(people.finished, people.enrolled)), PERCENT, who.language),
        )
        for name, _, people in lines
    ]
    title = who.say("ความก้าวหน้าของแต่ละหน่วยงาน (คน)", "How far each unit is (people)")
    note = who.say(
        "แต่ละหน่วยงานรวมหน่วยงานย่อยแล้ว บรรทัดแรกคือยอดรวม",
        "Each unit counts with those below it; the first line is the total.",
    )
    return f'{table(title, heads, told, numbers=(1, 2, 3, 4, 5))}<p class="sj-soft">{note}</p>'


def table(
    title: str, heads: Sequence[str], lines: Iterable[Sequence[str]], numbers: Sequence[int] = (),
    signs: Sequence[str] = (), once: Container[str] = (),
) -> str:  # fmt: skip
    """A table with heads for its columns and rows, as HTML; it scrolls by itself where it is too wide.

    `numbers`: the columns that stand right. `signs`: HTML before each row's name. `once`: what neighbours say together.
    """
    top = "".join(
        f'<th scope="col"{" class=n" if place in numbers else ""}>{escape(head)}</th>'
        for place, head in enumerate(heads)
    )
    body = []
    for row, (name, *cells) in enumerate(lines):
        rest, place = "", 1
        for _, group in groupby(enumerate(cells), lambda each: each[1] if each[1] in once else each):
            span = len(list(group))
            text = cells[place - 1]
            wide = f' colspan="{span}"' if span > 1 else ""
            rest += f"<td{' class=n' if place in numbers else ''}{wide}>{escape(text)}</td>"
            place += span
        body.append(f'<tr><th scope="row">{signs[row] if signs else ""}{escape(name)}</th>{rest}</tr>')
    return (
        f'<div class="sj-wide" role="region" tabindex="0" aria-label="{escape(title)}"><table class="sj-table sj-fit">'
        f'<caption class="sj-unseen">{escape(title)}</caption><thead><tr>{top}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )
