"""The account of a period: from its snapshot once it is closed, else from the record as of now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.db import Database, Row
from core.language import Text
from outcomes import load
from outcomes.figures import Figures, Period, by_unit, figures, roster, scope_of
from outcomes.plan import Plan
from outcomes.stated import figures_of, plain
from outcomes.store import asked, closings, entered
from outcomes.store.closings import Closed
from outcomes.store.rules import published
from outcomes.store.tree import Placed, placed


@dataclass(frozen=True, slots=True)
class Account:
    """What is reported of a period. `closed` is the edition that stands, None while it is open; `first` closed it."""

    period: Period
    closed: Closed | None
    first: Closed | None = None

    def programmes(self, db: Database) -> list[dict[str, Any]]:
        """The programmes of the fiscal year: slug and what their fact said."""
        return list(self.closed.account["programmes"]) if self.closed else _programmes(db, self.period)

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
        """The topics that the year’s programmes put before the staff: slug, title and moment of the first time."""
        return list(self.closed.account["topics"]) if self.closed else _topics(db, self.period)

    def plans(self, db: Database) -> dict[str, Plan]:
        """The plans that are reported on, by slug: of a closed period those of that day, whatever the office adopts later."""
        kept = self.closed.account.get("plans") if self.closed else None
        return load.plans(db, self.period.fiscal_year) if kept is None else load.at(db, kept)

    def units(self, db: Database) -> dict[str, Placed]:
        """The tree of units as it stood."""
        if self.closed is None:
            return placed(db, asked.closing(db, self.period.span) or "")
        said = self.closed.account["units"]
        order = self.closed.account.get("order", said)  # as the tree has them: JSON sorts by key
        return {unit: Placed(unit, said[unit]["above"], Text(**said[unit]["name"])) for unit in order}


def account(db: Database, period: Period) -> Account:
    """The account of a period as it stands."""
    found = closings.editions(db, period.fiscal_year, period.quarter)
    return Account(period, found[-1], found[0]) if found else Account(period, None)


def projects(programmes: Sequence[Row]) -> dict[str, str]:
    """The project behind each scope. A scope changes its name when a second programme joins it; its project does not."""
    served: dict[str, list[Row]] = {}
    for each in programmes:
        served.setdefault(each["plan"] or f"/{each['slug']}", []).append(each)
    return {scope_of(of): project for project, of in served.items()}


def _programmes(db: Database, period: Period) -> list[Row]:
    """The programmes of the fiscal year; of a quarter that is over those that were published by its end."""
    closing = asked.closing(db, period.span)
    found = asked.programmes(db, period.fiscal_year)
    return [row for row in found if not closing or published(db, row["slug"], closing)]


def _topics(db: Database, period: Period) -> list[dict[str, Any]]:
    used = {topic for row in _programmes(db, period) for topic in row["topics"]}
    return [dict(row) for row in asked.topics(db, period.span, used)]


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
        "order": [*units],
        "roster": asked.by_unit(db, asked.closing(db, period.span) or "", "", "enrolled"),
        "scopes": {
            scope: {unit: plain(found) for unit, found in by_unit(db, period, served).items() if unit in units}
            for scope, served in live.scopes(db).items()
        },
        "plans": load.versions(db, period.fiscal_year),
        "entered": entered.standing(db, period.fiscal_year, period.span.last),
        "versions": {f"programmes/{row['slug']}": row["version"] for row in programmes},
    }
