"""Rehearsal: what would follow is shown on a throw-away copy, and done only if nothing has happened since."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

import badges.store
import house
from badges.store import Standing
from core.db import rows
from core.directory import Person
from core.facts import CredentialRevoked
from core.ground import Ground
from core.library import publish
from core.record import Writing
from core.rehearse import Act, confirm, rehearse
from core.signing import Refused

PROGRAMME = "strong-2570"


@pytest.fixture
def certificate(opened: house.House, cast: Callable[[str], Person]) -> Standing:
    """Ana's certificate, issued when she had walked the whole path."""
    ana, kinds = cast("ANA"), {kind.word: kind for kind in house.kinds()}
    for _ in range(8):
        with opened.ground.read() as db:
            step, brief = opened.paths.next(db, PROGRAMME, ana), opened.paths.brief(db, PROGRAMME)
        if step and brief and (play := kinds[step.kind].play):
            play(opened.ground, brief, step.name, ana, Random(3))
    with opened.ground.read() as db:
        return next(each for each in badges.store.held(db, ana.id) if each.credential == "strong")


def revoking(found: Standing) -> Act:
    def act(writing: Writing) -> None:
        badges.store.revoke(writing, found, "", "withdrawn")

    return act


def everything(ground: Ground) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table."""
    with ground.read() as db:
        names = [row["name"] for row in rows(db, "select name from sqlite_schema where type = 'table'")]
        return {name: rows(db, f"select * from {name}") for name in names}


def test_a_rehearsed_revocation_names_the_row_that_would_differ(ground: Ground, certificate: Standing) -> None:
    rehearsal = rehearse(ground, revoking(certificate))

    [difference] = [each for each in rehearsal.differences if each.table == "badges_standing"]  # figures differ too
    assert difference.table == "badges_standing"
    assert difference.before
    assert difference.after
    assert difference.before["id"] == difference.after["id"] == certificate.id
    assert (difference.before["revoked"], difference.before["reason"]) == ("", "")
    assert (difference.after["revoked"], difference.after["reason"]) == ("2026-11-23", "withdrawn")
    assert [(fact.kind, fact.subject) for fact in rehearsal.facts] == [("CredentialRevoked", certificate.id)]


def test_a_rehearsal_tells_what_followers_would_tell(
    ground: Ground, opened: house.House, certificate: Standing
) -> None:
    badge = 'shape: badge\ntitle: {th: ก, en: New}\nearned: {th: ก, en: "-"}\nrule: {pledge: all}\n'

    def defines(writing: Writing) -> None:
        folder = ground.content / "badges"
        folder.mkdir(parents=True)
        (folder / "new.yaml").write_text(badge, encoding="utf-8")
        contents, _ = house.check(ground.content)
        shelf = next(shelf for shelf in house.shelves() if shelf.room == "badges")
        publish(writing, shelf, "new", contents["badges"]["new"])

    rehearsal = rehearse(ground, defines)

    assert [fact.kind for fact in rehearsal.facts] == ["CredentialDefined", "CredentialIssued"]
    assert {(each.table, each.before is None) for each in rehearsal.differences} == {
        ("badges_rules", True),
        ("badges_standing", True),
    }


def test_a_rehearsal_changes_nothing(ground: Ground, opened: house.House, certificate: Standing) -> None:
    before, files = everything(ground), sorted(ground.folder.rglob("*"))

    rehearse(ground, revoking(certificate))

    assert everything(ground) == before
    assert sorted(ground.folder.rglob("*")) == files
    assert list(opened.audit()) == []


def test_what_fails_in_a_rehearsal_fails_there_only(ground: Ground, certificate: Standing) -> None:
    def fails(writing: Writing) -> None:
        revoking(certificate)(writing)
        raise RuntimeError("not like this")

    before = everything(ground)

    with pytest.raises(RuntimeError, match="not like this"):
        rehearse(ground, fails)

    assert everything(ground) == before


def test_confirming_does_what_was_rehearsed(ground: Ground, opened: house.House, certificate: Standing) -> None:
    act = revoking(certificate)
    rehearsal = rehearse(ground, act)

    refused = confirm(ground, rehearsal, act)

    after = everything(ground)
    assert refused is None
    assert [each.after for each in rehearsal.differences if each.table == "badges_standing"] == [
        row for row in after["badges_standing"] if row["id"] == certificate.id
    ]
    assert after["record_facts"][-1]["hash"] == rehearsal.facts[-1].hash
    assert list(opened.audit()) == []


def test_confirming_is_refused_when_something_was_told_since(ground: Ground, certificate: Standing) -> None:
    act = revoking(certificate)
    rehearsal = rehearse(ground, act)
    with ground.write() as writing:
        badges.store.revoke(writing, certificate, "", "withdrawn")
    before = everything(ground)

    refused = confirm(ground, rehearsal, act)

    assert isinstance(refused, Refused)
    assert "look at it again" in refused.reason
    assert everything(ground) == before


def test_one_rehearsal_is_confirmed_once(ground: Ground, certificate: Standing) -> None:
    def act(writing: Writing) -> None:
        writing.tell(CredentialRevoked("fraud"), person=certificate.person, subject=certificate.id)

    rehearsal = rehearse(ground, act)

    answers = [confirm(ground, rehearsal, act), confirm(ground, rehearsal, act)]

    assert answers[0] is None
    assert isinstance(answers[1], Refused)
    assert [row["kind"] for row in everything(ground)["record_facts"]].count("CredentialRevoked") == 1
