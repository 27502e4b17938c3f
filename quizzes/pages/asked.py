"""An item as it is asked: its stem, its options to choose from, and what was chosen."""

from collections.abc import Sequence

import streamlit as st

from core.visit import Visit
from quizzes.item import Answer, Item, Option


def ask(who: Visit, item: Item, options: Sequence[Option], key: str, before: Answer = ()) -> None:
    """Show an item with its options in this order; `before` is chosen already."""
    with st.container(key="sj-asked"):
        if item.widget == "one":
            names = {option.id: option.text[who.language] for option in options}
            index = list(names).index(before[0]) if before else None
            st.radio(item.stem[who.language], list(names), format_func=names.__getitem__, index=index, key=key, on_change="ignore")  # fmt: skip
            return
        st.markdown(f"**{item.stem[who.language]}**")
        for option in options:
            st.checkbox(
                option.text[who.language], value=option.id in before, key=f"{key}/{option.id}", on_change="ignore"
            )


def given(item: Item, key: str) -> Answer:
    """What was chosen under this key; empty when nothing was."""
    kept = st.session_state
    one = [kept[key]] if kept.get(key) else []
    return item.taken(
        one if item.widget == "one" else [option.id for option in item.options if kept.get(f"{key}/{option.id}")]
    )
