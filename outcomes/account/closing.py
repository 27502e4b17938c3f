"""Closing a period, and stating it anew.

All is read, reckoned and signed before the transaction, in which it is only kept: of a hundred thousand people the
reading takes seconds, and nobody's answer has to wait for it. What is told meanwhile is looked at, and only what is
said of the period itself makes it be read again.
"""

from collections.abc import Callable

from core.db import Database
from core.follow import lag
from core.ground import Ground
from core.record import digest, head
from core.signing import Refused
from outcomes.account.period import Account, account, projects, snapshot
from outcomes.figures import Period
from outcomes.handed import handed
from outcomes.judged import Edition, judged
from outcomes.store import asked, closings, drafts
from outcomes.store.drafts import Draft
from outcomes.store.groups import groups

QUARTERS = (1, 2, 3, 4)
TRIES = 3  # then so much is told of the period that others have to wait this once

Reading = Callable[[Database], Draft | Refused]


def close(ground: Ground, period: Period, by: str, shown: str = "") -> Refused | None:
    """Freeze a period that is over. Refused as "lasting", "closed" already, or over "before" the record began.

    `shown` is the digest of what somebody looked at before; "moved" where it is another one by now.
    """

    def read(db: Database) -> Draft | Refused:
        if ground.clock() < period.span.ends:
            return Refused("lasting")
        if closings.editions(db, period.fiscal_year, period.quarter):
            return Refused("closed")
        if asked.closing(db, period.span) is None:
            return Refused("before")
        draft = _draft(ground, db, period)
        return Refused("moved") if shown and shown != digest(draft.account) else draft

    return _kept(ground, period, read, by)


def restate(ground: Ground, period: Period, by: str, reason: str, shown: str = "") -> Refused | None:
    """State a closed period anew, as the record has it now. Refused as "open", "unreasoned", the "same", or "moved"."""

    def read(db: Database) -> Draft | Refused:
        before = account(db, period).closed
        if before is None:
            return Refused("open")
        if not reason.strip():
            return Refused("unreasoned")
        draft = _draft(ground, db, period)
        if draft.account == before.account:
            return Refused("same")
        return Refused("moved") if shown and shown != digest(draft.account) else draft

    return _kept(ground, period, read, by, reason.strip())


def _kept(ground: Ground, period: Period, read: Reading, by: str, reason: str = "") -> Refused | None:
    """Keep what is read before the transaction; where it does not stand any more, read it again."""
    for _ in range(TRIES):
        ground.settle()
        with ground.read() as db:
            draft, (seq, _), behind = read(db), head(db), lag(db, ground.followers)
        with ground.write() as writing:
            if not behind and drafts.stands(writing.db, seq, period.span):  # "the same" has to stand as well
                if isinstance(draft, Refused):
                    return draft
                drafts.keep(writing, draft, by, reason)
                return None
    with ground.write() as writing:
        ground.settle()
        draft = read(writing.db)
        if isinstance(draft, Refused):
            return draft
        drafts.keep(writing, draft, by, reason)
    return None


def _draft(ground: Ground, db: Database, period: Period) -> Draft:
    said = snapshot(db, period)
    stood = {
        scope: groups(db, period.span, frozenset(row["slug"] for row in served))
        for scope, served in Account(period, None).scopes(db).items()
    }
    top = next((unit for unit, each in said["units"].items() if not each["above"]), "")
    finished = {
        scope: found[top]
        for scope, found in said["scopes"].items()
        if found.get(top, {}).get("counts", {}).get("finished")
    }
    uncertified = {scope for scope, found in finished.items() if not found["certified"]}
    earlier = _earlier(db, period.fiscal_year)
    hidden = judged(earlier, period.quarter, projects(said["programmes"]), stood, uncertified)
    return drafts.drafted(db, ground.signer, said, handed(said, hidden), stood)


def _earlier(db: Database, fiscal_year: int) -> list[Edition]:
    """All that was ever published of a year, in the order of closing."""
    found = [each for quarter in QUARTERS for each in closings.editions(db, fiscal_year, quarter)]
    return [
        Edition(each.quarter, projects(each.account["programmes"]), each.stood(), each.hidden)
        for each in sorted(found, key=lambda each: (each.at, each.quarter, each.edition))
        if each.judged
    ]
