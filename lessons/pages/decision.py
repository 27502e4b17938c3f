"""A decision in a lesson: the ways to choose from; then the one that was chosen, the best one, and the others folded."""

from html import escape

import streamlit as st

from core import ui
from core.visit import Door, Visit
from lessons import load, store
from lessons.lesson import Card, Option, Reading

SAID = "sj-came"  # where on the page stands what came of a decision


def decision(visit: Door, who: Visit, programme: str, slug: str, card: Card, reading: Reading) -> None:
    """What stands under the words of a card that asks for a decision."""
    chosen = reading.choices.get(card.id)
    if chosen is not None:
        st.html(_decided(who, card, chosen))
        return
    names = {option.id: option.text[who.language] for option in card.options}
    key = f"decide/{slug}/{card.id}"
    st.radio(
        who.say("ท่านจะทำอย่างไร", "What would you do?"),
        list(names),
        format_func=names.__getitem__,
        index=None,
        key=key,
        on_change="ignore",
        label_visibility="collapsed",  # the card asks already; a screen reader hears it
    )
    ui.told()
    st.button(who.say("ตัดสินใจ", "Decide"), key=f"{key}/go", type="primary", width="stretch",
              on_click=visit.then(_decide, programme, slug, card.id, key))  # fmt: skip


def _decided(who: Visit, card: Card, chosen: str) -> str:
    """What comes of the way that was chosen and of the best one, which may be the same; the rest is there for who asks."""
    mine = [option for option in card.options if option.id == chosen]
    best = [] if any(option.wise for option in mine) else [option for option in card.options if option.wise]
    others = [option for option in card.options if option not in (*mine, *best)]
    chose, wise = who.say("ท่านเลือก", "You chose"), who.say("ทางที่เหมาะสม", "The wise way")
    parts = [
        *(_way(who, option, f"{chose} · {wise}" if option.wise else chose) for option in mine),
        *(_way(who, option, wise) for option in best),
    ]
    if others:
        inner = "".join(_way(who, option, wise if option.wise else "") for option in others)
        more = who.say(f"ดูทางเลือกอื่น {len(others)} ทาง", f"See the other ways ({len(others)})")
        parts.append(f'<details class="sj-fold"><summary>{more}</summary>{inner}</details>')
    return f'<div class="sj-card" role="status" id="{SAID}" tabindex="-1">{"".join(parts)}</div>'


def _way(who: Visit, option: Option, said: str) -> str:
    above = f'<span class="sj-soft">{said}</span><br>' if said else ""
    return (
        f'<div class="{"sj-right" if option.wise else "sj-plain"}">{above}<strong>{escape(option.text[who.language])}</strong>'
        f"<br>{escape(option.consequence[who.language])}</div>"
    )


def _decide(who: Visit, programme: str, slug: str, card: str, key: str) -> None:
    chosen = st.session_state.get(key)
    if chosen is None:
        ui.tell(who.say("เลือกทางใดทางหนึ่งก่อน", "Choose one first"), lacks=True)
        return
    with who.write() as writing:
        found = load.open_lesson(writing.db, who.person.id, programme, slug)
        if found:
            store.turn(writing, who.person.id, programme, slug, found[0], card)
            store.choose(writing, who.person.id, programme, slug, card, chosen)
