"""The gift desk: the strictest layer wins, more never helps, and nothing is kept of what is asked."""

import csv
from collections.abc import Callable
from dataclasses import replace
from io import StringIO

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from story import Tab

import house
from core.directory import Person
from core.reading import read
from core.settings import GIFTS_PROFILE, set_to, setting
from gifts import load
from gifts.case import GIVERS, LINKS, OCCASIONS, THINGS, Case
from gifts.cli import gifts
from gifts.layer import ANSWERS, PROFILES, Layer
from gifts.verdict import Verdict, otherwise, steps, table, verdict
from gifts.words import MOST, OFTEN, address, addressed

Who = Callable[[str], Person]
SHIPPED = {
    path.stem: layer
    for path in sorted(load.shelf.folder.glob("*.yaml"))
    if (layer := read(path, Layer, path.name)[0]) is not None
}
LAYERS = {of: {slug: layer for slug, layer in SHIPPED.items() if layer.holds(of)} for of in PROFILES}

cases = st.builds(
    Case,
    giver=st.sampled_from(list(GIVERS)),
    relative=st.booleans(),
    link=st.sampled_from(list(LINKS)),
    occasion=st.sampled_from(list(OCCASIONS)),
    thing=st.sampled_from(list(THINGS)),
    value=st.integers(0, MOST),
    times=st.integers(1, OFTEN),
    received=st.booleans(),
    family=st.booleans(),
)
profiles = st.sampled_from(list(PROFILES))


def strictness(found: Verdict) -> int:
    return ANSWERS.index(found.answer)


def test_each_profile_holds_the_law_and_its_own_layers() -> None:
    assert set(LAYERS["law"]) == {"act-2561", "nacc-2563", "pm-2565", "care"}
    assert set(LAYERS["moph"]) - set(LAYERS["law"]) == {"moph-2561", "no-gift-moph"}
    assert set(LAYERS["bma"]) - set(LAYERS["law"]) == {"bma-2565"}


@given(cases, st.sampled_from(["moph", "bma"]))
def test_a_stricter_profile_never_gives_a_laxer_answer(case: Case, stricter: str) -> None:
    assert strictness(verdict(LAYERS[stricter], case)) >= strictness(verdict(LAYERS["law"], case))  # type: ignore[index]


@given(cases, profiles, st.integers(0, MOST))
def test_a_higher_value_never_gives_a_laxer_answer(case: Case, of: str, more: int) -> None:
    dearer = replace(case, value=case.value + more)

    assert strictness(verdict(LAYERS[of], dearer)) >= strictness(verdict(LAYERS[of], case))  # type: ignore[index]


@pytest.mark.parametrize("of", PROFILES)
def test_a_link_to_duty_the_family_and_another_time_never_help_in_any_case_that_a_rule_can_tell(of: str) -> None:
    layers = LAYERS[of]  # type: ignore[index]
    answers = {case: strictness(found) for case, found in table(layers)}

    assert len(answers) > 10_000
    for word in ("link", "value", "times", "family"):
        order = steps(layers.values(), word)
        for case, answer in answers.items():
            for more in order[order.index(getattr(case, word)) + 1 :]:
                assert answers[replace(case, **{word: more})] >= answer, (word, more, case)


def test_every_rule_speaks_in_some_case_and_none_is_dead() -> None:
    spoken = {
        (each.layer, each.rule.id)
        for layers in LAYERS.values()
        for _, found in table(layers)
        for each in (found.by, *found.others)
        if each
    }

    assert spoken == {(slug, rule.id) for slug, layer in SHIPPED.items() for rule in layer.rules if rule.answer}


@given(cases, profiles)
def test_a_verdict_is_the_strictest_of_what_the_layers_say_and_names_its_rule(case: Case, of: str) -> None:
    layers = LAYERS[of]  # type: ignore[index]
    found = verdict(layers, case)
    said = [rule.answer for layer in layers.values() if (rule := layer.said(case)) and rule.answer]

    assert found.answer == max(said, key=ANSWERS.index, default="ask")
    assert found.by is None or found.by.rule in layers[found.by.layer].rules
    assert found.laxer is None or ANSWERS.index(found.laxer.answer) < strictness(found)


@given(cases, profiles)
def test_what_would_have_changed_the_answer_does_change_it_by_one_thing_alone(case: Case, of: str) -> None:
    layers = LAYERS[of]  # type: ignore[index]
    now = verdict(layers, case).answer

    for each in otherwise(layers, case):
        differing = [word for word in Case.__slots__ if getattr(each.case, word) != getattr(case, word)]
        assert differing == [each.word]
        assert each.verdict == verdict(layers, each.case)
        assert each.verdict.answer != now


@given(cases)
def test_an_address_holds_the_case(case: Case) -> None:
    assert addressed(address(case)) == case


@given(st.dictionaries(st.sampled_from(Case.__slots__), st.text(max_size=12)))
def test_a_wrong_address_is_a_usual_case(given_: dict[str, str]) -> None:
    case = addressed(given_)

    assert case.giver in GIVERS
    assert case.link in LINKS
    assert 0 <= case.value <= MOST
    assert 1 <= case.times <= OFTEN


# The house answers of ../shared/domain/facts.md, section 4.2, in its order.
ORDER = [
    (Case("company", link="agency", value=1500), {"moph": "decline", "bma": "decline", "law": "ask"}),
    (Case("agency", occasion="right", thing="cash", value=1200, link="agency"), {"law": "accept", "moph": "accept"}),
    (Case("friend", relative=True, value=50_000), {"law": "accept", "bma": "accept"}),
    (Case("company", occasion="open", value=900), {"law": "accept", "moph": "accept", "bma": "accept"}),
    (Case("public", value=1000), {"law": "record", "bma": "record"}),
    (Case("friend", value=1200), {"law": "accept"}),
    (Case("public", value=4500, received=True), {"law": "report", "moph": "report", "bma": "report"}),
    (Case("public", value=4500), {"law": "decline"}),
    (Case("subordinate", value=2000), {"law": "record", "bma": "record", "moph": "decline"}),
    (Case("subordinate", value=2000, thing="cash"), {"law": "decline"}),
    (Case("subordinate", value=12_000), {"law": "decline", "bma": "decline"}),
    (Case("company", link="own", relative=True, value=500), {"law": "decline"}),
    (Case("company", link="favour", value=1), {"law": "decline"}),
]


@pytest.mark.parametrize(("case", "wanted"), ORDER)
def test_the_decision_order_of_the_fact_sheet(case: Case, wanted: dict[str, str]) -> None:
    assert {of: verdict(LAYERS[of], case).answer for of in wanted} == wanted  # type: ignore[index]


def test_where_no_rule_speaks_the_answer_is_to_ask() -> None:
    silent = {
        "own": Layer.model_validate({"title": {"th": "ว่าง", "en": "empty"}, "order": 1, "rules": [{"id": "none"}]})
    }

    assert verdict(silent, Case("public")) == Verdict("ask", None, ())


def test_an_answer_without_a_reason_or_a_source_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("rules") / "own.yaml"
    path.write_text(
        "title: {th: ของเรา, en: ours}\norder: 7\nrules:\n  - id: all\n    answer: decline\n"
        "    because: {th: งดรับ, en: none}\n    source: nowhere\n  - id: more\n    answer: decline\n",
        encoding="utf-8",
    )

    told = [str(problem) for problem in read(path, Layer, path.name)[1]]
    assert [each[: each.index(" — ")] for each in told] == ["own.yaml:7", "own.yaml:8"]
    assert "there is no source “nowhere”" in told[0]
    assert "a rule with an answer has no reason, or no source" in told[1]


# ------------------------------------------------------------------ the page


@pytest.fixture
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """app.py stands on the opened house."""
    monkeypatch.setattr(house, "house", lambda: opened)


@pytest.mark.usefixtures("front")
def test_the_desk_answers_what_is_touched_and_the_address_keeps_it(opened: house.House, cast: Who) -> None:
    tab = Tab(opened, cast("ANA")).open("gifts", giver="company", value="1500")
    assert tab.shows("รับได้ และจดบันทึกไว้")
    assert tab.shows("ถ้ามูลค่าเกิน 3,000 บาท")

    tab.app.button_group(key="gifts/link").set_value("own")
    tab.run()
    assert tab.app.query_params == {"giver": "company", "value": "1500", "link": "own"}
    assert tab.shows("ไม่รับ")
    assert tab.shows("ปฏิเสธอย่างสุภาพ อธิบายนโยบาย บันทึก และแจ้งหัวหน้า")

    tab.app.checkbox(key="gifts/received").check()
    tab.run()
    assert tab.shows("ส่งคืนพร้อมคำขอบคุณ")


@pytest.mark.usefixtures("front")
def test_the_desk_asks_for_a_value_where_the_answer_hangs_on_it(opened: house.House, cast: Who) -> None:
    tab = Tab(opened, cast("ANA")).open("gifts")
    assert tab.shows("ใส่มูลค่าเพื่อดูคำตอบ")
    assert tab.shows("ถ้ามูลค่าไม่เกิน 3,000 บาท: <strong>")
    assert tab.shows("ถ้ามูลค่าเกิน 3,000 บาท: <strong>")
    assert "sj-verdict waits" in tab.html
    assert not tab.app.expander[0].label.startswith("พูดอย่างไร")

    tab.app.number_input(key="gifts/value").set_value(500)
    tab.run()
    assert tab.app.query_params == {"value": "500"}
    assert "sj-verdict record" in tab.html
    tab.app.number_input(key="gifts/value").set_value(None)
    tab.run()
    assert tab.app.query_params == {}
    assert tab.shows("ใส่มูลค่าเพื่อดูคำตอบ")


@pytest.mark.usefixtures("front")
def test_a_bribe_needs_no_value_and_the_page_says_that_it_goes_back(opened: house.House, cast: Who) -> None:
    tab = Tab(opened, cast("ANA"), "en").open("gifts", giver="company", link="favour", received="1")

    assert "sj-verdict decline" in tab.html
    assert tab.shows("it may be a bribe")
    assert tab.shows("send it back with thanks")
    assert not tab.shows("within 30 days")


@pytest.mark.usefixtures("front")
def test_the_page_shows_all_that_decides_what_would_without_it_and_speaks_to_the_giver(
    opened: house.House, cast: Who
) -> None:
    with opened.ground.write() as writing:
        set_to(writing.db, GIFTS_PROFILE, "bma")
    tab = Tab(opened, cast("ANA"), "en").open("gifts", giver="company", link="agency", value="4500", received="1")

    assert tab.shows("The BMA accepts no gift of any kind")
    assert tab.shows("Report within 30 days")
    assert tab.shows("Without the stricter rules, what would it be?") is False  # the report is shown already
    assert tab.shows("our office accepts none")
    assert tab.shows("if you are the giver")
    tab.open("gifts", giver="company", link="agency", value="500")
    assert tab.shows("Without the stricter rules, what would it be?")
    assert tab.shows("Ask the ethics officer first")


@pytest.mark.usefixtures("front")
def test_only_an_administrator_of_the_whole_chooses_whose_rules_hold(opened: house.House, cast: Who) -> None:
    assert not Tab(opened, cast("ANA")).open("gifts").app.selectbox
    assert not Tab(opened, cast("BENTO")).open("gifts").app.selectbox

    tab = Tab(opened, cast("ADISA")).open("gifts", giver="company", value="500", link="agency")
    assert tab.shows("ถามผู้รับผิดชอบงานจริยธรรมก่อน")
    tab.app.selectbox(key="gifts/profile").select("bma")
    tab.run()
    assert tab.shows("กรุงเทพมหานครงดรับของขวัญ")
    with opened.ground.read() as db:
        assert setting(db, GIFTS_PROFILE) == "bma"


@pytest.mark.usefixtures("front")
def test_asking_leaves_no_trace(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")

    def kept() -> list[str]:
        with opened.ground.read() as db:
            return [line for line in db.conn.iterdump() if "gifts" in line]

    Tab(opened, ana).open("gifts")
    before = kept()
    Tab(opened, ana).open("gifts", giver="company", value="2999", link="favour")

    assert kept() == before


def test_the_table_prints_every_case_with_its_rule(opened: house.House) -> None:
    with opened.ground.write() as writing:
        set_to(writing.db, GIFTS_PROFILE, "moph")
    said = CliRunner().invoke(gifts, ["table", "--language", "en"], obj=opened.ground)
    lines = list(csv.DictReader(StringIO(said.output)))
    found = list(table(LAYERS["moph"]))

    assert said.exit_code == 0
    assert len(lines) == len(found)
    assert {line["layer"] for line in lines} == set(LAYERS["moph"])
    for line, (case, each) in zip(lines[::97], found[::97], strict=True):
        assert each.by is not None
        assert (line["Who gives"], line["value"], line["rule"]) == (
            GIVERS[case.giver].en,
            str(case.value),
            each.by.rule.id,
        )
