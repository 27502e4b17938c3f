"""What the fields of the design hold in the browser's session: plain values, by the names of the fields.

Each field begins with a value that is sent with it. A value put into the session instead would reach the browser in
one run only, and a run that is cut short by the next click would leave the field empty. So fields that begin anew
have new keys, by a number.
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from badges import store
from badges.draft import Draft, drafted, fields
from core.visit import Visit

NUMBER, BEGINS, BASE = "design-n", "design-begins", "design-base"


def begin(who: Visit) -> None:
    """Fields begin with what is in force; with what is in force now, when it changed and nothing was typed."""
    kept = st.session_state
    with who.read() as db:
        mark = store.design_mark(db)
        if BEGINS in kept and (kept[BASE] == mark or _values() != kept[BEGINS]):
            return
        look, words = store.look(db), store.words_in_force(db)
    anew({**fields(words), "layout": look.layout, "emblem": look.emblem, "english": look.english})
    kept[BASE] = mark


def anew(values: Mapping[str, Any]) -> None:
    """Let all fields begin with these values."""
    st.session_state[BEGINS] = dict(values)
    st.session_state[NUMBER] = int(st.session_state.get(NUMBER, 0)) + 1


def forget() -> None:
    """Let the fields begin with what is in force."""
    st.session_state.pop(BEGINS, None)


def key(name: str) -> str:
    """A field's key."""
    return f"design/{st.session_state.get(NUMBER, 0)}/{name}"


def value(name: str) -> Any:
    """What a field begins with."""
    return st.session_state[BEGINS][name]


def put(name: str, digest: str) -> None:
    """Let a picture be this one; "" for none."""
    st.session_state[BEGINS] = {**st.session_state[BEGINS], name: digest}


def _values() -> dict[str, Any]:
    kept = st.session_state
    return {name: kept.get(key(name), begun) for name, begun in kept[BEGINS].items()}


def now() -> Draft:
    """The draft as the fields hold it."""
    return drafted(_values())


def with_words(values: Mapping[str, Any]) -> None:
    """Let some fields begin with these values, and the others with what they hold."""
    anew({**_values(), **values})


def base() -> str:
    """Which design was in force when the fields began."""
    return str(st.session_state.get(BASE, ""))
