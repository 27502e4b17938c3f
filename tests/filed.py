"""The content files of the office of the pictures: programmes of its own, one that is wrong and one that waits."""

from pathlib import Path

import house

ROOT = Path(__file__).parent.parent
NEWCOMERS = """title: {th: สัปดาห์แรกของผู้มาใหม่, en: A newcomer's first week}
code: NEW-2570
fiscal_year: 2570
newcomers: 30
daily: 10
criterion: 70
path: [{lesson: values}, {lesson: networks}, {pledge: integrity}]
"""
BRIEFLY = """title: {th: ทบทวนสั้น ๆ ก่อนสิ้นปี, en: A short look back}
code: SHORT-2570
fiscal_year: 2570
first: 2026-11-01
last: 2026-12-31
criterion: 70
valid_days: 30
path: [{lesson: values}, {test: post}, {pledge: integrity}, {certificate: strong}]
"""
CAMPAIGN = """title: {th: ส่งน้ำใจ ไม่ส่งของขวัญ, en: Goodwill without gifts}
code: GIFT-2570
fiscal_year: 2570
first: 2027-02-01
last: 2027-03-31
positions: [ผู้ร่วมรณรงค์]
criterion: 70
path: [{test: pre}, {lesson: gifts}, {test: post}, {pledge: integrity}, {certificate: no-gift}]
"""
WRONG_LESSON = """title: {th: "บทเรียนที่ยังเขียนไม่เสร็จ", en: "A lesson that is not finished"}
summary: {th: "ตัวอย่างแฟ้มที่มีที่ต้องแก้", en: "A file with something to mend"}
minutes: 4
letters: [S]
sources: {}
cards:
  - id: one
    title: {th: "หน้าแรก", en: "The first card"}
    body: {th: "อ้างแหล่งที่ไม่มีในแฟ้ม", en: "It names a source that the file does not have."}
    sources: [nowhere]
"""


def files(folder: Path) -> None:
    """The office's own content: three programmes, and a lesson with a mistake."""
    content = folder / "content"
    for name, text in {
        "programmes/newcomers-2570": NEWCOMERS, "programmes/short-2570": BRIEFLY, "programmes/gift-2570": CAMPAIGN, "lessons/unfinished": WRONG_LESSON,
    }.items():  # fmt: skip
        content.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
        content.joinpath(f"{name}.yaml").write_text(text, encoding="utf-8")


def waits(opened: house.House, folder: Path) -> None:
    """A key that people were marked by is changed in a file: that waits for somebody to look."""
    shipped = (ROOT / "quizzes" / "content" / "conflict.yaml").read_text(encoding="utf-8")
    before, key, after = shipped.partition("    answer: b\n")
    assert key
    own = folder / "content" / "quizzes" / "conflict.yaml"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(f"{before}    answer: a\n{after}", encoding="utf-8")
    opened.publish()
