"""A person's own badges and certificates: how each stands, and the addresses of its PDF and picture."""

from html import escape
from typing import Any

import streamlit as st

from badges import store
from badges.address import address_of, link_of
from badges.pages import news
from badges.pages.family import Walked, drawn, family
from badges.store import Standing
from core import along, ui
from core.calendar import local_day, long_date
from core.db import Database
from core.settings import festive
from core.visit import Door, Visit

ACROSS = (1169, 827)  # pixels of A4 on its side, as its picture on the page has them
STATES = {
    "valid": ("ใช้ได้", "Valid"),
    "expired": ("หมดอายุแล้ว", "Expired"),
    "superseded": ("มีฉบับใหม่แทนแล้ว", "Superseded"),
    "revoked": ("ถูกเพิกถอน", "Revoked"),
}


def render(visit: Door) -> None:
    """All that was issued to whoever is here."""
    who = visit()
    with who.read() as db:
        found = [(each, store.printed(db, each.id)) for each in store.held(db, who.person.id)]
        addresses = {each.id: address_of(who.ground, db, each.id, data) for each, data in found if data}
        shown, across = festive(db, who.person), ACROSS if store.look(db).layout != "portrait" else ACROSS[::-1]
        medals = family(who, db, _walked(who, db), [each for each, data in found if data]) if shown else []
    both, one = ("เกียรติบัตรและเหรียญตรา", "Certificates and badges"), ("เกียรติบัตร", "Certificates")
    ui.heading(who.say(*(both if shown else one)))
    news.after(who)
    certificates = [(each, data) for each, data in found if data and data["shape"] == "certificate"]
    if not certificates:
        ui.elsewhere(
            who, who.say("เมื่อเรียนครบ เกียรติบัตรของท่านจะอยู่ที่นี่", "When you have finished, your certificate stands here.")
        )
    if certificates and who.language == "en" and not who.person.full_name.isascii():
        ui.empty(
            f"The name stands as on the roster, in either language: {who.person.full_name}. "
            "For another spelling ask your administrator; it holds for certificates issued from then on."
        )
    seen = next((each.id for each, _ in certificates if each.state(local_day(who.at)) != "revoked"), "")
    for each, data in certificates:
        address = addresses[each.id]
        with st.container(key=f"sj-box-{each.id}"):
            st.html(_card(who, each, data, address, across if each.id == seen else None))
            if address:
                label, done = who.say("ส่งต่อลิงก์ตรวจสอบ", "Share the link"), who.say("คัดลอกลิงก์แล้ว", "Link copied")
                along.to_share(data["title"][who.language], link_of(address), label, done, f"share/{each.id}")
    if medals:
        st.html(f'<h2 class="sj-part">{who.say("เหรียญตรา", "Badges")}</h2>{drawn(who, medals, 104)}')


def _walked(who: Visit, db: Database) -> Walked:
    mine = who.paths.mine(db, who.person)
    return [(brief, who.paths.steps(db, brief.slug, who.person)) for brief in mine]


def _card(who: Visit, each: Standing, data: dict[str, Any], address: str | None, across: tuple[int, int] | None) -> str:
    """One certificate; the newest that stands with its picture, `across` pixels wide and high."""
    title, programme = data["title"][who.language], data["programme"][who.language]
    state, issued = each.state(local_day(who.at)), long_date(each.issued, who.language)
    said = who.say(*STATES[state])
    if state in ("valid", "expired") and each.expires:  # its day says how it stands
        words = ("ใช้ได้ถึง", "Valid until") if state == "valid" else ("หมดอายุเมื่อ", "Expired on")
        said = f"{who.say(*words)} {long_date(each.expires, who.language)}"
    lines = (
        f"{said}<br>{who.say('ออกให้เมื่อ', 'Issued on')} {issued}"  # a day each to a line: on a phone they would break
    )
    return (
        f"<div><h2>{escape(title)}</h2>{_picture(who, each.id, title, across) if across else ''}"
        f"<p>{escape(programme)} · {who.say('เลขที่', 'No.')}\u00a0{escape(str(data['number']))}</p>"
        f'<p class="sj-soft">{lines}</p>{_ways(who, each.id, address, first=across is not None)}</div>'
    )


def _address(who: Visit, id: str, kind: str) -> str:
    return f"/certificates/{id}.{kind}?language={who.language}"


def _picture(who: Visit, id: str, title: str, across: tuple[int, int]) -> str:
    """What hangs on the wall, as large as the page; touched, it opens alone. Its place is kept until it has come."""
    wide, high = across
    source, alt = f"{_address(who, id, 'png')}&size=page", who.say(f"ภาพ{title}", f"Picture: {title}")
    upright = " upright" if high > wide else ""
    return (
        f'<a href="{escape(_address(who, id, "png"))}" target="_blank" class="sj-paper{upright}">'
        f'<img src="{escape(source)}" width="{wide}" height="{high}" loading="lazy" alt="{escape(alt)}"></a>'
    )


def _ways(who: Visit, id: str, address: str | None, *, first: bool) -> str:
    """The picture first, for every phone shows one, also within LINE; then what is wanted more seldom."""
    keep = who.say(
        "เปิดแล้วแตะรูปค้างไว้ เพื่อเก็บลงโทรศัพท์หรือส่งต่อ", "Open it, then hold the picture to keep it on the phone or send it"
    )
    hint = f'<p class="sj-soft">{keep}</p>' if first else ""
    main = (
        f'<a class="sj-button{" first" if first else ""}" href="{_address(who, id, "png")}" target="_blank">'
        f"{who.say('เปิดรูปภาพ', 'Open picture')}</a>{hint}"
    )
    links = [(_address(who, id, "pdf"), who.say("เปิด PDF สำหรับพิมพ์", "Open PDF to print"))]
    why = ""
    if address:
        seen = who.say("หน้าตรวจสอบ ที่ผู้สแกนคิวอาร์โค้ดเห็น", "Verification page: what whoever scans the code sees")
        links.append((f"/v/{address.rsplit('/', 1)[-1]}", seen))
    else:
        why = who.say(
            "ยังไม่มีคิวอาร์โค้ด เพราะหน่วยงานยังไม่ได้ตั้งที่อยู่เว็บสาธารณะ",
            "There is no QR code, because the organisation has set no public address yet.",
        )
        why = f'<p class="sj-soft">{why}</p>'
    quiet = "".join(f'<a href="{where}" target="_blank">{word}</a>' for where, word in links)
    return f'{main}<p class="sj-quiet">{quiet}</p>{why}'
