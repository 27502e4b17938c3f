"""Badges and certificates: rules, issuing, how each stands, and the token in the QR code."""

import base64
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import cbor2
import click
import pytest
from click.testing import CliRunner
from conftest import NOON, OFFICE, Clock
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from qrcode.util import MODE_ALPHA_NUM, QRData
from story import PROGRAMME, ROOT, Tab, client, next_year, reads, signs, sits, walks

import house
from badges import cli, load, store
from badges.address import address_of, claims_of
from badges.credential import Credential, Done, Rule, earned
from badges.routes import routes
from badges.sheet import sheet_of
from badges.store import Standing
from badges.token import Claims, read, token
from badges.words import DEFAULT
from core import follow, reading
from core.calendar import local_day
from core.db import rows
from core.directory import Person
from core.language import Text
from core.paper import qr_modules
from core.record import of_kind
from core.settings import ADDRESS, ORGANISATION_TH, set_to
from core.signing import Refused, Signer
from people.person import Draft
from people.store import roster
from people.store.units import name_top

Who = Callable[[str], Person]
PUBLIC = "https://sujarit.example.go.th"


# Rules.


def credential(rule: str, tmp_path: Path) -> tuple[Credential | None, list[str]]:
    """A credential file with this rule as YAML, or what is said of it."""
    path = tmp_path / "one.yaml"
    both = "{th: ชื่อ, en: name}"
    path.write_text(f"shape: badge\ntitle: {both}\nearned: {both}\nrule:\n{rule}\n", encoding="utf-8")
    found, problems = reading.read(path, Credential, "one.yaml")
    return found, [problem.told("en") for problem in problems]


@pytest.mark.parametrize(
    "rule",
    [
        "  lesson: strong",
        "  lesson: all",
        "  test: post",
        "  pledge: integrity",
        "  reached: criterion",
        "  reached: 80",
        "  reached: 0",
        "  all:\n    - lesson: all\n    - any:\n        - reached: 80\n        - all: [{test: pre}, {pledge: all}]",
    ],
)
def test_a_rule_is_one_word_or_a_tree_of_them(tmp_path: Path, rule: str) -> None:
    found, problems = credential(rule, tmp_path)

    assert problems == []
    assert found is not None
    said = load.shelf.said("one", "v", found, str).body()
    assert Rule.model_validate(said["rule"]) == found.rule


@pytest.mark.parametrize(
    ("rule", "line", "wrong"),
    [
        ("  lesson: strong\n  test: post", 4, "a rule has exactly one word"),
        ("  {}", 4, "a rule has exactly one word"),
        ("  lesson:", 4, "a rule has exactly one word"),
        ("  all:\n    - lesson: strong\n    - lesson: gifts\n      test: pre", 7, "a rule has exactly one word"),
        ("  any:\n    - all:\n        - {}", 7, "a rule has exactly one word"),
        ("  all: []", 5, "“all” has 0 entries"),
        ("  any: []", 5, "“any” has 0 entries"),
        ("  medal: gold", 5, "“medal” is not known here"),
        ("  test: middle", 5, "“test” cannot be “middle”"),
    ],
)
def test_a_rule_that_says_nothing_or_two_things_is_refused_where_it_stands(
    tmp_path: Path, rule: str, line: int, wrong: str
) -> None:
    found, problems = credential(rule, tmp_path)

    assert found is None
    assert any(problem.startswith(f"one.yaml:{line} — {wrong}") for problem in problems), problems


@pytest.mark.parametrize("reached", ["101", "-1", "most"])
def test_what_is_reached_is_the_criterion_or_a_share_of_full_marks(tmp_path: Path, reached: str) -> None:
    found, problems = credential(f"  reached: {reached}", tmp_path)

    assert found is None
    assert problems


SLUGS = st.sampled_from(["strong", "gifts", "coi"])
WORDS = st.one_of(
    st.builds(lambda slug: {"lesson": slug}, st.one_of(SLUGS, st.just("all"))),
    st.builds(lambda moment: {"test": moment}, st.sampled_from(["pre", "post"])),
    st.builds(lambda slug: {"pledge": slug}, st.sampled_from(["integrity", "other", "all"])),
    st.builds(lambda percent: {"reached": percent}, st.one_of(st.integers(0, 100), st.just("criterion"))),
)
RULES: st.SearchStrategy[dict[str, Any]] = st.recursive(
    WORDS,
    lambda inner: st.builds(
        lambda word, rules: {word: rules}, st.sampled_from(["all", "any"]), st.lists(inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)
DONE = st.builds(
    Done,
    lessons=st.frozensets(SLUGS),
    tests=st.frozensets(st.sampled_from(["pre", "post"])),
    pledges=st.frozensets(st.sampled_from(["integrity", "other"])),
    score=st.none() | st.fractions(0, 1),
    topics=st.just(("strong", "gifts")),
    pledge=st.sampled_from(["integrity", ""]),
    criterion=st.integers(0, 100),
)


@given(RULES, DONE, DONE)
def test_more_done_never_un_earns(rule: dict[str, Any], done: Done, more: Done) -> None:
    scores = [each for each in (done.score, more.score) if each is not None]
    further = replace(
        done,
        lessons=done.lessons | more.lessons,
        tests=done.tests | more.tests,
        pledges=done.pledges | more.pledges,
        score=max(scores) if scores else None,
    )

    assert earned(rule, further) or not earned(rule, done)


@given(st.lists(RULES, min_size=1, max_size=4), DONE)
def test_all_and_any_are_what_they_say(rules: list[dict[str, Any]], done: Done) -> None:
    each = [earned(rule, done) for rule in rules]

    assert earned({"all": rules}, done) == all(each)
    assert earned({"any": rules}, done) == any(each)
    assert earned({"all": rules, "any": None}, done) == all(each)  # a body of the record may hold empty words


@given(WORDS)
def test_who_has_done_nothing_has_earned_nothing_that_asks_for_something(rule: dict[str, Any]) -> None:
    nobody = Done(topics=("strong", "gifts"), pledge="integrity", criterion=70)

    assert not earned(rule, nobody)
    assert not earned({}, nobody)


def test_a_score_passes_at_the_criterion_and_not_just_below() -> None:
    at, below = (Done(score=Fraction(n, 1000), criterion=70) for n in (700, 699))

    assert (at.passed, below.passed, Done(criterion=0).passed) == (True, False, False)
    assert earned({"reached": "criterion"}, at)
    assert not earned({"reached": 70}, below)


# Issuing.


# What the shipped programme earns somebody who walks it and reaches its criterion.
WALKED = {f"{slug} 2570" for slug in ("first-step", "six-letters", "gifts", "all-topics", "well-versed", "strong")}


def held(opened: house.House, person: Person) -> dict[str, Standing]:
    """What a person holds, by its name and period."""
    with opened.ground.read() as db:
        return {f"{each.credential} {each.period}": each for each in store.held(db, person.id)}


def printed(opened: house.House, found: Standing) -> dict[str, Any]:
    """What is printed on a credential."""
    with opened.ground.read() as db:
        data = store.printed(db, found.id)
    assert data is not None
    return data


def test_a_walked_path_earns_the_certificate_and_the_badges_on_the_way(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    earned_by: list[list[str]] = []
    for _ in range(5):
        walks(opened, ana, steps=1)
        earned_by.append(sorted(held(opened, ana)))

    news = [sorted({*now} - {*before}) for before, now in pairwise([[], *earned_by])]
    assert news == [
        ["first-step 2570"],
        ["six-letters 2570"],
        ["all-topics 2570", "gifts 2570"],
        ["well-versed 2570"],
        ["strong 2570"],
    ]
    found = held(opened, ana)["strong 2570"]
    assert (found.passed, found.issued, found.expires) == (True, local_day(NOON), date(2027, 11, 23))
    assert found.state(local_day(NOON)) == "valid"
    assert printed(opened, found) == {
        "shape": "certificate",
        "title": {"th": "เกียรติบัตรสุจริตเริ่มที่เรา", "en": "Certificate of integrity learning"},
        "programme": {"th": "สุจริตเริ่มที่เรา ปีงบประมาณ 2570", "en": "Integrity begins with us, fiscal year 2570"},
        "code": "STRONG-2570",
        "organisation": {"th": "", "en": ""},
        "holder": "นางสาวอานา ทดสอบ",
        "unit": {"th": "กลุ่มงานหนึ่ง", "en": "กลุ่มงานหนึ่ง"},
        "passed": True,
        "issued": "2026-11-23",
        "expires": "2027-11-23",
        "number": "1/2570",
        "words": DEFAULT.version,
    }
    assert list(opened.audit()) == []


def test_below_the_criterion_it_says_attended_and_the_badge_for_it_stays_out(opened: house.House, cast: Who) -> None:
    ana, dao = cast("ANA"), cast("DAO")
    walks(opened, ana, right=5)
    walks(opened, dao, right=6)  # of 8; the criterion is 70

    assert held(opened, ana).keys() == WALKED - {"well-versed 2570"}
    assert held(opened, dao).keys() == WALKED
    outcome = {who: held(opened, who)["strong 2570"].passed for who in (ana, dao)}
    assert list(outcome.values()) == [False, True]
    assert [printed(opened, held(opened, who)["strong 2570"])["number"] for who in (ana, dao)] == ["1/2570", "2/2570"]


def test_a_credential_is_issued_once_a_person_and_period_however_often_the_follower_runs(
    opened: house.House, cast: Who
) -> None:
    ana = cast("ANA")
    walks(opened, ana)
    (follower,) = (each for each in opened.ground.followers if each.name == "badges")
    before = tables(opened)
    for _ in range(2):
        with opened.ground.write() as writing:
            follow.forget(writing.db, follower)
        opened.ground.settle()

    assert tables(opened) == before
    with opened.ground.read() as db:
        assert len(list(of_kind(db, "CredentialIssued"))) == len(WALKED)


def tables(opened: house.House) -> dict[str, list[dict[str, Any]]]:
    """All rows of this room."""
    with opened.ground.read() as db:
        return {
            name: sorted(rows(db, f"select * from {name}"), key=repr)
            for name in (*store.FOLLOWED, "badges_credentials")
        }


def test_the_order_in_which_a_path_is_walked_does_not_matter(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    signs(opened, ana)
    reads(opened, ana, "gifts")
    sits(opened, ana, "post", 10)
    assert sorted(held(opened, ana)) == ["gifts 2570", "well-versed 2570"]
    reads(opened, ana, "strong")

    assert held(opened, ana).keys() == WALKED - {"first-step 2570"}


def test_it_bears_day_and_unit_of_what_earned_it_however_late_the_follower_is(
    opened: house.House, cast: Who, clock: Clock
) -> None:
    followers, opened.ground.followers = opened.ground.followers, ()
    ana, dao = cast("ANA"), cast("DAO")
    walks(opened, ana)
    clock.at = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)  # past midnight in Bangkok
    walks(opened, dao)
    assert held(opened, ana) == {}
    with opened.ground.write() as writing:
        roster.move(writing, ana, dao.unit)
    clock.goes(days=40)
    opened.ground.followers = followers
    opened.ground.settle()

    found = [held(opened, who)["strong 2570"] for who in (ana, dao)]
    assert [each.issued for each in found] == [date(2026, 11, 23), date(2026, 11, 24)]
    assert [each.expires for each in found] == [date(2027, 11, 23), date(2027, 11, 24)]
    assert [printed(opened, each)["issued"] for each in found] == ["2026-11-23", "2026-11-24"]
    assert [printed(opened, each)["unit"]["th"] for each in found] == ["กลุ่มงานหนึ่ง", "กลุ่มงานสอง"]


def test_what_was_printed_stays_when_person_unit_or_organisation_get_other_names(
    opened: house.House, cast: Who
) -> None:
    with opened.ground.write() as writing:
        set_to(writing.db, ADDRESS, PUBLIC)
        set_to(writing.db, ORGANISATION_TH, OFFICE)
    tam = cast("TAM")  # her unit is the organisation itself, which gets another name
    walks(opened, tam)
    found = held(opened, tam)["strong 2570"]
    before = printed(opened, found)
    with opened.ground.read() as db:
        address = address_of(opened.ground, db, found.id, before)
    with opened.ground.write() as writing:
        roster.change(writing, tam, Draft("TAM", "นาง", "แต้ม นามใหม่", "หัวหน้า", OFFICE), cast("DAO").unit)
        set_to(writing.db, ORGANISATION_TH, "สำนักงานชื่อใหม่")
        name_top(writing, "1" * 16, Text(th="สำนักงานชื่อใหม่", en="Newly Named Office"))

    assert printed(opened, found) == before
    assert (before["holder"], before["unit"]["th"], before["organisation"]["th"]) == ("นางสาวแต้ม ทดสอบ", OFFICE, OFFICE)
    with opened.ground.read() as db:
        assert address_of(opened.ground, db, found.id, before) == address
    assert list(opened.audit()) == []


def test_a_rule_of_later_is_judged_over_what_was_done_before(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    walks(opened, ana, steps=3)
    new_badge(opened, "two-lessons", "all: [{lesson: strong}, {lesson: gifts}]")

    known = {f"{name} 2570" for name in ("first-step", "six-letters", "gifts", "all-topics")}
    assert held(opened, ana).keys() == known | {"two-lessons 2570"}


def new_badge(opened: house.House, slug: str, rule: str) -> None:
    """Publish a badge of the office's own."""
    own = opened.ground.content / "badges" / f"{slug}.yaml"
    own.parent.mkdir(parents=True, exist_ok=True)
    both = "{th: เหรียญ, en: badge}"
    own.write_text(f"shape: badge\ntitle: {both}\nearned: {both}\nrule:\n  {rule}\n", encoding="utf-8")
    opened.publish()
    assert opened.problems == []


def test_a_certificate_belongs_to_the_programme_that_names_it(opened: house.House, cast: Who) -> None:
    own = opened.ground.content / "programmes" / "small.yaml"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(
        "title: {th: เล็ก, en: small}\ncode: SMALL\nfiscal_year: 2570\ncriterion: 50\n"
        "path:\n  - lesson: gifts\n  - test: post\n",  # all that the rule of the certificate “strong” asks for
        encoding="utf-8",
    )
    opened.publish()
    ana = cast("ANA")
    walks(opened, ana, programme="small")

    assert held(opened, ana).keys() == {"gifts 2570", "well-versed 2570"}, "its one lesson is not “every lesson” too"


# How it stands.


def walk_again_next_year(opened: house.House, clock: Clock, person: Person) -> None:
    """Walk this year's programme, and a year later the next one's."""
    walks(opened, person)
    clock.goes(days=340)
    next_year(opened, 2571)
    walks(opened, person, right=5, programme="strong-2571")


def test_next_year_s_supersedes_this_year_s(opened: house.House, cast: Who, clock: Clock) -> None:
    ana = cast("ANA")
    walk_again_next_year(opened, clock, ana)
    found, today = held(opened, ana), local_day(clock())

    assert {name: each.state(today) for name, each in found.items()} == {
        **dict.fromkeys(WALKED, "superseded"),
        **{name.replace("2570", "2571"): "valid" for name in WALKED - {"well-versed 2570"}},
        "well-versed 2570": "valid",  # not earned anew: 5 of 10 are below the criterion
    }
    assert found["strong 2570"].superseded == found["strong 2571"].issued == today
    assert (found["strong 2570"].passed, found["strong 2571"].passed) == (True, False)


def test_the_later_period_supersedes_also_when_it_is_issued_first(opened: house.House, cast: Who, clock: Clock) -> None:
    ana = cast("ANA")
    walks(opened, ana)
    clock.goes(days=340)
    shipped = (ROOT / "programmes" / "content" / "strong-2570.yaml").read_text(encoding="utf-8")
    own = opened.ground.content / "programmes" / "a-new-one.yaml"  # its slug stands before that of the older
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(shipped.replace("2570", "2571"), encoding="utf-8")
    opened.publish()
    walks(opened, ana, programme="a-new-one")
    new_badge(opened, "signed", "pledge: integrity")
    found, today = held(opened, ana), local_day(clock())

    assert found["signed 2571"].state(today) == "valid"
    assert found["signed 2570"].state(today) == "superseded"
    assert found["signed 2570"].superseded == today


def test_it_is_valid_on_its_last_day_and_expired_on_the_next(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    walks(opened, ana)
    certificate, badge = held(opened, ana)["strong 2570"], held(opened, ana)["six-letters 2570"]
    last = date(2027, 11, 23)

    assert certificate.expires == last
    assert certificate.state(last) == "valid"
    assert certificate.state(last + timedelta(days=1)) == "expired"
    assert badge.state(date(2600, 1, 1)) == "valid"


DAYS = st.dates(date(2026, 1, 1), date(2030, 1, 1))


@given(st.none() | DAYS, st.none() | DAYS, st.none() | DAYS, DAYS)
def test_the_gravest_state_is_the_one_that_is_told(
    expires: date | None, superseded: date | None, revoked: date | None, today: date
) -> None:
    found = Standing("1", "p", "c", "g", "2570", True, date(2026, 1, 1), expires, superseded, revoked, "")
    over = expires is not None and today > expires

    states = [("revoked", bool(revoked)), ("superseded", bool(superseded)), ("expired", over), ("valid", True)]
    assert found.state(today) == next(state for state, holds in states if holds)


def revoked_by(opened: house.House, *words: str, answer: str = "") -> Any:
    """What the command said to a revocation."""
    return CliRunner().invoke(cli.revoke, list(words), obj=opened.ground, input=answer)


def test_what_was_revoked_as_a_mistake_is_issued_anew_with_the_right_data_and_only_then(
    opened: house.House, cast: Who, clock: Clock
) -> None:
    ana = cast("ANA")
    walks(opened, ana)
    wrong = held(opened, ana)["strong 2570"]
    with opened.ground.write() as writing:
        roster.change(writing, ana, Draft("ANA", "นาง", "อานา แก้แล้ว", ana.position, OFFICE), ana.unit)

    revoked_by(opened, wrong.id, "--why", "mistake", "--yes")

    with opened.ground.read() as db:
        latest = store.issued_for(db, ana.id, "strong", "2570")
        standing = store.standing(db, latest or "")
        assert latest not in (None, wrong.id)
        assert (store.printed(db, latest or "") or {})["holder"] == "นางอานา แก้แล้ว"
    assert standing
    assert standing.state(local_day(clock())) == "valid"
    revoked_by(opened, latest or "", "--why", "fraud", "--yes")
    with opened.ground.read() as db:
        assert store.issued_for(db, ana.id, "strong", "2570") == latest, "nothing follows a fraud"
    assert list(opened.audit()) == []


def test_it_is_revoked_by_the_command_after_a_rehearsal_and_only_once(
    opened: house.House, cast: Who, clock: Clock
) -> None:
    ana = cast("ANA")
    walks(opened, ana)
    clock.goes(days=3)
    found = held(opened, ana)["strong 2570"]
    shown = revoked_by(opened, found.id, "--why", "fraud", answer="n\n")
    assert "1 fact(s) would be told, " in shown.output
    assert "\n  badges_standing: reason, revoked\n" in shown.output
    assert "\n  outcomes_counts: " in shown.output, "one certificate less is valid"
    assert held(opened, ana)["strong 2570"] == found
    done = revoked_by(opened, found.id, "--why", "fraud", "--yes")
    again = revoked_by(opened, found.id, "--why", "mistake", "--yes")

    assert (done.exit_code, again.exit_code) == (0, 1)
    assert f"{found.id} is revoked" in done.output
    assert "stands to be revoked" in again.output
    assert held(opened, ana)["strong 2570"] == replace(found, revoked=date(2026, 11, 26), reason="fraud")
    assert held(opened, ana)["six-letters 2570"].state(local_day(clock())) == "valid"
    assert list(opened.audit()) == []


def test_a_revocation_that_was_rehearsed_on_another_state_is_not_done_and_says_so(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = cast("ANA")
    walks(opened, ana)
    found = held(opened, ana)["strong 2570"]

    def meanwhile(text: str, abort: bool) -> None:
        walks(opened, cast("DAO"), steps=1)

    monkeypatch.setattr(click, "confirm", meanwhile)
    said = revoked_by(opened, found.id, "--why", "fraud")

    assert said.exit_code == 1
    assert "something happened since this was rehearsed" in said.output
    assert f"{found.id} is revoked" not in said.output
    assert held(opened, ana)["strong 2570"].revoked is None


def test_an_erased_person_s_print_goes_and_the_state_stays(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    walks(opened, ana)
    found = held(opened, ana)["strong 2570"]
    with opened.ground.write() as writing:
        for room in house.ROOMS:
            room.erase(writing, ana.id)

    with opened.ground.read() as db:
        assert store.printed(db, found.id) is None
        assert store.standing(db, found.id) == found
    assert list(opened.audit()) == []


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ("data = replace(data, 'อานา', 'อันนา')", "what is printed on it is not what was sealed at its issue"),
        ("salt = 'x'", "what is printed on it is not what was sealed at its issue"),
        ("number = '9/2570'", "its number is not the one that is printed"),
        ("period = '2571'", "its row is not what the record says"),
        ("data = ''", "what is printed on it is gone, and no fact says that it was erased"),
        ("data = '{'", "what is printed on it cannot be read"),
    ],
)
def test_the_audit_finds_a_changed_print(opened: house.House, cast: Who, change: str, wrong: str) -> None:
    ana = cast("ANA")
    walks(opened, ana)
    found = held(opened, ana)["strong 2570"]
    with opened.ground.write() as writing:
        writing.db.conn.execute(f"update badges_credentials set {change} where id = '{found.id}'")

    found_out = [str(finding) for finding in opened.audit()]
    assert [finding for finding in found_out if finding.startswith("credential ")] == [
        f"credential {found.id} — {wrong}"
    ]


# The token.

SIGNER = Signer(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
OTHER = Signer(Ed25519PrivateKey.from_private_bytes(bytes(32)))
KEYS = {SIGNER.kid: SIGNER.public}
CLAIMS = Claims(
    "0123456789abcdef", "นางสาวอานา ทดสอบ", "กลุ่มงานหนึ่ง", "STRONG-2570", date(2026, 11, 23), date(2027, 11, 23)
)
TOKEN = token(CLAIMS, SIGNER)
BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

THAI = st.text(st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B), max_size=60)
NAMES = THAI | st.text(max_size=60) | st.text(st.characters(min_codepoint=0x20, max_codepoint=0x17F), max_size=60)
TOKENS = st.builds(
    Claims,
    id=st.binary(min_size=8, max_size=8).map(bytes.hex),
    name=NAMES,
    unit=NAMES,
    programme=st.text(max_size=20),
    issued=st.dates(date(1970, 1, 1), date(2400, 1, 1)),
    expires=st.none() | st.dates(date(1970, 1, 1), date(2400, 1, 1)),
)


@given(TOKENS)
def test_a_token_says_what_was_put_into_it(claims: Claims) -> None:
    text = token(claims, SIGNER)

    assert text == token(claims, SIGNER)
    assert set(text) <= set(BASE32)
    assert read(text, KEYS) == claims
    assert read(text.lower(), KEYS) == claims
    assert read(f" {text}\n", KEYS) == claims


def test_no_letter_of_a_token_can_be_another_one() -> None:
    accepted = [
        (place, letter)
        for place, right in enumerate(TOKEN)
        for letter in BASE32
        if letter != right and not isinstance(read(TOKEN[:place] + letter + TOKEN[place + 1 :], KEYS), Refused)
    ]

    assert accepted == []


@given(TOKENS, st.data())
def test_any_changed_character_is_refused(claims: Claims, data: st.DataObject) -> None:
    text = token(claims, SIGNER)
    place = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.sampled_from(BASE32) | st.sampled_from("0189=-_ ıſß\u212a") | st.characters())
    changed = text[:place] + letter + text[place + 1 :]

    same = letter.isascii() and letter.upper() == text[place]
    assert isinstance(read(changed, KEYS), Refused) == (not same)


@pytest.mark.parametrize(("plain", "looks"), [("I", "ı"), ("S", "ſ"), ("SS", "ß"), ("K", "\u212a")])
def test_a_letter_that_only_becomes_the_right_one_in_capitals_is_refused(plain: str, looks: str) -> None:
    text = next(
        text for n in range(10_000) if plain in (text := token(replace(CLAIMS, id=f"{n:016x}"), SIGNER))
    )  # fmt: skip

    assert isinstance(read(text, KEYS), Claims)
    assert isinstance(read(text.replace(plain, looks, 1), KEYS), Refused)


@given(st.integers(0, len(TOKEN) - 1), st.text(BASE32 + BASE32.lower() + "=", min_size=1, max_size=8))
def test_a_shorter_or_longer_token_is_refused(length: int, more: str) -> None:
    assert isinstance(read(TOKEN[:length], KEYS), Refused)
    assert isinstance(read(TOKEN[length + 1 :], KEYS), Refused)
    assert isinstance(read(TOKEN + more, KEYS), Refused)
    assert isinstance(read(more + TOKEN, KEYS), Refused)


def test_another_key_s_token_is_refused_and_so_is_one_under_a_borrowed_name() -> None:
    assert read(token(CLAIMS, OTHER), KEYS) == Refused(f"the token is signed with a key that is not here ({OTHER.kid})")
    assert isinstance(read(TOKEN, {SIGNER.kid: OTHER.public}), Refused)
    assert isinstance(read(TOKEN, {}), Refused)
    assert read(token(CLAIMS, OTHER), {**KEYS, OTHER.kid: OTHER.public}) == CLAIMS


def test_nothing_in_a_token_is_unsigned() -> None:
    outer = cbor2.loads(base64.b32decode(TOKEN + "=" * (-len(TOKEN) % 8)))
    protected, _, payload, signature = outer.value
    changes: list[object] = [{}, {99: 1}, {4: bytes.fromhex(OTHER.kid)}, [], None]
    for unprotected in changes:
        changed = cbor2.dumps(cbor2.CBORTag(18, [protected, unprotected, payload, signature]), canonical=True)
        found = read(base64.b32encode(changed).decode().rstrip("="), KEYS)
        assert found == CLAIMS if unprotected == {} else isinstance(found, Refused)


PLAIN: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(max_size=8)
    | st.binary(max_size=70),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(st.integers() | st.text(max_size=4), inner, max_size=4)
        | st.builds(cbor2.CBORTag, st.integers(0, 300), inner)
    ),
    max_leaves=10,
)
PROTECTED = st.sampled_from(
    [cbor2.dumps({1: -8, 4: bytes.fromhex(SIGNER.kid)}), cbor2.dumps({4: "text"}), b"", b"\xff"]
)
SHAPES = st.binary(max_size=200) | st.builds(
    lambda *parts: cbor2.dumps(cbor2.CBORTag(18, list(parts)), canonical=True), PROTECTED | PLAIN, PLAIN, PLAIN, PLAIN
)
CYCLIC = bytes.fromhex("d81c81d81d00")  # a list that holds itself


def sign1(kid: str, rest: bytes) -> bytes:
    """A COSE_Sign1 with the right protected header and whatever follows it."""
    return b"\xd2\x84" + cbor2.dumps(cbor2.dumps({1: -8, 4: bytes.fromhex(kid)})) + rest


@given(SHAPES | st.just(sign1(SIGNER.kid, CYCLIC + b"\x41\xa0\x40")))
def test_whatever_is_shown_as_a_token_is_refused_and_never_breaks_the_reader(raw: bytes) -> None:
    assert isinstance(read(base64.b32encode(raw).decode().rstrip("="), KEYS), Refused)


@given(st.text(max_size=300))
def test_any_text_at_all_is_refused(text: str) -> None:
    assert isinstance(read(text, KEYS), Refused)


def test_a_token_as_long_as_a_book_is_refused() -> None:
    assert isinstance(read("A" * 1_000_000, KEYS), Refused)


LONG_NAME = "ณัฏฐ์ธัญญกานต์กตัญญุตาภิรมย์ปี่ จุฬาลักษณ์กัญญาณัฐน้ำทิพย์ผู้ใหญ่ฐานกุล"  # 31 and 39 characters
LONG_UNIT = ("กลุ่มงานส่งเสริมสุขภาพและป้องกันควบคุมโรคติดต่อ โรงพยาบาลส่งเสริมสุขภาพตำบล" + "เขวาใหญ่" * 9)[:80]
LONG_HOST = "sujarit-learning." + "district-health-office" + ".example.go"  # 50 characters


@pytest.mark.parametrize("title", ["นางสาว", "ว่าที่ร้อยตรีหญิง ดร. "])
def test_the_longest_names_stay_in_a_code_that_a_phone_reads_from_paper(title: str) -> None:
    claims = replace(CLAIMS, name=title + LONG_NAME, unit=LONG_UNIT, programme="STRONG-INTEGRITY2570")
    address = f"https://{LONG_HOST}".upper() + "/V/" + token(claims, SIGNER)

    assert [len(part) for part in LONG_NAME.split()] == [31, 39]
    assert (len(LONG_UNIT), len(LONG_HOST), len(claims.programme)) == (80, 50, 20)
    assert QRData(address).mode == MODE_ALPHA_NUM
    assert (len(qr_modules(address)) - 8 - 17) / 4 <= 15
    assert read(address.rsplit("/", 1)[-1], KEYS) == claims


# On the web.


def certificate_of(opened: house.House, person: Person, address: str = PUBLIC) -> tuple[Standing, str | None]:
    """A person's certificate, and the address in its QR code."""
    with opened.ground.write() as writing:
        set_to(writing.db, ADDRESS, address)
    walks(opened, person)
    found = held(opened, person)["strong 2570"]
    with opened.ground.read() as db:
        return found, address_of(opened.ground, db, found.id, printed(opened, found))


def test_the_address_in_the_code_verifies_in_capitals_and_in_small_letters(opened: house.House, cast: Who) -> None:
    _, address = certificate_of(opened, cast("ANA"))
    assert address
    assert address.startswith("HTTPS://SUJARIT.EXAMPLE.GO.TH/V/")
    anybody = client(opened, routes)
    path = address.removeprefix("HTTPS://SUJARIT.EXAMPLE.GO.TH")
    upper, lower = anybody.get(path), anybody.get(path.lower())

    for answer in (upper, lower):
        assert answer.status_code == 200
        for text in ("นางสาวอานา ทดสอบ", "กลุ่มงานหนึ่ง", "1/2570", "23 พฤศจิกายน พ.ศ. 2569", "ใช้ได้", "ผ่านการอบรม"):
            assert text in answer.text
    assert anybody.get(path[:-1]).status_code == 404
    assert anybody.get(f"{path[:-1]}{'A' if path[-1] != 'A' else 'B'}").status_code == 404


@pytest.mark.parametrize("rest", [CYCLIC + b"\x41\xa0\x40", b"\xa0\x41\xa0\x05", b"\x80\x41\xa0\x40"])
def test_a_made_up_code_is_an_honest_404(opened: house.House, rest: bytes) -> None:
    made_up = base64.b32encode(sign1(opened.ground.signer.kid, rest)).decode().rstrip("=")

    assert client(opened, routes).get(f"/v/{made_up}").status_code == 404


def test_the_page_shows_the_state_as_of_now(opened: house.House, cast: Who, clock: Clock) -> None:
    ana = cast("ANA")
    found, address = certificate_of(opened, ana)
    assert address
    path = "/V/" + address.rsplit("/", 1)[-1]
    anybody = client(opened, routes)
    assert "หมดอายุแล้ว" not in anybody.get(path).text
    clock.at = datetime(2027, 11, 23, 17, 0, tzinfo=UTC)  # midnight in Bangkok after the last day
    assert "หมดอายุเมื่อ 23 พฤศจิกายน พ.ศ. 2570" in anybody.get(path).text
    next_year(opened, 2571)
    walks(opened, ana, programme="strong-2571")
    assert "แทนด้วยฉบับที่ออกเมื่อ 24 พฤศจิกายน พ.ศ. 2570" in anybody.get(path).text
    revoked_by(opened, found.id, "--why", "mistake", "--yes")
    assert "เพิกถอนเมื่อ 24 พฤศจิกายน พ.ศ. 2570 ออกให้โดยข้อมูลคลาดเคลื่อน" in anybody.get(path).text


def test_without_a_public_address_there_is_no_code_and_the_page_says_why(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "house", lambda: opened)
    ana = cast("ANA")
    found, address = certificate_of(opened, ana, address="")
    with opened.ground.read() as db:
        sheet = sheet_of(opened.ground, db, found.id, printed(opened, found), "th")
    tab = Tab(opened, ana).open("certificates")

    assert address is None
    assert sheet.address is None
    assert tab.shows("ยังไม่มีคิวอาร์โค้ด เพราะหน่วยงานยังไม่ได้ตั้งที่อยู่เว็บสาธารณะ")
    assert not tab.shows("หน้าตรวจสอบ")
    with opened.ground.write() as writing:
        set_to(writing.db, ADDRESS, PUBLIC)
    tab.open("certificates")
    assert tab.shows("หน้าตรวจสอบ")
    assert not tab.shows("ยังไม่มีคิวอาร์โค้ด")


def test_a_certificate_is_given_to_its_holder_and_to_an_administrator_only(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    found, _ = certificate_of(opened, ana)

    def asks(code: str) -> int:
        return client(opened, routes, cast(code)).get(f"/certificates/{found.id}.pdf").status_code

    assert [asks(code) for code in ("ANA", "ADISA", "DAO", "BENTO", "TAM")] == [200, 200, 404, 404, 404]
    stranger = client(opened, routes).get(f"/certificates/{found.id}.pdf", follow_redirects=False)
    assert (stranger.status_code, stranger.headers["location"]) == (303, f"/sign-in?back=/certificates/{found.id}.pdf")


def test_the_claims_are_those_that_are_printed(opened: house.House, cast: Who) -> None:
    found, _ = certificate_of(opened, cast("ANA"))

    assert claims_of(found.id, printed(opened, found)) == Claims(
        found.id, "นางสาวอานา ทดสอบ", "กลุ่มงานหนึ่ง", "STRONG-2570", date(2026, 11, 23), date(2027, 11, 23)
    )
    assert found.programme == PROGRAMME
