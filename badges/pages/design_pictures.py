"""Pictures in the certificate's design: chosen, shown, and removed wherever they are."""

from base64 import b64encode
from html import escape

import streamlit as st

from badges import store
from badges.pages.design_kept import put, value
from badges.pages.design_saving import whole
from badges.picture import Kind, drawn_anew
from core import ui
from core.language import Text
from core.visit import Door, Visit


def asked(visit: Door, who: Visit, name: str, kind: Kind, label: str, note: str) -> None:
    """The picture that a field holds, with the way to remove it; or the uploader, and what is wrong with what was chosen."""
    digest = str(value(name))
    with who.read() as db:
        picture = store.picture(db, digest) if digest else b""
    st.html(f'<p><b>{escape(label)}</b><br><span class="sj-soft">{escape(note)}</span></p>')
    if picture:
        _shown(who, picture, label)
        st.button(who.say("เอารูปออก", "Take the picture away"), key=f"away/{name}", on_click=visit.then(_away, name))
        return
    counted = f"picture-of/{name}"
    file = st.file_uploader(
        who.say("PNG หรือ JPEG ไม่เกิน 5 MB พื้นขาวหรือโปร่งใส", "PNG or JPEG, at most 5 MB, on white or transparent"),
        type=["png", "jpg", "jpeg"], key=f"upload/{name}/{st.session_state.setdefault(counted, 0)}",
    )  # fmt: skip
    if file is None:
        return
    found = drawn_anew(file.getvalue(), kind)
    if isinstance(found, Text):
        st.html(f'<p class="sj-wrong" role="alert">{escape(found[who.language])}</p>')
        return
    with who.write() as writing:
        put(name, store.keep_picture(writing.db, found))
    st.session_state[counted] += 1  # another uploader, an empty one: the file goes
    st.rerun()


def _shown(who: Visit, picture: bytes, label: str) -> None:
    st.html(
        f'<img class="sj-picture" alt="{escape(label, quote=True)}" src="data:image/jpeg;base64,{b64encode(picture).decode()}">'
    )


def _away(who: Visit, name: str) -> None:
    """Out of the draft; out of the database too when the design is saved, unless issued certificates bear it."""
    put(name, "")


def earlier(visit: Door, who: Visit) -> None:
    """Pictures of signatures on certificates that were issued, and not in the design of now."""
    with who.read() as db:
        found = [(digest, store.picture(db, digest)) for digest in store.earlier_signatures(db)]
    if not found:
        return
    with st.expander(who.say("ลายมือชื่อบนฉบับที่ออกไปแล้ว", "Signatures on certificates already issued")):
        why = who.say(
            "เก็บไว้เพื่อให้ฉบับที่ออกไปแล้วพิมพ์ได้เหมือนเดิม เมื่อเจ้าของขอให้ลบ กดลบได้ ฉบับเหล่านั้นจะมีเส้นว่างแทน",
            "They are kept so that those certificates print as they were. When the owner asks, remove one: there is an empty line in its place then.",
        )
        st.html(f'<p class="sj-soft">{escape(why)}</p>')
        for digest, picture in found:
            _shown(who, picture, who.say("ลายมือชื่อ", "Signature"))
            st.button(
                who.say("ลบรูปนี้ทิ้ง", "Remove this picture for good"), key=f"remove/{digest[:16]}",
                on_click=visit.then(_remove, digest),
            )  # fmt: skip


def _remove(who: Visit, digest: str) -> None:
    if not whole(who):
        return
    with who.write() as writing:
        store.remove_picture(writing.db, digest)
    ui.tell(
        who.say(
            "ลบรูปแล้ว ฉบับที่เคยมีรูปนี้จะมีเส้นว่างแทน", "The picture was removed; where it stood there is an empty line now."
        )
    )
