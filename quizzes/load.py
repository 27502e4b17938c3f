"""Banks from their files, those in force, and those that an attempt began with."""

from collections.abc import Mapping
from pathlib import Path

from core.db import Database
from core.facts import QuizPublished
from core.language import Text
from core.library import Shelf, held, in_force
from quizzes import store
from quizzes.quiz import Quiz, meets

shelf = Shelf(
    room="quizzes",
    title=Text(th="ข้อสอบ", en="Quizzes"),
    model=Quiz,
    folder=Path(__file__).parent / "content",
    said=lambda slug, version, quiz, mark: QuizPublished(version, quiz.title.model_dump()),
    binding=lambda quiz: [
        [item.id, item.form, item.kind, list(item.key), item.stem.th, [[o.id, o.text.th] for o in item.options]]
        for item in quiz.items
    ],
    used=store.used,
    meets=meets,
)


def banks_of(db: Database, topics: tuple[str, ...]) -> dict[str, tuple[str, Quiz]]:
    """Version and bank of each topic, in the topics' order; topics without measured forms are left out."""
    found = {topic: known for topic in topics if (known := in_force(db, shelf, topic))}
    return {topic: known for topic, known in found.items() if known[1].forms}


def banks_at(db: Database, versions: Mapping[str, str]) -> dict[str, Quiz]:
    """The banks as an attempt began with them."""
    return {topic: held(db, shelf, topic, version) for topic, version in versions.items()}
