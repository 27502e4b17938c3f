"""A table of questions that reads on a phone: each with its figures on one line, and its words below, as wide as the page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from core.visit import Visit
from quizzes.figures import ItemFigures


@dataclass(frozen=True, slots=True)
class Line:
    """A question, its figures as text, and what is to be noted of it."""

    item: ItemFigures
    figures: Sequence[str]
    note: str = ""


def listing(who: Visit, heads: Sequence[str], lines: Iterable[Line]) -> None:
    """The table; the first head is the questions', the others their figures'."""
    first, *rest = (escape(head) for head in heads)
    numbers = "".join(f'<th class="n">{head}</th>' for head in rest)
    rows = "".join(_rows(who, line, len(heads)) for line in lines)
    st.html(
        f'<div class="sj-wide"><table class="sj-table sj-items"><thead><tr><th>{first}</th>{numbers}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _rows(who: Visit, line: Line, across: int) -> str:
    each = line.item
    topic = each.title[who.language] if each.title else who.say("ไม่มีในคลังแล้ว", "no longer in a bank")
    stem = each.item.stem[who.language].replace("**", "") if each.item else ""
    numbers = "".join(f'<td class="n">{escape(figure)}</td>' for figure in line.figures)
    note = f"<br><strong>{escape(line.note)}</strong>" if line.note else ""
    return (
        f'<tr class="of"><td><strong>{escape(each.id)}</strong> <span class="sj-soft">{escape(topic)}</span></td>{numbers}</tr>'
        f'<tr><td colspan="{across}">{escape(stem)}{note}</td></tr>'
    )
