"""Content as whoever looks after it reads it: its title in their language, and softly below it the file that says it."""

from html import escape
from typing import Any
from urllib.parse import quote

from core.language import Language, Text
from core.library import Shelf, drafted, drafts, in_force
from core.visit import Visit


def titled(title: Text, file: str, language: Language) -> str:
    """A content's title over its file's name, as HTML."""
    return f"<b>{escape(title[language])}</b><small>{escape(file)}</small>"


def previews(who: Visit, shelf: Shelf) -> str:
    """The way to the preview of each content file of a shelf; one that cannot be read has its file's name alone."""
    files = drafts(shelf, who.ground.content)
    with who.read() as db:
        known = {slug: found[1] for slug in files if (found := in_force(db, shelf, slug))}
    lines = []
    for slug, file in files.items():
        content: Any = known.get(slug) or drafted(shelf, who.ground.content, slug, lambda _: iter(()))[0]
        told = titled(content.title, file, who.language) if content else f"<b>{escape(file)}</b>"
        lines.append(f'<a href="/preview-{shelf.room}?slug={quote(slug)}" target="_self"><span>{told}</span></a>')
    return f'<div class="sj-people">{"".join(lines)}</div>'
