"""Programmes, who is enrolled in them, the learner's path and home page."""

from core.language import Text
from core.room import Page, Room
from programmes import load, store

room = Room(
    name="programmes",
    migrations=store.migrations,
    pages=(
        Page("", Text(th="หน้าหลัก", en="Home"), "programmes.pages.home:render"),
        Page(
            "content", Text(th="เนื้อหา", en="Content"), "programmes.pages.content:render", ("trainer", "administrator")
        ),
    ),
    shelf=load.shelf,
)
