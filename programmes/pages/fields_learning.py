"""The form’s fields about learning: what is learned and tested, the pledge and the certificate; they give the path."""

from typing import Any

import streamlit as st

from programmes.draft import Chosen, path
from programmes.pages.fields import Fields
from programmes.renewal import KNOWN


def what(fields: Fields) -> tuple[dict[str, Any], tuple[bool, tuple[str, ...], bool]]:
    """Lessons, tests, forms and the criterion; and what of it belongs to the path."""
    say, base, tests = fields.who.say, fields.base, fields.base.behind("test")
    titles = fields.titles("lesson", base.behind("lesson"))
    lessons = st.multiselect(
        say("บทเรียน ตามลำดับที่เลือก", "Lessons, in the order chosen"), list(titles), base.behind("lesson"),
        format_func=lambda each: titles.get(each, each), key=fields.of("lessons"),
        placeholder=say("เลือกบทเรียน", "Choose lessons"),
    )  # fmt: skip
    pre = st.checkbox(say("แบบทดสอบก่อนเรียน", "Pre-test"), "pre" in tests, key=fields.of("pre"))
    post = st.checkbox(say("แบบทดสอบหลังเรียน", "Post-test"), "post" in tests, key=fields.of("post"))
    forms = {"": say("ทุกชุดที่มี", "all that there are"), "A B": "A, B", "A B C": "A, B, C"}
    now = " ".join(base.forms)
    forms |= {} if now in forms else {now: ", ".join(base.forms)}
    given = st.radio(
        say("ชุดข้อสอบที่ใช้ ไม่มีใครได้ชุดเดิมซ้ำ", "Forms of the test; nobody gets one twice"), list(forms),
        list(forms).index(now), format_func=forms.__getitem__, key=fields.of("forms"), horizontal=True,
    )  # fmt: skip
    criterion = st.number_input(
        say("เกณฑ์ของหน่วยงาน (ร้อยละของคะแนนหลังเรียน)", "The organisation’s criterion (per cent of the post-test)"),
        0, 100, base.criterion, key=fields.of("criterion"),
    )  # fmt: skip
    asked = {"forms": given.split(), "criterion": int(criterion), **_pace(fields, pre)}
    return asked, (pre, tuple(lessons), post)


def _pace(fields: Fields, pre: bool) -> dict[str, Any]:
    """Whether what is known may be skipped, and the minutes a day."""
    say, base, found = fields.who.say, fields.base, dict[str, Any]()
    skips = pre and st.checkbox(
        say("ข้ามบทเรียนเรื่องที่แบบทดสอบก่อนเรียนแสดงว่ารู้แล้วได้", "A lesson may be skipped where the pre-test shows that it is known"),
        base.known_at is not None, key=fields.of("skips"),
    )  # fmt: skip
    if skips:
        found["known_at"] = int(st.number_input(
            say("นับว่ารู้แล้วตั้งแต่ร้อยละ", "Known from, in per cent"), 50, 100, base.known_at or KNOWN, key=fields.of("known_at")
        ))  # fmt: skip
    if st.checkbox(
        say("แบ่งเป็นวัน วันละไม่กี่นาที", "Split into days of a few minutes"), base.daily is not None, key=fields.of("paced")
    ):
        found["daily"] = int(st.number_input(
            say("นาทีต่อวัน", "Minutes a day"), 5, 120, base.daily or 10, key=fields.of("daily")
        ))  # fmt: skip
    return found


def close(fields: Fields, tests: tuple[bool, tuple[str, ...], bool]) -> dict[str, Any]:
    """Pledge, certificate and its validity; and with them the path."""
    say, base = fields.who.say, fields.base
    pledge = fields.pick(say("คำมั่น", "Pledge"), "pledge", next(iter(base.behind("pledge")), ""))
    certificate = fields.pick(say("เกียรติบัตร", "Certificate"), "certificate", next(iter(base.behind("certificate")), ""))
    chosen = Chosen(*tests, pledge, certificate)
    found: dict[str, Any] = {"path": path(chosen, base.stops)}
    if certificate:
        own = st.checkbox(
            say("กำหนดอายุเกียรติบัตรของหลักสูตรนี้เอง", "Set for how long this programme’s certificate is valid"),
            base.valid_days is not None, key=fields.of("close"),
        )  # fmt: skip
        if own:
            days = st.number_input(
                say("อายุเป็นวัน (0 = ไม่หมดอายุ)", "Days (0: for ever)"), 0, 36500,
                365 if base.valid_days is None else base.valid_days, key=fields.of("valid_days"),
            )  # fmt: skip
            found["valid_days"] = int(days)
    return found
