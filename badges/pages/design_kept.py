"""What the fields of the design hold in the browser's session: plain values, by the names of the fields."""

import streamlit as st

from badges import store
from badges.draft import Draft, drafted, fields
from core.visit import Visit

KEY = "design/"


def begin(who: Visit) -> None:
    """Fields that hold nothing yet hold what is in force; that it changed since is told when saving."""
    kept = st.session_state
    with who.read() as db:
        words, look = store.words_in_force(db), store.look(db)
        kept.setdefault(KEY + "base", store.design_mark(db))
    begins = {**fields(words), "layout": look.layout, "emblem": look.emblem, "english": look.english}
    for name, value in begins.items():
        kept.setdefault(KEY + name, value)


def forget() -> None:
    """Empty the fields, so that they begin anew."""
    for key in [key for key in st.session_state if str(key).startswith(KEY)]:
        del st.session_state[key]


def now() -> Draft:
    """The draft as the fields hold it."""
    kept = st.session_state
    return drafted({str(key)[len(KEY) :]: kept[key] for key in kept if str(key).startswith(KEY)})


def base() -> str:
    """Which design was in force when the fields began."""
    return str(st.session_state.get(KEY + "base", ""))
