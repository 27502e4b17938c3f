"""Pledges from their files, and those in force."""

from pathlib import Path

from core.db import Database
from core.facts import PledgePublished
from core.language import LANGUAGES, Text
from core.library import Shelf, held, in_force
from pledges import store
from pledges.pledge import Pledge

shelf = Shelf(
    room="pledges",
    title=Text(th="คำมั่น", en="Pledges"),
    model=Pledge,
    folder=Path(__file__).parent / "content",
    said=lambda slug, version, pledge, mark: PledgePublished(
        version, {each: pledge.digest(each) for each in LANGUAGES}
    ),
    binding=lambda pledge: [pledge.words(each) for each in LANGUAGES],
    used=store.used,
)


def pledge(db: Database, slug: str) -> tuple[str, Pledge] | None:
    """The version in force, and its words."""
    return in_force(db, shelf, slug)


def kept(db: Database, slug: str, version: str) -> Pledge:
    """The words of a version that was in force at some time."""
    found: Pledge = held(db, shelf, slug, version)
    return found
