"""What is done with a design: saved when nothing is wrong with it, given up, or set back to the one that the program brings."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from badges import certificate, specimen, store
from badges.draft import FIELDS, LANGUAGE_WORDS, Draft, fields
from badges.pages.design_kept import base, forget, now, with_words
from badges.store import Look
from badges.words import DEFAULT
from core import ui
from core.calendar import local_day
from core.language import Language, Text
from core.settings import ADDRESS, ORGANISATION_EN, ORGANISATION_TH, setting
from core.visit import Door, Visit


def whole(who: Visit) -> bool:
    """Whether the visitor administers the whole organisation, as things stand now."""
    with who.read() as db:
        mine = who.ground.directory.scope(db, who.person, "administrator")
        return bool(mine) and who.ground.directory.units(db).keys() <= mine


def buttons(visit: Door, who: Visit, draft: Draft, wrong: Sequence[tuple[tuple[str, Language], Text]]) -> None:
    """How the draft stands beside what is in force, and the ways on."""
    new = bool(wrong) or changed(who, draft)
    state = (
        who.say("มีการแก้ไขที่ยังไม่ได้บันทึก", "There are changes that are not saved yet.")
        if new
        else who.say("ตรงกับแบบที่ใช้อยู่", "This is the design in force.")
    )
    with st.container(key="sj-box-design"):
        ui.told()  # here, where the buttons are, and not at the top of a long page
        st.html(f'<p role="status"><b>{escape(state)}</b></p><p class="sj-soft">{escape(_from_when(who))}</p>')
        with st.container(horizontal=True, gap="small"):
            st.button(
                who.say("บันทึกและใช้แบบนี้", "Save and use this design"), type="primary", key="design-save",
                disabled=not new, on_click=visit.then(_save),
            )  # fmt: skip
            if new:
                st.button(
                    who.say("เลิกแก้ กลับไปแบบที่ใช้อยู่", "Undo: back to what is in force"), key="design-cancel",
                    on_click=visit.then(_cancel),
                )  # fmt: skip
            st.button(
                who.say("ใส่ถ้อยคำตั้งต้น", "Fill in the standard wording"), key="design-standard",
                on_click=visit.then(_standard),
            )  # fmt: skip


def _from_when(who: Visit) -> str:
    return who.say(
        "ถ้อยคำ ผู้ลงนาม และตัวเลข ใช้กับฉบับที่ออกหลังจากบันทึก ฉบับที่ออกไปแล้วคงถ้อยคำเดิม ส่วนการจัดหน้าและตราใช้กับทุกฉบับ",
        "Wording, signers and numerals hold for what is issued from then on; what was issued keeps its words. Layout and emblem hold for all.",
    )


def changed(who: Visit, draft: Draft) -> bool:
    """Whether a draft without mistakes is another design than the one in force."""
    with who.read() as db:
        words, look = store.words_in_force(db), store.look(db)
    return draft.words() != words or Look(draft.layout, draft.emblem, draft.english) != look


def _named(who: Visit, field: str, language: Language) -> str:
    return f"“{FIELDS[field][who.language]}” ({LANGUAGE_WORDS[language][who.language]})"


def crowded(who: Visit, draft: Draft) -> list[str]:
    """What does not go onto the paper: letters that the font lacks, and words too long to be read beside long names."""
    words, found = draft.words(), []
    with who.read() as db:
        address = setting(db, ADDRESS) or specimen.SOME_ADDRESS  # one may be set later, and a QR code needs its room
        th = setting(db, ORGANISATION_TH)
        names: dict[Language, str] = {"th": th, "en": setting(db, ORGANISATION_EN) or th}
        signatures = tuple(store.picture(db, each.picture) for each in words.signers)
        emblem = store.picture(db, draft.emblem)
    for language in draft.languages:
        for passed, field in ((True, "passed"), (False, "attended")):
            sheet = specimen.sheet(
                names[language], None, local_day(who.at), language, address, words, signatures, draft.layout, emblem,
                passed=passed, long=True,
            )  # fmt: skip
            at = _named(who, field, language)
            if lacking := certificate.unprintable(sheet):
                found.append(
                    who.say(
                        f"{at}: แบบอักษรไม่มีตัว {lacking} — เขียนด้วยอักษรไทยหรือละติน",
                        f"{at}: the font has no {lacking} — use Thai or Latin letters",
                    )
                )
            elif specimen.too_long(sheet):
                found.append(
                    who.say(
                        f"{at}: ยาวเกินพื้นที่เมื่อชื่อผู้ได้รับยาวด้วย — ตัดถ้อยคำ หรือลดจำนวนบรรทัด",
                        f"{at}: too long for the paper beside a long name — shorten it, or use fewer lines",
                    )
                )
    return list(dict.fromkeys(found))


def _save(who: Visit) -> None:
    if not whole(who):  # the right may have been narrowed to a unit while the page was open, which says so now
        return
    draft = now()
    places = dict.fromkeys(at for at, _ in draft.wrongs())
    wrongs = [_named(who, field, language) for field, language in places]
    if wrongs:
        below = who.say("แก้ตามที่บอกไว้ใต้ช่อง ", "mend what is said below ")
        ui.tell(who.say("ยังไม่ได้บันทึก: ", "Nothing was saved: ") + below + " · ".join(wrongs))
        return
    wrongs = crowded(who, draft)
    if wrongs:
        ui.tell(who.say("ยังไม่ได้บันทึก: ", "Nothing was saved: ") + " · ".join(wrongs))
        return
    with who.write() as writing:
        if store.design_mark(writing.db) != base():
            ui.tell(
                who.say(
                    "ยังไม่ได้บันทึก: มีผู้เปลี่ยนแบบไประหว่างที่ท่านแก้ กด “เลิกแก้” เพื่อดูแบบนั้นก่อน",
                    "Nothing was saved: somebody changed the design while you did. “Undo” shows theirs.",
                )
            )
            return
        store.design(writing.db, draft.words(), Look(draft.layout, draft.emblem, draft.english))
    forget()
    ui.tell(who.say("บันทึกแล้ว ฉบับที่ออกจากนี้ใช้แบบนี้", "Saved. What is issued from now on is of this design."))


def _cancel(who: Visit) -> None:
    forget()
    ui.tell(who.say("กลับไปเป็นแบบที่ใช้อยู่แล้ว", "Back to the design in force."))


def _standard(who: Visit) -> None:
    """The standard words in the fields; signers and look stay as they are, and nothing is saved."""
    own = ("name/", "position/", "picture/")
    with_words({name: text for name, text in fields(DEFAULT).items() if "/" in name and not name.startswith(own)})
    ui.tell(who.say("ใส่ถ้อยคำตั้งต้นแล้ว ยังไม่ได้บันทึก", "The standard wording is filled in; nothing is saved yet."))
