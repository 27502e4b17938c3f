"""The mail server's settings, for the administrator of the whole organisation, with a test letter to oneself."""

import streamlit as st

from core import ui
from core.language import Text
from core.mail import PORTS, REASONS, SECURITY, Letter, Line, Post, is_address, post_of, set_post
from core.settings import links_at
from core.visit import Door, Visit
from programmes import store
from programmes.pages import right, where

_SECURITY = {
    "starttls": Text(th="STARTTLS (มักใช้พอร์ต 587)", en="STARTTLS (usually port 587)"),
    "tls": Text(th="TLS (มักใช้พอร์ต 465)", en="TLS (usually port 465)"),
    "none": Text(th="ไม่เข้ารหัส เฉพาะเครือข่ายภายใน", en="None; inside the office’s network only"),
}


def section(visit: Door, who: Visit) -> None:
    """The settings in a fold; nothing for anybody else."""
    if not right.administers(who):
        return
    with who.read() as db:
        now = post_of(db, who.ground.keys)
        mine, address = store.address(db, who.person.id), links_at(db)
    with st.expander(who.say("ตั้งค่าเซิร์ฟเวอร์อีเมล (SMTP)", "Mail server (SMTP)")):
        note = who.say(
            "ไม่มีก็ใช้งานได้ครบ ข้อความเตือนคัดลอกไปวางใน LINE ได้ เมื่อตั้งค่าแล้ว ผู้ที่ให้อีเมลไว้ที่หน้าหลักจะได้รับการเตือนทางอีเมลด้วย",
            "Everything works without one, with messages to copy into LINE. With one, whoever gave an address on the home page gets reminders by e-mail too.",
        )
        st.html(f'<p class="sj-soft">{note}</p>')
        if now is not None and not address:
            where.unsent(who)
        _form(visit, who, now or Post("", PORTS["starttls"], "starttls", "", "", ""))
        if now is None:
            return
        if mine:
            st.button(who.say(f"ส่งอีเมลทดสอบถึง {mine}", f"Send a test letter to {mine}"), key="post/test", on_click=visit.then(_test))  # fmt: skip
        else:
            ui.empty(who.say("ใส่อีเมลของท่านที่หน้าหลักก่อน แล้วกลับมาส่งอีเมลทดสอบที่นี่", "Give your own address on the home page first; then a test letter can be sent from here."))  # fmt: skip


def _form(visit: Door, who: Visit, now: Post) -> None:
    with st.form("post", border=False):
        st.text_input(who.say("ชื่อเซิร์ฟเวอร์ (เว้นว่าง = ไม่ใช้อีเมล)", "Host (empty: no e-mail)"), now.host, key="post/host", max_chars=120, placeholder="smtp.example.go.th")  # fmt: skip
        st.radio(who.say("การเข้ารหัส", "Security"), SECURITY, SECURITY.index(now.security), format_func=lambda each: _SECURITY[each][who.language], key="post/security")  # fmt: skip
        st.number_input(who.say("พอร์ต", "Port"), 1, 65535, now.port, key="post/port")
        st.text_input(who.say("ชื่อผู้ใช้ (เว้นว่างถ้าไม่ต้องใช้)", "User (empty if none is needed)"), now.user, key="post/user", max_chars=120, autocomplete="off")  # fmt: skip
        st.text_input(who.say("รหัสผ่าน (เว้นว่าง = คงเดิม)", "Password (empty: as it is)"), key="post/password", type="password", max_chars=200, autocomplete="new-password")  # fmt: skip
        st.text_input(who.say("อีเมลผู้ส่ง", "Sender’s address"), now.sender, key="post/sender", max_chars=254)
        st.form_submit_button(who.say("บันทึก", "Save"), on_click=visit.then(_save))


def _save(who: Visit) -> None:
    kept = st.session_state
    host, sender = str(kept["post/host"]).strip(), str(kept["post/sender"]).strip()
    if not right.administers(who):
        return
    if host and not (host.isascii() and all(each.isalnum() or each in ".-:" for each in host)):
        ui.tell(
            who.say(
                "ยังไม่ได้บันทึก: ชื่อเซิร์ฟเวอร์ใช้ a-z 0-9 . - เท่านั้น", "Nothing was saved: a host has a-z, 0-9, . and - only."
            )
        )
        return
    if host and not is_address(sender):
        ui.tell(who.say("ยังไม่ได้บันทึก: อีเมลผู้ส่งไม่ถูกต้อง เช่น office@example.go.th", "Nothing was saved: the sender’s address is not one, such as office@example.go.th."))  # fmt: skip
        return
    post = Post(host, int(kept["post/port"]), kept["post/security"], str(kept["post/user"]).strip(), str(kept["post/password"]), sender)  # fmt: skip
    with who.write() as writing:
        set_post(writing.db, post, who.ground.keys)
    kept["post/password"] = ""
    ui.tell(who.say("บันทึกเซิร์ฟเวอร์อีเมลแล้ว", "The mail server is saved.") if host else who.say("ปิดการส่งอีเมลแล้ว", "E-mail is off."))  # fmt: skip


def _test(who: Visit) -> None:
    """Send one letter to the visitor's own address, and say what the server said."""
    with who.read() as db:
        post, mine = post_of(db, who.ground.keys), store.address(db, who.person.id)
    if post is None or not mine or not right.administers(who):
        return
    text = who.say(
        "อีเมลทดสอบจากสุจริต ถ้าได้รับฉบับนี้ แปลว่าตั้งค่าถูกต้อง",
        "A test letter from Sujarit. If you can read it, the settings are right.",
    )
    with Line(post, who.ground.clock) as line:
        fate = line.send(Letter(who.ground.new_id(), mine, who.say("อีเมลทดสอบ", "A test letter"), text))
    if fate is None:
        ui.tell(who.say(f"เซิร์ฟเวอร์รับอีเมลทดสอบถึง {mine} แล้ว", f"The server took the test letter to {mine}."))
    else:
        ui.tell(who.say("ยังส่งไม่ได้: ", "It did not go: ") + REASONS[fate.reason][who.language])
