"""Who has begun what, read from the record; addresses for reminders, and the log of what was sent. Enrolment is a rule."""

from programmes.store.celebrated import celebrate, celebrated
from programmes.store.letters import (
    Delivery,
    address,
    addresses,
    attempted,
    deliveries,
    erase,
    export,
    set_address,
    settled,
    taken,
)
from programmes.store.tables import migrations
from programmes.store.walked import begun, begun_by, follower, knew, scores, shares
from programmes.store.ways import meant

__all__ = [
    "Delivery",
    "address",
    "addresses",
    "attempted",
    "begun",
    "begun_by",
    "celebrate",
    "celebrated",
    "deliveries",
    "erase",
    "export",
    "follower",
    "knew",
    "meant",
    "migrations",
    "scores",
    "set_address",
    "settled",
    "shares",
    "taken",
]
