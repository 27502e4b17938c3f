"""Badges and certificates, kept: what is printed on each, frozen at issue; and what the follower reads from the record."""

from badges.store.audit import audit
from badges.store.followed import (
    Standing,
    done,
    held,
    keep_done,
    keep_programme,
    keep_revoked,
    keep_rule,
    keep_standing,
    mistakes,
    participants,
    programme,
    rules,
    standing,
)
from badges.store.issued import edition_issued, erase, export, health, issue, issued_for, printed, revoke, used
from badges.store.tables import FOLLOWED, migrations

__all__ = [
    "FOLLOWED",
    "Standing",
    "audit",
    "done",
    "edition_issued",
    "erase",
    "export",
    "health",
    "held",
    "issue",
    "issued_for",
    "keep_done",
    "keep_programme",
    "keep_revoked",
    "keep_rule",
    "keep_standing",
    "migrations",
    "mistakes",
    "participants",
    "printed",
    "programme",
    "revoke",
    "rules",
    "standing",
    "used",
]
