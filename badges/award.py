"""The follower that issues: it reads what people did, and issues what the rules say they have earned."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from badges import store
from badges.credential import earned, tells, valid_days
from core.calendar import local_day
from core.db import Database
from core.follow import Follower
from core.ground import Ground
from core.record import Fact, Writing, canonical
from core.settings import ORGANISATION_EN, ORGANISATION_TH, setting

KINDS = frozenset(
    {
        "ProgrammePublished",
        "CredentialDefined",
        "LessonFinished",
        "QuizFinished",
        "PledgeSigned",
        "CredentialIssued",
        "CredentialRevoked",
    }
)
ASKS = (
    "topics",
    "criterion",
    "pledge",
    "certificate",
    "fiscal_year",
    "known_at",
)  # what in a programme decides who has earned


def followers(ground: Ground) -> tuple[Follower, ...]:
    """This room's follower."""
    return (Follower("badges", KINDS, store.FOLLOWED, Award(ground).take),)


class Award:
    """Takes facts in order. It issues once a key (person, credential, period), however often it runs."""

    def __init__(self, ground: Ground):
        self.ground = ground

    def take(self, writing: Writing, fact: Fact) -> None:
        db, body = writing.db, fact.body
        match fact.kind:
            case "ProgrammePublished":
                self._published(writing, fact)
            case "CredentialDefined":
                store.keep_rule(db, fact.subject, body)
                for person, programme in store.participants(db):
                    self.consider(writing, fact, person, programme)
            case "CredentialIssued":
                store.keep_standing(db, fact.subject, fact.person, body)
            case "CredentialRevoked":
                store.keep_revoked(db, fact.subject, fact.at, body["reason"])
                if body["reason"] == "mistake" and (revoked := store.standing(db, fact.subject)):
                    self.consider(writing, fact, fact.person, revoked.programme)
            case _:
                self._learned(db, fact)
                self.consider(writing, fact, fact.person, body["programme"])

    def _published(self, writing: Writing, fact: Fact) -> None:
        """Keep a programme; when it asks something else than before, somebody may have earned what it issues."""
        before, asked = store.programme(writing.db, fact.subject), fact.body
        store.keep_programme(writing.db, fact.subject, asked)
        if before and any(before.get(name) != asked.get(name) for name in ASKS):
            for person in store.participants_in(writing.db, fact.subject):
                self.consider(writing, fact, person, fact.subject)

    def _learned(self, db: Database, fact: Fact) -> None:
        what, name, score = {
            "LessonFinished": ("lesson", fact.body.get("lesson"), ""),
            "QuizFinished": ("test", fact.body.get("moment"), fact.body.get("score")),
            "PledgeSigned": ("pledge", fact.body.get("pledge"), ""),
        }[fact.kind]
        store.keep_done(db, fact.person, fact.body["programme"], what, str(name), str(score))
        if (what, name) == ("test", "pre"):
            topics = canonical(fact.body["topics"]).decode()
            store.keep_done(db, fact.person, fact.body["programme"], "knew", "", topics)

    def consider(self, writing: Writing, fact: Fact, person: str, programme: str) -> None:
        """Issue whatever a person has now earned in a programme and was not issued yet."""
        db = writing.db
        asked = store.programme(db, programme)
        if asked is None:
            return
        did, period = store.done(db, person, programme, asked), str(asked["fiscal_year"])
        for rule in store.rules(db):
            if rule["shape"] == "badge":
                wanted = tells(rule["rule"], len(asked["topics"]))
            else:
                wanted = rule["slug"] == asked["certificate"]
            if not wanted or not earned(rule["rule"], did):  # asked first, for it asks no table
                continue
            of = programme if rule["shape"] == "certificate" else ""  # a badge is earned once, in whichever programme
            edition = store.mistakes(db, person, rule["slug"], period, of)
            if not store.edition_issued(db, person, rule["slug"], period, of, edition):
                self._issue(writing, fact, rule, person, programme, asked, did.passed, edition)

    def _issue(
        self,
        writing: Writing,
        fact: Fact,
        rule: Mapping[str, Any],
        person: str,
        programme: str,
        asked: Mapping[str, Any],
        passed: bool,
        edition: int,
    ) -> None:
        """Day and unit are those of the fact that earned it, so that a late follower prints what a prompt one would."""
        known, day = self.ground.directory.person(writing.db, person), local_day(fact.at)
        unit = self.ground.directory.unit(writing.db, fact.unit or known.unit) if known else None
        if known is None or unit is None:
            return  # erased before it was issued: there is nobody whose name it could bear
        valid = valid_days(rule["slug"], int(rule["valid_days"]), asked)
        expires = (day + timedelta(days=valid)).isoformat() if valid else ""
        said = {
            "credential": rule["slug"], "version": rule["version"], "programme": programme,
            "period": str(asked["fiscal_year"]), "passed": passed, "issued": day.isoformat(), "expires": expires,
        }  # fmt: skip
        th = setting(writing.db, ORGANISATION_TH)
        data = {
            "shape": rule["shape"], "title": rule["title"], "programme": asked["title"], "code": asked["code"],
            "organisation": {"th": th, "en": setting(writing.db, ORGANISATION_EN, th)},
            "holder": known.full_name, "unit": unit.name.model_dump(), "passed": passed, "issued": day.isoformat(),
            "expires": expires,
        }  # fmt: skip
        if rule["shape"] == "certificate":
            data["words"] = store.words_in_force(writing.db).version
        store.issue(writing, self.ground.new_id(), person, unit.id, said, data, edition)
