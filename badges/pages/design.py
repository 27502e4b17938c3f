"""The certificate's design: what it says, who signs, how it looks; a specimen beside it that follows every change."""

from base64 import b64encode
from html import escape

import streamlit as st

from badges import certificate, specimen, store
from badges.draft import Draft
from badges.pages import design_fields as fields
from badges.pages import design_kept as kept
from badges.pages import design_saving as saving
from badges.said import Sheet
from core import ui
from core.calendar import local_day
from core.language import Language
from core.settings import ADDRESS, ORGANISATION_EN, ORGANISATION_TH, setting
from core.visit import Door, Visit


def render(visit: Door) -> None:
    """The specimen, the fields, and what to do with them."""
    who = visit()
    ui.heading(who.say("แบบเกียรติบัตร", "Certificate design"))
    if not saving.whole(who):
        ui.elsewhere(
            who, who.say("หน้านี้สำหรับผู้ดูแลระบบของทั้งหน่วยงาน", "This page is for administrators of the whole organisation.")
        )
        return
    kept.begin(who)
    with st.container(key="sj-design"):
        with st.container(key="sj-design-seen"):
            place = st.container()
        with st.container(key="sj-design-fields"):
            draft, wrong = fields.all_of(visit, who)
        with place:
            _seen(who, draft, bool(wrong))
    saving.buttons(visit, who, draft, wrong)


def _seen(who: Visit, draft: Draft, wrong: bool) -> None:
    """The specimen as the fields have it now, or why there is none."""
    language, passed, long = _chosen(who, draft)
    if wrong:
        _not_shown(
            who.say(
                "มีข้อความที่ต้องแก้ก่อน ตัวอย่างจะแสดงเมื่อแก้แล้ว",
                "Something has to be mended first; the specimen shows when it is.",
            )
        )
        return
    sheet = sheet_of(who, draft, language, passed=passed, long=long)
    if lacking := certificate.unprintable(sheet):
        _not_shown(
            who.say(
                f"แบบอักษรไม่มีตัว {lacking} — เขียนด้วยอักษรไทยหรือละติน",
                f"The font has no {lacking} — use Thai or Latin letters.",
            )
        )
        return
    picture, document = specimen.looked_at(sheet)
    alt = who.say("ตัวอย่างเกียรติบัตรตามแบบนี้", "A specimen of the certificate in this design")
    st.html(
        f'<img class="sj-sheet{" upright" if sheet.portrait else ""}" alt="{escape(alt, quote=True)}"'
        f' src="data:image/png;base64,{b64encode(picture).decode()}">'
    )
    st.download_button(
        who.say("พิมพ์ลองดูบนกระดาษ (PDF)", "Try it on paper (PDF)"), document, "specimen.pdf", "application/pdf",
        on_click="ignore",
    )  # fmt: skip
    _hints(who, sheet)


def _not_shown(why: str) -> None:
    st.html(f'<div class="sj-card sj-said" role="status">{escape(why)}</div>')


def _chosen(who: Visit, draft: Draft) -> tuple[Language, bool, bool]:
    """Which specimen is looked at: in which language, of whom, with names of which length."""
    with st.container(horizontal=True, gap="small", key="sj-design-which"):
        language: Language = "th"
        if draft.english:
            words = {"th": who.say("ไทย", "Thai"), "en": who.say("อังกฤษ", "English")}
            picked = st.segmented_control(
                who.say("ภาษา", "Language"), ["th", "en"], default="th", format_func=lambda each: words[each],
                key="specimen/language", required=True,
            )  # fmt: skip
            language = "en" if picked == "en" else "th"
        outcomes = {"passed": who.say("ถึงเกณฑ์", "Met the criterion"), "attended": who.say("เรียนครบ", "Took part")}
        outcome = st.segmented_control(
            who.say("ของใคร", "Whose"), list(outcomes), default="passed", format_func=lambda each: outcomes[each],
            key="specimen/outcome", required=True,
        )  # fmt: skip
        lengths = {"usual": who.say("ทั่วไป", "Usual"), "long": who.say("ยาว", "Long")}
        length = st.segmented_control(
            who.say("ชื่อ", "Names"), list(lengths), default="usual", format_func=lambda each: lengths[each],
            key="specimen/length", required=True,
        )  # fmt: skip
    return language, outcome != "attended", length == "long"


def sheet_of(who: Visit, draft: Draft, language: Language, *, passed: bool, long: bool) -> Sheet:
    """The specimen of a draft."""
    with who.read() as db:
        th = setting(db, ORGANISATION_TH) or who.say("ชื่อหน่วยงาน", "The organisation’s name")
        organisation = th if language == "th" else setting(db, ORGANISATION_EN) or th
        words = draft.words()
        return specimen.sheet(
            organisation, store.newest_title(db), local_day(who.at), language, setting(db, ADDRESS), words,
            tuple(store.picture(db, each.picture) for each in words.signers), draft.layout,
            store.picture(db, draft.emblem), passed=passed, long=long,
        )  # fmt: skip


def _hints(who: Visit, sheet: Sheet) -> None:
    """What the specimen lacks: signers, and what is set elsewhere."""
    _unsigned(who, sheet)
    with who.read() as db:
        th, en = setting(db, ORGANISATION_TH), setting(db, ORGANISATION_EN)
    said = []
    if not sheet.address:
        said.append(
            who.say(
                "ยังไม่มีคิวอาร์โค้ด เพราะยังไม่ได้ตั้งที่อยู่เว็บสาธารณะ", "There is no QR code, because no public address is set."
            )
        )
    if sheet.language == "en" and en in ("", th):
        said.append(
            who.say(
                "หน่วยงานยังไม่มีชื่อภาษาอังกฤษ ฉบับภาษาอังกฤษจึงพิมพ์ชื่อไทย",
                "The organisation has no English name, so the English certificate prints the Thai one.",
            )
        )
    if said:
        st.html("".join(f'<p class="sj-soft">{escape(each)}</p>' for each in said))
        st.page_link(who.pages["organisation"], label=who.say("ตั้งค่าหน่วยงาน", "Organisation"))


def _unsigned(who: Visit, sheet: Sheet) -> None:
    """That nobody signs, or that a line will be empty on a phone."""
    if not sheet.signers:
        said = who.say(
            "ยังไม่ได้กำหนดผู้ลงนาม เกียรติบัตรจึงพิมพ์ว่าออกทางอิเล็กทรอนิกส์โดยหน่วยงาน กำหนดได้ที่ “จำนวนผู้ลงนาม”",
            "No signer is set, so the certificate says that the organisation issued it electronically. Set one at “How many sign”.",
        )
    elif any(not each.name[sheet.language] and not sheet.signature(place) for place, each in enumerate(sheet.signers)):
        said = who.say(
            "มีผู้ลงนามที่ยังไม่มีทั้งชื่อและรูปลายมือชื่อ บนโทรศัพท์จะเห็นเป็นเส้นว่างสำหรับเซ็นบนกระดาษ",
            "A signer has neither a name nor a picture of the signature: a phone shows an empty line, to be signed on paper.",
        )
    else:
        return
    st.html(f'<p class="sj-soft">{escape(said)}</p>')
