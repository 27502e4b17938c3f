"""Whether what was entered, closed and brought in is what the record says of it."""

from collections.abc import Iterator, Mapping

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from core.audit import Finding
from core.db import Database
from outcomes.store import closings, entered, history


def audit(db: Database, keys: Mapping[str, Ed25519PublicKey]) -> Iterator[Finding]:
    """Entries, closings and history against their facts."""
    for seq in entered.disagreeing(db):
        yield Finding(f"entered figure of fact {seq}", "it is not what the record sealed")
    yield from (Finding(place, wrong) for place, wrong in closings.disagreeing(db, keys))
    for id in history.disagreeing(db):
        yield Finding(f"history {id}", "it is not what the record sealed")
