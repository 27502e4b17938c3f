"""Lessons as short cards with decisions, and how far everybody is."""

from core.db import Database
from core.directory import Person
from core.ground import Ground
from core.keeper import Kept
from core.language import Text
from core.path import Brief, Step, StepKind
from core.room import Page, Room
from lessons import load, sourced, store
from lessons.lesson import Lesson
from lessons.play import play


def _step(ground: Ground, db: Database, brief: Brief, name: str, person: Person) -> Step:
    found = load.open_lesson(db, person.id, brief.slug, name)
    begun = store.reading(db, person.id, brief.slug, name)
    title = found[1].title if found else Text(th=name, en=name)
    minutes = found[1].minutes if found else 0
    detail = Text(th=f"บทเรียน · {minutes} นาที", en=f"Lesson · {minutes} minutes")
    if begun and found and not begun[1].finished:
        place, cards = begun[1].place(found[1]) + 1, len(found[1].cards)
        detail = Text(th=f"อ่านถึงหน้า {place} จาก {cards}", en=f"You are at card {place} of {cards}")
    return Step(
        "lesson", name, title, detail, "lesson", done=bool(begun and begun[1].finished), begun=bool(begun),
        query={"programme": brief.slug, "lesson": name}, minutes=minutes,
        letters="".join(found[1].letters) if found else "",
    )  # fmt: skip


room = Room(
    name="lessons",
    migrations=store.migrations,
    pages=(
        Page("lesson", Text(th="บทเรียน", en="Lesson"), "lessons.pages.lesson:render", shown=False),
        Page("lessons", Text(th="บทเรียน", en="Lessons"), "lessons.pages.all:render"),
        Page(
            "preview-lessons",
            Text(th="ดูตัวอย่างบทเรียน", en="Preview of lessons"),
            "lessons.pages.preview:render",
            ("trainer", "administrator"),
            shown=False,
            under="content",
        ),
        Page("dilemmas", Text(th="เรื่องให้ตัดสินใจ", en="Dilemmas"), "lessons.pages.dilemmas:render", shown=False),
    ),
    steps=(
        StepKind("lesson", None, _step, play, done=lambda db, brief, name: store.finished_by(db, brief.slug, name)),
    ),
    shelves=(load.shelf, load.dilemmas),
    strict=lambda content: sourced.slips(content) if isinstance(content, Lesson) else iter(()),
    measures=lambda content: sourced.measures(content) if isinstance(content, Lesson) else {},
    health=lambda ground, db: store.health(db),
    audit=lambda ground, db: store.audit(db),
    export=store.export,
    erase=store.erase,
    kept=Kept(
        Text(th="บทเรียน", en="Lessons"),
        Text(th="หน้าที่อ่านถึง และการตัดสินใจในบทเรียน", en="How far each lesson was read, and the decisions in it."),
        Text(
            th="บันทึกที่ไม่มีชื่อ ซึ่งบอกว่ามีผู้เรียนบทเรียนใดจบ เมื่อใด",
            en="A record without a name of when somebody finished which lesson.",
        ),
    ),
)
