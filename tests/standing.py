"""How the people of the pictures come to where they stand: somebody at each step of the path, and beside it.

Whoever is of a picture walks for it alone, so that no picture depends on what another one, or the demo, did before it.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from cast import (
    ANSWERED,
    ASKED,
    BRIEFLY,
    CAMPAIGN,
    CAMPAIGNERS,
    CAST,
    DECIDED,
    DECIDES,
    EXPIRED,
    FINISHED,
    HALF_WAY,
    INVITED,
    MORE,
    NEW,
    PLACES,
    PLAIN,
    PLAINLY,
    PRINTED,
    PROGRAMME,
    SIGN_IN,
    UNIT,
)

import badges.store
import house
import lessons.load
import lessons.store
import quizzes.load
import quizzes.store
from core.calendar import local_day
from core.directory import Person
from core.ground import Ground
from core.path import Brief
from demo import PASSWORD
from people.joining import Poster
from people.person import Draft
from people.store import joining, roster, signins
from quizzes.attempt import Attempt, items


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

    def at(self, code: str, programme: str) -> str:
        """The step before which somebody stands, as "test:post" or so; "" at the end."""
        with self.ground.read() as db:
            step = self.opened.paths.next(db, programme, self.person(code))
        return f"{step.kind}:{step.name}" if step else ""

    def brief(self, programme: str) -> Brief:
        with self.ground.read() as db:
            found = self.opened.paths.brief(db, programme)
        assert found, programme
        return found

    def walks(self, code: str, programme: str, until: str) -> None:
        """Walk a path up to a step, or to its end where `until` is ""."""
        person, brief = self.person(code), self.brief(programme)
        while (here := self.at(code, programme)) not in (until, ""):
            word, _, name = here.partition(":")
            play = self.kinds[word].play
            assert play, f"{code} cannot go on from {here}"
            play(self.ground, brief, name, person, self.chance)
            self.ground.settle()

    def begins(self, code: str, answers: int, programme: str = PROGRAMME) -> None:
        """Be in the midst of the pre-test."""
        person, brief = self.person(code), self.brief(programme)
        with self.ground.write() as writing:
            banks = quizzes.load.banks_of(writing.db, brief.topics, brief.forms)
            begun: Attempt = quizzes.store.begin(writing, self.ground.new_id(), person, programme, "pre", banks)
            for _, item in items(quizzes.load.banks_at(writing.db, begun.versions), begun.form)[:answers]:
                quizzes.store.answer(writing, begun.id, item.id, item.key)

    def prints(self, code: str) -> None:
        """Hold the pre-test on paper."""
        house.plays()["on paper"](self.ground, self.brief(PROGRAMME), "pre", self.person(code), (), self.chance)

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
    since = (late - timedelta(days=6)).isoformat()
    house.admit_all(ground, [Draft(NEW, "นางสาว", "ผู้มาใหม่ คนที่00031", "พยาบาลวิชาชีพ", UNIT, since=since)])
    drafts = [Draft(each, "นาง", f"ร่วมรณรงค์ คนที่{each}", "ผู้ร่วมรณรงค์", UNIT, since="2026-09-01") for each in CAMPAIGNERS]
    house.admit_all(ground, [*drafts, *(_draft(each) for each in CAST if each.startswith("S") and each != EXPIRED)])
    for code, (programme, step) in PLACES.items():
        standing.walks(code, programme, step)
    standing.begins(ASKED, 3)
    standing.prints(PRINTED)
    standing.reads(DECIDES, PROGRAMME, "strong")
    standing.reads(DECIDED, PROGRAMME, "strong", decided=True)
    standing.reads(HALF_WAY, "", "networks")
    standing.begins(ANSWERED, 4, CAMPAIGN)
    with ground.write() as writing:
        for code in (PLAIN, PLAINLY):
            roster.set_festive(writing, standing.person(code).id, False)
        for code in PLACES.keys() - {FINISHED, *CAMPAIGNERS}:  # what they earned they have been told of
            held = badges.store.held(writing.db, standing.person(code).id)
            badges.store.celebrate(writing, [each.id for each in held])
        signins.link(writing.db, "still-join", "join", standing.person(INVITED).id, writing.at)
    house.passwords(ground, list(SIGN_IN), PASSWORD)
    _asks(ground, standing.person("MANAGER").unit)
    stood(opened)


def ends_early(opened: house.House) -> None:
    """Somebody has a certificate that is valid for a month, some months ago."""
    house.admit_all(opened.ground, [_draft(EXPIRED)])
    Standing(opened).walks(EXPIRED, BRIEFLY, "")
    opened.ground.settle()


def _draft(code: str) -> Draft:
    """Somebody who came before the fiscal year began, and is no newcomer in it."""
    return Draft(code, "นาง", f"ตัวอย่าง คนที่0{code[1:]}", "พยาบาลวิชาชีพ", UNIT, since="2026-09-01")


def stood(opened: house.House) -> None:
    """Fail where somebody does not stand where their pictures want them."""
    standing = Standing(opened)
    for code, (programme, step) in PLACES.items():
        assert standing.at(code, programme) == step, (
            f"{code} stands at {standing.at(code, programme)!r}, not at {step!r}"
        )
    for code, more in _more(standing):
        assert more == MORE[code], f"{code} has {more!r}, not {MORE[code]!r}"
    plain = {code for code in CAST if not standing.person(code).festive}
    assert plain == {PLAIN, PLAINLY}, f"{PLAIN} and {PLAINLY} alone do without emblem and badges"


def _more(standing: Standing) -> Iterator[tuple[str, str]]:
    """What else the record says of those whose pictures show more than a step."""
    today = local_day(standing.ground.clock())
    person = {code: standing.person(code).id for code in MORE}
    with standing.ground.read() as db:
        for code in (ASKED, PRINTED):
            begun = quizzes.store.attempt(db, person[code], PROGRAMME, "pre")
            yield code, "none" if begun is None else "on paper" if begun.paper else f"{len(begun.steps)} answers"
        for code in (DECIDES, DECIDED):
            reading = lessons.store.reading(db, person[code], PROGRAMME, "strong")
            yield code, "none" if reading is None else f"{len(reading[1].choices)} decisions"
        for code in (HALF_WAY, FINISHED):
            news = {each.credential for each in badges.store.news(db, person[code], today, today)}
            yield code, "a certificate" if "strong" in news else f"{len(news)} news"
        held = badges.store.held(db, person[EXPIRED])
        yield EXPIRED, " ".join(each.state(today) for each in held if each.credential == "strong")


def _asks(ground: Ground, unit: str) -> None:
    """A poster hangs, and two have asked to join by it."""
    with ground.write() as writing:
        ends = writing.at + timedelta(days=30)
        joining.make(writing.db, "poster", "still-poster", unit, at_once=False, at=writing.at, ends=ends)
        poster = Poster("poster", unit, False, ends, False)
        for code, name in (("N001", "ตัวอย่าง ผู้สมัครใหม่"), ("N002", "สมมุติ ผู้สมัครอีกคน")):
            draft = Draft(code, "นางสาว", name, "นักวิชาการสาธารณสุข", unit)
            joining.ask(writing.db, code.lower(), poster, draft, "", writing.at)
