"""The fields of the certificate's design, in groups; what is wrong stands below each."""

from html import escape

import streamlit as st

from badges.draft import FIELDS, LANGUAGE_WORDS, NUMERALS, SIGNERS, Draft
from badges.pages import design_pictures as pictures
from badges.pages.design_kept import key, now, value
from badges.said import LAYOUTS
from badges.words import LONGEST, MAY, MUST, SIGNER_LONGEST
from core.language import Language, Text
from core.visit import Door, Visit

Wrongs = list[tuple[tuple[str, Language], Text]]


def all_of(visit: Door, who: Visit) -> tuple[Draft, Wrongs]:
    """Draw the fields, in groups; what is wrong stands below each."""
    draft = now()
    wrong = list(draft.wrongs())
    with st.expander(who.say("รูปแบบ", "Look"), expanded=True):
        _look(visit, who)
    for language in draft.languages:
        title = who.say(f"ถ้อยคำภาษา{LANGUAGE_WORDS[language].th}", f"Wording in {LANGUAGE_WORDS[language].en}")
        with st.expander(title, expanded=any(at[1] == language for at, _ in wrong)):
            _texts(who, language, wrong)
    for place in range(len(draft.signers)):
        with st.expander(who.say(f"ผู้ลงนามคนที่ {place + 1}", f"Signer {place + 1}")):
            _signer(visit, who, place, draft)
    pictures.earlier(visit, who)
    return now(), wrong


def _look(visit: Door, who: Visit) -> None:
    layouts = {
        "classic": (who.say("แนวนอน กรอบคู่", "Landscape, double frame"), who.say("จัดกลาง คิวอาร์โค้ดอยู่ระหว่างลายมือชื่อ", "Centred, the QR code between the signatures")),
        "modern": (who.say("แนวนอน แถบข้าง", "Landscape, side panel"), who.say("ชิดซ้าย มีแถบใบไม้หกใบ", "From the left, beside a panel of six leaves")),
        "portrait": (who.say("แนวตั้ง", "Portrait"), who.say("กรอบคู่ ใบไม้สี่มุม", "Double frame, a leaf in each corner")),
    }  # fmt: skip
    st.radio(
        who.say("การจัดหน้า (ใช้กับทุกฉบับ)", "Layout (of all certificates)"), LAYOUTS, index=LAYOUTS.index(value("layout")), key=key("layout"),
        format_func=lambda each: layouts[each][0], captions=[layouts[each][1] for each in LAYOUTS],
    )  # fmt: skip
    numerals = {
        "th": who.say("เลขไทยทั้งฉบับ", "Thai numerals throughout"),
        "day": who.say("เลขไทยเฉพาะวันที่", "Thai numerals in days only"),
        "arabic": who.say("เลขอารบิกทั้งฉบับ", "Arabic numerals throughout"),
    }
    st.radio(
        who.say("ตัวเลขในฉบับภาษาไทย", "Numerals in the Thai certificate"), NUMERALS, index=NUMERALS.index(value("numerals")), key=key("numerals"),
        format_func=lambda each: numerals[each],
    )  # fmt: skip
    st.radio(
        who.say("จำนวนผู้ลงนาม", "How many sign"), SIGNERS, index=SIGNERS.index(value("signers")), key=key("signers"), horizontal=True,
        format_func=lambda each: who.say(f"{each} คน", each) if each != "0" else who.say("ไม่มี", "None"),
    )  # fmt: skip
    st.checkbox(who.say("มีฉบับภาษาอังกฤษด้วย", "An English certificate too"), value=value("english"), key=key("english"))
    pictures.asked(
        visit, who, "emblem", "emblem",
        who.say("ตราหรือเครื่องหมายของหน่วยงาน (ถ้ามี)", "The organisation’s own emblem, if any"),
        who.say("เฉพาะตราที่หน่วยงานมีสิทธิใช้ พิมพ์ไว้เหนือชื่อหน่วยงานในทุกฉบับ", "Only one that the organisation may use. It stands above its name, on all certificates."),
    )  # fmt: skip


def _texts(who: Visit, language: Language, wrong: Wrongs) -> None:
    places = " ".join(f"{{{name}}}" for name in MAY["passed"])
    how = who.say(
        f"ข้อความในวงเล็บปีกกาจะแทนด้วยข้อมูลของแต่ละคน: {places} บรรทัดที่มี {{name}} พิมพ์ใหญ่ที่สุด",
        f"What stands in curly brackets is each person’s own: {places}. The line with {{name}} is the largest.",
    )
    st.html(f'<p class="sj-soft">{escape(how)}</p>')
    for field, title in FIELDS.items():
        name, label = f"{field}/{language}", title[who.language]
        if field in MUST:
            st.text_area(label, value(name), key=key(name), height=220, max_chars=LONGEST[field] + 100)
        else:
            st.text_input(label, value(name), key=key(name), max_chars=LONGEST[field])
        for said in (each for at, each in wrong if at == (field, language)):
            st.html(f'<p class="sj-wrong" role="alert">{escape(said[who.language])}</p>')


def _signer(visit: Door, who: Visit, place: int, draft: Draft) -> None:
    labels = {
        ("name", "th"): who.say("ชื่อ (เว้นว่างได้ จะมีเส้นให้เขียน)", "Name (may be empty: a line to write on)"),
        ("position", "th"): who.say("ตำแหน่ง", "Position"),
        ("name", "en"): who.say("ชื่อภาษาอังกฤษ", "Name in English"),
        ("position", "en"): who.say("ตำแหน่งภาษาอังกฤษ", "Position in English"),
    }
    for language in draft.languages:
        for part in SIGNER_LONGEST:
            name = f"{part}/{place}/{language}"
            st.text_input(labels[part, language], value(name), key=key(name), max_chars=SIGNER_LONGEST[part])
    pictures.asked(
        visit, who, f"picture/{place}", "signature",
        who.say("รูปลายมือชื่อ (ถ้ามี)", "A picture of the signature, if any"),
        who.say("ใช้เมื่อเจ้าของลายมือชื่อยินยอมแล้วเท่านั้น ไม่มีรูปก็ลงนามด้วยปากกาได้", "Only with its owner’s consent. Without a picture there is room for a pen."),
    )  # fmt: skip
