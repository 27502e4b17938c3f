"""Tests on paper: printed, answered by hand, typed in twice, and in the record for what they are."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from story import PROGRAMME, Tab, answers, asked, begins, brief_of, hands_in, reads, sits, wrong
from web import Web

import house
import programmes.store
from core.directory import Person
from core.facts import QuizFinished, QuizStarted
from core.language import Text
from core.reading import read
from core.record import about, digest, of_kind
from core.settings import ADDRESS, set_to
from people.person import Draft
from people.store import roster
from quizzes import load, paper, store
from quizzes.attempt import Attempt, Moment, items, shuffled
from quizzes.entry import LETTERS, SAT, Entry, Question, days, standing, typed
from quizzes.item import Answer
from quizzes.leaf import Leaf
from quizzes.quiz import Quiz
from quizzes.sheet import leaf, questions
from quizzes.typist import digits

Who = Callable[[str], Person]
BANKS = {
    path.stem: quiz
    for path in sorted(load.shelf.folder.glob("*.yaml"))
    if (quiz := read(path, Quiz, path.name)[0]) is not None
}
ASKED = [
    Question(n, item, tuple(shuffled("0123456789abcdef", item))) for n, (_, item) in enumerate(items(BANKS, "A"), 1)
]
SEVERAL = next(each for each in ASKED if each.item.widget == "many")
ONE = next(each for each in ASKED if each.item.kind == "single")


def letters(question: Question, given_answer: Answer, language: Any = "th") -> str:
    """How an answer stands on the paper."""
    return "".join(
        LETTERS[language][place] for place, option in enumerate(question.options) if option.id in given_answer
    )


def line(questions_: Sequence[Question], given_answers: dict[str, Answer], language: Any = "th") -> str:
    """What a typist types for these answers."""
    return " ".join(
        f"{each.number}{letters(each, given_answers.get(each.item.id, ()), language) or '-'}" for each in questions_
    )


# Letters become answers.


@st.composite
def filled(draw: st.DrawFn) -> dict[str, Answer]:
    """What somebody may have marked on the paper of ASKED."""
    found = {}
    for each in ASKED:
        most = len(each.options) if each.item.widget == "many" else 1
        chosen = draw(st.lists(st.sampled_from([option.id for option in each.options]), max_size=most, unique=True))
        found[each.item.id] = each.item.taken(chosen)
    return found


@given(filled(), st.sampled_from(["th", "en"]), st.sampled_from(["{}", " {} ", "{}\n", "{}."]), st.booleans())
def test_what_was_marked_is_what_is_read_from_the_typed_line(
    marked: dict[str, Answer], language: str, pattern: str, small: bool
) -> None:
    text = pattern.format(line(ASKED, marked, language))

    assert typed(text.lower() if small else text, ASKED) == (marked, [])


@given(filled())
def test_letters_alone_are_read_in_the_order_of_the_questions(marked: dict[str, Answer]) -> None:
    assert typed(" ".join(letters(each, marked[each.item.id]) or "-" for each in ASKED), ASKED) == (marked, [])


@pytest.mark.parametrize(
    "text", ["3ก 1ข 2ค", "๓ก ๑ข ๒ค", "1.ข 2.ค 3.ก", "1) ข, 2) ค, 3) ก", "1-ข 2-ค 3-ก", "1ข2ค3ก", "ข ค ก", "b/c/a"]
)
def test_the_ways_in_which_people_type_are_all_read(text: str) -> None:
    three = [Question(n, ONE.item.model_copy(update={"id": f"x-{n}"}), ONE.options) for n in (1, 2, 3)]

    assert typed(text, three) == ({f"x-{n}": (ONE.options[place].id,) for n, place in ((1, 1), (2, 2), (3, 0))}, [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "ยังไม่ได้พิมพ์คำตอบ"),
        ("1ก", "ยังไม่มีคำตอบของข้อ 2"),
        ("1ก 2", "ยังไม่มีคำตอบของข้อ 2"),
        ("1ก 2ข 3ค", "ไม่มีข้อ 3 ให้กรอก"),
        ("1ก 2ข 1ก", "ข้อ 1 พิมพ์สองครั้ง"),
        ("ก 2ข", "ไม่ทราบว่า “ก” เป็นของข้อใด"),
        ("ก", "มี 1 คำตอบ แต่ต้องกรอก 2 ข้อ"),
        ("1จ 2ข", "ข้อ 1 ไม่มีตัวเลือก “จ” มี ก ถึง ง"),
        ("1กข 2ข", "ข้อ 1 เลือกได้คำตอบเดียว"),
    ],
)
def test_whatever_is_wrong_with_a_typed_line_is_said_with_its_question(text: str, told: str) -> None:
    found = typed(text, [replace(ONE, number=1), replace(SEVERAL, number=2)])[1]

    assert any(told in each.th for each in found), found
    assert all(each.en.isascii() or "“" in each.en for each in found)


@given(st.text(max_size=60))
def test_any_text_is_either_read_whole_or_refused_with_a_reason(text: str) -> None:
    found, refused = typed(text, ASKED)

    assert refused or found.keys() == {each.item.id for each in ASKED}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1A2B-3C4D", "1a2b3c4d"),
        (" 1a2b3c4d ", "1a2b3c4d"),
        ("1a2b3c4d5e6f7081", "1a2b3c4d5e6f7081"),
        ("https://office.example.go.th/paper?attempt=1a2b3c4d5e6f7081", "1a2b3c4d5e6f7081"),
        ("", ""),
        ("1a2b", ""),
        ("นาย ก", ""),
    ],
)
def test_a_number_an_id_and_a_scanned_address_lead_to_the_same_test(text: str, found: str) -> None:
    assert digits(text) == found


# Two entries.


def entry(n: int, typist: str, sat: str, given_answers: dict[str, Answer]) -> Entry:
    return Entry(n, typist, "", sat, given_answers)


def test_only_what_two_entries_agree_on_is_agreed_and_the_rest_is_asked_of_both_again() -> None:
    names = ["x", "y", "z"]
    first = entry(1, "p", "2026-11-23", {"x": ("a",), "y": ("b",), "z": ()})
    second = entry(2, "q", "2026-11-22", {"x": ("a",), "y": ("c",), "z": ()})
    third = entry(3, "p", "2026-11-23", {"y": ("b",)})
    fourth = entry(4, "q", "2026-11-23", {"y": ("b",)})

    assert standing(names, []).open == ("x", "y", "z", SAT)
    begun = standing(names, [first])
    assert (begun.open, begun.first, begun.agreed, begun.differed) == (("x", "y", "z", SAT), "p", {}, False)
    half = standing(names, [first, second])
    assert (half.open, half.first, half.agreed, half.sat, half.differed) == (
        ("y", SAT),
        "",
        {"x": ("a",), "z": ()},
        "",
        True,
    )
    assert standing(names, [first, second, third]).first == "p"
    whole = standing(names, [first, second, third, fourth])
    assert (whole.open, whole.agreed, whole.sat) == ((), {"x": ("a",), "y": ("b",), "z": ()}, "2026-11-23")


@given(filled(), filled())
def test_two_entries_leave_open_exactly_where_they_differ(one: dict[str, Answer], other: dict[str, Answer]) -> None:
    found = standing(list(one), [entry(1, "p", "d", one), entry(2, "q", "d", other)])

    assert found.open == tuple(name for name in one if one[name] != other[name])
    assert found.agreed == {name: given_answer for name, given_answer in one.items() if other[name] == given_answer}


def test_the_day_is_not_before_the_printing_not_after_today_and_within_the_programme() -> None:
    first, last = date(2026, 10, 1), date(2027, 9, 30)
    printed = date(2026, 11, 20)

    assert days(printed, first, last, date(2026, 11, 22)) == [date(2026, 11, day) for day in (22, 21, 20)]
    assert days(printed, first, last, date(2027, 10, 9))[0] == last
    assert days(date(2026, 9, 1), first, last, date(2026, 10, 1)) == [first]


# Through the database.


def prints(opened: house.House, person: Person, moment: Moment = "pre") -> Attempt | None:
    """Prepare a test on paper, as the page does."""
    with opened.ground.write() as writing:
        banks = load.banks_of(writing.db, brief_of(opened).topics)
        return store.print_out(writing, opened.ground.new_id(), person, PROGRAMME, moment, banks)


def on_paper(opened: house.House, person: Person, moment: Moment = "pre") -> tuple[Attempt, list[Question]]:
    begun = prints(opened, person, moment)
    assert begun is not None
    with opened.ground.read() as db:
        return begun, questions(db, begun)


def enters(
    opened: house.House, begun: Attempt, typist: Person, given_answers: dict[str, Answer], sat: str = "2026-11-23"
) -> Any:
    """One entry, of what is open."""
    with opened.ground.write() as writing:
        banks = load.banks_at(writing.db, begun.versions)
        n = len(store.entries(writing.db, begun.id)) + 1
        names = [item.id for _, item in items(banks, begun.form)]
        left = standing(names, store.entries(writing.db, begun.id)).open
        kept = {name: given_answers[name] for name in left if name != SAT}
        person = opened.ground.directory.person(writing.db, begun.person)
        assert person is not None
        return store.enter(writing, begun.id, person.unit, typist.id, n, sat if SAT in left else "", kept, banks)


def key(questions_: Sequence[Question], right: int = 99) -> dict[str, Answer]:
    """The key of the first `right` questions; the others are wrong, and the last one is left empty."""
    found = {each.item.id: each.item.key if n < right else wrong(each.item) for n, each in enumerate(questions_)}
    return found if right >= len(questions_) else {**found, questions_[-1].item.id: ()}


def test_printing_begins_the_attempt_and_printing_again_gives_the_same_form(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    begun, _ = on_paper(opened, ana)
    again, _ = on_paper(opened, ana)

    assert (again.id, again.form, again.paper) == (begun.id, begun.form, begun.paper)
    with opened.ground.read() as db:
        assert [fact.said for fact in of_kind(db, "QuizStarted")] == [QuizStarted(PROGRAMME, "pre", begun.form, True)]
    forms = [begun.form, *(on_paper(opened, cast(code))[0].form for code in ("DAO", "TAM", "BENTO"))]
    assert forms == ["A", "B", "B", "A"]
    assert list(opened.audit()) == []


def test_a_test_is_on_paper_or_on_the_screen_and_never_on_both(opened: house.House, cast: Who) -> None:
    ana, dao = cast("ANA"), cast("DAO")
    begun, on_it = on_paper(opened, ana)
    assert not answers(opened, begun, on_it[0].item.id, on_it[0].item.key)
    assert not hands_in(opened, ana, "pre")

    with opened.ground.write() as writing:
        assert store.to_screen(writing, begun.id)
        assert not store.to_screen(writing, begun.id)
    assert enters(opened, begun, cast("BENTO"), key(on_it)) is None
    assert answers(opened, begun, on_it[0].item.id, on_it[0].item.key)
    assert prints(opened, ana) is None, "what is saved on the screen stays on the screen"
    assert begins(opened, dao, "pre").paper == ""
    assert on_paper(opened, dao)[0].paper, "a form that was only looked at on the screen may still be printed"
    assert list(opened.audit()) == []


def test_a_paper_that_is_being_typed_in_does_not_go_back_to_the_screen(opened: house.House, cast: Who) -> None:
    begun, on_it = on_paper(opened, cast("ANA"))
    enters(opened, begun, cast("BENTO"), key(on_it))
    with opened.ground.write() as writing:
        assert not store.to_screen(writing, begun.id)


def test_two_entries_that_agree_are_scored_once_and_the_record_says_that_it_was_paper(
    opened: house.House, cast: Who, clock: Any
) -> None:
    ana = cast("ANA")
    begun, on_it = on_paper(opened, ana)
    clock.goes(days=2)
    assert enters(opened, begun, cast("BENTO"), key(on_it, 7), "2026-11-24").open
    with opened.ground.read() as db:
        assert about(db, begun.id, "QuizFinished") == []
    assert enters(opened, begun, cast("ADISA"), key(on_it, 7), "2026-11-24").open == ()

    with opened.ground.read() as db:
        (fact,) = about(db, begun.id, "QuizFinished")
        kept = store.attempt(db, ana.id, PROGRAMME, "pre")
        entries = store.entries(db, begun.id)
    assert kept is not None
    said = fact.said
    assert isinstance(said, QuizFinished)
    assert (fact.person, fact.unit, fact.at) == (ana.id, ana.unit, clock())
    assert (said.paper, said.sat, said.score) == (True, "2026-11-24", "7/8")
    assert said.steps == digest([step.words for step in kept.steps])
    assert [step.item for step in kept.steps] == [each.item.id for each in on_it[:-1]], "an empty answer is no step"
    assert (kept.paper, kept.sat) == (begun.paper, "2026-11-24")
    assert [each.typist for each in entries] == [cast("BENTO").id, cast("ADISA").id]
    assert enters(opened, begun, cast("BENTO"), key(on_it)) is None
    assert prints(opened, ana) is None
    assert list(opened.audit()) == []


def test_where_the_entries_differ_nothing_is_scored_until_both_agree(opened: house.House, cast: Who) -> None:
    begun, on_it = on_paper(opened, cast("ANA"))
    right, other = key(on_it), key(on_it)
    other[on_it[3].item.id] = ()
    bento, adisa = cast("BENTO"), cast("ADISA")
    enters(opened, begun, bento, right)
    assert enters(opened, begun, adisa, other, "2026-11-22").open == (on_it[3].item.id, SAT)
    enters(opened, begun, bento, right)
    assert enters(opened, begun, adisa, other).open == (on_it[3].item.id,)
    enters(opened, begun, bento, right)
    assert enters(opened, begun, adisa, right).open == ()
    with opened.ground.read() as db:
        (fact,) = about(db, begun.id, "QuizFinished")
    assert (fact.body["score"], fact.body["sat"]) == ("1", "2026-11-23")
    assert list(opened.audit()) == []


def test_an_entry_made_for_another_turn_is_not_kept(opened: house.House, cast: Who) -> None:
    begun, on_it = on_paper(opened, cast("ANA"))
    with opened.ground.write() as writing:
        banks = load.banks_at(writing.db, begun.versions)

        def attempted(n: int, sat: str, given_answers: dict[str, Answer]) -> Any:
            return store.enter(writing, begun.id, "u", "p", n, sat, given_answers, banks)

        whole = key(on_it)
        assert attempted(2, "2026-11-23", whole) is None
        assert attempted(1, "", whole) is None
        assert attempted(1, "2026-11-23", dict(list(whole.items())[1:])) is None
        assert attempted(1, "2026-11-23", whole) is not None
        assert attempted(1, "2026-11-23", whole) is None
        assert store.typed_in(writing.db, begun.id) == 1


@pytest.mark.parametrize(
    "change",
    [
        "update quizzes_entries set answers = replace(answers, '[\"', '[\"z') where n = 2",
        "update quizzes_entries set sat = '2026-11-22'",
        "delete from quizzes_entries where n = 2",
        "update quizzes_attempts set sat = '2026-11-22'",
        "update quizzes_attempts set paper = ''",
    ],
)
def test_the_audit_finds_what_was_changed_of_a_paper_test(opened: house.House, cast: Who, change: str) -> None:
    begun, on_it = on_paper(opened, cast("ANA"))
    for code in ("BENTO", "ADISA"):
        enters(opened, begun, cast(code), key(on_it))
    with opened.ground.write() as writing:
        writing.db.conn.execute("drop trigger quizzes_entries_no_update")
        writing.db.conn.execute(change)

    assert [finding.place for finding in opened.audit()] == [f"attempt {begun.id}"]


def test_an_entry_cannot_be_changed(opened: house.House, cast: Who) -> None:
    begun, on_it = on_paper(opened, cast("ANA"))
    enters(opened, begun, cast("BENTO"), key(on_it))
    with pytest.raises(Exception, match="append-only"), opened.ground.write() as writing:
        writing.db.conn.execute("update quizzes_entries set sat = ''")


def test_what_was_typed_in_is_exported_and_erased_with_the_person(opened: house.House, cast: Who) -> None:
    begun, on_it = on_paper(opened, cast("ANA"))
    for code in ("BENTO", "ADISA"):
        enters(opened, begun, cast(code), key(on_it))
    own = opened.export("ANA")["quizzes"]
    assert [each["n"] for each in own["attempts"][0]["entries"]] == [1, 2]
    assert cast("BENTO").id not in str(own), "who typed it in is not Ana's to take along"
    assert [each["attempt"] for each in opened.export("BENTO")["quizzes"]["typed_in"]] == [begun.id]

    opened.erase("ANA")
    with opened.ground.read() as db:
        assert store.entries(db, begun.id) == []
    assert list(opened.audit()) == []


# The sheet.


def sheet(**changed: Any) -> Leaf:
    return replace(
        Leaf(
            "นางสาวปี่น้ำ ผู้ใหญ่", "ก-001", "กลุ่มงานหนึ่ง", Text(th="สุจริตเริ่มที่เรา", en="Integrity"), "pre", "A", "1A2B-3C4D",
            "https://office.example.go.th/paper?attempt=1a2b3c4d5e6f7081", date(2026, 11, 23), "th", tuple(ASKED),
        ),
        **changed,
    )  # fmt: skip


def pages(document: bytes) -> list[str]:
    """The text of each page as a reader copies it, its spaces aside."""
    opened = pypdfium2.PdfDocument(document)
    found = ["".join(opened[n].get_textpage().get_text_bounded().split()) for n in range(len(opened))]
    opened.close()
    return found


def squeezed(text: str) -> str:
    return "".join(text.replace("**", "").split())


def whole(text: str) -> str:
    """Letters alone: a hyphen at the end of a line is lost when the text is read back."""
    return squeezed(text).replace("-", "").replace("\ufffe", "").replace("\x02", "")


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_question_stands_whole_on_one_page_in_the_attempts_own_order(language: Any) -> None:
    *asking, grid = pages(paper.pdf([sheet(language=language)]))
    for each in ASKED:
        stem = whole(each.item.stem[language])
        (page,) = [text for text in map(whole, asking) if stem in text]
        text = page[page.index(stem) :]
        places = [
            text.index(f"{letter}.{whole(option.text[language])}")
            for letter, option in zip(LETTERS[language], each.options, strict=False)
        ]
        assert places == sorted(places)
    assert squeezed({"th": "กระดาษคำตอบ", "en": "Answer sheet"}[language]) in grid
    for n, text in enumerate([*asking, grid], 1):
        told = {"th": f"หน้า {n} จาก {len(asking) + 1}", "en": f"Page {n} of {len(asking) + 1}"}
        assert squeezed(told[language]) in text
        assert "1A2B-3C4D" in text
    assert squeezed("นางสาวปี่น้ำ ผู้ใหญ่") in asking[0]
    assert "ก-001" in asking[0]


def test_the_sheet_is_a4_upright_and_neither_key_nor_reason_is_on_it() -> None:
    document = paper.pdf([sheet(), sheet(holder="นายข")])
    opened = pypdfium2.PdfDocument(document)
    assert {tuple(round(side) for side in page.get_size()) for page in opened} == {(595, 842)}
    opened.close()
    everything = "".join(pages(document))
    reasons = [option.feedback.th for bank in BANKS.values() for item in bank.items for option in item.options]
    assert [text for text in reasons if squeezed(text) in everything] == []
    assert document == paper.pdf([sheet(), sheet(holder="นายข")]), "the same sheet is the same bytes"


def test_a_question_longer_than_a_page_is_set_smaller_and_stays_whole() -> None:
    long = Text(th="ข้อความยาวมากสำหรับทดสอบการจัดหน้า " * 90, en="long " * 600)
    question = replace(ASKED[0], item=ASKED[0].item.model_copy(update={"stem": long}))
    *asking, _ = pages(paper.pdf([sheet(questions=(question, ASKED[1]))]))

    assert sum(squeezed("ข้อความยาวมาก") in text for text in asking) == 1
    assert all(text.count("ข้อความยาวมาก") in (0, 90) for text in asking)


def test_many_questions_have_all_their_rows_on_answer_sheets() -> None:
    many = tuple(replace(ONE, number=n) for n in range(1, 61))
    found = pages(paper.pdf([sheet(questions=many)]))
    first = next(n for n, text in enumerate(found) if "หากเปลี่ยนใจ" in text)
    grids = found[first:]

    assert len(grids) == 2
    assert [n for n in range(1, 61) if not any(f"{n}กขคง" in text for text in grids)] == []


def test_the_qr_code_leads_to_the_typing_in() -> None:
    opened = pypdfium2.PdfDocument(paper.pdf([sheet()]))
    picture = opened[0].render(scale=2.5).to_pil()
    opened.close()
    (code,) = zxingcpp.read_barcodes(picture)

    assert digits(code.text) == "1a2b3c4d5e6f7081"


def test_a_letter_that_the_fonts_lack_is_named_before_anything_is_printed() -> None:
    assert paper.unprintable([sheet()]) == ""
    assert paper.unprintable([sheet(holder="นาย字")]) == "字"


# The route.


def ask(opened: house.House, person: Person | None, *attempts: str) -> Any:
    web = Web(opened)
    browser = web.signed_in(person) if person else web.guest()
    return browser.get("/paper-tests.pdf?" + "&".join(f"attempt={each}" for each in attempts))


def test_only_those_with_the_right_over_the_persons_unit_get_the_file(opened: house.House, cast: Who) -> None:
    ana, dao = cast("ANA"), cast("DAO")
    of_ana, of_dao = on_paper(opened, ana)[0].id, on_paper(opened, dao)[0].id

    found = ask(opened, cast("BENTO"), of_ana)
    assert (found.status_code, found.headers["content-type"]) == (200, "application/pdf")
    assert found.content.startswith(b"%PDF")
    assert ask(opened, cast("ADISA"), of_ana, of_dao).status_code == 200
    for code in ("ANA", "TAM", "DAO"):
        assert ask(opened, cast(code), of_ana).status_code == 404
    assert ask(opened, cast("BENTO"), of_dao).status_code == 404
    assert ask(opened, cast("BENTO"), of_ana, of_dao).status_code == 404
    assert ask(opened, cast("BENTO")).status_code == 404
    assert ask(opened, cast("BENTO"), "nothing").status_code == 404
    answer = ask(opened, None, of_ana)
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/sign-in?back=/paper-tests.pdf%3Fattempt%3D{of_ana}",
    )


def test_nobody_prints_their_own_test(opened: house.House, cast: Who) -> None:
    begun, _ = on_paper(opened, cast("BENTO"))

    assert ask(opened, cast("BENTO"), begun.id).status_code == 404
    assert ask(opened, cast("ADISA"), begun.id).status_code == 200


def test_asking_for_the_file_changes_nothing_and_what_is_typed_in_is_not_printed_again(
    opened: house.House, cast: Who
) -> None:
    bento = cast("BENTO")
    begun, on_it = on_paper(opened, cast("ANA"))

    def kept() -> list[Any]:
        with opened.ground.read() as db:
            return [*db["quizzes_attempts"].rows, *of_kind(db, "QuizStarted"), *store.entries(db, begun.id)]

    before = kept()
    ask(opened, bento, begun.id)
    assert kept() == before
    for typist in (bento, cast("ADISA")):
        enters(opened, begun, typist, key(on_it))
    assert ask(opened, bento, begun.id).status_code == 404


def test_a_name_that_cannot_be_printed_is_said(opened: house.House, cast: Who) -> None:
    house.admit_all(opened.ground, [Draft("WEI", "", "Wei 字", "พยาบาล", "สำนักงานทดสอบ > กลุ่มงานหนึ่ง")])
    begun, _ = on_paper(opened, cast("WEI"))

    found = ask(opened, cast("BENTO"), begun.id)
    assert found.status_code == 422
    assert "字" in found.text


def test_the_sheet_is_in_the_persons_own_language_and_its_code_holds_the_public_address(
    opened: house.House, cast: Who
) -> None:
    with opened.ground.write() as writing:
        roster.set_language(writing, cast("ANA").id, "en")
        set_to(writing.db, ADDRESS, "https://office.example.go.th")
    begun, _ = on_paper(opened, cast("ANA"))
    with opened.ground.read() as db:
        made = leaf(opened.ground, db, begun, cast("ANA"))

    assert (made.language, made.number) == ("en", begun.number)
    assert made.address == f"https://office.example.go.th/paper?attempt={begun.id}"


# The pages.


@pytest.fixture
def served(opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch) -> house.House:
    monkeypatch.setattr(house, "house", lambda: opened)
    cast("ANA")
    return opened


def prepare(tab: Tab, *people: Person) -> Tab:
    """Choose people on the page and prepare their sheets."""
    tab.app.multiselect(key="print/people").set_value([person.id for person in people])
    return tab.click("print")


def type_in(tab: Tab, begun: Attempt, text: str, day: date | None = None, language: Any = "th") -> Tab:
    """Open a test, type a line and save it."""
    tab.open("paper", attempt=begun.id)
    if tab.app.text_input:
        tab.app.text_input[0].set_value(text)
    if day:
        tab.app.selectbox[0].set_value(day)
    return tab.submit()


def test_a_manager_prints_for_those_whose_path_is_at_the_test_in_their_units_alone(
    served: house.House, cast: Who
) -> None:
    bento, ana, dao = cast("BENTO"), cast("ANA"), cast("DAO")
    tab = Tab(served, bento).open("paper")
    offered = tab.app.multiselect(key="print/people").options
    assert [each.split(" · ")[1] for each in offered] == ["ANA"], "neither another unit's people nor oneself"
    prepare(tab, ana)
    with served.ground.read() as db:
        begun = store.attempt(db, ana.id, PROGRAMME, "pre")
    assert begun is not None
    assert begun.paper
    assert f'href="/paper-tests.pdf?attempt={begun.id}"' in tab.html
    assert tab.shows(begun.number)
    assert not Tab(served, bento).open("paper", moment="post").app.multiselect, "nobody is at the post-test"
    with served.ground.read() as db:
        assert store.attempt(db, dao.id, PROGRAMME, "pre") is None


def test_a_choice_that_the_page_did_not_offer_prints_nothing(served: house.House, cast: Who) -> None:
    tab = Tab(served, cast("BENTO")).open("paper")
    tab.app.session_state["print/people"] = [cast("ANA").id]
    sits(served, cast("ANA"), "pre", 3)  # meanwhile
    tab.click("print") if "print" in tab.keys else tab.run()
    with served.ground.read() as db:
        assert [fact.body.get("paper") for fact in of_kind(db, "QuizStarted")] == [False]


def test_who_answers_on_the_screen_is_named_and_not_printed(served: house.House, cast: Who) -> None:
    ana = cast("ANA")
    begun = begins(served, ana, "pre")
    answers(served, begun, asked(served, begun)[0].id, ("a",))
    tab = prepare(Tab(served, cast("BENTO")).open("paper"), ana)

    assert tab.shows(f"กำลังทำบนหน้าจออยู่ จึงไม่ได้พิมพ์: {ana.full_name}")
    assert "/paper-tests.pdf" not in tab.html


def secrets(questions_: Sequence[Question]) -> list[str]:
    """What a typist must not see: the questions' reasons, and which answers are right."""
    texts = [
        text for each in questions_ for option in each.options for text in (option.feedback.th, option.feedback.en)
    ]
    return [*texts, "คำตอบที่ถูกต้อง", "ถูกต้อง", "right answer", 'class="sj-right"']


def test_two_people_type_a_test_in_and_neither_learns_the_key(served: house.House, cast: Who) -> None:
    ana, bento, adisa = cast("ANA"), cast("BENTO"), cast("ADISA")
    begun, on_it = on_paper(served, ana)
    text = line(on_it, key(on_it, 6))
    first = type_in(Tab(served, bento), begun, text)
    assert first.shows("บันทึกครั้งที่หนึ่งแล้ว")
    assert first.shows("กรอกแล้วครั้งที่หนึ่ง")
    first.open("paper", attempt=begun.id)
    assert first.shows("ครั้งที่สองต้องให้ผู้มีสิทธิอีกคนกรอก")
    assert not first.app.text_input

    second = Tab(served, adisa, "en")
    second.open("paper", attempt=begun.id)
    assert second.shows("Second entry")
    assert not second.shows(text)
    for tab in (first, second):
        assert [each for each in secrets(on_it) if tab.shows(each)] == []
    type_in(second, begun, line(on_it, key(on_it, 6), "en"))
    assert second.shows("both entries agree; the test is scored")
    assert not second.shows("3/4")
    with served.ground.read() as db:
        (fact,) = about(db, begun.id, "QuizFinished")
    assert (fact.body["score"], fact.body["sat"]) == ("3/4", "2026-11-23")
    assert list(served.audit()) == []


def test_where_nobody_else_has_the_right_one_person_types_it_in_twice_with_the_first_hidden(
    served: house.House, cast: Who
) -> None:
    dao, adisa = cast("DAO"), cast("ADISA")
    begun, on_it = on_paper(served, dao)
    text = line(on_it, key(on_it))
    tab = type_in(Tab(served, adisa), begun, text)
    tab.open("paper", attempt=begun.id)
    assert tab.shows("กรอกครั้งที่สอง")
    assert tab.app.text_input[0].value == ""
    assert not tab.shows(text)
    type_in(tab, begun, text)
    with served.ground.read() as db:
        assert [each.typist for each in store.entries(db, begun.id)] == [adisa.id, adisa.id]
        assert len(about(db, begun.id, "QuizFinished")) == 1


def test_differences_are_told_by_number_only_and_only_those_are_typed_anew(served: house.House, cast: Who) -> None:
    dao, adisa = cast("DAO"), cast("ADISA")
    begun, on_it = on_paper(served, dao)
    one, other = key(on_it), key(on_it)
    other[on_it[2].item.id] = wrong(on_it[2].item)
    other[on_it[6].item.id] = ()
    tab = Tab(served, adisa)
    type_in(tab, begun, line(on_it, one))
    type_in(tab, begun, line(on_it, other))
    assert tab.shows("สองครั้งไม่ตรงกัน")
    assert tab.shows("ที่ ข้อ 3, 7")
    assert [each for each in secrets(on_it) if tab.shows(each)] == []
    left = [on_it[2], on_it[6]]
    for _ in range(2):
        type_in(tab, begun, line(left, one))
    with served.ground.read() as db:
        (fact,) = about(db, begun.id, "QuizFinished")
    assert fact.body["score"] == "1"


def test_a_slip_of_the_hand_is_said_and_what_was_typed_stays(served: house.House, cast: Who) -> None:
    begun, on_it = on_paper(served, cast("ANA"))
    text = line(on_it, key(on_it)).replace("2", "22", 1)
    tab = type_in(Tab(served, cast("BENTO")), begun, text)

    assert tab.shows("ไม่มีข้อ 22 ให้กรอก")
    assert tab.app.text_input[0].value == text
    with served.ground.read() as db:
        assert store.typed_in(db, begun.id) == 0


def test_the_day_is_chosen_among_those_that_can_be(served: house.House, cast: Who, clock: Any) -> None:
    begun, on_it = on_paper(served, cast("ANA"))
    clock.goes(days=3)
    tab = Tab(served, cast("BENTO")).open("paper", attempt=begun.id)
    offered = tab.app.selectbox[0]
    assert offered.value == date(2026, 11, 26)
    assert len(offered.options) == 4
    type_in(tab, begun, line(on_it, key(on_it)), date(2026, 11, 24))
    with served.ground.read() as db:
        assert [each.sat for each in store.entries(db, begun.id)] == ["2026-11-24"]


@pytest.mark.parametrize("code", ["DAO", "TAM", "ANA"])
def test_the_page_is_for_managers_and_administrators(served: house.House, cast: Who, code: str) -> None:
    assert Web(served).signed_in(cast(code)).get("/paper").status_code == 403


def test_a_test_of_another_unit_or_of_oneself_is_not_there(served: house.House, cast: Who) -> None:
    house.admit_all(served.ground, [Draft("CHAI", "นาย", "ชัย ทดสอบ", "หัวหน้า", "สำนักงานทดสอบ > กลุ่มงานสอง", "manager")])
    begun, _ = on_paper(served, cast("ANA"))
    own, _ = on_paper(served, cast("CHAI"))
    for attempt in (begun, own):
        tab = Tab(served, cast("CHAI")).open("paper", attempt=attempt.id)
        assert tab.shows("ไม่พบแบบทดสอบนี้")
        assert not tab.app.text_input
        tab.open("paper")
        assert not tab.shows(attempt.number)
        tab.app.text_input(key="find/number").set_value(attempt.number)
        assert tab.submit().shows("ไม่พบเลขที่นี้")


def test_a_right_that_was_taken_away_meanwhile_is_gone_at_the_click(served: house.House, cast: Who) -> None:
    begun, on_it = on_paper(served, cast("ANA"))
    tab = Tab(served, cast("BENTO")).open("paper", attempt=begun.id)
    tab.app.text_input[0].set_value(line(on_it, key(on_it)))
    with served.ground.write() as writing:
        writing.db.conn.execute("update people_grants set unit = ? where role = 'manager'", (cast("DAO").unit,))
    tab.submit()
    with served.ground.read() as db:
        assert store.typed_in(db, begun.id) == 0


def test_a_number_leads_to_the_test(served: house.House, cast: Who) -> None:
    begun, _ = on_paper(served, cast("ANA"))
    tab = Tab(served, cast("BENTO")).open("paper")
    tab.app.text_input(key="find/number").set_value(begun.number.lower())
    tab.submit()
    assert tab.shows("กรอกครั้งที่หนึ่ง")
    assert tab.shows(cast("ANA").full_name)


def test_the_learner_is_told_and_may_go_on_on_the_screen_instead(served: house.House, cast: Who) -> None:
    ana = cast("ANA")
    begun, _ = on_paper(served, ana)
    tab = Tab(served, ana).open()
    assert tab.shows(f"อยู่บนกระดาษ เลขที่ {begun.number}")
    tab.open("test", programme=PROGRAMME, moment="pre")
    assert tab.shows("แบบทดสอบนี้อยู่บนกระดาษ")
    assert not tab.app.radio
    tab.click("screen")
    assert tab.app.radio or tab.app.checkbox
    with served.ground.read() as db:
        kept = store.attempt(db, ana.id, PROGRAMME, "pre")
    assert kept is not None
    assert (kept.id, kept.form, kept.paper) == (begun.id, begun.form, "")


def test_when_typing_in_has_begun_the_learner_is_told_to_wait(served: house.House, cast: Who) -> None:
    begun, on_it = on_paper(served, cast("ANA"))
    tab = Tab(served, cast("ANA")).open("test", programme=PROGRAMME, moment="pre")
    enters(served, begun, cast("BENTO"), key(on_it))
    assert tab.click("screen").shows("เริ่มกรอกเข้าระบบแล้ว")
    assert "screen" not in tab.keys


def test_a_question_open_in_a_window_when_the_test_is_printed_is_not_saved(served: house.House, cast: Who) -> None:
    ana = cast("ANA")
    tab = Tab(served, ana).open("test", programme=PROGRAMME, moment="pre").click("begin")
    tab.app.radio[0].set_value(tab.app.radio[0].options[0])
    on_paper(served, ana)
    tab.click("save")
    assert tab.shows("แบบทดสอบนี้อยู่บนกระดาษ")
    with served.ground.read() as db:
        kept = store.attempt(db, ana.id, PROGRAMME, "pre")
    assert kept is not None
    assert kept.steps == ()


def test_the_result_says_that_it_was_on_paper_and_typed_in_twice(served: house.House, cast: Who, clock: Any) -> None:
    ana = cast("ANA")
    sits(served, ana, "pre", 3)
    for word in ("strong", "gifts"):
        reads(served, ana, word)
    begun, on_it = on_paper(served, ana, "post")
    clock.goes(days=1)
    for code in ("BENTO", "ADISA"):
        enters(served, begun, cast(code), key(on_it, 8), "2026-11-24")
    tab = Tab(served, ana).open("test", programme=PROGRAMME, moment="post")

    assert tab.shows("แบบทดสอบหลังเรียนทำบนกระดาษเมื่อ 24 พฤศจิกายน พ.ศ. 2569")
    assert tab.shows("กรอกเข้าระบบสองครั้งแยกกันและตรงกันทุกข้อ")
    assert not tab.shows("แบบทดสอบก่อนเรียนทำบนกระดาษ")


def test_who_was_only_printed_a_test_has_not_begun_the_programme(opened: house.House, cast: Who) -> None:
    with opened.ground.write() as writing:
        banks = load.banks_of(writing.db, brief_of(opened).topics)
        assert store.print_out(writing, "1" * 16, cast("ANA"), PROGRAMME, "pre", banks)
    with opened.ground.read() as db:
        halts = opened.paths.halts(db, PROGRAMME, [cast("ANA")])
    [halt] = halts
    assert halt.step is not None
    assert (halt.step.name, halt.paper, [person.code for person in halt.people]) == ("pre", True, ["ANA"])
    with opened.ground.read() as db:
        assert programmes.store.begun_by(db, PROGRAMME) == frozenset()
