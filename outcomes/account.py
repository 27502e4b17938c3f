"""The account of a period: from its snapshot once it is closed, else from the record as of now."""

from dataclasses import dataclass
from typing import Any

from core.db import Database, Row
from core.language import Text
from core.record import Writing, digest
from core.signing import Refused
from outcomes.figures import Figures, Period, by_unit, figures, roster, scope_of
from outcomes.stated import figures_of, plain
from outcomes.store import asked, closings, entered
from outcomes.store.closings import Closed
from outcomes.store.groups import groups
from outcomes.store.tree import Placed, placed


@dataclass(frozen=True, slots=True)
class Account:
    """What is reported of a period. `closed` is the edition that stands, None while the period is open."""

    period: Period
    closed: Closed | None

    def programmes(self, db: Database) -> list[dict[str, Any]]:
        """The programmes of the fiscal year: slug and what their fact said."""
        return list(self.closed.account["programmes"]) if self.closed else asked.programmes(db, self.period.fiscal_year)

    def scopes(self, db: Database) -> dict[str, list[Row]]:
        """Each project that programmes serve with them, by scope; a programme that serves none stands for itself."""
        found: dict[str, list[Row]] = {}
        for programme in self.programmes(db):
            found.setdefault(programme["plan"] or f"/{programme['slug']}", []).append(programme)
        return {scope_of(programmes): programmes for programmes in found.values()}

    def figures(self, db: Database, programmes: list[Row], unit: str) -> Figures:
        """The figures of the programmes of one project, for a unit with all below it."""
        if self.closed is None:
            return figures(db, self.period, programmes, unit)
        found = self.closed.account["scopes"].get(scope_of(programmes), {}).get(unit)
        return (
            figures_of(found) if found else Figures({}, {}, max(each["criterion"] for each in programmes), False, False)
        )

    def roster(self, db: Database, unit: str) -> int:
        """How many people were on the roster on the closing day."""
        return int(self.closed.account["roster"].get(unit, 0)) if self.closed else roster(db, self.period, unit)

    def topics(self, db: Database) -> list[dict[str, Any]]:
        """The topics published: slug, title and moment."""
        return list(self.closed.account["topics"]) if self.closed else _topics(db, self.period)

    def units(self, db: Database) -> dict[str, Placed]:
        """The tree of units as it stood."""
        if self.closed is None:
            return placed(db, asked.closing(db, self.period.span) or "")
        said = self.closed.account["units"]
        return {unit: Placed(unit, each["above"], Text(**each["name"])) for unit, each in said.items()}


def account(db: Database, period: Period) -> Account:
    """The account of a period as it stands."""
    found = closings.editions(db, period.fiscal_year, period.quarter)
    return Account(period, found[-1] if found else None)


def _topics(db: Database, period: Period) -> list[dict[str, Any]]:
    return [dict(row) for row in asked.topics(db, period.span.ends)]


def snapshot(db: Database, period: Period) -> dict[str, Any]:
    """All that is reported of a period, as the record has it now: plain JSON without floats."""
    live = Account(period, None)
    units = live.units(db)
    programmes = live.programmes(db)
    return {
        "fiscal_year": period.fiscal_year,
        "quarter": period.quarter,
        "from": period.span.first.isoformat(),
        "to": period.span.last.isoformat(),
        "programmes": programmes,
        "topics": live.topics(db),
        "units": {unit: {"above": place.above, "name": place.name.model_dump()} for unit, place in units.items()},
        "roster": asked.by_unit(db, asked.closing(db, period.span) or "", "", "enrolled"),
        "scopes": {
            scope: {
                unit: plain(found) for unit, found in by_unit(db, period, served, [*units]).items() if found["enrolled"]
            }
            for scope, served in live.scopes(db).items()
        },
        "entered": entered.standing(db, period.fiscal_year, period.span.last),
        "versions": {f"programmes/{row['slug']}": row["version"] for row in programmes},
    }


def close(writing: Writing, period: Period, by: str, shown: str = "") -> Refused | None:
    """Freeze a period that is over. Refused as "lasting", "closed" already, or over "before" the record began.

    `shown` is the digest of what somebody looked at before; "moved" where it is another one by now.
    """
    if writing.at < period.span.ends:
        return Refused("lasting")
    if closings.editions(writing.db, period.fiscal_year, period.quarter):
        return Refused("closed")
    if asked.closing(writing.db, period.span) is None:
        return Refused("before")
    now = snapshot(writing.db, period)
    if shown and shown != digest(now):
        return Refused("moved")
    closings.keep(writing, now, _groups(writing.db, period), by)
    return None


def restate(writing: Writing, period: Period, by: str, reason: str, shown: str = "") -> Refused | None:
    """State a closed period anew, as the record has it now. Refused as "open", "unreasoned", the "same", or "moved"."""
    before = account(writing.db, period).closed
    if before is None:
        return Refused("open")
    now = snapshot(writing.db, period)
    if not reason.strip():
        return Refused("unreasoned")
    if now == before.account:
        return Refused("same")
    if shown and shown != digest(now):
        return Refused("moved")
    closings.keep(writing, now, _groups(writing.db, period), by, reason.strip())
    return None


def _groups(db: Database, period: Period) -> dict[str, dict[str, int]]:
    """By scope and count who stands in it, for judging later what may be published beside it."""
    scopes = Account(period, None).scopes(db)
    return {
        scope: groups(db, period.span, frozenset(row["slug"] for row in served)) for scope, served in scopes.items()
    }
