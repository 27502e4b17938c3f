"""The desk as a lawyer read it: each finding as cases, with the answer and the rule that is shown first."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_gifts import LAYERS, SHIPPED, cases, profiles

from gifts.case import LINKS, OCCASIONS, Case
from gifts.layer import ANSWERS, Profile
from gifts.pages.desk import _policy
from gifts.verdict import verdict, waits
from gifts.words import HELD, IN_HAND, MEANINGS, POLITELY, changed

Said = dict[str, str]  # profile → “answer layer/rule”


def case(giver: str, link: str = "none", occasion: str = "custom", thing: str = "goods", value: int = 500, **more: bool | int) -> Case:  # fmt: skip
    return Case(giver, link=link, occasion=occasion, thing=thing, value=value, **more)  # type: ignore[arg-type]


def everywhere(said: str) -> Said:
    return dict.fromkeys(LAYERS, said)


OUTSIDE = {"moph": "decline no-gift-moph/contact", "bma": "decline bma-2565/contact"}

FINDINGS: dict[str, list[tuple[Case, Said]]] = {
    "A1 a bribe in hand is returned": [
        (case("company", "favour", value=4500, received=True), everywhere("decline act-2561/favour-in-hand")),
        (case("company", "favour", value=3000, received=True), everywhere("decline act-2561/favour-in-hand")),
        (case("company", "favour", value=4500), everywhere("decline act-2561/favour")),
    ],
    "A1 so is what a contractor before you has sent": [
        (case("company", "own", value=4500, received=True), {"law": "decline care/a-matter-before-you", **OUTSIDE}),
        (case("company", "agency", value=4500, received=True), {"law": "report nacc-2563/over-in-hand-business", **OUTSIDE}),
    ],
    "A1 and the watch, the aunt's gold and the child's toy": [
        (case("subordinate", value=12_000, received=True), everywhere("decline pm-2565/subordinate-over")),
        (case("company", "own", value=40_000, received=True, relative=True), everywhere("decline care/a-relatives-matter")),
        (case("company", "agency", value=5000, received=True, family=True), {"law": "decline pm-2565/family"}),
        (case("friend", value=4500, received=True), everywhere("report nacc-2563/over-in-hand")),
    ],
    "A2 what is open to our section is not open to the public": [
        (case("company", "agency", "open", "meal", 120), {"law": "ask care/open-but-close", "moph": "ask care/open-but-close", "bma": "decline bma-2565/meal"}),
        (case("company", "agency", "open", value=600), everywhere("ask care/open-but-close")),
        (case("company", occasion="open", value=600), everywhere("accept nacc-2563/open-to-all")),
    ],
    "A3 nor is a meal or money a donation": [
        (case("company", "agency", "office", "meal"), {"law": "ask care/no-donation", "moph": "ask care/no-donation", "bma": "decline bma-2565/meal"}),
        (case("company", "agency", "office", "cash", 50_000), everywhere("ask care/no-donation")),
        (case("company", "own", "office", "benefit"), everywhere("ask care/donation-with-a-matter")),
        (case("company", "agency", "office"), everywhere("record care/donation")),
    ],
    "A4 a right is an agency's to give": [
        (case("company", "own", "right", "cash", 30_000), everywhere("ask care/right-with-a-link")),
        (case("subordinate", occasion="right", thing="cash"), everywhere("ask care/right-from-a-person")),
        (case("agency", "agency", "right", "cash", 1200), everywhere("accept act-2561/right")),
        (case("company", occasion="right", thing="cash"), everywhere("accept act-2561/right")),
        (case("friend", occasion="right", relative=True), everywhere("accept act-2561/right")),
    ],
    "A5 whom one serves is linked, whatever was chosen": [
        (case("client", value=60), {"law": "ask care/business", **OUTSIDE}),
        (case("public", value=60), everywhere("record nacc-2563/within")),
    ],
    "B1 a relative is not judged by the others' ceiling": [
        (case("company", "own", value=40_000, relative=True), everywhere("decline care/a-relatives-matter")),
        (case("company", "agency", value=40_000, relative=True), everywhere("ask care/relative-with-business")),
    ],
    "B2 a relative who works for you is not spoken of": [
        (case("subordinate", value=5000, relative=True), everywhere("ask care/relative-who-works-for-you")),
    ],
    "B3 nor the grandmother who supplies the office": [
        (case("company", "agency", relative=True, family=True), everywhere("ask care/relative-with-business")),
    ],
    "B4 a shared dinner is no gift in place of a card": [
        (case("subordinate", thing="meal"), {"moph": "record pm-2565/subordinate-custom"}),
        (case("subordinate"), {"moph": "decline moph-2561/card-instead"}),
    ],
    "B5 a sister agency is asked about": [
        (case("agency", "agency", value=80), everywhere("ask care/business")),
    ],
    "C1 peers, with an occasion and without cash": [
        (case("friend"), everywhere("accept nacc-2563/peers")),
        (case("friend", occasion="none"), everywhere("record nacc-2563/within")),
        (case("friend", thing="cash"), everywhere("ask care/cash")),
        (case("colleague", occasion="none"), everywhere("ask pm-2565/officials-no-occasion")),
    ],
    "C2 outsiders likewise": [
        (case("company", occasion="none", value=1500), everywhere("ask nacc-2563/no-occasion")),
        (case("client", occasion="none", thing="cash", value=2900), {"law": "ask care/business", **OUTSIDE}),
        (case("company", thing="cash", value=1500), everywhere("ask care/cash")),
    ],
    "D1 the reason shown first is the link": [
        (case("company", "own", "none", "benefit", 60_000), {"law": "decline care/a-matter-before-you", **OUTSIDE}),
        (case("subordinate", value=12_000), {"law": "decline pm-2565/subordinate-over"}),
    ],
    "D2 an old principle is no regulation": [
        (case("subordinate", thing="cash", value=2000), {"law": "decline care/subordinate-cash"}),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "wanted"), [pytest.param(*each, id=f"{name[:2]}-{n}") for name, found in FINDINGS.items() for n, each in enumerate(found)]
)  # fmt: skip
def test_each_finding_is_mended(asked: Case, wanted: Said) -> None:
    assert {of: _said(of, asked) for of in wanted} == wanted


def _said(of: str, asked: Case) -> str:
    found = verdict(LAYERS[of], asked)  # type: ignore[index]
    assert found.by is not None
    return f"{found.answer} {found.by.layer}/{found.by.rule.id}"


@given(cases, profiles)
def test_a_matter_before_you_is_never_kept_for_goodwill(asked: Case, of: Profile) -> None:
    for link in ("own", "favour"):
        found = verdict(LAYERS[of], replace(asked, link=link, received=True))

        assert found.answer != "report"
        assert "report" not in [each.answer for each in found.others]


@given(cases, profiles)
def test_whom_one_serves_has_business_with_the_agency(asked: Case, of: Profile) -> None:
    served = replace(asked, giver="client")

    assert verdict(LAYERS[of], replace(served, link="none")) == verdict(LAYERS[of], replace(served, link="agency"))


def test_beside_a_policy_that_declines_the_report_that_is_due_is_shown() -> None:
    found = verdict(LAYERS["bma"], case("company", "agency", value=4500, received=True))

    assert [(each.layer, each.answer) for each in found.beside] == [("nacc-2563", "report")]


def test_all_rules_with_the_same_answer_are_shown() -> None:
    found = verdict(LAYERS["bma"], case("company", "own", "none", "benefit", 60_000))

    assert [each.layer for each in found.beside] == ["nacc-2563", "care"]


@given(cases, profiles)
def test_the_desk_waits_for_a_value_exactly_where_one_would_tell(asked: Case, of: Profile) -> None:
    unsaid, layers = replace(asked, value=0), LAYERS[of]
    answers = {verdict(layers, replace(asked, value=value)).answer for value in (0, 1, 3000, 3001, 1_000_000)}

    assert waits(layers, unsaid) == (len(answers) > 1)
    assert not waits(layers, replace(asked, value=1))


def test_the_desk_opens_with_no_answer_before_a_value_is_given() -> None:
    assert all(waits(layers, Case("public")) for layers in LAYERS.values())


def test_what_is_in_hand_is_said_in_one_wording() -> None:
    assert changed("received", case("public", received=True), None, "th") == f"ถ้า{HELD.th}"
    assert HELD.en.split(", ")[1] in changed("received", case("public", received=True), None, "en")
    assert ANSWERS[-1] == "decline", "what is declined goes back; what is reported may be kept until somebody decides"
    assert "ส่งคืน" in MEANINGS["decline"].do.th
    assert "มอบแก่หน่วยงาน" in IN_HAND.th


def test_only_where_a_no_gift_policy_declines_do_the_words_say_that_the_office_takes_none() -> None:
    asked = case("company", "own")
    boss = case("subordinate")

    assert [_policy(verdict(layers, asked), layers) for layers in LAYERS.values()] == [False, True, True]
    assert not _policy(verdict(LAYERS["moph"], boss), LAYERS["moph"])
    assert "งดรับ" not in POLITELY["ask"].th + POLITELY["decline"].th


@pytest.mark.parametrize(
    ("layer", "rule", "th", "en"),
    [
        ("act-2561", "favour", "อาจเป็นสินบน", "it may be a bribe"),
        ("act-2561", "favour-in-hand", "คืนและแจ้งหัวหน้าทันที", "tell your head at once"),
        ("act-2561", "right", "น่าจะเข้าหลักเดียวกัน", "is likely of the same kind"),
        ("nacc-2563", "relative", "ไม่มีลูกพี่ลูกน้อง", "cousins are not in it"),
        ("nacc-2563", "over", "มักอธิบายกันว่านับต่อคนต่อโอกาส", "usually explained as per person and occasion"),
        ("nacc-2563", "over-in-hand-business", "ถ้าคืนได้", "return it if you can"),
        ("pm-2565", "subordinate-over", "ขอแนะนำให้นับทั้งชิ้น", "our advice is to count it as a whole"),
        ("no-gift-moph", "contact", "โดยทั่วไป", "In general"),
        ("bma-2565", "contact", "ของกำนัลทุกชนิด", "The BMA accepts no gift of any kind"),
        ("moph-2561", "card-instead", "จึงแนะนำให้ไม่รับ", "so our answer is to decline"),
        ("care", "a-relatives-matter", "ขอถอนตัว", "step out of the matter"),
    ],
)
def test_what_is_advice_is_said_as_advice(layer: str, rule: str, th: str, en: str) -> None:
    because = next(each.because for each in SHIPPED[layer].rules if each.id == rule)

    assert because
    assert th in because.th
    assert en in because.en


def test_no_source_is_named_that_was_not_read_for_it() -> None:
    assert not SHIPPED["no-gift-moph"].sources["no-gift"].address
    assert {each.source for each in SHIPPED["pm-2565"].rules if each.answer == "ask"} == {"pm-2565-second"}
    assert SHIPPED["pm-2565"].sources["pm-2565-second"].standing == "partly verified"
    assert "แทนท่าน" not in str(SHIPPED["pm-2565"])
    assert "ไม่ว่าราคา" not in str(SHIPPED["bma-2565"])
    assert "Bangkok accepts" not in str(SHIPPED["bma-2565"])


def test_the_choices_say_what_they_mean() -> None:
    assert "ไม่ใช่เฉพาะเจ้าหน้าที่" in OCCASIONS["open"].th
    assert "2 ปีหลังพ้นตำแหน่ง" in LINKS["agency"].th
    assert "ไม่นับการบังคับบัญชาตามปกติ" in LINKS["own"].th


@given(st.sampled_from(sorted(LAYERS)))
def test_every_source_of_a_layer_is_used_by_a_rule_of_it(of: str) -> None:
    for slug, layer in LAYERS[of].items():  # type: ignore[index]
        assert {rule.source for rule in layer.rules if rule.source} == set(layer.sources), slug
