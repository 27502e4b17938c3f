"""Item statistics: the formulas against R and by their laws, the counts behind them, and who sees them."""

import csv
import json
import statistics
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from story import PROGRAMME, Tab, begins, next_year, quick
from streamlit.testing.v1 import AppTest
from web import Web

import house
from core.directory import Person
from core.facts import QuizFinished
from core.follow import catch_up, forget
from core.ground import Ground
from core.room import Asked, named
from core.visit import Visit
from people.person import Draft
from quizzes import load, store
from quizzes.cells import MARK, line
from quizzes.figures import figures
from quizzes.routes import Sheets
from quizzes.statistics import Count, facility, kr20
from quizzes.store.tables import m003_used

Who = Callable[[str], Person]
R = Path(__file__).parent.parent.parent / "shared" / "conformance" / "stats"
MARKS = [Fraction(n, d) for n, d in ((0, 1), (1, 1), (1, 2), (1, 3), (2, 3))]
Marks = list[list[Fraction]]  # a row an attempt, a column an item


def counted(table: Marks) -> dict[str, list[Count]]:
    """The counts of a table of marks, as the follower keeps them."""
    found: dict[str, list[Count]] = {}
    for place in range(len(table[0])):
        cells = Counter((row[place], sum(row, Fraction(0))) for row in table)
        found[f"item {place:02}"] = [Count(mark, total, n) for (mark, total), n in cells.items()]
    return found


@pytest.mark.skipif(not R.exists(), reason="the values from R stand beside the project, and are not here")
def test_facility_discrimination_and_reliability_are_those_that_r_gives_for_lsat7() -> None:
    expected = json.loads((R / "lsat7.expected.json").read_text())
    with (R / "lsat7.csv").open() as file:
        table = [[Fraction(cell) for cell in row] for row in list(csv.reader(file))[1:]]
    counts = counted(table)
    found = [facility(each) for each in counts.values()]

    assert {each.n for each in found} == {expected["n"]}
    assert [float(each.facility) for each in found] == pytest.approx(expected["facility"])
    assert [each.discrimination for each in found] == pytest.approx(expected["point_biserial_corrected_rest"])
    assert float(kr20(counts) or 0) == pytest.approx(expected["alpha_raw_psych"])


@st.composite
def tables(draw: st.DrawFn) -> Marks:
    items = draw(st.integers(2, 6))
    return draw(
        st.lists(st.lists(st.sampled_from(MARKS), min_size=items, max_size=items), min_size=2, max_size=30)
    )  # fmt: skip


@given(tables())
def test_the_statistics_of_counts_are_those_of_the_marks_themselves(table: Marks) -> None:
    counts = counted(table)
    totals = [sum(row, Fraction(0)) for row in table]
    for place, each in enumerate(counts.values()):
        marks, found = [row[place] for row in table], facility(each)
        rests = [total - mark for total, mark in zip(totals, marks, strict=True)]
        assert found.facility == statistics.mean(marks)
        if len(set(marks)) == 1 or len(set(rests)) == 1:
            assert found.discrimination is None
        else:
            assert found.discrimination == pytest.approx(
                statistics.correlation([float(x) for x in marks], [float(x) for x in rests]), abs=1e-6
            )
            assert -1 <= (found.discrimination or 0) <= 1
    if len(set(totals)) > 1:
        parts = sum(statistics.variance([row[place] for row in table]) for place in range(len(table[0])))
        k = len(table[0])
        assert kr20(counts) == Fraction(k, k - 1) * (1 - parts / statistics.variance(totals))
    else:
        assert kr20(counts) is None


def test_a_form_whose_items_were_not_all_met_by_all_has_no_reliability() -> None:
    counts = counted([[Fraction(1), Fraction(0)], [Fraction(0), Fraction(0)]])
    counts["new item"] = counts["item 00"][:1]

    assert kr20(counts) is None


def test_an_item_is_flagged_by_its_facility_at_once_and_by_its_discrimination_only_with_enough_people() -> None:
    def flags(right: int, n: int, backwards: bool = False) -> tuple[str, ...]:
        rest = [Fraction(place >= right if backwards else place < right) for place in range(n)]
        return facility(counted([[Fraction(place < right), rest[place]] for place in range(n)])["item 00"]).flags

    assert flags(5, 5) == ("easy",)
    assert flags(9, 10) == ()
    assert flags(1, 10) == ("hard",)
    assert flags(20, 40, backwards=True) == ("backwards",)
    assert flags(10, 20, backwards=True) == ()


# What follows goes through the record.


def told(ground: Ground, marks: list[str], programme: str = PROGRAMME, moment: str = "post", form: str = "A") -> None:
    """One more attempt with these marks, of the form's items in order; told as the real one is."""
    with ground.read() as db:
        names = [item.id for topic in ("strong", "gifts") for item in load.banks_in_force(db)[topic].form(form)]
    results = dict(zip(names, marks, strict=False))
    with ground.write() as writing:
        writing.tell(
            QuizFinished(programme, moment, form, {"strong": "1", "gifts": "1"}, results, {}, "0", ""),
            person="p", subject=ground.new_id(),
        )  # fmt: skip


def followed(opened: house.House) -> dict[str, list[dict[str, object]]]:
    with opened.ground.read() as db:
        return {table: [dict(row) for row in db[table].rows] for table in store.follower().tables}


def test_counts_grow_by_blocks_of_five_so_that_no_single_hand_in_can_be_told(opened: house.House) -> None:
    marks = ["1", "0", "2/3", "1", "1", "0", "0", "0", "1", "1/3"]
    seen = set()
    for n in range(1, 12):
        told(opened.ground, marks if n % 2 else ["1"] * 8)
        with opened.ground.read() as db:
            seen.add(sum(each.n for counts in store.counts(db, (PROGRAMME, "post", "A")).values() for each in counts))
            if n == 10:
                found = figures(db, (PROGRAMME, "post", "A"))
    assert seen == {0, 40, 80}
    assert found.n == 10
    assert {each.id: each.found.facility for each in found.items}["strong-a3"] == Fraction(5, 6)


def test_the_followers_rows_come_out_the_same_when_they_are_made_anew(opened: house.House) -> None:
    for n in range(13):
        told(opened.ground, ["1" if (n * 7 + place) % 3 else "1/2" for place in range(8)], form="AB"[n % 2])
    before = followed(opened)
    with opened.ground.store.write() as db:
        forget(db, store.follower())
    assert sum(map(len, followed(opened).values())) == 0
    catch_up(opened.ground.store, [store.follower()], opened.ground.begin)

    assert followed(opened) == before
    assert len(before["quizzes_waiting"]) == 3  # of 7 with form A two, of 6 with form B one


def five(opened: house.House, **kept: str) -> None:
    for n in range(5):
        told(opened.ground, ["1" if place < 7 - n else "0" for place in range(8)], **kept)


def managers(opened: house.House) -> None:
    house.admit_all(opened.ground, [Draft("BOSS", "นาย", "บอส ทดสอบ", "หัวหน้า", "สำนักงานทดสอบ", "manager")])


def test_the_page_is_for_trainers_and_for_managers_of_the_whole_organisation(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "house", lambda: opened)
    managers(opened)
    five(opened)
    for code, theirs in (("TAM", True), ("ADISA", True), ("BOSS", True), ("BENTO", False)):
        tab = Tab(opened, cast(code)).open("items")
        assert tab.shows("strong-a1") == theirs, code
        assert Web(opened).signed_in(cast(code)).get("/items.csv").status_code == (200 if theirs else 403)
    assert Web(opened).signed_in(cast("ANA")).get("/items").status_code == 403
    assert Web(opened).signed_in(cast("ANA")).get("/items.csv").status_code == 403
    answer = Web(opened).guest().get("/items.csv?moment=post")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?back=/items.csv%3Fmoment%3Dpost")


def test_fewer_than_five_show_nothing_on_the_page_the_panel_and_the_sheet(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "house", lambda: opened)
    for _ in range(4):
        told(opened.ground, ["1"] * 8)
    tab = Tab(opened, cast("TAM")).open("items")
    assert not tab.shows("strong-a1")
    assert tab.shows("ครบ 5 คน")
    assert len(Web(opened).signed_in(cast("TAM")).get("/items.csv").text.splitlines()) == 1


def test_the_table_is_sorted_as_the_address_says(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "house", lambda: opened)
    five(opened)

    def order(**query: str) -> list[str]:
        html = Tab(opened, cast("TAM")).open("items", programme=PROGRAMME, **query).html
        return sorted((f"{word}-a{n}" for word in ("strong", "gifts") for n in range(1, 5)), key=html.index)

    assert order()[:2] == ["gifts-a1", "gifts-a2"]
    assert order(sort="hardest")[:3] == ["gifts-a4", "gifts-a2", "gifts-a1"]  # asked last, which fewest had right
    tab = Tab(opened, cast("TAM")).open("items", programme=PROGRAMME, moment="pre")
    assert tab.shows("ยังมีผู้ส่งไม่ครบ 5 คน")
    assert not tab.shows("strong-a1")


def test_the_sheet_is_utf8_for_excel_and_says_what_the_page_says(opened: house.House, cast: Who) -> None:
    five(opened)
    five(opened, form="B", moment="pre")
    answer = Web(opened).signed_in(cast("TAM")).get(f"/items.csv?programme={PROGRAMME}&moment=post")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    text = answer.content.decode("utf-8")
    assert text.startswith(MARK)
    rows = list(csv.DictReader(text.removeprefix(MARK).splitlines()))
    assert len(rows) == 8
    last = next(row for row in rows if row["รหัสข้อ"] == "gifts-a4")
    assert (last["จำนวนครั้งที่ทำ"], last["ค่าความยากง่าย"], last["ข้อสังเกต"]) == ("5", "0.0", "ยากเกินไป")
    assert len(Web(opened).signed_in(cast("TAM")).get("/items.csv").text.splitlines()) == 17


@pytest.mark.parametrize("text", ["=1+1", "+66", "-1", "@me", "  =x", "\t=x"])
def test_no_text_in_the_sheet_becomes_a_formula(text: str) -> None:
    assert next(csv.reader([line([text, -0.5, None, 'a "b", c'])])) == [f"'{text}", "-0.5", "", 'a "b", c']


def test_the_sheet_is_sent_test_by_test_and_keeps_no_connection_between(opened: house.House) -> None:
    for form in "AB":
        five(opened, form=form)
    sent = Sheets(opened.ground)._lines("en", {"programme": "", "moment": ""})
    assert next(sent).startswith(MARK)
    idle = opened.ground.store._idle.qsize()
    assert "strong-a1" in next(sent)
    assert opened.ground.store._idle.qsize() == idle == 4
    told(opened.ground, ["1"] * 8)  # the next one is read only when it is asked for
    assert "strong-b1" in next(sent)
    assert list(sent) == []


@pytest.fixture
def panel(opened: house.House) -> Callable[[Person, Asked], str]:
    """What the room's panel shows to somebody."""
    (offered,) = [each for each in opened.ground.panels if each.render.startswith("quizzes.")]

    def shown(person: Person, asked: Asked) -> str:
        visit = Visit(person, opened.ground.clock(), opened.ground, opened.paths, "th", {})

        def page(render, who, what):  # type: ignore[no-untyped-def] # its text is run in a file of its own
            render(who, what)

        app = quick(AppTest.from_function(page, args=(named(offered.render), visit, asked)))
        app.run()
        assert not app.exception
        return "\n".join(each.proto.body for each in app.html)

    return shown


def test_the_panel_shows_the_hardest_questions_of_the_year_and_hides_below_five(
    opened: house.House, cast: Who, panel: Callable[[Person, Asked], str]
) -> None:
    later = next_year(opened, 2571)
    five(opened)
    five(opened, moment="pre", form="B")
    for _ in range(4):
        told(opened.ground, ["0"] * 8, programme=later)
    bento = cast("BENTO")
    with opened.ground.read() as db:
        stem = {item.id: item.stem.th for bank in load.banks_in_force(db).values() for item in bank.items}
    assert not stem["gifts-b1"].startswith(stem["gifts-a4"][:60])
    html = panel(bento, Asked(2570, 1, frozenset({bento.unit})))

    assert stem["gifts-a4"][:60] in html.replace("&quot;", '"')
    assert stem["gifts-b1"][:60] not in html  # of the pre-test
    assert "ทั้งหน่วยงาน" in html
    assert "ไม่แสดง" in panel(bento, Asked(2571, 4, None))
    assert "ไม่แสดง" in panel(bento, Asked(2569, 4, None))


def test_whether_a_version_was_used_is_known_without_reading_the_attempts(opened: house.House, cast: Who) -> None:
    begun = begins(opened, cast("ANA"), "pre")
    with opened.ground.read() as db:
        assert store.used(db, "gifts", begun.versions["gifts"])
        assert not store.used(db, "gifts", "another")
        plan = db.conn.execute(
            "explain query plan select 1 from quizzes_used where topic = 'gifts' and version = 'x'"
        ).fetchall()
    assert "SEARCH" in str(plan)
    with opened.ground.write() as writing:
        store.erase(writing, begun.person)
    with opened.ground.read() as db:
        assert store.used(db, "gifts", begun.versions["gifts"])


def test_a_house_from_before_knows_which_versions_were_used(opened: house.House, cast: Who) -> None:
    begun = begins(opened, cast("ANA"), "pre")
    with opened.ground.store.write() as db:
        db.conn.execute("drop table quizzes_used")
        m003_used(db)
    with opened.ground.read() as db:
        assert all(store.used(db, topic, version) for topic, version in begun.versions.items())
