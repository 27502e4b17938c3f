"""The follower's book: it adds people up, unit by unit, as the record tells what they did.

Each fact is taken back out of the counts and put in anew as it changes somebody, for now and, where it is said of an
earlier day (a paper test typed in later, a move entered later), for each past quarter's end that it reaches.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache

from core.calendar import fiscal_span, fiscal_year, local_day, quarter
from core.db import Database, Row, rows, value
from core.record import Fact, stamp
from outcomes.store.tree import Tree
from outcomes.tally import Did, Rule, Stay, Tally, roster, tally, together

Counts = Counter[tuple[str, str, str, str]]  # closing, scope, word, unit
Scopes = dict[str, list[Rule]]  # a programme or project → the programmes behind it; "" → none: the roster
Line = tuple[str, ...]  # a unit and all above it
Place = tuple[Line, Tally] | None
Pairs = Counter[tuple[str, str, str, str, str, str]]  # closing, scope, unit, topic, pre, post


class Book:
    """Counts and pairs, opened for some facts and written at their end."""

    def __init__(self, db: Database):
        self.db, self.tree = db, Tree(db)
        self.rules = {rule.slug: rule for rule in rules(db)}
        self.frozen = [row["closing"] for row in rows(db, "select closing from outcomes_frozen order by closing")]
        self.year = fiscal_year_of(self.frozen[-1]) if self.frozen else 0
        self._known: dict[tuple[str, str], dict[str, Place]] = {}  # closing and person → where they stand, by scope
        self._stays: dict[tuple[str, str], Stay | None] = {}  # closing and person
        self._done: dict[tuple[str, str, str], Did] = {}  # closing, person and programme
        self._scoped: dict[str, Scopes] = {}
        self._counts: Counts = Counter()
        self._pairs: Pairs = Counter()

    def closings(self, since: str) -> list[str]:
        """Now, and each past quarter's end after a moment."""
        return ["", *(closing for closing in self.frozen if closing > since)]

    def scopes(self, closing: str) -> Scopes:
        """The programmes that are counted at a closing, and the projects that several of them serve."""
        if closing not in self._scoped:
            year = fiscal_year_of(closing) - quarter_ended(closing) // 4 if closing else 0
            every = sorted(self.rules.values(), key=lambda rule: rule.slug)
            found = [r for r in every if (r.fiscal_year == year if closing else r.fiscal_year >= self.year)]
            groups: Scopes = {}
            for rule in found:
                if rule.plan:
                    groups.setdefault(rule.group, []).append(rule)
            served = {group: listed for group, listed in groups.items() if len(listed) > 1}
            self._scoped[closing] = {rule.slug: [rule] for rule in found} | served
        return self._scoped[closing]

    def changing(self, person: str, closings: Sequence[tuple[str, Scopes]], write: Callable[[], object]) -> None:
        """Write rows that change where somebody stands, and bring the counts along."""
        before = [self._stands(closing, person, scopes) for closing, scopes in closings]
        write()
        for stood, (closing, scopes) in zip(before, closings, strict=True):
            for scope, stands in self._stands(closing, person, scopes, anew=True).items():
                self._add(closing, scope, stood.get(scope), stands)

    def _stands(self, closing: str, person: str, scopes: Scopes, *, anew: bool = False) -> dict[str, Place]:
        """The units and the tally of somebody in each scope, None where they do not count."""
        known = self._known.setdefault((closing, person), {})
        if not anew and scopes.keys() <= known.keys():
            return {scope: known[scope] for scope in scopes}
        stay = self._stay(closing, person)
        if stay is None:
            found: dict[str, Place] = dict.fromkeys(scopes)
        else:
            line, names = self.tree.line(stay.unit, closing), self.tree.names((stay.unit, *stay.also), closing)
            found = {scope: self._place(closing, person, stay, line, names, served) for scope, served in scopes.items()}
        known |= found
        return found

    def _place(
        self, closing: str, person: str, stay: Stay, line: Line, names: frozenset[str], served: Sequence[Rule]
    ) -> Place:
        if not served:
            return line, roster(stay)
        mine = [tally(r, stay, self._did(closing, person, r.slug)) for r in served if r.enrols(stay, names)]
        return (line, mine[0] if len(mine) == 1 else together(mine)) if mine else None

    def _stay(self, closing: str, person: str) -> Stay | None:
        if (closing, person) not in self._stays:
            self._stays[closing, person] = stay_at(self.db, person, closing)
        return self._stays[closing, person]

    def _did(self, closing: str, person: str, programme: str) -> Did:
        key = closing, person, programme
        if key not in self._done:
            self._done[key] = did(self.db, person, programme, closing)
        return self._done[key]

    def moves(self, person: str, closings: Sequence[tuple[str, Scopes]], write: Callable[[], object]) -> None:
        """The same, where it is their stay on the roster that changes."""

        def moved() -> None:
            write()
            for closing, _ in closings:
                self._stays.pop((closing, person), None)

        self.changing(person, closings, moved)

    def does(self, fact: Fact, person: str, programme: str, what: str, said: str, at: str) -> None:
        """Somebody did something in a programme, for the first time: later ones of the same kind count no more."""
        done = self._did("", person, programme)
        if what in done:
            return
        closings = [(closing, self._scopes_of(programme, closing)) for closing in self.closings(at)]

        def write() -> None:
            self.db.conn.execute(
                "insert into outcomes_did (person, programme, what, at, seq, value) values (?, ?, ?, ?, ?, ?)",
                (person, programme, what, at, fact.seq, said),
            )
            for closing, _ in closings:
                self._done.pop((closing, person, programme), None)
            if at == stamp(fact.at):  # not said of an earlier day: it comes after all that was done before
                self._done["", person, programme] = {**done, what: said}

        self.changing(person, closings, write)

    def _scopes_of(self, programme: str, closing: str) -> Scopes:
        return {
            scope: served
            for scope, served in self.scopes(closing).items()
            if any(rule.slug == programme for rule in served)
        }

    def _add(self, closing: str, scope: str, before: Place, after: Place) -> None:
        """Take somebody out where they stood and put them in where they stand; what stays the same is left alone."""
        same = before and after and before[0] == after[0]
        for sign, place, other in ((-1, before, after), (1, after, before)):
            if place is None:
                continue
            counts, pairs = place[1].counts, frozenset(place[1].pairs)
            if same and other:
                counts, pairs = counts - other[1].counts, pairs - frozenset(other[1].pairs)
            for unit in place[0]:
                for word in counts:
                    self._counts[closing, scope, word, unit] += sign
                for topic, pre, post in pairs:
                    self._pairs[closing, scope, unit, topic, pre, post] += sign

    def reach(self, fact: Fact) -> None:
        """Freeze the counts at each quarter's end between the last fact and this one."""
        at = stamp(fact.at)
        if not self.frozen:
            day = local_day(fact.at)
            self._end(stamp(fiscal_span(fiscal_year(day), quarter(day)).begins), fact.seq)
        while (closing := next_end(self.frozen[-1])) <= at:
            self.write()
            ended = self.scopes("").items()
            year = self.year
            scopes = ["", *(scope for scope, served in ended if served[0].fiscal_year == year)]
            for scope in scopes:
                freeze(self.db, closing, scope)
            self._end(closing, fact.seq)
            if self.year != year:  # what is done later for a year that is over counts nowhere
                for scope in scopes[1:]:
                    drop(self.db, "", scope)

    def _end(self, closing: str, seq: int) -> None:
        self.db.conn.execute("insert into outcomes_frozen (closing, seq) values (?, ?)", (closing, seq - 1))
        self.frozen.append(closing)
        self.year = fiscal_year_of(closing)
        self._scoped.clear()

    def refold(self) -> None:
        """Count everybody anew as of now: a programme is for others, or the tree was changed."""
        self.write()
        self.tree, self.rules = Tree(self.db), {rule.slug: rule for rule in rules(self.db)}
        self._scoped.clear()
        self.db.conn.execute("delete from outcomes_counts where closing = ''")
        self.db.conn.execute("delete from outcomes_pairs where closing = ''")
        self._known.clear()
        scopes: Scopes = {"": [], **self.scopes("")}
        for row in self.db.conn.execute("select person from outcomes_stays where till = ''").fetchall():
            for scope, stands in self._stands("", row[0], scopes).items():
                self._add("", scope, None, stands)
            self._known.clear()
            self._stays.clear()
            self._done.clear()

    def write(self) -> None:
        """Write what was added up."""
        for table, columns, found in (
            ("outcomes_counts", ("closing", "scope", "word", "unit"), self._counts),
            ("outcomes_pairs", ("closing", "scope", "unit", "topic", "pre", "post"), self._pairs),
        ):
            names, keys = ", ".join(columns), " and ".join(f"{column} = ?" for column in columns)
            changed = [(*key, n) for key, n in found.items() if n]
            self.db.conn.executemany(
                f"insert into {table} ({names}, n) values ({', '.join('?' * len(columns))}, ?)"
                f" on conflict ({names}) do update set n = n + excluded.n",
                changed,
            )
            less = [each[:-1] for each in changed if each[-1] < 0]
            self.db.conn.executemany(f"delete from {table} where {keys} and n = 0", less)
            found.clear()


@lru_cache
def fiscal_year_of(closing: str) -> int:
    """The fiscal year that begins, or goes on, at a quarter's end."""
    return fiscal_year(local_day(datetime.fromisoformat(closing)))


@lru_cache
def quarter_ended(closing: str) -> int:
    """The quarter (1 to 4) that ended at a closing."""
    return (quarter(local_day(datetime.fromisoformat(closing))) - 2) % 4 + 1


@lru_cache
def next_end(closing: str) -> str:
    """The quarter's end after this one."""
    year, ended = fiscal_year_of(closing), quarter_ended(closing)
    return stamp(fiscal_span(year, ended % 4 + 1).ends)


def freeze(db: Database, closing: str, scope: str) -> None:
    """Keep the counts of a scope as they stand at a quarter's end."""
    at = {"closing": closing, "scope": scope}
    db.conn.execute(
        "insert into outcomes_counts select :closing, scope, word, unit, n from outcomes_counts"
        " where closing = '' and scope = :scope",
        at,
    )
    db.conn.execute(
        "insert into outcomes_pairs select :closing, scope, unit, topic, pre, post, n from outcomes_pairs"
        " where closing = '' and scope = :scope",
        at,
    )


def drop(db: Database, closing: str, scope: str) -> None:
    """Forget the counts of a scope."""
    for table in ("outcomes_counts", "outcomes_pairs"):
        db.conn.execute(f"delete from {table} where closing = ? and scope = ?", (closing, scope))


def rules(db: Database) -> Iterator[Rule]:
    """All programmes, as the record last said."""
    for row in rows(db, "select slug, body from outcomes_programmes order by slug"):
        body = json.loads(row["body"])
        yield Rule(
            row["slug"], body["fiscal_year"], body["plan"], body["criterion"], body["certificate"],
            tuple(body["units"]), tuple(body.get("posts", ())), body.get("standing", ""),
        )  # fmt: skip


def stay_at(db: Database, person: str, closing: str) -> Stay | None:
    """Where somebody is on the roster at a closing ("" for now)."""
    when = "since < :at and (till = '' or till >= :at)" if closing else "till = ''"
    sql = f"select * from outcomes_stays where person = :person and {when} order by seq desc limit 1"
    found = rows(db, sql, {"person": person, "at": closing})
    return stay_of(found[0]) if found else None


def stay_of(row: Row) -> Stay:
    """A row of the roster."""
    return Stay(row["unit"], row["standing"], row["post"], tuple(json.loads(row["also"])))


def did(db: Database, person: str, programme: str, closing: str) -> Did:
    """What somebody had done in a programme by a closing, in order."""
    sql = "select what, value from outcomes_did where person = ? and programme = ?"
    if closing:
        sql += " and at < ?"
    found = db.conn.execute(
        f"{sql} order by at, seq", (person, programme, closing) if closing else (person, programme)
    ).fetchall()
    return dict(found)


def passed_before(db: Database, closing: str) -> int:
    """The last fact that the counts of a closing hold, but for those entered later; the head for now."""
    if closing:
        return int(value(db, "select seq from outcomes_frozen where closing = :c", {"c": closing}))
    return int(value(db, "select coalesce(max(seq), 0) from record_facts"))
