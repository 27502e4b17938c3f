"""A programme as its YAML file: normalised, in one order, with a word in both languages beside what is not plain.

Texts stand in double quotes and with JSON's escapes, which YAML reads alike; so nothing that somebody types can mean
anything else in the file.
"""

import json
from collections.abc import Iterator, Sequence

from programmes.programme import Programme


def written(programme: Programme) -> str:
    """The file's text. Reading it gives the same programme again."""
    return "\n".join(_lines(programme)) + "\n"


def _lines(programme: Programme) -> Iterator[str]:
    yield "# หลักสูตรนี้เขียนจากหน้า “หลักสูตร” / written by the page “Programmes”"
    yield "title:"
    yield f"  th: {_text(programme.title.th)}"
    yield f"  en: {_text(programme.title.en)}"
    yield f"code: {_text(programme.code)}"
    yield f"fiscal_year: {programme.fiscal_year}"
    if programme.first:
        yield f"first: {programme.first.isoformat()}"
    if programme.last:
        yield f"last: {programme.last.isoformat()}"
    yield from _list("units", programme.units)
    yield from _list("positions", programme.positions)
    if programme.standing:
        yield f"standing: {programme.standing}"
    if programme.newcomers:
        yield f"newcomers: {programme.newcomers}  # สำหรับผู้เข้าใหม่ คนละกี่วัน / for newcomers, days that each has"
    yield f"criterion: {programme.criterion}  # ร้อยละ เกณฑ์ของหน่วยงานเอง / per cent, the office's own"
    if programme.forms:
        yield f"forms: [{', '.join(programme.forms)}]"
    if programme.valid_days is not None:
        yield f"valid_days: {programme.valid_days}  # อายุเกียรติบัตรเป็นวัน, 0 = ไม่หมดอายุ / days, 0: for ever"
    if programme.known_at is not None:
        yield f"known_at: {programme.known_at}  # ร้อยละก่อนเรียนที่ข้ามบทเรียนได้ / per cent before, to skip a lesson"
    if programme.daily:
        yield f"daily: {programme.daily}  # นาทีต่อวัน / minutes a day"
    if programme.plan:
        yield f"plan: {_text(programme.plan)}"
    yield "path:"
    for word, name in programme.stops:
        yield f"  - {_text(word)}: {_text(name)}" if _quoted(word, name) else f"  - {word}: {name}"


def _list(word: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        yield f"{word}:"
        yield from (f"  - {_text(name)}" for name in names)


def _quoted(*names: str) -> bool:
    """Whether a name is more than a slug that begins with a letter; some words mean something else to YAML."""
    plain = (name.isascii() and name[:1].isalpha() and name.replace("-", "").isalnum() for name in names)
    return not all(plain) or any(
        name.lower() in ("null", "true", "false", "yes", "no", "on", "off", "y", "n") for name in names
    )


def _text(text: str) -> str:
    """In double quotes; what cannot be seen, or would break the line, as an escape."""
    shown = json.dumps(text, ensure_ascii=False).replace("\\/", "/")
    return "".join(each if each.isprintable() else _escaped(each) for each in shown)


def _escaped(each: str) -> str:
    return f"\\u{ord(each):04x}" if ord(each) <= 0xFFFF else f"\\U{ord(each):08x}"
