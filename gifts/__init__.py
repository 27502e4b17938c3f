"""The gift desk: layered rules as data, one pure verdict; situations to decide; and nothing kept of what is asked."""

from core.db import Migrations
from core.language import Text
from core.room import Page, Room
from gifts import load
from gifts.cli import gifts

room = Room(
    name="gifts",
    migrations=Migrations("gifts"),  # the desk keeps nothing
    pages=(
        Page("gifts", Text(th="รับได้ไหม", en="May I take it?"), "gifts.pages.desk:render"),
        Page("scenarios", Text(th="ลองตัดสินใจ", en="Try and decide"), "gifts.pages.scenarios:render", shown=False),
    ),
    commands=(gifts,),
    shelves=(load.shelf, load.stories),
)
