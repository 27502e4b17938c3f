"""A closed quarter: its editions and how to verify them, what the record says since, and stating it anew."""

import json
from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from core import ui
from core.record import digest
from core.visit import Door, Visit
from outcomes.account import Account, restate, snapshot
from outcomes.difference import Difference, differences
from outcomes.figures import Period
from outcomes.pages.closing_open import say
from outcomes.pages.said import names, over_all, part, told, when
from outcomes.store.closings import Closed
from outcomes.typed import LONGEST, tidied

LINES = 30  # of a table at once


def show(visit: Door, who: Visit, period: Period, found: Sequence[Closed]) -> None:
    """What differs, and the editions, the newest first."""
    with who.read() as db:
        now = snapshot(db, period)
    _since(visit, who, period, found[-1], now)
    st.html(f"<h2>{who.say('ฉบับที่ปิด', 'Editions')}</h2>")
    _packs(who, period, found[-1])
    known = names(who, {each.by for each in found})
    for place in reversed(range(len(found))):
        _edition(who, found[place], found[place - 1] if place else None, known)


def _packs(who: Visit, period: Period, closed: Closed) -> None:
    """The evidence pack of each project: what its programmes are, where there are several."""
    with who.read() as db:
        scopes = Account(period, closed).scopes(db) or {"": []}
    links = []
    for scope, programmes in scopes.items():
        label = who.say("ชุดหลักฐาน (ZIP)", "Evidence pack (ZIP)")
        if len(scopes) > 1:
            label += " · " + ", ".join(each["title"][who.language] for each in programmes)
        asked = {"project": scope, "language": who.language} if scope else {"language": who.language}
        address = escape(f"/reports/{period.fiscal_year}-{period.quarter}.zip?{urlencode(asked)}")
        links.append(f'<a class="sj-button" href="{address}" target="_blank">{escape(label)}</a>')
    st.html(f'<p class="sj-files">{"".join(links)}</p>')


def _since(visit: Door, who: Visit, period: Period, closed: Closed, now: Mapping[str, Any]) -> None:
    """What the record says now beside what was closed, and the way to state it anew."""
    found = differences(closed.account, now)
    if not found:
        told()
        ui.empty(who.say("บันทึกวันนี้ยังตรงกับที่ปิดไว้", "What the record says today is what was closed."))
        return
    st.html(f"<h2>{who.say('บันทึกเปลี่ยนไปจากที่ปิดไว้', 'The record says something else by now')}</h2>")
    key = f"closing/{period.fiscal_year}/{period.quarter}/{closed.edition}"
    heads = (who.say("ที่ปิดไว้", "Closed"), who.say("ตอนนี้", "Now"))
    _table(who, heads, part(found, f"{key}/page", LINES), closed.account, now)
    with st.form(f"{key}/restate", border=False):
        st.text_area(
            who.say("เหตุผลที่ปรับปรุง (พิมพ์ในรายงาน)", "Why it is restated (printed in the report)"),
            key=f"{key}/why", max_chars=LONGEST, height=100,
            help=who.say("ไม่ใส่ชื่อบุคคล", "No names of people."),
        )  # fmt: skip
        st.form_submit_button(
            who.say(f"ปรับปรุงงวด เป็นฉบับที่ {closed.edition + 1}", f"Restate, as edition {closed.edition + 1}"),
            type="primary", on_click=visit.then(_restate, period, f"{key}/why", digest(now)),
        )  # fmt: skip
    told()  # where the eyes are, after the button


def _restate(who: Visit, period: Period, key: str, mark: str) -> None:
    if not over_all(who):
        return
    why = tidied(str(st.session_state.get(key) or ""))
    refused = restate(who.ground, period, who.person.id, why, mark)
    say(who, refused, ("ปรับปรุงงวดแล้ว ฉบับเดิมยังเก็บไว้ครบ", "Restated. The earlier editions are kept."))


def _table(
    who: Visit, heads: tuple[str, str], found: Sequence[Difference], closed: Mapping[str, Any], now: Mapping[str, Any]
) -> None:
    units = {**closed["units"], **now["units"]}
    titles = {each["slug"]: each["title"][who.language] for each in (*closed["programmes"], *now["programmes"])}
    several = len({*closed["scopes"], *now["scopes"]}) > 1

    def of(each: Difference) -> str:
        said = titles.get(each.of, each.of) if each.of and (several or not each.unit) else ""
        return f"{each.what[who.language]} · {said}" if said else each.what[who.language]

    body = ""
    for unit, lines in groupby(found, lambda each: each.unit):
        name = units[unit]["name"][who.language] if unit in units else who.say("ทั้งแผน", "The whole plan")
        rows = "".join(
            f'<tr><th scope="row">{escape(of(each))}</th><td class="n">{escape(each.closed[who.language])}</td>'
            f'<td class="n">{escape(each.now[who.language])}</td></tr>'
            for each in lines
        )
        body += f'<tbody><tr><th scope="rowgroup" colspan="3">{escape(name)}</th></tr>{rows}</tbody>'
    before, after = (f'<th scope="col" class="n">{escape(head)}</th>' for head in heads)
    figure = who.say("ตัวเลข", "Figure")
    st.html(
        f'<div class="sj-wide"><table class="sj-table"><thead><tr><th scope="col">{figure}</th>{before}{after}</tr></thead>'
        f"{body}</table></div>"
    )


def _edition(who: Visit, each: Closed, before: Closed | None, known: Mapping[str, str]) -> None:
    """Who closed it when and why, what it changed, and all that is needed to verify it."""
    done = who.say("ปรับปรุง", "restated") if before else who.say("ปิดงวด", "closed")
    title = who.say(f"ฉบับที่ {each.edition}", f"Edition {each.edition}")
    with st.expander(f"{title} · {done} {when(who, each.at)}", expanded=before is not None):
        st.html(f'<p class="sj-soft">{escape(known[each.by])}</p>')
        if before:
            st.html(f"<p>{who.say('เหตุผล', 'Why')}: {escape(each.reason)}</p>")
            found = differences(before.account, each.account)
            heads = (who.say("เดิม", "Before"), who.say("ใหม่", "After"))
            _table(who, heads, part(found, f"closing/{each.figures}", LINES), before.account, each.account)
        _proof(who, each)


def _proof(who: Visit, each: Closed) -> None:
    lines = (
        (who.say("ค่าตรวจสอบของตัวเลข (SHA-256)", "Digest of the figures (SHA-256)"), each.figures),
        (who.say(f"รายการสุดท้ายของบันทึก (ลำดับที่ {each.snapshot['seq']})", f"Last entry of the record (fact {each.snapshot['seq']})"), each.snapshot["head"]),
        (who.say("กุญแจที่ลงนาม", "Signed with the key"), each.kid),
    )  # fmt: skip
    said = "".join(f"<p>{escape(label)}<br><code>{escape(value)}</code></p>" for label, value in lines)
    st.html(f'<div class="sj-card sj-soft">{said}</div>')
    how = who.say(
        "ตรวจเองได้: ดาวน์โหลดทั้งสองแฟ้มไว้ด้วยกัน แล้วสั่ง",
        "To verify it yourself, put both files into one folder, and run",
    )
    st.html(f'<p class="sj-soft">{how} <code>sujarit outcomes verify snapshot.json</code></p>')
    with st.container(horizontal=True):
        st.download_button(
            "snapshot.json", lambda: each.signed, "snapshot.json", "application/json", key=f"{each.figures}/snapshot",
            on_click="ignore",
        )  # fmt: skip
        st.download_button(
            "snapshot.sig.json", lambda: json.dumps(each.signature_file, indent=2), "snapshot.sig.json",
            "application/json", key=f"{each.figures}/signature", on_click="ignore",
        )  # fmt: skip
