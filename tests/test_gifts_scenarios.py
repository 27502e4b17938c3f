"""Scenarios: the desk gives each case its answer, a broken file is told with its line, and the address holds the place."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from story import Tab
from test_gifts import LAYERS

import house
from core.directory import Person
from core.language import Language
from core.reading import read
from core.settings import GIFTS_PROFILE, set_to
from gifts import load
from gifts.layer import PROFILES
from gifts.scenario import Collection, Scenario
from gifts.verdict import verdict, waits
from gifts.words import addressed

Who = Callable[[str], Person]
BOTH = {"th": "ข้อความ", "en": "text"}
OFFICE = read(load.stories.folder / "office.yaml", Collection, "office.yaml")[0]
assert OFFICE is not None
CASES = [pytest.param(each, id=each.id) for each in OFFICE.scenarios if each.case]


def story(**more: Any) -> dict[str, Any]:
    ways = [
        {"id": each, "text": BOTH, "consequence": BOTH, **({"wise": True} if each == "a" else {})} for each in "abc"
    ]
    return {"id": "one", "title": BOTH, "text": BOTH, "options": ways, "why": BOTH, "sources": ["house"], **more}


def told(path: Path, *stories: dict[str, Any]) -> list[str]:
    said = {"title": BOTH, "sources": {"house": {"title": BOTH, "checked": "2026-11-21"}}, "scenarios": list(stories)}
    path.write_text(yaml.safe_dump(said, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return [str(problem) for problem in read(path, Collection, path.name)[1]]


# ------------------------------------------------------------------ the thirty


@pytest.mark.parametrize("scenario", CASES)
def test_the_desk_gives_each_case_its_answer_under_the_profiles_it_names(scenario: Scenario) -> None:
    assert scenario.case
    named = scenario.profiles or tuple(PROFILES)

    assert {of: verdict(LAYERS[of], scenario.case.case).answer for of in named} == dict.fromkeys(named, scenario.answer)
    assert not any(waits(layers, scenario.case.case) for layers in LAYERS.values())


def test_there_are_thirty_and_more_than_half_of_the_desks_answers_are_among_them() -> None:
    assert OFFICE is not None
    assert len(OFFICE.scenarios) == 30
    assert {each.answer for each in OFFICE.scenarios if each.answer} == {"accept", "record", "decline", "report"}
    assert {name for each in OFFICE.scenarios for name in each.sources} == set(OFFICE.sources)


def test_the_wise_way_stands_at_no_place_more_often_than_at_the_others() -> None:
    assert OFFICE is not None
    places = [sum(each.options[place].wise for each in OFFICE.scenarios) for place in range(3)]

    assert max(places) - min(places) <= 2


# ------------------------------------------------------------------ the file


@pytest.mark.parametrize(
    ("stories", "wanted"),
    [
        ([story(sources=["law"])], "there is no source “law”"),
        ([story(options=[{"id": each, "text": BOTH, "consequence": BOTH} for each in "ab"])], "no way is wise"),
        ([story(options=story()["options"][:1])], "options"),
        ([story(case={"giver": "company"})], "case and answer stand together"),
        ([story(answer="ask")], "case and answer stand together"),
        ([story(profiles=["bma"])], "there are profiles and no case"),
        ([story(case={"giver": "uncle"}, answer="ask")], "giver"),
        ([story(case={"giver": "company", "colour": "red"}, answer="ask")], "colour"),
        ([story(case={"giver": "company", "value": -1}, answer="ask")], "value"),
        ([story(), story()], "the id “one” is used twice"),
        ([story(sources=[])], "sources"),
        ([story(options=[*story()["options"], story()["options"][0]])], "the id “a” is used twice"),
    ],
)
def test_a_broken_file_is_told_with_its_line(tmp_path: Path, stories: list[dict[str, Any]], wanted: str) -> None:
    problems = told(tmp_path / "try.yaml", *stories)

    assert any(wanted in problem for problem in problems), problems
    assert all(problem.startswith("try.yaml:") for problem in problems)


def test_a_whole_one_has_no_problem(tmp_path: Path) -> None:
    assert told(tmp_path / "try.yaml", story(), story(id="two", case={"giver": "company"}, answer="ask")) == []


# ------------------------------------------------------------------ the page


@pytest.fixture
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """app.py stands on the opened house."""
    monkeypatch.setattr(house, "house", lambda: opened)


def profiled(opened: house.House, of: str) -> None:
    with opened.ground.write() as writing:
        set_to(writing.db, GIFTS_PROFILE, of)


@pytest.mark.usefixtures("front")
def test_the_list_names_all_and_the_desk_leads_to_it(opened: house.House, cast: Who) -> None:
    assert OFFICE is not None
    tab = Tab(opened, cast("ANA")).open("gifts")
    assert 'href="/scenarios"' in tab.html

    tab.open("scenarios")
    assert all(tab.shows(each.title.th) for each in OFFICE.scenarios)
    assert tab.html.count('href="/scenarios?n=') == 30
    for wrong in ("0", "31", "x", "-1", "๑", "999999999999"):
        assert tab.open("scenarios", n=wrong).shows(">ลองตัดสินใจ</h1>")


@pytest.mark.usefixtures("front")
def test_one_is_decided_and_the_address_keeps_the_place(opened: house.House, cast: Who) -> None:
    assert OFFICE is not None
    profiled(opened, "bma")
    first, second = OFFICE.scenarios[:2]
    tab = Tab(opened, cast("ANA")).open("scenarios", n="1")
    assert tab.shows(first.text.th)
    assert not any(tab.shows(way.consequence.th) for way in first.options)

    tab.click("drug-lunch-box/c")
    assert tab.app.query_params == {"n": "1", "chosen": "c"}
    assert all(tab.shows(way.consequence.th) for way in first.options)
    assert tab.html.index(first.options[2].consequence.th) < tab.html.index(first.options[0].consequence.th)
    assert tab.shows(first.why.th)
    assert all(tab.shows(OFFICE.sources[name].title.th) for name in first.sources)
    assert tab.shows("ตรวจสอบล่าสุด 21 พ.ย. 2569")

    tab.click("next")
    assert tab.app.query_params == {"n": "2"}
    assert tab.shows(second.text.th)
    tab.click("back")
    assert tab.app.query_params == {"n": "1"}
    assert not tab.shows(first.why.th)


@pytest.mark.usefixtures("front")
def test_the_desk_says_what_holds_here_and_the_way_leads_to_the_same_case(opened: house.House, cast: Who) -> None:
    assert OFFICE is not None
    tab = Tab(opened, cast("ANA"), "en").open("scenarios", n="1", chosen="b")
    assert tab.shows("Ask the ethics officer first")
    assert tab.shows(
        "An agency of the Bangkok Metropolitan Administration (BMA) · An agency of the Ministry of Public Health"
    )
    assert tab.shows("Decline")

    profiled(opened, "bma")
    tab.run()
    assert not tab.shows("Ask the ethics officer first")
    assert tab.shows("The BMA rules out even meals")
    link = next(part.split('"')[0] for part in tab.html.split('href="/gifts?')[1:])
    query = dict(each.split("=") for each in link.replace("&amp;", "&").split("&"))
    given = OFFICE.scenarios[0].case
    assert given
    assert addressed(query) == given.case
    assert Tab(opened, cast("ANA"), "en").open("gifts", **query).shows("The BMA rules out even meals")


@pytest.mark.usefixtures("front")
@pytest.mark.parametrize("language", ["th", "en"])
def test_every_one_shows_and_nothing_is_kept(opened: house.House, cast: Who, language: Language) -> None:
    assert OFFICE is not None
    ana = cast("ANA")
    tab = Tab(opened, ana, language).open("scenarios")

    def kept() -> list[str]:
        with opened.ground.read() as db:
            return list(db.conn.iterdump())

    before = kept()
    for n, each in enumerate(OFFICE.scenarios, 1):
        tab.open("scenarios", n=str(n), chosen="a")
        assert tab.shows(each.why[language])
        assert ('href="/gifts?' in tab.html) == bool(each.case)
    assert "next" not in tab.keys

    assert kept() == before


def test_an_offices_own_file_stands_beside_the_shipped_one(opened: house.House) -> None:
    folder = opened.ground.content / "scenarios"
    folder.mkdir(parents=True)
    assert told(folder / "ours.yaml", story()) == []
    opened.publish()

    assert opened.problems == []
    with opened.ground.read() as db:
        found = load.scenarios(db)
    assert [each.id for _, each in found][-1] == "one"
    assert len(found) == 31
