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
    participants,
    programme,
    rules,
    standing,
)
from badges.store.issued import erase, export, issue, issued_for, printed, revoke, used
from badges.store.tables import FOLLOWED, migrations

__all__ = [
    "FOLLOWED",
    "Standing",
    "audit",
    "done",
    "erase",
    "export",
    "held",
    "issue",
    "issued_for",
    "keep_done",
    "keep_programme",
    "keep_revoked",
    "keep_rule",
    "keep_standing",
    "migrations",
    "participants",
    "printed",
    "programme",
    "revoke",
    "rules",
    "standing",
    "used",
]
