"""A person's own badges and certificates: how each stands, and the addresses of its PDF and picture."""

from html import escape

import streamlit as st

from badges import store
from badges.address import address_of, link_of
from badges.pages.family import Walked, drawn, family
from badges.store import Standing
from core import along, ui
from core.calendar import local_day, long_date
from core.db import Database
from core.settings import festive
from core.visit import Door, Visit

STATES = {
    "valid": ("ใช้ได้", "valid"),
    "expired": ("หมดอายุแล้ว", "expired"),
    "superseded": ("มีฉบับใหม่แทนแล้ว", "superseded"),
    "revoked": ("ถูกเพิกถอน", "revoked"),
}


def render(visit: Door) -> None:
    """All that was issued to whoever is here."""
    who = visit()
    with who.read() as db:
        found = [(each, store.printed(db, each.id)) for each in store.held(db, who.person.id)]
        addresses = {each.id: address_of(who.ground, db, each.id, data) for each, data in found if data}
        shown = festive(db, who.person)
        medals = family(who, db, _walked(who, db), [each for each, data in found if data]) if shown else []
    both, one = ("เกียรติบัตรและเหรียญตรา", "Certificates and badges"), ("เกียรติบัตร", "Certificates")
    ui.heading(who.say(*(both if shown else one)))
    certificates = [(each, data) for each, data in found if data and data["shape"] == "certificate"]
    if not certificates:
        ui.empty(who.say("เมื่อเรียนครบ เกียรติบัตรของท่านจะอยู่ที่นี่", "When you have finished, your certificate stands here."))
    if certificates and who.language == "en" and not who.person.full_name.isascii():
        ui.empty(
            f"The name stands as on the roster, in either language: {who.person.full_name}. "
            "For another spelling ask your administrator; it holds for certificates issued from then on."
        )
    for each, data in certificates:
        address = addresses[each.id]
        with st.container(key=f"sj-box-{each.id}"):
            st.html(_card(who, each, data, address))
            if address:
                label, done = who.say("ส่งต่อลิงก์ตรวจสอบ", "Share the link"), who.say("คัดลอกลิงก์แล้ว", "Link copied")
                along.to_share(data["title"][who.language], link_of(address), label, done, f"share/{each.id}")
    if medals:
        st.html(f'<h2 class="sj-part">{who.say("เหรียญตรา", "Badges")}</h2>{drawn(who, medals, 104)}')


def _walked(who: Visit, db: Database) -> Walked:
    mine = who.paths.mine(db, who.person)
    return [(brief, who.paths.steps(db, brief.slug, who.person)) for brief in mine]


def _card(who: Visit, each: Standing, data: dict[str, object], address: str | None) -> str:
    title, programme = data["title"][who.language], data["programme"][who.language]  # type: ignore[index]
    state = who.say(*STATES[each.state(local_day(who.at))])
    lines = f"{state} · {who.say('ออกให้เมื่อ', 'issued on')} {long_date(each.issued, who.language)}" + (
        f" · {who.say('ใช้ได้ถึง', 'valid until')} {long_date(each.expires, who.language)}" if each.expires else ""
    )
    query = f"?language={who.language}"
    links = "".join(
        f'<a class="sj-button" href="/certificates/{each.id}.{kind_of}{query}" target="_blank">{word}</a>'
        for kind_of, word in (("pdf", who.say("เปิด PDF", "Open PDF")), ("png", who.say("เปิดรูปภาพ", "Open picture")))
    )
    if address:
        token = address.rsplit("/", 1)[-1]
        links += (
            f'<a class="sj-button" href="/v/{token}" target="_blank">{who.say("หน้าตรวจสอบ", "Verification page")}</a>'
        )
    else:
        why = who.say(
            "ยังไม่มีคิวอาร์โค้ด เพราะหน่วยงานยังไม่ได้ตั้งที่อยู่เว็บสาธารณะ",
            "There is no QR code, because the organisation has set no public address yet.",
        )
        links += f'<p class="sj-soft">{why}</p>'
    return (
        f"<div><h2>{escape(str(title))}</h2><p>{escape(str(programme))} · {who.say('เลขที่', 'No.')} {escape(str(data['number']))}</p>"
        f'<p class="sj-soft">{lines}</p>{links}</div>'
    )
