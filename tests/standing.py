"""Who stands where in the office of the pictures: somebody at each step of the path, and beside it.

Each state has a person of its own, so that no picture depends on what another one did before it.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

import badges.address
import badges.store
import house
import lessons.load
import lessons.store
import quizzes.load
import quizzes.store
from core.directory import Person
from core.ground import Ground
from demo import PASSWORD
from people.joining import Poster
from people.person import Draft
from people.store import joining, roster, signins
from quizzes.attempt import Attempt, items

PROGRAMME, CAMPAIGN = "strong-2570", "gift-2570"
HALF_WAY = "D000005"  # at the last lesson
ASKED = "D000010"  # in the midst of the pre-test
PRINTED = "D000011"  # holds the pre-test on paper
LEARNT = "D000014"  # about to sign the pledge
EXPIRED = "D000016"  # their certificate has expired
PLAIN = "D000020"  # has finished, and does without emblem and badges
PLAINLY = "D000026"  # is half way, and does without
DECIDES, DECIDED = "D000013", "D000027"  # before a decision, and after it
FINISHED = "D000022"  # has finished just now, and has not looked
NEW = "N2570"  # came last week, with a programme of newcomers beside the year's
# In a campaign of one topic: about to hand in its pre-test, before its post-test, at its result, and done with it.
ANSWERED, READ, MARKED, DONE = CAMPAIGNERS = ("C2571", "C2572", "C2573", "C2574")
SIGN_IN = (HALF_WAY, ASKED, PRINTED, LEARNT, PLAIN, PLAINLY, DECIDES, DECIDED, FINISHED, NEW, *CAMPAIGNERS)


class Standing:
    """Lets the people of a filled office stand where the pictures want them."""

    def __init__(self, opened: house.House):
        self.opened, self.ground, self.chance = opened, opened.ground, Random(7)
        self.kinds = {kind.word: kind for kind in house.kinds()}

    def person(self, code: str) -> Person:
        with self.ground.read() as db:
            found = self.ground.directory.by_code(db, code)
        assert found, code
        return found

    def walks(self, code: str, until: str, programme: str = PROGRAMME) -> None:
        """Walk a path up to a step, which is "test:post" or so, or to its end."""
        person = self.person(code)
        while True:
            with self.ground.read() as db:
                brief, step = self.opened.paths.brief(db, programme), self.opened.paths.next(db, programme, person)
            assert brief, programme
            play = self.kinds[step.kind].play if step else None
            if step is None or play is None or f"{step.kind}:{step.name}" == until:
                return
            play(self.ground, brief, step.name, person, self.chance)
            self.ground.settle()

    def begins(self, code: str, answers: int, programme: str = PROGRAMME) -> None:
        """Be in the midst of the pre-test."""
        person = self.person(code)
        with self.ground.write() as writing:
            brief = self.opened.paths.brief(writing.db, programme)
            assert brief
            banks = quizzes.load.banks_of(writing.db, brief.topics, brief.forms)
            begun: Attempt = quizzes.store.begin(writing, self.ground.new_id(), person, programme, "pre", banks)
            for _, item in items(quizzes.load.banks_at(writing.db, begun.versions), begun.form)[:answers]:
                quizzes.store.answer(writing, begun.id, item.id, item.key)

    def prints(self, code: str) -> None:
        """Hold the pre-test on paper."""
        with self.ground.read() as db:
            brief = self.opened.paths.brief(db, PROGRAMME)
        house.plays()["on paper"](self.ground, brief, "pre", self.person(code), (), self.chance)

    def reads(self, code: str, programme: str, lesson: str, *, decided: bool = False) -> None:
        """Stand before a lesson's first decision, or after it."""
        person = self.person(code)
        with self.ground.write() as writing:
            found = lessons.load.open_lesson(writing.db, person.id, programme, lesson)
            assert found, lesson
            version, whole = found
            card = next(card for card in whole.cards if card.decides)
            lessons.store.turn(writing, person.id, programme, lesson, version, card.id)
            if decided:
                unwise = next(option for option in card.options if not option.wise)
                lessons.store.choose(writing, person.id, programme, lesson, card.id, unwise.id)


def stand(opened: house.House, late: date) -> None:
    """Everybody takes their place."""
    ground, standing = opened.ground, Standing(opened)
    unit = "สำนักงานสาธารณสุขอำเภอสาธิต > กลุ่มงานควบคุมโรค"
    since = (late - timedelta(days=6)).isoformat()
    house.admit_all(ground, [Draft(NEW, "นางสาว", "ผู้มาใหม่ คนที่00031", "พยาบาลวิชาชีพ", unit, since=since)])
    drafts = [Draft(each, "นาง", f"ร่วมรณรงค์ คนที่{each}", "ผู้ร่วมรณรงค์", unit, since="2026-09-01") for each in CAMPAIGNERS]
    house.admit_all(ground, drafts)
    standing.begins(ASKED, 3)
    standing.prints(PRINTED)
    standing.walks(LEARNT, "pledge:integrity")
    standing.walks(FINISHED, "")
    standing.reads(DECIDES, PROGRAMME, "strong")
    standing.reads(DECIDED, PROGRAMME, "strong", decided=True)
    standing.reads(HALF_WAY, "", "networks")
    standing.walks(NEW, "lesson:networks", "newcomers-2570")
    standing.begins(ANSWERED, 4, CAMPAIGN)
    for code, until in ((READ, "test:post"), (MARKED, "pledge:integrity"), (DONE, "")):
        standing.walks(code, until, CAMPAIGN)
    with ground.write() as writing:
        for code in (PLAIN, PLAINLY):
            roster.set_festive(writing, standing.person(code).id, False)
        signins.link(writing.db, "still-join", "join", standing.person("D000008").id, writing.at)
    house.passwords(ground, list(SIGN_IN), PASSWORD)
    _asks(ground, standing.person("MANAGER").unit)


def ends_early(opened: house.House) -> None:
    """Somebody has a certificate that is valid for a month, some months ago."""
    Standing(opened).walks(EXPIRED, "", "short-2570")
    opened.ground.settle()


def _asks(ground: Ground, unit: str) -> None:
    """A poster hangs, and two have asked to join by it."""
    with ground.write() as writing:
        ends = writing.at + timedelta(days=30)
        joining.make(writing.db, "poster", "still-poster", unit, at_once=False, at=writing.at, ends=ends)
        poster = Poster("poster", unit, False, ends, False)
        for code, name in (("N001", "ตัวอย่าง ผู้สมัครใหม่"), ("N002", "สมมุติ ผู้สมัครอีกคน")):
            draft = Draft(code, "นางสาว", name, "นักวิชาการสาธารณสุข", unit)
            joining.ask(writing.db, code.lower(), poster, draft, "", writing.at)


def people(opened: house.House) -> Mapping[str, str]:
    """The ids of somebody, and of somebody who has left."""
    standing = Standing(opened)
    return {"person": standing.person("D000012").id, "left": standing.person("D000019").id}


def certificates(opened: house.House) -> Mapping[str, str]:
    """The addresses of a certificate in each state; one is revoked here."""
    ground, standing = opened.ground, Standing(opened)
    held = _strong(ground, standing, "MANAGER")
    revoked, expired = (_strong(ground, standing, code)[0] for code in ("D000007", EXPIRED))
    unit = standing.person("D000007").unit
    with ground.write() as writing:
        badges.store.revoke(writing, revoked, unit, "mistake")
    found = {
        "valid": next(each for each in held if not each.superseded),
        "superseded": next(each for each in held if each.superseded),
        "revoked": revoked,
        "expired": expired,
    }
    return {word: _verified(ground, each.id) for word, each in found.items()}


def _strong(ground: Ground, standing: Standing, code: str) -> list[badges.store.Standing]:
    with ground.read() as db:
        return [each for each in badges.store.held(db, standing.person(code).id) if each.credential == "strong"]


def _verified(ground: Ground, credential: str) -> str:
    with ground.read() as db:
        data = badges.store.printed(db, credential)
        assert data is not None
        address = badges.address.address_of(ground, db, credential, data)
    return "V/" + str(address).rpartition("/V/")[2]
