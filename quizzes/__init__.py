"""The bank, forms, attempts and scoring of knowledge tests."""

from core.db import Database
from core.directory import Person
from core.ground import Ground
from core.keeper import Kept
from core.language import Text
from core.path import Brief, Step, StepKind
from core.room import Page, Panel, Room
from quizzes import blueprint, load, store
from quizzes.attempt import items, minutes_of
from quizzes.play import on_paper, play
from quizzes.typist import RIGHT

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
        banks = load.banks_of(db, brief.topics, brief.forms)
        count = sum(bank.size for _, bank in banks.values())
        detail = Text(
            th=f"{count} ข้อ · ราว {minutes_of(count)} นาที · ไม่จับเวลา",
            en=f"{count} questions · about {minutes_of(count)} min · no time limit",
        )
    if begun and begun.paper and not begun.finished:
        detail = Text(th=f"อยู่บนกระดาษ เลขที่ {begun.number}", en=f"On paper, number {begun.number}")
    after = store.attempt(db, person.id, brief.slug, "post") if name == "pre" else None
    if begun and begun.finished and name == "pre" and after and after.finished:
        detail = Text(th="ส่งแล้ว · ดูผลได้ที่แบบทดสอบหลังเรียน", en="Handed in · the result stands with the post-test")
    elif begun and begun.finished and name == "pre":
        detail = Text(th="ส่งแล้ว · ผลจะแสดงหลังแบบทดสอบหลังเรียน", en="Handed in · the result shows after the post-test")
    if begun and begun.finished and name == "post":
        detail = Text(th="ส่งแล้ว · ดูผลได้", en="Handed in · see the result")
    return Step(
        "test", name, _TITLES[name], detail, "test", done=bool(begun and begun.finished), begun=bool(begun),
        query={"programme": brief.slug, "moment": name}, minutes=minutes_of(count),
    )  # fmt: skip


room = Room(
    name="quizzes",
    migrations=store.migrations,
    pages=(
        Page("test", Text(th="แบบทดสอบ", en="Test"), "quizzes.pages.test:render", shown=False),
        Page("practice", Text(th="ฝึกตอบ", en="Practice"), "quizzes.pages.practice:render", shown=False),
        Page(
            "preview-quizzes",
            Text(th="ดูตัวอย่างข้อสอบ", en="Preview of quizzes"),
            "quizzes.pages.preview:render",
            ("trainer",),
            shown=False,
            under="content",
        ),
        Page("paper", Text(th="แบบทดสอบบนกระดาษ", en="Paper tests"), "quizzes.pages.paper:render", RIGHT),
        Page(
            "items",
            Text(th="คุณภาพข้อสอบ", en="Item statistics"),
            "quizzes.pages.items:render",
            ("trainer", "manager", "administrator"),
        ),
    ),
    panels=(Panel(Text(th="ข้อที่ยากที่สุด", en="Hardest questions"), "quizzes.pages.hardest:render", "results"),),
    routes="quizzes.routes:routes",
    steps=(
        StepKind(
            "test",
            ("pre", "post"),
            _step,
            play,
            done=lambda db, brief, name: store.finished_by(db, brief.slug, name),
            on_paper=lambda db, brief, name: store.out_by(db, brief.slug, name),
        ),
    ),
    plays={"on paper": on_paper},
    shelves=(load.shelf,),
    strict=blueprint.slips,
    measures=blueprint.measures,
    health=lambda ground, db: store.health(db),
    followers=lambda ground: (store.follower(),),
    audit=lambda ground, db: store.audit(db, load.banks_at),
    export=store.export,
    erase=store.erase,
    kept=Kept(
        Text(th="แบบทดสอบ", en="Tests"),
        Text(th="คำตอบทุกข้อ รวมที่กรอกจากกระดาษ", en="Every answer, also what was typed in from paper."),
        Text(
            th="บันทึกที่ไม่มีชื่อ ซึ่งบอกผลรายข้อและคะแนน",
            en="A record without a name of the marks, question by question.",
        ),
    ),
)
