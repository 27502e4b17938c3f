"""Content as whoever looks after it reads it: its title in their language, and softly below it the file that says it."""

from collections.abc import Iterable
from html import escape
from typing import Any
from urllib.parse import quote

import streamlit as st

from core.language import Language, Text
from core.library import Shelf, drafted, drafts, in_force
from core.visit import Visit


def titled(title: Text, file: str, language: Language) -> str:
    """A content's title over its file's name, as HTML."""
    return f'{escape(title[language])}<br><span class="sj-soft">{escape(file)}</span>'


def listed(lines: Iterable[str]) -> str:
    """Such lines as a list."""
    return f'<div class="sj-card"><ul class="sj-files-list">{"".join(f"<li>{line}</li>" for line in lines)}</ul></div>'


def previews(who: Visit, shelf: Shelf) -> None:
    """The way to the preview of each content file of a shelf; one that cannot be read has its file's name alone."""
    files = drafts(shelf, who.ground.content)
    with who.read() as db:
        known = {slug: found[1] for slug in files if (found := in_force(db, shelf, slug))}
    lines = []
    for slug, file in files.items():
        content: Any = known.get(slug) or drafted(shelf, who.ground.content, slug, lambda _: iter(()))[0]
        told = titled(content.title, file, who.language) if content else escape(file)
        lines.append(f'<a href="/preview-{shelf.room}?slug={quote(slug)}" target="_self">{told}</a>')
    st.html(listed(lines))
