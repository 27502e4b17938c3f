"""News at the head of the home page: what was just earned, celebrated once and then quiet."""

from datetime import timedelta
from html import escape

import streamlit as st

from badges import load, store
from badges.pages.family import Walked, picture
from core import ui
from core.calendar import local_day
from core.library import in_force
from core.settings import festive
from core.visit import Visit

RECENT = 30  # days; what is older is no news to somebody who comes back
MOST = 3  # that are named; whoever comes back to more reads how many


def render(who: Visit, walked: Walked) -> None:
    """What was issued since the last visit, told once: whichever device asks first tells it."""
    today = local_day(who.at)
    with who.read() as db:
        fresh = store.news(db, who.person.id, today - timedelta(days=RECENT), today) if festive(db, who.person) else []
    if not fresh:
        return
    with who.write() as writing:
        mine = store.celebrate(writing, [each.id for each in fresh])
        told = [(each, store.printed(writing.db, each.id)) for each in fresh if each.id in mine]
        versions = {each.credential: in_force(writing.db, load.shelf, each.credential) for each, _ in told}
    found = sorted(((each, data) for each, data in told if data), key=lambda pair: pair[1]["shape"] != "certificate")
    if not found:
        return
    shown, rest = found[:MOST], len(found[MOST:])
    pictures = "".join(
        picture(who, each.credential, known[0], "earned", 96)
        for each, data in shown
        if data["shape"] == "badge" and (known := versions[each.credential])
    )
    titles = " · ".join(f"“{escape(data['title'][who.language])}”" for _, data in shown)
    titles += who.say(f" และอีก {rest} รายการ", f" and {rest} more") if rest else ""
    link = ""
    if any(data["shape"] == "certificate" for _, data in shown):
        link = f'<a class="sj-button" href="/certificates" target="_self">{who.say("เปิดเกียรติบัตร", "Open the certificate")}</a>'
    st.html(
        f'<div class="sj-card sj-news" role="status">{ui.PETALS}{pictures}'
        f"<strong>{who.say('ยินดีด้วย ท่านได้รับ', 'Well done: you have earned')}</strong><p>{titles}</p>{link}</div>"
    )
