"""A made-up signatory, for the demo: most sign, for it is voluntary."""

from random import Random

from core.directory import Person
from core.ground import Ground
from core.path import Brief
from pledges import load, store


def play(ground: Ground, brief: Brief, name: str, person: Person, chance: Random) -> None:
    """Sign the pledge in Thai, or leave it for later."""
    if chance.random() < 0.04:
        return
    with ground.write() as writing:
        found = load.pledge(writing.db, name)
        if found:
            store.sign(writing, ground.new_id(), person, brief.slug, name, *found, "th")
