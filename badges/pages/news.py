"""News: what was just earned, celebrated once where it was earned, or on the next page that is opened, and then quiet."""

from datetime import timedelta
from html import escape

import streamlit as st

from badges import load, store
from badges.pages.family import Walked, picture
from core import ui
from core.calendar import local_day, long_date
from core.library import in_force
from core.settings import festive
from core.visit import Visit

RECENT = 30  # days; what is older is no news to somebody who comes back
MOST = 3  # that are named; whoever comes back to more reads how many


def render(who: Visit, walked: Walked) -> None:
    """At the head of the home page, with the way to the certificate."""
    _told(who, leads=True)


def after(who: Visit, walked: Walked = ()) -> bool:
    """Where a step was just done, or the certificate is in sight. Whether there was anything to tell."""
    return _told(who, leads=False)


def _told(who: Visit, *, leads: bool) -> bool:
    """What was issued since the last visit, told once: whichever device asks first tells it."""
    today = local_day(who.at)
    with who.read() as db:
        fresh = store.news(db, who.person.id, today - timedelta(days=RECENT), today) if festive(db, who.person) else []
    if not fresh:
        return False
    with who.write() as writing:
        mine = store.celebrate(writing, [each.id for each in fresh])
        told = [(each, store.printed(writing.db, each.id)) for each in fresh if each.id in mine]
        versions = {each.credential: in_force(writing.db, load.shelf, each.credential) for each, _ in told}
    found = sorted(((each, data) for each, data in told if data), key=lambda pair: pair[1]["shape"] != "certificate")
    if not found:
        return False
    shown, rest = found[:MOST], len(found[MOST:])
    pictures = "".join(
        picture(who, each.credential, known[0], "earned", 96)
        for each, data in shown
        if data["shape"] == "badge" and (known := versions[each.credential])
    )
    titles = " · ".join(f"“{escape(data['title'][who.language])}”" for _, data in shown)
    titles += who.say(f" และอีก {rest} รายการ", f" and {rest} more") if rest else ""
    until, link = "", ""
    certificate = next((each for each, data in shown if data["shape"] == "certificate"), None)
    if certificate and certificate.expires:
        day = long_date(certificate.expires, who.language)
        until = f'<p class="sj-soft">{who.say("ใช้ได้ถึง", "Valid until")} {day}</p>'
    if certificate and leads:
        link = f'<a class="sj-button" href="/certificates" target="_self">{who.say("เปิดเกียรติบัตร", "Open the certificate")}</a>'
    st.html(
        f'<div class="sj-card sj-news" role="status">{ui.petals(pictures)}'
        f"<strong>{who.say('ยินดีด้วย ท่านได้รับ', 'Well done: you have earned')}</strong><p>{titles}</p>{until}{link}</div>"
    )
    return True
