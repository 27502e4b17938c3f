"""A person's own badges and certificates on the home page, after the path."""

from html import escape

import streamlit as st

from badges import store
from badges.pages.family import Walked, drawn, family
from core.calendar import local_day, short_date
from core.settings import festive
from core.visit import Visit


def render(who: Visit, walked: Walked) -> None:
    """Certificates that are valid; badges that are earned or a step away; the way to all of them."""
    today = local_day(who.at)
    with who.read() as db:
        held = store.held(db, who.person.id)
        shown = festive(db, who.person)
        medals = family(who, db, walked, held) if shown else []
        valid = [(each, store.printed(db, each.id)) for each in held if each.state(today) == "valid"]
    certificates = "".join(
        f'<a href="/certificates" target="_self"><b>{escape(data["title"][who.language])}</b><span class="sj-soft">'
        f"{who.say('ออกให้เมื่อ', 'issued on')} {short_date(each.issued, who.language)}</span></a>"
        for each, data in valid
        if data and data["shape"] == "certificate"
    )
    close = [each for each in medals if each.state != "later"]
    if not certificates and not medals:
        return
    title = who.say("เกียรติบัตรและเหรียญตรา", "Certificates and badges") if shown else who.say("เกียรติบัตร", "Certificates")
    rest = len(medals) - len(close)
    more = (
        who.say(f"ดูทั้งหมด ยังมีอีก {rest} เหรียญตรา", f"See all; {rest} more to earn")
        if rest
        else who.say("ดูทั้งหมด", "See all")
    )
    last = f'<p class="sj-all"><a href="/certificates" target="_self">{more}</a></p>' if medals else ""
    listed = f'<div class="sj-people">{certificates}</div>' if certificates else ""
    st.html(f'<h2 class="sj-part">{title}</h2>{listed}{drawn(who, close, 80, few=True) if close else ""}{last}')
