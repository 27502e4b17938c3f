"""The layers of gift rules from their files, and those that hold for this organisation."""

from pathlib import Path

from core.db import Database
from core.facts import GiftRulesPublished, ScenariosPublished
from core.language import Text
from core.library import Shelf, all_in_force
from core.settings import GIFTS_PROFILE, setting
from gifts.layer import PROFILES, Layer, Profile
from gifts.scenario import Collection, Scenario

shelf = Shelf(
    room="gifts",
    title=Text(th="กฎของขวัญ", en="Gift rules"),
    model=Layer,
    folder=Path(__file__).parent / "content",
    said=lambda slug, version, layer, mark: GiftRulesPublished(version, layer.title.model_dump()),
    binding=lambda layer: None,
    used=lambda db, slug, version: False,  # the desk keeps nothing of what is asked
)
stories = Shelf(
    room="scenarios",
    title=Text(th="สถานการณ์ให้ลองตัดสินใจ", en="Scenarios"),
    model=Collection,
    folder=Path(__file__).parent / "scenarios",
    said=lambda slug, version, collection, mark: ScenariosPublished(version, collection.title.model_dump()),
    binding=lambda collection: None,
    used=lambda db, slug, version: False,  # nothing is kept of what anybody chooses
)


def profile(db: Database) -> Profile:
    """Whose rules hold here; the central ones alone until an administrator says so."""
    said = setting(db, GIFTS_PROFILE)
    return next((each for each in PROFILES if each == said), "law")


def layers(db: Database, of: Profile) -> dict[str, Layer]:
    """The layers in force for a profile, by slug, the law first."""
    held = {slug: layer for slug, layer in all_in_force(db, shelf).items() if layer.holds(of)}
    return dict(sorted(held.items(), key=lambda each: (each[1].order, each[0])))


def scenarios(db: Database) -> list[tuple[Collection, Scenario]]:
    """Every scenario in force with the collection in which it stands, in the order in which they are played."""
    return [(collection, each) for collection in all_in_force(db, stories).values() for each in collection.scenarios]
