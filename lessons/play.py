"""A made-up reader, for the demo and for load: reads every card through the same store as real people."""

from random import Random

from core.directory import Person
from core.ground import Ground
from core.path import Brief
from lessons import load, store


def play(ground: Ground, brief: Brief, name: str, person: Person, chance: Random) -> None:
    """Read a lesson to its end; decisions are more often wise than not."""
    with ground.write() as writing:
        found = load.open_lesson(writing.db, person.id, brief.slug, name)
        if found is None:
            return
        version, lesson = found
        for card in lesson.cards:
            store.turn(writing, person.id, brief.slug, name, version, card.id)
            if card.decides:
                wise = [option for option in card.options if option.wise]
                option = chance.choice(wise if chance.random() < 0.7 else list(card.options))
                store.choose(writing, person.id, brief.slug, name, card.id, option.id)
        store.finish(writing, person, brief.slug, name, version)
