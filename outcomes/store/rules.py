"""Programmes as the figures need them, and which of them are counted together."""

import json
from collections.abc import Iterable
from typing import Any

from core.db import Database, rows
from outcomes.tally import Rule

Scopes = dict[str, list[Rule]]  # a programme or project → the programmes behind it; "" → none: the roster


def rules(db: Database) -> list[Rule]:
    """All programmes, as the record last said."""
    found = rows(db, "select slug, body from outcomes_programmes order by slug")
    return [_rule(row["slug"], json.loads(row["body"])) for row in found]


def published(db: Database, slug: str, closing: str) -> bool:
    """Whether a programme was published before a past moment: at a closing before that it counted nobody."""
    sql = "select 1 from record_facts where subject = ? and kind = 'ProgrammePublished' and at < ? limit 1"
    return db.conn.execute(sql, (slug, closing)).fetchone() is not None


def _rule(slug: str, body: dict[str, Any]) -> Rule:
    # A way that means no unit stands for itself: it is nobody's unit, and the programme is not for everybody.
    units = tuple(unit for way in body["units"] for unit in body["meant"][way] or (way,))
    return Rule(
        slug, body["fiscal_year"], body["plan"], body["criterion"], body["certificate"],
        units, tuple(body.get("posts", ())), body.get("standing", ""),
        (body["first"], body["last"]) if body.get("newcomers") else ("", ""),
    )  # fmt: skip


def scoped(counted: Iterable[Rule]) -> Scopes:
    """Each programme for itself, and the projects that several of them serve."""
    found = sorted(counted, key=lambda rule: rule.slug)
    groups: Scopes = {}
    for rule in found:
        if rule.plan:
            groups.setdefault(rule.group, []).append(rule)
    served = {group: listed for group, listed in groups.items() if len(listed) > 1}
    return {rule.slug: [rule] for rule in found} | served
