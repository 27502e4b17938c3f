"""The follower's book: it adds people up, unit by unit, as the record tells what they did.

Each fact is taken back out of the counts and put in anew as it changes somebody, for now and, where it is said of an
earlier day (a paper test typed in later, a move entered later), for each past quarter's end that it reaches.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import islice

from core.db import Database, rows
from core.record import Fact
from outcomes.store.lives import Lives
from outcomes.store.quarters import begins, drop, fiscal_year_of, freeze, next_end, quarter_ended
from outcomes.store.rules import Scopes, published, rules, scoped
from outcomes.store.sums import Line, Place, Sums
from outcomes.store.tree import Tree
from outcomes.tally import Rule, Stay, roster, tally, together

MANY = 1_000  # people who are read at once, where all are counted anew


class Book:
    """Counts and pairs, opened for some facts and written at their end."""

    def __init__(self, db: Database):
        self.db, self.lives, self.sums = db, Lives(db), Sums(db)
        self._read()
        self.frozen = [row["closing"] for row in rows(db, "select closing from outcomes_frozen order by closing")]
        self.year = 0
        if self.frozen:
            self._reached(self.frozen[-1])
        self._before: dict[tuple[str, str], dict[str, Place]] = {}  # closing and person → where they stood, by scope
        self._stale = False  # the counts of now are to be made anew before anything else is counted

    def _read(self) -> None:
        """The tree and the programmes, as they are now."""
        self.tree, self.rules = Tree(self.db), {rule.slug: rule for rule in rules(self.db)}
        self._named = any(rule.units for rule in self.rules.values())  # else nobody's units are asked for
        self._scoped: dict[str, Scopes] = {}
        self._serving: dict[tuple[str, str], Scopes] = {}  # programme and closing

    def expect(self, facts: Iterable[Fact]) -> None:
        """Read at once what all these facts will ask for."""
        asked: dict[str, set[str]] = {}  # people by programme; "" for those who come, go or move
        for fact in facts:
            if fact.person:
                asked.setdefault(fact.body.get("programme", ""), set()).add(fact.person)
        for programme, people in asked.items():
            scopes = self._serve(programme, "") if programme else self.scopes("")
            self.lives.fetch(people, {programme, *(rule.slug for served in scopes.values() for rule in served)} - {""})

    def closings(self, since: str) -> list[str]:
        """Now, and each past quarter's end after a moment."""
        return ["", *(closing for closing in self.frozen if closing > since)]

    def scopes(self, closing: str) -> Scopes:
        """The programmes that are counted at a closing, and the projects that several of them serve."""
        if closing not in self._scoped:
            year = fiscal_year_of(closing) - quarter_ended(closing) // 4 if closing else 0
            every = [r for r in self.rules.values() if not closing or published(self.db, r.slug, closing)]
            counted = (r for r in every if (r.fiscal_year == year if closing else r.fiscal_year >= self.year))
            self._scoped[closing] = scoped(counted)
        return self._scoped[closing]

    def _serve(self, programme: str, closing: str) -> Scopes:
        """The scopes in which a programme is counted."""
        if (programme, closing) not in self._serving:
            self._serving[programme, closing] = {
                scope: served
                for scope, served in self.scopes(closing).items()
                if any(rule.slug == programme for rule in served)
            }
        return self._serving[programme, closing]

    def rule(self, programme: str) -> Rule | None:
        """A programme, as the record last said."""
        self._fold()
        return self.rules.get(programme)

    def touch(self, person: str, closings: Iterable[tuple[str, Scopes]]) -> None:
        """Before something changes somebody: note where they stand. They are counted anew once, when all is told."""
        for closing, scopes in closings:
            stood = self._before.setdefault((closing, person), {})
            if not scopes.keys() <= stood.keys():
                new = {scope: served for scope, served in scopes.items() if scope not in stood}
                stood |= self._stands(closing, person, new)

    def _count(self) -> None:
        """Take everybody who was touched out where they stood, and put them in where they stand."""
        every = {closing: {"": [], **self.scopes(closing)} for closing in {closing for closing, _ in self._before}}
        for (closing, person), stood in self._before.items():
            stands = self._stands(closing, person, {scope: every[closing][scope] for scope in stood})
            for scope, before in stood.items():
                self.sums.change(closing, scope, before, stands[scope])
        self._before.clear()

    def _stands(self, closing: str, person: str, scopes: Scopes) -> dict[str, Place]:
        """The units and the tally of somebody in each scope, None where they do not count."""
        stay = self.lives.stay(person, closing)
        if stay is None:
            return dict.fromkeys(scopes)
        line = self.tree.line(stay.unit, closing)
        within = self.tree.within((stay.unit, *stay.also), closing) if self._named else frozenset[str]()
        return {scope: self._place(closing, person, stay, line, within, served) for scope, served in scopes.items()}

    def _place(
        self, closing: str, person: str, stay: Stay, line: Line, within: frozenset[str], served: Sequence[Rule]
    ) -> Place:
        if not served:
            return line, roster(stay)
        mine = [tally(r, stay, self.lives.did(person, r.slug, closing)) for r in served if r.enrols(stay, within)]
        # Where a scope has several programmes marks by topic are nobody's, also not of who is in one of them alone.
        return (line, mine[0] if len(served) == 1 else together(mine)) if mine else None

    def moves(self, person: str, since: str, write: Callable[[], object]) -> None:
        """Write where somebody is on the roster from a moment on."""
        self._fold()
        self.touch(person, [(closing, {"": [], **self.scopes(closing)}) for closing in self.closings(since)])
        write()
        self.lives.moved(person)

    def does(self, fact: Fact, person: str, programme: str, what: str, said: str, at: str) -> None:
        """Somebody did something in a programme, for the first time: later ones of the same kind count no more."""
        self._fold()
        if not self.lives.has_done(person, programme, what):
            self.touch(person, [(closing, self._serve(programme, closing)) for closing in self.closings(at)])
            self.lives.does(person, programme, (at, fact.seq, what, said))

    def reach(self, fact: Fact) -> None:
        """Freeze the counts at each quarter's end between the last fact and this one."""
        if not self.frozen:
            self._end(begins(fact.at), fact.seq)
        while fact.at >= self._next:
            closing = next_end(self.frozen[-1])
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
        self._reached(closing)
        self._scoped.clear()
        self._serving.clear()

    def _reached(self, closing: str) -> None:
        self.year, self._next = fiscal_year_of(closing), datetime.fromisoformat(next_end(closing))

    def refold(self) -> None:
        """Count everybody anew as of now: a programme is for others, or the tree was changed."""
        self._stale = True

    def _fold(self) -> None:
        """Once for all that changed: a sheet of people may name every unit anew."""
        if not self._stale:
            return
        self._stale = False
        self.write()
        self.lives.forget()
        self._read()
        self.db.conn.execute("delete from outcomes_counts where closing = ''")
        self.db.conn.execute("delete from outcomes_pairs where closing = ''")
        scopes: Scopes = {"": [], **self.scopes("")}
        everybody = (row[0] for row in self.db.conn.execute("select person from outcomes_stays where till = ''"))
        while people := list(islice(everybody, MANY)):
            self.lives.fetch(people, [*self.rules])
            for person in people:
                for scope, stands in self._stands("", person, scopes).items():
                    self.sums.change("", scope, None, stands)
            self.lives.forget()

    def write(self) -> None:
        """Write all of it."""
        self._fold()
        self._count()
        self.lives.write()
        self.sums.write()
