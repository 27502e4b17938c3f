"""The pledge: the words, whose they will be, the one act that confirms them, and the receipt."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

import streamlit as st

from core import ui
from core.calendar import BANGKOK, long_date
from core.language import spoken
from core.onward import news, on_path, onward, steps_of
from core.path import Step
from core.scroll import top
from core.visit import Door, Visit
from pledges import load, store
from pledges.pledge import Pledge


def render(visit: Door) -> None:
    """The pledge that the address names: to sign, or signed."""
    who = visit()
    if not st.query_params.get("programme"):  # the browser's way back leads here without saying where
        who.go("")
    programme, slug = st.query_params.get("programme", ""), st.query_params.get("pledge", "")
    with who.read() as db:
        found = load.pledge(db, slug)
        signed = store.signature(db, who.person.id, programme, slug)
        allowed = who.paths.open(db, programme, who.person, "pledge", slug)
        unit = who.ground.directory.unit(db, signed["unit"] if signed else who.person.unit)
        words = load.kept(db, slug, signed["version"]) if signed else None
    place = unit.name[who.language] if unit else ""
    if signed and words:
        _receipt(who, words, signed, programme, place)
    elif not allowed or found is None:
        _not_now(who, programme, slug, found[1] if found else None)
    else:
        _signing(visit, who, programme, slug, *found, place)


def _not_now(who: Visit, programme: str, slug: str, pledge: Pledge | None) -> None:
    """Which of the two it is: to come, or in no programme of theirs."""
    if pledge and on_path(who, programme, "pledge", slug):
        ui.heading(pledge.title[who.language])
        said = who.say(
            "ยังไม่ถึงขั้นลงนาม ทำขั้นก่อนหน้าให้ครบก่อน", "It is not time to sign yet: the steps before it come first."
        )
    else:
        ui.heading(who.say("คำมั่น", "Pledge"))
        said = who.say(
            "คำมั่นนี้ไม่อยู่ในหลักสูตรของท่านที่เปิดอยู่ในวันนี้", "This pledge is not in a programme of yours that is open today."
        )
    ui.elsewhere(who, said)


def _signing(visit: Door, who: Visit, programme: str, slug: str, version: str, pledge: Pledge, place: str) -> None:
    ui.heading(pledge.title[who.language])
    ui.card(who.person.full_name, who.person.position, place, level=2)
    st.markdown(pledge.text[who.language])
    _note(who, pledge)
    ui.told()
    st.button(pledge.act[who.language], key="sign", type="primary", width="stretch",
              on_click=visit.then(_sign, programme, slug, version))  # fmt: skip
    if st.button(who.say("ยังไม่ลงนาม กลับหน้าหลัก", "Not now; back to the home page"), key="later", width="stretch"):
        who.go("")


def _note(who: Visit, pledge: Pledge) -> None:
    """What signing means, as points; what comes after an empty line is folded, so that the button stays near."""
    shown, _, folded = pledge.note[who.language].strip().partition("\n\n")
    more = who.say("ใครเห็นอะไรบ้าง", "Who sees what")
    rest = f"<details><summary>{more}</summary>{_points(folded)}</details>" if folded.strip() else ""
    st.html(f'<div class="sj-note">{_points(shown)}{rest}</div>')


def _points(text: str) -> str:
    """A line as a paragraph, several as a list."""
    lines = [escape(line.strip()) for line in text.splitlines() if line.strip()]
    if len(lines) == 1:
        return f"<p>{lines[0]}</p>"
    return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"


def _sign(who: Visit, programme: str, slug: str, version: str) -> None:
    with who.write() as writing:
        if not who.paths.open(writing.db, programme, who.person, "pledge", slug):
            return
        pledge = load.kept(writing.db, slug, version)
        refused = store.sign(writing, who.ground.new_id(), who.person, programme, slug, version, pledge, who.language)
    if refused is not None:
        ui.tell(
            who.say(
                "ข้อความเปลี่ยนไประหว่างที่ท่านอ่าน ยังไม่ได้บันทึก กรุณาอ่านฉบับใหม่",
                "The text changed while you read. Nothing was recorded; please read the new one.",
            )
        )


def _receipt(who: Visit, words: Pledge, signed: dict[str, str], programme: str, place: str) -> None:
    """Thanks, and the way on; what was signed stays below, to look at again."""
    top(f"receipt/{signed['id']}")
    at = datetime.fromisoformat(signed["at"]).astimezone(BANGKOK)
    language = spoken(signed["language"])
    steps = steps_of(who, programme)
    ui.heading(who.say("ลงนามแล้ว ขอบคุณมาก", "Signed. Thank you"))
    ui.told()
    more = who.say("คำมั่นของท่านช่วยให้ที่ทำงานของเราน่าไว้วางใจ", "Your word helps to make ours an office that people trust.")
    st.html(f"<p>{more}</p>")
    crowned = any(step.kind == "certificate" and step.done for step in steps)
    if not (news(who) and crowned):  # the news name the certificate already
        _thanks(who, steps)
    onward(who, steps, "pledge")
    ui.card(
        signed["name"], signed["position"], place,
        who.say(f"ให้ไว้ ณ วันที่ {long_date(at.date(), 'th')} เวลา {at:%H:%M} น.", f"Given on {long_date(at.date(), 'en')}, {at:%H:%M}"),
    )  # fmt: skip
    with st.expander(who.say("ข้อความที่ลงนาม และเลขรับ", "The words that were signed, and the receipt")):
        st.markdown(words.text[language])
        number, version = signed["id"], words.digest(language)[:12]
        said = who.say(f"เลขรับ {number} · ข้อความฉบับ {version}", f"Receipt {number} · text {version}")
        st.html(f'<p class="sj-soft">{escape(said)}</p>')


def _thanks(who: Visit, steps: Sequence[Step]) -> None:
    """What the signature has brought about: the certificate, or how little is left."""
    left = sum(not step.done for step in steps)
    detail = ""
    if crowned := next((step for step in steps if step.kind == "certificate" and step.done), None):
        said, detail = who.say("เกียรติบัตรของท่านพร้อมแล้ว", "Your certificate is ready"), crowned.detail[who.language]
    elif left:
        said = who.say(f"เหลืออีก {left} ขั้น", f"{left} more to go" if left > 1 else "One more to go")
    else:
        said = who.say("ท่านทำครบทุกขั้นแล้ว", "Every step is done")
    below = f"<p>{escape(detail)}</p>" if detail else ""
    st.html(f'<div class="sj-card sj-next" role="status"><h2>{said}</h2>{below}</div>')
