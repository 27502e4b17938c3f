"""A programme's words: for whom, which forms, how long its certificate is valid; its file, and next year's."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from conftest import OFFICE
from hypothesis import given
from hypothesis import strategies as some
from story import PROGRAMME, begins, brief_of, hands_in, walks

import badges.store
import house
from core.directory import Person
from core.language import Text
from core.path import Brief
from core.reading import read
from core.record import of_kind
from people.person import Draft
from programmes import store
from programmes.draft import Chosen, fresh_code, path
from programmes.programme import Programme
from programmes.renewal import renewed
from programmes.written import written

Who = Callable[[str], Person]
ONE, TWO = "กลุ่มงานหนึ่ง", "กลุ่มงานสอง"
HEAD = 'title: {th: "ก", en: "A"}\ncode: OWN-2570\nfiscal_year: 2570\ncriterion: 70\n'
PATH = "path:\n  - test: pre\n  - lesson: gifts\n  - test: post\n  - pledge: integrity\n  - certificate: strong\n"


def publish(opened: house.House, words: str, slug: str = "own-2570") -> None:
    """An office's own programme with these words in it."""
    folder = opened.ground.content / "programmes"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{slug}.yaml").write_text(HEAD + words + PATH, encoding="utf-8")
    opened.publish()


def no_third_form(opened: house.House) -> None:
    """The office's own bank of the gifts: the shipped one without its form C."""
    shipped = (Path(house.__file__).parent / "quizzes" / "content" / "gifts.yaml").read_text(encoding="utf-8")
    bank = yaml.safe_load(shipped)
    bank["items"] = [item for item in bank["items"] if item["form"] != "C"]
    folder = opened.ground.content / "quizzes"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "gifts.yaml").write_text(yaml.safe_dump(bank, allow_unicode=True), encoding="utf-8")
    opened.publish()
    assert opened.problems == []


def mine(opened: house.House, person: Person, slug: str = "own-2570") -> bool:
    with opened.ground.read() as db:
        return slug in [brief.slug for brief in opened.paths.mine(db, person)]


# For whom.


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("", {"ADISA", "BENTO", "TAM", "ANA", "DAO"}),
        (f'units: ["{ONE}"]\n', {"BENTO", "ANA"}),
        (f'units: ["{OFFICE}"]\n', {"ADISA", "BENTO", "TAM", "ANA", "DAO"}),
        ('units: ["ไม่มีหน่วยนี้"]\n', set()),
        ('positions: ["พยาบาลวิชาชีพ"]\n', {"ANA", "DAO"}),
        ('positions: ["พยาบาลวิชาชีพ", "นักวิชาการ"]\n', {"ANA", "DAO", "TAM"}),
        ("standing: executive\n", {"BENTO"}),
        ("standing: member\n", {"ADISA", "TAM", "ANA", "DAO"}),
        (f'units: ["{ONE}"]\npositions: ["พยาบาลวิชาชีพ"]\nstanding: member\n', {"ANA"}),
    ],
)  # fmt: skip
def test_a_programme_is_for_units_positions_and_standing_together(
    opened: house.House, cast: Who, words: str, codes: set[str]
) -> None:
    everybody = [cast(code) for code in ("ADISA", "BENTO", "TAM", "ANA", "DAO")]
    publish(opened, words)

    assert opened.problems == []
    assert {person.code for person in everybody if mine(opened, person)} == codes
    with opened.ground.read() as db:
        assert {each.code for each in opened.paths.enrolled(db, "own-2570", everybody)} == codes


def test_another_unit_of_a_person_counts_for_being_enrolled_too(opened: house.House, cast: Who) -> None:
    dao, ana = cast("DAO"), cast("ANA")
    publish(opened, f'units: ["{ONE}"]\n')

    assert not mine(opened, dao)
    assert mine(opened, replace(dao, also=(ana.unit,)))
    assert not mine(opened, replace(ana, active=False))


def test_the_fact_says_for_whom_by_marks_and_never_by_a_position_s_name(opened: house.House, cast: Who) -> None:
    cast("ANA")
    publish(opened, 'positions: ["พยาบาลวิชาชีพ", "นักวิชาการ"]\nstanding: member\nvalid_days: 0\nforms: [A, B]\n')

    with opened.ground.read() as db:
        fact = next(fact for fact in of_kind(db, "ProgrammePublished") if fact.subject == "own-2570")
        joined = {fact.body["post"] for fact in of_kind(db, "PersonJoined")}
    mark = opened.ground.signer.mark
    assert fact.body["posts"] == sorted([mark("พยาบาลวิชาชีพ"), mark("นักวิชาการ")])
    assert set(fact.body["posts"]) <= joined
    assert (fact.body["standing"], fact.body["valid_days"]) == ("member", 0)
    assert "พยาบาล" not in str(fact.body)


def test_a_programme_without_the_new_words_says_so_in_its_fact(opened: house.House) -> None:
    with opened.ground.read() as db:
        [fact] = [fact for fact in of_kind(db, "ProgrammePublished") if fact.subject == PROGRAMME]
    assert (fact.body["posts"], fact.body["standing"], fact.body["valid_days"]) == ([], "", -1)


# Which forms, and how long the certificate is valid.


@pytest.mark.parametrize(("words", "wanted"), [("forms: [A, C]\n", {"A", "C"}), ("forms: [C, B]\n", {"B", "C"})])
def test_a_test_uses_the_forms_that_its_programme_names_and_no_other(
    opened: house.House, cast: Who, words: str, wanted: set[str]
) -> None:
    publish(opened, words)
    assert opened.problems == []

    given = []
    for code in ("ANA", "DAO", "TAM", "BENTO"):
        given.append(begins(opened, cast(code), "pre", "own-2570").form)
        hands_in(opened, cast(code), "pre", "own-2570")
        given.append(begins(opened, cast(code), "post", "own-2570").form)

    assert set(given) == wanted
    assert all(given[i] != given[i + 1] for i in range(0, len(given), 2)), "nobody gets a form twice"
    with opened.ground.read() as db:
        step = opened.paths.next(db, "own-2570", cast("ADISA"))
    assert step is not None
    assert not step.detail.en.startswith("0 ")


@pytest.mark.parametrize(
    ("words", "expires"),
    [("", date(2027, 11, 23)), ("valid_days: 10\n", date(2026, 12, 3)), ("valid_days: 0\n", None)],
)
def test_a_programme_may_say_how_long_its_certificate_is_valid_and_says_nothing_of_badges(
    opened: house.House, cast: Who, words: str, expires: date | None
) -> None:
    ana = cast("ANA")
    publish(opened, words)
    walks(opened, ana, programme="own-2570")

    with opened.ground.read() as db:
        found = {each.credential: each for each in badges.store.held(db, ana.id)}
    assert found["strong"].expires == expires
    assert {each.expires for name, each in found.items() if name != "strong"} <= {None}
    assert list(opened.audit()) == []


# A change of what is asked is a fact like any other: whoever has earned by it, is issued.


def test_who_has_earned_by_a_shorter_path_is_issued_at_once_and_the_replay_says_the_same(
    opened: house.House, cast: Who
) -> None:
    ana = cast("ANA")
    publish(opened, "")
    walks(opened, ana, programme="own-2570", steps=3)  # all but the pledge
    path = opened.ground.content / "programmes" / "own-2570.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("  - pledge: integrity\n", ""), encoding="utf-8")
    opened.publish()
    assert [each.slug for each in opened.waiting] == ["own-2570"]

    assert opened.review("programmes", "own-2570") is None

    with opened.ground.read() as db:
        assert "strong" in [each.credential for each in badges.store.held(db, ana.id)]
    assert list(opened.audit()) == []


@pytest.mark.parametrize(
    "words",
    [f'units: ["{ONE}"]\n', 'positions: ["ก"]\n', "standing: executive\n", "forms: [A, B]\n", "valid_days: 3\n",
     "last: 2027-01-31\n", "first: 2026-10-02\n"],
)  # fmt: skip
def test_a_change_of_whom_it_is_for_waits_once_somebody_has_begun(opened: house.House, cast: Who, words: str) -> None:
    publish(opened, "")
    publish(opened, words)
    assert opened.waiting == [], "nobody has begun"
    publish(opened, "")
    begins(opened, cast("ANA"), "pre", "own-2570")

    publish(opened, words)

    assert [each.slug for each in opened.waiting] == ["own-2570"]


# Mistakes: each with its line and a remedy.


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("standing: boss\n", "6 — “standing” cannot be “boss” — use one of: executive or member"),
        ("positions: []\nforms: [A, X]\n", "7 — “forms” cannot be “X” — use one of: A, B or C"),
        ("forms: [A]\n", "6 — there are 2 tests, and form A only — name at least two, such as [A, B]: nobody sees a form twice"),
        ("forms: [A, B, A]\n", "6 — “A” stands twice — keep one of them"),
        ('positions:\n  - "ก"\n  - "ก"\n', "8 — “ก” stands twice — keep one of them"),
        ('units: ["ก", "ก"]\n', "6 — “ก” stands twice — keep one of them"),
        ('positions: [""]\n', "6 — “positions” is empty — write the text"),
        ("positions: พยาบาล\n", "6 — “positions” is not a list, each entry after “- ”: “พยาบาล” — write a list, each entry after “- ”"),
        ("valid_days: -1\n", "6 — “valid_days” is “-1” — use a number that is at least 0"),
        ("valid_days: long\n", "6 — “valid_days” is not a whole number: “long” — write a whole number"),
        ("position: [ก]\n", "6 — “position” is not known here — check the spelling, or remove it"),
    ],
)  # fmt: skip
def test_every_mistake_in_the_new_words_is_told_with_line_and_remedy(tmp_path: Path, words: str, said: str) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("# the office's own\n" + HEAD + words + PATH, encoding="utf-8")

    _, problems = read(file, Programme, "own.yaml")

    assert [str(problem) for problem in problems] == [f"own.yaml:{said}"]
    assert all(problem.wrong.th and problem.write.th for problem in problems)


def test_a_form_that_a_topic_lacks_is_told_by_the_check_with_the_forms_that_there_are(opened: house.House) -> None:
    no_third_form(opened)
    publish(opened, "forms: [A, C]\n")

    assert [str(problem) for problem in opened.problems] == [
        "content/programmes/own-2570.yaml:5 — the quiz of gifts has no form C — use forms that every topic has: A, B"
    ]


def test_a_validity_without_a_certificate_is_told(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(HEAD + "valid_days: 30\n" + PATH.replace("  - certificate: strong\n", ""), encoding="utf-8")

    _, [problem] = read(file, Programme, "own.yaml")

    assert problem.line == 5
    assert "the path has none" in problem.wrong.en


# The file that the form writes.

texts = some.text(min_size=1, max_size=40).map(str.strip).filter(bool)
names = some.lists(texts, max_size=3, unique=True).map(tuple)
stops = some.lists(
    some.tuples(some.sampled_from(["lesson", "song", "no", "1"]), some.sampled_from(["gifts", "true", "12", "no", "a-b"])),
    min_size=1, max_size=4, unique=True,
)  # fmt: skip


@given(
    th=texts, en=texts, units=names, positions=names, plan=some.one_of(some.just(""), texts), stops=stops,
    criterion=some.integers(0, 100), standing=some.sampled_from([None, "executive", "member"]),
    forms=some.lists(some.sampled_from("ABC"), max_size=3, unique=True),
    days=some.one_of(some.none(), some.tuples(some.dates(date(2026, 1, 1), date(2390, 1, 1)), some.integers(0, 500))),
)  # fmt: skip
def test_what_is_written_is_read_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, th: str, en: str, units: tuple[str, ...], positions: tuple[str, ...],
    plan: str, stops: list[tuple[str, str]], criterion: int, standing: str | None, forms: list[str],
    days: tuple[date, int] | None,
) -> None:  # fmt: skip
    first, last = (days[0], date.fromordinal(days[0].toordinal() + days[1])) if days else (None, None)
    programme = Programme.model_validate(
        {
            "title": Text(th=th, en=en), "code": "OWN-2570", "fiscal_year": 2570, "first": first, "last": last,
            "units": units, "positions": positions, "standing": standing, "criterion": criterion, "forms": forms,
            "path": [{word: name} for word, name in stops], "plan": plan,
        }
    )  # fmt: skip
    file = tmp_path_factory.mktemp("written") / "own.yaml"
    file.write_bytes(written(programme).encode())

    found, problems = read(file, Programme, "own.yaml")

    assert problems == []
    assert found == programme


def test_the_file_is_readable_and_leaves_out_what_is_as_usual() -> None:
    title = Text(th="สุจริต “เรา”", en="We: #1")
    programme = Programme(
        title=title, code="OWN-2570", fiscal_year=2570, criterion=70, path=({"test": "pre"}, {"lesson": "gifts"})
    )
    assert written(programme).splitlines()[1:] == [
        "title:",
        '  th: "สุจริต “เรา”"',
        '  en: "We: #1"',
        'code: "OWN-2570"',
        "fiscal_year: 2570",
        "criterion: 70  # ร้อยละ เกณฑ์ของหน่วยงานเอง / per cent, the office's own",
        "path:",
        "  - test: pre",
        "  - lesson: gifts",
    ]


# The form's path.


def test_an_order_of_the_office_s_own_stays_while_the_same_steps_are_chosen() -> None:
    before = [("pledge", "p"), ("test", "pre"), ("lesson", "a"), ("visit", "x"), ("test", "post"), ("certificate", "c")]
    same = Chosen(pre=True, lessons=("a",), post=True, pledge="p", certificate="c")
    assert [next(iter(stop.items())) for stop in path(same, before)] == before

    other = Chosen(pre=False, lessons=("b", "a"), post=True, pledge="p", certificate="c")
    assert [next(iter(stop.items())) for stop in path(other, before)] == [
        ("lesson", "b"), ("lesson", "a"), ("test", "post"), ("pledge", "p"), ("visit", "x"), ("certificate", "c"),
    ]  # fmt: skip


def test_a_new_code_is_one_that_no_programme_has() -> None:
    codes = {"strong-2570": "STRONG-2570", "strong-2571": "STRONG-2571", "other": "STRONG-2571-2"}
    assert fresh_code("STRONG-2570", 2570, 2571, codes) == "STRONG-2571-3"
    assert fresh_code("STRONG-2570", 2570, 2572, codes) == "STRONG-2572"


# Next year's.


@given(
    slug=some.from_regex(r"[a-z0-9]{1,20}(-[a-z0-9]{1,8}){0,3}", fullmatch=True),
    code=some.from_regex(r"[A-Z0-9]{1,15}(-[A-Z0-9]{1,4})?", fullmatch=True), year=some.integers(2500, 2698),
    first=some.one_of(some.none(), some.dates(date(2020, 1, 1), date(2100, 1, 1))), pre=some.booleans(),
)  # fmt: skip
def test_next_year_s_has_its_own_name_and_begins_with_the_pre_test(
    slug: str, code: str, year: int, first: date | None, pre: bool
) -> None:
    stops = [{"lesson": "gifts"}, {"test": "post"}]
    programme = Programme.model_validate(
        {"title": {"th": f"ก ปี {year}", "en": "A"}, "code": code, "fiscal_year": year, "first": first, "criterion": 7,
         "last": date(2150, 2, 28), "path": [*([{"test": "pre"}] if pre else []), *stops], "units": ["ก"]}
    )  # fmt: skip

    then, found = renewed(slug, programme)

    assert then != slug
    assert found.code != code
    assert found.fiscal_year == year + 1
    assert str(year + 1) in then
    assert found.title.th == f"ก ปี {year + 1}"
    assert found.title.en == f"A, fiscal year {year + 1}"
    assert found.stops == (("test", "pre"), ("lesson", "gifts"), ("test", "post"))
    assert (found.units, found.criterion) == (("ก",), 7)
    assert (found.first is None) == (first is None)
    if first and found.first:
        assert 364 <= (found.first - first).days <= 366
        assert found.first.month == first.month


def test_thai_digits_in_a_title_move_on_too() -> None:
    programme = Programme(
        title=Text(th="หลักสูตรปี ๒๕๗๐", en="Course 2570"), code="C-1", fiscal_year=2570, criterion=0,
        path=({"test": "post"},), first=date(2024, 2, 29),
    )  # fmt: skip
    _, found = renewed("c", programme)
    assert found.title == Text(th="หลักสูตรปี ๒๕๗๑", en="Course 2571")
    assert found.first == date(2025, 2, 28)


# Who has begun.


def test_begun_is_known_from_the_record_and_made_anew_the_same(opened: house.House, cast: Who) -> None:
    ana, dao = cast("ANA"), cast("DAO")
    with opened.ground.read() as db:
        assert not store.begun(db, PROGRAMME)
    begins(opened, ana, "pre")
    walks(opened, dao)

    with opened.ground.read() as db:
        assert store.begun(db, PROGRAMME)
        assert not store.begun(db, "strong-2571")
        assert store.begun_by(db, PROGRAMME) == {ana.id, dao.id}
        assert list(store.scores(db, PROGRAMME)) == [dao.id]
        assert opened.paths.finished(db, PROGRAMME) == {dao.id}
    assert list(opened.audit()) == []


def test_the_question_who_has_begun_reads_an_index_and_not_the_record(opened: house.House) -> None:
    with opened.ground.read() as db:
        plan = db.conn.execute(
            "explain query plan select 1 from programmes_walked where programme = 'x' limit 1"
        ).fetchall()
    assert all("SEARCH" in row[3] for row in plan)


def test_a_brief_carries_the_forms(opened: house.House) -> None:
    publish(opened, "forms: [B, A]\n")
    brief: Brief = brief_of(opened, "own-2570")
    assert brief.forms == ("B", "A")


def test_positions_are_compared_as_they_stand_on_the_roster(opened: house.House, cast: Who) -> None:
    cast("ANA")
    house.admit_all(opened.ground, [Draft("NEW", "นาย", "ใหม่ ทดสอบ", "  พยาบาลวิชาชีพ ", OFFICE)])
    publish(opened, 'positions: ["พยาบาลวิชาชีพ"]\n')
    with opened.ground.read() as db:
        new = opened.ground.directory.by_code(db, "NEW")
    assert new is not None
    assert mine(opened, new) == (new.position == "พยาบาลวิชาชีพ")
