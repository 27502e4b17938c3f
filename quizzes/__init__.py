"""The bank, forms, attempts and scoring of knowledge tests."""

from core.db import Database
from core.directory import Person
from core.ground import Ground
from core.language import Text
from core.path import Brief, Step, StepKind
from core.room import Page, Room
from quizzes import load, store
from quizzes.attempt import items
from quizzes.play import play

_TITLES = {
    "pre": Text(th="แบบทดสอบก่อนเรียน", en="Pre-test"),
    "post": Text(th="แบบทดสอบหลังเรียน", en="Post-test"),
}


def _step(ground: Ground, db: Database, brief: Brief, name: str, person: Person) -> Step:
    begun = store.attempt(db, person.id, brief.slug, name)
    if begun:
        count = len(items(load.banks_at(db, begun.versions), begun.form))
        detail = Text(th=f"ตอบแล้ว {len(begun.answers)} จาก {count} ข้อ", en=f"{len(begun.answers)} of {count} answered")
    else:
        banks = load.banks_of(db, brief.topics)
        count = len(items({topic: bank for topic, (_, bank) in banks.items()}, "A"))
        detail = Text(th=f"{count} ข้อ · ไม่จับเวลา", en=f"{count} questions · no time limit")
    after = store.attempt(db, person.id, brief.slug, "post") if name == "pre" else None
    if begun and begun.finished and name == "pre" and after and after.finished:
        detail = Text(th="ส่งแล้ว · ดูผลได้ที่แบบทดสอบหลังเรียน", en="Handed in · the result stands with the post-test")
    elif begun and begun.finished and name == "pre":
        detail = Text(th="ส่งแล้ว · ผลจะแสดงหลังแบบทดสอบหลังเรียน", en="Handed in · the result shows after the post-test")
    if begun and begun.finished and name == "post":
        detail = Text(th="ดูผลและคำอธิบายคำตอบ", en="See the result and the reasons")
    return Step(
        "test", name, _TITLES[name], detail, "test", done=bool(begun and begun.finished), begun=bool(begun),
        query={"programme": brief.slug, "moment": name},
    )  # fmt: skip


room = Room(
    name="quizzes",
    migrations=store.migrations,
    pages=(Page("test", Text(th="แบบทดสอบ", en="Test"), "quizzes.pages.test:render", shown=False),),
    steps=(StepKind("test", ("pre", "post"), _step, play),),
    shelf=load.shelf,
    health=lambda ground, db: store.health(db),
    audit=lambda ground, db: store.audit(db, load.banks_at),
    export=store.export,
    erase=store.erase,
)
