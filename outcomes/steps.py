"""Words for the steps at which people stop, as the counts name them (outcomes/figures.py: stops)."""

from collections.abc import Mapping

from core.language import Text

_WORDS = {
    "begun:pre": Text(th="เปิดแบบทดสอบก่อนเรียนแล้ว ยังไม่ส่ง", en="opened the pre-test, not handed in"),
    "test:pre": Text(th="ส่งแบบทดสอบก่อนเรียนแล้ว", en="handed in the pre-test"),
    "begun:post": Text(th="เปิดแบบทดสอบหลังเรียนแล้ว ยังไม่ส่ง", en="opened the post-test, not handed in"),
    "test:post": Text(th="ส่งแบบทดสอบหลังเรียนแล้ว", en="handed in the post-test"),
}
_KINDS = {
    "lesson": Text(th="อ่านบทเรียนจบแล้ว", en="read the lesson"),
    "pledge": Text(th="ลงนามคำมั่นแล้ว", en="signed the pledge"),
}


def said(step: str, titles: Mapping[str, Text]) -> Text:
    """The last thing that somebody did; `titles` are those of the lessons."""
    if step in _WORDS:
        return _WORDS[step]
    kind, _, name = step.partition(":")
    found, title = _KINDS.get(kind, Text(th=step, en=step)), titles.get(name) if kind == "lesson" else None
    return Text(th=f"{found.th} “{title.th}”", en=f"{found.en} “{title.en}”") if title else found
