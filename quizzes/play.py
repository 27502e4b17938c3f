"""A made-up test taker, for the demo and for load: answers through the same store as real people."""

from collections.abc import Callable, Sequence
from datetime import date
from random import Random

from core.directory import Person
from core.ground import Ground
from core.path import Brief
from quizzes import load, store
from quizzes.attempt import Moment, items
from quizzes.item import Answer, Item

KNOWS = {"pre": (0.30, 0.65), "post": (0.60, 0.95)}  # the chance of knowing an answer, from the least able to the most


def play(ground: Ground, brief: Brief, name: str, person: Person, chance: Random) -> None:
    """Begin a test, answer each item and hand it in. A person's ability is their own, by their id."""
    moment: Moment = "pre" if name == "pre" else "post"
    least, most = KNOWS[moment]
    knows = least + (most - least) * (int(person.id[:4], 16) / 0xFFFF)
    with ground.write() as writing:
        banks = load.banks_of(writing.db, brief.topics, brief.forms)
        begun = store.begin(writing, ground.new_id(), person, brief.slug, moment, banks)
        for _, item in items({topic: bank for topic, (_, bank) in banks.items()}, begun.form):
            store.answer(writing, begun.id, item.id, _answer(item, knows, chance))
        store.finish(writing, person, brief.slug, moment, load.banks_at(writing.db, begun.versions))


def _answer(item: Item, knows: float, chance: Random) -> Answer:
    if chance.random() < knows:
        return item.key
    count = 1 if item.widget == "one" else chance.randint(1, len(item.options) - 1)
    return item.taken([option.id for option in chance.sample(item.options, count)])


def on_paper(
    ground: Ground, brief: Brief, name: str, person: Person, typists: Sequence[Person], chance: Random
) -> Callable[[date], None]:
    """Print a test for somebody; what is returned types it in twice, as sat on a day."""
    moment: Moment = "pre" if name == "pre" else "post"
    with ground.write() as writing:
        banks = load.banks_of(writing.db, brief.topics, brief.forms)
        begun = store.print_out(writing, ground.new_id(), person, brief.slug, moment, banks)

    def type_in(sat: date) -> None:
        if begun is None:
            return
        with ground.write() as writing:
            forms = load.banks_at(writing.db, begun.versions)
            answers = {item.id: _answer(item, KNOWS[moment][1] - 0.1, chance) for _, item in items(forms, begun.form)}
            for n, typist in enumerate(typists[:2], start=1):
                store.enter(writing, begun.id, person.unit, typist.id, n, sat.isoformat(), answers, forms)

    return type_in
