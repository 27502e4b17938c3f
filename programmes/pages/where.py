"""The system's own address, as messages carry it; and what is said where nobody knows it."""

from html import escape

import streamlit as st

from core.address import loopback
from core.db import Database
from core.settings import links_at
from core.visit import Visit
from programmes.pages import right
from programmes.reminding import LACKS


def here(db: Database) -> str:
    """The address that is set, else that at which this page was asked for; "" where only this computer finds it."""
    host = str(st.context.headers.get("host") or "")
    scheme = "https" if st.context.url and st.context.url.startswith("https") else "http"
    return links_at(db) or ("" if not host or loopback(host) else f"{scheme}://{host}")


def missing(who: Visit, wrong: str) -> None:
    """What lacks an address, and the way to the setting for whoever may set it."""
    if right.administers(who):
        way = f'<a href="/organisation" target="_self">{who.say("ตั้งที่อยู่เว็บ", "Set the web address")}</a>'
    else:
        way = who.say("ขอให้ผู้ดูแลระบบตั้งที่อยู่เว็บที่หน้า “ตั้งค่าหน่วยงาน”", "Ask an administrator to set the web address on the page “Organisation”.")  # fmt: skip
    st.html(f'<div class="sj-card sj-said" role="alert"><p>{escape(wrong)}</p><p>{way}</p></div>')


def unsent(who: Visit) -> None:
    """That letters cannot go, though a mail server is set."""
    missing(who, LACKS["address"][who.language])
