"""The account of a period: read from the record while it is open, frozen when it is closed."""

from outcomes.account.closing import close, restate
from outcomes.account.period import Account, account, projects, snapshot

__all__ = ["Account", "account", "close", "projects", "restate", "snapshot"]
