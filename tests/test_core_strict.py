"""`check --strict`: what is wrong with a content though its shape is right, each with its line; and what a topic holds."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import house
from core import wording
from core.language import Text
from quizzes import blueprint
from quizzes.quiz import Quiz

TODAY = date(2026, 11, 22)
SOURCES = {"house": {"title": {"th": "แนวตอบ", "en": "our answer"}, "checked": "2026-11-21"}}
Change = Callable[[dict[str, Any]], object]


def both(th: str, en: str) -> dict[str, str]:
    return {"th": th, "en": en}


def item(form: str, n: int, key: str) -> dict[str, Any]:
    options = [
        {"id": each, "text": both(f"ทางที่ {form}{n}{each} น่าทำ", f"way {form}{n}{each}"), "feedback": both("เพราะอย่างนี้", "for this reason"), "source": "house"}
        for each in "abcd"
    ]  # fmt: skip
    return {
        "id": f"queue-{form.lower()}{n}", "kind": "single", "form": form, "level": "apply", "expected": "easy",
        "stem": both(f"ควรทำอย่างไรในเรื่องที่ {form}{n}", f"what to do about {form}{n}"), "options": options, "answer": key,
    }  # fmt: skip


def bank() -> dict[str, Any]:
    items = [item(form, n, "abcd"[(n + place) % 4]) for place, form in enumerate("ABC") for n in range(4)]
    return {"title": both("คิว", "Queue"), "topic": "queue", "sources": SOURCES, "items": items}


def lesson() -> dict[str, Any]:
    ways = [{"id": each, "text": both(f"ทาง {each}", f"way {each}"), "consequence": both("ผล", "so"), "wise": each == "a"} for each in "abc"]  # fmt: skip
    cards = [
        {"id": "one", "title": both("คิว", "Queue"), "body": both("คิวเป็นของทุกคน", "A queue is everyone's.")},
        {"id": "two", "title": both("ตัดสินใจ", "Decide"), "body": both("ท่านจะทำอย่างไร", "What will you do?"), "options": ways},
    ]  # fmt: skip
    return {"title": both("คิว", "Queue"), "summary": both("สรุป", "in short"), "minutes": 3, "sources": SOURCES, "cards": cards}  # fmt: skip


def strict(folder: Path, *, quiz: Change | None = None, card: Change | None = None) -> list[str]:
    """What is said of an own bank and lesson that were changed so, beside what is said of the shipped content."""
    for name, content, change in (("quizzes", bank(), quiz), ("lessons", lesson(), card)):
        if change:
            change(content)
        (folder / "content" / name).mkdir(parents=True, exist_ok=True)
        (folder / "content" / name / "queue.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    return [str(problem) for problem in house.strict(folder / "content", TODAY)[0] if "queue.yaml" in problem.file]


def stem(th: str) -> Change:
    return lambda said: said["items"][0].update(stem=both(th, "x y"))


def option(th: str, en: str = "way") -> Change:
    return lambda said: said["items"][0]["options"][1].update(text=both(th, en))


def longest(said: dict[str, Any]) -> None:
    for each in said["items"][:7]:
        found = next(o for o in each["options"] if o["id"] == each["answer"])
        found["text"] = both(found["text"]["th"] + "และทำอย่างนี้ให้ครบทุกขั้น", found["text"]["en"])


def body(th: str, en: str = "About the queue.") -> Change:
    return lambda said: said["cards"][0].update(body=both(th, en))


FAULTS: list[tuple[str, Change, str]] = [
    ("quiz", longest, "the key is the longest option in 7 of 12 items"),
    ("quiz", lambda said: [each.update(answer="a") for each in said["items"][:8]], "unevenly spread"),
    ("quiz", lambda said: said["items"][5].update(level="remember"), "question 2 of form B (single, remember, easy) is not parallel"),
    ("quiz", lambda said: said["items"][9].update(expected="hard"), "question 2 of form C (single, apply, hard) is not parallel"),
    ("quiz", option("ทางที่ A0a น่าทำมาก"), "stands within another"),
    ("quiz", option("ถูกทุกข้อ"), "“all of the above” measures nothing"),
    ("quiz", option("ทั้งหมดนี้", "All of the above"), "“all of the above” measures nothing"),
    ("quiz", stem("ข้อใดไม่ควรทำ"), "its “not” is not emphasised"),
    ("quiz", stem("ควรทำอย่างไรให้สม่าเสมอ"), "“สม่าเสมอ” is misspelt"),
    ("quiz", stem("ครือข่ายคืออะไร"), "“ครือข่าย” is misspelt"),
    ("quiz", stem("วันที่ 21 พ.ย. ๒๕๖๙ เกิดอะไร"), "mixes Thai and Arabic digits"),
    ("quiz", stem("วันที่ ๒๑ พฤศจิกายน 2569 เกิดอะไร"), "mixes Thai and Arabic digits"),
    ("quiz", lambda said: said["items"][0].update(stem=both("ถามว่าอย่างไร", "ถามว่าอย่างไร")), "there is no English beside the Thai"),
    ("quiz", lambda said: said["items"][0].update(stem=both("what now", "what then")), "the Thai text has no Thai letter"),
    ("card", body("ตามมาตรา 128 รับไม่ได้"), "speaks of “มาตรา 128” and has no source"),
    ("card", body("รับได้ไม่เกิน 3,000 บาท"), "speaks of “3,000 บาท” and has no source"),
    ("card", body("แจ้งภายใน 30 วัน"), "speaks of “ภายใน 30 วัน” and has no source"),
    ("card", body("คิวเป็นของทุกคน", "Report it within 30 days."), "speaks of “within 30 days” and has no source"),
    ("card", lambda said: said["cards"].pop(), "this lesson has no decision"),
]  # fmt: skip


def test_what_is_well_made_is_not_complained_of(tmp_path: Path) -> None:
    assert strict(tmp_path) == []


@pytest.mark.parametrize(("where", "change", "wanted"), FAULTS, ids=[wanted for _, _, wanted in FAULTS])
def test_each_fault_is_told_with_its_line(tmp_path: Path, where: str, change: Change, wanted: str) -> None:
    told = strict(tmp_path, **{where: change})

    assert [each for each in told if wanted in each], told
    assert all(re.match(r".*queue\.yaml:[1-9]\d* — ", each) for each in told)


@pytest.mark.parametrize("right", ["เครือข่าย", "มติที่ประชุม", "มิติที่ 2 "])
def test_a_right_word_that_holds_a_misspelling_is_left_alone(tmp_path: Path, right: str) -> None:
    assert strict(tmp_path, quiz=stem(f"{right}คืออะไร")) == []


@given(st.permutations(["a", "b", "c", "d"] * 3))
def test_even_keys_are_never_complained_of(keys: list[str]) -> None:
    said = bank()
    for each, key in zip(said["items"], keys, strict=True):
        each["answer"] = key

    assert list(blueprint.slips(Quiz.model_validate(said))) == []


def test_every_misspelling_of_the_list_is_found_and_its_right_word_is_none() -> None:
    for wrong, right in wording.MISSPELT.items():
        assert list(wording.slips(titled(wrong))), wrong
        assert not list(wording.slips(titled(right))), right


def titled(th: str) -> Any:
    return Quiz.model_validate({**bank(), "title": both(th, "x")})


def test_a_topic_tells_what_it_holds(tmp_path: Path) -> None:
    strict(tmp_path, card=lambda said: said["sources"]["house"].update(checked="2025-11-20"))
    holds = {word.en: said for word, said in house.strict(tmp_path / "content", TODAY)[1]["queue"].items()}

    assert holds == {
        "cards": "2", "minutes": "3", "items by form": "A4 B4 C4", "remember/understand/apply": "0/0/12",
        "situations": "0%", "explained": "100%", "sources older than a year": "1",
    }  # fmt: skip


def test_words_of_both_languages_name_what_is_measured() -> None:
    assert isinstance(wording.OLD, Text)
