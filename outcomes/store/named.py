"""Which units a programme names, bound as it was published: by the rule of core/ways.py, as its own room keeps it."""

import json
from typing import Any

from core.db import Database, rows
from core.directory import Unit
from core.record import Fact, canonical
from core.ways import Ways, bound, parted
from outcomes.store.tree import placed


def publish(db: Database, fact: Fact) -> None:
    """Keep a programme as it was published, and what its units mean from then on."""
    before = rows(db, "select body from outcomes_programmes where slug = :slug", {"slug": fact.subject})
    meant = {way: tuple(units) for row in before for way, units in json.loads(row["body"])["meant"].items()}
    named = fact.body["units"]
    _keep(db, fact.subject, fact.body | {"meant": bound(named, _ways(db), meant) if named else {}})


def withdraw(db: Database, slug: str) -> None:
    """A programme that nobody had begun counts no more."""
    db.conn.execute("delete from outcomes_programmes where slug = ?", (slug,))


def bind(db: Database, name: str) -> bool:
    """Let programmes that name a unit which was not there find it, now that one of this name is placed."""
    kept = [(row["slug"], json.loads(row["body"])) for row in rows(db, "select slug, body from outcomes_programmes")]
    waiting = [(slug, body, [way for way, units in body["meant"].items() if not units]) for slug, body in kept]
    fitting = [each for each in waiting if any(name in parted(way) for way in each[2])]
    if fitting:
        tree = _ways(db)
        for slug, body, ways in fitting:
            _keep(db, slug, body | {"meant": body["meant"] | bound(ways, tree, {})})
    return bool(fitting)


def _keep(db: Database, slug: str, body: dict[str, Any]) -> None:
    db.conn.execute(
        "insert into outcomes_programmes (slug, fiscal_year, body) values (:slug, :year, :body)"
        " on conflict (slug) do update set fiscal_year = excluded.fiscal_year, body = excluded.body",
        {"slug": slug, "year": body["fiscal_year"], "body": canonical(body).decode()},
    )


def _ways(db: Database) -> Ways:
    return Ways(Unit(place.unit, place.name, place.above) for place in placed(db).values())
