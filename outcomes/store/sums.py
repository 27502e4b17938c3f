"""What is added to the counts and the pairs, unit by unit, and written in one go."""

from collections import defaultdict

from core.db import Database
from outcomes.tally import Tally

Line = tuple[str, ...]  # a unit and all above it
Place = tuple[Line, Tally] | None  # None: they do not count


class Sums:
    """Adds people up; nothing is in the tables before `write`."""

    def __init__(self, db: Database):
        self.db = db
        self._counts: defaultdict[tuple[str, str, str, str], int] = defaultdict(int)  # closing, scope, word, unit
        # closing, scope, unit, topic, pre, post
        self._pairs: defaultdict[tuple[str, str, str, str, str, str], int] = defaultdict(int)

    def change(self, closing: str, scope: str, before: Place, after: Place) -> None:
        """Take somebody out where they stood and put them in where they stand; what stays the same is left alone."""
        same = before and after and before[0] == after[0]
        for sign, place, other in ((-1, before, after), (1, after, before)):
            if place is None:
                continue
            line, (words, pairs) = place[0], (place[1].counts, place[1].pairs)
            if same and other:
                words -= other[1].counts
                pairs = () if pairs == other[1].pairs else tuple({*pairs}.difference(other[1].pairs))
            for unit in line:
                for word in words:
                    self._counts[closing, scope, word, unit] += sign
                for pair in pairs:
                    self._pairs[closing, scope, unit, *pair] += sign

    def write(self) -> None:
        """Write what was added up."""
        for table, columns, found in (
            ("outcomes_counts", ("closing", "scope", "word", "unit"), self._counts),
            ("outcomes_pairs", ("closing", "scope", "unit", "topic", "pre", "post"), self._pairs),
        ):
            names, keys = ", ".join(columns), " and ".join(f"{column} = ?" for column in columns)
            changed = sorted((*key, n) for key, n in found.items() if n)  # in the order of the table
            self.db.conn.executemany(
                f"insert into {table} ({names}, n) values ({', '.join('?' * len(columns))}, ?)"
                f" on conflict ({names}) do update set n = n + excluded.n",
                changed,
            )
            less = [each[:-1] for each in changed if each[-1] < 0]
            self.db.conn.executemany(f"delete from {table} where {keys} and n = 0", less)
            found.clear()
