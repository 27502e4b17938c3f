"""Small groups: nothing about fewer than five people can be worked out from what is shown together."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paperwork import report
from reader import betrayed
from story import client
from test_outcomes_figures import published
from world import BEGINS, UNITS, World, world

from core.calendar import fiscal_span
from core.facts import PersonJoined, PersonLeft
from core.settings import OUTCOMES_PUBLIC, set_to
from outcomes.amount import Hidden
from outcomes.headline import figures
from outcomes.hidden import together, tree
from outcomes.judged import WORDS
from outcomes.published import BELOW, masked
from outcomes.routes import routes
from outcomes.store.groups import groups

GROUPS = st.lists(st.frozensets(st.integers(0, 11)), max_size=6)


@settings(max_examples=60)
@given(GROUPS)
def test_nothing_about_fewer_than_five_follows_from_groups_that_may_stand_together(
    groups: list[frozenset[int]],
) -> None:
    shown = together((n, sum(1 << person for person in group)) for n, group in enumerate(groups))
    assert betrayed(frozenset[object](groups[n]) for n in shown) == []


def test_the_first_group_is_shown_and_one_that_is_too_near_is_not() -> None:
    everybody, most, half = (1 << 12) - 1, (1 << 10) - 1, (1 << 6) - 1
    assert together([("all", everybody), ("most", most), ("half", half)]) == {"all", "half"}
    assert together([("four", 15)]) == set()
    assert together([]) == set()


SIZES = st.dictionaries(st.sampled_from([*UNITS]), st.integers(0, 9), min_size=4)


@settings(max_examples=60)
@given(SIZES)
def test_nothing_about_fewer_than_five_follows_from_the_units_that_are_shown(own: dict[str, int]) -> None:
    homes = [unit for unit, size in own.items() for _ in range(size)]
    below = {above: [unit for unit, over in UNITS.items() if over == above] for above in UNITS}

    def inside(unit: str) -> frozenset[int]:
        return frozenset(n for n, home in enumerate(homes) if home == unit).union(
            *(inside(each) for each in below[unit])
        )

    shown = tree({unit: len(inside(unit)) for unit in UNITS}, below, ["top"])
    assert all(len(inside(unit)) >= 5 for unit in shown)
    left = {unit: inside(unit) for unit in shown}
    for unit in shown:
        rest = left[unit] - frozenset[int]().union(*(left[each] for each in shown if left[each] < left[unit]))
        assert len(rest) == 0 or len(rest) >= 5
    if len(homes) >= 5:
        assert "top" in shown


def client_of(made: World):  # type: ignore[no-untyped-def]
    class Opened:
        ground = made.ground

    return client(Opened(), routes)  # type: ignore[arg-type]


def test_the_public_page_is_an_honest_404_until_it_is_switched_on() -> None:
    with world() as made:
        published(made)
        browser = client_of(made)
        for path in ("/outcomes", "/outcomes.json", "/outcomes.csv"):
            assert browser.get(path).status_code == 404
        with made.ground.store.write() as db:
            set_to(db, OUTCOMES_PUBLIC, "yes")
        assert browser.get("/outcomes?fiscal_year=2569").status_code == 200
        assert json.loads(browser.get("/outcomes.json?fiscal_year=2569").text)["quarters"] == []
        assert browser.get("/outcomes.csv?fiscal_year=2569").content.startswith(b"\xef\xbb\xbffiscal_year,")
        for wrong in ("12", "25x0", "x" * 99):
            assert browser.get(f"/outcomes.json?fiscal_year={wrong}").status_code == 400
            assert browser.get(f"/outcomes?fiscal_year={wrong}").status_code == 400


def test_nobody_s_bit_becomes_another_s_when_a_stay_is_taken_back() -> None:
    with world() as made:
        made.publish("p-2569", 2569)
        made.clock.at = BEGINS + timedelta(days=1)
        for person in ("ann", "bo"):
            made.tell(PersonJoined("member", ""), person, "one")
        slugs = frozenset({"p-2569"})
        with made.ground.read() as db:
            before = groups(db, fiscal_span(2569, 1), slugs)["enrolled"]
        made.tell(PersonLeft("2025-01-01"), "ann", "one")
        with made.ground.read() as db:
            after = groups(db, fiscal_span(2569, 1), slugs)["enrolled"]
        assert (before, after) == (0b11, 0b10)


HIDES = {
    "enrolled": {"participation.enrolled", "participation.not_started", "participation.share", "pledges.member.people", "pledges.member.share"},
    "begun": {"participation.not_started", "participation.under_way"},
    "finished": {"participation.under_way", "participation.finished", "participation.share"},
    "post": {"knowledge.tested", "knowledge.at_criterion", "knowledge.share"},
    "reached": {"knowledge.at_criterion", "knowledge.share"},
    "matched": {f"knowledge.{word}" for word in ("matched", "pre_mean", "pre_sd", "post_mean", "post_sd", "gain")},
    "means": {f"knowledge.{word}" for word in ("pre_mean", "pre_sd", "post_mean", "post_sd", "gain")},
    "signed": {"pledges.member.signed", "pledges.member.share"},
    "enrolled/executive": {f"pledges.{who}.{word}" for who in ("executive", "member") for word in ("people", "share")},
    "signed/executive": {f"pledges.{who}.{word}" for who in ("executive", "member") for word in ("signed", "share")},
    "certificate/passed": {"certificates.passed"}, "certificate/attended": {"certificates.attended"},
    "certificate/revoked": {"certificates.revoked"},
}  # fmt: skip


@pytest.mark.parametrize("word", [*WORDS, "means"])
def test_what_is_hidden_takes_along_all_that_is_reckoned_from_it(word: str) -> None:
    told = {each.key: each.hidden for each in figures(masked(report(), {word: Hidden.GUARDED})) if each.hidden}
    assert told == dict.fromkeys(HIDES[word], "guarded")
    open_ = {each.key for each in figures(masked(report(), {})) if each.hidden}
    assert open_ == set()


def test_a_masked_report_names_no_unit_and_no_number_of_people_in_the_plan_s_table() -> None:
    whole = report()
    counted = replace(whole.projects[0].indicators[0], counted="people")
    found = masked(replace(whole, projects=(replace(whole.projects[0], indicators=(counted,)),)), {})
    assert (found.units, found.restated) == ((), ())
    line = found.projects[0].indicators[0]
    assert (line.figure, line.counts, line.text) == (BELOW, BELOW, counted.text)
