"""Dilemmas: every way ends, a broken file is told with its line, and the address holds the way."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from story import Tab

import house
from core.directory import Person
from core.reading import read
from lessons import load
from lessons.dilemma import Dilemma

Who = Callable[[str], Person]
BOTH = {"th": "ข้อความ", "en": "text"}
SHIPPED = {
    path.stem: found
    for path in sorted(load.dilemmas.folder.glob("*.yaml"))
    if (found := read(path, Dilemma, path.name)[0]) is not None
}


def scene(name: str, *to: str) -> dict[str, Any]:
    turns = [
        {"id": id, "text": {"th": f"ทาง {id}", "en": f"way {id}"}, "to": each}
        for id, each in zip("abc", to, strict=False)
    ]
    return {"id": name, "body": {"th": f"ฉาก {name}", "en": f"scene {name}"}, "options": turns}


def ending(name: str, kind: str = "wise") -> dict[str, Any]:
    told = {"th": f"จบ {name}", "en": f"end {name}"}
    return {"id": name, "title": told, "body": told, "ending": kind, "explained": told, "sources": ["house"]}


def case(*nodes: dict[str, Any], start: str = "one") -> dict[str, Any]:
    source = {"house": {"title": BOTH, "checked": "2026-11-21"}}
    head = {"title": {"th": "เรื่องลอง", "en": "a try"}, "summary": BOTH, "minutes": 3, "topic": "gifts"}
    return {**head, "sources": source, "start": start, "nodes": list(nodes)}


GOOD = case(scene("one", "two", "bad"), scene("two", "one", "good"), ending("good"), ending("bad", "costly"))


def told(path: Path, said: dict[str, Any]) -> list[str]:
    path.write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    return [str(problem) for problem in read(path, Dilemma, path.name)[1]]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (case(scene("one", "two", "good"), scene("two", "nowhere", "good"), ending("good")), "there is no node “nowhere”"),
        (case(scene("one", "good", "good"), ending("good"), ending("lost")), "no way leads to “lost”"),
        (case(scene("one", "two", "good"), scene("two", "three", "three"), scene("three", "two", "two"), ending("good")),
         "no ending can be reached from “two”"),
        (case(scene("one", "good"), ending("good")), "this scene leads nowhere, or one way only"),
        (case(scene("one", "bad", "bad"), ending("bad", "costly")), "no ending is wise"),
        (case(scene("one", "good", "good"), ending("good"), start="zero"), "there is no node “zero”"),
        (case(scene("one", "good", "good"), {**ending("good"), "sources": ["law"]}), "there is no source “law”"),
        (case(scene("one", "good", "good"), {**ending("good"), "options": scene("x", "one", "one")["options"]}), "an ending has options"),
        (case(scene("one", "good", "good"), {"id": "good", "body": BOTH, "ending": "wise"}), "an ending has no title"),
    ],
)  # fmt: skip
def test_a_broken_dilemma_is_told_with_its_line(tmp_path: Path, said: dict[str, Any], wanted: str) -> None:
    problems = told(tmp_path / "try.yaml", said)

    assert any(wanted in problem for problem in problems), problems
    assert all(problem.startswith("try.yaml:") for problem in problems)


def test_a_whole_one_has_no_problem(tmp_path: Path) -> None:
    assert told(tmp_path / "try.yaml", GOOD) == []


@given(st.lists(st.sampled_from(["a", "b", "c", "x"]), max_size=12))
def test_a_way_goes_as_far_as_its_words_are_right(way: list[str]) -> None:
    dilemma = Dilemma.model_validate(GOOD)
    walked, here = dilemma.walk(way)

    assert [turn.id for _, turn in walked] == way[: len(walked)]
    if len(walked) < len(way):
        assert way[len(walked)] not in [turn.id for turn in here.options]


@pytest.mark.parametrize("slug", SHIPPED)
def test_every_shipped_dilemma_has_four_to_eight_scenes_and_endings_and_each_way_can_still_be_mended(slug: str) -> None:
    dilemma = SHIPPED[slug]

    assert 4 <= len(dilemma.nodes) <= 8
    assert len(dilemma.endings) >= 3
    assert all(node.sources for node in dilemma.endings), "each ending says by which rule"
    for name in [turn.id for turn in dilemma.node(dilemma.start).options]:
        _, here = dilemma.walk([name])
        assert here.ending or {"wise", "open"} & _kinds(dilemma, here.id), f"after {name} nothing can be mended"


def _kinds(dilemma: Dilemma, start: str) -> set[str]:
    """The kinds of endings that can be reached from a node."""
    found, waiting = set[str](), [start]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [turn.to for turn in dilemma.node(name).options]
    return {str(dilemma.node(name).ending) for name in found if dilemma.node(name).ending}


def test_a_dilemma_is_played_back_and_forth_and_leaves_no_trace(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = opened.ground.content / "dilemmas"
    folder.mkdir(parents=True)
    (folder / "try.yaml").write_text(yaml.safe_dump(GOOD, allow_unicode=True), encoding="utf-8")
    opened.publish()
    monkeypatch.setattr(house, "house", lambda: opened)
    tab = Tab(opened, cast("ANA")).open("dilemmas")
    assert tab.shows("เรื่องลอง")
    with opened.ground.read() as db:
        before = len(list(db.conn.iterdump()))

    tab.open("dilemmas", dilemma="try")
    assert tab.shows("ฉาก one")
    tab.click("try/one/a")
    assert tab.shows("ฉาก two")
    assert tab.app.query_params == {"dilemma": "try", "way": "a"}
    tab.click("try/two/b")
    assert tab.shows("จบ good")
    assert tab.app.query_params["way"] == "a.b"
    tab.click("back")
    assert tab.shows("ฉาก two")
    tab.open("dilemmas", dilemma="try", way="b.x.y")
    assert tab.shows("จบ bad")
    tab.click("again")
    assert tab.shows("ฉาก one")
    with opened.ground.read() as db:
        assert len(list(db.conn.iterdump())) == before


def test_an_empty_shelf_and_an_unknown_name_say_so(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "house", lambda: opened)
    monkeypatch.setattr(load, "dilemmas_in_force", lambda db: {})
    tab = Tab(opened, cast("ANA")).open("dilemmas", dilemma="gone")

    assert tab.shows("ยังไม่มีเรื่องให้ตัดสินใจ")
