"""The public page in HTML."""

from starlette.responses import Response

from core.calendar import long_date
from core.html import escape, plain
from core.language import Language, Text, say
from outcomes.amount import GAIN, MEAN, shown
from outcomes.headline import figures
from outcomes.published import Quarter


def page(language: Language, organisation: Text, year: int, years: list[int], told: list[Quarter]) -> Response:
    """Everything that is published of a fiscal year."""
    title = say(language, f"ผลการดำเนินงาน ปีงบประมาณ {year}", f"Outcomes, fiscal year {year}")
    lead = say(
        language,
        "ยอดรวมของไตรมาสที่ปิดงวดแล้ว ไม่มีชื่อบุคคล กลุ่มที่น้อยกว่า 5 คนไม่แสดง",
        "Totals of closed quarters, without anybody's name; groups of fewer than five people are not shown.",
    )
    links = " · ".join(
        f"<strong>{each}</strong>" if each == year else f'<a href="/outcomes?fiscal_year={each}">{each}</a>'
        for each in years
    )
    files = f'<a href="/outcomes.csv?fiscal_year={year}">CSV</a> · <a href="/outcomes.json?fiscal_year={year}">JSON</a>'
    empty = say(
        language,
        "ปีนี้ยังไม่มีไตรมาสที่ปิดงวด ผลจะเผยแพร่เมื่อหน่วยงานปิดงวดแล้ว",
        "No quarter of this year is closed yet. Results are published when the organisation closes a quarter.",
    )
    cards = "".join(_quarter(language, each) for each in told) or f'<div class="card"><p>{empty}</p></div>'
    body = (
        f"<h1>{escape(title)}</h1><p>{escape(organisation[language])}</p><p>{lead}</p>"
        f"<p>{say(language, 'ปีงบประมาณ', 'Fiscal year')} {links}<br>{say(language, 'ข้อมูลเปิด', 'Open data')} {files}</p>{cards}"
    )
    return plain(title, body, language, here=f"/outcomes?fiscal_year={year}")


def _quarter(language: Language, each: Quarter) -> str:
    found = each.report
    programmes = ", ".join(title[language] for title in each.programmes)
    on = found.closed or found.closing
    closed = say(language, f"ปิดงวดเมื่อ {long_date(on, 'th')}", f"closed on {long_date(on, 'en')}")
    anew = (
        say(language, f" · ฉบับแก้ไขครั้งที่ {each.edition - 1}", f" · restated, edition {each.edition}")
        if each.edition > 1
        else ""
    )
    rows = "".join(
        f"<tr><th scope=row>{escape(figure.label[language])}</th><td>{escape(figure.shown(language))}"
        f"{' ' + escape(figure.unit[language]) if figure.number is not None else ''}</td></tr>"
        for figure in figures(found)
    )
    return (
        f'<section class="card"><h2>{say(language, "ไตรมาส", "Quarter")} {found.quarter} · {escape(programmes)}</h2>'
        f"<p>{escape(found.days(language))}<br>{closed}{anew}</p><table>{rows}</table>{_topics(language, each)}{_published(language, each)}</section>"
    )


def _topics(language: Language, each: Quarter) -> str:
    lines = [line for line in each.report.knowledge[1:] if line.pre_mean is not None]
    if not lines:
        return ""
    heads = (
        ("เรื่อง", "Topic"), ("ก่อนเรียน", "Before"), ("หลังเรียน", "After"), ("พัฒนาการสัมพัทธ์", "Normalised gain"),
    )  # fmt: skip
    head = "".join(f"<th>{say(language, *words)}</th>" for words in heads)
    rows = "".join(
        f"<tr><th scope=row>{escape(line.title[language])}</th><td>{shown(line.pre_mean, MEAN)}</td>"
        f"<td>{shown(line.post_mean, MEAN)}</td><td>{'–' if line.gain is None else shown(line.gain, GAIN)}</td></tr>"
        for line in lines
    )
    caption = say(language, "คะแนนเฉลี่ยรายเรื่อง (ร้อยละของคะแนนเต็ม)", "Mean marks by topic (per cent of full marks)")
    return f"<table><caption>{caption}</caption><tr>{head}</tr>{rows}</table>"


def _published(language: Language, each: Quarter) -> str:
    items = "".join(
        f"<li>{escape(topic.title[language])} · {long_date(topic.on, language)}</li>" for topic in each.report.topics
    )
    return f"<h3>{say(language, 'เรื่องที่เผยแพร่', 'Topics published')}</h3><ul>{items}</ul>" if items else ""
