"""From a printed attempt to the sheet, and to the questions that are typed in from it."""

from datetime import datetime

from core.calendar import local_day
from core.db import Database
from core.directory import Person
from core.ground import Ground
from core.language import Text, spoken
from core.settings import links_at
from quizzes import load, store
from quizzes.attempt import Attempt, items, shuffled
from quizzes.entry import Question
from quizzes.leaf import Leaf

AT_ONCE = 40  # tests in one file: each takes a tenth of a second


def questions(db: Database, begun: Attempt) -> list[Question]:
    """The questions of an attempt as they stand on its paper."""
    asked = items(load.banks_at(db, begun.versions), begun.form)
    return [Question(n, item, tuple(shuffled(begun.id, item))) for n, (_, item) in enumerate(asked, 1)]


def leaf(ground: Ground, db: Database, begun: Attempt, person: Person) -> Leaf:
    """A person's test as it is printed, in the person's own language."""
    language = spoken(person.language)
    unit = ground.directory.unit(db, person.unit)
    title = next((each.title for each in store.programmes(db) if each.slug == begun.programme), None)
    address = links_at(db)
    return Leaf(
        holder=person.full_name, code=person.code, unit=unit.name[language] if unit else "",
        programme=title or Text(th=begun.programme, en=begun.programme), moment=begun.moment, form=begun.form,
        number=begun.number, address=f"{address}/paper?attempt={begun.id}" if address else begun.id,
        printed=local_day(datetime.fromisoformat(begun.paper)), language=language, questions=tuple(questions(db, begun)),
    )  # fmt: skip
