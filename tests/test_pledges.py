"""Pledges: a signature binds the words that were shown, whose it is, where they then worked, and when; and only once."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from conftest import NOON, Clock
from hypothesis import given
from hypothesis import strategies as st
from story import PROGRAMME, Tab, reads, signs, sits, walks

import house
from core.db import one, rows
from core.directory import Person
from core.facts import PledgeSigned
from core.language import LANGUAGES, Language, Text
from core.library import current
from core.reading import read
from core.record import Fact, of_kind, seal, stamp
from core.signing import Refused
from people.store import roster
from pledges import load, store
from pledges.pledge import Pledge

Who = Callable[[str], Person]
SHIPPED = load.shelf.folder / "integrity.yaml"
(PLEDGE,) = (pledge for pledge in read(SHIPPED, Pledge, "integrity") if isinstance(pledge, Pledge))


def in_force(opened: house.House) -> tuple[str, Pledge]:
    """The version in force, and its words."""
    with opened.ground.read() as db:
        found = load.pledge(db, "integrity")
    assert found is not None
    return found


def republish(opened: house.House, before: str, after: str) -> None:
    """Write the office's own text over the one in force."""
    own = opened.ground.content / "pledges" / "integrity.yaml"
    text = (own if own.exists() else SHIPPED).read_text(encoding="utf-8")
    assert before in text
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(text.replace(before, after), encoding="utf-8")
    opened.publish()
    assert opened.problems == []


def told(opened: house.House) -> list[Fact]:
    """The signatures in the record."""
    with opened.ground.read() as db:
        return list(of_kind(db, "PledgeSigned"))


def kept(opened: house.House) -> list[dict[str, Any]]:
    """The rows of signatures."""
    with opened.ground.read() as db:
        return rows(db, "select * from pledges_signatures order by at")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_signature_binds_version_words_language_unit_and_time(
    opened: house.House, cast: Who, clock: Clock, language: Language
) -> None:
    bento = cast("BENTO")
    clock.goes(hours=3)
    signs(opened, bento, language=language)
    (fact,), (row,), (version, pledge) = told(opened), kept(opened), in_force(opened)

    assert fact.said == PledgeSigned(
        programme=PROGRAMME,
        pledge="integrity",
        version=version,
        text=pledge.digest(language),
        language=language,
        standing="executive",
        seal=seal(row["salt"], ["นายเบนโต ทดสอบ", "หัวหน้ากลุ่มงาน"]),
    )
    assert (fact.person, fact.unit, fact.subject, fact.at) == (bento.id, bento.unit, row["id"], clock())
    assert clock() != NOON
    assert {name: row[name] for name in ("person", "unit", "version", "language", "name", "position", "at")} == {
        "person": bento.id,
        "unit": bento.unit,
        "version": version,
        "language": language,
        "name": "นายเบนโต ทดสอบ",
        "position": "หัวหน้ากลุ่มงาน",
        "at": stamp(clock()),
    }
    assert list(opened.audit()) == []


def test_the_record_holds_neither_name_nor_position(opened: house.House, cast: Who) -> None:
    signs(opened, cast("BENTO"))

    with opened.ground.read() as db:
        row = one(db, "select * from record_facts where kind = 'PledgeSigned'")
    assert row
    assert not [text for text in row.values() if "เบนโต" in str(text) or "หัวหน้ากลุ่มงาน" in str(text)]


def test_a_name_or_unit_of_later_does_not_change_what_was_signed(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    signs(opened, ana)
    (before,) = kept(opened)
    with opened.ground.write() as writing:
        writing.db.conn.execute("update people_persons set name = 'อานา นามใหม่' where code = 'ANA'")
        roster.move(writing, ana, cast("DAO").unit)

    assert kept(opened) == [before]


def test_signing_twice_signs_once(opened: house.House, cast: Who, clock: Clock) -> None:
    ana = cast("ANA")
    signs(opened, ana)
    first = kept(opened)
    clock.goes(minutes=1)
    signs(opened, ana)
    signs(opened, ana, language="en")

    assert kept(opened) == first
    assert len(told(opened)) == 1


def test_another_person_and_another_programme_have_signatures_of_their_own(opened: house.House, cast: Who) -> None:
    signs(opened, cast("ANA"))
    signs(opened, cast("DAO"))
    signs(opened, cast("ANA"), programme="another")

    assert len(told(opened)) == len(kept(opened)) == 3


def test_what_was_republished_between_showing_and_signing_is_refused_and_nothing_is_kept(
    opened: house.House, cast: Who
) -> None:
    shown, pledge = in_force(opened)
    republish(opened, "ซื่อสัตย์สุจริต", "ซื่อตรง")
    with opened.ground.write() as writing:
        refused = store.sign(writing, "1" * 16, cast("ANA"), PROGRAMME, "integrity", shown, pledge, "th")

    assert refused == Refused("the text has changed since it was shown")
    assert (told(opened), kept(opened)) == ([], [])
    assert in_force(opened)[0] != shown


def test_a_changed_text_waits_for_a_review_once_somebody_has_signed(opened: house.House, cast: Who) -> None:
    signs(opened, cast("ANA"))
    before, _ = in_force(opened)
    republish(opened, "ซื่อสัตย์สุจริต", "ซื่อตรง")
    waiting = [(each.room, each.slug) for each in opened.waiting]
    still, _ = in_force(opened)
    opened.review("pledges", "integrity")
    signs(opened, cast("DAO"))

    assert (waiting, still) == ([("pledges", "integrity")], before)
    ana, dao = told(opened)
    assert ana.body["version"] == before != dao.body["version"]
    assert ana.body["text"] != dao.body["text"]
    assert list(opened.audit()) == []


def test_the_words_that_were_signed_are_kept_for_ever(opened: house.House, cast: Who) -> None:
    signs(opened, cast("ANA"))
    version, pledge = in_force(opened)
    republish(opened, "ซื่อสัตย์สุจริต", "ซื่อตรง")
    opened.review("pledges", "integrity")

    with opened.ground.read() as db:
        assert load.kept(db, "integrity", version) == pledge
        assert current(db, "pledges", "integrity") != version


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ("name = 'คนอื่น'", "name and position are not those that were sealed"),
        ("position = 'ผู้อำนวยการ'", "name and position are not those that were sealed"),
        ("version = 'x'", "its row is not what the record says"),
        ("language = 'en'", "its row is not what the record says"),
        ("unit = 'x'", "its row is not what the record says"),
        ("at = '2026-01-01'", "its row is not what the record says"),
    ],
)
def test_the_audit_finds_a_changed_signature(opened: house.House, cast: Who, change: str, wrong: str) -> None:
    signs(opened, cast("ANA"))
    (row,) = kept(opened)
    with opened.ground.write() as writing:
        writing.db.conn.execute(f"update pledges_signatures set {change}")

    assert [str(finding) for finding in opened.audit()] == [f"signature {row['id']} — {wrong}"]


def test_the_audit_finds_a_signature_that_is_gone_and_one_that_nobody_told(opened: house.House, cast: Who) -> None:
    signs(opened, cast("ANA"))
    (row,) = kept(opened)
    with opened.ground.write() as writing:
        writing.db.conn.execute("update pledges_signatures set id = 'another'")

    assert {str(finding) for finding in opened.audit()} == {
        f"signature {row['id']} — its row is gone, and no fact says that it was erased",
        "signature another — the row has no fact",
    }


def test_an_erased_person_s_signature_goes_and_the_fact_stays(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    signs(opened, ana)
    with opened.ground.write() as writing:
        for room in house.ROOMS:
            room.erase(writing, ana.id)

    assert kept(opened) == []
    assert len(told(opened)) == 1
    assert list(opened.audit()) == []


def test_that_somebody_did_not_sign_is_kept_nowhere(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "house", lambda: opened)
    ana = cast("ANA")
    walks(opened, ana, steps=4)
    with opened.ground.read() as db:
        before = rows(db, "select count(*) from record_facts")
    Tab(opened, ana).open("pledge", programme=PROGRAMME, pledge="integrity").click("later")

    assert kept(opened) == []
    with opened.ground.read() as db:
        assert rows(db, "select count(*) from record_facts") == before


FIELDS = ("title", "text", "act")


@given(st.sampled_from(FIELDS), st.sampled_from(LANGUAGES), st.data())
def test_the_digest_changes_with_any_character(field: str, language: Language, data: st.DataObject) -> None:
    text: Text = getattr(PLEDGE, field)
    words = text[language]
    place = data.draw(st.integers(0, len(words)))
    removed = data.draw(st.integers(0, 1))
    added = data.draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=2))
    changed = words[:place] + added + words[place + removed :]
    other = PLEDGE.model_copy(update={field: text.model_copy(update={language: changed})})
    same = unicodedata.normalize("NFC", changed) == unicodedata.normalize("NFC", words)

    assert (other.digest(language) == PLEDGE.digest(language)) == same
    for each in LANGUAGES:
        if each != language:
            assert other.digest(each) == PLEDGE.digest(each)


def test_words_cannot_move_between_title_text_and_act_unseen() -> None:
    moved = PLEDGE.model_copy(
        update={
            "title": Text(th=PLEDGE.title.th + PLEDGE.text.th[0], en="x"),
            "text": Text(th=PLEDGE.text.th[1:], en="x"),
        }
    )

    assert "".join(moved.words("th")) == "".join(PLEDGE.words("th"))
    assert moved.digest("th") != PLEDGE.digest("th")


# On the page.


def at_the_pledge(opened: house.House, person: Person, language: Language = "th") -> Tab:
    """A tab at the pledge, when its turn has come."""
    sits(opened, person, "pre", 3)
    for lesson in ("strong", "gifts"):
        reads(opened, person, lesson)
    sits(opened, person, "post", 9)
    return Tab(opened, person, language).open("pledge", programme=PROGRAMME, pledge="integrity")


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_is_signed_stands_on_the_page_and_the_receipt_names_it(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    monkeypatch.setattr(house, "house", lambda: opened)
    ana = cast("ANA")
    tab = at_the_pledge(opened, ana, language)

    assert all(tab.shows(words) for words in PLEDGE.words(language))
    assert tab.shows("นางสาวอานา ทดสอบ")
    assert tab.shows("พยาบาลวิชาชีพ")
    assert tab.shows("กลุ่มงานหนึ่ง")
    tab.click("sign")
    (row,), (fact,) = kept(opened), told(opened)
    assert row["language"] == language
    assert tab.shows("ลงนามแล้ว" if language == "th" else "Signed")
    assert tab.shows(row["id"])
    assert tab.shows(fact.body["text"][:12])
    assert tab.shows("23 พฤศจิกายน พ.ศ. 2569" if language == "th" else "23 November 2026, 12:00")
    assert tab.shows(PLEDGE.text[language])


def test_a_page_that_shows_an_older_text_signs_nothing_and_shows_the_new_one(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "house", lambda: opened)
    tab = at_the_pledge(opened, cast("ANA"))
    republish(opened, "ซื่อสัตย์สุจริต", "ซื่อตรง")
    tab.click("sign")

    assert (told(opened), kept(opened)) == ([], [])
    assert tab.shows("ยังไม่ได้บันทึก กรุณาอ่านฉบับใหม่")
    assert tab.shows("ซื่อตรง")
    tab.click("sign")
    assert len(told(opened)) == len(kept(opened)) == 1


def test_the_pledge_does_not_open_before_its_turn(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "house", lambda: opened)
    tab = Tab(opened, cast("ANA")).open("pledge", programme=PROGRAMME, pledge="integrity")

    assert "sign" not in tab.keys
    assert tab.shows("ยังไม่ถึงขั้นลงนาม")
