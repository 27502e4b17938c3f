"""Lessons from their files, and those in force."""

from pathlib import Path

from core.db import Database
from core.facts import DilemmaPublished, TopicPublished
from core.language import Text
from core.library import Shelf, all_in_force, held, in_force
from lessons import store
from lessons.dilemma import Dilemma
from lessons.lesson import Lesson

shelf = Shelf(
    room="lessons",
    title=Text(th="บทเรียน", en="Lessons"),
    model=Lesson,
    folder=Path(__file__).parent / "content",
    said=lambda slug, version, lesson, mark: TopicPublished(version, lesson.title.model_dump()),
    binding=lambda lesson: None,  # nobody is judged by a lesson's words: a better text may replace them at once
    used=store.used,
)
dilemmas = Shelf(
    room="dilemmas",
    title=Text(th="เรื่องให้ตัดสินใจ", en="Dilemmas"),
    model=Dilemma,
    folder=Path(__file__).parent / "dilemmas",
    said=lambda slug, version, dilemma, mark: DilemmaPublished(version, dilemma.title.model_dump()),
    binding=lambda dilemma: None,
    used=lambda db, slug, version: False,  # nothing is kept of what anybody decides in one
)


def lessons_in_force(db: Database) -> dict[str, Lesson]:
    """All lessons in force, by slug."""
    return all_in_force(db, shelf)


def dilemmas_in_force(db: Database) -> dict[str, Dilemma]:
    """All dilemmas in force, by slug."""
    return all_in_force(db, dilemmas)


def open_lesson(db: Database, person: str, programme: str, slug: str) -> tuple[str, Lesson] | None:
    """The lesson as this person reads it: the version with which they began, else the one in force."""
    begun = store.reading(db, person, programme, slug)
    if begun:
        return begun[0], held(db, shelf, slug, begun[0])
    return in_force(db, shelf, slug)
