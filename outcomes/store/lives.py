"""Where people stay and what they did: read for many at once, and kept at hand while some facts are counted."""

import json
from bisect import insort
from collections.abc import Collection, Iterator

from core.db import Database
from outcomes.tally import Did, Stay

AT_ONCE = 500  # people that one question names

Staying = tuple[str, str, Stay]  # since, till ("" while it lasts), and as what
Deed = tuple[str, int, str, str]  # moment, the fact's sequence, what, and what it came to
Row = tuple[str, str, str, str, int, str]  # of outcomes_did


class Lives:
    """Reads each person once. Deeds that are new are known at once, and written at the end."""

    def __init__(self, db: Database):
        self.db = db
        self._stays: dict[str, list[Staying]] = {}  # by person, the latest first
        self._deeds: dict[tuple[str, str], list[Deed]] = {}  # by programme and person, in order
        self._new: list[Row] = []

    def fetch(self, people: Collection[str], programmes: Collection[str]) -> None:
        """Read what is not known yet of some people, and of what they did in some programmes."""
        for part in _parts([person for person in people if person not in self._stays]):
            self._stays |= {person: [] for person in part}
            sql = (
                "select person, since, till, unit, standing, post, also, came from outcomes_stays"
                f" where person in ({_marks(part)}) order by seq desc"
            )
            for person, since, till, unit, standing, post, also, came in self.db.conn.execute(sql, part):
                self._stays[person].append((since, till, Stay(unit, standing, post, tuple(json.loads(also)), came)))
        for programme in programmes:
            for part in _parts([person for person in people if (programme, person) not in self._deeds]):
                self._deeds |= {(programme, person): [] for person in part}
                sql = f"select person, at, seq, what, value from outcomes_did where programme = ? and person in ({_marks(part)})"
                for person, *deed in self.db.conn.execute(sql, (programme, *part)):
                    self._deeds[programme, person].append(tuple(deed))
                for person in part:
                    self._deeds[programme, person].sort()

    def stay(self, person: str, closing: str) -> Stay | None:
        """Where somebody is on the roster at a closing ("" for now)."""
        if person not in self._stays:
            self.fetch((person,), ())
        for since, till, stay in self._stays[person]:
            if since < closing and (not till or till >= closing) if closing else not till:
                return stay
        return None

    def has_done(self, person: str, programme: str, what: str) -> bool:
        """Whether somebody did something in a programme, at any time."""
        return any(each[2] == what for each in self._of(person, programme))

    def did(self, person: str, programme: str, closing: str) -> Did:
        """What somebody had done in a programme by a closing, in order."""
        deeds = self._of(person, programme)
        return {what: said for at, _, what, said in deeds if not closing or at < closing}

    def _of(self, person: str, programme: str) -> list[Deed]:
        if (programme, person) not in self._deeds:
            self.fetch((person,), (programme,))
        return self._deeds[programme, person]

    def does(self, person: str, programme: str, deed: Deed) -> None:
        """Somebody did something that they had not done before."""
        at, seq, what, said = deed
        insort(self._of(person, programme), deed)
        self._new.append((person, programme, what, at, seq, said))

    def moved(self, person: str) -> None:
        """Somebody's stays are others by now."""
        self._stays.pop(person, None)

    def write(self) -> None:
        """Write what is new, in the order of the table."""
        self.db.conn.executemany(
            "insert into outcomes_did (person, programme, what, at, seq, value) values (?, ?, ?, ?, ?, ?)",
            sorted(self._new),
        )
        self._new.clear()

    def forget(self) -> None:
        """Let go of everybody; what is new has been written."""
        self._stays.clear()
        self._deeds.clear()


def _parts(people: list[str]) -> Iterator[list[str]]:
    """People in parts that a question can name."""
    return (people[begin : begin + AT_ONCE] for begin in range(0, len(people), AT_ONCE))


def _marks(people: list[str]) -> str:
    return ", ".join("?" * len(people))
