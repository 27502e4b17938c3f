"""Item statistics as they are shown: of each test, and of each item with its words."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.db import Database
from core.directory import Person
from core.ground import Ground
from core.language import Text
from quizzes import load, store
from quizzes.item import Item
from quizzes.statistics import Facility, facility, kr20

FLAGS = {
    "easy": Text(th="ง่ายเกินไป", en="too easy"),
    "hard": Text(th="ยากเกินไป", en="too hard"),
    "weak": Text(th="จำแนกได้น้อย", en="discriminates little"),
    "backwards": Text(th="คนที่ได้คะแนนดีกลับตอบไม่ถูก ตรวจเฉลย", en="those who do well get it wrong: check the key"),
}


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """An item's statistics. `topic` is "" and `item` None when no bank in force has it any more."""

    id: str
    topic: str
    title: Text | None
    item: Item | None
    found: Facility


@dataclass(frozen=True, slots=True)
class FormFigures:
    """The statistics of one form of a programme's test, of the first `n` attempts in whole blocks of five."""

    programme: str
    title: Text | None
    fiscal_year: int
    moment: str
    form: str
    n: int
    kr20: float | None
    items: tuple[ItemFigures, ...]


def allowed(ground: Ground, db: Database, person: Person) -> bool:
    """Whether somebody may see item statistics: trainers, and whoever answers for the whole organisation.

    They are of the whole organisation, so a manager's right has to be over all of it.
    """
    if person.holds("trainer"):
        return True
    return ground.directory.scope(db, person, "manager", "administrator") >= ground.directory.units(db).keys()


def figures(db: Database, test: store.Test) -> FormFigures:
    """The statistics of one test."""
    programme, moment, form = test
    known = next((each for each in store.programmes(db) if each.slug == programme), None)
    counts, words = store.counts(db, test), _words(db)
    whole = kr20(counts)
    items = tuple(ItemFigures(id, *words.get(id, ("", None, None)), facility(each)) for id, each in counts.items())
    return FormFigures(
        programme=programme, title=known.title if known else None, fiscal_year=known.fiscal_year if known else 0,
        moment=moment, form=form, n=max(each.found.n for each in items),
        kr20=None if whole is None else float(whole), items=items,
    )  # fmt: skip


def _words(db: Database) -> Mapping[str, tuple[str, Text | None, Item | None]]:
    """By item id: the topic, its title and the item, as the banks in force have them."""
    return {
        item.id: (topic, bank.title, item) for topic, bank in load.banks_in_force(db).items() for item in bank.items
    }
