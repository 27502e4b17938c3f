"""Who stands in each count, as bits: for judging what may be published together. No id leaves this file."""

from core.calendar import Span
from core.db import Database, rows
from outcomes.store.asked import closing
from outcomes.store.book import did, rules, stay_of
from outcomes.store.tree import NOW, Tree
from outcomes.tally import COUNTS, tally, together


def groups(db: Database, span: Span, slugs: frozenset[str]) -> dict[str, int]:
    """By count, everybody on the roster at a span's end who stands in it: bit n is the nth person who ever joined."""
    at = closing(db, span)
    if at is None:
        return {}
    # From the record: a stay may be taken back by what is entered later, and nobody's bit may become another's.
    sql = "select person, min(seq) first from record_facts where kind = 'PersonJoined' group by person order by first"
    order = {row["person"]: n for n, row in enumerate(rows(db, sql))}
    found, tree = dict.fromkeys(COUNTS, 0), Tree(db)
    served = [rule for rule in rules(db) if rule.slug in slugs]
    sql = "select * from outcomes_stays where since < :at and (till = '' or till >= :at)"
    for row in rows(db, sql, {"at": at or NOW}):
        stay = stay_of(row)
        names = tree.names([stay.unit, *stay.also], at)
        mine = [tally(rule, stay, did(db, row["person"], rule.slug, at)) for rule in served if rule.enrols(stay, names)]
        for word in together(mine).counts if mine else ():
            if word in found:
                found[word] |= 1 << order[row["person"]]
    return found
