"""What went by e-mail, on the page of the reminders: the log, and the buttons for what is due and for what failed."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core import ui
from core.directory import Person
from core.mail import REASONS, post_of
from core.path import Brief
from core.settings import links_at
from core.signing import Refused
from core.visit import Door, Visit
from programmes import store
from programmes.pages import where
from programmes.reminding import LACKS, remind

SHOWN = 50


def section(visit: Door, who: Visit, brief: Brief, everybody: Sequence[Person]) -> None:
    """Nothing where no mail server is set; and first what keeps letters from going."""
    with who.read() as db:
        if post_of(db, who.ground.keys) is None:
            return
        address = links_at(db)
        names = {person.id: person.full_name for person in everybody}
        log = [each for each in store.deliveries(db, brief.slug) if each.person in names]
    st.html(f"<h2 class=sj-part>{who.say('อีเมล', 'E-mail')}</h2>")
    if not address:
        where.unsent(who)
    sent, failed, unsure = (sum(each.state == state for each in log) for state in ("sent", "failed", "sending"))
    told = who.say(
        f"ส่งแล้ว {sent} ไม่สำเร็จ {failed} ไม่ทราบผล {unsure} · ระบบส่งเองเมื่อเหลือ 30, 7 และ 1 วัน คนละครั้ง",
        f"{sent} sent, {failed} failed, {unsure} unknown · they go by themselves with 30, 7 and 1 days left, once to each",
    )
    st.html(f'<p class="sj-soft">{told}</p>')
    if address:
        _buttons(visit, who, again=bool(failed))
    if log:
        _log(who, log, names)


def _buttons(visit: Door, who: Visit, *, again: bool) -> None:
    with st.container(horizontal=True, gap="small"):
        st.button(
            who.say("ส่งที่ครบกำหนดตอนนี้", "Send what is due now"), key="mail/send", on_click=visit.then(_send, False)
        )
        if again:
            st.button(
                who.say("ลองส่งที่ไม่สำเร็จอีกครั้ง", "Try again what failed"),
                key="mail/again",
                on_click=visit.then(_send, True),
            )


def _log(who: Visit, log: Sequence[store.Delivery], names: Mapping[str, str]) -> None:
    states = {"sent": who.say("ส่งแล้ว", "sent"), "failed": who.say("ไม่สำเร็จ", "failed"), "sending": who.say("ไม่ทราบผล", "unknown")}  # fmt: skip
    with st.expander(who.say("บันทึกการส่ง", "The log")):
        ui.table(
            [who.say("ชื่อ", "Name"), who.say("เหลือ (วัน)", "Days left"), who.say("ผล", "Came to")],
            [
                [names[each.person], each.days, states[each.state] + (f" · {REASONS[each.reason][who.language]}" if each.reason in REASONS else "")]
                for each in log[:SHOWN]
            ],
            frozenset({1}),
        )  # fmt: skip
        if len(log) > SHOWN:
            st.html(f'<p class="sj-soft">{who.say(f"แสดง {SHOWN} รายการล่าสุด จาก {len(log)}", f"The newest {SHOWN} of {len(log)}")}</p>')  # fmt: skip


def _send(who: Visit, again: bool) -> None:
    with who.read() as db:
        mine = who.ground.directory.scope(db, who.person, "manager", "administrator")
    came = remind(who.ground, again=again, units=mine)
    if isinstance(came, Refused):
        ui.tell(LACKS[came.reason][who.language])
        return
    reasons = " · ".join(REASONS[reason][who.language] for reason in came.reasons)
    said = who.say(f"ส่งแล้ว {came.sent} ไม่สำเร็จ {came.failed} ไม่ทราบผล {came.unsure}", f"{came.sent} sent, {came.failed} failed, {came.unsure} unknown")  # fmt: skip
    ui.tell(said + (f" · {reasons}" if reasons else ""))
