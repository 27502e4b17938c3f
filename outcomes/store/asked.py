"""The questions asked of the counts."""

import json
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from core.calendar import Span
from core.db import Database, Row, one, rows, value
from core.record import stamp
from outcomes.store.tree import NOW
from outcomes.tally import COUNTS, Rule, Stay

Pairs = list[tuple[str, str, str, int]]


def programmes(db: Database, fiscal_year: int) -> list[Row]:
    """The programmes of a fiscal year (B.E.): slug and what their fact said."""
    found = rows(
        db, "select slug, body from outcomes_programmes where fiscal_year = :y order by slug", {"y": fiscal_year}
    )
    return [{"slug": row["slug"], **json.loads(row["body"])} for row in found]


def years(db: Database) -> list[int]:
    """The fiscal years that have a programme, the latest first."""
    return [row["y"] for row in rows(db, "select distinct fiscal_year y from outcomes_programmes order by y desc")]


def topics(db: Database, span: Span, used: Collection[str]) -> list[Row]:
    """The distinct topics put before the staff by the end of a span: published, and `used` by its programmes."""
    sql = "select * from outcomes_topics where at < :ends order by at, slug"
    return [row for row in rows(db, sql, {"ends": stamp(span.ends)}) if row["slug"] in used]


def closing(db: Database, span: Span) -> str | None:
    """Under which closing the counts of a span stand: its end, once the record has passed it, else "" for now.

    None when the record began later.
    """
    ends = stamp(span.ends)
    first = value(db, "select min(closing) from outcomes_frozen")
    if first is None or ends <= first:
        return None
    return ends if one(db, "select 1 x from outcomes_frozen where closing = :c", {"c": ends}) else ""


def counts(db: Database, closing: str, scope: str, unit: str, stops: Iterable[str] = ()) -> dict[str, int]:
    """The counts of a unit with all below it; `stops` are the words of steps at which people may have stopped."""
    words = [*COUNTS, *(f"stopped/{stop}" for stop in stops)]
    marks = ", ".join(f":w{n}" for n in range(len(words)))
    sql = f"select word, n from outcomes_counts where closing = :c and scope = :s and unit = :u and word in ({marks})"
    given = {"c": closing, "s": scope, "u": unit, **{f"w{n}": word for n, word in enumerate(words)}}
    return {row["word"]: row["n"] for row in rows(db, sql, given)}


def by_unit(db: Database, closing: str, scope: str, word: str) -> dict[str, int]:
    """One count of every unit."""
    sql = "select unit, n from outcomes_counts where closing = :c and scope = :s and word = :w"
    return {row["unit"]: row["n"] for row in rows(db, sql, {"c": closing, "s": scope, "w": word})}


def pairs(db: Database, closing: str, scope: str, unit: str) -> Pairs:
    """Topic, mark before, mark after and how many people, of a unit with all below it."""
    sql = "select topic, pre, post, n from outcomes_pairs where closing = :c and scope = :s and unit = :u"
    given = {"c": closing, "s": scope, "u": unit}
    return [(row["topic"], row["pre"], row["post"], row["n"]) for row in rows(db, sql, given)]


def all_counts(db: Database, closing: str, scope: str, stops: Iterable[str] = ()) -> dict[str, dict[str, int]]:
    """The counts of every unit."""
    found: dict[str, dict[str, int]] = {}
    for word in (*COUNTS, *(f"stopped/{stop}" for stop in stops)):
        for unit, n in by_unit(db, closing, scope, word).items():
            found.setdefault(unit, {})[word] = n
    return found


def all_pairs(db: Database, closing: str, scope: str) -> Iterator[tuple[str, Pairs]]:
    """The pairs of every unit that has some, one after the other: of a large organisation they are many."""
    sql = "select unit, topic, pre, post, n from outcomes_pairs where closing = ? and scope = ? order by unit"
    for unit, found in groupby(db.conn.execute(sql, (closing, scope)), key=itemgetter(0)):
        yield unit, [tuple(row[1:]) for row in found]


def members(db: Database, closing: str, rule: Rule, units: frozenset[str]) -> list[tuple[str, Stay, str, bool]]:
    """Person, stay, the last thing that they did in a programme ("" for nothing) and whether they finished.

    Of those in `units` whose standing and position it asks for; its units are for `rule.enrols` to judge.
    """
    named = {f"u{n}": unit for n, unit in enumerate(sorted(units))} | {
        f"p{n}": post for n, post in enumerate(rule.posts)
    }
    homes, posts = (", ".join(f":{name}" for name in named if name[0] == letter) for letter in "up")
    sql = (
        "select s.*, coalesce((select what from outcomes_did d where d.person = s.person and d.programme = :g and d.at < :at"
        " order by d.at desc, d.seq desc limit 1), '') last, exists (select 1 from outcomes_did d where d.person = s.person"
        " and d.programme = :g and d.what = 'finished' and d.at < :at) done from outcomes_stays s"
        f" where s.unit in ({homes}) and s.since < :at and (s.till = '' or s.till >= :at)"
        " and (:standing = '' or s.standing = :standing)"
        f"{f' and s.post in ({posts})' if posts else ''} order by s.person"
    )
    given = {"at": closing or NOW, "g": rule.slug, "standing": rule.standing, **named}
    return [
        (row["person"], Stay(row["unit"], row["standing"], row["post"], tuple(json.loads(row["also"]))), row["last"], bool(row["done"]))
        for row in rows(db, sql, given)
    ]  # fmt: skip
