"""Sending reminders by e-mail to those who gave an address: each of them once a mark, whatever happens meanwhile."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from core.calendar import BANGKOK, local_day
from core.db import Database
from core.directory import Person
from core.ground import Ground
from core.language import Language, Text
from core.mail import SECONDS, Letter, Line, Post, Unsure, post_of
from core.path import Paths
from core.settings import links_at
from core.signing import Refused
from programmes import load, store
from programmes.programme import Programme
from programmes.reminder import HOURS, Words, days_left, mark_due

# Why nothing can go by e-mail.
LACKS = {
    "server": Text(th="ยังไม่ได้ตั้งค่าเซิร์ฟเวอร์อีเมล", en="no mail server is set"),
    "address": Text(
        th="ยังส่งอีเมลไม่ได้ เพราะยังไม่ได้ตั้งที่อยู่เว็บของระบบ อีเมลจึงไม่มีลิงก์ให้กด",
        en="no e-mail goes yet: the system’s web address is not set, and a letter would have no link",
    ),
}
WAYS = {  # to what is missing
    "server": Text(th="ตั้งได้ที่หน้า “เตือน” (/reminders)", en="set one on the page “Reminders” (/reminders)"),
    "address": Text(
        th="ตั้งได้ที่หน้า “ตั้งค่าหน่วยงาน” (/organisation)", en="set it on the page “Organisation” (/organisation)"
    ),
}


@dataclass(frozen=True, slots=True)
class Due:
    """One reminder that is due to one person."""

    programme: str
    days: int  # the mark
    person: Person
    address: str
    words: Words
    language: Language


@dataclass(slots=True)
class Sent:
    """What came of a round: how many letters went, surely did not, and are unknown."""

    sent: int = 0
    failed: int = 0
    unsure: int = 0
    reasons: list[str] = field(default_factory=list)  # words of `core.mail.REASONS`, each once


def paths_of(ground: Ground) -> Paths:
    """The paths, as the house hands them to the desk."""
    assert ground.desk is not None, "the house sets it before anybody comes in"
    return ground.desk.paths


def due(
    ground: Ground, db: Database, today: date, *, again: bool = False, units: frozenset[str] | None = None
) -> list[Due]:
    """Whom a reminder is due to: a running programme's mark, an address, not done yet, and not sent before.

    `again`: those whose letter failed at this mark, and nobody else. `units`: only people of these home units.
    """
    given, address, found = store.addresses(db), links_at(db), list[Due]()
    running = [each for each in load.running(db, today) if _near(each[2], today)] if given and address else []
    asked = _people(ground, db, given) if running else []  # once for all, and on most days not at all
    people = [each for each in asked if units is None or each.unit in units]
    for slug, version, programme in running:
        brief = programme.brief(slug, version)
        for last, those in _by_day(programme, paths_of(ground).enrolled(db, slug, people)).items():
            left = days_left(last, today)
            if (mark := mark_due(left)) is None:
                continue
            states = store.attempted(db, slug, mark)
            wanted = [each for each in those if (states.get(each.id) == "failed" if again else each.id not in states)]
            for halt in paths_of(ground).halts(db, slug, wanted):
                if halt.paper:
                    continue  # they have nothing to do: their answers wait for who types them in
                words = Words(replace(brief, due=last), halt.step, left, address)
                found += [Due(slug, mark, each, given[each.id], words, each.language or "th") for each in halt.people]
    return found


def _near(programme: Programme, today: date) -> bool:
    """Whether a reminder may be due to anybody today; newcomers have a day each."""
    return programme.newcomers is not None or mark_due(days_left(programme.span.last, today)) is not None


def _by_day(programme: Programme, people: Iterable[Person]) -> Mapping[date, list[Person]]:
    """People by the day by which they should be done: the same for all, but for newcomers."""
    found: defaultdict[date, list[Person]] = defaultdict(list)
    for person in people:
        found[programme.due(person)].append(person)
    return found


def _people(ground: Ground, db: Database, ids: Iterable[str]) -> list[Person]:
    wanted = frozenset(ids)
    return [person for person in ground.directory.everybody(db) if person.id in wanted] if wanted else []


def send(ground: Ground, post: Post, letters: Iterable[Due], *, again: bool = False, seconds: float = SECONDS) -> Sent:
    """Send what is due, a line for all. Each letter is in the log before it goes; one that is there already stays."""
    came = Sent()
    with Line(post, ground.clock, seconds) as line:
        for each in letters:
            with ground.write() as writing:
                mine = store.taken(writing, each.programme, each.person.id, each.days, again=again)
            if not mine:
                continue
            fate = line.send(
                Letter(ground.new_id(), each.address, each.words.subject(each.language), each.words.text(each.language))
            )
            state = "sent" if fate is None else "sending" if isinstance(fate, Unsure) else "failed"
            reason = "" if fate is None else fate.reason
            with ground.write() as writing:
                store.settled(writing, each.programme, each.person.id, each.days, state, reason)
            came.sent += state == "sent"
            came.failed += state == "failed"
            came.unsure += state == "sending"
            if reason and reason not in came.reasons:
                came.reasons.append(reason)
    return came


def lacking(ground: Ground, db: Database) -> str:
    """What is missing for letters to go, in a word of LACKS; "" when nothing is."""
    return "server" if post_of(db, ground.keys) is None else "" if links_at(db) else "address"


def remind(ground: Ground, *, again: bool = False, units: frozenset[str] | None = None) -> Sent | Refused:
    """Send all that is due now; refused, in a word of LACKS, when nothing can go."""
    with ground.read() as db:
        lacks, post = lacking(ground, db), post_of(db, ground.keys)
        if lacks or post is None:
            return Refused(lacks)
        letters = due(ground, db, local_day(ground.clock()), again=again, units=units)
    return send(ground, post, letters, again=again)


class Rounds:
    """The server's round: once a day, in office hours. What is asked of a whole organisation is not asked each minute."""

    def __init__(self) -> None:
        self.last: date | None = None

    def tick(self, ground: Ground) -> None:
        """Called each minute."""
        at = ground.clock().astimezone(BANGKOK)
        if at.hour not in HOURS or self.last == at.date():
            return
        if isinstance(remind(ground), Sent):  # else again in a minute: somebody may set what is missing
            self.last = at.date()
