"""The roster looked through: a page of it by words, and those whom a sheet may mean."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Literal

from core.calendar import local_day
from core.db import Database, rows
from core.directory import Person
from people.store.directory import Roster, chunks, persons

State = Literal["here", "waiting", "left"]  # on the roster, of these who have no password yet, and who left


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page of the roster is asked for: words of name or code, units, and how people stand."""

    words: str = ""
    units: frozenset[str] | None = None  # None: all
    state: State = "here"


def page(db: Database, wanted: Wanted, begin: int, size: int) -> tuple[int, list[Person]]:
    """How many there are, and those of one page, unit by unit as the tree goes, by name in each. `begin` counts from 0."""
    where, named = _where(wanted)
    sql = f"select p.unit, count(*) n from people_persons p where {where} group by p.unit order by p.unit"
    counts = {row["unit"]: int(row["n"]) for row in rows(db, sql, named)}
    listed = [unit for unit in dict.fromkeys((*Roster().units(db), *counts)) if unit in counts]  # also of units removed
    parts, left = list[str](), size
    for place, unit in enumerate(listed):
        if begin < counts[unit] and left > 0:
            named |= {f"at{place}": unit, f"begin{place}": begin, f"left{place}": left}
            parts.append(
                f"select * from (select p.*, {place} tree from people_persons p where {where} and p.unit = :at{place}"
                f" order by p.sorting, p.id limit :left{place} offset :begin{place})"
            )
            left -= counts[unit] - begin
        begin = max(0, begin - counts[unit])
    found = rows(db, f"{' union all '.join(parts)} order by tree, sorting, id", named) if parts else []
    return sum(counts.values()), persons(db, found)


def _where(wanted: Wanted) -> tuple[str, dict[str, str | int]]:
    parts, named = [f"p.active = {int(wanted.state != 'left')}"], dict[str, str | int]()
    if wanted.state == "waiting":
        parts.append("not exists (select 1 from people_passwords w where w.person = p.id)")
    for place, word in enumerate(wanted.words.split()):
        # Title and name are written without a space between in Thai, so they are looked through as one.
        parts.append(f"lower(p.title || p.name || ' ' || p.code) like lower(:word{place}) escape '\\'")
        named[f"word{place}"] = "%" + "".join(f"\\{c}" if c in "\\%_" else c for c in word) + "%"
    if wanted.units is not None:
        units = {f"unit{place}": unit for place, unit in enumerate(sorted(wanted.units))}
        parts.append(f"p.unit in ({', '.join(f':{name}' for name in units)})")
        named |= units
    return " and ".join(parts), named


def waiting(db: Database, ids: Iterable[str]) -> frozenset[str]:
    """Those of some people who have not chosen a password yet."""
    sql = "select p.id from people_persons p left join people_passwords w on w.person = p.id where w.person is null"
    return frozenset(row["id"] for part, named in chunks(ids) for row in rows(db, f"{sql} and p.id in {part}", named))


def among(db: Database, codes: Iterable[str], names: Iterable[str], units: Iterable[str]) -> tuple[Person, ...]:
    """Everybody with one of these codes or names, also of those who left, and all who stand in these units."""
    asked = (
        ("lower(code) in", dict.fromkeys(code.lower() for code in codes)),
        ("name in", dict.fromkeys(names)),
        ("active = 1 and unit in", dict.fromkeys(units)),
    )
    found = {
        row["id"]: row
        for where, values in asked
        for part, named in chunks(values)
        for row in rows(db, f"select * from people_persons where {where} {part}", named)
    }
    return tuple(persons(db, sorted(found.values(), key=lambda row: (row["sorting"], row["id"]))))


def whole_administrators(db: Database) -> list[str]:
    """Those on the roster who administer the whole organisation."""
    sql = (
        "select g.person from people_grants g join people_persons p on p.id = g.person and p.active = 1"
        " join people_units u on u.id = g.unit and u.above = '' where g.role = 'administrator' order by g.person"
    )
    return [row["person"] for row in rows(db, sql)]


def own_codes(db: Database, taken: Collection[str] = ()) -> Iterator[str]:
    """Office-made codes for those who have none: S0001 and on, those that are free; not those `taken` either."""
    found = rows(db, "select code from people_persons where lower(code) >= 's' and lower(code) < 't'")
    there = {row["code"].upper() for row in found} | {code.upper() for code in taken}
    return (code for number in count(1) if (code := f"S{number:04d}") not in there)


def left_on(db: Database, ids: Iterable[str]) -> dict[str, str]:
    """By person, the first day without them (ISO), as the record last says; who never left is not there."""
    sql = "select person, seq, at, body from record_facts where kind = 'PersonLeft' and person in"
    found = [row for part, named in chunks(ids) for row in rows(db, f"{sql} {part} order by seq", named)]
    return {
        row["person"]: json.loads(row["body"]).get("on") or local_day(datetime.fromisoformat(row["at"])).isoformat()
        for row in found
    }


def zero_led(db: Database) -> frozenset[int]:
    """How long the roster's codes are that begin with a zero."""
    sql = "select distinct length(code) n from people_persons where code >= '0' and code < '1'"
    return frozenset(row["n"] for row in rows(db, sql))
