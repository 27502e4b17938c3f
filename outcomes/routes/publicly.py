"""The public page in HTML."""

from starlette.responses import Response

from core.calendar import long_date
from core.html import escape, plain
from core.language import Language, Text, say
from outcomes.amount import GAIN, MEAN, shown, told
from outcomes.headline import figures, no_gain
from outcomes.published import Quarter


def page(language: Language, organisation: Text, year: int, years: list[int], told: list[Quarter]) -> Response:
    """Everything that is published of a fiscal year."""
    title = say(language, f"ผลการดำเนินงาน ปีงบประมาณ {year}", f"Outcomes, fiscal year {year}")
    lead = say(
        language,
        "ยอดรวมของไตรมาสที่ปิดงวดแล้ว ไม่มีชื่อบุคคล กลุ่มที่น้อยกว่า 5 คนไม่แสดง",
        "Totals of closed quarters, without anybody's name; groups of fewer than five people are not shown.",
    )
    links = "".join(
        f'<a aria-current="page">{each}</a>' if each == year else f'<a href="/outcomes?fiscal_year={each}">{each}</a>'
        for each in years
    )
    files = f'<a href="/outcomes.csv?fiscal_year={year}">CSV</a><a href="/outcomes.json?fiscal_year={year}">JSON</a>'
    empty = say(
        language,
        "ปีนี้ยังไม่มีไตรมาสที่ปิดงวด ผลจะเผยแพร่เมื่อหน่วยงานปิดงวดแล้ว",
        "No quarter of this year is closed yet. Results are published when the organisation closes a quarter.",
    )
    cards = (
        "".join(_quarter(language, each, latest=each.report.quarter == told[0].report.quarter) for each in told)
        or f'<div class="card"><p>{empty}</p></div>'
    )
    body = (
        f"<h1>{escape(title)}</h1><p>{escape(organisation[language])}</p><p>{lead}</p>"
        f'<p class="links">{say(language, "ปีงบประมาณ", "Fiscal year")} {links}</p>'
        f'<p class="links">{say(language, "ข้อมูลเปิด", "Open data")} {files}</p>{cards}'
    )
    return plain(title, body, language, here=f"/outcomes?fiscal_year={year}")


def _quarter(language: Language, each: Quarter, *, latest: bool) -> str:
    found = each.report
    programmes = ", ".join(title[language] for title in each.programmes)
    on = found.closed or found.closing
    closed = say(language, f"ปิดงวดเมื่อ {long_date(on, 'th')}", f"closed on {long_date(on, 'en')}")
    anew = (
        say(
            language,
            f" · ปรับปรุงครั้งที่ {each.edition - 1} เมื่อ {long_date(found.anew, 'th')}",
            f" · restated on {long_date(found.anew, 'en')}, edition {each.edition}",
        )
        if found.anew
        else ""
    )
    head = f"<h2>{say(language, 'ไตรมาส', 'Quarter')} {found.quarter} · {escape(programmes)}</h2>"
    body = (
        f"<p>{escape(found.days(language))}<br>{closed}{anew}</p>{_figures(language, each)}"
        f"{_topics(language, each)}{_published(language, each)}"
    )
    if latest:
        return f'<section class="card">{head}{body}</section>'
    return f'<details class="card"><summary>{head}</summary>{body}</details>'


def _figures(language: Language, each: Quarter) -> str:
    """What there is as a table; what is not shown folded below it, each with why."""
    there: dict[bool, list[str]] = {True: [], False: []}
    for figure in figures(each.report):
        row = f"<tr><th scope=row>{escape(figure.label[language])}</th><td>{escape(figure.said(language))}</td></tr>"
        there[not figure.hidden or figure.missing is not None].append(row)
    table = f"<table>{''.join(there[True])}</table>"
    if hidden := there[False]:
        name = say(
            language,
            f"ตัวเลขที่ไม่แสดง {len(hidden)} รายการ และเหตุผล",
            f"{len(hidden)} figures that are not shown, and why",
        )
        table += f"<details><summary>{name}</summary><table>{''.join(hidden)}</table></details>"
    return table


def _topics(language: Language, each: Quarter) -> str:
    lines = [line for line in each.report.knowledge[1:] if told(line.pre_mean)]
    if not lines:
        return ""
    heads = ("ก่อนเรียน", "Before"), ("หลังเรียน", "After"), ("พัฒนาการสัมพัทธ์", "Gain")
    head = "".join(f"<th scope=col>{say(language, *words)}</th>" for words in heads)
    # A topic's name has a line of its own over its figures: beside them a phone leaves it one word wide.
    rows = "".join(
        f"<tbody><tr><th scope=rowgroup colspan=3>{escape(line.title[language])}</th></tr><tr><td>{shown(line.pre_mean, MEAN)}</td>"
        f"<td>{shown(line.post_mean, MEAN)}</td><td>{shown(line.gain, GAIN) if told(line.gain) else no_gain(line)[language]}</td></tr></tbody>"
        for line in lines
    )
    caption = say(language, "คะแนนเฉลี่ยรายเรื่อง (ร้อยละของคะแนนเต็ม)", "Mean marks by topic (per cent of full marks)")
    return f'<table class="topics"><caption>{caption}</caption><thead><tr>{head}</tr></thead>{rows}</table>'


def _published(language: Language, each: Quarter) -> str:
    items = "".join(
        f"<li>{escape(topic.title[language])} · {long_date(topic.on, language)}</li>" for topic in each.report.topics
    )
    return f"<h3>{say(language, 'เรื่องที่เผยแพร่', 'Topics published')}</h3><ul>{items}</ul>" if items else ""
