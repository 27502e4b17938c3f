"""The plan's indicators, the manager's page, and the figures as open data."""

from core.follow import lag
from core.language import Text
from core.room import Page, Room
from outcomes import load, store

room = Room(
    name="outcomes",
    migrations=store.migrations,
    pages=(
        Page(
            "outcomes",
            Text(th="ผลการดำเนินงาน", en="Outcomes"),
            "outcomes.pages.manager:render",
            ("manager", "administrator"),
        ),
    ),
    routes="outcomes.routes:routes",
    followers=lambda ground: (store.follower(),),
    shelf=load.shelf,
    health=lambda ground, db: {"facts_behind": lag(db, (store.follower(),))},
)
