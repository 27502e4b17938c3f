"""The organisation's addresses: asked for in its form, and those of this very computer to take by one touch."""

import streamlit as st

from core import ui
from core.address import LETTING_IN, loopback, reachable
from core.settings import ADDRESS, OFFICE_ADDRESS, links_at, set_to, setting
from core.visit import Door, Visit
from people.address import OFFICE_RULE, PUBLIC_RULE, office_address, public_address
from people.admission import whole
from people.pages.said import tell

PUBLIC, OFFICE = "organisation/address", "organisation/office"  # the fields, which begin with what is kept


def asked(who: Visit) -> None:
    """Both addresses as fields, each with what it is for."""
    with who.read() as db:
        for key, name in ((PUBLIC, ADDRESS), (OFFICE, OFFICE_ADDRESS)):
            st.session_state.setdefault(key, setting(db, name))
    st.text_input(who.say("ที่อยู่เว็บสาธารณะ (https://…)", "Public address (https://…)"), key=PUBLIC, max_chars=120)
    _note(
        who.say(
            "ใครก็เปิดได้จากอินเทอร์เน็ต พิมพ์ในคิวอาร์โค้ดบนเกียรติบัตร กระดาษที่พิมพ์ไปแล้วเปลี่ยนไม่ได้ จึงควรเป็นที่อยู่ที่ใช้ได้นาน",
            "Anybody can open it from the internet. It is printed in the certificates’ QR codes; printed paper cannot be changed, so choose one that will last.",
        )
    )
    st.text_input(
        who.say("ที่อยู่ในเครือข่ายของหน่วยงาน (http://…)", "Address in the office’s network (http://…)"),
        key=OFFICE,
        max_chars=120,
    )
    _note(
        who.say(
            "โทรศัพท์ที่ต่อ Wi-Fi ของหน่วยงานเปิดด้วยที่อยู่นี้ ใช้ในลิงก์บนใบเข้าใช้งาน โปสเตอร์ และข้อความเตือน เมื่อไม่มีที่อยู่สาธารณะ",
            "Phones in the office’s Wi-Fi open it by this. It stands in the links of slips, posters and reminders where there is no public address.",
        )
    )


def _note(text: str) -> None:
    st.html(f'<div class="sj-soft">{text}</div>')


def given(who: Visit) -> tuple[str, str, list[str]]:
    """Both addresses as they were typed, to be kept, and what is wrong with them."""
    public, office = (str(st.session_state.get(key, "")) for key in (PUBLIC, OFFICE))
    kept = ((public_address(public), PUBLIC_RULE), (office_address(office), OFFICE_RULE))
    return kept[0][0] or "", kept[1][0] or "", [rule[who.language] for address, rule in kept if address is None]


def offered(visit: Door, who: Visit) -> None:
    """By which addresses the phones in the office's network should reach this program, as it listens now."""
    with who.read() as db:
        now, links = setting(db, OFFICE_ADDRESS), links_at(db)
    found = [each for each in reached_at() if each != now]
    if not links and not reached_at():  # a proxy before it may listen for all, where there is a public address
        ui.card(
            who.say("โทรศัพท์ยังเปิดระบบนี้ไม่ได้", "No phone reaches this system yet"),
            who.say(
                f"ขณะนี้เปิดได้จากเครื่องนี้เครื่องเดียว ให้ผู้ดูแลเครื่องเริ่มโปรแกรมใหม่ด้วย {LETTING_IN} แล้วที่อยู่ของเครื่องจะแสดงที่นี่ให้เลือก",
                f"It listens to this computer alone. Start it again with {LETTING_IN}; then this computer’s addresses are shown here to choose from.",
            ),
            level=3,
        )
    elif found:
        ui.card(
            who.say("ที่อยู่ของเครื่องนี้ในเครือข่าย", "This computer’s addresses in the network"),
            who.say(
                "ลองพิมพ์ในโทรศัพท์ที่ต่อ Wi-Fi ของหน่วยงาน เมื่อเห็นหน้าเข้าสู่ระบบแล้วจึงกดใช้ และขอให้ผู้ดูแลเครือข่ายกำหนดเลขนี้ให้คงที่",
                "Type it into a phone in the office’s Wi-Fi first. When it shows the sign-in page, use it; and ask whoever runs the network to keep the number fixed.",
            ),
            level=3,
        )
        for address in found:
            st.button(
                who.say(f"ใช้ {address}", f"Use {address}"), key=f"use/{address}", on_click=visit.then(_use, address)
            )


def reached_at() -> list[str]:
    """The address that this page was opened by, where others could; and this computer's own where it listens to all."""
    came = st.context.headers.get("host", "")
    scheme = "https" if str(st.context.url or "").startswith("https:") else "http"
    there = [f"{scheme}://{came}"] if came and not loopback(came) else []
    port = st.get_option("server.port")
    here = [f"http://{each}:{port}" for each in reachable(_listens())]
    return list(dict.fromkeys(filter(None, map(office_address, [*there, *here]))))


def _listens() -> str:
    return str(st.get_option("server.address") or "")


def _use(who: Visit, address: str) -> None:
    with who.write() as writing:
        if not whole(writing.db, who.person):
            return
        set_to(writing.db, OFFICE_ADDRESS, address)
    st.session_state[OFFICE] = address
    tell(True, who.say(f"ใช้ที่อยู่ {address} แล้ว", f"{address} is the office’s address now."))
