"""Who stands in each count, as bits: for judging what may be published together. No id leaves this file."""

from collections.abc import Iterator, Sequence

from core.calendar import Span
from core.db import Database, rows
from outcomes.store.asked import closing
from outcomes.store.lives import Lives
from outcomes.store.rules import rules
from outcomes.store.tree import Tree
from outcomes.tally import COUNTS, Did, Tally, tally, together

MANY = 1_000  # people who are read at once

Mine = Sequence[tuple[str, Tally, Did]]  # of one person: each programme that is for them, and what they came to


def groups(db: Database, span: Span, slugs: frozenset[str]) -> dict[str, int]:
    """By count, everybody on the roster at a span's end who stands in it: bit n is the nth person who ever joined.

    "finished@a" are those who finished in programme a alone, "finished@a+b" in both: what a person did is another
    thing in each, and stays the same from quarter to quarter.
    """
    at = closing(db, span)
    if at is None:
        return {}
    # From the record: a stay may be taken back by what is entered later, and nobody's bit may become another's.
    sql = "select person, min(seq) first from record_facts where kind = 'PersonJoined' group by person order by first"
    order = {row["person"]: n for n, row in enumerate(rows(db, sql))}
    found = {word: bytearray(len(order) // 8 + 1) for word in COUNTS}
    tree, everybody = Tree(db), [*order]
    served = [rule for rule in rules(db) if rule.slug in slugs]
    for begin in range(0, len(everybody), MANY):
        people, lives = everybody[begin : begin + MANY], Lives(db)
        lives.fetch(people, slugs)
        for person in people:
            stay = lives.stay(person, at)
            if stay is None:
                continue
            within = tree.within((stay.unit, *stay.also), at)
            did = [(rule, lives.did(person, rule.slug, at)) for rule in served if rule.enrols(stay, within)]
            for word in _words([(rule.slug, tally(rule, stay, deeds), deeds) for rule, deeds in did]):
                bits = found.setdefault(word, bytearray(len(order) // 8 + 1))
                bits[order[person] // 8] |= 1 << order[person] % 8
    return {word: int.from_bytes(bits, "little") for word, bits in found.items()}


def _words(mine: Mine) -> Iterator[str]:
    """The counts in which somebody stands; and each with the programmes in which they do."""
    if not mine:
        return
    for word in together([each for _, each, _ in mine]).counts:
        if word in COUNTS:
            yield word
            yield f"{word}@{'+'.join(slug for slug, each, _ in mine if word in each.counts)}"
    held = [slug for slug, _, did in mine for what in did if _valid(what, did)]
    if held:
        yield f"certificate@{'+'.join(held)}"
    # As outcomes.tally.together chooses: the marks of the first programme with the most tests.
    whole = [(slug, each.counts) for slug, each, _ in mine if each.pairs]
    if whole:
        slug, counts = max(whole, key=lambda each: ("matched" in each[1], "post" in each[1]))
        if "matched" in counts:
            yield f"means@{slug}"


def _valid(what: str, did: Did) -> bool:
    """Whether something done is a certificate that is not revoked."""
    kind, _, of = what.partition(":")
    return kind == "certificate" and f"revoked:{of}" not in did
