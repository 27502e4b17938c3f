"""Banks from their files, those in force, and those that an attempt began with."""

from collections.abc import Mapping
from pathlib import Path

from core.db import Database
from core.facts import QuizPublished
from core.language import Text
from core.library import Shelf, all_in_force, held, in_force
from quizzes import store
from quizzes.quiz import Quiz, meets

shelf = Shelf(
    room="quizzes",
    title=Text(th="ข้อสอบ", en="Quizzes"),
    model=Quiz,
    folder=Path(__file__).parent / "content",
    said=lambda slug, version, quiz, mark: QuizPublished(version, quiz.title.model_dump()),
    binding=lambda quiz: [
        [item.id, item.form, item.kind, item.bound, item.stem.th, [[o.id, o.text.th] for o in item.options]]
        for item in quiz.items
    ],
    used=store.used,
    meets=meets,
)


def banks_of(db: Database, topics: tuple[str, ...], forms: tuple[str, ...] = ()) -> dict[str, tuple[str, Quiz]]:
    """Version and bank of each topic, in the topics' order; topics without measured forms are left out.

    `forms`: those that a programme names; the banks have no other measured ones then.
    """
    found = {topic: known for topic in topics if (known := in_force(db, shelf, topic))}
    found = {topic: (version, bank.only(forms) if forms else bank) for topic, (version, bank) in found.items()}
    return {topic: known for topic, known in found.items() if known[1].forms}


def banks_at(db: Database, versions: Mapping[str, str]) -> dict[str, Quiz]:
    """The banks as an attempt began with them."""
    return {topic: held(db, shelf, topic, version) for topic, version in versions.items()}


def bank_in_force(db: Database, topic: str) -> Quiz | None:
    """One topic's bank in force."""
    known = in_force(db, shelf, topic)
    return known[1] if known else None


def banks_in_force(db: Database) -> dict[str, Quiz]:
    """All banks in force, by topic."""
    return all_in_force(db, shelf)
