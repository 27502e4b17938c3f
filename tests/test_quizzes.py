"""Tests and their scoring: the arithmetic by its laws, and one learner's way from the pre-test to the post-test."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from story import PROGRAMME, Tab, answers, asked, begins, brief_of, hands_in, reads, sits, walks, wrong

import house
from core.directory import Person
from core.facts import QuizFinished, QuizStarted
from core.reading import read
from core.record import about, digest, of_kind
from quizzes import load, store
from quizzes.attempt import Attempt, Taken, form_for, items, score, shuffled
from quizzes.item import Item
from quizzes.kinds.several import Several
from quizzes.kinds.single import Single
from quizzes.quiz import Quiz

Who = Callable[[str], Person]
LETTERS = "abcdefgh"
BANKS = {
    path.stem: quiz
    for path in sorted(load.shelf.folder.glob("*.yaml"))
    if (quiz := read(path, Quiz, path.name)[0]) is not None
}


def option(name: str) -> dict[str, Any]:
    both = {"th": f"ตัวเลือก {name}", "en": f"option {name}"}
    return {"id": name, "text": both, "feedback": both, "source": "law"}


def several(options: int, key: list[str]) -> Several:
    return Several.model_validate(
        {
            "id": "x", "kind": "several", "form": "A", "level": "apply", "stem": {"th": "ข้อใด", "en": "Which"},
            "options": [option(name) for name in LETTERS[:options]], "answer": key,
        }
    )  # fmt: skip


@st.composite
def severals(draw: st.DrawFn) -> tuple[Several, list[str]]:
    """An item with several right options, and an answer to it."""
    names = list(LETTERS[: draw(st.integers(2, 8))])
    key = draw(st.lists(st.sampled_from(names), min_size=1, max_size=len(names) - 1, unique=True))
    return several(len(names), key), draw(st.lists(st.sampled_from(names), unique=True))


@st.composite
def sat(draw: st.DrawFn) -> tuple[str, dict[str, list[str]]]:
    """A form of the shipped banks, and an answer to each of some of its items."""
    form = draw(st.sampled_from("AB"))
    chosen = {
        item.id: draw(st.lists(st.sampled_from([o.id for o in item.options]), unique=True))
        for _, item in items(BANKS, form)
        if draw(st.booleans())
    }
    return form, chosen


@given(severals())
def test_a_several_choice_marks_right_less_wrong_of_the_right_ones_and_never_below_0(
    pair: tuple[Several, list[str]],
) -> None:
    item, chosen = pair
    right = len(set(chosen) & set(item.answer))
    mark = item.mark(item.taken(chosen))

    assert mark == max(Fraction(0), Fraction(right - (len(chosen) - right), len(item.answer)))
    assert 0 <= mark <= 1
    assert (mark == 1) == (set(chosen) == set(item.answer))


@given(severals())
def test_choosing_everything_gains_nothing_where_half_of_the_options_or_more_are_wrong(
    pair: tuple[Several, list[str]],
) -> None:
    item, _ = pair
    if 2 * len(item.answer) <= len(item.options):
        assert item.mark(item.taken([each.id for each in item.options])) == 0


@given(sat(), st.randoms(use_true_random=False))
def test_a_score_is_the_mean_of_its_marks_and_an_unanswered_item_marks_0(
    given_answers: tuple[str, dict[str, list[str]]], chance: Random
) -> None:
    form, chosen = given_answers
    listed = items(BANKS, form)
    taken = {item.id: item.taken(chosen[item.id]) for _, item in listed if item.id in chosen}
    result = score(BANKS, form, taken)

    assert list(result.results) == [item.id for _, item in listed]
    assert all(0 <= mark <= 1 for mark in result.results.values())
    assert all(result.results[item.id] == 0 for _, item in listed if not taken.get(item.id))
    assert result.score == sum(result.results.values(), Fraction(0)) / len(listed)
    for topic, share in result.topics.items():
        marks = [result.results[item.id] for each, item in listed if each == topic]
        assert share == sum(marks, Fraction(0)) / len(marks)


@pytest.mark.parametrize("form", ["A", "B"])
def test_the_key_scores_1_and_nothing_scores_0(form: str) -> None:
    key = {item.id: item.key for _, item in items(BANKS, form)}

    assert score(BANKS, form, key).score == 1
    assert score(BANKS, form, {}).score == 0
    assert score({}, form, key).score == 0


@given(st.lists(st.tuples(st.sampled_from(["x", "y", "z"]), st.sampled_from(LETTERS[:4])), max_size=12), st.data())
def test_only_the_last_step_of_an_item_counts_and_the_order_among_items_does_not(
    steps: list[tuple[str, str]], data: st.DataObject
) -> None:
    taken = [Taken(n, item, (chosen,), f"at {n}") for n, (item, chosen) in enumerate(steps)]
    order = data.draw(st.permutations(sorted({step.item for step in taken})))
    grouped = [step for item in order for step in taken if step.item == item]

    def counting(given_steps: list[Taken]) -> dict[str, tuple[str, ...]]:
        return Attempt("1", "p", PROGRAMME, "pre", "A", {}, False, tuple(given_steps)).answers

    assert counting(taken) == counting(grouped)
    assert counting(taken) == {item: next(s.answer for s in taken[::-1] if s.item == item) for item in order}


@given(st.lists(st.sampled_from([*LETTERS, "z", "true"])))
def test_only_options_of_the_item_are_taken_each_once_in_its_order(chosen: list[str]) -> None:
    taken = several(5, ["a"]).taken(chosen)

    assert list(taken) == sorted(set(chosen) & set(LETTERS[:5]))


def test_a_key_that_is_no_option_and_a_key_of_all_options_are_refused() -> None:
    with pytest.raises(ValidationError, match="1 slips"):
        several(3, ["a", "h"])
    with pytest.raises(ValidationError, match="1 slips"):
        several(3, ["a", "b", "c"])
    with pytest.raises(ValidationError, match="1 slips"):
        several(3, ["a", "a"])


@pytest.mark.parametrize("forms", ["AB", "ABC"])
@given(arrivals=st.integers(0, 60))
def test_after_every_second_person_a_and_b_were_given_as_often(forms: str, arrivals: int) -> None:
    given_forms = [form_for(arrival, forms, [], frozenset()) for arrival in range(arrivals)]
    counts = [given_forms.count(form) for form in "AB"]

    assert set(given_forms) <= {"A", "B"}, "a third form waits for those who have seen both"
    assert max(counts) - min(counts) <= arrivals % 2


def test_the_next_form_cannot_be_told_from_the_last_one() -> None:
    given_forms = "".join(form_for(arrival, "AB", [], frozenset()) for arrival in range(40))

    assert {given_forms[i : i + 2] for i in range(len(given_forms) - 1)} == {"AA", "AB", "BA", "BB"}


@given(st.integers(0, 500), st.sets(st.sampled_from("ABC"), max_size=2))
def test_a_form_that_was_seen_is_never_given(arrival: int, seen: set[str]) -> None:
    assert form_for(arrival, "ABC", sorted(seen), frozenset(seen)) not in seen


@pytest.mark.parametrize(
    ("forms", "seen", "given_form"), [("AB", "AB", "A"), ("AB", "BA", "B"), ("ABC", "AB", "C"), ("AB", "ABBA", "B"), ("AB", "A", "B")]
)  # fmt: skip
@given(arrival=st.integers(0, 99))
def test_in_a_later_year_comes_a_form_never_seen_or_the_one_seen_longest_ago(
    forms: str, seen: str, given_form: str, arrival: int
) -> None:
    assert form_for(arrival, forms, seen, frozenset()) == given_form


def test_who_has_seen_every_form_gets_none() -> None:
    with pytest.raises(ValueError, match="all forms were seen: A, B"):
        form_for(0, "AB", "AB", frozenset("AB"))


@pytest.mark.parametrize(("forms", "right"), [("AB", True), ("ABC", True), ("A", False), ("B", False), ("BC", False), ("AC", False)])  # fmt: skip
def test_every_bank_measures_by_forms_a_and_b_so_that_all_banks_of_a_programme_share_two(
    forms: str, right: bool
) -> None:
    both = {"th": "ข้อใด", "en": "Which"}
    item = {"kind": "single", "level": "apply", "stem": both, "options": [option("a"), option("b")], "answer": "a"}
    bank = {
        "title": both, "topic": "gifts", "sources": {"law": {"title": both, "checked": "2026-11-21"}},
        "items": [{**item, "id": f"gifts-{form.lower()}", "form": form} for form in forms],
    }  # fmt: skip
    if right:
        assert Quiz.model_validate(bank).forms == tuple(forms)
    else:
        with pytest.raises(ValidationError, match="1 slips"):
            Quiz.model_validate(bank)


@given(st.text(LETTERS + "0123456789", min_size=16, max_size=16), st.sampled_from([i for _, i in items(BANKS, "A")]))
def test_options_are_shuffled_but_always_the_same_for_one_attempt(attempt: str, item: Item) -> None:
    shown = shuffled(attempt, item)

    assert shown == shuffled(attempt, item)
    assert sorted(each.id for each in shown) == sorted(each.id for each in item.options)


def test_options_stand_elsewhere_for_others_so_that_a_place_is_no_key() -> None:
    item = next(item for _, item in items(BANKS, "A") if isinstance(item, Single))
    places = [[o.id for o in shuffled(f"{n:016x}", item)].index(item.answer) for n in range(400)]

    assert min(places.count(place) for place in range(len(item.options))) > 60


# What follows goes through the database.


def finished(opened: house.House, attempt: str) -> QuizFinished:
    with opened.ground.read() as db:
        (fact,) = about(db, attempt, "QuizFinished")
    assert isinstance(fact.said, QuizFinished)
    return fact.said


def test_a_second_tab_gets_the_attempt_that_is_begun(opened: house.House, cast: Who) -> None:
    first = begins(opened, cast("ANA"), "pre")
    answers(opened, first, asked(opened, first)[0].id, ("a",))
    second = begins(opened, cast("ANA"), "pre")

    assert (second.id, second.form, len(second.steps)) == (first.id, first.form, 1)
    with opened.ground.read() as db:
        assert [fact.said for fact in of_kind(db, "QuizStarted")] == [QuizStarted(PROGRAMME, "pre", first.form)]


def test_those_who_arrive_after_each_other_are_balanced_over_the_forms(opened: house.House, cast: Who) -> None:
    forms = [begins(opened, cast(code), "pre").form for code in ("ANA", "DAO", "TAM", "BENTO")]

    assert forms == ["A", "B", "B", "A"]


@pytest.mark.parametrize("change", ["update quizzes_steps set answer = '[\"b\"]'", "update quizzes_steps set n = 9"])
def test_a_saved_step_cannot_be_changed(opened: house.House, cast: Who, change: str) -> None:
    begun = begins(opened, cast("ANA"), "pre")
    answers(opened, begun, asked(opened, begun)[0].id, ("a",))

    with pytest.raises(Exception, match="append-only"), opened.ground.write() as writing:
        writing.db.conn.execute(change)


def test_a_changed_mind_is_one_more_step_and_the_last_one_counts(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    begun = begins(opened, ana, "pre")
    first, second, *rest = asked(opened, begun)
    for item, chosen in ((first, wrong(first)), (second, second.key), (first, first.key)):
        assert answers(opened, begun, item.id, chosen)
    hands_in(opened, ana, "pre")

    said = finished(opened, begun.id)
    with opened.ground.read() as db:
        kept = store.attempt(db, ana.id, PROGRAMME, "pre")
    assert kept is not None
    assert [(step.n, step.item) for step in kept.steps] == [(1, first.id), (2, second.id), (3, first.id)]
    assert (said.results[first.id], said.results[second.id]) == ("1", "1")
    assert {said.results[item.id] for item in rest} == {"0"}
    assert Fraction(said.score) == Fraction(2, len(rest) + 2)


def test_what_is_handed_in_is_handed_in_once_and_takes_no_answer_any_more(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    begun = sits(opened, ana, "pre", 3)
    said = finished(opened, begun.id)

    assert not hands_in(opened, ana, "pre")
    assert not answers(opened, begun, asked(opened, begun)[7].id, ("a",))
    assert finished(opened, begun.id) == said
    with opened.ground.read() as db:
        kept = store.attempt(db, ana.id, PROGRAMME, "pre")
    assert kept is not None
    assert len(kept.steps) == 8


def test_nothing_is_handed_in_before_it_is_begun(opened: house.House, cast: Who) -> None:
    with opened.ground.write() as writing:
        assert not store.finish(writing, cast("ANA"), PROGRAMME, "pre", {})
        assert not store.answer(writing, "nothing", "gifts-a1", ("a",))
        assert writing.told == []


def test_ana_meets_another_form_after_learning_and_the_record_says_what_she_scored(
    opened: house.House, cast: Who
) -> None:
    ana = cast("ANA")
    pre = sits(opened, ana, "pre", 4)
    reads(opened, ana, "strong")
    reads(opened, ana, "gifts")
    post = sits(opened, ana, "post", 6)

    assert {pre.form, post.form} == {"A", "B"}
    said = finished(opened, post.id)
    with opened.ground.read() as db:
        (fact,) = about(db, post.id, "QuizFinished")
        kept = store.attempt(db, ana.id, PROGRAMME, "post")
        banks = load.banks_of(db, brief_of(opened).topics)
    assert kept is not None
    assert (fact.person, fact.unit) == (ana.id, ana.unit)
    assert said == QuizFinished(
        programme=PROGRAMME,
        moment="post",
        form=post.form,
        versions={topic: version for topic, (version, _) in banks.items()},
        results={item.id: "1" if place < 6 else "0" for place, item in enumerate(asked(opened, post))},
        topics={"strong": "1", "gifts": "1/2"},
        score="3/4",
        steps=digest([step.words for step in kept.steps]),
    )
    assert list(opened.audit()) == []


def test_an_attempt_is_scored_by_the_bank_it_began_with(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    begun = begins(opened, ana, "pre")
    versions, shown = dict(begun.versions), asked(opened, begun)
    own = opened.ground.content / "quizzes" / "gifts.yaml"
    own.parent.mkdir(parents=True)
    shipped = (load.shelf.folder / "gifts.yaml").read_text(encoding="utf-8")
    own.write_text(shipped.replace("answer: b", "answer: a", 1), encoding="utf-8")
    opened.publish()
    assert [(each.room, each.slug) for each in opened.waiting] == [("quizzes", "gifts")]  # a used key waits
    opened.review("quizzes", "gifts")
    for item in shown:
        answers(opened, begun, item.id, item.key)
    hands_in(opened, ana, "pre")

    assert finished(opened, begun.id).versions == versions
    assert finished(opened, begun.id).score == "1"
    later = begins(opened, cast("DAO"), "pre")
    assert later.versions["gifts"] != versions["gifts"]
    assert list(opened.audit()) == []


@pytest.mark.parametrize("field", ["answer", "item", "at"])
def test_the_audit_finds_a_step_that_was_changed_behind_the_triggers(
    opened: house.House, cast: Who, field: str
) -> None:
    begun = sits(opened, cast("ANA"), "pre", 3)
    with opened.ground.write() as writing:
        writing.db.conn.execute("drop trigger quizzes_steps_no_update")
        writing.db.conn.execute(f"update quizzes_steps set {field} = '[]' where n = 2")

    assert [str(finding) for finding in opened.audit()] == [
        f"attempt {begun.id} — its steps are not those that were scored"
    ]


def secrets(items_: list[Item]) -> list[str]:
    """What a page must not say before its time: every reason, in both languages."""
    return [text for item in items_ for each in item.options for text in (each.feedback.th, each.feedback.en)]


WORDS = ("คำตอบที่ถูกต้อง", "right answer", 'class="sj-right"')


def test_neither_key_nor_reason_is_sent_before_the_post_test_is_handed_in(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(house, "house", lambda: opened)
    ana = cast("ANA")
    everything = secrets([item for bank in BANKS.values() for item in bank.items])
    tab = Tab(opened, ana)

    def silent() -> None:
        assert [text for text in (*everything, *WORDS) if tab.shows(text)] == []

    tab.open("test", programme=PROGRAMME, moment="pre")
    silent()
    tab.click("begin")
    for item in asked(opened, begins(opened, ana, "pre")):
        assert tab.shows(item.stem.th)
        silent()
        answer(tab, item)
        tab.click("save")
    silent()
    tab.click("finish")
    silent()
    tab.open()
    silent()
    for word in ("strong", "gifts"):
        reads(opened, ana, word)
    tab.open("test", programme=PROGRAMME, moment="pre")
    silent()
    sits(opened, ana, "post", 5)
    tab.open("test", programme=PROGRAMME, moment="post")

    shown = {moment: secrets(asked(opened, begins(opened, ana, moment))) for moment in ("pre", "post")}
    assert all(tab.shows(text) for text in (*shown["pre"][::2], *shown["post"][::2]))
    assert tab.shows("คำตอบที่ถูกต้อง")


def answer(tab: Tab, item: Item) -> None:
    """Choose the first option of a question on the page."""
    if item.widget == "one":
        tab.app.radio[0].set_value(tab.app.radio[0].options[0])
    else:
        tab.app.checkbox[0].check()


def test_the_widgets_of_right_and_wrong_options_are_alike(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "house", lambda: opened)
    ana = cast("ANA")
    tab = Tab(opened, ana).open("test", programme=PROGRAMME, moment="pre").click("begin")
    begun = begins(opened, ana, "pre")
    for item in asked(opened, begun):
        if item.widget == "many":
            assert {(box.proto.help, box.proto.disabled, box.value) for box in tab.app.checkbox} == {("", False, False)}
            assert [box.label for box in tab.app.checkbox] == [o.text.th for o in shuffled(begun.id, item)]
        else:
            assert tab.app.radio[0].value is None
            assert tab.app.radio[0].options == [each.text.th for each in shuffled(begun.id, item)]
        answer(tab, item)
        tab.click("save")


def test_a_made_up_person_answers_through_the_same_store(opened: house.House, cast: Who) -> None:
    walks(opened, cast("DAO"))

    with opened.ground.read() as db:
        assert [fact.body["moment"] for fact in of_kind(db, "QuizFinished")] == ["pre", "post"]
    assert list(opened.audit()) == []
