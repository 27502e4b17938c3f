"""A choice that stands in the address by its own name, whatever the language of its label."""

from collections.abc import Mapping

import streamlit as st

from core.visit import Door, Visit


def choice(visit: Door, label: str, name: str, options: Mapping[str, str]) -> str:
    """One of the options (name in the address → label); the first one when the address names none of them.

    Streamlit's own `bind="query-params"` puts the label there, which is another one in the other language.
    """
    named = st.query_params.get(name, "")
    chosen = st.selectbox(
        label, list(options), format_func=options.__getitem__, index=list(options).index(named) if named in options else 0,
        key=f"choice/{name}", on_change=visit.then(_keep, name),
    )  # fmt: skip
    return str(chosen)


def _keep(who: Visit, name: str) -> None:
    st.query_params[name] = str(st.session_state[f"choice/{name}"])
