"""What trainers write: every slip told at once, with its line and its remedy; and what of it comes into force when."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import house
import lessons.load
import lessons.store
import quizzes.load
import quizzes.store
from badges.credential import Credential
from core.content import Content, Problem
from core.directory import Person
from core.library import current, in_force
from core.path import Brief
from core.reading import MAXIMUM_BYTES, files, read
from core.record import head, of_kind
from core.signing import Refused
from lessons.play import play as play_lesson
from pledges.play import play as play_pledge
from programmes.programme import Programme
from quizzes.attempt import Attempt, items
from quizzes.play import play as play_test
from quizzes.quiz import Quiz

PROGRAMME = "strong-2570"
GOOD = """\
title: {th: ของขวัญ, en: Gifts}
topic: gifts
sources:
  act-128:
    title: {th: มาตรา 128, en: Section 128}
    checked: 2026-11-21
items:
  - id: gifts-one
    kind: single
    form: A
    level: apply
    stem:
      th: ของขวัญชิ้นนี้รับได้หรือไม่
      en: May this gift be taken?
    answer: a
    options:
      - {id: a, text: {th: รับ, en: Take it}, feedback: {th: ก, en: Why}, source: act-128}
      - {id: b, text: {th: ไม่รับ, en: Decline it}, feedback: {th: ก, en: Why}, source: act-128}
  - id: gifts-two
    kind: several
    form: B
    level: remember
    stem: {th: ข้อใดเป็นประโยชน์, en: Which are benefits?}
    answer: [c, d]
    options:
      - {id: c, text: {th: ส่วนลด, en: A discount}, feedback: {th: ก, en: Why}, source: act-128}
      - {id: d, text: {th: การฝึกอบรม, en: Training}, feedback: {th: ก, en: Why}, source: act-128}
      - {id: e, text: {th: คำขอบคุณ, en: Thanks}, feedback: {th: ก, en: Why}, source: act-128}
"""


def problems(folder: Path, text: str | bytes, model: type[Content] = Quiz) -> list[Problem]:
    path = folder / "gifts.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    found, wrong = read(path, model, "content/quizzes/gifts.yaml")
    assert (found is None) == bool(wrong)
    return wrong


def marked(text: str) -> int:
    """The line (from 1) that bears the mark."""
    return next(number for number, line in enumerate(text.splitlines(), 1) if "#!" in line)


def told(found: list[Problem]) -> list[tuple[int, str, str]]:
    return [(problem.line, problem.wrong.en, problem.write.en) for problem in found]


def test_a_good_file_is_read_without_a_problem(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD) == []


# One slip: what stood there, what stands there now with a mark on the line that is to be named, and the sentence.
SLIPS = {
    "a missing key": ("  - id: gifts-one\n    kind: single\n    form: A\n    level: apply",
                      "  - id: gifts-one #!\n    kind: single\n    form: A", "“level” is missing", "add a line “level: …”"),
    "a missing key at the top": ("title: {th: ของขวัญ, en: Gifts}\ntopic: gifts", "title: {th: ก, en: a} #!",
                                 "“topic” is missing", "add a line “topic: …”"),
    "an unknown key": ("    level: remember", "    level: remember\n    colour: red #!",
                       "“colour” is not known here", "check the spelling, or remove it"),
    "a wrong kind": ("topic: gifts", "topic: [gifts] #!", "“topic” is not text: “['gifts']”", "write text"),
    "a word that is none of the choices": ("    form: B", "    form: D #!", "“form” cannot be “D”",
                                           "use one of: A, B, C or practice"),
    "an unknown kind of item": ("  - id: gifts-two\n    kind: several", "  - id: gifts-two\n    kind: essay #!",
                                "“kind” cannot be “essay”", "use one of: single, several, truefalse, judgement"),
    "no kind of item": ("  - id: gifts-two\n    kind: several", "  - id: gifts-two #!", "“kind” is missing", "add a line “kind: single”"),
    "an answer that is no option": ("    answer: a", "    answer: z #!", "the answer “z” is not one of the options (a, b)",
                                    "use one of them, or add it"),
    "an id that stands twice": ("  - id: gifts-two", "  - id: gifts-one #!", "the id “gifts-one” is used twice", "give this one an id of its own"),
    "an option's id that stands twice": (
        "      - {id: e, text: {th: คำขอบคุณ, en: Thanks}, feedback: {th: ก, en: Why}, source: act-128}",
        "      - {id: c, text: {th: คำขอบคุณ, en: Thanks}, feedback: {th: ก, en: Why}, source: act-128} #!",
        "the id “c” is used twice", "give this one an id of its own"),
    "a No that YAML takes for a truth value": (
        "      - {id: e, text: {th: คำขอบคุณ, en: Thanks}, feedback: {th: ก, en: Why}, source: act-128}",
        "      - {id: e, text: {th: คำขอบคุณ, en: No}, feedback: {th: ก, en: Why}, source: act-128} #!",
        "YAML reads “en” as False and not as text", 'put it in quotes, such as "No"'),
    "an id with a space": ("  - id: gifts-two", "  - id: No gift #!", "“id” has the wrong form: “No gift”",
                           "use a-z, 0-9 and - only, such as no-gift"),
    "an id that is too long": ("  - id: gifts-two", f"  - id: {'x' * 61} #!", "“id” is longer than 60 characters", "shorten it"),
    "missing English": ("    stem:\n      th: ของขวัญชิ้นนี้รับได้หรือไม่\n      en: May this gift be taken?",
                        "    stem: #!\n      th: ก", "“en” is missing", "add a line “en: …”"),
    "empty English": ("      en: May this gift be taken?", "      en: '' #!", "“en” is empty", "write the text"),
    "a text that is not in two languages": ("    stem: {th: ข้อใดเป็นประโยชน์, en: Which are benefits?}",
                                            "    stem: ข้อใด #!", "“stem” is not lines of “word: value”: “ข้อใด”",
                                            "write lines of “word: value”"),
    "an unknown source": ("      - {id: e, text: {th: คำขอบคุณ, en: Thanks}, feedback: {th: ก, en: Why}, source: act-128}",
                          "      - id: e\n        text: {th: คำขอบคุณ, en: Thanks}\n        feedback: {th: ก, en: Why}\n"
                          "        source: act-999 #!",
                          "there is no source “act-999”", "use one of (act-128), or add it to sources"),
    "a day that is none": ("    checked: 2026-11-21", "    checked: 2026-02-30 #!", "there is no day “2026-02-30”",
                           "write the day as 2026-11-21"),
    "a day written otherwise": ("    checked: 2026-11-21", "    checked: 21/11/2569 #!",
                                "“checked” has the wrong form: “21/11/2569”", "write the day as 2026-11-21"),
    "nothing behind the colon": ("    answer: a", "    answer: #!", "“answer” is not text: “ว่าง/empty”", "write text"),
    "a key that stands twice": ("    level: remember", "    level: remember\n    form: B #!",
                                "“form” stands twice in the same place", "keep one of them"),
    "one form only": ("items:\n", "items: #!\n", "there is only one measured form",
                      "write form B beside form A: nobody may see a form twice"),
}  # fmt: skip


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_told_with_its_line_what_is_wrong_and_what_to_write(tmp_path: Path, name: str) -> None:
    before, after, wrong, write = SLIPS[name]
    text = GOOD.replace(before, after).replace("form: B", "form: A" if name == "one form only" else "form: B")

    found = problems(tmp_path, text)

    assert told(found) == [(marked(text), wrong, write)]
    assert found[0].file == "content/quizzes/gifts.yaml"
    assert str(found[0]) == f"content/quizzes/gifts.yaml:{marked(text)} — {wrong} — {write}"
    assert found[0].told("th") != found[0].told("en")


UNREADABLE: dict[str, tuple[str | bytes, int, str]] = {
    "broken YAML": (GOOD.replace("topic: gifts", "topic: {gifts #!"), 3, "this is not YAML"),
    "a tab": (GOOD.replace("    kind: single", "\tkind: single"), 9, "this is not YAML"),
    "a control character": (GOOD.replace("en: Why", "en: \x07Why", 1), 17, "control characters are not allowed"),
    "two files in one": (GOOD + "---\n" + GOOD, 29, "this is not YAML"),
    "Windows' Thai": (GOOD.replace("Gifts}", "Gifts} # ไทย").encode("cp874"), 1, "the file is not saved as UTF-8"),
    "Windows' Thai, further down": ("topic: gifts\ntitle: ก".encode("cp874"), 2, "the file is not saved as UTF-8"),
    "UTF-16": (GOOD.encode("utf-16"), 1, "the file is not saved as UTF-8"),
    "too large": (GOOD + "#" * MAXIMUM_BYTES, 1, "the file is too large (1.0 MB)"),
    "empty": (b"", 1, "the file is empty"),
    "remarks only": ("# to be written\n", 1, "the file is empty"),
    "a list": ("- title\n- topic\n", 1, "the file is not lines of “word: value”"),
    "a word": ("gifts", 1, "the file is not lines of “word: value”"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_is_one_problem_with_a_remedy(tmp_path: Path, name: str) -> None:
    text, line, wrong = UNREADABLE[name]

    [problem] = problems(tmp_path, text)

    assert problem.line == line
    assert wrong in problem.wrong.en
    assert problem.wrong.th != problem.wrong.en
    assert problem.write.th != problem.write.en


@pytest.mark.parametrize("odd", ["2026-13-45", "!!int x", "!!timestamp x", "!!bool x", "9" * 5000, "&a [*a]"])
def test_what_looks_like_a_day_or_a_number_and_is_none_ends_no_reading(tmp_path: Path, odd: str) -> None:
    text = GOOD.replace("topic: gifts", f"topic: gifts\nnumber: {odd}").replace("form: B", "form: D")

    assert [wrong for _, wrong, _ in told(problems(tmp_path, text))] == [
        "“number” is not known here",
        "“form” cannot be “D”",
    ]


def test_a_byte_order_mark_is_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path, b"\xef\xbb\xbf" + GOOD.encode()) == []


MANY = """\
title: {th: ของขวัญ}
topic: gifts
level: apply
sources:
  act-128: {title: {th: ก, en: a}, checked: 2026-11-21}
items:
  - id: gifts-one
    kind: single
    level: apply
    stem: {th: ก, en: a}
    answer: a
    options:
      - {id: a, text: {th: รับ, en: Take}, feedback: {th: ก, en: a}, source: act-128}
      - {id: b, text: {th: ไม่รับ, en: Decline}, feedbak: {th: ก, en: a}, source: act-128}
  - id: gifts-two
    kind: single
    form: A
    level: often
    stem: {th: ก, en: a}
    answer: a
    options:
      - {id: a, text: {th: รับ, en: Take}, feedback: {th: ก, en: a}, source: act-128}
      - {id: b, text: {th: ไม่รับ, en: Decline}, feedback: {th: ก, en: a}, source: act-128}
  - id: gifts-three
    kind: single
    form: B
    form: B
    level: apply
    stem: {th: ก, en: a}
    answer: z
    options:
      - {id: a, text: {th: รับ, en: Take}, feedback: {th: ก}, source: act-128}
      - {id: b, text: {th: ไม่รับ, en: Decline}, feedback: {th: ก, en: a}, source: act-999}
  - id: gifts-three
    kind: single
    form: A
    level: apply
    stem: {th: ก, en: a}
    answer: a
    options:
      - {id: a, text: {th: รับ, en: Take}, feedback: {th: ก, en: a}, source: act-128}
      - {id: a, text: {th: ไม่รับ, en: Decline}, feedback: {th: ก, en: a}, source: act-998}
"""


def test_all_slips_of_a_file_are_told_at_once_each_at_its_own_line_and_none_that_is_not_there(tmp_path: Path) -> None:
    found = problems(tmp_path, MANY)

    assert [(line, wrong) for line, wrong, _ in told(found)] == [
        (1, "“en” is missing"),
        (3, "“level” is not known here"),
        (7, "“form” is missing"),
        (14, "“feedback” is missing"),
        (14, "“feedbak” is not known here"),
        (18, "“level” cannot be “often”"),
        (27, "“form” stands twice in the same place"),
        (30, "the answer “z” is not one of the options (a, b)"),
        (32, "“en” is missing"),
        (33, "there is no source “act-999”"),
        (34, "the id “gifts-three” is used twice"),
        (42, "the id “a” is used twice"),
        (42, "there is no source “act-998”"),
    ]


def test_a_programme_tells_its_slips_in_words_shapes_and_order_at_once(tmp_path: Path) -> None:
    shipped = Path(house.__file__).parent / "programmes" / "content" / f"{PROGRAMME}.yaml"
    text = shipped.read_text(encoding="utf-8").replace("  - test: pre\n", "  - {lesson: strong, test: pre}\n")
    text = text.replace("  - test: post\n", "").replace("path:\n", "path:\n  - test: post\n")

    found = problems(tmp_path, text, Programme)

    lines = text.splitlines()
    assert [(lines[line - 1].strip(), wrong) for line, wrong, _ in told(found)] == [
        ("- test: post", "the post-test comes before a lesson"),
        ("- {lesson: strong, test: pre}", "“path” has 2 entries"),
    ]


def test_a_rule_is_told_in_the_words_of_the_file(tmp_path: Path) -> None:
    text = "shape: badge\ntitle: {th: ก, en: a}\nearned: {th: ก, en: a}\nrule:\n  reached: 101\n"

    found = problems(tmp_path, text, Credential)

    assert [(line, wrong) for line, wrong, _ in told(found)] == [
        (5, "“reached” cannot be “101”"),
        (5, "“reached” is “101”"),
    ]


SHIPPED = [
    (shelf.model, path.read_text(encoding="utf-8"))
    for shelf in house.shelves()
    for path, _ in files(shelf.folder, None).values()
]


@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_whatever_slips_into_a_shipped_file_is_read_or_told_and_never_an_exception(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    model, text = data.draw(st.sampled_from(SHIPPED))
    lines = text.splitlines(keepends=True)
    at = data.draw(st.integers(0, len(lines) - 1))
    cut = data.draw(st.integers(0, len(lines[at])))
    slips = st.sampled_from(
        ["", lines[at] * 2, "\n", lines[at][:cut], lines[at][cut:], "  " + lines[at]]
    ) | st.text().map(lambda typed: lines[at][:cut] + typed + lines[at][cut:])
    spoilt = "".join([*lines[:at], data.draw(slips), *lines[at + 1 :]])

    found = problems(tmp_path_factory.getbasetemp(), spoilt, model)

    for problem in found:
        assert 1 <= problem.line <= spoilt.count("\n") + spoilt.count("\r") + 2
        assert problem.wrong.th != problem.wrong.en
        assert problem.write.th
        assert problem.write.en


# What comes into force.


def own(opened: house.House, room: str, slug: str, text: str) -> Path:
    """Put a file into the office's own content, and start anew."""
    path = opened.ground.content / room / f"{slug}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    opened.publish()
    return path


def shipped(room: str, slug: str) -> str:
    return (Path(house.__file__).parent / room / "content" / f"{slug}.yaml").read_text(encoding="utf-8")


def shelf_of(room: str) -> Any:
    return next(shelf for shelf in house.shelves() if shelf.room == room)


def content_of(opened: house.House, room: str, slug: str) -> Any:
    """The content in force."""
    with opened.ground.read() as db:
        known = in_force(db, shelf_of(room), slug)
    assert known is not None
    return known[1]


def test_the_offices_own_file_wins_by_its_slug(opened: house.House) -> None:
    own(opened, "lessons", "gifts", shipped("lessons", "gifts").replace("minutes: 6", "minutes: 7"))

    assert opened.problems == []
    assert content_of(opened, "lessons", "gifts").minutes == 7
    assert content_of(opened, "lessons", "strong").minutes > 0


def test_a_slip_in_the_offices_own_file_is_named_there_and_the_content_in_force_stays(opened: house.House) -> None:
    own(opened, "lessons", "gifts", "minutes: six\n")

    assert {(problem.file, problem.line) for problem in opened.problems} == {("content/lessons/gifts.yaml", 1)}
    assert content_of(opened, "lessons", "gifts").minutes == 6


def test_a_programme_that_names_a_lesson_that_is_not_there_is_told_and_not_published(opened: house.House) -> None:
    text = shipped("programmes", PROGRAMME).replace("- lesson: gifts", "- lesson: gits").replace("2570", "2571")

    own(opened, "programmes", "strong-2571", text)

    line = next(number for number, each in enumerate(text.splitlines(), 1) if "gits" in each)
    lessons_there = [path.stem for path in (Path(house.__file__).parent / "lessons" / "content").glob("*.yaml")]
    assert [str(problem) for problem in opened.problems] == [
        f"content/programmes/strong-2571.yaml:{line} — there is no lesson “gits” — use one of: {', '.join(sorted(lessons_there))}"
    ]
    with opened.ground.read() as db:
        assert current(db, "programmes", "strong-2571") is None
        assert current(db, "programmes", PROGRAMME) is not None


def test_a_step_that_no_room_offers_is_told_with_those_that_are(opened: house.House) -> None:
    text = shipped("programmes", PROGRAMME).replace("- lesson: gifts", "- song: gifts")

    own(opened, "programmes", PROGRAMME, text)

    assert [problem.wrong.en for problem in opened.problems] == ["no room offers the step “song”"]
    assert opened.problems[0].write.en == "use one of: certificate, lesson, pledge, test"


# Used, changed, reviewed.


def rekeyed(text: str) -> str:
    """The bank with another right answer to its first item of single choice."""
    return re.sub(r"(?m)^( +answer: )([a-z])$", lambda m: m[1] + ("b" if m[2] == "a" else "a"), text, count=1)


def retitled(text: str) -> str:
    """The content under another title, by which nobody is judged."""
    return re.sub(r"(?m)^title: .*$", "title: {th: ชื่อใหม่, en: Another title}", text, count=1)


@pytest.fixture
def brief(opened: house.House) -> Brief:
    with opened.ground.read() as db:
        found = opened.paths.brief(db, PROGRAMME)
    assert found is not None
    return found


@pytest.fixture
def used(opened: house.House, brief: Brief, cast: Callable[[str], Person]) -> None:
    """Ana has walked the path as far as the certificate."""
    ana = cast("ANA")
    play_test(opened.ground, brief, "pre", ana, Random(1))
    for lesson in brief.topics:
        play_lesson(opened.ground, brief, lesson, ana, Random(1))
    play_test(opened.ground, brief, "post", ana, Random(1))
    play_pledge(opened.ground, brief, brief.pledge, ana, Random(1))


BINDING: dict[tuple[str, str], Callable[[str], str]] = {
    ("quizzes", "gifts"): rekeyed,
    ("pledges", "integrity"): retitled,
    ("programmes", PROGRAMME): lambda text: re.sub(r"criterion: \d+", "criterion: 55", text),
    ("badges", "strong"): lambda text: re.sub(r"valid_days: \d+", "valid_days: 99", text),
}


@pytest.mark.parametrize(("room", "slug"), BINDING)
def test_a_change_of_what_binds_waits_for_a_review_once_it_was_used(
    opened: house.House, used: None, room: str, slug: str
) -> None:
    before = content_of(opened, room, slug)

    own(opened, room, slug, BINDING[room, slug](shipped(room, slug)))

    assert opened.problems == []
    assert [(each.room, each.slug) for each in opened.waiting] == [(room, slug)]
    assert content_of(opened, room, slug) == before
    with opened.ground.read() as db:
        assert opened.waiting[0].version != current(db, room, slug)


@pytest.mark.parametrize(("room", "slug"), BINDING)
def test_a_review_brings_into_force_what_waited(opened: house.House, used: None, room: str, slug: str) -> None:
    own(opened, room, slug, BINDING[room, slug](shipped(room, slug)))
    [waited] = opened.waiting

    opened.review(room, slug)

    with opened.ground.read() as db:
        assert current(db, room, slug) == waited.version
    assert opened.waiting == []
    opened.publish()
    assert opened.waiting == []
    assert list(opened.audit()) == []


@pytest.mark.parametrize(("room", "slug"), BINDING)
def test_what_nobody_has_used_changes_at_once(opened: house.House, room: str, slug: str) -> None:
    before = content_of(opened, room, slug)

    own(opened, room, slug, BINDING[room, slug](shipped(room, slug)))

    assert opened.waiting == []
    assert content_of(opened, room, slug) != before


@pytest.mark.parametrize(("room", "slug"), [("quizzes", "gifts"), ("lessons", "gifts")])
def test_a_change_that_binds_nobody_is_in_force_at_once(opened: house.House, used: None, room: str, slug: str) -> None:
    own(opened, room, slug, retitled(shipped(room, slug)))

    assert opened.waiting == []
    assert content_of(opened, room, slug).title.en == "Another title"


def test_a_used_key_waits_also_behind_a_better_wording_that_nobody_has_used_yet(
    opened: house.House, used: None
) -> None:
    own(opened, "quizzes", "gifts", retitled(shipped("quizzes", "gifts")))
    worded = content_of(opened, "quizzes", "gifts")

    own(opened, "quizzes", "gifts", rekeyed(retitled(shipped("quizzes", "gifts"))))

    assert [(each.room, each.slug) for each in opened.waiting] == [("quizzes", "gifts")]
    assert content_of(opened, "quizzes", "gifts") == worded


def test_a_review_is_refused_when_the_file_is_another_one_by_now(opened: house.House, used: None) -> None:
    own(opened, "programmes", PROGRAMME, BINDING["programmes", PROGRAMME](shipped("programmes", PROGRAMME)))
    path = opened.ground.content / "programmes" / f"{PROGRAMME}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("criterion: 55", "criterion: 1"), encoding="utf-8")

    refused = opened.review("programmes", PROGRAMME)

    assert isinstance(refused, Refused)
    assert content_of(opened, "programmes", PROGRAMME).criterion > 55
    assert opened.review("programmes", PROGRAMME) is None  # it waited as it is now, and that was looked at
    assert content_of(opened, "programmes", PROGRAMME).criterion == 1


def test_a_review_is_refused_when_the_file_has_got_a_slip_by_now(opened: house.House, used: None) -> None:
    path = own(opened, "pledges", "integrity", retitled(shipped("pledges", "integrity")))
    path.write_text("title: {th: ก}\n", encoding="utf-8")

    refused = opened.review("pledges", "integrity")

    assert isinstance(refused, Refused)
    assert opened.problems[0].file == "content/pledges/integrity.yaml"


def test_starting_again_publishes_nothing_twice(opened: house.House, used: None) -> None:
    own(opened, "quizzes", "gifts", retitled(shipped("quizzes", "gifts")))
    with opened.ground.read() as db:
        told_before = head(db)

    opened.publish()

    with opened.ground.read() as db:
        assert head(db) == told_before


def test_an_attempt_that_was_begun_before_a_change_keeps_its_version(
    opened: house.House, brief: Brief, cast: Callable[[str], Person]
) -> None:
    ana, dao = cast("ANA"), cast("DAO")
    begun = begins(opened, brief, ana)

    own(opened, "quizzes", "gifts", rekeyed(shipped("quizzes", "gifts")))
    opened.review("quizzes", "gifts")
    after = begins(opened, brief, dao)
    for person, attempt in ((ana, begun), (dao, after)):
        answers_by_the_first_key(opened, person, attempt, begun.versions)

    with opened.ground.read() as db:
        facts = {fact.person: fact.body for fact in of_kind(db, "QuizFinished")}
        shown = {attempt.id: quizzes.load.banks_at(db, attempt.versions)["gifts"] for attempt in (begun, after)}
    changed = next(a.form for a, b in zip(*(bank.items for bank in shown.values()), strict=True) if a.key != b.key)
    assert facts[ana.id]["versions"] == begun.versions != facts[dao.id]["versions"] == after.versions
    assert facts[ana.id]["score"] == "1"
    assert (facts[dao.id]["score"] == "1") == (after.form != changed)
    assert list(opened.audit()) == []


def begins(opened: house.House, brief: Brief, person: Person) -> Attempt:
    with opened.ground.write() as writing:
        banks = quizzes.load.banks_of(writing.db, brief.topics)
        return quizzes.store.begin(writing, opened.ground.new_id(), person, brief.slug, "pre", banks)


def answers_by_the_first_key(
    opened: house.House, person: Person, attempt: Attempt, versions: Mapping[str, str]
) -> None:
    with opened.ground.write() as writing:
        for _, item in items(quizzes.load.banks_at(writing.db, versions), attempt.form):
            quizzes.store.answer(writing, attempt.id, item.id, item.key)
        banks = quizzes.load.banks_at(writing.db, attempt.versions)
        quizzes.store.finish(writing, person, PROGRAMME, "pre", banks)


def test_a_reader_stays_with_the_lesson_that_they_began(
    opened: house.House, brief: Brief, cast: Callable[[str], Person]
) -> None:
    ana, dao = cast("ANA"), cast("DAO")
    with opened.ground.write() as writing:
        found = lessons.load.open_lesson(writing.db, ana.id, brief.slug, "gifts")
        assert found is not None
        lessons.store.turn(writing, ana.id, brief.slug, "gifts", found[0], found[1].cards[0].id)

    own(opened, "lessons", "gifts", retitled(shipped("lessons", "gifts")))

    with opened.ground.read() as db:
        shown = [lessons.load.open_lesson(db, each.id, brief.slug, "gifts") for each in (ana, dao)]
    assert [each[1].title.en == "Another title" for each in shown if each] == [False, True]
